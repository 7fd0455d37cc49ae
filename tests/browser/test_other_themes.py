"""In other themes lists follow the theme's own switch of colours, whatever the system says, and take no room that shows nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import theme_gallery
from contrast import seen_texts

if TYPE_CHECKING:
    from conftest import OpenPage, Serve

SWITCHES = {
    "furo": "scheme => document.body.dataset.theme = scheme",
    "pydata_sphinx_theme": "scheme => document.documentElement.dataset.theme = scheme",
}
"""What these do when a reader asks for dark colours, or for light ones."""

SiteIn = Callable[[str], Path]


@pytest.fixture(scope="module")
def site_in(tmp_path_factory: pytest.TempPathFactory) -> SiteIn:
    """The example site in a theme, built once."""
    built: dict[str, Path] = {}

    def build(name: str) -> Path:
        pytest.importorskip(name)
        if name not in built:
            theme = next(each for each in theme_gallery.THEMES if each.name == name)
            built[name] = theme_gallery.build(theme, tmp_path_factory.mktemp(name))
        return built[name]

    return build


FILTER = "getComputedStyle(document.querySelector('.academic-figure img')).filter"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("theme", SWITCHES)
def test_pictures_and_their_captions_go_by_the_switch_of_the_theme(
    page: OpenPage, serve: Serve, site_in: SiteIn, theme: str, scheme: str
) -> None:
    opened = page(color_scheme="light" if scheme == "dark" else "dark", reduced_motion="reduce")
    opened.goto(f"{serve(site_in(theme))}/papers.html")
    opened.evaluate(SWITCHES[theme], scheme)
    assert opened.evaluate(FILTER) == ("brightness(0.88)" if scheme == "dark" else "none")
    opened.locator(".academic-figure").first.hover()
    captions = seen_texts(opened, ".academic-figure > figcaption")
    assert captions
    assert [caption for caption in captions if caption.ratio < 4.5] == []


@pytest.mark.parametrize("theme", ["alabaster", "sphinx_rtd_theme"])
def test_pictures_stay_bright_in_a_theme_without_dark_colours(
    page: OpenPage, serve: Serve, site_in: SiteIn, theme: str
) -> None:
    opened = page(color_scheme="dark")
    opened.goto(f"{serve(site_in(theme))}/papers.html")
    assert opened.evaluate(FILTER) == "none"


def test_drawings_of_icons_take_no_room_where_a_theme_shows_each_drawing_as_a_block(
    page: OpenPage, serve: Serve, site_in: SiteIn
) -> None:
    opened = page()
    opened.goto(f"{serve(site_in('alabaster'))}/index.html")
    title = "document.querySelector('h1').getBoundingClientRect().top"
    before = opened.evaluate(title)
    opened.add_style_tag(content="svg { display: block }")
    assert opened.evaluate(title) == before
    assert opened.locator("svg:has(> symbol)").count() == 1


@pytest.mark.parametrize("width", [1280, 390])
def test_the_order_of_a_filtered_list_can_be_read_in_a_wide_typeface(
    page: OpenPage, serve: Serve, site_in: SiteIn, width: int
) -> None:
    opened = page(viewport=(width, 800))
    opened.goto(f"{serve(site_in('alabaster'))}/publications.html")
    opened.add_style_tag(content=".academic-filter { font-family: monospace }")
    shown, wanted = opened.evaluate(
        """() => {
          const order = document.querySelector(".academic-filter-sort");
          const shown = order.getBoundingClientRect().width;
          order.style.cssText = "flex: none; inline-size: max-content";
          return [shown, order.getBoundingClientRect().width];
        }"""
    )
    assert shown >= wanted - 1
