"""Which records a list shows, in which order and in which groups: pure functions."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import chain, takewhile
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from sphinx_academic.data.records import TYPES, NewsItem, Publication, Record
from sphinx_academic.data.roles_of_people import asked_for
from sphinx_academic.data.values.dates import PartialDate, YearRange
from sphinx_academic.data.values.name_parts import fold_name
from sphinx_academic.data.values.names import Author, AuthorList

AWAITED = "in press"
"""The label of what has not appeared yet, among those of years."""

T = TypeVar("T")
Label = TypeVar("Label", bound=Hashable)
Dated = TypeVar("Dated", Publication, NewsItem)


class Chosen(NamedTuple):
    """Records that stand under the same headings, outer ones first; there may be none. ``numbers`` are those of the records in their
    list, each with what stands before it (``("J", 12)``), where the list has any; ``about`` is what a section tells of the data
    as a whole."""

    labels: tuple[str, ...]
    records: tuple[Any, ...]
    numbers: tuple[tuple[str, int], ...] = ()
    about: Any = None


class Grouping(NamedTuple):
    """Headings of a kind: under which of them a publication stands, none where there is none for it, and their order."""

    labels: Callable[[Publication], Sequence[str]]
    order: Callable[[str], Any]


def once_each(chosen: Iterable[Chosen]) -> tuple[Any, ...]:
    """The records of a list in its order; what stands under several headings is one."""
    records = (record for group in chosen for record in group.records)
    return tuple({id(record): record for record in records}.values())


def grouped_by(records: Iterable[T], label_of: Callable[[T], Label]) -> dict[Label, list[T]]:
    """Records that have a label in common; the labels come as the first records do that have them."""
    found: dict[Label, list[T]] = {}
    for record in records:
        found.setdefault(label_of(record), []).append(record)
    return found


def folded(text: str) -> str:
    """What is the same for all spellings of a text."""
    return " ".join(re.sub(r"[*_`\[\]]", "", text).casefold().split())


def by_years(publications: Iterable[Publication], years: Sequence[YearRange]) -> list[Publication]:
    """Those of one of the years."""
    return [p for p in publications if any(years_.holds(p.when.year if p.when else None) for years_ in years)]


def by_author(
    publications: Iterable[Publication],
    names: Sequence[str],
    everybody: Callable[[Author], bool] | None = None,
) -> list[Publication]:
    """Those that one of the people wrote; a family name alone finds everybody of that name, and ``everybody`` finds who is asked
    for by role (``every PhD student``)."""
    is_wanted, folded = one_of(names, everybody), [fold_name(name) for name in names]

    def is_by_one(authors: AuthorList) -> bool:
        written = fold_name(authors.written) if authors.written else ""
        return any(map(is_wanted, authors.people)) or any(name in written for name in folded if written)

    return [publication for publication in publications if is_by_one(publication.authors)]


def by_first_author(
    publications: Iterable[Publication], is_wanted: Callable[[Author], bool]
) -> list[Publication]:
    """Those whose first author is wanted; who shares the first place equally is a first author too."""
    return [publication for publication in publications if any(map(is_wanted, _first_authors(publication)))]


def _first_authors(publication: Publication) -> Iterable[Author]:
    people = publication.authors.people
    if not people or not people[0].equal:
        return people[:1]
    return takewhile(lambda author: author.equal and author.group == people[0].group, people)


def one_of(
    names: Sequence[str], everybody: Callable[[Author], bool] | None = None
) -> Callable[[Author], bool]:
    """Whether an author is one of the people, or of those who are asked for by role."""
    wanted = [f" {fold_name(name)} " for name in names if not asked_for(name)]

    def is_wanted(author: Author) -> bool:
        spellings = {author.name, author.person or author.name}
        is_named = any(name in f" {fold_name(spelling)} " for spelling in spellings for name in wanted)
        return is_named or (everybody is not None and everybody(author))

    return is_wanted


def by_award(publications: Iterable[Publication], words: Sequence[str]) -> list[Publication]:
    """Those with an award; where words are given, with an award whose text holds one of them."""
    wanted = [folded(word) for word in words]
    return [p for p in publications if p.award and (not wanted or any(w in folded(p.award) for w in wanted))]


def by_tag(records: Iterable[T], tags: Sequence[str], tags_of: Callable[[T], Iterable[str]]) -> list[T]:
    """Those that carry one of the tags."""
    wanted = {folded(tag) for tag in tags}
    return [record for record in records if any(folded(tag) in wanted for tag in tags_of(record))]


def tags_of(record: Record) -> Iterable[str]:
    """The tags of a record in every language: pages select by one of them, whatever language they are shown in."""
    return chain.from_iterable(record.in_every_language("tags"))


def by_words(records: Iterable[T], words: Sequence[str], texts_of: Callable[[T], Iterable[str]]) -> list[T]:
    """Those of which one text holds one of the words."""
    wanted = [folded(word) for word in words]
    return [
        record
        for record in records
        if any(word in folded(text) for text in texts_of(record) for word in wanted)
    ]


def by_venue(publications: Iterable[Publication], venues: Sequence[str]) -> list[Publication]:
    """Those whose venue holds one of the texts."""
    wanted = [folded(venue) for venue in venues]
    return [p for p in publications if any(venue in folded(p.venue) for venue in wanted)]


def without_keys(publications: Iterable[Publication], keys: Sequence[str]) -> list[Publication]:
    """Those with none of the keys; the key of a preprint does not leave its article out."""
    unwanted = set(keys)
    own = (
        (
            each,
            (
                each.key,
                *each.other_keys,
                *each.former_keys,
                *(each.versions[0].keys if each.versions else ()),
            ),
        )
        for each in publications
    )
    return [publication for publication, known in own if unwanted.isdisjoint(known)]


def by_keys(publications: Iterable[Publication], keys: Sequence[str]) -> list[Publication]:
    """Those with the keys, in the order of the keys; a work has the keys of all its versions."""
    works = list(publications)
    known = {work.key: work for work in works}
    for work in works:
        for key in work.all_keys:
            known.setdefault(key, work)
    asked_by: dict[str, str] = {}
    asked = ((key, known[key]) for key in keys if key in known)
    return [work for key, work in asked if asked_by.setdefault(work.key, key) == key]


def newness(when: PartialDate | None, *, is_awaited: bool = False) -> tuple[bool, bool, int, int, int]:
    """What sorts newest first: works that have not appeared yet before all others, and of those what has no date last."""
    year, month, day = when.order if when else (0, 0, 0)
    return (not is_awaited, is_awaited == bool(year), -year, -month, -day)


def newest_first(records: Iterable[Dated]) -> list[Dated]:
    """By date, newest first; of equal dates in the order written, undated ones last."""
    return sorted(records, key=_newness_of)


def _newness_of(record: Publication | NewsItem) -> tuple[bool, bool, int, int, int]:
    return newness(record.when, is_awaited=isinstance(record, Publication) and record.is_awaited)


def most_cited_first(publications: Iterable[Publication]) -> list[Publication]:
    """By the number of citations; of equal numbers the newest first, those of which it is not known last."""
    return sorted(newest_first(publications), key=_renown)


def _renown(work: Publication) -> tuple[bool, int]:
    return work.citations is None, -work.citations.number if work.citations is not None else 0


def since(records: Iterable[Dated], date: PartialDate) -> list[Dated]:
    """Those of the date and later; undated ones are not among them."""
    return [record for record in records if record.when is not None and record.when.order >= date.order]


def group(
    publications: Sequence[Publication],
    criteria: Sequence[str],
    *,
    oldest_first: bool = False,
    name_key: Callable[[str], Any] = str.casefold,
    groupings: Mapping[str, Grouping] = MappingProxyType({}),
) -> tuple[Chosen, ...]:
    """Put publications under headings within headings, in the order they have: of years, what has not appeared yet newest, those
    without one last; of types as in :data:`TYPES`; of venues by name, as ``name_key`` sorts them. Other criteria are those of the
    ``groupings``; there a publication may stand under several headings."""
    if not criteria:
        return (Chosen((), tuple(publications)),) if publications else ()
    criterion, *inner = criteria
    sign = 1 if oldest_first else -1
    labels_of, order = groupings.get(criterion) or Grouping(
        lambda publication: (_label(publication, criterion),), name_key
    )
    groups: dict[str, list[Publication]] = {}
    for publication in publications:
        for label in labels_of(publication) or ("",):
            groups.setdefault(label, []).append(publication)
    if criterion == "year":
        labels = sorted(
            groups, key=lambda label: (not label, sign * (math.inf if label == AWAITED else int(label or 0)))
        )
    elif criterion == "type":
        labels = sorted(groups, key=TYPES.index)
    else:
        labels = [*sorted(filter(None, groups), key=order), *([""] if "" in groups else [])]
    return tuple(
        Chosen((label, *within.labels), within.records)
        for label in labels
        for within in group(
            groups[label], inner, oldest_first=oldest_first, name_key=name_key, groupings=groupings
        )
    )


def _label(publication: Publication, criterion: str) -> str:
    if criterion == "year":
        if publication.is_awaited:
            return AWAITED
        return f"{publication.when.year:04d}" if publication.when and publication.when.year else ""
    return publication.kind_of_work if criterion == "type" else publication.venue
