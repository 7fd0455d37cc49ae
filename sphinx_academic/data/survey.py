"""What an overview tells: the numbers of those records of a collection that are asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar, cast

from sphinx_academic.data import records as kinds
from sphinx_academic.data import select
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.indicators import (
    CitationFigures,
    CoAuthorNetwork,
    Funding,
    Span,
    Student,
    Students,
    citation_figures,
    funding,
    network,
    spans,
    students,
    works_by_year,
)
from sphinx_academic.data.records import Person, Publication, Record, TimedRecord
from sphinx_academic.data.roles_of_people import is_student
from sphinx_academic.data.values.dates import PartialDate, YearRange
from sphinx_academic.data.values.name_parts import fold_name

R = TypeVar("R", bound=Record)
T = TypeVar("T", bound=TimedRecord)

MOST_CO_AUTHORS = 30
COUNTED = ("talks", "software", "datasets", "projects", "teaching", "awards", "service")
"""The lists of which an overview tells how many there are."""
ON_TIMELINE = ("education", "positions", "grants")
"""The lists whose entries stand on a timeline."""


class Narrowing(NamedTuple):
    """Which records are asked for: whose, from when on, of which years, and of which projects and grants."""

    authors: tuple[str, ...] = ()
    since: PartialDate | None = None
    years: tuple[YearRange, ...] = ()
    projects: tuple[str, ...] = ()
    grants: tuple[str, ...] = ()


class Survey(NamedTuple):
    """What is told; ``counts`` has list → number, ``times`` list → what was when."""

    works: int
    types: Mapping[str, int]
    years: Mapping[int, Mapping[str, int]]
    citations: CitationFigures | None
    students: Students
    funding: Funding
    counts: Mapping[str, int]
    times: Mapping[str, Sequence[Span]]
    network: CoAuthorNetwork

    def __bool__(self) -> bool:
        """Whether there is anything to tell."""
        told = self.works, self.students.all, self.funding.grants, sum(self.counts.values())
        return any(told) or any(self.times.values())


def survey(collection: Collection, asked: Narrowing, today: PartialDate) -> Survey:
    """The numbers of what is asked for."""
    choice = _Choice(collection, asked)
    works = choice.works()
    grants = choice.of(kinds.Grant)
    names = (*COUNTED, *ON_TIMELINE)
    found = {name: choice.of(cast("type[TimedRecord]", kinds.KINDS[name])) for name in names}
    return Survey(
        len(works),
        Counter(work.kind_of_work for work in works),
        works_by_year(works),
        citation_figures(works),
        students(choice.students(today)),
        funding(grants),
        {name: len(found[name]) for name in COUNTED},
        {name: spans(found[name], today) for name in ON_TIMELINE},
        network(works, MOST_CO_AUTHORS),
    )


class _Choice:
    """The records of a collection that are asked for. What names nobody is the site's owner's."""

    def __init__(self, collection: Collection, asked: Narrowing) -> None:
        self._collection, self._asked = collection, asked
        names = [f" {fold_name(name)} " for name in asked.authors]
        owners = [
            f" {fold_name(name)} "
            for owner in collection.profile
            for name in (owner.name, *owner.other_names)
        ]
        self._is_of_owner = not names or any(name in owner for name in names for owner in owners)
        self._is_wanted = select.one_of(asked.authors)

    def works(self) -> Sequence[Publication]:
        """The works."""
        asked = self._asked
        works = self._belonging(self._collection.publications)
        if asked.authors:
            works = select.by_author(works, asked.authors)
        if asked.years:
            works = select.by_years(works, asked.years)
        return works if asked.since is None else select.since(works, asked.since)

    def of(self, kind: type[T]) -> list[T]:
        """The records of another kind."""
        return [
            record
            for record in self._belonging(self._collection.of(kind))
            if self._is_by_one(record) and self._went_on(record)
        ]

    def students(self, today: PartialDate) -> Iterator[Student]:
        """Those who are supervised; where the data have no such list, the students in the register of people."""
        if supervised := self._collection.of(kinds.Supervision):
            chosen = self._belonging(supervised)
            for each in chosen if self._is_of_owner else ():
                if self._went_on(each):
                    state = "now" if each.is_current(today) else "before" if each.when else "undated"
                    yield Student(each.name, each.degree, state)
            return
        is_narrowed = self._asked.authors or self._asked.years or self._asked.since
        people: Sequence[Person] = () if is_narrowed else self._belonging(self._collection.people)
        for person in people:
            if is_student(f"{person.role} {person.degree}"):
                state = "before" if person.has_left(today) else "now"
                yield Student(person.name, person.degree or person.role, state)

    def _belonging(self, records: Iterable[R]) -> Sequence[R]:
        return self._collection.belonging.among(records, self._asked.projects, self._asked.grants)

    def _is_by_one(self, record: TimedRecord) -> bool:
        people = [author for _name, authors in record.author_lists() for author in authors.people]
        if not self._asked.authors or any(map(self._is_wanted, people)):
            return True
        return self._is_of_owner and (not people or record.names_others)

    def _went_on(self, record: TimedRecord) -> bool:
        """Whether a record went on in the years that are asked for; of what has no date nothing is known."""
        since, years = self._asked.since, self._asked.years
        if since is None and not years:
            return True
        began, ended = record.began, record.ended
        if began is None and ended is None:
            return False
        first = began.year if began is not None else ended.year if ended is not None else 0
        last = 10_000 if record.goes_on else ended.year if ended is not None and ended.year > 0 else first
        if since is not None and last < since.year:
            return False
        return not years or any(
            (each.first is None or each.first <= last) and (each.last is None or first <= each.last)
            for each in years
        )
