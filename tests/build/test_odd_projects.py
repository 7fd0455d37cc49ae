"""Directives in odd places and files with odd names; each of these ended a build or lost something once."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from PIL import Image
from sphinx.testing.util import SphinxTestApp
from sphinx.util.console import strip_escape_sequences

Build = Callable[..., Path]


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Build files (name → text) with a builder; a warning that is not expected (by its code) fails."""

    def run(
        files: dict[str, str], *, builder: str = "html", expected: tuple[str, ...] = (), **settings: Any
    ) -> Path:
        source = tmp_path / "source"
        for name, text in {"conf.py": "", **files}.items():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_text(text, encoding="utf-8")
        defaults = {
            "project": "Odd",
            "version": "1",
            "copyright": "2024, Ada",
            "extensions": ["myst_parser", "sphinx_academic"],
            # MyST adds its suffix to Sphinx's own default, for every later build in the process.
            "source_suffix": {".rst": "restructuredtext"},
            "academic_data": ["data/site.yaml"],
        }
        app = SphinxTestApp(
            builder, source, builddir=tmp_path / "build", confoverrides={**defaults, **settings}
        )
        try:
            app.build()
            told = strip_escape_sequences(app.warning.getvalue())
            codes = re.findall(r"\[([\w.]+)\]$", told, re.MULTILINE)
            assert codes == list(expected), told
            assert ".yaml.rst" not in told, told
            assert told.count("WARNING:") + told.count("ERROR:") == len(expected), told
            return Path(app.outdir)
        finally:
            app.cleanup()

    return run


def picture(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (4, 3), "red").save(path, format="PNG")


def addresses(page: Path, attribute: str) -> list[str]:
    return [
        unescape(found) for found in re.findall(rf'{attribute}="([^"]+)"', page.read_text(encoding="utf-8"))
    ]


TWO_YEARS = "publications:\n- {title: One, year: 2024}\n- {title: Two, year: 2023}\n"


def test_a_grouped_list_with_a_name_can_be_linked_to(build: Build) -> None:
    page = "Root\n====\n\n.. publications::\n   :group-by: year\n   :name: papers\n\nSee :ref:`the list <papers>`.\n"
    html = build({"index.rst": page, "data/site.yaml": TWO_YEARS}) / "index.html"
    assert "#publications-2024" in addresses(html, "href")


def test_links_from_page_to_page_in_markdown_are_no_business_of_the_extension(build: Build) -> None:
    files = {
        "index.md": "# Root\n\nSee [there](#there) and {any}`there`.\n\n```{toctree}\n:maxdepth: 1\n\nother\n```\n",
        "other.md": "# Other\n\n(there)=\n## There\n",
        "data/site.yaml": TWO_YEARS,
    }
    html = build(files) / "index.html"
    assert addresses(html, "href").count("other.html#there") == 2


def test_sections_within_eval_rst_have_ids_of_their_own(build: Build) -> None:
    directive = "```{publications}\n:group-by: year\n```\n"
    within = "```{eval-rst}\n.. publications::\n   :group-by: year\n```\n"
    html = build({"index.md": f"# Root\n\n{directive}\n{within}", "data/site.yaml": TWO_YEARS}) / "index.html"
    ids = [found for found in addresses(html, "id") if found.startswith("publications-")]
    assert len(ids) == len(set(ids)) == 4


PAGE = {"index.rst": "Root\n====\n\n.. publications::\n"}


def test_files_beside_the_second_data_file_are_found(build: Build, tmp_path: Path) -> None:
    picture(tmp_path / "source" / "lab" / "loop.png")
    files = {
        **PAGE,
        "data/site.yaml": "publications:\n- title: One\n",
        "lab/more.yaml": "publications:\n- {title: Two, image: loop.png, url: paper.pdf}\n",
        "lab/paper.pdf": "x",
    }
    html = build(files, academic_data=["data/site.yaml", "lab/more.yaml"]) / "index.html"
    assert [href for href in addresses(html, "href") if "loop" in href] == ["_images/loop.png"]


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_a_link_to_a_file_of_the_site_leads_to_its_copy(build: Build, builder: str) -> None:
    files = {
        "index.rst": "Root\n====\n\n.. toctree::\n\n   sub/page\n",
        "sub/page.rst": "Sub\n===\n\n.. publications::\n",
        "data/site.yaml": "publications:\n- {title: One, url: papers/my paper.pdf}\n",
        "papers/my paper.pdf": "the paper",
    }
    out = build(files, builder=builder)
    page = out / ("sub/page.html" if builder == "html" else "sub/page/index.html")
    links = [href for href in addresses(page, "href") if href.endswith(".pdf")]
    assert len(links) == 1
    assert (page.parent / unquote(links[0])).read_text(encoding="utf-8") == "the paper"


def test_a_book_does_not_link_to_files_that_it_does_not_hold(build: Build) -> None:
    files = {**PAGE, "data/site.yaml": "publications:\n- {title: One, url: paper.pdf}\n", "paper.pdf": "x"}
    page = build(files, builder="epub") / "index.xhtml"
    assert not [href for href in addresses(page, "href") if href.endswith(".pdf")]


ODD_NAMES = [
    "a b.png",
    "100%.png",
    "per%20cent.png",
    "q?.png",
    "h#.png",
    "日本.png",
    "UP.PNG",
    "a&b.png",
    "it's.png",
]


def test_pictures_with_odd_names_are_shown(build: Build, tmp_path: Path) -> None:
    for name in ODD_NAMES:
        picture(tmp_path / "source" / "images" / name)
    entries = "".join(f'- title: One\n  image: "images/{name}"\n' for name in ODD_NAMES)
    html = (
        build({**PAGE, "data/site.yaml": f"publications:\n{entries}"}, expected=("academic.output",))
        / "index.html"
    )
    shown = [href for href in addresses(html, "href") if href.startswith("_images/")]
    assert len(shown) == len(ODD_NAMES)
    assert all((html.parent / unquote(src)).is_file() for src in shown)


@pytest.mark.parametrize("field", ["image", "url"])
def test_a_name_too_long_for_any_file_is_told_and_ends_nothing(build: Build, field: str) -> None:
    data = f"publications:\n- title: One\n  {field}: {'x' * 5000}.png\n"
    expected = "academic.image" if field == "image" else "academic.link"
    html = build({**PAGE, "data/site.yaml": data}, expected=(expected,)) / "index.html"
    assert "One" in html.read_text(encoding="utf-8")


@pytest.mark.parametrize("builder", ["html", "latex"])
def test_files_that_hold_no_picture_are_told_and_not_shown(build: Build, builder: str) -> None:
    files = {
        **PAGE,
        "images/empty.png": "",
        "images/text.png": "no picture",
        "data/site.yaml": "publications:\n- {title: One, images: [images/empty.png, images/text.png, index.rst]}\n",
    }
    out = build(files, builder=builder, expected=("academic.image",) * 3)
    if builder == "html":
        assert "<img" not in (out / "index.html").read_text(encoding="utf-8")
    else:
        assert "includegraphics{{empty}" not in (out / "odd.tex").read_text(encoding="utf-8")


def test_more_problems_than_are_told_are_counted_at_the_file(build: Build) -> None:
    entries = "".join(f"- {{title: T{number}, image: no{number}.png}}\n" for number in range(203))
    files = {**PAGE, "data/site.yaml": f"publications:\n{entries}"}
    build(files, expected=("academic.image",) * 100)


def test_empty_lines_within_names_and_addresses_do_not_end_a_paragraph_of_tex(build: Build) -> None:
    data = json.dumps(
        {
            "publications": [
                {"title": "T", "links": [{"name": "One\n\ntwo", "url": "https://x.example/One\n\ntwo"}]}
            ]
        }
    )
    tex = (build({**PAGE, "data/site.yaml": data}, builder="latex") / "odd.tex").read_text(encoding="utf-8")
    assert "\\sphinxhref{https://x.example/Onetwo}{One two}" in tex


def test_a_venue_without_a_word_still_has_a_heading(build: Build) -> None:
    page = "Root\n====\n\n.. publications::\n   :group-by: venue\n"
    data = 'publications:\n- {title: One, venue: "<!-- none -->"}\n'
    build({"index.rst": page, "data/site.yaml": data}, builder="texinfo")


def test_an_entry_whose_picture_is_missing_has_no_empty_column(build: Build) -> None:
    data = "publications:\n- {title: One, image: none.png}\n"
    html = build({**PAGE, "data/site.yaml": data}, expected=("academic.image",)) / "index.html"
    assert "academic-figures" not in html.read_text(encoding="utf-8")
