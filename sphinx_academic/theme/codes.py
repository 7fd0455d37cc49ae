"""Codes in the pages' own text ("EEEM068", "f0"), marked so that their figures are as high as capitals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_academic.content.nodes import placeholders_of
from sphinx_academic.content.typography import CODES, LINING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_TEXTS = (nodes.paragraph, nodes.emphasis, nodes.strong, nodes.reference, nodes.term, nodes.attribution)
"""Whose words are running text; headings, tables' figures and code are lining anyway."""


def mark_codes(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Mark the codes in the running text of a page."""
    ours = {id(child) for placeholder in placeholders_of(doctree) for child in placeholder.children}
    for text in [*doctree.findall(nodes.Text)]:
        if not isinstance(text.parent, _TEXTS) or id(text) in ours:
            continue
        pieces: list[nodes.Node] = []
        begin = 0
        for found in CODES.finditer(text):
            if found.start() > begin:
                pieces.append(nodes.Text(text[begin : found.start()]))
            pieces.append(nodes.inline("", found[0], classes=[LINING]))
            begin = found.end()
        if pieces:
            if begin < len(text):
                pieces.append(nodes.Text(text[begin:]))
            text.parent.replace(text, pieces)
