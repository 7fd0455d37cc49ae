"""Says in the head of a page what it is (JSON-LD: somebody's homepage, a list of works), who wrote it, what it is about, and which
picture stands for it.

What the page itself or another extension says of these is left alone: a page says each once.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from html import escape
from itertools import islice
from typing import NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_academic.content.fragments import in_a_row
from sphinx_academic.content.markup import Markup
from sphinx_academic.content.nodes import Request, filled_lists, placeholder
from sphinx_academic.data.naming import anchor
from sphinx_academic.data.records import Award, Profile
from sphinx_academic.data.values.addresses import doi_url, network_of
from sphinx_academic.formats import scholarly_metadata as metadata
from sphinx_academic.outputs import BEFORE_OTHERS, add_to_head
from sphinx_academic.pages.build import Context
from sphinx_academic.pages.fill import translation
from sphinx_academic.pages.page_addresses import pages_of, paper_pages
from sphinx_academic.pages.site import address_of, base_of, html_builder, writes_pages
from sphinx_academic.pages.site_kinds import declared_in, sections_of
from sphinx_academic.pages.write import AbsolutePage
from sphinx_academic.sections.base import collection_for, markup_for
from sphinx_academic.sections.offers import heading_of
from sphinx_academic.settings import is_given

MOST_LISTED = 500
"""A list names so many works to machines, and says how many there are; more would only weigh the page down."""

MOST_DESCRIBED = 100
"""Of other things so many are described; of the others the address is said."""

_NOBODYS_HOME = frozenset({"file", "envelope", "rss"})
"""Links of a profile that are no page about the person."""


class _Owner(NamedTuple):
    """Whose homepage a page is, and what of it is needed to say so."""

    record: Profile
    page: AbsolutePage
    markup: Markup
    translate: Callable[[str], str]
    """Looks a text up in the site's catalogue."""

    def said(self, text: str) -> str:
        """A text of the profile without its markup."""
        return in_a_row(self.markup.inline(self.translate(text)))

    def about(self) -> str:
        """What the profile says about the person."""
        return in_a_row(self.markup.blocks(self.translate(self.record.about)))

    def picture(self) -> str:
        """The absolute address of the photo, where the site has an address."""
        photo = self.record.photo
        found = self.page.picture(photo[0].url) if photo and base_of(self.page.builder) else None
        return found.href if found is not None else ""

    def description(self) -> str:
        """Who this is, and how the person goes on: name, position, and the first words about."""
        position = ", ".join(filter(None, map(self.said, (self.record.role, self.record.affiliation))))
        return ". ".join(filter(None, (", ".join(filter(None, (self.record.name, position))), self.about())))


def _owner(builder: StandaloneHTMLBuilder, docname: str, found: Sequence[placeholder]) -> _Owner | None:
    """Whose homepage it is."""
    for node in found:
        request = node["request"]
        if sections_of(builder.env)[request.section].introduces_owner:
            collection = collection_for(request, str(builder.env.srcdir), declared_in(builder.env))
            page = AbsolutePage(builder, docname, request.sources)
            owner = next((each for each in collection.profile if each.name), None)
            if owner is None:
                return None
            return _Owner(owner, page, markup_for(collection), translation(builder.env, docname))
    return None


def _listed(
    builder: StandaloneHTMLBuilder, docname: str, found: Sequence[placeholder]
) -> Iterator[metadata.Document]:
    """The works of a page's lists, where each of them is: its own page, or its entry on this one."""
    pages = paper_pages(builder.env)
    listed: dict[tuple[str, ...], str] = {}
    for node in found:
        if sections_of(builder.env)[node["request"].section].lists_works:
            for record in node["records"]:
                if own := pages.page_of(record):
                    listed[(own,)] = ""  # which says itself what it is
                elif record.key:
                    listed[docname, anchor("publication", record.key)] = doi_url(record.doi)
    if listed and base_of(builder):
        title = builder.env.titles.get(docname)
        items = [(address_of(builder, *place), same) for place, same in islice(listed.items(), MOST_LISTED)]
        yield metadata.list_document(title.astext() if title is not None else "", items, len(listed))


def _careers(
    builder: StandaloneHTMLBuilder, docname: str, found: Sequence[placeholder]
) -> Iterator[metadata.Document]:
    """What a page lists of a career, each list by itself, where each entry is."""
    lists: dict[Request, list[placeholder]] = {}
    sections = sections_of(builder.env)
    for node in found if base_of(builder) else ():
        if sections[node["request"].section].tells_machines:
            lists.setdefault(node["request"], []).append(node)
    if not lists:
        return
    from sphinx_academic.formats import career_metadata as career
    from sphinx_academic.pages.career_facts import around

    told: set[tuple[str, ...]] = set()
    for request, its in lists.items():
        kind = sections[request.section].entry_kind
        records = [record for node in its for record in node["records"] if record.key]
        collection = collection_for(request, str(builder.env.srcdir), declared_in(builder.env))
        facts = around(builder, docname, collection, request.sources)
        if honours := career.honours_document([each for each in records if isinstance(each, Award)], facts):
            yield metadata.by_itself(honours)
        if not any(map(career.is_told, records)):
            continue
        pages = pages_of(builder.env, kind)
        items: list[tuple[str, metadata.Document]] = []
        for number, record in enumerate(records[:MOST_LISTED]):
            if own := pages.page_of(record):
                items.append((address_of(builder, own), {}))  # which says itself what it is
                continue
            place = address_of(builder, docname, anchor(kind, record.key))
            is_described = number < MOST_DESCRIBED
            items.append((place, career.career_document(record, facts, place) if is_described else {}))
        places = tuple([place for place, _item in items])
        if places in told:
            continue  # the same as cards and as a table
        told.add(places)
        title = builder.env.titles.get(docname)
        heading = heading_of(its[0].parent) if len(its) == 1 else ""
        name = heading or (title.astext() if title is not None else "")
        yield metadata.items_document(name, items, len(records))


def _profile(owner: _Owner) -> metadata.Document:
    record, builder = owner.record, owner.page.builder
    links = [link for _field, link in record.addresses() if link.url.startswith(("https://", "http://"))]
    networks = [network_of(link.name, link.url) for link in links]
    same = [
        link.url
        for link, network in zip(links, networks, strict=True)
        if network and network.icon not in _NOBODYS_HOME
    ]
    return metadata.profile_document(
        name=record.name,
        page=address_of(builder, owner.page.docname) if base_of(builder) else "",
        other_names=record.other_names,
        role=owner.said(record.role),
        affiliation=owner.said(record.affiliation),
        picture=owner.picture(),
        about=owner.about(),
        same_as=same,
    )


# Who wrote a page, what it is about, which picture stands for it


def _author(app: Sphinx, owner: _Owner | None, found: Sequence[placeholder], context: Context) -> str:
    """Whom the page's metadata names, else whose homepage it is, else the project's author, else whose works are shown."""
    own = context.get("meta") or {}
    if named := _names(own.get("author") or own.get("authors")):
        return named
    if owner is not None:
        return owner.record.name
    author = str(app.config.author)
    if is_given(app.config, "author") and author.strip():
        return author
    # Only of data that the page depends on: it is written again when these change.
    owners = (
        profile.name
        for node in found
        for profile in collection_for(node["request"], str(app.srcdir), declared_in(app.env)).profile
    )
    return next(filter(None, owners), "")


_QUOTES = str.maketrans(dict.fromkeys("“”„«»", '"'))


def _names(value: object) -> str:
    """Names in the metadata of a page; MyST gives a list as JSON, which Sphinx then gives typographic quotation marks, and of
    which docutils makes several ``authors`` at its commas."""
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        value = ", ".join(value)
    if isinstance(value, str) and value.strip()[:1] in {"[", "{"}:
        try:
            value = json.loads(value.translate(_QUOTES))
        except (ValueError, RecursionError):
            return ""
    listed = value if isinstance(value, list) else [value]
    names = (each.get("name") if isinstance(each, dict) else each for each in listed)
    return ", ".join(each.strip() for each in names if isinstance(each, str))


_ASIDE = (
    addnodes.compact_paragraph,
    *(nodes.Admonition, nodes.block_quote, nodes.container, nodes.field_list, nodes.figure),
    *(nodes.footnote, nodes.list_item, nodes.sidebar, nodes.table, nodes.topic),
)
"""What stands in these is not how a text begins; the description of an object, which docutils counts among them, is."""


def _first_paragraph(doctree: nodes.document) -> str:
    for paragraph in doctree.findall(nodes.paragraph):
        parent: nodes.Node | None = paragraph
        while parent is not None and (not isinstance(parent, _ASIDE) or isinstance(parent, addnodes.desc)):
            parent = parent.parent
        if parent is None and (text := _words(paragraph).strip()):
            return text
    return ""


def _words(node: nodes.Node) -> str:
    """The text without signs of footnotes, what stands for pictures, and what is no text, such as HTML: badges say nothing."""
    if isinstance(node, nodes.Text):
        return node.astext()
    words = ""
    for child in node.children:
        if isinstance(child, nodes.footnote_reference):
            words = words.rstrip()  # before which reStructuredText needs a space
        elif not isinstance(child, (nodes.image, nodes.raw)):
            words += _words(child)
    return words


def _says(context: Context, attribute: str, name: str) -> bool:
    """Whether the head says a thing already."""
    # Within a value every quotation mark is escaped.
    return f' {attribute}="{name}"' in (context.get("metatags") or "")


def setup(app: Sphinx) -> None:
    """Connect what adds to the head: before other extensions what these then leave alone, behind them what they may have said."""
    if writes_pages(app.builder):
        app.connect("html-page-context", _describe_page, priority=BEFORE_OTHERS)
        app.connect("html-page-context", _add_picture, priority=_BEHIND_OTHERS)


_BEHIND_OTHERS = 950


def _describe_page(
    app: Sphinx, pagename: str, templatename: str, context: Context, doctree: nodes.document | None
) -> None:
    # Pages of publications say all this already.
    if doctree is None or "academic_page" in context:
        return
    builder, found = html_builder(app), filled_lists(doctree)
    owner = _owner(builder, pagename, found)
    documents = [_profile(owner)] if owner is not None else []
    documents += (*_listed(builder, pagename, found), *_careers(builder, pagename, found))
    add_to_head(context, map(metadata.document_as_html, documents))
    own = (context.get("meta") or {}).get("description")
    if not (isinstance(own, str) and own.strip()):
        own = owner.description() if owner is not None else _first_paragraph(doctree)
    tags = [
        tag
        for tag in metadata.page_tags(_author(app, owner, found, context), own)
        if not _says(context, "name", tag.name)
    ]
    if tags:
        add_to_head(context, [metadata.tags_as_html(tags)])
    for tag in tags:
        if tag.name == "description":
            # sphinxext-opengraph takes it from here; by itself it puts the words of all links and lists in a row.
            context["meta"] = {"og:description": tag.content, **(context.get("meta") or {})}


def _add_picture(
    app: Sphinx, pagename: str, templatename: str, context: Context, doctree: nodes.document | None
) -> None:
    if doctree is None or _says(context, "property", "og:image"):
        return
    own = context.get("meta") or {}
    picture, alt = own.get("og:image", ""), own.get("og:image:alt", "")
    if not picture and (owner := _owner(html_builder(app), pagename, filled_lists(doctree))):
        picture, alt = owner.picture(), owner.record.name
    if picture:
        tags = (("og:image", picture), ("og:image:alt", alt))
        add_to_head(
            context, (f'<meta property="{name}" content="{escape(said)}" />' for name, said in tags if said)
        )
