"""The colours of code as one style sheet, which follows the system and the switch as the rest of the page does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pygments.token import STANDARD_TYPES, Token

CODE_COLOURS = "academic-code-colours.css"

Manner = Mapping[str, Any]
"""How Pygments says that a kind of token is set: ``color``, ``bgcolor``, ``bold``, ``italic``, ``underline``."""


def code_colours(builder: Any) -> str:
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
