"""Windows of days, and which records may lie in one: a date of which only the year is known may be any day of that."""

from __future__ import annotations

from calendar import monthrange
from typing import NamedTuple

from sphinx_academic.data.records import Person, Record, TimedRecord
from sphinx_academic.data.values.dates import PartialDate, YearRange

Day = tuple[int, int, int]
BEFORE_ALL: Day = (-10_000, 1, 1)
AFTER_ALL: Day = (10_000, 12, 31)


class Days(NamedTuple):
    """From which day on to which something may have been, both included."""

    first: Day
    last: Day

    def meet(self, others: Days) -> bool:
        """Whether some of them may be the same."""
        return self.first <= others.last and others.first <= self.last


def days_of(when: PartialDate) -> Days:
    """The days that a date may be: of 2024 all of that year, of a season those of its year, as spring is in March or in September, of
    a decade those of ten."""
    last = when.end if when.end is not None and when.end.year else when
    first_of, _ = _of_one(when)
    _, last_of = _of_one(last)
    return Days(first_of, AFTER_ALL if when.end is not None and not when.end.year else last_of)


def _of_one(when: PartialDate) -> Days:
    year = when.year
    if when.is_decade:
        return Days((year, 1, 1), (year + 9, 12, 31))
    if when.month is None or year <= 0:
        return Days((year, 1, 1), (year, 12, 31))
    if when.day is None:
        return Days((year, when.month, 1), (year, when.month, monthrange(year, when.month)[1]))
    return Days((year, when.month, when.day), (year, when.month, when.day))


def days_of_record(record: Record) -> Days | None:
    """From when to when a record was, as far as its dates say; None where they say nothing. What has begun and not ended goes on."""
    if isinstance(record, TimedRecord | Person):
        began, ended = _known(record.began), _known(record.ended)
        goes_on = record.goes_on if isinstance(record, TimedRecord) else not record.has_left() and not ended
        if began is None and ended is None:
            return None
        first = began or ended
        last = ended or began
        assert first is not None
        assert last is not None
        end = AFTER_ALL if goes_on and ended is None else days_of(last).last
        return Days(days_of(first).first, max(end, days_of(first).first))
    when = _known(record.when)
    return days_of(when) if when is not None else None


def _known(when: PartialDate | None) -> PartialDate | None:
    return when if when is not None and when.year else None


class Window(NamedTuple):
    """Days from ``since`` to ``until``, both included, and of one of the ``years``; what is not given leaves it open."""

    since: PartialDate | None = None
    until: PartialDate | None = None
    years: tuple[YearRange, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is outside."""
        return self.since is not None or self.until is not None or bool(self.years)

    @property
    def is_backwards(self) -> bool:
        """Whether it ends before it begins, so that nothing can be inside."""
        if self.since is None or self.until is None:
            return False
        return days_of(self.until).last < days_of(self.since).first

    def holds(self, days: Days | None) -> bool:
        """Whether one of some days may be inside; of what has no date nothing is known, and it is outside of every window."""
        if days is None:
            return not self
        first = days_of(self.since).first if self.since is not None else BEFORE_ALL
        last = days_of(self.until).last if self.until is not None else AFTER_ALL
        if not days.meet(Days(first, last)):
            return False
        # Of a year that is asked for no other day than those between first and last is meant.
        first, last = max(first, days.first), min(last, days.last)
        return not self.years or any(
            (each.first is None or each.first <= last[0]) and (each.last is None or first[0] <= each.last)
            for each in self.years
        )


def months_before(today: PartialDate, months: int) -> PartialDate:
    """The day that lies some months before another; where that month is shorter, its last."""
    years, month = divmod(today.year * 12 + (today.month or 1) - 1 - months, 12)
    return PartialDate(years, month + 1, min(today.day or 1, monthrange(years, month + 1)[1]))
