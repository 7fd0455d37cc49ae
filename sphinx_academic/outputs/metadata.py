"""Says in the head of a page what it is (JSON-LD): somebody's homepage, a list of works."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_academic.content.fragments import plain
from sphinx_academic.content.markup import Markup
from sphinx_academic.content.nodes import placeholder
from sphinx_academic.data.naming import anchor
from sphinx_academic.data.records import Profile
from sphinx_academic.data.values.addresses import network_of
from sphinx_academic.formats import scholarly_metadata as metadata
from sphinx_academic.outputs import BEFORE_OTHERS, add_to_head
from sphinx_academic.pages.build import Context
from sphinx_academic.pages.paper_addresses import paper_pages
from sphinx_academic.pages.site import address_of, base_of, html_builder, writes_pages
from sphinx_academic.pages.write import AbsolutePage
from sphinx_academic.sections.base import collection_for, markup_for
from sphinx_academic.sections.registry import SECTIONS

MOST_LISTED = 500
"""A list names so many works to machines, and says how many there are; more would only weigh the page down."""

_NOBODYS_HOME = frozenset({"file", "envelope", "rss"})
"""Links of a profile that are no page about the person."""


def _documents(
    builder: StandaloneHTMLBuilder, docname: str, found: Sequence[placeholder]
) -> Iterator[metadata.Document]:
    for node in found:
        request = node["request"]
        if SECTIONS[request.section].introduces_owner:
            collection = collection_for(request, str(builder.env.srcdir))
            page = AbsolutePage(builder, docname, request.sources)
            for record in collection.profile[:1]:
                yield _profile(record, page, builder, markup_for(collection))
            break
    # Where each work is: its own page, or its entry on this one.
    pages = paper_pages(builder.env)
    listed = dict.fromkeys(
        (own,) if (own := pages.page_of(record)) else (docname, anchor("publication", record.key))
        for node in found
        if SECTIONS[node["request"].section].lists_works
        for record in node["records"]
        if record.key
    )
    if listed and base_of(builder):
        title = builder.env.titles.get(docname)
        addresses = [address_of(builder, *place) for place in islice(listed, MOST_LISTED)]
        yield metadata.list_document(title.astext() if title is not None else "", addresses, len(listed))


def _profile(
    record: Profile, page: AbsolutePage, builder: StandaloneHTMLBuilder, markup: Markup
) -> metadata.Document:
    links = [link for _field, link in record.addresses() if link.url.startswith(("https://", "http://"))]
    networks = [network_of(link.name, link.url) for link in links]
    same = [
        link.url
        for link, network in zip(links, networks, strict=True)
        if network and network.icon not in _NOBODYS_HOME
    ]

    def said(text: str) -> str:
        return " ".join(plain(markup.inline(text)).split())

    has_address = bool(base_of(builder))
    picture = page.picture(record.photo[0].url) if record.photo and has_address else None
    return metadata.profile_document(
        name=record.name,
        page=address_of(builder, page.docname) if has_address else "",
        other_names=record.other_names,
        role=said(record.role),
        affiliation=said(record.affiliation),
        picture=picture.href if picture is not None else "",
        about=said(record.about),
        same_as=same,
    )


def setup(app: Sphinx) -> None:
    """Connect what adds to the head."""
    app.connect("html-page-context", _describe_page, priority=BEFORE_OTHERS)


def _describe_page(
    app: Sphinx, pagename: str, templatename: str, context: Context, doctree: nodes.document | None
) -> None:
    # Books have none: their pages have no address.
    if doctree is not None and writes_pages(app.builder):
        found = [node for node in doctree.findall(placeholder) if "fragments" in node]
        documents = _documents(html_builder(app), pagename, found)
        add_to_head(context, map(metadata.document_as_html, documents))
