"""The theme's options in a browser: colours, columns and fonts arrive, visitors are counted only as asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from building import build_html
from contrast import seen_texts
from playwright.sync_api import expect

if TYPE_CHECKING:
    from conftest import OpenPage, Serve

INDEX = """
Ada
===

A page with a `link <https://example.org/>`_, ``code``, *slanted* and **bold** words.
"""
STRICT = "default-src 'self'"

BuildWith = Callable[..., Path]


@pytest.fixture
def build_with(tmp_path: Path) -> BuildWith:
    """Build a page with options of the theme; gives the folder of the site."""

    def build(**options: Any) -> Path:
        source = tmp_path / "source"
        source.mkdir()
        config = f'project = "Ada"\nhtml_theme = "academic"\nhtml_theme_options = {options!r}\n'
        (source / "conf.py").write_text(config + 'extensions = ["sphinx_academic"]\n', encoding="utf-8")
        (source / "index.rst").write_text(INDEX, encoding="utf-8")
        build_html(source, tmp_path / "html", "-W")
        return tmp_path / "html"

    return build


@pytest.mark.parametrize(
    ("scheme", "chosen", "colour"),
    [
        ("light", None, "rgb(31, 95, 139)"),
        ("dark", None, "rgb(143, 199, 238)"),
        ("light", "dark", "rgb(143, 199, 238)"),
        ("dark", "light", "rgb(31, 95, 139)"),
    ],
)
def test_links_have_the_accent_of_the_palette_that_is_shown(
    page: OpenPage, serve: Serve, build_with: BuildWith, scheme: str, chosen: str | None, colour: str
) -> None:
    site = build_with(
        accent=["#1f5f8b", "#8fc7ee"], announcement="[Moved](https://example.org/)", column_width="30rem"
    )
    opened = page(color_scheme=scheme, reduced_motion="reduce")
    opened.goto(serve(site, policy=STRICT))
    if chosen:
        opened.evaluate("chosen => document.documentElement.dataset.theme = chosen", chosen)
    expect(opened.locator("main a.external")).to_have_css("color", colour)
    expect(opened.locator(".academic-announcement a")).to_have_css("color", colour)
    assert min(text.ratio for text in seen_texts(opened)) >= 4.5
    box = opened.locator(".academic-frame").bounding_box()
    assert box is not None and box["width"] == pytest.approx(30 * 18, abs=1)
    assert opened.console_errors == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_what_options_add_is_found_fault_with_by_nobody(
    page: OpenPage, serve: Serve, build_with: BuildWith, scheme: str, width: int
) -> None:
    networks = ("github", "gitlab", "codeberg", "orcid", "mastodon", "bluesky", "youtube", "zotero", "x")
    site = build_with(
        accent="purple",
        announcement="**Moved**: see [the page](index.rst).",
        footer="Paid by [the Council](https://example.org/).",
        social_links=[
            {"name": name, "url": f"https://{name}.example.org", "icon": name} for name in networks
        ],
        social_links_at="header",
        repository_url="https://github.com/ada/site",
        external_links_new_tab=True,
    )
    opened = page(viewport=(width, 800), color_scheme=scheme, reduced_motion="reduce")
    opened.goto(serve(site))
    results = Axe().run(opened)
    assert results.violations_count == 0, results.generate_report()
    assert opened.evaluate("document.documentElement.scrollWidth") <= width
    opened.keyboard.press("Tab")
    expect(opened.get_by_role("link", name="Skip to content")).to_be_focused()


@pytest.mark.parametrize(
    ("fonts", "family", "files"),
    [
        ("garamond", "EB Garamond", "eb-garamond"),
        ("sans", "Fira Sans", "fira-sans"),
        ("system", "", ""),
        ("figtree", "Figtree", "figtree"),
        ("stix", "STIX Two Text", "stix-two-text"),
    ],
)
def test_only_the_files_of_the_chosen_fonts_are_asked_for(
    page: OpenPage, serve: Serve, build_with: BuildWith, fonts: str, family: str, files: str
) -> None:
    opened = page()
    asked: list[str] = []
    opened.on(
        "request", lambda request: asked.append(request.url) if request.resource_type == "font" else None
    )
    opened.goto(serve(build_with(fonts=fonts)), wait_until="networkidle")
    opened.evaluate("document.fonts.ready")
    names = [address.rpartition("/")[2] for address in asked]
    assert bool(names) == bool(files)
    assert all(name.startswith(files) and "latin-ext" not in name for name in names)
    if family:
        first, *_others = str(opened.evaluate("getComputedStyle(document.body).fontFamily")).split(",")
        assert first.strip('"') == family


SERVICES = [
    (
        {"plausible": "ada.example.org"},
        "https://plausible.io/js/script.js",
        {"data-domain": "ada.example.org"},
        "",
    ),
    (
        {"goatcounter": "https://ada.goatcounter.com/count"},
        "https://gc.zgo.at/count.js",
        {"data-goatcounter": "https://ada.goatcounter.com/count"},
        "",
    ),
    (
        {"matomo": {"url": "https://stats.example.org", "site_id": 3}},
        "https://stats.example.org/matomo.js",
        {},
        '_paq[0].join() === "setTrackerUrl,https://stats.example.org/matomo.php" && _paq[1].join() === "setSiteId,3"',
    ),
    (
        {"ga4": "G-ABCD123456"},
        "https://www.googletagmanager.com/gtag/js?id=G-ABCD123456",
        {},
        'dataLayer[1][0] === "config" && dataLayer[1][1] === "G-ABCD123456"',
    ),
]


@pytest.mark.parametrize(("setting", "script", "attributes", "queue"), SERVICES)
def test_the_service_that_was_asked_for_is_loaded_and_told_what_it_needs(
    page: OpenPage,
    serve: Serve,
    build_with: BuildWith,
    setting: dict[str, Any],
    script: str,
    attributes: dict[str, str],
    queue: str,
) -> None:
    opened = page()
    opened.goto(serve(build_with(analytics=setting)), wait_until="networkidle")
    assert opened.foreign_requests == [script]
    loader = opened.locator(f'script[src="{script}"]')
    for name, value in attributes.items():
        assert loader.get_attribute(name) == value
    assert not queue or opened.evaluate(queue)


@pytest.mark.parametrize("wish", ["doNotTrack: '1'", "globalPrivacyControl: true"])
def test_who_asks_not_to_be_tracked_is_not(
    page: OpenPage, serve: Serve, build_with: BuildWith, wish: str
) -> None:
    name, _, value = wish.partition(": ")
    opened = page()
    opened.add_init_script(f"Object.defineProperty(navigator, '{name}', {{ get: () => {value} }})")
    opened.goto(serve(build_with(analytics={"plausible": "ada.example.org"})), wait_until="networkidle")
    assert opened.foreign_requests == []


def test_nobody_is_counted_who_opens_a_page_from_a_file(page: OpenPage, build_with: BuildWith) -> None:
    opened = page()
    opened.goto(
        (build_with(analytics={"ga4": "G-ABCD123456"}) / "index.html").as_uri(), wait_until="networkidle"
    )
    assert opened.foreign_requests == []


def test_a_link_in_a_new_tab_says_so_and_leaves_no_way_back(
    page: OpenPage, serve: Serve, build_with: BuildWith
) -> None:
    opened = page()
    opened.goto(serve(build_with(external_links_new_tab=True)))
    link = opened.get_by_role("link", name="link (opens in a new tab)")
    expect(link).to_be_visible()
    with opened.context.expect_page() as tab:
        link.click()
    assert tab.value.evaluate("window.opener") is None
