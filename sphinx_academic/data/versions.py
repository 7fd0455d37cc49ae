"""One work, several versions: the preprint and the article, or the same paper in two files, become one entry."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sphinx_academic.data.records import Publication
from sphinx_academic.data.records.publication import Version
from sphinx_academic.data.records.record import merged_values
from sphinx_academic.data.same_work import (
    MOST_VERSIONS,
    Sign,
    are_alike,
    contradict,
    doi_of,
    is_one_place,
    may_be_versions,
    normal_title,
    said_apart,
    signs_for_services,
    signs_of,
    years_between,
)
from sphinx_academic.data.values.addresses import arxiv_url, doi_url
from sphinx_academic.data.values.dates import PartialDate
from sphinx_academic.data.values.identifiers import ARXIV_DOI
from sphinx_academic.data.values.names import AuthorList
from sphinx_academic.data.values.publication_status import NOTICES, is_awaited
from sphinx_academic.data.works_of_services import as_shown, filled, is_one_version
from sphinx_academic.problems import Code, Problem, nearest

_CONFUSED = frozenset({"article", "conference"})
"""What ORCID and a look at the name of a venue take for each other."""
_PREPRINT_DOI = re.compile(
    r"10\.(?:48550|1101|21203|26434|31234|31219|31222|20944|36227|2139|5281/zenodo)/?", re.I
)
"""How DOIs of servers for preprints begin; Zenodo's are those of whatever lies there."""
_PROCEEDINGS = re.compile(r"(?i)\b(?:conference|proceedings|proc|workshop|symposium|congress|meeting)\b")
_RANK = ("article", "conference", "chapter", "book", "thesis", "report", "dataset", "software", "patent")


class Merged(NamedTuple):
    """The works; those that were made of several publications, and of which each was; and every publication by itself. What services have
    said of a work is part of the publications that it belongs to, and by itself is none that was made of several; ``separate`` is empty where
    all stand by themselves."""

    works: tuple[Publication, ...]
    made: tuple[Publication, ...] = ()
    merged: tuple[tuple[Publication, ...], ...] = ()
    separate: tuple[Publication, ...] = ()


def merge(publications: Sequence[Publication]) -> Merged:
    """Bring the versions of each work together, whatever their order: publications with the same DOI or arXiv identifier,
    or the same title and first author while one is a preprint or they come from different files, unless something speaks
    against it (:func:`contradict`). The published version wins, and by hand over imported, field by field."""
    groups = _groups(publications)
    if len(groups) == len(publications):
        return Merged(tuple(map(as_shown, filter(_is_shown, publications))))
    works: list[Publication] = []
    made: list[Publication] = []
    merged: list[tuple[Publication, ...]] = []
    separate: list[tuple[int, Publication]] = []
    for members in sorted(groups):
        versions = [publications[index] for index in members]
        own = [version for version in versions if not version.fetched]
        fetched = sorted([version for version in versions if version.fetched], key=_place_of_fetched)
        written = tuple(own or fetched)
        work = _one(written) if len(written) > 1 else written[0]
        if own:
            work = _filled(work, fetched)
            said = [_of_one_version(each, fetched) for each in own]
            places = [index for index in members if not publications[index].fetched]
            separate += zip(places, said, strict=True)
        elif not _is_shown(work):
            continue
        else:
            work = as_shown(work)
            separate += zip(members, map(as_shown, versions), strict=True)
        works.append(work)
        if own and len(own) > 1:
            made.append(work)
            merged.append(written)
    if len(separate) == len(works):
        return Merged(tuple(works))
    in_order = sorted(separate, key=lambda found: found[0])
    return Merged(tuple(works), tuple(made), tuple(merged), tuple([each for _place, each in in_order]))


def _is_shown(work: Publication) -> bool:
    """Whether a work is one by itself: of some services have said no more than what fills in another."""
    return not work.fetched or work.says_enough


def _place_of_fetched(work: Publication) -> tuple[tuple[int, bool], str, str]:
    return _rank(_kind_alone(work), work), work.doi, work.arxiv


def _of_one_version(own: Publication, fetched: Iterable[Publication]) -> Publication:
    for each in fetched:
        if is_one_version(own, each):
            own = filled(own, each)
    return own


def _filled(work: Publication, fetched: Sequence[Publication]) -> Publication:
    """A work of own files with what services know of it, and with the versions that only they know."""
    for each in fetched:
        is_known = is_one_version(work, each)
        work = filled(work, each)
        if not is_known and _is_shown(each):
            work = _with_version(work, each)
    return work


def _with_version(work: Publication, other: Publication) -> Publication:
    """A work with one more version, unless it has that."""
    servers: dict[str, str] = {}
    known = work.versions or (_version(_slot(_kind_alone(work), work, servers), [work]),)
    version = _version(_slot(_kind_alone(other), other, servers), [other])
    is_there = any(
        each.kind == version.kind and (each.kind != "preprint" or version.url in {"", each.url})
        for each in known
    )
    return work if is_there else work.changed(versions=(*known, version))


def _groups(publications: Sequence[Publication]) -> list[list[int]]:
    """The places of the publications of each work."""
    alike: dict[Sign, list[int]] = {}
    are_fetched = any(publication.fetched for publication in publications)
    for index, publication in enumerate(publications):
        for sign in signs_of(publication):
            alike.setdefault(sign, []).append(index)
        for sign in signs_for_services(publication) if are_fetched else ():
            alike.setdefault(sign, []).append(index)
    work_of = list(range(len(publications)))
    members = {index: [index] for index in range(len(publications))}

    def join(one: int, other: int) -> None:
        for index in members[other]:
            work_of[index] = one
        members[one] = sorted(members[one] + members.pop(other))

    for earlier, later in _said_together(publications):
        one, other = sorted((work_of[earlier], work_of[later]))
        pairs = itertools.product(members[one], members[other])
        if one != other and not any(said_apart(publications[a], publications[b]) for a, b in pairs):
            join(one, other)
    # Surest signs first, and all in an order that does not depend on that of the files.
    for sign in sorted(sign for sign, found in alike.items() if 1 < len(found) <= MOST_VERSIONS):
        for earlier, later in _pairs(publications, alike[sign]):
            one, other = work_of[earlier], work_of[later]
            if one == other or not may_be_versions(publications[earlier], publications[later], sign):
                continue
            # The sign speaks for the two that share it; the others must only not contradict it.
            pairs = itertools.product(members[one], members[other])
            if not any(
                said_apart(publications[a], publications[b]) or contradict(publications[a], publications[b])
                for a, b in pairs
            ):
                join(one, other)
    return list(members.values())


def _said_together(publications: Sequence[Publication]) -> Iterator[tuple[int, int]]:
    """The places of every two publications of which one says that it is a version of the other."""
    if not any(each.version_of for each in publications):
        return
    by_key: dict[str, list[int]] = {}
    for index, each in enumerate(publications):
        for key in each.all_keys:
            by_key.setdefault(key, []).append(index)
    for index, each in enumerate(publications):
        for key in each.version_of:
            yield from ((other, index) for other in by_key.get(key, ()) if other != index)


def unknown_versions(publications: Sequence[Publication]) -> Iterator[Problem]:
    """Keys of which somebody says that an entry is a version of them or none, and that no other has."""
    said = [each for each in publications if each.version_of or each.not_version_of]
    known = (
        Counter(key for each in publications for key in dict.fromkeys(each.all_keys)) if said else Counter()
    )
    for each in said:
        for field in ("version_of", "not_version_of"):
            for key in getattr(each, field):
                if known[key] <= (key in each.all_keys):
                    meant = nearest(key, known)
                    hint = (
                        f"Did you mean '{meant}'?"
                        if meant
                        else "Name an entry by the  key  that stands in it."
                    )
                    message = f"'{field}' names '{key}', and no other publication has that key."
                    yield each.origin.problem(field, Code.MISSING, message, hint)


def _pairs(publications: Sequence[Publication], found: Sequence[int]) -> Sequence[tuple[int, int]]:
    """Every two of the publications, those that are most alike first; else by what they say alone."""

    def order(index: int) -> tuple[str, ...]:
        each = publications[index]
        said = (each.kind_of_work, each.shown_year, each.doi, each.arxiv, each.venue, each.title)
        return (*said, each.origin.path)

    def distance(pair: tuple[int, int]) -> tuple[bool, int]:
        one, other = publications[pair[0]], publications[pair[1]]
        return not are_alike(one.title, other.title), years_between(one, other)

    if len(found) == 2:
        return [(found[0], found[1])]
    return sorted(itertools.combinations(sorted(found, key=order), 2), key=distance)


# How the work is made of its versions


def _exactness(publication: Publication) -> tuple[bool, int]:
    """How sure it is what a publication is: what somebody has written by hand before all else. Of imported ones an article with
    volume and issue is one; many that ORCID calls articles are papers of conferences, and many chapters for Crossref are too."""
    kind = publication.kind_of_work
    if kind == "article":
        sure = 3 if not (publication.volume and publication.number) else 0
    else:
        sure = {"conference": 1, "preprint": 4, "other": 5}.get(kind, 2)
    return not (publication.type and not publication.foreign), sure + 6 * (not publication.type)


def _kinds(versions: Sequence[Publication]) -> dict[int, str]:
    """Of which kind each version is, seen together: what has one DOI is of one kind, and is no version of itself."""
    kinds = {id(version): _kind_alone(version) for version in versions}
    by_doi: dict[str, list[Publication]] = {}
    for version in versions:
        if (doi := doi_of(version)) and not _is_on_arxiv(version, kinds[id(version)]):
            by_doi.setdefault(doi, []).append(version)
    for doi, same in by_doi.items():
        printed = [version for version in same if kinds[id(version)] != "preprint"]
        by_hand = {kinds[id(version)] for version in same if not version.foreign}
        if len({kinds[id(version)] for version in same}) > 1 and len(by_hand) < 2:
            is_preprint = len(printed) < len(same) and _PREPRINT_DOI.match(doi)
            surest = "preprint" if is_preprint else kinds[id(min(printed, key=_exactness))]
            kinds.update(dict.fromkeys(map(id, same), surest))
    for version in versions:
        kind = kinds[id(version)]
        if kind in _CONFUSED and not _is_certain(version):
            others = (kinds[id(each)] for each in versions if is_one_place(version, each))
            kinds[id(version)] = next((other for other in others if other in _CONFUSED - {kind}), kind)
    return kinds


def _kind_alone(publication: Publication) -> str:
    kind = publication.kind_of_work
    is_arxiv = publication.doi[: len(ARXIV_DOI)].casefold() == ARXIV_DOI and not publication.venue
    return "preprint" if is_arxiv and kind in {"article", "other"} else kind


def _is_certain(publication: Publication) -> bool:
    """Whether the kind is no guess of ours, nor an article of proceedings that has no volume."""
    if publication.kind_of_work == "article" and not publication.volume and publication.foreign:
        return _PROCEEDINGS.search(publication.venue) is None
    return bool(publication.type)


def _rank(kind: str, publication: Publication) -> tuple[int, bool]:
    """Published before unpublished; what no kind is known of counts as published when it names a venue."""
    unknown = len(_RANK) if publication.venue else len(_RANK) + 2
    place = _RANK.index(kind) if kind in _RANK else len(_RANK) + 1 if kind == "preprint" else unknown
    return place, publication.foreign


def _one(versions: Sequence[Publication]) -> Publication:
    """The work that several publications are versions of."""
    kinds = _kinds(versions)
    ranked = sorted(versions, key=lambda version: _rank(kinds[id(version)], version))
    published = ranked[0]
    by_hand_first = sorted(ranked, key=lambda version: version.foreign)
    kind = kinds[id(published)]
    servers = {version.doi.casefold(): version.venue for version in ranked if version.venue}
    slots: dict[str, list[Publication]] = {_slot(kind, published, servers): []}
    for version in by_hand_first:
        is_told = kinds[id(version)] != "other"
        slot = _slot(kinds[id(version)], version, servers) if is_told else _slot(kind, published, servers)
        slots.setdefault(slot, []).append(version)
    same_version = next(iter(slots.values()))
    values = merged_values(by_hand_first, same_version)
    imported_alone = (
        [version for version in same_version if version.foreign] if by_hand_first[0].foreign else []
    )
    for name in ("title", "venue", "publisher"):
        said = [text for version in (*imported_alone, *by_hand_first) if (text := getattr(version, name))]
        if imported_alone and said and _is_poor(values.get(name)):
            values[name] = next((text for text in said if not _is_poor(text)), values[name])
    if imported_alone:
        values["authors"] = max((version.authors for version in by_hand_first), key=_fullness)
    # ``selected: false`` is a value where it is written.
    selected = (v.selected for v in by_hand_first if v.selected or v.origin.says("selected"))
    values["selected"] = next(selected, False)
    values["year"], values["date"], values["status"] = _dates(same_version, ranked)
    # The kind is known from the version that won, whatever name of its venue is shown.
    values["type"] = _first(v.type for v in same_version if v.kind_of_work == kind) or kind
    if not values.get("doi") and kind != "preprint":
        # arXiv's records carry the DOI of the article.
        preprints = (v for v in ranked if v.arxiv and v.kind_of_work == "preprint")
        values["doi"] = _first(v.doi for v in preprints if not v.doi.casefold().startswith(ARXIV_DOI))
    values["versions"] = tuple(_version(slot, members) for slot, members in slots.items())
    return Publication.with_values(values)


def _is_poor(text: object) -> bool:
    """Whether a text of several words is in capitals throughout, or cut."""
    if not isinstance(text, str):
        return False
    is_shouted = text.isupper() and len([word for word in text.split() if len(word) > 3]) > 1
    return is_shouted or text.endswith(("…", "..."))


def _fullness(people: AuthorList) -> tuple[int, bool, bool]:
    """More authors are better, then all of them, then names that are not in capitals."""
    is_shouted = any(author.name.isupper() and len(author.name) > 5 for author in people.people)
    return len(people.people), not people.others, not is_shouted


def _slot(kind: str, publication: Publication, servers: Mapping[str, str]) -> str:
    """Of which version a publication tells: one paper in two files is one, preprints on arXiv and on bioRxiv are two. ``servers``
    are the venues of DOIs, where another version knows them."""
    if kind != "preprint":
        return kind
    doi = publication.doi.casefold()
    venue = normal_title(publication.venue or (servers.get(doi, "") if doi else ""))
    return f"preprint {'arxiv' if _is_on_arxiv(publication, kind) else venue or doi or publication.url}"


def _is_on_arxiv(publication: Publication, kind: str) -> bool:
    of_arxiv = publication.arxiv or "arxiv" in publication.venue.casefold()
    return kind == "preprint" and bool(of_arxiv or publication.doi.casefold().startswith(ARXIV_DOI))


def _dates(
    same_version: Sequence[Publication], ranked: Sequence[Publication]
) -> tuple[PartialDate | None, PartialDate | None, str]:
    """The year of the first that has one, else of a preprint, so that it is not sorted last; a date only of that year. How far
    the work has come is known from what gives the year, as *in press* is over where another has it, a retraction from any."""
    dated = [version for version in (*same_version, *ranked) if version.when or version.status]
    notices = _first(version.state for version in same_version if version.state in NOTICES)
    if not dated:
        return None, None, notices
    has_appeared = (
        version for version in dated if version.when and version.when.year and not is_awaited(version.state)
    )
    first = dated[0] if not dated[0].foreign else next(has_appeared, dated[0])
    year, date = first.year, first.date
    if first.foreign and year and date and date.year:
        year = first.year_to_show
    same_year = (v.date for v in same_version if v.date and year and v.date.year == year.year)
    return year, date or next(same_year, None), notices or first.status


def _version(slot: str, members: Sequence[Publication]) -> Version:
    """What readers of a work are told of one of its versions."""
    kind = slot.partition(" ")[0]
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
