"""The files that a list offers: which formats, what they are called, and the line of links below the list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sphinx_academic.content.fragments import Element, Fragments, joined
from sphinx_academic.content.nodes import Request
from sphinx_academic.formats.table import FORMATS, format_named, written_formats
from sphinx_academic.sections.dates import number_words
from sphinx_academic.sections.description import _
from sphinx_academic.sections.options import Options, some_of

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
        form = format_named(offer.format)
        size = offer.size / 1000
        number = number_words(round(size) if size >= 10 else max(round(size, 1), 0.1), language)
        sign = Element("icon", (), "", {"name": "file"})
        amount = _("%s kB") % number
        name = Element("span", (f"{form.label} ({amount})",))
        attributes = {
            "url": f"/{offer.path}",
            "download": offer.path.rpartition("/")[2],
            "type": form.media_type,
        }
        pieces.append((Element("link", (sign, name), "", attributes),))
    if not pieces:
        return ()
    words = Element("span", (_("Download:"),))
    line = (words, " ", *joined(pieces, " "))
    return (Element("paragraph", line, "academic academic-downloads"),)
