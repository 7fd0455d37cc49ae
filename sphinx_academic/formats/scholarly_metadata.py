"""What a page tells machines of a work: the tags of Google Scholar, and schema.org as JSON-LD 1.1.

Sources: Google Scholar, Inclusion Guidelines for Webmasters, "Indexing: Configuring the meta-tags", whose names are those of
HighWire Press, which Zotero, Mendeley and Crossref's tools read too; schema.org.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

from sphinx_academic.content.fragments import in_a_row
from sphinx_academic.content.markup import Markup
from sphinx_academic.data.collation import code_of
from sphinx_academic.data.records import Publication
from sphinx_academic.data.values.addresses import arxiv_url, doi_url, find_orcid
from sphinx_academic.data.values.dates import PartialDate
from sphinx_academic.data.values.identifiers import license_url
from sphinx_academic.data.values.names import Author, AuthorList
from sphinx_academic.formats.reference import Reference, edition_number, numbers
from sphinx_academic.formats.text import names_of_keys

Document = dict[str, object]


class Addresses(NamedTuple):
    """Where a work is found on its own site; all absolute, empty where there is none.

    ``pdf`` is only what lies on the site's own host.
    """

    page: str = ""
    pdf: str = ""
    picture: str = ""


class Related(NamedTuple):
    """What code has to do with works, as documents of schema.org: ``implementing`` a paper and ``citing`` it otherwise; of software
    what it is ``based_on``, because it implements that, and what else it has ``cited``."""

    implementing: tuple[Document, ...] = ()
    citing: tuple[Document, ...] = ()
    based_on: tuple[Document, ...] = ()
    cited: tuple[Document, ...] = ()


class ScholarlyWork(NamedTuple):
    """What metadata says of a work; every text here is plain, and empty where nothing is known.

    ``summary`` is what to say in a sentence: the abstract, else who wrote or edited it, where and when.
    """

    publication: Publication
    about: Reference
    title: str
    authors: tuple[Author, ...]
    date: PartialDate | None
    venue: str
    first_page: str
    last_page: str
    publisher: str
    doi: str
    abstract: str
    award: str
    language: str
    summary: str


def scholarly_work(
    publication: Publication, about: Reference, markup: Markup, language: str = ""
) -> ScholarlyWork:
    """The publication in plain text; ``language`` is that of the site, for works that don't say theirs."""
    # Of "1, 3–5, 9" the first page and the last one.
    pages = (" ".join(about.pages) or about.eid).replace(",", " ").split()
    written = about.authors.written
    authors = (Author(in_a_row(markup.inline(written))),) if written else about.authors.people
    date = publication.when if publication.when is not None and publication.when.year else None
    venue, abstract = in_a_row(about.container or about.institution), in_a_row(about.abstract)
    publisher = in_a_row(about.publisher)
    year = about.year if date else ""
    place = venue or publisher
    names = ", ".join(author.bare_name for author in authors or about.editors.people)
    dated = " ".join(filter(None, (place, year if year not in place else "")))
    return ScholarlyWork(
        publication=publication,
        about=about,
        title=in_a_row(about.title),
        authors=authors,
        date=date,
        venue=venue,
        first_page=pages[0] if pages else "",
        last_page=pages[-1] if len(pages) > 1 else "",
        publisher=publisher,
        doi=publication.doi if doi_url(publication.doi) else "",
        abstract=abstract,
        award=in_a_row(markup.inline(publication.award)),
        language=code_of(publication.language).replace("_", "-") or language,
        summary=abstract or (". ".join(filter(None, (names, dated))) if names or place else ""),
    )


class Tag(NamedTuple):
    """One tag: ``<meta name="…" content="…">``."""

    name: str
    content: str


_VENUES = names_of_keys(
    """
    journal_title: article preprint; conference_title: conference poster talk; inbook_title: chapter
    dissertation_institution: thesis; technical_report_institution: report
    """
)


def citation_tags(work: ScholarlyWork, addresses: Addresses) -> list[Tag]:
    """Every tag of a work that has something to say, in the order of the guidelines."""
    publication, kind, said = work.publication, work.about.kind, [("title", work.title)]
    for author in work.authors:
        orcid = f"https://orcid.org/{author.orcid}" if author.orcid else ""
        said += (
            ("author", author.bare_name),
            ("author_institution", author.affiliation),
            ("author_orcid", orcid),
        )
    is_institution = kind in {"thesis", "report"} and not work.venue
    venue = work.publisher if is_institution else work.venue
    volume, issue, _ = numbers(kind, work.about.volume, work.about.number, in_series=bool(work.about.series))
    if kind == "report":
        issue = work.about.number
    said += (
        # 2024/05/16, or as much of it as is known
        ("publication_date", work.date.iso.replace("-", "/") if work.date and work.date.year > 0 else ""),
        (_VENUES.get(kind, ""), venue if kind in _VENUES else ""),
        ("publisher", "" if is_institution else work.publisher),
        ("volume", volume),
        ("technical_report_number" if kind == "report" else "issue", issue),
        ("firstpage", work.first_page),
        ("lastpage", work.last_page),
        ("doi", work.doi),
        *(("issn", number) for number in publication.issn[:1]),
        *(("isbn", number) for number in publication.isbn[:1]),
        ("arxiv_id", publication.arxiv),
        ("pdf_url", addresses.pdf),
        ("abstract_html_url", addresses.page),
        *(("keywords", keyword) for keyword in publication.tags),
        ("language", work.language),
    )
    return [Tag(f"citation_{name}", content) for name, content in said if content]


_LONGEST_DESCRIPTION = 200
"""Search engines and previews show less."""


def page_tags(author: str, description: str) -> list[Tag]:
    """Who wrote a page, and what it is about in a sentence or two (HTML, 4.2.5.1); several authors stand in one text.

    The standard has a tag for each, of which Readability, the reader view of Firefox, takes the last for the only one.
    """
    text = " ".join(description.split())
    if len(text) > _LONGEST_DESCRIPTION:
        start = text[: _LONGEST_DESCRIPTION - 1]
        # Scripts without spaces are cut where they are.
        words = start.rpartition(" ")[0] if " " in start[_LONGEST_DESCRIPTION // 2 :] else start
        text = words.rstrip(" ,;:–—-(") + "…"
    said = (("author", " ".join(author.split())), ("description", text))
    return [Tag(name, content) for name, content in said if content]


def tags_as_html(tags: Iterable[Tag]) -> str:
    """The tags as they stand in a page's head, one in a line."""
    return "\n".join(f'<meta name="{tag.name}" content="{escape(tag.content)}" />' for tag in tags)


_CONTEXT = "https://schema.org"
_TYPES = {
    **dict.fromkeys(("article", "conference", "preprint"), "ScholarlyArticle"),
    **{kind: kind.capitalize() for kind in ("thesis", "book", "chapter", "report", "dataset", "poster")},
    "software": "SoftwareSourceCode",
}
_CORRECTION = re.compile(r"(?i)(?:erratum|errata|corrigend(?:um|a)|correction|retraction|addendum)\b")
"""What a link is called that leads to what corrects the work."""
_FREE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def code_document(name: str, address: str, whole: Document) -> Document:
    """An object of a piece of software, the ``whole``, by its name and where it is described."""
    return named("SoftwareSourceCode", name, url=address, isPartOf=whole)


def short_document(title: str, kind: str, address: str, doi: str = "") -> Document:
    """A work as others name it, by its title and its page."""
    about = {"@id": address, "sameAs": doi_url(doi)}
    return named(_TYPES.get(kind, "CreativeWork"), title, **about)


def work_document(work: ScholarlyWork, addresses: Addresses, related: Related | None = None) -> Document:
    """A work: ``ScholarlyArticle``, ``Thesis``, ``Book``, ``Dataset`` …, or ``CreativeWork`` where there is no better type.

    What implements a paper is based on it; schema.org has ``isBasedOn`` and ``citation`` in that direction alone, so that a paper's
    page says it in reverse (JSON-LD 1.1, 4.8)."""
    code = related or Related()
    publication, kind = work.publication, work.about.kind
    same = (doi_url(work.doi), arxiv_url(publication.arxiv), publication.url)
    identifiers = (("DOI", work.doi), ("arXiv", publication.arxiv))
    pdf = {"@type": "MediaObject", "contentUrl": addresses.pdf, "encodingFormat": "application/pdf"}
    access = publication.open_access
    copy = access.url if access is not None and access.is_free and "://" in access.url else ""
    is_deposited = kind in {"dataset", "software"}
    edition, place = edition_number(work.about.edition), in_a_row(work.about.location)
    publisher = work.publisher or (work.venue if is_deposited else "")
    has_institution = kind in {"thesis", "report"} and work.venue
    return said(
        **{"@context": _CONTEXT, "@type": _TYPES.get(kind, "CreativeWork"), "@id": addresses.page},
        url=addresses.page,
        name=work.title,
        headline=work.title if kind in {"article", "conference", "preprint", "report"} else "",
        author=people_of(AuthorList(work.authors)),
        datePublished=work.date.iso if work.date else "",
        creativeWorkStatus=publication.state,
        correction=next((link.url for link in publication.links if _CORRECTION.match(link.name)), ""),
        **({} if is_deposited else _whole(work)),
        genre=work.about.genre,
        reportNumber=work.about.number if kind == "report" else "",
        pageStart=work.first_page,
        pageEnd=work.last_page,
        bookEdition=(str(edition) if edition else work.about.edition) if kind in {"book", "chapter"} else "",
        version=work.about.version,
        softwareVersion=work.about.version if kind == "software" else "",
        license=license_of(publication.license),
        codeRepository=publication.repository if kind == "software" else "",
        editor=people_of(work.about.editors),
        contributor=[person for _, people in work.about.contributors for person in people_of(people)],
        translator=people_of(work.about.translators),
        publisher=named("Organization", publisher, location="" if has_institution else place),
        locationCreated={} if publisher or has_institution else named("Place", place),
        isbn="".join(publication.isbn[:1]) if kind == "book" else "",
        identifier=[
            {"@type": "PropertyValue", "propertyID": name, "value": value}
            for name, value in identifiers
            if value
        ],
        sameAs=[address for address in dict.fromkeys(same) if address and address != addresses.page],
        abstract=work.abstract,
        keywords=list(publication.tags),
        award=work.award,
        image=addresses.picture,
        inLanguage=work.language,
        isAccessibleForFree=access.is_free if access is not None else None,
        encoding=pdf if addresses.pdf else {"@type": "MediaObject", "contentUrl": copy} if copy else {},
        isBasedOn=list(code.based_on),
        citation=list(code.cited),
        **{"@reverse": said(isBasedOn=list(code.implementing), citation=list(code.citing))},
    )


def license_of(written: str) -> str | list[str]:
    """Licences by their addresses, as far as SPDX has pages of them; of several one may choose."""
    found = [license_url(name) or name for name in written.split(" OR ")]
    return found[0] if len(found) == 1 else found


def _whole(work: ScholarlyWork) -> Document:
    """What the work is a part of: a journal, a book, a series with the work's number in it."""
    publication, about = work.publication, work.about
    name = in_a_row(about.series)
    volume, number, in_series = numbers(about.kind, about.volume, about.number, in_series=bool(name))
    if about.kind in {"thesis", "report"}:
        institution = named("Organization", work.venue, location=in_a_row(about.location))
        return {"sourceOrganization": institution, "isPartOf": named("CreativeWorkSeries", name)}
    series = named("BookSeries", name)
    if about.kind in {"conference", "chapter"}:
        isbn = "".join(publication.isbn[:1])
        return {
            "isPartOf": named("Book", work.venue, isbn=isbn, isPartOf=series, position=in_series) or series
        }
    if about.kind == "book" and series:
        return {"isPartOf": series, "position": in_series}
    if about.kind not in {"article", "preprint"} or not work.venue:
        return {"isPartOf": named("CreativeWork", work.venue) or series}
    whole = named("Periodical", work.venue, issn="".join(publication.issn[:1]))
    if volume:
        whole = {"@type": "PublicationVolume", "volumeNumber": volume, "isPartOf": whole}
    if number:
        whole = {"@type": "PublicationIssue", "issueNumber": number, "isPartOf": whole}
    return {"isPartOf": whole}


def named(kind: str, name: str, **more: object) -> Document:
    """A thing by its name, empty without one."""
    return said(**{"@type": kind, "name": name, **more}) if name else {}


def people_of(people: AuthorList) -> list[Document]:
    return [_author(author) for author in people.people if author.name]


def _author(author: Author) -> Document:
    # A name of several words that the data calls one whole is that of no person; one word may be a nickname.
    is_whole = author.parts is not None and " " in author.parts.literal and not author.orcid
    return named(
        "Organization" if is_whole else "Person",
        author.bare_name,
        **{"@id": f"https://orcid.org/{author.orcid}" if author.orcid else ""},
        url=author.url if "://" in author.url else "",
        affiliation=named("Organization", author.affiliation),
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
    """A homepage: a ``ProfilePage`` whose ``mainEntity`` is the ``Person``; every text plain, every address absolute.

    The person's name is the ORCID where there is one, as wherever else the person is spoken of."""
    orcid = next(filter(None, map(find_orcid, same_as)), "")
    here = f"{page}#person" if page else ""
    person = said(
        **{"@type": "Person", "@id": f"https://orcid.org/{orcid}" if orcid else here},
        name=name,
        alternateName=list(other_names),
        jobTitle=role,
        affiliation=named("Organization", affiliation),
        image=picture,
        description=about,
        url=page,
        sameAs=list(dict.fromkeys(same_as)),
    )
    return said(**{"@context": _CONTEXT, "@type": "ProfilePage"}, url=page, mainEntity=person)


def list_document(name: str, items: Iterable[tuple[str, str]], number: int) -> Document:
    """A list of works in order, each by its address and that of the same work at its publisher, empty where that stands on a page of
    its own or there is none; ``number`` is how many there are in all."""

    def work(address: str, same: str) -> Document:
        return {"@type": "CreativeWork", "@id": address, "sameAs": same} if same else {}

    return items_document(name, ((address, work(address, same)) for address, same in items), number)


def items_document(name: str, items: Iterable[tuple[str, Document]], number: int) -> Document:
    """A list in order, each thing by its address or, where it has no page of its own to say what it is, by its description, whose
    name is that address; ``number`` is how many there are in all."""
    listed = [
        said(**{"@type": "ListItem"}, position=position, url="" if item else address, item=item)
        for position, (address, item) in enumerate(items, start=1)
    ]
    about = {"@context": _CONTEXT, "@type": "ItemList", "name": name, "numberOfItems": number}
    return said(**about, itemListElement=listed)


def by_itself(document: Document) -> Document:
    """A document that stands in no other one."""
    return {"@context": _CONTEXT, **document}


def said(**document: object) -> Document:
    """A document without what says nothing."""
    return {name: value for name, value in document.items() if value not in ("", [], {}, None)}


def document_as_html(document: Document) -> str:
    """The document as a data block of HTML, which no browser runs; nothing in it can end the block."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    for sign, escaped in _FREE.items():
        text = text.replace(sign, escaped)
    return f'<script type="application/ld+json">{text}</script>'
