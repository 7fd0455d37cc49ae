"""What people have a part in: their works, talks, projects and whom they have worked with, as far as the data name them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple, TypeVar

from sphinx_academic.data.records import Person, Profile, Publication, Record, Supervision
from sphinx_academic.data.values.name_parts import fold_name
from sphinx_academic.data.values.names import Author

R = TypeVar("R", bound=Record)

_MOST_COAUTHORS = 100
"""Who signs a work with more others has not worked with all of them."""


class CoAuthor(NamedTuple):
    """Somebody with whom a person has written ``number`` works; ``author`` is how the newest of them names that person."""

    author: Author
    number: int


class Contributions:
    """Who has a part in what, in the order of the data."""

    def __init__(
        self,
        records: Mapping[type[Record], Sequence[Record]],
        of_pages: Iterable[tuple[str, Record]] = (),
    ) -> None:
        self._named: dict[str, list[tuple[str, Record]]] = {}
        """Name in the register → the ORCID that goes with the name there, if any, and the record."""
        self._of_owner: list[Record] = []
        self._students: dict[str, list[Supervision]] = {}
        self._orcids: dict[str, set[str]] = {}
        for person in records.get(Person, ()):
            if isinstance(person, Person) and person.orcid:
                self._orcids.setdefault(person.name, set()).add(person.orcid)
        profiles = [each for each in records.get(Profile, ()) if isinstance(each, Profile)]
        names = (name for profile in profiles for name in profile.all_names)
        self._owner = {fold_name(name) for name in names} - {""}
        for record in chain.from_iterable(records.values()):
            self._note(record)
        for name, record in of_pages:
            self._named.setdefault(name, []).append(("", record))

    def _note(self, record: Record) -> None:
        authors = [author for _field, people in record.author_lists() for author in people.people]
        for author in authors:
            if author.person:
                self._named.setdefault(author.person, []).append((author.orcid, record))
        if record.is_of_owner and (record.names_others or not authors):
            self._of_owner.append(record)
        if isinstance(record, Supervision):
            self._students.setdefault(fold_name(record.name), []).append(record)

    def of(self, person: Person, kind: type[R]) -> tuple[R, ...]:
        """The records of a kind in which somebody has a part, each once."""
        found = {id(record): record for record in self._all_of(person) if isinstance(record, kind)}
        return tuple(found.values())

    def _all_of(self, person: Person) -> list[Record]:
        # Of two people of one name the ORCID tells who is meant.
        others = self._orcids.get(person.name, set()) - {person.orcid}
        found = [record for orcid, record in self._named.get(person.name, ()) if orcid not in others]
        return found + self._of_owner if self.is_owner(person) else found

    def is_owner(self, person: Person) -> bool:
        """Whether the site is about somebody."""
        return not self._owner.isdisjoint(map(fold_name, (person.name, *person.aliases)))

    def theses_of(self, person: Person) -> tuple[Supervision, ...]:
        """What somebody was supervised for."""
        names = dict.fromkeys(map(fold_name, (person.name, *person.aliases)))
        return tuple(each for name in names if name for each in self._students.get(name, ()))

    def coauthors_of(self, person: Person) -> tuple[CoAuthor, ...]:
        """With whom somebody has written works, those with the most first."""
        counts: Counter[str] = Counter()
        known: dict[str, Author] = {}
        for work in self.of(person, Publication):
            people = work.authors.people
            if len(people) <= _MOST_COAUTHORS:
                names = {author.person or author.name: author for author in people}
                names.pop(person.name, None)
                counts.update(names.keys())
                for name, author in names.items():
                    known.setdefault(name, author)
        return tuple(CoAuthor(known[name], number) for name, number in counts.most_common())
