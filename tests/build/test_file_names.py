"""Every file that is written has a name that Windows, macOS and Linux can hold, and tell from the others."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from sites import ROOTS, Built, MakeSite, Site, words

# Keys that are no file names somewhere, or one file name with another of them.
KEYS = (
    "aux",
    "CON",
    "nul.v2",
    "com1",
    "Smith2024",
    "smith2024",
    "SMITH2024",
    "conf/icml/Liu24",
    "conf-icml-liu24",
    "conf:icml:liu24",
    "index",
    "k" * 300,
    "k" * 300 + "2",
    "ends.in.dots...",
    "quite-fine",
)
CHANGED = {
    *(
        "aux",
        "CON",
        "nul.v2",
        "com1",
        "smith2024",
        "SMITH2024",
        "conf-icml-liu24",
        "conf:icml:liu24",
        "index",
    ),
    *("k" * 300, "k" * 300 + "2", "ends.in.dots..."),
}
RESERVED = {
    "CON",
    "PRN",
    "AUX",
    "NUL",
    *(f"{port}{number}" for port in ("COM", "LPT") for number in range(1, 10)),
}


def site_with(site: Site, keys: tuple[str, ...]) -> Site:
    """A site of publications with these keys, and lists that are followed and taken along."""
    entries = "".join(
        f'  - key: "{key}"\n    title: Work {number}\n    year: 2020\n' for number, key in enumerate(keys)
    )
    (site.source / "talks.md").unlink(missing_ok=True)
    site.write("data/site.yaml", f"publications:\n{entries}")
    site.write("index.md", "# Home\n\n```{toctree}\npapers\n```\n")
    site.write("papers.md", "# Papers\n\n```{publications}\n:download: bib\n:feed: works.xml\n```\n")
    return site


def written(built: Built) -> list[str]:
    """The paths of all that was written, Sphinx's own store left out."""
    paths = (path.relative_to(built.folder) for path in built.folder.rglob("*"))
    return [path.as_posix() for path in paths if path.parts[0] != ".doctrees"]


def unholdable(paths: list[str]) -> list[str]:
    """Those that a system cannot hold: Microsoft, "Naming Files, Paths, and Namespaces"."""
    return [
        path
        for path in paths
        for part in path.split("/")
        if part.split(".")[0].upper() in RESERVED
        or re.search(r'[<>:"\\|?*\x00-\x1f]|[. ]$', part)
        or len(part.encode()) > 255
    ]


def taken_for_one(paths: list[str]) -> list[str]:
    """Those that a system without capitals, or with one normal form, takes for the same."""
    found = Counter(unicodedata.normalize("NFC", path).casefold() for path in paths)
    return [path for path, times in found.items() if times > 1]


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_every_publication_has_a_page_that_every_system_can_hold(make_site: MakeSite, builder: str) -> None:
    site = site_with(make_site("landing"), KEYS)
    built = site.build(
        builder, warnings=None, academic_paper_pages=True, html_baseurl="https://x.example.org/"
    )
    paths = written(built)
    assert unholdable(paths) == []
    assert taken_for_one(paths) == []
    assert len([path for path in paths if path.startswith("papers/") and path.endswith(".bib")]) == len(KEYS)
    (listed,) = {"html": ["papers.html"], "dirhtml": ["papers/index.html"]}[builder]
    links = {words(link): link.get("href") for link in built.page(listed).find_class("academic-paper-link")}
    assert len(set(links.values())) == len(links) == len(KEYS)
    for title, href in links.items():
        page = Path(built.folder, listed).parent / href
        page = page / "index.html" if builder == "dirhtml" else page
        assert title in page.read_text(encoding="utf-8"), "the link leads to the publication's own page"


def test_a_changed_address_is_told_where_the_key_stands_and_no_other(make_site: MakeSite) -> None:
    built = site_with(make_site("landing"), KEYS).build(warnings=None, academic_paper_pages=True)
    told = [each for each in built.warnings if each.code == "academic.output"]
    assert [each for each in built.warnings if each.code not in {"academic.output", "academic.config"}] == []
    assert all(re.search(r"data/site\.yaml:\d+:\d+$", each.location) for each in told)
    names = {path.removeprefix("papers/") for path in written(built) if path.startswith("papers/")}
    assert {key for key in KEYS if f"{re.sub('[/:]', '-', key)}.html" not in names} == CHANGED
    # Dots at an end go, as other signs become "-", and nothing is told where no two works are mixed up by that.
    assert len(told) == len(CHANGED - {"ends.in.dots..."})


def test_the_address_of_a_work_stays_when_others_come_and_go(make_site: MakeSite) -> None:
    site = site_with(make_site("landing"), KEYS)
    first = written(site.build(warnings=None, academic_paper_pages=True))
    again = written(site_with(site, tuple(sorted(KEYS))[::2]).build(warnings=None, academic_paper_pages=True))
    kept = {path for path in again if path.startswith("papers/")}
    assert {path for path in kept if path not in first} <= {"papers/smith2024.html", "papers/smith2024.bib"}


def test_a_feed_with_a_name_that_not_every_system_holds_is_told_at_its_line(make_site: MakeSite) -> None:
    site = site_with(make_site("landing"), ("one",))
    site.write("papers.md", "# Papers\n\n```{publications}\n:feed: feeds/con.xml, works.xml\n```\n")
    built = site.build(warnings=["academic.option"], html_baseurl="https://x.example.org/")
    assert built.warnings[0].location.endswith("papers.md:4")
    assert "'con.xml' cannot be the name of a file on every system" in built.warnings[0].message


def test_two_feeds_that_are_one_file_somewhere_are_told_and_the_first_is_written(make_site: MakeSite) -> None:
    site = site_with(make_site("landing"), ("one",))
    names = [unicodedata.normalize(form, "größe.xml") for form in ("NFC", "NFD")]
    lists = "".join(
        f"```{{publications}}\n:sort: {sort}\n:feed: {name}\n```\n\n"
        for sort, name in zip(("title", "date"), names, strict=True)
    )
    site.write("papers.md", f"# Papers\n\n{lists}")
    built = site.build(warnings=["academic.output"], html_baseurl="https://x.example.org/")
    assert taken_for_one(written(built)) == []


def with_pictures(site: Site, *names: str) -> Site:
    """A site whose one work shows these pictures; the files have the names as they are given here."""
    site = site_with(site, ("one",))
    picture = (ROOTS / "test-sections" / "images" / "race.png").read_bytes()
    for name in names:
        (site.source / name).parent.mkdir(exist_ok=True)
        (site.source / name).write_bytes(picture)
    listed = "".join(f'      - "{unicodedata.normalize("NFC", name)}"\n' for name in names)
    data = (site.source / "data" / "site.yaml").read_text(encoding="utf-8")
    site.write("data/site.yaml", f"{data}    images:\n{listed}")
    return site


def test_pictures_that_are_one_file_somewhere_are_told_by_the_names_that_they_have(
    make_site: MakeSite,
) -> None:
    site = with_pictures(make_site("landing"), "left/Plot.png", "right/plot.png", "right/other.png")
    (told,) = site.build(warnings=["academic.output"]).warnings
    assert told.location == "papers.md:1"
    assert (
        "The copies of 'left/Plot.png' and 'right/plot.png' are one file on Windows and macOS" in told.message
    )


def test_a_file_with_a_name_that_not_every_system_holds_is_told_where_it_is_named(
    make_site: MakeSite,
) -> None:
    site = with_pictures(make_site("landing"), "images/fine.png", "images/aux.png")
    (told,) = site.build(warnings=["academic.output"]).warnings
    assert re.search(r"data/site\.yaml:\d+:\d+$", told.location)
    assert "'images/aux.png' is published under its name, which not every system can hold" in told.message
    assert told.message.endswith("Rename the file.")


def test_a_picture_is_found_in_whatever_normal_form_its_file_has_its_name(make_site: MakeSite) -> None:
    names = [f"images/{unicodedata.normalize('NFD', 'größe')}.png", "images/größer.png"]
    built = with_pictures(make_site("landing"), *names).build()
    assert len(built.page("papers.html").xpath("//main//img")) == 2


ODD_KEYS = ("größe", "иванов2020", "two words", "2004A&A...424..927C", "*", "<b>", "c++", "a%20b", "李2020")


@pytest.mark.parametrize("builder", ["html", "latex", "text", "singlehtml"])
def test_any_signs_in_a_key_cost_neither_a_page_nor_a_reference_nor_a_message(
    make_site: MakeSite, builder: str
) -> None:
    site = site_with(make_site("landing"), ODD_KEYS)
    asked = "\n\n".join(f"{{pub}}`{key}`" for key in ODD_KEYS if key != "<b>")
    site.write("index.md", f"# Home\n\n{asked}\n\n```{{toctree}}\npapers\n```\n")
    site.write(
        "papers.md",
        "# Papers\n\n```{publications}\n:exclude: c++ two-words\n```\n\n```{publications}\n:keys: two-words c++\n:bibtex:\n```\n",
    )
    built = site.build(builder, academic_paper_pages=True, html_baseurl="https://x.example.org/")
    if builder == "html":
        anchors = {link.get("href") for link in built.page("index.html").iterlinks() for link in [link[0]]}
        ids = {element.get("id") for element in built.page("papers.html").iter() if element.get("id")}
        entries = {name for name in ids if name.startswith("publication-")}
        assert len(entries) == len(ODD_KEYS)
        assert all(name.isascii() for name in entries)
        assert len({href for href in anchors if href and "papers" in href}) >= len(ODD_KEYS) - 1
        assert "@misc{twowords," in built.text("papers.html")
