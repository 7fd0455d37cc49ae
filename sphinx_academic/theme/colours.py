"""Colours: that of links, read well enough on both palettes, and those of code as one style sheet and for Pygments."""

from __future__ import annotations

import re
from collections.abc import Mapping
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from pygments import token
from pygments.style import Style
from pygments.token import STANDARD_TYPES, Token, _TokenType

from sphinx_academic.setting_values import Remarked, did_you_mean

if TYPE_CHECKING:
    from coloraide import Color
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_academic.theme.looks import ThemeLook

ENOUGH = 4.5
"""The contrast that text needs (WCAG 2.2, 1.4.3, level AA)."""
PLENTY = 7.0
"""The contrast that the theme's own text has (WCAG 2.2, 1.4.6, level AAA)."""

_Grounds = Mapping[str, str]
"""What links stand on in one palette: each colour, and the custom property that it is."""


def read_accent(light: str, dark: str, look: ThemeLook) -> Remarked:
    """Read the colour for each palette as CSS has it; where one is empty, it is made of the other, of the same hue.

    A colour that is hard to read is replaced by the nearest of its hue that will do, and remarked on.
    """
    remarks: list[str] = []
    grounds: dict[str, _Grounds] = {
        palette: {colours[number]: name for name, colours in look.grounds.items()}
        for number, palette in enumerate(("light", "dark"))
    }
    given = {palette: _colour(text) for palette, text in (("light", light), ("dark", dark)) if text}
    if len(given) == 1:
        # One colour for both: no colour is read well on paper and on slate, so one of the two is made of it.
        (only,) = given.values()
        best = max(grounds, key=lambda palette: _contrast(only, grounds[palette]))
        other = "dark" if best == "light" else "light"
        given = {best: only, other: _readable(only, grounds[other], PLENTY, lighter=other == "dark")}
    for palette, colour in given.items():
        ratio = _contrast(colour, grounds[palette])
        if ratio < ENOUGH:
            worst = min(grounds[palette], key=colour.contrast)
            given[palette] = _readable(colour, grounds[palette], ENOUGH, lighter=palette == "dark")
            # Never rounded up: 4.496 is not enough, and must not be told as 4.5.
            remarks.append(
                f"on {palette} pages {_css(colour)} has a contrast of {int(ratio * 10) / 10:.1f}:1 to {worst} "
                f"({grounds[palette][worst]}), and text needs {ENOUGH}:1; "
                f"{_css(given[palette])} would do, and is used instead."
            )
    return Remarked({palette: _css(given[palette]) for palette in grounds}, tuple(remarks))


def _colour(text: str) -> Color:
    from coloraide import Color
    from coloraide.css.color_names import name2val_map

    try:
        colour = Color(text.strip())
    except ValueError:
        guess = did_you_mean(text.strip(), name2val_map)
        raise ValueError(f"{guess}A colour of CSS was expected: #1f5f8b, teal, oklch(45% 0.1 240).") from None
    if colour.alpha() < 1:
        raise ValueError("An opaque colour was expected, as its contrast must be known.")
    return colour


def _contrast(colour: Color, grounds: _Grounds) -> float:
    """The least contrast (WCAG 2.2, "contrast ratio": 1 to 21) of a colour to what links stand on."""
    return min(float(colour.contrast(ground)) for ground in grounds)


def _readable(colour: Color, grounds: _Grounds, wanted: float, *, lighter: bool) -> Color:
    """The nearest colour of this hue that has the contrast: darker for the light page, lighter for the dark one."""
    if _contrast(colour, grounds) >= wanted:
        return colour
    shade = colour.convert("oklch")
    # Black and white have it; the lightness between is halved until no eye sees a difference.
    too_little, enough, found = shade["lightness"], 0.0, colour.new("black")
    if lighter:
        enough, found = 1.0, colour.new("white")
    while abs(too_little - enough) > 0.002:
        middle = (too_little + enough) / 2
        shown = shade.clone().set("lightness", middle).fit("srgb").convert("srgb")
        rounded = shown.new(shown.to_string(hex=True))
        if _contrast(rounded, grounds) >= wanted:
            enough, found = middle, rounded
        else:
            too_little = middle
    return found


def _css(colour: Color) -> str:
    if colour.in_gamut("srgb"):
        return str(colour.convert("srgb").to_string(hex=True))
    return str(colour.convert("oklch").to_string())


Manner = Mapping[str, Any]
"""How Pygments says that a kind of token is set: ``color``, ``bgcolor``, ``bold``, ``italic``, ``underline``."""


def code_colours(builder: StandaloneHTMLBuilder) -> str:
    """Pygments' styles for light and dark pages in one sheet: Sphinx has two, and its dark one follows the system only."""
    light = builder.highlighter.formatter_args["style"]
    dark = builder.dark_highlighter.formatter_args["style"] if builder.dark_highlighter else light
    return sheet_of(dict(light), dict(dark))


def sheet_of(light: Mapping[_TokenType, Manner], dark: Mapping[_TokenType, Manner]) -> str:
    """One rule for each manner of setting, which kinds of token share; what looks like all other text has none."""
    plain = _declarations(light[Token], dark[Token])
    classes: dict[str, list[str]] = {}
    for kind, short in STANDARD_TYPES.items():
        if short and kind in light and kind in dark:
            said = _declarations(light[kind], dark[kind])
            if said != plain:
                classes.setdefault(said, []).append(f".{short}")
    rules = {".highlight": plain} if plain else {}
    rules |= {f".highlight :is({', '.join(names)})": said for said, names in classes.items()}
    return "".join(f"{selector} {{ {said} }}\n" for selector, said in rules.items())


def _declarations(light: Manner, dark: Manner) -> str:
    said = []
    for key, name, otherwise in (
        ("color", "color", "currentColor"),
        ("bgcolor", "background", "transparent"),
    ):
        if light[key] or dark[key]:
            one, other = (f"#{manner[key]}" if manner[key] else otherwise for manner in (light, dark))
            said.append(f"{name}: {one if one == other else f'light-dark({one}, {other})'}")
    # What is bold or slanted on light pages is so on dark ones.
    further = {
        "bold": "font-weight: 600",
        "italic": "font-style: italic",
        "underline": "text-decoration: underline",
    }
    return "; ".join([*said, *(declaration for key, declaration in further.items() if light[key])])


_CODE = """
#222222 #e9e5d9: Token
#4b483f #b8b2a2: Comment Generic.Output
#4b483f #b8b2a2 noitalic: Comment.Preproc Comment.Special Generic.Prompt
#8c1d18 #ff9d87: Keyword Operator.Word Name.Tag Generic.Deleted
#1d4f7c #9cc7ef: Keyword.Constant Number String.Symbol String.Escape String.Interpol
#2f5a1e #b5d48b: String String.Regex Generic.Inserted
#5b2f7d #d8b4f0: Name.Function Name.Decorator Name.Attribute
#7a4300 #f0c27b: Name.Class Name.Exception Name.Namespace Name.Entity
#0d5757 #86d1c8: Name.Builtin Name.Variable Name.Constant Keyword.Type
#4b483f #b8b2a2: Punctuation Operator
#222222 #e9e5d9 bold: Generic.Heading Generic.Subheading
#8c1d18 #ff9d87: Error Generic.Error Generic.Traceback
italic: Generic.Emph
bold: Generic.Strong
"""
"""The colours on light and on dark pages, the manner, and the kinds of token that are set so."""


def _styles(colour: str) -> dict[_TokenType, str]:
    rows = (row.split(": ") for row in _CODE.strip().splitlines())
    return {
        attrgetter(kind)(token): re.sub(r"(#\w+) (#\w+)", colour, manner)
        for manner, kinds in rows
        for kind in kinds.split()
    }


class AcademicLight(Style):  # type: ignore[misc]
    """Dark letters on cream."""

    name = "academic-light"
    background_color = "#f8f6e6"
    highlight_color = "#fff0b3"
    styles = _styles(r"\1")


class AcademicDark(Style):  # type: ignore[misc]
    """Light letters on a dark ground."""

    name = "academic-dark"
    background_color = "#262420"
    highlight_color = "#3d3616"
    styles = _styles(r"\2")
