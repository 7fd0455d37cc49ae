"""The directive ``competitions``: placings, with team, event and links."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sphinx_academic.data.collection import Collection
from sphinx_academic.data.records import Competition
from sphinx_academic.fragments import Element, Fragment, Fragments, joined, plain
from sphinx_academic.sections.base import Chosen, Section
from sphinx_academic.sections.description import Description, Signs, _, authors, dated, figure, line, links


class Competitions(Section):
    """Competitions in the order in which they are written."""

    name = "competitions"
    list_of = "competitions"

    def choose(self, collection: Collection, options: Mapping[str, Any]) -> tuple[Chosen, ...]:
        return (Chosen((), collection.competitions),) if collection.competitions else ()

    def describe(
        self, chosen: tuple[Chosen, ...], index: int, options: Mapping[str, Any], description: Description
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
    content.append(Element("division", (Element("lines", lines),), "academic-body"))
    return Element("item", tuple(content), "academic-entry")
