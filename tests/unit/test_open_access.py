"""Whether a work is open to all: as it is written, and what is told where that says nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_academic.data.collection import Collection, collect
from sphinx_academic.formats import read_bytes


def site(written: str) -> Collection:
    text = f"publications:\n- title: On the Patience of Tidal Clocks\n  open_access: {written}\n"
    return collect([read_bytes(text.encode(), Path("site.yaml"), "site.yaml")])


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("green", ("green", "")),
        ("Gold OA", ("gold", "")),
        ("hybrid open access", ("hybrid", "")),
        ("platinum", ("diamond", "")),
        ("true", ("open", "")),
        ("Open Access", ("open", "")),
        ("oa", ("open", "")),
        ("false", ("closed", "")),
        ("closed access", ("closed", "")),
        ("https://eelmarsh.example/a.pdf", ("open", "https://eelmarsh.example/a.pdf")),
        ("{status: green, url: https://eelmarsh.example/a.pdf}", ("green", "https://eelmarsh.example/a.pdf")),
        ("{url: https://eelmarsh.example/a.pdf}", ("open", "https://eelmarsh.example/a.pdf")),
    ],
)  # fmt: skip
def test_it_is_a_word_an_address_or_both(written: str, expected: tuple[str, str]) -> None:
    found = site(written)
    assert not found.problems
    assert found.publications[0].open_access == expected


@pytest.mark.parametrize(
    ("written", "expected", "message"),
    [
        ("gren", "green", "'gren' is no kind of open access; 'green' is taken."),
        ("{status: hybird}", "hybrid", "'hybird' is no kind of open access; 'hybrid' is taken."),
        ("7", None, "'7' is no kind of open access; it is left out."),
        ("[gold]", None, "'[gold]' is no kind of open access; it is left out."),
        ("{}", None, "No kind of open access is given; it is left out."),
    ],
)
def test_what_is_no_word_for_it_is_told_with_the_nearest(
    written: str, expected: str | None, message: str
) -> None:
    found = site(written)
    (problem,) = found.problems
    assert (problem.line, problem.column, problem.message) == (3, 16, message)
    access = found.publications[0].open_access
    assert (access.status if access else None) == expected


def test_an_address_that_must_not_be_followed_is_dropped() -> None:
    found = site("{status: green, url: 'javascript:alert(1)'}")
    assert [(each.line, each.column, each.code) for each in found.problems] == [(3, 37, "url")]
    assert found.publications[0].open_access == ("green", "")


def test_only_what_is_closed_is_not_free() -> None:
    read = [site(word).publications[0].open_access for word in ("bronze", "true", "closed")]
    assert [access.is_free for access in read if access] == [True, True, False]
