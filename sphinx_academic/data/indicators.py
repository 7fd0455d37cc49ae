"""Numbers that records give: works by year, the h-index, students, funding, who writes with whom, what was when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from sphinx_academic.data.records import Grant, Publication, TimedRecord
from sphinx_academic.data.values.amounts import Amount, read_amount
from sphinx_academic.data.values.dates import PartialDate
from sphinx_academic.data.values.name_parts import fold_name, may_be_same_given_names
from sphinx_academic.data.values.names import Author

# Works


def works_by_year(works: Iterable[Publication]) -> dict[int, Counter[str]]:
    """Year → type → how many works, every year from the first to the last; what has no year yet is left out."""
    found: dict[int, Counter[str]] = {}
    for work in works:
        if work.when is not None and work.when.year > 0:
            found.setdefault(work.when.year, Counter())[work.kind_of_work] += 1
    return {year: found[year] for year in sorted(found)}


class CitationFigures(NamedTuple):
    """How often works are cited: ``counted`` of them, of which it is known; ``date`` is that of the newest count, ``sources`` are
    who counted."""

    counted: int
    total: int
    h_index: int
    i10_index: int
    date: PartialDate | None
    sources: tuple[str, ...]


def citation_figures(works: Iterable[Publication]) -> CitationFigures | None:
    """The figures; None where no work has a count."""
    counts = [work.citations for work in works if work.citations is not None]
    if not counts:
        return None
    numbers = [each.number for each in counts]
    dates = [each.date for each in counts if each.date is not None]
    sources = Counter(each.source for each in counts if each.source)
    return CitationFigures(
        len(counts),
        sum(numbers),
        h_index(numbers),
        sum(number >= 10 for number in numbers),
        max(dates, key=lambda date: date.order, default=None),
        tuple(sorted(sources, key=lambda source: (-sources[source], source))),
    )


def h_index(numbers: Iterable[int]) -> int:
    """The largest h of which h works are cited h times or more each (Hirsch 2005, doi:10.1073/pnas.0507655102)."""
    ranked = sorted(numbers, reverse=True)
    return sum(number > rank for rank, number in enumerate(ranked))


# Students and funding


STATES = ("now", "before", "undated")
"""When somebody is or was a student; of one who is there again, the first counts."""


class Student(NamedTuple):
    """A student: for which degree, and when (one of :data:`STATES`)."""

    name: str
    degree: str
    state: str


class Students(NamedTuple):
    """How many somebody supervises now, how many before, how many it is not said of when; and how many for which degree."""

    current: int
    former: int
    undated: int
    degrees: tuple[tuple[str, int], ...]

    @property
    def all(self) -> int:
        """All of them."""
        return self.current + self.former + self.undated


def students(people: Iterable[Student]) -> Students:
    """The students; somebody who has been there for two degrees is one, and counts for both."""
    states_of: dict[str, set[str]] = {}
    degrees: dict[str, tuple[str, set[str]]] = {}
    for each in people:
        name = fold_name(each.name) or each.name
        states_of.setdefault(name, set()).add(each.state)
        if each.degree:
            degrees.setdefault(each.degree.casefold().rstrip("."), (each.degree, set()))[1].add(name)
    states = Counter(next(state for state in STATES if state in found) for found in states_of.values())
    counted = ((called, len(names)) for called, names in degrees.values())
    ranked = sorted(counted, key=lambda each: -each[1])
    return Students(states["now"], states["before"], states["undated"], tuple(ranked))


class Funding(NamedTuple):
    """How many grants there are, of how many the amount could be read, and what these come to in each currency."""

    grants: int
    read: int
    sums: tuple[Amount, ...]


def funding(grants: Iterable[Grant]) -> Funding:
    """The funding, the currency of most grants first."""
    number, sums, counts = 0, dict[str, Decimal](), Counter[str]()
    for grant in grants:
        number += 1
        if (amount := read_amount(grant.amount)) is not None:
            counts[amount.currency] += 1
            sums[amount.currency] = sums.get(amount.currency, Decimal()) + amount.value
    order = sorted(sums, key=lambda currency: (-counts[currency], currency))
    return Funding(number, counts.total(), tuple(Amount(currency, sums[currency]) for currency in order))


# What was when


class Span(NamedTuple):
    """From when to when something was, in years (2018.5 is the middle of 2018); ``goes_on`` says that it has not ended."""

    record: TimedRecord
    first: float
    last: float
    goes_on: bool


def spans(records: Iterable[TimedRecord], today: PartialDate) -> list[Span]:
    """What has a beginning, in the order of that."""
    found = [span for record in records if (span := _span(record, today)) is not None]
    return sorted(found, key=lambda span: (span.first, span.last))


def _span(record: TimedRecord, today: PartialDate) -> Span | None:
    began = record.began
    if began is None or began.year <= 0:
        return None
    goes_on = record.goes_on and began.order <= today.order
    ended = today if goes_on else record.ended or began
    if ended.year <= 0 or (ended.year, ended.month or 12) < (began.year, began.month or 1):
        ended = began
    first, last = _moment(began, 0), _moment(ended, 1)
    if began.month is None and ended.month is None and began.year == ended.year:
        first, last = float(began.year), began.year + 1.0
    return Span(record, first, max(last, first + 1 / 12), goes_on)


def _moment(date: PartialDate, end: int) -> float:
    """A date as a number of years; a year by itself is its middle, a month its beginning or its ``end``."""
    return date.year + (0.5 if date.month is None else (date.month - 1 + end) / 12)


# Who writes with whom


class Writer(NamedTuple):
    """Somebody, in how many works, and in which years (0 where none is known)."""

    name: str
    works: int
    first: int
    last: int


class CoAuthorNetwork(NamedTuple):
    """Who writes with whom: the most frequent ``people``, of how many, and the ``links`` between them, each with the places of the
    two and the number of works that both have written."""

    people: tuple[Writer, ...]
    of: int
    links: tuple[tuple[int, int, int], ...]


_MOST_AUTHORS = 100
"""Who signs a work with more others has not worked with all of them."""


def network(works: Sequence[Publication], most: int) -> CoAuthorNetwork:
    """The network of the ``most`` who have written most; an abbreviated name is that of the one who can be meant, if it is one."""
    found: dict[str, _Named] = {}
    keys_of: list[list[str]] = []
    for work in works:
        if len(work.authors.people) > _MOST_AUTHORS:
            continue
        named = {fold_name(name) or name: name for name in map(_name, work.authors.people)}
        keys_of.append([*named])
        for key, name in named.items():
            if key not in found:
                found[key] = _Named(name, [])
            found[key].works.append(work)
    for short, whole in abbreviated(found).items():
        found[whole].works.extend(found[short].works)
        found[short] = found[whole]
    known = {id(each): key for key, each in reversed(found.items())}
    order = sorted(known.values(), key=lambda key: (-len(found[key].works), key))
    shown = {id(found[key]): place for place, key in enumerate(order[:most])}
    places = {key: shown[id(each)] for key, each in found.items() if id(each) in shown}
    pairs: Counter[tuple[int, int]] = Counter()
    for keys in keys_of:
        here = {places[key] for key in keys if key in places}
        if len(here) > 1:
            pairs.update(combinations(sorted(here), 2))
    return CoAuthorNetwork(
        tuple(found[key].as_writer() for key in order[:most]),
        len(order),
        tuple((one, other, number) for (one, other), number in sorted(pairs.items())),
    )


class _Named(NamedTuple):
    """What is known of an author so far."""

    name: str
    works: list[Publication]

    def as_writer(self) -> Writer:
        years = [work.when.year for work in self.works if work.when is not None and work.when.year > 0]
        return Writer(self.name, len(self.works), min(years, default=0), max(years, default=0))


def _name(author: Author) -> str:
    return author.person or author.name


_MOST_NAMESAKES = 50


def abbreviated(names: Iterable[str]) -> dict[str, str]:
    """Of folded names those whose first is an initial → the only name that it can stand for."""
    whole: dict[tuple[str, str], list[list[str]]] = {}
    short: list[list[str]] = []
    for words in map(str.split, names):
        if len(words) > 1 and len(words[0]) == 1:
            short.append(words)
        elif len(words) > 1:
            whole.setdefault((words[-1], words[0][0]), []).append(words)
    found = {}
    for words in short:
        namesakes = whole.get((words[-1], words[0]), ())[:_MOST_NAMESAKES]
        meant = [each for each in namesakes if may_be_same_given_names(words[:-1], each[:-1])]
        if len(meant) == 1:
            found[" ".join(words)] = " ".join(meant[0])
    return found
