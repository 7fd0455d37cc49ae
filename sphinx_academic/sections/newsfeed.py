"""The directive ``newsfeed``: news by date, the older ones behind a disclosure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, ClassVar

from sphinx_academic.data import select
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.keys import shorten
from sphinx_academic.data.records import NewsItem
from sphinx_academic.fragments import Element, Fragment, Fragments, joined, plain
from sphinx_academic.sections import options as read
from sphinx_academic.sections.base import Chosen, Section
from sphinx_academic.sections.description import Description, _, dated
from sphinx_academic.sections.syndication import Syndicated


class News(Section):
    """News items, newest first."""

    name = "newsfeed"
    list_of = "news"
    options: ClassVar = {
        "limit": read.Option(
            read.count,
            "So many are shown at once, the rest behind “Show more”. Without it the data decides (`hidden`).",
        ),
        "since": read.Option(read.date, "Only news of this date and later."),
        "tag": read.Option(read.words, "Only news with one of these tags."),
        "feed": read.FEED,
    }
    filters = frozenset({"since", "tag"})

    def choose(self, collection: Collection, options: Mapping[str, Any]) -> tuple[Chosen, ...]:
        chosen = select.newest_news_first(collection.news)
        if "since" in options:
            chosen = select.since(chosen, options["since"])
        if "tag" in options:
            chosen = select.by_tag(chosen, options["tag"], lambda item: item.tags)
        return (Chosen((), tuple(chosen)),) if chosen else ()

    def shows_pictures(self, options: Mapping[str, Any]) -> bool:
        return False

    def syndicate(self, record: Any, options: Mapping[str, Any], description: Description) -> Syndicated:
        item: NewsItem = record
        text = description.prose(item.text)
        words = " ".join(plain(text).split())
        return Syndicated(
            kind="news",
            key=_name(item, words),
            title=shorten(words, 100) or (item.when.iso if item.when else ""),
            titled=False,
            date=item.when,
            content=(Element("paragraph", text),) if words else (),
            tags=item.tags,
            # Who lists certain tags alone means these to be the events.
            event="tag" in options or not _EVENTS.isdisjoint(tag.casefold() for tag in item.tags),
        )

    def describe(
        self, chosen: tuple[Chosen, ...], index: int, options: Mapping[str, Any], description: Description
    ) -> Fragments:
        records: tuple[NewsItem, ...] = chosen[index].records
        if "limit" in options:
            shown, rest = records[: options["limit"]], records[options["limit"] :]
        else:
            shown = tuple(item for item in records if not item.hidden)
            rest = tuple(item for item in records if item.hidden)
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


def _name(item: NewsItem, words: str) -> str:
    """What names an item for good: its day and its first words."""
    slug = "-".join(re.findall(r"\w+", words.casefold())[:6])
    return "-".join(part for part in (item.when.iso if item.when else "", slug) if part)


def _list(records: tuple[NewsItem, ...], description: Description) -> Element:
    return Element("bullets", tuple(_item(item, description) for item in records), "academic-news-list")


def _item(item: NewsItem, description: Description) -> Element:
    icon: Fragments = ()
    if item.shown_icon:
        icon = (Element("span", description.markup.inline(item.shown_icon), "academic-emoji"),)
    text = description.prose(item.text, item, "text") if item.text else ()
    return Element("item", joined((shown_date(item, description), icon, text), " "), "academic-news-item")


def shown_date(item: NewsItem, description: Description) -> Fragments:
    """The date as readers see it, with the words before it and without the icon behind it."""
    if item.date is None or item.when is None:
        return dated(item.date.before if item.date else "", None)
    return dated(f"{item.date.before} {description.date(item.when)}".strip(), item.when)
