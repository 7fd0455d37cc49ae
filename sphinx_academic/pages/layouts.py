"""The layout that a page of the theme ``academic`` stands in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

WITH_PROFILE = "profile"
LAYOUTS = ("homepage", WITH_PROFILE, "docs")

_THEME = Path(__file__).resolve().parents[1] / "theme"


def layout_of(metadata: Mapping[str, Any], default: str) -> str:
    """The layout that a page names in its metadata (``layout: docs``), else the site's."""
    asked = str(metadata.get("layout", "")).strip().lower()
    return asked if asked in LAYOUTS else default


def uses_theme(builder: Any) -> bool:
    """Whether a builder uses the theme, or one that inherits from it."""
    theme = getattr(builder, "theme", None)
    return theme is not None and str(_THEME) in map(str, theme.get_theme_dirs())


def has_profile_beside(builder: Any, metadata: Mapping[str, Any]) -> bool:
    """Whether the profile stands beside the text of a page already."""
    if not uses_theme(builder):
        return False
    default = str(builder.theme_options.get("layout", "")).strip().lower()
    return layout_of(metadata, default) == WITH_PROFILE
