"""Feeds hold what they are given, whatever that is, and name it for good."""

from __future__ import annotations

import json
from types import SimpleNamespace

import feedparser
import lxml.etree
import pytest

from sphinx_academic.data.values.dates import PartialDate
from sphinx_academic.formats.feeds import (
    MOST_ITEMS,
    Feed,
    FeedAuthor,
    FeedItem,
    atom,
    json_feed,
    newest,
    tag_uri,
    timestamp,
)

HOSTILE = [
    "a < b && c > d",
    '</title><script>alert("x")</script>',
    "]]> & &amp; &#0;",
    "“Ünïcödé” 漢字 🫖 \u202e",
    "$\\frac{a}{b}$ \\\\",
]
ATOM = "{http://www.w3.org/2005/Atom}"


def feed(*items: FeedItem) -> Feed:
    return Feed("A & B", "https://a.example/f.xml", "https://a.example/", "Ada", items, "en")


DAY = PartialDate(2024, 5, 16)


def item(title: str = "T", date: PartialDate = DAY, **more: object) -> FeedItem:
    return FeedItem("tag:a.example,2026:x", "https://a.example/x", title, date, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_a_text_holds_it_comes_back_as_it_was(text: str) -> None:
    content = f"<p>{text.replace('&', '&amp;').replace('<', '&lt;')}</p>"
    one = item(text, authors=(FeedAuthor(text),), tags=(text,), content=content)
    tree = lxml.etree.fromstring(atom(feed(one)).encode())
    (entry,) = tree.iter(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == text
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == text
    assert entry.find(f"{ATOM}category").get("term") == text
    assert entry.findtext(f"{ATOM}content") == content
    assert not feedparser.parse(atom(feed(one))).bozo
    (read,) = json.loads(json_feed(feed(one)))["items"]
    assert (read["title"], read["authors"], read["content_html"]) == (text, [{"name": text}], content)


def test_what_xml_cannot_hold_is_replaced() -> None:
    document = atom(feed(item("a\x00b\x0bc\ufffe", authors=(FeedAuthor("\x1f"),), tags=("\x07",))))
    assert lxml.etree.fromstring(document.encode()).findtext(f"{ATOM}entry/{ATOM}title") == "a�b�c�"


def test_elements_that_rfc_4287_asks_for_are_there_once() -> None:
    tree = lxml.etree.fromstring(atom(feed(item(), item())).encode())
    for parent in (tree, *tree.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(parent.findall(ATOM + name)) == 1
    assert [link.get("rel") for link in tree.findall(f"{ATOM}link")] == ["self", "alternate"]


def test_an_empty_feed_is_a_feed() -> None:
    read = feedparser.parse(atom(feed()))
    assert (read.bozo, read.entries, read.feed.updated) == (False, [], "1970-01-01T00:00:00Z")
    assert json.loads(json_feed(feed()))["items"] == []


def test_a_feed_was_updated_when_its_newest_item_was() -> None:
    dates = (PartialDate(2023), PartialDate(2024, 2, 29), PartialDate(2024, 2))
    assert (
        feedparser.parse(atom(feed(*(item(date=date) for date in dates)))).feed.updated
        == "2024-02-29T12:00:00Z"
    )


def test_a_partial_date_is_the_first_day_that_it_can_be() -> None:
    dates = (PartialDate(2024), PartialDate(2024, 5), PartialDate(2024, 5, 16))
    assert [timestamp(date)[:10] for date in dates] == ["2024-01-01", "2024-05-01", "2024-05-16"]


def test_the_newest_hundred_with_a_date_are_in_a_feed() -> None:
    records = [SimpleNamespace(when=PartialDate(1900 + number)) for number in range(MOST_ITEMS + 5)]
    undated = [SimpleNamespace(when=None), SimpleNamespace(when=PartialDate(0, text="soon"))]
    found = newest([*undated, *records])
    assert [record.when.year for record in found] == list(range(1900 + MOST_ITEMS + 4, 1904, -1))


def test_names_hold_the_host_the_folder_and_the_key() -> None:
    assert tag_uri("https://a.example/", "publication", "liu2024") == "tag:a.example,2026:publication/liu2024"
    assert (
        tag_uri("https://A.example:8/lab/", "news", "2024 tëa")
        == "tag:a.example,2026:lab/news/2024%20t%C3%ABa"
    )
