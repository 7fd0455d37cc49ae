"""Which records a list shows, in which order and in which groups: pure functions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeVar

from sphinx_academic.data.dates import PartialDate, YearRange
from sphinx_academic.data.people import fold_name
from sphinx_academic.data.records import TYPES, NewsItem, Publication

T = TypeVar("T")


class Group(NamedTuple):
    """Publications that stand under one heading; ``label`` is a year, a type, a venue, or empty."""

    label: str
    publications: tuple[Publication, ...]


def _folded(text: str) -> str:
    return " ".join(re.sub(r"[*_`\[\]]", "", text).casefold().split())


def by_years(publications: Iterable[Publication], years: Sequence[YearRange]) -> list[Publication]:
    """Those of one of the years."""
    return [p for p in publications if any(years_.holds(p.when.year if p.when else None) for years_ in years)]


def by_author(publications: Iterable[Publication], names: Sequence[str]) -> list[Publication]:
    """Those that one of the people wrote; a family name alone finds everybody of that name."""
    wanted = [f" {fold_name(name)} " for name in names]
    return [
        publication
        for publication in publications
        if any(
            name in f" {fold_name(author.name)} " for author in publication.authors.people for name in wanted
        )
        or any(
            name.strip() in fold_name(publication.authors.written)
            for name in wanted
            if publication.authors.written
        )
    ]


def by_tag(records: Iterable[T], tags: Sequence[str], tags_of: Callable[[T], Iterable[str]]) -> list[T]:
    """Those that carry one of the tags."""
    wanted = {_folded(tag) for tag in tags}
    return [record for record in records if any(_folded(tag) in wanted for tag in tags_of(record))]


def by_venue(publications: Iterable[Publication], venues: Sequence[str]) -> list[Publication]:
    """Those whose venue holds one of the texts."""
    wanted = [_folded(venue) for venue in venues]
    return [p for p in publications if any(venue in _folded(p.venue) for venue in wanted)]


def by_keys(publications: Iterable[Publication], keys: Sequence[str]) -> list[Publication]:
    """Those with the keys, in the order of the keys."""
    known = {publication.key: publication for publication in publications}
    return [known[key] for key in keys if key in known]


def _newest_first(when: PartialDate | None) -> tuple[int, int, int]:
    year, month, day = when.order if when else (0, 0, 0)
    return (-year, -month, -day)


def newest_first(publications: Iterable[Publication]) -> list[Publication]:
    """By date, newest first; of equal dates in the order written, undated ones last."""
    return sorted(publications, key=lambda publication: _newest_first(publication.when))


def by_title(publications: Iterable[Publication]) -> list[Publication]:
    """By the letters of the title, whatever signs stand before them."""
    return sorted(publications, key=lambda p: (re.sub(r"^\W+", "", _folded(p.title)), p.key))


def newest_news_first(news: Iterable[NewsItem]) -> list[NewsItem]:
    """By date, newest first; of equal dates in the order written, undated ones last."""
    return sorted(news, key=lambda item: _newest_first(item.when))


def since(news: Iterable[NewsItem], date: PartialDate) -> list[NewsItem]:
    """News of the date and later; undated news are not among them."""
    return [item for item in news if item.when is not None and item.when.order >= date.order]


def group(publications: Sequence[Publication], criterion: str) -> tuple[Group, ...]:
    """Put publications under headings.

    ``year``: newest first, publications without a year last; ``type``: in the order of :data:`TYPES`;
    ``venue``: by name; ``none``: one group without a heading. Within a group the order stays.
    """
    if criterion == "none":
        return (Group("", tuple(publications)),) if publications else ()
    groups: dict[str, list[Publication]] = {}
    for publication in publications:
        groups.setdefault(_label(publication, criterion), []).append(publication)
    if criterion == "year":
        labels = sorted(groups, key=lambda label: -int(label) if label else 1)
    elif criterion == "type":
        labels = sorted(groups, key=TYPES.index)
    else:
        labels = sorted(groups, key=lambda label: (not label, label.casefold()))
    return tuple(Group(label, tuple(groups[label])) for label in labels)


def _label(publication: Publication, criterion: str) -> str:
    if criterion == "year":
        return f"{publication.when.year:04d}" if publication.when and publication.when.year else ""
    if criterion == "type":
        return publication.kind_of_work
    return publication.venue
