"""What belongs to which project and to which grant, by whatever name records call these."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import Generic, TypeVar

from sphinx_academic.data.funders import Funders
from sphinx_academic.data.records import Grant, Person, Project, Record
from sphinx_academic.data.records.calendar_entry import CalendarEntry
from sphinx_academic.data.records.derived_news import DerivedNews
from sphinx_academic.data.values.name_parts import fold_name
from sphinx_academic.data.values.names import Author, AuthorList
from sphinx_academic.problems import Code, Problem, nearest, shorten

R = TypeVar("R", bound=Project | Grant)
T = TypeVar("T", bound=Record)

_MOST_PARTS = 6
"""A title with so many commas in it is still found where names are parted at commas."""


def sign(name: str) -> str:
    """What all spellings of a name have in common: case, spaces, commas and emphasis do not matter."""
    return re.sub(r"[\s*_`,;\[\]]+", "", name.casefold())


class _Known(Generic[R]):
    """The projects, or the grants, of a collection by their names; a key is meant before a title is."""

    def __init__(self, records: Iterable[R], names: Callable[[R], Iterable[str]]) -> None:
        self.records: tuple[R, ...] = tuple(records)
        self.by_key: dict[str, R] = {}
        self._by_name: dict[str, list[str]] = {}
        self._places = {sign(record.key): place for place, record in enumerate(self.records)}
        for record in self.records:
            self.by_key.setdefault(sign(record.key), record)
        for record in self.records:
            for key in (*record.other_keys, *record.former_keys):
                self.by_key.setdefault(sign(key), record)
            for name in filter(None, map(sign, names(record))):
                self._by_name.setdefault(name, []).append(sign(record.key))

    def meant(self, name: str) -> Sequence[str]:
        """The signs of the keys of all who may be meant; none for a name that nobody has."""
        found = self.by_key.get(sign(name))
        return (sign(found.key),) if found is not None else self._by_name.get(sign(name), ())

    def in_order(self, signs: Iterable[str]) -> tuple[R, ...]:
        """Those with some keys, in the order in which they are written."""
        return tuple(
            self.by_key[each]
            for each in sorted(filter(self._places.__contains__, signs), key=self._places.__getitem__)
        )

    def signs(self, names: Sequence[str]) -> frozenset[str]:
        """What some names mean; what is not known means itself. A title with commas in it stands there in parts."""
        if not names:
            return frozenset()
        return frozenset(
            chain.from_iterable(meant or (sign(name),) for name, meant in self.each_meant(names))
        ) - {""}

    def each_meant(self, names: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
        """Each of some names, with the signs of the keys of whom it means; a title with commas in it is one."""
        at = 0
        while at < len(names):
            ends = range(min(len(names), at + _MOST_PARTS), at, -1)
            found = ((end, self.meant("".join(names[at:end]))) for end in ends)
            end, meant = next((each for each in found if each[1]), (at + 1, ()))
            yield ", ".join(names[at:end]), meant
            at = end

    def unknown(self, names: Sequence[str]) -> Iterator[str]:
        """The names among some that mean none of them."""
        return (name for name, meant in self.each_meant(names) if not meant)

    def nearest(self, name: str) -> str | None:
        """The name that is probably meant."""
        return nearest(name, self._spellings)

    @cached_property
    def _spellings(self) -> tuple[str, ...]:
        return tuple(
            dict.fromkeys(
                name
                for record in self.records
                for name in (record.called, record.key, *_number(record))
                if name
            )
        )


def _number(record: Project | Grant) -> Iterator[str]:
    if isinstance(record, Grant) and record.number:
        yield record.number


class Belonging:
    """Projects and grants, and what belongs to them. What says its grants itself was paid for by these; what does not, by those of
    its project; and what belongs to a project belongs to the one that this is a part of."""

    def __init__(self, records: Mapping[type[Record], Sequence[Record]]) -> None:
        self._records = records
        projects = [each for each in records.get(Project, ()) if isinstance(each, Project)]
        grants = [each for each in records.get(Grant, ()) if isinstance(each, Grant)]
        self._projects = _Known(projects, lambda project: project.in_every_language("title"))
        self._grants = _Known(grants, lambda grant: (*grant.in_every_language("title"), grant.number))
        self._inherited: dict[str, frozenset[str]] = {}
        self.problems = tuple(self._find_wholes())

    # What is a part of what

    def _find_wholes(self) -> Iterator[Problem]:
        """Find out which project each is a part of; a circle is opened where it closes."""
        self._whole: dict[str, str] = {}
        self._parts: dict[str, list[Project]] = {}
        for project in self._projects.records:
            written = _written_whole(project)
            meant = self._projects.meant(written) if written else ()
            if meant:
                self._whole[sign(project.key)] = meant[0]
            elif written:
                near = self._projects.nearest(written)
                hint = f"Did you mean '{near}'?" if near else "Name it by its key or its title."
                message = f"No project is called '{shorten(written)}'; this one is shown as a part of none."
                yield project.origin.problem(_field_of_whole(project), Code.PROJECTS, message, hint)
        yield from self._open_circles()
        for project in self._projects.records:
            if whole := self._whole.get(sign(project.key)):
                self._parts.setdefault(whole, []).append(project)

    def _open_circles(self) -> Iterator[Problem]:
        seen: set[str] = set()
        for project in self._projects.records:
            path: dict[str, None] = {}
            at: str | None = sign(project.key)
            while at is not None and at not in seen:
                seen.add(at)
                path[at] = None
                at = self._whole.get(at)
            if at is None or at not in path:
                continue
            way = list(path)
            circle = [self._projects.by_key[each] for each in way[way.index(at) :]]
            last = circle[-1]
            del self._whole[sign(last.key)]
            names = [f"'{shorten(each.called)}'" for each in (*circle[1:], circle[0])]
            shown = [*names[:2], "…", *names[-2:]] if len(names) > 5 else names
            said = (
                f"{names[-1]} is part of itself"
                if len(names) == 1
                else (f"{names[-1]} is part of {', which is part of '.join(shown)}")
            )
            message = f"{said}; '{shorten(last.called)}' is shown as a part of none."
            hint = "Leave `part_of` out of the largest of them."
            yield last.origin.problem(_field_of_whole(last), Code.PROJECTS, message, hint)

    def whole_of(self, project: Project) -> Project | None:
        """The project that one is a part of."""
        whole = self._whole.get(sign(project.key))
        return self._projects.by_key[whole] if whole else None

    def largest_of(self, project: Project) -> Project:
        """The largest project that one is a part of, or itself."""
        return self._projects.by_key[self._largest[sign(project.key)]]

    @cached_property
    def _largest(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for project in self._projects.records:
            path = [sign(project.key)]
            while path[-1] not in found and path[-1] in self._whole:
                path.append(self._whole[path[-1]])
            largest = found.get(path[-1], path[-1])
            found.update(dict.fromkeys(path, largest))
        return found

    @property
    def projects(self) -> tuple[Project, ...]:
        """Every project, in the order in which they are written."""
        return self._projects.records

    def in_its_place(self, project: Project) -> Project:
        """A project that knows what it is a part of, what its parts are, who pays, and who says to work on it."""
        found = {
            "whole": self.whole_of(project),
            "parts": self.parts_of(project),
            "paid_by": self.grants_of(project),
            "other_grants": tuple(self._grants.unknown(project.grants)),
            "people": self._with_members(project),
        }
        told = {name: value for name, value in found.items() if value}
        return project.changed(**told) if told else project

    def _with_members(self, project: Project) -> AuthorList:
        """Those whom a project names, then everybody in the register who names it."""
        people = project.people
        named = {fold_name(author.person or author.name) for author in people.people}
        more = tuple(
            Author(person.name, person.url, orcid=person.orcid, person=person.name)
            for person in self._members.get(sign(project.key), ())
            if named.isdisjoint(map(fold_name, (person.name, *person.aliases)))
        )
        return people._replace(people=(*people.people, *more)) if more and not people.written else people

    @cached_property
    def _members(self) -> dict[str, list[Person]]:
        """Project → the people who name it."""
        found: dict[str, list[Person]] = {}
        for person in self._records.get(Person, ()):
            if isinstance(person, Person):
                for name in self._projects.signs(person.projects):
                    found.setdefault(name, []).append(person)
        return found

    def parts_of(self, project: Project) -> tuple[Project, ...]:
        """The projects that are parts of one, in the order in which they are written."""
        return tuple(self._parts.get(sign(project.key), ()))

    # Who is meant

    def projects_of(self, record: Record) -> tuple[Project, ...]:
        """The projects that a record names, or that name it."""
        return self._projects.in_order(self._in_projects(record))

    def grants_of(self, record: Record) -> tuple[Grant, ...]:
        """The grants that paid for a record."""
        return self._grants.in_order(self._paid_by(record))

    def projects_called(self, record: Record) -> tuple[str, ...]:
        """The titles of the projects that a record names; of one that the data do not have, the name as it is written."""
        called: list[str] = []
        for name, meant in self._projects.each_meant(getattr(record, "projects", ())):
            called += [self._projects.by_key[each].title for each in meant] or [name]
        return tuple(called)

    def funders_called(self, record: Record) -> tuple[str, ...]:
        """Who paid for a record: the funders of its grants; of a grant that the data do not have, its name as it is written."""
        written = self._grants.each_meant(getattr(record, "grants", ()))
        unknown = [name for name, meant in written if not meant]
        known = [grant.funder for grant in self.grants_of(record) if grant.funder]
        return (*known, *unknown)

    def _in_projects(self, record: Record) -> frozenset[str]:
        """The signs of the projects that a record belongs to directly."""
        if isinstance(record, Project):
            whole = self._whole.get(sign(record.key))
            return frozenset((whole,) if whole else ())
        named = self._projects.signs(getattr(record, "projects", ()))
        if isinstance(record, Grant):
            return named | self._projects_paid.get(sign(record.key), frozenset())
        if isinstance(record, Person):
            spellings = map(fold_name, (record.name, *record.aliases))
            return named.union(*(self._projects_by_people.get(name, ()) for name in spellings))
        return named

    def _paid_by(self, record: Record) -> frozenset[str]:
        """The signs of the grants that paid for a record: its own, else those of its projects, else of what these are parts of."""
        if isinstance(record, Grant):
            return frozenset((sign(record.key),))
        own = self._own_grants(record)
        if own or not self._grants_of_projects:
            return own
        return frozenset().union(*map(self._paid_for_project, self._in_projects(record)))

    def _own_grants(self, record: Record) -> frozenset[str]:
        if isinstance(record, Project):
            return self._grants_of_projects.get(sign(record.key), frozenset())
        named = self._grants.signs(getattr(record, "grants", ()))
        if isinstance(record, Person):
            spellings = map(fold_name, (record.name, *record.aliases))
            return named.union(*(self._grants_by_people.get(name, ()) for name in spellings))
        return named

    def _paid_for_project(self, project: str) -> frozenset[str]:
        """The signs of the grants of a project, else of the next larger one that has any."""
        path: list[str] = []
        at: str | None = project
        while at is not None and at not in self._inherited and at not in self._grants_of_projects:
            path.append(at)
            at = self._whole.get(at)
        found = frozenset[str]()
        if at is not None:
            found = self._inherited.get(at) or self._grants_of_projects.get(at, found)
        self._inherited.update(dict.fromkeys(path, found))
        return found

    @cached_property
    def _grants_of_projects(self) -> dict[str, frozenset[str]]:
        """Project → the grants that it names, and those that name it."""
        found: dict[str, frozenset[str]] = {}
        for project in self._projects.records:
            if named := self._grants.signs(project.grants):
                found[sign(project.key)] = named
        for grant in self._grants.records:
            for name in self._projects.signs(grant.projects):
                found[name] = found.get(name, frozenset()) | {sign(grant.key)}
        return found

    @cached_property
    def _projects_paid(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for project, grants in self._grants_of_projects.items():
            for grant in grants:
                found.setdefault(grant, set()).add(project)
        return {grant: frozenset(projects) for grant, projects in found.items()}

    @cached_property
    def _projects_by_people(self) -> dict[str, set[str]]:
        return _by_people(self._projects.records)

    @cached_property
    def _grants_by_people(self) -> dict[str, set[str]]:
        return _by_people(self._grants.records)

    # Which records belong

    def among(
        self,
        records: Iterable[T],
        projects: Sequence[str],
        grants: Sequence[str],
        funders: Sequence[str] = (),
    ) -> tuple[T, ...]:
        """Those of some records that belong to one of the projects and were paid for by one of the grants, and by one of the funders,
        where any are named."""
        if projects:
            records = filter(self.of_projects(projects), records)
        if grants:
            records = filter(self.of_grants(grants), records)
        if funders:
            records = filter(self.of_funders(funders), records)
        return tuple(records)

    def of_projects(self, names: Sequence[str]) -> Callable[[Record], bool]:
        """Whether a record belongs to one of some projects, or to a part of one."""
        wanted = self._with_parts(self._projects.signs(names))
        return lambda record: not wanted.isdisjoint(self._in_projects(_about(record)))

    def of_grants(self, names: Sequence[str]) -> Callable[[Record], bool]:
        """Whether one of some grants paid for a record."""
        wanted = self._grants.signs(names)
        # Worked out once for each project, as a chain of projects may be long.
        paid = self._with_parts(
            {
                project
                for project, grants in self._grants_of_projects.items()
                if not wanted.isdisjoint(grants)
            },
            without=self._grants_of_projects.keys(),
        )

        def is_paid(record: Record) -> bool:
            record = _about(record)
            if isinstance(record, Grant):
                return sign(record.key) in wanted
            if isinstance(record, Project):
                return sign(record.key) in paid or not wanted.isdisjoint(self._own_grants(record))
            own = self._own_grants(record)
            return not wanted.isdisjoint(own) if own else not paid.isdisjoint(self._in_projects(record))

        return is_paid

    def of_funders(self, names: Sequence[str]) -> Callable[[Record], bool]:
        """Whether one of some funders paid for a record: by a grant, by one that the data do not have and that the record calls by
        the funder, or for the project that it belongs to."""
        wanted = {self.funders.meant(name) for name in names} - {""}
        grants = frozenset(sign(grant.key) for grant in self.grants_by(names))
        paid = self.of_grants([self._grants.by_key[key].key for key in grants])
        projects = {
            sign(project.key)
            for project in self._projects.records
            if project.funder and self.funders.meant(project.funder) in wanted
        }
        without = {*projects, *self._grants_of_projects.keys()}
        of_projects = self._with_parts(projects, without=without - projects) if projects else frozenset()

        def is_paid(record: Record) -> bool:
            if paid(record):
                return True
            record = _about(record)
            if isinstance(record, Project):
                return sign(record.key) in of_projects
            if isinstance(record, Grant):
                return False
            unknown = self._grants.unknown(getattr(record, "grants", ()))
            if any(self.funders.meant(name) in wanted for name in unknown):
                return True
            return not self._own_grants(record) and not of_projects.isdisjoint(self._in_projects(record))

        return is_paid

    def grants_by(self, funders: Sequence[str]) -> tuple[Grant, ...]:
        """The grants of some funders, in the order in which they are written."""
        wanted = {self.funders.meant(name) for name in funders} - {""}
        return tuple(
            grant
            for grant in self._grants.records
            if grant.funder and self.funders.meant(grant.funder) in wanted
        )

    def grants_called(self, name: str) -> tuple[Grant, ...]:
        """The grants that a name means: more than one where two have one number or one title."""
        return self._grants.in_order(self._grants.meant(name))

    @cached_property
    def funders(self) -> Funders:
        """Everybody who paid for something: the funders of grants and projects, and what records name that is no grant of the data."""
        records = chain.from_iterable(self._records.values())
        unknown = (name for record in records for name in self._grants.unknown(getattr(record, "grants", ())))
        return Funders(
            (
                *(grant.funder for grant in self._grants.records),
                *(project.funder for project in self._projects.records),
                *unknown,
            )
        )

    def unknown_funders(self, names: Sequence[str]) -> Iterator[tuple[str, str]]:
        """The names that no funder has, each with what may be meant."""
        for name in names:
            if not self.funders.meant(name):
                yield name, nearest(name, self.funders.names) or ""

    def _with_parts(self, projects: Iterable[str], without: Iterable[str] = ()) -> frozenset[str]:
        """Projects with all that are parts of them, those left out that stand for themselves."""
        found, alone = {*projects}, {*without}
        to_do = list(found)
        while to_do:
            for part in self._parts.get(to_do.pop(), ()):
                if (name := sign(part.key)) not in found and name not in alone:
                    found.add(name)
                    to_do.append(name)
        return frozenset(found)

    # What nobody has

    def unknown_projects(self, names: Sequence[str]) -> Iterator[tuple[str, str]]:
        """The names that no project of the collection has and no record either, each with what may be meant; where there are
        no projects, names are but words to select by."""
        return self._unknown(names, self._projects, "projects")

    def unknown_grants(self, names: Sequence[str]) -> Iterator[tuple[str, str]]:
        """The names that no grant of the collection has and no record either, each with what may be meant."""
        return self._unknown(names, self._grants, "grants")

    def _unknown(self, names: Sequence[str], known: _Known[R], field: str) -> Iterator[tuple[str, str]]:
        if known.records:
            used = self._used[field]
            for name in known.unknown(names):
                if sign(name) not in used:
                    yield name, known.nearest(name) or ""

    @cached_property
    def _used(self) -> dict[str, frozenset[str]]:
        """What records call projects and grants."""
        every = [record for records in self._records.values() for record in records]
        return {
            field: frozenset(sign(name) for record in every for name in getattr(record, field, ()))
            for field in ("projects", "grants")
        }

    @cached_property
    def unknown_in_records(self) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
        """Names in records that no project, or no grant, of the collection has: those that are near to one, which are probably
        misspelt, and all others."""
        misspelt: list[Problem] = []
        others: list[Problem] = []
        for field, known, one in (("projects", self._projects, "project"), ("grants", self._grants, "grant")):
            told: set[str] = set()
            for record in chain.from_iterable(self._records.values()) if known.records else ():
                for name in known.unknown(getattr(record, field, ())):
                    if sign(name) in told:
                        continue
                    told.add(sign(name))
                    near = known.nearest(name)
                    hint = (
                        f"Did you mean '{near}'?"
                        if near
                        else f"Add the {one}, or leave it a word to select by."
                    )
                    message = f"No {one} is called '{shorten(name)}'."
                    found = record.origin.problem(field, Code.PROJECTS, message, hint)
                    (misspelt if near else others).append(found)
        return tuple(misspelt), tuple(others)


def _about(record: Record) -> Record:
    """What made news, and days in a calendar, are of."""
    return record.about if isinstance(record, (DerivedNews, CalendarEntry)) else record


def _written_whole(project: Project) -> str:
    return project.part_of or next(iter(project.projects), "")


def _field_of_whole(project: Project) -> str:
    return "part_of" if project.part_of else "projects"


def _by_people(records: Iterable[Project | Grant]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for record in records:
        for author in record.people.people:
            found.setdefault(fold_name(author.person or author.name), set()).add(sign(record.key))
    return found
