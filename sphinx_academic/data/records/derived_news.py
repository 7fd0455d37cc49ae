"""News that nobody wrote: they are made of works, placings and other records with a date, but not of what is told already."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from sphinx_academic.data.records.competition import Competition
from sphinx_academic.data.records.news import NewsItem
from sphinx_academic.data.records.occasions import (
    ALL,
    LEFT,
    OCCASIONS,
    OF_KINDS,
    Names,
    Occasion,
    occasion_of_own,
)
from sphinx_academic.data.records.person import Person
from sphinx_academic.data.records.publication import Publication
from sphinx_academic.data.records.record import Record
from sphinx_academic.data.records.released import ReleasedRecord
from sphinx_academic.data.values.addresses import Link, arxiv_url, doi_url
from sphinx_academic.data.values.dates import PartialDate, ReadDate, read_date
from sphinx_academic.data.values.name_parts import fold_name

_NEAR = 4
"""Months around a day in which news that give a short form of a title, or name something else than a work, speak of it."""
_SHORTEST = 5
"""Names of fewer letters may stand in any text."""
_AWARD = re.compile(r"\b(?:award|prize|best|honou?r|medal|choice|winner|won)\b|🏆|🥇|🏅|🎖")
_TAG = re.compile(r"<[^<>]*>|&#?\w+;")
_ADDRESS = re.compile(r"https?://[^\s<>\")\]]+")
_ALSO_LISTED = frozenset({"talk", "software", "dataset", "thesis"})
"""Types of works that other lists may tell of, too."""


class DerivedNews(NewsItem):
    """A piece of news made of another record: of which ``occasion``, and what ``happened``, with which its key begins."""

    occasion: str = ""
    happened: str = ""
    about: Record

    @property
    def address(self) -> str:
        """Where the thing itself is, empty where nothing is known."""
        about = self.about
        own = str(getattr(about, "url", ""))
        if isinstance(about, Publication):
            first = about.links[0].url if about.links else ""
            return own or doi_url(about.doi) or arxiv_url(about.arxiv) or first
        return own or next((link.url for link in _links_of(about) if link.url), "")

    def addresses(self) -> tuple[tuple[str, Link], ...]:
        is_own = bool(getattr(self.about, "url", ""))
        return (("url" if is_own else "links", Link("", self.address)),)

    @property
    def name(self) -> str:
        """What names it for good: ``talks-learning-to-listen-2024``."""
        return f"{self.happened}-{self.about.key}"


def _links_of(record: Record) -> Iterator[Link]:
    if isinstance(record, ReleasedRecord):
        yield from record.all_links()
    elif isinstance(record, Person):
        yield from (link for _field, link in record.addresses())
    else:
        yield from getattr(record, "links", ())


def derived_news(
    records: Mapping[type[Record], Sequence[Record]],
    occasions: Iterable[str],
    own: Mapping[str, type[Record]] = MappingProxyType({}),
    today: PartialDate | None = None,
) -> Iterator[DerivedNews]:
    """News of everything that has a date, but of what the written news speak of already.

    ``own`` are the kinds of the site's own by the names of their lists. What begins, ends or is released is told when it has come,
    if ``today`` is given.
    """
    asked = {*occasions}
    if ALL in asked:
        asked = {*OCCASIONS, *own}
    known = _Written([each for each in records.get(NewsItem, ()) if isinstance(each, NewsItem)])
    told = _Told()
    if not asked.isdisjoint(("publications", "awards")):
        for publication in records.get(Publication, ()):
            assert isinstance(publication, Publication)
            yield from told.noted(_of_work(publication, known, asked))
    for competition in records.get(Competition, ()) if "competitions" in asked else ():
        assert isinstance(competition, Competition)
        when = competition.date
        if when is not None and when.year and not known.speaks_of_placing(competition, when):
            yield _derived(competition, "competitions", when)
    for name in (*OF_KINDS, *own):
        if name in asked:
            occasion = OF_KINDS[name] if name in OF_KINDS else occasion_of_own(name, own[name])
            for record in records.get(occasion.kind, ()):
                yield from _of_record(record, name, occasion, known, told, today)


def _of_work(publication: Publication, known: _Written, asked: set[str]) -> Iterator[DerivedNews]:
    """A work, and what it won."""
    when = publication.when
    if when is None or not when.year:
        return
    told = [*known.speaking_of(publication, when)]
    if "publications" in asked and all(_is_of_award(item) for item in told):
        yield _derived(publication, "publications", when)
    if publication.award and "awards" in asked:
        award = f" {_folded(publication.award)} "
        if not any(_is_of_award(item) or award in f" {_folded(item.text)} " for item in told):
            yield _derived(publication, "awards", read_date(publication.award).date or when)


def _of_record(
    record: Record, name: str, occasion: Occasion, known: _Written, told: _Told, today: PartialDate | None
) -> Iterator[DerivedNews]:
    """What happened to a record whose day is known."""
    for happened, when in occasion.moments(record):
        if (
            when is None
            or when.year <= 0
            or (today is not None and not occasion.is_ahead and when.order > today.order)
        ):
            continue
        same = [*occasion.same(record)]
        if happened == LEFT:
            same.append(("leaving", record.called))
        if told.holds(same, when) or known.speaks_of(record, occasion.names(record), when):
            continue
        told.note(same, when)
        yield _derived(record, name, when._replace(end=None), happened)


def _derived(about: Record, occasion: str, when: PartialDate, happened: str = "") -> DerivedNews:
    happened = happened or occasion
    return DerivedNews(
        date=ReadDate(when._replace(text=""), "", ""),
        tags=(*getattr(about, "tags", ()), occasion),
        former_keys=tuple(f"{happened}-{key}" for key in about.former_keys),
        occasion=occasion,
        happened=happened,
        about=about,
        origin=about.origin,
    )


class _Told:
    """What news have been made of, so that nothing is told twice that stands in two lists: a talk among works, and among talks."""

    def __init__(self) -> None:
        self._years: dict[tuple[str, str], list[int]] = {}

    def noted(self, items: Iterable[DerivedNews]) -> Iterator[DerivedNews]:
        """The news of a work, noted."""
        for item in items:
            work = item.about
            if isinstance(work, Publication) and item.when is not None:
                if item.occasion == "awards":
                    self.note([("award", work.award)], item.when)
                elif work.kind_of_work in _ALSO_LISTED:
                    self.note([(work.kind_of_work, work.title)], item.when)
            yield item

    def note(self, same: Iterable[tuple[str, str]], when: PartialDate) -> None:
        """Remember that something is told."""
        for what, name in same:
            self._years.setdefault((what, _folded(name)), []).append(when.year)

    def holds(self, same: Iterable[tuple[str, str]], when: PartialDate) -> bool:
        """Whether something of this name was told of that year, or the one before or after."""
        found = (self._years.get((what, _folded(name)), ()) for what, name in same if name)
        return any(abs(year - when.year) <= 1 for years in found for year in years)


class _Written:
    """The news that somebody has written, for finding what they speak of."""

    def __init__(self, items: Sequence[NewsItem]) -> None:
        self._items = [(f" {_folded(item.text)} ", item) for item in items]
        self._all = "\n".join(text for text, _ in self._items)
        self._addresses: dict[str, list[NewsItem]] = {}
        for item in items:
            for address in _ADDRESS.findall(item.text):
                self._addresses.setdefault(_bare(address), []).append(item)

    def speaking_of(self, publication: Publication, when: PartialDate) -> Iterator[NewsItem]:
        """The news that hold an address of a publication or its title; the title's short form counts around its date."""
        own = (doi_url(publication.doi), arxiv_url(publication.arxiv), publication.url)
        for address in (*filter(None, own), *(link.url for link in publication.links if "://" in link.url)):
            yield from self._addresses.get(_bare(address), ())
        title = _folded(publication.title)
        short = _folded(publication.title.partition(":")[0]) if ":" in publication.title else ""
        for name in (title, short):
            if len(name) < _SHORTEST or f" {name} " not in self._all:
                continue
            for text, item in self._items:
                if f" {name} " in text and (name == title or _are_near(item.when, when)):
                    yield item

    def speaks_of(self, record: Record, names: Names, when: PartialDate) -> bool:
        """Whether something is told around its day: an address of it, or all words of one of its names."""
        own = (str(getattr(record, "url", "")), *(link.url for link in _links_of(record)))
        for address in own:
            if "://" in address and any(
                _are_near(item.when, when) for item in self._addresses.get(_bare(address), ())
            ):
                return True
        for name in names:
            words = [_folded(part) for part in name]
            if not words or any(len(each) < _SHORTEST or f" {each} " not in self._all for each in words):
                continue
            if any(
                _are_near(item.when, when) and all(f" {each} " in text for each in words)
                for text, item in self._items
            ):
                return True
        return False

    def speaks_of_placing(self, competition: Competition, when: PartialDate) -> bool:
        """Whether a placing is told: the event is named around its year, or the placing with its short name."""
        placing = _folded(competition.title)
        event = _folded(competition.event) or placing
        short = _folded(re.split(r"[,:(–—]", competition.event)[0])
        for text, item in self._items:
            if item.when is None or abs(item.when.year - when.year) <= 1:
                names_event = len(event) > 4 and f" {event} " in text
                if names_event or (len(short) > 4 and f" {short} " in text and f" {placing} " in text):
                    return True
        return False


def _is_of_award(item: NewsItem) -> bool:
    return _AWARD.search(f"{item.text} {item.shown_icon}".casefold()) is not None


def _bare(address: str) -> str:
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", address.rstrip("/.,;").casefold())


def _folded(text: str) -> str:
    return fold_name(_TAG.sub(" ", text).replace(",", " ")).replace("_", "")


def _are_near(one: PartialDate | None, other: PartialDate) -> bool:
    if one is None:
        return False
    if not one.month or not other.month:
        return one.year == other.year
    return abs((one.year - other.year) * 12 + one.month - other.month) <= _NEAR
