"""Where among the works of a file a new one belongs: by its date where they are sorted, else at the end that is the newer one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from sphinx_academic.data.values.dates import PartialDate

_MOST_EXCEPTIONS = 0.1
"""The part of the neighbours that may stand the other way round in a list that is sorted by hand."""

When = PartialDate | None


def place_of(new: When, dates: Sequence[When]) -> int:
    """The index of the work before which a work of a date belongs; their number where it comes last."""
    years = [date.year for date in dates if date is not None and date.year]
    if len(set(years)) < 2:
        return len(dates)
    falls = sum(one > other for one, other in pairwise(years))
    rises = sum(one < other for one, other in pairwise(years))
    if rises <= falls * _MOST_EXCEPTIONS:
        return _best(new, dates, is_newest_first=True)
    if falls <= rises * _MOST_EXCEPTIONS:
        return _best(new, dates, is_newest_first=False)
    return 0 if years[0] > years[-1] else len(dates)


def _best(new: When, dates: Sequence[When], *, is_newest_first: bool) -> int:
    """Where the fewest works stand on the wrong side of the new one; among works of one date the newest comes in last."""
    signs = [-_compared(date, new) if is_newest_first else _compared(date, new) for date in dates]
    # What stands before has to be smaller.
    wrong = sum(sign < 0 for sign in signs)
    found = [wrong]
    for sign in signs:
        wrong += (sign > 0) - (sign < 0)
        found.append(wrong)
    least = min(found)
    return found.index(least) if is_newest_first else len(found) - 1 - found[::-1].index(least)


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
