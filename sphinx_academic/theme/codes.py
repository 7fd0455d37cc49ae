"""The pages' own text: codes ("EEEM068", "f0") marked so that their figures are as high as capitals, names and quantities kept on a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_academic.content.nodes import placeholders_of
from sphinx_academic.content.typography import CODES, LINING, kept_together

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_TEXTS = (nodes.paragraph, nodes.emphasis, nodes.strong, nodes.reference, nodes.term, nodes.attribution)
"""Whose words are running text; headings, tables' figures and code are lining anyway."""


def mark_codes(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Mark the codes in the running text of a page, and let no line end within a name or a quantity."""
    ours = {id(child) for placeholder in placeholders_of(doctree) for child in placeholder.children}
    for text in [*doctree.findall(nodes.Text)]:
        if not isinstance(text.parent, _TEXTS) or id(text) in ours:
            continue
        words = kept_together(str(text))
        pieces: list[nodes.Node] = []
        begin = 0
        for found in CODES.finditer(words):
            if found.start() > begin:
                pieces.append(nodes.Text(words[begin : found.start()]))
            pieces.append(nodes.inline("", found[0], classes=[LINING]))
            begin = found.end()
        if begin < len(words):
            pieces.append(nodes.Text(words[begin:]))
        if len(pieces) > 1 or words != str(text):
            text.parent.replace(text, pieces)
