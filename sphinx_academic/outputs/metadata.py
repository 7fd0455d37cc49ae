"""Says in the head of a page what it is: somebody's homepage, a list of works."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_academic.content.nodes import placeholder

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


def setup_metadata(app: Sphinx) -> None:
    """Connect what adds to the head."""
    app.connect("html-page-context", _describe_page)


def _describe_page(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    if doctree is None:
        return
    found = [node for node in doctree.findall(placeholder) if "fragments" in node]
    if found:
        from sphinx_academic.outputs.linked_data import documents_of

        blocks = documents_of(app.builder, pagename, found)
        if blocks:
            context["metatags"] = "\n".join([context.get("metatags", ""), *blocks])
