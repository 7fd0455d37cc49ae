"""The directive ``competitions``: placings, with team, event and links."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from sphinx_academic.content.fragments import Element, Fragment, Fragments, joined, plain
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.records import Competition
from sphinx_academic.sections import options as read
from sphinx_academic.sections.base import Chosen, Section
from sphinx_academic.sections.citing import on_screen, without_links
from sphinx_academic.sections.description import (
    Description,
    Signs,
    _,
    author_label,
    authors,
    cited_line,
    dated,
    figure,
    line,
    links,
)
from sphinx_academic.sections.entries import EntryFacts
from sphinx_academic.sections.options import Options


class Competitions(Section[Competition]):
    """Competitions in the order in which they are written."""

    name = "competitions"
    list_of = "competitions"
    entry_kind = "competition"
    options: ClassVar = {**read.REFERRED}

    def choose(self, collection: Collection, options: Options) -> tuple[Chosen, ...]:
        return (Chosen((), collection.competitions),) if collection.competitions else ()

    def entry(self, record: Competition, description: Description) -> EntryFacts | None:
        return EntryFacts(
            "competition",
            record.key,
            " ".join(plain(self.cited_title(record, description)).split()) or _("Untitled"),
            author_label(record.authors, description),
            f"{record.date.year:04d}" if record.date and record.date.year else "",
            record.other_keys,
        )

    def cited_title(self, record: Competition, description: Description) -> Fragments:
        return joined([description.prose(text) for text in (record.title, record.event) if text], ", ")

    def tooltip(
        self, facts: EntryFacts, record: Competition | None, description: Description
    ) -> Iterable[str]:
        return (facts.year,)

    def card(self, record: Competition, description: Description) -> Fragments:
        people = authors(record.authors, Signs((record.authors,)), description)
        return (
            *line(without_links(on_screen(people)), "academic-authors"),
            *line(links(record.links), "academic-links"),
        )

    def describe(
        self, chosen: tuple[Chosen, ...], index: int, options: Options, description: Description
    ) -> Fragments:
        records: tuple[Competition, ...] = chosen[index].records
        signs = Signs(record.authors for record in records)
        items = tuple(_item(record, signs, description) for record in records)
        blocks = (*signs.legend(), Element("bullets", items, "academic-competition-list"))
        return (Element("division", blocks, "academic academic-competitions"),)


def _item(record: Competition, signs: Signs, description: Description) -> Element:
    title = description.prose(record.title, record, "title") if record.title else (_("Untitled"),)
    event: Fragments = ()
    if record.event:
        event = (Element("emphasis", description.prose(record.event, record, "event")),)
    date = record.date
    when = dated(description.date(date) if date else "", date)
    lines = (
        *line(joined(((Element("strong", title),), event, when), ", "), "academic-title"),
        *line(authors(record.authors, signs, description), "academic-authors"),
        *(line(description.prose(record.note, record, "note"), "academic-note") if record.note else ()),
        *line(links(record.links), "academic-links"),
    )
    content: list[Fragment] = [
        figure(
            image,
            record,
            plain(event or title),
            description,
            "academic-logo",
            place="logo",
            zoom=False,
            width="70%",
        )
        for image in record.images[:1]
    ]
    content.append(
        Element(
            "division",
            (Element("lines", lines), *cited_line("competition", record.key, description)),
            "academic-body",
        )
    )
    identifier = description.identifier("competition", record.key)
    return Element("item", tuple(content), "academic-entry", {"id": identifier} if identifier else {})
