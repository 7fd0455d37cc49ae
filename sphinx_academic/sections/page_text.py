"""What a page of one record says, whatever its kind: the form that descriptions of it have, and pieces that they share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sphinx_academic.content.fragments import Element, Fragments, joined
from sphinx_academic.data.records import Record
from sphinx_academic.data.values.addresses import Link
from sphinx_academic.formats.scholarly_metadata import ScholarlyWork
from sphinx_academic.sections.description import _, links, paragraph, within
from sphinx_academic.sections.entries import CitedPlace


class PageLink(NamedTuple):
    """A page of the site, and its title in plain text."""

    docname: str
    title: str


class PaperFacts(NamedTuple):
    """What the page of a publication has besides: the PDFs, the BibTeX with the abstract for the file beside the page, what machines
    are told, and what cites it."""

    pdfs: tuple[str, ...]
    entry: str
    work: ScholarlyWork
    places: tuple[CitedPlace, ...] = ()


class PageText(NamedTuple):
    """All that a record's page says, with addresses, pictures and files as records name them; ``home`` is the page whose list
    shows the record, ``summary`` what it is about, and that and ``title_as_written`` as they were written: with neither typographic
    quotes nor translations; ``shown`` are the records that the page shows besides its own, and whether with their pictures; ``head`` stands with the title and
    ``beside`` at the side of both."""

    link: PageLink
    home: PageLink | None
    title: Fragments
    body: Fragments
    title_as_written: str
    summary: str
    paper: PaperFacts | None = None
    shown: tuple[tuple[Record, bool], ...] = ()
    head: Fragments = ()
    beside: Fragments = ()


def headed(words: str, content: Fragments) -> Fragments:
    """Content below a heading, if there is any."""
    return (Element("heading", (words,)), *content) if content else ()


def bullets(items: Iterable[Fragments], classes: str = "") -> Fragments:
    """A list of items, if there are any."""
    return within("bullets", tuple(Element("item", item) for item in items), classes)


def actions(found: Iterable[Link], *behind: Fragments) -> Fragments:
    """Links in a row, as lists have them, and what stands behind them."""
    return paragraph(joined((links(found), *behind), " "), "academic-links")


def button(link: Link) -> Fragments:
    """A link as a button."""
    return (Element("link", (link.name,), "academic-button", {"url": link.url}),)


def tags_line(tags: Iterable[str]) -> Fragments:
    """The tags of a record."""
    return paragraph(
        joined(((Element("span", (tag,), "academic-tag"),) for tag in tags), " "), "academic-tags"
    )


def listed_in(home: PageLink | None, correction: str = "") -> Fragments:
    """The page whose list shows the record, and where it can be corrected."""
    leads = within("link", (home.title,), page=home.docname) if home else ()
    listed = (_("Listed in"), " ", *leads) if leads else ()
    return paragraph(joined((listed, suggest(correction)), " · "), "academic-paper-home")


def suggest(correction: str) -> Fragments:
    """The link to where a record can be corrected, if there is one."""
    return within("link", (_("Suggest a correction"),), url=correction) if correction else ()
