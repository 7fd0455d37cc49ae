"""Which of several sources' values of a field counts, whether two values say the same, and how they are told."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from sphinx_academic.data.same_work import normal_title
from sphinx_academic.data.values.name_parts import family_name, fold_name
from sphinx_academic.data.values.publication_status import NOTICES, status_named
from sphinx_academic.fetching.linked_people import people_in
from sphinx_academic.formats.lock_file import LockedField, Plain
from sphinx_academic.problems import shorten

COUNTS = frozenset(("citations", "stars", "downloads"))
"""Fields that hold a number which changes by itself."""
_FIRST: Mapping[str, tuple[str, ...]] = {
    "citations": ("openalex", "crossref"),
    "open_access": ("unpaywall", "openalex"),
    "license": ("crossref", "datacite", "unpaywall"),
    "pmid": ("pubmed", "openalex"),
    "pmcid": ("pubmed", "openalex"),
    "dblp": ("dblp",),
    "openalex": ("openalex",),
    "arxiv": ("arxiv",),
}
"""Whose word counts first of a field, where nobody has said whose does."""
_MAKING_DAYS_UP = frozenset(("openalex",))
"""Sources whose dates are always whole ones."""
_YEAR = re.compile(r"\d{4}")
_LONGEST = 100


class Offer(NamedTuple):
    """What one source says of a field, and on which day."""

    source: str
    value: Plain
    day: str

    @property
    def locked(self) -> LockedField:
        """As the lock has it."""
        return LockedField(self.value, self.source, self.day)


class Precedence:
    """Whose word counts first: as the plan says, else in the order of the sources, with exceptions by field."""

    def __init__(self, sources: Sequence[str], *, is_said: bool) -> None:
        self._places = {name: place for place, name in enumerate(sources)}
        self._first = {} if is_said else _FIRST

    def of(self, source: str, field: str = "") -> tuple[int, int, str]:
        """What sorts sources for a field, the first one first; those that are asked no more come last."""
        first = self._first.get(field, ())
        place = first.index(source) if source in first else len(first)
        return place, self._places.get(source, len(self._places)), source

    def chosen(self, field: str, offers: Sequence[Offer]) -> Offer | None:
        """The value that counts."""
        if not offers:
            return None
        ranked = sorted(offers, key=lambda each: self.of(each.source, field))
        return _CHOICES.get(field, _first)(ranked)


def _first(ranked: Sequence[Offer]) -> Offer:
    return ranked[0]


def _gravest(ranked: Sequence[Offer]) -> Offer:
    return max(ranked, key=lambda each: gravity(each.value))  # of equals the first


def _longest(ranked: Sequence[Offer]) -> Offer:
    return max(ranked, key=lambda each: len(str(each.value)))


def _most_exact(ranked: Sequence[Offer]) -> Offer:
    """The date that the first source says, with the month and the day if another one knows them; OpenAlex has the first day of a month
    where it knows none."""
    first = ranked[0]
    finer = [each for each in ranked if is_finer(each, first.value)]
    return max(finer, key=lambda each: len(str(each.value)), default=first)


def _most_complete(ranked: Sequence[Offer]) -> Offer:
    """The first list of authors that does not end in others."""
    return next((each for each in ranked if not _is_cut(each.value)), ranked[0])


def _is_cut(value: Plain) -> bool:
    last = value[-1] if isinstance(value, list) and value else value
    return isinstance(last, str) and last.strip().lower().removesuffix(".") in ("et al", "others", "…")


_CHOICES: Mapping[str, Callable[[Sequence[Offer]], Offer]] = {
    "status": _gravest, "abstract": _longest, "date": _most_exact, "authors": _most_complete,
}  # fmt: skip


def gravity(value: Plain) -> int:
    """How grave it is what a status says: 0 for what is no notice of a journal."""
    status = status_named(value) if isinstance(value, str) else ""
    return NOTICES.index(status) + 1 if status in NOTICES else 0


def year_of(value: Plain) -> int:
    """The year of a date; 0 where there is none."""
    found = _YEAR.match(value) if isinstance(value, str) else None
    return int(found[0]) if found else 0


def is_more_exact(value: Plain, other: Plain) -> bool:
    """Whether a date is another one with the month or the day besides."""
    return (
        isinstance(value, str)
        and isinstance(other, str)
        and len(value) > len(other)
        and value.startswith(f"{other}-")
    )


def is_finer(offer: Offer, date: Plain) -> bool:
    """Whether a source knows the month or the day of a date, and has not made it up."""
    is_made_up = offer.source in _MAKING_DAYS_UP and str(offer.value).endswith("-01")
    return is_more_exact(offer.value, date) and not is_made_up


def number_in(value: Plain) -> str:
    """The number of a count, which may say besides when and by whom it was counted."""
    return str(value.get("count") or value.get("number") or "") if isinstance(value, dict) else str(value)


def say_the_same(field: str, one: Plain, other: Plain) -> bool:
    """Whether two sources' values say the same, in whatever letters."""
    if one == other:
        return True
    if field in COUNTS:
        return number_in(one) == number_in(other)
    if field in ("authors", "people", "editor"):
        return _families(one) == _families(other) != []
    if field == "date":
        return is_more_exact(other, one)
    if isinstance(one, str) and isinstance(other, str):
        return (normal_title(one) or one) == (normal_title(other) or other)
    if isinstance(one, list) and isinstance(other, list):
        return sorted(map(_folded, one)) == sorted(map(_folded, other))
    return False


def _folded(value: Plain) -> str:
    return normal_title(value) if isinstance(value, str) else repr(value)


def _families(value: Plain) -> list[str]:
    return [fold_name(family_name(each.name)) for each in people_in({"authors": value}).people]


def in_words(field: str, value: Plain) -> str:
    """A value as it is told."""
    if field in COUNTS:
        return number_in(value)
    if field in ("authors", "people"):
        return names_in({"authors": value})
    if isinstance(value, dict):
        said = [str(each) for each in value.values() if each]
        return shorten(", ".join(said), _LONGEST)
    if isinstance(value, list):
        return shorten(", ".join(in_words("", each) for each in value), _LONGEST)
    return shorten(" ".join(value.split()), _LONGEST)


def names_in(values: Mapping[str, Plain], most: int = 5) -> str:
    """The authors of a work as they are told: ``A, B and C``."""
    names = [each.name or each.orcid for each in people_in(values).people]
    if not names:
        return ""
    if len(names) > most:
        return f"{', '.join(names[:most])} and {len(names) - most:,} more"
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
