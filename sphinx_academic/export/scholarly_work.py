"""A publication in plain text, as what machines read about it needs it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from sphinx_academic.data.dates import PartialDate
from sphinx_academic.data.people import Author
from sphinx_academic.data.records import Publication

Plain = Callable[[str], str]
"""Turns a text of the data, with its markup, into plain text."""

_PAGES = re.compile(r"\s*(?P<first>[\w.:]+)\s*(?:[-–—‐]+\s*(?P<last>[\w.:]+)\s*)?")


class Addresses(NamedTuple):
    """Where a work is found on its own site; all absolute, empty where there is none.

    ``pdf`` is only what lies on the site's own host.
    """

    page: str = ""
    pdf: str = ""
    picture: str = ""


class ScholarlyWork(NamedTuple):
    """What metadata says of a work; every text is plain.

    ``kind`` is one of :data:`sphinx_academic.data.records.TYPES`.
    """

    kind: str
    title: str
    authors: tuple[Author, ...]
    date: PartialDate | None
    venue: str = ""
    volume: str = ""
    issue: str = ""
    first_page: str = ""
    last_page: str = ""
    publisher: str = ""
    doi: str = ""
    arxiv: str = ""
    issn: str = ""
    isbn: str = ""
    url: str = ""
    abstract: str = ""
    award: str = ""
    keywords: tuple[str, ...] = ()
    language: str = ""


def scholarly_work(publication: Publication, plain: Plain, language: str = "") -> ScholarlyWork:
    """The publication in plain text; ``language`` is that of the site, for works that don't say theirs."""

    def text(value: str) -> str:
        return " ".join(plain(value).split()) if value else ""

    pages = _PAGES.fullmatch(publication.pages)
    written = publication.authors.written
    authors = (Author(text(written)),) if written else publication.authors.people
    when = publication.when
    extra: Mapping[str, Any] = publication.extra
    return ScholarlyWork(
        kind=publication.kind_of_work,
        title=text(publication.title),
        authors=authors,
        date=when if when is not None and when.year else None,
        venue=text(publication.venue),
        volume=publication.volume,
        issue=publication.number,
        first_page=pages["first"] if pages else publication.pages,
        last_page=(pages["last"] or "") if pages else "",
        publisher=text(publication.publisher),
        doi=publication.doi if publication.doi.startswith("10.") else "",
        arxiv=publication.arxiv,
        issn=publication.issn[0] if publication.issn else "",
        isbn=publication.isbn[0] if publication.isbn else "",
        url=publication.url,
        abstract=text(publication.abstract),
        award=text(publication.award),
        keywords=publication.tags,
        language=_first(extra, "language", "langid") or language,
    )


def _first(extra: Mapping[str, Any], *names: str) -> str:
    """A field that the record keeps without knowing it."""
    for name in names:
        for spelling in (name, name.upper()):
            value = extra.get(spelling)
            if isinstance(value, str) and value.strip():
                return value.strip()
    return ""
