"""What a key leads to: the record behind it, and on a page the link to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.errors import NoUri
from sphinx.util.nodes import make_refnode

from sphinx_academic.content.doctree import to_inline_nodes
from sphinx_academic.content.fragments import Fragments
from sphinx_academic.data import select
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.records import Person, Publication, Record
from sphinx_academic.data.records.person import Highlights
from sphinx_academic.data.values.name_parts import fold_name
from sphinx_academic.domain.index import FORMER, EntryIndex, Name
from sphinx_academic.pages.build import ReferenceList, build_of, notes_of, reference_pages, references_on
from sphinx_academic.pages.fill import description_for
from sphinx_academic.pages.links import files_of_site
from sphinx_academic.pages.page_addresses import pages_of
from sphinx_academic.pages.site import chapters, in_reading_order
from sphinx_academic.pages.site_kinds import declared_in, sections_of
from sphinx_academic.pages.write import NodeHost
from sphinx_academic.problems import Code, Problem, nearest, shorten
from sphinx_academic.sections.base import collection_of, markup_for
from sphinx_academic.sections.bibliography_filters import is_chosen
from sphinx_academic.sections.description import Description
from sphinx_academic.sections.entries import REFERENCE, TITLE, WHERE_KEYS_ARE, EntryFacts
from sphinx_academic.sections.sorting import WordOrder
from sphinx_academic.settings import PAGE_SETTINGS
from sphinx_academic.warnings import tell_at

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_academic.sections.registry import AnySection


_MOST_DESCRIPTIONS = 20
"""What describes the records of a page is kept while that is written."""


_PERSON = Person.kind


class Found(NamedTuple):
    """What a key leads to, with its record where the data still hold it, the section that describes it, and the data."""

    facts: EntryFacts
    record: Record | None
    section: AnySection
    collection: Collection
    sources: tuple[str, ...]


class Library:
    """Finds records, once all pages of an environment have been read."""

    def __init__(self, env: BuildEnvironment, index: EntryIndex) -> None:
        self.env, self.index = env, index
        self.sections = sections_of(env)
        self._own_sources = files_of_site(env)
        self._known: dict[tuple[tuple[str, ...], str], tuple[Collection, dict[Name, Record]]] = {}
        self._chosen: dict[tuple[str, ReferenceList], Mapping[str, Found]] = {}
        self._found: dict[tuple[str, str, tuple[tuple[str, ...], ...]], Found | None] = {}
        self._descriptions: dict[tuple[str, int], Description] = {}
        self._tooltips: dict[tuple[tuple[str, ...], Name], str] = {}

    @cached_property
    def reference_pages(self) -> Sequence[str]:
        """The pages that list what the whole project refers to, as the tables of contents lead through them."""
        places = {docname: number for number, docname in enumerate(in_reading_order(self.env))}
        return sorted(reference_pages(self.env), key=lambda docname: places.get(docname, len(places)))

    @cached_property
    def chapters(self) -> Mapping[str, str]:
        """The chapter of each page."""
        return chapters(self.env)

    def chapter_of(self, docname: str) -> str:
        """The chapter of a page."""
        return self.chapters.get(docname, docname)

    @cached_property
    def chapter_lists(self) -> Mapping[str, Sequence[str]]:
        """The pages of each chapter that list what it refers to."""
        pages = sorted(notes_of(self.env).items())
        lists = (name for name, notes in pages if any(each.scope == "chapter" for each in notes.references))
        return select.grouped_by(lists, self.chapter_of)

    def find(self, kind: str, key: str, docname: str) -> Found | None:
        """What a key on a page leads to: in the data of its own list of references, in a list of the site, in the data."""
        own = tuple(each.sources for each in references_on(self.env, docname) if each.sources)
        asked = (kind, self._labels.get(key, key), own)
        # Most pages have no data of their own, and what is cited is cited again and again.
        if asked not in self._found:
            self._found[asked] = self._found_exactly(*asked) or self._find_by_prefix(*asked)
        return self._found[asked]

    @cached_property
    def _labels(self) -> Mapping[str, str]:
        """The keys of works by the labels, in brackets, that docstrings of the project have defined as one alone; what is a
        citation of Sphinx's is none of ours."""
        keys: dict[str, set[str]] = {}
        for notes in notes_of(self.env).values():
            for label, key in notes.labels:
                keys.setdefault(label, set()).add(key)
        others = getattr(self.env.domains.get("citation"), "citations", {})
        return {f"[{label}]": min(of) for label, of in keys.items() if len(of) == 1 and label not in others}

    def description(self, found: Found, docname: str) -> Description:
        """How what a key leads to is described on a page."""
        asked = (docname, id(found.collection))
        if asked not in self._descriptions:
            if len(self._descriptions) > _MOST_DESCRIPTIONS:
                self._descriptions.clear()
            self._descriptions[asked] = description_for(self.env, docname, markup_for(found.collection), ())
        return self._descriptions[asked]

    def tooltip(self, found: Found, description: Description) -> str:
        """What the title of a link says; the same on all pages, unless the site's own catalogues have other words for one."""
        asked = (found.sources, found.facts[:2])
        if description.translate is not str:
            return found.section.tooltip(found.facts, found.record, description)
        if asked not in self._tooltips:
            self._tooltips[asked] = found.section.tooltip(found.facts, found.record, description)
        return self._tooltips[asked]

    def _find_by_prefix(self, kind: str, key: str, own_sources: Iterable[tuple[str, ...]]) -> Found | None:
        """What a key leads to without the letters that lists of references want before it."""
        own = tuple(own_sources)
        bare = (key.removeprefix(each) for each in self._prefixes if key.startswith(each))
        return next(filter(None, (self._found_exactly(kind, each, own) for each in bare)), None)

    @cached_property
    def _prefixes(self) -> Sequence[str]:
        lists = (each for notes in notes_of(self.env).values() for each in notes.references)
        return sorted(
            {each.prefix for each in lists if each.prefix}, key=lambda prefix: (-len(prefix), prefix)
        )

    def _found_exactly(self, kind: str, key: str, own_sources: Iterable[tuple[str, ...]]) -> Found | None:
        own = (self._in_data(kind, key, sources) for sources in own_sources)
        if found := next(filter(None, own), None):
            return found
        home = self.index.home_of(kind, key)
        if home is not None:
            _section, sources, bare, *_ = home.listing
            collection, table = self._data(sources, bare)
            record = table.get((kind, home.facts.key))
            return Found(home.facts, record, self.sections.of_entries(kind), collection, sources)
        others = (self._in_data(kind, key, sources) for sources in self._further_sources())
        return next(filter(None, others), None)

    def _further_sources(self) -> Iterator[tuple[str, ...]]:
        """The files of ``academic_data``, then the data of the lists of what the whole project refers to."""
        yield self._own_sources
        for docname in self.reference_pages:
            yield from (each.sources for each in references_on(self.env, docname) if each.scope == "project")

    def problems(self) -> Iterable[Problem]:
        """What is wrong with the files of ``academic_data``, which lists of references show without naming them."""
        return self._data(self._own_sources)[0].problems if self._own_sources else ()

    def keys(self, kind: str, docname: str) -> Iterator[str]:
        """Every key that could be meant."""
        yield from self.index.keys(kind)
        own = (each.sources for each in references_on(self.env, docname))
        for sources in filter(None, (*self._further_sources(), *own)):
            yield from (key for other, key in self._data(sources)[1] if other == kind)

    def referenced(
        self,
        docname: str,
        listed: ReferenceList,
        cited: Mapping[str, Sequence[Name]],
        order: Sequence[str] = (),
    ) -> tuple[Collection, tuple[str, ...]]:
        """What a list of references shows, in the order that it asks for, else that of some keys, and the files that it is from."""
        if listed.condition:
            found = self.chosen(docname, listed)
        else:
            found = self.cited_works(docname, listed.scope, cited)
        publications = self.in_order(found, listed.sort)
        places = {key: place for place, key in enumerate(order)}
        if places:
            publications.sort(key=lambda work: places.get(work.key, len(places)))
        collections = {id(each.collection): each.collection for each in found.values()}.values()
        others: dict[type[Record], tuple[Record, ...]] = {}
        for collection in collections:
            for kind, records in collection.records.items():
                others[kind] = (*others.get(kind, ()), *records)
        links = {name: url for each in reversed(collections) for name, url in each.links.items()}
        sources = dict.fromkeys(source for each in found.values() for source in each.sources)
        return Collection({**others, Publication: tuple(publications)}, links=links), tuple(sources)

    def cited_works(
        self, docname: str, scope: str, cited: Mapping[str, Sequence[Name]]
    ) -> Mapping[str, Found]:
        """The publications that a page, its chapter or the project refers to, by their keys, in the order in which it does."""
        pages: Iterable[str] = cited if scope == "project" else (docname,)
        if scope == "chapter":
            chapter = self.chapter_of(docname)
            pages = (page for page in cited if self.chapter_of(page) == chapter)
        found: dict[str, Found] = {}
        for page in pages:
            for kind, key in cited.get(page, ()):
                each = self.find(kind, key, page) if kind == "publication" and key not in found else None
                if each is not None:
                    found[key] = each
        return found

    def in_order(self, found: Mapping[str, Found], sort: str) -> list[Publication]:
        """The publications among works in the order that a list of references asks for."""
        publications = [each.record for each in found.values() if isinstance(each.record, Publication)]
        if sort == "date":
            return select.newest_first(publications)
        if sort == "author":
            order_of_words = WordOrder(publications, self.env.config.language, markup_for(Collection()))
            publications.sort(key=order_of_words.of_names)
        return publications

    def chosen(self, docname: str, listed: ReferenceList) -> Mapping[str, Found]:
        """The publications that the condition of a list chooses, by their keys: what is cited first, in the order in which it is."""
        asked = (docname, listed)
        if asked not in self._chosen:
            cited: dict[str, set[str]] = {}
            works: dict[str, Found] = {}
            for page, key in self._asked_for(listed.prefix):
                if listed.sources:
                    found = self._in_data("publication", key, listed.sources)
                else:
                    found = self._found_exactly("publication", key, ())
                if found is not None:
                    works.setdefault(found.facts.key, found)
                    cited.setdefault(found.facts.key, set()).add(page)
            sources = listed.sources or self._own_sources
            if listed.condition != "cited" or listed.keys:
                for work in self._data(sources)[0].publications if sources else ():
                    if work.key not in works and (other := self._in_data("publication", work.key, sources)):
                        works[work.key] = other
            self._chosen[asked] = {
                key: found
                for key, found in works.items()
                if isinstance(found.record, Publication)
                and (
                    key in listed.keys
                    or is_chosen(listed.condition, found.record, docname, frozenset(cited.get(key, ())))
                )
            }
        return self._chosen[asked]

    def _asked_for(self, prefix: str) -> Iterator[tuple[str, str]]:
        """The pages that refer to publications, and by which keys, of which a prefix is taken off."""
        notes = notes_of(self.env)
        for page in dict.fromkeys((*in_reading_order(self.env), *sorted(notes))):
            for kind, written in notes[page].citations if page in notes else ():
                key = self._labels.get(written, written)
                # What has a note of its own needs no list.
                if (
                    kind in {"publication", ""}
                    and key.startswith(prefix)
                    and (kind, written) not in notes[page].noted
                ):
                    yield page, key.removeprefix(prefix)

    def lists_on(self, docname: str, key: str) -> bool:
        """Whether a list of references on a page shows a publication, if anything refers to it there."""
        lists = references_on(self.env, docname)
        return any(not each.condition or key in self.chosen(docname, each) for each in lists)

    @cached_property
    def choosing(self) -> Sequence[str]:
        """The pages with lists whose works a condition chooses."""
        notes = sorted(notes_of(self.env).items())
        return [docname for docname, its in notes if any(each.condition for each in its.references)]

    def objects_of_references(
        self, cited: Mapping[str, Sequence[Name]]
    ) -> Iterator[tuple[str, str, str, str, str, int]]:
        """What stands in a list of the references of the project and in no list of publications."""
        pages, seen = self.reference_pages, set()
        for docname, names in cited.items() if pages else ():
            for kind, key in names:
                if kind == "publication" and key not in seen and self.index.home_of(kind, key) is None:
                    seen.add(key)
                    if found := self.find(kind, key, docname):
                        page = next(
                            (each for each in pages if self.lists_on(each, found.facts.key)), pages[0]
                        )
                        place = (found.facts.title, kind, page, f"{REFERENCE}-{key}")
                        yield key, *place, 1
                        for former in found.facts.former:
                            if self.index.name_of(kind, former) is None:
                                yield former, *place, FORMER

    def _data(
        self, sources: tuple[str, ...], bare: str = "publications"
    ) -> tuple[Collection, dict[Name, Record]]:
        """The collection of some files, and its records by kind and key; what has a key for its own goes before others."""
        # Whether files have changed is asked once for each build, and not for each reference.
        if (sources, bare) not in self._known:
            collection = collection_of(sources, str(self.env.srcdir), bare, declared_in(self.env))
            keyed = [
                (kind, self.sections.of_entries(kind).keys(record), record)
                for kind in self.sections.referred
                for record in self.sections.of_entries(kind).referred_in(collection)
            ]
            table: dict[Name, Record] = {}
            for kind, (key, *_others), record in keyed:
                table.setdefault((kind, key), record)
            for kind, keys, record in keyed:
                for key in keys:
                    table.setdefault((kind, key), record)
            self._known[sources, bare] = collection, table
        return self._known[sources, bare]

    def _in_data(self, kind: str, key: str, sources: tuple[str, ...]) -> Found | None:
        collection, table = self._data(sources) if sources else (Collection(), {})
        record = table.get((kind, key))
        if record is None:
            return None
        section = self.sections.of_entries(kind)
        facts = section.entry(record, Description(markup_for(collection), Highlights(())))
        return Found(facts, record, section, collection, sources) if facts else None


def resolve(
    library: Library,
    builder: Builder,
    fromdocname: str,
    kind: str,
    node: addnodes.pending_xref,
    contnode: nodes.Element,
) -> nodes.Element | None:
    """The link to an entry, or its words where no page and no address is known; None where nothing has the key."""
    env, key = library.env, node["reftarget"]
    found = library.find(kind, key, fromdocname)
    if found is None:
        return None
    description = library.description(found, fromdocname)
    places = list(_places(library, fromdocname, node, found.facts[:2]))
    config, role = env.config, f"academic:{node['reftype']}"
    has_pages = kind in PAGE_SETTINGS and getattr(config, PAGE_SETTINGS[kind])
    is_missed = not places and config.nitpicky and not has_pages
    if is_missed and (role, key) not in {tuple(each) for each in config.nitpick_ignore}:
        message = f"'{shorten(found.facts.title)}' ({key}) is on no page of the site."
        tell_at(Code.REFERENCE, f"{message} Show it in a list, or among 'references'.", node)
    words = contnode
    if not node.get("refexplicit") and not node.get("academic_said"):
        fragments = found.section.words_for(found.facts, found.record, TITLE, "", description)
        words = words_of(found, fragments, builder, fromdocname)
    link = _link(builder, fromdocname, places, found)
    if link is None:
        return nodes.inline("", "", words, classes=["academic-cite"])
    link["classes"].append("academic-cite")
    link["reftitle"] = library.tooltip(found, description)
    link["academic_entry"] = (kind, key)
    link += words
    return link


def words_of(found: Found, fragments: Fragments, builder: Builder, docname: str) -> nodes.inline:
    """What stands in a reference, as a node."""
    said = to_inline_nodes(fragments, NodeHost(builder, docname, found.sources))
    words = nodes.inline("", "", *said, classes=["academic", f"academic-{found.facts.kind}"])
    if builder.format == "html":
        words["classes"] += ["tex2jax_ignore", "mathjax_ignore"]
    return words


def _link(
    builder: Builder, fromdocname: str, places: Iterable[tuple[str, str]], found: Found
) -> nodes.reference | None:
    for docname, anchor in places:
        if builder.name == "singlehtml" and anchor:
            # Of pages that are one the address has an anchor already, and Sphinx 9 would write two of them.
            return nodes.reference("", "", internal=True, refid=anchor)
        try:
            return make_refnode(builder, fromdocname, docname, anchor, [])
        except NoUri:  # a page that this document leaves out
            continue
    uri = found.section.address(found.record)
    return nodes.reference("", "", refuri=uri, internal=False) if uri else None


def _places(library: Library, fromdocname: str, node: nodes.Element, name: Name) -> Iterator[tuple[str, str]]:
    """Where an entry is for readers of a page, the best place first: a list of references of the page itself or of its chapter, the
    entry's own page, the home of the entry, a list of the references of the whole project."""
    kind, key = name
    env, reference, node_is_marked = library.env, f"{REFERENCE}-{key}", node.get("academic_is_marked")
    # Of the document as it is written, which may hold several pages.
    here, given = build_of(env).places, build_of(env).given

    def listed(docname: str) -> tuple[str, str]:
        """An entry in a list of references of a page; where all pages are one, another list may have taken the id."""
        if (docname, reference) in given:
            return docname, given[docname, reference]
        return here.get(reference, docname), reference

    if kind == "publication":
        if library.lists_on(fromdocname, key):
            yield listed(fromdocname)
        further = library.chapter_lists.get(library.chapter_of(fromdocname), ())
        if node_is_marked:  # The mark is that of a list, and nothing else has it.
            further = (*further, *library.reference_pages)
        yield from (listed(page) for page in further if library.lists_on(page, key))
    if page := pages_of(env, kind).page_of_key(key):
        yield page, ""
    for facts, docname, _listing in library.index.places_of(kind, key):
        if here.get(facts.anchor, docname) == docname:
            yield docname, facts.anchor
    if kind == "publication":
        others = dict.fromkeys((*library.reference_pages, *library.choosing))
        yield from (listed(page) for page in others if library.lists_on(page, key))


def tell_missing(library: Library, kind: str, node: addnodes.pending_xref) -> None:
    """Warn of a key that nothing has."""
    key = node["reftarget"]
    if not key:
        message, hint = f"The role '{node['reftype']}' has no key.", "Write one between the backquotes."
    else:
        called = "news item" if kind == "news" else kind
        meant = _meant(key, kind, sorted(set(library.keys(kind, node.get("refdoc", "")))))
        message = f"No {called} has the key '{shorten(key)}'."
        hint = f"Did you mean {' or '.join(map(repr, meant))}?" if meant else WHERE_KEYS_ARE
    tell_at(Code.REFERENCE, f"{message} {hint}", node)


_MOST_MEANT = 3


def _meant(key: str, kind: str, keys: Sequence[str]) -> Sequence[str]:
    """The keys that are nearest to one that nothing has; of people all who have the name in common, however it is written."""
    if meant := nearest(key, keys):
        return [meant]
    if kind != _PERSON:
        return []
    names = select.grouped_by(keys, lambda name: fold_name(name.replace("-", " ")))
    asked = fold_name(key.replace("-", " "))
    whole = nearest(asked, names)
    # Behind the whole name, the family name alone.
    families = {name: name.split()[-1] for name in names if name.split()}
    family = nearest(asked.split()[-1], sorted(set(families.values()))) if asked.split() else None
    folded = [whole] if whole else [name for name, own in families.items() if own == family]
    return [names[name][0] for name in folded][:_MOST_MEANT]
