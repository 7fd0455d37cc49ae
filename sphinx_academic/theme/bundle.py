"""The theme's style sheets as one file: fewer requests before the first paint, and comments stay in the source."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

BUNDLE = "academic-theme.css"

SHEETS = ("academic-page.css", "academic-frame.css", "academic-parts.css", "academic-elements.css")
"""What every page needs, in this order; what only some need stays by itself."""

_STATIC = Path(__file__).resolve().parent / "static"
# A text in quotes is kept as it is; comments go, and of white space one character is left.
_PIECES = re.compile(r'("(?:[^"\\]|\\.)*")|/\*.*?\*/|\s+', re.DOTALL)
_AROUND = re.compile(r'("(?:[^"\\]|\\.)*")|\s*([{};,])\s*', re.DOTALL)


def tightened(sheet: str) -> str:
    """A style sheet without its comments and its white space; it says the same."""
    short = _PIECES.sub(lambda found: found[1] or " ", sheet)
    return _AROUND.sub(lambda found: found[1] or found[2], short).replace(";}", "}").strip()


def bundle(fonts: str, knobs: str) -> str:
    """Fonts, the theme, and what the site has set, in this order."""
    names: Iterable[str] = ([fonts] if fonts else []) + list(SHEETS)
    texts = [(_STATIC / name).read_text(encoding="utf-8") for name in names]
    return "\n".join(tightened(text) for text in [*texts, knobs] if text) + "\n"
