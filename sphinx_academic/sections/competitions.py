"""The directive ``competitions``: placings, with team, event and links."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from sphinx_academic.content.fragments import Element, Fragments, joined, plain
from sphinx_academic.data.records import Competition
from sphinx_academic.sections import description as shared
from sphinx_academic.sections import options as read
from sphinx_academic.sections.base import Chosen, Section
from sphinx_academic.sections.belonging import BELONGING, MEMBERS
from sphinx_academic.sections.cited_names import author_label
from sphinx_academic.sections.description import Description, Signs, _, line, within
from sphinx_academic.sections.options import Options
from sphinx_academic.sections.own_fields import own_behind, own_beside, own_lines
from sphinx_academic.sections.timed import NO_DATES


class Competitions(Section[Competition]):
    """Competitions in the order in which they are written."""

    name = "competitions"
    list_of = "competitions"
    entry_kind = "competition"
    options: ClassVar = {**BELONGING, **MEMBERS, **read.REFERRED}
    filters = frozenset({*BELONGING, *MEMBERS})

    def said(self, record: Competition, description: Description) -> tuple[Fragments, str, str]:
        title = joined(map(description.prose, (record.title, record.event)), ", ") or (_("Untitled"),)
        year = f"{record.date.year:04d}" if record.date and record.date.year else ""
        return title, author_label(record.authors, description), year

    def tooltip_words(self, record: Competition, description: Description) -> Iterable[str]:
        return self.said(record, description)[2:]

    def searched(self, record: Competition, description: Description) -> tuple[str, ...]:
        title, people, year = self.said(record, description)
        return plain(title), people, year

    def card_lines(self, record: Competition, description: Description) -> Fragments:
        people = shared.authors(record.authors, Signs((record.authors,)), description)
        return (
            *line(shared.in_a_link(people), "academic-authors"),
            *line(shared.links(record.links), "academic-links"),
        )

    def describe(
        self, chosen: tuple[Chosen, ...], index: int, options: Options, description: Description
    ) -> Fragments:
        records: tuple[Competition, ...] = chosen[index].records
        signs = description.signs
        legend: Fragments = ()
        if signs is None:
            signs = Signs(record.authors for record in records)
            legend = signs.legend()
        if description.form != "list":
            every = [record for group in chosen for record in group.records]
            return _as_career(records, signs, description, is_dated=any(each.date for each in every))
        items = tuple(_item(record, signs, description) for record in records)
        blocks = (*legend, Element("bullets", items, "academic-competition-list"))
        return (Element("division", blocks, "academic academic-competitions"),)


def _as_career(
    records: Iterable[Competition], signs: Signs, description: Description, *, is_dated: bool
) -> Fragments:
    """What a CV has: as all its lists, with the dates in their column."""
    entries = []
    for record in records:
        title = within("strong", description.field(record, "title") or (_("Untitled"),))
        event = within("emphasis", description.field(record, "event"))
        lines = (
            *line(title, "academic-title"),
            *line(joined((event, *own_beside(record, description)), ", "), "academic-where"),
            *_further_lines(record, signs, description),
        )
        dates = line(description.dated(record.date), "academic-dates") or (NO_DATES if is_dated else ())
        body = Element(
            "division", (Element("lines", lines), *own_behind(record, description)), "academic-body"
        )
        identifier = description.id_of("competition", record.key)
        entry = Element("entry", (*dates, body), "academic-entry", identifier)
        entries.append(description.dressed(record, entry))
    classes = f"academic academic-timed{' academic-dated' if is_dated else ''}"
    return (Element("division", tuple(entries), classes),)


def _further_lines(record: Competition, signs: Signs, description: Description) -> Fragments:
    return (
        *line(shared.authors(record.authors, signs, description), "academic-authors"),
        *own_lines(record, description),
        *line(description.field(record, "note"), "academic-note"),
        *line(shared.links_of(record.links, description), "academic-links"),
    )


def _item(record: Competition, signs: Signs, description: Description) -> Element:
    title = description.field(record, "title") or (_("Untitled"),)
    event = description.field(record, "event")
    first = (
        within("strong", title),
        within("emphasis", event),
        description.dated(record.date),
        *own_beside(record, description),
    )
    lines = (
        *line(joined(first, ", "), "academic-title"),
        *_further_lines(record, signs, description),
    )
    logo = shared.figures(record.images[:1], record, plain(event or title), description, "logo")
    cited = shared.cited_line("competition", record.key, description)
    body = Element(
        "division", (Element("lines", lines), *own_behind(record, description), *cited), "academic-body"
    )
    identifier = description.id_of("competition", record.key)
    return description.dressed(record, Element("item", (*logo, body), "academic-entry", identifier))
