"""What can be wrong with somebody's data, and how it is told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple, Self

MAX_EXCERPT = 10_000
"""Characters of a line that is shown with a problem; a longer one is not kept."""


class Code(StrEnum):
    """The subtype of a warning of type ``academic``; each one can be named in ``suppress_warnings``."""

    description: str
    """What warnings of this code tell of, for the documentation (MyST; its pages from ``/``)."""

    def __new__(cls, value: str, description: str) -> Self:
        """A text that has a description."""
        code = str.__new__(cls, value)
        code._value_ = value
        code.description = description
        return code

    FILE = ("file", "A file is missing, cannot be read, or is of a kind that has no reader.")
    ENCODING = (
        "encoding",
        (
            "A file is not UTF-8, or holds characters that no text holds (NUL, control characters). It is read as "
            "what it seems to be, and the warning holds the command that converts it."
        ),
    )
    MOJIBAKE = ("mojibake", "UTF-8 text was read as Windows-1252 and saved again.")
    SYNTAX = (
        "syntax",
        (
            "A file is not well-formed. The warning shows the line where the mistake is, not where reading came "
            "to a stop, and says how to write it. Where the remedy is certain, the line is read as if it had been "
            "applied; otherwise the entry is left out. The entries before and after it are read in any case."
        ),
    )
    LIMIT = (
        "limit",
        (
            "A file is too large, too deep or repeats itself too often to be somebody's data; for instance a text "
            "of more than 200,000 characters, in whatever format, which is probably an unclosed quote."
        ),
    )
    TAG = ("tag", "A YAML tag that data has no use for. The value is read as text.")
    DUPLICATE_KEY = (
        "duplicate_key",
        "A mapping says the same key twice, or says one field under two names. The first is kept.",
    )
    TYPE = (
        "type",
        (
            "A value is of the wrong kind: a list where a text belongs, a word where `true` or `false` belongs, "
            "something that is no DOI in `doi`. It is shown as written where that is possible."
        ),
    )
    MISSING = ("missing", "An entry lacks what it cannot do without.")
    UNKNOWN_KEY = (
        "unknown_key",
        "A key that no record has. The nearest right name is given.",
    )
    DATE = ("date", "A date that no calendar has. It is shown as written.")
    DUPLICATE = (
        "duplicate",
        "Two publications have the same `key`. The second gets another one.",
    )
    IMAGE = (
        "image",
        (
            "A picture is missing. The entry is shown without it. Or the picture is there and no "
            "[thumbnail](/how-to/pictures.md) can be made of it: then it is shown as it is, whatever its size."
        ),
    )
    URL = (
        "url",
        "A link with a scheme that must not be followed. The text is kept, the link is dropped.",
    )
    LINK = ("link", "A link leads to a page or file of the site that is not there.")
    FORMULA = (
        "formula",
        (
            "What stands between dollar signs is no [formula](/reference/data.md#formulas): it has a command that "
            "formulas do not have, or a brace, an argument or an exponent is missing. It is shown as code, as it "
            "is written, in every format."
        ),
    )
    PUBLISH = (
        "publish",
        (
            "A picture or a file is there, and [may not be published](/how-to/publishing.md) because data say so: "
            "it lies outside the source folder, is hidden, is configuration, or is excluded. The picture is left "
            "out, and the link's text is kept."
        ),
    )
    PUBLISHED = (
        "published",
        (
            "A file that is [published](/how-to/publishing.md) because data say so. It is told only if "
            "[`academic_report`](/reference/configuration.md) asks for `published`."
        ),
    )
    PEOPLE = (
        "people",
        (
            "A name in an author list that nobody in the [register of people](/reference/data.md#people), or more "
            "than one, can be. It is told once, at its first place, and only if "
            "[`academic_report`](/reference/configuration.md) asks for `people`."
        ),
    )
    MERGED = (
        "merged",
        (
            "Publications that were brought together as [versions of one "
            "work](/reference/data.md#one-work-several-versions). It is told only if "
            "[`academic_report`](/reference/configuration.md) asks for `merged`."
        ),
    )
    REFERENCE = (
        "reference",
        (
            "A [role](/reference/roles.md) refers to a key that nothing has. Where `nitpicky` is set, also: it "
            "refers to what the data hold and no page shows."
        ),
    )
    OPTION = (
        "option",
        "A directive's option, or an option's value, that is not known. The ones that are known are listed.",
    )
    OUTPUT = (
        "output",
        (
            "Two lists want to write the same file: the first one does, in the order of the pages' names and "
            "lines. Or a publication's [page](/how-to/landing-pages.md) cannot have the name that its key gives "
            "it: of two that would be one file the first has it, in the order of the data, and the other has a "
            "number behind its name. Or a picture or file that data name cannot be held by every system under its "
            "name (`aux.png`), or two pictures would be one file on Windows and macOS (`left/Plot.png`, "
            "`right/plot.png`); they are published as they are."
        ),
    )
    CONFIG = (
        "config",
        (
            "A setting in `conf.py` is not what it should be; above all, a directive is used and neither "
            "`academic_data` nor the directive names a file. Or a [setting](/reference/configuration.md) has a "
            "value that is none for it; the default is used. Or a [feed](/how-to/feeds.md) is asked for and "
            "`html_baseurl` is not set. Or one of the [theme's options](/reference/theme.md) has a name or a "
            "value that is not known, or a colour on which links are hard to read."
        ),
    )


MAX_ALIKE = 100
"""Problems of one kind that are told of one file."""

_LONGEST = 800
"""Characters of a message or a hint; a text that it quotes may be as long as a book."""


class Problem(NamedTuple):
    """One thing that is wrong, where it is, and what to do about it.

    ``line`` and ``column`` count from 1; 0 means that no place in the file can be named.
    ``excerpt`` is the line of the file as it stands there, shown below the message when given.
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
        """The place in the form that editors and terminals turn into a link: ``path:line:column``.

        There is always a line, as Sphinx takes a location without one for the name of a page.
        """
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

    @property
    def is_first(self) -> bool:
        """Whether it keeps a file, or what stands below it, from being read, and so is told before all else."""
        return self.code in _FIRST


_FIRST = frozenset((Code.FILE, Code.ENCODING, Code.MOJIBAKE, Code.SYNTAX, Code.LIMIT))
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
        told[problem.path] += problem.code != Code.PUBLISHED
        if told[problem.path] <= MOST_PER_FILE:
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
    """Problems of one file in its order, at most :data:`MAX_ALIKE` of a kind.

    ``counts`` says how many there were of each kind, where not all of them were kept.
    """
    told: list[Problem] = []
    seen: Counter[Code] = Counter()
    last: dict[Code, int] = {}
    for problem in sorted(problems, key=lambda problem: (problem.line, problem.column)):
        # A list that was asked for is no list of mistakes.
        seen[problem.code] += problem.code != Code.PUBLISHED
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
        for problem in sorted(bounded(map(_counted, alike.values())), key=lambda each: not each.is_first)
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

    Four of five misspelt words have one slip: a letter that is missing, too many or another one, or two neighbours
    that have changed places (F. J. Damerau, Communications of the ACM 7, 1964). So one slip is forgiven, and one more
    with eight letters and with twelve: what has more is another word. The first letter is seldom wrong (J. J. Pollock and
    A. Zamora, Communications of the ACM 27, 1984), so that it must be right where there are several slips. And of four
    letters with another one among them most are words of their own (*data* and *date*).
    """
    return _nearest(_folded(word), tuple(known))


@lru_cache(maxsize=10_000)
def _nearest(meant: str, known: tuple[str, ...]) -> str | None:
    best, fewest = None, _MOST_SLIPS + 1
    for name in known:
        slips = _slips(meant, _folded(name), fewest - 1)
        if slips is not None:
            best, fewest = name, slips
    return best


_MOST_SLIPS = 3


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
