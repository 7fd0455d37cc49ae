"""Publications as RIS, which every reference manager reads (RIS Format Specification, 2011)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sphinx_academic.content.fragments import plain
from sphinx_academic.content.markup import Markup
from sphinx_academic.data.records import Publication
from sphinx_academic.data.values.names import AuthorList
from sphinx_academic.formats.latex.encoding import clean
from sphinx_academic.formats.reference import Reference, reference
from sphinx_academic.formats.written_names import of_author

_TYPES = {
    "article": "JOUR",
    "conference": "CPAPER",
    "preprint": "UNPB",
    "thesis": "THES",
    "book": "BOOK",
    "chapter": "CHAP",
    "report": "RPRT",
    "dataset": "DATA",
    "software": "COMP",
    "patent": "PAT",
    "talk": "SLIDE",
    "poster": "SLIDE",
}
"""RIS's types of our kinds; all others are ``GEN``."""


def record(publication: Publication, *, markup: Markup | None = None) -> str:
    """The RIS record of a publication, from ``TY`` to ``ER``."""
    about = reference(publication, markup) if markup is not None else reference(publication)
    lines = [f"TY  - {_TYPES.get(about.kind, 'GEN')}"]
    for tag, text in _fields(about, publication):
        text = clean(text).strip()
        if text:
            lines.append(f"{tag}  - {text}")
    return "\n".join([*lines, "ER  - "]) + "\n"


def library(publications: Iterable[Publication], *, markup: Markup | None = None) -> str:
    """A file of records."""
    return "\n".join(record(publication, markup=markup) for publication in publications)


def _fields(about: Reference, publication: Publication) -> Iterator[tuple[str, str]]:
    yield "ID", publication.key
    yield "TI", plain(about.title)
    yield from (("AU", name) for name in _people(about.authors))
    yield from (("ED", name) for name in _people(about.editors))
    yield "JF" if about.kind == "article" else "T2", plain(about.container)
    if about.year.isdecimal():
        yield "PY", about.year
        day = f"{about.day:02d}" if about.day else ""
        yield "DA", f"{about.year}/{about.month:02d}/{day}/" if about.month else ""
    else:
        yield "PY", about.year
    yield "VL", about.volume
    yield "IS", about.number
    yield "SP", about.pages[0] if about.pages else ""
    yield "EP", about.pages[1] if len(about.pages) > 1 else ""
    yield "PB", plain(about.institution) or plain(about.publisher)
    yield "M3", {"poster": "Poster", "talk": "Talk"}.get(about.kind, about.genre)
    yield "DO", publication.doi
    yield from (("SN", number) for number in (*publication.issn, *publication.isbn))
    yield "AN", publication.pmid
    yield "C2", publication.pmcid
    yield "DP", "PubMed" if publication.pmid else ""
    yield "UR", publication.url
    if publication.arxiv:
        yield "UR", f"https://arxiv.org/abs/{publication.arxiv}"
    yield "AB", plain(about.abstract)
    yield "N1", plain(about.note)
    yield from (("KW", tag) for tag in publication.tags)


def _people(people: AuthorList) -> Iterator[str]:
    """``Family, Given, Suffix``; a name that is not a person's as it is."""
    if people.written:
        yield plain(Markup({}).inline(people.written))
    for author in people.people:
        name = of_author(author)
        family = " ".join(filter(None, (name.particles, name.family)))
        # A comma would make family and given names of the name of an organisation.
        yield name.literal.replace(",", " ") or ", ".join(filter(None, (family, name.given, name.suffix)))
    if people.others:
        yield "et al."
