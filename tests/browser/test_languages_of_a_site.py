"""The links to the other languages of a site: by keyboard, without script, on a phone, in the dark, from right to left, on paper."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import three_layouts
from axe_playwright_python.sync_playwright import Axe
from contrast import seen_texts
from playwright.sync_api import Locator, Page, expect

if TYPE_CHECKING:
    from conftest import OpenPage, Serve

LANGUAGES = {"en": "/", "de": "/de/", "ar": "/ar/"}
NAMES = ["English", "Deutsch", "العربية"]
PAGES = ["index.html", "profile.html", "manual/index.html"]
"""One in each layout."""

every_layout = pytest.mark.parametrize("name", PAGES)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site in three languages, each in its place."""
    folder = tmp_path_factory.mktemp("languages")
    built = {
        code: three_layouts.build(folder / code, language=code, academic_languages=LANGUAGES)
        for code in LANGUAGES
    }
    for code in ("de", "ar"):
        shutil.copytree(built[code], built["en"] / code)
    return built["en"]


def switcher(page: Page) -> Locator:
    return page.locator("header nav.academic-in-languages")


@every_layout
@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_link_leads_to_the_same_page_by_keyboard(
    page: OpenPage, serve: Serve, site: Path, name: str, script: bool
) -> None:
    opened = page(java_script_enabled=script)
    opened.goto(f"{serve(site)}/{name}")
    expect(switcher(opened).get_by_role("link")).to_have_text(NAMES)
    switcher(opened).get_by_role("link", name="English").focus()
    opened.keyboard.press("Tab")
    expect(switcher(opened).get_by_role("link", name="Deutsch")).to_be_focused()
    opened.keyboard.press("Enter")
    expect(opened).to_have_url(f"{serve(site)}/de/{name}")
    expect(opened.locator("html")).to_have_attribute("lang", "de")
    expect(switcher(opened).locator("[aria-current]")).to_have_text("Deutsch")


@every_layout
@pytest.mark.parametrize("language", ["", "ar/"], ids=["from left to right", "from right to left"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_the_links_stand_out(
    page: OpenPage, serve: Serve, site: Path, name: str, language: str, scheme: str
) -> None:
    opened = page(viewport=(390, 844), color_scheme=scheme)
    opened.goto(f"{serve(site)}/{language}{name}")
    results = Axe().run(opened, context="header")
    assert results.violations_count == 0, results.generate_report()
    texts = seen_texts(opened, "header nav.academic-in-languages")
    assert len(texts) == len(NAMES)
    assert [text for text in texts if text.ratio < 4.5] == []


@every_layout
@pytest.mark.parametrize("language", ["", "ar/"], ids=["from left to right", "from right to left"])
@pytest.mark.parametrize("width", [320, 390, 800, 1280])
def test_they_fit_and_can_be_hit_with_a_finger(
    page: OpenPage, serve: Serve, site: Path, name: str, language: str, width: int
) -> None:
    opened = page(viewport=(width, 844))
    opened.goto(f"{serve(site)}/{language}{name}")
    assert opened.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    boxes = [link.bounding_box() for link in switcher(opened).get_by_role("link").all()]
    assert len(boxes) == len(NAMES)
    for box in boxes:
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["height"] >= 24
        assert box["width"] >= 24


def test_they_are_not_printed(page: OpenPage, serve: Serve, site: Path) -> None:
    opened = page()
    opened.goto(f"{serve(site)}/index.html")
    expect(switcher(opened)).to_be_visible()
    opened.emulate_media(media="print")
    expect(switcher(opened)).to_be_hidden()
