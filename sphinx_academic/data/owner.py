"""Whose a curriculum vitae is: in which works that one has a part, and by which spellings that one is meant."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from sphinx_academic.data.collection import Collection
from sphinx_academic.data.records import Competition, Dataset, Publication, Record, Software, Talk
from sphinx_academic.data.records.person import Highlights, Person, Profile, Registry
from sphinx_academic.data.values.name_parts import fold_name, is_east_asian, is_particle, is_suffix, parts_of
from sphinx_academic.data.values.names import Author, AuthorList, split_authors

BY_PEOPLE: tuple[type[Record], ...] = (Publication, Talk, Software, Dataset, Competition)
"""Kinds that name who made, wrote or spoke it, the owner among them; others name who else has a part in it."""

_AS_WRITTEN_OUT = (("ae", "a"), ("oe", "o"), ("ue", "u"), ("ß", "ss"))
"""Müller is Mueller, too."""


class Owner:
    """The one whom a curriculum vitae is about."""

    def __init__(self, profile: Profile, people: Sequence[Person]) -> None:
        orcids = frozenset(profile.orcids)
        folded = set(map(fold_name, profile.all_names))
        registered = [
            person
            for person in people
            if (person.orcid and person.orcid.upper() in orcids)
            or (
                not {fold_name(name) for name in (person.name, *person.aliases)}.isdisjoint(folded)
                and not (person.orcid and orcids)
            )
        ]
        names = (*profile.all_names, *(each for one in registered for each in (one.name, *one.aliases)))
        self.names = tuple(dict.fromkeys(filter(None, names)))
        """By which names the owner is known."""
        self.others = tuple(person for person in people if person not in registered)
        """The people of the register without the owner."""
        self.orcids = frozenset((*orcids, *(person.orcid.upper() for person in registered if person.orcid)))
        self._folded = frozenset(map(fold_name, self.names))
        self._names = tuple(map(_words_of_name, self.names))
        self._scripts = frozenset(script for name in self.names if (script := _script(name)))

    def is_named_by(self, author: Author) -> bool:
        """Whether an author may be the owner: by ORCID where both have one, else by the same family name with given names or
        initials that fit."""
        if author.orcid and self.orcids:
            return author.orcid.upper() in self.orcids
        return any(map(self._is_called, {author.name, author.person or author.name}))

    def may_be(self, author: Author) -> bool:
        """The same, or in bold type, as an organisation, or by a name in a script in which none of the owner's is known."""
        is_unknown = author.emphasised or _is_organisation(author.name) or self._is_foreign(author.name)
        return self.is_named_by(author) or (is_unknown and not (author.orcid and self.orcids))

    def _is_foreign(self, text: str) -> bool:
        return _script(text) not in self._scripts

    def _is_called(self, name: str) -> bool:
        if fold_name(name) in self._folded:
            return True
        if is_east_asian(name):
            parts = parts_of(name)
            families = {parts_of(own).family for own in self.names if is_east_asian(own)}
            return bool(parts.family) and not parts.given and parts.family in families
        words = _words(name)
        return any(_may_be_same(words, family, given) for family, given in self._names)

    def is_among(self, people: AuthorList) -> bool:
        """Whether the owner may be one of those whom a list names, or who are not named in it; a list of nobody is anybody's."""
        if people.others or not people or any(map(self.may_be, people.people)):
            return True
        return bool(people.written) and (
            self._is_foreign(people.written) or self._is_written_in(people.written)
        )

    def _is_written_in(self, text: str) -> bool:
        words = set(_words(text))
        return any(not words.isdisjoint(family) for family, _given in self._names) or any(
            name in fold_name(text) for name in self._folded
        )

    def is_named_in(self, record: Record) -> bool:
        """Whether a record names somebody who may be the owner."""
        return any(
            any(map(self.is_named_by, people.people))
            or (people.written and self._is_written_in(people.written))
            for people in _people_of(record)
        )

    def has_part_in(self, record: Record) -> bool:
        """Whether the owner may have a part in what a record tells of."""
        lists = _people_of(record)
        return not lists or any(map(self.is_among, lists))

    def in_bold(self, collection: Collection) -> Highlights:
        """Whose name stands out: the owner's, in every spelling by which nobody else is meant whom the data know."""
        return _OwnName(self, collection)


class _OwnName(Highlights):
    """The owner's name, also with initials where no other of that name is known."""

    def __init__(self, owner: Owner, collection: Collection) -> None:
        names = (*owner.names, *owner.orcids)
        super().__init__(names, collection.people)
        self._in_full = Highlights(names, collection.people)
        self._owner = owner
        own = tuple(Person(name=name) for name in owner.names)
        self._own = frozenset(owner.names)
        self._registry = Registry((*own, *owner.others, *_namesakes(owner, collection)))

    def among(self, people: AuthorList) -> Highlights:
        """The owner alone where a work names them in full: who has the same initials there is somebody else."""
        return self._in_full if any(map(self._in_full.mean, people.people)) else self

    def mean(self, author: Author) -> bool:
        """Whether an author is the owner."""
        if self._in_full.mean(author):
            return True
        if (author.orcid and self._owner.orcids) or (author.person and author.person not in self._own):
            return False
        found = self._registry.meant_by(author.name)
        return bool(found) and all(person.name in self._own for person in found)


def _namesakes(owner: Owner, collection: Collection) -> list[Person]:
    """Authors with the owner's family name who are written out and are somebody else."""
    families = {name.rpartition(" ")[2] for name in map(fold_name, owner.names)}
    names: dict[str, None] = {}
    for kind in BY_PEOPLE:
        for record in collection.of(kind):
            for _field, people in record.author_lists():
                for author in people.people:
                    if fold_name(author.name).rpartition(" ")[2] in families and not owner.is_named_by(
                        author
                    ):
                        names[author.name] = None
    return [Person(name=name) for name in names]


def _people_of(record: Record) -> list[AuthorList]:
    """The people whom a record names; who edits a book is one of those who made it."""
    lists = [people for _field, people in record.author_lists() if people]
    if isinstance(record, Publication) and record.kind_of_work == "book" and record.editor:
        lists.append(split_authors(record.editor))
    return lists


def _is_organisation(name: str) -> bool:
    return bool(parts_of(name).literal) and "," not in name and not is_east_asian(name)


def by_owner(collection: Collection, owner: Owner) -> Collection:
    """The collection without the works of others; where none of a kind is the owner's, all of it stay."""
    records = dict(collection.records)
    for kind, every in collection.records.items():
        if not issubclass(kind, BY_PEOPLE):
            continue
        own = tuple(record for record in every if owner.has_part_in(record))
        if len(own) < len(every) and any(map(owner.is_named_in, own)):
            records[kind] = own
    if all(records[kind] is every for kind, every in collection.records.items()):
        return collection
    written = collection.as_written
    if written and records[Publication] is not collection.records[Publication]:
        written = tuple(filter(owner.has_part_in, written))
    return replace(collection, records=records, as_written=written)


def _words(name: str) -> list[str]:
    """The words of a name as they are compared; initials that are written as one word are the first of them."""
    is_shouted = name.isupper()
    kept = (
        word[0] if word.isupper() and 2 <= len(word) <= 4 and not (is_shouted or is_suffix(word)) else word
        for word in name.split()
    )
    folded = fold_name(" ".join(kept))
    for written, letter in _AS_WRITTEN_OUT:
        folded = folded.replace(written, letter)
    return folded.split()


def _words_of_name(name: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """The words of the family name, of which one is enough, and those before them."""
    parts = parts_of(name)
    family = [word for word in _words(parts.family or name) if not is_suffix(word)]
    whole = [word for word in _words(name) if not is_particle(word)]
    # Of García Márquez the first is the one that stays where there is one; what stands alone may be either.
    if parts.given and len(_words(parts.given)) > 1:
        family += [word for word in _words(parts.given)[1:] if len(word) > 2]
    given = tuple(word for word in whole if word not in _words(parts.family))
    return frozenset(family), given


def _may_be_same(words: Sequence[str], family: frozenset[str], given: Sequence[str]) -> bool:
    """Whether words are a family name with others that fit the given names, in any order: one that is written out where both have
    some, else an initial."""
    rest = [word for word in words if word not in family and not is_particle(word)]
    if len(rest) == len(words):
        return False
    known = [*given, *family]
    whole, known_whole = [word for word in rest if len(word) > 2], [word for word in given if len(word) > 2]
    if whole and known_whole:
        rest = whole
    return not rest or not given or any(_fits(word, other) for word in rest for other in known)


def _fits(word: str, other: str) -> bool:
    """Whether a word and a given name may be the same: equal, one the beginning of the other, or two initials."""
    return word.startswith(other) or other.startswith(word) or (len(word) <= 2 and word[0] == other[0])


def _script(text: str) -> str:
    """What a text is written in, by its first letter; Chinese, Japanese and Korean are one."""
    letter = next((letter for letter in text if letter.isalpha()), "")
    if not letter:
        return ""
    return "EAST" if is_east_asian(letter) else unicodedata.name(letter, "").partition(" ")[0]
