"""Pages stand in the layout that they or their site ask for."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
from sites import MakeSite, Site, words

PROFILE = """\
profile:
  name: Ada Example
  role: Reader in Steam
  photo: /images/glass.png
  email: ada@example.org
  links:
    GitHub: ada
  about: She listens to kettles.
"""


@pytest.fixture
def site(make_site: MakeSite) -> Site:
    """A site of three pages, one for each layout."""
    site = make_site("bad-input")
    for path in [*site.source.glob("*.rst"), *site.source.glob("data/*")]:
        path.unlink()
    site.write("data/site.yaml", PROFILE)
    site.write(
        "conf.py", 'extensions = ["myst_parser", "sphinx_academic"]\nacademic_data = ["data/site.yaml"]\n'
    )
    site.write("index.md", "# Home\n\n```{toctree}\nprofile\nmanual\n```\n")
    site.write("profile.rst", ":layout: profile\n\nAbout\n=====\n\n.. profile::\n")
    site.write("manual.md", "---\nlayout: docs\n---\n\n# Manual\n\n## First part\n\n## Second part\n")
    return site


def layouts(folder: Path) -> dict[str, str]:
    found = {}
    for path in sorted(folder.glob("*.html")):
        text = path.read_text(encoding="utf-8")
        found[path.stem] = text.partition("academic-in-")[2].partition(" ")[0]
    return found


def test_a_page_names_its_layout_and_others_have_that_of_the_site(site: Site) -> None:
    built = site.build(html_theme="academic")
    assert layouts(built.folder) == {
        "genindex": "homepage",
        "index": "homepage",
        "manual": "docs",
        "profile": "profile",
        "search": "homepage",
    }
    again = site.build(html_theme="academic", html_theme_options={"layout": "docs"})
    assert {name for name, layout in layouts(again.folder).items() if layout == "docs"} == {
        "genindex",
        "index",
        "manual",
        "search",
    }


def test_the_profile_stands_beside_the_text_and_only_there(site: Site) -> None:
    page = site.build(html_theme="academic").page("profile.html")
    (side,) = page.find_class("academic-side")
    assert "Ada Example Reader in Steam" in " ".join(words(side).split())
    assert len(page.find_class("academic-photo")) == 1
    assert side.xpath(".//a[@rel='me']/@href") == ["https://github.com/ada"]
    (main,) = page.xpath("//main")
    assert "She listens to kettles." in words(main)
    assert not main.find_class("academic-profile-links")
    assert "ada AT example" not in words(main)


def test_in_other_builders_the_profile_is_whole(site: Site) -> None:
    text = site.build("text").text("profile.txt")
    assert "Reader in Steam" in text
    assert "GitHub" in text


def test_a_page_with_a_profile_is_written_anew_when_the_profile_changes(site: Site) -> None:
    site.build(html_theme="academic")
    site.write("data/site.yaml", PROFILE.replace("Reader", "Professor"))
    built = site.build(html_theme="academic")
    assert built.read == ("profile",)
    assert "Professor in Steam" in words(built.page("profile.html").find_class("academic-side")[0])


def test_a_page_that_is_called_by_the_name_says_it_once(site: Site) -> None:
    site.write("profile.rst", ":layout: profile\n\nAda EXAMPLE, kettles\n====================\n")
    (side,) = site.build(html_theme="academic").page("profile.html").find_class("academic-side")
    assert "Ada" not in words(side)
    assert "Reader in Steam" in words(side)


def test_a_documentation_has_its_pages_on_one_side_and_the_contents_on_the_other(site: Site) -> None:
    page = site.build(html_theme="academic").page("manual.html")
    (navigation,) = page.find_class("academic-navigation")
    assert [words(link) for link in navigation.iter("a")] == ["About", "Manual"]
    assert [words(link) for link in navigation.xpath(".//a[@aria-current='page']")] == ["Manual"]
    # Twice: beside the text, and folded above it where there is no room.
    for contents in page.find_class("academic-contents"):
        assert [words(link) for link in contents.iter("a")] == ["Manual", "First part", "Second part"]
    assert len(page.find_class("academic-contents")) == 2


DEEP = {
    "index.md": """\
        # Home

        ```{toctree}
        :caption: To begin with
        :numbered:

        guide/index
        ```

        ```{toctree}
        :caption: The rest

        about
        Elsewhere <https://example.org/>
        ```
        """,
    "guide/index.md": "# Guide\n\n```{toctree}\nwater\nkettle\n```\n",
    "guide/water.md": "# Water\n\n```{toctree}\nlime\n```\n",
    "guide/lime.md": "# Lime\n\n```{toctree}\nscale\n```\n",
    "guide/scale.md": "# Scale\n",
    "guide/kettle.md": "# Kettle\n",
    "about.md": "# About\n",
}


@pytest.fixture
def deep(site: Site) -> Site:
    """A documentation of several levels, in two parts."""
    for name in ("profile.rst", "manual.md"):
        (site.source / name).unlink()
    for name, text in DEEP.items():
        site.write(name, dedent(text))
    return site


def test_the_pages_of_a_documentation_unfold_to_every_depth_under_their_captions_and_numbers(
    deep: Site,
) -> None:
    built = deep.build(html_theme="academic", html_theme_options={"layout": "docs"})
    (navigation,) = built.page("guide/lime.html").find_class("academic-navigation")
    assert [words(heading) for heading in navigation.find_class("academic-heading")] == [
        "To begin with",
        "The rest",
    ]
    assert [" ".join(words(link).split()) for link in navigation.iter("a")] == [
        "1. Guide",
        "1.1. Water",
        "1.1.1. Lime",
        "1.1.1.1. Scale",
        "1.2. Kettle",
        "About",
        "Elsewhere",
    ]
    # What leads to the page and what is below it is unfolded; what the others hold opens without script.
    opened = [details.get("open") is not None for details in navigation.iter("details")]
    assert opened == [True, True, True]
    (elsewhere,) = built.page("about.html").find_class("academic-navigation")
    assert [details.get("open") for details in elsewhere.iter("details")] == [None, None, None]
    assert not built.page("about.html").find_class("academic-menu")


def test_a_site_that_is_partly_a_documentation_keeps_its_menu_everywhere(deep: Site) -> None:
    deep.write("guide/kettle.md", "---\nlayout: docs\n---\n\n# Kettle\n")
    built = deep.build(html_theme="academic")
    menus = [
        [words(link) for link in built.page(name).xpath("//header//nav//a")]
        for name in ("index.html", "guide/kettle.html")
    ]
    assert menus[0] == menus[1] == ["Guide", "Water", "Kettle", "About", "Elsewhere"]
    assert built.page("guide/kettle.html").find_class("academic-part")


def test_a_large_documentation_names_on_each_page_what_is_near_it(
    deep: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sphinx_academic.theme.menu._MOST_UNFOLDED", 5)
    built = deep.build(html_theme="academic", html_theme_options={"layout": "docs"})
    (navigation,) = built.page("guide/water.html").find_class("academic-navigation")
    assert [words(link).split()[-1] for link in navigation.iter("a")] == [
        "Guide",
        "Water",
        "Lime",
        "Kettle",
        "About",
        "Elsewhere",
    ]


def test_a_layout_that_there_is_not_is_told_with_the_nearest(site: Site) -> None:
    site.write("manual.md", "---\nlayout: doc\n---\n\n# Manual\n")
    built = site.build(html_theme="academic", warnings=["academic.option"])
    (told,) = built.warnings
    assert told.message == "There is no layout 'doc'. Did you mean 'docs'?"
    assert told.location.endswith("manual.md:2")
    assert layouts(built.folder)["manual"] == "homepage"


def test_a_profile_layout_without_a_profile_is_told(site: Site) -> None:
    site.write("data/site.yaml", "news: []\n")
    site.write("profile.rst", ":layout: profile\n\nAbout\n=====\n")
    built = site.build(html_theme="academic", warnings=["academic.config"])
    assert "the data hold none" in built.warnings[0].message


@pytest.mark.parametrize(
    ("language", "direction"), [("ar", "rtl"), ("he", "rtl"), ("de", None), ("zh_CN", None)]
)
def test_the_page_says_its_language_and_direction(site: Site, language: str, direction: str | None) -> None:
    page = site.build(html_theme="academic", language=language).page("index.html")
    assert page.get("lang") == language.replace("_", "-")
    assert page.get("dir") == direction
