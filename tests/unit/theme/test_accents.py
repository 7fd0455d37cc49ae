"""The colour of links is read well on both palettes, or a remark says what would be."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from coloraide import Color
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_academic.theme import colours
from sphinx_academic.theme.looks import LOOKS

CLASSIC = LOOKS["classic"]


class Accent(NamedTuple):
    light: str
    dark: str
    remarks: tuple[str, ...] = ()


def read_accent(light: str, dark: str) -> Accent:
    read = colours.read_accent(light, dark, CLASSIC)
    return Accent(**read.value, remarks=read.remarks)


def contrast(colour: str, palette: str) -> float:
    number = ("light", "dark").index(palette)
    return min(Color(colour).contrast(ground[number]) for ground in CLASSIC.grounds.values())


def test_a_good_pair_is_taken_as_it_is() -> None:
    assert read_accent("#1f5f8b", "#8fc7ee") == Accent("#1f5f8b", "#8fc7ee")


def test_of_one_dark_colour_that_of_the_dark_page_is_made() -> None:
    accent = read_accent("#1f5f8b", "")
    assert accent.light == "#1f5f8b"
    assert accent.remarks == ()
    assert contrast(accent.dark, "dark") >= 7
    hue = Color(accent.dark).convert("oklch")["hue"]
    assert hue == pytest.approx(Color("#1f5f8b").convert("oklch")["hue"], abs=8)


def test_one_light_colour_is_for_the_dark_page() -> None:
    accent = read_accent("gold", "")
    assert accent.dark == "#ffd700"
    assert contrast(accent.light, "light") >= 7
    assert accent.remarks == ()


def test_a_colour_that_is_hard_to_read_is_told_with_its_ratio_and_what_would_do() -> None:
    accent = read_accent("tomato", "#ff9d87")
    (remark,) = accent.remarks
    assert remark.startswith(
        "on light pages #ff6347 has a contrast of 2.5:1 to #fff0b3 (--academic-mark), and text needs 4.5:1; #"
    )
    assert remark.endswith(f"{accent.light} would do, and is used instead.")
    assert 4.5 <= contrast(accent.light, "light") < 4.8


@pytest.mark.parametrize("colour", ["teal", "TEAL", "rgb(0 128 128)", "hsl(180deg 100% 25%)", "#008080"])
def test_every_spelling_of_a_colour_is_one_colour(colour: str) -> None:
    assert read_accent(colour, "#8fc7ee").light == read_accent("#008080", "#8fc7ee").light


def test_a_colour_beyond_what_hexadecimal_can_say_is_kept() -> None:
    assert read_accent("color(display-p3 0 0.35 0.1)", "white").light.startswith("oklch(")


@settings(max_examples=30)
@given(st.tuples(*[st.integers(0, 255)] * 3), st.tuples(*[st.integers(0, 255)] * 3))
def test_whatever_is_given_links_can_be_read(light: tuple[int, int, int], dark: tuple[int, int, int]) -> None:
    accent = read_accent("#{:02x}{:02x}{:02x}".format(*light), "#{:02x}{:02x}{:02x}".format(*dark))
    assert contrast(accent.light, "light") >= 4.5
    assert contrast(accent.dark, "dark") >= 4.5


@settings(max_examples=30)
@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_whatever_one_colour_is_given_links_can_be_read(one: tuple[int, int, int]) -> None:
    accent = read_accent("#{:02x}{:02x}{:02x}".format(*one), "")
    assert contrast(accent.light, "light") >= 4.5
    assert contrast(accent.dark, "dark") >= 4.5
