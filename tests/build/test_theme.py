"""The theme `academic` on real builds: its menu, its head and foot, and what it must not ask for."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from sphinx.testing.util import SphinxTestApp

STATIC = files("sphinx_academic") / "theme" / "static"

PAGES = {
    "index.rst": """
        Ada Example
        ===========

        .. toctree::
           :hidden:

           papers
           Our research <research/index>
           Code <https://example.org/code>
           genindex

        .. only:: latex

           .. toctree::

              printed
        """,
    "papers.rst": "Papers & more\n=============\n\nA list.\n",
    "printed.rst": ":orphan:\n\nPrinted\n=======\n\nOnly on paper.\n",
    "research/index.rst": "Research\n========\n\n.. toctree::\n\n   audio\n",
    "research/audio.rst": "Audio\n=====\n\n.. toctree::\n\n   deep\n",
    "research/deep.rst": "Deep\n====\n\nBelow the menu.\n",
}

Build = Callable[..., Path]


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Build the pages with a builder and settings; gives the folder of the output."""
    for name, text in PAGES.items():
        page = tmp_path / "source" / name
        page.parent.mkdir(parents=True, exist_ok=True)
        lines = text.splitlines()
        page.write_text("\n".join(line.removeprefix(" " * 8) for line in lines), encoding="utf-8")
    (tmp_path / "source" / "conf.py").touch()

    def run(builder: str = "html", **settings: Any) -> Path:
        defaults = {
            "project": "Ada Example",
            "copyright": "2026, Ada Example",
            "extensions": ["sphinx_academic.theme"],
            # MyST adds its suffix to Sphinx's own default, for every later build in the process.
            "source_suffix": {".rst": "restructuredtext"},
            "html_theme": "academic",
        }
        app = SphinxTestApp(builder, tmp_path / "source", confoverrides=defaults | settings)
        try:
            app.build()
            assert app.warning.getvalue() == ""
            return Path(app.outdir)
        finally:
            app.cleanup()

    return run


def menu(page: Path) -> ElementTree.Element:
    found = re.search(r'<nav class="academic-menu .*?</nav>', page.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    # The button that closes the drawer is drawn with an icon; what is asked here is what the menu says.
    return ElementTree.fromstring(found[0])


def entries(page: Path) -> list[tuple[str | None, str | None, str | None]]:
    return [(link.text, link.get("href"), link.get("aria-current")) for link in menu(page).iter("a")]


def test_the_menu_is_the_hidden_toctree_with_its_second_level(build: Build) -> None:
    assert entries(build() / "index.html") == [
        ("Papers & more", "papers.html", None),
        ("Our research", "research/index.html", None),
        ("Audio", "research/audio.html", None),
        ("Code", "https://example.org/code", None),
        ("Index", "genindex.html", None),
    ]


def test_the_menu_marks_the_page_and_what_leads_to_it(build: Build) -> None:
    output = build()
    assert {text: current for text, _, current in entries(output / "research/audio.html") if current} == {
        "Our research": "true",
        "Audio": "page",
    }
    assert {text: current for text, _, current in entries(output / "research/deep.html") if current} == {
        "Our research": "true",
        "Audio": "true",
    }
    assert entries(output / "papers.html")[0] == ("Papers & more", "#", "page")


def test_addresses_in_the_menu_are_relative_to_the_page(build: Build) -> None:
    assert [url for _, url, _ in entries(build() / "research/deep.html")][:3] == [
        "../papers.html",
        "index.html",
        "audio.html",
    ]
    assert [url for _, url, _ in entries(build("dirhtml") / "research/deep/index.html")][:3] == [
        "../../papers/",
        "../",
        "../audio/",
    ]


def test_on_a_single_page_the_menu_leads_to_its_parts(build: Build, tmp_path: Path) -> None:
    index = tmp_path / "source" / "index.rst"
    index.write_text(index.read_text(encoding="utf-8").replace("genindex", "self"), encoding="utf-8")
    output = build("singlehtml")
    addresses = [url for _, url, _ in entries(output / "index.html")]
    assert addresses == [
        "#document-papers",
        "#document-research/index",
        "#document-research/audio",
        "https://example.org/code",
        "#document-index",
    ]
    for address in addresses[:3]:
        assert f'id="{address.removeprefix("#")}"' in (output / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("layout", ["homepage", "docs"])
def test_a_single_page_leads_to_no_page_that_is_not_written(
    build: Build, tmp_path: Path, layout: str
) -> None:
    index = tmp_path / "source" / "index.rst"
    index.write_text(index.read_text(encoding="utf-8").replace("genindex", "self"), encoding="utf-8")
    output = build("singlehtml", html_theme_options={"layout": layout})
    html = (output / "index.html").read_text(encoding="utf-8")
    paths = {urlsplit(address).path for address in re.findall(r'(?:href|action)="([^"]*)"', html)}
    pages = {path for path in paths if path.endswith(".html") and "//" not in path}
    assert pages <= {"index.html"}


def test_a_submenu_opens_without_script(build: Build) -> None:
    (submenu,) = menu(build() / "index.html").iter("details")
    assert "".join(submenu.itertext()).split("\n")[1].strip() == "Pages below Our research"


def test_the_head_says_the_name_of_the_page_and_the_site(build: Build) -> None:
    output = build()
    assert "<title>Ada Example</title>" in (output / "index.html").read_text(encoding="utf-8")
    papers = (output / "papers.html").read_text(encoding="utf-8")
    assert "<title>Papers &amp; more · Ada Example</title>" in papers


@pytest.mark.parametrize(
    ("settings", "title"),
    [
        ({}, "Ada Example"),
        ({"html_title": "Ada’s pages"}, "Ada’s pages"),
        ({"html_title": "Ada’s pages", "html_short_title": "Ada"}, "Ada"),
        ({"html_theme_options": {"site_title": "A. E."}}, "A. E."),
    ],
)
def test_the_site_title_is_what_the_author_set(build: Build, settings: dict[str, Any], title: str) -> None:
    page = (build(**settings) / "papers.html").read_text(encoding="utf-8")
    assert f'rel="home"><span>{title}</span></a>' in page


def test_the_footer_says_the_date_only_where_it_is_asked_for(build: Build) -> None:
    assert "Last update" not in (build() / "index.html").read_text(encoding="utf-8")
    page = (build(html_last_updated_fmt="the day") / "index.html").read_text(encoding="utf-8")
    assert "<span>Last update the day</span>" in page


def test_a_page_has_its_landmarks_and_a_way_past_the_menu(build: Build) -> None:
    page = (build() / "papers.html").read_text(encoding="utf-8")
    for mark in (
        "<header",
        "<nav",
        '<main class="academic-main" id="academic-content"',
        "<footer",
    ):
        assert page.count(mark) == 1
    assert page.index('href="#academic-content"') < page.index("<header")


def test_the_icon_of_the_tab_is_the_themes_where_the_site_has_none(build: Build, tmp_path: Path) -> None:
    icon = re.compile(r'<link rel="icon" href="([^"]+)"')
    output = build()
    (address,) = icon.findall((output / "research/audio.html").read_text(encoding="utf-8"))
    assert (output / "research" / urlsplit(address).path).is_file()
    (tmp_path / "source" / "mine.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8"
    )
    page = (build(html_favicon="mine.svg") / "index.html").read_text(encoding="utf-8")
    assert [urlsplit(address).path for address in icon.findall(page)] == ["_static/mine.svg"]


def test_a_page_asks_no_other_host_and_has_no_inline_style_or_script(build: Build) -> None:
    output = build()
    for name in ("index.html", "papers.html", "search.html"):
        page = (output / name).read_text(encoding="utf-8")
        assert not re.search(r"\sstyle=", page)
        assert not re.search(r"<script(?![^>]*\ssrc=)", page)
        for address in re.findall(r'<(?:link|script|img|iframe)\b[^>]*\s(?:href|src)="([^"]+)"', page):
            assert not urlsplit(address).netloc


def test_what_the_style_sheets_ask_for_is_carried_by_the_theme() -> None:
    for sheet in STATIC.iterdir():
        if sheet.name.endswith(".css"):
            text = sheet.read_text(encoding="utf-8")
            assert "@import" not in text
            for address in re.findall(r"url\(\"?([^\")]+)", text):
                assert (STATIC / address).is_file()


def test_the_fonts_stay_small_and_have_their_licences() -> None:
    fonts = [file for file in (STATIC / "fonts").iterdir() if file.name.endswith(".woff2")]
    for family, licence in (
        ("eb-garamond", "OFL.txt"),
        ("fira-sans", "OFL-fira-sans.txt"),
        ("figtree", "OFL-figtree.txt"),
        ("stix-two-text", "OFL-stix-two-text.txt"),
    ):
        faces = [font for font in fonts if font.name.startswith(family)]
        assert len(faces) == 8
        assert sum(len(font.read_bytes()) for font in faces) <= 160_000
        assert "SIL OPEN FONT LICENSE" in (STATIC / "fonts" / licence).read_text(encoding="utf-8")
    assert len(fonts) == 32


def test_dirhtml_names_the_address_that_is_served_as_canonical(build: Build) -> None:
    page = (build("dirhtml", html_baseurl="https://example.org/ada") / "papers/index.html").read_text(
        encoding="utf-8"
    )
    assert '<link rel="canonical" href="https://example.org/ada/papers/" />' in page


def test_previous_and_next_are_shown_where_a_site_is_read_in_order(build: Build) -> None:
    assert 'rel="next"><span>' not in (build() / "papers.html").read_text(encoding="utf-8")
    page = (build(html_theme_options={"previous_next": True}) / "papers.html").read_text(encoding="utf-8")
    assert 'href="research/index.html" rel="next">' in page


def test_a_site_of_one_page_has_no_menu(build: Build, tmp_path: Path) -> None:
    (tmp_path / "source" / "index.rst").write_text("Ada\n===\n\nAll of it.\n", encoding="utf-8")
    for name in set(PAGES) - {"index.rst"}:
        (tmp_path / "source" / name).unlink()
    assert "academic-menu" not in (build() / "index.html").read_text(encoding="utf-8")


def test_other_themes_get_nothing_from_it(build: Build) -> None:
    assert "academic" not in (build(html_theme="alabaster") / "papers.html").read_text(encoding="utf-8")


# The package of the JSON builder, not ours, still asks for `builder.app`.
@pytest.mark.filterwarnings("ignore:.*JSONHTMLBuilder.app")
def test_the_context_can_be_written_as_json(build: Build) -> None:
    pytest.importorskip("sphinxcontrib.serializinghtml")
    output = build("json", extensions=["sphinx_academic.theme", "sphinxcontrib.serializinghtml"])
    assert json.loads((output / "papers.fjson").read_text(encoding="utf-8"))["title"] == "Papers &amp; more"


def test_setting_the_theme_up_twice_is_setting_it_up_once(build: Build, tmp_path: Path) -> None:
    (tmp_path / "source" / "conf.py").write_text(
        "from sphinx_academic.theme import setup_theme\n\n\ndef setup(app):\n    setup_theme(app)\n",
        encoding="utf-8",
    )
    assert len(entries(build() / "index.html")) == 5


def test_a_head_has_one_viewport_and_asks_for_fonts_before_the_style_sheets(build: Build) -> None:
    output = build()
    for name in ("index.html", "research/deep.html", "search.html"):
        head = (output / name).read_text(encoding="utf-8").partition("</head>")[0]
        assert head.count('name="viewport"') == 1
        fonts = re.findall(
            r'<link rel="preload" href="([^"]+)" as="font" type="font/woff2" crossorigin', head
        )
        assert len(fonts) == 3
        assert all(((output / name).parent / font).is_file() for font in fonts)
        assert head.rindex('rel="preload"') < head.index('rel="stylesheet"')
    page = (build(html_theme_options={"fonts": "system"}) / "index.html").read_text(encoding="utf-8")
    assert "preload" not in page


def test_codes_in_running_text_are_marked_and_found(build: Build, tmp_path: Path) -> None:
    page = tmp_path / "source" / "papers.rst"
    text = "Papers of EEEM068\n=================\n\nI teach EEEM068, *as DA 210*, see ``EEEM068`` of 2024.\n"
    page.write_text(text, encoding="utf-8")
    output = build()
    body = (output / "papers.html").read_text(encoding="utf-8")
    assert (
        'I teach <span class="academic-lining">EEEM068</span>, <em>as <span class="academic-lining">DA 210</span></em>'
        in body
    )
    assert body.count("academic-lining") == 2
    assert "eeem068" in (output / "searchindex.js").read_text(encoding="utf-8")
