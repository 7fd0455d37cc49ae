"""News: those that somebody has written, and those that are made of publications, awards and competitions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from sphinx_academic.data.fields import FLAG, TEXT, WORDS, FileNotes, Shape, field
from sphinx_academic.data.located import Place, RawList, RawMapping, RawValue, as_text
from sphinx_academic.data.naming import slug, telling_name
from sphinx_academic.data.records.competition import Competition
from sphinx_academic.data.records.publication import Publication
from sphinx_academic.data.records.record import Item, Record
from sphinx_academic.data.values.addresses import Link, arxiv_url, doi_url
from sphinx_academic.data.values.dates import DATED, PartialDate, ReadDate, read_date
from sphinx_academic.data.values.name_parts import fold_name
from sphinx_academic.problems import Code, nearest, shorten

OCCASIONS = ("publications", "awards", "competitions")
"""What news can be made of."""

_NEAR = 4
"""Months around a publication in which news that give the short form of its title speak of it."""
_AWARD = re.compile(r"\b(?:award|prize|best|honou?r|medal|choice|winner|won)\b|🏆|🥇|🏅|🎖")
_TAG = re.compile(r"<[^<>]*>|&#?\w+;")
_ADDRESS = re.compile(r"https?://[^\s<>\")\]]+")


class NewsItem(Record):
    """One piece of news; ``icon`` is what stands behind the date (``2024-05-16 📣``)."""

    kind = "news item"
    lists = ("news", "newsfeed", "updates")
    main = "text"

    # fmt: off
    date: ReadDate | None = field(DATED, "2024-05-16, 2024-05 or 2024; an icon may stand behind it.", "time", "when")
    text: str = field(TEXT, "The news itself, in Markdown.",
        "note", "content", "headline", "title", "info", "event", "description", "news", "message", "body", prose=True)
    tags: tuple[str, ...] = field(WORDS, "Words to select by.", "tag")
    projects: tuple[str, ...] = field(WORDS, "The projects that it belongs to, by key or title.", "project")
    grants: tuple[str, ...] = field(WORDS, "The grants that paid for it, by key or number.", "grant")
    hidden: bool = field(FLAG, "Whether it stands behind Show more.")
    icon: str = field(TEXT, "An icon beside the date.")
    key: str = field(TEXT, "A name for links and selections; one is made where none is given.", "id")
    former_keys: tuple[str, ...] = field(WORDS, "Keys that it had before, the first one first, so that links to them still lead here.",
        "former_key")
    # fmt: on

    @classmethod
    def prepared(cls, raw: RawMapping) -> RawMapping:
        """With a headline and a text as one text."""
        said = [key for key, value in raw.items() if value and cls.fields.named(key) == "text"]
        heads = [key for key in said if key.strip().lower() in {"title", "headline"}]
        if len(said) != 2 or len(heads) != 1:
            return raw
        made = RawMapping(raw.line, raw.column)
        made.places = raw.places
        (head,), (text,) = heads, {*said} - {*heads}
        title = as_text(raw[head]).strip()
        for key, value in raw.items():
            if key == head:
                made[key] = (
                    f"{title}{'' if title.endswith(('.', '!', '?', ':')) else ':'} {as_text(raw[text])}"
                )
            elif key != text:
                made[key] = value
        return made

    @classmethod
    def shape_of_list(cls, one: Shape) -> list[Shape]:
        """``shown``, ``hidden`` and ``auto``."""
        part = {"type": ["array", "null"], "items": one}
        either = [FLAG.shape, {"type": "array", "items": {"enum": list(OCCASIONS)}}]
        auto = {"anyOf": either, "description": "News made of publications, awards and competitions."}
        parts = {"shown": part, "hidden": part, "auto": auto}
        return [{"type": ["object", "null"], "properties": parts}, {"const": "auto"}]

    @classmethod
    def items(cls, value: RawValue, place: Place, notes: FileNotes) -> Iterator[Item]:
        """Also those of ``shown`` and ``hidden``."""
        parts = {"shown", "hidden"}
        if not isinstance(value, RawMapping) or parts.isdisjoint(key.strip().lower() for key in value):
            yield from super().items(value, place, notes)
            return
        for key, part in value.items():
            which = key.strip().lower()
            if which not in parts:
                message = f"'{key}' is no part of the news."
                notes.note(value.place_of_key(key), Code.UNKNOWN_KEY, message, "Known are: shown, hidden.")
                continue
            given = {"hidden": True} if which == "hidden" else {}
            for item in super().items(part, value.place_of_value(key), notes):
                yield item._replace(given=given)

    @property
    def when(self) -> PartialDate | None:
        """The date, if what was written holds one."""
        return self.date.date if self.date else None

    @property
    def shown_icon(self) -> str:
        """The icon, or whatever words stand behind the date."""
        return self.icon or (self.date.after if self.date else "")

    def suggested_key(self) -> str:
        """Day and first words: ``2024-05-16-paper-accepted``."""
        day = self.when.iso if self.when else ""
        return slug(f"{day} {telling_name(self.text, 6)}") or "news"


def without_auto(value: RawValue, notes: FileNotes) -> tuple[RawValue, tuple[str, ...]]:
    """What stands under ``news``, and apart from it what news are to be made of: ``auto`` alone, or beside ``shown``."""
    if isinstance(value, str) and value.strip().lower() == "auto":
        return None, OCCASIONS
    if not isinstance(value, RawMapping) or "auto" not in value:
        return value, ()
    rest = RawMapping(value.line, value.column)
    rest.places = value.places
    rest.update((key, part) for key, part in value.items() if key != "auto")
    given = value["auto"]
    words = [as_text(word).strip().lower() for word in (given if isinstance(given, RawList) else [given])]
    if len(words) == 1 and words[0] in {"true", "yes", "on", "false", "no", "off", ""}:
        words = list(OCCASIONS) if words[0] in {"true", "yes", "on"} else []
    for word in words:
        if word not in OCCASIONS:
            meant = nearest(word, OCCASIONS)
            hint = f"Did you mean '{meant}'?" if meant else f"Write true, or some of: {', '.join(OCCASIONS)}."
            message = f"News cannot be made of '{shorten(word)}'."
            notes.note(value.place_of_value("auto"), Code.TYPE, message, hint)
    return rest or None, tuple(word for word in words if word in OCCASIONS)


class DerivedNews(NewsItem):
    """A piece of news made of another record; ``occasion`` is one of :data:`OCCASIONS`."""

    occasion: str = ""
    about: Publication | Competition

    @property
    def address(self) -> str:
        """Where the thing itself is, empty where nothing is known."""
        if isinstance(self.about, Publication):
            first = self.about.links[0].url if self.about.links else ""
            return self.about.url or doi_url(self.about.doi) or arxiv_url(self.about.arxiv) or first
        return next((link.url for link in self.about.links if link.url), "")

    def addresses(self) -> tuple[tuple[str, Link], ...]:
        is_own = isinstance(self.about, Publication) and bool(self.about.url)
        return (("url" if is_own else "links", Link("", self.address)),)


def derived_news(
    publications: Iterable[Publication],
    competitions: Iterable[Competition],
    written: Sequence[NewsItem],
    occasions: Sequence[str],
) -> Iterator[DerivedNews]:
    """News of everything that has a date, but of what the written news speak of already."""
    known = _Written(written)
    for publication in publications:
        when = publication.when
        if when is None or not when.year:
            continue
        told = [*known.speaking_of(publication, when)] if {"publications", "awards"} & {*occasions} else []
        if "publications" in occasions and all(_is_of_award(item) for item in told):
            yield _derived(publication, "publications", when, publication.tags)
        if publication.award and "awards" in occasions:
            award = f" {_folded(publication.award)} "
            if not any(_is_of_award(item) or award in f" {_folded(item.text)} " for item in told):
                given = read_date(publication.award).date or when
                yield _derived(publication, "awards", given, publication.tags)
    for competition in competitions if "competitions" in occasions else ():
        when = competition.date
        if when is not None and when.year and not known.speaks_of(competition, when):
            yield _derived(competition, "competitions", when, ())


def _derived(
    about: Publication | Competition, occasion: str, when: PartialDate, tags: tuple[str, ...]
) -> DerivedNews:
    date = ReadDate(when._replace(text=""), "", "")
    former = tuple(f"{occasion}-{key}" for key in about.former_keys)
    return DerivedNews(
        date=date,
        tags=(*tags, occasion),
        former_keys=former,
        occasion=occasion,
        about=about,
        origin=about.origin,
    )


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
            if len(name) < 5 or f" {name} " not in self._all:
                continue
            for text, item in self._items:
                if f" {name} " in text and (name == title or _are_near(item.when, when)):
                    yield item

    def speaks_of(self, competition: Competition, when: PartialDate) -> bool:
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
