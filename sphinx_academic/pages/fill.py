"""Placeholders become content: fragments for HTML, nodes for every other format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_academic.content.fragments import Fragments, elements, texts
from sphinx_academic.content.nodes import (
    Request,
    filter_form,
    group_heading,
    placeholder,
    to_nodes,
    with_target,
)
from sphinx_academic.data.located import paused_collection
from sphinx_academic.pages.build import build_of
from sphinx_academic.pages.contributors import ShownGroup, contributors_of
from sphinx_academic.pages.describe import description_for, references_of
from sphinx_academic.pages.links import find_image
from sphinx_academic.pages.paper_addresses import paper_pages
from sphinx_academic.pages.site import has_profile_beside, knows_our_nodes
from sphinx_academic.pages.write import NodeHost, docname_of
from sphinx_academic.sections.base import Chosen, Section, collection_for, markup_for
from sphinx_academic.sections.description import Description, Numbering
from sphinx_academic.sections.publication_entry import is_bibtex
from sphinx_academic.sections.registry import SECTIONS

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def fill(
    found: Sequence[placeholder | filter_form | group_heading],
    document: nodes.document,
    env: BuildEnvironment,
) -> None:
    """Fill the placeholders of a document.

    For HTML a node keeps its fragments, which are written when the page is; of the doctree Sphinx sees the
    words (for the search index) and the pictures (to copy). For other formats nodes take its place.
    """
    if not knows_our_nodes(build_of(env).builder):
        for heading in found:
            if isinstance(heading, group_heading):
                heading.replace_self(nodes.paragraph("", "", nodes.strong("", heading.astext())))
    with paused_collection():
        _Filling(document, env).fill([node for node in found if not isinstance(node, group_heading)])


class _Filling:
    """The filling of one document, which holds one page, or all of them."""

    def __init__(self, document: nodes.document, env: BuildEnvironment) -> None:
        self._env = env
        self._builder = build_of(env).builder
        self._contributors = contributors_of(env) if self._builder.format == "html" else []
        self._domain: Any = env.get_domain("academic")
        self._pages = paper_pages(env)
        self._language = document.settings.language_code
        self._claimed: set[str] = set(document.ids)
        self._places: dict[str, str] = {}
        document.academic_places = self._places  # type: ignore[attr-defined]  # references look up there what is at hand
        self._chosen: dict[Request, tuple[Chosen, ...]] = {}
        self._numbering = Numbering()
        self._filtered: dict[str, str] = {}
        """List → the class of its entries."""

    def fill(self, found: Sequence[placeholder | filter_form]) -> None:
        for node in found:
            self._fill(node)
        filled = [node for node in found if isinstance(node, placeholder) and "fragments" in node]
        for contributor in self._contributors:
            contributor.page(filled)

    def _fill(self, node: placeholder | filter_form) -> None:
        env, request = self._env, node["request"]
        section = SECTIONS[request.section]
        options = dict(request.options)
        docname = docname_of(node, env)
        if section.introduces_owner and has_profile_beside(self._builder, env.metadata.get(docname, {})):
            options["beside"] = True
        if section.needs_cited_records:
            cited = self._domain.referenced(docname, options)
            groups: tuple[Chosen, ...] = (Chosen((), cited.publications),) if cited.publications else ()
            sources, people, markup = cited.sources, cited.people, cited.markup
        else:
            collection = collection_for(request, str(env.srcdir))
            if request not in self._chosen:
                self._chosen[request] = section.choose(collection, options)
            groups = self._chosen[request]
            sources, people, markup = request.sources, collection.people, markup_for(collection)
        index = node.get("index", 0)
        language = env.config.language or "en"
        shown = ShownGroup(
            self._builder, docname, request, section, options, groups, index, sources, language
        )
        if isinstance(node, filter_form):
            node["number"] = len(self._filtered) + 1
            own = next((found for each in self._contributors if (found := each.form(node, shown))), "")
            self._filtered[node["list"]] = own
            if not own:
                node.parent.remove(node)
        elif index >= len(groups):
            node.parent.remove(node)
        else:
            description = replace(
                description_for(
                    env, docname, markup, people, partial(self._claim, docname), self._language or "en"
                ),
                numbering=self._numbering,
                page_of=self._pages.page_of,
                anchors=section.anchors,
            )
            if self._domain.cited:
                description = replace(description, cited_in=partial(self._cited_in, request, docname))
            fragments = self._described(section, shown, description)
            fragments = _classed(fragments, " ".join(node["classes"]), first_only=True)
            if self._builder.format == "html":
                self._prepare_for_html(node, shown, fragments)
            else:
                host = NodeHost(self._builder, env, docname, sources)
                replacement = to_nodes(fragments, host)
                if not host.knows_our_nodes:
                    for identifier in node["ids"]:
                        replacement = with_target(identifier, replacement)
                elif node["ids"]:
                    replacement.insert(0, nodes.target("", "", ids=node["ids"]))
                node.replace_self(replacement)

    def _claim(self, docname: str, identifier: str) -> bool:
        if identifier in self._claimed:
            return False
        self._claimed.add(identifier)
        self._places[identifier] = docname
        return True

    def _described(self, section: Section[Any], shown: ShownGroup, description: Description) -> Fragments:
        references = references_of(shown.options, self._env)
        if references is None:
            return section.describe(tuple(shown.groups), shown.number, shown.options, description)
        cite = partial(references.cite, description.markup, description.highlights.hold)
        description = replace(description, cite=cite)
        fragments = section.describe(tuple(shown.groups), shown.number, shown.options, description)
        references.save()
        return fragments

    def _cited_in(self, request: Request, docname: str, kind: str, key: str) -> list[tuple[str, str]]:
        """The other pages that refer to an entry, told where references to it lead."""
        pages = self._domain.cited_in(kind, key)
        home = self._domain.home_of(kind, key) if pages else None
        if (
            home is None
            or home.docname != docname
            or (home.listing.section, home.listing.sources) != request[:2]
        ):
            return []
        return [(page, self._env.titles[page].astext()) for page in pages if page != docname]

    def _prepare_for_html(self, node: placeholder, shown: ShownGroup, fragments: Fragments) -> None:
        for contributor in self._contributors:
            fragments = (*fragments, *contributor.behind(shown))
        fragments = _classed(fragments, self._filtered.get(node.get("list", ""), ""), first_only=True)
        # A "\\(" in data is no formula: only what is one may be read by MathJax.
        fragments = _classed(fragments, "tex2jax_ignore mathjax_ignore")
        node["fragments"] = fragments
        node["data_files"] = shown.sources
        node.children.clear()
        # Each word once, and none of entries in BibTeX, is all that the search index asks for.
        words = dict.fromkeys(" ".join(texts(fragments, unread=is_bibtex)).split())
        node += nodes.Text(" ".join(words))
        for element in elements(fragments):
            if element.kind in {"figure", "image"}:
                path = find_image(self._env, element.attributes["url"], shown.sources).path
                if path:
                    node += nodes.image(uri=path, candidates={"*": path}, alt="")
        for contributor in self._contributors:
            contributor.filled(node, shown)


def _classed(fragments: Fragments, classes: str, *, first_only: bool = False) -> Fragments:
    """The blocks, or the first of them, with further classes."""
    if not classes:
        return fragments
    return tuple(
        block
        if isinstance(block, str) or (number and first_only)
        else block._replace(classes=f"{block.classes} {classes}".strip())
        for number, block in enumerate(fragments)
    )
