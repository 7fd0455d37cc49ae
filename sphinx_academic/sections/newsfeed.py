"""The directive ``newsfeed``: news by date, the older ones behind a disclosure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar

from sphinx_academic.content.fragments import Element, Fragment, Fragments, elements, joined, plain
from sphinx_academic.data import select
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.records import Competition, NewsItem, Publication
from sphinx_academic.data.records.news import DerivedNews, derived_news
from sphinx_academic.problems import shorten
from sphinx_academic.sections import options as read
from sphinx_academic.sections.base import Chosen, FilterWords, Section
from sphinx_academic.sections.description import Description, _, cited_line, dated, line
from sphinx_academic.sections.entries import EntryFacts, SearchName, said_of
from sphinx_academic.sections.offers import Syndicated
from sphinx_academic.sections.options import Options


class News(Section[NewsItem]):
    """News items, newest first."""

    name = "newsfeed"
    list_of = "news"
    entry_kind = "news"
    cards_have_titles = False
    options: ClassVar = {
        "limit": read.Option(
            read.count,
            "So many are shown at once, the rest stands behind “Show more”; without it the data decides.",
        ),
        "since": read.Option(read.date, "Only items of this date or later."),
        "tag": read.Option(read.words, "Only items with one of these tags."),
        "filter": read.FILTER,
        "auto": read.Option(
            read.occasions,
            "Adds [news that nobody wrote](#news-that-nobody-wrote); `false` where the data says `news: auto` and this list is to "
            "do without.",
        ),
        "feed": read.FEED,
        **read.REFERRED,
    }
    filters = frozenset({"since", "tag"})
    facets = ("year", "tag")

    def choose(self, collection: Collection, options: Options) -> tuple[Chosen, ...]:
        occasions = options.get("auto", collection.auto_news)
        news: list[NewsItem] = list(collection.news)
        if occasions:
            news += derived_news(collection.publications, collection.competitions, collection.news, occasions)
        chosen = select.newest_first(news)
        if "since" in options:
            chosen = select.since(chosen, options["since"])
        if "tag" in options:
            chosen = select.by_tag(chosen, options["tag"], lambda item: item.tags)
        return (Chosen((), tuple(chosen)),) if chosen else ()

    def shows_pictures(self, options: Options) -> bool:
        return False

    def in_order(self, records: tuple[NewsItem, ...], options: Options) -> tuple[NewsItem, ...]:
        shown, rest = _shown_and_rest(records, options)
        return (*shown, *rest)

    def picked_by(self, record: NewsItem) -> Mapping[str, tuple[str, ...]]:
        when = record.when
        return {"year": (str(when.year),) if when is not None and when.year else (), "tag": record.tags}

    def filter_words(self) -> FilterWords:
        return FilterWords(
            _("Filter the news"), _("%(shown)s of %(total)s news items"), _("No news item matches.")
        )

    def syndicate(self, record: NewsItem, options: Options, description: Description) -> Syndicated:
        text = text_of(record, description)
        words = " ".join(plain(text).split())
        return Syndicated(
            kind="news",
            key=_key(record),
            page=page_of(record, description) if isinstance(record, DerivedNews) else "",
            external=record.address if isinstance(record, DerivedNews) else "",
            title=shorten(words, 100) or (record.when.iso if record.when else ""),
            titled=False,
            date=record.when,
            content=(Element("paragraph", text),) if words else (),
            tags=record.tags,
        )

    def is_event(self, record: NewsItem, options: Options) -> bool:
        # Who lists certain tags alone means these to be the events.
        return "tag" in options or not _EVENTS.isdisjoint(tag.casefold() for tag in record.tags)

    def entry(self, record: NewsItem, description: Description) -> EntryFacts | None:
        words = " ".join(plain(text_of(record, description)).split())
        day = record.when.iso if record.when else ""
        return EntryFacts("news", _key(record), shorten(words, 100) or day, day, day[:4], record.other_keys)

    def search_name(self, record: NewsItem, description: Description) -> SearchName | None:
        key = _key(record)
        text = plain(text_of(record, description))
        if not key or not text.strip():
            return None
        return SearchName("news", f"news-{key}", said_of(text, record.when.iso if record.when else ""))

    def card(self, record: NewsItem, description: Description) -> Fragments:
        when = dated(description.date(record.when), record.when) if record.when else ()
        return (*line(when, "academic-dates"), *line(description.prose(record.text), "academic-text"))

    def describe(
        self, chosen: tuple[Chosen, ...], index: int, options: Options, description: Description
    ) -> Fragments:
        shown, rest = _shown_and_rest(chosen[index].records, options)
        blocks: list[Fragment] = []
        if shown:
            blocks.append(_list(shown, description))
        if rest:
            attributes = {"summary": _("Show more"), "opened": _("Show less")}
            blocks.append(
                Element("disclosure", (_list(rest, description),), "academic-show-more", attributes)
            )
        return (Element("division", tuple(blocks), "academic academic-news"),)


_EVENTS = frozenset({"talk", "talks", "lecture", "lectures", "seminar", "event", "events"})


def _key(item: NewsItem) -> str:
    """What names an item for good, on its page, in feeds and in references."""
    return name_of(item) if isinstance(item, DerivedNews) else item.key


def _shown_and_rest(
    records: tuple[NewsItem, ...], options: Options
) -> tuple[tuple[NewsItem, ...], tuple[NewsItem, ...]]:
    """The items to show at once, and those behind the disclosure."""
    if "limit" in options:
        return records[: options["limit"]], records[options["limit"] :]
    return (
        tuple(item for item in records if not item.hidden),
        tuple(item for item in records if item.hidden),
    )


def _list(records: tuple[NewsItem, ...], description: Description) -> Element:
    return Element("bullets", tuple(_item(item, description) for item in records), "academic-news-list")


def _item(item: NewsItem, description: Description) -> Element:
    icon: Fragments = ()
    sign = icon_of(item) if isinstance(item, DerivedNews) else item.shown_icon
    if sign:
        icon = (Element("span", description.markup.inline(sign), "academic-emoji"),)
    text = text_of(item, description)
    identifier = description.identifier("news", _key(item))
    return Element(
        "item",
        (
            *joined((shown_date(item, description), icon, text), " "),
            *cited_line("news", _key(item), description),
        ),
        "academic-news-item",
        {"id": identifier} if identifier else {},
    )


def text_of(item: NewsItem, description: Description) -> Fragments:
    """The news itself."""
    if isinstance(item, DerivedNews):
        return derived_text(item, description)
    return description.prose(item.text, item, "text") if item.text else ()


def shown_date(item: NewsItem, description: Description) -> Fragments:
    """The date as readers see it, with the words before it and without the icon behind it."""
    if item.date is None or item.when is None:
        return dated(item.date.before if item.date else "", None)
    return dated(f"{item.date.before} {description.date(item.when)}".strip(), item.when)


_ICONS = {
    "book": "📕",
    "chapter": "📕",
    "thesis": "🎓",
    "dataset": "💾",
    "software": "💾",
    "talk": "🎤",
    "poster": "📌",
    "patent": "💡",
}


def icon_of(item: DerivedNews) -> str:
    """A sign for what has happened."""
    if item.occasion == "publications" and isinstance(item.about, Publication):
        return _ICONS.get(item.about.kind_of_work, "📄")
    return "🏆" if item.occasion == "awards" else "🏁"


def name_of(item: DerivedNews) -> str:
    """What names the item for good."""
    return f"{item.occasion}-{item.about.key}"


def page_of(item: DerivedNews, description: Description) -> str:
    """The publication's own page, empty where it has none."""
    return description.page_of(item.about) if isinstance(item.about, Publication) else ""


def derived_text(item: DerivedNews, description: Description) -> Fragments:
    """The news in a sentence."""
    if isinstance(item.about, Competition):
        return _placing(item.about, item, description)
    publication = item.about
    title = _linked(
        description.prose(publication.title) if publication.title else (_("Untitled"),), item, description
    )
    if item.occasion == "awards":
        award = description.prose(publication.award)
        return _filled(_("{award} for {title}"), {"award": award, "title": title})
    venue = publication.venue
    place: Fragments = (Element("emphasis", description.prose(venue)),) if venue else ()
    words = _words()[publication.kind_of_work]
    return joined((_filled(words, {"title": title}), place), ", ")


def _words() -> dict[str, str]:
    return {
        "article": _("New article: {title}"),
        "conference": _("New paper: {title}"),
        "preprint": _("New preprint: {title}"),
        "thesis": _("New thesis: {title}"),
        "book": _("New book: {title}"),
        "chapter": _("New book chapter: {title}"),
        "report": _("New report: {title}"),
        "dataset": _("New dataset: {title}"),
        "software": _("New software: {title}"),
        "patent": _("New patent: {title}"),
        "talk": _("Talk: {title}"),
        "poster": _("Poster: {title}"),
        "other": _("New: {title}"),
    }


def _placing(competition: Competition, item: DerivedNews, description: Description) -> Fragments:
    title = description.prose(competition.title) if competition.title else ()
    event = _linked(description.prose(competition.event), item, description) if competition.event else ()
    return joined((title, event), ", ")


def _linked(words: Fragments, item: DerivedNews, description: Description) -> Fragments:
    """Words that lead to the publication's own page, else to the thing itself."""
    if any(element.kind == "link" for element in elements(words)):
        return words
    page = page_of(item, description)
    if page:
        return (Element("link", words, "", {"page": page}),)
    return (Element("link", words, "", {"url": item.address}),) if item.address else words


def _filled(sentence: str, parts: dict[str, Fragments]) -> Fragments:
    """A translated sentence with fragments in its places."""
    pieces: list[Fragment] = []
    for index, piece in enumerate(re.split(r"\{(\w+)\}", sentence)):
        if index % 2:
            pieces.extend(parts.get(piece, ()))
        elif piece:
            pieces.append(piece)
    return tuple(pieces)
