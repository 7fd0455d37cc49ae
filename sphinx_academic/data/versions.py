"""One work, several versions: the preprint and the article, or the same paper in two files, become one entry."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sphinx_academic.data.likeness import (
    ARXIV_DOI,
    MOST_VERSIONS,
    Sign,
    contradict,
    distance,
    may_be_versions,
    normal_title,
    order,
    signs,
)
from sphinx_academic.data.records import Publication, Version
from sphinx_academic.data.values.addresses import arxiv_url, doi_url
from sphinx_academic.data.values.identifiers import SCHEMES
from sphinx_academic.data.values.names import NOBODY

_MANY = ("huggingface", "github")
_IDENTIFIERS = tuple(scheme.field for scheme in SCHEMES if scheme.field not in _MANY)
_OF_THE_VERSION = (
    "venue",
    "type",
    "volume",
    "number",
    "pages",
    "publisher",
    "editor",
    "doi",
    "note",
    "isbn",
    "issn",
)
"""What belongs to one version and not to the work; so do the dates."""
_OF_THE_WORK = ("title", "authors", "arxiv", "url", "abstract", "award", "key", "citations", *_IDENTIFIERS)
_NOTHING_OF: Mapping[str, Any] = {"authors": NOBODY, "citations": None, "isbn": (), "issn": ()}
_LISTS = ("links", "images", "tags", "additional", "projects", *_MANY)
_RANK = ("article", "conference", "chapter", "book", "thesis", "report", "dataset", "software", "patent")


class Merged(NamedTuple):
    """The works, and which publications each merged one was made of."""

    works: tuple[Publication, ...]
    merged: tuple[tuple[Publication, ...], ...]


def merge(publications: Sequence[Publication]) -> Merged:
    """Bring the versions of each work together.

    Two publications are one work when they have the same DOI or arXiv identifier, or the same title and first
    author while one is a preprint or they come from different files; never when something speaks against it
    (:func:`~sphinx_academic.data.likeness.contradict`). The published version wins; what is written by hand wins
    over what is imported, field by field. Which publications are one work does not depend on their order.
    """
    groups = _groups(publications)
    if len(groups) == len(publications):
        return Merged(tuple(publications), ())
    works: list[Publication] = []
    merged: list[tuple[Publication, ...]] = []
    for members in sorted(groups):
        versions = [publications[index] for index in members]
        if len(versions) == 1:
            works.append(versions[0])
        else:
            works.append(_one(versions))
            merged.append(tuple(versions))
    return Merged(tuple(works), tuple(merged))


def _groups(publications: Sequence[Publication]) -> list[list[int]]:
    """The places of the publications of each work."""
    alike: dict[Sign, list[int]] = {}
    for index, publication in enumerate(publications):
        for sign in signs(publication):
            alike.setdefault(sign, []).append(index)
    work_of = list(range(len(publications)))
    members = {index: [index] for index in range(len(publications))}
    # Surest signs first, and all in an order that does not depend on that of the files.
    for sign in sorted(sign for sign, found in alike.items() if 1 < len(found) <= MOST_VERSIONS):
        for earlier, later in _pairs(publications, alike[sign]):
            one, other = work_of[earlier], work_of[later]
            if one == other or not may_be_versions(publications[earlier], publications[later], sign):
                continue
            # The sign speaks for the two that share it; the others must only not contradict it.
            if any(
                contradict(publications[a], publications[b]) for a in members[one] for b in members[other]
            ):
                continue
            for index in members[other]:
                work_of[index] = one
            members[one] = sorted(members[one] + members.pop(other))
    return list(members.values())


def _pairs(publications: Sequence[Publication], found: Sequence[int]) -> Sequence[tuple[int, int]]:
    """Every two of the publications, those that are most alike first."""
    if len(found) == 2:
        return [(found[0], found[1])]
    ordered = sorted(found, key=lambda index: order(publications[index]))
    pairs = itertools.combinations(ordered, 2)
    return sorted(pairs, key=lambda pair: distance(publications[pair[0]], publications[pair[1]]))


def _rank(publication: Publication) -> tuple[int, bool]:
    """Published before unpublished; what no kind is known of counts as published when it names a venue."""
    kind = publication.kind_of_work
    if kind in _RANK:
        place = _RANK.index(kind)
    elif kind == "preprint":
        place = len(_RANK) + 1
    else:
        place = len(_RANK) if publication.venue else len(_RANK) + 2
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
    changes: dict[str, Any] = {}
    for field in _LISTS:
        lists = [items for version in by_hand_first if (items := getattr(version, field))]
        changes[field] = tuple(dict.fromkeys(itertools.chain.from_iterable(lists))) if lists else ()
    for field in _OF_THE_VERSION:
        changes[field] = _first(same_version, field, _NOTHING_OF.get(field, ""))
    for field in _OF_THE_WORK:
        changes[field] = _first(by_hand_first, field, _NOTHING_OF.get(field, ""))
    changes["selected"] = _selected(by_hand_first)
    changes.update(_dates(same_version, ranked))
    # The kind is known from the version that won, whatever name of its venue is shown.
    changes["type"] = (
        _first([v for v in same_version if v.kind_of_work == published.kind_of_work], "type")
        or published.kind_of_work
    )
    if not changes["doi"] and published.kind_of_work != "preprint":
        # arXiv's records carry the DOI of the article.
        changes["doi"] = next((v.doi for v in ranked if v.arxiv and v.doi and _is_of_the_article(v)), "")
    changes["links"] = _each_address_once(changes["links"])
    extra: dict[str, Any] = {}
    for version in reversed(by_hand_first):
        extra.update(version.extra)
    changes["extra"] = extra
    first, *others = (version.origin for version in by_hand_first)
    changes["origin"] = first._replace(others=tuple(others))
    changes["foreign"] = all(version.foreign for version in versions)
    changes["versions"] = tuple(_version(members) for members in slots.values())
    return published.model_copy(update=changes)


def _slot(publication: Publication, published: Publication) -> str:
    """Of which version of the work a publication tells; the same paper in two files is one version."""
    kind = publication.kind_of_work
    if kind == "other":  # nothing speaks for a version of its own
        kind, publication = published.kind_of_work, published
    return f"{kind} {_server(publication)}" if kind == "preprint" else kind


def _server(preprint: Publication) -> str:
    """Where a preprint lies; one on arXiv and one on bioRxiv are two versions."""
    venue = normal_title(preprint.venue)
    if preprint.arxiv or "arxiv" in venue or preprint.doi.casefold().startswith(ARXIV_DOI):
        return "arxiv"
    return venue or preprint.doi.casefold() or preprint.url


def _first(sources: Iterable[Publication], field: str, nothing: Any = "") -> Any:
    """The value of the first that has one."""
    for source in sources:
        value = source.__dict__[field]  # a third of the time that getattr takes on a pydantic model
        if value and value is not NOBODY:
            return value
    return nothing


def _selected(sources: Iterable[Publication]) -> bool:
    """``selected: false`` is a value where it is written."""
    written = (v.selected for v in sources if v.selected or v.origin.says("selected"))
    return next(written, False)


def _dates(same_version: Sequence[Publication], ranked: Sequence[Publication]) -> Mapping[str, Any]:
    """Year and date: the year of the first that has one, and a date only where it is of that year.

    A work whose published version has no date has that of its preprint, so that it is not sorted last.
    """
    dated = [version for version in (*same_version, *ranked) if version.when]
    if not dated:
        return {"year": None, "date": None}
    year, date = dated[0].year, dated[0].date
    if date is None:
        dates = (version.date for version in same_version if version.date)
        date = next((found for found in dates if year and found.year == year.year), None)
    return {"year": year, "date": date}


def _is_of_the_article(preprint: Publication) -> bool:
    return preprint.kind_of_work == "preprint" and not preprint.doi.casefold().startswith(ARXIV_DOI)


def _each_address_once(links: Iterable[Any]) -> tuple[Any, ...]:
    seen: dict[str, Any] = {}
    for link in links:
        seen.setdefault(link.url.rstrip("/") or link.name, link)
    return tuple(seen.values())


def _version(members: Sequence[Publication]) -> Version:
    """What readers of a work are told of one of its versions."""
    kind = next((v.kind_of_work for v in members if v.kind_of_work != "other"), "other")
    arxiv = _first(members, "arxiv") if kind == "preprint" else ""
    address = arxiv_url(arxiv) if arxiv else ""
    venue = f"arXiv:{arxiv}" if address else _first(members, "venue")
    address = address or doi_url(_first(members, "doi")) or _first(members, "url")
    year = next((year for v in members if (year := v.shown_year)), "")
    keys = tuple(dict.fromkeys([v.key for v in members if v.key]))
    return Version(kind, venue, year, address, members[0].origin, _first(members, "note"), keys)
