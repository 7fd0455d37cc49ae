"""The browser fixtures notice what must not happen: a request to another host, an error in a script."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import OpenPage, Serve


def write_page(folder: Path, body: str) -> None:
    page = f"<!doctype html><html lang=en><link rel=icon href=data:,><title>Page</title>{body}</html>"
    (folder / "index.html").write_text(page, encoding="utf-8")


def test_a_page_that_asks_nobody_else_has_no_foreign_requests(
    page: OpenPage, serve: Serve, tmp_path: Path
) -> None:
    write_page(tmp_path, "<p id=here>Here<img src=data:image/gif;base64,R0lGODlhAQABAAAAACw= alt=''>")
    opened = page()
    opened.goto(serve(tmp_path), wait_until="networkidle")
    assert opened.inner_text("#here") == "Here"
    assert opened.foreign_requests == []
    assert opened.script_errors == []


@pytest.mark.parametrize(
    ("body", "address"),
    [
        ("<img src='http://pictures.example/a.png' alt=''>", "http://pictures.example/a.png"),
        ("<script src='https://scripts.example/a.js'></script>", "https://scripts.example/a.js"),
        ("<style>body { background: url(http://192.0.2.1/b.png) }</style>", "http://192.0.2.1/b.png"),
        ("<script>fetch('http://data.example/c').catch(() => {})</script>", "http://data.example/c"),
        ("<script>new WebSocket('ws://sockets.example/d')</script>", "ws://sockets.example/d"),
    ],
    ids=["picture", "script", "style", "fetch", "socket"],
)
def test_a_request_to_another_host_is_noticed(
    page: OpenPage, serve: Serve, tmp_path: Path, body: str, address: str
) -> None:
    write_page(tmp_path, body)
    opened = page()
    opened.goto(serve(tmp_path), wait_until="networkidle")
    assert opened.foreign_requests == [address]


def test_an_error_in_a_script_is_noticed(page: OpenPage, serve: Serve, tmp_path: Path) -> None:
    write_page(tmp_path, "<script>throw new Error('out of tea')</script>")
    opened = page()
    opened.goto(serve(tmp_path), wait_until="networkidle")
    assert ["out of tea" in error for error in opened.script_errors] == [True]


def test_a_missing_file_is_noticed(page: OpenPage, serve: Serve, tmp_path: Path) -> None:
    write_page(tmp_path, "<img src=nowhere.png alt=''>")
    opened = page()
    opened.goto(serve(tmp_path), wait_until="networkidle")
    assert ["404" in error and "nowhere.png" in error for error in opened.console_errors] == [True]


def test_what_a_policy_forbids_is_noticed(page: OpenPage, serve: Serve, tmp_path: Path) -> None:
    write_page(tmp_path, "<p style='color: red'>Red?</p>")
    opened = page()
    opened.goto(serve(tmp_path, policy="default-src 'self'; img-src data:"), wait_until="networkidle")
    assert ["inline style" in error for error in opened.console_errors] == [True]


def test_a_page_has_the_size_and_the_options_asked_for(page: OpenPage, serve: Serve, tmp_path: Path) -> None:
    write_page(tmp_path, "<noscript><p id=off>No script</p></noscript>")
    opened = page(viewport=(390, 844), java_script_enabled=False)
    opened.goto(serve(tmp_path))
    assert opened.viewport_size == {"width": 390, "height": 844}
    assert opened.inner_text("#off") == "No script"
