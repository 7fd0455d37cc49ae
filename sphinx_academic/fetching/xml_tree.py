"""XML from anywhere as a small tree: nothing is expanded or fetched, and size and depth are bounded."""

from __future__ import annotations

import html
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from html.entities import html5
from xml.parsers import expat

from sphinx_academic.formats.xml_places import MAX_DEPTH, parser_that_refuses

MAX_ELEMENTS = 1_000_000


class NoXmlError(Exception):
    """Why a text is not read as XML, and where."""

    def __init__(self, message: str, line: int = 1, column: int = 1) -> None:
        super().__init__(message)
        self.line, self.column = line, column


@dataclass
class XmlElement:
    """An element: its name without the prefix, what it holds, and where it begins."""

    name: str
    attributes: dict[str, str]
    line: int
    column: int
    children: list[XmlElement | str] = field(default_factory=list)

    def each(self, *path: str) -> Iterator[XmlElement]:
        """The elements that are reached by names, one below the other."""
        name, *others = path
        for child in self.children:
            if isinstance(child, XmlElement) and child.name == name:
                if others:
                    yield from child.each(*others)
                else:
                    yield child

    def first(self, *path: str) -> XmlElement | None:
        """The first of these."""
        return next(self.each(*path), None)

    def text(self, *path: str) -> str:
        """The text of the first of these, or of the element itself, in one line."""
        found = self.first(*path) if path else self
        return "" if found is None else " ".join("".join(found.all_texts()).split())

    def all_texts(self) -> Iterator[str]:
        """The texts in it and below."""
        for child in self.children:
            if isinstance(child, str):
                yield child
            else:
                yield from child.all_texts()

    def marked(self, tags: Container[str]) -> str:
        """The text in it and below as HTML in one line, with those of the tags in it that say something."""
        parts: list[str] = []
        for child in self.children:
            if isinstance(child, str):
                parts.append(html.escape(child, quote=False))
            else:
                inner = child.marked(tags)
                parts.append(f"<{child.name}>{inner}</{child.name}>" if child.name in tags else inner)
        return " ".join("".join(parts).split())


def parse(text: str) -> XmlElement:
    """The root of a text. Raises NoXmlError."""
    root = XmlElement("", {}, 1, 1)
    opened = [root]
    count = 0

    def refuse(*_given: object) -> None:
        raise NoXmlError("it declares entities", parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        line, column = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
        if len(opened) > MAX_DEPTH or count > MAX_ELEMENTS:
            raise NoXmlError("it is too deep or too large", line, column)
        element = XmlElement(name.rpartition(":")[2], attributes, line, column)
        opened[-1].children.append(element)
        opened.append(element)

    def name_sign(name: str, _is_parameter: bool) -> None:
        if (sign := html5.get(f"{name};")) is None:
            message = f"it names a sign that nobody knows, '&{name};'"
            raise NoXmlError(message, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
        opened[-1].children.append(sign)

    # PubMed names a document type; what the text says of its encoding is over, as it has been decoded.
    parser = parser_that_refuses(refuse, "utf-8", may_have_type=True)
    # DBLP's names the signs of HTML (&eacute;), and is not fetched for them.
    parser.UseForeignDTD(True)
    parser.SkippedEntityHandler = name_sign
    parser.buffer_text = True
    parser.StartElementHandler = begin
    parser.EndElementHandler = lambda _name: opened.pop()
    parser.CharacterDataHandler = lambda written: opened[-1].children.append(written)
    try:
        parser.Parse(text.lstrip().encode("utf-8"), True)
    except expat.ExpatError as error:
        raise NoXmlError(expat.ErrorString(error.code), error.lineno, error.offset + 1) from error
    found = next((child for child in root.children if isinstance(child, XmlElement)), None)
    if found is None:
        raise NoXmlError("it holds no element")
    return found
