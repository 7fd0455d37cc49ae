"""Every page of the example site: what it asks for, what it says to the console, and that it fits its window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from example_pages import EVERY, PAPER
from playwright.sync_api import Route, expect

if TYPE_CHECKING:
    from conftest import OpenPage, Serve

STRICT = "default-src 'self'"

SEEN = "[...document.images].filter((image) => !image.closest('details:not([open])'))"
"""The pictures of a page that readers see before they open anything: no others are asked for."""

every_page = pytest.mark.parametrize("name", EVERY)


def test_the_pages_looked_at_are_those_that_were_built(built_site: Path) -> None:
    built = {path.relative_to(built_site).as_posix() for path in built_site.rglob("*.html")}
    papers = {name for name in built if name.startswith("papers/")}
    assert PAPER in papers
    assert built - papers == set(EVERY) - {PAPER}


@every_page
def test_a_page_asks_no_other_host_and_its_console_stays_empty(
    page: OpenPage, serve: Serve, built_site: Path, name: str
) -> None:
    opened = page()
    opened.goto(f"{serve(built_site)}/{name}", wait_until="networkidle")
    assert opened.foreign_requests == []
    assert opened.script_errors == []
    assert opened.console_errors == []


@every_page
def test_a_page_is_whole_under_a_strict_policy(
    page: OpenPage, serve: Serve, built_site: Path, name: str
) -> None:
    opened = page(viewport=(1280, 4000))
    opened.goto(f"{serve(built_site, policy=STRICT)}/{name}", wait_until="networkidle")
    assert opened.console_errors == []
    assert opened.script_errors == []
    # The style sheets and the typeface have arrived, and so has every picture.
    assert opened.evaluate("getComputedStyle(document.body).fontFamily").startswith('"EB Garamond"')
    assert opened.evaluate("document.fonts.check('1em \"EB Garamond\"')")
    assert opened.evaluate(f"{SEEN}.filter((image) => !image.naturalWidth).length") == 0


def test_under_a_strict_policy_pictures_still_open_large(
    page: OpenPage, serve: Serve, built_site: Path
) -> None:
    opened = page()
    opened.goto(serve(built_site, policy=STRICT) + "/papers.html")
    opened.locator("a.academic-zoom").first.click()
    expect(opened.get_by_role("dialog")).to_be_visible()
    opened.keyboard.press("ArrowRight")
    expect(opened.get_by_role("dialog", name="Results")).to_be_visible()
    assert opened.console_errors == []


# The page for what is missing is shown at any address, and names its own files from the site's root.
@pytest.mark.parametrize("name", [name for name in EVERY if name != "404.html"])
def test_a_page_works_from_a_file(page: OpenPage, built_site: Path, name: str) -> None:
    opened = page()
    opened.goto((built_site / name).as_uri(), wait_until="networkidle")
    assert opened.script_errors == []
    assert opened.console_errors == []
    loaded = "[...document.fonts].filter((face) => face.status === 'loaded').map((face) => face.family)"
    assert "EB Garamond" in opened.evaluate(loaded)
    # What script adds to the menu is there: a click elsewhere closes it.
    opened.locator(".academic-submenu summary").click()
    opened.locator("h1").first.click(position={"x": 5, "y": 5})
    expect(opened.locator(".academic-submenu ul")).to_be_hidden()


def test_pictures_open_large_in_a_page_from_a_file(page: OpenPage, built_site: Path) -> None:
    opened = page()
    opened.goto((built_site / "papers.html").as_uri())
    opened.locator("a.academic-zoom").first.click()
    expect(opened.get_by_role("dialog", name="Architecture")).to_be_visible()


@every_page
@pytest.mark.parametrize("width", [1280, 390, 320])
def test_a_page_does_not_scroll_sideways(
    page: OpenPage, serve: Serve, built_site: Path, name: str, width: int
) -> None:
    opened = page(viewport=(width, 900))
    opened.goto(f"{serve(built_site)}/{name}")
    opened.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    wide = opened.evaluate("document.documentElement.scrollWidth")
    assert wide <= width


@pytest.mark.parametrize("name", ["index.html", "papers.html", "research/boiling.html"])
@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_moves_when_the_pictures_arrive(
    page: OpenPage, serve: Serve, built_site: Path, name: str, width: int
) -> None:
    # Tall enough for every picture to be in the window, where a movement is seen and measured.
    opened = page(viewport=(width, 8000))
    held: list[Route] = []
    opened.route("**/_images/**", lambda route: held.append(route))
    opened.goto(f"{serve(built_site)}/{name}", wait_until="domcontentloaded")
    pictures = opened.locator("main img:not(details:not([open]) img)")
    opened.evaluate("document.fonts.ready")
    places = [picture.bounding_box() for picture in pictures.all()]
    opened.evaluate(
        """() => {
            window.moved = 0;
            new PerformanceObserver((list) => {
                for (const entry of list.getEntries()) window.moved += entry.value;
            }).observe({ type: "layout-shift" });
        }"""
    )
    # A picture that is shown twice is asked for once.
    wanted = len({picture.get_attribute("src") for picture in pictures.all()})
    for _ in range(1_000):
        if len(held) == wanted:
            break
        opened.wait_for_timeout(50)
    assert len(held) == wanted > 0
    for route in held:
        route.continue_()
    opened.wait_for_function(f"{SEEN}.every((image) => image.complete && image.naturalWidth)")
    # A movement is told after the frame that shows it.
    opened.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert opened.evaluate("window.moved") == 0
    assert [picture.bounding_box() for picture in pictures.all()] == places


@pytest.mark.parametrize("name", ["index.html", "papers.html"])
@pytest.mark.parametrize("width", [1280, 390])
def test_next_to_nothing_moves_when_the_typeface_is_late(
    page: OpenPage, serve: Serve, built_site: Path, name: str, width: int
) -> None:
    opened = page(viewport=(width, 900))
    opened.add_init_script(
        """window.moved = 0;
        new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) window.moved += entry.value;
        }).observe({ type: "layout-shift", buffered: true });"""
    )
    held: list[Route] = []
    opened.route("**/*.woff2", lambda route: held.append(route))
    with opened.expect_request("**/*.woff2"):
        opened.goto(f"{serve(built_site)}/{name}", wait_until="domcontentloaded")
    # Far later than on any line that the audit looks at, where nothing moves: words are not as wide in two typefaces.
    opened.wait_for_timeout(700)
    assert held
    for route in held:
        route.continue_()
    opened.wait_for_load_state("networkidle")
    opened.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    # The four faces may come in four frames, each of which moves what the one before has moved.
    assert opened.evaluate("window.moved") < 0.2


@pytest.mark.parametrize("where", ["served", "from a file"])
def test_the_search_finds_what_the_data_says(
    page: OpenPage, serve: Serve, built_site: Path, where: str
) -> None:
    root = serve(built_site) if where == "served" else built_site.as_uri()
    opened = page()
    opened.goto(root + "/search.html")
    # Sphinx writes what the address asks for into the field, once it is there.
    opened.wait_for_load_state("load")
    # A word that only the data has, in the title of a paper.
    opened.get_by_role("searchbox").fill("limescale resonator")
    opened.keyboard.press("Enter")
    results = opened.locator("ul.search > li")
    expect(results.first).to_be_visible()
    expect(results.get_by_role("link", name="Papers", exact=True)).to_be_visible()
    results.get_by_role("link", name="Papers", exact=True).click()
    expect(opened.locator("h1")).to_contain_text("Papers")
    # Sphinx fetches the pages it has found, to quote them; from a file browsers do not let it, and it quotes nothing.
    # Nor does it hand to scripts of files that a page has come too soon to be led over to.
    said = {error for error in opened.script_errors if not error.startswith("Transition was aborted")}
    if where == "from a file":
        assert said <= {"Failed to fetch"}
    else:
        assert not opened.script_errors
