"""The lines of a YAML file as its author sees them: keys, list items, entries. Works where the parser gives up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import Any, NamedTuple

from yaml.cyaml import CParser
from yaml.error import MarkedYAMLError
from yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from sphinx_academic.data.readers.yaml_oddities import MAX_DEPTH

DEEP = "nested too deep"
ENDED_HERE = "a quoted scalar that began further up ended here"

_LINE = re.compile(
    r"""(?P<indent>[ \t\u00a0\u3000]*)
        (?P<dashes>(?:-[ \t]+)*)
        (?:(?P<key>"(?:[^"\\]|\\.)*" | '(?:[^']|'')*' | (?![-?][ ]|["'\[\]{},\#&*!|>%@`]|\s).*?)
           [ \t]*:(?=[ \t]|$)(?P<gap>[ \t]*))?
        (?P<value>.*)""",
    re.VERBOSE,
)
_WORD = re.compile(r"[A-Za-z_][\w-]*")
USUAL_KEYS = frozenset(
    "abstract about additional advisor affiliation alt arxiv author authors award booktitle caption comment "
    "competitions conference content date degree doi editor education email end event image images institution "
    "journal key links media name news note number other_names pages papers photo profile publications publisher "
    "pubs role selected start tags text time title type url venue volume year".split()
)


class Trouble(NamedTuple):
    """What libyaml says: where it gave up, what it was doing and where that began. Lines and columns from 0."""

    line: int
    column: int
    problem: str
    context: str = ""
    context_line: int = -1
    context_column: int = -1


class Parts(NamedTuple):
    """One line taken apart; ``start`` and ``at`` are the columns (from 0) of its key and its value."""

    indent: int
    dashes: str
    key: str | None
    value: str
    start: int
    at: int

    @property
    def is_word(self) -> bool:
        """Whether the key is one word, as the keys of data are."""
        return self.key is not None and _WORD.fullmatch(self.key) is not None


def parts_of(line: str) -> Parts:
    """Take a line apart without asking whether it is right."""
    match = _LINE.match(line)
    assert match is not None, "every part of the pattern may be empty"
    start = match.end("dashes")
    return Parts(
        len(match["indent"]),
        match["dashes"].rstrip(),
        match["key"],
        match["value"].rstrip(),
        start,
        match.start("value"),
    )


def first_trouble(text: str) -> Trouble | None:
    """The first thing that libyaml cannot read, or None; nothing is built."""
    depth = 0
    event: Any = None
    try:
        get_event: Callable[[], Any] = CParser(text).get_event
        while True:
            event = get_event()
            kind = event.__class__
            if kind is MappingStartEvent or kind is SequenceStartEvent:
                depth += 1
                if depth > MAX_DEPTH:
                    return Trouble(event.start_mark.line, event.start_mark.column, DEEP)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                depth -= 1
            elif kind is StreamEndEvent:
                return None
    except MarkedYAMLError as error:
        mark, context = error.problem_mark, error.context_mark
        if mark is None:
            return Trouble(0, 0, str(error.problem))
        if event.__class__ is ScalarEvent and event.style and event.start_mark.line < mark.line:
            if event.end_mark.line == mark.line:
                # A text in quotation marks that began further up has ended here, perhaps at the mark of another.
                return Trouble(
                    mark.line,
                    mark.column,
                    str(error.problem or ""),
                    ENDED_HERE,
                    event.start_mark.line,
                    event.start_mark.column,
                )
        return Trouble(
            mark.line,
            mark.column,
            str(error.problem or ""),
            str(error.context or ""),
            context.line if context else -1,
            context.column if context else -1,
        )
    except Exception as error:
        return Trouble(0, 0, f"{type(error).__name__}: {error}")


class Outline:
    """Where entries begin and end, told from indentation and dashes alone; kept up to date while lines are mended."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self._indents = [_indent_of(line) for line in lines]
        self._keys: Counter[str] | None = None

    def replace(self, edits: dict[int, str]) -> None:
        """Put other lines in their places."""
        for number, line in edits.items():
            self.lines[number] = line
            self._indents[number] = _indent_of(line)

    def indent(self, number: int) -> int:
        """Columns before the first character; -1 for an empty line or a comment."""
        return self._indents[number]

    def is_item(self, number: int) -> bool:
        """Whether a list item begins on this line."""
        return self._indents[number] >= 0 and self.lines[number].lstrip(" \t")[:2] in ("- ", "-", "-\t")

    def is_known_key(self, word: str) -> bool:
        """Whether the word is a key elsewhere: usual in data of this kind, or used more than once in this file."""
        if word in USUAL_KEYS:
            return True
        if self._keys is None:
            self._keys = Counter(
                re.findall(r"^[ \t]*(?:- +)*([A-Za-z_][\w-]*):(?= |$)", self.text, re.MULTILINE)
            )
        return self._keys[word] > 1

    def columns_of(self, key: str) -> frozenset[int]:
        """The columns in which this key starts anywhere in the file."""
        pattern = re.compile(rf"^([ \t]*(?:- +)*){re.escape(key)}:(?= |$)", re.MULTILINE)
        counted = Counter(len(found) for found in pattern.findall(self.text))
        return frozenset(column for column, count in counted.items() if count > 1 or len(counted) > 1)

    @property
    def text(self) -> str:
        """All lines as they are now."""
        return "\n".join(self.lines)

    def last_content(self, number: int) -> int:
        """The nearest line with content at or above this one, or the first line."""
        number = min(number, len(self.lines) - 1)
        while number > 0 and self._indents[number] < 0:
            number -= 1
        return max(number, 0)

    def block(self, number: int) -> tuple[int, int]:
        """First line, and line after the last, of what stands under one key at the left margin."""
        start = number
        while start > 0 and not (self._indents[start] == 0 and self._is_head(start)):
            start -= 1
        end = number + 1
        while end < len(self.lines) and not (self._indents[end] == 0 and self._is_head(end)):
            end += 1
        return start, end

    def entry(self, number: int) -> tuple[int, int]:
        """First line, and line after the last, of the list item (or else field) that the line belongs to."""
        block_start, block_end = self.block(number)
        inner = range(block_start, block_end)
        level = next((self._indents[line] for line in inner if self.is_item(line)), None)
        items = level is not None
        if level is None:
            level = next((self._indents[line] for line in inner if self._indents[line] > 0), None)
            if level is None:
                return block_start, block_end

        def begins(line: int) -> bool:
            indent = self._indents[line]
            if items:
                return 0 <= indent <= level and (self.is_item(line) or indent < level)
            return 0 <= indent <= level

        start = number
        while start > block_start and not begins(start):
            start -= 1
        end = number + 1
        while end < block_end and not begins(end):
            end += 1
        return start, end

    def field(self, number: int) -> tuple[int, int]:
        """The line and all deeper ones below it."""
        end = number + 1
        indent = self._indents[number]
        while end < len(self.lines) and (self._indents[end] > indent or self._indents[end] < 0):
            end += 1
        while end > number + 1 and self._indents[end - 1] < 0:
            end -= 1
        return number, end

    def ancestors(self, number: int) -> list[int]:
        """The lines above under which this line stands, outermost first."""
        found: list[int] = []
        below = self._indents[number] if self._indents[number] >= 0 else 1_000_000
        if self.is_item(number):
            # ``pubs:`` and its items may stand at the same indentation.
            below += 1
        for line in range(number - 1, -1, -1):
            indent = self._indents[line]
            if 0 <= indent < below and not self.is_item(line) and self.lines[line].rstrip().endswith(":"):
                found.append(line)
                below = indent
            if below == 0:
                break
        return found[::-1]

    def from_line(self, number: int) -> str:
        """The text with everything blanked above a line, except what that line stands under."""
        kept: list[str] = [""] * number
        for line in self.ancestors(number) if number < len(self.lines) else ():
            kept[line] = self.lines[line]
        return "\n".join(kept + self.lines[number:])

    def _is_head(self, number: int) -> bool:
        return parts_of(self.lines[number]).key is not None or self.lines[number].startswith(("---", "..."))


def _indent_of(line: str) -> int:
    content = line.lstrip(" \t\u00a0\u3000")
    if not content or content[0] == "#":
        return -1
    return len(line) - len(content)
