"""The lines of a YAML file as its author sees them (keys, items, entries), also where the parser gives up."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections import Counter, defaultdict
from functools import cached_property
from typing import NamedTuple

from sphinx_academic.data.records import KINDS

_LINE = re.compile(
    r"""(?P<indent>[ \t\u00a0\u3000]*)
        (?P<dashes>(?:-[ \t]+)*)
        (?:(?P<key>"(?:[^"\\]|\\.)*" | '(?:[^']|'')*' | (?![-?][ ]|["'\[\]{},\#&*!|>%@`]|\s).*?)
           [ \t]*:(?=[ \t]|$)(?P<gap>[ \t]*))?
        (?P<value>.*)""",
    re.VERBOSE,
)
_KEY = re.compile(r"^[ \t]*(?:- +)*([A-Za-z_][\w-]*):(?= |$)", re.MULTILINE)
_WORD = re.compile(r"[A-Za-z_][\w-]*")
TOP_KEYS = frozenset(name for kind in KINDS.values() for name in kind.lists)
USUAL_KEYS = TOP_KEYS.union(*(kind.fields.spellings for kind in KINDS.values()))


class Mistake(NamedTuple):
    """A guess at what is wrong: the place (from 0), the words for it, and the lines that would be right; ``is_sure`` says
    that it is a mistake whatever follows."""

    line: int
    column: int
    message: str
    hint: str
    edits: dict[int, str]
    is_sure: bool = False


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
    indent, dashes, key, _, value = match.groups()
    return Parts(len(indent), dashes.rstrip(), key, value.rstrip(), match.end("dashes"), match.start("value"))


class Outline:
    """Where entries begin and end, told from indentation and dashes alone; kept up to date while lines are mended."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.indents = [-1] * len(
            lines
        )  # columns before the first character; -1 for an empty line or a comment
        # Sorted line numbers, so that no question about one line walks through all the others: of keys at the margin,
        # and by their indentation of list items and of lines that end in a colon.
        self._heads: list[int] = []
        self._items: defaultdict[int, list[int]] = defaultdict(list)
        self._openers: defaultdict[int, list[int]] = defaultdict(list)
        for number in range(len(lines)):
            self._note(number)

    def replace(self, edits: dict[int, str]) -> None:
        """Put other lines in their places."""
        for number, line in edits.items():
            indent = self.indents[number]
            for known in (self._heads, self._openers[indent], self._items[indent]):
                place = bisect_left(known, number)
                if known[place : place + 1] == [number]:
                    del known[place]
            self.lines[number] = line
            self._note(number)

    def _note(self, number: int) -> None:
        line = self.lines[number]
        content = line.lstrip(" \t\u00a0\u3000")
        indent = self.indents[number] = (
            len(line) - len(content) if content and not content.startswith("#") else -1
        )
        if indent == 0 and (
            line.startswith(("---", "...")) or (not line.startswith("- ") and parts_of(line).is_word)
        ):
            insort(self._heads, number)
        if self.is_item(number):
            insort(self._items[indent], number)
        elif indent >= 0 and line.rstrip()[-1:] == ":":
            insort(self._openers[indent], number)

    def is_item(self, number: int) -> bool:
        """Whether a list item begins on this line."""
        return self.indents[number] >= 0 and self.lines[number].lstrip(" \t")[:2] in ("- ", "-", "-\t")

    def items_beside(self, number: int, column: int) -> list[int]:
        """The nearest other list items in a column, three above and three below."""
        known = self._items[column]
        return (
            known[max(0, bisect_left(known, number) - 3) : bisect_left(known, number)]
            + known[bisect_right(known, number) : bisect_right(known, number) + 3]
        )

    def has_items(self, number: int) -> bool:
        """Whether a list item stands between the key at the margin above a line and the line."""
        start = self.block(number)[0]
        return any(bisect_left(known, start) < bisect_left(known, number) for known in self._items.values())

    def is_known_key(self, word: str) -> bool:
        """Whether the word is a key elsewhere: one of data, or used more than once in this file."""
        return word in USUAL_KEYS or self._keys[word] > 1

    @cached_property
    def _keys(self) -> Counter[str]:
        return Counter(_KEY.findall(self.text))

    @property
    def text(self) -> str:
        """All lines as they are now."""
        return "\n".join(self.lines)

    def last_content(self, number: int) -> int:
        """The nearest line with content at or above this one, or the first line."""
        number = min(number, len(self.lines) - 1)
        return next((line for line in range(number, 0, -1) if self.indents[line] >= 0), 0)

    def first_below(self, number: int) -> int:
        """The nearest line with content below this one, or the last line."""
        last = len(self.lines) - 1
        return next((line for line in range(number + 1, last) if self.indents[line] >= 0), last)

    def block(self, number: int) -> tuple[int, int]:
        """First line, and line after the last, of what stands under one key at the left margin."""
        place = bisect_right(self._heads, number)
        start = self._heads[place - 1] if place else min(self.first_below(-1), number)
        return start, self._heads[place] if place < len(self._heads) else len(self.lines)

    def entry(self, number: int) -> tuple[int, int]:
        """First line, and line after the last, of the list item (or else field) that the line belongs to."""
        block_start, block_end = self.block(number)
        counts = {
            indent: count
            for indent, known in self._items.items()
            if (count := bisect_left(known, block_end) - bisect_left(known, block_start))
        }
        if counts:
            # An indentation that occurs once only may be the mistake.
            level = min((indent for indent, count in counts.items() if count > 1), default=min(counts))
        else:
            level = next((deep for deep in self.indents[block_start:block_end] if deep > 0), -1)

        def begins(line: int) -> bool:
            indent = self.indents[line]
            return 0 <= indent <= level and (not counts or indent < level or self.is_item(line))

        if level < 0:
            return block_start, block_end
        start = next((line for line in range(number, block_start, -1) if begins(line)), block_start)
        return start, next((line for line in range(number + 1, block_end) if begins(line)), block_end)

    def ancestors(self, number: int) -> list[int]:
        """The lines above under which this line stands, outermost first."""
        if number >= len(self.lines):
            return []
        indent = self.indents[number]
        # ``pubs:`` and its items may stand at the same indentation.
        below = indent + self.is_item(number) if indent >= 0 else 1_000_000
        nearest = [
            (openers[place - 1], depth)
            for depth, openers in self._openers.items()
            if depth < below and (place := bisect_left(openers, number))
        ]
        found: list[int] = []
        for line, depth in sorted(nearest, reverse=True):
            if depth < below:
                found.append(line)
                below = depth
        return found[::-1]

    def from_line(self, number: int) -> str:
        """The text with everything blanked above a line, except what that line stands under."""
        kept = [""] * number
        for line in self.ancestors(number):
            kept[line] = self.lines[line]
        return "\n".join(kept + self.lines[number:])
