"""All records of one site: files read, records made, keys given, duplicates found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableSequence, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePath
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from sphinx_academic.data import records as kinds
from sphinx_academic.data.belonging import Belonging
from sphinx_academic.data.contributions import Contributions
from sphinx_academic.data.declarations import NOTHING, Declared, DeclaredKind
from sphinx_academic.data.fields import FileNotes
from sphinx_academic.data.located import Place, RawFile, RawList, RawMapping, RawValue
from sphinx_academic.data.records import KINDS, NewsItem, Person, Publication, Record
from sphinx_academic.data.records.declared import LIST, declarations, kinds_by_list, kinds_declared
from sphinx_academic.data.records.grouped_works import (
    appeared_somewhere,
    below,
    holds_works,
    kind_of_heading,
    looks_like_works,
    may_hold_works,
    typed,
    without_groups,
)
from sphinx_academic.data.records.news import without_auto
from sphinx_academic.data.records.person import Registry, each_person_once
from sphinx_academic.data.records.record import nothing_to_call, read_item
from sphinx_academic.data.records.released import ReleasedRecord
from sphinx_academic.data.register import problems_of
from sphinx_academic.data.same_work import possible_versions
from sphinx_academic.data.software import PREFERRED
from sphinx_academic.data.venues import LIST as VENUES
from sphinx_academic.data.venues import Venue, venues_of
from sphinx_academic.data.versions import merge, unknown_versions
from sphinx_academic.data.works_of_services import is_released, known_repositories, with_repositories
from sphinx_academic.problems import Code, Problem, gathered, nearest, shorten

if TYPE_CHECKING:
    # Which only a lab needs that reads its members' data.
    from sphinx_academic.data.lab import Lab
    from sphinx_academic.data.members import Members, PlaceOfFile

R = TypeVar("R", bound=Record)

Lists = Mapping[str, type[Record]]
"""Kinds of records, by each name that their list may have."""
_LISTS: Lists = {spelling: kind for kind in KINDS.values() for spelling in kind.lists}
_SUCH_AS = "such as publications, news, people, projects or talks; all are in the documentation of data files"
_USED = frozenset(("entrytype", PREFERRED))
"""What is kept of a work for programs."""
_AMBIGUOUS = frozenset(spelling for kind in KINDS.values() for spelling in kind.ambiguous)


class _ListOf(Generic[R]):
    """The records of a kind, as an attribute of a collection."""

    def __init__(self, kind: type[R]) -> None:
        self._kind = kind

    def __get__(self, collection: Collection, owner: object) -> tuple[R, ...]:
        return collection.of(self._kind)


@dataclass(frozen=True)
class Collection:
    """The records of one or more files, in the order in which they were written."""

    records: Mapping[type[Record], tuple[Record, ...]] = field(default_factory=dict)
    """By their kind. What several entries say of one work, or of one person, is one record."""
    as_written: tuple[Publication, ...] | None = None
    """The publications with each version of its own, where versions were brought together."""
    merged: tuple[tuple[Publication, ...], ...] = ()
    """Which publications were brought together."""
    auto_news: tuple[str, ...] = ()
    """What news are to be made of besides those that are written (``news: auto``)."""
    links: Mapping[str, str] = field(default_factory=dict)
    venues: Mapping[str, Venue] = field(default_factory=dict)
    """What is said of venues, by their short names."""
    problems: tuple[Problem, ...] = ()
    unread: tuple[str, ...] = ()
    """The files of which nothing could be read: missing, unreadable, or no data."""
    left_out: tuple[Problem, ...] = ()
    """What was read and is part of no record, or of one in a field that nothing shows."""
    own_kinds: Mapping[str, type[Record]] = field(default_factory=dict)
    """The kinds that the site declares, by the names of their lists."""
    declared: tuple[DeclaredKind, ...] = ()
    """What is said of these kinds, in the order in which they are declared."""
    members: Members | None = None
    """Whose files are whose, on the site of a lab that reads its members' data."""
    of_pages: tuple[tuple[str, Record], ...] = ()
    """What such a site says of a member on that member's page alone: the name, and the record."""
    fetched_files: frozenset[str] = frozenset()
    """The files of what services have said."""

    @property
    def all_kinds(self) -> Mapping[str, type[Record]]:
        """All kinds of records that there may be, by the names of their lists."""
        return {**KINDS, **self.own_kinds}

    def of(self, kind: type[R]) -> tuple[R, ...]:
        """The records of a kind."""
        return cast("tuple[R, ...]", self.records.get(kind, ()))

    publications = _ListOf(Publication)
    """Works: the versions of one work are one publication."""
    news = _ListOf(NewsItem)
    """The news that are written."""
    competitions = _ListOf(kinds.Competition)
    education = _ListOf(kinds.Education)
    people = _ListOf(Person)
    """The register of people, each once."""
    projects = _ListOf(kinds.Project)
    grants = _ListOf(kinds.Grant)
    profile = _ListOf(kinds.Profile)
    """Whose site it is."""

    @property
    def owner(self) -> kinds.Profile | None:
        """The one whose site it is: of several that are written, the first."""
        return next(iter(self.profile), None)

    @property
    def names_of_owner(self) -> tuple[str, ...]:
        """The names of those whose site it is, in every language and spelling."""
        return tuple(dict.fromkeys(name for each in self.profile for name in each.all_names))

    @property
    def separate(self) -> tuple[Publication, ...]:
        """The publications as they were written, each version of its own."""
        return self.publications if self.as_written is None else self.as_written

    @cached_property
    def belonging(self) -> Belonging:
        """What belongs to which project, and which grant paid for it."""
        return Belonging(self.records)

    @cached_property
    def contributions(self) -> Contributions:
        """Who of the register has a part in what."""
        return Contributions(self.records, self.of_pages)

    @cached_property
    def remarks(self) -> tuple[Problem, ...]:
        """What is no mistake but may be asked for: names that are not certain, projects that are not among the data, works that were
        brought together, and what no output shows."""
        # What services name is nobody's to mend.
        unknown = [
            told for told in self.belonging.unknown_in_records[1] if told.path not in self.fetched_files
        ]
        return (*_about_people(self), *unknown, *_about_merged(self), *self.left_out, *_about_lost(self))


def _about_people(collection: Collection) -> Iterator[Problem]:
    """Names in author lists that nobody in the register of people, or more than one, can be."""
    if not collection.people:
        return
    registry = Registry(collection.people)
    told: set[str] = set()
    for kind, records in collection.records.items():
        for record in collection.separate if kind is Publication else records:
            for name, authors in record.author_lists():
                is_said_by_services = record.origin.place(name)[0] in collection.fetched_files
                for author in authors.people:
                    if author.person or author.name in told or is_said_by_services:
                        continue
                    told.add(author.name)
                    message = f"'{author.name}' is not in the register of people."
                    hint = "Add the person, or an alias to a person."
                    if meant := [f"'{person.name}'" for person in registry.meant_by(author.name)]:
                        message = f"'{author.name}' may be {' or '.join(meant)}."
                        hint = "Give the ORCID, or the full name."
                    yield record.origin.problem(name, Code.PEOPLE, message, hint)


def _about_merged(collection: Collection) -> Iterator[Problem]:
    """Which publications were brought together."""
    for versions in collection.merged:
        first, *others = versions
        places = ", ".join(f"{other.origin.path}:{other.origin.line}" for other in others)
        message = f"'{shorten(first.title)}' is one work with {places}."
        yield first.origin.problem("title", Code.MERGED, message, "`:versions: separate` shows them apart.")
    for first, other in possible_versions(collection.publications):
        place = f"{other.origin.path}:{other.origin.line}"
        message = f"'{shorten(first.title)}' and the work in {place} may be versions of one; they stay two."
        yield first.origin.problem(
            "title",
            Code.MERGED,
            message,
            f"Say  version_of: {other.key}  in one of them, or  not_version_of: {other.key}",
        )


def _about_lost(collection: Collection) -> Iterator[Problem]:
    """What imported records hold that has no field of ours. Of what is written by hand an unknown key is a mistake, and told."""
    for kind, records in collection.records.items():
        for record in collection.separate if kind is Publication else records:
            own = {declared.name for declared in record.own}
            for key in record.extra if record.foreign and not record.fetched else ():
                origins = (record.origin, *record.origin.others)
                origin = next((each for each in origins if key in each.written), record.origin)
                line, column, *_ = origin.written.get(key, (origin.line, origin.column))
                name = key.removeprefix("bibtex_")
                but = " but in its BibTeX" if name in origin.source else ""
                if key not in _USED and key not in own and origin.path not in collection.fetched_files:
                    message = f"'{name}' of {kind.fields.called} is shown nowhere{but}."
                    yield Problem(origin.path, line, column, Code.LOST, message)


def collect(
    files: Iterable[RawFile],
    bare: str = "",
    declared: Declared = NOTHING,
    placed: PlaceOfFile = lambda path, url: "",
) -> Collection:
    """Make records of what the readers gave; ``bare`` names the list that a file is which is a list and nothing else, ``declared``
    is what the site has of its own besides the kinds that these files declare; ``placed`` finds what members' data name."""
    problems: list[Problem] = []
    # What services say counts last, and wherever their file is named the works stand in one order.
    files = sorted(files, key=lambda file: file.fetched)
    lab = _lab_of(declared, placed, problems)
    own = kinds_declared(files, problems, declared.language)
    own |= {kind.name: kind for kind in declared.kinds}
    of_own: dict[str, type[Record]] = {**kinds_by_list(own.values())}
    lists: Lists = {**_LISTS, **of_own} if own else _LISTS
    found: dict[type[Record], list[Record]] = {kind: [] for kind in (*KINDS.values(), *of_own.values())}
    links: dict[str, str] = {}
    venues: dict[str, Venue] = {}
    auto_news: dict[str, None] = {}
    unread: list[str] = []
    lost: list[Problem] = []
    for file in files:
        problems.extend(file.problems)
        lost.extend(file.lost)
        if file.root is None and file.problems:
            unread.append(file.path)
        notes = FileNotes(file, problems, lost, declared=declared)
        is_own = lab is None or not lab.members.whose(file.path)
        if said_of_venues := venues_of(notes):
            venues = {**venues, **said_of_venues} if is_own else {**said_of_venues, **venues}
        for kind, value, place in _lists(notes, bare, lists):
            if kind is None:
                said = _links_of_site(notes, value, place)
                links = {**links, **said} if is_own else {**said, **links}
                continue
            if kind is NewsItem:
                value, occasions = without_auto(value, notes, of_own)
                auto_news.update(dict.fromkeys(occasions if is_own else ()))
            records = (read_item(kind, item, notes) for item in kind.items(value, place, notes))
            found[kind].extend(record for record in records if record is not None)
        for label, url in file.links.items():
            links.setdefault(label, url)
    of_pages: tuple[tuple[str, Record], ...] = ()
    if lab is not None:
        of_own = lab.own_kinds(files, of_own)
        found, of_pages = lab.taken(files, found, of_own)
    _fill_repositories(found)
    if people := each_person_once(cast("list[Person]", found[Person])):
        problems.extend(problems_of(people))
        registry = Registry(people)
        found = {kind: list(map(registry.in_authors_of, records)) for kind, records in found.items()}
        of_pages = tuple((name, registry.in_authors_of(record)) for name, record in of_pages)
    if lab is not None:
        found = lab.each_once(found)
    publications = cast("list[Publication]", found[Publication])
    works = merge(publications)
    _forget_titles_that_services_know(problems, works.works)
    problems.extend(unknown_versions(publications))
    if lab is not None:
        lab.compare(works)
    of_kinds: dict[type[Record], Sequence[Record]] = {**found, Person: people, Publication: works.works}
    whose = lab.members.whose if lab is not None else _nobodys
    given = {
        kind: with_keys(records, problems, whose) if "key" in kind.fields else tuple(records)
        for kind, records in of_kinds.items()
        if records
    }
    if found[kinds.Project] or found[kinds.Grant]:
        belonging = Belonging(given)
        problems += (*belonging.problems, *belonging.unknown_in_records[0])
        if belonging.projects:
            given[kinds.Project] = tuple(map(belonging.in_its_place, belonging.projects))
    as_written = with_keys(works.separate, []) if works.separate else None
    return Collection(
        given,
        as_written,
        works.merged,
        tuple(auto_news),
        links,
        venues,
        gathered(problems),
        tuple(unread),
        tuple(lost),
        of_own,
        tuple(own.values()),
        lab.members if lab is not None else None,
        of_pages,
        frozenset(file.path for file in files if file.fetched),
    )


def _forget_titles_that_services_know(problems: list[Problem], works: Iterable[Publication]) -> None:
    """Whoever mends one field of a work by its DOI need not write down its title."""
    missing = nothing_to_call(Publication)
    if all(each.message != missing for each in problems):
        return  # as nearly always; there may be very many works
    places = {
        (work.origin.path, work.origin.line, work.origin.column)
        for work in works
        if work.title and not (work.fetched or work.origin.says("title"))
    }
    problems[:] = [
        each
        for each in problems
        if each.message != missing or (each.path, each.line, each.column) not in places
    ]


def _fill_repositories(found: dict[type[Record], list[Record]]) -> None:
    """Fill in what services know of the repositories of software, of which nobody but the site says that it is shown."""
    fetched = cast("list[kinds.Software]", [each for each in found[kinds.Software] if each.fetched])
    if not fetched:
        return
    known = known_repositories(fetched)
    found[kinds.Software] = [each for each in found[kinds.Software] if not each.fetched]
    for kind in (kinds.Software, kinds.Dataset):
        found[kind] = with_repositories(found[kind], known)
    released = ("version", "license", "date")
    found[Publication] = [
        *(
            with_repositories([work], known, names=released)[0] if is_released(work) and work.github else work
            for work in cast("list[Publication]", found[Publication])
        )
    ]


def _lab_of(declared: Declared, placed: PlaceOfFile, problems: list[Problem]) -> Lab | None:
    if not declared.members:
        return None
    # Which only the site of a lab needs that reads its members' data.
    lab: Callable[..., Lab] = resolve_name(f"{__package__}.lab:Lab")
    return lab(declared, placed, problems)


def _nobodys(path: str) -> str:
    """Whose a file is on the site of somebody alone."""
    return ""


def with_keys(
    records: Sequence[R], problems: MutableSequence[Problem], whose: Callable[[str], str] = _nobodys
) -> tuple[R, ...]:
    """The records, each with a key of its own; given keys are kept, the first of two equal ones. It is a mistake where one has both,
    as the files of two people, by ``whose`` they are, may well have the same keys."""
    taken: dict[str, R] = {}
    for record in records:
        if record.key:
            taken.setdefault(record.key, record)
    counts: dict[str, int] = {}
    keyed: list[R] = []
    for record in records:
        key = record.key
        first = taken.get(key)
        if first is record:
            # Options take keys with spaces between them.
            words = (key.replace(" ", "-"),) if " " in key else ()
            keyed.append(record.changed(other_keys=words) if words else record)
            continue
        if first is not None and whose(first.origin.path) == whose(record.origin.path):
            place, hint = f"{first.origin.path}:{first.origin.line}", "Give it a key of its own."
            message = f"The key '{key}' is taken by '{shorten(first.called)}' in {place}; this {record.kind} gets another."
            problems.append(record.origin.problem("key", Code.DUPLICATE, message, hint))
        base = key = record.as_first_written.suggested_key()
        while key in taken:
            counts[base] = counts.get(base, 0) + 1
            key = record.key_beside(base, counts[base])
        taken[key] = record
        keyed.append(record.changed(key=key))
    return tuple(_with_former_keys(keyed, problems))


def _with_former_keys(records: Sequence[R], problems: MutableSequence[Problem]) -> Iterator[R]:
    """The records with those of their former keys that no other has or had."""
    living: dict[str, R] = {}
    for record in records if any(each.former_keys for each in records) else ():
        for key in record.living_keys:
            living.setdefault(key, record)
    claimed: dict[str, R] = {}
    for record in records:
        kept: list[str] = []
        for key in dict.fromkeys(record.former_keys):
            other = living.get(key) or claimed.setdefault(key, record)
            if other is record and key not in living:
                kept.append(key)
            elif other is not record:
                place = f"{other.origin.path}:{other.origin.line}"
                had = "is" if key in living else "was"
                message = f"The former key '{key}' {had} that of '{shorten(other.called)}' in {place}; references lead there."
                problems.append(
                    record.origin.problem(
                        "former_keys", Code.DUPLICATE, message, "Take it out of one of them."
                    )
                )
        yield record.changed(former_keys=tuple(kept)) if tuple(kept) != record.former_keys else record


def _lists(
    notes: FileNotes, bare: str, lists: Lists
) -> Iterator[tuple[type[Record] | None, RawValue, Place]]:
    """The lists of a file that are ours, with the kind of their records; None for the links of the site."""
    root = notes.file.root
    if isinstance(root, RawList):
        yield from _list_without_name(notes, root, bare, lists)
    elif isinstance(root, str):
        message = "The file holds one text and no data."
        notes.note(Place(1, 1), Code.TYPE, message, "Start with  publications:  and a list below it.")
    elif isinstance(root, RawMapping):
        if _is_list_of_works(notes.file, root, bare or PurePath(notes.file.path).stem):
            yield Publication, root, Place(root.line, root.column)
        else:
            yield from _lists_by_name(notes, root, lists)


def _is_list_of_works(file: RawFile, root: RawMapping, name: str) -> bool:
    """Whether a file that is called so has years, headings or keys, each with works, and no list of records."""
    return (
        _kind_of_list(name, has_items=True) is Publication
        and not (file.is_page or file.foreign or holds_records(root))
        and looks_like_works(root, Publication.fields)
        and not any(nearest(key, _LISTS) for key in root)
    )


def _list_without_name(
    notes: FileNotes, root: RawList, bare: str, lists: Lists
) -> Iterator[tuple[type[Record], RawValue, Place]]:
    """A file that is a list holds what its name says, what somebody says, or what it must be by what stands in it."""
    name, place, fields = PurePath(notes.file.path).stem, Place(root.line, root.column), Publication.fields
    kind = _kind_of_list(name, lists, has_items=True)
    if kind is None and holds_works(name, root, fields):
        if kind_of_heading(name) == "talk":
            yield kinds.Talk, root, place
        else:
            yield Publication, below(name, root, (*place, *place)), place
        return
    # Groups have a key that says what they hold.
    is_grouped = without_groups(root, fields, []) is not root and looks_like_works(root, fields)
    kind = kind or (Publication if is_grouped else lists.get(bare) or _kind_by_fields(root, lists))
    if kind is not None:
        yield _as_works(kind, root, place)
    else:
        message = "The file is a list; which records it holds is not said."
        notes.note(place, Code.TYPE, message, f"Put a key above it, {_SUCH_AS}.")


def _kind_by_fields(root: RawList, lists: Lists) -> type[Record] | None:
    """The kind of record that has most of the fields that the items of a list have, publications in doubt; None where
    no kind has any of them."""
    keys = [key for item in root if isinstance(item, RawMapping) for key in item]
    known = {kind: sum(kind.fields.named(key) is not None for key in keys) for kind in lists.values()}
    kind = max(known, key=known.__getitem__)
    return kind if known[kind] else None


def _lists_by_name(
    notes: FileNotes, root: RawMapping, lists: Lists
) -> Iterator[tuple[type[Record] | None, RawValue, Place]]:
    file, fields = notes.file, Publication.fields
    is_beside = file.is_page and holds_records(root)
    for key, value in root.items():
        place, has_items = root.place_of_value(key), isinstance(value, (RawList, RawMapping))
        if key.strip().lower() == "links":
            yield None, value, place
        elif key.strip().lower() == LIST and (not file.is_page or isinstance(value, RawMapping)):
            pass  # which is read before all lists
        elif key.strip().lower() == VENUES and not (file.is_page or file.foreign):
            pass  # as this is
        elif (kind := _kind_of_list(key, lists, has_items=has_items or not file.is_page)) is not None:
            yield _as_works(kind, value, place)
        elif file.foreign:
            notes.leave_out(root.place_of_key(key), key, "this file")
        elif (is_named := holds_works(key, value, fields)) and kind_of_heading(key) == "talk":
            yield kinds.Talk, value, place  # invited_talks
        elif is_named:
            yield Publication, below(key, value, root.places[key]), place
        elif looks_like_works(value, fields) or (is_beside and may_hold_works(key, value, fields)):
            message = f"'{key}' looks like a list of works, and is none that is read."
            hint = "Put them under  publications:  and write  type: book  and the like where it matters."
            notes.note(root.place_of_key(key), Code.UNKNOWN_KEY, message, hint)
        elif not file.is_page or (has_items and nearest(key, lists)):
            # Other front matter is none of our business.
            meant = nearest(key, lists)
            hint = f"Did you mean '{meant}'?" if meant else f"Lists have names {_SUCH_AS}. {_OF_ONES_OWN}"
            notes.note(root.place_of_key(key), Code.UNKNOWN_KEY, f"'{key}' is no list of records.", hint)
        elif has_items:
            notes.leave_out(root.place_of_key(key), key, "this page")


_OF_ONES_OWN = "A kind of one's own is declared below  kinds:."


def _as_works(kind: type[Record], value: RawValue, place: Place) -> tuple[type[Record], RawValue, Place]:
    """Software and datasets all of which appeared somewhere, as works do, are publications of that type."""
    if not (issubclass(kind, ReleasedRecord) and isinstance(value, RawList) and value):
        return kind, value, place
    if not all(map(appeared_somewhere, value)):
        return kind, value, place
    made = RawList(value.line, value.column)
    for index, item in enumerate(value):
        made.append(typed(item, kind.kind))
        made.places.append(value.place_of(index))
    return Publication, made, place


def _kind_of_list(key: str, lists: Lists = _LISTS, *, has_items: bool) -> type[Record] | None:
    """Of what a key names a list; some may mean anything unless there are items below them."""
    spelling = key.strip().lower()
    return lists.get(spelling) if has_items or spelling not in _AMBIGUOUS else None


def holds_records(root: RawMapping) -> bool:
    """Whether one of the keys names a list of records, or declares one, as in a file of our own form."""
    return any(declarations(root, is_page=True)) or any(
        _kind_of_list(key, has_items=isinstance(value, (RawList, RawMapping))) is not None
        or (kind_of_heading(key) is not None and holds_works(key, value, Publication.fields))
        for key, value in root.items()
    )


def _links_of_site(notes: FileNotes, value: RawValue, place: Place) -> dict[str, str]:
    if isinstance(value, RawMapping):
        return {label: url for label, url in value.items() if isinstance(url, str)}
    if value is not None and not notes.file.is_page:
        message = "'links' is not a mapping from names to addresses."
        notes.note(place, Code.TYPE, message, "Write  Prof. A. Name: https://…  below it.")
    return {}
