"""XML that may come from anywhere, read by expat into a small tree: document types and entities are refused before any is expanded, nothing is
fetched, and size and depth are bounded.

Where a part of a text is parsed by itself its elements know where they stand in the whole.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, field
from html.entities import html5
from typing import NamedTuple
from xml.parsers import expat

MAX_DEPTH = 100
MAX_ELEMENTS = 1_000_000


@dataclass(slots=True)
class XmlElement:
    """An element: its name without a prefix, its attributes, where it begins, and what stands in it."""

    name: str
    attributes: dict[str, str]
    line: int
    column: int
    children: list[XmlElement | str] = field(default_factory=list)

    @property
    def elements(self) -> Iterator[XmlElement]:
        """The elements that stand in it."""
        return (child for child in self.children if isinstance(child, XmlElement))

    def each(self, *path: str) -> Iterator[XmlElement]:
        """The elements that are reached by names, one below the other."""
        name, *others = path
        for child in self.elements:
            if child.name == name:
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


class Parsed(NamedTuple):
    """An element, as far as it could be read, and what is wrong with it and where."""

    element: XmlElement | None
    fault: str = ""
    line: int = 0
    column: int = 0


class _StoppedError(Exception):
    pass


def parser_that_refuses(
    refuse: Callable[..., None], encoding: str | None = None, *, may_have_type: bool = False
) -> expat.XMLParserType:
    """A parser that calls a function, which is to raise something, for a document type, unless it ``may_have_type``, or an entity."""
    parser = expat.ParserCreate(encoding)
    if not may_have_type:
        parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    return parser


def parse_element(text: str, line: int = 1, column: int = 1, *, is_answer: bool = False) -> Parsed:
    """The element that a text is, which stands at a place of another; never raises for any text.

    ``is_answer`` says that a service has written it: capitals in names stay, a document type may be named, and signs be called as in HTML
    (``&eacute;``). Else names are in small letters.
    """
    whole: list[XmlElement] = []
    opened: list[XmlElement] = []
    count = 0

    def refuse(*_declared: object) -> None:
        raise _StoppedError(
            "it declares entities" if is_answer else "a document type or an entity is declared"
        )

    parser = parser_that_refuses(refuse, "utf-8", may_have_type=is_answer)

    def place() -> tuple[int, int]:
        below = parser.CurrentLineNumber - 1
        return line + below, parser.CurrentColumnNumber + (column if not below else 1)

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if len(opened) >= MAX_DEPTH:
            raise _StoppedError(f"it is deeper than {MAX_DEPTH} elements")
        if count > MAX_ELEMENTS:
            raise _StoppedError(f"it has more than {MAX_ELEMENTS:,} elements")
        local = name.rpartition(":")[2]
        element = XmlElement(local if is_answer else local.lower(), attributes, *place())
        if opened:
            opened[-1].children.append(element)
        else:
            whole.append(element)
        opened.append(element)

    def end(_name: str) -> None:
        opened.pop()

    def characters(data: str) -> None:
        opened[-1].children.append(data)

    def name_sign(name: str, _is_parameter: bool) -> None:
        if (sign := html5.get(f"{name};")) is None:
            raise _StoppedError(f"it names a sign that nobody knows, '&{name};'")
        opened[-1].children.append(sign)

    parser.buffer_text = is_answer  # else what stands before a fault would be lost
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    if is_answer:
        # As if more were declared elsewhere, which is not fetched: what is not known is no error of syntax then.
        parser.UseForeignDTD(True)
        parser.SkippedEntityHandler = name_sign
    fault = ""
    try:
        parser.Parse(text.encode("utf-8"), True)
    except expat.ExpatError as error:
        fault = expat.ErrorString(error.code)
    except _StoppedError as stopped:
        fault = str(stopped)
    return Parsed(whole[0] if whole else None, fault, *(place() if fault else (0, 0)))
