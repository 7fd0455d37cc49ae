"""XML that a service has answered."""

from __future__ import annotations

from sphinx_academic.formats.xml_places import XmlElement, parse_element

__all__ = ("NoXmlError", "XmlElement", "parse")


class NoXmlError(Exception):
    """Why a text is not read as XML, and where."""

    def __init__(self, message: str, line: int = 1, column: int = 1) -> None:
        super().__init__(message)
        self.line, self.column = line, column


def parse(text: str) -> XmlElement:
    """The root of a text. Raises NoXmlError."""
    parsed = parse_element(text.lstrip(), is_answer=True)
    if parsed.element is None or parsed.fault:
        raise NoXmlError(parsed.fault, parsed.line, parsed.column)
    return parsed.element
