"""The page of a project: what it is about, who works on it, who pays, and what has come of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sphinx_academic.content.fragments import Fragments, in_a_row, joined, plain
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.records import (
    Award,
    Dataset,
    EventItem,
    Grant,
    MediaItem,
    NewsItem,
    Opening,
    Person,
    Project,
    Publication,
    Record,
    Software,
    Talk,
    Teaching,
)
from sphinx_academic.data.values.addresses import Link
from sphinx_academic.sections import description as shared
from sphinx_academic.sections.description import Description, Signs, _, labelled, paragraph, within
from sphinx_academic.sections.own_fields import own_on_page
from sphinx_academic.sections.page_text import (
    PageLink,
    PageText,
    actions,
    bullets,
    listed_in,
    tags_line,
)
from sphinx_academic.sections.person_entry import name_of
from sphinx_academic.sections.projects import linked_title
from sphinx_academic.sections.record_lists import lists_of, part
from sphinx_academic.sections.timed import period

# fmt: off
_KINDS: tuple[type[Record], ...] = (
    Grant, Publication, Software, Dataset, NewsItem, Talk, Teaching, Award, EventItem, MediaItem, Opening,
)
# fmt: on
"""What a page lists, in this order."""


def page_text(
    project: Project, description: Description, docname: str, home: PageLink | None, collection: Collection
) -> PageText:
    """What the page ``docname`` says of a project that is shown in a list of the page ``home``."""
    belonging = collection.belonging
    belongs = belonging.of_projects([project.key])
    description = replace(description, cited_in=lambda *_name: (), page=docname)

    def records_of(kind: type[Record]) -> tuple[Record, ...]:
        paid = belonging.grants_of(project) if kind is Grant else ()
        found = (*paid, *filter(belongs, collection.of(kind)))
        return tuple({id(each): each for each in found}.values())

    lists = lists_of(records_of, _KINDS, description)
    title = description.field(project, "title") or (_("Untitled"),)
    whole = belonging.whole_of(project)
    images = shared.figures(project.images, project, plain(title), description, "page", first=True)
    facts = (
        period(project, description),
        description.field(project, "status"),
        description.field(project, "place"),
        description.field(project, "funder"),
    )
    links = (*((Link(_("Website"), project.url),) if project.url else ()), *project.links)
    people = [person for person in collection.people if belongs(person)]
    text = (
        *description.blocks(project.description, project, "description"),
        *paragraph(description.field(project, "note"), "academic-note"),
    )
    body = (
        *paragraph(description.field(project, "subtitle"), "academic-subtitle"),
        *paragraph(joined(facts, " · "), "academic-dates"),
        *paragraph(labelled(_("Part of"), _named(whole, description) if whole else ()), "academic-part-of"),
        *own_on_page(project, description),
        *actions(links),
        *within("division", images, "academic-paper-figures"),
        *within("division", text, "academic-about-project"),
        *_part(_("People"), _people(project, people, description), "people"),
        *_part(
            _("Parts"), bullets(_named(each, description) for each in belonging.parts_of(project)), "parts"
        ),
        *lists.body,
        *tags_line(project.tags),
        *listed_in(home, description.correction_of(project)),
    )
    return PageText(
        link=PageLink(docname, in_a_row(title)),
        home=home,
        title=title,
        body=body,
        title_as_written=in_a_row(description.markup.inline(project.title)) or in_a_row(title),
        summary=_summary(project, description),
        shown=lists.shown,
    )


def _summary(project: Project, description: Description) -> str:
    said = in_a_row(description.markup.inline(project.subtitle))
    return ". ".join(filter(None, (said, in_a_row(description.markup.blocks(project.description)))))


def _part(words: str, content: Fragments, name: str) -> Fragments:
    return (part(words, content, name),) if content else ()


def _named(project: Project, description: Description) -> Fragments:
    """A project by its title, which leads to its page, with what it is about."""
    return joined((linked_title(project, description), description.field(project, "subtitle")), " – ")


def _people(project: Project, register: Iterable[Person], description: Description) -> Fragments:
    """Everybody who works on a project: those whom it names, with their roles, then those who say so themselves."""
    if project.people.written:
        return paragraph(description.prose(project.people.written))
    roles = {person.name: person for person in register}
    items = []
    signs = Signs((project.people,))
    for author in project.people.people:
        person = roles.pop(author.person, None) if author.person else None
        items.append((*shared.name_of(author, description), *signs.of(author), *_role(person, description)))
    items += [(*name_of(each, description), *_role(each, description)) for each in roles.values()]
    if project.people.others and items:
        items.append((_("and others"),))
    return (*bullets(items, "academic-people-of-project"), *signs.legend())


def _role(person: Person | None, description: Description) -> Fragments:
    role = description.field(person, "role") if person else ()
    return (", ", *role) if role else ()
