"""The search that opens above a page: what is found while its reader types, by keyboard, on a phone, from a file, and without it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

if TYPE_CHECKING:
    from conftest import OpenPage, Serve, WatchedPage

MANY = 10_000
MOST_SHOWN = 50
WORDS = [
    "kettle",
    "boiling",
    "water",
    "limescale",
    "whistle",
    "steam",
    "corpus",
    "hearing",
    "silence",
    "copper",
    "enamel",
    "spoon",
    "toast",
]


@pytest.fixture
def opened(page: OpenPage, serve: Serve, built_site: Path) -> WatchedPage:
    opened = page()
    opened.goto(serve(built_site) + "/index.html")
    return opened


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Search")


def field(page: Page) -> Locator:
    return dialog(page).get_by_role("combobox")


def ask(page: Page, query: str) -> None:
    page.keyboard.press("Control+k")
    field(page).fill(query)
    expect(dialog(page).get_by_role("option").last).to_contain_text("Search all text")


def results(page: Page, kind: str) -> list[str]:
    return dialog(page).get_by_role("group", name=kind, exact=True).locator("a > span").all_inner_texts()


@pytest.mark.parametrize("way", ["Control+k", "Meta+k", "/", "click"])
def test_it_opens_by_key_and_by_the_magnifier_and_is_loaded_only_then(opened: WatchedPage, way: str) -> None:
    loaded: list[str] = []
    opened.on("request", lambda request: loaded.append(request.url))
    assert not opened.evaluate("[...document.scripts].some((each) => /find|names/.test(each.src))")
    if way == "click":
        opened.get_by_role("link", name="Search", exact=True).click()
    else:
        opened.keyboard.press(way)
    expect(field(opened)).to_be_focused()
    # Fonts of the page may come as well.
    assert {re.sub(r".*/|\?.*", "", url) for url in loaded if "/academic-" in url} == {
        "academic-find.js",
        "academic-find.css",
        "academic-names.js",
    }
    opened.keyboard.press("Escape")
    expect(dialog(opened)).to_have_count(0)
    opened.keyboard.press("Control+k")
    expect(field(opened)).to_be_focused()
    assert opened.script_errors == opened.console_errors == []


def test_a_sign_that_is_typed_opens_nothing(page: OpenPage, serve: Serve, built_site: Path) -> None:
    opened = page()
    opened.goto(serve(built_site) + "/publications.html")
    box = opened.get_by_role("searchbox")
    box.focus()
    opened.keyboard.type("a/b")
    expect(box).to_have_value("a/b")
    expect(dialog(opened)).to_have_count(0)


def test_the_whole_word_stands_first_and_no_name_that_begins_like_it_is_marked(opened: WatchedPage) -> None:
    ask(opened, "kettle")
    kinds = (
        dialog(opened)
        .get_by_role("group")
        .evaluate_all(
            "groups => groups.map((group) => document.getElementById(group.getAttribute('aria-labelledby')).textContent)"
        )
    )
    assert kinds[:2] == ["Publications", "Talks"]
    assert results(opened, "Publications") == [
        "The Kettle Corpus: 400 Hours of Water Coming to the Boil",
        "On Listening to Kettles",
        "Blind Separation of Two Kettles",
    ]
    group = dialog(opened).get_by_role("group", name="Publications", exact=True)
    assert group.locator("mark").all_inner_texts() == ["Kettle", "Kettle", "Kettle"]
    field(opened).fill("kettlew")
    # Now it is the beginning of a name, and of nothing else.
    expect(group.locator("mark").first).to_have_text("Kettlew")
    expect(group.get_by_text(re.compile(r"^\d+ more$"))).to_be_visible()


def test_words_of_title_and_people_are_found_together_whatever_case_and_accents(opened: WatchedPage) -> None:
    ask(opened, "CORPUS halvörsen 2024")
    assert results(opened, "Publications") == ["The Kettle Corpus: 400 Hours of Water Coming to the Boil"]
    marks = dialog(opened).get_by_role("option").first.locator("mark")
    assert marks.all_inner_texts()[:2] == ["Corpus", "Halvorsen"]


def test_arrows_pick_and_enter_leads_there(opened: WatchedPage) -> None:
    ask(opened, "kettle")
    options = dialog(opened).get_by_role("option")
    expect(options.first).to_have_attribute("aria-selected", "true")
    opened.keyboard.press("ArrowDown")
    expect(field(opened)).to_have_attribute("aria-activedescendant", str(options.nth(1).get_attribute("id")))
    expect(field(opened)).to_be_focused()
    expect(options.first).to_have_attribute("aria-selected", "false")
    opened.keyboard.press("ArrowUp")
    opened.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    opened.keyboard.press("ArrowDown")
    opened.keyboard.press("Enter")
    expect(opened).to_have_url(re.compile(r"/papers/halvorsen2024corpus\.html$"))


def test_the_last_leads_to_the_search_of_all_text(opened: WatchedPage) -> None:
    ask(opened, "collapse of bubbles")
    opened.keyboard.press("ArrowUp")
    opened.keyboard.press("Enter")
    expect(opened).to_have_url(re.compile(r"/search\.html\?q=collapse\+of\+bubbles$"))
    expect(opened.locator(".search-summary")).to_contain_text("found")


def test_all_of_a_kind_is_shown_where_it_is_asked_for(opened: WatchedPage) -> None:
    ask(opened, "kettlewell")
    group = dialog(opened).get_by_role("group", name="Publications", exact=True)
    expect(group.locator("a")).to_have_count(5)
    group.get_by_text(re.compile(r"^\d+ more$")).click()
    assert group.locator("a").count() > 8
    expect(field(opened)).to_be_focused()


def test_what_was_found_is_told(opened: WatchedPage) -> None:
    ask(opened, "kettle")
    status = dialog(opened).get_by_role("status")
    expect(status).to_have_text(re.compile(r"^Found: \d+$"))
    field(opened).fill("nothing-like-it")
    expect(status).to_have_text("Nothing is called that.")
    expect(status).to_be_visible()
    field(opened).fill("")
    expect(field(opened)).to_have_attribute("aria-expanded", "false")
    expect(dialog(opened).get_by_role("option")).to_have_count(0)


def test_it_works_from_a_file_and_under_a_strict_policy(
    page: OpenPage, serve: Serve, built_site: Path
) -> None:
    for address in (built_site.as_uri(), serve(built_site, policy="default-src 'self'")):
        opened = page()
        opened.goto(f"{address}/research/boiling.html")
        ask(opened, "biscuit")
        opened.keyboard.press("Enter")
        expect(opened).to_have_url(re.compile(r"/papers/kettlewell2024biscuit\.html$"))
        assert opened.script_errors == opened.foreign_requests == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 900), (390, 844)])
def test_axe_finds_nothing(
    page: OpenPage, serve: Serve, built_site: Path, size: tuple[int, int], scheme: str
) -> None:
    opened = page(viewport=size, color_scheme=scheme)
    opened.goto(serve(built_site) + "/index.html")
    for query in ("kettle", "nothing-like-it", ""):
        opened.keyboard.press("Control+k")
        field(opened).fill(query)
        found = Axe().run(opened)
        assert found.violations_count == 0, found.generate_report()
    box = dialog(opened).bounding_box()
    assert box is not None
    assert box["width"] == size[0] or size[0] > 1000
    assert opened.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_script_the_magnifier_leads_to_the_search_page(
    page: OpenPage, serve: Serve, built_site: Path
) -> None:
    opened = page(java_script_enabled=False)
    opened.goto(serve(built_site) + "/index.html")
    opened.get_by_role("link", name="Search", exact=True).click()
    expect(opened).to_have_url(re.compile(r"/search\.html$"))
    expect(opened.locator("noscript p")).to_be_visible()


def test_where_the_names_are_missing_the_search_of_all_text_is_left(
    page: OpenPage, serve: Serve, built_site: Path
) -> None:
    opened = page()
    opened.route("**/academic-names.js", lambda route: route.fulfill(status=404))
    opened.goto(serve(built_site) + "/index.html")
    ask(opened, "kettle")
    expect(dialog(opened).get_by_role("option")).to_have_count(1)


def test_where_it_cannot_be_loaded_the_search_page_opens(
    page: OpenPage, serve: Serve, built_site: Path
) -> None:
    opened = page()
    opened.route("**/academic-find.js*", lambda route: route.fulfill(status=404))
    opened.goto(serve(built_site) + "/index.html")
    opened.keyboard.press("Control+k")
    expect(opened).to_have_url(re.compile(r"/search\.html$"))


def test_of_ten_thousand_names_the_best_few_are_shown(page: OpenPage, serve: Serve, built_site: Path) -> None:
    rows = [
        [
            number % 3,
            0,
            f"entry-{number}",
            f"{WORDS[number % 13]} {WORDS[number % 7]} and {WORDS[number % 5]} {number}".title(),
            f"Imogen Kettlewell, Şule Öztürk, Author {number % 977} · Journal of Kettles · {1990 + number % 35}",
        ]
        for number in range(MANY)
    ]
    names = {
        "kinds": [["publication", "Publications"], ["person", "People"], ["page", "Pages"]],
        "pages": ["index.html"],
        "rows": rows,
    }
    opened = page()
    text = f"document.currentScript.names={json.dumps(names, ensure_ascii=False)}"
    opened.route(
        "**/academic-names.js",
        lambda route: route.fulfill(body=text, content_type="text/javascript; charset=utf-8"),
    )
    opened.goto(serve(built_site) + "/index.html")
    ask(opened, "spoon")
    for query in ("kettlewell steam", "öztürk 2012", "k", "copper and 12"):
        field(opened).fill("")
        field(opened).press_sequentially(query)
        found = dialog(opened).get_by_role("option")
        expect(found.last).to_contain_text("Search all text")
        assert 1 < found.count() < MOST_SHOWN


@pytest.mark.parametrize("query", ["kettle", "boiled"])
def test_on_the_page_that_a_result_leads_to_words_are_marked_whole(
    page: OpenPage, serve: Serve, built_site: Path, query: str
) -> None:
    opened = page()
    opened.goto(f"{serve(built_site)}/papers.html?highlight={query}")
    if query == "kettle":
        marks = opened.locator("span.highlighted")
        expect(marks).not_to_have_count(0)
        assert {text.lower() for text in marks.all_text_contents()} == {"kettle", "kettles"}
        opened.keyboard.press("Escape")
        expect(marks).to_have_count(0)
    expect(opened).to_have_url(re.compile(r"/papers\.html$"))
    assert opened.script_errors == []


def test_the_search_page_leads_to_marked_words_and_marks_no_name_that_begins_like_one(
    page: OpenPage, serve: Serve, built_site: Path
) -> None:
    opened = page()
    opened.goto(f"{serve(built_site)}/search.html?q=kettle")
    expect(opened.locator(".search-summary")).to_contain_text("found")
    opened.wait_for_load_state("networkidle")
    first = opened.locator("#search-results li a").first
    expect(first).to_have_text("The Kettle Corpus: 400 Hours of Water Coming to the Boil")
    marked = {text.lower() for text in opened.locator("#search-results .highlighted").all_text_contents()}
    assert marked <= {"kettle", "kettles"}
    assert marked
    first.click()
    expect(opened.locator("h1 .highlighted")).to_have_text("Kettle")
    opened.goto(f"{serve(built_site)}/search.html?q=kettlew")
    expect(opened.locator(".search-summary")).to_contain_text("found")
