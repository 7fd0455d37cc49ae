"""What an overview tells: the numbers of those records of a collection that are asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, cast

from sphinx_academic.data import records as kinds
from sphinx_academic.data.choice import Choice, Narrowing
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
from sphinx_academic.data.records import Person, TimedRecord
from sphinx_academic.data.roles_of_people import is_student
from sphinx_academic.data.values.dates import PartialDate

MOST_CO_AUTHORS = 30
COUNTED = ("talks", "software", "datasets", "projects", "teaching", "awards", "service")
"""The lists of which an overview tells how many there are."""
ON_TIMELINE = ("education", "positions", "grants")
"""The lists whose entries stand on a timeline."""


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
    choice = Choice(collection, asked)
    works = choice.works()
    grants = choice.of(kinds.Grant)
    names = (*COUNTED, *ON_TIMELINE)
    found = {name: choice.of(cast("type[TimedRecord]", kinds.KINDS[name])) for name in names}
    return Survey(
        len(works),
        Counter(work.kind_of_work for work in works),
        works_by_year(works),
        citation_figures(works),
        students(_students(choice, today)),
        funding(grants),
        {name: len(found[name]) for name in COUNTED},
        {name: spans(found[name], today) for name in ON_TIMELINE},
        network(works, MOST_CO_AUTHORS),
    )


def _students(choice: Choice, today: PartialDate) -> Iterator[Student]:
    """Those who are supervised; where the data have no such list, the students in the register of people."""
    collection, asked = choice.collection, choice.asked
    if supervised := collection.of(kinds.Supervision):
        chosen = choice.belonging(supervised)
        for each in chosen if choice.is_of_owner else ():
            if choice.is_within(each):
                state = "now" if each.is_current(today) else "before" if each.when else "undated"
                yield Student(each.name, each.degree, state)
        return
    is_narrowed = asked.authors or asked.window
    people: Sequence[Person] = () if is_narrowed else choice.belonging(collection.people)
    for person in people:
        if any(map(is_student, (*person.in_every_language("role"), person.degree))):
            state = "before" if person.has_left(today) else "now"
            yield Student(person.name, person.degree or person.role, state)
