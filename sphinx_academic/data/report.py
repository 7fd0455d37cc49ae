"""What a report tells: all records that belong to a grant or a funder, were done in a role, or fall into a window of dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sphinx_academic.data.choice import Choice, Narrowing
from sphinx_academic.data.collaborators import spelled_names
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.records import (
    CvPart,
    NewsItem,
    Opening,
    Person,
    Profile,
    Publication,
    Record,
    TimedRecord,
)
from sphinx_academic.data.select import newest_first
from sphinx_academic.data.window import days_of_record
from sphinx_academic.problems import few, nearest, shorten

ORDER = (
    "grants", "projects", "publications", "software", "datasets", "talks", "events", "media", "awards", "competitions",
    "people", "positions", "teaching", "supervision", "service", "memberships", "education",
)  # fmt: skip
"""The lists of a report, in this order; those of kinds that a site declares stand behind them."""
_NEVER = (CvPart, Profile)
_IF_NAMED = (NewsItem, Opening)
"""What tells of other records, or of what is still to come: in a report where its list is named."""


class ReportedList(NamedTuple):
    """The records of one list that a report has."""

    name: str
    records: tuple[Record, ...]


class Reported(NamedTuple):
    """The lists of a report, each with records, and how many others would be in it if they had a date."""

    asked: Narrowing
    lists: tuple[ReportedList, ...]
    undated: int

    @property
    def records(self) -> tuple[Record, ...]:
        """All records, in the order of the lists."""
        return tuple(record for each in self.lists for record in each.records)


def names_of_lists(collection: Collection, asked: Narrowing, named: Sequence[str] = ()) -> tuple[str, ...]:
    """The lists that a report may have: those that are ``named``, by any of their names, else all that make sense. People are among
    them where something is asked for that they can belong to."""
    known = collection.all_kinds
    if named:
        found = [_list_called(name, collection) for name in named]
        return tuple(dict.fromkeys(filter(None, found)))
    left = (name for name, kind in known.items() if name not in ORDER and kind not in (*_NEVER, *_IF_NAMED))
    every = (*(name for name in ORDER if name in known), *left)
    return tuple(name for name in every if asked.belongs or known[name] is not Person)


def _list_called(name: str, collection: Collection) -> str:
    name = name.strip().lower()
    kinds = collection.all_kinds.items()
    return next((each for each, kind in kinds if kind not in _NEVER and name in kind.lists), "")


def report(collection: Collection, asked: Narrowing, named: Sequence[str] = ()) -> Reported:
    """The report. Of a window of dates what may have been at a day of it is in it: a work of 2022, of which no more is known, is in each
    that holds a day of 2022; what has no date is in none, and counted."""
    choice = Choice(collection, asked)
    lists: list[ReportedList] = []
    undated = 0
    for name in names_of_lists(collection, asked, named):
        records: list[Record] = choice.anytime(collection.all_kinds[name])
        if asked.window:
            undated += sum(days_of_record(record) is None for record in records)
            records = list(filter(choice.is_within, records))
        if records:
            lists.append(ReportedList(name, tuple(_in_order(records))))
    return Reported(asked, tuple(lists), undated)


def _in_order(records: Sequence[Record]) -> Sequence[Record]:
    """What goes on first, then the newest."""
    works = [record for record in records if isinstance(record, Publication)]
    timed = [record for record in records if isinstance(record, TimedRecord)]
    if works:
        return newest_first(works)
    timed.sort(key=lambda record: record.newness)
    return timed or records


class Unmet(NamedTuple):
    """Something that is asked for and cannot be met: the option, what is wrong, and the remedy; ``is_all`` says that the report is not
    what is meant."""

    option: str
    message: str
    hint: str
    is_all: bool = True


def unmet(collection: Collection, asked: Narrowing, named: Sequence[str] = ()) -> Iterator[Unmet]:
    """What is wrong with what is asked for: names that nothing has, two grants of one number, a window that ends before it begins."""
    known = collection.belonging
    names = {
        "project": known.unknown_projects(asked.projects),
        "grant": known.unknown_grants(asked.grants),
        "funder": known.unknown_funders(asked.funders),
    }
    funders = known.funders.names if asked.funders else ()
    for option, unknown in names.items():
        for name, meant in unknown:
            hint = (
                f"Did you mean '{meant}'?"
                if meant
                else f"There are {few(funders)}."
                if option == "funder" and funders
                else f"Those of the data stand under  {option}s:  there."
                if option != "funder"
                else "Give grants or projects a  funder:  in the data."
            )
            message = (
                f"Nothing was paid for by '{shorten(name)}'."
                if option == "funder"
                else f"No {option} is called '{shorten(name)}'."
            )
            yield Unmet(option, message, hint)
    for name in asked.grants:
        if len(grants := known.grants_called(name)) > 1:
            keys = ", ".join(grant.key for grant in grants)
            message = (
                f"{len(grants)} grants are called '{shorten(name)}'; what each of them paid for is in it."
            )
            yield Unmet("grant", message, f"Name one of them by its key: {keys}.", is_all=False)
    if asked.window.is_backwards:
        yield Unmet(
            "until", "The window ends before it begins, so that nothing is in it.", "Swap the two dates."
        )
    yield from _unknown_people(collection, asked)
    for name in named:
        if not _list_called(name, collection):
            every = [each for each, kind in collection.all_kinds.items() if kind not in _NEVER]
            meant = nearest(name, every) or ""
            hint = f"Did you mean '{meant}'?" if meant else f"The lists are: {', '.join(every)}."
            yield Unmet("kinds", f"There is no list '{shorten(name)}' that a report could have.", hint)


def _unknown_people(collection: Collection, asked: Narrowing) -> Iterator[Unmet]:
    if not asked.authors:
        return
    known = spelled_names(collection)
    for name in asked.authors:
        alone = Choice(collection, Narrowing(authors=(name,)))
        every: tuple[type[Record], ...] = tuple(collection.all_kinds.values())
        if not alone.is_of_owner and not any(map(alone.anytime, every)):
            meant = nearest(name, known) or ""
            hint = f"Did you mean '{meant}'?" if meant else "Write the name as works or the register have it."
            yield Unmet("person", f"Nobody among the data is called '{shorten(name)}'.", hint)
