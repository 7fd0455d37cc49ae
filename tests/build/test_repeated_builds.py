"""Builds that follow one another, and builds by several workers: the same bytes, and no work that is not needed."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image
from sites import Built, MakeSite, Site, Told, words

SHOWING = ("gallery", "list", "news", "short", "years")
"""The pages that show `data/site.yaml`."""
PAGES = (*SHOWING, "theses", "plain", "about", "index")

# Five pages show this file; each mistake is one problem.
MISTAKES = """\
publications:
  - title: Fog on Glass
    year: 2023-02-30
    image: images/none.png
    colour: grey
    url: javascript:alert(1)
  - author: Wilhelmina Dampf
  - title: "Whistles"
    key: fog
  - title: "Whistles again"
    key: fog
    links:
      - name: Paper
        url: files/none.pdf
"""
TOLD = (
    ("data/site.yaml:3:11", "academic.date"),
    ("data/site.yaml:4:12", "academic.image"),
    ("data/site.yaml:6:10", "academic.url"),
    ("data/site.yaml:7:5", "academic.missing"),
    ("data/site.yaml:11:10", "academic.duplicate"),
    ("data/site.yaml:14:14", "academic.link"),
    ("data/site.yaml:5:5", "academic.unknown_key"),
)


@pytest.fixture
def site(make_site: MakeSite) -> Site:
    """Nine pages, five of which show one file of data, and one another."""
    return make_site("many-pages")


def age(path: Path) -> None:
    """Make a file older, so that a change within the clock's grain is seen."""
    before = path.stat().st_mtime - 60
    os.utime(path, (before, before))


def built_before(site: Site) -> dict[str, int]:
    """Build once, pretend that it was a minute ago, and say when each page was written."""
    for path in site.source.rglob("*"):
        age(path)
    assert site.build().read == tuple(sorted(PAGES))
    return written(site)


def written(site: Site) -> dict[str, int]:
    pages = (site.folder / "build" / "html").glob("*.html")
    return {page.stem: page.stat().st_mtime_ns for page in pages if page.stem in PAGES}


def rewritten(site: Site, before: dict[str, int]) -> list[str]:
    return sorted(name for name, when in written(site).items() if when != before.get(name))


def titles(built: Built, page: str) -> list[str]:
    return [words(title) for title in built.page(f"{page}.html").find_class("academic-title")]


def test_four_workers_and_one_write_the_same_bytes(site: Site) -> None:
    one = site.run("html", "-j", "1", name="one").files()
    four = site.run("html", "-j", "4", name="four").files()
    assert one.keys() == four.keys()
    assert [name for name in one if one[name] != four[name]] == []
    assert b"Fog on Glass" in one["gallery.html"]


@pytest.mark.parametrize("builder", ["dirhtml", "latex"])
def test_other_builders_too_write_the_same_bytes(site: Site, builder: str) -> None:
    one = site.run(builder, "-j", "1", name="one").files()
    four = site.run(builder, "-j", "4", name="four").files()
    assert one == four


def test_a_second_build_reads_and_writes_nothing(site: Site) -> None:
    before = built_before(site)
    assert site.build().read == ()
    assert rewritten(site, before) == []


def test_a_second_build_finds_its_settings_as_the_first_has_left_them(site: Site) -> None:
    assert "configuration has changed" not in site.build().said
    assert "configuration has changed" not in site.build().said
    assert "configuration has changed" in site.build(academic_highlight=["Bee, A."], warnings=None).said


def test_touching_the_data_reads_the_pages_that_show_it_and_no_other(site: Site) -> None:
    built_before(site)
    (site.source / "data" / "site.yaml").touch()
    assert site.build().read == SHOWING


def test_editing_the_data_is_seen_on_the_pages_that_show_it_and_no_other_is_written(site: Site) -> None:
    before = built_before(site)
    data = site.source / "data" / "site.yaml"
    site.write("data/site.yaml", data.read_text(encoding="utf-8").replace("Fog on Glass", "Frost on Glass"))
    built = site.build()
    assert built.read == SHOWING
    # Sphinx writes a page anew when one in its toctree has been read.
    assert rewritten(site, before) == sorted([*SHOWING, "index"])
    for page in ("gallery", "list", "short"):
        assert any("Frost on Glass" in title for title in titles(built, page) or [built.text(f"{page}.html")])


def test_editing_another_file_reads_its_page_alone(site: Site) -> None:
    before = built_before(site)
    site.write("data/theses.yaml", "- title: Gusts\n")
    built = site.build()
    assert built.read == ("theses",)
    assert rewritten(site, before) == ["index", "theses"]
    assert titles(built, "theses") == ["Gusts"]


def test_data_that_is_gone_is_told_and_data_that_is_back_is_shown(site: Site) -> None:
    built_before(site)
    data = site.source / "data" / "site.yaml"
    text = data.read_text(encoding="utf-8")
    data.unlink()
    gone = site.build(warnings=["academic.file"])
    assert gone.read == SHOWING
    assert titles(gone, "gallery") == []
    site.write("data/site.yaml", text)
    back = site.build()
    assert set(SHOWING) <= set(back.read)
    assert titles(back, "gallery") == ["Fog on Glass", "Whistles in the Dark"]


def test_a_picture_that_is_replaced_is_copied_and_measured_again(site: Site) -> None:
    built_before(site)
    picture = site.source / "images" / "glass.png"
    Image.new("1", (9, 7)).save(picture)
    built = site.build()
    assert built.read == ("gallery",), "no other page shows pictures"
    (link,) = built.page("gallery.html").xpath("//figure/a")
    assert (link.get("data-width"), link.get("data-height")) == ("9", "7")
    assert (built.folder / link.get("href")).read_bytes() == picture.read_bytes()


def test_a_picture_that_was_missing_is_shown_when_it_is_there(site: Site) -> None:
    picture = site.source / "images" / "glass.png"
    kept = picture.read_bytes()
    picture.unlink()
    missing = site.build(warnings=["academic.image"])
    assert missing.page("gallery.html").xpath("//figure") == []
    picture.write_bytes(kept)
    there = site.build()
    assert len(there.page("gallery.html").xpath("//figure//img")) == 1


def test_a_change_of_the_highlighted_names_is_seen(site: Site) -> None:
    def highlighted(built: Built) -> set[str]:
        return {words(name) for name in built.page("list.html").find_class("academic-highlight")}

    assert "Otto Kessel" not in highlighted(site.build())
    assert "Otto Kessel" in highlighted(site.build(academic_highlight=["Otto Kessel"]))


def told(warnings: Sequence[Told]) -> tuple[tuple[str, str], ...]:
    return tuple((warning.location, warning.code) for warning in warnings)


@pytest.mark.parametrize("workers", ["1", "2", "4"])
def test_a_problem_is_told_once_and_the_worst_first(site: Site, workers: str) -> None:
    site.write("data/site.yaml", MISTAKES)
    site.write("news.md", "# News\n\n```{publications}\n```\n")
    built = site.run("html", "-j", workers, warnings=[code for _, code in TOLD])
    assert told(built.warnings) == TOLD


def test_problems_are_told_again_until_they_are_gone(site: Site) -> None:
    site.write("news.md", "# News\n\n```{publications}\n```\n")
    site.write("data/site.yaml", MISTAKES)
    codes = [code for _, code in TOLD]
    site.build(warnings=codes)
    age(site.source / "data" / "site.yaml")
    site.build(warnings=codes)
    site.write("data/site.yaml", "publications:\n  - title: Fog\n")
    site.build()


def load_none_of(site: Site, modules: set[str]) -> None:
    """Let builds fail that load one of these modules."""
    conf = (site.source / "conf.py").read_text(encoding="utf-8")
    conf += "import sys\ndef setup(app):\n    def check(app, error):\n"
    conf += f"        assert not {modules!r} & set(sys.modules)\n    app.connect('build-finished', check)\n"
    site.write("conf.py", conf)


def test_a_build_with_nothing_to_do_does_not_load_what_describes_records(site: Site) -> None:
    site.run(name="first", afresh=True)
    load_none_of(site, {"sphinx_academic.data.records"})
    site.run(name="first", afresh=True)


def test_a_build_with_nothing_to_do_makes_no_landing_page_and_no_file_beside_the_pages(site: Site) -> None:
    conf = (site.source / "conf.py").read_text(encoding="utf-8")
    site.write("conf.py", f'{conf}academic_paper_pages = True\nhtml_baseurl = "https://example.org/"\n')
    site.write("list.md", "# List\n\n```{publications}\n:feed: list.xml\n:download: bib\n```\n")
    site.run(name="first", afresh=True)
    load_none_of(site, {"sphinx_academic.formats.bibtex", "sphinx_academic.formats.feeds"})
    site.run(name="first", afresh=True)
