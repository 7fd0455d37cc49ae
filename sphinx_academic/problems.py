"""What can be wrong with somebody's data, and how it is told."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

MAX_EXCERPT = 10_000
"""Characters of a line that is shown with a problem; a longer one is not kept."""


class Code(StrEnum):
    """The subtype of a warning of type ``academic``, for ``suppress_warnings``; see ``docs/reference/warnings.md``."""

    FILE = "file"
    ENCODING = "encoding"
    MOJIBAKE = "mojibake"
    SYNTAX = "syntax"
    LIMIT = "limit"
    TAG = "tag"
    DUPLICATE_KEY = "duplicate_key"
    TYPE = "type"
    MISSING = "missing"
    UNKNOWN_KEY = "unknown_key"
    DATE = "date"
    DUPLICATE = "duplicate"
    IMAGE = "image"
    URL = "url"
    LINK = "link"
    FORMULA = "formula"
    LATEX = "latex"
    PUBLISH = "publish"
    PUBLISHED = "published"
    PEOPLE = "people"
    PROJECTS = "projects"
    MERGED = "merged"
    LOST = "lost"
    REFERENCE = "reference"
    VERSION = "version"
    CLAIM = "claim"
    EMPTY = "empty"
    OPTION = "option"
    SORTING = "sorting"
    OUTPUT = "output"
    CONFIG = "config"
    TEMPLATE = "template"
    CV = "cv"
    MEMBERS = "members"
    LANGUAGES = "languages"


_ASKED_FOR = frozenset((Code.PUBLISHED, Code.LOST))
"""Lists that somebody asked for, which are no lists of mistakes and have no end."""

MAX_ALIKE = 100
"""Problems of one kind that are told of one file."""

_LONGEST = 800
"""Characters of a message or a hint; a text that it quotes may be as long as a book."""


class Problem(NamedTuple):
    """One thing that is wrong, and what to do about it.

    ``line`` and ``column`` count from 1, and are 0 where no place can be named; ``excerpt`` is the line as it stands there.
    """

    path: str
    line: int
    column: int
    code: Code
    message: str
    hint: str = ""
    excerpt: str = ""

    @property
    def location(self) -> str:
        """``path:line:column``; without a line Sphinx would take it for the name of a page."""
        place = f"{self.path}:{self.line or 1}"
        return f"{place}:{self.column}" if self.line and self.column else place

    @property
    def text(self) -> str:
        """The message, with the line it is about and the remedy below it."""
        message = shorten(self.message, _LONGEST)
        parts = [message[:1].upper() + message[1:]]
        if self.excerpt:
            parts.append(_point_at(self.excerpt, self.line, self.column))
        if self.hint:
            hint = shorten(self.hint, _LONGEST)
            parts.append(f"  {hint}" if self.excerpt else hint)
        return printable("\n".join(parts) if self.excerpt else " ".join(parts))


_FIRST = frozenset((Code.FILE, Code.ENCODING, Code.MOJIBAKE, Code.SYNTAX, Code.LIMIT))
"""What keeps a file, or what stands below it, from being read."""
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")


def printable(text: str) -> str:
    """A text without what a terminal would take for its own commands: a path or an option may hold it."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)


MOST_PER_FILE = 200
"""So many problems of one file are told one by one."""


def to_tell(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Each problem once, in the order of files; of a file with too many the rest is counted."""
    told: Counter[str] = Counter()
    for problem in gathered(sorted(set(problems))):
        told[problem.path] += problem.code not in _ASKED_FOR
        if told[problem.path] <= MOST_PER_FILE or problem.code in _ASKED_FOR:
            yield problem
    for path, number in told.items():
        if number > MOST_PER_FILE:
            more = f"and {number - MOST_PER_FILE} more problems in this file."
            yield Problem(path, 1, 0, Code.LIMIT, more)


def _point_at(excerpt: str, line: int, column: int, width: int = 100) -> str:
    """Draw the line with its number and a caret below the column, cut to ``width`` characters."""
    start = max(0, column - 1 - width // 2) if len(excerpt) > width else 0
    shown = excerpt.replace("\t", "→")[start : start + width]
    number = f"  {line} | "
    caret = " " * (len(number) - 2) + "| " + " " * max(0, column - 1 - start) + "^"
    return f"{number}{shown}\n{caret}"


def bounded(problems: Iterable[Problem], counts: Mapping[Code, int] | None = None) -> tuple[Problem, ...]:
    """Problems of one file in its order, at most :data:`MAX_ALIKE` of a kind of which there were ``counts``."""
    told: list[Problem] = []
    seen: Counter[Code] = Counter()
    last: dict[Code, int] = {}
    for problem in sorted(problems, key=lambda problem: (problem.line, problem.column)):
        seen[problem.code] += problem.code not in _ASKED_FOR
        if seen[problem.code] <= MAX_ALIKE:
            last[problem.code] = len(told)
            told.append(problem)
    for code, index in last.items():
        left_out = max(seen[code], counts[code] if counts else 0) - MAX_ALIKE
        if left_out > 0:
            more = f"{told[index].message} There are {left_out:,} more problems of this kind further down."
            told[index] = told[index]._replace(message=more)
    return tuple(told)


def gathered(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """What is to be told, file by file: first what keeps a file from being read; what is said in the same words of
    several places once, with their number; and at most :data:`MAX_ALIKE` of a kind."""
    files: dict[str, dict[Problem, list[Problem]]] = {}
    for problem in problems:
        # What shows its line, or is about an option of a page, is another mistake on each.
        words = (
            problem if problem.excerpt or problem.code is Code.OPTION else problem._replace(line=0, column=0)
        )
        files.setdefault(problem.path, {}).setdefault(words, []).append(problem)
    return tuple(
        problem
        for alike in files.values()
        for problem in sorted(
            bounded(map(_counted, alike.values())), key=lambda each: each.code not in _FIRST
        )
    )


def _counted(problems: list[Problem]) -> Problem:
    """One for all that say the same."""
    first = min(problems, key=lambda problem: (problem.line, problem.column))
    if len(problems) == 1:
        return first
    lines = sorted({problem.line for problem in problems})
    shown = ", ".join(map(str, lines[:3])) + (" and more" if len(lines) > 3 else "")
    where = f"line {shown}" if len(lines) == 1 else f"lines {shown}"
    return first._replace(message=f"{first.message} It is so in {len(problems):,} places: {where}.")


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that ``word`` was probably meant to be, or None; capitals and ``_`` for ``-`` do not matter.

    Four of five misspelt words have one slip (F. J. Damerau, Communications of the ACM 7, 1964), so one is forgiven, and
    one more with eight letters and with twelve. The first letter is seldom wrong (J. J. Pollock and A. Zamora,
    Communications of the ACM 27, 1984), so that it must be right where there are several slips. And of four letters with
    another one among them most are words of their own (*data* and *date*).
    """
    return _nearest(_folded(word), tuple(known))


@lru_cache(maxsize=10_000)
def _nearest(meant: str, known: tuple[str, ...]) -> str | None:
    best, most = None, 3
    for name in known:
        slips = _slips(meant, _folded(name), most)
        if slips is not None:
            best, most = name, slips - 1
    return best


def _folded(word: str) -> str:
    return word.lower().replace("_", "-")


def _slips(word: str, other: str, most: int) -> int | None:
    """How many slips lie between two words (optimal string alignment), or None if they are too many."""
    length = max(len(word), len(other))
    most = min(most, max(1, length // 4))
    if most < 0 or abs(len(word) - len(other)) > most:
        return None
    if word == other:
        return 0
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(word, 1):
        above, row = row, [place]
        for column, meant in enumerate(other, 1):
            cost = min(above[column] + 1, row[-1] + 1, above[column - 1] + (letter != meant))
            if place > 1 < column and letter == other[column - 2] and word[place - 2] == meant:
                cost = min(cost, before[column - 2] + 1)
            row.append(cost)
        before = above
        if min(row) > most:
            return None
    slips = row[-1]
    if slips > most or (slips > 1 and word[0] != other[0]):
        return None
    is_replaced = slips == 1 and len(word) == len(other) and sorted(word) != sorted(other)
    return None if is_replaced and length < 5 else slips


def shorten(text: str, length: int = 50) -> str:
    """A text cut to ``length`` characters for a message."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


_FEW = 8
"""So many names a message holds."""


def few(names: Collection[str]) -> str:
    """The first of some names for a message, and whether there are others."""
    named = ", ".join(f"'{shorten(name)}'" for name in itertools.islice(names, _FEW))
    return f"{named} and others" if len(names) > _FEW else named
