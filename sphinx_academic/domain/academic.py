"""The Sphinx domain ``academic``: what has to outlive a page, merged from all workers, told once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from typing import TYPE_CHECKING, Any, ClassVar

from sphinx.domains import Domain, ObjType
from sphinx.locale import get_translation
from sphinx.util import logging

from sphinx_academic.data.collecting import paused_collection
from sphinx_academic.problems import Problem
from sphinx_academic.telling import tell

if TYPE_CHECKING:
    from docutils.nodes import Element, reference
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_academic.domain.index import EntryIndex, ListedEntry
    from sphinx_academic.nodes import ListFacts
    from sphinx_academic.sections.downloads import DownloadRequest
    from sphinx_academic.sections.entries import Listing
    from sphinx_academic.sections.syndication import FeedRequest

_ = get_translation("sphinx_academic")

logger = logging.getLogger(__name__)

MOST_PER_FILE = 200
"""So many problems of one file are told one by one."""


class AcademicDomain(Domain):
    """Keeps the problems of the data, page by page.

    They are told when every worker has finished reading: a data file that five pages show is read by several
    workers, but what is wrong with it is said once, and in the same order however the work was shared out.
    """

    name = "academic"
    label = "Academic"
    data_version = 7
    object_types: ClassVar[dict[str, ObjType]] = {
        "publication": ObjType(_("publication"), "pub"),
        "news": ObjType(_("news"), "news"),
        "competition": ObjType(_("competition"), "competition"),
        "person": ObjType(_("person"), "person"),
    }
    initial_data: ClassVar[dict[str, Any]] = {
        "problems": {},
        "folders": {},
        "feeds": {},
        "lists": {},
        "downloads": {},
        "search_names": {},
        "entries": {},
        "citations": {},
    }

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self._index: EntryIndex | None = None

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

    @property
    def folders(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """Page name → the folders and patterns of its data → the files that were found there."""
        folders: dict[str, dict[str, tuple[str, ...]]] = self.data["folders"]
        return folders

    def note_folder(self, docname: str, name: str, files: tuple[str, ...]) -> None:
        """Remember which files a folder or a pattern stood for."""
        self.folders.setdefault(docname, {})[name] = files

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
    def index(self) -> EntryIndex:
        """Every entry of the site; made when all pages are read."""
        if self._index is None:
            from sphinx_academic.domain.index import EntryIndex
            from sphinx_academic.html.paper_addresses import in_reading_order
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
        return ()

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """What the inventory holds: each entry at its home."""
        for entry in self.index.homes():
            facts = entry.facts
            yield facts.key, facts.title, facts.kind, entry.docname, entry.anchor, 1

    def stale_pages(self) -> list[str]:
        """The pages whose folders have other files now."""
        # Most builds have no folder among their data, and need not pay for what reads it.
        from sphinx_academic.sections.files import files_of

        srcdir = self.env.srcdir
        return [
            docname
            for docname, folders in self.folders.items()
            if any(files_of(srcdir, name) != files for name, files in folders.items())
        ]

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, reference]]:
        """Nothing: the domain has no objects. MyST warns of domains that do not say so, at every ``[](#name)``."""
        return []

    def clear_doc(self, docname: str) -> None:
        self.problems.pop(docname, None)
        self.folders.pop(docname, None)
        self.feeds.pop(docname, None)
        self.lists.pop(docname, None)
        self.downloads.pop(docname, None)
        self.search_names.pop(docname, None)
        self.citations.pop(docname, None)
        if self.listed.pop(docname, None):
            self._index = None

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        for docname, problems in otherdata["problems"].items():
            if docname in docnames:
                self.problems[docname] = problems
        for docname, folders in otherdata["folders"].items():
            if docname in docnames:
                self.folders[docname] = folders
        for docname, feeds in otherdata["feeds"].items():
            if docname in docnames:
                self.feeds[docname] = feeds
        for docname, lists in otherdata["lists"].items():
            if docname in docnames:
                self.lists[docname] = lists
        for docname, downloads in otherdata["downloads"].items():
            if docname in docnames:
                self.downloads[docname] = downloads
        for docname, names in otherdata["search_names"].items():
            if docname in docnames:
                self.search_names[docname] = names
        for docname, citations in otherdata["citations"].items():
            if docname in docnames:
                self.citations[docname] = citations
        for docname, listings in otherdata["entries"].items():
            if docname in docnames:
                self.listed[docname] = listings
        self._index = None

    def check_consistency(self) -> None:
        told: dict[str, int] = {}
        for problem in sorted({problem for problems in self.problems.values() for problem in problems}):
            told[problem.path] = told.get(problem.path, 0) + 1
            if told[problem.path] <= MOST_PER_FILE:
                tell(problem)
        for path, number in told.items():
            if number > MOST_PER_FILE:
                logger.warning(
                    "and %d more problems in this file.",
                    number - MOST_PER_FILE,
                    type="academic",
                    subtype="limit",
                    location=f"{path}:1",  # without a line Sphinx takes it for the name of a page
                )


def setup_domain(app: Sphinx) -> None:
    """Register the domain."""
    app.add_domain(AcademicDomain)
    app.connect("env-get-outdated", _outdated)


def _outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    domain = env.get_domain("academic")
    if not isinstance(domain, AcademicDomain) or not domain.folders:
        return []
    return [docname for docname in domain.stale_pages() if docname not in removed]
