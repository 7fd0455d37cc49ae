"""The drawings of a page's icons, each once, before its text; the lists of the page refer to them."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx

from sphinx_academic.content.nodes import placeholders_of
from sphinx_academic.content.symbols import symbols
from sphinx_academic.pages.build import Context

_WHEN_ALL_IS_THERE = 985
"""When the text of a page is as it will be and searches know where it begins, and before a whole page is written beside one that was
cut."""


def _add_drawings(
    app: Sphinx, pagename: str, templatename: str, context: Context, doctree: nodes.document | None
) -> None:
    """Put the drawings before the text; what a script brings later refers to them as well."""
    body = context.get("body")
    if body:
        rest: list[str] = []
        for node in placeholders_of(doctree):
            rest += node.get("rest", ())
        context["body"] = symbols(body, *rest) + body


def setup(app: Sphinx) -> None:
    """Connect it; in books there are no icons."""
    if app.builder.name != "epub":
        app.connect("html-page-context", _add_drawings, priority=_WHEN_ALL_IS_THERE)
