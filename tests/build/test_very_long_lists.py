"""A page with very many publications holds the first; the whole page and the files of its script stand beside it."""

from __future__ import annotations

from pathlib import Path

import lxml.html
import pytest
from sites import Built, MakeSite, Site


def ids(page: lxml.html.HtmlElement) -> list[str]:
    return [entry.get("id") for entry in page.find_class("academic-entry")]


def rest_of(built: Built, name: str) -> list[str]:
    """The identifiers of the entries in the files that a page's script fetches."""
    (mark,) = built.page(name).find_class("academic-rest")
    found: list[str] = []
    for address in mark.get("data-rest").split():
        file = (built.folder / Path(name).parent / address.partition("?")[0]).resolve()
        found += ids(lxml.html.document_fromstring(file.read_text(encoding="utf-8")))
    return found


@pytest.fixture
def site(make_site: MakeSite) -> Site:
    """Two pages with all of 240 publications, one of them by year."""
    site = make_site("many-pages")
    entries = "".join(
        f"  - key: paper-{number}\n    title: Paper {number}\n    year: {2020 + number // 120}\n"
        for number in range(240)
    )
    site.write("data/site.yaml", f"publications:\n{entries}")
    site.write(
        "conf.py",
        "extensions = ['sphinx_academic']\nacademic_data = ['data/site.yaml']\nhtml_theme = 'academic'\n",
    )
    for old in site.source.rglob("*.rst"):
        old.unlink()
    site.write("index.rst", "Site\n====\n\n.. toctree::\n\n   sub/papers\n   years\n")
    site.write("sub/papers.rst", "Papers\n======\n\n.. publications::\n   :layout: list\n")
    site.write("years.rst", "Years\n=====\n\n.. publications::\n   :layout: list\n   :group-by: year\n")
    return site


@pytest.mark.parametrize(
    ("builder", "name"), [("html", "sub/papers.html"), ("dirhtml", "sub/papers/index.html")]
)
def test_the_page_and_its_files_hold_each_entry_once(site: Site, builder: str, name: str) -> None:
    built = site.build(builder, academic_entries_at_once=70)
    shown = ids(built.page(name))
    assert len(shown) == 100
    assert sorted([*shown, *rest_of(built, name)]) == sorted(
        f"publication-paper-{number}" for number in range(240)
    )
    scripts = built.page(name).xpath("//script/@src")
    assert any("academic-long-list.js" in script for script in scripts)


def test_browsers_without_script_are_led_to_the_whole_page(site: Site) -> None:
    built = site.build(academic_entries_at_once=70)
    (refresh,) = built.page("sub/papers.html").xpath("//head/noscript/meta[@http-equiv='refresh']/@content")
    assert refresh == "0; url=papers.whole.html"
    whole = built.page("sub/papers.whole.html")
    assert len(ids(whole)) == len(set(ids(whole))) == 240
    assert not whole.find_class("academic-rest")
    assert not whole.xpath("//noscript/meta")
    # In all else it is the same page.
    assert whole.xpath("//title/text()") == built.page("sub/papers.html").xpath("//title/text()")
    assert whole.xpath("//link/@href") == built.page("sub/papers.html").xpath("//link/@href")


def test_icons_that_only_the_rest_shows_are_drawn_on_the_page(site: Site) -> None:
    last = "  - key: last\n    title: Last\n    year: 1999\n    doi: 10.5555/12345678\n"
    site.write("data/site.yaml", (site.source / "data/site.yaml").read_text(encoding="utf-8") + last)
    site.write("sub/papers.rst", "Papers\n======\n\n.. publications::\n   :layout: list\n   :links: icons\n")
    built = site.build(academic_entries_at_once=70)
    page, whole = built.page("sub/papers.html"), built.page("sub/papers.whole.html")
    assert "publication-last" in rest_of(built, "sub/papers.html")
    assert page.xpath("//symbol/@id") == whole.xpath("//symbol/@id") == ["academic-icon-doi"]
    assert whole.xpath("//use/@href") == ["#academic-icon-doi"]


def test_headings_of_groups_stay_on_the_page(site: Site) -> None:
    built = site.build(academic_entries_at_once=70)
    page = built.page("years.html")
    assert page.xpath("//section/section/h2/text()") == ["2021", "2020"]
    assert len(ids(page)) == 100
    assert len(page.find_class("academic-rest")) in {1, 2}
    assert len(ids(built.page("years.whole.html"))) == 240


@pytest.mark.parametrize("builder", ["singlehtml", "epub"])
def test_books_and_single_pages_hold_everything(site: Site, builder: str) -> None:
    built = site.build(builder, warnings=None, academic_entries_at_once=10)
    names = [name for name in built.files() if name.endswith(("html", "xhtml"))]
    assert not any("academic-rest" in built.text(name) for name in names)
    assert not any(".whole." in name for name in built.files())


def test_a_list_that_is_not_very_long_is_left_whole(site: Site) -> None:
    built = site.build()
    assert len(ids(built.page("sub/papers.html"))) == 240
    assert not any(".whole." in name or "academic-lists" in name for name in built.files())


def test_a_list_with_buttons_that_copy_is_left_whole_as_they_are_added_once(site: Site) -> None:
    site.write("sub/papers.rst", "Papers\n======\n\n.. publications::\n   :layout: list\n   :bibtex:\n")
    built = site.build(academic_entries_at_once=70)
    assert len(ids(built.page("sub/papers.html"))) == 240
    assert len(ids(built.page("years.html"))) == 100
