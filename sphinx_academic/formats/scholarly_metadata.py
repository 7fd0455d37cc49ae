"""What a page tells machines of a work: the tags of Google Scholar, and schema.org as JSON-LD 1.1.

Sources: Google Scholar, Inclusion Guidelines for Webmasters, "Indexing: Configuring the meta-tags", whose names are those of
HighWire Press, which Zotero, Mendeley and Crossref's tools read too; schema.org.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import NamedTuple

from sphinx_academic.content.fragments import Fragments, plain
from sphinx_academic.content.markup import Markup
from sphinx_academic.data.records import Publication
from sphinx_academic.data.values.addresses import arxiv_url, doi_url
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


def _first(extra: Mapping[str, object], *names: str) -> str:
    """A field that the record keeps without knowing it."""
    for name in names:
        for spelling in (name, name.upper()):
            value = extra.get(spelling)
            if isinstance(value, str) and value.strip():
                return value.strip()
    return ""


class Tag(NamedTuple):
    """One tag: ``<meta name="…" content="…">``."""

    name: str
    content: str


_VENUES = {
    "article": "citation_journal_title",
    "preprint": "citation_journal_title",
    "conference": "citation_conference_title",
    "poster": "citation_conference_title",
    "talk": "citation_conference_title",
    "chapter": "citation_inbook_title",
    "thesis": "citation_dissertation_institution",
    "report": "citation_technical_report_institution",
}


def citation_tags(work: ScholarlyWork, addresses: Addresses) -> Iterator[Tag]:
    """Every tag of a work that has something to say, in the order of the guidelines."""
    for name, content in _tags(work, addresses):
        if content:
            yield Tag(name, content)


def _tags(work: ScholarlyWork, addresses: Addresses) -> Iterator[tuple[str, str]]:
    yield "citation_title", work.title
    for author in work.authors:
        yield "citation_author", author.name
        yield "citation_author_institution", author.affiliation
        yield "citation_author_orcid", f"https://orcid.org/{author.orcid}" if author.orcid else ""
    yield "citation_publication_date", slashed(work.date) if work.date else ""
    yield _VENUES.get(work.kind, ""), work.venue if work.kind in _VENUES else ""
    is_institution = work.kind in {"thesis", "report"} and not work.venue
    yield _VENUES.get(work.kind, ""), work.publisher if is_institution else ""
    yield "citation_publisher", "" if is_institution else work.publisher
    yield "citation_volume", work.volume
    yield "citation_technical_report_number" if work.kind == "report" else "citation_issue", work.issue
    yield "citation_firstpage", work.first_page
    yield "citation_lastpage", work.last_page
    yield "citation_doi", work.doi
    yield "citation_issn", work.issn
    yield "citation_isbn", work.isbn
    yield "citation_arxiv_id", work.arxiv
    yield "citation_pdf_url", addresses.pdf
    yield "citation_abstract_html_url", addresses.page
    for keyword in work.keywords:
        yield "citation_keywords", keyword
    yield "citation_language", work.language


def slashed(date: PartialDate) -> str:
    """A date as the guidelines write it: ``2024/05/16``, or as much of it as is known."""
    return date.iso.replace("-", "/")


def tags_as_html(tags: Iterator[Tag]) -> str:
    """The tags as they stand in a page's head, one in a line."""
    return "\n".join(f'<meta name="{tag.name}" content="{escape(tag.content)}" />' for tag in tags)


Document = dict[str, object]

_CONTEXT = "https://schema.org"
_TYPES = {
    "article": "ScholarlyArticle",
    "conference": "ScholarlyArticle",
    "preprint": "ScholarlyArticle",
    "thesis": "Thesis",
    "book": "Book",
    "chapter": "Chapter",
    "report": "Report",
    "dataset": "Dataset",
    "software": "SoftwareSourceCode",
    "poster": "Poster",
}
_FREE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def work_document(work: ScholarlyWork, addresses: Addresses) -> Document:
    """A work: ``ScholarlyArticle``, ``Thesis``, ``Book``, ``Dataset`` …, or ``CreativeWork`` where there is no better type."""
    same = (doi_url(work.doi), arxiv_url(work.arxiv), work.url)
    identifiers = [
        {"@type": "PropertyValue", "propertyID": name, "value": value}
        for name, value in (("DOI", work.doi), ("arXiv", work.arxiv))
        if value
    ]
    document: Document = {
        "@context": _CONTEXT,
        "@type": _TYPES.get(work.kind, "CreativeWork"),
        "@id": addresses.page,
        "url": addresses.page,
        "name": work.title,
        "headline": work.title if _TYPES.get(work.kind) in {"ScholarlyArticle", "Report"} else "",
        "author": [_author(author) for author in work.authors if author.name],
        "datePublished": work.date.iso if work.date else "",
        **_whole(work),
        "pageStart": work.first_page,
        "pageEnd": work.last_page,
        "publisher": {"@type": "Organization", "name": work.publisher} if work.publisher else {},
        "isbn": work.isbn if work.kind == "book" else "",
        "identifier": identifiers,
        "sameAs": [address for address in dict.fromkeys(same) if address and address != addresses.page],
        "abstract": work.abstract,
        "keywords": list(work.keywords),
        "award": work.award,
        "image": addresses.picture,
        "inLanguage": work.language,
        "encoding": {
            "@type": "MediaObject",
            "contentUrl": addresses.pdf,
            "encodingFormat": "application/pdf",
        }
        if addresses.pdf
        else {},
    }
    return said(document)


def _whole(work: ScholarlyWork) -> Document:
    """What the work is a part of."""
    if not work.venue:
        return {}
    if work.kind in {"thesis", "report", "dataset", "software"}:
        return {
            "sourceOrganization" if work.kind in {"thesis", "report"} else "publisher": _organization(
                work.venue
            )
        }
    if work.kind in {"article", "preprint"}:
        whole: Document = said({"@type": "Periodical", "name": work.venue, "issn": work.issn})
        if work.volume:
            whole = {"@type": "PublicationVolume", "volumeNumber": work.volume, "isPartOf": whole}
        if work.issue:
            whole = {"@type": "PublicationIssue", "issueNumber": work.issue, "isPartOf": whole}
        return {"isPartOf": whole}
    if work.kind in {"conference", "chapter"}:
        return {"isPartOf": said({"@type": "Book", "name": work.venue, "isbn": work.isbn})}
    return {"isPartOf": {"@type": "CreativeWork", "name": work.venue}}


def _organization(name: str) -> Document:
    return {"@type": "Organization", "name": name}


def _author(author: Author) -> Document:
    return said(
        {
            "@type": "Person",
            "name": author.name,
            "@id": f"https://orcid.org/{author.orcid}" if author.orcid else "",
            "url": author.url if "://" in author.url else "",
            "affiliation": _organization(author.affiliation) if author.affiliation else {},
        }
    )


def profile_document(
    *,
    name: str,
    page: str = "",
    other_names: Sequence[str] = (),
    role: str = "",
    affiliation: str = "",
    picture: str = "",
    about: str = "",
    same_as: Sequence[str] = (),
) -> Document:
    """A homepage: a ``ProfilePage`` whose ``mainEntity`` is the ``Person``; every text plain, every address absolute."""
    person = said(
        {
            "@type": "Person",
            "@id": f"{page}#person" if page else "",
            "name": name,
            "alternateName": list(other_names),
            "jobTitle": role,
            "affiliation": _organization(affiliation) if affiliation else {},
            "image": picture,
            "description": about,
            "url": page,
            "sameAs": list(dict.fromkeys(same_as)),
        }
    )
    return said({"@context": _CONTEXT, "@type": "ProfilePage", "url": page, "mainEntity": person})


def list_document(name: str, items: Iterable[str], number: int) -> Document:
    """A list of works by their addresses, in order; ``number`` is how many there are in all."""
    return said(
        {
            "@context": _CONTEXT,
            "@type": "ItemList",
            "name": name,
            "numberOfItems": number,
            "itemListElement": [
                {"@type": "ListItem", "position": position, "url": address}
                for position, address in enumerate(items, start=1)
            ],
        }
    )


def said(document: Mapping[str, object]) -> Document:
    """A document without what says nothing."""
    return {name: value for name, value in document.items() if value not in ("", [], {}, None)}


def document_as_html(document: Document) -> str:
    """The document as a data block of HTML, which no browser runs; nothing in it can end the block."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    for sign, escaped in _FREE.items():
        text = text.replace(sign, escaped)
    return f'<script type="application/ld+json">{text}</script>'
