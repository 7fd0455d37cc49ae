"""The theme's style sheets as one file: fewer requests before the first paint, and comments stay in the source."""

from __future__ import annotations

from collections.abc import Container, Iterable
from pathlib import Path

from sphinx_academic.outputs.style_sheets import tightened

BUNDLE = "academic-theme.css"
LATE_FONTS = "academic-fonts-late.css"
"""What pages load that are looked at from a file."""

SHEETS = ("academic-page.css", "academic-frame.css", "academic-parts.css")
"""What every page needs, in this order; what only some need stays by itself."""

_OF_EXTENSIONS = {"sphinx_design": "academic-design.css"}
_OF_LANGUAGES = "academic-languages.css"
_LANGUAGES = frozenset({"ar", "ckb", "fa", "he", "ja", "ko", "ps", "sd", "ug", "ur", "yi", "zh"})
"""Those whose script EB Garamond does not have, and for which the system's serifs are named."""

_STATIC = Path(__file__).resolve().parent / "static"


def further_sheets(language: str | None, extensions: Container[str]) -> tuple[str, ...]:
    """What every page of some sites needs: of those in other scripts, and of those that use certain extensions."""
    own = tuple(sheet for extension, sheet in _OF_EXTENSIONS.items() if extension in extensions)
    return (*own, _OF_LANGUAGES) if (language or "en").partition("_")[0] in _LANGUAGES else own


def late_fonts(fonts: str) -> str:
    """The same faces, which may take the place of the fallback whenever they come."""
    if not fonts:
        return ""
    sheet = (_STATIC / fonts).read_text(encoding="utf-8")
    return tightened(sheet.replace("font-display: optional", "font-display: swap")) + "\n"


def bundle(fonts: str, knobs: str, further: Iterable[str] = ()) -> str:
    """Fonts, the theme, and what the site has set, in this order."""
    names: Iterable[str] = [*([fonts] if fonts else []), *SHEETS, *further]
    texts = [(_STATIC / name).read_text(encoding="utf-8") for name in names]
    return "\n".join(tightened(text) for text in [*texts, knobs] if text) + "\n"
