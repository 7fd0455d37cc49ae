"""What is wrong with one text, told by character offsets, and never without end."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property

from sphinx_academic.data.readers.raw import Place
from sphinx_academic.problems import Code, Problem

MAX_ALIKE = 100
"""Problems of one kind that are told of one file."""

_MAX_EXCERPT = 2_000


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
            Problem(self.path, place.line, place.column, code, message, hint, self.line(place.line))
        )

    def line(self, number: int) -> str:
        """A line of the text; empty where it is too long to be shown."""
        start = self.line_starts[number - 1]
        end = self.line_starts[number] - 1 if number < len(self.line_starts) else len(self.text)
        return self.text[start:end] if end - start <= _MAX_EXCERPT else ""

    def told(self) -> tuple[Problem, ...]:
        """All problems in the order of the file; of too many alike the last says how many more there are."""
        return bounded(self._problems, self.counts)


def bounded(problems: Iterable[Problem], counts: Mapping[Code, int] | None = None) -> tuple[Problem, ...]:
    """Problems in the order of the file, at most :data:`MAX_ALIKE` of a kind.

    ``counts`` says how many there were of each kind, where not all of them were kept.
    """
    told: list[Problem] = []
    seen: Counter[Code] = Counter()
    last: dict[Code, int] = {}
    for problem in sorted(problems, key=lambda problem: (problem.line, problem.column)):
        seen[problem.code] += 1
        if seen[problem.code] <= MAX_ALIKE:
            last[problem.code] = len(told)
            told.append(problem)
    for code, index in last.items():
        left_out = max(seen[code], counts[code] if counts else 0) - MAX_ALIKE
        if left_out > 0:
            more = f"{told[index].message} There are {left_out:,} more problems of this kind further down."
            told[index] = told[index]._replace(message=more)
    return tuple(told)
