"""The search page shows what titles, names and headings hold as characters, in every version of Sphinx."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from building import build_html
from playwright.sync_api import expect

if TYPE_CHECKING:
    from conftest import OpenPage, Serve

# Without quotation marks, which pages make typographic.
IMAGE = "<img src=x onerror=window.executed=1>"
CONF = """\
extensions = ["sphinx_academic"]
html_theme = "alabaster"
academic_paper_pages = {pages}
"""
DATA = f"""\
publications:
- title: Kettles \\<em>sing\\</em> a<x>c</x> and {IMAGE}
  venue: Journal of <x>Steam</x> {IMAGE}
  author: 'Ann <x>Bee</x> {IMAGE}'
  year: 2024
  key: kettles
  abstract: Whistling <x>is</x> {IMAGE} not singing.
news:
- text: Whistles a<x>c</x> {IMAGE}
  date: 2024-01-01
"""
PAGE = """\
Papers
======

.. publications:: data.yaml
   :group-by: venue

.. newsfeed:: data.yaml
"""


@pytest.fixture(scope="module", params=["entries", "landing pages"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("search-page")
    (folder / "source").mkdir()
    texts = {
        "conf.py": CONF.format(pages=request.param == "landing pages"),
        "data.yaml": DATA,
        "index.rst": PAGE,
    }
    for name, text in texts.items():
        (folder / "source" / name).write_text(text, encoding="utf-8")
    build_html(folder / "source", folder / "html")
    # What is not written again comes out of the index of the build before.
    (folder / "source" / "other.rst").write_text(":orphan:\n\nOther\n=====\n", encoding="utf-8")
    build_html(folder / "source", folder / "html")
    return folder / "html"


QUERIES = (
    f"Kettles <em>sing</em> a<x>c</x> and {IMAGE}",
    f"Journal of <x>Steam</x> {IMAGE}",
    "kettles",
    "steam",
    "whistles",
)


def test_results_show_signs_of_html_as_characters(page: OpenPage, serve: Serve, site: Path) -> None:
    opened = page()
    for query in QUERIES:
        opened.goto(f"{serve(site)}/search.html?q={quote(query)}")
        results = opened.locator("#search-results")
        expect(results.locator("li").first).to_contain_text("<x>")
        opened.wait_for_load_state("networkidle")
        assert results.locator("img, x, em").count() == 0
        assert "&lt;" not in results.inner_text()
        assert opened.evaluate("window.executed") is None
