"""Feeds and calendars: Atom (RFC 4287), JSON Feed 1.1 and iCalendar (RFC 5545), with every date from the data and none from the clock."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import date, timedelta
from operator import itemgetter
from typing import NamedTuple, Protocol, TypeVar
from urllib.parse import quote, urlsplit
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from sphinx_academic.data.values.dates import PartialDate
from sphinx_academic.formats.scholarly_metadata import said

MOST_ITEMS = 100
"""A feed says what is new; readers fetch all of it again and again, so that it holds so many items at most."""

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML document may hold, not even as a reference (XML 1.0, 2.2)."""
_NEVER = "1970-01-01T00:00:00Z"
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
"""What no calendar may hold."""


class Dated(Protocol):
    """A record that may have a date."""

    @property
    def when(self) -> PartialDate | None: ...


R = TypeVar("R", bound=Dated)


class FeedAuthor(NamedTuple):
    """Somebody who wrote something; ``address`` is that person's own page."""

    name: str
    address: str = ""


class FeedItem(NamedTuple):
    """One item; addresses are absolute, ``content`` is HTML.

    ``external`` is where the thing itself is, where ``address`` only speaks of it; ``titled`` says that the title is one,
    and not only the first words of the content.
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
    root = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom"})
    if feed.language:
        root.set("xml:lang", feed.language)
    _add(root, "id", feed.address)
    _add(root, "title", feed.title)
    _add(root, "updated", max((timestamp(item.date) for item in feed.items), default=_NEVER))
    _add(_add(root, "author"), "name", feed.author)
    _add(root, "link", rel="self", href=feed.address, type="application/atom+xml")
    _add(root, "link", rel="alternate", href=feed.home, type="text/html")
    _add(root, "generator", "sphinx-academic")
    for item in feed.items:
        entry = _add(root, "entry")
        _add(entry, "id", item.identifier)
        _add(entry, "title", item.title)
        _add(entry, "published", timestamp(item.date))
        _add(entry, "updated", timestamp(item.date))
        _add(entry, "link", rel="alternate", href=item.address, type="text/html")
        if item.external and item.external != item.address:
            _add(entry, "link", rel="related", href=item.external)
        for author in item.authors:
            person = _add(entry, "author")
            _add(person, "name", author.name)
            if author.address:
                _add(person, "uri", author.address)
        for tag in item.tags:
            _add(entry, "category", term=tag)
        if item.content:
            _add(entry, "content", item.content, type="html")
    indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _add(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    element = SubElement(parent, name, {key: _xml(value) for key, value in attributes.items()})
    element.text = _xml(text)
    return element


def _xml(text: str) -> str:
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def json_feed(feed: Feed) -> str:
    """The feed as a JSON Feed."""
    about = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.address,
        "language": feed.language,
        "authors": [{"name": feed.author}],
    }
    document = {**said(**about), "items": [_json_item(item) for item in feed.items]}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _json_item(item: FeedItem) -> dict[str, object]:
    return said(
        id=item.identifier,
        url=item.address,
        external_url=item.external if item.external != item.address else "",
        title=item.title if item.titled else "",
        # One of both contents must be there, if only as the title again.
        content_html=item.content,
        content_text="" if item.content else item.title,
        image=item.picture,
        date_published=timestamp(item.date),
        authors=[said(name=name, url=address) for name, address in item.authors if name],
        tags=list(item.tags),
    )


class Event(NamedTuple):
    """Something that takes a day, or all until the ``last``; ``description`` is plain text, ``address`` absolute; ``external`` is where
    the thing itself is."""

    identifier: str
    title: str
    day: date
    address: str = ""
    place: str = ""
    description: str = ""
    external: str = ""
    last: date | None = None


def calendar(name: str, events: Iterable[Event]) -> str:
    """The events as an iCalendar object, in the order of their days.

    ``DTSTAMP`` says when an event was last changed, which data does not know: it is the day of the event,
    so that the same data gives the same calendar. The comma of a ``tag:`` URI is written by its number in a UID: there it would
    stand behind a backslash, which some programs keep (RFC 7986, 5.3, asks for names of letters, digits and hyphens).
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//sphinx-academic//sphinx-academic//EN"]
    lines += ["CALSCALE:GREGORIAN", "METHOD:PUBLISH", f"X-WR-CALNAME:{_escaped(name)}"]
    for event in sorted(events, key=lambda event: (event.day, event.identifier)):
        fields = {
            "UID": _escaped(event.identifier.replace(",", "%2C")),
            "DTSTAMP": f"{event.day:%Y%m%d}T000000Z",
            "DTSTART;VALUE=DATE": f"{event.day:%Y%m%d}",
            # The day behind the last one (3.6.1).
            "DTEND;VALUE=DATE": f"{max(event.day, event.last or event.day) + timedelta(days=1):%Y%m%d}",
            "SUMMARY": _escaped(event.title),
            "LOCATION": _escaped(event.place),
            "DESCRIPTION": _escaped(event.description),
            "URL": _uri(event.address),
            # RFC 9253, 8.2; "related" is a relation of RFC 4287 as in Atom.
            "LINK;LINKREL=related;VALUE=URI": _uri(event.external) if event.external != event.address else "",
            "TRANSP": "TRANSPARENT",
        }
        said_fields = [
            f"{field}:{value}" for field, value in fields.items() if value or field in {"UID", "SUMMARY"}
        ]
        lines += ["BEGIN:VEVENT", *said_fields, "END:VEVENT"]
    return "".join(map(_folded, [*lines, "END:VCALENDAR"]))


def _uri(address: str) -> str:
    """An address, which is not escaped (3.3.13)."""
    return _CONTROL.sub("", address).replace("\n", "").replace("\t", " ")


def _escaped(text: str) -> str:
    """A text (3.3.11): backslash, semicolon, comma and line end stand behind a backslash."""
    return re.sub(r"[\\;,]", r"\\\g<0>", _CONTROL.sub("", text)).replace("\n", "\\n")


def _folded(line: str) -> str:
    """A content line (3.1) in pieces of at most 75 octets, none of which ends within a character."""
    pieces: list[str] = []
    piece, size = "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > 75:
            pieces.append(piece)
            piece, size = " ", 1
        piece += character
        size += octets
    return "\r\n".join([*pieces, piece]) + "\r\n"
