"""Whatever happened to a build or to its files, the next build is right: nothing missing, nothing damaged, nothing left over."""

from __future__ import annotations

import gc
import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from sites import Built, MakeSite, Site, words

from sphinx_academic.pages.build import _builds as known_builds

LIST = "# Papers\n\n```{publications}\n:layout: gallery\n:download: bib, ris\n:feed: papers.xml\n```\n"


@pytest.fixture
def site(make_site: MakeSite) -> Site:
    """A site with landing pages, a paper, a feed, files to download, thumbnails and a search."""
    site = make_site("landing")
    site.write("papers.md", LIST)
    show_picture(site, 1)
    return site


def show_picture(site: Site, seed: int) -> None:
    """Put a picture there that is large enough for thumbnails; those of all seeds have the same size."""
    pixels = random.Random(seed).randbytes(500 * 300)
    Image.frombytes("L", (500, 300), pixels).save(site.source / "images" / "steam.png", compress_level=0)


def change(site: Site, old: str, new: str, name: str = "data/site.yaml") -> None:
    text = (site.source / name).read_text(encoding="utf-8")
    assert old in text
    site.write(name, text.replace(old, new))


def unfinished(site: Site) -> list[Path]:
    return [path for path in site.folder.rglob("*") if "unfinished" in path.name]


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def spoil(path: Path) -> None:
    path.write_bytes(b"?" * path.stat().st_size)


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml"])
def test_what_is_gone_cut_or_spoilt_is_there_again(site: Site, builder: str) -> None:
    first = site.build(builder)
    whole = first.files()
    kinds = {Path(name).suffix for name in whole}
    assert {".html", ".xml", ".bib", ".ris", ".webp", ".pdf", ".css", ".js", ".png"} <= kinds
    for damage in (Path.unlink, cut, spoil):
        for name in whole:
            damage(first.folder / name)
        assert site.build(builder, warnings=None).files() == whole, damage.__name__


def test_one_damaged_file_has_nothing_else_written(site: Site) -> None:
    first = site.build()
    cut(first.folder / "papers" / "boiling.html")
    cut(first.folder / "talks.html")
    whole = {
        name: (first.folder / name).stat().st_mtime_ns for name in ("papers.html", "papers/undated.html")
    }
    built = site.build()
    assert built.read == ()
    assert words(built.page("papers/boiling.html").xpath("//h1")[0]).startswith("Boiling")
    assert words(built.page("talks.html").xpath("//h1")[0]).startswith("Talks")
    assert {name: (first.folder / name).stat().st_mtime_ns for name in whole} == whole


def test_search_does_not_find_words_that_are_gone(site: Site) -> None:
    assert "zirconium" in site.build().text("searchindex.js")
    change(site, "zirconium", "ytterbium")
    index = site.build().text("searchindex.js")
    assert "ytterbium" in index
    assert "zirconium" not in index


def others_stay(site: Site, built: Built) -> Callable[[], None]:
    """Put files of somebody else among the output; gives what looks whether they are there."""
    own = {
        built.folder / name: f"{name} is mine"
        for name in ("papers/own.html", "own.bib", "_images/academic/own.webp")
    }
    for path, text in own.items():
        path.write_text(text)

    def check() -> None:
        for path, text in own.items():
            assert path.read_text() == text
            path.unlink()

    return check


@pytest.mark.parametrize(("builder", "folder"), [("html", False), ("dirhtml", "works")])
def test_what_nobody_asks_for_any_more_goes(
    site: Site, make_site: MakeSite, builder: str, folder: object
) -> None:
    first = site.build(builder)
    check = others_stay(site, first)
    assert (first.folder / "papers.xml").is_file()
    site.write("papers.md", "# Papers\n\n```{publications}\n```\n")
    change(site, "    images: {url: images/steam.png, caption: Steam, alt: A cloud}\n", "")
    left = set(site.build(builder, academic_paper_pages=folder).files())
    check()
    clean = Site("landing", site.folder / "clean")
    for name in ("papers.md", "data/site.yaml", "images/steam.png"):
        (clean.source / name).write_bytes((site.source / name).read_bytes())
    wanted = set(clean.build(builder, academic_paper_pages=folder).files())
    # Of what Sphinx wrote nothing goes, with us or without.
    gone = {name for name in left - wanted if "papers/own" not in name and "own." not in name}
    assert {name for name in gone if not name.startswith(("_downloads/", "_images/steam"))} <= {
        ".buildinfo.bak"
    }
    assert wanted <= left


def test_a_file_that_somebody_put_in_the_place_of_ours_stays(site: Site) -> None:
    site.build()
    site.write("papers.md", LIST.replace(":feed: papers.xml\n", ""))
    site.write("extra/papers.xml", "<mine/>")
    built = site.build(html_extra_path=["extra"])
    assert built.text("papers.xml") == "<mine/>"


def replaced(path: Path, content: bytes) -> None:
    """Put another file there, of the same size and with an older date."""
    assert len(content) == path.stat().st_size
    path.write_bytes(content)
    os.utime(path, (1_000_000_000, 1_000_000_000))


def test_a_paper_is_copied_when_it_is_another_of_the_same_size_and_an_older_date(site: Site) -> None:
    paper = site.source / "files" / "boiling.pdf"
    assert (site.build().folder / "papers" / "boiling.pdf").read_bytes() == paper.read_bytes()
    replaced(paper, paper.read_bytes()[::-1])
    assert (site.build().folder / "papers" / "boiling.pdf").read_bytes() == paper.read_bytes()


def test_a_picture_is_shown_anew_when_it_is_another_of_the_same_size_and_an_older_date(site: Site) -> None:
    def thumbnails(built: Built) -> set[str]:
        return {path.name for path in (built.folder / "_images" / "academic").iterdir()}

    before = thumbnails(site.build())
    picture = site.source / "images" / "steam.png"
    old = picture.read_bytes()
    show_picture(site, 2)
    new = picture.read_bytes()
    picture.write_bytes(old)
    replaced(picture, new)
    built = site.build()
    assert (built.folder / "_images" / "steam.png").read_bytes() == new
    assert before and not before & thumbnails(built)


def test_pages_are_right_when_another_builder_has_read_the_change(site: Site) -> None:
    site.build("html")
    (site.folder / "build" / "doctrees").mkdir(exist_ok=True)
    site.build("dirhtml")
    change(site, "title: Undated", "title: Dated after all")
    site.build("html")
    assert "Dated after all" in site.build("dirhtml").text("papers/index.html")


def test_a_build_that_was_killed_at_a_page_has_all_pages_written_by_the_next(site: Site) -> None:
    conf = (site.source / "conf.py").read_text(encoding="utf-8")
    killing = (
        "import os, pathlib, signal\n"
        "def setup(app):\n"
        "    def kill(app, name, *others):\n"
        "        if pathlib.Path('kill-at').read_text() == name:\n"
        "            os.kill(os.getpid(), signal.SIGKILL)\n"
        "    app.connect('html-page-context', kill)\n"
    )
    site.write("conf.py", conf + killing + 'html_theme = "basic"\n')
    change(site, "```{toctree}\n", "```{toctree}\n:glob:\n\nabout*\n", "index.md")
    site.write("about.md", "# About\n")
    at = site.folder / "kill-at"
    at.write_text("nowhere")
    site.run(name="killed")
    title = "Undated"
    # A page that names one that is new, one that shows the data, one that Sphinx does not know, and the last of all.
    for number, page in enumerate(("index", "papers", "papers/undated", "search")):
        change(site, f"title: {title}", f"title: Killed at {page}")
        title = f"Killed at {page}"
        site.write(f"about-{number}.md", f"# {title} in the table of contents\n")
        at.write_text(page)
        site.run(name="killed", status=-9)
        at.write_text("nowhere")
        built = site.run(name="killed")
        assert title in built.text("papers.html")
        assert title in built.text("index.html")
        assert built.files() == site.run(name=f"clean-{number}").files()


# Disks that are full


def test_a_full_disk_fails_the_build_with_the_name_of_the_file(site: Site) -> None:
    (site.source / "files" / "boiling.pdf").write_bytes(b"%PDF-1.4\n" + b"0" * 4_000_000)
    told = site.run_with_small_disk(3_000_000)
    assert "papers/boiling.pdf' cannot be written: File too large. Make room on the disk" in told
    assert unfinished(site) == []
    assert site.run(name="small").files() == site.run(name="clean").files()


def test_a_page_that_sphinx_could_not_write_whole_fails_the_build(site: Site) -> None:
    conf = (site.source / "conf.py").read_text(encoding="utf-8")
    large = (
        "def setup(app):\n    app.connect('html-page-context', lambda app, name, template, context, tree: "
    )
    large += "context.update(body=context.get('body', '') + ' ' * 4_000_000 * (name == 'talks')))\n"
    site.write("conf.py", conf + large)
    assert "talks.html" in site.run_with_small_disk(3_000_000)
    assert site.run(name="small").files() == site.run(name="clean").files()


def test_what_is_known_of_a_build_goes_with_it(site: Site) -> None:
    """Whoever builds again and again in one process, as servers of previews do, keeps none of the builds before."""
    site.build()
    gc.collect()
    before = len(known_builds)
    for _ in range(3):
        site.build()
    gc.collect()
    assert len(known_builds) <= before + 1
