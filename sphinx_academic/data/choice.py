"""Which records are asked for: whose, of which projects, grants and funders, in which role, and of which days."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeVar, cast

from sphinx_academic.data import records as kinds
from sphinx_academic.data import select
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.records import NewsItem, Person, Publication, Record, TimedRecord
from sphinx_academic.data.records.timed import done_as_in_all
from sphinx_academic.data.values.dates import PartialDate, YearRange
from sphinx_academic.data.values.name_parts import fold_name
from sphinx_academic.data.window import Window, days_of_record

R = TypeVar("R", bound=Record)

_DONE_IN_A_ROLE = (
    kinds.Education,
    kinds.EventItem,
    kinds.Grant,
    kinds.MediaItem,
    kinds.Position,
    kinds.Project,
    kinds.Service,
    kinds.Supervision,
    kinds.Talk,
    kinds.Teaching,
)
"""What somebody does as something; of other records what they are called says nothing of that."""


class Narrowing(NamedTuple):
    """Which records are asked for: whose, from when on and until when, of which years, of which projects, grants and funders, and done
    in which role."""

    authors: tuple[str, ...] = ()
    since: PartialDate | None = None
    years: tuple[YearRange, ...] = ()
    projects: tuple[str, ...] = ()
    grants: tuple[str, ...] = ()
    funders: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    until: PartialDate | None = None

    @property
    def window(self) -> Window:
        """The days that are asked for."""
        return Window(self.since, self.until, self.years)

    @property
    def belongs(self) -> bool:
        """Whether it asks for what belongs to something."""
        return bool(self.projects or self.grants or self.funders)


class Choice:
    """The records of a collection that are asked for. What names nobody is the site's owner's."""

    def __init__(self, collection: Collection, asked: Narrowing) -> None:
        self.collection, self.asked = collection, asked
        names = [f" {fold_name(name)} " for name in asked.authors]
        owners = [f" {fold_name(name)} " for name in collection.names_of_owner]
        self.is_of_owner = not names or any(name in owner for name in names for owner in owners)
        """Whether the owner of the site is asked for."""
        self._is_wanted = select.one_of(asked.authors)
        self._window = asked.window

    def works(self) -> list[Publication]:
        """The works."""
        return [work for work in self.anytime(Publication) if self.is_within(work)]

    def of(self, kind: type[R]) -> list[R]:
        """The records of a kind."""
        return [record for record in self.anytime(kind) if self.is_within(record)]

    def anytime(self, kind: type[R]) -> list[R]:
        """The records of a kind that are as is asked for, whenever they were."""
        records = self.belonging(self.collection.of(kind))
        if self.asked.roles:
            records = select.by_words(records, self.asked.roles, roles_of)
        if kind is Publication:
            works = cast("list[Publication]", records)
            return cast(
                "list[R]", select.by_author(works, self.asked.authors) if self.asked.authors else works
            )
        return list(filter(self._is_by_one, records))

    def belonging(self, records: Sequence[R]) -> list[R]:
        """Those that belong to what is asked for."""
        asked = self.asked
        return list(self.collection.belonging.among(records, asked.projects, asked.grants, asked.funders))

    def is_within(self, record: Record) -> bool:
        """Whether a record may have been at a day that is asked for; of what has no date nothing is known."""
        return not self._window or self._window.holds(days_of_record(record))

    def _is_by_one(self, record: Record) -> bool:
        if not self.asked.authors:
            return True
        if isinstance(record, Person):
            spellings = (f" {fold_name(name)} " for name in (record.name, *record.aliases))
            names = [f" {fold_name(name)} " for name in self.asked.authors]
            return any(name in spelling for spelling in spellings for name in names)
        if isinstance(record, NewsItem):
            return self.is_of_owner
        people = [author for _name, authors in record.author_lists() for author in authors.people]
        if any(map(self._is_wanted, people)):
            return True
        return self.is_of_owner and (not people or record.names_others)


def roles_of(record: Record) -> tuple[str, ...]:
    """As what a record was done; nothing of one that nobody does as something."""
    if isinstance(record, TimedRecord) and (isinstance(record, _DONE_IN_A_ROLE) or "role" in record.fields):
        return tuple(filter(None, done_as_in_all(record)))
    return tuple(filter(None, record.in_every_language("role"))) if isinstance(record, Person) else ()
