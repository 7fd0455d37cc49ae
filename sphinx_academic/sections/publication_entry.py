"""One publication as an entry: title, authors, venue, links, and what opens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sphinx_academic.content.fragments import Element, Fragment, Fragments, elements, joined, plain
from sphinx_academic.content.typography import educate
from sphinx_academic.data.records import Publication
from sphinx_academic.data.select import keys_of_versions
from sphinx_academic.data.values.addresses import arxiv_url, doi_url
from sphinx_academic.data.values.names import Author
from sphinx_academic.sections.author_label import author_label
from sphinx_academic.sections.description import (
    Description,
    Signs,
    _,
    authors,
    cited_line,
    dated,
    figure,
    line,
    links,
    shortened,
)
from sphinx_academic.sections.entries import EntryFacts
from sphinx_academic.sections.publication_links import all_links, how_to_cite, links_line
from sphinx_academic.sections.searching import SearchName, author_words, said_of
from sphinx_academic.sections.syndication import Syndicated


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
