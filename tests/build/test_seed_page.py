"""A real researcher's page, field by field, against an independent reading of its file.

The reading here shares no code with the package: PyYAML makes the data, and small functions below say what a
reader should see of it. The page lies outside the project (see the fixture `seed`).
"""

from __future__ import annotations

import html
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import lxml.html
import pytest
import yaml
from PIL import Image
from sites import Built, MakeSite, words

Element = lxml.html.HtmlElement
Record = dict[str, Any]

HOSTS = ("rst", "markdown")
MISSING_FILE = "pdf/AudioLDM_2023_02_15.pdf"


class Reading(NamedTuple):
    """The file as PyYAML reads it, and the targets of its reference links."""

    data: dict[str, Any]
    targets: dict[str, str]


def read_page(path: Path) -> Reading:
    """Read front matter and link definitions."""
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    data = yaml.load(front, yaml.CSafeLoader)
    targets: dict[str, str] = {}
    for label, address in re.findall(r"^\[([^\]]+)\]:\s*(\S+)", body, re.MULTILINE):
        targets.setdefault(label, address)
    return Reading(data, targets)


@pytest.fixture(scope="module")
def reading(seed: Path) -> Reading:
    """The page, read without the package."""
    return read_page(seed)


@pytest.fixture(scope="module", params=HOSTS)
def built(request: pytest.FixtureRequest, seed: Path, make_shared_site: MakeSite) -> Built:
    """The page's records on pages in RST and on pages in Markdown."""
    return build_host(request.param, seed, make_shared_site)


def build_host(
    host: str, page: Path, make: MakeSite, *, warnings: tuple[str, ...] = ("academic.link",)
) -> Built:
    site = make(f"seed-{host}")
    shutil.copy(page, site.source / "homepage.md")
    shutil.copytree(page.parent / "images", site.source / "images")
    return site.build(warnings=warnings)


def plain(text: str) -> str:
    """What a reader sees of Markdown and HTML: no marks, straight quotes, single spaces."""
    text = re.sub(r"<br\s*/?>", " ", text)
    text = re.sub(r"<[^>]*>", "", text)
    text = html.unescape(text).replace("**", "").replace("\\*", "*")
    text = re.sub(r"\[(Prof\.[^\]]*)\]", r"\1", text)
    return straight(text)


def straight(text: str) -> str:
    """Typographic quotes and dashes as they are typed."""
    for curly, typed in (("“", '"'), ("”", '"'), ("‘", "'"), ("’", "'"), ("–", "--"), ("…", "...")):
        text = text.replace(curly, typed)
    return " ".join(text.split())


def shown(element: Element) -> str:
    return straight(words(element))


def part(entry: Element, name: str) -> Element:
    """The one part of an entry that has this class."""
    (found,) = entry.find_class(f"academic-{name}")
    return found


def names(record: Record) -> list[str]:
    """The people in an author string, with their marks; "D.Plumbley" is a slip for "D. Plumbley"."""
    text = re.sub(r"\.(?=[A-Z][a-z])", ". ", plain(record["author"]))
    return [person.strip() for person in re.split(r",\s*|\s+and\s+", text)]


def check_people(entry: Element, record: Record) -> None:
    line = part(entry, "authors")
    # A mark stands right behind its name: "Name*".
    assert shown(line).split(", ") == names(record)
    expected = [name for name in names(record) if name.rstrip("*") == "Haohe Liu"]
    assert [shown(name) for name in line.find_class("academic-highlight")] == [
        name.rstrip("*") for name in expected
    ]


def check_media(entry: Element, record: Record) -> None:
    media = record.get("media") or []
    assert bool(entry.find_class("academic-links")) == bool(media)
    if not media:
        return
    line = part(entry, "links")
    assert shown(line) == " ".join(f"[{item['name'].strip()}]" for item in media)
    expected = [(item["name"].strip(), item["url"].strip()) for item in media if item.get("url")]
    assert [(shown(link), link.get("href")) for link in line.iter("a")] == expected


def check_pictures(entry: Element, pictures: list[Record], seed: Path, page: Path, *, fallback: str) -> None:
    figures = list(entry.iter("figure"))
    assert len(figures) == len(pictures)
    for figure, picture in zip(figures, pictures, strict=True):
        (image,) = figure.iter("img")
        original = seed.parent / picture["url"].lstrip("/")
        sent = page.parent / image.get("src")
        assert sent.stat().st_size < min(20_000, original.stat().st_size)
        for link in figure.iter("a"):
            assert (page.parent / link.get("href")).read_bytes() == original.read_bytes()
            with Image.open(original) as drawn:
                size = (link.get("data-width"), link.get("data-height"))
                assert size == tuple(map(str, drawn.size))
        caption = picture.get("caption", "").strip()
        assert [shown(found) for found in figure.iter("figcaption")] == ([plain(caption)] if caption else [])
        assert straight(image.get("alt")) == plain(caption or fallback)
        with Image.open(sent) as drawn:
            shape = int(image.get("width")) / int(image.get("height"))
            assert shape == pytest.approx(drawn.width / drawn.height, rel=0.02)


def pictures_of(record: Record) -> list[Record]:
    given = record.get("images") or record.get("image") or []
    return [{"url": given}] if isinstance(given, str) else list(given)


def test_the_page_warns_of_what_its_data_deserves_and_of_nothing_else(built: Built) -> None:
    (told,) = built.warnings
    assert MISSING_FILE in told.message
    assert re.fullmatch(r"homepage\.md:\d+:\d+", told.location)


def test_the_warning_points_at_the_text_that_holds_the_dead_link(built: Built, seed: Path) -> None:
    (told,) = built.warnings
    line = int(told.location.split(":")[1])
    assert MISSING_FILE in seed.read_text(encoding="utf-8").splitlines()[line - 1]


def test_every_publication_shows_every_field(built: Built, reading: Reading, seed: Path) -> None:
    page = built.folder / "papers.html"
    entries = list(built.page("papers.html").iter("article"))
    records = reading.data["pubs"]
    assert len(entries) == len(records) == 37
    for entry, record in zip(entries, records, strict=True):
        assert shown(part(entry, "title")) == plain(record["title"])
        check_people(entry, record)
        check_venue(entry, record)
        check_media(entry, record)
        check_pictures(entry, pictures_of(record), seed, page, fallback=record["title"])
        further = [plain(item["content"]) for item in record.get("additional") or []]
        assert [shown(item) for more in entry.iter("details") for item in more.iter("li")] == further
        known = {
            "title",
            "author",
            "journal",
            "year",
            "note",
            "doi",
            "images",
            "image",
            "media",
            "additional",
        }
        assert record.keys() <= known, "a field that this test does not look at"
        assert not record.get("doi")


def check_venue(entry: Element, record: Record) -> None:
    line = part(entry, "venue")
    year = str(record["year"]).strip()
    venue = plain(record["journal"]).removesuffix(f" {year}")
    note = f" ({plain(record['note'])})" if record.get("note") else ""
    assert shown(line) == f"{venue}{note} {year}"
    (time,) = line.iter("time")
    assert (time.get("datetime"), shown(time)) == (year, year)
    assert [shown(found) for found in line.iter("em")] == [venue]


def news_items(page: Element) -> tuple[list[Element], list[Element]]:
    """The items that are shown at once, and those behind the disclosure."""
    (block,) = page.find_class("academic-news")
    (more,) = block.find_class("academic-show-more")
    hidden = more.find_class("academic-news-item")
    return [item for item in block.find_class("academic-news-item") if item not in hidden], hidden


@pytest.mark.parametrize(("which", "number"), [("shown", 25), ("hidden", 30)])
def test_every_news_item_shows_date_icon_text_and_links(
    built: Built, reading: Reading, which: str, number: int
) -> None:
    page = built.page("index.html")
    items = news_items(page)[("shown", "hidden").index(which)]
    records = reading.data["news"][which]
    assert len(items) == len(records) == number
    for item, record in zip(items, records, strict=True):
        date, _, icon = str(record["time"]).replace("\t", " ").partition(" ")
        (time,) = item.iter("time")
        assert (time.get("datetime"), shown(time)) == (date, date)
        icon = html.unescape(icon).strip()
        assert [shown(found) for found in item.find_class("academic-emoji")] == ([icon] if icon else [])
        assert shown(item) == " ".join(filter(None, (date, icon, plain(record["note"]))))
        assert list(addresses(item)) == [
            address.strip() for address in re.findall(r'href="([^"]*)"', record["note"])
        ]


def addresses(element: Element) -> Iterator[str]:
    for link in element.iter("a"):
        yield html.unescape(link.get("href"))


def test_every_competition_shows_every_field(built: Built, reading: Reading, seed: Path) -> None:
    (block,) = built.page("index.html").find_class("academic-competitions")
    entries = block.find_class("academic-entry")
    records = reading.data["competitions"]
    assert len(entries) == len(records) == 5
    for entry, record in zip(entries, records, strict=True):
        year = str(record["year"])
        title = part(entry, "title")
        assert shown(title) == f"{plain(record['title'])}, {plain(record['journal'])}, {year}"
        assert [shown(found) for found in title.iter("strong")] == [plain(record["title"])]
        assert [found.get("datetime") for found in title.iter("time")] == [year]
        check_people(entry, record)
        check_media(entry, record)
        check_pictures(
            entry, pictures_of(record), seed, built.folder / "index.html", fallback=record["journal"]
        )
        assert record.keys() <= {"title", "author", "journal", "year", "media"}


def test_every_education_shows_every_field(built: Built, reading: Reading, seed: Path) -> None:
    (block,) = built.page("index.html").find_class("academic-education")
    entries = block.find_class("academic-entry")
    records = reading.data["education"]
    assert len(entries) == len(records) == 2
    for entry, record in zip(entries, records, strict=True):
        assert shown(part(entry, "title")) == plain(record["title"])
        comment = part(entry, "comment")
        assert shown(comment).replace("—", "--") == plain(record["comment"])
        assert len(list(comment.iter("br"))) == record["comment"].count("<br/>") == 1
        advisor = re.findall(r"\[(Prof\.[^\]]*)\]", record["comment"])
        assert list(addresses(comment)) == [reading.targets[name] for name in advisor]
        check_pictures(
            entry, pictures_of(record), seed, built.folder / "index.html", fallback=record["title"]
        )
        assert record.keys() == {"title", "image", "comment"}


def test_text_that_was_misread_once_is_told_once_and_the_page_is_written(
    seed: Path, make_site: MakeSite, reading: Reading
) -> None:
    site = make_site("seed-rst")
    shutil.copy(seed.with_name("homepage.mojibake.md"), site.source / "homepage.md")
    shutil.copytree(seed.parent / "images", site.source / "images")
    built = site.build(warnings=("academic.mojibake", "academic.link"))
    mojibake, dead_link = built.warnings
    assert "Windows-1252" in mojibake.message
    assert "repair it" in mojibake.message
    assert MISSING_FILE in dead_link.message
    assert len(list(built.page("papers.html").iter("article"))) == len(reading.data["pubs"])
    assert sum(map(len, news_items(built.page("index.html")))) == 55
