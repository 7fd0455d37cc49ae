"""The records behind keys: those of the site's lists, and those that only its data files hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_academic.content.markup import Markup
from sphinx_academic.content.nodes import Request
from sphinx_academic.data import select
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.naming import person_key
from sphinx_academic.data.records import Person, Publication
from sphinx_academic.data.records.person import Highlights
from sphinx_academic.pages.build import Options
from sphinx_academic.pages.links import files_of_site
from sphinx_academic.pages.notes import references_on
from sphinx_academic.pages.site import in_reading_order
from sphinx_academic.sections.base import collection_for, markup_for
from sphinx_academic.sections.citing import Cited, by_author, reference_anchor
from sphinx_academic.sections.description import Description
from sphinx_academic.sections.entries import EntryFacts
from sphinx_academic.sections.registry import SECTIONS

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_academic.domain.index import Directory

Table = dict[tuple[str, str], Any]


class Found(NamedTuple):
    """What a key leads to, and the data that hold it."""

    cited: Cited
    collection: Collection
    sources: tuple[str, ...]

    @property
    def markup(self) -> Markup:
        """The markup of its texts."""
        return markup_for(self.collection)


class Referenced(NamedTuple):
    """What a list of references shows: the publications, and the people, the markup and the data of all of them."""

    publications: tuple[Publication, ...]
    people: tuple[Person, ...]
    markup: Markup
    sources: tuple[str, ...]


class Library:
    """Finds records for the domain of an environment whose pages have all been read."""

    def __init__(self, env: BuildEnvironment, domain: Directory) -> None:
        self._env = env
        self._domain = domain
        self._own: tuple[str, ...] | None = None
        self._tables: dict[int, tuple[Collection, Table]] = {}
        self._collections: dict[tuple[tuple[str, ...], str, str], Collection] = {}

    def find(self, kind: str, key: str, docname: str) -> Found | None:
        """What a key on a page leads to: in the data of its own list of references, in a list of the site, in the data."""
        for _scope, sources in references_on(self._env, docname):
            found = self._in_data(kind, key, sources)
            if found is not None:
                return found
        home = self._domain.home_of(kind, key)
        if home is not None:
            section, sources, bare, *_ = home.listing
            collection = self._collection(sources, bare, section)
            record = self._table(collection).get((kind, home.key))
            return Found(Cited(home.facts, record), collection, sources)
        for sources in (self.own_sources(), *self._sources_of_project()):
            found = self._in_data(kind, key, sources)
            if found is not None:
                return found
        return None

    def own_sources(self) -> tuple[str, ...]:
        """The files of ``academic_data``."""
        if self._own is None:
            self._own = files_of_site(self._env)
        return self._own

    def _sources_of_project(self) -> Iterator[tuple[str, ...]]:
        """The data of the lists of what the whole project refers to."""
        for docname in self._domain.reference_pages("publication"):
            for scope, sources in references_on(self._env, docname):
                if scope == "project" and sources:
                    yield sources

    def pages_in_order(self) -> tuple[str, ...]:
        """Every page, as the tables of contents lead through them; then those that none names."""
        found = self._env.found_docs
        return tuple(dict.fromkeys((*in_reading_order(self._env), *sorted(found))))

    def keys(self, kind: str, docname: str) -> Iterator[str]:
        """Every key that could be meant."""
        yield from self._domain.index.keys((kind,))
        own = (sources for _scope, sources in references_on(self._env, docname))
        for sources in (self.own_sources(), *self._sources_of_project(), *own):
            if sources:
                yield from (key for other, key in self._table(self._collection(sources)) if other == kind)

    def referenced(self, docname: str, options: Options) -> Referenced:
        """What a list of references shows, in the order that it asks for."""
        cited = self._domain.cited
        pages = cited if options.get("scope") == "project" else (docname,)
        found: dict[str, Found] = {}
        for page in pages:
            for kind, key in cited.get(page, ()):
                if kind == "publication" and key not in found:
                    entry = self.find(kind, key, page)
                    if entry is not None and isinstance(entry.cited.record, Publication):
                        found[key] = entry
        publications = [entry.cited.record for entry in found.values()]
        order = options.get("sort", "cited")
        if order == "date":
            publications = select.newest_first(publications)
        elif order == "author":
            publications.sort(key=by_author)
        collections = {id(entry.collection): entry.collection for entry in found.values()}
        return Referenced(
            tuple(publications),
            tuple(person for collection in collections.values() for person in collection.people),
            markup_for(*collections.values()),
            tuple(dict.fromkeys(source for entry in found.values() for source in entry.sources)),
        )

    def objects_of_references(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """What stands in a list of the references of the project and in no list of publications."""
        pages = self._domain.reference_pages("publication")
        if not pages:
            return
        seen = set()
        for docname, names in self._domain.cited.items():
            for kind, key in names:
                if kind == "publication" and key not in seen and self._domain.home_of(kind, key) is None:
                    seen.add(key)
                    found = self.find(kind, key, docname)
                    if found is not None:
                        yield key, found.cited.facts.title, kind, pages[0], reference_anchor(key), 1

    def _collection(
        self, sources: tuple[str, ...], bare: str = "publications", section: str = "publications"
    ) -> Collection:
        # Whether files have changed is asked once for each build, and not for each reference.
        key = (sources, bare, section)
        if key not in self._collections:
            request = Request(section, sources, bare, ())
            self._collections[key] = collection_for(request, str(self._env.srcdir))
        return self._collections[key]

    def _table(self, collection: Collection) -> Table:
        if id(collection) not in self._tables:
            self._tables[id(collection)] = (collection, table_of(collection))
        return self._tables[id(collection)][1]

    def _in_data(self, kind: str, key: str, sources: tuple[str, ...]) -> Found | None:
        if not sources:
            return None
        collection = self._collection(sources)
        record = self._table(collection).get((kind, key))
        if record is None:
            return None
        return Found(Cited(facts_of(kind, record, markup_for(collection)), record), collection, sources)


def table_of(collection: Collection) -> Table:
    """The records of a collection by kind and key."""
    table: Table = {}
    kinds = (
        ("publication", collection.publications),
        ("publication", collection.separate),
        ("news", collection.news),
        ("competition", collection.competitions),
        ("person", collection.people),
    )
    for kind, records in kinds:
        for record in records:
            table.setdefault((kind, record.key), record)
    for profile in collection.profile:
        table.setdefault(("person", person_key(profile.name)), profile)
    for publication in collection.publications:
        for version in publication.versions:
            for key in version.keys:
                table.setdefault(("publication", key), publication)
    for kind, records in kinds:
        for record in records:
            for key in record.other_keys:
                table.setdefault((kind, key), record)
    for person in collection.people:
        for name in (person.name, *person.aliases):
            table.setdefault(("person", name), person)
    return table


def facts_of(kind: str, record: Any, markup: Markup) -> EntryFacts:
    """What is known of a record that no list shows."""
    if kind == "person":
        key = getattr(record, "key", "") or person_key(record.name)
        return EntryFacts("person", key, record.name, record.name)
    description = Description(markup, Highlights(()))
    section = SECTIONS.of_entries(kind)
    facts = section.entry(record, description) if section is not None else None
    return facts or EntryFacts(kind, "", "")
