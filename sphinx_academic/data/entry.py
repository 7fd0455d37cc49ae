"""One record while it is being read: where its fields stand, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sphinx_academic.data.located import YAML, Notation, Place, RawMapping, RawValue
from sphinx_academic.problems import Code, Problem, nearest


class Origin(NamedTuple):
    """Where a record was written.

    ``written`` are the places of its keys and values as the reader gave them, ``keys`` the names under which
    fields were written, where these differ. ``places`` gives by ``(field, text)`` where something stands of which a
    field holds several: pictures, links, further information. ``others`` are the origins of the other versions
    of a work. ``source`` are the fields of the BibTeX entry that the record was made of, in LaTeX.
    """

    path: str = ""
    line: int = 0
    column: int = 0
    places: Mapping[str | tuple[str, str], Place] = {}
    others: tuple[Origin, ...] = ()
    written: Mapping[str, tuple[int, int, int, int]] = {}
    keys: Mapping[str, str] = {}
    source: Mapping[str, str] = {}

    @property
    def paths(self) -> tuple[str, ...]:
        """The files that the record was made of."""
        return (self.path, *(other.path for other in self.others))

    def says(self, field: str) -> bool:
        """Whether the field was written at all."""
        return self.keys.get(field, field) in self.written

    def place(self, field: str, text: str = "") -> tuple[str, Place]:
        """The file and the place of a field's value, or of one ``text`` of several in it.

        Of several versions it is the one that has it; where none is known, it is the place of the record.
        """
        versions = (self, *self.others)
        for version in versions:
            if (field, text) in version.places:
                return version.path, version.places[field, text]
        for version in versions:
            found = version.written.get(version.keys.get(field, field))
            if found:
                return version.path, Place(found[2], found[3])
        return self.path, Place(self.line, self.column)

    def problem(self, field: str, code: Code, message: str, hint: str = "", text: str = "") -> Problem:
        """A problem with one field of the record, or with one ``text`` of several in it, found after it was read."""
        path, place = self.place(field, text)
        return Problem(path, place.line, place.column, code, message, hint)


_MOST_COMPARED = 1_000
"""After so many problems no word is looked for that an unknown key may have meant: far fewer are told."""


class Entry:
    """Collects the problems of one record; field converters get it as pydantic's validation context."""

    __slots__ = ("foreign", "keys", "kind", "misspelt", "notation", "path", "places", "problems", "raw")

    def __init__(
        self,
        path: str,
        kind: str,
        raw: RawMapping,
        problems: list[Problem],
        *,
        foreign: bool = False,
        notation: Notation = YAML,
    ) -> None:
        self.foreign = foreign
        self.notation = notation
        self.path = path
        self.kind = kind
        self.raw = raw
        self.problems = problems
        self.keys: dict[str, str] = {}
        self.misspelt: set[str] = set()
        self.places: dict[str | tuple[str, str], Place] = {}

    def note(self, place: Place, code: Code, message: str, hint: str = "") -> None:
        """Add a problem at a place."""
        self.problems.append(Problem(self.path, place.line, place.column, code, message, hint))

    def note_field(self, field: str, code: Code, message: str, hint: str = "") -> None:
        """Add a problem at the value of a field."""
        self.note(self.raw.place_of_value(self.keys.get(field, field)), code, message, hint)

    def written(self, field: str) -> str:
        """The name under which the author wrote the field."""
        return self.keys.get(field, field)

    def sort_out(self, aliases: Mapping[str, str], fields: Sequence[str]) -> dict[str, RawValue]:
        """Give every key its field's name; leave out what is empty, keep what is unknown under ``extra``.

        ``aliases`` maps every accepted spelling (lower case, ``_`` for ``-`` and space) to its field.
        """
        values: dict[str, RawValue] = {}
        extra = RawMapping(self.raw.line, self.raw.column)
        for key, value in self.raw.items():
            field = aliases.get(key) or aliases.get(key.strip().lower().replace("-", "_").replace(" ", "_"))
            if field is None:
                extra[key] = value
                if not self.foreign:
                    self._note_unknown(key, fields, aliases)
            elif value is None or value == "":
                continue
            elif field in values:
                first = self.written(field)
                self.note(
                    self.raw.place_of_key(key),
                    Code.DUPLICATE_KEY,
                    f"'{key}' and '{first}' are two names of the same field; "
                    f"'{first}' in line {self.raw.place_of_key(first).line} is used.",
                    f"Remove one of them (or rename '{key}').",
                )
                extra[key] = value
            else:
                values[field] = value
                if key != field:
                    self.keys[field] = key
        if extra:
            values["extra"] = extra
        return values

    def origin(self) -> Origin:
        """Where the record stands, for problems that are found later; converters may add to its places."""
        self.places = {}
        return Origin(
            self.path,
            self.raw.line,
            self.raw.column,
            self.places,
            (),
            self.raw.places,
            self.keys,
            self.raw.source,
        )

    def _note_unknown(self, key: str, fields: Sequence[str], aliases: Mapping[str, str]) -> None:
        meant = nearest(key, aliases) if len(self.problems) < _MOST_COMPARED else None
        if meant:
            self.misspelt.add(aliases[meant])
        article = "an" if self.kind[0] in "aeiou" else "a"
        if meant:
            hint = f"Did you mean '{meant}'?"
        else:
            hint = f"It is kept but not shown. The fields of {article} {self.kind} are: {', '.join(fields)}."
        self.note(
            self.raw.place_of_key(key),
            Code.UNKNOWN_KEY,
            f"'{key}' is not a field of {article} {self.kind}.",
            hint,
        )
