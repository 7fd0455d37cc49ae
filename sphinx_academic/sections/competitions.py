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
from sphinx_academic.sections.date_column import DATES, NO_DATES, column_of, with_dates
from sphinx_academic.sections.description import Description, Signs, _, line, within
from sphinx_academic.sections.options import Options
from sphinx_academic.sections.own_fields import own_behind, own_beside, own_lines


class Competitions(Section[Competition]):
    """Competitions in the order in which they are written."""

    name = "competitions"
    list_of = "competitions"
    entry_kind = "competition"
    options: ClassVar = {**BELONGING, **MEMBERS, **DATES, **read.REFERRED}
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
        description = with_dates(description, options)
        signs = description.signs
        legend: Fragments = ()
        if signs is None:
            signs = Signs(record.authors for record in records)
            legend = signs.legend()
        # All groups have the columns that one of them needs.
        every = [record for group in chosen for record in group.records]
        column = column_of(description.dated(record.date) for record in every)
        entries = tuple(_entry(record, signs, description, is_dated=bool(column)) for record in records)
        logos = "academic-with-logos" if any(record.images for record in every) else ""
        classes = ("academic academic-timed academic-competitions", column, logos)
        return (Element("division", (*legend, *entries), " ".join(filter(None, classes))),)


def _entry(record: Competition, signs: Signs, description: Description, *, is_dated: bool) -> Element:
    """The placing, the event below it, and who took part; the date in its column."""
    title = description.field(record, "title") or (_("Untitled"),)
    event = description.field(record, "event")
    where = (within("emphasis", event), *own_beside(record, description))
    lines = (
        *line(within("strong", title), "academic-title"),
        *line(joined(where, ", "), "academic-where"),
        *line(shared.authors(record.authors, signs, description), "academic-authors"),
        *own_lines(record, description),
        *line(description.field(record, "note"), "academic-note"),
        *line(shared.links_of(record.links, description), "academic-links"),
    )
    logo = shared.figures(record.images[:1], record, plain(event or title), description, "logo")
    dates = line(description.dated(record.date), "academic-dates") or (NO_DATES if is_dated else ())
    cited = shared.cited_line("competition", record.key, description)
    content = (Element("lines", lines), *own_behind(record, description), *cited)
    body = Element("division", content, "academic-body")
    identifier = description.id_of("competition", record.key)
    entry = Element("entry", (*logo, *dates, body), "academic-entry", identifier)
    return description.dressed(record, entry)
