"""What is wrong with one text, told by character offsets, and never without end."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from functools import cached_property

from sphinx_academic.data.located import Place, RawFile, RawMapping, RawValue
from sphinx_academic.problems import MAX_ALIKE, MAX_EXCERPT, Code, Problem, bounded

MAX_TEXT = 200_000
"""Characters of one text, in whatever format: the authors of the largest collaborations with their markup are half of it."""


class Reports:
    """Collects the problems of one text."""

    def __init__(self, text: str, path: str) -> None:
        self.text = text
        self.path = path
        self.counts: Counter[Code] = Counter()
        self._problems: list[Problem] = []

    @cached_property
    def line_starts(self) -> list[int]:
        """The offset at which each line begins."""
        starts = [0]
        find = self.text.find
        position = find("\n")
        while position >= 0:
            starts.append(position + 1)
            position = find("\n", position + 1)
        return starts

    def place(self, offset: int) -> Place:
        """Line and column of a character, both from 1."""
        line = bisect_right(self.line_starts, offset)
        return Place(line, offset - self.line_starts[line - 1] + 1)

    def add(self, offset: int, code: Code, message: str, hint: str = "") -> None:
        """Tell a problem at a character of the text."""
        self.counts[code] += 1
        if self.counts[code] > MAX_ALIKE:
            return
        place = self.place(min(offset, max(len(self.text) - 1, 0)))
        self._problems.append(
            Problem(self.path, place.line, place.column, code, message, hint, self._excerpt(place))
        )

    def line(self, number: int) -> str:
        """A line of the text, or the beginning of a long one."""
        start = self.line_starts[number - 1]
        end = self.line_starts[number] - 1 if number < len(self.line_starts) else len(self.text)
        return self.text[start : min(end, start + MAX_EXCERPT)]

    def _excerpt(self, place: Place) -> str:
        return self.line(place.line) if place.column <= MAX_EXCERPT else ""

    def told(self) -> tuple[Problem, ...]:
        """All problems in the order of the file; of too many alike the last says how many more there are."""
        return bounded(self._problems, self.counts)


def without_long_texts(file: RawFile, text: str) -> RawFile:
    """The file without values of more than :data:`MAX_TEXT` characters, each of which is told; ``text`` is its source."""
    reports = Reports(text, file.path)

    def is_long(value: RawValue, place: Place) -> bool:
        if not isinstance(value, str) or len(value) <= MAX_TEXT:
            return False
        message = f"this text has {len(value):,} characters, more than {MAX_TEXT:,}; it is left out."
        hint = "Probably what should end it is missing: a quotation mark, a brace or a line."
        reports.add(reports.line_starts[place.line - 1] + place.column - 1, Code.LIMIT, message, hint)
        return True

    seen: set[int] = set()
    waiting = [file.root]
    # Most files have short lines, and an entry that few of them make needs no look: a look at all takes a tenth of reading.
    most_lines = MAX_TEXT // (max(map(len, text.splitlines()), default=0) or 1)
    entries = {id(file.root)}
    while waiting:
        holder = waiting.pop()
        if (
            isinstance(holder, str) or holder is None or id(holder) in seen
        ):  # YAML's aliases share what they stand for
            continue
        seen.add(id(holder))
        if isinstance(holder, RawMapping):
            for key, value in holder.items():
                if is_long(value, holder.place_of_value(key)):
                    holder[key] = None
            waiting += holder.values()
            if holder is file.root:
                entries.update(map(id, holder.values()))
        else:
            for index, value in enumerate(holder):
                if is_long(value, holder.place_of(index)):
                    holder[index] = None
            ends = [*(line for line, _ in holder.places[1:]), math.inf]
            waiting += [
                value
                for value, (line, _), end in zip(holder, holder.places, ends, strict=False)
                if id(holder) not in entries or not 0 <= end - line < most_lines
            ]
    root = None if is_long(file.root, Place(1, 1)) else file.root
    return file._replace(root=root, problems=(*file.problems, *reports.told()))
