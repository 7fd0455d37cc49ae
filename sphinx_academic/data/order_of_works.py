"""Where among the works of a file a new one belongs: by its date where they are sorted, else at the end that is the newer one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from sphinx_academic.data.values.dates import PartialDate

_MOST_EXCEPTIONS = 0.1
"""The part of the neighbours that may stand the other way round in a list that is sorted by hand."""

When = PartialDate | None


class OrderOfWorks:
    """The order of the works of a list, by their dates."""

    def __init__(self, dates: Sequence[When]) -> None:
        self._dates = dates
        self._direction = _direction(dates)
        self._known: dict[tuple[int, ...], int] = {}

    def place_of(self, new: When) -> int:
        """The index of the work before which a work of a date belongs; their number where it comes last."""
        key = _parts(new)
        if key not in self._known:
            self._known[key] = self._best(new)
        return self._known[key]

    def placed(self, new: Sequence[When]) -> list[tuple[int, int]]:
        """For works that come together, where each belongs and its number, in the order in which they then stand."""
        if self._direction is None:
            return [(self.place_of(each), number) for number, each in enumerate(new)]

        def key(number: int) -> tuple[int, tuple[int, ...]]:
            date = _parts(new[number]) or (_LATER,)
            return self.place_of(new[number]), tuple(-part for part in date) if self._direction else date

        return [(self.place_of(new[number]), number) for number in sorted(range(len(new)), key=key)]

    def _best(self, new: When) -> int:
        """Where the fewest works stand on the wrong side of the new one; among works of one date the newest comes in last."""
        dates = self._dates
        if self._direction is None:
            years = [date.year for date in dates if date is not None and date.year]
            return 0 if years and years[0] > years[-1] else len(dates)
        signs = [_compared(date, new) * (-1 if self._direction else 1) for date in dates]
        # What stands before has to be smaller.
        wrong = sum(sign < 0 for sign in signs)
        found = [wrong]
        for sign in signs:
            wrong += (sign > 0) - (sign < 0)
            found.append(wrong)
        least = min(found)
        return found.index(least) if self._direction else len(found) - 1 - found[::-1].index(least)


_LATER = 10_000
"""The year of what has not appeared yet."""


def _direction(dates: Sequence[When]) -> bool | None:
    """Whether the newest come first; None where there is no order."""
    years = [date.year for date in dates if date is not None and date.year]
    falls = sum(one > other for one, other in pairwise(years))
    rises = sum(one < other for one, other in pairwise(years))
    if not falls and not rises:
        return None
    if rises <= _exceptions(falls):
        return True
    return False if falls <= _exceptions(rises) else None


def _exceptions(number: int) -> float:
    """How many neighbours may stand the other way round among so many that do not: one where there are some."""
    return max(number * _MOST_EXCEPTIONS, number >= 3)


def _compared(one: When, other: When) -> int:
    """Whether a date is before (-1) or after (1) another, as far as both are known; what has not appeared yet comes last of all."""
    ours, theirs = _parts(one), _parts(other)
    if not ours or not theirs:
        return (not ours) - (not theirs)
    known = min(len(ours), len(theirs))
    return (ours[:known] > theirs[:known]) - (ours[:known] < theirs[:known])


def _parts(date: When) -> tuple[int, ...]:
    if date is None or not date.year:
        return ()
    parts = [date.year, date.month or 0, date.day or 0]
    while not parts[-1]:
        parts.pop()
    return tuple(parts)
