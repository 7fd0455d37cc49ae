"""Pandoc's citations in pages of MyST (``academic_pandoc_citations``): texts that hold some become clusters when a page is read.

MyST has no public way to add a rule to its Markdown, and pages that run as notebooks have another parser; what both leave is a tree
in which code, links, mail addresses and formulas are told apart from text already."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.util.nodes import traverse_parent

from sphinx_academic.content.nodes import citation_cluster
from sphinx_academic.domain.citing.pandoc_syntax import SOMETHING_ELSE, Written, citations_in
from sphinx_academic.domain.roles import cluster

_NOT_TEXT = (
    nodes.literal,
    nodes.literal_block,
    nodes.doctest_block,
    nodes.reference,
    nodes.target,
    nodes.math,
    nodes.math_block,
    nodes.raw,
    nodes.comment,
    nodes.image,
    nodes.label,
    nodes.system_message,
    addnodes.pending_xref,
    addnodes.download_reference,
    addnodes.desc_signature,
    addnodes.index,
    citation_cluster,
)
"""What holds code, addresses, or references of another kind."""

_EMPHASIS = (nodes.emphasis, nodes.strong, nodes.subscript, nodes.superscript)
"""What words before and behind a key may stand in within brackets; they become words without emphasis."""


class _Piece(NamedTuple):
    """A child of a node, and where its words stand in the text of the whole."""

    node: nodes.Node
    start: int
    end: int


class PandocCitations(SphinxTransform):
    """Makes clusters of what is written as Pandoc has it, before quotes become curly (docutils has that at 855) and behind the
    texts of translators (20)."""

    default_priority = 500

    def apply(self, **kwargs: object) -> None:
        """Look at every text of a page that is Markdown."""
        suffix = PurePath(self.env.doc2path(self.env.docname)).suffix
        if self.config.source_suffix.get(suffix) not in {"markdown", "myst-nb"}:
            return
        holding = dict.fromkeys(text.parent for text in self.document.findall(nodes.Text) if "@" in text)
        for parent in holding:
            if not any(isinstance(each, _NOT_TEXT) for each in traverse_parent(parent)):
                self._cite_in(parent)

    def _cite_in(self, parent: nodes.Element) -> None:
        raw = next((each.rawsource for each in traverse_parent(parent) if each.rawsource), "")
        text, pieces = _flattened(parent)
        found = [*citations_in(text, raw)]
        if not found:
            return
        result: list[nodes.Node] = []
        end = 0
        for written in found:
            result += _between(pieces, end, written.start) or ([nodes.Text(" ")] if result else [])
            result.append(self._cluster(written, parent))
            end = written.end
        result += _between(pieces, end, len(text))
        parent.children = []
        parent.extend(result)

    def _cluster(self, written: Written, parent: nodes.Element) -> citation_cluster:
        place = next(
            ((each.source, each.line) for each in traverse_parent(parent) if each.line), (None, None)
        )
        node = cluster(self.env, written.works, written.form, rawtext=written.text, place=place)
        node["academic_written"], node["academic_required"] = written.text, written.is_bracketed
        for reference in node.findall(addnodes.pending_xref):
            reference["refwarn"] = written.is_bracketed
            reference.children = []
            reference += nodes.inline("", f"@{reference['reftarget']}")
        return node


def _flattened(parent: nodes.Element) -> tuple[str, list[_Piece]]:
    """The text of a node, and what it is made of."""
    text, pieces = "", []
    for child in parent.children:
        if isinstance(child, nodes.Text):
            words = str(child)
        elif isinstance(child, _EMPHASIS) and all(isinstance(each, nodes.Text) for each in child.children):
            words = re.sub(r"[\[\];@]", SOMETHING_ELSE, child.astext())
        else:
            words = SOMETHING_ELSE
        pieces.append(_Piece(child, len(text), len(text) + len(words)))
        text += words
    return text, pieces


def _between(pieces: list[_Piece], start: int, end: int) -> list[nodes.Node]:
    """What stands between two places, where only texts are ever cut."""
    result: list[nodes.Node] = []
    for node, first, last in pieces:
        if first < end and last > start:
            if isinstance(node, nodes.Text):
                result.append(nodes.Text(str(node)[max(start - first, 0) : end - first]))
            else:
                result.append(node)
    return result
