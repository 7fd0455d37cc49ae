"""One work, several versions: the preprint and the article, or the same paper in two files, become one entry."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sphinx_academic.data.addresses import arxiv_url, doi_url
from sphinx_academic.data.people import family_name, fold_name
from sphinx_academic.data.records import Publication, Version

_OF_THE_VERSION = ("venue", "year", "date", "type", "volume", "number", "pages", "publisher", "editor", "doi")
"""What belongs to one version and not to the work."""
_LISTS = ("links", "images", "tags", "additional", "projects")
_PAPERS = frozenset({"article", "conference", "preprint", "report", "other"})
_RANK = ("article", "conference", "chapter", "book", "thesis", "report", "dataset", "software", "patent")
_FEWEST_LETTERS = 16
"""A title with fewer letters is shared by strangers ("Introduction") too often to say that works are one."""


class Merged(NamedTuple):
    """The works, and which publications each merged one was made of."""

    works: tuple[Publication, ...]
    merged: tuple[tuple[Publication, ...], ...]


def merge(publications: Sequence[Publication]) -> Merged:
    """Bring the versions of each work together.

    Two publications are one work when they have the same DOI or arXiv identifier, or the same title and first
    author while one is a preprint or they come from different files. The published version wins; what is
    written by hand wins over what is imported, field by field.
    """
    leader = list(range(len(publications)))

    def find(index: int) -> int:
        while leader[index] != index:
            leader[index] = leader[leader[index]]
            index = leader[index]
        return index

    first_with: dict[tuple[str, str], list[int]] = {}
    for index, publication in enumerate(publications):
        for sign in _signs(publication):
            others = first_with.setdefault(sign, [])
            for other in others:
                if sign[0] != "title" or _may_be_versions(publication, publications[other]):
                    leader[find(index)] = find(other)
                    break
            else:
                others.append(index)
    groups: dict[int, list[int]] = {}
    for index in range(len(publications)):
        groups.setdefault(find(index), []).append(index)
    if len(groups) == len(publications):
        return Merged(tuple(publications), ())
    works: list[Publication] = []
    merged: list[tuple[Publication, ...]] = []
    for members in sorted(groups.values()):
        versions = [publications[index] for index in members]
        if len(versions) == 1:
            works.append(versions[0])
        else:
            works.append(_one(versions))
            merged.append(tuple(versions))
    return Merged(tuple(works), tuple(merged))


def _signs(publication: Publication) -> Iterable[tuple[str, str]]:
    """By what a work is recognised."""
    if publication.doi.startswith("10."):
        yield "doi", publication.doi.casefold()
    if publication.arxiv and arxiv_url(publication.arxiv):
        yield "arxiv", re.sub(r"v\d+$", "", publication.arxiv.casefold())
    people = publication.authors.people
    title = normal_title(publication.title)
    if people and len(title) >= _FEWEST_LETTERS and publication.kind_of_work in _PAPERS:
        yield "title", f"{title} {fold_name(family_name(people[0].name))}"


def normal_title(title: str) -> str:
    """A title without markup, case, accents, signs and spaces."""
    plain = re.sub(r"<[^>]*>|&#?\w+;", "", title)
    decomposed = unicodedata.normalize("NFKD", plain)
    return "".join(letter for letter in decomposed.casefold() if letter.isalnum())


def _may_be_versions(one: Publication, other: Publication) -> bool:
    if one.origin.path != other.origin.path:
        return True
    return "preprint" in {one.kind_of_work, other.kind_of_work} and one.kind_of_work != other.kind_of_work


def _rank(publication: Publication) -> tuple[int, bool]:
    kind = publication.kind_of_work
    return (_RANK.index(kind) if kind in _RANK else len(_RANK), publication.foreign)


def _one(versions: Sequence[Publication]) -> Publication:
    """The work that several publications are versions of."""
    ranked = sorted(versions, key=_rank)
    published = ranked[0]
    by_hand_first = sorted(ranked, key=lambda version: version.foreign)
    same_version = [v for v in by_hand_first if v.kind_of_work == published.kind_of_work]
    changes: dict[str, Any] = {}
    for field in Publication.fields():
        if field in _LISTS:
            changes[field] = tuple(dict.fromkeys(item for v in by_hand_first for item in getattr(v, field)))
            continue
        sources = same_version if field in _OF_THE_VERSION else by_hand_first
        value = next((value for v in sources if (value := getattr(v, field))), None)
        if value:
            changes[field] = value
    if not changes.get("doi"):
        changes["doi"] = next((v.doi for v in ranked if v.doi and v.kind_of_work != "preprint"), "")
    changes["links"] = _each_address_once(changes["links"])
    extra: dict[str, Any] = {}
    for version in reversed(by_hand_first):
        extra.update(version.extra)
    changes["extra"] = extra
    first, *others = (version.origin for version in by_hand_first)
    changes["origin"] = first._replace(others=tuple(others))
    changes["foreign"] = all(version.foreign for version in versions)
    changes["versions"] = _distinct([_version(version) for version in ranked])
    return published.model_copy(update=changes)


def _each_address_once(links: Iterable[Any]) -> tuple[Any, ...]:
    seen: dict[str, Any] = {}
    for link in links:
        seen.setdefault(link.url.rstrip("/").casefold() or link.name, link)
    return tuple(seen.values())


def _version(publication: Publication) -> Version:
    url = ""
    if publication.kind_of_work == "preprint" and publication.arxiv:
        url = arxiv_url(publication.arxiv)
    elif publication.doi:
        url = doi_url(publication.doi)
    venue = publication.venue
    if publication.kind_of_work == "preprint" and publication.arxiv and url:
        venue = f"arXiv:{publication.arxiv}"
    return Version(publication.kind_of_work, venue, publication.shown_year, url, publication.origin)


def _distinct(versions: Iterable[Version]) -> tuple[Version, ...]:
    """One version of each kind: the same paper in two files is one, however its journal is abbreviated."""
    seen: dict[str, Version] = {}
    for version in versions:
        seen.setdefault(version.kind, version)
    return tuple(seen.values())
