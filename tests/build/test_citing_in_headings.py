"""A work that is cited in a heading is named in menus, contents and titles as it is in the heading."""

from __future__ import annotations

from sites import Built, MakeSite, words

FIRST = (
    "What :pub:t:`lid` found\n=======================\n\n:pub:p:`tap`\n\n"
    "Against :pub:`other`\n--------------------\n\nText.\n\nBy :pub:p:`our words <tap>`\n---------------------------\n\nText.\n"
)


def menu(built: Built, page: str) -> list[str]:
    """What the table of contents of a page says."""
    return [words(link) for link in built.page(page).xpath("//div[contains(@class, 'toctree-wrapper')]//a")]


def test_contents_titles_and_menus_say_what_the_heading_says(make_site: MakeSite) -> None:
    site = make_site("citing-alike")
    site.write("first.rst", FIRST)
    built = site.build()
    page = built.page("first.html")
    assert page.findtext("head/title").startswith("What Sorokina (2021a) found")
    assert words(page.find(".//h1")).startswith("What Sorokina (2021a) found")
    assert menu(built, "index.html")[:3] == ["What Sorokina (2021a) found", "Against Coal", "By our words"]
    (following,) = built.page("index.html").xpath("//link[@rel='next']/@title")
    assert following == "What Sorokina (2021a) found"
    index = built.text("searchindex.js")
    assert "What Sorokina (2021a) found" in index
    assert "What lid found" not in index


def test_headings_elsewhere_change_with_the_letters(make_site: MakeSite) -> None:
    site = make_site("citing-alike")
    site.write("first.rst", FIRST)
    site.build()
    second = (site.source / "second.rst").read_text(encoding="utf-8")
    site.write("second.rst", f"{second}\n:pub:p:`handle`\n")
    again = site.build()
    assert again.read == ("second",)
    assert menu(again, "index.html")[0] == "What Sorokina (2021b) found"
    assert again.page("first.html").findtext("head/title").startswith("What Sorokina (2021b) found")


def test_books_and_texts_have_the_headings(make_site: MakeSite) -> None:
    site = make_site("citing-alike")
    site.write("first.rst", FIRST)
    site.build("epub", epub_copyright="2026", version="1", warnings=None)
    for name in ("toc.ncx", "nav.xhtml"):
        assert "What Sorokina (2021a) found" in (site.folder / "build" / "epub" / name).read_text(
            encoding="utf-8"
        )
    assert "* What Sorokina (2021a) found" in site.build("text").text("index.txt")
    numbered = site.run("html", "-j", "2", "-D", "academic_cite_style=number", name="numbered")
    assert menu(numbered, "index.html")[0] == "What Sorokina [6] found"
