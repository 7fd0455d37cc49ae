"""What only a whole page can tell: the drawings of its icons, each once before its text, and names that no two of its regions share."""

from __future__ import annotations

import re
from collections import Counter

from docutils import nodes
from sphinx.application import Sphinx

from sphinx_academic.content.nodes import placeholders_of
from sphinx_academic.content.symbols import symbols
from sphinx_academic.pages.build import Context

_WHEN_ALL_IS_THERE = 985
"""When the text of a page is as it will be and searches know where it begins, and before a whole page is written beside one that was
cut."""

_REGION = re.compile(r'(<div class="academic-scroll" role="region" tabindex="0" aria-label=")([^"]*)')


def with_own_names(body: str) -> str:
    """A text whose tables to scroll in are landmarks (``content/html.py``), each with a name of its own: the second has a number."""
    met: Counter[str] = Counter()

    def write(found: re.Match[str]) -> str:
        met[found[2]] += 1
        return found[0] if met[found[2]] == 1 else f"{found[0]} ({met[found[2]]})"

    return _REGION.sub(write, body)


def _put_right(
    app: Sphinx, pagename: str, templatename: str, context: Context, doctree: nodes.document | None
) -> None:
    """Put the drawings before the text; what a script brings later refers to them as well."""
    body = context.get("body")
    if body:
        rest: list[str] = []
        for node in placeholders_of(doctree):
            rest += node.get("rest", ())
        context["body"] = symbols(body, *rest) + with_own_names(body)


def setup(app: Sphinx) -> None:
    """Connect it; in books there are neither icons nor regions."""
    if app.builder.name != "epub":
        app.connect("html-page-context", _put_right, priority=_WHEN_ALL_IS_THERE)
