"""Notes and footnotes in the margin: what stands beside what, on narrow windows and without script."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from building import build_html
from playwright.sync_api import Locator, expect

if TYPE_CHECKING:
    from conftest import OpenPage, Serve

PAGE = """\
Page
====

A kettle whistles when steam passes through two plates with a hole in each [#one]_, and nobody knows why it does not
sing as other pots do.

.. margin:: On tea

   Green tea needs no whistle, and of others it is told in the books that nobody reads any more.

Another paragraph.

.. [#one] At the foot.
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("margin")
    (folder / "index.rst").write_text(PAGE)
    (folder / "conf.py").write_text("extensions = ['sphinx_academic']\nhtml_theme = 'academic'\n")
    build_html(folder, folder / "built")
    return folder / "built"


def box(found: Locator) -> dict[str, float]:
    given = found.bounding_box()
    assert given is not None
    return dict(given)


def test_notes_and_footnotes_stand_beside_their_text(page: OpenPage, serve: Serve, site: Path) -> None:
    opened = page(viewport=(1200, 900))
    opened.goto(serve(site) + "/index.html")
    note, foot = opened.locator("aside.academic-margin"), opened.locator("aside.footnote")
    text = opened.locator(".academic-noted > p")
    for each in (note, foot):
        assert box(each)["x"] > box(text)["x"] + box(text)["width"]
        assert box(each)["x"] + box(each)["width"] < 1200
    assert abs(box(note)["y"] - box(text)["y"]) < 12
    assert box(foot)["y"] >= box(note)["y"] + box(note)["height"]
    expect(opened.locator("aside.footnote-list")).to_be_hidden()
    # The address of the footnote is the same, and so is the way back.
    opened.locator("a.footnote-reference").click()
    expect(opened.locator("aside.footnote:target")).to_have_count(1)
    opened.set_viewport_size({"width": 1199, "height": 900})
    expect(opened.locator("aside.footnote-list aside.footnote")).to_be_visible()
    assert box(note)["y"] > box(text)["y"] + box(text)["height"] - 1


def test_without_script_footnotes_are_at_the_foot(page: OpenPage, serve: Serve, site: Path) -> None:
    opened = page(viewport=(1280, 900), java_script_enabled=False)
    opened.goto(serve(site) + "/index.html")
    expect(opened.locator("aside.footnote-list aside.footnote")).to_be_visible()
