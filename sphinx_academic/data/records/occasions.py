"""What news can be made of besides works and placings: what happens to a record, on which day, and how written news would name it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from sphinx_academic.data.records.award import Award
from sphinx_academic.data.records.dataset import Dataset
from sphinx_academic.data.records.education import Education
from sphinx_academic.data.records.event import EventItem
from sphinx_academic.data.records.grant import Grant
from sphinx_academic.data.records.media import MediaItem
from sphinx_academic.data.records.membership import Membership
from sphinx_academic.data.records.opening import Opening
from sphinx_academic.data.records.person import Person
from sphinx_academic.data.records.position import Position
from sphinx_academic.data.records.project import Project
from sphinx_academic.data.records.record import Record
from sphinx_academic.data.records.service import Service
from sphinx_academic.data.records.software import Software
from sphinx_academic.data.records.supervision import Supervision
from sphinx_academic.data.records.talk import Talk
from sphinx_academic.data.records.teaching import Teaching
from sphinx_academic.data.values.dates import PartialDate

ALL = "all"
"""The word for everything that news can be made of, kinds of the site's own among it."""

JOINED, LEFT = "joined", "left"
"""What happens to people."""

Moments = Iterable[tuple[str, PartialDate | None]]
"""What happens, and when: a word that the keys of the news begin with, and a day that may be unknown."""

Names = Iterable[tuple[str, ...]]
"""How a text can name something: the words of one of these, all of them."""


class Occasion(NamedTuple):
    """News of a kind of records. ``is_usual`` says that they are made where nobody says of what; ``is_ahead`` that they are told
    before their day, as a talk is and a degree is not. ``same`` is what another list may tell, too: what it is, and what it is called."""

    kind: type[Record]
    moments: Callable[[Any], Moments]
    names: Callable[[Any], Names]
    is_usual: bool = True
    is_ahead: bool = False
    same: Callable[[Any], Iterable[tuple[str, str]]] = lambda _record: ()


def _began(name: str) -> Callable[[Any], Moments]:
    return lambda record: ((name, record.began),)


def _ended(name: str) -> Callable[[Any], Moments]:
    return lambda record: () if record.goes_on else ((name, record.ended),)


def _fields(*names: str) -> Callable[[Any], Names]:
    """Named by what stands in some fields, all of those that are written."""
    return lambda record: (tuple(filter(None, (getattr(record, name) for name in names))),)


def _either(*names: str) -> Callable[[Any], Names]:
    """Named by what stands in any of some fields."""
    return lambda record: ((written,) for name in names if (written := getattr(record, name)))


def _first(*names: str) -> Callable[[Any], Names]:
    """Named by what stands in the first of some fields that is written."""
    return lambda record: [*_either(*names)(record)][:1]


def _called(what: str) -> Callable[[Any], Iterable[tuple[str, str]]]:
    return lambda record: ((what, record.called),)


def _honours(award: Award) -> Iterator[tuple[str, str]]:
    yield "award", award.title
    yield "award", f"{award.title} {award.organisation}"


def _stays(person: Person) -> Moments:
    return (JOINED, person.began), (LEFT, person.ended)


def _spellings(person: Person) -> Names:
    return ((name,) for name in (person.name, *person.aliases))


OF_KINDS: Mapping[str, Occasion] = MappingProxyType({
    "awards": Occasion(Award, lambda award: (("award", award.ended or award.when),), _either("title"), is_ahead=True, same=_honours),
    "talks": Occasion(Talk, _began("talks"), _either("title"), is_ahead=True, same=_called("talk")),
    "events": Occasion(EventItem, _began("events"), _either("title"), is_ahead=True),
    "openings": Occasion(Opening, lambda opening: (("openings", opening.date),), _either("title"), is_ahead=True),
    "media": Occasion(MediaItem, lambda item: (("media", item.when),), _first("title", "organisation"), is_ahead=True),
    "grants": Occasion(Grant, _began("grants"), _either("title", "number"), same=_called("project")),
    "projects": Occasion(Project, _began("projects"), _either("title"), same=_called("project")),
    "software": Occasion(Software, lambda made: (("software", made.when),), _either("title"), same=_called("software")),
    "datasets": Occasion(Dataset, lambda made: (("datasets", made.when),), _either("title"), same=_called("dataset")),
    "positions": Occasion(Position, _began("positions"), _first("institution", "title")),
    "education": Occasion(Education, _ended("education"), _first("institution", "title")),
    "supervision": Occasion(Supervision, _ended("supervision"), _either("name"),
        same=lambda person: (("leaving", person.name), ("thesis", person.thesis))),
    "people": Occasion(Person, _stays, _spellings),
    "teaching": Occasion(Teaching, _began("teaching"), _either("title", "code"), is_usual=False),
    "service": Occasion(Service, _began("service"), _fields("title", "organisation"), is_usual=False),
    "memberships": Occasion(Membership, _began("memberships"), _fields("title", "organisation"), is_usual=False),
})  # fmt: skip
"""Kinds with a date, by the names of their lists; of two that tell the same, the first counts."""

OF_WORKS = ("publications", "awards", "competitions")
"""What news are made of that need more than a day and a name: works, what these won, and placings."""

OCCASIONS = tuple(dict.fromkeys((*OF_WORKS, *OF_KINDS)))
"""All that news can be made of, but for kinds of the site's own."""

USUAL = tuple(name for name in OCCASIONS if name not in OF_KINDS or OF_KINDS[name].is_usual)
"""What news are made of where nobody says of what."""


def occasion_of_own(name: str, kind: type[Record]) -> Occasion:
    """News of a kind that the site declares."""
    return Occasion(
        kind,
        lambda record: ((name, record.began),),
        lambda record: ((record.called,),) if record.called else (),
        is_usual=False,
        is_ahead=True,
    )
