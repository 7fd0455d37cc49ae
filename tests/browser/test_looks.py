"""The looks in each layout: read well in both palettes, on small screens, in forced colours and on paper; no look is sent but the chosen one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import three_layouts
from axe_playwright_python.sync_playwright import Axe
from building import build_html
from contrast import seen_texts
from playwright.sync_api import Page, expect

from sphinx_academic.pages.site import LAYOUTS
from sphinx_academic.theme.looks import LOOKS

if TYPE_CHECKING:
    from conftest import OpenPage, Serve

PAGES = {"homepage": "papers.html", "profile": "profile.html", "docs": "manual/index.html"}
SiteIn = Callable[[str], Path]


def test_there_is_a_page_in_each_layout() -> None:
    assert PAGES.keys() == LAYOUTS.keys()


@pytest.fixture(scope="module")
def site_in(tmp_path_factory: pytest.TempPathFactory) -> SiteIn:
    """The folder of a site in a look, built once."""
    built: dict[str, Path] = {}

    def build(look: str) -> Path:
        if look not in built:
            folder = tmp_path_factory.mktemp(look)
            built[look] = three_layouts.build(folder, html_theme_options={"look": look})
        return built[look]

    return build


def open_all(page: Page) -> None:
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("layout", PAGES)
@pytest.mark.parametrize("look", LOOKS)
def test_every_look_is_read_well_in_every_layout(
    page: OpenPage, serve: Serve, site_in: SiteIn, look: str, layout: str, scheme: str
) -> None:
    opened = page(viewport=(320, 640), color_scheme=scheme, reduced_motion="reduce")
    opened.goto(f"{serve(site_in(look))}/{PAGES[layout]}")
    assert opened.evaluate("document.documentElement.scrollWidth") <= 320
    open_all(opened)
    assert opened.evaluate("document.documentElement.scrollWidth") <= 320
    opened.set_viewport_size({"width": 1280, "height": 900})
    assert opened.evaluate("document.documentElement.scrollWidth") <= 1280
    texts = seen_texts(opened)
    assert len(texts) > 30
    # WCAG 2.2, success criterion 1.4.6 (AAA), as the theme says of itself.
    assert [text for text in texts if text.ratio < 7] == []
    if layout == "profile":
        results = Axe().run(opened)
        assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("look", LOOKS)
def test_a_page_is_sent_the_rules_and_the_fonts_of_its_look_alone(
    page: OpenPage, serve: Serve, site_in: SiteIn, look: str
) -> None:
    opened = page()
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto(serve(site_in(look)), wait_until="networkidle")
    opened.evaluate("document.fonts.ready")
    fonts = [address for address in asked if address.endswith(".woff2")]
    stem = {"classic": "eb-garamond", "modern": "figtree", "dense": "stix-two-text"}[look]
    assert fonts and all(f"/{stem}-" in address for address in fonts)
    assert not [address for address in asked if "academic-look" in address]
    sheet = (site_in(look) / "_static" / "academic-theme.css").read_text(encoding="utf-8")
    assert sheet.count("@layer academic-look{") == 1
    expect(opened.locator(f"body.academic-look-{look}")).to_have_count(1)
    expect(opened.locator("body")).to_have_css(
        "background-color", {"classic": "rgb(255, 255, 246)"}.get(look, "rgb(255, 255, 255)")
    )


@pytest.mark.parametrize("look", LOOKS)
def test_on_paper_every_look_is_black_on_white(
    page: OpenPage, serve: Serve, site_in: SiteIn, look: str
) -> None:
    opened = page(viewport=(700, 900), color_scheme="dark")
    opened.goto(f"{serve(site_in(look))}/papers.html")
    opened.emulate_media(media="print", color_scheme="dark")
    assert min(text.ratio for text in seen_texts(opened, "main")) >= 7
    expect(opened.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(opened.locator(".academic-title a").first).to_have_css("color", "rgb(0, 0, 0)")
    expect(opened.locator(".academic-disclosure").first).to_be_hidden()
    # An address is no button there, and the text begins below the header's line.
    expect(opened.locator(".academic-links > [data-printed]").first).to_have_css("font-weight", "400")
    room = opened.locator(".academic-main").evaluate("e => parseFloat(getComputedStyle(e).paddingTop)")
    assert room <= 24
    assert opened.evaluate("document.documentElement.scrollWidth") <= 700


@pytest.mark.parametrize("look", LOOKS)
def test_where_colours_are_forced_buttons_have_edges(
    page: OpenPage, serve: Serve, site_in: SiteIn, look: str
) -> None:
    opened = page(forced_colors="active", viewport=(390, 844))
    opened.goto(serve(site_in(look)) + "/manual/index.html")
    button = opened.get_by_role("button", name="Menu")
    assert button.evaluate("each => parseFloat(getComputedStyle(each).borderTopWidth)") >= 1
    opened.keyboard.press("Tab")
    assert opened.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)") >= 2


@pytest.mark.parametrize("look", ["modern", "dense"])
def test_what_a_site_sets_wins_over_the_look(page: OpenPage, serve: Serve, tmp_path: Path, look: str) -> None:
    options: dict[str, Any] = {
        "look": look,
        "fonts": "garamond",
        "accent": ["#1f5f8b", "#8fc7ee"],
        "column_width": "30rem",
    }
    (tmp_path / "_static").mkdir()
    (tmp_path / "_static" / "own.css").write_text(
        "h1 { letter-spacing: 3px } :root { --academic-surface: red }\n"
    )
    (tmp_path / "conf.py").write_text(
        f'project = "Ada"\nextensions = ["sphinx_academic"]\nhtml_theme = "academic"\nhtml_theme_options = {options!r}\n'
        'html_static_path = ["_static"]\nhtml_css_files = ["own.css"]\n',
        encoding="utf-8",
    )
    (tmp_path / "index.rst").write_text("Ada\n===\n\nA `link <https://example.org/>`_.\n", encoding="utf-8")
    build_html(tmp_path, tmp_path / "html", "-W")
    opened = page(color_scheme="light", reduced_motion="reduce")
    opened.goto(serve(tmp_path / "html"))
    expect(opened.locator("main a.external")).to_have_css("color", "rgb(31, 95, 139)")
    assert opened.evaluate("getComputedStyle(document.body).fontFamily").startswith('"EB Garamond"')
    assert (
        opened.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--academic-column')")
        == "30rem"
    )
    expect(opened.locator("h1")).to_have_css("letter-spacing", "3px")
    assert (
        opened.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--academic-surface')")
        == "red"
    )
