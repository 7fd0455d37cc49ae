"""What the audit says is what it found: limits, tables, inline code, and what a host sends."""

from __future__ import annotations

import gzip
import urllib.error
import urllib.request
from pathlib import Path

import pytest

pytest.importorskip("axe_playwright_python", reason="the audit looks at pages in a browser")

from audit.pages import inline_code
from audit.results import Row, all_of, as_markdown, as_text, at_least, at_most, none_of, not_measured
from audit.server import POLICY, Server


@pytest.mark.parametrize(("found", "met"), [(299.4, True), (300.4, True), (300.6, False)])
def test_a_figure_is_held_against_its_limit_as_it_is_shown(found: float, met: bool) -> None:
    row = at_most("weight", found, 300, " kB")
    assert row == Row("weight", "≤ 300 kB", f"{found:.0f} kB", met)


@pytest.mark.parametrize(("found", "met"), [(89.4, False), (90, True), (100, True)])
def test_a_score_is_held_against_the_lowest_that_will_do(found: float, met: bool) -> None:
    assert at_least("score", found, 90).met is met


def test_of_faults_there_may_be_none() -> None:
    assert none_of("errors", []).met is True
    row = none_of("errors", ["a.html: one", "b.html: two"])
    assert (row.found, row.met, row.details) == ("2", False, ("a.html: one", "b.html: two"))


def test_all_have_to_be_right() -> None:
    assert all_of("visits", [(True, "a"), (True, "b")])[1:4] == ("2 of 2", "2 of 2", True)
    row = all_of("visits", [(True, "a"), (False, "b: Times")])
    assert (row.found, row.met, row.details) == ("1 of 2", False, ("b: Times",))


def test_what_is_not_measured_is_neither_met_nor_missed() -> None:
    row = not_measured("Lighthouse", "no Node")
    assert row.met is None
    assert "not measured: no Node" in as_text([row])


def test_the_table_tells_what_is_wrong_and_where() -> None:
    text = as_text([at_least("score", 50, 90), none_of("errors", [f"page {number}" for number in range(30)])])
    assert "MISSED" in text
    assert "page 19" in text
    assert "page 20" not in text
    assert "and 10 more" in text


def test_the_documentation_gets_a_table() -> None:
    assert as_markdown([at_least("score", 98, 90)]).splitlines() == [
        "| Measured | Reach | Found |",
        "|---|---|---|",
        "| score | ≥ 90 | 98 |",
    ]


@pytest.mark.parametrize(
    "html",
    [
        '<p style="color: red">Red</p>',
        "<style>p { color: red }</style>",
        '<button type="button" onclick="alert()">Now</button>',
        "<script>alert()</script>",
        '<script type="module">alert()</script>',
    ],
)
def test_code_in_the_page_is_found(tmp_path: Path, html: str) -> None:
    (tmp_path / "index.html").write_text(html, encoding="utf-8")
    assert len([*inline_code(tmp_path, ["index.html"])]) == 1


@pytest.mark.parametrize(
    "html",
    [
        '<script src="a.js" defer="defer"></script>',
        '<script type="application/ld+json">{"@type": "Person"}</script>',
        '<p class="style">A style="…" in words</p>',
        '<link rel="stylesheet" href="a.css" />',
    ],
)
def test_files_and_data_are_no_code_in_the_page(tmp_path: Path, html: str) -> None:
    (tmp_path / "index.html").write_text(html, encoding="utf-8")
    assert [*inline_code(tmp_path, ["index.html"])] == []


def test_pages_are_sent_as_a_host_sends_them(tmp_path: Path) -> None:
    text = "<p>Kettle</p>\n" * 200
    (tmp_path / "index.html").write_text(text, encoding="utf-8")
    (tmp_path / "picture.webp").write_bytes(b"RIFF")
    with Server(tmp_path) as server:
        with urllib.request.urlopen(f"{server.address}/") as answer:
            assert answer.headers["Content-Security-Policy"] == POLICY
            assert answer.headers["Content-Encoding"] == "gzip"
            assert gzip.decompress(answer.read()).decode() == text
        with urllib.request.urlopen(f"{server.address}/picture.webp") as answer:
            assert answer.headers["Content-Encoding"] is None
            assert answer.headers["Content-Type"] == "image/webp"


@pytest.mark.parametrize("path", ["missing.html", "../secret.txt", "%2e%2e/secret.txt"])
def test_nothing_else_is_sent(tmp_path: Path, path: str) -> None:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (tmp_path / "site").mkdir()
    with Server(tmp_path / "site") as server, pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(f"{server.address}/{path}")
