"""When somebody was a member, and what happened while one of those who had a part in it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from sphinx_academic.data.records import Person, Publication, Record, TimedRecord
from sphinx_academic.data.values.dates import PartialDate, last_day

if TYPE_CHECKING:
    from sphinx_academic.data.collection import Collection

R = TypeVar("R", bound=Record)

_Day = tuple[int, int, int]
_NEVER: _Day = (-10_000, 0, 0)
_FAR: _Day = (10_000, 0, 0)


class _Time(NamedTuple):
    """From the first day on which something may have been to the last one."""

    first: _Day
    last: _Day

    def meets(self, other: _Time) -> bool:
        return self.first <= other.last and other.first <= self.last


def while_members(records: Iterable[R], collection: Collection, years_after: int) -> Iterator[R]:
    """What happened while somebody was a member who has a part in it, or at most so many years after.

    Of a date the parts that are not known count for somebody: a paper of 2023 is one of somebody who left in May of that year. So does
    what has no date, what nobody has a part in whom the register knows, and every time of a member of whom it does not say when.
    """
    times = _times(collection, years_after)
    for record in records:
        names = {author.person for _field, people in record.author_lists() for author in people.people}
        if collection.members is not None:
            names.update(collection.members.owners_of(record))
        told, when = [times[name] for name in names if name in times], _time_of(record)
        if not told or when is None or any(when.meets(time) for of_one in told for time in of_one):
            yield record


def _times(collection: Collection, years_after: int) -> Mapping[str, list[_Time]]:
    """Name → when that member was there: everybody who has a role or dates, and those whose files are read; everybody where nobody
    has."""
    asked = collection.members.names if collection.members is not None else frozenset[str]()
    people = collection.people
    members = [each for each in people if each.role or each.start or each.end or each.name in asked]
    found: dict[str, list[_Time]] = {}
    for person in members or people:
        found.setdefault(person.name, []).append(_time_there(person, years_after))
    return found


def _time_there(person: Person, years_after: int) -> _Time:
    first = (person.began.year, person.began.month or 0, person.began.day or 0) if person.began else _NEVER
    last = last_day(person.ended) if person.ended and person.ended.year > 0 else _FAR
    if person.began and person.began.season:
        first = person.began.order
    return _Time(first, (last[0] + years_after, last[1], last[2]))


def _time_of(record: Record) -> _Time | None:
    """When something was, as far as that is known."""
    if isinstance(record, TimedRecord):
        first, last = record.began or record.ended, record.ended
        if first is None or first.year <= 0:
            return None
        end = _FAR if record.goes_on else last_day(last if last is not None and last.year > 0 else first)
        return _Time(first.order, end)
    when = record.when if isinstance(record, Publication) else getattr(record, "date", None)
    if not isinstance(when, PartialDate) or when.year <= 0:
        return None
    return _Time(when.order, _end_of(when))


def _end_of(when: PartialDate) -> _Day:
    if when.end is not None and not when.end.year:
        return _FAR
    last = when.end or when
    if last.season:
        return (last.year + (last.season == 4), 3 * last.season % 12 + 2, 31)
    year = last.year + 9 if last.is_decade else last.year
    return (year, last.month or 12, last.day or 31)
