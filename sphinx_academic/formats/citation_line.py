"""Plain text: one line for each publication that cites it."""

from __future__ import annotations

from collections.abc import Iterable

from sphinx_academic.content.fragments import plain
from sphinx_academic.content.markup import Markup
from sphinx_academic.data.records import Publication
from sphinx_academic.data.values.addresses import arxiv_url, doi_url
from sphinx_academic.data.values.names import AuthorList
from sphinx_academic.formats.latex.encoding import clean
from sphinx_academic.formats.reference import Reference, reference


def library(publications: Iterable[Publication], *, markup: Markup | None = None) -> str:
    """A file of citations, one in each line."""
    return "".join(f"{citation(publication, markup=markup)}\n" for publication in publications)


def citation(publication: Publication, *, markup: Markup | None = None) -> str:
    """``Ann Bee, Cy Dee. A Title. Journal of Things 12(3), 45–67, 2024. https://doi.org/10.5555/1``."""
    about = reference(publication, markup) if markup is not None else reference(publication)
    address = doi_url(publication.doi) or arxiv_url(publication.arxiv) or publication.url
    pieces = (_people(about.authors), plain(about.title), _where(about))
    said = [clean(piece).strip() for piece in pieces]
    sentences = [piece if piece.endswith((".", "?", "!")) else f"{piece}." for piece in said if piece]
    return " ".join([*sentences, *filter(None, [clean(address).strip()])])


def _people(people: AuthorList) -> str:
    if people.written:
        return plain(Markup({}).inline(people.written))
    names = [author.name for author in people.people]
    return ", ".join([*names, "et al."] if people.others else names)


def _where(about: Reference) -> str:
    volume = about.volume
    if about.number:
        volume = f"{volume}({about.number})" if volume else f"no. {about.number}"
    place = " ".join(filter(None, (plain(about.container) or about.genre, volume)))
    rest = (place, plain(about.institution), "–".join(about.pages), plain(about.publisher), about.year)
    return ", ".join(filter(None, rest))
