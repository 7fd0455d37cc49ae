"""The attributes of one HTML tag that stands in a text."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_LONE_AMPERSAND = re.compile(r"&(?!#|[a-zA-Z][a-zA-Z0-9]*;)")


class _Attributes(HTMLParser):
    def __init__(self, tag: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[str, str] = {}
        self.feed(_LONE_AMPERSAND.sub("&amp;", tag))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            self.found.setdefault(name, value or "")


def attributes_of(tag: str) -> dict[str, str]:
    """Attribute names in lower case and their values, references decoded; the first of two equal names counts."""
    return _Attributes(tag).found
