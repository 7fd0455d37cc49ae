"""Feeds: Atom (RFC 4287) and JSON Feed 1.1, with every date from the data and none from the clock."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from operator import itemgetter
from typing import NamedTuple, Protocol, TypeVar
from urllib.parse import quote, urlsplit
from xml.etree import ElementTree

from sphinx_academic.data.values.dates import PartialDate

MOST_ITEMS = 100
"""A feed says what is new; readers fetch all of it again and again, so that it holds so many items at most."""

_ATOM = "http://www.w3.org/2005/Atom"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML document may hold, not even as a reference (XML 1.0, 2.2)."""
_NEVER = "1970-01-01T00:00:00Z"


class Dated(Protocol):
    """A record that may have a date."""

    @property
    def when(self) -> PartialDate | None:
        """The date, if there is one."""


R = TypeVar("R", bound=Dated)


class FeedAuthor(NamedTuple):
    """Somebody who wrote something; ``address`` is that person's own page."""

    name: str
    address: str = ""


class FeedItem(NamedTuple):
    """One item; addresses are absolute, ``content`` is HTML.

    ``external`` is where the thing itself is, where ``address`` only speaks of it.
    """

    identifier: str
    address: str
    title: str
    date: PartialDate
    content: str = ""
    authors: tuple[FeedAuthor, ...] = ()
    tags: tuple[str, ...] = ()
    picture: str = ""
    external: str = ""
    titled: bool = True
    """Whether the title is one, and not only the first words of the content."""


class Feed(NamedTuple):
    """A feed: ``address`` is its own, ``home`` that of the page it belongs to."""

    title: str
    address: str
    home: str
    author: str
    items: tuple[FeedItem, ...] = ()
    language: str = ""


def tag_uri(base: str, kind: str, key: str) -> str:
    """A name for a record that stays when its page moves (RFC 4151).

    The authority is the site's host at the start of 2026, when names like these were first given.
    """
    place = urlsplit(base)
    path = place.path.strip("/")
    specific = "/".join(part for part in (path, kind, key) if part)
    return f"tag:{place.hostname or 'localhost'},2026:{quote(specific, safe='/:._-~')}"


def timestamp(date: PartialDate) -> str:
    """A date as RFC 3339 wants it, which has no partial ones: the first day that it can be.

    Noon in UTC is the same day nearly everywhere on earth.
    """
    return f"{date.year:04d}-{date.month or 1:02d}-{date.day or 1:02d}T12:00:00Z"


def newest(records: Iterable[R]) -> list[R]:
    """The records that a feed holds, newest first; what has no date cannot be new."""
    dated = [(when.order, record) for record in records if (when := record.when) is not None and when.year]
    dated.sort(key=itemgetter(0), reverse=True)
    return [record for _, record in dated[:MOST_ITEMS]]


def atom(feed: Feed) -> str:
    """The feed as an Atom document."""
    root = ElementTree.Element("feed", {"xmlns": _ATOM})
    if feed.language:
        root.set("xml:lang", feed.language)
    _text(root, "id", feed.address)
    _text(root, "title", feed.title)
    _text(root, "updated", max((timestamp(item.date) for item in feed.items), default=_NEVER))
    _person(root, FeedAuthor(feed.author))
    _link(root, "self", feed.address, "application/atom+xml")
    _link(root, "alternate", feed.home, "text/html")
    _text(root, "generator", "sphinx-academic")
    for item in feed.items:
        entry = ElementTree.SubElement(root, "entry")
        _text(entry, "id", item.identifier)
        _text(entry, "title", item.title)
        _text(entry, "published", timestamp(item.date))
        _text(entry, "updated", timestamp(item.date))
        _link(entry, "alternate", item.address, "text/html")
        if item.external and item.external != item.address:
            _link(entry, "related", item.external)
        for author in item.authors:
            _person(entry, author)
        for tag in item.tags:
            ElementTree.SubElement(entry, "category", {"term": _clean(tag)})
        if item.content:
            _text(entry, "content", item.content).set("type", "html")
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _clean(text: str) -> str:
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def _text(parent: ElementTree.Element, name: str, text: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, name)
    element.text = _clean(text)
    return element


def _link(parent: ElementTree.Element, relation: str, address: str, kind: str = "") -> None:
    attributes = {"rel": relation, "href": _clean(address)}
    if kind:
        attributes["type"] = kind
    ElementTree.SubElement(parent, "link", attributes)


def _person(parent: ElementTree.Element, author: FeedAuthor) -> None:
    element = ElementTree.SubElement(parent, "author")
    _text(element, "name", author.name)
    if author.address:
        _text(element, "uri", author.address)


def json_feed(feed: Feed) -> str:
    """The feed as a JSON Feed."""
    document: dict[str, object] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.address,
        "language": feed.language,
        "authors": [{"name": feed.author}],
        "items": [_json_item(item) for item in feed.items],
    }
    return json.dumps(_said(document), ensure_ascii=False, indent=1) + "\n"


def _json_item(item: FeedItem) -> dict[str, object]:
    return _said(
        {
            "id": item.identifier,
            "url": item.address,
            "external_url": item.external if item.external != item.address else "",
            "title": item.title if item.titled else "",
            # One of both contents must be there, if only as the title again.
            "content_html": item.content,
            "content_text": "" if item.content else item.title,
            "image": item.picture,
            "date_published": timestamp(item.date),
            "authors": [
                _said({"name": author.name, "url": author.address}) for author in item.authors if author.name
            ],
            "tags": list(item.tags),
        }
    )


def _said(document: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in document.items() if value or name == "items"}
