"""The colours of code, for Pygments: those of the page, each at 7:1 or better on the ground of code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pygments.style import Style
from pygments.token import (
    Comment,
    Error,
    Generic,
    Keyword,
    Name,
    Number,
    Operator,
    Punctuation,
    String,
    Token,
    _TokenType,
)

# Kinds of token → how they are set, and their colours on light and dark pages.
_COLOURS: Mapping[tuple[_TokenType, ...], tuple[str, str, str]] = {
    (Token,): ("", "#222222", "#e9e5d9"),
    (Comment, Generic.Output): ("", "#4b483f", "#b8b2a2"),
    (Comment.Preproc, Comment.Special, Generic.Prompt): ("noitalic", "#4b483f", "#b8b2a2"),
    (Keyword, Operator.Word, Name.Tag, Generic.Deleted): ("", "#8c1d18", "#ff9d87"),
    (Keyword.Constant, Number, String.Symbol, String.Escape, String.Interpol): ("", "#1d4f7c", "#9cc7ef"),
    (String, String.Regex, Generic.Inserted): ("", "#2f5a1e", "#b5d48b"),
    (Name.Function, Name.Decorator, Name.Attribute): ("", "#5b2f7d", "#d8b4f0"),
    (Name.Class, Name.Exception, Name.Namespace, Name.Entity): ("", "#7a4300", "#f0c27b"),
    (Name.Builtin, Name.Variable, Name.Constant, Keyword.Type): ("", "#0d5757", "#86d1c8"),
    (Punctuation, Operator): ("", "#4b483f", "#b8b2a2"),
    (Generic.Heading, Generic.Subheading): ("bold", "#222222", "#e9e5d9"),
    (Error, Generic.Error, Generic.Traceback): ("", "#8c1d18", "#ff9d87"),
    (Generic.Emph,): ("italic", "", ""),
    (Generic.Strong,): ("bold", "", ""),
}


def _styles(dark: bool) -> dict[Any, str]:
    return {
        kind: f"{manner} {colours[dark]}".strip()
        for kinds, (manner, *colours) in _COLOURS.items()
        for kind in kinds
    }


class AcademicLight(Style):  # type: ignore[misc]
    """Dark letters on cream."""

    name = "academic-light"
    background_color = "#f8f6e6"
    highlight_color = "#fff0b3"
    styles = _styles(False)


class AcademicDark(Style):  # type: ignore[misc]
    """Light letters on a dark ground."""

    name = "academic-dark"
    background_color = "#262420"
    highlight_color = "#3d3616"
    styles = _styles(True)
