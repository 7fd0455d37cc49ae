"""A work as every format of references sees it: its kind, what it stands in, numbers and dates; and as a line of plain text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from sphinx_academic.content.fragments import Fragments, plain
from sphinx_academic.content.markup import Markup
from sphinx_academic.data.records import Publication
from sphinx_academic.data.values.addresses import arxiv_url, doi_url, find_arxiv
from sphinx_academic.data.values.dates import PartialDate, in_words
from sphinx_academic.data.values.name_parts import Name, known_from
from sphinx_academic.data.values.names import Author, AuthorList, split_authors
from sphinx_academic.data.values.publication_status import NOTICES
from sphinx_academic.formats.latex.encoding import clean
from sphinx_academic.formats.text import names_of_keys

_DEGREES = (
    r"(?:ph\.?\s?d\.?|d\.?\s?phil\.?|doctoral|doctorate|doctor of philosophy|licentiate|master(?:['’]?s)?|m\.?\s?(?:sc?|a|phil|eng)\.?"
    r"|bachelor(?:['’]?s)?|b\.?\s?(?:sc?|a|eng)\.?|diploma|candidate|honou?rs|undergraduate)"
)
_DEGREE = re.compile(rf"(?i){_DEGREES}")
_THESIS = re.compile(
    rf"(?i)\b(?:(?:(?:{_DEGREES}|habilitation)\s+)?"
    r"(?:thesis|dissertation)|(?:master|diplom|bachelor|doktor|magister)arbeit|habilitation(?:sschrift)?"
    r"|(?:th[eè]se|m[eé]moire)(?: de (?:doctorat|master|licence))?|tesis(?: doctoral| de (?:maestr[ií]a|licenciatura))?"
    r"|tesi di (?:laurea|dottorato)|(?:tese|disserta[cç][aã]o)(?: de (?:doutorado|doutoramento|mestrado))?)\b"
)
_FIRST_DEGREES = re.compile(
    r"(?i)\b(?:(?:master|magist|bachelor|diplom|licen[ct]|lizen|laurea|maestr|mestr|honou?rs|undergraduate|bakk?al|"
    r"kandidatupps|maister|examensarb|staatsexam|studienarb|магист|бакалавр)|硕士|碩士|修士|学士|卒業|석사|학사|[mb]\.?\s?(?:sc?|a|phil|eng)\b)"
)
GENRES = names_of_keys(
    """
    PhD thesis: phdthesis phd; Master’s thesis: mastersthesis mathesis masterthesis; Bachelor’s thesis: bathesis
    Bachelor’s thesis: bachelorsthesis bachelorthesis; Candidate thesis: candthesis; Diploma thesis: diplomathesis
    Habilitation: habilitation; Licentiate thesis: licentiatethesis; Technical report: techreport technicalreport
    Research report: resreport; Data CD: datacd; Audio CD: audiocd; Patent: patent; German patent: patentde
    European patent: patenteu; French patent: patentfr; British patent: patentuk; U.S. patent: patentus
    Patent request: patreq; German patent request: patreqde; European patent request: patreqeu
    French patent request: patreqfr; British patent request: patrequk; U.S. patent request: patrequs
    """
)
"""BibLaTeX's keys for the field ``type`` (section 4.9.2.11), the thesis types of BibTeX and their kin, in words."""
_REPORT = re.compile(
    r"(?i)\b(?:technical|research|tech\.)?\s*report\b(?:\s+(?:no\.?\s*)?[\w.\-/]*\d[\w.\-/]*)?"
)
_ON_ARXIV = re.compile(r"(?i)arxiv\b.*|corr")
_PAGES = re.compile(r"(?<=\w)\s*[-‐-―]+\s*(?=\w)")
_HELPERS = re.compile(r"([^();]+) \(([a-z]+)\)")
_EDITING = ("ed", "eds", "editor", "editors", "hg", "hgg", "hrsg", "dir", "coord", "eed", "red")
_MARKUP = Markup({})
_OF_AN_INSTITUTION = ("thesis", "report")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_EDITION = re.compile(
    rf"(?i)(?:(\d{{1,3}})(?:st|nd|rd|th|\.)?|({'|'.join(_ORDINALS)}))(?: (?:ed\.?|edition))?"
)


class Reference(NamedTuple):
    """What bibliographies say of a work; texts with markup are fragments, everything else is plain text.

    ``container`` is the journal, the proceedings or the book that the work stands in, ``institution`` where a thesis
    or report was written, ``contributors`` who had another part in it (*compiler*, *foreword*), ``genre`` what it is in words (*PhD thesis*). ``pages`` are first and last, or one text
    alone. ``month`` and ``day`` are 0 where they are not known. ``year`` is in English where it is more than a number,
    ``date`` has all that is known of it, ``status`` is how far the work has come or what became of it, ``dated`` the year with
    that in its place or beside it (*in press*, *forthcoming 2027*), and ``notice`` what a journal says of it since (*Retracted*).
    """

    kind: str
    title: Fragments
    authors: AuthorList
    editors: AuthorList
    contributors: tuple[tuple[str, AuthorList], ...]
    translators: AuthorList
    container: Fragments
    series: Fragments
    institution: Fragments
    publisher: Fragments
    location: Fragments
    genre: str
    note: Fragments
    abstract: Fragments
    volume: str
    number: str
    eid: str
    edition: str
    version: str
    pages: tuple[str, ...]
    year: str
    month: int
    day: int
    date: PartialDate | None
    status: str
    dated: str
    notice: str


def reference(publication: Publication, markup: Markup | None = None) -> Reference:
    """The work as a reference; ``markup`` knows the site's links."""
    inline = (markup or _MARKUP).inline

    def fragments(text: str) -> Fragments:
        return inline(text) if text else ()

    kind, venue = publication.kind_of_work, publication.venue
    genre = genre_of(kind, publication.genre, publication.type, venue, publication.note)
    institution, container, series, publisher = "", venue, publication.series, publication.publisher
    if kind in _OF_AN_INSTITUTION:
        container, institution = "", _left_of(venue, genre)
    elif kind in {"dataset", "software"} and publisher in {"", venue}:
        container, publisher = "", venue
    elif kind == "book" and not series:
        container, series = "", venue
    elif (
        kind == "preprint" and publication.arxiv and (_ON_ARXIV.fullmatch(venue.strip()) or find_arxiv(venue))
    ):
        container, publisher = "", publisher or "arXiv"
    when, shown = publication.when, publication.year_to_show
    if shown is not None and shown.year and when is not None and when.year != shown.year:
        when = shown  # 2022 of a journal whose website had it in 2021
    is_known = when is not None and when.year
    year = in_words(when._replace(text="")) if when is not None and is_known else publication.shown_year
    state = publication.state
    notice = state.capitalize() if state in NOTICES else ""
    if notice or state.casefold() in year.casefold() or (when is not None and when.status and not is_known):
        dated = year  # "im Druck" as it is written
    else:
        dated = state if year and year in state else f"{state} {year}".strip()
    editors, contributors = _by_part(publication.editor)
    return Reference(
        kind=kind,
        title=inline(publication.title),
        authors=publication.authors,
        editors=editors,
        contributors=contributors,
        translators=_editors(publication.translator),
        container=fragments(container),
        series=fragments(series),
        institution=fragments(institution),
        publisher=fragments(publisher),
        location=fragments(publication.location),
        genre=genre,
        note=fragments(publication.note),
        abstract=fragments(publication.abstract),
        # CoRR abs/2308.05734
        volume="" if publication.arxiv and publication.arxiv in publication.volume else publication.volume,
        number=publication.number,
        eid=publication.eid,
        edition=publication.edition,
        version=publication.version,
        pages=tuple(_PAGES.split(publication.pages, maxsplit=1)) if publication.pages else (),
        year=year,
        month=(when.month or 0) if when is not None else 0,
        day=(when.day or 0) if when is not None else 0,
        date=when,
        status=state,
        dated=dated,
        notice=notice,
    )


def genre_of(kind: str, given: str, type_: str, venue: str, note: str) -> str:
    """What a work is in words (*PhD thesis*): as ``given``, else what its type is called by BibTeX, else the words for it in
    the venue of a thesis or report, or in the note of a thesis; empty where only its kind is known."""
    if given or kind not in _OF_AN_INSTITUTION:
        return f"{given} thesis" if kind == "thesis" and _DEGREE.fullmatch(given) else given
    found = _THESIS.search(venue) or _THESIS.search(note) if kind == "thesis" else _REPORT.search(venue)
    spelt = re.sub(r"[\W_]+", "", type_.lower())
    return found[0] if found else GENRES.get(spelt, GENRES.get(spelt.replace("sthesis", "thesis"), ""))


def ordinal(number: int) -> str:
    """A number as styles of BibTeX take editions (*Second*), where there is a word of a syllable or two for it."""
    return _ORDINALS[number - 1].capitalize() if 0 < number <= len(_ORDINALS) else ""


def is_first_degree(genre: str) -> bool:
    """Whether a thesis was written for another degree than a doctor's, as its words say."""
    return _FIRST_DEGREES.search(genre) is not None


def numbers(kind: str, volume: str, number: str, *, in_series: bool) -> tuple[str, str, str]:
    """Volume and issue, and the number in a series that the work stands in: of all but journals a lone volume is that
    ("BibTeXing", 3.2: "the number of … a work in a series")."""
    if not in_series or kind == "article":
        return volume, number, ""
    return (volume, "", number) if number else ("", "", volume)


def edition_number(edition: str) -> int:
    """The number of an edition (*2*, *2nd ed.*, *Second*); 0 where it is in other words."""
    match = _EDITION.fullmatch(edition.strip())
    if match is None:
        return 0
    return int(match[1]) if match[1] else _ORDINALS.index(match[2].lower()) + 1


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


def _by_part(text: str) -> tuple[AuthorList, tuple[tuple[str, AuthorList], ...]]:
    """The editors, and others with their part in the work: ``Bo Ash; Cy Elm and Di Oak (redactor)``."""
    editors, contributors = "", []
    for at, words in enumerate(text.split("; ") if text.endswith(")") else ()):
        found = _HELPERS.fullmatch(words)
        if found and found[2] not in _EDITING:
            contributors.append((found[2], _editors(found[1])))
        elif at:
            return _editors(text), ()
        else:
            editors = words
    return _editors(editors if contributors else text), tuple(contributors)


def _editors(text: str) -> AuthorList:
    """The people in a text; one whole name where it cannot be split."""
    people = split_authors(text) if text else AuthorList()
    if people.written and "\\" in text:  # a sign that is written so as to be none of markup
        text = plain(_MARKUP.inline(text))
        people = split_authors(text)
    if not people.written:
        if text.isascii():
            return people
        found = [(author, known_from(text, author.name)) for author in people.people]
        known = (Author(name.shown, parts=name) if name else author for author, name in found)
        return people._replace(people=tuple(known))
    written = plain(_MARKUP.inline(text)).replace("\xa0", " ")
    return AuthorList((Author(written, parts=Name(literal=written)),))


def library(publications: Iterable[Publication], *, markup: Markup | None = None) -> str:
    """A file of citations, one in each line."""
    return "".join(f"{citation(publication, markup=markup)}\n" for publication in publications)


def citation(publication: Publication, *, markup: Markup | None = None) -> str:
    """``Ann Bee, Cy Dee. A Title. Journal of Things 12(3), 45–67, 2024. https://doi.org/10.5555/1``."""
    about = reference(publication, markup)
    people = about.authors
    names = [*(author.name for author in people.people), *(["et al."] if people.others else [])]
    authors = plain(_MARKUP.inline(people.written)) if people.written else ", ".join(names)
    series = plain(about.series)
    volume, number, in_series = numbers(about.kind, about.volume, about.number, in_series=bool(series))
    if number:
        volume = f"{volume}({number})" if volume else f"no. {number}"
    edition = edition_number(about.edition)
    lead = plain(about.container) or about.genre
    if about.genre and number and not about.container:  # Technical report TR-12
        lead, volume = f"{about.genre} {about.number}", about.volume
    where = (
        " ".join(filter(None, (lead, volume))),
        f"{series} {in_series}".strip(),
        f"edition {edition}" if edition else about.edition,
        "–".join(about.pages) or (about.eid and f"article {about.eid}"),
        about.version and f"version {about.version}",
        *map(plain, (about.institution, about.publisher, about.location)),
        about.dated,
    )
    pieces = (authors, plain(about.title), ", ".join(filter(None, where)), about.notice)
    said = [clean(piece).strip() for piece in pieces]
    sentences = [piece if piece.endswith((".", "?", "!")) else f"{piece}." for piece in said if piece]
    address = clean(doi_url(publication.doi) or arxiv_url(publication.arxiv) or publication.url).strip()
    return " ".join([*sentences, *filter(None, [address])])
