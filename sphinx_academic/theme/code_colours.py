"""The colours of code on light and dark pages, as the reader's system or the switch asks for."""

from __future__ import annotations

from typing import Any

CODE_COLOURS = "academic-code-colours.css"


def code_colours(builder: Any) -> str:
    """Pygments' two styles in one sheet: Sphinx's own sheet for dark pages follows the system only."""
    light = builder.highlighter.get_stylesheet()
    dark = builder.dark_highlighter.get_stylesheet() if builder.dark_highlighter else light
    return (
        f"{light}\n@media screen and (prefers-color-scheme: dark) {{\n:root:not([data-theme='light']) {{\n{dark}\n}}\n}}\n"
        f"@media screen {{\n:root[data-theme='dark'] {{\n{dark}\n}}\n}}\n"
    )
