"""Placeholders become content: fragments for HTML, nodes for every other format."""

from __future__ import annotations

import posixpath
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import docutils
from docutils import nodes
from sphinx.errors import NoUri

from sphinx_academic.content.fragments import Fragments, elements, texts
from sphinx_academic.content.html import Href, Picture, write
from sphinx_academic.content.markup import Markup
from sphinx_academic.content.nodes import (
    Destination,
    Request,
    filter_form,
    group_heading,
    placeholder,
    to_nodes,
    unsupported_in_latex,
    with_target,
)
from sphinx_academic.data.located import paused_collection
from sphinx_academic.data.people import Highlights
from sphinx_academic.data.records import Person, Publication
from sphinx_academic.data.values.addresses import scheme_of
from sphinx_academic.outputs.download_files import offers_of
from sphinx_academic.outputs.filter_form import FilterForm, data_file, form
from sphinx_academic.outputs.kept_files import Part, outputs_of
from sphinx_academic.outputs.long_lists import cuts, in_files, mark, may_be_cut, size, whole_name
from sphinx_academic.outputs.paper_addresses import PaperPages, paper_pages
from sphinx_academic.outputs.thumbnails import figures_of, prepare_thumbnails, thumbnails_of
from sphinx_academic.pages.files import Local, find_image, find_local, picture_size
from sphinx_academic.pages.layouts import has_profile_beside
from sphinx_academic.pages.site import knows_our_nodes, may_have_feeds, new_tab_words, writes_pages
from sphinx_academic.pages.translation import translation
from sphinx_academic.sections.base import Chosen, collection_for, facets_of, markup_for
from sphinx_academic.sections.dates import date_words
from sphinx_academic.sections.description import Description, Numbering
from sphinx_academic.sections.offers import download_line, feed_line, outputs
from sphinx_academic.sections.publication_entry import is_bibtex
from sphinx_academic.sections.registry import SECTIONS

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinx.writers.html5 import HTML5Translator

    from sphinx_academic.outputs.bibliography import References


def expand(
    found: Sequence[placeholder | filter_form | group_heading],
    document: nodes.document,
    env: BuildEnvironment,
) -> None:
    """Fill the placeholders of a document.

    For HTML a node keeps its fragments, which are written when the page is; of the doctree Sphinx sees the
    words (for the search index) and the pictures (to copy). For other formats nodes take its place.
    """
    builder = _builder_of(env)
    if not knows_our_nodes(builder):
        for heading in found:
            if isinstance(heading, group_heading):
                heading.replace_self(nodes.paragraph("", "", nodes.strong("", heading.astext())))
    lists = [node for node in found if not isinstance(node, group_heading)]
    claimed: set[str] = set(document.ids)
    places: dict[str, str] = {}
    document.academic_places = places  # type: ignore[attr-defined]  # references look up there what is at hand
    chosen: dict[Request, tuple[Chosen, ...]] = {}
    numbering = Numbering()
    filtered: dict[str, int] = {}

    def claim(identifier: str) -> bool:
        if identifier in claimed:
            return False
        claimed.add(identifier)
        places[identifier] = docname
        return True

    pages = paper_pages(env, builder)
    domain: Any = env.get_domain("academic")
    with paused_collection():
        for node in lists:
            request: Request = node["request"]
            section = SECTIONS[request.section]
            options = dict(request.options)
            docname = _docname_of(node, env)
            sources, people, markup = _data_of(request, docname, env)
            if section.introduces_owner and has_profile_beside(builder, env.metadata.get(docname, {})):
                options["beside"] = True
            if section.needs_cited_records:
                chosen[request] = (Chosen((), domain.referenced(docname, options).publications),)
            elif request not in chosen:
                chosen[request] = section.choose(collection_for(request, str(env.srcdir)), options)
            if isinstance(node, filter_form):
                if writes_pages(builder):
                    number = filtered[node["list"]] = len(filtered) + 1
                    facets = facets_of(section, chosen[request], options)
                    total = sum(len(group.records) for group in chosen[request])
                    node["form"] = FilterForm(number, section.filter_words(), total, facets)
                else:
                    node.parent.remove(node)
                continue
            if node["index"] >= len(chosen[request]) or (
                section.needs_cited_records and not chosen[request][0].records
            ):
                node.parent.remove(node)
                continue
            description = replace(
                description_for(
                    builder, env, document.settings.language_code, docname, claim, markup, people
                ),
                numbering=numbering,
                page_of=pages.page_of,
                anchors=section.anchors,
            )
            if domain.cited:
                description = replace(description, cited_in=partial(_cited_in, domain, request, docname))
            references = _references(options, env)
            if references is not None:
                description = replace(description, cite=partial(_cite, references, description))
            fragments = section.describe(chosen[request], node["index"], options, description)
            if references is not None:
                references.save()
            fragments = _with_classes(fragments, node)
            if builder.format == "html":
                if node["index"] == len(chosen[request]) - 1 and writes_pages(builder):
                    offers = offers_of(env, docname, request)
                    fragments = (*fragments, *download_line(offers, description.language))
                if node["index"] == len(chosen[request]) - 1 and may_have_feeds(builder):
                    fragments = (*fragments, *feed_line(outputs(options)))
                if node.get("list") in filtered:
                    own = f"academic-filtered-{filtered[node['list']]}"
                    fragments = (*_classed(fragments[:1], own), *fragments[1:])
                if section.lists_works:
                    node["listed"] = _places(chosen[request][node["index"]], pages)
                # A "\\(" in data is no formula: only what is one may be read by MathJax.
                fragments = _classed(fragments, "tex2jax_ignore mathjax_ignore")
                _prepare_for_html(node, fragments, sources, env)
                records = chosen[request][node["index"]].records
                prepare_thumbnails(figures_of(fragments, sources, records), builder)
            else:
                _replace_by_nodes(node, fragments, NodeHost(builder, env, docname, sources))
        if may_be_cut(builder):
            _cut_long_lists(lists, env.config.academic_entries_at_once)


def _data_of(
    request: Request, docname: str, env: BuildEnvironment
) -> tuple[tuple[str, ...], Sequence[Person], Markup]:
    """Files, people and markup of what a placeholder shows."""
    if SECTIONS[request.section].needs_cited_records:
        domain: Any = env.get_domain("academic")
        found = domain.referenced(docname, dict(request.options))
        return found.sources, found.people, found.markup
    collection = collection_for(request, str(env.srcdir))
    return request.sources, collection.people, markup_for(collection)


def _cited_in(domain: Any, request: Request, docname: str, kind: str, key: str) -> list[tuple[str, str]]:
    """The other pages that refer to an entry, told where references to it lead."""
    pages = domain.cited_in(kind, key)
    home = domain.home_of(kind, key) if pages else None
    if home is None or home.docname != docname or (home.listing.section, home.listing.sources) != request[:2]:
        return []
    return [(page, domain.env.titles[page].astext()) for page in pages if page != docname]


def _cut_long_lists(found: Sequence[placeholder | filter_form], at_once: int) -> None:
    """Say which lists of a page go on in the whole page, and where."""
    lists = [
        node
        for node in found
        if isinstance(node, placeholder)
        and "fragments" in node
        and SECTIONS[node["request"].section].may_be_cut(dict(node["request"].options))
    ]
    kept = cuts([node["fragments"][0] for node in lists], at_once)
    cut = [(node, place) for node, place in zip(lists, kept, strict=True) if place is not None]
    for number, (node, place) in enumerate(cut):
        node["cut"] = (number, place)


def _references(options: Mapping[str, Any], env: BuildEnvironment) -> References | None:
    """The references of a list in a citation style; None where it has none, or one that cannot be used."""
    if "style" not in options:
        return None
    # 10 ms that only a list in a style need pay
    from sphinx_academic.outputs.bibliography import references_in

    folder = Path(env.doctreedir, "academic-references")
    return references_in(options["style"], Path(env.srcdir), folder, env.config.language or "en")


def _cite(
    references: References,
    description: Description,
    publication: Publication,
    title: Callable[[Fragments], Fragments],
) -> Fragments:
    return references.cite(publication, description.markup, description.highlights.hold, title)


def _places(group: Chosen, pages: PaperPages) -> tuple[str, ...]:
    """Where each publication of a group is: its own page, or its entry on this one."""
    return tuple(
        [pages.page_of(record) or f"#publication-{record.key}" for record in group.records if record.key]
    )


def description_for(
    builder: Builder,
    env: BuildEnvironment,
    language: str,
    docname: str,
    claim: Callable[[str], bool],
    markup: Markup,
    people: Sequence[Person],
) -> Description:
    """How records are described on a page; ``language`` decides on quotes, ``claim`` hands out identifiers."""
    config = env.config
    excluded = config.smartquotes_excludes
    smart = (
        config.smartquotes
        and builder.name not in excluded.get("builders", ())
        and config.language not in excluded.get("languages", ())
    )
    return Description(
        markup=markup,
        highlights=Highlights(config.academic_highlight, people),
        claim=claim,
        quotes=(language or "en") if smart else "",
        action=config.smartquotes_action,
        translate=translation(env, docname),
        offered=builder.name == "gettext",
        source_folder=env.srcdir.as_posix(),
        date_words=date_words(config.academic_dates, config.language or "en"),
        language=config.language or "en",
    )


def _builder_of(env: BuildEnvironment) -> Builder:
    """The builder that is at work. Sphinx 9 warns of ``env.app`` and gives post-transforms nothing in its place."""
    app: Sphinx = env._app if hasattr(env, "_app") else env.app
    return app.builder


def _docname_of(node: nodes.Element, env: BuildEnvironment) -> str:
    """The page that a placeholder was written in; in single-file output the document holds many pages."""
    parent = node.parent
    while parent is not None:
        if "docname" in parent.attributes:
            return str(parent["docname"])
        parent = parent.parent
    return env.docname


def _with_classes(fragments: Fragments, node: placeholder) -> Fragments:
    """Put the classes of the directive (``:class:``) on the block."""
    own = " ".join(node["classes"])
    return (*_classed(fragments[:1], own), *fragments[1:]) if own else fragments


def _classed(fragments: Fragments, classes: str) -> Fragments:
    """The blocks with further classes."""
    return tuple(
        block if isinstance(block, str) else block._replace(classes=f"{block.classes} {classes}".strip())
        for block in fragments
    )


def _replace_by_nodes(node: placeholder, fragments: Fragments, host: NodeHost) -> None:
    replacement = to_nodes(fragments, host)
    if not host.knows_our_nodes:
        for identifier in node["ids"]:
            replacement = with_target(identifier, replacement)
    elif node["ids"]:
        replacement.insert(0, nodes.target("", "", ids=node["ids"]))
    node.replace_self(replacement)


def _prepare_for_html(
    node: placeholder, fragments: Fragments, data_files: Sequence[str], env: BuildEnvironment
) -> None:
    node["fragments"] = fragments
    node["data_files"] = data_files
    node.children.clear()
    # Each word once, and none of entries in BibTeX, is all that the search index asks for.
    words = dict.fromkeys(" ".join(texts(fragments, unread=is_bibtex)).split())
    node += nodes.Text(" ".join(words))
    for element in elements(fragments):
        if element.kind in {"figure", "image"}:
            found = find_image(env, element.attributes["url"], data_files)
            if found.path:
                image = nodes.image(uri=found.path, candidates={"*": found.path}, alt="")
                node += image


class HtmlPage:
    """A page while it is being written by an HTML builder."""

    def __init__(
        self, translator: HTML5Translator, env: BuildEnvironment, docname: str, data_files: Sequence[str]
    ) -> None:
        self._translator = translator
        builder: Any = translator.builder
        self._builder = builder
        self._env = env
        self._docname = docname
        self._data_files = data_files
        self.embedded = bool(builder.name == "epub")
        self.show_addresses = self.embedded and env.config.epub_show_urls == "inline"
        self._new_tab = new_tab_words(builder)

    def link(self, url: str) -> Href | None:
        if scheme := scheme_of(url):
            return Href(url, True, self._new_tab if scheme in {"http", "https"} else "")
        if url.startswith("//"):
            return Href(url, True, self._new_tab)
        local = find_local(self._env, url, self._data_files)
        if local is None:
            return Href(url, True)
        if local.kind is Local.REFUSED:
            return None
        fragment = f"#{local.fragment}" if local.fragment else ""
        if local.kind is Local.ANCHOR:
            return Href(fragment, False)
        if local.kind is Local.PAGE:
            return Href(self._page(local.target, fragment), False)
        if local.kind is Local.FILE and self._builder.download_support:
            # The file is known since its page was read; this gives the place that it was given then.
            stored = self._env.dlfiles.add_file(self._docname, local.target)
            return Href(posixpath.join(self._builder.dlpath, quote(Path(stored).as_posix())), False)
        if self.embedded:
            return None
        target = quote(local.target) if local.kind is Local.COPIED else local.target
        return Href(self.from_the_root(target) + fragment, False)

    def from_the_root(self, path: str) -> str:
        """A path from the folder that the site is written to, seen from this page."""
        up = str(self._builder.get_relative_uri(self._docname, "index")).rpartition("/")[0]
        return posixpath.join(up, path)

    def document(self, docname: str) -> Href | None:
        return Href(self._page(docname, ""), False)

    def _page(self, docname: str, fragment: str) -> str:
        address = str(self._builder.get_relative_uri(self._docname, docname))
        # Where all pages are one, a page's address is an anchor itself, and the first page has none.
        if address.startswith("#") and (fragment or docname == self._env.config.root_doc):
            return fragment or "#"
        return address + fragment

    def math(self, formula: str) -> str:
        """What the project's renderer of formulas (``html_math_renderer``) writes."""
        node = nodes.math(formula, formula)
        node.source = str(self._env.doc2path(self._docname))
        body = self._translator.body
        before = len(body)
        try:
            self._translator.dispatch_visit(node)
            body.append(escape(formula))
            self._translator.dispatch_departure(node)
        except nodes.SkipNode:
            pass
        written = "".join(body[before:])
        del body[before:]
        return written

    def picture(self, url: str, place: str = "") -> Picture | None:
        if scheme_of(url) or url.startswith("//"):
            return None if self.embedded else Picture(url, 0, 0)
        found = find_image(self._env, url, self._data_files)
        name = self._builder.images.get(found.path)
        if not name:
            return None
        path = Path(self._env.srcdir, found.path)
        href = posixpath.join(self._builder.imgpath, quote(name))
        store = thumbnails_of(self._builder) if place else None
        if store is None:
            return Picture(href, *picture_size(path))
        owner = self._docname if self._docname in self._env.found_docs else Part.PAPERS
        return store.picture(path, place, lambda: href, self._builder.imgpath, owner)._replace(href=href)


_FORMULAS_BEFORE_PAGES = frozenset({"confluence_storage"})
"""The formats whose builders draw formulas before they ask for a page's content, and then leave out any other."""


class NodeHost:
    """A page for a builder that is given nodes."""

    def __init__(
        self, builder: Builder, env: BuildEnvironment, docname: str, data_files: Sequence[str]
    ) -> None:
        self._builder = builder
        self._env = env
        self._docname = docname
        self._data_files = data_files
        # From docutils 0.22 on the manual page writer shows the addresses itself.
        man_is_silent = not env.config.man_show_urls and docutils.__version_info__ < (0, 22)
        self.show_addresses = builder.format == "text" or (builder.format == "man" and man_is_silent)
        self.breaks_lines = builder.format == "latex"
        self.knows_our_nodes = knows_our_nodes(builder)
        self.pictures_as_words = builder.format in {"text", "man"}

    def destination(self, url: str) -> Destination | None:
        if scheme_of(url) or url.startswith("//"):
            return Destination(url, True)
        local = find_local(self._env, url, self._data_files)
        if local is None or local.kind not in {Local.FILE, Local.PAGE}:
            return None
        if local.kind is Local.FILE:
            return self._file(local.target)
        try:
            uri = self._builder.get_relative_uri(self._docname, local.target)
        except NoUri:  # a page that this document leaves out
            return None
        return Destination(uri, False) if uri else None

    def knows(self, name: str) -> bool:
        if name == "math" and self._builder.format in _FORMULAS_BEFORE_PAGES:
            return False
        translator = getattr(self._builder, "default_translator_class", None)
        return self.knows_our_nodes or hasattr(translator, f"visit_{name}")

    def _file(self, target: str) -> Destination | None:
        """A file that the page offers; a stranger may have no way to offer one."""
        if self.knows_our_nodes:
            return Destination(target, False, posixpath.basename(target))
        if self.knows("download_reference"):
            # The file is known since its page was read; this gives the place that it was given then.
            return Destination(target, False, str(self._env.dlfiles.add_file(self._docname, target)))
        return None

    def document(self, docname: str) -> Destination | None:
        try:
            uri = self._builder.get_relative_uri(self._docname, docname)
        except NoUri:  # a page that this document leaves out
            return None
        return Destination(uri, False) if uri else None

    def image(self, url: str, alt: str) -> nodes.image | None:
        found = find_image(self._env, url, self._data_files)
        if not found.path:
            return None
        if self._builder.format == "latex" and unsupported_in_latex(found.path):
            return None
        return nodes.image(uri=found.path, candidates={"*": found.path}, alt=alt)


def write_html(node: placeholder, translator: HTML5Translator) -> str:
    """The HTML of a placeholder."""
    builder: Any = translator.builder
    docname = getattr(builder, "current_docname", "") or _docname_of(node, builder.env)
    page = HtmlPage(translator, builder.env, docname, node["data_files"])
    anchors = "".join(f'<span id="{identifier}"></span>' for identifier in node["ids"])
    fragments: Fragments = node["fragments"]
    if "cut" not in node:
        return anchors + write(fragments, page)
    number, place = node["cut"]
    block, *others = fragments
    assert not isinstance(block, str)
    node["rest"] = [write((part,), page) for part in block.children[place:]]
    files = [
        _written(builder, docname, page, f"academic-lists/{docname}-{number}-{count}.txt", text)
        for count, text in enumerate(in_files(node["rest"]), 1)
    ]
    whole = whole_name(Path(builder.get_outfilename(docname)))
    place_held: str = mark(size(block), files, whole)
    node["mark"] = place_held
    shown, closing, after = write((block._replace(children=block.children[:place]),), page).rpartition(
        "</div>"
    )
    return anchors + shown + place_held + closing + after + write(tuple(others), page)


def _written(builder: Any, docname: str, page: HtmlPage, name: str, text: str) -> str:
    """The address of a file that a script of the page reads, after writing it."""
    path = f"_static/{name}"
    outputs_of(builder).write(docname, path, text.encode("utf-8"))
    checksum = f"{zlib.crc32(text.encode()):08x}"
    return f"{page.from_the_root(quote(path))}?v={checksum}"


def write_filter_form(node: filter_form, translator: HTML5Translator) -> str:
    """The HTML of a list's filter; what only its script needs is put into a file, which few readers load."""
    builder: Any = translator.builder
    docname = getattr(builder, "current_docname", "") or _docname_of(node, builder.env)
    page = HtmlPage(translator, builder.env, docname, ())
    asked: FilterForm = node["form"]
    return form(
        asked, _written(builder, docname, page, f"academic-filter/{node['list']}.js", data_file(asked))
    )
