"""The lines of a YAML file as its author sees them (keys, items, entries), also where the parser gives up."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections import Counter, defaultdict
from typing import NamedTuple

from sphinx_academic.formats.filling import words

_LINE = re.compile(
    r"""(?P<indent>[ \t\u00a0\u3000]*)
        (?P<dashes>(?:-[ \t]+)*)
        (?:(?P<key>"(?:[^"\\]|\\.)*" | '(?:[^']|'')*' | (?![-?][ ]|["'\[\]{},\#&*!|>%@`]|\s).*?)
           [ \t]*:(?=[ \t]|$)(?P<gap>[ \t]*))?
        (?P<value>.*)""",
    re.VERBOSE,
)
_KEY = re.compile(r"^([ \t]*(?:- +)*)([A-Za-z_][\w-]*):(?= |$)", re.MULTILINE)
_WORD = re.compile(r"[A-Za-z_][\w-]*")
USUAL_KEYS = words(
    """
    abstract about additional advisor affiliation alt arxiv author authors award booktitle caption comment competitions
    conference content date degree doi editor education email end event image images institution journal key links media
    name news note number other_names pages papers photo profile publications publisher pubs role selected start tags
    text time title type url venue volume year
    """
)
TOP_KEYS = words("competitions education news papers people profile publications pubs")


class Mistake(NamedTuple):
    """A guess at what is wrong: the place (from 0), the words for it, and the lines that would be right."""

    line: int
    column: int
    message: str
    hint: str
    edits: dict[int, str]


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


class Outline:
    """Where entries begin and end, told from indentation and dashes alone; kept up to date while lines are mended."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self._indents = [_indent_of(line) for line in lines]
        self._keys: dict[str, Counter[int]] | None = None
        # Sorted line numbers, so that no question about one line walks through all the others.
        self._heads: list[int] = []
        self._openers: dict[int, list[int]] = {}
        self._items: dict[int, list[int]] = {}
        for number in range(len(lines)):
            self._note(number)

    def replace(self, edits: dict[int, str]) -> None:
        """Put other lines in their places."""
        for number, line in edits.items():
            indent = self._indents[number]
            for known in (self._heads, self._openers.get(indent, []), self._items.get(indent, [])):
                place = bisect_left(known, number)
                if place < len(known) and known[place] == number:
                    del known[place]
            self.lines[number] = line
            self._indents[number] = _indent_of(line)
            self._note(number)

    def _note(self, number: int) -> None:
        indent = self._indents[number]
        if indent < 0:
            return
        line = self.lines[number]
        if indent == 0 and (line.startswith(("---", "...")) or parts_of(line).key is not None):
            insort(self._heads, number)
        if self.is_item(number):
            insort(self._items.setdefault(indent, []), number)
        elif line.rstrip()[-1] == ":":
            insort(self._openers.setdefault(indent, []), number)

    def indent(self, number: int) -> int:
        """Columns before the first character; -1 for an empty line or a comment."""
        return self._indents[number]

    def is_item(self, number: int) -> bool:
        """Whether a list item begins on this line."""
        return self._indents[number] >= 0 and self.lines[number].lstrip(" \t")[:2] in ("- ", "-", "-\t")

    def is_known_key(self, word: str) -> bool:
        """Whether the word is a key elsewhere: usual in data of this kind, or used more than once in this file."""
        return word in USUAL_KEYS or self._columns()[word].total() > 1

    def columns_of(self, key: str) -> frozenset[int]:
        """The columns in which this key starts elsewhere in the file."""
        columns = self._columns()[key]
        return frozenset(column for column, count in columns.items() if count > 1 or len(columns) > 1)

    def _columns(self) -> dict[str, Counter[int]]:
        if self._keys is None:
            self._keys = defaultdict(Counter)
            for lead, key in _KEY.findall(self.text):
                self._keys[key][len(lead)] += 1
        return self._keys

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

    def first_below(self, number: int) -> int:
        """The nearest line with content below this one, or the last line."""
        last = len(self.lines) - 1
        return next((line for line in range(number + 1, last) if self._indents[line] >= 0), last)

    def block(self, number: int) -> tuple[int, int]:
        """First line, and line after the last, of what stands under one key at the left margin."""
        place = bisect_right(self._heads, number)
        start = self._heads[place - 1] if place else 0
        return start, self._heads[place] if place < len(self._heads) else len(self.lines)

    def entry(self, number: int) -> tuple[int, int]:
        """First line, and line after the last, of the list item (or else field) that the line belongs to."""
        block_start, block_end = self.block(number)
        level, items = self._level(block_start, block_end)
        if level < 0:
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

    def _level(self, start: int, end: int) -> tuple[int, bool]:
        """The indentation of the entries of a block, and whether they are list items; -1 where there are none."""
        found: dict[int, int] = {}
        for indent, known in self._items.items():
            count = bisect_left(known, end) - bisect_left(known, start)
            if count:
                found[indent] = count
        if found:
            # An indentation that occurs once only may be the mistake.
            return min((indent for indent, count in found.items() if count > 1), default=min(found)), True
        return next((self._indents[line] for line in range(start, end) if self._indents[line] > 0), -1), False

    def ancestors(self, number: int) -> list[int]:
        """The lines above under which this line stands, outermost first."""
        if number >= len(self.lines):
            return []
        indent = self._indents[number]
        below = indent if indent >= 0 else 1_000_000
        if self.is_item(number):
            # ``pubs:`` and its items may stand at the same indentation.
            below += 1
        nearest = []
        for depth, openers in self._openers.items():
            place = bisect_left(openers, number)
            if depth < below and place:
                nearest.append((openers[place - 1], depth))
        found: list[int] = []
        for line, depth in sorted(nearest, reverse=True):
            if depth < below:
                found.append(line)
                below = depth
        return found[::-1]

    def from_line(self, number: int) -> str:
        """The text with everything blanked above a line, except what that line stands under."""
        kept: list[str] = [""] * number
        for line in self.ancestors(number):
            kept[line] = self.lines[line]
        return "\n".join(kept + self.lines[number:])


def _indent_of(line: str) -> int:
    content = line.lstrip(" \t\u00a0\u3000")
    if not content or content[0] == "#":
        return -1
    return len(line) - len(content)
