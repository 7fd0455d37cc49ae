"""A publication in plain text, as what machines read about it needs it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from sphinx_academic.content.fragments import Fragments, plain
from sphinx_academic.content.markup import Markup
from sphinx_academic.data.records import Publication
from sphinx_academic.data.values.dates import PartialDate
from sphinx_academic.data.values.names import Author
from sphinx_academic.formats.reference import reference


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


def scholarly_work(publication: Publication, markup: Markup, language: str = "") -> ScholarlyWork:
    """The publication in plain text; ``language`` is that of the site, for works that don't say theirs."""
    about = reference(publication, markup)
    written = about.authors.written
    # Of "1, 3–5, 9" the first page and the last one.
    pages = " ".join(about.pages).replace(",", " ").split()
    when = publication.when
    known = {**publication.origin.source, **publication.extra}
    return ScholarlyWork(
        kind=about.kind,
        title=_line(about.title),
        authors=(Author(_line(markup.inline(written))),) if written else about.authors.people,
        date=when if when is not None and when.year else None,
        venue=_line(about.container or about.institution),
        volume=about.volume,
        issue=about.number,
        first_page=pages[0] if pages else "",
        last_page=pages[-1] if len(pages) > 1 else "",
        publisher=_line(about.publisher),
        doi=publication.doi if publication.doi.startswith("10.") else "",
        arxiv=publication.arxiv,
        issn=publication.issn[0] if publication.issn else "",
        isbn=publication.isbn[0] if publication.isbn else "",
        url=publication.url,
        abstract=_line(about.abstract),
        award=_line(markup.inline(publication.award)),
        keywords=publication.tags,
        language=_first(known, "language", "langid") or language,
    )


def _line(fragments: Fragments) -> str:
    return " ".join(plain(fragments).split())


def _first(extra: Mapping[str, Any], *names: str) -> str:
    """A field that the record keeps without knowing it."""
    for name in names:
        for spelling in (name, name.upper()):
            value = extra.get(spelling)
            if isinstance(value, str) and value.strip():
                return value.strip()
    return ""
