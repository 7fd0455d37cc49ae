"""The site's register of people: who is meant by a name, and whose name stands out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sphinx_academic.data.people import Author, AuthorList, fold_name
from sphinx_academic.data.records import Person

_MOST_NAMESAKES = 50
"""With more people of one name nobody can be told apart, and comparing them all would take quadratic time."""
_ORCID = re.compile(r"(?:https?://orcid\.org/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])", re.IGNORECASE)


class Registry:
    """Finds people by their names.

    ``Liu, H.``, ``H. Liu`` and ``Haohe Liu`` are one person as long as only one is known who can be meant.
    """

    def __init__(self, people: Sequence[Person]) -> None:
        self._by_orcid = {person.orcid: person for person in people if person.orcid}
        self._by_name: dict[str, list[Person]] = {}
        self._by_family: dict[str, list[tuple[list[str], Person]]] = {}
        for person in people:
            for name in dict.fromkeys(fold_name(name) for name in (person.name, *person.aliases)):
                words = name.split()
                if words:
                    self._by_name.setdefault(name, []).append(person)
                    self._by_family.setdefault(words[-1], []).append((words[:-1], person))
        self._known: dict[str, tuple[Person, ...]] = {}

    def meant_by(self, name: str) -> tuple[Person, ...]:
        """Everybody who may be meant by a name; one person where it is certain."""
        found = self._known.get(name)
        if found is None:
            found = self._known[name] = self._find(fold_name(name))
        return found

    def _find(self, folded: str) -> tuple[Person, ...]:
        exact = self._by_name.get(folded)
        if exact:
            return _each_once(exact)
        words = folded.split()
        if len(words) < 2:
            return ()
        namesakes = self._by_family.get(words[-1], ())
        return _each_once(person for given, person in namesakes if _may_be(words[:-1], given))

    def linked(self, authors: AuthorList) -> AuthorList:
        """The authors, each with what the register knows of him or her."""
        people = tuple(self._linked(author) for author in authors.people)
        return authors if people == authors.people else authors._replace(people=people)

    def _linked(self, author: Author) -> Author:
        person = self._by_orcid.get(author.orcid) if author.orcid else None
        if person is None:
            found = self.meant_by(author.name)
            if len(found) != 1:
                return author
            person = found[0]
        return author._replace(
            person=person.name, url=author.url or person.url, orcid=author.orcid or person.orcid
        )


def _each_once(people: Iterable[Person]) -> tuple[Person, ...]:
    return tuple({person.name: person for person in people}.values())


def _may_be(given: Sequence[str], known: Sequence[str]) -> bool:
    """Whether given names can be the same: equal word by word, or one the initial of the other."""
    pairs = list(zip(given, known, strict=False))
    return bool(pairs) and all(
        one == other
        or (len(one) == 1 and other.startswith(one))
        or (len(other) == 1 and one.startswith(other))
        for one, other in pairs
    )


def each_person_once(people: Sequence[Person]) -> tuple[Person, ...]:
    """The register without repetitions: somebody whom several files describe is one person.

    That is, whose ORCID or whose name they share, unless both give an ORCID and these differ. What is written by
    hand wins over what is imported, then the file that comes first, field by field. Namesakes within one file
    stay apart.
    """
    entries: list[list[Person]] = []
    found: dict[str, list[list[Person]]] = {}
    for person in people:
        signs = [sign for sign in (person.orcid.upper(), fold_name(person.name)) if sign]
        known = (entry for sign in signs for entry in found.get(sign, ())[:_MOST_NAMESAKES])
        entry = next((entry for entry in known if all(_may_be_one(person, other) for other in entry)), None)
        if entry is None:
            entry = []
            entries.append(entry)
        entry.append(person)
        for sign in signs:
            found.setdefault(sign, []).append(entry)
    return tuple(entry[0] if len(entry) == 1 else _one_of(entry) for entry in entries)


def _may_be_one(one: Person, other: Person) -> bool:
    if one.origin.path == other.origin.path:
        return False
    return not (one.orcid and other.orcid) or one.orcid.upper() == other.orcid.upper()


def _one_of(entries: Sequence[Person]) -> Person:
    """The person whom several entries describe; a list is that of the first who has one, aliases and links are all."""
    by_hand_first = sorted(entries, key=lambda entry: entry.foreign)
    changes: dict[str, object] = {
        field: next((value for entry in by_hand_first if (value := getattr(entry, field))), None)
        or getattr(by_hand_first[0], field)
        for field in Person.fields()
    }
    names = dict.fromkeys(name for entry in by_hand_first for name in (entry.name, *entry.aliases) if name)
    changes["aliases"] = tuple(name for name in names if name != changes["name"])
    links = {
        link.url.rstrip("/") or link.name: link for entry in reversed(by_hand_first) for link in entry.links
    }
    changes["links"] = tuple(reversed(links.values()))
    changes["extra"] = {
        name: value for entry in reversed(by_hand_first) for name, value in entry.extra.items()
    }
    first, *others = (entry.origin for entry in by_hand_first)
    changes["origin"] = first._replace(others=tuple(others))
    changes["foreign"] = all(entry.foreign for entry in entries)
    return by_hand_first[0].model_copy(update=changes)


class Highlights:
    """The names that stand out in author lists; differences in case, accents and dots do not matter.

    A name, an ORCID, or ``every PhD student``: everybody whose role in the register that is; ``every member`` is
    everybody in it.
    """

    def __init__(self, names: Iterable[str], people: Sequence[Person] = ()) -> None:
        wanted = [name.strip() for name in names if name.strip()]
        self._orcids = {match.group(1).upper() for name in wanted if (match := _ORCID.fullmatch(name))}
        roles = {_role(name[6:]) for name in wanted if name.lower().startswith("every ")}
        self._folded = {fold_name(name) for name in wanted}
        self._people = {
            person.name
            for person in people
            if person.orcid.upper() in self._orcids
            or "member" in roles
            or _role(person.role) in roles
            or any(fold_name(name) in self._folded for name in (person.name, *person.aliases))
        }

    def hold(self, author: Author) -> bool:
        """Whether the author stands out: named in the configuration, or set in bold by the data."""
        if author.emphasised or (author.person and author.person in self._people):
            return True
        if author.orcid and author.orcid.upper() in self._orcids:
            return True
        return bool(self._folded) and fold_name(author.name) in self._folded


def _role(text: str) -> str:
    return " ".join(text.casefold().split()).removesuffix("s")
