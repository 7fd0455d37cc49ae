"""A lab and its members: whose file a record is from, what of a member's data a lab takes, and what becomes of it there."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableSequence, Sequence
from fnmatch import fnmatchcase
from functools import cache
from pathlib import PurePosixPath
from typing import NamedTuple, cast

from sphinx_academic.data import records as kinds
from sphinx_academic.data.declarations import MemberFiles
from sphinx_academic.data.fields import Origin
from sphinx_academic.data.records import Person, Profile, Publication, Record
from sphinx_academic.data.records.person import Registry
from sphinx_academic.data.records.record import merged_values
from sphinx_academic.data.values.addresses import LINKS, PICTURES, URL, Image, Link, find_orcid, scheme_of
from sphinx_academic.data.values.name_parts import fold_name
from sphinx_academic.data.values.names import Author, AuthorList
from sphinx_academic.problems import Code, Problem, nearest, shorten

PlaceOfFile = Callable[[str, str], str]
"""Given the name of a member's file and a path that stands in it: that path from the folder of the lab's pages; empty where no file of
the member's is there."""

_OWN_SITE_ALONE: frozenset[type[Record]] = frozenset({kinds.NewsItem, kinds.CvPart})
"""What is about a member's own site: its news, and the parts of its CV."""
_OWN_PAGE_ALONE: frozenset[type[Record]] = frozenset(
    {kinds.Position, kinds.Education, kinds.Membership, kinds.Service}
)
"""What a lab says on the member's page, and in no list: nobody looks there for the schools of everybody."""
_NAMES_NOBODY: frozenset[type[Record]] = frozenset({Publication, kinds.EventItem})
"""What says who had a part in it, or does not know."""


class Members:
    """Whose files are whose, by the names that these have in messages."""

    def __init__(self, files: Iterable[MemberFiles]) -> None:
        self._files = tuple(files)
        self._names = {each.name: each.name for each in self._files}
        self._ways = [
            (_parts(path), each.name)
            for each in self._files
            for path in sorted(each.paths, key=len, reverse=True)
        ]
        self._written_for = cache(self._find)

    def _find(self, path: str) -> str:
        parts = _parts(path)
        return next((name for way, name in self._ways if _is_within(parts, way)), "")

    @property
    def asked(self) -> tuple[str, ...]:
        """The members as the setting calls them."""
        return tuple(self._names)

    @property
    def names(self) -> frozenset[str]:
        """The members as the register calls them."""
        return frozenset(self._names.values())

    def call(self, asked: str, name: str) -> None:
        """Say what the register calls somebody."""
        self._names[asked] = name

    def called(self, asked: str) -> str:
        """What the register calls somebody whom the setting calls so."""
        return self._names[asked]

    def whose(self, path: str) -> str:
        """Whose a file is, by the name in the register; empty where it is the lab's own."""
        asked = self._written_for(path)
        return self._names[asked] if asked else ""

    def asked_name_of(self, path: str) -> str:
        """Whose a file is, as the setting calls the member."""
        return self._written_for(path)

    def all_asked_of(self, path: str) -> tuple[str, ...]:
        """All whose a file is, as the setting calls them: one, unless it is given for several."""
        parts = _parts(path)
        return tuple(dict.fromkeys(name for way, name in self._ways if _is_within(parts, way)))

    def owners_of(self, record: Record) -> tuple[str, ...]:
        """The members whose files tell of a record."""
        return tuple(dict.fromkeys(filter(None, map(self.whose, record.origin.paths))))

    def files_called(self, origin: Origin) -> str:
        """How a message speaks of the file that something stands in: ``Ada Kettlewell's file``."""
        name = self.whose(origin.path)
        return f"{shorten(name)}'s file" if name else "the lab's own file"


def _is_within(path: tuple[str, ...], way: tuple[str, ...]) -> bool:
    """Whether a path is what another one stands for: itself, what lies below it, or one of a pattern."""
    if not way:
        return True
    if way[0] == "**":
        return any(_is_within(path[start:], way[1:]) for start in range(len(path)))
    return bool(path) and fnmatchcase(path[0], way[0]) and _is_within(path[1:], way[1:])


def _parts(path: str) -> tuple[str, ...]:
    return PurePosixPath(path.replace("\\", "/")).parts


class OfMembers(NamedTuple):
    """The records of a lab and its members, and what is said of a member on that member's page alone: (name, record)."""

    records: Mapping[type[Record], list[Record]]
    of_pages: tuple[tuple[str, Record], ...]


def of_lab(
    found: Mapping[type[Record], Sequence[Record]],
    members: Members,
    known: Iterable[type[Record]],
    placed: PlaceOfFile,
    problems: MutableSequence[Problem],
) -> OfMembers:
    """What a lab has of what its own files and those of its members hold; ``known`` are the kinds that it has lists of.

    A member's profile fills in what the register says of the member. What names nobody is the member's own. What is about the
    member's own site is left out, as is whom a member knows.
    """
    known = {*known}
    of_lab: dict[type[Record], list[Record]] = {kind: [] for kind in found}
    of_members: list[tuple[str, Record]] = []
    about: dict[str, list[Record]] = {asked: [] for asked in members.asked}
    first: dict[str, Origin] = {}
    for kind, records in found.items():
        for record in records:
            asked = members.asked_name_of(record.origin.path)
            if not asked:
                of_lab[kind].append(record)
                continue
            first.setdefault(asked, Origin(record.origin.path, 1, 1))
            if kind in {Person, Profile}:
                about[asked].append(record)
            elif kind in known and kind not in _OWN_SITE_ALONE:
                of_members.append((asked, record))
    registered = cast("list[Person]", of_lab[Person])
    of_lab[Person] = [*_register(registered, about, members, first, placed, problems)]
    of_pages: list[tuple[str, Record]] = []
    for asked, record in of_members:
        name = members.called(asked)
        here = _placed(record, placed)
        if type(record) in _OWN_PAGE_ALONE:
            of_pages.append((name, here))
        else:
            of_lab[type(record)].append(_with_owner(here, name))
    return OfMembers(of_lab, tuple(of_pages))


# Who they are


def _register(
    people: list[Person],
    about: Mapping[str, Sequence[Record]],
    members: Members,
    first: Mapping[str, Origin],
    placed: PlaceOfFile,
    problems: MutableSequence[Problem],
) -> Iterator[Person]:
    """The register with all members, each with what the member's own data say."""
    registry, by_key = Registry(people), {person.key: person for person in people if person.key}
    filled: dict[int, Person] = {}
    called: dict[int, str] = {}
    new: list[Person] = []
    for asked, said in about.items():
        person = by_key.get(asked) or next(iter(registry.meant_by(asked)), None)
        known = [name for each in people for name in (each.name, each.key) if name]
        if person is None and people and (meant := nearest(asked, known)):
            message = f"This is the data of '{shorten(asked)}', as 'academic_members' says, and nobody in the register of people is called so."
            origin = first.get(asked, Origin("conf.py"))
            problems.append(origin.problem("", Code.MEMBERS, message, f"Did you mean '{meant}'?"))
        name = person.name if person is not None else asked
        members.call(asked, name)
        if person is not None and (other := called.setdefault(id(person), asked)) != asked:
            message = f"'{shorten(asked)}' and '{shorten(other)}' in 'academic_members' are one member of the lab, whose files all of these are."
            hint = f'Write it once:  "{shorten(other)}": [..., ...]'
            problems.append(first.get(asked, Origin("conf.py")).problem("", Code.MEMBERS, message, hint))
        known_so_far = filled.get(id(person), person) or Person(name=name, origin=first.get(asked, Origin()))
        own = _about(known_so_far, said, placed, problems)
        if person is None:
            # Of whom nothing is read there is nothing to say.
            new += [own] if asked in first else []
        else:
            filled[id(person)] = own
    yield from (filled.get(id(person), person) for person in people)
    yield from new


_TAKEN = ("role", "photo", "email", "url", "line", "about", "pronouns", "now", "degree", "links", "orcid")
"""What a member's own data may add to the register; when somebody came and left, and where that is, the lab knows."""


def _about(
    person: Person, said: Sequence[Record], placed: PlaceOfFile, problems: MutableSequence[Problem]
) -> Person:
    """Somebody with what the own data add: the profile, then the entry of the own register."""
    names = {*map(fold_name, (person.name, *person.aliases))}
    own: list[Person] = []
    aliases = dict.fromkeys(person.aliases)
    for each in sorted(said, key=lambda record: isinstance(record, Person)):
        if isinstance(each, Profile):
            spellings = each.all_names
        elif isinstance(each, Person) and (
            not names.isdisjoint(map(fold_name, (each.name, *each.aliases)))
            or (each.orcid and each.orcid == person.orcid)
        ):
            spellings = (each.name, *each.aliases)
        else:
            continue
        aliases.update(dict.fromkeys(name for name in spellings if name and name != person.name))
        names.update(map(fold_name, spellings))
        here = _placed(each, placed)
        values = {name: value for name, value in here.__dict__.items() if name in _TAKEN}
        orcid = next(filter(None, (find_orcid(link.url) for link in values.get("links", ()))), "")
        if person.orcid and (other := values.get("orcid", orcid)) and other != person.orcid:
            path, place = person.origin.place("orcid")
            message = f"The ORCID of '{shorten(person.name)}' is {person.orcid} in {path}:{place.line}, and {other} in this member's own file; the former is shown."
            problems.append(
                each.origin.problem(
                    "orcid" if "orcid" in each.fields else "links",
                    Code.MEMBERS,
                    message,
                    "Mend the wrong one.",
                )
            )
        own.append(Person.with_values({"orcid": orcid, **values, "origin": here.origin}))
    if not own:
        return person
    kept = {"name": person.name, "key": person.key, "aliases": tuple(aliases), "foreign": person.foreign}
    return Person.with_values({**merged_values((person, *own)), **kept})


# What is theirs


def _with_owner(record: Record, name: str) -> Record:
    """A record of somebody's own file, which says there without a name that it is the owner's."""
    lists = [*record.author_lists()]
    if len(lists) != 1 or type(record) in _NAMES_NOBODY:
        return record
    field, people = lists[0]
    if not people:
        return record.changed(**{field: AuthorList((Author(name),))})
    named = {fold_name(each.name) for each in people.people}
    if not record.names_others or people.written or fold_name(name) in named:
        return record
    return record.changed(**{field: people._replace(people=(Author(name), *people.people))})


def _placed(record: Record, placed: PlaceOfFile) -> Record:
    """A record whose pictures and files lie where they are from the lab's pages."""
    path, fields = record.origin.path, record.fields
    changes: dict[str, object] = {}
    for name in fields.of_type(PICTURES):
        if pictures := cast("tuple[Image, ...]", record.__dict__.get(name, ())):
            # Where there is none it is looked for beside the data, and not among those of the lab or of another member.
            moved = (_moved(path, each.url, placed, posixpath.dirname(path)) for each in pictures)
            changes[name] = tuple(each._replace(url=url) for each, url in zip(pictures, moved, strict=True))
    for name in fields.of_type(LINKS):
        if links := cast("tuple[Link, ...]", record.__dict__.get(name, ())):
            changes[name] = tuple(each._replace(url=_moved(path, each.url, placed)) for each in links)
    for name in fields.of_type(URL):
        if url := record.__dict__.get(name, ""):
            changes[name] = _moved(path, url, placed)
    for name in record.fields.prose:
        if value := record.__dict__.get(name, ""):
            texts = (value,) if isinstance(value, str) else cast("tuple[str, ...]", value)
            moved_texts = tuple(_moved_within(path, text, placed) for text in texts)
            if moved_texts != texts:
                changes[name] = moved_texts[0] if isinstance(value, str) else moved_texts
    return record.changed(**changes) if changes else record


_ADDRESS_IN_TEXT = re.compile(
    r"""(?P<picture>!?)(?P<before>\[(?:[^\[\]]|\[[^\[\]]*\])*\]\(\s*<?)(?P<url>[^()\s<>]+)
    | (?P<definition>^[ ]{0,3}\[[^\[\]]+\]:\s*<?)(?P<defined>[^\s<>]+)
    | (?P<attribute>\b(?P<name>href|src)\s*=\s*["'])(?P<given>[^"'<>]+)""",
    re.MULTILINE | re.VERBOSE | re.IGNORECASE,
)
"""The address of a link or a picture in Markdown or HTML."""


def _moved_within(path: str, text: str, placed: PlaceOfFile) -> str:
    """A text whose links and pictures lead to the files of the member who wrote it."""
    if "](" not in text and "]:" not in text and "=" not in text:
        return text
    folder = posixpath.dirname(path)

    def moved(found: re.Match[str]) -> str:
        before = found["before"] or found["definition"] or found["attribute"]
        url = found["url"] or found["defined"] or found["given"]
        is_picture = bool(found["picture"]) or (found["name"] or "").lower() == "src"
        lies = _moved(path, url, placed, folder if is_picture else "")
        return f"{found['picture'] or ''}{before}{lies}"

    return _ADDRESS_IN_TEXT.sub(moved, text)


def _moved(path: str, url: str, placed: PlaceOfFile, otherwise: str = "") -> str:
    if not url or url.startswith(("#", "//")) or scheme_of(url) or "@" in url:
        return url
    return placed(path, url) or (posixpath.join(otherwise, url.lstrip("/")) if otherwise else url)
