"""Records on pages of other themes, and our theme where the extension is not named."""

from __future__ import annotations

import importlib.util

import pytest
from sites import MakeSite, words

THEMES = {
    "academic": "sphinx_academic",
    "basic": "sphinx",
    "alabaster": "alabaster",
    "classic": "sphinx",
    "furo": "furo",
    "pydata_sphinx_theme": "pydata_sphinx_theme",
    "sphinx_rtd_theme": "sphinx_rtd_theme",
}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # themes are other people's
@pytest.mark.filterwarnings("ignore::PendingDeprecationWarning")
def test_a_site_in_another_theme_builds_without_a_warning(make_site: MakeSite, theme: str) -> None:
    if importlib.util.find_spec(THEMES[theme]) is None:
        pytest.skip(f"{THEMES[theme]} is not installed")
    built = make_site("sections").build(html_theme=theme)
    page = built.page("papers.html")
    assert "Cold Steam" in words(page)
    assert len(page.xpath("//article[contains(@class, 'academic-entry')]")) == 5
    loaded = page.xpath("//link[@rel='stylesheet']/@href | //script/@src")
    for name in ("academic.css", "academic.js"):
        (address,) = [address for address in loaded if address.rpartition("/")[2].partition("?")[0] == name]
        assert (built.folder / address.partition("?")[0]).is_file()


@pytest.mark.parametrize("theme", ["basic", "alabaster"])
def test_another_theme_gets_nothing_of_ours_on_pages_without_records(make_site: MakeSite, theme: str) -> None:
    built = make_site("sections").build(html_theme=theme)
    assert "academic" not in built.text("plain.html")


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml"])
def test_the_theme_alone_builds_through_its_entry_point(make_site: MakeSite, builder: str) -> None:
    site = make_site("sections")
    for page in ("index.md", "papers.rst", "lists.rst", "career.rst", "notes/theses.md"):
        (site.source / page).unlink()
    site.write("index.rst", "Steam\n=====\n\n.. toctree::\n\n   plain\n")
    built = site.run(builder, "-C", "-D", "html_theme=academic", "-D", "project=Alone")
    page = built.page("index.html")
    assert page.find_class("academic-menu")
    styles = [address.rpartition("/")[2] for address in page.xpath("//link[@rel='stylesheet']/@href")]
    assert any(style.startswith("academic-theme.css") for style in styles)


def test_extension_and_theme_together_are_set_up_once(make_site: MakeSite) -> None:
    built = make_site("sections").build(
        extensions=["sphinx_academic.theme", "myst_parser", "sphinx_academic"]
    )
    assert len(built.page("papers.html").find_class("academic-menu")) == 1
