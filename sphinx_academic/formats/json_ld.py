"""Works, people and lists in the vocabulary of schema.org, as JSON-LD 1.1."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sphinx_academic.data.values.addresses import arxiv_url, doi_url
from sphinx_academic.data.values.names import Author
from sphinx_academic.formats.scholarly_work import Addresses, ScholarlyWork

Document = dict[str, Any]

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


def said(document: Mapping[str, Any]) -> Document:
    """A document without what says nothing."""
    return {name: value for name, value in document.items() if value not in ("", [], {}, None)}


def as_html(document: Document) -> str:
    """The document as a data block of HTML, which no browser runs; nothing in it can end the block."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    for sign, escaped in _FREE.items():
        text = text.replace(sign, escaped)
    return f'<script type="application/ld+json">{text}</script>'
