"""A publication's own page: what its entry says, with room for the abstract, large pictures and what belongs to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from sphinx_academic.content.fragments import Element, Fragment, Fragments, joined, plain
from sphinx_academic.data.records import Publication
from sphinx_academic.data.records.publication import Version
from sphinx_academic.formats.bibtex import bibtex_writing as bibtex
from sphinx_academic.formats.reference import reference
from sphinx_academic.formats.scholarly_metadata import ScholarlyWork, scholarly_work
from sphinx_academic.formats.table import format_named
from sphinx_academic.sections.description import Description, Signs, _, authors, figure
from sphinx_academic.sections.publication_entry import all_links, title_of, venue_line, version_names


class PageLink(NamedTuple):
    """A page of the site, and its title in plain text."""

    docname: str
    title: str


class PageText(NamedTuple):
    """All that a publication's page says; addresses, pictures and files are named here as the record names them.

    ``body`` is what stands below the title, ``home`` the page whose list shows the publication, and ``pdfs`` lead to the
    paper itself. ``entry`` is for the file beside the page: BibTeX with the abstract. ``work`` is what machines are told, as
    it was written: with neither typographic quotes nor translations.
    """

    link: PageLink
    home: PageLink | None
    title: Fragments
    body: Fragments
    pdfs: tuple[str, ...]
    entry: str
    work: ScholarlyWork

    @property
    def title_as_written(self) -> str:
        """The title in plain text."""
        return self.work.title or self.link.title


def describe(
    publication: Publication, description: Description, docname: str, home: PageLink | None = None
) -> PageText:
    """What the page ``docname`` says of a publication that is shown in a list of the page ``home``."""
    signs = Signs((publication.authors,))
    title = title_of(publication, description)
    shown_title = plain(title)
    blocks: list[Fragment] = [
        *_paragraph(authors(publication.authors, signs, description), "academic-authors"),
        *signs.legend(),
        *_paragraph(venue_line(publication, description, versions=False), "academic-venue"),
    ]
    if publication.award:
        award = description.prose(publication.award, publication, "award")
        blocks.extend(_paragraph(award, "academic-award"))
    # A link without an address is its name.
    buttons: list[Fragments] = [
        (Element("link", (link.name,), "academic-button", {"url": link.url}),) if link.url else (link.name,)
        for link in all_links(publication)
    ]
    blocks.extend(_paragraph(joined(buttons, " "), "academic-buttons"))
    if publication.images:
        figures = tuple(
            figure(
                image,
                publication,
                shown_title,
                description,
                "academic-figure",
                place="page",
                zoom=True,
                width="100%",
                first=not number,
            )
            for number, image in enumerate(publication.images)
        )
        blocks.append(Element("division", figures, "academic-paper-figures"))
    if publication.abstract:
        abstract = description.blocks(publication.abstract, publication, "abstract")
        blocks.append(Element("division", (_heading(_("Abstract")), *abstract), "academic-paper-abstract"))
    if publication.additional:
        more = [description.prose(text, publication, "additional") for text in publication.additional]
        blocks.extend((_heading(_("Additional information")), _bullets(more)))
    if len(publication.versions) > 1:
        blocks.extend((_heading(_("Versions")), _versions(publication.versions, description)))
    about = reference(publication, description.markup)
    entry = bibtex.entry(publication, about=about)
    attributes = {
        "url": f"/{docname}.bib",
        "download": f"{docname.rpartition('/')[2]}.bib",
        "type": format_named("bib").media_type,
    }
    cite = (
        Element("literal_block", (entry,), "", {"language": "bibtex"}),
        Element("paragraph", (Element("link", (_("Download as a file"),), "", attributes),)),
    )
    blocks.append(Element("disclosure", cite, "academic-bibtex", {"summary": _("Cite as BibTeX")}))
    if cited_in := description.cited_in("publication", publication.key):
        blocks.extend(
            (_heading(_("Cited in")), _bullets([(_page_link(PageLink(*page)),) for page in cited_in]))
        )
    if publication.tags:
        tags = joined((((Element("span", (tag,), "academic-tag"),)) for tag in publication.tags), " ")
        blocks.append(Element("paragraph", tags, "academic-tags"))
    if home is not None:
        blocks.extend(_paragraph((_("Listed in"), " ", _page_link(home)), "academic-paper-home"))
    return PageText(
        link=PageLink(docname, " ".join(shown_title.split())),
        home=home,
        title=title,
        body=tuple(blocks),
        pdfs=tuple(filter(_is_pdf, (publication.url, *(link.url for link in publication.links)))),
        entry=bibtex.entry(publication, about=about, whole=True),
        work=scholarly_work(publication, about, description.markup, description.language),
    )


def _is_pdf(url: str) -> bool:
    return re.split(r"[?#]", url, maxsplit=1)[0].lower().endswith(".pdf")


def _heading(words: str) -> Element:
    return Element("heading", (words,))


def _paragraph(content: Fragments, classes: str) -> Fragments:
    return (Element("paragraph", content, classes),) if content else ()


def _bullets(items: Sequence[Fragments]) -> Element:
    return Element("bullets", tuple(Element("item", item) for item in items))


def _page_link(page: PageLink) -> Element:
    return Element("link", (page.title,), "", {"page": page.docname})


def _versions(versions: Sequence[Version], description: Description) -> Element:
    names = version_names()
    items = []
    for version in versions:
        venue = description.prose(version.venue) if version.venue else ()
        where: Fragments = (
            (Element("link", venue, "", {"url": version.url}),) if version.url and venue else venue
        )
        kind = names.get(version.kind, "")
        year = "" if not version.year or version.year in plain(venue) else version.year
        note = ("(", *description.prose(version.note), ")") if version.note else ()
        pieces = ((f"{kind}:" if where else kind,) if kind else (), where, note, (year,) if year else ())
        items.append(joined(pieces, " "))
    return _bullets(items)
