"""Our docutils nodes, and how fragments become nodes for the builders that are not HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import get_translation

from sphinx_academic.content.fragments import Element, Fragment, Fragments, on_one_line, plain

if TYPE_CHECKING:
    from sphinx.writers.latex import LaTeXTranslator


_ = get_translation("sphinx_academic")


class Request(NamedTuple):
    """What a directive asked for; small and hashable, it is what a placeholder keeps.

    ``sources`` are paths from the source folder; ``bare`` says what a file holds whose root is a list.
    """

    section: str
    sources: tuple[str, ...]
    bare: str
    options: tuple[tuple[str, Any], ...]


class ListFacts(NamedTuple):
    """A list of publications: the files it shows, and how many filters leave works of them out."""

    sources: tuple[str, ...]
    bare: str
    filters: int


class placeholder(nodes.General, nodes.Element):  # noqa: N801  (docutils names nodes in lower case)
    """What a directive leaves in the page: which records to show and how, until a builder asks for them.

    It is small, because docutils' transforms, Sphinx's collectors and the pickled doctree all pay per node.
    """


class filter_form(nodes.General, nodes.Element):  # noqa: N801
    """Where the form of a filtered list stands; ``list`` is the name that the list's placeholders have as well."""


class entry_block(nodes.General, nodes.Element):  # noqa: N801
    """One record. It carries the id, since LaTeX drops the ids of paragraphs, containers and list items."""


class picture_column(nodes.General, nodes.Element):  # noqa: N801
    """The pictures of an entry on a printed page."""


class text_column(nodes.General, nodes.Element):  # noqa: N801
    """The lines of an entry beside its pictures on a printed page."""


class line_break(nodes.inline):  # noqa: N801
    """A line break within a paragraph, for the writers that can make one."""


class block(nodes.General, nodes.Element):  # noqa: N801
    """Blocks that belong together; writes nothing of its own."""


class Destination(NamedTuple):
    """Where a link leads: ``uri`` for a reference, or ``download`` for a file that the page offers."""

    uri: str
    external: bool
    download: str = ""


class Host(Protocol):
    """What the conversion must know of the page and the builder it is made for."""

    show_addresses: bool
    """Whether the output cannot link, so that addresses are shown behind the words."""

    pictures_as_words: bool
    """Whether the output has no pictures, so that their descriptions stand in their place."""

    breaks_lines: bool
    """Whether the output breaks lines within a paragraph; elsewhere a line block stands for that."""

    def destination(self, url: str) -> Destination | None:
        """Where a link leads, or None where it leads nowhere."""

    def document(self, docname: str) -> Destination | None:
        """Where another page is, or None where the output has no such page."""

    def image(self, url: str, alt: str) -> nodes.image | None:
        """The node of a picture, or None where there is none or the builder cannot show it."""


def to_nodes(fragments: Fragments, host: Host) -> list[nodes.Node]:
    """The docutils nodes of block fragments; texts between blocks are put in paragraphs."""
    result: list[nodes.Node] = []
    loose: list[Fragment] = []

    def gather() -> None:
        if loose:
            result.append(nodes.paragraph("", "", *_inline(tuple(loose), host)))
            loose.clear()

    for fragment in fragments:
        if isinstance(fragment, str) or fragment.kind in _INLINE_KINDS:
            loose.append(fragment)
        else:
            gather()
            result.extend(_block(fragment, host))
    gather()
    return result


def to_inline_nodes(fragments: Fragments, host: Host) -> list[nodes.Node]:
    """The docutils nodes of inline fragments."""
    return _inline(fragments, host)


def _classes(node: nodes.Element, element: Element) -> nodes.Element:
    node["classes"].extend(element.classes.split())
    return node


def _block(element: Element, host: Host) -> Iterator[nodes.Node]:
    kind = element.kind
    if kind in _CONTAINERS:
        node = _classes(_CONTAINERS[kind](), element)
        if kind == "entry" and element.attributes.get("id"):
            node["ids"].append(element.attributes["id"])
        elif element.attributes.get("id"):
            # LaTeX drops the ids of list items and of our blocks.
            node += nodes.target("", "", ids=[element.attributes["id"]])
        children = _side_by_side(element.children) if host.breaks_lines else element.children
        node.extend(to_nodes(children, host))
        if kind == "bullets":
            node["bullet"] = "*"
        elif kind == "numbers":
            node.update_all_atts({"enumtype": "arabic", "prefix": "", "suffix": "."})
        if node.children:
            yield node
    elif kind == "lines" and host.breaks_lines:
        paragraph = nodes.paragraph()
        for child in element.children:
            if isinstance(child, Element):
                paragraph += [line_break()] if paragraph.children else []
                paragraph += _inline(child.children, host, breaks=True)
        if paragraph.children:
            yield paragraph
    elif kind == "lines":
        lines = nodes.line_block()
        for child in element.children:
            if isinstance(child, Element):
                lines += [_classes(line, child) for line in _lines(child, host)]
        if lines.children:
            yield lines
    elif kind in {"paragraph", "line"}:
        yield _classes(nodes.paragraph("", "", *_inline(element.children, host)), element)
    elif kind == "figure":
        yield from _figure(element, host)
    elif kind == "disclosure":
        if element.attributes.get("label"):
            yield nodes.paragraph("", "", nodes.strong("", element.attributes["summary"]))
        yield from to_nodes(element.children, host)
    elif kind == "literal_block":
        code = "".join(child for child in element.children if isinstance(child, str))
        yield nodes.literal_block(code, code, language=element.attributes.get("language") or "none")
    elif kind == "rule":
        yield nodes.transition()


def _side_by_side(children: Fragments) -> Fragments:
    """On a printed page an entry's pictures stand beside its lines, and what is behind disclosures below both."""
    match children:
        case (
            Element("figure" | "division") as pictures,
            Element("division", (Element("lines") as lines, *rest)),
        ):
            if pictures.kind == "figure" or pictures.classes == "academic-figures":
                figures = (pictures,) if pictures.kind == "figure" else pictures.children
                columns = (Element("picture_column", figures), Element("text_column", (lines,)))
                return (*columns, *rest)
    return children


def _lines(element: Element, host: Host) -> Iterator[nodes.line]:
    """A line, or several where it holds line breaks: no writer breaks a line within a line block's line."""
    pieces: list[list[nodes.Node]] = [[]]
    for node in _inline(element.children, host, breaks=True):
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
    if host.pictures_as_words:
        words: list[nodes.Node] = [nodes.Text(_("[image: %s]") % alt)]
        caption = plain(element.children)
        if caption and caption != alt:
            words += [nodes.Text(" "), *_inline(element.children, host)]
        yield nodes.paragraph("", "", *words)
        return
    image = host.image(element.attributes["url"], alt)
    if image is None:
        return
    if element.attributes.get("width"):
        image["width"] = element.attributes["width"]
    yield image
    if element.children:
        yield nodes.paragraph("", "", nodes.emphasis("", "", *_inline(element.children, host)))


def _inline(fragments: Fragments, host: Host, *, breaks: bool = False) -> list[nodes.Node]:
    result: list[nodes.Node] = []
    for fragment in fragments:
        if isinstance(fragment, str):
            # An empty line within a link or bold text ends TeX's paragraph, and with it the making of a PDF.
            result.append(nodes.Text(on_one_line(fragment)))
            continue
        kind = fragment.kind
        if kind in _INLINE_NODES:
            result.append(_classes(_INLINE_NODES[kind]("", "", *_inline(fragment.children, host)), fragment))
        elif kind == "link":
            result.extend(_link(fragment, host))
        elif kind == "break":
            result.append(line_break() if breaks or host.breaks_lines else nodes.Text("\n"))
        elif kind == "literal":
            text = "".join(child for child in fragment.children if isinstance(child, str))
            result.append(nodes.literal(text, text))
        elif kind == "math":
            formula = "".join(child for child in fragment.children if isinstance(child, str))
            # Around it MathJax may be kept from reading what is no formula.
            result.append(nodes.math(formula, formula, classes=["tex2jax_process", "mathjax_process"]))
        elif kind == "time":
            time = nodes.inline(
                "", "", *_inline(fragment.children, host), datetime=fragment.attributes["datetime"]
            )
            result.append(time)
        elif kind == "prose":
            result.append(_prose(fragment, host))
        elif kind == "image":
            image = host.image(fragment.attributes["url"], fragment.attributes.get("alt", ""))
            alt = fragment.attributes.get("alt", "")
            result.append(image if image is not None and not host.pictures_as_words else nodes.Text(alt))
        elif kind in {"icon", "on_screen"}:
            pass
        else:
            result.extend(_inline(fragment.children, host, breaks=breaks))
    return result


def _link(element: Element, host: Host) -> Iterator[nodes.Node]:
    children = _inline(element.children, host)
    attributes = element.attributes
    if "url" in attributes:
        destination = host.destination(attributes["url"])
    else:
        destination = host.document(attributes["page"])
    if destination is None:
        yield from children
        return
    if destination.download:
        yield addnodes.download_reference(
            "", "", *children, reftarget=destination.uri, filename=destination.download, refdoc=""
        )
    else:
        # URL Standard, 4.4: line ends in an address are no part of it.
        uri = "".join(map(str.strip, destination.uri.splitlines()))
        yield nodes.reference("", "", *children, refuri=uri, internal=not destination.external)
    if host.show_addresses and destination.external:
        words = "".join(child.astext() for child in children)
        if destination.uri.removeprefix("mailto:") != words:
            yield nodes.Text(f" <{destination.uri}>")


def _prose(element: Element, host: Host) -> nodes.Node:
    """A text of the data that translators are offered."""
    node = nodes.inline(element.attributes["raw"], "", *_inline(element.children, host), translatable=True)
    node.source = element.attributes["path"]
    node.line = int(element.attributes["line"] or 0)
    node.uid = ""  # type: ignore[attr-defined]  # the gettext builder passes over nodes without one
    return node


_CONTAINERS: Mapping[str, Callable[[], nodes.Element]] = {
    "division": block,
    "widget": block,
    "entry": entry_block,
    "picture_column": picture_column,
    "text_column": text_column,
    "bullets": nodes.bullet_list,
    "numbers": nodes.enumerated_list,
    "item": nodes.list_item,
    "quote": nodes.block_quote,
}
_INLINE_NODES: Mapping[str, Callable[..., nodes.Element]] = {
    "strong": nodes.strong,
    "emphasis": nodes.emphasis,
    "raised": nodes.superscript,
    "lowered": nodes.subscript,
    "mark": nodes.superscript,
}
_INLINE_KINDS = frozenset(
    {
        *_INLINE_NODES,
        "link",
        "break",
        "literal",
        "math",
        "time",
        "prose",
        "image",
        "icon",
        "span",
        "deleted",
        "refused",
    }
)


def nothing(translator: Any, node: nodes.Element) -> None:
    """Write nothing for a node and go on with its children."""


def visit_entry_latex(translator: LaTeXTranslator, node: nodes.Element) -> None:
    """Begin a paragraph of its own that no page break cuts, with an anchor that ``\\hyperref`` finds."""
    translator.body.append("\n\n\\par\\medskip\\begingroup\\interlinepenalty=10000\n")
    if node["ids"]:
        translator.body.append(translator.hypertarget_to(node, anchor=True))


def depart_entry_latex(translator: LaTeXTranslator, node: nodes.Element) -> None:
    """End the paragraph."""
    translator.body.append("\n\\par\\endgroup\n")


def visit_picture_column_latex(translator: LaTeXTranslator, node: nodes.Element) -> None:
    """A narrow column at the left; a minipage is never cut by a page's end."""
    translator.body.append(
        "\\noindent\\begin{minipage}[t]{0.2\\linewidth}\\vspace{0pt}\\small\\raggedright\n"
    )


def depart_picture_column_latex(translator: LaTeXTranslator, node: nodes.Element) -> None:
    """End the left column."""
    translator.body.append("\\end{minipage}\\hfill\n")


def visit_text_column_latex(translator: LaTeXTranslator, node: nodes.Element) -> None:
    """The wide column at the right of the pictures."""
    translator.body.append("\\begin{minipage}[t]{0.77\\linewidth}\\vspace{0pt}\\raggedright\n")


def depart_text_column_latex(translator: LaTeXTranslator, node: nodes.Element) -> None:
    """End both columns, and keep what belongs to the entry on the page."""
    translator.body.append("\\end{minipage}\\par\\nopagebreak\\smallskip\n")


def visit_line_break_latex(translator: LaTeXTranslator, node: nodes.Element) -> None:
    """Break the line; the braces keep a bracket at the start of the next line from being an argument."""
    translator.body.append("\\\\{}\n")


def unsupported_in_latex(uri: str) -> bool:
    """Whether no LaTeX engine includes a picture of this kind by itself."""
    return re.search(r"\.(?:png|jpe?g|pdf|eps)$", uri, re.IGNORECASE) is None
