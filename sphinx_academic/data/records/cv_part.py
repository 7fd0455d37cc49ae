"""A part of a curriculum vitae: what stands under one heading, of which records, and for which of its variants."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from sphinx_academic.data.fields import FLAG, TEXT, WORDS, FileNotes, field
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
    keys: tuple[str, ...] = field(WORDS, "Only these, in this order.", "key")
    exclude: tuple[str, ...] = field(WORDS, "All but these.", "without")
    selected: bool = field(FLAG, "Only works with `selected: true`.", "only_selected")
    current: bool = field(FLAG, "Only what goes on today, or is still to come.", "only_current")
    # fmt: on

    ASKED: ClassVar[tuple[str, ...]] = (
        "type", "tag", "role", "author", "project", "grant", "year", "since", "limit", "group_by", "sort", "keys", "exclude",
        "selected", "current",
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
    def items(cls, value: RawValue, place: Place, notes: FileNotes) -> Iterator[Item]:
        """Also names of lists alone, and lists of parts below the names of variants."""
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
            yield Item(_named(part, where), where)

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


def _named(item: RawValue, place: Place) -> RawValue:
    """The name of a list alone as a part."""
    if not isinstance(item, str) or not item.strip():
        return item
    made = RawMapping(*place)
    made["kinds"] = item
    made.places["kinds"] = (*place, *place)
    return made
