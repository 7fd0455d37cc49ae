"""A part of a curriculum vitae: what stands under one heading, of which records, and for which of its variants."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar

from sphinx_academic.data.fields import FLAG, TEXT, WORDS, FileNotes, Shape, field
from sphinx_academic.data.located import Place, RawList, RawMapping, RawValue
from sphinx_academic.data.records.record import Item, Record
from sphinx_academic.problems import Code, shorten


class CvPart(Record):
    """One part of the curriculum vitae that the data ask for; the order of the list is that of the parts."""

    kind = "part of the CV"
    lists = ("cv", "curriculum_vitae")
    ambiguous = lists
    main = "kinds"

    # fmt: off
    kinds: tuple[str, ...] = field(WORDS, "The lists that it shows: `publications`, `talks` …", "kind", "list", "lists", "records")
    title: str = field(TEXT, "What stands above it; without it what its kind is called.", "heading", "name", prose=True)
    text: str = field(TEXT, "A text below the heading, in Markdown.", "content", "note", "description", prose=True)
    variants: tuple[str, ...] = field(WORDS, "The variants of the CV that have it; all where none is named.", "variant", "only")
    type: tuple[str, ...] = field(WORDS, "Only works of these types.", "types")
    tag: tuple[str, ...] = field(WORDS, "Only what has one of these tags.", "tags")
    role: tuple[str, ...] = field(WORDS, "Only what was done in one of these roles.", "roles")
    author: tuple[str, ...] = field(WORDS, "Only works by one of these people.", "authors")
    project: tuple[str, ...] = field(WORDS, "Only what belongs to one of these projects.", "projects")
    grant: tuple[str, ...] = field(WORDS, "Only what one of these grants paid for.", "grants")
    year: tuple[str, ...] = field(WORDS, "Only works of these years: `2020-2024`, `2020-`.", "years")
    since: str = field(TEXT, "Only what went on at this date or later.", "from")
    limit: str = field(TEXT, "At most so many, the first in order.", "at_most", "max")
    group_by: tuple[str, ...] = field(WORDS, "Puts headings between them: `type`, `year` …", "group", "grouped")
    sort: str = field(TEXT, "Their order: `date`, `title` …", "order")
    keys: tuple[str, ...] = field(WORDS, "Only these works, in this order.", "key")
    exclude: tuple[str, ...] = field(WORDS, "All works but these.", "without")
    venue: tuple[str, ...] = field(WORDS, "Only works whose venue holds one of these texts.", "venues", "journal")
    person: tuple[str, ...] = field(WORDS, "Only projects, software and data of one of these people.", "people")
    selected: bool = field(FLAG, "Only works with `selected: true`.", "only_selected")
    current: bool = field(FLAG, "Only what goes on today, or is still to come.", "only_current")
    reverse: bool = field(FLAG, "Works the oldest first.", "oldest_first")
    layout: str = field(TEXT, "Works as a `list` or `compact`, each in one paragraph.", "look")
    numbered: str = field(TEXT, "How works are numbered: `type`, `descending`, `continue` or several; `no` for no numbers.", "numbers", "numbering")
    max_authors: str = field(TEXT, "So many authors of a work are shown.", "most_authors")
    # fmt: on

    ASKED: ClassVar[tuple[str, ...]] = (
        "type", "tag", "role", "author", "person", "venue", "project", "grant", "year", "since", "keys", "exclude", "selected", "current",
        "limit", "group_by", "sort", "reverse", "layout", "numbered", "max_authors",
    )  # fmt: skip
    """The fields that are options of the directive of a list."""

    @property
    def says_enough(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.kinds or self.text)

    @property
    def called(self) -> str:
        """Its title, else what it lists."""
        return self.title or ", ".join(self.kinds)

    @classmethod
    def shape_of_list(cls, one: Shape) -> list[Shape]:
        """Names of lists alone, and lists of parts below the names of variants."""
        either: list[Shape] = [one, {"type": "string"}]
        either = [*either, {"type": "array", "items": {"anyOf": either}}]
        return [*either, {"type": "object", "additionalProperties": {"anyOf": either}}]

    @classmethod
    def items(cls, value: RawValue, place: Place, notes: FileNotes) -> Iterator[Item]:
        """Also names of lists alone, and lists of parts below the names of variants."""
        if value is None:
            return
        if isinstance(value, RawMapping) and value and not any(map(cls.fields.named, value)):
            for variant, parts in value.items():
                if not isinstance(parts, (RawList, RawMapping, str)):
                    message = f"The variant '{shorten(variant)}' of the CV has no parts."
                    notes.note(value.place_of_value(variant), Code.MISSING, message, "Write a list below it.")
                    continue
                for item in cls.items(parts, value.place_of_value(variant), notes):
                    yield item._replace(given={"variants": (variant,), **item.given})
            return
        for index, part in enumerate(value if isinstance(value, RawList) else [value]):
            where = value.place_of(index) if isinstance(value, RawList) else place
            yield Item(_named(part, where, notes), where)

    def options(self) -> Mapping[str, str]:
        """What is asked of its lists, as options of directives write it."""
        said = {name: getattr(self, name) for name in self.ASKED}
        return {
            name.replace("_", "-"): ""
            if value is True
            else value
            if isinstance(value, str)
            else ", ".join(value)
            for name, value in said.items()
            if value
        }


def _named(item: RawValue, place: Place, notes: FileNotes) -> RawValue:
    """The name of a list alone, or of several, as a part; what is no name is a text."""
    if not isinstance(item, str) or not item.strip():
        return item
    is_text = any(" " in word.strip() for word in re.split(r"[,;]", item))
    if is_text:
        message = f"'{shorten(item)}' is a text; the name of a list, such as publications, was expected. It is shown as a text."
        notes.note(
            place, Code.TYPE, message, "Write the parts below  cv:  each behind a dash:  - publications"
        )
    field = "text" if is_text else "kinds"
    made = RawMapping(*place)
    made[field] = item
    made.places[field] = (*place, *place)
    return made
