"""When somebody was a member, and what happened while one of those who had a part in it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, TypeVar

from sphinx_academic.data.records import Person, Record
from sphinx_academic.data.window import AFTER_ALL, BEFORE_ALL, Days, days_of, days_of_record

if TYPE_CHECKING:
    from sphinx_academic.data.collection import Collection

R = TypeVar("R", bound=Record)


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
        told, days = [times[name] for name in names if name in times], days_of_record(record)
        if not told or days is None or any(days.meet(time) for of_one in told for time in of_one):
            yield record


def _times(collection: Collection, years_after: int) -> Mapping[str, list[Days]]:
    """Name → when that member was there: everybody who has a role or dates, and those whose files are read; everybody where nobody
    has."""
    asked = collection.members.names if collection.members is not None else frozenset[str]()
    people = collection.people
    members = [each for each in people if each.role or each.start or each.end or each.name in asked]
    found: dict[str, list[Days]] = {}
    for person in members or people:
        found.setdefault(person.name, []).append(_days_there(person, years_after))
    return found


def _days_there(person: Person, years_after: int) -> Days:
    first = days_of(person.began).first if person.began else BEFORE_ALL
    if not person.ended or person.ended.year <= 0:
        return Days(first, AFTER_ALL)
    year, month, day = days_of(person.ended).last
    return Days(first, (year + years_after, month, day))
