"""References of docstrings in what autodoc shows (``academic_docstring_references``): in each docstring as it is read, and in what
else on the page refers to what a docstring has defined."""

from __future__ import annotations

from typing import cast

from docutils import nodes
from docutils.nodes import fully_normalize_name
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform

from sphinx_academic.content.nodes import nodes_in
from sphinx_academic.domain.citing.docstring_references import KnownWorks, labels_of, rewritten
from sphinx_academic.domain.roles import Asked, cluster
from sphinx_academic.pages.build import build_of, note_of
from sphinx_academic.pages.links import files_of_site
from sphinx_academic.pages.site_kinds import declared_in
from sphinx_academic.sections.base import collection_of
from sphinx_academic.sections.entries import PARENTHETICAL

_LABELS = "academic_docstring_labels"


def cite_in_docstring(
    app: Sphinx, what: str, name: str, thing: object, options: object, lines: list[str]
) -> None:
    """Put roles in the place of references to works, by the labels of the docstring and of those around it."""
    of_page = _labels_of_page(app.env)
    defines = any(".. [" in line for line in lines)
    # A method may refer to what its class has defined.
    parts = name.split(".")
    scopes = [".".join(parts[:length]) for length in range(1, len(parts) + 1)]
    labels = {label: key for scope in scopes for label, key in of_page.get(scope, {}).items()}
    if not defines and not labels:
        return
    works, files = build_of(app.env).one(cite_in_docstring, lambda: _known_works(app))
    if defines:
        of_page[name] = of_page.get(name, {}) | labels_of(lines, works)
        labels |= of_page[name]
        found = [(label, key) for label, key in of_page[name].items() if key and not label.isdigit()]
        if found:
            note_of(app.env, app.env.docname).labels.extend(found)
    changed = rewritten(lines, works, labels)
    if changed is not None:
        lines[:] = changed
    # A work that gets its DOI tomorrow is found then.
    for file in files:
        app.env.note_dependency(file)


def _labels_of_page(env: BuildEnvironment) -> dict[str, dict[str, str]]:
    """The labels of docstrings that the page being read shows, by the object's name, each with the key of its work or none."""
    return cast("dict[str, dict[str, str]]", env.temp_data.setdefault(_LABELS, {}))


def _known_works(app: Sphinx) -> tuple[KnownWorks, tuple[str, ...]]:
    files = files_of_site(app.env)
    collection = collection_of(files, str(app.srcdir), declared=declared_in(app.env))
    return KnownWorks((*collection.publications, *collection.separate)), files


def cite_across_pages(app: Sphinx, document: nodes.document) -> None:
    """Make citations of the references whose label a docstring of another page may define: which is known when all are read.
    Where none does, Sphinx's own reference stands there again."""
    own = {node[0].astext() for node in nodes_in(document, nodes.citation)}
    for node in nodes_in(document, addnodes.pending_xref):
        if node.get("refdomain") == "citation" and node["reftarget"] not in own:
            works = [Asked(f"[{node['reftarget']}]")]
            place = (node.source, node.line)
            cited = cluster(app.env, works, PARENTHETICAL, rawtext=node.rawsource, place=place)
            cited["academic_otherwise"] = dict(node.attributes)
            node.parent.replace(node, cited)


class DocstringCitations(SphinxTransform):
    """Cites where a label has no target on its page but a docstring has defined it: docutils has one target for a page, which was
    there before the definition became a citation."""

    default_priority = 610
    """Before Sphinx and docutils resolve citations (619) and footnotes (620)."""

    def apply(self, **kwargs: object) -> None:
        """Look at every reference that has no target."""
        keys: dict[str, set[str]] = {}
        for labels in _labels_of_page(self.env).values():
            for label, key in labels.items():
                keys.setdefault(fully_normalize_name(label), set()).add(key)
        if not keys:
            return
        document = self.document
        for node in [
            *document.findall(nodes.footnote_reference),
            *document.findall(nodes.citation_reference),
        ]:
            name = node.get("refname", "")
            if name in document.nameids or len(keys.get(name, ())) != 1:
                continue
            (key,) = keys[name]
            if key:
                place = (node.parent.source, node.parent.line)
                works = [Asked(key)]
                node.parent.replace(
                    node, cluster(self.env, works, PARENTHETICAL, rawtext=node.rawsource, place=place)
                )
