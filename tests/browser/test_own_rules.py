"""Rules of a site's own style sheet win over the theme's without a word more; in other themes the custom properties are heeded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import three_layouts
from playwright.sync_api import Page

from sphinx_academic.theme.looks import LOOKS

if TYPE_CHECKING:
    from conftest import OpenPage, Serve

OWN = """\
:root { --academic-accent: rgb(0, 90, 0); --academic-thumbnail: 100px; }
h2 { color: rgb(1, 2, 3); font-style: oblique; margin-top: 77px; }
a { color: rgb(4, 5, 6); text-decoration: overline; }
.academic-title { color: rgb(7, 8, 9); letter-spacing: 3px; }
.academic-disclosure > summary { color: rgb(10, 11, 12); }
"""

EXTRA = """\
:orphan:

Buttons
=======

.. button-link:: https://example.org/
   :color: primary

   A button

.. code-block:: python

   kettle.boil()
"""

PAGES = ("index.html", "papers.html", "profile.html", "manual/index.html")

THEMES = ("alabaster", "furo", "sphinx_rtd_theme")

SiteIn = Callable[[str, str], Path]


@pytest.fixture(scope="module")
def site_in(tmp_path_factory: pytest.TempPathFactory) -> SiteIn:
    """The folder of a site in a theme and a look, with a style sheet of its own; built once."""
    built: dict[tuple[str, str], Path] = {}

    def build(theme: str, look: str) -> Path:
        if (theme, look) not in built:
            folder = tmp_path_factory.mktemp(look or theme)
            static = folder / "source" / "_static"
            static.mkdir(parents=True)
            (static / "own.css").write_text(OWN, encoding="utf-8")
            settings: dict[str, Any] = {
                "html_static_path": ["_static"],
                "html_css_files": ["own.css"],
                "html_theme": theme,
            }
            if look:
                (folder / "source" / "buttons.rst").write_text(EXTRA, encoding="utf-8")
                settings["extensions"] = ["sphinx_academic", "sphinx_design", "sphinx_copybutton"]
                settings["html_theme_options"] = {"look": look}
            built[theme, look] = three_layouts.build(folder, **settings)
        return built[theme, look]

    return build


def values(page: Page, selector: str, *properties: str) -> set[tuple[str, ...]]:
    """What the browser has computed for all elements that the selector finds."""
    found = page.evaluate(
        """([selector, names]) => [...document.querySelectorAll(selector)].map(
            (element) => names.map((name) => getComputedStyle(element)[name]))""",
        [selector, properties],
    )
    return {tuple(each) for each in found}


@pytest.mark.parametrize("look", LOOKS)
def test_rules_of_a_site_win_over_the_theme_in_every_look_and_layout(
    page: OpenPage, serve: Serve, site_in: SiteIn, look: str
) -> None:
    opened = page(reduced_motion="reduce")
    address = serve(site_in("academic", look))
    titles: set[tuple[str, ...]] = set()
    for name in PAGES:
        opened.goto(f"{address}/{name}")
        own_heading = {("rgb(1, 2, 3)", "oblique", "77px")}
        assert values(opened, "main h2", "color", "fontStyle", "marginTop") <= own_heading, name
        own_link = {("rgb(4, 5, 6)", "overline")}
        assert values(opened, "a", "color", "textDecorationLine") == own_link, name
        titles |= values(opened, ".academic-title", "color", "letterSpacing")
        assert values(opened, ".academic-disclosure > summary", "color") <= {("rgb(10, 11, 12)",)}, name
    assert titles == {("rgb(7, 8, 9)", "3px")}
    opened.goto(f"{address}/manual/index.html")
    assert values(opened, "main h2", "color") == {("rgb(1, 2, 3)",)}


@pytest.mark.parametrize("look", LOOKS)
def test_what_corrects_the_sheets_of_other_extensions_still_does(
    page: OpenPage, serve: Serve, site_in: SiteIn, look: str
) -> None:
    opened = page()
    opened.goto(f"{serve(site_in('academic', look))}/buttons.html")
    # A button of sphinx-design has the accent that the site has set, and not sphinx-design's own blue.
    assert values(opened, "a.sd-btn-primary", "backgroundColor") == {("rgb(0, 90, 0)",)}
    opened.locator("button.copybtn").wait_for(state="attached")
    rule, ground = opened.evaluate(
        """() => {
          const probe = document.body.appendChild(document.createElement("i"));
          probe.style.cssText = "color: var(--academic-rule); background-color: var(--academic-background)";
          const style = getComputedStyle(probe);
          return [style.color, style.backgroundColor];
        }"""
    )
    assert values(opened, "button.copybtn", "borderTopColor", "backgroundColor") == {(rule, ground)}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("theme", THEMES)
def test_other_themes_heed_the_custom_properties(
    page: OpenPage, serve: Serve, site_in: SiteIn, theme: str
) -> None:
    pytest.importorskip(theme)
    opened = page()
    opened.goto(f"{serve(site_in(theme, ''))}/papers.html")
    # A rule with one class of ours wins over the theme's rules for all elements.
    assert values(opened, ".academic-title", "color", "letterSpacing") == {("rgb(7, 8, 9)", "3px")}
    opened.evaluate("document.querySelector('.academic-disclosure').open = true")
    assert values(opened, ".academic-disclosure[open] > summary", "color") == {("rgb(0, 90, 0)",)}
