"""Every kind of fragment can be written as HTML, as our own nodes, and as nothing but docutils' own."""

from __future__ import annotations

import pytest
from docutils import nodes
from plain_page import html_of

from sphinx_academic.content.doctree import to_nodes
from sphinx_academic.content.fragments import KINDS, NOTHING, Element
from sphinx_academic.content.html import Href, Picture

ATTRIBUTES = {
    "url": "https://ada.example.org/",
    "alt": "A kettle",
    "name": "link",
    "datetime": "2024-05-16",
    "summary": "More",
    "opened": "Less",
    "printed": "doi:10.1234/kettle",
    "language": "python",
    "raw": "words",
    "path": "site.yaml",
    "line": "3",
}


class PlainHost:
    """A page for a builder that is given nodes: all links lead somewhere."""

    show_addresses = False
    shares_icons = False
    pictures_as_words = False
    sets_code = True
    breaks_lines = False
    parts_paragraphs = True

    def __init__(self, *, knows_our_nodes: bool) -> None:
        self.knows_our_nodes = knows_our_nodes

    def knows(self, name: str) -> bool:
        return True

    def link(self, url: str) -> Href | None:
        return Href(url, True)

    def document(self, docname: str, anchor: str = "") -> Href | None:
        return Href(f"{docname}.html", False)

    def image(self, url: str, alt: str) -> nodes.image | None:
        return nodes.image(uri="kettle.png", alt=alt)


def fragment_of(kind: str) -> Element:
    """An element of a kind, with a word in it and every attribute that it may have."""
    names = KINDS[kind].attributes.split(", ")
    attributes = {name: ATTRIBUTES[name] for name in names if name in ATTRIBUTES}
    if kind == "lines":
        return Element(kind, (Element("line", ("words",)), Element("line", ("more words",))))
    if kind in {"bullets", "numbers"}:
        return Element(kind, (Element("item", ("words",)),))
    if kind == "table":
        return Element(kind, (Element("row", (Element("row_head", ("words",)), Element("cell", ("more",)))),))
    return Element(kind, ("words",), "", attributes)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_written_in_html(kind: str) -> None:
    pictures = {ATTRIBUTES["url"]: Picture("kettle.png", 4, 3)}
    written = html_of((fragment_of(kind),), pictures=pictures)
    assert bool(written) == (KINDS[kind].html != NOTHING)


@pytest.mark.parametrize("kind", KINDS)
def test_builders_of_others_get_nothing_but_what_docutils_has(kind: str) -> None:
    found = to_nodes((fragment_of(kind),), PlainHost(knows_our_nodes=False))
    every = [each for node in found for each in node.findall()]
    assert {type(each).__module__ for each in every} <= {"docutils.nodes"}
    assert not any(isinstance(each, nodes.Element) and each["classes"] for each in every)
    if KINDS[kind].node != NOTHING and kind not in {"rule", "break"}:
        assert any(isinstance(each, nodes.Text | nodes.image) for each in every)


@pytest.mark.parametrize("kind", KINDS)
def test_our_builders_get_the_same_words(kind: str) -> None:
    ours, others = (
        " ".join(" ".join(node.astext() for node in to_nodes((fragment_of(kind),), host)).split())
        for host in (PlainHost(knows_our_nodes=True), PlainHost(knows_our_nodes=False))
    )
    assert ours == others


def test_where_an_entry_is_cited_is_the_last_of_its_lines() -> None:
    lines, cited = Element("lines", (Element("line", ("First place",)),)), ("Cited in: Steam",)
    said = Element("paragraph", cited, "academic-cited")
    date = Element("line", ("2023",), "academic-dates")
    host = PlainHost(knows_our_nodes=True)
    (entry,) = to_nodes((Element("entry", (date, Element("division", (lines, said)))),), host)
    (block,) = entry.findall(nodes.line_block)
    assert [line.astext() for line in block] == ["First place", "2023", "Cited in: Steam"]
    # Behind something longer it stays what it was.
    longer = Element("division", (lines, Element("paragraph", ("An abstract.",)), said))
    (entry,) = to_nodes((Element("entry", (longer,)),), host)
    assert [each.astext() for each in entry.findall(nodes.paragraph)] == ["An abstract.", *cited]
