"""A problem says where it is, shows the line, and names the remedy."""

from __future__ import annotations

import pytest

from sphinx_academic.problems import Code, Problem, nearest


def problem(line: int = 41, column: int = 7, hint: str = "", excerpt: str = "") -> Problem:
    return Problem("data/site.yaml", line, column, Code.SYNTAX, "Something is wrong.", hint, excerpt)


@pytest.mark.parametrize(
    ("line", "column", "location"),
    [
        (41, 7, "data/site.yaml:41:7"),
        (41, 0, "data/site.yaml:41"),
        (0, 0, "data/site.yaml:1"),
        (0, 7, "data/site.yaml:1"),
    ],
)
def test_the_place_is_one_that_editors_can_open(line: int, column: int, location: str) -> None:
    assert problem(line, column).location == location


def test_message_and_remedy_stand_in_one_line() -> None:
    assert problem().text == "Something is wrong."
    assert problem(hint="Do this.").text == "Something is wrong. Do this."


def test_the_line_is_shown_with_a_caret_below_the_column() -> None:
    assert problem(excerpt="  title: a: b", hint="Put it in quotes.").text.splitlines() == [
        "Something is wrong.",
        "  41 |   title: a: b",
        "     |       ^",
        "  Put it in quotes.",
    ]


def test_a_tab_is_shown_as_one_visible_sign() -> None:
    lines = problem(2, 2, excerpt="\t\ttitle: a").text.splitlines()
    assert lines[1:] == ["  2 | →→title: a", "    |  ^"]


@pytest.mark.parametrize("column", [1, 50, 120, 5000, 9999])
def test_of_a_long_line_the_part_around_the_column_is_shown(column: int) -> None:
    excerpt = "".join(chr(97 + index % 26) for index in range(9999))
    _, shown, caret = problem(3, column, excerpt=excerpt).text.splitlines()
    assert len(shown) <= len("  3 | ") + 100
    assert shown[caret.index("^")] == excerpt[column - 1]
    assert caret.index("|") == shown.index("|")


def test_a_column_behind_the_end_of_the_line_is_shown_there() -> None:
    assert problem(3, 9, excerpt="title: a").text.splitlines()[-1] == "    |         ^"


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("yaer", "year"),
        ("Group_By", "group-by"),
        ("GROUP-BY", "group-by"),
        ("year", "year"),
        ("yearr", "year"),
        ("zzz", None),
        ("colour", None),
        ("", None),
    ],
)
def test_the_nearest_word_is_the_one_that_was_meant(word: str, meant: str | None) -> None:
    assert nearest(word, ["year", "title", "group-by"]) == meant


def test_the_nearest_of_no_words_is_none() -> None:
    assert nearest("year", []) is None


def test_every_code_is_documented_and_can_be_suppressed_by_its_name() -> None:
    assert [code for code in Code if str(code) != code.name.lower()] == []


def test_what_would_do_something_to_a_terminal_is_shown_as_a_sign() -> None:
    """As `check` prints it, and as a build does."""
    told = Problem("x.yaml", 1, 3, Code.SYNTAX, "Not \x1b[2J here", "\x9b", "a\x00b\x07")
    assert told.text.splitlines() == ["Not �[2J here", "  1 | a�b�", "    |   ^", "  �"]
