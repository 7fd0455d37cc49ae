"""The directive ``projects``: what is worked on, by whom, and who pays for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from sphinx_academic.content.fragments import Fragment, Fragments, joined
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.records import Grant, Project
from sphinx_academic.data.records.project import CURRENT, FINISHED, PLANNED
from sphinx_academic.sections import description as shared
from sphinx_academic.sections.base import Chosen, FilterWords, PageFacts
from sphinx_academic.sections.description import Description, _, labelled, line
from sphinx_academic.sections.options import Options
from sphinx_academic.sections.showcase import Showcase


class Projects(Showcase[Project]):
    """Projects: selected ones first, then those that go on, then the newest."""

    name = "projects"
    list_of = "projects"
    entry_kind = "project"
    groups: ClassVar = {"status": lambda project: project.status, "part-of": lambda project: ""}

    def choose(self, collection: Collection, options: Options) -> tuple[Chosen, ...]:
        chosen = super().choose(collection, options)
        if options.get("group-by") != "part-of":
            return chosen
        # The whole stands before its parts.
        return tuple(
            group._replace(records=tuple(sorted(group.records, key=lambda each: each.whole is not None)))
            for group in chosen
        )

    def label(self, record: Project, collection: Collection, options: Options) -> str:
        if options["group-by"] == "status":
            return record.state(options["today"])
        if options["group-by"] == "part-of":
            return _largest(record, collection)
        return super().label(record, collection, options)

    def labels_in_order(self, labels: Iterable[str], options: Options) -> list[str]:
        if options["group-by"] == "status":
            return sorted(labels, key=_place_of_state)
        return super().labels_in_order(labels, options)

    def facts(self, options: Options, page: PageFacts) -> Options:
        today = {"today": page.today} if options.get("group-by") == "status" else {}
        return {**super().facts(options, page), **today}

    def heading(self, level: int, label: str, options: Options, description: Description) -> Fragments:
        words = {CURRENT: _("Current"), PLANNED: _("Planned"), FINISHED: _("Finished")}
        if options.get("group-by") == "status" and label in words:
            return (words[label],)
        return super().heading(level, label, options, description)

    def filter_words(self) -> FilterWords:
        shown, nothing = _("%(shown)s of %(total)s projects"), _("No project matches.")
        return FilterWords(_("Filter the projects"), shown, nothing)

    def page_of(self, record: Project, description: Description) -> str:
        return description.project_page(record)

    def below(self, record: Project, description: Description) -> Iterator[Fragment]:
        yield from line(description.field(record, "subtitle"), "academic-subtitle")

    def beside_title(self, record: Project, description: Description) -> Iterator[Fragments]:
        yield description.field(record, "status")
        yield description.field(record, "role")

    def below_text(self, record: Project, description: Description) -> Iterator[Fragment]:
        if record.whole is not None:
            whole = linked_title(record.whole, description)
            yield from line(labelled(_("Part of"), whole), "academic-part-of")
        parts = joined((linked_title(part, description) for part in record.parts), ", ")
        yield from line(labelled(_("Parts"), parts), "academic-parts")
        grants = record.paid_by
        if self.page_of(record, description):
            # Of several grants of one funder, the numbers of which stand on the project's page, the funder is said once.
            grants = tuple({grant.funder or grant.number: grant for grant in reversed(grants)}.values())[::-1]
        payers = [_payer(grant, description, is_short=grants is not record.paid_by) for grant in grants]
        payers += [(name,) for name in record.other_grants]
        payers = payers or [description.field(record, "funder")]
        yield from line(labelled(_("Funding"), joined(payers, ", ")), "academic-funding")


def _place_of_state(state: str) -> tuple[int, bool]:
    """What goes on and what is planned first; then words of one's own, what has ended, and what says nothing."""
    places = {CURRENT: 0, PLANNED: 1, FINISHED: 3, "": 4}
    return places.get(state, 2), not state


def _largest(project: Project, collection: Collection) -> str:
    """The title of the project under which one stands: that of the largest that it is a part of, or its own, if it has parts."""
    largest = collection.belonging.largest_of(project)
    return largest.title if largest is not project or project.parts else ""


def linked_title(project: Project, description: Description) -> Fragments:
    """The title of a project, as a link to its page, to its entry, or else to where it is on the web."""
    words = shared.in_a_link(description.prose(project.title)) or (_("Untitled"),)
    if page := description.project_page(project):
        return shared.linked(words, page=page)
    page, anchor = description.entry_at("project", project.key)
    return shared.linked(words, page=page, anchor=anchor) if page else shared.linked(words, url=project.url)


def _payer(grant: Grant, description: Description, *, is_short: bool) -> Fragments:
    """Who pays, with the number of the grant, unless it is to be short; where neither is known, what it is called."""
    number = (grant.number,) if grant.number and not (is_short and grant.funder) else ()
    said = joined((description.prose(grant.funder), number), " ") or description.prose(grant.title)
    return shared.linked(said, url=grant.url)
