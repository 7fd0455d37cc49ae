"""The style sheet that a site's options ask for; written as a file, since a strict policy forbids styles in the page."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx

KNOBS = "academic-knobs.css"
CODE_COLOURS = "academic-code-colours.css"

_FONT_SETS = {
    "system": (
        'ui-serif, "Iowan Old Style", "Palatino Linotype", Palatino, "Noto Serif", "DejaVu Serif", Georgia, serif',
        "1rem",
        "1.6",
    ),
    "sans": (
        'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif',
        "0.9444rem",
        "1.6",
    ),
}
"""Typeface, size and line height: EB Garamond is small for its size, others are not."""


def knobs(values: Mapping[str, Any]) -> str:
    """The custom properties that differ from the theme's own; empty where none does."""
    properties: dict[str, str] = {}
    accent = values["accent"]
    if accent is not None:
        properties["--academic-accent"] = f"light-dark({accent.light}, {accent.dark})"
    if values["column_width"]:
        properties["--academic-column"] = values["column_width"]
    if values["fonts"] in _FONT_SETS:
        family, size, height = _FONT_SETS[values["fonts"]]
        properties["--academic-font-text"] = family
        properties["--academic-font-size"] = size
        properties["--academic-line-height"] = height
    if not properties:
        return ""
    lines = "".join(f"  {name}: {value};\n" for name, value in properties.items())
    # The layout "docs" is wider by itself; what the site sets is set for all.
    body = (
        f"body.academic-theme {{\n  --academic-column: {values['column_width']};\n}}\n"
        if values["column_width"]
        else ""
    )
    return f":root:root {{\n{lines}}}\n{body}"


def code_colours(light: str, dark: str) -> str:
    """The colours of code for light and dark pages, as the reader's system or the switch asks for.

    Sphinx's own style sheet for dark pages knows the system only.
    """
    return (
        f"{light}\n@media (prefers-color-scheme: dark) {{\n:root:not([data-theme='light']) {{\n{dark}\n}}\n}}\n"
        f":root[data-theme='dark'] {{\n{dark}\n}}\n"
    )


def write_style_sheets(app: Sphinx, values: Mapping[str, Any]) -> None:
    """Write what belongs to this site where Sphinx copies static files from."""
    builder: Any = app.builder
    folder = Path(app.doctreedir) / "academic-static"
    folder.mkdir(parents=True, exist_ok=True)
    dark = builder.dark_highlighter or builder.highlighter
    sheets = {
        KNOBS: knobs(values),
        CODE_COLOURS: code_colours(builder.highlighter.get_stylesheet(), dark.get_stylesheet()),
    }
    for name, text in sheets.items():
        path = folder / name
        if not text:
            path.unlink(missing_ok=True)
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
    app.config.html_static_path.append(str(folder))
