"""From a word to the entry: Sphinx's search in several themes, and the search page of our own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from building import build_html
from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from conftest import OpenPage, Serve

CHECKOUT = Path(__file__).resolve().parents[2]
THEMES = ("academic", "furo", "pydata_sphinx_theme", "alabaster")


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The same project in several themes."""
    folder = tmp_path_factory.mktemp("search")
    source = CHECKOUT / "tests" / "build" / "roots" / "test-filter"
    for theme in THEMES:
        build_html(source, folder / theme, "-D", f"html_theme={theme}", "-d", str(folder / f"{theme}-trees"))
    return {theme: folder / theme for theme in THEMES}


def ask(page: Page, site: str, query: str) -> None:
    page.goto(f"{site}/search.html?q={query}")
    expect(page.locator(".search-summary")).not_to_be_empty()


@pytest.mark.parametrize(
    ("theme", "query", "result", "anchor"),
    [
        *[(theme, "tanaka+instrument", "The cup as instrument", "publication-cup") for theme in THEMES],
        ("academic", "whistling", "Whistling in the dark", "publication-whistle"),
        ("academic", "öztürk", "Limescale: a survey", "publication-limescale"),
        ("academic", "学习", "深度学习与水壶", "publication-deep"),
        ("academic", "2024+conference+boiling", "Whistling in the dark", "publication-whistle"),
        ("academic", "copper", "Copper <bottoms>", "publication-copper"),
        ("furo", "number+3+club", "News number 3", "news-2024-09-01-news-number-3-of-the-kettle"),
    ],
)
def test_a_result_leads_to_its_entry(
    page: OpenPage, serve: Serve, sites: dict[str, Path], theme: str, query: str, result: str, anchor: str
) -> None:
    opened = page()
    ask(opened, serve(sites[theme]), query)
    link = opened.locator("#search-results li.kind-object a", has_text=result).first
    link.click()
    expect(opened).to_have_url(re.compile(rf"#{anchor}$"))
    expect(opened.locator(f"#{anchor}")).to_be_in_viewport()


def test_the_line_below_a_result_says_what_and_where_it_is(
    page: OpenPage, serve: Serve, sites: dict[str, Path]
) -> None:
    opened = page()
    ask(opened, serve(sites["academic"]), "limescale")
    first = opened.locator("#search-results li").first
    expect(first).to_have_text(
        "Limescale: a survey · Otto Kessel, Şule Öztürk · Journal of Kettles · 2023 (publication, in All papers)"
    )


def test_a_person_leads_to_the_list_filtered(page: OpenPage, serve: Serve, sites: dict[str, Path]) -> None:
    opened = page()
    opened.goto(serve(sites["academic"]) + "/all.html#author=Mei%20Tanaka")
    expect(opened.locator(".academic-entry:visible")).to_have_count(3)
    expect(opened).to_have_url(re.compile(r"\?author=Mei\+Tanaka#academic-filter-1$"))


def test_the_number_of_results_is_a_status_and_the_results_are_none(
    page: OpenPage, serve: Serve, sites: dict[str, Path]
) -> None:
    opened = page()
    ask(opened, serve(sites["academic"]), "kettles")
    expect(opened.get_by_role("status")).to_contain_text("found")
    assert opened.locator("[aria-live]").count() == 0
    assert not opened.script_errors


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_search_page(
    page: OpenPage, serve: Serve, sites: dict[str, Path], scheme: str
) -> None:
    opened = page(color_scheme=scheme)
    ask(opened, serve(sites["academic"]), "kettles")
    found = Axe().run(opened)
    assert found.violations_count == 0, found.generate_report()


def test_the_search_is_used_by_keyboard_alone(page: OpenPage, serve: Serve, sites: dict[str, Path]) -> None:
    opened = page()
    opened.goto(serve(sites["academic"]) + "/search.html")
    opened.get_by_role("searchbox").first.focus()
    opened.keyboard.type("limescale")
    opened.keyboard.press("Enter")
    expect(opened.locator("#search-results a").first).to_be_visible()
    opened.locator("#search-results a").first.focus()
    opened.keyboard.press("Enter")
    expect(opened).to_have_url(re.compile("#publication-limescale$"))


def test_without_script_the_search_page_says_so(page: OpenPage, serve: Serve, sites: dict[str, Path]) -> None:
    opened = page(java_script_enabled=False)
    opened.goto(serve(sites["academic"]) + "/search.html")
    expect(opened.locator("noscript p")).to_be_visible()
    expect(opened.locator("noscript a")).to_have_attribute("href", re.compile(r"\.html$"))


def test_excerpts_hold_text_and_neither_the_title_once_more_nor_bibtex(
    page: OpenPage, serve: Serve, built_site: Path
) -> None:
    opened = page()
    ask(opened, serve(built_site), "kettle")
    results = opened.locator("#search-results li", has=opened.locator(".context"))
    first = results.filter(has=opened.get_by_role("link", name="Blind Separation of Two Kettles"))
    expect(first.locator(".context")).to_contain_text(
        "I. Kettlewell, P. Ramanathan-Hale, A. Pettigrew · Acoustics of Liquids Symposium"
    )
    for excerpt in results.locator(".context").all_inner_texts():
        assert "= {" not in excerpt
        assert "BibTeX" not in excerpt
    assert "Blind" not in first.locator(".context").inner_text()
    assert opened.script_errors == []


def test_excerpts_hold_what_the_text_cites(page: OpenPage, serve: Serve, built_site: Path) -> None:
    opened = page()
    opened.goto(serve(built_site) + "/search.html?q=resonance")
    excerpt = opened.locator("#search-results li", has_text="Boiling sounds").first.locator(".context")
    expect(excerpt).to_contain_text("Kettlewell et al.")
