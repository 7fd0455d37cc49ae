"""A work as every format of references sees it: its kind, what it stands in, its numbers, its dates."""

from __future__ import annotations

import re
from typing import NamedTuple

from sphinx_academic.content.fragments import Fragments, plain
from sphinx_academic.content.markup import Markup
from sphinx_academic.data.records import Publication
from sphinx_academic.data.values.addresses import find_arxiv
from sphinx_academic.data.values.names import Author, AuthorList, split_authors

_THESIS = re.compile(
    r"(?i)\b(?P<degree>ph\.?\s?d\.?|doctoral|master(?:['’]?s)?|m\.?\s?(?:sc|a|phil|eng)\.?|bachelor(?:['’]?s)?"
    r"|b\.?\s?(?:sc|a|eng)\.?|diploma|habilitation)?\s*(?:thesis|dissertation)\b"
)
_REPORT = re.compile(
    r"(?i)\b(?:technical|research|tech\.)?\s*report\b(?:\s+(?:no\.?\s*)?[\w.\-/]*\d[\w.\-/]*)?"
)
_ON_ARXIV = re.compile(r"(?i)arxiv\b.*|corr")
_PAGES = re.compile(r"(?<=\w)\s*[-‐-―]+\s*(?=\w)")
_MARKUP = Markup({})


class Reference(NamedTuple):
    """What bibliographies say of a work; texts with markup are fragments, everything else is plain text.

    ``container`` is the journal, the proceedings or the book that the work stands in, ``institution`` where a thesis
    or report was written, ``genre`` what it is in words (*PhD thesis*). ``pages`` are first and last, or one text
    alone. ``month`` and ``day`` are 0 where they are not known.
    """

    kind: str
    title: Fragments
    authors: AuthorList
    editors: AuthorList
    container: Fragments
    institution: Fragments
    publisher: Fragments
    genre: str
    note: Fragments
    abstract: Fragments
    volume: str
    number: str
    pages: tuple[str, ...]
    year: str
    month: int
    day: int


def reference(publication: Publication, markup: Markup = _MARKUP) -> Reference:
    """The work as a reference; ``markup`` knows the site's links."""
    kind = publication.kind_of_work
    venue = publication.venue
    genre = ""
    container = institution = ""
    if kind == "thesis":
        found = _THESIS.search(venue) or _THESIS.search(publication.note)
        genre = found[0] if found else ""
        institution = _left_of(venue, found[0] if found and found.string is venue else "")
    elif kind == "report":
        found = _REPORT.search(venue)
        genre = found[0] if found else ""
        institution = _left_of(venue, genre)
    elif kind == "preprint":
        container = (
            "" if publication.arxiv and (_ON_ARXIV.fullmatch(venue.strip()) or find_arxiv(venue)) else venue
        )
    else:
        container = venue
    when = publication.when
    shown = publication.shown_year
    return Reference(
        kind=kind,
        title=markup.inline(publication.title),
        authors=publication.authors,
        editors=_people(publication.editor),
        container=markup.inline(container) if container else (),
        institution=markup.inline(institution) if institution else (),
        publisher=markup.inline(publication.publisher) if publication.publisher else (),
        genre=plain(markup.inline(genre)) if genre else "",
        note=markup.inline(publication.note) if publication.note else (),
        abstract=markup.inline(publication.abstract) if publication.abstract else (),
        volume=_plain(publication.volume, markup),
        number=_plain(publication.number, markup),
        pages=tuple(_PAGES.split(_plain(publication.pages, markup), maxsplit=1)) if publication.pages else (),
        year=f"{when.year:04d}" if when is not None and when.year else shown,
        month=(when.month or 0) if when is not None else 0,
        day=(when.day or 0) if when is not None else 0,
    )


def _left_of(text: str, words: str) -> str:
    """A text without some words and the commas around them."""
    if not words:
        return text
    before, _, behind = text.partition(words)
    return ", ".join(part for part in (before.strip(" ,;("), behind.strip(" ,;)")) if part)


def _plain(text: str, markup: Markup) -> str:
    return plain(markup.inline(text)) if text else ""


def _people(text: str) -> AuthorList:
    """The people in a text; one whole name where it cannot be split."""
    if not text:
        return AuthorList()
    people = split_authors(text)
    if not people.written:
        return people
    return AuthorList((Author(written := plain(_MARKUP.inline(text)), family=written),))
