"""What a list offers to take away: feeds and calendars, files of references, and the lines of links to them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from docutils import nodes

from sphinx_academic.content.fragments import Element, Fragments, joined
from sphinx_academic.content.nodes import Request
from sphinx_academic.data.values.dates import PartialDate
from sphinx_academic.data.values.names import Author
from sphinx_academic.formats.table import FORMATS, written_formats
from sphinx_academic.sections.description import _, paragraph
from sphinx_academic.sections.language_words import number_words
from sphinx_academic.sections.options import listed, some_of, values


class FeedFormat(NamedTuple):
    """A format of feeds, with its media type (RFC 4287, 7; JSON Feed 1.1, "Suggestions for Publishers"; RFC 5545, 8.1)."""

    name: str
    called: str
    media_type: str


_FEEDS = {
    **dict.fromkeys((".xml", ".atom"), FeedFormat("atom", "Atom", "application/atom+xml")),
    ".json": FeedFormat("json", "JSON", "application/feed+json"),
    ".ics": FeedFormat("ics", "iCalendar", "text/calendar"),
}
"""The end of a feed's path → its format."""


def feed_format(path: str) -> FeedFormat:
    """The format of the feed that is written to a path."""
    return next(form for end, form in _FEEDS.items() if path.endswith(end))


class Syndicated(NamedTuple):
    """One record as an item of a feed; ``kind`` and ``key`` name it for good, ``anchor`` is its id on the page of its list, ``page``
    its own page, ``external`` the address of the thing itself, ``place`` where it takes place. ``begins`` and ``ends`` are the days that a
    calendar has it on, where that is not its date alone."""

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
    begins: PartialDate | None = None
    ends: PartialDate | None = None


class FeedRequest(NamedTuple):
    """A feed that a directive asked for; ``heading`` is the title of the part of the page that the list stands in, ``path`` and
    ``line`` are the directive's own."""

    output: str
    request: Request
    heading: str
    path: str
    line: int


def feed_line(paths: Sequence[str]) -> Fragments:
    """One line below a list that links to its feeds."""
    pieces: list[Fragments] = []
    for path in dict.fromkeys(paths):
        form = feed_format(path)
        feed = _with_icon("rss", _("%s feed") % form.called)
        label = _with_icon("calendar", _("Calendar")) if form.name == "ics" else feed
        pieces.append((Element("link", label, "", {"url": f"/{path}"}),))
    return paragraph(joined(pieces, " "), "academic academic-feeds")


def _with_icon(icon: str, words: str) -> Fragments:
    return Element("icon", (), "", {"name": icon}), Element("span", (words,))


def heading_of(node: nodes.Node | None) -> str:
    """The title of the innermost section that a node stands in; empty where there is none."""
    while node is not None and not isinstance(node, nodes.section):
        node = node.parent
    title = node.next_node(nodes.title, descend=True) if node is not None else None
    return title.astext() if title is not None else ""


FORMATS_IN_WORDS = ", ".join(form.label for form in FORMATS if form.writes_records and form.media_type)
"""What documentation says that lists can be offered as."""


@values(listed(form.name for form in FORMATS if form.writes_records and form.media_type))
def offered_formats(text: str) -> tuple[str, ...]:
    """What ``:download:`` takes: the names of formats, also of those that other packages bring."""
    known = (name for name, form in written_formats().items() if form.media_type)
    return tuple(dict.fromkeys(some_of(*known)(text)))


@values(listed(form.name for form in FORMATS if form.write_tables))
def offered_tables(text: str) -> tuple[str, ...]:
    """What ``:download:`` takes where there are no works to offer, but a table."""
    known = (name for name, form in written_formats().items() if form.media_type and form.write_tables)
    return tuple(dict.fromkeys(some_of(*known)(text)))


class DownloadRequest(NamedTuple):
    """A list whose works can be taken away; ``heading`` is the title of the part of the page that it stands in."""

    request: Request
    heading: str


class DocumentRequest(NamedTuple):
    """A document that a page offers as files; ``heading`` is the title of the part of the page that it stands in, ``path`` and
    ``line`` are those of the option that asks for them."""

    request: Request
    heading: str
    path: str
    line: int


class OfferedFile(NamedTuple):
    """A file that a page links to: what the link says, the path from where the site is written to, its size in bytes and its type."""

    label: str
    path: str
    size: int
    media_type: str


def download_line(files: Iterable[OfferedFile], language: str) -> Fragments:
    """One line that links to files."""
    pieces: list[Fragments] = []
    for label, path, size, media_type in files:
        thousands = size / 1000
        number = number_words(
            round(thousands) if thousands >= 10 else max(round(thousands, 1), 0.1), language
        )
        amount = _("%s kB") % number
        words = _with_icon("file", f"{label} ({amount})")
        told = {"url": f"/{path}", "download": path.rpartition("/")[2], "type": media_type}
        pieces.append((Element("link", words, "", told),))
    line = (Element("span", (_("Download:"),)), " ", *joined(pieces, " "))
    return paragraph(line if pieces else (), "academic academic-downloads")
