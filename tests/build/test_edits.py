"""After any edits a build of what has changed writes what a clean build writes, byte for byte."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from trials.edits import Edits, Workshop, run
from trials.project import Block

SEQUENCES: dict[str, tuple[str, list[tuple[str, dict[str, Any]]]]] = {
    "the menu, and the links to the pages before and after, where a page has another title": (
        "html",
        [("retitle_page", {"number": 1, "word": "Dew", "build": True})],
    ),
    "the menu and these links, where a page is moved": (
        "dirhtml",
        [("reorder_pages", {"number": 3, "build": True})],
    ),
    "the search index, where what a publication's own page says is gone": (
        "html",
        [("edit_record", {"file": 3, "number": 0, "change": ("abstract", ""), "build": True})],
    ),
    "the profile beside the text, where the layout comes from conf.py and the data change later": (
        "html",
        [
            ("change_conf", {"setting": ("html_theme_options", {"layout": "profile"}), "build": True}),
            ("change_profile", {"change": ("role", "Head of *Steam*"), "build": True}),
            ("change_picture", {"name": "images/red.png", "facts": ("navy", (500, 320)), "build": True}),
        ],
    ),
    "links of records to a file that was missing": (
        "html",
        [
            ("change_paper", {"name": "files/one.pdf", "text": None, "build": True}),
            ("change_paper", {"name": "files/one.pdf", "text": "six", "build": True}),
        ],
    ),
    "the message of a link to a page that is gone": (
        "html",
        [
            (
                "edit_record",
                {
                    "file": 3,
                    "number": 0,
                    "change": ("links", [{"name": "Slides", "url": "team.md"}]),
                    "build": True,
                },
            ),
            ("remove_page", {"number": 1, "build": True}),
        ],
    ),
    "links to a publication's own page, where another one takes its place": (
        "html",
        [
            (
                "add_block",
                {
                    "number": 3,
                    "place": 9,
                    "block": Block("directive", "publications", "/data/sets", {"layout": "compact"}),
                    "build": False,
                },
            ),
            ("rename_key", {"file": 0, "number": 0, "word": "Fog", "build": False}),
            ("rename_key", {"file": 2, "number": 0, "word": "Fog", "build": True}),
            ("remove_record", {"file": 0, "number": 0, "build": True}),
        ],
    ),
    "files that are older than the build, in place of others": (
        "html",
        [
            ("change_picture", {"name": "images/red.png", "facts": ("navy", (500, 320)), "build": True}),
            ("edit_record", {"file": 3, "number": 0, "change": ("title", "Rime at $x^2$"), "build": True}),
            ("retitle_page", {"number": 2, "word": "Dew", "build": True}),
            ("go_back", {"number": 3, "with_times": True, "build": True}),
        ],
    ),
}
"""What has to be right → the builder, and the edits, most with a build behind them."""


@pytest.fixture(scope="module")
def workshop() -> Iterator[Workshop]:
    """Processes that have loaded Sphinx, for all tests of this file."""
    shop = Workshop()
    yield shop
    shop.close()


@pytest.mark.parametrize("name", SEQUENCES)
def test_edits_leave_what_a_clean_build_writes(workshop: Workshop, name: str) -> None:
    builder, edits = SEQUENCES[name]
    site = type("Site", (Edits,), {"workshop": workshop})()
    site.begin(builder=builder, workers=1, hash_seed=0, clean_workers=2, clean_hash_seed=0)
    for edit, how in edits:
        getattr(site, edit)(**how)
    site.teardown()
    assert len(workshop.found) == 0


def test_random_edits_leave_what_a_clean_build_writes() -> None:
    tried = run(sequences=10, start=1, steps=5)
    assert tried.sequences >= 10
    assert tried.found == []
