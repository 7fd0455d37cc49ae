"""Codes in running text are found, marked once, and nothing else is; names and quantities stay on a line."""

from __future__ import annotations

import pytest

from sphinx_academic.content.fragments import Element
from sphinx_academic.content.typography import CODES, LINING, kept_together, with_codes


@pytest.mark.parametrize(
    "code",
    ["EEEM068", "EP/T019751/1", "3D", "COVID-19", "H2O", "DA 210", "DA\N{NO-BREAK SPACE}210", "f0", "x12"],
)
def test_a_code_is_found_in_a_sentence(code: str) -> None:
    assert [found[0] for found in CODES.finditer(f"This is {code}, (not 2024).")] == [code]


@pytest.mark.parametrize(
    "text",
    [
        "in 2024, of 101 students",
        "the 1990s",
        "ICASSP 2024",
        "https://example.org/EEEM068",
        "10.1109/TASLP.2020",
        "2024-11-02",
        "WhistleNet2",
        "A and B",
    ],
)
def test_what_is_no_code_is_left_alone(text: str) -> None:
    assert not CODES.search(text)


def test_codes_are_marked_in_what_is_read_and_not_in_code() -> None:
    literal = Element("literal", ("EEEM068",))
    strong = Element("strong", ("for DA 210",))
    assert with_codes(("I teach EEEM068", literal, strong, ".")) == (
        "I teach ",
        Element("span", ("EEEM068",), LINING),
        literal,
        Element("strong", ("for ", Element("span", ("DA 210",), LINING))),
        ".",
    )


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("by Mark D Plumbley, Ann Bee", "by Mark~D~Plumbley, Ann Bee"),
        ("Mark D. Plumbley", "Mark~D.~Plumbley"),
        ("W. K. Dampf", "W.~K.~Dampf"),
        ("at 4.2 GHz and 20 °C, 5 % of 3 kettles", "at 4.2~GHz and 20~°C, 5~% of 3 kettles"),
        ("in 2024 students", "in 2024 students"),
        ("10 minutes, 10 min", "10 minutes, 10~min"),
        ("A kettle. I listen.", "A kettle. I listen."),
    ],
)
def test_no_line_ends_within_a_name_or_before_a_unit(text: str, kept: str) -> None:
    assert kept_together(text) == kept.replace("~", "\N{NO-BREAK SPACE}")
