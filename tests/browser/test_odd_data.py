"""Pages of data as odd as they come: nothing is wider than the screen, endless lists stay short, directions do not mix."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import odd_data
import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from conftest import OpenPage, Serve, WatchedPage

PAGES = (
    "index", "gallery", "few", "list", "compact", "year", "none", "cv", "elements", "papers/title", "papers/word",
    "papers/nobody", "papers/hundreds", "papers/pictures",
)  # fmt: skip


@pytest.fixture(scope="session")
def odd_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return odd_data.build(tmp_path_factory.mktemp("odd"))


@pytest.fixture(scope="session")
def odd_site_of_a_look(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    @cache
    def build(look: str) -> Path:
        folder = tmp_path_factory.mktemp(f"odd-{look}")
        return odd_data.build(folder, works_of_a_year=1, html_theme_options={"look": look})

    return build


@pytest.fixture(scope="session")
def odd_site_in_arabic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return odd_data.build(tmp_path_factory.mktemp("odd-arabic"), language="ar", works_of_a_year=1)


def sides(page: WatchedPage, selector: str, words: str) -> tuple[float, float]:
    """Where words of an element begin and end on the screen, from the left."""
    left, right = page.locator(selector).first.evaluate(
        """(element, words) => {
            const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
            for (let node; (node = walker.nextNode()); ) {
                const at = node.data.replaceAll('\u00a0', ' ').indexOf(words);
                if (at < 0) continue;
                const range = document.createRange();
                range.setStart(node, at);
                range.setEnd(node, at + words.length);
                const box = range.getBoundingClientRect();
                return [box.left, box.right];
            }
        }""",
        words,
    )
    return left, right


# Widths and heights


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_nothing_is_wider_than_the_screen(page: OpenPage, serve: Serve, odd_site: Path, width: int) -> None:
    opened = page(viewport=(width, 800))
    for name in PAGES:
        opened.goto(f"{serve(odd_site)}/{name}.html")
        opened.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
        assert opened.evaluate("document.documentElement.scrollWidth") <= width, name
        assert opened.evaluate("document.documentElement.scrollHeight") < 60_000, name
    assert not opened.script_errors


@pytest.mark.parametrize("look", ["modern", "dense"])
def test_nothing_is_wider_than_a_narrow_screen_in_any_look(
    page: OpenPage, serve: Serve, odd_site_of_a_look: Callable[[str], Path], look: str
) -> None:
    site = serve(odd_site_of_a_look(look))
    opened = page(viewport=(320, 800))
    for name in PAGES:
        opened.goto(f"{site}/{name}.html")
        assert opened.evaluate("document.documentElement.scrollWidth") <= 320, name


def test_a_title_of_four_hundred_letters_leaves_room_for_what_is_below_it(
    page: OpenPage, serve: Serve, odd_site: Path
) -> None:
    opened = page()
    heights = []
    for name in ("title", "nobody"):
        opened.goto(f"{serve(odd_site)}/papers/{name}.html")
        heading = opened.locator("h1")
        heights.append(heading.evaluate("e => parseFloat(getComputedStyle(e).fontSize)"))
    assert heights[0] < 0.8 * heights[1]
    opened.goto(f"{serve(odd_site)}/papers/title.html")
    assert opened.locator("h1").bounding_box()["height"] < 300  # type: ignore[index]


def test_with_letters_of_twice_the_size_nothing_is_wider_than_the_screen(
    page: OpenPage, serve: Serve, odd_site: Path
) -> None:
    opened = page(viewport=(390, 844))
    for name in ("gallery", "few", "index", "papers/hundreds"):
        opened.goto(f"{serve(odd_site)}/{name}.html")
        opened.evaluate("document.documentElement.style.fontSize = '225%'")
        assert opened.evaluate("document.documentElement.scrollWidth") <= 390, name


def test_transparent_pictures_are_seen_on_dark_pages_and_where_colours_are_forced(
    page: OpenPage, serve: Serve, odd_site: Path
) -> None:
    ground = "e => getComputedStyle(e).backgroundColor"
    opened = page(color_scheme="dark")
    opened.goto(f"{serve(odd_site)}/gallery.html")
    assert opened.locator("#publication-hundreds img").evaluate(ground) == "rgb(255, 255, 255)"
    opened.emulate_media(forced_colors="active")
    assert opened.locator("#publication-hundreds img").evaluate(ground) == "rgb(255, 255, 255)"
    opened.emulate_media(forced_colors="none")
    opened.goto(f"{serve(odd_site)}/index.html")
    for picture in (".academic-logo img", ".academic-photo img"):
        assert opened.locator(picture).first.evaluate(ground) not in {"rgba(0, 0, 0, 0)", "rgb(0, 0, 0)"}


def test_two_hundred_authors_take_a_few_lines_until_they_are_opened(
    page: OpenPage, serve: Serve, odd_site: Path
) -> None:
    opened = page()
    opened.goto(f"{serve(odd_site)}/gallery.html")
    authors = opened.locator("#publication-hundreds .academic-authors")
    others = authors.locator(".academic-others")
    expect(others.locator("summary")).to_have_text("… + 190 authorsShow less")
    expect(others.locator(".academic-when-open")).to_be_hidden()
    closed = authors.bounding_box()
    assert closed is not None and closed["height"] < 150
    # What is closed takes no room in the line, and no line is broken before the comma.
    lines = "element => element.getClientRects().length"
    assert authors.evaluate("element => getComputedStyle(element).display") == "block"
    assert others.evaluate(lines) == 1
    others.locator("summary").click()
    expect(authors).to_contain_text(odd_data.HUNDREDS[100])
    assert sides(opened, "#publication-hundreds .academic-authors", odd_data.HUNDREDS[100])[1] > 0
    expect(others.locator(".academic-when-open")).to_be_visible()
    # The names go on within the line: no block begins.
    assert others.evaluate(lines) > 5
    assert authors.bounding_box()["height"] > 500  # type: ignore[index]


def test_authors_open_with_the_keyboard_and_close_again(page: OpenPage, serve: Serve, odd_site: Path) -> None:
    opened = page(viewport=(390, 844))
    opened.goto(f"{serve(odd_site)}/papers/hundreds.html")
    summary = opened.locator(".academic-others > summary")
    summary.focus()
    opened.keyboard.press("Enter")
    expect(opened.locator(".academic-others")).to_have_attribute("open", "")
    expect(summary).to_be_focused()
    opened.keyboard.press("Enter")
    assert opened.locator(".academic-others").get_attribute("open") is None


def test_on_paper_closed_authors_are_an_ellipsis(page: OpenPage, serve: Serve, odd_site: Path) -> None:
    opened = page()
    opened.goto(f"{serve(odd_site)}/gallery.html")
    opened.emulate_media(media="print")
    summary = opened.locator("#publication-hundreds .academic-others > summary")
    assert summary.evaluate("element => getComputedStyle(element, '::before').content") == '"…"'
    expect(summary.locator(".academic-when-closed")).to_be_hidden()


# Tables


def test_a_wide_table_fades_where_it_goes_on_and_has_room_for_words(
    page: OpenPage, serve: Serve, odd_site: Path
) -> None:
    opened = page(viewport=(390, 800))
    opened.goto(f"{serve(odd_site)}/elements.html")
    table = opened.locator("main table").first
    seen = "e => [getComputedStyle(e).getPropertyValue('--_fade-start'), getComputedStyle(e).getPropertyValue('--_fade-end')]"
    assert [each != "0px" for each in table.evaluate(seen)] == [False, True]
    table.evaluate("e => e.scrollTo(300, 0)")
    opened.wait_for_function(
        "e => getComputedStyle(e).getPropertyValue('--_fade-start') !== '0px'", arg=table.element_handle()
    )
    assert [each != "0px" for each in table.evaluate(seen)] == [True, True]
    table.evaluate("e => e.scrollTo(100000, 0)")
    opened.wait_for_function(
        "e => getComputedStyle(e).getPropertyValue('--_fade-end') === '0px'", arg=table.element_handle()
    )
    assert table.evaluate("e => getComputedStyle(e).getPropertyValue('--_fade-start')") != "0px"
    # Four words, of which as many stand on a line as fit into eight letters m.
    widths = table.locator("td:nth-child(n+2)").evaluate_all(
        "cells => cells.map(e => e.firstElementChild.getBoundingClientRect().width / parseFloat(getComputedStyle(e).fontSize))"
    )
    assert min(widths) >= 7.9
    # A column of numbers is no wider than these.
    narrow = opened.locator("main table").nth(1)
    assert narrow.bounding_box()["width"] < 120  # type: ignore[index]
    assert narrow.evaluate(seen) == ["0px", "0px"]


# Directions


@pytest.mark.parametrize("name", ["compact", "list", "gallery", "papers/arabic"])
def test_on_an_english_page_an_arabic_title_and_its_authors_keep_their_places(
    page: OpenPage, serve: Serve, odd_site: Path, name: str
) -> None:
    opened = page(viewport=(1600, 800))
    opened.goto(f"{serve(odd_site)}/{name}.html")
    entry = "#publication-arabic" if "/" not in name else ".academic-paper"
    first, second, last = (sides(opened, entry, each) for each in odd_data.IN_ARABIC["authors"].split(", "))
    # The first author stands before the second, the title before both where they share a line.
    assert first[1] <= second[0] and second[1] <= last[0]
    if name == "compact":
        assert sides(opened, entry, "صوت")[0] < first[0]
    # The title itself is read from the right: its year is at its left.
    assert sides(opened, "main", "(2024)")[0] < sides(opened, "main", "صوت")[0]
    # What is written from the left has nothing of this.
    assert opened.locator("#publication-many0 bdi, #publication-many0 [dir]").count() == 0


@pytest.mark.parametrize("name", ["compact", "list", "gallery", "papers/english"])
def test_on_an_arabic_page_english_texts_keep_their_full_stops(
    page: OpenPage, serve: Serve, odd_site_in_arabic: Path, name: str
) -> None:
    opened = page(viewport=(1600, 800))
    opened.goto(f"{serve(odd_site_in_arabic)}/{name}.html")
    assert opened.locator("html").get_attribute("dir") == "rtl"
    entry = "#publication-english" if "/" not in name else ".academic-paper"
    opened.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
    # The question mark is behind the question, the closing bracket behind what it closes.
    title, mark = sides(opened, f"{entry} >> nth=0", "What"), sides(opened, f"{entry} >> nth=0", "say?")
    assert title[1] < mark[0]
    assert sides(opened, entry, "(Online)")[0] > sides(opened, entry, "Journal")[0]
    assert sides(opened, entry, "19")[0] > sides(opened, entry, "1–")[0]
    # The page is read from the right, and so is its row of authors.
    first, last = sides(opened, entry, "Ada Example"), sides(opened, entry, "Grace Example")
    assert first[0] > last[1]
    if name != "compact":
        where = f"{entry} .academic-abstract" if "/" not in name else ".academic-paper-abstract"
        assert sides(opened, where, "Kettles")[1] < sides(opened, where, "(in C).")[0]
        assert opened.locator(f"{where} p").first.evaluate("e => getComputedStyle(e).direction") == "ltr"


def test_names_from_the_right_keep_their_numbers_in_a_filter(
    page: OpenPage, serve: Serve, odd_site: Path
) -> None:
    opened = page()
    opened.goto(f"{serve(odd_site)}/compact.html")
    options = opened.locator("select[name=author] option").evaluate_all(
        "all => all.map(e => [e.text, e.dir])"
    )
    directions = {
        direction for text, direction in options if any("\u0600" < letter < "\u0700" for letter in text)
    }
    assert directions == {"auto"}
    assert next(direction for text, direction in options if text.startswith("Ada Example (")) == ""


def test_numbers_of_the_search_are_written_as_the_language_of_the_page_writes_them(
    page: OpenPage, serve: Serve, tmp_path: Path
) -> None:
    opened = page()
    opened.goto(f"{serve(odd_data.build(tmp_path, language='fa', works_of_a_year=8))}/index.html")
    opened.keyboard.press("Control+k")
    opened.locator(".academic-find input").fill("busy")
    expect(opened.locator(".academic-find > [role=status]")).to_contain_text("۸")


def test_what_is_found_has_one_edge_whatever_its_direction(
    page: OpenPage, serve: Serve, odd_site_in_arabic: Path
) -> None:
    opened = page()
    opened.goto(f"{serve(odd_site_in_arabic)}/index.html")
    opened.keyboard.press("Control+k")
    opened.locator(".academic-find input").fill("Ada")
    titles = opened.locator(".academic-find a > span")
    expect(titles.filter(has_text="kettles")).to_be_visible()
    assert titles.evaluate_all(
        "all => [...new Set(all.map((each) => getComputedStyle(each).textAlign))]"
    ) == ["right"]
