"""What can be wrong with somebody's data, and how it is told."""

from __future__ import annotations

import heapq
import itertools
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import IntEnum, StrEnum
from functools import lru_cache
from typing import NamedTuple

MAX_EXCERPT = 10_000
"""Characters of a line that is shown with a problem; a longer one is not kept."""


class Code(StrEnum):
    """The subtype of a warning of type ``academic``, for ``suppress_warnings``; see ``docs/reference/warnings.md``. What each says stands in
    :data:`MEANINGS`."""

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
    NOT_CARRIED = "not_carried"
    LIQUID = "liquid"


MEANINGS: Mapping[Code, str] = {
    Code.FILE: "A file is missing, cannot be read, or is of a kind that has no reader.",
    Code.ENCODING: "A file is not UTF-8, or holds characters that no text holds.",
    Code.MOJIBAKE: "UTF-8 was read as Windows-1252 and saved again.",
    Code.SYNTAX: "A file is not well-formed.",
    Code.LIMIT: "A file is too large, too deep or repeats itself too often to be somebody's data.",
    Code.TAG: "A YAML tag that data have no use for.",
    Code.DUPLICATE_KEY: "A mapping says the same key twice, or one field under two names.",
    Code.TYPE: "A value is of the wrong kind.",
    Code.MISSING: "An entry lacks what it cannot do without.",
    Code.UNKNOWN_KEY: "A key that no record has.",
    Code.DATE: "A date that no calendar has.",
    Code.DUPLICATE: "Two records have the same key, or two declarations the same name.",
    Code.IMAGE: "A picture is missing, or no thumbnail can be made of it.",
    Code.URL: "A link that must not be followed.",
    Code.LINK: "A link leads to a page or file of the site that is not there.",
    Code.FORMULA: "What stands between dollar signs is no formula.",
    Code.LATEX: "What LaTeX says is a guess.",
    Code.PUBLISH: "A picture or a file is there, and may not be published because data say so.",
    Code.PUBLISHED: "A file that is published because data say so.",
    Code.PEOPLE: "A name that nobody in the register of people, or more than one, can be.",
    Code.PROJECTS: "A project or a grant that there is not, or projects that are parts of each other.",
    Code.MERGED: "Publications that were brought together as versions of one work.",
    Code.LOST: "What a file holds and nothing shows.",
    Code.REFERENCE: "A reference to a key that nothing has.",
    Code.VERSION: "What cannot be said of the version that is documented.",
    Code.CLAIM: "A claim names a test that the report of tests does not have.",
    Code.EMPTY: "A directive whose list the data do not have.",
    Code.OPTION: "An option of a directive, or its value, that is not known.",
    Code.SORTING: "The order of words in the language of the site is not known.",
    Code.OUTPUT: "Two things want to be written to one file, or a file cannot be written as it should.",
    Code.CONFIG: "A setting is not what it should be.",
    Code.TEMPLATE: "A template of one's own fails.",
    Code.CV: "A part of a CV asks for what there is not.",
    Code.MEMBERS: "What the data of a lab and of its members say does not agree, or is not there.",
    Code.LANGUAGES: "A text in several languages names one that there is not, or lacks one.",
    Code.NOT_CARRIED: "What an import could not carry into the new site.",
    Code.LIQUID: "A page shows Liquid, which only another generator would fill in.",
}
"""What each code says of the data, for lists of codes; ``docs/reference/warnings.md`` says more."""


class Severity(IntEnum):
    """How bad something is: what keeps a file, or what stands below it, from being read; a wrong value; a key that is shown nowhere; a
    remark that somebody asked for."""

    UNREAD, WRONG, UNKNOWN, REMARK = range(4)


_SEVERITIES: Mapping[Code, Severity] = {
    **dict.fromkeys((Code.FILE, Code.ENCODING, Code.MOJIBAKE, Code.SYNTAX, Code.LIMIT), Severity.UNREAD),
    Code.UNKNOWN_KEY: Severity.UNKNOWN,
    **dict.fromkeys((Code.PEOPLE, Code.MERGED, Code.PUBLISHED, Code.LOST), Severity.REMARK),
}


_ASKED_FOR = frozenset((Code.PUBLISHED, Code.LOST))
"""Lists that somebody asked for, which are no lists of mistakes and have no end."""

MAX_ALIKE = 100
"""Problems of one kind that are told of one file."""

_LONGEST = 800
"""Characters of a message or a hint; a text that it quotes may be as long as a book."""


class Problem(NamedTuple):
    """One thing that is wrong, and what to do about it.

    ``line`` and ``column`` count from 1, and are 0 where no place can be named; ``excerpt`` is the line as it stands there. Where one
    stands for others that say the same, ``times`` is their number, and ``places`` are the first of them, ``(path, line, column)``;
    ``more`` are those of its kind behind it that are not told.
    """

    path: str
    line: int
    column: int
    code: Code
    message: str
    hint: str = ""
    excerpt: str = ""
    times: int = 1
    places: tuple[tuple[str, int, int], ...] = ()
    more: int = 0

    @property
    def severity(self) -> Severity:
        """How bad it is."""
        return _SEVERITIES.get(self.code, Severity.WRONG)

    @property
    def number(self) -> int:
        """Of how many mistakes it tells."""
        return self.times + self.more

    @property
    def said(self) -> str:
        """The message, with where else it is so."""
        message = shorten(self.message, _LONGEST)
        if self.times > 1:
            message += f" It is so in {self.times:,} places{self._elsewhere}."
        if self.more:
            message += f" There are {self.more:,} more problems of this kind further down."
        return message[:1].upper() + message[1:]

    @property
    def _elsewhere(self) -> str:
        paths = {path for path, _, _ in self.places}
        if len(paths) > 1:
            files = [f"{path}:{line or 1}" for path, line, _ in self.places]
            return f": {', '.join(files[:_SHOWN_PLACES])}{' and more' if self.times > _SHOWN_PLACES else ''}"
        lines = [*dict.fromkeys(line for _, line, _ in self.places)]
        shown = ", ".join(map(str, lines[:_SHOWN_PLACES]))
        return f": {'line' if len(lines) == 1 else 'lines'} {shown}{' and more' if len(lines) > _SHOWN_PLACES else ''}"

    @property
    def location(self) -> str:
        """``path:line:column``; without a line Sphinx would take it for the name of a page."""
        place = f"{self.path}:{self.line or 1}"
        return f"{place}:{self.column}" if self.line and self.column else place

    @property
    def text(self) -> str:
        """The message, with the line it is about and the remedy below it."""
        parts = [self.said]
        if self.excerpt:
            parts.append(_point_at(self.excerpt, self.line, self.column))
        if self.hint:
            hint = shorten(self.hint, _LONGEST)
            parts.append(f"  {hint}" if self.excerpt else hint)
        return printable("\n".join(parts) if self.excerpt else " ".join(parts))


# With what turns the direction of what follows (Unicode Standard Annex 9, sections 2.1 and 2.2): a command would be read otherwise than it is.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)


def printable(text: str) -> str:
    """A text without what a terminal would take for its own commands: a path or an option may hold it."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)


MOST_PER_FILE = 200
"""So many problems of one file are told one by one."""
_OF_DATA = frozenset(
    (
        Code.TYPE,
        Code.MISSING,
        Code.UNKNOWN_KEY,
        Code.DATE,
        Code.DUPLICATE_KEY,
        Code.LATEX,
        Code.LANGUAGES,
        Code.LOST,
    )
)
"""What is wrong with values and keys, whatever file they stand in; what is wrong with a page is told of each."""
_MOST_FILES_ALIKE = 3
"""In so many files the same words are told of each; of more they are told once."""
_SHOWN_PLACES = 3
_KEPT_PLACES = 50
"""Places that are kept of those where something is so, for programs."""


def to_tell(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Each problem once, the worst first; of a file with too many the rest is counted."""
    told: Counter[str] = Counter()
    for problem in worst_first(problems):
        told[problem.path] += problem.code not in _ASKED_FOR
        if told[problem.path] <= MOST_PER_FILE or problem.code in _ASKED_FOR:
            yield problem
    for path, number in told.items():
        if number > MOST_PER_FILE:
            more = f"and {number - MOST_PER_FILE} more problems in this file."
            yield Problem(path, 1, 0, Code.LIMIT, more)


def worst_first(problems: Iterable[Problem]) -> list[Problem]:
    """Each problem once, the worst first, then in the order of files; what many files say in the same words is one."""
    found = _once_for_many_files(gathered(sorted(set(problems))))
    return sorted(found, key=lambda each: (each.severity, each.path))


def _once_for_many_files(problems: Iterable[Problem]) -> Iterator[Problem]:
    groups: dict[Problem, list[Problem]] = {}
    for problem in problems:
        words = _words_of(problem)
        is_once = _is_alike(problem) and problem.code in _OF_DATA
        groups.setdefault(words._replace(path="") if is_once else words, []).append(problem)
    for alike in groups.values():
        yield from [_counted(alike)] if len(alike) > _MOST_FILES_ALIKE else alike


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
    more: Counter[Code] = Counter()
    for problem in sorted(problems, key=lambda problem: (problem.line, problem.column)):
        seen[problem.code] += problem.code not in _ASKED_FOR
        more[problem.code] += problem.more
        if seen[problem.code] <= MAX_ALIKE:
            last[problem.code] = len(told)
            told.append(problem._replace(more=0) if problem.more else problem)
    for code, index in last.items():
        left_out = max(seen[code], counts[code] if counts else 0) - MAX_ALIKE
        if (number := max(left_out, 0) + more[code]) > 0:
            told[index] = told[index]._replace(more=number)
    return tuple(told)


def gathered(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """What is to be told, file by file: first what keeps a file from being read; what is said in the same words of
    several places once, with their number; and at most :data:`MAX_ALIKE` of a kind."""
    files: dict[str, dict[Problem, list[Problem]]] = {}
    for problem in problems:
        files.setdefault(problem.path, {}).setdefault(_words_of(problem), []).append(problem)
    return tuple(
        problem
        for alike in files.values()
        for problem in sorted(bounded(map(_counted, alike.values())), key=lambda each: each.severity)
    )


def _is_alike(problem: Problem) -> bool:
    """Whether it may be the same mistake as another one in the same words: what shows its line, or is about an option of a page, is not."""
    return not problem.excerpt and problem.code is not Code.OPTION


def _words_of(problem: Problem) -> Problem:
    return problem._replace(line=0, column=0, times=1, places=(), more=0) if _is_alike(problem) else problem


def _counted(problems: list[Problem]) -> Problem:
    """One for all that say the same."""
    if len(problems) == 1:
        return problems[0]
    first = min(problems, key=lambda problem: (problem.path, problem.line, problem.column))
    places = {place for each in problems for place in each.places or ((each.path, each.line, each.column),)}
    return first._replace(
        times=sum(each.times for each in problems),
        places=tuple(heapq.nsmallest(_KEPT_PLACES, places)),
        more=sum(each.more for each in problems),
    )


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that ``word`` was probably meant to be, or None; capitals and ``_`` for ``-`` do not matter.

    Four of five misspelt words have one slip (F. J. Damerau, Communications of the ACM 7, 1964), so one is forgiven, and
    one more with eight letters and with twelve. The first letter is seldom wrong (J. J. Pollock and A. Zamora,
    Communications of the ACM 27, 1984), so that it must be right where there are several slips. And of four letters with
    another one among them most are words of their own (*data* and *date*).
    """
    return _nearest(_folded(word), tuple(known))


def one_slip_from(word: str, other: str) -> bool:
    """Whether one slip lies between two words, and no capitals alone."""
    return _slips(_folded(word), _folded(other), 1) == 1


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
