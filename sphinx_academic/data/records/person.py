"""People: those whom the site knows, whose site it is, who is meant by a name, and whose name stands out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Self, TypeVar

from sphinx_academic.data import roles_of_people as roles
from sphinx_academic.data.fields import FLAG, TEXT, WORDS, Merge, field
from sphinx_academic.data.naming import person_key
from sphinx_academic.data.records.record import Record, merged_values
from sphinx_academic.data.values import addresses
from sphinx_academic.data.values.addresses import (
    LINKS,
    ORCID,
    PICTURES,
    URL,
    Image,
    Link,
    bare_email,
    complete,
    find_orcid,
    is_email,
)
from sphinx_academic.data.values.dates import DATED, PartialDate, ReadDate, is_ongoing, last_day
from sphinx_academic.data.values.name_parts import fold_name, may_be_same_given_names
from sphinx_academic.data.values.names import Author, AuthorList
from sphinx_academic.problems import Code, Problem

R = TypeVar("R", bound=Record)


class Person(Record):
    """Somebody whom the site knows: a member of the lab, a co-author with a page of her own."""

    kind = "person"
    lists = ("people", "members", "team")
    main = "name"

    # fmt: off
    name: str = field(TEXT, "The full name.")
    aliases: tuple[str, ...] = field(WORDS, "Other spellings under which the person publishes, in other scripts too.",
        "alias", "also_known_as", "other_names", merge=Merge.OWN)
    orcid: str = field(ORCID, "The ORCID, such as 0000-0002-1825-0097.")
    url: str = field(URL, "Where the person is on the web; the name links there in every list of authors.",
        "website", "homepage", "link")
    photo: tuple[Image, ...] = field(PICTURES, "A picture of the person, with url, caption and alt.",
        "image", "picture", "avatar")
    role: str = field(TEXT, "The position, such as PhD student.", "position", "group", prose=True)
    affiliation: str = field(TEXT, "Where the person works.", "institution", prose=True)
    email: str = field(TEXT, "Shown as `name AT host dot org`, so that people can read it and harvesters cannot.")
    start: ReadDate | None = field(DATED, "When it began.", "since", "from", "start_year")
    end: ReadDate | None = field(DATED, "When it ended; `present` while it goes on.", "until", "to", "end_year")
    alumnus: bool = field(FLAG, "Whether the person has left; who has an end in the past has.", "alumni", "alumna", "former", "left")
    degree: str = field(TEXT, "The degree that was earned here: PhD 2021.", "degrees", prose=True)
    now: str = field(TEXT, "Where the person is today, who has left.", "now_at", "currently", "next", prose=True)
    pronouns: str = field(TEXT, "How to speak of the person: she/her.", "pronoun")
    tags: tuple[str, ...] = field(WORDS, "Words to select by, such as interests.", "tag", "interests", "keywords", merge=Merge.ALL)
    projects: tuple[str, ...] = field(WORDS, "The projects that the person works on, by key or title.", "project", merge=Merge.ALL)
    grants: tuple[str, ...] = field(WORDS, "The grants that pay for the person, by key or number.", "grant", "funding", merge=Merge.ALL)
    links: tuple[Link, ...] = field(LINKS, "Name and url of each; without url the name alone is shown.",
        "social", "media", merge=Merge.ALL)
    line: str = field(TEXT, "What the person does, in a line.", "one_line", "tagline", "subtitle", prose=True)
    about: str = field(TEXT, "A text about the person, in Markdown.", "bio", "description", "text", prose=True)
    key: str = field(TEXT, "A name for links and selections; one is made where none is given.", "id")
    former_keys: tuple[str, ...] = field(WORDS, "Keys that it had before, the first one first, so that links to them still lead here.",
        "former_key", merge=Merge.ALL)
    # fmt: on

    def known_in(self, languages: tuple[Self, ...]) -> Self:
        """With the names in other languages among the other names, so that lists of authors in any language know who is meant."""
        names = dict.fromkeys((*self.aliases, *(each.name for each in languages)))
        aliases = tuple(name for name in names if name and name != self.name)
        return self.changed(in_languages=languages, aliases=aliases)

    @property
    def roles(self) -> frozenset[str]:
        """The role in every language, as roles are compared."""
        return frozenset(map(roles.folded, self.in_every_language("role")))

    def addresses(self) -> tuple[tuple[str, Link], ...]:
        """The links, with the full address where only a user name is given (``GitHub: ada``); e-mail is no link here."""
        links = (complete(link) for link in self.links)
        return tuple([("links", link) for link in links if not is_email(link.url)])

    @property
    def emails(self) -> tuple[str, ...]:
        """Where to write to, whether that stands as the e-mail or among the links."""
        linked = (link.url for link in map(complete, self.links) if is_email(link.url))
        return tuple(dict.fromkeys(map(bare_email, filter(None, (self.email, *linked)))))

    def suggested_key(self) -> str:
        """The name: ``ada-lovelace``."""
        return person_key(self.name)

    @property
    def began(self) -> PartialDate | None:
        """When the person came, if that is known."""
        return self.start.date if self.start else None

    @property
    def ended(self) -> PartialDate | None:
        """When the person left, or will leave, if that is known."""
        return self.end.date if self.end else None

    def has_left(self, today: PartialDate | None = None) -> bool:
        """Whether the person is an alumna or alumnus: by ``alumnus``, by the role, or by an end before ``today``."""
        if self.alumnus or any(map(roles.is_former, self.in_every_language("role"))):
            return True
        return (
            today is not None
            and self.ended is not None
            and self.ended.year > 0
            and last_day(self.ended) < today.order
        )

    def faults(self) -> Iterator[Problem]:
        """An end before the beginning, and somebody who has left and is still there."""
        first, last = self.began, self.ended
        if first is not None and last is not None and first.year > 0 and last_day(last) < first.order:
            message = (
                f"This person leaves ({last.iso}) before coming ({first.iso}); both are shown as written."
            )
            yield self.origin.problem("end", Code.DATE, message, "Mend one of the two dates.")
        if self.alumnus and self.end is not None and last is None and is_ongoing(self.end.before):
            message = (
                f"'{self.name}' has left, and is there until '{self.end.before}'; stands among the alumni."
            )
            yield self.origin.problem("end", Code.DATE, message, "Leave one of  alumnus  and  end  out.")


class Profile(Record):
    """Whose site it is."""

    kind = "profile"
    lists = ("profile",)
    ambiguous = ("profile",)
    main = "name"

    # fmt: off
    name: str = field(TEXT, "The full name.")
    other_names: tuple[str, ...] = field(WORDS, "Names in other scripts or languages.",
        "other_name", "also_known_as", "native_name")
    role: str = field(TEXT, "The position, such as PhD student.", "position", prose=True)
    affiliation: str = field(TEXT, "Where the person works.", "institution", prose=True)
    photo: tuple[Image, ...] = field(PICTURES, "A picture of the person, with url, caption and alt.",
        "image", "picture", "avatar")
    email: str = field(TEXT, "Shown as `name AT host dot org`, so that people can read it and harvesters cannot.")
    links: tuple[Link, ...] = field(LINKS, "A mapping from names to addresses or user names, or name and url of each.",
        "social", "media")
    about: str = field(TEXT, "A text about the person, in Markdown.", "bio", "text", prose=True)
    # fmt: on

    @property
    def anchor_key(self) -> str:
        """By what links lead to it: the name as a person of the register would have it, the same in all languages."""
        return person_key(self.as_first_written.name) if self.name else ""

    @property
    def all_names(self) -> tuple[str, ...]:
        """The name in every language, and the other names."""
        names = (*self.in_every_language("name"), *self.other_names)
        return tuple(name for name in dict.fromkeys(names) if name)

    def addresses(self) -> tuple[tuple[str, Link], ...]:
        """The links, with the full address where only a user name is given (``GitHub: ada``)."""
        return tuple([("links", complete(link)) for link in self.links])

    @property
    def orcids(self) -> tuple[str, ...]:
        """The ORCID iDs that the links lead to."""
        return tuple(orcid for _field, link in self.addresses() if (orcid := find_orcid(link.url)))


_MOST_COMPARED = 100
_MOST_NAMESAKES = 50
"""With more people of one name nobody can be told apart, and comparing them all would take quadratic time."""


def _spellings(person: Person) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fold_name(name) for name in (person.name, *person.aliases)))


class Registry:
    """Finds people: ``Liu, H.``, ``H. Liu`` and ``Haohe Liu`` are one as long as only one is known who can be meant."""

    def __init__(self, people: Sequence[Person]) -> None:
        self._by_orcid: dict[str, list[Person]] = {}
        self._by_name: dict[str, list[Person]] = {}
        # By family name and first name; "h" for somebody of whom no more is known, "h." for everybody who may be abbreviated so.
        self._by_first: dict[tuple[str, str], list[tuple[int, list[str], Person]]] = {}
        for number, person in enumerate(people):
            if person.orcid:
                self._by_orcid.setdefault(person.orcid, []).append(person)
            for index, name in enumerate(_spellings(person)):
                *given, family = name.split() or [""]
                if not family:
                    continue
                self._by_name.setdefault(name, []).append(person)
                # The alias "H. Liu" says how this person is abbreviated, and not that Hong Liu is this person.
                if given and not (index and any(len(word) == 1 for word in given)):
                    for first in (given[0], f"{given[0][0]}.") if len(given[0]) > 1 else given[:1]:
                        self._by_first.setdefault((family, first), []).append((number, given, person))
        self._known: dict[str, Sequence[Person]] = {}

    def meant_by(self, name: str) -> tuple[Person, ...]:
        """Everybody who may be meant by a name, also where two files tell of one; one person where it is certain."""
        once: list[Person] = []
        for person in self._found(name):
            if not any(_is_same(person, known) for known in once):
                once.append(person)
        return tuple(once)

    def _found(self, name: str) -> Sequence[Person]:
        if name not in self._known:
            self._known[name] = self._find(fold_name(name))[:_MOST_NAMESAKES]
        return self._known[name]

    def _find(self, folded: str) -> Sequence[Person]:
        *given, family = folded.split() or [""]
        if folded in self._by_name or not given:
            return self._by_name.get(folded, ())
        other = given[0][0] if len(given[0]) > 1 else f"{given[0]}."
        found = {
            number: person
            for first in (given[0], other)
            for number, known, person in self._by_first.get((family, first), ())[:_MOST_COMPARED]
            if may_be_same_given_names(given, known)
        }
        return [found[number] for number in sorted(found)]

    def linked(self, authors: AuthorList) -> AuthorList:
        """The authors, each with what the register knows of him or her."""
        people = tuple([self._linked(author) for author in authors.people])
        return authors if people == authors.people else authors._replace(people=people)

    def in_authors_of(self, record: R) -> R:
        """The record with its authors found in the register."""
        found = {field: (authors, self.linked(authors)) for field, authors in record.author_lists()}
        changes = {field: linked for field, (authors, linked) in found.items() if linked is not authors}
        return record.changed(**changes) if changes else record

    def _linked(self, author: Author) -> Author:
        found = self._by_orcid.get(author.orcid, ())[:_MOST_NAMESAKES] if author.orcid else ()
        if not found:
            found = [each for each in self._found(author.name) if not (author.orcid and each.orcid)]
        if not found or not all(_is_same(found[0], other) for other in found[1:]):
            return author
        url = author.url or next((person.url for person in found if person.url), "")
        orcid = author.orcid or next((person.orcid for person in found if person.orcid), "")
        return author._replace(person=found[0].name, url=url, orcid=orcid)


def _is_same(one: Person, other: Person) -> bool:
    if one.orcid and other.orcid:
        return one.orcid == other.orcid
    return one.origin.path != other.origin.path and not set(_spellings(one)).isdisjoint(_spellings(other))


def each_person_once(people: Sequence[Person]) -> tuple[Person, ...]:
    """The register without repetitions: whom several files describe is one person, if they share the ORCID or the
    name, unless the ORCIDs differ. What is written by hand wins over what is imported, then the file that comes
    first, field by field. Namesakes within one file stay apart."""
    entries: list[list[Person]] = []
    found: dict[str, list[list[Person]]] = {}
    for person in people:
        names = map(fold_name, person.in_every_language("name"))
        signs = [sign for sign in dict.fromkeys((person.orcid.upper(), *names)) if sign]
        entry: list[Person] = []
        for sign in signs:
            known = found.get(sign, ())[:_MOST_NAMESAKES]
            fitting = [each for each in known if all(_may_be_one(person, other) for other in each)]
            # Of two namesakes in another file either may be meant, so neither is taken.
            if len(fitting) == 1:
                entry = fitting[0]
                break
        if not entry:
            entries.append(entry)
        entry.append(person)
        for sign in signs:
            found.setdefault(sign, []).append(entry)
    return tuple(entry[0] if len(entry) == 1 else _one_of(entry) for entry in entries)


def _may_be_one(one: Person, other: Person) -> bool:
    orcids = {one.orcid.upper(), other.orcid.upper()} - {""}
    return one.origin.path != other.origin.path and len(orcids) < 2


def _one_of(entries: Sequence[Person]) -> Person:
    """The person whom several entries describe; a list is that of the first who has one, aliases and links are all."""
    by_hand_first = sorted(entries, key=lambda entry: entry.foreign)
    values = merged_values(by_hand_first)
    names = dict.fromkeys(name for entry in by_hand_first for name in (entry.name, *entry.aliases) if name)
    values["aliases"] = tuple(name for name in names if name != values.get("name"))
    return Person.with_values(values)


def everybody(
    names: Iterable[str], people: Sequence[Person], today: PartialDate | None = None
) -> list[Person]:
    """The people of the register whom ``every PhD student`` and its like ask for; ``every member`` is everybody who has a role, or
    everybody where nobody has one, ``every alumnus`` everybody who has left by ``today``."""
    wanted = {role for name in names if (role := roles.asked_for(name))}
    if not wanted:
        return []
    if roles.MEMBER in wanted:
        wanted.update(roles.folded(person.role) for person in people if person.role)
        if not any(person.role for person in people):
            wanted.add("")
    alumni = any(map(roles.asks_for_alumni, wanted))
    return [each for each in people if each.roles & wanted or (alumni and each.has_left(today))]


class Highlights:
    """Who stands out in author lists: by name, whatever its case, accents and dots, by ORCID, or by the role in the
    register (:func:`everybody`)."""

    def __init__(
        self, names: Iterable[str], people: Sequence[Person] = (), today: PartialDate | None = None
    ) -> None:
        wanted = [name.strip() for name in names if name.strip()]
        self._orcids = {orcid for name in wanted if (orcid := addresses.find_orcid(name))}
        self._folded = {fold_name(name) for name in wanted} - {""}
        chosen = [*everybody(wanted, people, today), *filter(self._name, people)]
        self._people = {person.name for person in chosen}
        self._orcids.update(person.orcid for person in chosen if person.orcid)
        # Of two namesakes the ORCID tells who stands out.
        self._others = {person.orcid for person in people if person.orcid} - self._orcids

    def _name(self, person: Person) -> bool:
        return person.orcid in self._orcids or not self._folded.isdisjoint(_spellings(person))

    def hold(self, author: Author) -> bool:
        """Whether the author stands out: named in the configuration, or set in bold by the data."""
        return author.emphasised or self.mean(author)

    def among(self, people: AuthorList) -> Highlights:
        """Who stands out among the authors of one work."""
        return self

    def mean(self, author: Author) -> bool:
        """Whether the author is one of those who are named."""
        if author.orcid and author.orcid in self._orcids:
            return True
        if author.orcid and author.orcid in self._others:
            return False
        if author.person and author.person in self._people:
            return True
        return bool(self._folded) and fold_name(author.name) in self._folded
