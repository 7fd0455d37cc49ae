"""The Sphinx domain ``academic``: what has to outlive a page, merged from all workers, told once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from typing import TYPE_CHECKING, Any, ClassVar

from sphinx.domains import Domain, ObjType
from sphinx.locale import get_translation
from sphinx.util import logging

from sphinx_academic.data.located import paused_collection
from sphinx_academic.domain.roles import CitingRole, roles
from sphinx_academic.pages.record_files import one_file_somewhere
from sphinx_academic.problems import Problem, shorten, to_tell
from sphinx_academic.sections.entries import KINDS
from sphinx_academic.warnings import tell

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_academic.content.nodes import ListFacts
    from sphinx_academic.domain.index import EntryIndex, ListedEntry, Name
    from sphinx_academic.domain.library import Library, Referenced
    from sphinx_academic.pages.record_files import LookedUp
    from sphinx_academic.sections.entries import Listing
    from sphinx_academic.sections.offers import DownloadRequest, FeedRequest

_ = get_translation("sphinx_academic")

logger = logging.getLogger(__name__)

PER_PAGE = (
    "problems",
    "folders",
    "targets",
    "beside",
    "feeds",
    "lists",
    "downloads",
    "search_names",
    "entries",
    "citations",
    "references",
)
"""What is kept by page name: it goes when the page is read anew, and comes from the worker that has read it."""


class AcademicDomain(Domain):
    """Keeps the problems of the data, page by page.

    They are told when every worker has finished reading: a data file that five pages show is read by several
    workers, but what is wrong with it is said once, and in the same order however the work was shared out.
    """

    name = "academic"
    label = "Academic"
    data_version = 9
    object_types: ClassVar[dict[str, ObjType]] = {
        "publication": ObjType(_("publication"), "pub"),
        "news": ObjType(_("news"), "news"),
        "competition": ObjType(_("competition"), "competition"),
        "person": ObjType(_("person"), "person"),
    }
    roles: ClassVar[dict[str, CitingRole]] = roles()  # type: ignore[assignment]
    initial_data: ClassVar[dict[str, Any]] = {
        **{name: {} for name in PER_PAGE},
        "cited": {},
    }

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self._index: EntryIndex | None = None
        self._cited_in: dict[Name, tuple[str, ...]] | None = None
        self._library: Library | None = None
        self.changed = False
        """Whether a page was read, or is gone, since it was last seen to what is cited."""

    @property
    def problems(self) -> dict[str, tuple[Problem, ...]]:
        """Page name → the problems found while it was read."""
        problems: dict[str, tuple[Problem, ...]] = self.data["problems"]
        return problems

    def note_problems(self, docname: str, problems: Iterable[Problem]) -> None:
        """Add what was found while a page was read."""
        found = tuple(problems)
        if found:
            self.problems[docname] = self.problems.get(docname, ()) + found

    def known_problems(self) -> set[Problem]:
        """Every problem that a page was read with."""
        return {problem for problems in self.problems.values() for problem in problems}

    @property
    def folders(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """Page name → the folders and patterns of its data → the files that were found there."""
        folders: dict[str, dict[str, tuple[str, ...]]] = self.data["folders"]
        return folders

    def note_folder(self, docname: str, name: str, files: tuple[str, ...]) -> None:
        """Remember which files a folder or a pattern stood for."""
        self.folders.setdefault(docname, {})[name] = files

    @property
    def targets(self) -> dict[str, set[LookedUp]]:
        """Page name → what its records link to and no dependency on a file tells of."""
        targets: dict[str, set[LookedUp]] = self.data["targets"]
        return targets

    def note_target(self, docname: str, found: LookedUp) -> None:
        """Remember what an address leads to."""
        self.targets.setdefault(docname, set()).add(found)

    @property
    def beside(self) -> dict[str, bool]:
        """The pages that were read as ones with a profile beside their text."""
        beside: dict[str, bool] = self.data["beside"]
        return beside

    @property
    def feeds(self) -> dict[str, tuple[FeedRequest, ...]]:
        """Page name → the feeds that its directives ask for."""
        feeds: dict[str, tuple[FeedRequest, ...]] = self.data["feeds"]
        return feeds

    def note_feed(self, docname: str, feed: FeedRequest) -> None:
        """Remember a feed that a directive of the page asks for."""
        self.feeds[docname] = (*self.feeds.get(docname, ()), feed)

    @property
    def lists(self) -> dict[str, tuple[ListFacts, ...]]:
        """Page name → its lists of publications."""
        lists: dict[str, tuple[ListFacts, ...]] = self.data["lists"]
        return lists

    def note_list(self, docname: str, facts: ListFacts) -> None:
        """Remember that a page lists publications."""
        self.lists[docname] = (*self.lists.get(docname, ()), facts)

    @property
    def downloads(self) -> dict[str, tuple[DownloadRequest, ...]]:
        """Page name → its lists whose works can be taken away."""
        downloads: dict[str, tuple[DownloadRequest, ...]] = self.data["downloads"]
        return downloads

    def note_download(self, docname: str, download: DownloadRequest) -> None:
        """Remember that a list of the page offers files."""
        self.downloads[docname] = (*self.downloads.get(docname, ()), download)

    @property
    def search_names(self) -> dict[str, tuple[str, ...]]:
        """Page name → what the search is to find of each of its lists, packed."""
        names: dict[str, tuple[str, ...]] = self.data["search_names"]
        return names

    def note_search_names(self, docname: str, names: str) -> None:
        """Remember what the search is to find of a list of the page."""
        self.search_names[docname] = (*self.search_names.get(docname, ()), names)

    @property
    def listed(self) -> dict[str, tuple[str, ...]]:
        """Page name → its lists with their entries, packed."""
        listed: dict[str, tuple[str, ...]] = self.data["entries"]
        return listed

    def note_entries(self, docname: str, listing: Listing) -> None:
        """Remember the entries of a list of the page."""
        from sphinx_academic.sections.entries import packed

        self.listed[docname] = (*self.listed.get(docname, ()), packed(listing))
        self._index = None

    @property
    def citations(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """Page name → kind and key of what it refers to, in order; without a kind where any is meant."""
        citations: dict[str, tuple[tuple[str, str], ...]] = self.data["citations"]
        return citations

    def note_citations(self, docname: str, names: Iterable[tuple[str, str]]) -> None:
        """Remember what the page refers to."""
        found = tuple(dict.fromkeys((*self.citations.get(docname, ()), *names)))
        if found:
            self.citations[docname] = found

    @property
    def references(self) -> dict[str, tuple[tuple[str, tuple[str, ...]], ...]]:
        """Page name → its lists of references: what they are of (``page`` or ``project``), and data of their own."""
        references: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = self.data["references"]
        return references

    def note_references(self, docname: str, scope: str, sources: tuple[str, ...]) -> None:
        """Remember that a page lists references."""
        self.references[docname] = (*self.references.get(docname, ()), (scope, sources))

    @property
    def cited(self) -> dict[str, tuple[Name, ...]]:
        """Page name, in reading order → the entries that it refers to, in order; known once all pages are read."""
        cited: dict[str, tuple[Name, ...]] = self.data["cited"]
        return cited

    def note_cited(self, cited: Mapping[str, tuple[Name, ...]]) -> None:
        """Remember what all pages refer to."""
        self.data["cited"] = dict(cited)
        self._cited_in = None

    @property
    def index(self) -> EntryIndex:
        """Every entry of the site; made when all pages are read."""
        if self._index is None:
            from sphinx_academic.domain.index import EntryIndex
            from sphinx_academic.pages.reading_order import in_reading_order
            from sphinx_academic.sections.entries import unpacked

            with paused_collection():
                listings = {
                    docname: [unpacked(text) for text in texts] for docname, texts in self.listed.items()
                }
                self._index = EntryIndex(listings, tuple(in_reading_order(self.env)))
        return self._index

    def entries(self) -> tuple[ListedEntry, ...]:
        """Every entry of every list; one that several lists show is there several times, its home first."""
        return tuple(self.index)

    def home_of(self, kind: str, key: str) -> ListedEntry | None:
        """Where references to an entry lead, or None where no list shows it."""
        return self.index.home_of(kind, key)

    def cited_in(self, kind: str, key: str) -> tuple[str, ...]:
        """The pages that refer to an entry, as the tables of contents lead through them."""
        if self._cited_in is None:
            found: dict[Name, list[str]] = {}
            for docname, names in self.cited.items():
                for name in names:
                    found.setdefault(name, []).append(docname)
            self._cited_in = {name: tuple(pages) for name, pages in found.items()}
        return self._cited_in.get((kind, key), ())

    def reference_pages(self, kind: str) -> tuple[str, ...]:
        """The pages that list what the whole project refers to."""
        if kind != "publication":
            return ()
        return tuple(
            docname
            for docname in sorted(self.references)
            if any(scope == "project" for scope, _sources in self.references[docname])
        )

    @property
    def library(self) -> Library:
        """The records behind keys, as they are when all pages are read; what it has found it keeps."""
        if self._library is None:
            from sphinx_academic.domain.library import Library

            self._library = Library(self.env, self)
        return self._library

    def forget_records(self) -> None:
        """Look records up anew: pages or data may have changed."""
        self._library = None

    def referenced(self, docname: str, options: Mapping[str, Any]) -> Referenced:
        """What a list of references shows."""
        return self.library.referenced(docname, options)

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """What the inventory holds: each entry at its home, and what stands in a list of references alone."""
        for entry in self.index.homes():
            facts = entry.facts
            yield facts.key, facts.title, facts.kind, entry.docname, entry.anchor, 1
        if self.references:
            yield from self.library.objects_of_references()

    def stale_pages(self) -> list[str]:
        """The pages whose folders have other files now, or whose links lead to something else."""
        # Most builds have no folder among their data, and need not pay for what reads it.
        from sphinx_academic.pages.files import files_of, find_local

        srcdir = self.env.srcdir
        stale = {
            docname
            for docname, folders in self.folders.items()
            if any(files_of(srcdir, name) != files for name, files in folders.items())
        }
        stale.update(
            docname
            for docname, targets in self.targets.items()
            if any(find_local(self.env, url, files) != target for url, files, target in targets)
        )
        return sorted(stale)

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> Any:
        """The link of a role; None where nothing has the key, so that other projects' inventories are asked."""
        from sphinx_academic.domain.resolving import resolve

        kind = self.kind_of_role(typ)
        return resolve(env, self, builder, fromdocname, kind, node, contnode) if kind else None

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> Any:
        """The links of ``any`` and of MyST's ``[](#key)``: one for each kind of entry that has the key."""
        from sphinx_academic.domain.resolving import resolve

        found = []
        for kind in self.kinds_of(target, fromdocname):
            link = resolve(env, self, builder, fromdocname, kind, node, contnode)
            if link is not None:
                found.append((f"academic:{self.role_for_objtype(kind)}", link))
        return found

    def kind_of_role(self, role: str) -> str:
        """The kind that a role refers to; empty where the domain has no such role."""
        return next(iter(self.objtypes_for_role(role) or ()), "")

    def kinds_of(self, key: str, docname: str) -> tuple[str, ...]:
        """The kinds of entries with a key on a page of the site, or in the references of this one."""
        found = tuple(kind for kind in KINDS if self.home_of(kind, key))
        if not found and self.references.get(docname):
            found = ("publication",) if self.library.find("publication", key, docname) else ()
        return found

    def clear_doc(self, docname: str) -> None:
        for name in PER_PAGE:
            self.data[name].pop(docname, None)
        self._index = None
        self.changed = True

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        for name in PER_PAGE:
            found = otherdata[name]
            self.data[name].update({docname: found[docname] for docname in found if docname in docnames})
        self._index = None
        self.changed = True

    def check_consistency(self) -> None:
        if self.cited:
            self._tell_ambiguous()
        for problem in (*to_tell(self.known_problems()), *one_file_somewhere(self.env)):
            tell(problem)

    def _tell_ambiguous(self) -> None:
        """Warn of keys that are referred to and that two different entries of the site have."""
        for home, other in self.index.contradictions():
            if self.cited_in(home.kind, home.key):
                message = (
                    f"The key '{home.key}' is that of '{shorten(home.facts.title)}' in '{home.docname}' and of "
                    f"'{shorten(other.facts.title)}' in '{other.docname}'; references lead to the first. "
                    "Give one of them another key."
                )
                logger.warning(
                    "%s", message, type="academic", subtype="duplicate", location=(other.docname, None)
                )
