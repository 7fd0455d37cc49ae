"""A document that stands by itself, such as a curriculum vitae: what a PDF and a file of LaTeX are made of."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from sphinx_academic.content.fragments import Element, Fragments


class DocumentPart(NamedTuple):
    """What stands under one heading; ``level`` 1 is the outermost. A part without a heading goes on with the one before."""

    level: int
    heading: Fragments
    body: Fragments


class Document(NamedTuple):
    """A title, what stands below it (who this is, where to write to), and parts; ``language`` is Sphinx's (``pt_BR``)."""

    title: str
    language: str
    head: Fragments
    parts: tuple[DocumentPart, ...]


def with_addresses(document: Document, address_of: Callable[[Element], str]) -> Document:
    """The document with links that are followed from anywhere; of a link of which ``address_of`` gives nothing its words are left."""

    def linked(fragments: Fragments) -> Fragments:
        return tuple(each if isinstance(each, str) else one(each) for each in fragments)

    def one(element: Element) -> Element:
        children = linked(element.children)
        if element.kind != "link":
            return element._replace(children=children)
        address = address_of(element)
        return (
            Element("link", children, element.classes, {"url": address})
            if address
            else Element("span", children)
        )

    parts = (part._replace(heading=linked(part.heading), body=linked(part.body)) for part in document.parts)
    return document._replace(head=linked(document.head), parts=tuple(parts))
