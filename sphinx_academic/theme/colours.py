"""Colours of links: how they stand out from the pages they are on (WCAG 2.2, "contrast ratio")."""

from __future__ import annotations

from typing import NamedTuple

Colour = tuple[int, int, int]
"""Red, green and blue from 0 to 255."""


class Side(NamedTuple):
    """Light or dark pages: the grounds that links lie on, and what a colour is mixed with to stand out more."""

    name: str
    grounds: tuple[Colour, ...]
    towards: Colour


class Accent(NamedTuple):
    """The colour of links on light and on dark pages, as ``#rrggbb``."""

    light: str
    dark: str


ACCENTS = (
    Side("light", ((0xFF, 0xFF, 0xF6), (0xF8, 0xF6, 0xE6)), (0, 0, 0)),
    Side("dark", ((0x1B, 0x1A, 0x17), (0x26, 0x24, 0x20)), (255, 255, 255)),
)


def read_colour(text: str) -> Colour | None:
    """A colour of CSS (``#1f5f8b``, ``teal``, ``rgb(…)``, ``hsl(…)``), or None."""
    from PIL import ImageColor

    try:
        return ImageColor.getrgb(text)[:3]
    except ValueError:
        return None


def as_hex(colour: Colour) -> str:
    """The colour as ``#rrggbb``."""
    return "#" + "".join(f"{part:02x}" for part in colour)


def luminance(colour: Colour) -> float:
    """From 0 for black to 1 for white (WCAG 2.2, "relative luminance")."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(colour: Colour, side: Side) -> float:
    """The ratio, from 1 to 21, to the ground from which the colour stands out least."""
    ratios = []
    for ground in side.grounds:
        lighter, darker = sorted((luminance(colour), luminance(ground)), reverse=True)
        ratios.append((lighter + 0.05) / (darker + 0.05))
    return min(ratios)


def adjusted(colour: Colour, side: Side, reach: float = 4.5) -> Colour:
    """The nearest shade, darker or lighter, that reaches a contrast."""
    for step in range(101):
        share = step / 100
        mixed = tuple(
            round(part * (1 - share) + other * share)
            for part, other in zip(colour, side.towards, strict=True)
        )
        found = (mixed[0], mixed[1], mixed[2])
        if contrast(found, side) >= reach:
            return found
    return side.towards
