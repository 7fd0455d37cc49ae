"""Says in the head of a page what it is (JSON-LD): somebody's homepage, a list of works."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sphinx_academic.content.fragments import plain
from sphinx_academic.content.nodes import Request, placeholder
from sphinx_academic.data.records import Profile
from sphinx_academic.data.values.addresses import network_of
from sphinx_academic.formats.scholarly_metadata import document_as_html, list_document, profile_document
from sphinx_academic.outputs import BEFORE_OTHERS
from sphinx_academic.pages.build import Context, Contributor, ShownGroup, build_of
from sphinx_academic.pages.paper_addresses import PaperPages, paper_pages
from sphinx_academic.pages.site import address_of, base_of, html_builder, writes_pages
from sphinx_academic.pages.write import AbsolutePage
from sphinx_academic.sections.base import collection_for, markup_for
from sphinx_academic.sections.registry import SECTIONS

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

MOST_LISTED = 500
"""A list names so many works to machines, and says how many there are; more would only weigh the page down."""

_NOBODYS_HOME = frozenset({"file", "envelope", "rss"})
"""Links of a profile that are no page about the person."""


def documents_of(builder: StandaloneHTMLBuilder, docname: str, found: Sequence[placeholder]) -> list[str]:
    """The blocks for a page's head; none for books, whose pages have no address."""
    if not writes_pages(builder):
        return []
    return [
        document_as_html(document)
        for document in (*_profiles(builder, docname, found), *_list(builder, docname, found))
    ]


def _profiles(
    builder: StandaloneHTMLBuilder, docname: str, found: Sequence[placeholder]
) -> Iterator[dict[str, Any]]:
    for node in found:
        request: Request = node["request"]
        if SECTIONS[request.section].introduces_owner:
            collection = collection_for(request, str(builder.env.srcdir))
            markup = markup_for(collection)
            page = AbsolutePage(builder, docname, request.sources)
            for record in collection.profile[:1]:
                yield _profile(record, page, builder, docname, lambda text, m=markup: plain(m.inline(text)))
            return


def _profile(
    record: Profile, page: AbsolutePage, builder: StandaloneHTMLBuilder, docname: str, in_plain_text: Any
) -> dict[str, Any]:
    same = []
    for _field, link in record.addresses():
        network = network_of(link.name, link.url)
        if (
            link.url.startswith(("https://", "http://"))
            and network is not None
            and network.icon not in _NOBODYS_HOME
        ):
            same.append(link.url)
    has_address = bool(base_of(builder))
    picture = page.picture(record.photo[0].url) if record.photo and has_address else None
    return profile_document(
        name=record.name,
        page=address_of(builder, docname) if has_address else "",
        other_names=record.other_names,
        role=_line(in_plain_text(record.role)),
        affiliation=_line(in_plain_text(record.affiliation)),
        picture=picture.href if picture is not None else "",
        about=_line(in_plain_text(record.about)),
        same_as=same,
    )


def _line(text: str) -> str:
    return " ".join(text.split())


def _list(
    builder: StandaloneHTMLBuilder, docname: str, found: Sequence[placeholder]
) -> Iterator[dict[str, Any]]:
    if not base_of(builder):
        return
    listed: dict[str, None] = {}
    for node in found:
        places: tuple[str, ...] = node.get("listed", ())
        listed.update(dict.fromkeys(places))
    if listed:
        title = builder.env.titles.get(docname)
        addresses = [
            address_of(builder, docname, each[1:]) if each.startswith("#") else address_of(builder, each)
            for each in list(listed)[:MOST_LISTED]
        ]
        yield list_document(title.astext() if title is not None else "", addresses, len(listed))


class _Listed(Contributor):
    """Remembers where each work of a list is: its own page, or its entry on this one."""

    def __init__(self, pages: PaperPages) -> None:
        self._pages = pages

    def filled(self, node: placeholder, shown: ShownGroup) -> None:
        if shown.section.lists_works:
            records = shown.groups[shown.number].records
            node["listed"] = tuple(
                [
                    self._pages.page_of(record) or f"#publication-{record.key}"
                    for record in records
                    if record.key
                ]
            )


def setup(app: Sphinx) -> None:
    """Connect what adds to the head."""
    build_of(app.env).contributors.append(_Listed(paper_pages(app.env)))
    app.connect("html-page-context", _describe_page, priority=BEFORE_OTHERS)


def _describe_page(
    app: Sphinx, pagename: str, templatename: str, context: Context, doctree: nodes.document | None
) -> None:
    found = [node for node in doctree.findall(placeholder) if "fragments" in node] if doctree else []
    if blocks := documents_of(html_builder(app), pagename, found):
        context["metatags"] = "\n".join([context.get("metatags", ""), *blocks])
