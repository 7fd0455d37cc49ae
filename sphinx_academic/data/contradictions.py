"""What the files of two members say differently of one thing: who says what, and what is shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from sphinx_academic.data.members import Members
from sphinx_academic.data.records import Publication, Record
from sphinx_academic.data.same_work import doi_of, is_one_venue, normal_title
from sphinx_academic.data.values.dates import PartialDate, ReadDate
from sphinx_academic.data.values.name_parts import family_name, fold_name
from sphinx_academic.data.values.names import AuthorList
from sphinx_academic.problems import Code, Problem, shorten

_MOST_TOLD = 4
"""So many files a message names; those of the others say one of these things."""
_NUMBERS = re.compile(r"\d+")


class _Compared(NamedTuple):
    """A field in which two records of one thing may differ: what it is called, what of it is told, and whether two differ."""

    name: str
    called: str
    said: Callable[[Any], str]
    differ: Callable[[Any, Any], bool]


def _text(name: str) -> Callable[[Record], str]:
    return lambda record: str(getattr(record, name, "") or "")


def _otherwise(name: str) -> Callable[[Record, Record], bool]:
    """Whether two texts differ in more than case, accents, signs and spaces."""
    return lambda one, other: normal_title(getattr(one, name)) != normal_title(getattr(other, name))


def _numbers_differ(name: str) -> Callable[[Record, Record], bool]:
    """Whether two texts have other numbers; one may say less, as the first page alone."""

    def differ(one: Record, other: Record) -> bool:
        ours, theirs = (_NUMBERS.findall(getattr(each, name)) for each in (one, other))
        if not ours or not theirs:
            return _otherwise(name)(one, other)
        # 1021–34 ends on page 1034.
        ours, theirs = ([number.lstrip("0") for number in each[:2]] for each in (ours, theirs))
        pairs = zip(ours, theirs, strict=False)
        return any(not (a.endswith(b) or b.endswith(a)) for a, b in pairs)

    return differ


def _year(publication: Publication) -> str:
    return str(publication.when.year) if publication.when and publication.when.year else ""


def _authors(publication: Publication) -> str:
    return "" if publication.authors.written else _names(publication.authors)


def _names(people: AuthorList) -> str:
    return ", ".join(author.bare_name for author in people.people)


def _authors_differ(one: Publication, other: Publication) -> bool:
    """Whether other people wrote it, or in another order; a list that ends in *et al.* may be shorter."""
    lists = [
        [fold_name(family_name(author.person or author.bare_name)) for author in each.authors.people]
        for each in (one, other)
    ]
    if one.authors.others or other.authors.others:
        least = min(map(len, lists))
        lists = [each[:least] for each in lists]
    return lists[0] != lists[1]


def _kinds_differ(one: Publication, other: Publication) -> bool:
    """Whether two people say that a work is of two kinds; what is imported is often a guess."""
    kinds = {one.kind_of_work, other.kind_of_work}
    return len(kinds) == 2 and "other" not in kinds and not (one.foreign or other.foreign)


# fmt: off
_OF_WORKS: Sequence[_Compared] = (
    _Compared("title", "title", _text("title"), _otherwise("title")),
    _Compared("authors", "authors", _authors, _authors_differ),
    _Compared("year", "year", _year, lambda one, other: _year(one) != _year(other)),
    _Compared("type", "type", _text("kind_of_work"), _kinds_differ),
    _Compared("venue", "venue", _text("venue"), lambda one, other: not is_one_venue(one, other)),
    _Compared("volume", "volume", _text("volume"), _numbers_differ("volume")),
    _Compared("number", "number", _text("number"), _numbers_differ("number")),
    _Compared("pages", "pages", _text("pages"), _numbers_differ("pages")),
)
# fmt: on


def of_works(
    works: Iterable[Publication],
    merged: Iterable[tuple[Publication, Sequence[Publication]]],
    members: Members,
) -> Iterator[Problem]:
    """What several files say differently of one version of a work: of the preprint, or of what was published; ``merged`` are
    those that were made of several, and of which."""
    for work, versions in merged:
        for is_preprint in (False, True):
            alike = [each for each in versions if (each.kind_of_work == "preprint") == is_preprint]
            if len(alike) > 1:
                yield from _told(work, alike, _OF_WORKS, members)
    yield from _two_dois(works, members)


def _two_dois(works: Iterable[Publication], members: Members) -> Iterator[Problem]:
    """Works that are one but for their DOIs, of which two files have two."""
    alike: dict[tuple[str, ...], list[Publication]] = {}
    for work in works:
        first = work.authors.people[0] if work.authors.people else None
        if work.doi and first is not None and not work.fetched:
            name = fold_name(family_name(first.name))
            alike.setdefault((normal_title(work.title), name, work.kind_of_work, _year(work)), []).append(
                work
            )
    for found in alike.values():
        for one, other in combinations(found[:_MOST_TOLD], 2):
            owners = {members.whose(each.origin.path) for each in (one, other)}
            if len(owners) == 2 and doi_of(one) != doi_of(other) and is_one_venue(one, other):
                said = _statements([(one, one.doi), (other, other.doi)], "doi", members)
                message = f"The DOI of '{shorten(one.title)}': {said}; they stay two works."
                hint = "Mend the wrong one, and the two are one."
                yield other.origin.problem("doi", Code.MEMBERS, message, hint)


# Other records

_WORDS = ("number", "funder", "amount", "organisation", "degree", "thesis", "license", "size")
_DATES = ("start", "end", "date")
_CALLED: Mapping[str, str] = {"organisation": "organisation", "start": "beginning", "license": "licence"}


def of_records(shared: Iterable[tuple[Record, Sequence[Record]]], members: Members) -> Iterator[Problem]:
    """What several files say differently of one grant, project, talk …"""
    for shown, records in shared:
        names = [name for name in (*_WORDS, *_DATES) if name in shown.fields]
        fields = [
            _Compared(name, _CALLED.get(name, name), _text(name), _otherwise(name))
            if name in _WORDS
            else _Compared(name, _CALLED.get(name, name), _date(name), _dates_differ(name))
            for name in names
        ]
        yield from _told(shown, records, fields, members)


def _date_of(record: Record, name: str) -> PartialDate | None:
    value = getattr(record, name, None)
    found = value.date if isinstance(value, ReadDate) else value
    return found if isinstance(found, PartialDate) and found.year else None


def _date(name: str) -> Callable[[Record], str]:
    return lambda record: found.iso if (found := _date_of(record, name)) else ""


def _dates_differ(name: str) -> Callable[[Record, Record], bool]:
    """Whether two dates differ; one may say less."""

    def differ(one: Record, other: Record) -> bool:
        said = [_date(name)(each) for each in (one, other)]
        return not (said[0].startswith(said[1]) or said[1].startswith(said[0]))

    return differ


# How it is told


def _told(
    shown: Record, records: Sequence[Record], fields: Iterable[_Compared], members: Members
) -> Iterator[Problem]:
    for field in fields:
        said = [(each, text) for each in records if (text := field.said(each))]
        # The first of each, as the third says what one of two does.
        others: list[tuple[Any, str]] = []
        for each, text in said:
            if all(field.differ(each, other) for other, _text in others):
                others.append((each, text))
        owners = {members.whose(each.origin.path) for each, _text in others}
        if len(others) < 2 or len(owners) < 2:
            continue
        is_shown = field.said(shown)
        wrong = next((each for each, text in others if text != is_shown), others[-1][0])
        which = f"; {_quoted(is_shown)} is shown." if is_shown else "."
        message = f"The {field.called} of '{shorten(shown.called)}': {_statements(others, field.name, members)}{which}"
        hint = "Mend one of them. What the lab writes by hand counts before the files of members."
        yield wrong.origin.problem(field.name, Code.MEMBERS, message, hint)


def _quoted(text: str) -> str:
    return text if text.isdigit() else f"'{shorten(text, 80)}'"


def _statements(said: Sequence[tuple[Record, str]], field: str, members: Members) -> str:
    """``Ada Kettlewell's file says 2023 (members/ada.yaml:12), Otto Kessel's file 2024 (members/otto.bib:30)``."""
    told: list[str] = []
    for record, text in said[:_MOST_TOLD]:
        path, place = record.origin.place(field)
        says = " says" if not told else ""
        told.append(f"{members.files_called(record.origin)}{says} {_quoted(text)} ({path}:{place.line or 1})")
    return ", ".join(told) + (" and others" if len(said) > _MOST_TOLD else "")
