"""Whose a fetched work is, as far as its authors say so, and whether one has a title that was looked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import NamedTuple

from sphinx_academic.data.owner import Owner
from sphinx_academic.data.records import Person, Profile, Record
from sphinx_academic.data.same_work import are_alike, normal_title
from sphinx_academic.data.values.addresses import Link, find_orcid
from sphinx_academic.data.values.name_parts import is_east_asian, parts_of
from sphinx_academic.data.values.names import Author, split_authors
from sphinx_academic.fetching.source import FetchedWork, Scholar
from sphinx_academic.formats.lock_file import Plain

_OWN_WORD = frozenset(("orcid",))
"""Sources in which people have put together their works themselves."""
_GUESSING = frozenset(("openalex",))
"""Sources that find out by themselves who somebody is: that they give an author the iD says no more than that the work is in their list."""
_OTHERS = frozenset(("et al.", "et al", "others", "…"))
_FEWEST_LETTERS = 16
"""A title with fewer letters is shared by strangers."""


class NamedPeople(NamedTuple):
    """The authors of a work, and whether these are all."""

    people: tuple[Author, ...]
    is_whole: bool = True


def people_in(values: Mapping[str, Plain]) -> NamedPeople:
    """The authors that the values of a work name; groups are nobody."""
    said = values.get("authors") or values.get("people") or ""
    if isinstance(said, str):
        written = split_authors(said)
        return NamedPeople(written.people, bool(written.people) and not written.others)
    people: list[Author] = []
    is_whole = True
    for each in said if isinstance(said, list) else [said]:
        name, orcid = "", ""
        if isinstance(each, str):
            name = each.strip()
        elif isinstance(each, dict):
            parts = [each.get(part) for part in ("given", "particle", "family")]
            name = str(each.get("name") or "") or " ".join(
                part for part in parts if isinstance(part, str) and part
            )
            orcid = find_orcid(str(each.get("orcid") or ""))
        if name.lower() in _OTHERS or (not name and orcid == ""):
            is_whole = False  # a group, or others
        elif not _is_group(name):
            people.append(Author(name, orcid=orcid))
        else:
            is_whole = False
    return NamedPeople(tuple(people), is_whole and bool(people))


def _is_group(name: str) -> bool:
    return bool(parts_of(name).literal) and "," not in name and not is_east_asian(name)


class Linked(IntEnum):
    """What authors say of whether a work is somebody's, what speaks most against it last."""

    YES, UNKNOWN, NAMESAKE, STRANGER = range(4)


class KnownPerson:
    """Somebody whose works are asked for, with all names under which the site knows this one."""

    def __init__(self, scholar: Scholar, own: Sequence[Record] = ()) -> None:
        self.orcid = scholar.orcid.upper()
        profiles = [each for each in own if isinstance(each, Profile) and self.orcid in each.orcids]
        names = dict.fromkeys((*scholar.names, *(name for each in profiles for name in each.all_names)))
        first, *others = names or [""]
        profile = Profile(
            name=first, other_names=tuple(others), links=(Link("ORCID", f"https://orcid.org/{self.orcid}"),)
        )
        self._owner = Owner(profile, [each for each in own if isinstance(each, Person)])

    @property
    def names(self) -> tuple[str, ...]:
        """The names; none where nobody has said any."""
        return self._owner.names

    def may_be_called(self, name: str) -> bool:
        """Whether a name may be this one's; where no name is known any may."""
        return not self.names or self._owner.may_be(Author(name))

    def is_author(self, work: FetchedWork) -> Linked:
        """What the authors that one source names say."""
        named = people_in(work.values)
        fitting = [each for each in named.people if self.may_be_called(each.name)]
        for each in named.people:
            # Publishers know whom they have asked for an iD, under whatever name.
            if each.orcid == self.orcid and (work.source not in _GUESSING or each in fitting):
                return Linked.YES
        if any(not each.orcid for each in fitting):
            return Linked.YES if self.names or work.source not in _GUESSING else Linked.UNKNOWN
        if fitting and self.names:
            return Linked.NAMESAKE
        return Linked.STRANGER if named.is_whole and self.names else Linked.UNKNOWN

    def is_linked(self, works: Sequence[FetchedWork]) -> Linked:
        """What all that is said of one work says, of which some sources have it in their list of this one's works."""
        listed = [work for work in works if work.of.upper() == self.orcid]
        said = {self.is_author(work) for work in works}
        carries = any(
            each.orcid == self.orcid
            for work in works
            if work.source not in _GUESSING
            for each in people_in(work.values).people
        )
        if carries:
            return Linked.YES
        is_own_word = any(work.source in _OWN_WORD for work in listed)
        if Linked.NAMESAKE in said:
            return Linked.YES if is_own_word else Linked.NAMESAKE
        if Linked.YES in said:
            return Linked.YES
        if Linked.STRANGER in said:
            return Linked.STRANGER
        # Of whom nothing is known the list is all there is.
        return Linked.YES if is_own_word or not self.names or any(map(_has_others, works)) else Linked.UNKNOWN


def _has_others(work: FetchedWork) -> bool:
    """Whether a work has authors of whom it is not said who they are."""
    return bool(work.values.get("authors")) or work.source not in _GUESSING


def namesakes_in(person: KnownPerson, works: Sequence[FetchedWork]) -> str:
    """Who has the name of somebody and another iD: ``Ada Quillfeather (0000-…)``."""
    found = {
        f"{each.name} ({each.orcid})"
        for work in works
        for each in people_in(work.values).people
        if each.orcid and each.orcid != person.orcid and person.may_be_called(each.name)
    }
    return ", ".join(sorted(found))


class TitleFit(IntEnum):
    """How well a work fits a title that was looked for."""

    NO, NEARLY, SURELY = range(3)


def fit_of_title(title: str, work: FetchedWork, people: Sequence[KnownPerson]) -> TitleFit:
    """Whether a work is the one that was looked for: it is called so, and by one of the people, where any are known."""
    found = work.values.get("title")
    if not isinstance(found, str) or not are_alike(title, found):
        return TitleFit.NO
    named = people_in(work.values)
    has_author = any(
        each.orcid == person.orcid or person.may_be_called(each.name)
        for person in people
        for each in named.people
    )
    if people and named.is_whole and not has_author:
        return TitleFit.NEARLY
    is_called = normal_title(title) == normal_title(found)
    is_telling = len(normal_title(title)) >= _FEWEST_LETTERS or has_author
    return TitleFit.SURELY if is_called and is_telling else TitleFit.NEARLY
