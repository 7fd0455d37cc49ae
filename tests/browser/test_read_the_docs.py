"""The menu that Read the Docs adds to the pages that it serves, in the theme `academic`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from contrast import contrast
from playwright.sync_api import Locator, Page

if TYPE_CHECKING:
    from conftest import OpenPage, Serve

# An element with a shadow of its own, as Read the Docs' addons 0.49 make it: where it floats, and which properties it asks for.
FLYOUT = """
customElements.define("readthedocs-flyout", class extends HTMLElement {
  connectedCallback() {
    const root = this.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
      div { position: fixed; right: 20px; bottom: 50px; max-width: 300px; max-height: calc(100% - 100px); z-index: 3000;
            overflow-y: auto; padding: 0 10px; font-family: var(--readthedocs-flyout-font-family, Lato);
            font-size: var(--readthedocs-flyout-font-size); color: var(--readthedocs-flyout-color, #808080);
            background: var(--readthedocs-flyout-background-color, #272725); }
      header { display: flex; justify-content: space-between; padding: 10px 0; cursor: pointer; }
      header i { inline-size: 106px; block-size: 20px; margin-right: 20px; background: #fff; }
      header span { color: var(--readthedocs-flyout-current-version-color, #27ae60); }
      main.closed { display: none; }
      dt { color: var(--readthedocs-flyout-section-heading-color, #808080); }
      dd { display: inline-block; margin: 0; }
      dd a { color: var(--readthedocs-flyout-item-link-color, #fcfcfc); padding: 6px; }
      small a { color: var(--readthedocs-flyout-link-color, #2a80b9); }`);
    root.adoptedStyleSheets = [sheet];
    root.innerHTML = `<div><header><i></i><span>latest</span></header><main class="closed"><dl><dt>Versions</dt>
      <dd><a href="/en/latest/">latest</a></dd><dd><a href="/en/stable/">stable</a></dd></dl>
      <small>Hosted by <a href="https://about.readthedocs.com/">Read the Docs</a></small></main></div>`;
    const main = root.querySelector("main");
    root.querySelector("header").addEventListener("click", () => main.classList.toggle("closed"));
  }
});
document.body.append(document.createElement("readthedocs-flyout"));
"""

COVERED = """() => {
  const float = document.querySelector("readthedocs-flyout").shadowRoot.firstElementChild.getBoundingClientRect();
  const meets = (box) => box.width && box.right > float.left && box.left < float.right && box.bottom > float.top && box.top < float.bottom;
  return [...document.querySelectorAll("a, button, p")]
    .filter((each) => each.checkVisibility() && [...each.getClientRects()].some(meets))
    .map((each) => each.textContent.trim());
}"""


def opened_with_flyout(open_page: OpenPage, address: str, **options: Any) -> Page:
    opened = open_page(**options)
    opened.goto(address)
    opened.evaluate(FLYOUT)
    return opened


def colour_of(found: Locator, name: str) -> list[float]:
    value = str(found.evaluate("(each, name) => getComputedStyle(each)[name]", name))
    return [*(float(part) for part in re.findall(r"[\d.]+", value)[:3]), 1]


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("name", ["index.html", "profile.html", "manual/index.html"])
def test_at_the_end_of_a_page_the_menu_covers_nothing(
    page: OpenPage, serve: Serve, layouts_site: Path, name: str, width: int
) -> None:
    opened = opened_with_flyout(page, f"{serve(layouts_site)}/{name}", viewport=(width, 800))
    opened.evaluate("document.documentElement.scrollTo({ top: 1e6, behavior: 'instant' })")
    assert opened.evaluate(COVERED) == []
    assert opened.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_menu_has_the_type_of_the_theme_and_can_be_read(
    page: OpenPage, serve: Serve, layouts_site: Path, scheme: str
) -> None:
    opened = opened_with_flyout(page, serve(layouts_site) + "/index.html", color_scheme=scheme)
    flyout = opened.locator("readthedocs-flyout")
    flyout.locator("header").click()
    box = flyout.locator("> div")
    assert "EB Garamond" in box.evaluate("each => getComputedStyle(each).fontFamily")
    ground = colour_of(box, "backgroundColor")
    for part in ("header span", "dt", "dd a", "small", "small a"):
        assert contrast(colour_of(flyout.locator(part).first, "color"), [ground]) >= 7, part


def test_the_menu_is_not_printed(page: OpenPage, serve: Serve, layouts_site: Path) -> None:
    opened = opened_with_flyout(page, serve(layouts_site) + "/index.html")
    opened.emulate_media(media="print")
    assert opened.locator("readthedocs-flyout").evaluate("each => getComputedStyle(each).display") == "none"


def test_filtering_goes_on_where_the_history_tells_of_new_addresses(
    page: OpenPage, serve: Serve, built_site: Path
) -> None:
    """The addons put themselves before `pushState` and `replaceState`, and read their third argument."""
    opened = page()
    opened.add_init_script(
        """window.told = [];
        for (const name of ["pushState", "replaceState"]) {
          const own = history[name];
          history[name] = function () {
            const result = own.apply(this, arguments);
            if (arguments.length === 3) told.push(new URL(arguments[2], location.origin).search);
            return result;
          };
        }"""
    )
    opened.goto(serve(built_site) + "/publications.html")
    opened.get_by_role("searchbox").first.fill("kettles")
    opened.wait_for_function("told.length > 0")
    assert opened.evaluate("told.at(-1)").endswith("=kettles")
    assert opened.script_errors == []
