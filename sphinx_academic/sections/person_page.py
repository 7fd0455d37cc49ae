"""The page of a person: who it is, and all that the data have of the person's work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sphinx_academic.content.fragments import Element, Fragments, in_a_row, joined
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.contributions import CoAuthor
from sphinx_academic.data.records import (
    Award,
    Dataset,
    Education,
    EventItem,
    Grant,
    MediaItem,
    Membership,
    Person,
    Position,
    Project,
    Publication,
    Record,
    Service,
    Software,
    Supervision,
    Talk,
    Teaching,
)
from sphinx_academic.data.records.person import Highlights
from sphinx_academic.sections import description as shared
from sphinx_academic.sections.description import Description, Signs, _, figures, labelled, paragraph, within
from sphinx_academic.sections.own_fields import own_on_page
from sphinx_academic.sections.page_text import PageLink, PageText, actions, listed_in, tags_line
from sphinx_academic.sections.person_entry import all_links, spelled_out_of, years
from sphinx_academic.sections.record_lists import lists_of, part

# fmt: off
_KINDS: tuple[type[Record], ...] = (
    Publication, Project, Talk, Software, Dataset, Teaching, Supervision, Grant, Award, Position, Education, Membership, Service, MediaItem,
    EventItem,
)
# fmt: on
"""What a page lists, in this order."""

_MOST_COAUTHORS = 20
"""So many are named, those with the most works; of the others only the number is said."""


def page_text(
    person: Person, description: Description, docname: str, home: PageLink | None, collection: Collection
) -> PageText:
    """What the page ``docname`` says of a person who is shown in a list of the page ``home``."""
    contributions = collection.contributions
    namesakes = [each for each in collection.people if each.name == person.name]
    names = (person.orcid,) if person.orcid and len(namesakes) > 1 else (person.name, *person.aliases)
    who = Highlights(names, namesakes)
    description = replace(description, highlights=who, owner=who, cited_in=lambda *_name: ())
    own = replace(description, page=docname)

    def records_of(kind: type[Record]) -> tuple[Record, ...]:
        found = contributions.of(person, kind)
        if kind is Project:
            projects = collection.belonging.projects_of(person)
            found = tuple({id(each): each for each in (*found, *projects)}.values())
        return found

    lists = lists_of(records_of, _KINDS, own)
    coauthors = _coauthors(contributions.coauthors_of(person), own)
    photo = figures(person.photo[:1], person, person.name, description, "photo", first=True)
    about = description.blocks(person.about, person, "about")
    position = joined((description.field(person, "role"), description.field(person, "affiliation")), ", ")
    theses = [paragraph(each, "academic-thesis") for each in _theses(person, collection, own)]
    facts = (
        *paragraph(position, "academic-role"),
        *paragraph(_career(person, description), "academic-dates"),
        *(fragment for thesis in theses for fragment in thesis),
        *paragraph(description.field(person, "line"), "academic-subtitle"),
        *own_on_page(person, description),
        *_email(person),
        *actions(all_links(person, leads_elsewhere=True)),
        *within("division", about, "academic-about"),
    )
    pronouns = within("span", (person.pronouns,) if person.pronouns else (), "academic-pronouns")
    body = (
        Element("division", (*photo, *facts), "academic-profile"),
        *lists.body,
        *((part(_("Co-authors"), coauthors, "coauthors"),) if coauthors else ()),
        *tags_line(person.tags),
        *listed_in(home, description.correction_of(person)),
    )
    return PageText(
        link=PageLink(docname, person.name),
        home=home,
        title=joined(((person.name,), pronouns), " "),
        body=body,
        title_as_written=person.name,
        summary=_summary(person, description),
        shown=lists.shown,
    )


def _summary(person: Person, description: Description) -> str:
    """Who this is, and the first words about the person."""
    said = [in_a_row(description.markup.inline(text)) for text in (person.role, person.affiliation)]
    who = ", ".join(filter(None, (person.name, *said)))
    about = in_a_row(description.markup.blocks(person.about)) or in_a_row(
        description.markup.inline(person.line)
    )
    return ". ".join(filter(None, (who, about)))


def _career(person: Person, description: Description) -> Fragments:
    """From when to when somebody was there, and of who has left the degree and where the person is now."""
    then = years(person, has_left=person.has_left(description.today))
    return joined(
        (
            (then,) if then else (),
            description.field(person, "degree"),
            labelled(_("now"), description.field(person, "now")),
        ),
        " · ",
    )


def _theses(person: Person, collection: Collection, description: Description) -> Iterator[Fragments]:
    """What somebody was supervised for, and by whom."""
    for each in collection.contributions.theses_of(person):
        if each.thesis:
            title = (Element("emphasis", description.field(each, "thesis")),)
            advisors = shared.authors(each.supervisors, Signs((each.supervisors,)), description)
            by = (_("supervised by"), " ", *advisors) if advisors else ()
            yield joined((labelled(_("Thesis"), title), by), ", ")


def _email(person: Person) -> Fragments:
    return paragraph(labelled(_("Email"), spelled_out_of(person)), "academic-email-line")


def _coauthors(found: Iterable[CoAuthor], description: Description) -> Fragments:
    """``Ada Brühl (12), Otto Kessel (3) and 40 others``."""
    everybody = tuple(found)
    if not everybody:
        return ()
    named = (
        (*shared.name_of(each.author, description), f" ({each.number})")
        for each in everybody[:_MOST_COAUTHORS]
    )
    row = joined(named, ", ")
    others = len(everybody) - _MOST_COAUTHORS
    if others > 0:
        more = _("and one other") if others == 1 else _("and %d others") % others
        row = (*row, " ", more)
    return paragraph(row, "academic-coauthors")
