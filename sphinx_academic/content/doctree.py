"""How fragments become a tree of docutils nodes, for the builders that are not HTML."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import Any, Protocol

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import get_translation

from sphinx_academic.content import fragments as content
from sphinx_academic.content.fragments import KINDS, Element, Fragment, Fragments, plain
from sphinx_academic.content.html import Href
from sphinx_academic.content.nodes import IN_LATEX, block, cut_block, kept_with_next, line_break, underlined

_ = get_translation("sphinx_academic")


class Host(Protocol):
    """What the conversion must know of the page and the builder it is made for."""

    show_addresses: bool
    """Whether the output cannot link, so that addresses are shown behind the words."""
    pictures_as_words: bool
    """Whether the output has no pictures, so that their descriptions stand in their place."""
    sets_code: bool
    """Whether the output has letters of its own for code, where plain text has but quotation marks."""
    breaks_lines: bool
    """Whether the output breaks lines within a paragraph; elsewhere a line block stands for that."""
    parts_paragraphs: bool
    """Whether the output's writer keeps the paragraphs of a list item and of a quotation apart."""
    knows_our_nodes: bool
    """Whether our own nodes are written for the output; any other gets nothing but what docutils itself has."""

    def knows(self, name: str) -> bool:
        """Whether the output's writer can write nodes of a class, of which not all writers can."""

    def link(self, url: str) -> Href | None:
        """Where a link leads, or None where it leads nowhere."""

    def document(self, docname: str, anchor: str = "") -> Href | None:
        """Where another page, or a place on it, is, or None where the output has no such page."""

    def image(self, url: str, alt: str) -> nodes.image | None:
        """The node of a picture, or None where there is none or the builder cannot show it."""


_OURS = {each.__name__: each for each in IN_LATEX}


def to_nodes(fragments: Fragments, host: Host) -> list[nodes.Node]:
    """The docutils nodes of block fragments; texts between blocks are put in paragraphs."""
    result: list[nodes.Node] = []
    for is_block, found in itertools.groupby(fragments, _is_block):
        if is_block:
            result.extend(node for each in found if isinstance(each, Element) for node in _block(each, host))
        else:
            result.append(nodes.paragraph("", "", *to_inline_nodes(tuple(found), host)))
    return result


def _is_block(fragment: Fragment) -> bool:
    return isinstance(fragment, Element) and KINDS[fragment.kind].is_block


def with_target(identifier: str, blocks: list[nodes.Node]) -> list[nodes.Node]:
    """Blocks that can be referred to, as docutils itself makes them: a target before, and the id on the first."""
    first = blocks[0] if blocks else None
    if not isinstance(first, nodes.Element):
        return blocks
    first["ids"].append(identifier)
    return [nodes.target("", "", refid=identifier), *blocks]


def _classed(node: nodes.Element, element: Element, host: Host) -> nodes.Element:
    if host.knows_our_nodes:
        node["classes"].extend(element.classes.split())
    return node


def _block(element: Element, host: Host) -> Iterable[nodes.Node]:
    name = KINDS[element.kind].node
    if name == "paragraph":
        paragraph = nodes.paragraph("", "", *to_inline_nodes(element.children, host))
        return (_classed(paragraph, element, host),)
    if name == content.NOTHING:
        return ()
    return _own(element, host) if name == content.OWN else _container(element, name, host)


def _container(element: Element, name: str, host: Host) -> Iterator[nodes.Node]:
    identifiers = [element.attributes.get("id", ""), *element.attributes.get("former", "").split()]
    identifier = identifiers[0]
    if name == "bullet_list" and host.breaks_lines and any(map(_has_columns, element.children)):
        # No bullet stands beside a column of pictures or dates.
        items = (each._replace(kind="entry") for each in element.children if isinstance(each, Element))
        yield block("", *to_nodes(tuple(items), host))
        return
    children = to_nodes(_side_by_side(_cited_among_lines(element.children), host), host)
    if identifier and not host.knows_our_nodes:
        for each in reversed(identifiers):
            children = with_target(each, children)
    if name in _OURS and not host.knows_our_nodes:
        yield from children
        return
    node = _classed(_OURS[name]() if name in _OURS else getattr(nodes, name)(), element, host)
    if identifier and name == "entry_block":
        node["ids"].extend(identifiers)
    elif identifier and host.knows_our_nodes:
        # LaTeX drops the ids of list items and of our blocks.
        node += nodes.target("", "", ids=identifiers)
    if isinstance(node, nodes.list_item | nodes.block_quote) and not host.parts_paragraphs:
        children = _paragraphs_joined(children)
    node.extend(children)
    if isinstance(node, nodes.bullet_list):
        node["bullet"] = "*"
    elif isinstance(node, nodes.enumerated_list):
        node.update_all_atts({"enumtype": "arabic", "prefix": "", "suffix": "."})
    if node.children:
        yield node


def _paragraphs_joined(blocks: list[nodes.Node]) -> list[nodes.Node]:
    """Blocks in which no paragraph follows another: an empty line in the first stands for the next one's start."""
    result: list[nodes.Node] = []
    for each in blocks:
        if isinstance(each, nodes.paragraph) and result and isinstance(result[-1], nodes.paragraph):
            result[-1] += [nodes.Text("\n\n"), *each.children]
        else:
            result.append(each)
    return result


def _has_columns(item: Fragment) -> bool:
    """Whether an item of a list has something beside its lines."""
    match item:
        case Element(children=(*beside, Element("division", (Element("lines"), *_)))):
            return bool(beside)
    return False


def _cited_among_lines(children: Fragments) -> Fragments:
    """Where an entry is cited is the last of its lines, unless something longer stands between."""
    match children:
        case (Element("lines") as lines, Element("paragraph", said, "academic-cited"), *rest):
            return (
                lines._replace(children=(*lines.children, Element("line", said, "academic-cited"))),
                *rest,
            )
        case (*before, Element("division", within) as division):
            return (*before, division._replace(children=_cited_among_lines(within)))
    return children


def _side_by_side(children: Fragments, host: Host) -> Fragments:
    """On a printed page an entry's pictures or its dates stand beside its lines, and what is behind disclosures below both, and a
    photo beside what is said in a line; elsewhere dates are the first of the lines."""
    match children:
        case (Element("figure", attributes={"place": "photo"}) as photo, *rest) if host.breaks_lines:
            photo = photo._replace(attributes={**photo.attributes, "width": "100%"})
            facts = tuple(itertools.takewhile(lambda each: not _is_division(each), rest))
            if facts and to_nodes((photo,), host):
                return (
                    Element("facts_column", facts),
                    Element("photo_column", (photo,)),
                    *rest[len(facts) :],
                )
        case (*beside, Element("division", (Element("lines") as lines, *rest))) if beside:
            sides = [each for each in beside if isinstance(each, Element) and _stands_beside(each)]
            if len(sides) < len(beside):
                return children
            dates = [each for each in sides if each.kind == "line"]
            if host.breaks_lines:
                # Dates are the first, in line with the title.
                sides.sort(key=lambda each: each.kind != "line")
                figures = (each.children if each.kind == "division" else (each,) for each in sides)
                side = tuple(itertools.chain.from_iterable(figures))
                if not to_nodes(side, host):  # pictures that are missing leave no column
                    return (lines, *rest)
                return (Element("side_column", side), Element("text_column", (lines,)), *rest)
            if dates and lines.children:
                pictures = [each for each in sides if each not in dates]
                title, *others = lines.children
                return (*pictures, lines._replace(children=(title, *dates, *others)), *rest)
    return children


def _is_division(fragment: Fragment) -> bool:
    return isinstance(fragment, Element) and fragment.kind == "division"


def _stands_beside(element: Element) -> bool:
    return element.kind in {"figure", "line", "on_paper"} or element.classes == "academic-figures"


def _lines(element: Element, host: Host) -> Iterator[nodes.Node]:
    if host.breaks_lines:
        paragraph = nodes.paragraph()
        for child in element.children:
            if isinstance(child, Element):
                paragraph += [line_break()] if paragraph.children else []
                paragraph += to_inline_nodes(child.children, host, breaks=True)
        if paragraph.children:
            yield paragraph
        return
    children = [child for child in element.children if isinstance(child, Element)]
    if not host.knows_our_nodes and len(children) > 1:
        # Some writers put nothing between one line block and the next.
        yield nodes.paragraph("", "", *to_inline_nodes(children.pop(0).children, host))
    lines = nodes.line_block()
    for child in children:
        lines += [_classed(line, child, host) for line in _line(child, host)]
    if lines.children:
        yield lines


def _in_a_row(element: Element, host: Host) -> Iterable[nodes.Node]:
    """Items in a paragraph with points between them on a printed page, else a list."""
    if not host.breaks_lines:
        return _container(element, "bullet_list", host)
    items = (each.children for each in element.children if isinstance(each, Element))
    return (nodes.paragraph("", "", *to_inline_nodes(content.joined(items, " · "), host)),)


def _line(element: Element, host: Host) -> Iterator[nodes.line]:
    """A line, or several where it holds line breaks: no writer breaks a line within a line block's line."""
    pieces: list[list[nodes.Node]] = [[]]
    for node in to_inline_nodes(element.children, host, breaks=True):
        if isinstance(node, line_break):
            pieces.append([])
        else:
            pieces[-1].append(node)
    for piece in pieces:
        if piece and isinstance(piece[0], nodes.Text):
            piece[0] = nodes.Text(piece[0].lstrip())
        yield nodes.line("", "", *piece)


def _figure(element: Element, host: Host) -> Iterator[nodes.Node]:
    alt = element.attributes.get("alt", "")
    # In words a portrait says nothing that the name beside it does not.
    if host.pictures_as_words and "initials" in element.attributes:
        return
    if host.pictures_as_words:
        words: list[nodes.Node] = [nodes.Text(_("[image: %s]") % alt)]
        caption = plain(element.children)
        if caption and caption != alt:
            words += [nodes.Text(" "), *to_inline_nodes(element.children, host)]
        yield nodes.paragraph("", "", *words)
        return
    image = host.image(element.attributes["url"], alt)
    if image is None:
        return
    if element.attributes.get("width"):
        image["width"] = element.attributes["width"]
    # Some writers end no line behind a picture that stands by itself.
    yield image if host.knows_our_nodes else nodes.paragraph("", "", image)
    if element.children:
        yield nodes.paragraph("", "", nodes.emphasis("", "", *to_inline_nodes(element.children, host)))


def to_inline_nodes(fragments: Fragments, host: Host, *, breaks: bool = False) -> list[nodes.Node]:
    """The docutils nodes of inline fragments; ``breaks`` asks for line breaks whatever the host does with them."""
    result: list[nodes.Node] = []
    for fragment in fragments:
        if isinstance(fragment, str):
            # An empty line within a link or bold text ends TeX's paragraph, and with it the making of a PDF.
            result.append(nodes.Text(content.on_one_line(fragment)))
            continue
        row = KINDS[fragment.kind]
        if row.node == content.NOTHING:
            continue
        # What a mark says as a plain sign, a power does not.
        is_plain = fragment.kind == "mark" and not host.knows_our_nodes
        if row.node == content.INSIDE or row.is_block or is_plain:
            result.extend(to_inline_nodes(fragment.children, host, breaks=breaks))
        elif fragment.kind == "break":
            result.append(line_break() if breaks or host.breaks_lines else nodes.Text("\n"))
        elif row.node == content.OWN:
            result.extend(_own(fragment, host))
        else:
            node = getattr(nodes, row.node)("", "", *to_inline_nodes(fragment.children, host))
            result.append(_classed(node, fragment, host))
    return result


def _link(element: Element, host: Host) -> Iterator[nodes.Node]:
    words: Fragments = element.children
    if host.breaks_lines and element.attributes.get("printed"):
        words = (element.attributes["printed"],)
    children = to_inline_nodes(words, host)
    url, page = element.attributes.get("url"), element.attributes.get("page", "")
    anchor = element.attributes.get("anchor", "")
    target = host.document(page, anchor) if url is None else host.link(url)
    if target is None:
        yield from children
        return
    if "academic-object" in element.classes.split() and host.sets_code:
        # So LaTeX breaks a name behind its dots, where it would put hyphens into that of a text.
        children = [nodes.literal("", "", *children)]
    if target.download:
        # For others than our writers its words are its own, and not the name of the file.
        own = {} if host.knows_our_nodes else {"refexplicit": True}
        file = {"reftarget": target.href, "filename": target.download, "refdoc": "", **own}
        yield addnodes.download_reference("", "", *children, **file)
    else:
        # URL Standard, 4.4: line ends in an address are no part of it.
        uri = "".join(map(str.strip, target.href.splitlines()))
        if anchor and uri == f"#{anchor}":
            yield nodes.reference("", "", *children, refid=anchor, internal=True)
            return
        yield nodes.reference("", "", *children, refuri=uri, internal=not target.external)
    said = "".join(child.astext() for child in children)
    if host.show_addresses and target.external and target.href.removeprefix("mailto:") != said:
        yield nodes.Text(f" <{target.href}>")


_POWERS = str.maketrans(
    "0123456789+-−=()abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"
)


def _raised(element: Element, host: Host) -> Iterable[nodes.Node]:
    children, text = to_inline_nodes(element.children, host), plain(element.children)
    if host.knows("superscript"):
        return (_classed(nodes.superscript("", "", *children), element, host),)
    if element.children == (text,) and all(ord(sign) in _POWERS for sign in text):
        return (nodes.Text(text.translate(_POWERS)),)
    if element.children == (text[:1],):
        return (nodes.Text("^"), *children)
    return (nodes.Text("^("), *children, nodes.Text(")"))


def _own(element: Element, host: Host) -> Iterable[nodes.Node]:
    """The nodes of what becomes more, or less, than a node of one class."""
    kind, children, _classes, attributes = element
    ours = host.knows_our_nodes
    match kind:
        case "link":
            return _link(element, host)
        case "lines":
            return _lines(element, host)
        case "items_in_a_row":
            return _in_a_row(element, host)
        case "figure":
            return _figure(element, host)
        case "raised":
            return _raised(element, host)
        case "underlined":
            words = to_inline_nodes(children, host)
            if host.pictures_as_words:
                return (nodes.Text("_"), *words, nodes.Text("_"))
            return (_classed(underlined("", "", *words), element, host),) if ours else words
        case "prose":
            # A text of the data that translators are offered.
            node = nodes.inline(attributes["raw"], "", *to_inline_nodes(children, host), translatable=True)
            node.source, node.line = attributes["path"], int(attributes["line"] or 0)
            node.uid = ""  # type: ignore[attr-defined]  # the gettext builder passes over nodes without one
            return (node,)
        case "time":
            words = to_inline_nodes(children, host)
            return (nodes.inline("", "", *words, datetime=attributes["datetime"]),) if ours else words
        case "image":
            alt = attributes.get("alt", "")
            image = None if host.pictures_as_words else host.image(attributes["url"], alt)
            return (nodes.Text(alt) if image is None else image,)
        case "disclosure":
            label: nodes.Element = nodes.paragraph("", "", nodes.strong("", attributes["summary"]))
            label = kept_with_next("", label) if ours else label
            return (*([label] if attributes.get("label") else []), *to_nodes(children, host))
        case "table":
            return (_table(element, host),) if host.knows("table") else to_nodes(children, host)
        case "rule":
            # docutils has transitions between sections and paragraphs alone.
            return (nodes.transition(),) if ours else ()
        case "literal_block":
            language = attributes.get("language") or "none"
            code = nodes.literal_block(plain(children), plain(children), language=language)
            return (cut_block("", code) if ours else code,)
        case "math" if host.knows("math"):
            # Around it MathJax may be kept from reading what is no formula.
            classes = ["tex2jax_process", "mathjax_process"] if ours else []
            return (nodes.math(plain(children), plain(children), classes=classes),)
        case _:  # code, and a formula where the output has none
            return (nodes.literal(plain(children), plain(children)),)


_WIDEST = 32
"""Characters of a column of plain text."""
_PAGE = 90
"""Characters of a line of a printed page."""
_GAP = 3
"""The characters that would stand between two columns."""


def _table(element: Element, host: Host) -> nodes.table:
    rows = [row for row in element.children if isinstance(row, Element)]
    # Plain text has columns as wide as they are said to be, and LaTeX those of what is wider than a page: by itself it would make
    # some so narrow that words are cut.
    said = [[_seen(cell) for cell in row.children] for row in rows]
    texts = [each for each, row in zip(said, rows, strict=True) if not content.is_head(row)]
    words = [[max(map(len, text.split()), default=0) for text in each] for each in said]
    widths = [min(max(map(len, below)) + 1, _WIDEST) for below in itertools.zip_longest(*texts, fillvalue="")]
    least = [min(max(column), _WIDEST) + 1 for column in itertools.zip_longest(*words, fillvalue=0)]
    widths = [max(pair) for pair in itertools.zip_longest(widths, least, fillvalue=0)]
    is_wide = sum(widths) > _PAGE
    if is_wide and host.breaks_lines:
        # What parts columns on paper is a part of them.
        widths = [width + _GAP for width in widths]
    group = nodes.tgroup(cols=len(widths))
    # Sphinx's writer for LaTeX takes any column that says whether it is a stub for one.
    stub: dict[str, Any] = {} if host.knows_our_nodes else {"stub": 0}
    group += [nodes.colspec(colwidth=width, **stub) for width in widths]
    heads = [row for row in rows if content.is_head(row)]
    others = [row for row in rows if row not in heads]
    for part, own in ((nodes.thead, heads), (nodes.tbody, others)):
        cells = ([cell for cell in row.children if isinstance(cell, Element)] for row in own)
        written = [nodes.row("", *(nodes.entry("", *_in_cell(each, host)) for each in row)) for row in cells]
        group += [part("", *written)] if written else []
    return nodes.table("", group, classes=["colwidths-given"] if is_wide else [])


def _seen(fragment: Fragment) -> str:
    """The words of a cell without those that are for listeners alone."""
    if isinstance(fragment, str):
        return fragment
    return "" if fragment.kind == "unseen" else "".join(map(_seen, fragment.children))


def _in_cell(cell: Element, host: Host) -> list[nodes.Node]:
    blocks = to_nodes(cell.children, host)
    return blocks if host.parts_paragraphs else _paragraphs_joined(blocks)
