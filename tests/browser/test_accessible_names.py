"""The audit's look at names: articles without one, and links that nothing around tells apart."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from example_pages import EVERY

from audit.accessible_names import faults_of

if TYPE_CHECKING:
    from conftest import OpenPage, Serve, WatchedPage


def faults(page: WatchedPage) -> list[str]:
    session = page.context.new_cdp_session(page)
    return [*faults_of(session.send("Accessibility.getFullAXTree")["nodes"])]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<article><p>Tea</p></article>", ["an article without a name: Tea"]),
        ("<article aria-label=Tea><p>Tea</p></article>", []),
        ("<h2>2025<a href=#a title=Link>¶</a></h2>", ["a heading called 2025¶"]),
        ("<h2 aria-label=2025>2025<a href=#a title=Link>¶</a></h2>", []),
        ("<p><a href=/1>Paper</a></p><p><a href=/1>Paper</a></p>", []),
        ("<p><a href=/1>Paper</a></p><p><a href=/2>Paper</a></p>", ["2 links called 'Paper', such as http"]),
        ("<p>One <a href=/1>Paper</a></p><p>Two <a href=/2>Paper</a></p>", []),
        ("<ul><li>One <p><a href=/1>Paper</a></p><li>Two <p><a href=/2>Paper</a></p></ul>", []),
        ("<h2>A</h2><p><a href=/1>Paper</a></p><h2>B</h2><p><a href=/2>Paper</a></p>", []),
        (
            "<h2>A</h2><p><a href=/1>Paper</a></p><p><a href=/2>Paper</a></p>",
            ["2 links called 'Paper' in 'A', such as http"],
        ),
        (
            "<table><tr><th>-<th>X<th>Y<tr><th>One<td><a href=/1>•</a><td><a href=/2>•</a></table>",
            [],
        ),
        (
            "<ul><li><a href=/>A</a><ul><li><a href=/1>Use</a></ul><li><a href=/>B</a><ul><li><a href=/2>Use</a></ul></ul>",
            [],
        ),
    ],
)
def test_what_is_found(page: OpenPage, serve: Serve, tmp_path: Path, body: str, found: list[str]) -> None:
    text = f"<!doctype html><html lang=en><meta charset=utf-8><link rel=icon href=data:,><title>Page</title>{body}</html>"
    (tmp_path / "index.html").write_text(text, encoding="utf-8")
    opened = page()
    opened.goto(serve(tmp_path))
    told = faults(opened)
    assert len(told) == len(found)
    assert all(each.startswith(begin) for each, begin in zip(told, found, strict=True))


@pytest.mark.parametrize("name", EVERY)
def test_every_page_of_the_example_names_what_it_shows(
    page: OpenPage, serve: Serve, built_site: Path, name: str
) -> None:
    opened = page()
    opened.goto(f"{serve(built_site)}/{name}")
    assert faults(opened) == []
