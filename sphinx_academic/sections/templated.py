"""What a template of the user's is given of an entry: its record's plain values, and the pieces of the entry as we describe it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import partial
from typing import NamedTuple

from sphinx_academic.content.fragments import Element, Fragments, elements
from sphinx_academic.data.records import Record
from sphinx_academic.data.values.addresses import Image, Link
from sphinx_academic.data.values.dates import PartialDate, ReadDate
from sphinx_academic.data.values.names import Author, AuthorList


class Piece(NamedTuple):
    """A piece of an entry: the classes of which it has one there, what it is, and whether its own element belongs to it."""

    classes: str
    meaning: str
    is_whole: bool = False


# fmt: off
PIECES: Mapping[str, Piece] = {
    "title": Piece("academic-title academic-name", "What it is called, linked where it leads somewhere."),
    "authors": Piece("academic-authors", "The people, those to highlight in bold."),
    "venue": Piece("academic-venue", "Where a work appeared, with volume, pages and year."),
    "where": Piece("academic-where academic-role", "The line that says what and where; of people what they are."),
    "dates": Piece("academic-dates", "When it was."),
    "award": Piece("academic-award", "The award of a work."),
    "note": Piece("academic-note", "The note."),
    "links": Piece("academic-links", "The links: PDF, Code."),
    "own": Piece("academic-own", "The [fields of one's own](/how-to/your-own-fields.md) that stand on lines, each in a paragraph.",
        is_whole=True),
    "abstract": Piece("academic-abstract", "The abstract of a work, behind a disclosure.", is_whole=True),
    "more": Piece("academic-more", "Further information, behind a disclosure.", is_whole=True),
    "summary": Piece("academic-summary", "The first sentences of what a project, software or data are."),
    "tags": Piece("academic-tags", "The tags, where the entry shows them."),
    "picture": Piece("", "All pictures, each with its caption.", is_whole=True),
}
"""The pieces that a template may use, each empty where the entry has none."""
# fmt: on


def templated(template: str, record: Record, entry: Element) -> Element:
    """An entry whose content a template makes; what we would show is kept, for search and for where the template fails."""
    values = json.dumps(plain_values(record), ensure_ascii=False, sort_keys=True)
    inner = Element("templated", entry.children, "", {"template": template, "values": values})
    return entry._replace(children=(inner,), classes=f"{entry.classes} academic-templated".strip())


def pieces_of(entry: Fragments) -> dict[str, Fragments]:
    """The pieces of an entry, by their names."""
    found: dict[str, Fragments] = {}
    every = elements(entry)
    for name, piece in PIECES.items():
        wanted = piece.classes.split()
        of_class = [each for each in every if any(_has_class(each, one) for one in wanted)]
        found[name] = tuple(of_class) if piece.is_whole else next((each.children for each in of_class), ())
    found["picture"] = tuple(each for each in every if each.kind == "figure")
    if not found["dates"]:
        found["dates"] = tuple(each for each in every if each.kind == "time")[:1]
    return found


def _has_class(fragment: object, name: str) -> bool:
    return isinstance(fragment, Element) and name in fragment.classes.split()


def plain_values(record: Record) -> dict[str, str]:
    """Every field of a record as a text, those of one's own and what else was written among them."""
    values = {name: plain_value(getattr(record, name)) for name in record.fields}
    values |= {name: plain_value(value) for name, value in record.extra.items() if name.isidentifier()}
    values |= {own.name: plain_value(value) for own, value in record.own_values()}
    return values | {"kind": record.kind, "key": record.key}


def plain_value(value: object) -> str:
    """A value as a text without markup of ours: several with commas between them."""
    match value:
        case None | False:
            return ""
        case True:
            return "true"
        case str():
            return value
        case PartialDate():
            return value.text or value.iso
        case ReadDate():
            date = plain_value(value.date)
            return " ".join(filter(None, (value.before, date, value.after)))
        case AuthorList():
            return value.written or _row(value.people)
        case Author():
            return value.name
        case Link():
            return value.url or value.name
        case Image():
            return value.url
        case Mapping():
            return _row(value.values())
        case list() | tuple():
            return _row(value)
    return str(value)


def _row(values: Iterable[object]) -> str:
    return ", ".join(filter(None, map(plain_value, values)))


def dressing(template: str) -> partial[Element]:
    """What makes the entries of a list those of a template."""
    return partial(templated, template)
