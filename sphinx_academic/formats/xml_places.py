"""XML that may come from anywhere, read by expat: document types and entities are refused before any is expanded, and depth is bounded.

Where a part of a text is parsed by itself its elements know where they stand in the whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple
from xml.parsers import expat

MAX_DEPTH = 100


class LocatedElement:
    """An element: its name in small letters, its attributes, what stands in it, and where it begins."""

    __slots__ = ("attributes", "children", "column", "line", "name")

    def __init__(self, name: str, attributes: dict[str, str], line: int, column: int) -> None:
        self.name = name
        self.attributes = attributes
        self.line = line
        self.column = column
        self.children: list[LocatedElement | str] = []

    @property
    def elements(self) -> Iterator[LocatedElement]:
        """The elements that stand in it."""
        return (child for child in self.children if isinstance(child, LocatedElement))

    @property
    def text(self) -> str:
        """All text in it."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)


class Parsed(NamedTuple):
    """An element, as far as it could be read, and what is wrong with it and where."""

    element: LocatedElement | None
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


def parse_element(text: str, line: int, column: int) -> Parsed:
    """The element that a text is, which stands at a place of another; never raises for any text."""
    whole: list[LocatedElement] = []
    opened: list[LocatedElement] = []

    def refuse(*_declared: object) -> None:
        raise _StoppedError("a document type or an entity is declared")

    parser = parser_that_refuses(refuse, "utf-8")

    def place() -> tuple[int, int]:
        below = parser.CurrentLineNumber - 1
        return line + below, parser.CurrentColumnNumber + (column if not below else 1)

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(opened) >= MAX_DEPTH:
            raise _StoppedError(f"it is deeper than {MAX_DEPTH} elements")
        element = LocatedElement(name.rpartition(":")[2].lower(), attributes, *place())
        if opened:
            opened[-1].children.append(element)
        else:
            whole.append(element)
        opened.append(element)

    def end(_name: str) -> None:
        opened.pop()

    def characters(data: str) -> None:
        opened[-1].children.append(data)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    fault = ""
    try:
        parser.Parse(text.encode("utf-8"), True)
    except expat.ExpatError as error:
        fault = expat.ErrorString(error.code)
    except _StoppedError as stopped:
        fault = str(stopped)
    return Parsed(whole[0] if whole else None, fault, *(place() if fault else (0, 0)))
