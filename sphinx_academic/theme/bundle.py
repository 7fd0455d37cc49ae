"""The theme's style sheets as one file: fewer requests before the first paint, and comments stay in the source."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sphinx_academic.html.style_sheets import tightened

BUNDLE = "academic-theme.css"

SHEETS = ("academic-page.css", "academic-frame.css", "academic-parts.css", "academic-elements.css")
"""What every page needs, in this order; what only some need stays by itself."""

_STATIC = Path(__file__).resolve().parent / "static"


def bundle(fonts: str, knobs: str) -> str:
    """Fonts, the theme, and what the site has set, in this order."""
    names: Iterable[str] = ([fonts] if fonts else []) + list(SHEETS)
    texts = [(_STATIC / name).read_text(encoding="utf-8") for name in names]
    return "\n".join(tightened(text) for text in [*texts, knobs] if text) + "\n"
