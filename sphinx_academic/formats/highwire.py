"""The ``citation_*`` tags that Google Scholar and reference managers read in a page's head.

Source: Google Scholar, Inclusion Guidelines for Webmasters, "Indexing: Configuring the meta-tags". The names are those of
HighWire Press, which Zotero, Mendeley and Crossref's tools read too.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from sphinx_academic.data.values.dates import PartialDate
from sphinx_academic.formats.scholarly_work import Addresses, ScholarlyWork


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


def as_html(tags: Iterator[Tag]) -> str:
    """The tags as they stand in a page's head, one in a line."""
    return "\n".join(f'<meta name="{tag.name}" content="{escape(tag.content)}" />' for tag in tags)
