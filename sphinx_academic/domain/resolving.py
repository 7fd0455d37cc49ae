"""A reference becomes a link: where it leads on this builder, and what it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.errors import NoUri
from sphinx.util.nodes import make_refnode

from sphinx_academic.content.nodes import to_inline_nodes
from sphinx_academic.domain.library import Found
from sphinx_academic.pages.fill import description_for
from sphinx_academic.pages.notes import references_on
from sphinx_academic.pages.paper_addresses import paper_pages
from sphinx_academic.pages.write import NodeHost
from sphinx_academic.problems import Code, nearest, shorten
from sphinx_academic.sections.citing import (
    TITLE,
    address,
    link_words,
    reference_anchor,
    tooltip,
)
from sphinx_academic.sections.description import Description
from sphinx_academic.warnings import tell_at

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_academic.domain.academic import AcademicDomain


def resolve(
    env: BuildEnvironment,
    domain: AcademicDomain,
    builder: Builder,
    fromdocname: str,
    kind: str,
    node: addnodes.pending_xref,
    contnode: nodes.Element,
) -> nodes.Element | None:
    """The link to an entry, or its words where no page and no address is known; None where nothing has the key."""
    found = domain.library.find(kind, node["reftarget"], fromdocname)
    if found is None:
        return None
    description = description_for(env, fromdocname, found.markup, ())
    words = _words(env, builder, fromdocname, node, contnode, found, description)
    places = list(_places(env, domain, builder, fromdocname, node, found))
    if not places and env.config.nitpicky and not env.config.academic_paper_pages:
        _tell_homeless(env, node, found)
    link = _link(builder, fromdocname, places, found)
    if link is None:
        return nodes.inline("", "", *words, classes=["academic-cite"])
    link["classes"].append("academic-cite")
    link["reftitle"] = tooltip(found.cited, description)
    link["academic_entry"] = (found.cited.facts.kind, node["reftarget"])
    link.extend(words)
    return link


def _words(
    env: BuildEnvironment,
    builder: Builder,
    docname: str,
    node: addnodes.pending_xref,
    contnode: nodes.Element,
    found: Found,
    description: Description,
) -> list[nodes.Node]:
    if node.get("refexplicit"):
        return [contnode]
    form, behind = node.get("academic_form", TITLE), node.get("academic_behind", "")
    fragments = link_words(found.cited, form, behind, description)
    host = NodeHost(builder, docname, found.sources)
    words = to_inline_nodes(fragments, host)
    result = nodes.inline("", "", *words, classes=["academic", f"academic-{found.cited.facts.kind}"])
    if builder.format == "html":
        result["classes"] += ["tex2jax_ignore", "mathjax_ignore"]
    return [result]


def _link(
    builder: Builder, fromdocname: str, places: Sequence[tuple[str, str]], found: Found
) -> nodes.reference | None:
    for docname, anchor in places:
        if builder.name == "singlehtml" and anchor:
            # Of pages that are one the address has an anchor already, and Sphinx 9 would write two of them.
            return nodes.reference("", "", internal=True, refid=anchor)
        try:
            return make_refnode(builder, fromdocname, docname, anchor, [])
        except NoUri:  # a page that this document leaves out
            continue
    uri = address(found.cited.record)
    return nodes.reference("", "", refuri=uri, internal=False) if uri else None


def _places(
    env: BuildEnvironment,
    domain: AcademicDomain,
    builder: Builder,
    fromdocname: str,
    node: nodes.Node,
    found: Found,
) -> Iterator[tuple[str, str]]:
    """Where an entry is for readers of a page, the best place first.

    A list of references of the page itself, then the publication's own page, then the home of the entry, then a list of the
    references of the whole project.
    """
    kind, key = found.cited.facts[:2]
    reference = reference_anchor(key)
    here: Mapping[str, str] = getattr(_document_of(node), "academic_places", {})
    if kind == "publication" and references_on(env, fromdocname):
        # Where all pages are one, another list may have taken the id.
        yield here.get(reference, fromdocname), reference
    if kind == "publication":
        page = paper_pages(env).page_of_key(key)
        if page:
            yield page, ""
    for place in domain.index.places_of(kind, key):
        if here.get(place.anchor, place.docname) == place.docname:
            yield place.docname, place.anchor
    for docname in domain.reference_pages(kind):
        yield here.get(reference, docname), reference


def _document_of(node: nodes.Node) -> nodes.Node:
    """The document as it is written: a page of one that holds several still knows its own."""
    while node.parent is not None:
        node = node.parent
    return node


def _tell_homeless(env: BuildEnvironment, node: addnodes.pending_xref, found: Found) -> None:
    """Warn of an entry that the data hold and no page shows."""
    role = f"academic:{node['reftype']}"
    if (role, node["reftarget"]) in {tuple(each) for each in env.config.nitpick_ignore}:
        return
    title = shorten(found.cited.facts.title)
    tell_at(
        Code.REFERENCE,
        f"'{title}' ({node['reftarget']}) is on no page of the site. Show it in a list, or among 'references'.",
        node,
    )


def tell_missing(env: BuildEnvironment, domain: AcademicDomain, node: addnodes.pending_xref) -> None:
    """Warn of a key that nothing has."""
    kind, key = domain.kind_of_role(node["reftype"]), node["reftarget"]
    docname = node.get("refdoc", "")
    called = "news item" if kind == "news" else kind
    meant = nearest(key, sorted(set(domain.library.keys(kind, docname))))
    if not key:
        message, hint = f"The role '{node['reftype']}' has no key.", "Write one between the backquotes."
    else:
        message = f"No {called} has the key '{shorten(key)}'."
        hint = f"Did you mean '{meant}'?" if meant else "Keys are given with  key: …  in the data."
    tell_at(Code.REFERENCE, f"{message} {hint}", node)
