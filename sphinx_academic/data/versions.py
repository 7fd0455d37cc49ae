"""One work, several versions: the preprint and the article, or the same paper in two files, become one entry."""

from __future__ import annotations

import html
import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import PurePath
from typing import NamedTuple

from sphinx_academic.data.records import Publication
from sphinx_academic.data.records.publication import Version
from sphinx_academic.data.records.record import merged_values
from sphinx_academic.data.values.addresses import arxiv_url, doi_url, find_arxiv
from sphinx_academic.data.values.dates import PartialDate
from sphinx_academic.data.values.identifiers import ARXIV_DOI
from sphinx_academic.data.values.name_parts import family_name, fold_name, may_be_same_given_names

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
_RANK = ("article", "conference", "chapter", "book", "thesis", "report", "dataset", "software", "patent")


class Merged(NamedTuple):
    """The works, and which publications each merged one was made of."""

    works: tuple[Publication, ...]
    merged: tuple[tuple[Publication, ...], ...]


def merge(publications: Sequence[Publication]) -> Merged:
    """Bring the versions of each work together, whatever their order: publications with the same DOI or arXiv identifier,
    or the same title and first author while one is a preprint or they come from different files, unless something speaks
    against it (:func:`_contradict`). The published version wins, and by hand over imported, field by field."""
    groups = _groups(publications)
    if len(groups) == len(publications):
        return Merged(tuple(publications), ())
    works = [tuple([publications[index] for index in members]) for members in sorted(groups)]
    merged = tuple(versions for versions in works if len(versions) > 1)
    return Merged(tuple(_one(work) if len(work) > 1 else work[0] for work in works), merged)


def _groups(publications: Sequence[Publication]) -> list[list[int]]:
    """The places of the publications of each work."""
    alike: dict[Sign, list[int]] = {}
    for index, publication in enumerate(publications):
        for sign in _signs(publication):
            alike.setdefault(sign, []).append(index)
    work_of = list(range(len(publications)))
    members = {index: [index] for index in range(len(publications))}
    # Surest signs first, and all in an order that does not depend on that of the files.
    for sign in sorted(sign for sign, found in alike.items() if 1 < len(found) <= MOST_VERSIONS):
        for earlier, later in _pairs(publications, alike[sign]):
            one, other = work_of[earlier], work_of[later]
            if one == other or not _may_be_versions(publications[earlier], publications[later], sign):
                continue
            # The sign speaks for the two that share it; the others must only not contradict it.
            pairs = itertools.product(members[one], members[other])
            if any(_contradict(publications[a], publications[b]) for a, b in pairs):
                continue
            for index in members[other]:
                work_of[index] = one
            members[one] = sorted(members[one] + members.pop(other))
    return list(members.values())


def _pairs(publications: Sequence[Publication], found: Sequence[int]) -> Sequence[tuple[int, int]]:
    """Every two of the publications, those that are most alike first; else by what they say alone."""

    def order(index: int) -> tuple[str, ...]:
        each = publications[index]
        said = (each.kind_of_work, each.shown_year, each.doi, each.arxiv, each.venue, each.title)
        return (*said, each.origin.path)

    def distance(pair: tuple[int, int]) -> tuple[bool, int]:
        one, other = publications[pair[0]], publications[pair[1]]
        return not _are_alike(one.title, other.title), _years_between(one, other)

    if len(found) == 2:
        return [(found[0], found[1])]
    return sorted(itertools.combinations(sorted(found, key=order), 2), key=distance)


# How the work is made of its versions


def _rank(publication: Publication) -> tuple[int, bool]:
    """Published before unpublished; what no kind is known of counts as published when it names a venue."""
    kind = publication.kind_of_work
    unknown = len(_RANK) if publication.venue else len(_RANK) + 2
    place = _RANK.index(kind) if kind in _RANK else len(_RANK) + 1 if kind == "preprint" else unknown
    return place, publication.foreign


def _one(versions: Sequence[Publication]) -> Publication:
    """The work that several publications are versions of."""
    ranked = sorted(versions, key=_rank)
    published = ranked[0]
    by_hand_first = sorted(ranked, key=lambda version: version.foreign)
    slots: dict[str, list[Publication]] = {_slot(published, published): []}
    for version in by_hand_first:
        slots.setdefault(_slot(version, published), []).append(version)
    same_version = next(iter(slots.values()))
    values = merged_values(by_hand_first, same_version)
    # ``selected: false`` is a value where it is written.
    selected = (v.selected for v in by_hand_first if v.selected or v.origin.says("selected"))
    values["selected"] = next(selected, False)
    values["year"], values["date"] = _dates(same_version, ranked)
    # The kind is known from the version that won, whatever name of its venue is shown.
    kind = published.kind_of_work
    values["type"] = _first(v.type for v in same_version if v.kind_of_work == kind) or kind
    if not values.get("doi") and kind != "preprint":
        # arXiv's records carry the DOI of the article.
        preprints = (v for v in ranked if v.arxiv and v.kind_of_work == "preprint")
        values["doi"] = _first(v.doi for v in preprints if not v.doi.casefold().startswith(ARXIV_DOI))
    values["versions"] = tuple(_version(members) for members in slots.values())
    return Publication.with_values(values)


def _slot(publication: Publication, published: Publication) -> str:
    """Of which version a publication tells: one paper in two files is one, preprints on arXiv and on bioRxiv are two."""
    if publication.kind_of_work == "other":  # nothing speaks for a version of its own
        publication = published
    if publication.kind_of_work != "preprint":
        return publication.kind_of_work
    doi, venue = publication.doi.casefold(), normal_title(publication.venue)
    is_on_arxiv = publication.arxiv or "arxiv" in venue or doi.startswith(ARXIV_DOI)
    return f"preprint {'arxiv' if is_on_arxiv else venue or doi or publication.url}"


def _dates(
    same_version: Sequence[Publication], ranked: Sequence[Publication]
) -> tuple[PartialDate | None, PartialDate | None]:
    """The year of the first that has one, else of a preprint, so that it is not sorted last; a date only of that year."""
    first = next((version for version in (*same_version, *ranked) if version.when), None)
    if first is None:
        return None, None
    dates = (v.date for v in same_version if v.date and first.year and v.date.year == first.year.year)
    return first.year, first.date or next(dates, None)


def _version(members: Sequence[Publication]) -> Version:
    """What readers of a work are told of one of its versions."""
    kind = next((v.kind_of_work for v in members if v.kind_of_work != "other"), "other")
    arxiv = _first(v.arxiv for v in members) if kind == "preprint" else ""
    address = arxiv_url(arxiv)
    venue = f"arXiv:{arxiv}" if address else _first(v.venue for v in members)
    address = address or doi_url(_first(v.doi for v in members)) or _first(v.url for v in members)
    year, note = _first(v.shown_year for v in members), _first(v.note for v in members)
    keys = tuple(dict.fromkeys([v.key for v in members if v.key]))
    return Version(kind, venue, year, address, members[0].origin, note, keys)


def _first(texts: Iterable[str]) -> str:
    """The first that says something."""
    return next(filter(None, texts), "")


# What speaks for two publications being one work, and what speaks against it


class Sign(NamedTuple):
    """By what a work is recognised; identifiers come before titles."""

    is_title: bool
    value: str


def _signs(publication: Publication) -> Iterator[Sign]:
    doi = publication.doi.casefold()
    if doi.startswith(("10.", "10/")) and not doi.startswith(ARXIV_DOI):
        yield Sign(False, f"doi {doi}")
    if arxiv := _arxiv_of(publication):
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


def _may_be_versions(one: Publication, other: Publication, sign: Sign) -> bool:
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
    sources = {(each.foreign, PurePath(each.origin.path).suffix) for each in (one, other)}
    return _years_between(one, other) < len(sources)


def _contradict(one: Publication, other: Publication) -> bool:
    """Whether two publications cannot be one work, whatever stands between them. Somebody who writes both into one
    file means both, unless one of them is the preprint of the other or they are the same but for a few letters."""
    kinds = {one.kind_of_work, other.kind_of_work}
    if len(kinds) == 2 and not (kinds <= _PAPERS) and "other" not in kinds:
        return True  # the thesis, the talk and the data are not the paper
    if len({_arxiv_of(one), _arxiv_of(other)} - {""}) == 2:
        return True
    dois = {one.doi.casefold(), other.doi.casefold()} - {""}
    if len(kinds) == 1 and "preprint" not in kinds and len(dois) == 2:
        return True
    if one.origin.path != other.origin.path or _is_preprint_of(one, other):
        return False
    if _same_identifier(one, other):
        # An entry was copied and its identifier left in; a chapter has the identifier of its book.
        return not _are_alike(one.title, other.title)
    return "preprint" not in kinds


def _is_preprint_of(one: Publication, other: Publication) -> bool:
    return (one.kind_of_work == "preprint") != (other.kind_of_work == "preprint")


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


@lru_cache(maxsize=1000)
def _are_alike(title: str, other: str) -> bool:
    """Whether two titles differ in a subtitle or a few letters at most."""
    short, long = sorted((normal_title(title)[:_COMPARED], normal_title(other)[:_COMPARED]), key=len)
    if short == long or not short or (len(short) >= _FEWEST_LETTERS and long.startswith(short)):
        return True
    return SequenceMatcher(None, short, long, autojunk=False).ratio() > 0.9
