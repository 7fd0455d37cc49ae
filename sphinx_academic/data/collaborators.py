"""With whom somebody has worked, as those who look for independent reviewers ask: co-authors and others of the last years.

What is asked for, by the example of the National Science Foundation of the USA (Proposal and Award Policies and Procedures Guide, II.D.2.h(iii),
"Collaborators and Other Affiliations Information"; https://www.nsf.gov/funding/senior-personnel-documents/faq/coa): the co-authors of
any book, article, report, abstract or paper and the collaborators on projects, funded grants and graduate research of the last 48
months; the co-editors of a journal, compendium or proceedings of the last 24 months; and, whenever that was, one's own advisors and
advisees for a doctorate. Others have lists of their own that hold the same, within other spans.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sphinx_academic.data.collection import Collection
from sphinx_academic.data.indicators import abbreviated
from sphinx_academic.data.records import Education, Grant, Person, Project, Publication, Supervision
from sphinx_academic.data.records.person import Highlights
from sphinx_academic.data.values.dates import PartialDate
from sphinx_academic.data.values.name_parts import fold_name, parts_of
from sphinx_academic.data.values.names import Author, AuthorList, split_authors
from sphinx_academic.data.window import Window, days_of, days_of_record, months_before

RELATIONS = ("co-author", "collaborator", "co-editor", "advisor", "advisee")
"""What somebody may be to another, in the order in which readers are told."""
MONTHS = 48
"""So many months of common work are asked for."""
MONTHS_OF_EDITORS = 24
"""And so many of being editors together."""
MOST_AUTHORS = 100
"""Who signs a work with more others has not worked with all of them."""

_EDITORS = re.compile(r"(?i)\b(?:eds?|editors?|hrsg|éds?)\b\.?[)]?$")
_TITLE = re.compile(r"(?i)^(?:(?:univ\.-)?prof(?:essor|\.)?|dr\.?|pd)(?:-ing\.?)?\s+(?=\S)")


class Collaborator(NamedTuple):
    """Somebody, what the two are to each other, where the other works as far as the data say, the last date and the number of works of
    both, and for what somebody was advised. ``is_awaited`` says that the newest work of both has not appeared."""

    name: str
    relations: tuple[str, ...]
    affiliation: str = ""
    last: PartialDate | None = None
    works: int = 0
    about: str = ""
    email: str = ""
    orcid: str = ""
    author: Author = Author("")
    is_awaited: bool = False

    @property
    def family_first(self) -> str:
        """The name as forms ask for it: *Lovelace, Ada King*."""
        parts = self.author.in_parts if self.author.name == self.name else parts_of(self.name)
        family = parts.whole_family
        if not family or not parts.given:
            return parts.literal or self.name
        return ", ".join(filter(None, (family, parts.given, parts.suffix)))


class Collaborators(NamedTuple):
    """With whom some people have worked since a date, and of what that was not found out: works without a date, works with too many
    authors, and works whose authors are one text."""

    of: tuple[str, ...]
    since: PartialDate
    people: tuple[Collaborator, ...]
    works: int = 0
    undated: int = 0
    crowded: int = 0
    unread: int = 0

    @property
    def without_affiliation(self) -> int:
        """Of how many it is not known where they work."""
        return sum(not each.affiliation for each in self.people)


@dataclass
class _Found:
    """What is known of somebody so far."""

    author: Author
    relations: dict[str, None] = field(default_factory=dict)
    last: PartialDate | None = None
    works: int = 0
    is_awaited: bool = False
    affiliation: str = ""
    about: dict[str, None] = field(default_factory=dict)
    orcid: str = ""

    def note(self, author: Author, relation: str, last: PartialDate | None, about: str = "") -> None:
        self.relations[relation] = None
        self.orcid = self.orcid or author.orcid
        if about:
            self.about[about] = None
        is_newer = last is not None and (self.last is None or days_of(last).last > days_of(self.last).last)
        if author.affiliation and (is_newer or not self.affiliation):
            self.affiliation = author.affiliation
        if len(author.name) > len(self.author.name) and not self.author.person:
            self.author = author
        if is_newer:
            self.last = last


def names_of_owner(collection: Collection, highlighted: Sequence[str] = ()) -> tuple[str, ...]:
    """Whose site it is: who has the profile, else who alone stands out; empty where that is nobody, or several."""
    if len(collection.profile) > 1:
        return ()
    if collection.profile:
        return collection.names_of_owner
    return tuple(highlighted) if len(highlighted) == 1 else ()


def collaborators(
    collection: Collection,
    names: Sequence[str],
    today: PartialDate,
    months: int = MONTHS,
    most_authors: int = MOST_AUTHORS,
    relations: Sequence[str] = RELATIONS,
) -> Collaborators:
    """With whom somebody, or one of several, has worked in the months before a day, by the family name.

    A work of 2022 counts if any day of 2022 lies within; so does what is in press, and what is to appear later.
    """
    search = _Search(collection, names, today, months, most_authors)
    search.find()
    wanted = set(relations)
    found = (search.described(each) for each in search.found.values() if wanted & each.relations.keys())
    people = (
        each._replace(relations=tuple(name for name in RELATIONS if name in {*each.relations} & wanted))
        for each in found
    )
    ordered = sorted(people, key=lambda each: (each.family_first.casefold(), each.name))
    return Collaborators(
        tuple(names),
        search.since,
        tuple(ordered),
        search.works,
        search.undated,
        search.crowded,
        search.unread,
    )


class _Search:
    def __init__(
        self, collection: Collection, names: Sequence[str], today: PartialDate, months: int, most_authors: int
    ) -> None:
        self._collection, self._today, self._most = collection, today, most_authors
        self.since = months_before(today, months)
        self._window = Window(self.since)
        self._of_editors = Window(months_before(today, min(months, MONTHS_OF_EDITORS)))
        self._own = Highlights(names, collection.people)
        self._own_names = {fold_name(name) for name in names} - {""}
        profile = set(map(fold_name, collection.names_of_owner))
        self._is_owner = not self._own_names.isdisjoint(profile) or not profile
        self.found: dict[str, _Found] = {}
        self.works = self.undated = self.crowded = self.unread = 0
        self._register: dict[str, list[Person]] = {}
        for person in collection.people:
            for name in (person.name, *person.aliases):
                self._register.setdefault(fold_name(name), []).append(person)
        self._learn_names()

    def _learn_names(self) -> None:
        """Learn whom abbreviated names mean, and which names have an ORCID."""
        self._orcids: dict[str, set[str]] = {}
        spelled: dict[str, None] = dict.fromkeys(self._own_names)
        for work in self._collection.publications:
            for author in work.authors.people if len(work.authors.people) <= self._most else ():
                name = self._name(author)
                spelled[name] = None
                if author.orcid:
                    self._orcids.setdefault(name, set()).add(author.orcid)
        for person in self._collection.people:
            spelled[fold_name(person.name)] = None
        self._whole = abbreviated(spelled)

    @staticmethod
    def _name(author: Author) -> str:
        return fold_name(author.person or author.name) or author.name

    def _is_self(self, author: Author) -> bool:
        if self._own.mean(author):
            return True
        return not author.orcid and self._whole.get(self._name(author), "") in self._own_names

    def find(self) -> None:
        """Find everybody."""
        for work in self._collection.publications:
            self._look_at_work(work)
            self._look_at_editors(work)
        for grant in self._collection.of(Grant):
            self._look_at_project(grant)
        for project in self._collection.of(Project):
            self._look_at_project(project)
        for each in self._collection.of(Education):
            if self._is_owner and each.advisor:
                advisors = split_authors(each.advisor, is_one="," not in each.advisor)
                for author in advisors.people:
                    self._note(author, "advisor", each.ended, each.degree or each.title)
        for supervised in self._collection.of(Supervision):
            self._look_at_supervision(supervised)

    def _look_at_work(self, work: Publication) -> None:
        people = work.authors.people
        if not people:
            written = fold_name(work.authors.written) if work.authors.written else ""
            if any(name in written for name in self._own_names) and self._counts(work):
                self.unread += 1
            return
        if not any(map(self._is_self, people)):
            return
        if not self._counts(work):
            self.undated += days_of_record(work) is None
            return
        if len(people) > self._most:
            self.crowded += 1
            return
        self.works += 1
        seen: set[str] = set()
        for author in people:
            if not self._is_self(author) and (key := self._key(author)) not in seen:
                seen.add(key)
                found = self._note(author, "co-author", work.when if days_of_record(work) else None)
                found.works += 1
                found.is_awaited = found.is_awaited or work.is_awaited

    def _counts(self, work: Publication) -> bool:
        return work.is_awaited or self._window.holds(days_of_record(work))

    def _look_at_editors(self, work: Publication) -> None:
        days = days_of_record(work)
        if work.editor and days is not None and self._of_editors.holds(days):
            editors = split_authors(_EDITORS.sub("", work.editor.strip()).rstrip(" (,;")).people
            if any(map(self._is_self, editors)):
                for author in editors:
                    if not self._is_self(author):
                        self._note(author, "co-editor", work.when)

    def _look_at_project(self, record: Grant | Project) -> None:
        days = days_of_record(record)
        people = record.people.people
        # A grant on one's own site names who else has it, and a project there says what one's own part is.
        is_own = any(map(self._is_self, people)) or (
            self._is_owner
            and bool(self._collection.profile)
            and (isinstance(record, Grant) or bool(record.role))
        )
        if is_own and days is not None and self._window.holds(days) and len(people) <= self._most:
            self._note_all(people, "collaborator", self._last_of(record))

    def _last_of(self, record: Grant | Project | Supervision) -> PartialDate | None:
        """The last day of both: the end, or today where it goes on."""
        ended = record.ended if record.ended is not None and record.ended.year else None
        days = days_of_record(record)
        if days is not None and days.last > self._today.order and days.first <= self._today.order:
            return self._today
        return ended or record.began

    def _look_at_supervision(self, record: Supervision) -> None:
        supervisors = record.supervisors.people
        student = _author_named(record.name)
        if student is None:
            return
        if self._is_self(student):
            for author in supervisors:
                self._note(author, "advisor", self._last_of(record), record.degree)
        elif (self._is_owner and (self._collection.profile or not supervisors)) or any(
            map(self._is_self, supervisors)
        ):
            self._note(student, "advisee", self._last_of(record), record.degree)
            days = days_of_record(record)
            if days is not None and self._window.holds(days):
                self._note_all(supervisors, "collaborator", self._last_of(record))

    def _note_all(self, people: Iterable[Author], relation: str, last: PartialDate | None) -> None:
        for author in people:
            if not self._is_self(author):
                self._note(author, relation, last)

    def _note(self, author: Author, relation: str, last: PartialDate | None, about: str = "") -> _Found:
        title = _TITLE.match(author.name)
        while title:
            author = author._replace(name=author.name[title.end() :])
            title = _TITLE.match(author.name)
        found = self.found.setdefault(self._key(author), _Found(author))
        found.note(author, relation, last if last is not None and last.year else None, about)
        return found

    def _key(self, author: Author) -> str:
        """By what somebody is known: the ORCID, if it is known which of those of one name is meant, else the whole name."""
        name = self._name(author)
        name = self._whole.get(name, name)
        known = self._register.get(name, [])
        if not author.person and len(known) == 1:
            name = fold_name(known[0].name)
        orcids = {author.orcid} - {""} or self._orcids.get(name, set())
        return min(orcids) if len(orcids) == 1 else name

    def described(self, found: _Found) -> Collaborator:
        """Somebody with what the register of people says."""
        person = self._person(found)
        affiliation = (
            (person.now if person.has_left(self._today) else "") or person.affiliation if person else ""
        )
        return Collaborator(
            name=person.name if person else found.author.bare_name,
            relations=tuple(found.relations),
            affiliation=affiliation or found.affiliation or self._where_now(found),
            last=found.last,
            works=found.works,
            about=", ".join(found.about),
            email=next(iter(person.emails), "") if person else "",
            orcid=(person.orcid if person else "") or found.orcid,
            author=found.author,
            is_awaited=found.is_awaited,
        )

    def _person(self, found: _Found) -> Person | None:
        names = (self._name(found.author), self._whole.get(self._name(found.author), ""))
        known = [person for name in names if name for person in self._register.get(name, ())]
        same = [person for person in known if found.orcid and person.orcid == found.orcid]
        left = same or [person for person in known if not (found.orcid and person.orcid)]
        return left[0] if len({id(each) for each in left}) == 1 else None

    def _where_now(self, found: _Found) -> str:
        """Where the list of those who are supervised says that somebody is."""
        name = self._name(found.author)
        students = (each for each in self._collection.of(Supervision) if fold_name(each.name) == name)
        return next((each.now or each.institution for each in students if each.now or each.institution), "")


def _author_named(name: str) -> Author | None:
    people: AuthorList = split_authors(name, is_one=True)
    return people.people[0] if len(people.people) == 1 else None


def unknown_names(collection: Collection, names: Sequence[str]) -> Iterator[str]:
    """The names among some that nobody in the data has."""
    known = set(map(fold_name, collection.names_of_owner))
    known.update(fold_name(name) for each in collection.people for name in (each.name, *each.aliases))
    known.update(fold_name(author.name) for author in _everybody(collection))
    whole = abbreviated(known)
    meant = set(whole.values())
    yield from (name for name in names if (folded := fold_name(name)) not in known and folded not in meant)


def spelled_names(collection: Collection) -> tuple[str, ...]:
    """Every name in the data, as it is written first."""
    of_people = (name for person in collection.people for name in (person.name, *person.aliases))
    of_works = (author.name for author in _everybody(collection))
    return tuple(dict.fromkeys((*collection.names_of_owner, *of_people, *of_works)))


def _everybody(collection: Collection) -> Iterator[Author]:
    records = [record for of_kind in collection.records.values() for record in of_kind]
    return (
        author for record in records for _field, people in record.author_lists() for author in people.people
    )
