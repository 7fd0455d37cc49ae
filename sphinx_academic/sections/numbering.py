"""The numbers of the works of a list: counted up or down, and those of each type by themselves (*[J12]*, *[C3]*)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

from sphinx_academic.data.records import TYPES, Publication
from sphinx_academic.data.select import Chosen, once_each
from sphinx_academic.sections.options import Option, Values, listed, words
from sphinx_academic.setting_values import choice

Number: TypeAlias = tuple[str, int]
"""What stands before a number, and the number in the list."""

DEFAULT_PREFIXES: Mapping[str, str] = {
    "article": "J", "conference": "C", "preprint": "P", "thesis": "T", "book": "B", "chapter": "BC", "report": "R",
    "dataset": "D", "software": "S", "patent": "PA", "talk": "TK", "poster": "PO", "other": "O",
}  # fmt: skip
"""What stands before the numbers of the works of a type."""

_LONGEST = 8
_WORDS = ("continue", "descending", "type")


def _read_numbered(text: str) -> str:
    one = choice(*_WORDS)
    given = {one(word) for word in text.replace(",", " ").split()}
    return " ".join(word for word in _WORDS if word in given)


def _read_prefixes(text: str) -> tuple[tuple[str, str], ...]:
    one, read = choice(*TYPES), {}
    for pair in words(text):
        name, sign, prefix = (part.strip() for part in pair.partition("="))
        if not sign:
            raise ValueError("Write it as article=J, conference=C.")
        if re.search(r"[\s\[\]]", prefix) or len(prefix) > _LONGEST:
            raise ValueError(
                f"At most {_LONGEST} letters stand before a number, without spaces and brackets."
            )
        read[one(name)] = prefix
    return tuple(read.items())


NUMBERED = Option(
    Values(_read_numbered, f"no value, some of {listed(_WORDS)}"),
    "Numbers the works. `descending` counts [from the end](#numbers): the newest has the highest number, and numbers stay for "
    "good; `type` counts each type by itself, as `[J12]` and `[C3]`; `continue` goes on from where the last numbered list of the page "
    "ended.",
)
PREFIXES = Option(
    Values(_read_prefixes, "`article=J, conference=C`"),
    "With `:numbered: type`, what stands before the [numbers](#numbers) of a type; types that share it are counted together.",
    ", ".join(f"{name}={prefix}" for name, prefix in DEFAULT_PREFIXES.items()),
)


def prefix_of(numbered: str, prefixes: Iterable[tuple[str, str]] = ()) -> Callable[[Publication], str]:
    """What stands before the number of a work."""
    if "type" not in numbered.split():
        return lambda work: ""
    known = {**DEFAULT_PREFIXES, **dict(prefixes)}
    return lambda work: known[work.kind_of_work]


def counted_down(works: Sequence[Publication], prefix: Callable[[Publication], str]) -> dict[int, Number]:
    """The numbers of works by their identity, the last being the first."""
    return _counted(reversed(works), prefix)


def with_numbers(
    chosen: tuple[Chosen, ...],
    prefix: Callable[[Publication], str],
    numbers: Mapping[int, Number] | None = None,
) -> tuple[Chosen, ...]:
    """The groups with their numbers: those that are given, else in the order in which readers see the works."""
    found = _counted(once_each(chosen), prefix) if numbers is None else numbers
    return tuple(group._replace(numbers=tuple(found[id(work)] for work in group.records)) for group in chosen)


def _counted(works: Iterable[Publication], prefix: Callable[[Publication], str]) -> dict[int, Number]:
    counts: Counter[str] = Counter()
    found = {}
    for work in works:
        before = prefix(work)
        counts[before] += 1
        found[id(work)] = before, counts[before]
    return found


def totals(chosen: Iterable[Chosen]) -> dict[str, int]:
    """How many numbers a list takes, by what stands before them: of a part of a list that counts down, those of the whole."""
    most: dict[str, int] = {}
    for group in chosen:
        for prefix, number in group.numbers:
            most[prefix] = max(number, most.get(prefix, 0))
    return most


def mark(prefix: str, number: str, numbered: str) -> str:
    """A number as readers see it: *12.*, or *[J12]*."""
    return f"[{prefix}{number}]" if "type" in numbered.split() else f"{number}."
