"""Works that are cited in headings: what tables of contents, menus and titles of pages say of them, where Sphinx keeps copies of
the headings without their references."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes

from sphinx_academic.content.nodes import citation_cluster
from sphinx_academic.pages.build import notes_of

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_academic.domain.citing.words import Citing

_REFERENCES = "academic_references"
"""The attribute of a cluster that holds those of its references."""


def keep_references(document: nodes.document) -> bool:
    """Let clusters in headings carry their references, before Sphinx copies these; gives whether there are any."""
    found = False
    for title in _titles(document):
        for cluster in title.findall(citation_cluster):
            references = cluster.findall(addnodes.pending_xref)
            cluster[_REFERENCES] = [(dict(each.attributes), each.astext()) for each in references]
            found = True
    return found


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
                    words = _words(cluster, docname, citing)
                    cluster.children = []
                    cluster += nodes.Text(words)
                    said.setdefault(docname, []).append(words)
    return {docname: " ".join(words) for docname, words in said.items()}


def _words(kept: citation_cluster, docname: str, citing: Citing) -> str:
    cluster = kept.copy()
    references: Iterable[tuple[dict[str, Any], str]] = kept.get(_REFERENCES, ())
    for attributes, text in references:
        reference = addnodes.pending_xref("", **attributes)
        reference += nodes.inline("", text)
        cluster += reference
    # A sign that leads to a note means nothing in a menu.
    words = (
        each for each in citing.words(cluster, docname) if not isinstance(each, nodes.footnote_reference)
    )
    return "".join(each.astext() for each in words).strip()
