"""Whether two publications are one work: what speaks for it, and what speaks against it."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import PurePath
from typing import NamedTuple

from sphinx_academic.data.records import Publication
from sphinx_academic.data.values.addresses import find_arxiv
from sphinx_academic.data.values.names import family_name, fold_name, may_be_same_given_names

MOST_VERSIONS = 32
"""What more publications share than this is no sign that they are one work, but a mistake or the title of a series."""
ARXIV_DOI = "10.48550/arxiv."
"""How the DOIs begin that arXiv gives to its preprints."""

_PAPERS = frozenset({"article", "conference", "preprint", "report", "chapter", "other"})
"""The kinds that one paper may have, printed here and there."""
_FEWEST_LETTERS = 16
"""A title with fewer letters is shared by strangers ("Introduction") too often to say that works are one."""
_COMPARED = 300
"""Letters of a title that are compared with those of another."""
_TAG = re.compile(r"<[^<>]*>")
_SIGNS = re.compile(r"[\W_]+")
_OF_A_VERSION = re.compile(r"v\d+$")


class Sign(NamedTuple):
    """By what a work is recognised; identifiers come before titles."""

    is_title: bool
    value: str


def signs(publication: Publication) -> Iterator[Sign]:
    """By what else the same work may be recognised."""
    doi = publication.doi.casefold()
    if doi.startswith("10.") and not doi.startswith(ARXIV_DOI):
        yield Sign(False, f"doi {doi}")
    arxiv = _arxiv_of(publication)
    if arxiv:
        yield Sign(False, f"arxiv {arxiv}")
    people = publication.authors.people
    if people and publication.kind_of_work in _PAPERS:
        title = normal_title(publication.title)
        if len(title) >= _FEWEST_LETTERS:
            yield Sign(True, f"{title} {fold_name(family_name(people[0].name))}")


def normal_title(title: str) -> str:
    """A title without markup, case, accents, signs and spaces."""
    if "<" in title:
        title = _TAG.sub("", title)
    if "&" in title:
        title = html.unescape(title)
    if title.isascii():
        return _SIGNS.sub("", title.casefold())
    decomposed = unicodedata.normalize("NFKD", title)
    return "".join(letter for letter in decomposed.casefold() if letter.isalnum())


def order(publication: Publication) -> tuple[str, ...]:
    """An order that depends on what a publication says, and not on where it stands."""
    return (
        publication.kind_of_work,
        publication.shown_year,
        publication.doi,
        publication.arxiv,
        publication.venue,
        publication.title,
        publication.origin.path,
    )


def distance(one: Publication, other: Publication) -> tuple[bool, int]:
    """How far two publications with a common sign are from one another."""
    return not _are_alike(one.title, other.title), _years_between(one, other)


def may_be_versions(one: Publication, other: Publication, sign: Sign) -> bool:
    """Whether two publications with a common sign may be versions of one work, as far as only these two are seen."""
    if not sign.is_title:
        # An identifier that was copied by mistake stands in an entry with another title by other people.
        return _share_an_author(one, other) or _are_alike(one.title, other.title)
    if one.origin.path == other.origin.path and not _is_preprint_of(one, other):
        return False
    given, other_given = (_given_names(publication) for publication in (one, other))
    if given and other_given and not may_be_same_given_names(given, other_given):
        return False
    if one.kind_of_work != other.kind_of_work or _same_identifier(one, other):
        return True
    # "Annual report of …" is another one each year, whereas two sources may take the year from paper and web.
    sources = (
        (one.foreign, PurePath(one.origin.path).suffix),
        (other.foreign, PurePath(other.origin.path).suffix),
    )
    return _years_between(one, other) <= (1 if sources[0] != sources[1] else 0)


def contradict(one: Publication, other: Publication) -> bool:
    """Whether two publications cannot be one work, whatever stands between them.

    Somebody who writes both into one file means both, unless one of them is the preprint of the other or they are
    the same but for a few letters.
    """
    kinds = {one.kind_of_work, other.kind_of_work}
    if len(kinds) == 2 and not (kinds <= _PAPERS) and "other" not in kinds:
        return True  # the thesis, the talk and the data are not the paper
    arxiv, other_arxiv = _arxiv_of(one), _arxiv_of(other)
    if arxiv and other_arxiv and arxiv != other_arxiv:
        return True
    doi, other_doi = one.doi.casefold(), other.doi.casefold()
    if len(kinds) == 1 and "preprint" not in kinds and doi and other_doi and doi != other_doi:
        return True
    if one.origin.path != other.origin.path or _is_preprint_of(one, other):
        return False
    if _same_identifier(one, other):
        # An entry was copied and its identifier left in; a chapter has the identifier of its book.
        return not _are_alike(one.title, other.title)
    return "preprint" not in kinds


def _is_preprint_of(one: Publication, other: Publication) -> bool:
    return "preprint" in {one.kind_of_work, other.kind_of_work} and one.kind_of_work != other.kind_of_work


def _given_names(publication: Publication) -> list[str]:
    name = publication.authors.people[0].name
    return fold_name(name).removesuffix(fold_name(family_name(name))).split()


def _years_between(one: Publication, other: Publication) -> int:
    """How many years lie between two publications; none where one has no date."""
    years = [publication.when.year for publication in (one, other) if publication.when]
    return abs(years[0] - years[1]) if len(years) == 2 and all(years) else 0


def _same_identifier(one: Publication, other: Publication) -> bool:
    doi, arxiv = one.doi.casefold(), _arxiv_of(one)
    return bool((doi and doi == other.doi.casefold()) or (arxiv and arxiv == _arxiv_of(other)))


def _arxiv_of(publication: Publication) -> str:
    """The arXiv identifier without its version, from whichever field holds it."""
    if publication.arxiv:
        found = find_arxiv(publication.arxiv)
    elif publication.doi[: len(ARXIV_DOI)].casefold() == ARXIV_DOI:
        found = find_arxiv(publication.doi[len(ARXIV_DOI) :])
    elif "arxiv.org" in publication.url:
        found = find_arxiv(publication.url)
    else:
        return ""
    return _OF_A_VERSION.sub("", found.casefold()) if "v" in found else found.casefold()


def _share_an_author(one: Publication, other: Publication) -> bool:
    """Whether one wrote both; where no names are known nothing speaks against it."""
    families, other_families = (
        {fold_name(family_name(person.name)) for person in publication.authors.people}
        for publication in (one, other)
    )
    return not families or not other_families or bool(families & other_families)


@lru_cache(maxsize=1000)
def _are_alike(title: str, other: str) -> bool:
    """Whether two titles differ in a subtitle or a few letters at most."""
    short, long = sorted((normal_title(title)[:_COMPARED], normal_title(other)[:_COMPARED]), key=len)
    if short == long or not short:
        return True
    if len(short) >= _FEWEST_LETTERS and long.startswith(short):
        return True
    return SequenceMatcher(None, short, long, autojunk=False).ratio() > 0.9
