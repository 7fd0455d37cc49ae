"""A publication's own page: what its entry says, with room for the abstract, large pictures and what belongs to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sphinx_academic.content.fragments import Element, Fragment, Fragments, joined, plain
from sphinx_academic.data.records import Publication
from sphinx_academic.formats.table import format_named
from sphinx_academic.sections.description import Description, Signs, _, authors, figure
from sphinx_academic.sections.publication_entry import all_links, title_of, venue_line, version_names


class PageLink(NamedTuple):
    """A page of the site, and its title in plain text."""

    docname: str
    title: str


class Surroundings(NamedTuple):
    """What a publication's page says beyond the record: its BibTeX entry, the pages that cite it, the list it is from."""

    bibtex: str = ""
    bibtex_file: str = ""
    cited_in: tuple[PageLink, ...] = ()
    home: PageLink | None = None


def page_title(publication: Publication, description: Description) -> Fragments:
    """The title, with its markup."""
    return title_of(publication, description)


def page_body(publication: Publication, description: Description, surroundings: Surroundings) -> Fragments:
    """Everything below the title."""
    signs = Signs((publication.authors,))
    blocks: list[Fragment] = [
        *_paragraph(authors(publication.authors, signs, description), "academic-authors"),
        *signs.legend(),
        *_paragraph(venue_line(publication, description, versions=False), "academic-venue"),
    ]
    if publication.award:
        award = description.prose(publication.award, publication, "award")
        blocks.extend(_paragraph(award, "academic-award"))
    blocks.extend(_buttons(publication))
    blocks.extend(_pictures(publication, description))
    if publication.abstract:
        abstract = description.blocks(publication.abstract, publication, "abstract")
        blocks.append(Element("division", (_heading(_("Abstract")), *abstract), "academic-paper-abstract"))
    if publication.additional:
        items = tuple(
            Element("item", description.prose(text, publication, "additional"))
            for text in publication.additional
        )
        blocks.extend((_heading(_("Additional information")), Element("bullets", items)))
    if len(publication.versions) > 1:
        blocks.extend((_heading(_("Versions")), _versions(publication, description)))
    if surroundings.bibtex:
        code = Element("literal_block", (surroundings.bibtex,), "", {"language": "bibtex"})
        content: list[Fragment] = [code]
        if surroundings.bibtex_file:
            name = surroundings.bibtex_file.rpartition("/")[2]
            attributes = {
                "url": surroundings.bibtex_file,
                "download": name,
                "type": format_named("bib").media_type,
            }
            content.append(
                Element("paragraph", (Element("link", (_("Download as a file"),), "", attributes),))
            )
        blocks.append(
            Element("disclosure", tuple(content), "academic-bibtex", {"summary": _("Cite as BibTeX")})
        )
    if surroundings.cited_in:
        items = tuple(Element("item", (_page_link(page),)) for page in surroundings.cited_in)
        blocks.extend((_heading(_("Cited in")), Element("bullets", items)))
    if publication.tags:
        tags = joined((((Element("span", (tag,), "academic-tag"),)) for tag in publication.tags), " ")
        blocks.append(Element("paragraph", tags, "academic-tags"))
    if surroundings.home is not None:
        blocks.extend(_paragraph((_("Listed in"), " ", _page_link(surroundings.home)), "academic-paper-home"))
    return tuple(blocks)


def pdf_links(publication: Publication) -> Iterator[str]:
    """The addresses that lead to the paper itself."""
    for url in (publication.url, *(link.url for link in publication.links)):
        path = re.split(r"[?#]", url, maxsplit=1)[0].lower()
        if path.endswith(".pdf"):
            yield url


def _heading(words: str) -> Element:
    return Element("heading", (words,))


def _paragraph(content: Fragments, classes: str) -> Fragments:
    return (Element("paragraph", content, classes),) if content else ()


def _page_link(page: PageLink) -> Element:
    return Element("link", (page.title,), "", {"page": page.docname})


def _buttons(publication: Publication) -> Fragments:
    """The links, each as a button; one without an address as its name."""
    pieces: list[Fragments] = [
        (Element("link", (link.name,), "academic-button", {"url": link.url}),) if link.url else (link.name,)
        for link in all_links(publication)
    ]
    return _paragraph(joined(pieces, " "), "academic-buttons")


def _pictures(publication: Publication, description: Description) -> Fragments:
    title = plain(title_of(publication, description))
    figures = tuple(
        figure(
            image,
            publication,
            title,
            description,
            "academic-figure",
            place="page",
            zoom=True,
            width="100%",
            first=not number,
        )
        for number, image in enumerate(publication.images)
    )
    return (Element("division", figures, "academic-paper-figures"),) if figures else ()


def _versions(publication: Publication, description: Description) -> Element:
    names = version_names()
    items = []
    for version in publication.versions:
        venue = description.prose(version.venue) if version.venue else ()
        where: Fragments = (
            (Element("link", venue, "", {"url": version.url}),) if version.url and venue else venue
        )
        kind = names.get(version.kind, "")
        words = plain(venue)
        year = "" if not version.year or version.year in words else version.year
        note = ("(", *description.prose(version.note), ")") if version.note else ()
        items.append(
            Element(
                "item",
                joined(
                    (
                        (f"{kind}:",) if kind and where else (kind,) if kind else (),
                        where,
                        note,
                        (year,) if year else (),
                    ),
                    " ",
                ),
            )
        )
    return Element("bullets", tuple(items))
