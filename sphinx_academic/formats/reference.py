"""A work as every format of references sees it: its kind, what it stands in, numbers and dates; and as a line of plain text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from sphinx_academic.content.fragments import Fragments, plain
from sphinx_academic.content.markup import Markup
from sphinx_academic.data.records import Publication
from sphinx_academic.data.values.addresses import arxiv_url, doi_url, find_arxiv
from sphinx_academic.data.values.name_parts import Name
from sphinx_academic.data.values.names import Author, AuthorList, split_authors
from sphinx_academic.formats.latex.encoding import clean

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


def reference(publication: Publication, markup: Markup | None = None) -> Reference:
    """The work as a reference; ``markup`` knows the site's links."""
    inline = (markup or _MARKUP).inline

    def fragments(text: str) -> Fragments:
        return inline(text) if text else ()

    def plain_text(text: str) -> str:
        return plain(inline(text)) if text else ""

    kind, venue, note = publication.kind_of_work, publication.venue, publication.note
    genre = institution = ""
    container = venue
    if kind in {"thesis", "report"}:
        found = _THESIS.search(venue) or _THESIS.search(note) if kind == "thesis" else _REPORT.search(venue)
        genre = found[0] if found else ""
        container, institution = "", _left_of(venue, genre if found and found.string is venue else "")
    elif (
        kind == "preprint" and publication.arxiv and (_ON_ARXIV.fullmatch(venue.strip()) or find_arxiv(venue))
    ):
        container = ""
    when = publication.when
    return Reference(
        kind=kind,
        title=inline(publication.title),
        authors=publication.authors,
        editors=_editors(publication.editor),
        container=fragments(container),
        institution=fragments(institution),
        publisher=fragments(publication.publisher),
        genre=plain_text(genre),
        note=fragments(publication.note),
        abstract=fragments(publication.abstract),
        volume=plain_text(publication.volume),
        number=plain_text(publication.number),
        pages=tuple(_PAGES.split(plain_text(publication.pages), maxsplit=1)) if publication.pages else (),
        year=f"{when.year:04d}" if when is not None and when.year else publication.shown_year,
        month=(when.month or 0) if when is not None else 0,
        day=(when.day or 0) if when is not None else 0,
    )


def each_once(keys: Iterable[str], as_one: Callable[[str], str] = str) -> Iterator[str]:
    """Keys for one file, of which those that are one there are told apart by numbers."""
    taken: set[str] = set()
    for base in keys:
        key, number = base, 1
        while as_one(key) in taken:
            number += 1
            key = f"{base}-{number}"
        taken.add(as_one(key))
        yield key


def _left_of(text: str, said: str) -> str:
    """A text without some words and the commas around them."""
    if not said:
        return text
    before, _, behind = text.partition(said)
    return ", ".join(part for part in (before.strip(" ,;("), behind.strip(" ,;)")) if part)


def _editors(text: str) -> AuthorList:
    """The people in a text; one whole name where it cannot be split."""
    people = split_authors(text) if text else AuthorList()
    if not people.written:
        return people
    return AuthorList((Author(written := plain(_MARKUP.inline(text)), parts=Name(literal=written)),))


def library(publications: Iterable[Publication], *, markup: Markup | None = None) -> str:
    """A file of citations, one in each line."""
    return "".join(f"{citation(publication, markup=markup)}\n" for publication in publications)


def citation(publication: Publication, *, markup: Markup | None = None) -> str:
    """``Ann Bee, Cy Dee. A Title. Journal of Things 12(3), 45–67, 2024. https://doi.org/10.5555/1``."""
    about = reference(publication, markup)
    people = about.authors
    names = [*(author.name for author in people.people), *(["et al."] if people.others else [])]
    authors = plain(_MARKUP.inline(people.written)) if people.written else ", ".join(names)
    volume = about.volume
    if about.number:
        volume = f"{volume}({about.number})" if volume else f"no. {about.number}"
    place = " ".join(filter(None, (plain(about.container) or about.genre, volume)))
    where = (place, plain(about.institution), "–".join(about.pages), plain(about.publisher), about.year)
    said = [clean(piece).strip() for piece in (authors, plain(about.title), ", ".join(filter(None, where)))]
    sentences = [piece if piece.endswith((".", "?", "!")) else f"{piece}." for piece in said if piece]
    address = clean(doi_url(publication.doi) or arxiv_url(publication.arxiv) or publication.url).strip()
    return " ".join([*sentences, *filter(None, [address])])
