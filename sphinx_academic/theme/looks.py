"""The looks of the theme: what each sets where an option says nothing else, and the sheet that draws it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

Palettes = tuple[str, str]
"""A colour on light and on dark pages."""


class ThemeLook(NamedTuple):
    """What a page looks like. A test holds the colours to the sheet."""

    name: str
    sheet: str
    fonts: str
    """A name in `FONT_SETS`."""
    line_height: str
    """Distance of the lines; empty for what the typeface has elsewhere."""
    accent: Palettes
    grounds: Mapping[str, Palettes]
    """What links stand on, by custom property."""
    description: str


_ALL = (
    ThemeLook(
        "classic", "academic-look-classic.css", "garamond", "",
        ("#9d1c0a", "#ff9d87"),
        {
            "--academic-background": ("#fffff6", "#1b1a17"),
            "--academic-surface": ("#f8f6e6", "#262420"),
            "--academic-mark": ("#fff0b3", "#3d3616"),
        },
        "EB Garamond on cream, links in dark red and brackets",
    ),
    ThemeLook(
        "modern", "academic-look-modern.css", "figtree", "1.6",
        ("#085a66", "#74d2da"),
        {
            "--academic-background": ("#fff", "#12161a"),
            "--academic-surface": ("#f2f6f7", "#1c2227"),
            "--academic-mark": ("#fff3c4", "#3b3514"),
        },
        "Figtree on white, large titles, room, round corners and buttons",
    ),
    ThemeLook(
        "dense", "academic-look-dense.css", "stix", "1.4",
        ("#0b3d91", "#9dbdf5"),
        {
            "--academic-background": ("#fff", "#161616"),
            "--academic-surface": ("#f5f5f5", "#222"),
            "--academic-mark": ("#fff2b0", "#3a3310"),
        },
        "STIX Two in small sizes, black on white, hairlines, and headings in the margin",
    ),
)  # fmt: skip

LOOKS: Mapping[str, ThemeLook] = {look.name: look for look in _ALL}
"""The looks by their names; the first is that of sites that name none."""
