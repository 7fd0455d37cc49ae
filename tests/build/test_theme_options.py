"""What the theme's options do to the pages of a site, and what a site is told whose options are wrong."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import lxml.html
import pytest
from sites import Built, read_warnings
from sphinx.testing.util import SphinxTestApp

PAGES = {
    "index.rst": "Ada\n===\n\nAll of `it <https://example.org/>`_ and :doc:`more`.\n\n.. toctree::\n\n   more\n   sub/deep\n",
    "more.rst": "More\n====\n\nMore of it.\n",
    "sub/deep.rst": "Deep\n====\n\nBelow.\n",
    "files/cv.pdf": "%PDF",
    "logo.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    "night.svg": '<svg xmlns="http://www.w3.org/2000/svg"><title>Night</title></svg>',
    "data.yaml": "profile:\n  name: Ada\n  links:\n    GitHub: ada\n    ORCID: 0000-0002-1825-0097\n",
}

Build = Callable[..., Built]


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Build the pages with options of the theme; ``config`` is more of ``conf.py``, ``settings`` override it."""
    for name, text in PAGES.items():
        path = tmp_path / "source" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def run(
        options: dict[str, Any] | None = None, *, builder: str = "html", config: str = "", **settings: Any
    ) -> Built:
        lines = [f"html_theme_options = {options or {}!r}", config]
        (tmp_path / "source" / "conf.py").write_text("\n".join(lines) + "\n", encoding="utf-8")
        defaults = {
            "project": "Ada",
            "extensions": ["sphinx_academic.theme"],
            "html_theme": "academic",
            "source_suffix": {".rst": "restructuredtext"},
        }
        app = SphinxTestApp(builder, tmp_path / "source", confoverrides=defaults | settings)
        try:
            app.build()
            return Built(Path(app.outdir), read_warnings(app.warning.getvalue()))
        finally:
            app.cleanup()

    return run


def styles(page: lxml.html.HtmlElement) -> list[str]:
    return [
        urlsplit(address).path.rpartition("/")[2] for address in page.xpath("//link[@rel='stylesheet']/@href")
    ]


def test_a_silent_site_loads_nothing_of_the_options(build: Build) -> None:
    built = build()
    assert built.warnings == ()
    assert 'font-family:"EB Garamond"' in built.text("_static/academic-theme.css").replace(": ", ":")
    assert (
        built.text("_static/academic-theme.css").count("--academic-column:") == 2
    )  # on screens, and on paper
    text = built.text("index.html")
    for part in ("announcement", "social-links", "source-links", "footer-text", "analytics"):
        assert f"academic-{part}" not in text


def test_options_are_set_in_a_style_sheet_between_those_of_theme_and_site(build: Build) -> None:
    built = build(
        {"accent": "#1f5f8b", "column_width": "50rem"},
        config='html_css_files = ["https://example.org/own.css"]',
    )
    assert built.warnings == ()
    loaded = styles(built.page("sub/deep.html"))
    assert loaded.index("academic-theme.css") < loaded.index("own.css")
    sheet = built.text("_static/academic-theme.css")
    assert re.search(r"--academic-accent: ?light-dark\(#1f5f8b,\s?#", sheet)
    # What the site sets comes last, and wins.
    assert sheet.rindex("--academic-accent:") > sheet.rindex(".academic-theme")
    assert re.search(r'academic-theme\.css\?v=[0-9a-f]{8}"', built.text("index.html"))
    assert " style=" not in built.text("index.html")


def test_the_style_sheet_follows_the_options_from_build_to_build(build: Build) -> None:
    build({"column_width": "50rem"})
    built = build({"column_width": "40rem"})
    assert "--academic-column:40rem" in built.text("_static/academic-theme.css")
    assert "--academic-column:40rem" not in build().text("_static/academic-theme.css")


@pytest.mark.parametrize(
    ("fonts", "files"),
    [
        ("garamond", {"eb-garamond"}),
        ("sans", {"fira-sans"}),
        ("system", set()),
        ("figtree", {"figtree"}),
        ("stix", {"stix-two-text"}),
    ],
)
def test_only_the_chosen_fonts_are_asked_for(build: Build, fonts: str, files: set[str]) -> None:
    sheet = build({"fonts": fonts}).text("_static/academic-theme.css")
    assert set(re.findall(r"fonts/([\w-]+?)-latin", sheet)) == files


def test_a_wrong_value_and_a_wrong_name_are_told_at_their_lines_and_cost_nothing_else(build: Build) -> None:
    built = build(
        config='html_theme_options = {\n    "fonts": "garmond",\n    "colum_width": "50rem",\n'
        '    "announcement": "Moved!",\n}'
    )
    assert [(told.code, Path(told.location).name) for told in built.warnings] == [
        ("academic.config", "conf.py:3"),
        ("academic.config", "conf.py:4"),
    ]
    assert "Did you mean 'garamond'?" in built.warnings[0].message
    assert "Did you mean 'column_width'?" in built.warnings[1].message
    assert "fonts/eb-garamond" in built.text("_static/academic-theme.css")
    assert "Moved!" in built.page("index.html").find_class("academic-announcement")[0].text_content()


def test_options_may_come_from_the_command_line(build: Build) -> None:
    built = build(builder="html", **{"html_theme_options.previous_next": "true"})
    assert built.page("index.html").find_class("academic-previous-next")
    built = build(builder="html", **{"html_theme_options.previous_next": "false"})
    assert not built.page("index.html").find_class("academic-previous-next")


def test_a_colour_that_is_hard_to_read_is_told(build: Build) -> None:
    (told,) = build({"accent": ["tomato", "#ff9d87"]}).warnings
    assert told.code == "academic.config"
    assert "on light pages #ff6347 has a contrast of 2.5:1 to #fff0b3" in told.message


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml"])
def test_texts_are_markdown_with_links_that_every_page_can_follow(build: Build, builder: str) -> None:
    built = build(
        {
            "announcement": "We **hire**: see [more](more.rst) or [the CV](files/cv.pdf).",
            "footer": "Funded by [the Council](https://example.org/).\n\n- one\n- two",
        },
        builder=builder,
    )
    assert built.warnings == ()
    name = {"html": "sub/deep.html", "dirhtml": "sub/deep/index.html", "singlehtml": "index.html"}[builder]
    page = built.page(name)
    (announcement,) = page.find_class("academic-announcement")
    assert announcement.xpath(".//strong/text()") == ["hire"]
    assert announcement.get("aria-label") == "Announcement"
    # The way past everything comes first, for those who go by the Tab key.
    assert page.xpath("//body//a/@href")[0] == "#academic-content"
    to_page, to_file = announcement.xpath(".//a/@href")
    if builder == "singlehtml":
        assert to_page == "#document-more"
    else:
        target = ((built.folder / name).parent / to_page).resolve()
        assert (target if target.suffix else target / "index.html").is_file()
    assert ((built.folder / name).parent / to_file).resolve().read_text() == "%PDF"
    assert page.find_class("academic-footer-text")[0].xpath(".//li/text()") == ["one", "two"]


def test_a_text_holds_no_script_and_tells_of_links_that_lead_nowhere(build: Build) -> None:
    built = build(
        {
            "footer": "<script>alert(1)</script> [a](javascript:x) [b](mroe.md) ![none](none.png) ![c](_static/logo.svg) ![n](night.svg)"
        },
        config='html_static_path = ["logo.svg"]',
    )
    assert [told.code for told in built.warnings] == ["academic.url", "academic.link", "academic.image"]
    (footer,) = built.page("sub/deep.html").find_class("academic-footer-text")
    assert not footer.xpath(".//script")
    assert footer.xpath(".//a/@href") == ["../mroe.md"]
    from_static, from_source = footer.xpath(".//img/@src")
    assert from_static == "../_static/logo.svg"
    assert "Night" in (built.folder / "sub" / from_source).read_text(encoding="utf-8")


def test_links_elsewhere_stand_where_they_are_asked_for(build: Build) -> None:
    links = {"GitHub": "ada", "Kettles": "https://kettles.example.org"}
    page = build({"social_links": links}).page("index.html")
    (found,) = page.xpath("//footer//ul[contains(@class, 'academic-social-links')]")
    assert [(link.get("href"), link.text_content().strip(), link.get("rel")) for link in found.iter("a")] == [
        ("https://github.com/ada", "GitHub", "me"),
        ("https://kettles.example.org", "Kettles", "me"),
    ]
    assert len(found.xpath(".//svg")) == 2
    page = build({"social_links": links, "social_links_at": "header"}).page("index.html")
    assert page.xpath("//header//ul[contains(@class, 'academic-social-links')]")
    assert not page.xpath("//footer//ul[contains(@class, 'academic-social-links')]")


def test_links_elsewhere_may_be_those_of_the_profile_and_follow_it(build: Build, tmp_path: Path) -> None:
    settings = {"extensions": ["sphinx_academic"], "academic_data": ["data.yaml"]}

    def links(built: Built) -> list[str]:
        assert built.warnings == ()
        return list(
            built.page("sub/deep.html").xpath("//ul[contains(@class, 'academic-social-links')]//a/@href")
        )

    assert links(build({"social_links": "profile"}, **settings)) == [
        "https://github.com/ada",
        "https://orcid.org/0000-0002-1825-0097",
    ]
    data = tmp_path / "source" / "data.yaml"
    data.write_text(
        data.read_text(encoding="utf-8").replace("GitHub: ada", "GitHub: lovelace"), encoding="utf-8"
    )
    assert links(build({"social_links": "profile"}, **settings))[0] == "https://github.com/lovelace"


def test_links_of_a_profile_need_the_extension(build: Build) -> None:
    (told,) = build({"social_links": "profile"}).warnings
    assert 'Add "sphinx_academic" to extensions' in told.message


def test_pages_link_to_their_source(build: Build) -> None:
    built = build({"repository_url": "https://github.com/ada/site", "docs_path": "web"})
    (links,) = built.page("sub/deep.html").find_class("academic-source-links")
    assert [(link.text_content(), link.get("href")) for link in links.iter("a")] == [
        ("Edit this page", "https://github.com/ada/site/edit/main/web/sub/deep.rst"),
        ("Source of this page", "https://github.com/ada/site/blob/main/web/sub/deep.rst"),
    ]
    for generated in ("search.html", "genindex.html"):
        assert not built.page(generated).find_class("academic-source-links")


def test_links_to_other_sites_open_in_new_tabs_only_where_asked_for(build: Build, tmp_path: Path) -> None:
    assert "_blank" not in build().text("index.html")
    index = tmp_path / "source" / "index.rst"
    index.write_text(index.read_text(encoding="utf-8") + "\n.. profile::\n", encoding="utf-8")
    built = build(
        {"external_links_new_tab": True},
        extensions=["sphinx_academic"],
        academic_data=["data.yaml"],
    )
    assert built.warnings == ()
    links = built.page("index.html").xpath("//main//a[starts-with(@href, 'http')]")
    assert [(link.get("target"), link.get("rel"), link.text_content()) for link in links] == [
        ("_blank", "noopener", "it (opens in a new tab)"),
        ("_blank", "me noopener", "GitHub (opens in a new tab)"),
        ("_blank", "me noopener", "ORCID (opens in a new tab)"),
    ]
    (inner,) = built.page("index.html").xpath("//main//a[contains(., 'More')][1]")[:1]
    assert inner.get("target") is None
    # The words are nothing to search for.
    assert '"tab"' not in built.text("searchindex.js")


ANALYTICS = {"matomo": {"url": "https://stats.example.org", "site_id": 3}}


def test_visitors_are_counted_only_where_asked_for_and_by_no_inline_script(build: Build) -> None:
    assert "academic-analytics" not in build().text("index.html")
    built = build({"analytics": ANALYTICS})
    (script,) = built.page("index.html").xpath("//script[contains(@src, 'academic-analytics.js')]")
    assert script.get("defer") is not None
    assert {name: value for name, value in script.attrib.items() if name.startswith("data-")} == {
        "data-service": "matomo",
        "data-site": "3",
        "data-tracker": "https://stats.example.org/matomo.php",
        "data-script": "https://stats.example.org/matomo.js",
    }
    assert not re.search(r"<script(?![^>]*\ssrc=)", built.text("index.html"))


def test_a_logo_for_dark_pages_stands_beside_that_for_light_ones(build: Build) -> None:
    built = build({"logo_dark": "night.svg"}, config='html_logo = "logo.svg"')
    assert built.warnings == ()
    light, dark = built.page("sub/deep.html").find_class("academic-site-logo")
    assert light.get("class") == "academic-site-logo academic-only-light"
    assert dark.get("class") == "academic-site-logo academic-only-dark"
    assert "Night" in (built.folder / "sub" / dark.get("src")).read_text(encoding="utf-8")
    (told,) = build({"logo_dark": "nihgt.svg"}, config='html_logo = "logo.svg"').warnings
    assert "There is no file 'nihgt.svg'" in told.message


def test_the_favicon_and_the_logo_of_sphinx_are_respected(build: Build) -> None:
    page = build(config='html_logo = "logo.svg"\nhtml_favicon = "night.svg"').page("index.html")
    (logo,) = page.find_class("academic-site-logo")
    assert logo.get("class") == "academic-site-logo"
    assert page.xpath("//link[@rel='icon']/@href")[0].startswith("_static/night.svg")


@pytest.mark.parametrize("builder", ["epub", "latex", "text"])
def test_other_builders_have_nothing_to_do_with_it(build: Build, builder: str) -> None:
    built = build(
        {"fonts": "garmond", "accent": "tomato"}, builder=builder, version="1", copyright="2026, Ada"
    )
    assert built.warnings == ()


def test_another_theme_keeps_its_own_options(build: Build) -> None:
    assert build({"description": "Kettles"}, html_theme="alabaster").warnings == ()
