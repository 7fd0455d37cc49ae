"""Colours: that of links, read well enough on both palettes, and those of code as one style sheet and for Pygments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from pygments.style import Style
from pygments.token import (
    STANDARD_TYPES,
    Comment,
    Error,
    Generic,
    Keyword,
    Name,
    Number,
    Operator,
    Punctuation,
    String,
    Token,
    _TokenType,
)

from sphinx_academic.problems import nearest
from sphinx_academic.theme.knobs import GROUNDS

if TYPE_CHECKING:
    from coloraide import Color
    from sphinx.builders.html import StandaloneHTMLBuilder

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


CODE_COLOURS = "academic-code-colours.css"

Manner = Mapping[str, Any]
"""How Pygments says that a kind of token is set: ``color``, ``bgcolor``, ``bold``, ``italic``, ``underline``."""


def code_colours(builder: StandaloneHTMLBuilder) -> str:
    """Pygments' styles for light and dark pages in one sheet: Sphinx has two, and its dark one follows the system only."""
    light = builder.highlighter.formatter_args["style"]
    dark = builder.dark_highlighter.formatter_args["style"] if builder.dark_highlighter else light
    return sheet_of(dict(light), dict(dark))


def sheet_of(light: Mapping[Any, Manner], dark: Mapping[Any, Manner]) -> str:
    """One rule for each manner of setting, which kinds of token share; what looks like all other text has none."""
    plain = _declarations(light[Token], dark[Token])
    classes: dict[str, list[str]] = {}
    for kind, short in STANDARD_TYPES.items():
        if short and kind in light and kind in dark:
            said = _declarations(light[kind], dark[kind])
            if said != plain:
                classes.setdefault(said, []).append(f".{short}")
    rules = [(".highlight", plain)] if plain else []
    rules += [(f".highlight :is({', '.join(names)})", said) for said, names in classes.items()]
    return "".join(f"{selector} {{ {said} }}\n" for selector, said in rules)


def _declarations(light: Manner, dark: Manner) -> str:
    said = []
    for key, name in (("color", "color"), ("bgcolor", "background")):
        if light[key] or dark[key]:
            said.append(f"{name}: {_both(light[key], dark[key], 'transparent' if key == 'bgcolor' else '')}")
    # What is bold or slanted on light pages is so on dark ones.
    if light["bold"]:
        said.append("font-weight: 600")
    if light["italic"]:
        said.append("font-style: italic")
    if light["underline"]:
        said.append("text-decoration: underline")
    return "; ".join(said)


def _both(light: str | None, dark: str | None, otherwise: str) -> str:
    one, other = (f"#{colour}" if colour else otherwise or "currentColor" for colour in (light, dark))
    return one if one == other else f"light-dark({one}, {other})"


# Kinds of token → how they are set, and their colours on light and dark pages.
_COLOURS: Mapping[tuple[_TokenType, ...], tuple[str, str, str]] = {
    (Token,): ("", "#222222", "#e9e5d9"),
    (Comment, Generic.Output): ("", "#4b483f", "#b8b2a2"),
    (Comment.Preproc, Comment.Special, Generic.Prompt): ("noitalic", "#4b483f", "#b8b2a2"),
    (Keyword, Operator.Word, Name.Tag, Generic.Deleted): ("", "#8c1d18", "#ff9d87"),
    (Keyword.Constant, Number, String.Symbol, String.Escape, String.Interpol): ("", "#1d4f7c", "#9cc7ef"),
    (String, String.Regex, Generic.Inserted): ("", "#2f5a1e", "#b5d48b"),
    (Name.Function, Name.Decorator, Name.Attribute): ("", "#5b2f7d", "#d8b4f0"),
    (Name.Class, Name.Exception, Name.Namespace, Name.Entity): ("", "#7a4300", "#f0c27b"),
    (Name.Builtin, Name.Variable, Name.Constant, Keyword.Type): ("", "#0d5757", "#86d1c8"),
    (Punctuation, Operator): ("", "#4b483f", "#b8b2a2"),
    (Generic.Heading, Generic.Subheading): ("bold", "#222222", "#e9e5d9"),
    (Error, Generic.Error, Generic.Traceback): ("", "#8c1d18", "#ff9d87"),
    (Generic.Emph,): ("italic", "", ""),
    (Generic.Strong,): ("bold", "", ""),
}


def _styles(dark: bool) -> dict[Any, str]:
    return {
        kind: f"{manner} {colours[dark]}".strip()
        for kinds, (manner, *colours) in _COLOURS.items()
        for kind in kinds
    }


class AcademicLight(Style):  # type: ignore[misc]
    """Dark letters on cream."""

    name = "academic-light"
    background_color = "#f8f6e6"
    highlight_color = "#fff0b3"
    styles = _styles(False)


class AcademicDark(Style):  # type: ignore[misc]
    """Light letters on a dark ground."""

    name = "academic-dark"
    background_color = "#262420"
    highlight_color = "#3d3616"
    styles = _styles(True)
