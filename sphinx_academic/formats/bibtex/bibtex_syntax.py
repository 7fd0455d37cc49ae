"""What a BibTeX file is made of: blocks with fields, and values of strings, numbers and macros joined by #."""

from __future__ import annotations

import re
from typing import NamedTuple


class Field(NamedTuple):
    """A field as written: ``value`` is its source (``{…}``, ``"…"``, ``12``, ``jan # "~8"``).

    ``name`` is in lower case; lines and columns count from 1.
    """

    name: str
    value: str
    places: tuple[int, int, int, int]
    """Line and column of the name, line and column of the value."""

    @property
    def line(self) -> int:
        """The line of the name."""
        return self.places[0]


class Block(NamedTuple):
    """An entry, or a ``@string`` (``kind`` is ``string``, and its one field is the macro). ``kind`` is in lower
    case."""

    kind: str
    key: str
    line: int
    column: int
    fields: list[Field]


class Part(NamedTuple):
    """One part of a value: a text, or the name of a macro."""

    text: str
    is_macro: bool = False


_PART = re.compile(r"""\s*(?:([{"])|(\d+)|([^\W\d][^\s{}()\[\]="#,%'@\\]*))""")
_JOIN = re.compile(r"\s*#")
_BRACES = re.compile(r"[{}]")
_BRACES_OR_QUOTE = re.compile(r'[{}"]')


def is_sound_value(value: str) -> bool:
    """Whether a value's source is well-formed from its first character to its last."""
    opening = value[:1]
    if opening == "{":
        inner = value[1:-1]
        if value[-1] == "}" and "{" not in inner and "}" not in inner and len(value) > 1:
            return True
    elif opening == '"':
        inner = value[1:-1]
        if value[-1] == '"' and '"' not in inner and "{" not in inner and "}" not in inner and len(value) > 1:
            return True
    elif value.isdecimal():
        return value.isascii()
    if opening in ("{", '"') and end_of_text(value, 0) == len(value):
        return True
    return parts_of(value) is not None


def parts_of(value: str) -> list[Part] | None:
    """The parts that ``#`` joins, or None where the value is not well-formed."""
    parts = []
    position = 0
    while True:
        match = _PART.match(value, position)
        if match is None:
            return None
        opening, number, macro = match.groups()
        position = match.end()
        if opening:
            end = end_of_text(value, position - 1)
            if end is None:
                return None
            parts.append(Part(value[position : end - 1]))
            position = end
        else:
            parts.append(Part(number or macro, not number))
        join = _JOIN.match(value, position)
        if join is None:
            return parts if not value[position:].strip() else None
        position = join.end()


def end_of_text(text: str, start: int, stop: int | None = None) -> int | None:
    """The offset behind a text in braces or quotes that opens at ``start``; None if it is not closed before
    ``stop``.

    A quote inside braces does not close a text in quotes (BibTeX 0.99d, section 4 of "btxdoc").
    """
    if text[start] == "{":
        return end_of_braces(text, start, stop)
    depth = 0
    for match in _BRACES_OR_QUOTE.finditer(text, start + 1, len(text) if stop is None else stop):
        sign = match.group()
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth < 0:
                return None
        elif depth == 0:
            return match.end()
    return None


def end_of_braces(text: str, start: int, stop: int | None = None) -> int | None:
    """The offset behind the brace that closes the one at ``start``; None if there is none before ``stop``."""
    depth = 0
    for match in _BRACES.finditer(text, start, len(text) if stop is None else stop):
        depth += 1 if match.group() == "{" else -1
        if depth == 0:
            return match.end()
    return None
