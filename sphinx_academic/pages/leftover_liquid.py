"""Tells Liquid that a page shows to its readers: a page that came from Jekyll may hold some, and nothing here evaluates it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from sphinx_academic.problems import Code, shorten
from sphinx_academic.warnings import tell_at, tell_of_page

_SUSPECT = "academic_lines_with_braces"
_TAG = r"\{%-?\s*[a-z_]\w*(?:\s[^{}]{0,500}?)?-?%\}"
# Two braces stand in formulas and in templates of others, too; a path, or a filter, is what Liquid has.
_OUTPUT = r"\{\{-?\s*(?:(?:site|page|layout|include|content|post|paginator)(?:\.[\w-]+)*|[\w\"'“”‘’/.-]{1,200}\s*\|\s*[a-z_]+[^{}]{0,200}|\w+\.\w[\w.]{0,100})\s*-?\}\}"
_LIQUID = re.compile(f"{_TAG}|{_OUTPUT}")
_COMMENT = re.compile(r"(?s)<!--.*?(?:-->|\Z)")
_IN_HTML = re.compile(
    r"\{%-?\s*(?:for|endfor|if|endif|unless|assign|include|capture|else|elsif)\b[^{}]{0,500}?-?%\}"
)
_SHOWS_CODE = (
    nodes.literal,
    nodes.literal_block,
    nodes.FixedTextElement,
    nodes.comment,
    nodes.math,
    nodes.math_block,
    nodes.Invisible,
)
_MOST = 20
"""So many are told of one page."""


def _note_lines(app: Sphinx, docname: str, content: list[str]) -> None:
    """Note the lines that may hold Liquid: a page without any is not looked at again."""
    text = content[0]
    if "{%" in text or "{{" in text:
        lines = text.split("\n")
        app.env.temp_data[_SUSPECT] = [
            (at, line) for at, line in enumerate(lines, 1) if "{%" in line or "{{" in line
        ]


def _tell_liquid(app: Sphinx, doctree: nodes.document) -> None:
    """Tell what of it the page shows."""
    lines: Sequence[tuple[int, str]] = app.env.temp_data.pop(_SUSPECT, None) or ()
    for number, (node, found) in enumerate(_shown(doctree) if lines else ()):
        if number == _MOST:
            break
        first = node.parent.line or 0 if node.parent is not None else 0
        place = next((at for at, line in lines if at >= first and found[:40].split("\n")[0] in line), None)
        message = (
            f"'{shorten(found)}' is Liquid, which Jekyll evaluates and Sphinx shows as it is. Put the directive of its list there, or "
            "delete it; what is meant to be read stands between backticks."
        )
        if place is None:
            tell_at(Code.LIQUID, message, node)
        else:
            tell_of_page(Code.LIQUID, message, app.env.docname, place)


def _shown(doctree: nodes.document) -> Iterator[tuple[Any, str]]:
    for node in doctree.findall(nodes.Text):
        text = node.astext()
        if "{%" not in text and "{{" not in text:
            continue
        parent = node.parent
        if isinstance(parent, nodes.raw):
            pattern = _IN_HTML if "html" in parent.get("format", "").split() else None
            text = _COMMENT.sub("", text)
        else:
            pattern = None if _is_code(parent) else _LIQUID
        if pattern:
            yield from ((node, match[0]) for match in pattern.finditer(text))


def _is_code(node: nodes.Element | None) -> bool:
    while node is not None:
        if isinstance(node, _SHOWS_CODE):
            return True
        node = node.parent
    return False


def setup_leftover_liquid(app: Sphinx) -> None:
    """Look at each page when it is read."""
    app.connect("source-read", _note_lines)
    app.connect("doctree-read", _tell_liquid)
