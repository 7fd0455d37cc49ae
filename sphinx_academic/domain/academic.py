"""The Sphinx domain ``academic``: what has to outlive a page, merged from all workers, told once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from typing import TYPE_CHECKING, Any, ClassVar

from sphinx.domains import Domain, ObjType
from sphinx.locale import get_translation
from sphinx.util import logging

from sphinx_academic.data.located import paused_collection
from sphinx_academic.domain.index import EntryIndex, ListedEntry, Name
from sphinx_academic.domain.roles import CitingRole, citations_in, roles
from sphinx_academic.pages.build import Options, later
from sphinx_academic.pages.notes import DOMAIN, PageNotes, note_of, notes_of, references_on
from sphinx_academic.pages.site import in_reading_order
from sphinx_academic.problems import shorten
from sphinx_academic.sections.entries import KINDS, unpacked

if TYPE_CHECKING:
    from docutils.nodes import Element, document
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_academic.domain.library import Library, Referenced

_ = get_translation("sphinx_academic")

logger = logging.getLogger(__name__)

_resolve = later("sphinx_academic.domain.resolving:resolve")


class AcademicDomain(Domain):
    """Keeps the notes of all pages (:class:`~sphinx_academic.pages.notes.PageNotes`), and knows what they say together."""

    name = DOMAIN
    label = "Academic"
    data_version = 10
    object_types: ClassVar[dict[str, ObjType]] = {
        "publication": ObjType(_("publication"), "pub"),
        "news": ObjType(_("news"), "news"),
        "competition": ObjType(_("competition"), "competition"),
        "person": ObjType(_("person"), "person"),
    }
    roles: ClassVar[dict[str, CitingRole]] = roles()  # type: ignore[assignment]
    initial_data: ClassVar[dict[str, Any]] = {
        "notes": {},
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
    def notes(self) -> dict[str, PageNotes]:
        """What was noted of each page."""
        return notes_of(self.env)

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
            with paused_collection():
                listings = {name: [*map(unpacked, notes.entries)] for name, notes in self.notes.items()}
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
            for docname, notes in sorted(self.notes.items())
            if any(scope == "project" for scope, _sources in notes.references)
        )

    @property
    def library(self) -> Library:
        """The records behind keys, as they are when all pages are read; what it has found it keeps."""
        if self._library is None:
            self._library = later("sphinx_academic.domain.library:Library")(self.env, self)
        return self._library

    def forget_records(self) -> None:
        """Look records up anew: pages or data may have changed."""
        self._library = None

    def referenced(self, docname: str, options: Options) -> Referenced:
        """What a list of references shows."""
        return self.library.referenced(docname, options)

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """What the inventory holds: each entry at its home, and what stands in a list of references alone."""
        for entry in self.index.homes():
            facts = entry.facts
            yield facts.key, facts.title, facts.kind, entry.docname, entry.anchor, 1
        if any(notes.references for notes in self.notes.values()):
            yield from self.library.objects_of_references()

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
        kind = self.kind_of_role(typ)
        return _resolve(env, self, builder, fromdocname, kind, node, contnode) if kind else None

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
        found = []
        for kind in self.kinds_of(target, fromdocname):
            link = _resolve(env, self, builder, fromdocname, kind, node, contnode)
            if link is not None:
                found.append((f"academic:{self.role_for_objtype(kind)}", link))
        return found

    def kind_of_role(self, role: str) -> str:
        """The kind that a role refers to; empty where the domain has no such role."""
        return next(iter(self.objtypes_for_role(role) or ()), "")

    def kinds_of(self, key: str, docname: str) -> tuple[str, ...]:
        """The kinds of entries with a key on a page of the site, or in the references of this one."""
        found = tuple(kind for kind in KINDS if self.home_of(kind, key))
        if not found and references_on(self.env, docname):
            found = ("publication",) if self.library.find("publication", key, docname) else ()
        return found

    def clear_doc(self, docname: str) -> None:
        self.notes.pop(docname, None)
        self._index = None
        self.changed = True

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        found = otherdata["notes"]
        self.notes.update({docname: found[docname] for docname in found if docname in docnames})
        self._index = None
        self.changed = True

    def check_consistency(self) -> None:
        """Warn of keys that are referred to and that two different entries of the site have."""
        for home, other in self.index.contradictions() if self.cited else ():
            if self.cited_in(home.kind, home.key):
                message = (
                    f"The key '{home.key}' is that of '{shorten(home.facts.title)}' in '{home.docname}' and of "
                    f"'{shorten(other.facts.title)}' in '{other.docname}'; references lead to the first. "
                    "Give one of them another key."
                )
                logger.warning(
                    "%s", message, type="academic", subtype="duplicate", location=(other.docname, None)
                )


class ShortRoles(Domain):
    """Nothing but the names ``pub:t`` and ``pub:p``: Sphinx takes what stands before a colon for a domain."""

    name = "pub"
    label = "Publications"
    roles: ClassVar[dict[str, CitingRole]] = {  # type: ignore[assignment]
        name.removeprefix("pub:"): role for name, role in roles().items() if name.startswith("pub:")
    }

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """It has no data."""

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> Any:
        """It has no objects."""
        return []


def setup_domain(app: Sphinx) -> None:
    """Register the domain, and its roles by their short names."""
    app.add_domain(AcademicDomain)
    app.add_domain(ShortRoles)
    for name, role in roles().items():
        if ":" not in name:
            app.add_role(name, role)
    app.connect("doctree-read", _note_citations)
    app.connect("env-updated", _update)
    app.connect("warn-missing-reference", _tell_missing)


def _note_citations(app: Sphinx, document: document) -> None:
    if found := tuple(dict.fromkeys(citations_in(document))):
        note_of(app.env, app.env.docname).citations.extend(found)


def _update(app: Sphinx, env: BuildEnvironment) -> list[str]:
    domain = env.get_domain(DOMAIN)
    assert isinstance(domain, AcademicDomain)
    notes = domain.notes.values()
    has_pages = app.config.academic_paper_pages and any(each.entries for each in notes)
    if not (domain.cited or has_pages or any(each.citations for each in notes)):
        return []
    stale: list[str] = later("sphinx_academic.domain.citations:update")(env, domain, app.builder)
    return stale


def _tell_missing(app: Sphinx, domain: Domain | None, node: pending_xref) -> bool | None:
    if not isinstance(domain, AcademicDomain):
        return None
    later("sphinx_academic.domain.resolving:tell_missing")(app.env, domain, node)
    return True
