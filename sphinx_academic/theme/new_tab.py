"""Links to other sites in new tabs, where a site asks for that (``external_links_new_tab``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_academic.data.values.addresses import scheme_of
from sphinx_academic.pages.site import new_tab_words

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["open_in_new_tab"]


def open_in_new_tab(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Give each link to another site its target, and words for those who do not see what a link does."""
    words = new_tab_words(app.builder)
    if not words:
        return
    for link in doctree.findall(nodes.reference):
        if link.get("internal") or scheme_of(link.get("refuri", "")) not in {"http", "https"}:
            continue
        link["target"] = "_blank"
        link["rel"] = "noopener"
        if isinstance(link.parent, nodes.TextElement):
            # Not among the words that are searched for.
            link += nodes.inline("", f" {words}", classes=["academic-unseen", "no-search"])
        else:
            link["reftitle"] = words
