"""Works that are cited in headings and captions: what tables of contents, menus, titles of pages and names of figures say of them.
Sphinx keeps copies of the headings without their references."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes
from sphinx import addnodes

from sphinx_academic.content.nodes import citation_cluster
from sphinx_academic.domain.citing.placed_notes import close_up
from sphinx_academic.pages.build import notes_of

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_academic.domain.citing.words import Citing

_RAISED = {ord(digit): ord(sign) for digit, sign in zip("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹", strict=True)}
_REFERENCES = "academic_references"
"""The attribute of a cluster that holds those of its references."""


def keep_references(document: nodes.document) -> bool:
    """Let clusters in headings carry their references, before Sphinx copies these; gives whether there are any."""
    found = False
    for title in _titles(document):
        for cluster in title.findall(citation_cluster):
            cluster[_REFERENCES] = _references(cluster)
            found = True
    return found


class _Kept(NamedTuple):
    """A reference of a cluster: its attributes and its text, and where it stands."""

    attributes: dict[str, Any]
    text: str
    source: str | None
    line: int | None


def _references(cluster: citation_cluster) -> list[_Kept]:
    found = cluster.findall(addnodes.pending_xref)
    return [_Kept(dict(each.attributes), each.astext(), each.source, each.line) for each in found]


def kept_cluster(cluster: citation_cluster) -> dict[str, Any]:
    """What outlives the reading of a page of a cluster, for :func:`words_of_kept`. What is wrong with it is told where it stands."""
    each_once = {repr(each): each for each in _references(cluster)}
    return {**cluster.attributes, _REFERENCES: [*each_once.values()], "academic_required": False}


def _titles(node: nodes.Element) -> Iterator[nodes.title]:
    for child in node.children:
        if isinstance(child, nodes.title):
            yield child
        elif isinstance(child, nodes.section):
            yield from _titles(child)


def say_headings(env: BuildEnvironment, citing: Citing) -> dict[str, str]:
    """Put into the copies what text says; gives for each page that has any what its headings say of works now."""
    said: dict[str, list[str]] = {}
    for docname, notes in sorted(notes_of(env).items()):
        if notes.cites_in_headings:
            for kept in (env.titles, env.longtitles, env.tocs):
                for cluster in kept[docname].findall(citation_cluster):
                    words = words_of_kept(cluster.attributes, docname, citing)
                    cluster.children = []
                    cluster += nodes.Text(words)
                    if not words or ord(words[0]) in _RAISED.values():
                        close_up(cluster)
                    said.setdefault(docname, []).append(words)
    return {docname: " ".join(words) for docname, words in said.items()}


def words_of_kept(kept: Mapping[str, Any], docname: str, citing: Citing) -> str:
    """What the text of a page says in the place of a cluster of which only this was kept."""
    cluster = citation_cluster("", "", **kept)
    references: Iterable[_Kept] = kept.get(_REFERENCES, ())
    for each in references:
        reference = addnodes.pending_xref("", **each.attributes)
        reference += nodes.inline("", each.text)
        reference.source, reference.line = each.source, each.line
        cluster += reference
    # A sign that leads to a note means nothing in a menu.
    words = [
        piece for piece in citing.words(cluster, docname) if not isinstance(piece, nodes.footnote_reference)
    ]
    return "".join(_said(piece) for piece in words).strip()


def _said(piece: nodes.Node) -> str:
    """What is said where nothing can be raised but by its signs."""
    is_raised = any(True for _ in piece.findall(nodes.superscript))
    return piece.astext().translate(_RAISED) if is_raised else piece.astext()
