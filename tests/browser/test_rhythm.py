"""The measure of prose, and what stands near to what: in letters and in pixels."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Locator

CHECKOUT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(CHECKOUT))

prose = pytest.importorskip("audit.prose", reason="the audit looks at pages in a browser")

if TYPE_CHECKING:
    from conftest import OpenPage, Serve


def text_box(found: Locator) -> dict[str, float]:
    """Where the letters of an element stand, without its padding."""
    box: dict[str, float] = found.evaluate(
        "each => { const range = document.createRange(); range.selectNodeContents(each);"
        " const { top, bottom } = range.getBoundingClientRect(); return { top, bottom }; }"
    )
    return box


def test_a_line_of_prose_has_sixty_to_eighty_letters(
    browser: Browser, serve: Serve, built_site: Path
) -> None:
    names = ["index.html", "research/boiling.html", "papers/kettlewell2025whistlenet.html"]
    found = prose.lengths(browser, serve(built_site), names)
    assert len(found) > 10
    assert prose.row(found).met, found


def test_a_list_has_the_whole_column(page: OpenPage, serve: Serve, built_site: Path) -> None:
    opened = page()
    opened.goto(serve(built_site) + "/research/boiling.html")

    def width(selector: str) -> float:
        box = opened.locator(selector).first.bounding_box()
        assert box is not None
        return box["width"]

    assert width(".body section > p") < 0.85 * width(".body")
    assert width(".academic-publications") == pytest.approx(width(".body"), abs=1)


def test_a_year_is_nearer_to_its_list_than_to_the_one_before(
    page: OpenPage, serve: Serve, built_site: Path
) -> None:
    opened = page()
    opened.goto(serve(built_site) + "/publications.html")
    year = text_box(opened.locator("#publications-2024 > h2"))
    before = opened.locator("#publications-2025 .academic-entry").last.bounding_box()
    below = text_box(opened.locator("#publications-2024 .academic-entry .academic-title").first)
    assert before is not None
    above = year["top"] - before["y"] - before["height"]
    assert 0 < below["top"] - year["bottom"] < 0.6 * above


def test_the_legend_stands_once_and_beside_the_count(page: OpenPage, serve: Serve, built_site: Path) -> None:
    opened = page()
    opened.goto(serve(built_site) + "/publications.html")
    (legend,) = opened.locator(".academic-legend").all()
    count = text_box(opened.locator(".academic-filter-count"))
    assert 0 <= text_box(legend)["top"] - count["bottom"] < 16
    opened.goto(serve(built_site) + "/index.html")
    legend = opened.locator(".academic-publications > .academic-legend")
    entry = opened.locator(".academic-publications .academic-entry").first
    assert 0 <= text_box(entry)["top"] - text_box(legend)["bottom"] < 12


def test_the_top_of_the_photo_is_that_of_the_name(page: OpenPage, serve: Serve, built_site: Path) -> None:
    opened = page()
    opened.goto(serve(built_site) + "/index.html", wait_until="networkidle")
    capitals = opened.locator("h1").evaluate(
        """heading => {
            const mark = Object.assign(document.createElement("span"), { className: "mark-of-test" });
            mark.style.display = "inline-block";
            heading.prepend(mark);
            const line = mark.getBoundingClientRect().bottom;
            mark.remove();
            const pen = document.createElement("canvas").getContext("2d");
            const { fontWeight, fontSize, fontFamily } = getComputedStyle(heading);
            pen.font = `${fontWeight} ${fontSize} ${fontFamily}`;
            return line - pen.measureText("H").actualBoundingBoxAscent;
        }"""
    )
    photo = opened.locator(".academic-profile .academic-photo").bounding_box()
    assert photo is not None
    assert photo["y"] == pytest.approx(capitals, abs=2.5)


def test_figures_are_old_style_in_prose_alone(page: OpenPage, serve: Serve, built_site: Path) -> None:
    opened = page()
    opened.goto(serve(built_site) + "/research/boiling.html")

    def figures(selector: str) -> str:
        return str(
            opened.locator(selector).first.evaluate("each => getComputedStyle(each).fontVariantNumeric")
        )

    assert "oldstyle-nums" in figures(".body section > p")
    for selector in ("h1", "h2", "sub", ".academic-entry .academic-venue"):
        assert "lining-nums" in figures(selector)
    # The volume stands upright behind the name of the journal.
    assert (
        opened.locator(".academic-venue").first.evaluate("each => getComputedStyle(each).fontStyle")
        == "normal"
    )


def test_links_and_numbers_of_citations_stand_each_in_one_line_before_the_edge(
    page: OpenPage, serve: Serve, built_site: Path
) -> None:
    opened = page()
    opened.goto(serve(built_site) + "/index.html")
    broken = opened.locator(".academic-compact .academic-links").first.evaluate(
        """(links) => {
            const before = document.createElement("span");
            before.style.display = "inline-block";
            links.prepend(before);
            links.append(" and so many words that the last line is none of one word alone");
            const inside = (each) => {
                const range = document.createRange();
                range.selectNodeContents(each);
                return [...range.getClientRects()];
            };
            const words = [...links.querySelectorAll(":scope > :is(a, span)")].filter((each) => each.textContent.includes(" "));
            if (words.length < 2) return "no words";
            return [...Array(800).keys()].filter((width) => {
                before.style.width = `${width}px`;
                return words.some((each) => {
                    const tops = inside(each).map((rectangle) => rectangle.top);
                    const [first] = inside(each);
                    return Math.max(...tops) - Math.min(...tops) > 8 || first.left < each.getBoundingClientRect().left - 1;
                });
            });
        }"""
    )
    assert broken == []
