"""Which answers are about one work: by the identifiers that they share, and by what a plan or the site's own files say of identifiers.

An article has one DOI, and its preprint another or a number at arXiv: these tell works apart, and only somebody's own word makes one of two.
All other identifiers bring together what does not contradict that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sphinx_academic.data.fields import Origin
from sphinx_academic.data.records import Publication, Record, Software
from sphinx_academic.data.same_work import are_alike
from sphinx_academic.data.values.dates import read_date
from sphinx_academic.data.values.names import AuthorList
from sphinx_academic.fetching.chosen_values import names_in, year_of
from sphinx_academic.fetching.linked_people import people_in
from sphinx_academic.fetching.source import FetchedWork, Identifier
from sphinx_academic.fetching.spelled_identifiers import (
    PRECEDENCE,
    compared,
    identifier_of,
    identifiers_of,
    normal_identifier,
)
from sphinx_academic.formats.lock_file import NAME, LockedWork
from sphinx_academic.problems import shorten

_ANCHORS = ("doi", "arxiv")
"""The schemes that tell works apart."""


def _order_of(identifier: Identifier) -> tuple[int, str, str]:
    """What sorts identifiers, the most telling first."""
    scheme = identifier.scheme
    return (PRECEDENCE.index(scheme) if scheme in PRECEDENCE else len(PRECEDENCE), scheme, identifier.value)


def telling_identifiers(identifiers: Iterable[Identifier]) -> tuple[Identifier, ...]:
    """The identifiers, as they are compared, by which a work is found again: of one with a DOI no number at arXiv, which is that of its
    preprint, and no DOI but the first."""
    once = [*dict.fromkeys(map(compared, identifiers))]
    anchor = next((each for scheme in _ANCHORS for each in once if each.scheme == scheme), None)
    others = [each for each in once if each.scheme not in _ANCHORS]
    return tuple(others if anchor is None else [anchor, *others])


def identifiers_of_locked(work: LockedWork) -> tuple[Identifier, ...]:
    """The telling identifiers of a work of a lock, that under which it stands first."""
    first = identifier_of(work.id)
    found = [] if first is None else [first]
    for scheme in PRECEDENCE:
        if first is not None and {first.scheme, scheme} <= {*_ANCHORS}:
            continue  # the article's DOI, or the number of its preprint
        field = work.fields.get(scheme)
        values = field.value if field is not None else ""
        said = values if isinstance(values, list) else [values]
        texts = (each for each in said if isinstance(each, str) and each)
        found += filter(None, (normal_identifier(scheme, each) for each in texts))
    return telling_identifiers(found)


class JoinedWorks(NamedTuple):
    """What is about one work."""

    identifiers: tuple[Identifier, ...]
    """By what it is known, as identifiers are compared, the most telling first."""
    fetched: tuple[FetchedWork, ...]
    locked: tuple[LockedWork, ...]
    own: tuple[Record, ...]

    @property
    def id(self) -> str:
        """The identifier that it stands under; one that it has in the lock stays."""
        ids = [work.id for work in self.locked]
        if ids:
            order = {str(each): place for place, each in enumerate(self.identifiers)}
            return min(ids, key=lambda each: (order.get(str(compared_id(each)), len(order)), each))
        return str(self.identifiers[0])

    @property
    def before(self) -> LockedWork | None:
        """What the lock has of it; where it stood under several identifiers, what the others know besides."""
        if not self.locked:
            return None
        first = next(work for work in self.locked if work.id == self.id)
        if len(self.locked) == 1:
            return first
        fields = dict(first.fields)
        for work in sorted(self.locked, key=lambda each: each.id):
            for name, said in work.fields.items():
                fields.setdefault(name, said)
        return first._replace(fields=fields)

    @property
    def fetched_title(self) -> str:
        """What the first source calls it that has a name for it."""
        titles = (work.values.get("title") for work in self.fetched)
        return next((title for title in titles if isinstance(title, str) and title), "")

    @property
    def titles(self) -> tuple[str, ...]:
        """What it is called: in the lock, by the site's own files, by sources."""
        locked = (work.fields["title"].value for work in self.locked if "title" in work.fields)
        own = (record.title for record in self.own if isinstance(record, Publication | Software))
        fetched = (work.values.get("title") for work in self.fetched)
        return tuple(title for title in (*locked, *own, *fetched) if isinstance(title, str) and title)

    @property
    def title(self) -> str:
        """What it is called first."""
        return next(iter(self.titles), "")

    @property
    def year(self) -> int:
        """The year that the first source says; 0 where none does."""
        return next((year for work in self.fetched if (year := year_of(work.values.get("date", "")))), 0)

    @property
    def is_preprint(self) -> bool:
        """Whether all who say what kind of work it is say that it is a preprint."""
        types = {work.values.get("type") for work in self.fetched} - {None, ""}
        return types == {"preprint"} or (not types and self.identifiers[0].scheme == "arxiv")

    @property
    def described(self) -> str:
        """The work in a line: ``doi:10.5555/1 'Eels' by Ada Quillfeather (2024)``."""
        people = names_in(self.fetched[0].values, 2) if self.fetched else ""
        said = f"{self.id} '{shorten(self.fetched_title, 80)}'"
        return said + (f" by {people}" if people else "") + (f" ({self.year})" if self.year else "")

    def as_publication(self) -> Publication:
        """The work as one's own are compared with it."""
        values: dict[str, object] = {}
        for work in self.fetched:
            for name in ("title", "venue", "type", "volume", "number", "pages", "status"):
                if isinstance(said := work.values.get(name), str) and said:
                    values.setdefault(name, said)
            if isinstance(date := work.values.get("date"), str) and date:
                values.setdefault("date", read_date(date).date)
            if (named := people_in(work.values)).people:
                values.setdefault("authors", AuthorList(named.people, others=not named.is_whole))
        for scheme in _ANCHORS:
            if found := next((each.value for each in self.identifiers if each.scheme == scheme), ""):
                values[scheme] = found
        return Publication.with_values({**values, "origin": Origin(NAME), "foreign": True})


def compared_id(text: str) -> Identifier | None:
    """The identifier of a work of a lock as it is compared."""
    found = identifier_of(text)
    return None if found is None else compared(found)


class _Sets:
    """Identifiers that are brought together (union-find)."""

    def __init__(self) -> None:
        self._parents: dict[Identifier, Identifier] = {}

    def find(self, identifier: Identifier) -> Identifier:
        """The first of all that are together with an identifier."""
        parents = self._parents
        root = parents.setdefault(identifier, identifier)
        while parents[root] != root:
            root = parents[root]
        while parents[identifier] != root:
            parents[identifier], identifier = root, parents[identifier]
        return root

    def join(self, one: Identifier, other: Identifier) -> None:
        """Bring two together, the more telling first."""
        first, second = sorted((self.find(one), self.find(other)), key=_order_of)
        self._parents[second] = first

    def all(self) -> list[Identifier]:
        """All that are known."""
        return sorted(self._parents, key=_order_of)


def joined(
    fetched: Sequence[FetchedWork],
    locked: Sequence[LockedWork] = (),
    own: Sequence[Record] = (),
    same: Iterable[Iterable[Identifier]] = (),
) -> list[JoinedWorks]:
    """What is about one work together, whatever the order in which it comes; works of one's own and of the lock also by themselves."""
    sets = _Sets()
    for together in same:
        _join_all(sets, [compared(each) for each in together])
    of_own = [[*dict.fromkeys(map(compared, identifiers_of(record)))] for record in own]
    _join_own(sets, own, of_own)
    of_locked = [identifiers_of_locked(work) for work in locked]
    of_fetched = [telling_identifiers(work.identifiers) for work in fetched]
    claims = sorted({*of_locked, *of_fetched} - {()}, key=lambda claim: [*map(_order_of, claim)])
    _join_others(sets, [*map(tuple, of_own), *claims])
    members: dict[Identifier, list[Identifier]] = {}
    for identifier in sets.all():
        members.setdefault(sets.find(identifier), []).append(identifier)
    found: dict[Identifier, tuple[list[FetchedWork], list[LockedWork], list[Record]]] = {}

    def place(identifiers: Sequence[Identifier]) -> tuple[list[FetchedWork], list[LockedWork], list[Record]]:
        return found.setdefault(_root_of(sets, identifiers), ([], [], []))

    for work, identifiers in zip(fetched, of_fetched, strict=True):
        if identifiers:
            place(identifiers)[0].append(work)
    for entry, identifiers in zip(locked, of_locked, strict=True):
        if identifiers:
            place(identifiers)[1].append(entry)
    first_of_own: dict[Identifier, int] = {}
    for record, written in zip(own, of_own, strict=True):
        # A record with two works' identifiers, which they share with others, is one's own of each.
        for root in dict.fromkeys(sets.find(each) for each in written):
            found.setdefault(root, ([], [], []))[2].append(record)
        for each in written:
            first_of_own.setdefault(each, len(first_of_own))
    return [
        JoinedWorks(
            tuple(sorted(members[root], key=lambda each: _before(each, first_of_own))),
            tuple(of_sources),
            tuple(of_lock),
            tuple(of_files),
        )
        for root, (of_sources, of_lock, of_files) in sorted(
            found.items(), key=lambda each: _order_of(each[0])
        )
    ]


def _before(identifier: Identifier, first_of_own: dict[Identifier, int]) -> tuple[int, int, str]:
    """Of two DOIs that of which the site's own files speak first comes first."""
    return _order_of(identifier)[0], first_of_own.get(identifier, len(first_of_own)), identifier.value


def _join_all(sets: _Sets, identifiers: Sequence[Identifier]) -> None:
    for other in identifiers[1:]:
        sets.join(identifiers[0], other)


def _join_own(sets: _Sets, own: Sequence[Record], of_own: Sequence[Sequence[Identifier]]) -> None:
    """Bring together what one record has; what several records have, such as the number of a preprint, tells nothing."""
    counts = Counter(each for identifiers in of_own for each in identifiers)
    titles: dict[Identifier, str] = {}
    shared: set[Identifier] = set()
    for record, identifiers in zip(own, of_own, strict=True):
        title = record.title if isinstance(record, Publication) else ""
        for each in identifiers:
            if counts[each] > 1 and (
                each.scheme == "arxiv" or not are_alike(titles.setdefault(each, title), title)
            ):
                shared.add(each)
    for identifiers in of_own:
        _join_all(sets, [each for each in identifiers if each not in shared])
        for each in identifiers:
            sets.find(each)


def _join_others(sets: _Sets, claims: Sequence[tuple[Identifier, ...]]) -> None:
    for claim in claims:
        for each in claim:
            sets.find(each)  # is known from now on
    anchors = {sets.find(each) for each in sets.all() if each.scheme in _ANCHORS}
    # What leads to a work of its own goes to one work alone: to the first.
    for claim in claims:
        anchor = next((sets.find(each) for each in claim if each.scheme in _ANCHORS), None)
        if anchor is None:
            continue
        for each in claim:
            if each.scheme not in _ANCHORS and sets.find(each) not in anchors:
                sets.join(anchor, each)
                anchors.add(sets.find(anchor))
    for claim in claims:
        if any(each.scheme in _ANCHORS for each in claim):
            continue
        for each in claim[1:]:
            roots = {sets.find(claim[0]), sets.find(each)}
            if len(roots & anchors) < 2:
                sets.join(claim[0], each)
                anchors |= {sets.find(each)} if roots & anchors else set()


def _root_of(sets: _Sets, identifiers: Sequence[Identifier]) -> Identifier:
    return min(
        (sets.find(each) for each in identifiers if each.scheme in _ANCHORS),
        key=_order_of,
        default=min((sets.find(each) for each in identifiers), key=_order_of),
    )
