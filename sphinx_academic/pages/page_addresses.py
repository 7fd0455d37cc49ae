"""Which records have a page of their own, and where it is."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_academic.data import select
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.naming import as_one, fault_in, in_ascii
from sphinx_academic.data.records import Person, Project, Publication, Record
from sphinx_academic.data.register import with_profile
from sphinx_academic.pages.build import build_of, later, notes_of
from sphinx_academic.pages.links import files_of_site
from sphinx_academic.pages.site import in_reading_order, wants_pages
from sphinx_academic.pages.site_kinds import declared_in
from sphinx_academic.problems import Code, Problem, shorten
from sphinx_academic.sections.base import collection_of
from sphinx_academic.settings import PAGE_SETTINGS

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_academic.sections.page_text import PageText


class PageKind(NamedTuple):
    """A kind of records that have pages: its class, what references call it, what describes a page, what sorts them (else they
    stand as written), and by what else a record is known than by its key."""

    record: type[Record]
    kind: str
    called: str
    """What classes of HTML call a page."""
    sort: str
    """What previews take a page for (https://ogp.me/#types)."""
    place_of_pictures: str
    text: Callable[..., PageText]
    """Given the record, its description, the name of the page, its home and the collection."""
    order: Callable[[Any], Any] | None
    names: Callable[[Any], Iterable[str]]

    @property
    def setting(self) -> str:
        """The setting that asks for the pages."""
        return PAGE_SETTINGS[self.kind]

    def records_of(self, collection: Collection) -> Sequence[Record]:
        """The records of a collection that have pages; whom the profile is about has from there what the register leaves out."""
        if self.record is Person:
            return with_profile(collection.people, collection.profile)
        return collection.of(self.record)

    @property
    def list_of(self) -> str:
        """The list of a collection that holds them."""
        return self.record.lists[0]


# fmt: off
PAGE_KINDS: Mapping[str, PageKind] = {each.kind: each for each in (
    PageKind(Publication, "publication", "paper", "article", "page", later("sphinx_academic.sections.publication_page:page_text"),
        lambda work: select.newness(work.when, is_awaited=work.is_awaited), lambda work: ()),
    PageKind(Person, "person", "person-page", "profile", "photo", later("sphinx_academic.sections.person_page:page_text"),
        None, lambda person: (person.orcid, person.name, *person.aliases)),
    PageKind(Project, "project", "project-page", "website", "page", later("sphinx_academic.sections.project_page:page_text"),
        lambda project: project.newness, lambda project: project.in_every_language("title")),
)}
"""The one table of kinds of records that have pages, in the order in which these are written."""
# fmt: on

PAPERS, PEOPLE, PROJECTS = PAGE_KINDS.values()


class RecordPage(NamedTuple):
    """A record with a page; ``docname`` is how Sphinx would call that page (``papers/liu2024learning``).

    ``home`` is the page whose list shows the record, empty where none does.
    """

    record: Record
    docname: str
    collection: Collection
    sources: tuple[str, ...]
    home: str
    kind: PageKind


class RecordPages(NamedTuple):
    """The pages of one kind, in their order, and their names by what records are known by."""

    pages: tuple[RecordPage, ...] = ()
    problems: tuple[Problem, ...] = ()
    by_place: Mapping[_Place, str] = {}
    by_name: Mapping[tuple[_Place, str], str] = {}
    by_key: Mapping[str, str] = {}
    by_call: Mapping[str, str] = {}
    """By what else a record alone is known: the name of a person, the title of a project."""

    def __bool__(self) -> bool:
        return bool(self.pages)

    def places(self) -> list[tuple[str, ...]]:
        """Which records have which pages, and which have none, in order."""
        pages = [(page.record.key, page.docname) for page in self.pages]
        return sorted([*pages, *((each.path, each.text) for each in self.problems)])

    def page_of(self, record: Record) -> str:
        """The page of a record, or of the work that it is a version of; empty where there is none."""
        place = record.origin[:3]
        # Of some formats only the file is known; of a version of a work only its place.
        return self.by_name.get((place, record.key)) or self.by_place.get(place, "")

    def page_of_key(self, key: str) -> str:
        """The page of the record with a key, or that alone is called so; empty where there is none."""
        return self.by_key.get(key) or self.by_call.get(key, "")

    def find(self, asked: Record | str) -> str:
        """The page of a record, or of a key."""
        return self.page_of_key(asked) if isinstance(asked, str) else self.page_of(asked)


_LONGEST = 150
"""Characters of a page's name: endings, and folders on the way to it, take their part of what systems allow."""

_Place = tuple[str, int, int]
_NONE = RecordPages()


def pages_of(env: BuildEnvironment, kind: str) -> RecordPages:
    """The pages of a kind of records, known when all pages of the site are read: none of most kinds, and for most builders."""
    return all_pages(env)[kind] if kind in PAGE_KINDS else _NONE


def paper_pages(env: BuildEnvironment) -> RecordPages:
    """The landing pages of publications."""
    return pages_of(env, PAPERS.kind)


def all_pages(env: BuildEnvironment) -> Mapping[str, RecordPages]:
    """The pages of all kinds."""
    if not wants_pages(build_of(env).builder):
        return dict.fromkeys(PAGE_KINDS, _NONE)
    return build_of(env).one("pages of records", lambda: _found(env))


def _found(env: BuildEnvironment) -> Mapping[str, RecordPages]:
    taken: dict[str, Record] = {}
    folders = {kind: str(getattr(env.config, row.setting)) for kind, row in PAGE_KINDS.items()}
    return {
        kind: _pages(row, folders[kind], env, taken) if folders[kind] else _NONE
        for kind, row in PAGE_KINDS.items()
    }


def _lists(env: BuildEnvironment, list_of: str) -> Iterator[tuple[tuple[str, ...], Collection, str]]:
    """Every set of files whose records of a list the site shows, with the page that shows most of them."""
    own = files_of_site(env)
    homes: dict[tuple[tuple[str, ...], str], tuple[int, int, str]] = {}
    order = {docname: number for number, docname in enumerate(in_reading_order(env))}
    for docname, notes in sorted(notes_of(env).items()):
        for each in notes.lists:
            if each.bare == list_of:
                place = (each.filters, order.get(docname, len(order)), docname)
                wanted = (each.sources, "" if each.sources == own else each.bare)
                homes[wanted] = min(homes.get(wanted, place), place)
    for sources, bare in dict.fromkeys([(own, ""), *sorted(homes)]):
        if sources:
            home = homes.get((sources, bare), (0, 0, ""))[2]
            # What all files of the site hold is one collection, whichever list of it is asked for.
            collection = collection_of(sources, str(env.srcdir), bare or PAPERS.list_of, declared_in(env))
            yield sources, collection, home


def _pages(kind: PageKind, folder: str, env: BuildEnvironment, taken: dict[str, Record]) -> RecordPages:
    """The pages of a kind; ``taken`` are the pages of all kinds so far, by what is one file for every system."""
    pages: list[RecordPage] = []
    told: list[Problem] = []
    own = {as_one(name) for name in env.found_docs}
    seen: set[tuple[_Place, str]] = set()
    for sources, collection, home in _lists(env, kind.list_of):
        for record in kind.records_of(collection):
            place = (record.origin[:3], record.key)
            if place in seen:
                continue  # the same record, of a file that two lists show
            seen.add(place)
            name = file_name(record.key)
            if fault := _why_not(name, taken.get(as_one(f"{folder}/{name}"))):
                name = _numbered(name, record.key)
            docname = f"{folder}/{name}"
            if as_one(docname) in taken or as_one(docname) in own:
                message = f"The page '{docname}' is another one of the site; this {record.kind} gets none."
                hint = f"Give it another key, or name another folder in {kind.setting}."
                told.append(record.origin.problem("key", Code.OUTPUT, message, hint))
                continue
            if fault:
                message = f"{fault}; the page of this {record.kind} is '{docname}'."
                told.append(record.origin.problem("key", Code.OUTPUT, message, "Give it another key."))
            taken[as_one(docname)] = record
            pages.append(RecordPage(record, docname, collection, sources, home, kind))
    if kind.order is not None:
        order = kind.order
        pages.sort(key=lambda page: order(page.record))
    return RecordPages(tuple(pages), tuple(told), *_by_what_is_known(pages, kind))


def _by_what_is_known(
    pages: Sequence[RecordPage], kind: PageKind
) -> tuple[dict[_Place, str], dict[tuple[_Place, str], str], dict[str, str], dict[str, str]]:
    # Of several the first counts.
    found = [(page.record, page.docname) for page in reversed(pages)]
    by_place = {each[:3]: name for record, name in found for each in (record.origin, *record.origin.others)}
    by_name = {(record.origin[:3], record.key): name for record, name in found}
    by_key = {key: name for record, name in found for key in reversed(record.all_keys)}
    by_key |= {record.key: name for record, name in found}
    by_call: dict[str, str] = {}
    for record, name in found:
        for called in filter(None, kind.names(record)):
            # Of two people of one name neither is meant by that.
            is_other = by_call.get(called, name) != name
            by_call[called] = "" if is_other else name
    return by_place, by_name, by_key, by_call


def _why_not(name: str, first: Record | None) -> str:
    """Why a page cannot have the name that its key gives it; ``first`` is the record that has it."""
    if first is not None:
        where = f"{first.origin.path}:{first.origin.line}"
        return f"The page '{name}' would be one file with that of '{shorten(first.called)}' ({where})"
    if name == "index":
        return "The page 'index' is that of the folder"
    if len(name) > _LONGEST:
        return f"The page would have a name of {len(name):,} characters"
    fault = fault_in(name)
    return f"No page can be called '{name}' on every system: {fault}" if fault else ""


def _numbered(name: str, key: str) -> str:
    """A name with a number of the key alone behind it, so that the address stays when other records come and go."""
    # A device is one up to its first dot.
    return f"{name[:_LONGEST].replace('.', '-').strip('-')}-{zlib.crc32(key.encode()):08x}"


def name_of_page(key: str) -> str:
    """What the page of a key is called where no other page would be one file with it."""
    name = file_name(key)
    return _numbered(name, key) if _why_not(name, None) else name


def file_name(key: str) -> str:
    """What the page of a key is called: the key, without what file systems or addresses give a meaning of their own."""
    name = re.sub(r"[^\w.-]+", "-", key if key.isascii() else in_ascii(key), flags=re.ASCII)
    return re.sub(r"\.{2,}", ".", name).strip(".-") or in_ascii(key)
