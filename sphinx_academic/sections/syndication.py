"""What a record says in a feed or a calendar, wherever that is written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from docutils import nodes
from sphinx.locale import get_translation

from sphinx_academic.content.fragments import Element, Fragments, joined
from sphinx_academic.content.nodes import Request
from sphinx_academic.data.values.dates import PartialDate
from sphinx_academic.data.values.names import Author

_ = get_translation("sphinx_academic")

FORMATS = {".xml": "atom", ".atom": "atom", ".json": "json", ".ics": "calendar"}
"""The end of a feed's path → its format."""

NAMES = {"atom": "Atom", "json": "JSON", "calendar": "iCalendar"}
"""What the formats are called."""

TYPES = {"atom": "application/atom+xml", "json": "application/feed+json", "calendar": "text/calendar"}
"""The media types: RFC 4287, 7; JSON Feed 1.1, "Suggestions for Publishers"; RFC 5545, 8.1."""


class Syndicated(NamedTuple):
    """One record as an item of a feed.

    ``kind`` and ``key`` name it for good; ``anchor`` is its id on the page of its list, ``page`` its own page. ``external`` is the address
    of the thing itself. ``place`` is where it takes place.
    """

    kind: str
    key: str
    title: str
    date: PartialDate | None
    content: Fragments = ()
    anchor: str = ""
    authors: tuple[Author, ...] = ()
    tags: tuple[str, ...] = ()
    picture: str = ""
    external: str = ""
    titled: bool = True
    page: str = ""
    place: str = ""


class FeedRequest(NamedTuple):
    """A feed that a directive asked for: where it is to be written, and what it holds.

    ``heading`` is the title of the part of the page that the list stands in; ``path`` and ``line`` are the directive's own.
    """

    output: str
    request: Request
    heading: str
    path: str
    line: int

    @property
    def format(self) -> str:
        """``atom``, ``json`` or ``calendar``."""
        return next(name for end, name in FORMATS.items() if self.output.endswith(end))


def outputs(options: Any) -> tuple[str, ...]:
    """The feeds that the options of a directive ask for."""
    found: tuple[str, ...] = dict(options).get("feed", ())
    return found


def feed_line(paths: Sequence[str]) -> Fragments:
    """One line below a list that links to its feeds."""
    formats = {path: next(name for end, name in FORMATS.items() if path.endswith(end)) for path in paths}
    pieces: list[Fragments] = []
    for path, name in formats.items():
        sign = Element("icon", (), "", {"name": "calendar" if name == "calendar" else "rss"})
        words = _("Calendar") if name == "calendar" else _("%s feed") % NAMES[name]
        pieces.append((Element("link", (sign, Element("span", (words,))), "", {"url": f"/{path}"}),))
    return (Element("paragraph", joined(pieces, " "), "academic academic-feeds"),) if pieces else ()


def heading_of(node: nodes.Node | None) -> str:
    """The title of the innermost section that a node stands in; empty where there is none."""
    while node is not None:
        if isinstance(node, nodes.section):
            title = node.next_node(nodes.title, descend=True)
            return title.astext() if title is not None else ""
        node = node.parent
    return ""
