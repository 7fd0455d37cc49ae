"""Works that author and year cannot tell apart: further names first, then letters behind the year.

The rules are those of CSL 1.0.2, "Disambiguation" (``disambiguate-add-names``, ``disambiguate-add-year-suffix``), with the letters
in the order of the list of references.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sphinx_academic.data.naming import letters
from sphinx_academic.sections.cited_names import ToldApart

_MOST_NAMES = 20
"""Names of one work that are compared."""


class CitedLabel(NamedTuple):
    """A work as text names it: ``label`` gives who it is by with so many names, of which there are ``number``."""

    key: str
    year: str
    number: int
    label: Callable[[int], str]


def told_apart(works: Iterable[CitedLabel]) -> Mapping[str, ToldApart]:
    """What tells works apart, for those that need it; ``works`` come in the order of the list of references."""
    groups: dict[tuple[str, str], list[CitedLabel]] = {}
    for work in works:
        groups.setdefault((work.label(1), work.year), []).append(work)
    found: dict[str, ToldApart] = {}
    for group in groups.values():
        for alike, names in _by_names(group, 1):
            for number, work in enumerate(alike if len(group) > 1 else ()):
                found[work.key] = ToldApart(names, letters(number) if len(alike) > 1 else "")
    return found


def _by_names(group: Sequence[CitedLabel], names: int) -> Iterator[tuple[Sequence[CitedLabel], int]]:
    """The works of a group that share whatever names are shown, with the number of names that are; as few as will do."""
    most = min(max(work.number for work in group), _MOST_NAMES) if len(group) > 1 else 0
    for number in range(names + 1, most + 1):
        alike: dict[str, list[CitedLabel]] = {}
        for work in group:
            alike.setdefault(work.label(number), []).append(work)
        if len(alike) > 1:
            for each in alike.values():
                yield from _by_names(each, number)
            return
    yield group, names
