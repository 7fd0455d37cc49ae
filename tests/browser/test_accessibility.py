"""That every reader can use the pages: contrast, headings, landmarks, focus; and what axe finds."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from contrast import contrast, seen_texts
from example_pages import EVERY
from focus import FOCUSED
from playwright.sync_api import expect

if TYPE_CHECKING:
    from conftest import OpenPage, Serve

every_page = pytest.mark.parametrize("name", EVERY)
OPEN_ALL = "for (const part of document.querySelectorAll('details')) part.open = true"


@pytest.mark.parametrize(
    ("text", "grounds", "ratio"),
    [
        ((0, 0, 0, 1), [(255, 255, 255, 1)], 21.0),
        ((255, 255, 255, 1), [(255, 255, 255, 1)], 1.0),
        ((119, 119, 119, 1), [(255, 255, 255, 1)], 4.48),
        ((0, 0, 0, 0.5), [], 3.98),
        ((255, 255, 255, 1), [(0, 0, 0, 0.5), (255, 255, 255, 1)], 3.98),
    ],
    ids=["black on white", "white on white", "grey on white", "half black on paper", "white on half black"],
)
def test_contrast_is_measured_as_wcag_says(
    text: tuple[float, ...], grounds: list[tuple[float, ...]], ratio: float
) -> None:
    assert round(contrast(text, grounds), 2) == pytest.approx(ratio, abs=0.03)


@every_page
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_stands_out_from_its_ground(
    page: OpenPage, serve: Serve, built_site: Path, name: str, scheme: str
) -> None:
    opened = page(color_scheme=scheme)
    opened.goto(f"{serve(built_site)}/{name}")
    opened.evaluate(OPEN_ALL)
    texts = seen_texts(opened)
    assert len(texts) > 10
    assert [text for text in texts if text.ratio < 4.5] == []


def test_light_and_dark_are_different_colours(page: OpenPage, serve: Serve, built_site: Path) -> None:
    grounds = set()
    for scheme in ("light", "dark"):
        opened = page(color_scheme=scheme)
        opened.goto(serve(built_site))
        grounds.add(opened.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert len(grounds) == 2


@every_page
def test_axe_finds_nothing(page: OpenPage, serve: Serve, built_site: Path, name: str) -> None:
    # https://github.com/dequelabs/axe-core: WCAG 2.2 A and AA, and best practices.
    opened = page()
    opened.goto(f"{serve(built_site)}/{name}")
    opened.evaluate(OPEN_ALL)
    for scheme in ("light", "dark"):
        opened.emulate_media(color_scheme=scheme)
        for width in (1280, 390):
            opened.set_viewport_size({"width": width, "height": 900})
            results = Axe().run(opened)
            assert results.violations_count == 0, f"{scheme}, {width} pixels:\n{results.generate_report()}"


def test_axe_finds_nothing_in_a_picture_opened_large(page: OpenPage, serve: Serve, built_site: Path) -> None:
    opened = page()
    opened.goto(serve(built_site) + "/papers.html")
    opened.locator("a.academic-zoom").first.click()
    expect(opened.get_by_role("dialog")).to_be_visible()
    results = Axe().run(opened)
    assert results.violations_count == 0, results.generate_report()


@every_page
def test_a_page_has_one_first_heading_and_its_landmarks(
    page: OpenPage, serve: Serve, built_site: Path, name: str
) -> None:
    opened = page()
    opened.goto(f"{serve(built_site)}/{name}")
    expect(opened.get_by_role("heading", level=1)).to_have_count(1)
    for landmark in ("banner", "main", "contentinfo"):
        expect(opened.get_by_role(landmark)).to_have_count(1)
    # The menu, on pages that are read in order what comes before and after, and the ways from year to year; each has a name of its own.
    expect(opened.get_by_role("navigation", name="Menu")).to_have_count(1)
    named = [each.get_attribute("aria-label") for each in opened.get_by_role("navigation").all()]
    assert len(named) == len(set(named)) <= (4 if name == "publications.html" else 2)
    levels = opened.evaluate(
        "[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map((heading) => +heading.localName[1])"
    )
    assert all(below - above <= 1 for above, below in itertools.pairwise(levels))


def test_the_first_tab_leads_past_the_menu(page: OpenPage, serve: Serve, built_site: Path) -> None:
    opened = page()
    opened.goto(serve(built_site) + "/papers.html")
    skip = opened.get_by_role("link", name="Skip to content")
    opened.keyboard.press("Tab")
    expect(skip).to_be_focused()
    box = skip.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["width"] > 80
    opened.keyboard.press("Enter")
    expect(opened.get_by_role("main")).to_be_focused()
    # From here the next stop is in the text, not in the menu.
    opened.keyboard.press("Tab")
    assert opened.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("name", ["index.html", "papers.html", "search.html"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_wherever_the_focus_goes_it_is_seen(
    page: OpenPage, serve: Serve, built_site: Path, name: str, scheme: str
) -> None:
    opened = page(color_scheme=scheme)
    opened.goto(f"{serve(built_site)}/{name}")
    opened.evaluate(OPEN_ALL)
    seen = 0
    while seen < 400:
        opened.keyboard.press("Tab")
        focused = opened.evaluate(FOCUSED)
        if focused is None:
            break
        seen += 1
        assert focused["line"] >= 2, focused
        assert not focused["hidden"], focused
    assert seen >= 8
