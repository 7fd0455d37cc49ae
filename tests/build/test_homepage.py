"""A researcher's whole page, field by field, against an independent reading of its file.

The reading here shares no code with the package: PyYAML makes the data, and small functions below say what a
reader should see of it. One project shows the data on pages in RST and, a folder further down, on pages in Markdown.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import lxml.html
import pytest
import yaml
from PIL import Image
from sites import Built, MakeSite, Site, words

Element = lxml.html.HtmlElement
Record = dict[str, Any]

HOSTS = {"rst": "", "markdown": "markdown/"}
"""The languages of the pages, and the folder in which they stand."""
AUTHOR = "Ottoline Vapour"
MISSING_FILE = "pdf/Whistle_2023_02_15.pdf"


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


class Shown(NamedTuple):
    """What was built, and the two pages that show it."""

    built: Built
    home: str
    papers: str


@pytest.fixture(scope="module")
def site(make_shared_site: MakeSite) -> Site:
    """The page and its pictures, each larger than what is sent of it."""
    site = make_shared_site("homepage")
    draw_pictures(site)
    return site


@pytest.fixture(scope="module")
def reading(site: Site) -> Reading:
    """The page, read without the package."""
    return read_page(site.source / "homepage.md")


@pytest.fixture(scope="module")
def built(site: Site) -> Built:
    """All pages; the data lack one file."""
    return site.build(warnings=["academic.link"])


@pytest.fixture(params=HOSTS)
def shown_in(request: pytest.FixtureRequest, built: Built) -> Shown:
    """The records on pages in RST, and on pages in Markdown."""
    folder = HOSTS[request.param]
    return Shown(built, f"{folder}index.html", f"{folder}papers.html")


def draw_pictures(site: Site) -> None:
    """Every picture that the page names, of another shape each."""
    text = re.sub(r"(?m)^ *#.*", "", (site.source / "homepage.md").read_text(encoding="utf-8"))
    (site.source / "images").mkdir()
    ring = Image.radial_gradient("L")
    for number, name in enumerate(sorted(set(re.findall(r"images/[\w.]+", text)))):
        size = (900 + 40 * number, 700)
        Image.merge(
            "RGB", [ring.resize(size), ring.rotate(9).resize(size), ring.rotate(45).resize(size)]
        ).save(site.source / name)


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
    """The people in an author string, with their marks; "M.Zug" is a slip for "M. Zug"."""
    text = re.sub(r"\.(?=[A-Z][a-z])", ". ", plain(record["author"]))
    return [person.strip() for person in re.split(r",\s*|\s+and\s+", text)]


def check_people(entry: Element, record: Record) -> None:
    line = part(entry, "authors")
    # A mark stands right behind its name: "Name*".
    assert shown(line).split(", ") == names(record)
    expected = [name for name in names(record) if name.rstrip("*") == AUTHOR]
    assert [shown(name) for name in line.find_class("academic-highlight")] == [
        name.rstrip("*") for name in expected
    ]


def check_media(entry: Element, record: Record) -> None:
    media = record.get("media") or []
    assert bool(entry.find_class("academic-links")) == bool(media)
    if not media:
        return
    line = part(entry, "links")
    assert shown(line) == " ".join(item["name"].strip() for item in media)
    expected = [(item["name"].strip(), item["url"].strip()) for item in media if item.get("url")]
    assert [(shown(link), link.get("href")) for link in line.iter("a")] == expected


def check_pictures(
    entry: Element, pictures: list[Record], source: Path, page: Path, *, fallback: str
) -> None:
    figures = list(entry.iter("figure"))
    assert len(figures) == len(pictures)
    for figure, picture in zip(figures, pictures, strict=True):
        (image,) = figure.iter("img")
        original = source / picture["url"].lstrip("/")
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


def test_the_page_warns_of_what_its_data_deserves_and_of_nothing_else(built: Built, site: Site) -> None:
    (told,) = built.warnings
    assert MISSING_FILE in told.message
    assert re.fullmatch(r"homepage\.md:\d+:\d+", told.location)
    line = int(told.location.split(":")[1])
    assert MISSING_FILE in (site.source / "homepage.md").read_text(encoding="utf-8").splitlines()[line - 1]


def test_every_publication_shows_every_field(shown_in: Shown, reading: Reading, site: Site) -> None:
    built = shown_in.built
    page = built.folder / shown_in.papers
    entries = list(built.page(shown_in.papers).iter("article"))
    records = reading.data["pubs"]
    assert len(entries) == len(records) == 11
    for entry, record in zip(entries, records, strict=True):
        assert shown(part(entry, "title")) == plain(record["title"])
        check_people(entry, record)
        check_venue(entry, record)
        check_media(entry, record)
        check_pictures(entry, pictures_of(record), site.source, page, fallback=record["title"])
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


@pytest.mark.parametrize(("which", "number"), [("shown", 8), ("hidden", 9)])
def test_every_news_item_shows_date_icon_text_and_links(
    shown_in: Shown, reading: Reading, which: str, number: int
) -> None:
    page = shown_in.built.page(shown_in.home)
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
        up = "../" * shown_in.home.count("/")
        assert list(addresses(item)) == [
            address.strip() if "://" in address else up + address
            for address in re.findall(r'href="([^"]*)"', record["note"])
        ]


def addresses(element: Element) -> Iterator[str]:
    for link in element.iter("a"):
        yield html.unescape(link.get("href"))


def test_every_competition_shows_every_field(shown_in: Shown, reading: Reading, site: Site) -> None:
    (block,) = shown_in.built.page(shown_in.home).find_class("academic-competitions")
    entries = block.find_class("academic-entry")
    records = reading.data["competitions"]
    assert len(entries) == len(records) == 3
    for entry, record in zip(entries, records, strict=True):
        year = str(record["year"])
        title, dates = part(entry, "title"), part(entry, "dates")
        assert (shown(title), shown(part(entry, "where"))) == (
            plain(record["title"]),
            plain(record["journal"]),
        )
        assert [shown(found) for found in title.iter("strong")] == [plain(record["title"])]
        assert [(shown(found), found.get("datetime")) for found in dates.iter("time")] == [(year, year)]
        check_people(entry, record)
        check_media(entry, record)
        check_pictures(
            entry,
            pictures_of(record),
            site.source,
            shown_in.built.folder / shown_in.home,
            fallback=record["journal"],
        )
        assert record.keys() <= {"title", "author", "journal", "year", "media"}


def test_every_education_shows_every_field(shown_in: Shown, reading: Reading, site: Site) -> None:
    (block,) = shown_in.built.page(shown_in.home).find_class("academic-education")
    entries = block.find_class("academic-entry")
    records = reading.data["education"]
    assert len(entries) == len(records) == 2
    for entry, record in zip(entries, records, strict=True):
        assert shown(part(entry, "title")) == plain(record["title"])
        note = part(entry, "note")
        assert shown(note).replace("—", "--") == plain(record["comment"])
        assert len(list(note.iter("br"))) == record["comment"].count("<br/>") == 1
        advisor = re.findall(r"\[(Prof\.[^\]]*)\]", record["comment"])
        assert list(addresses(note)) == [reading.targets[name] for name in advisor]
        check_pictures(
            entry,
            pictures_of(record),
            site.source,
            shown_in.built.folder / shown_in.home,
            fallback=record["title"],
        )
        assert record.keys() == {"title", "image", "comment"}


def test_text_that_was_misread_once_is_told_once_and_the_page_is_written(
    make_site: MakeSite, reading: Reading
) -> None:
    site = make_site("homepage")
    draw_pictures(site)
    site.write("homepage.md", "".join(map(misread, (site.source / "homepage.md").read_bytes())))
    built = site.build(warnings=["academic.mojibake", "academic.link"])
    mojibake, dead_link = built.warnings
    assert "Windows-1252" in mojibake.message
    assert "repair it" in mojibake.message
    assert MISSING_FILE in dead_link.message
    assert len(list(built.page("papers.html").iter("article"))) == len(reading.data["pubs"])
    assert sum(map(len, news_items(built.page("index.html")))) == 17


def misread(byte: int) -> str:
    """What an editor shows for a byte that takes the file for Windows-1252."""
    return chr(byte) if byte in b"\x81\x8d\x8f\x90\x9d" else bytes([byte]).decode("cp1252")
