"""One publication as an entry: title, authors, venue, links, and what opens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sphinx_academic.content.fragments import Element, Fragment, Fragments, elements, joined, plain
from sphinx_academic.content.typography import educate
from sphinx_academic.data.records import Publication
from sphinx_academic.data.select import keys_of_versions
from sphinx_academic.data.values.addresses import Link, arxiv_url, doi_url, network_of
from sphinx_academic.data.values.identifiers import address_of, icon_of_scheme, is_same, name_of_scheme
from sphinx_academic.data.values.names import Author
from sphinx_academic.formats.bibtex import bibtex_writing as bibtex
from sphinx_academic.sections.date_words import citation_words
from sphinx_academic.sections.description import (
    Description,
    Signs,
    _,
    author_label,
    authors,
    cited_line,
    dated,
    figure,
    line,
    links,
    shortened,
)
from sphinx_academic.sections.entries import EntryFacts, SearchName, author_words, said_of
from sphinx_academic.sections.offers import Syndicated


class Style(NamedTuple):
    """How the entries of one list look; ``most_authors`` 0 is all of them."""

    signs: Signs
    description: Description
    pictures: bool
    most_authors: int
    icons: bool = False
    bibtex: bool = False


def full_entry(publication: Publication, style: Style, number: int) -> Element:
    """An entry of the gallery or the list, line by line; ``number`` 0 is none."""
    description = style.description
    title = title_of(publication, description)
    people = shortened(publication.authors, style.most_authors, style.signs, description)
    reference = _reference(publication, description)
    if reference:
        people = people._replace(rest=())
        work: Fragments = line((*_number(number), *reference), "academic-reference")
    else:
        work = (
            *line(
                (*_number(number), Element("strong", _linked(title, publication, description))),
                "academic-title",
            ),
            *line(people.line, "academic-authors"),
            *line(venue_line(publication, description), "academic-venue"),
        )
    lines = (
        *work,
        *(
            line(description.prose(publication.award, publication, "award"), "academic-award")
            if publication.award
            else ()
        ),
        *line(links_line(publication, description, icons=style.icons), "academic-links"),
    )
    body: list[Fragment] = [Element("lines", lines), *people.rest]
    if publication.abstract:
        abstract = description.blocks(publication.abstract, publication, "abstract")
        body.append(
            Element("disclosure", abstract, "academic-abstract", {"summary": _("Abstract"), "label": "yes"})
        )
    if publication.additional:
        items = tuple(
            Element("item", description.prose(text, publication, "additional"))
            for text in publication.additional
        )
        more = (Element("bullets", items),)
        attributes = {"summary": _("Additional information"), "label": "yes"}
        body.append(Element("disclosure", more, "academic-more", attributes))
    body.extend(cited_line("publication", publication.key, description))
    if style.bibtex:
        body.append(how_to_cite(publication, description))
    content: list[Fragment] = []
    if style.pictures and publication.images:
        figures = tuple(
            figure(
                image,
                publication,
                plain(title),
                description,
                "academic-figure",
                place="entry",
                zoom=True,
                width="100%",
            )
            for image in publication.images
        )
        content.append(Element("division", figures, "academic-figures"))
    content.append(Element("division", tuple(body), "academic-body"))
    return Element("entry", tuple(content), "academic-entry", _id(publication, description))


def compact_entry(publication: Publication, style: Style, number: int) -> Element:
    """An entry in one paragraph; ``number`` 0 is none."""
    description = style.description
    people = shortened(publication.authors, style.most_authors, style.signs, description)
    reference = _reference(publication, description)
    pieces: list[Fragments] = [
        (
            *_number(number),
            Element(
                "strong",
                _linked(title_of(publication, description), publication, description),
                "academic-title",
            ),
        ),
        people.line,
        venue_line(publication, description),
    ]
    if reference:
        people = people._replace(rest=())
        pieces = [(*_number(number), *reference)]
    sentence: list[Fragment] = []
    for piece in pieces:
        if piece:
            sentence.extend(piece)
            sentence.append(" " if reference or plain(piece).endswith((".", "?", "!")) else ". ")
    sentence.extend(links_line(publication, description, icons=style.icons))
    if isinstance(sentence[-1], str):
        sentence[-1] = sentence[-1].rstrip()
    paragraph = Element("paragraph", tuple(sentence), "academic-line")
    cite = (how_to_cite(publication, description),) if style.bibtex else ()
    cited = cited_line("publication", publication.key, description)
    body = Element("division", (paragraph, *people.rest, *cited, *cite), "academic-body")
    return Element("entry", (body,), "academic-entry", _id(publication, description))


def syndicated(publication: Publication, description: Description) -> Syndicated:
    """A publication as an item of a feed: authors, venue, abstract and links."""
    signs = Signs((publication.authors,))
    venue = venue_line(publication, description)
    blocks = [
        Element("paragraph", line)
        for line in (authors(publication.authors, signs, description), venue)
        if line
    ]
    content: list[Fragment] = [*blocks]
    if publication.abstract:
        content.extend(description.blocks(publication.abstract, publication, "abstract"))
    given = links(all_links(publication))
    if given:
        content.append(Element("paragraph", given))
    title = " ".join(plain(title_of(publication, description)).split())
    written = publication.authors.written
    return Syndicated(
        kind="publication",
        key=publication.key,
        title=title,
        date=publication.when,
        content=tuple(content),
        anchor=f"publication-{publication.key}" if publication.key else "",
        authors=(Author(plain(description.prose(written))),) if written else publication.authors.people,
        tags=publication.tags,
        page=description.page_of(publication),
        picture=publication.images[0].url if publication.images else "",
        external=doi_url(publication.doi) or publication.url or arxiv_url(publication.arxiv),
        place=plain(description.prose(publication.venue)) if publication.venue else "",
    )


def search_name(publication: Publication, description: Description) -> SearchName | None:
    """A publication as a result of the search: title, authors, venue and year."""
    if not publication.key:
        return None
    written = publication.authors.written
    return SearchName(
        "publication",
        f"publication-{publication.key}",
        said_of(
            plain(title_of(publication, description)),
            author_words(publication.authors, description.prose(written) if written else ()),
            plain(description.prose(publication.venue)) if publication.venue else "",
            publication.shown_year if not publication.venue.endswith(f" {publication.shown_year}") else "",
        ),
    )


def facts_of(publication: Publication, description: Description) -> EntryFacts | None:
    """What references to a publication are to know of it."""
    if not publication.key:
        return None
    others = (*publication.other_keys, *keys_of_versions(publication))
    return EntryFacts(
        "publication",
        publication.key,
        " ".join(plain(title_of(publication, description)).split()),
        author_label(publication.authors, description),
        publication.shown_year,
        tuple(key for key in dict.fromkeys(others) if key != publication.key),
    )


def _reference(publication: Publication, description: Description) -> Fragments:
    """The work in the citation style of the list; nothing where the list has none."""
    if description.cite is None:
        return ()

    def title(content: Fragments) -> Fragments:
        return _linked(content, publication, description)

    reference = description.cite(publication, title)
    return educate(reference, description.quotes, description.action) if description.quotes else reference


def _number(number: int) -> Fragments:
    return (Element("span", (f"{number}.",), "academic-number"), " ") if number else ()


def _id(publication: Publication, description: Description) -> dict[str, str]:
    return {"id": description.identifier("publication", publication.key)}


def title_of(publication: Publication, description: Description) -> Fragments:
    return (
        description.prose(publication.title, publication, "title") if publication.title else (_("Untitled"),)
    )


def _linked(title: Fragments, publication: Publication, description: Description) -> Fragments:
    """The title with a link to the publication's own page, where it has one and no links of its own."""
    page = description.page_of(publication)
    if not page or any(element.kind == "link" for element in elements(title)):
        return title
    return (Element("link", title, "academic-paper-link", {"page": page}),)


def venue_line(publication: Publication, description: Description, *, versions: bool = True) -> Fragments:
    """``Venue 12(3), 45–67, edited by …, Publisher (note) 2024``."""
    venue: Fragments = ()
    if publication.venue:
        # "DCASE Workshop 2023" of 2023 says its year once.
        name = (
            publication.venue.removesuffix(f" {publication.shown_year}")
            if publication.shown_year
            else publication.venue
        )
        venue = (Element("emphasis", description.prose(name, publication, "venue")),)
    issue = publication.volume
    if publication.number:
        issue = f"{issue}({publication.number})" if issue else _("no. %s") % publication.number
    parts = [joined((venue, (issue,) if issue else ()), " ")]
    if publication.pages:
        parts.append((re.sub(r"(?<=\w)\s*-{1,3}\s*(?=\w)", "–", publication.pages),))
    if publication.editor:
        parts.append((_("edited by"), " ", *description.prose(publication.editor, publication, "editor")))
    if publication.publisher:
        parts.append(description.prose(publication.publisher, publication, "publisher"))
    note: Fragments = ()
    if publication.note:
        note = ("(", *description.prose(publication.note, publication, "note"), ")")
    year = dated(publication.shown_year, publication.when)
    place = joined(parts, ", ")
    # "AAAI 2024", but "12(1), 1–19, 2024": two numbers must not run together.
    several = issue or len([part for part in parts if part]) > 1
    before_year = ", " if several and not note else " "
    first = joined((joined((place, note), " "), year), before_year)
    return joined((first, *(other_versions(publication, description) if versions else ())), " · ")


def other_versions(publication: Publication, description: Description) -> Iterator[Fragments]:
    """Where else the work appeared: ``preprint arXiv:2308.05734``."""
    for version in publication.versions[1:]:
        words = plain(description.prose(version.venue))
        if version.year and not words.startswith("arXiv:"):
            words = f"{words.removesuffix(version.year).rstrip()} {version.year}".strip()
        where: Fragments = (
            (Element("link", (words,), "", {"url": version.url}),) if version.url and words else (words,)
        )
        kind = version_names().get(version.kind, "")
        note = ("(", *description.prose(version.note), ")") if version.note else ()
        yield joined(((kind,) if kind else (), where if words else (), note), " ")


def version_names() -> dict[str, str]:
    """What one version of a work is called beside another."""
    return {
        "preprint": _("preprint"),
        "article": _("journal article"),
        "conference": _("conference paper"),
        "report": _("report"),
        "thesis": _("thesis"),
        "chapter": _("book chapter"),
    }


_ICONS = {
    "link": "link",
    "code": "code",
    "poster": "file",
    "supplement": "file",
    "paper": "file",
    "project": "globe",
}


def links_line(publication: Publication, description: Description, *, icons: bool) -> Fragments:
    """The links of an entry, and how often the work is cited."""
    found = list(all_links(publication))
    shown = links_with_icons(publication, found) if icons else links(found)
    cited = citations(publication, description)
    return joined((shown, cited), " ")


def citations(publication: Publication, description: Description) -> Fragments:
    """``1,234 citations (May 2026)``."""
    if publication.citations is None:
        return ()
    words = citation_words(publication.citations, description.language)
    return (Element("span", (words,), "academic-citations"),)


def links_with_icons(publication: Publication, found: list[Link]) -> Fragments:
    """Each link with its drawing before its name, in place of the brackets."""
    icons = {
        address_of(field, identifier): icon_of_scheme(field)
        for field, identifier in publication.identifiers()
    }
    pieces: list[Fragments] = []
    for link in found:
        if not link.url:
            pieces.extend((links((link,)),))
            continue
        sign = Element("icon", (), "", {"name": icons.get(link.url) or _icon_of(link)})
        content = (sign, Element("span", (link.name,)))
        pieces.append((Element("link", content, "academic-with-icon", {"url": link.url}),))
    return joined(pieces, " ")


def _icon_of(link: Link) -> str:
    name = link.name.lower()
    if name in _ICONS:
        return _ICONS[name]
    network = network_of(link.name, link.url)
    return network.icon if network is not None else name


def how_to_cite(publication: Publication, description: Description) -> Element:
    """The BibTeX entry behind a disclosure, for screens: what copies it and what opens it are there alone."""
    entry = bibtex.entry(publication, markup=description.markup).rstrip()
    code = Element("literal_block", (entry,), "", {"language": "bibtex"})
    disclosure = Element("disclosure", (code,), "academic-bibtex", {"summary": _("BibTeX")})
    return Element("on_screen", (disclosure,))


def all_links(publication: Publication) -> Iterator[Link]:
    """The links that are given, then those that follow from identifiers and lead where none of the others does."""
    urls = [link.url for link in publication.links]
    yield from publication.links
    for field, identifier in publication.identifiers():
        if any(is_same(field, identifier, url) for url in urls):
            continue
        link = _derived(field, identifier)
        urls.append(link.url)
        yield link
    given = {url.rstrip("/").casefold() for url in urls}
    if (
        publication.url
        and publication.url.rstrip("/").casefold() not in given
        and not any(
            is_same(field, identifier, publication.url) for field, identifier in publication.identifiers()
        )
    ):
        yield Link(_("Link"), publication.url)


def _derived(field: str, identifier: str) -> Link:
    """What an identifier is called, and where it leads."""
    url = address_of(field, identifier)
    name = name_of_scheme(field)
    if not url:
        return Link(identifier if field == "arxiv" else f"{name}: {identifier}")
    if field == "huggingface":
        kind = identifier.partition("/")[0]
        name = {"datasets": _("Dataset"), "spaces": _("Demo")}.get(kind, name)
    return Link(name, url)


def is_bibtex(fragment: Fragment) -> bool:
    """Whether a block is the BibTeX entry, which no search is to find."""
    return isinstance(fragment, Element) and fragment.classes == "academic-bibtex"
