"""The custom properties of the theme that sites may set, and the style sheet in which its options set them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from sphinx_academic.pages.build import Options

__all__ = ["FONT_SETS", "GROUNDS", "KNOBS", "FontSet", "Knob", "knob_sheet"]


class Knob(NamedTuple):
    """A custom property; ``dark`` is empty where it is the same on dark pages. A test holds both to the style sheets."""

    name: str
    kind: Literal["colour", "typeface", "measure"]
    light: str
    dark: str
    description: str


_SYSTEM_CODE = (
    'ui-monospace, "SFMono-Regular", Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace'
)

KNOBS = (
    Knob("--academic-background", "colour", "#fffff6", "#1b1a17", "the page"),
    Knob("--academic-surface", "colour", "#f8f6e6", "#262420", "code, admonitions, menus"),
    Knob("--academic-text", "colour", "#222", "#e9e5d9", "text"),
    Knob("--academic-muted", "colour", "#545147", "#b8b2a2", "site title, footer, dates of less weight"),
    Knob("--academic-accent", "colour", "#9d1c0a", "#ff9d87", "links"),
    Knob("--academic-rule", "colour", "#b9b6aa", "#57534a", "rules and borders"),
    Knob("--academic-mark", "colour", "#fff0b3", "#3d3616", "what a search or a link to an entry has found"),
    Knob(
        "--academic-logo-background",
        "colour",
        "transparent",
        "#f4f2ea",
        "the ground of logos, which are drawn for white paper",
    ),
    Knob(
        "--academic-caption-background",
        "colour",
        "rgb(0 0 0 / 0.64)",
        "",
        "the bar over the lower part of a picture",
    ),
    Knob(
        "--academic-font-text",
        "typeface",
        '"EB Garamond", "EB Garamond Fallback", "EB Garamond Noto", "EB Garamond DejaVu", Georgia, serif',
        "",
        "text",
    ),
    Knob("--academic-font-code", "typeface", _SYSTEM_CODE, "", "code"),
    Knob("--academic-font-size", "measure", "1.1667rem", "", "size of the text"),
    Knob("--academic-line-height", "measure", "1.5", "", "distance of the lines, in sizes of the text"),
    Knob("--academic-column", "measure", "48rem", "", "greatest width of the column"),
    Knob("--academic-gutter", "measure", "1.5rem", "", "room at the sides of the column"),
)

GROUNDS = tuple(
    knob for knob in KNOBS if knob.name in {"--academic-background", "--academic-surface", "--academic-mark"}
)
"""What links stand on."""


class FontSet(NamedTuple):
    """Typefaces that go together; ``sheet`` is the style sheet that brings them, empty where nothing is loaded."""

    text: str
    code: str
    size: str
    line_height: str
    sheet: str
    description: str


_TEXT = next(knob.light for knob in KNOBS if knob.name == "--academic-font-text")

FONT_SETS: Mapping[str, FontSet] = {
    "garamond": FontSet(
        _TEXT, _SYSTEM_CODE, "1.1667rem", "1.5", "academic-fonts.css", "EB Garamond, carried by the package"
    ),
    "system": FontSet(
        '"Iowan Old Style", "Palatino Linotype", Palatino, "URW Palladio L", P052, "Noto Serif", Georgia, serif',
        _SYSTEM_CODE,
        "1rem",
        "1.55",
        "",
        "a serif of the reader's system: nothing is loaded",
    ),
    "sans": FontSet(
        '"Fira Sans", "Fira Sans Fallback", system-ui, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif',
        _SYSTEM_CODE,
        "0.9444rem",
        "1.5",
        "academic-fonts-sans.css",
        "Fira Sans, carried by the package",
    ),
}


_LANGUAGES_WITH_FONTS = ":is(:lang(zh), :lang(ja), :lang(ko), :lang(ar), :lang(fa), :lang(ur), :lang(he))"
"""For these the theme names further serifs. Of the other sets it leaves the choice to the browser, which knows the
language and, by the last name in the list, the kind."""


def knob_sheet(options: Options) -> str:
    """The style sheet for options that differ from the theme's own values; empty where none does.

    Paper keeps the colours that are made for it.
    """
    rules = []
    declarations: list[tuple[str, str]] = []
    if (chosen := options.get("fonts", "garamond")) != "garamond":
        fonts = FONT_SETS[chosen]
        rules.append(_rule(_LANGUAGES_WITH_FONTS, [("--academic-font-text", fonts.text)]))
        declarations += [
            ("--academic-font-text", fonts.text),
            ("--academic-font-code", fonts.code),
            ("--academic-font-size", fonts.size),
            ("--academic-line-height", fonts.line_height),
        ]
    if width := options.get("column_width"):
        declarations.append(("--academic-column", width))
    if declarations:
        rules.append(_rule(":root", declarations))
    if accent := options.get("accent"):
        both = [("--academic-accent", f"light-dark({accent['light']}, {accent['dark']})")]
        rules.append(_within("screen", _rule(":root", both)))
    return "\n".join(rules)


def _rule(selector: str, declarations: Iterable[tuple[str, str]]) -> str:
    lines = "".join(f"  {name}: {value};\n" for name, value in declarations)
    return f"{selector} {{\n{lines}}}\n"


def _within(query: str, rule: str) -> str:
    indented = "".join(f"  {line}\n" for line in rule.splitlines())
    return f"@media {query} {{\n{indented}}}\n"
