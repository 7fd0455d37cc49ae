"""Whether two publications are one work: what speaks for it, and what speaks against it."""

from __future__ import annotations

import html
import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import PurePath
from typing import NamedTuple

from sphinx_academic.data.records import Publication
from sphinx_academic.data.values.addresses import find_arxiv, find_doi
from sphinx_academic.data.values.identifiers import ARXIV_DOI
from sphinx_academic.data.values.name_parts import family_name, fold_name, may_be_same_given_names
from sphinx_academic.data.values.publication_status import NOTICE_IN_TITLE

MOST_VERSIONS = 32
"""What more publications share than this is no sign that they are one work, but a mistake or the title of a series."""

_PAPERS = frozenset({"article", "conference", "preprint", "report", "chapter", "other"})
"""The kinds that one paper may have, printed here and there."""
_FEWEST_LETTERS = 16
"""A title with fewer letters is shared by strangers ("Introduction") too often to say that works are one."""
_COMPARED = 300
"""Letters of a title that are compared with those of another."""
_TAG = re.compile(r"<[^<>]*>")
_SIGNS = re.compile(r"[\W_]+")
_OF_A_VERSION = re.compile(r"v\d+$")
_OF_A_DOI = re.compile(r"(?<=\d)[./]?v\d{1,2}$")
_EDITIONS = {"book": "edition", "software": "version", "dataset": "version"}
"""What tells two works of a kind apart that share a title."""
_ORDINALS = {
    word: str(number)
    for number, word in enumerate(
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"), 1
    )
}
_BEFORE = frozenset({"preprint", "report"})
"""What comes before the published version, and may have a DOI of its own."""
_GIVEN_AGAIN = frozenset({"talk", "poster"})
"""What one gives here and there under one title."""
_KNOWN_TO_SERVICES = ("pmid", "pmcid", "openalex", "dblp")
_NUMERAL = re.compile(
    r"(?<![\w.,^{$-])(?:(?:19|20)\d\d(?![\w-])|(?:\d{1,2}|[IVX]+)(?=\s*(?:[:.;)–—]\s|[:.;)–—]?$)))"
)
"""A year, or a number at the end of a part of a title: others are written in too many ways (10⁵, 2,000)."""
_PART = re.compile(
    r"(?i)\b(?:part|teil|partie|parte|tome|volume|vol|chapter|book|number|no)\.?\s+(\d+|[ivx]+|one|two|three|four|five)\b"
    r"|\b(?-i:([IVX]{2,}))\W*$"
)
_COUNTED = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_ABOUT_ANOTHER = re.compile(
    r"(?i)^\W*(?:(?:publisher|author)(?:['’]s)? )?(?:(?P<amends>errat(?:um|a)|corrigend(?:um|a)|addendum|retraction|"
    r"corrections?(?= to\b| ?[:–—]))|(?P<answers>reply|response to|rejoinder|comments? on|discussion of)|"
    r"(?P<tells>expression of concern|(?:book )?review of|translation of|preface to|supplement to|supplementary (?:data|material)))\b"
    r"|[:([–—-]\s*(?:an? )?(?:(?P<amended>erratum|corrigendum|correction|addendum)|(?P<answered>reply|rejoinder|response|comment))\W*$"
)
"""What a work says in its title that is about another one."""


class Sign(NamedTuple):
    """By what a work is recognised; identifiers come before titles."""

    is_title: bool
    value: str


def signs_of(publication: Publication) -> Iterator[Sign]:
    """By what a publication may be recognised as a version of a work."""
    doi = doi_of(publication)
    if doi.startswith(("10.", "10/")) and not doi.startswith(ARXIV_DOI):
        yield Sign(False, f"doi {doi}")
    if arxiv := arxiv_of(publication):
        yield Sign(False, f"arxiv {arxiv}")
    title = normal_title(publication.as_first_written.title)
    if len(title) >= _FEWEST_LETTERS:
        # What is no paper goes with its like alone.
        kind = publication.kind_of_work
        yield Sign(True, title if kind in _PAPERS else f"{title} {kind}")


def signs_for_services(publication: Publication) -> Iterator[Sign]:
    """By what else services know a work: what they say of it is told by that alone."""
    for name in _KNOWN_TO_SERVICES:
        if value := publication.__dict__.get(name):
            yield Sign(False, f"{name} {value.casefold()}")


def _first_author(publication: Publication) -> str:
    people = publication.authors.people
    return fold_name(family_name(people[0].name)) if people else ""


def normal_title(title: str) -> str:
    """A title without markup, case, accents, signs and spaces, and without what a publisher has written before it."""
    if notice := NOTICE_IN_TITLE.match(title):
        title = title[notice.end() :]
    if "<" in title:
        title = _TAG.sub("", title)
    if "&" in title:
        title = html.unescape(title)
    if title.isascii():
        return _SIGNS.sub("", title.casefold())
    decomposed = unicodedata.normalize("NFKD", title)
    return "".join(letter for letter in decomposed.casefold() if letter.isalnum())


def may_be_versions(one: Publication, other: Publication, sign: Sign) -> bool:
    """Whether two publications with a common sign may be versions of one work, as far as only these two are seen."""
    if (
        not sign.is_title
        and sign.value.partition(" ")[0] in _KNOWN_TO_SERVICES
        and one.fetched == other.fetched
    ):
        return False
    if not sign.is_title:
        # An identifier that was copied by mistake stands in an entry with another title by other people.
        return _share_an_author(one, other) or _are_called_alike(one, other)
    if one.origin.path == other.origin.path and not _is_preprint_of(one, other):
        return False
    kinds = {one.kind_of_work, other.kind_of_work}
    first, other_first = _first_author(one), _first_author(other)
    if first and first == other_first:
        given, other_given = (_given_names(publication) for publication in (one, other))
        if given and other_given and not may_be_same_given_names(given, other_given):
            return False
    elif (
        len(kinds) == 2
        or not (one.when and other.when and one.when.year == other.when.year != 0)
        or not (_share_an_author(one, other) and is_one_venue(one, other))
    ):
        return False  # unless one names no authors, or not all
    if _same_identifier(one, other) or (len(kinds) == 2 and (kinds & _BEFORE or "other" in kinds)):
        return True
    if kinds & _GIVEN_AGAIN and not (one.when == other.when and is_one_venue(one, other)):
        return False
    if _places_differ(one, other):
        return False
    if len(kinds) == 2:
        return True
    # "Annual report of …" is another one each year, whereas two sources may take the year from paper and web.
    sources = {(each.foreign, each.fetched, PurePath(each.origin.path).suffix) for each in (one, other)}
    return years_between(one, other) < len(sources)


def _places_differ(one: Publication, other: Publication) -> bool:
    """Whether two publications stand in two places: in two volumes, as the editorials of one title do, or on other pages of
    another issue or journal; or they are two reports or patents by their numbers."""
    volume, number, page = (
        len({_first_number(getattr(each, name)) for each in (one, other)} - {""}) == 2
        for name in ("volume", "number", "pages")
    )
    is_numbered = one.kind_of_work in {"patent", "report", "thesis"}
    return volume or (number and (page or is_numbered)) or (page and not is_one_venue(one, other))


def _first_number(text: str) -> str:
    """``12`` of *Vol. 12(3)*; a text without a digit as it is."""
    found = re.search(r"\d+", text)
    return found[0].lstrip("0") if found else text.casefold()


def is_one_place(one: Publication, other: Publication) -> bool:
    return years_between(one, other) < 2 and is_one_venue(one, other)


def is_one_venue(one: Publication, other: Publication) -> bool:
    """Whether two venues may be one: equal but for the year, one within the other, abbreviated, or by its first letters; where one
    is not known nothing speaks against it."""
    short, long = sorted(
        (_venue_words(one.venue), _venue_words(other.venue)), key=lambda words: len("".join(words))
    )
    if not short or not long or "".join(short) in "".join(long):
        return True
    rest = iter(long)
    if all(any(word.startswith(part) for word in rest) for part in short):
        return True
    initials = "".join(word[0] for word in long)
    return any(len(word) > 1 and _is_within(word, initials) for word in short)


def _is_within(letters: str, text: str) -> bool:
    """Whether the letters stand in the text in their order."""
    rest = iter(text)
    return all(letter in rest for letter in letters)


def _venue_words(venue: str) -> list[str]:
    return [
        word
        for word in re.findall(r"[^\W\d_]+", venue.casefold())
        if word not in {"of", "the", "on", "and", "in", "for", "de"}
    ]


def said_apart(one: Publication, other: Publication) -> bool:
    """Whether one of two publications says of itself that it is no version of the other."""
    return bool(one.not_version_of or other.not_version_of) and not (
        _keys(other).isdisjoint(one.not_version_of) and _keys(one).isdisjoint(other.not_version_of)
    )


def _keys(work: Publication) -> set[str]:
    return {key for key in work.all_keys if key}


def contradict(one: Publication, other: Publication) -> bool:
    """Whether two publications cannot be one work, whatever stands between them. Somebody who writes both into one
    file means both, unless one of them is the preprint of the other or they are the same but for a few letters."""
    if one.fetched != other.fetched and _same_identifier(one, other):
        # What it is called, and of what kind it is, the own file says.
        return len({doi_of(one), doi_of(other)} - {""}) > 1 and not _is_preprint_of(one, other)
    kinds = {one.kind_of_work, other.kind_of_work}
    if len(kinds) == 2 and not (kinds <= _PAPERS) and "other" not in kinds:
        return True  # the thesis, the talk and the data are not the paper
    if len({arxiv_of(one), arxiv_of(other)} - {""}) == 2:
        return True
    dois = {doi_of(one), doi_of(other)} - {""}
    is_printed_twice = not kinds & _BEFORE or kinds == {"report"}
    if len(dois) == 2 and is_printed_twice:
        return True  # a conference paper and the article of a journal
    said = _EDITIONS.get(one.kind_of_work, "")
    if _are_parts(*_both_titles(one, other)) or (said and len(_said(one, other, said)) == 2):
        return True
    if one.origin.path != other.origin.path or _is_preprint_of(one, other):
        return False
    if _same_identifier(one, other):
        # An entry was copied and its identifier left in; a chapter has the identifier of its book.
        return not _are_called_alike(one, other)
    return "preprint" not in kinds


def _said(one: Publication, other: Publication, name: str) -> set[str]:
    """What two publications say in a field, without what they leave open."""
    said = (getattr(each, name).casefold().strip() for each in (one, other))
    return {
        _ORDINALS.get(text.split(" ")[0]) or _first_number(text) if name == "edition" else text
        for text in said
        if text
    }


def _is_preprint_of(one: Publication, other: Publication) -> bool:
    return (one.kind_of_work == "preprint") != (other.kind_of_work == "preprint")


def _given_names(publication: Publication) -> list[str]:
    name = publication.authors.people[0].name if publication.authors.people else ""
    return fold_name(name).removesuffix(fold_name(family_name(name))).split()


def years_between(one: Publication, other: Publication) -> int:
    """How many years lie between two publications; none where one has no date."""
    years = [publication.when.year for publication in (one, other) if publication.when]
    return abs(years[0] - years[1]) if len(years) == 2 and all(years) else 0


def _same_identifier(one: Publication, other: Publication) -> bool:
    doi, arxiv = doi_of(one), arxiv_of(one)
    if (doi and doi == doi_of(other)) or (arxiv and arxiv == arxiv_of(other)):
        return True
    return one.fetched != other.fetched and not {*signs_for_services(one)}.isdisjoint(
        signs_for_services(other)
    )


def doi_of(publication: Publication) -> str:
    """The DOI, from the address where no field holds it, without the version that preprint servers and Figshare put behind it."""
    doi = publication.doi
    if not doi and "doi.org/" in publication.url:
        doi = find_doi(publication.url)
    doi = doi.casefold()
    return _OF_A_DOI.sub("", doi) if doi[-1:].isdigit() else doi


def arxiv_of(publication: Publication) -> str:
    """The arXiv identifier without its version, from whichever field holds it."""
    doi = publication.doi
    written = publication.arxiv
    if not written and doi[: len(ARXIV_DOI)].casefold() == ARXIV_DOI:
        written = doi[len(ARXIV_DOI) :]
    if not written and "arxiv.org" in publication.url:
        written = publication.url
    return _OF_A_VERSION.sub("", find_arxiv(written).casefold()) if written else ""


def _share_an_author(one: Publication, other: Publication) -> bool:
    """Whether one wrote both; where no names are known nothing speaks against it."""
    ours, theirs = ({fold_name(family_name(p.name)) for p in each.authors.people} for each in (one, other))
    return not ours or not theirs or bool(ours & theirs)


def _both_titles(one: Publication, other: Publication) -> tuple[str, str]:
    """The titles of two works that tell whether they are one: the same in every language of a site."""
    return one.as_first_written.title, other.as_first_written.title


def _are_called_alike(one: Publication, other: Publication) -> bool:
    return are_alike(*_both_titles(one, other))


@lru_cache(maxsize=1000)
def _are_parts(title: str, other: str) -> bool:
    """Whether two titles are those of two parts, or of a work and of what is about it: its erratum, a reply to it."""
    about, of_other = (_ABOUT_ANOTHER.search(each) for each in (title, other))
    if ((about and about.lastgroup) or "")[:5] != ((of_other and of_other.lastgroup) or "")[:5]:
        return True
    numerals, others = (set(map(_number, _NUMERAL.findall(each))) for each in (title, other))
    if numerals - others and others - numerals:
        return True
    parts, other_parts = (
        {_number(each[1] or each[2]) for each in _PART.finditer(text)} for text in (title, other)
    )
    return parts != other_parts


def _number(numeral: str) -> int:
    if numeral.isdecimal():
        return int(numeral)
    if numeral.casefold() in _COUNTED:
        return _COUNTED[numeral.casefold()]
    values = [{"i": 1, "v": 5, "x": 10}[letter] for letter in numeral.casefold()]
    return sum(
        -value if value < behind else value for value, behind in zip(values, [*values[1:], 0], strict=True)
    )


def possible_versions(works: Iterable[Publication]) -> Iterator[tuple[Publication, Publication]]:
    """Every two works that may be versions of one, as a conference paper and the article that was made of it, and stay two."""
    alike: dict[Sign, list[Publication]] = {}
    for work in works:
        for sign in signs_of(work):
            if sign.is_title:
                alike.setdefault(sign, []).append(work)
    for found in alike.values():
        if len(found) <= MOST_VERSIONS:
            for one, other in itertools.combinations(found, 2):
                is_another = (
                    said_apart(one, other)
                    or one.kind_of_work == other.kind_of_work
                    or _are_parts(*_both_titles(one, other))
                )
                if (
                    not is_another
                    and not (one.fetched and other.fetched)
                    and _first_author(one) == _first_author(other)
                ):
                    yield one, other


class ComparedWorks:
    """Works that others are compared with; more may come."""

    def __init__(self, works: Iterable[Publication] = ()) -> None:
        self._by_sign: dict[Sign, list[Publication]] = {}
        for work in works:
            self.add(work)

    def add(self, work: Publication) -> None:
        """Know one more."""
        for sign in signs_of(work):
            self._by_sign.setdefault(sign, []).append(work)

    def same_as(self, work: Publication) -> Publication | None:
        """The first that is the same work, or a version of it."""
        for sign in sorted(signs_of(work)):
            for known in self._by_sign.get(sign, ())[:MOST_VERSIONS]:
                if may_be_versions(known, work, sign) and not contradict(known, work):
                    return known
        return None


@lru_cache(maxsize=1000)
def are_alike(title: str, other: str) -> bool:
    """Whether two titles differ in a subtitle or a few letters at most."""
    short, long = sorted((normal_title(title)[:_COMPARED], normal_title(other)[:_COMPARED]), key=len)
    if short == long or not short or (len(short) >= _FEWEST_LETTERS and long.startswith(short)):
        return True
    return SequenceMatcher(None, short, long, autojunk=False).ratio() > 0.9
