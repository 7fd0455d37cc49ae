"""The colour of links: any colour of CSS, read well enough on the light and on the dark page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from sphinx_academic.problems import nearest
from sphinx_academic.theme.knobs import GROUNDS

if TYPE_CHECKING:
    from coloraide import Color

__all__ = ["Accent", "read_accent"]

ENOUGH = 4.5
"""The contrast that text needs (WCAG 2.2, 1.4.3, level AA)."""
PLENTY = 7.0
"""The contrast that the theme's own text has (WCAG 2.2, 1.4.6, level AAA)."""

_PALETTES = {
    "light": {knob.light: knob.name for knob in GROUNDS},
    "dark": {knob.dark: knob.name for knob in GROUNDS},
}
"""Palette → each ground and the custom property that it is."""


class Accent(NamedTuple):
    """Both colours as CSS has them, and what is to be said about them."""

    light: str
    dark: str
    remarks: tuple[str, ...] = ()


def read_accent(light: str, dark: str) -> Accent:
    """Read the colour for each palette; where one is empty, it is made of the other, of the same hue.

    A colour on which text is hard to read is replaced by the nearest of its hue that will do, which is a remark.
    Raises ValueError for what is no colour.
    """
    remarks: list[str] = []
    given = {palette: _colour(text) for palette, text in (("light", light), ("dark", dark)) if text}
    if len(given) == 1:
        # One colour for both: no colour is read well on paper and on slate, so one of the two is made of it.
        (only,) = given.values()
        best = max(_PALETTES, key=lambda palette: _contrast(only, _PALETTES[palette]))
        other = "dark" if best == "light" else "light"
        given = {best: only, other: _readable(only, other, PLENTY)}
    for palette, colour in given.items():
        ratio = _contrast(colour, _PALETTES[palette])
        if ratio < ENOUGH:
            worst = min(_PALETTES[palette], key=colour.contrast)
            found = _css(colour)
            given[palette] = _readable(colour, palette, ENOUGH)
            remarks.append(
                f"on {palette} pages {found} has a contrast of {_cut(ratio)}:1 to {worst} "
                f"({_PALETTES[palette][worst]}), and text needs {ENOUGH}:1; "
                f"{_css(given[palette])} would do, and is used instead."
            )
    return Accent(_css(given["light"]), _css(given["dark"]), tuple(remarks))


def _colour(text: str) -> Color:
    from coloraide import Color

    try:
        colour = Color(text.strip())
    except ValueError:
        from coloraide.css.color_names import name2val_map

        meant = nearest(text.strip(), name2val_map)
        guess = f"did you mean '{meant}'? " if meant else ""
        raise ValueError(f"{guess}A colour of CSS was expected: #1f5f8b, teal, oklch(45% 0.1 240).") from None
    if colour.alpha() < 1:
        raise ValueError("An opaque colour was expected, as its contrast must be known.")
    return colour


def _contrast(colour: Color, grounds: Iterable[str]) -> float:
    """The least contrast (WCAG 2.2, "contrast ratio": 1 to 21) of a colour to the grounds."""
    return min(float(colour.contrast(ground)) for ground in grounds)


def _readable(colour: Color, palette: str, wanted: float) -> Color:
    """The nearest colour of this hue that has the contrast: darker for the light page, lighter for the dark one."""
    if _contrast(colour, _PALETTES[palette]) >= wanted:
        return colour
    shade = colour.convert("oklch")
    # Black and white have it; the lightness between is halved until no eye sees a difference.
    too_little, enough = shade["lightness"], 0.0 if palette == "light" else 1.0
    found = colour.new("black" if palette == "light" else "white")
    while abs(too_little - enough) > 0.002:
        middle = (too_little + enough) / 2
        shown = shade.clone().set("lightness", middle).fit("srgb").convert("srgb")
        rounded = shown.new(shown.to_string(hex=True))
        if _contrast(rounded, _PALETTES[palette]) >= wanted:
            enough, found = middle, rounded
        else:
            too_little = middle
    return found


def _css(colour: Color) -> str:
    if colour.in_gamut("srgb"):
        return str(colour.convert("srgb").to_string(hex=True))
    return str(colour.convert("oklch").to_string())


def _cut(ratio: float) -> str:
    # Never rounded up: 4.496 is not enough, and must not be told as 4.5.
    return f"{int(ratio * 10) / 10:.1f}"
