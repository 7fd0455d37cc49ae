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
        items = tuple(_item(record, signs, description) for record in records)
        blocks = (*legend, Element("bullets", items, "academic-competition-list"))
        return (Element("division", blocks, "academic academic-competitions"),)


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
        *line(shared.authors(record.authors, signs, description), "academic-authors"),
        *own_lines(record, description),
        *line(description.field(record, "note"), "academic-note"),
        *line(shared.links(record.links), "academic-links"),
    )
    logo = shared.figures(record.images[:1], record, plain(event or title), description, "logo")
    cited = shared.cited_line("competition", record.key, description)
    body = Element(
        "division", (Element("lines", lines), *own_behind(record, description), *cited), "academic-body"
    )
    identifier = description.id_of("competition", record.key)
    return description.dressed(record, Element("item", (*logo, body), "academic-entry", identifier))
