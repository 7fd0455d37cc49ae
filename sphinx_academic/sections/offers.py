"""What a list offers to take away: feeds and calendars, files of references, and the lines of links to them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from docutils import nodes

from sphinx_academic.content.fragments import Element, Fragments, joined
from sphinx_academic.content.nodes import Request
from sphinx_academic.data.values.dates import PartialDate
from sphinx_academic.data.values.names import Author
from sphinx_academic.formats.table import FORMATS, format_named, written_formats
from sphinx_academic.sections.description import _, number_words
from sphinx_academic.sections.options import Options, some_of

FEED_FORMATS = {".xml": "atom", ".atom": "atom", ".json": "json", ".ics": "calendar"}
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
        return _format_of(self.output)


def _format_of(path: str) -> str:
    return next(name for end, name in FEED_FORMATS.items() if path.endswith(end))


def outputs(options: Options) -> tuple[str, ...]:
    """The feeds that the options of a directive ask for."""
    return tuple(options.get("feed", ()))


def feed_line(paths: Sequence[str]) -> Fragments:
    """One line below a list that links to its feeds."""
    pieces: list[Fragments] = []
    for path in dict.fromkeys(paths):
        name = _format_of(path)
        is_calendar = name == "calendar"
        sign = Element("icon", (), "", {"name": "calendar" if is_calendar else "rss"})
        words = Element("span", (_("Calendar") if is_calendar else _("%s feed") % NAMES[name],))
        pieces.append((Element("link", (sign, words), "", {"url": f"/{path}"}),))
    return (Element("paragraph", joined(pieces, " "), "academic academic-feeds"),) if pieces else ()


def heading_of(node: nodes.Node | None) -> str:
    """The title of the innermost section that a node stands in; empty where there is none."""
    while node is not None and not isinstance(node, nodes.section):
        node = node.parent
    title = node.next_node(nodes.title, descend=True) if node is not None else None
    return title.astext() if title is not None else ""


FORMATS_IN_WORDS = ", ".join(form.label for form in FORMATS if form.media_type)
"""What documentation says that lists can be offered as."""

_OURS = some_of(*(form.name for form in FORMATS if form.media_type))


def _offered(text: str) -> tuple[str, ...]:
    return some_of(*(name for name, form in written_formats().items() if form.media_type))(text)


OFFERED_FORMATS = _OURS._replace(read=_offered)
"""What ``:download:`` takes: the names of formats, also of those that other packages bring."""


class DownloadRequest(NamedTuple):
    """A list whose works can be taken away; ``heading`` is the title of the part of the page that it stands in."""

    request: Request
    heading: str

    @property
    def formats(self) -> tuple[str, ...]:
        """What it is offered as."""
        return formats_of(dict(self.request.options))


class Offer(NamedTuple):
    """A file below a list: its format, its path in the site, and its size in bytes."""

    format: str
    path: str
    size: int


def formats_of(options: Options) -> tuple[str, ...]:
    """The formats that a directive's options ask for, each once."""
    return tuple(dict.fromkeys(options.get("download", ())))


def download_line(offers: Iterable[Offer], language: str) -> Fragments:
    """One line below a list that links to its files."""
    pieces: list[Fragments] = []
    for offer in offers:
        form, size = format_named(offer.format), offer.size / 1000
        number = number_words(round(size) if size >= 10 else max(round(size, 1), 0.1), language)
        amount = _("%s kB") % number
        name = (Element("icon", (), "", {"name": "file"}), Element("span", (f"{form.label} ({amount})",)))
        told = {"url": f"/{offer.path}", "download": offer.path.rpartition("/")[2], "type": form.media_type}
        pieces.append((Element("link", name, "", told),))
    line = (Element("span", (_("Download:"),)), " ", *joined(pieces, " "))
    return (Element("paragraph", line, "academic academic-downloads"),) if pieces else ()
