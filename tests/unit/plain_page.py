"""A page that has nothing but links and pictures: all that the writer of HTML has to know of a page."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape

from lxml import etree

from sphinx_academic.content.fragments import Element, Fragments
from sphinx_academic.content.html import Href, Picture, write
from sphinx_academic.data.values.addresses import is_safe


@dataclass
class PlainPage:
    """Every safe link leads to ``to/<address>`` or away, every picture is a few pixels large."""

    embedded: bool = False
    show_addresses: bool = False
    shares_icons: bool = False
    pictures: dict[str, Picture] = field(default_factory=dict)
    links_lead_somewhere: bool = True

    def link(self, url: str) -> Href | None:
        if not self.links_lead_somewhere or not is_safe(url):
            return None
        return Href(url, True) if "://" in url else Href(f"to/{url}", False)

    def document(self, docname: str, fragment: str = "") -> Href | None:
        return Href(f"{docname}.html{fragment}", False)

    def math(self, formula: str) -> str:
        return f'<span class="math">{escape(formula)}</span>'

    def templated(self, entry: Element) -> str | None:
        return None

    def picture(self, url: str, place: str = "") -> Picture | None:
        return self.pictures.get(url)


def html_of(fragments: Fragments, **page: object) -> str:
    """The fragments as HTML on a plain page; fails where that is not well-formed XML."""
    text = write(fragments, PlainPage(**page))  # type: ignore[arg-type]
    tree_of(text)
    return text


def tree_of(text: str) -> etree._Element:
    """HTML in XML syntax as a tree."""
    return etree.fromstring(f"<body>{text}</body>", etree.XMLParser(resolve_entities=False))
