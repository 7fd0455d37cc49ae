"""Works that author and year cannot tell apart: further names first, then letters."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from sphinx_academic.data.naming import letters
from sphinx_academic.data.values.dates import with_letter
from sphinx_academic.domain.citing.letters import CitedLabel, told_apart


def cited(*works: tuple[str, Sequence[str], str]) -> dict[str, tuple[int, str]]:
    """How many names and which letter works need; each has a key, names, and a year."""

    def label_of(names: Sequence[str], most: int) -> str:
        shown = len(names) if len(names) <= 2 or 1 < most >= len(names) - 1 else most
        return ", ".join(names[:shown]) + (" et al." if shown < len(names) else "")

    labels = [
        CitedLabel(key, year, len(names), lambda most, names=names: label_of(names, most))  # type: ignore[misc]
        for key, names, year in works
    ]
    return {key: tuple(apart) for key, apart in told_apart(labels).items()}  # type: ignore[misc]


def test_works_that_differ_need_nothing() -> None:
    assert cited(("a", "X", "2020"), ("b", "X", "2021"), ("c", "Y", "2020"), ("d", "XY", "2020")) == {}


def test_letters_follow_the_order_of_the_list() -> None:
    assert cited(("b", "X", "2020"), ("c", "Y", "2020"), ("a", "X", "2020")) == {"b": (1, "a"), "a": (1, "b")}


def test_names_that_tell_apart_are_shown_and_no_letter() -> None:
    assert cited(("a", "XYZ", "2020"), ("b", "XAZ", "2020")) == {"a": (2, ""), "b": (2, "")}


def test_as_many_names_are_shown_as_it_takes() -> None:
    works = (("a", "XYZVW", "2020"), ("b", "XYABC", "2020"), ("c", "XQRST", "2020"))
    assert cited(*works) == {"a": (3, ""), "b": (3, ""), "c": (2, "")}


def test_names_that_leave_some_alike_are_shown_with_letters() -> None:
    works = (("a", "XYZV", "2020"), ("b", "XQZV", "2020"), ("c", "XYZV", "2020"))
    assert cited(*works) == {"a": (2, "a"), "b": (2, ""), "c": (2, "b")}


def test_names_that_tell_nothing_apart_are_not_shown() -> None:
    assert cited(("a", "XYZ", "2020"), ("b", "XYZ", "2020")) == {"a": (1, "a"), "b": (1, "b")}


def test_a_thousand_names_cost_no_more_than_twenty() -> None:
    names = [f"n{number}" for number in range(1000)]
    found = cited(("a", [*names, "x"], "2020"), ("b", [*names, "y"], "2020"))
    assert found == {"a": (1, "a"), "b": (1, "b")}


@pytest.mark.parametrize(
    ("place", "letter"), [(0, "a"), (25, "z"), (26, "aa"), (27, "ab"), (51, "az"), (52, "ba"), (702, "aaa")]
)
def test_behind_z_come_two_letters(place: int, letter: str) -> None:
    assert letters(place) == letter


@pytest.mark.parametrize(
    ("year", "said"),
    [("2020", "2020b"), ("n.d.", "n.d.-b"), ("in press", "in press-b"), ("c. 1850", "c. 1850b")],
)
def test_a_letter_stands_off_from_words(year: str, said: str) -> None:
    assert with_letter(year, "b") == said
    assert with_letter(year, "") == year
