"""The Sphinx domain ``academic``: its roles, and what has to outlive a page, merged from all workers, told once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Set
from functools import cached_property, partial
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx import addnodes
from sphinx.domains import Domain, ObjType
from sphinx.locale import get_translation

from sphinx_academic.content.fragments import Fragments
from sphinx_academic.content.nodes import citation_cluster, nodes_in
from sphinx_academic.data.located import paused_collection
from sphinx_academic.domain.citing.headings import keep_references
from sphinx_academic.domain.index import FORMER, EntryIndex, ListedEntry, Name
from sphinx_academic.domain.roles import FORMS, RELATING, ROLES, CitingRole, NamesOfRoles, UnknownRole
from sphinx_academic.pages.build import (
    DOMAIN,
    ClusterNote,
    Options,
    PageNotes,
    ReferenceList,
    build_of,
    later,
    note_of,
    notes_of,
    references_on,
)
from sphinx_academic.pages.site import in_reading_order, wants_pages
from sphinx_academic.pages.site_kinds import has_role, sections_of
from sphinx_academic.problems import Code, shorten
from sphinx_academic.sections.entries import IMPLEMENTS, TITLE, unpacked
from sphinx_academic.sections.registry import REFERRED
from sphinx_academic.settings import CITE_STYLES
from sphinx_academic.warnings import tell_of_page

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import RoleFunction

    from sphinx_academic.data.collection import Collection
    from sphinx_academic.domain.citing.words import Citing
    from sphinx_academic.domain.resolving import Found, Library
    from sphinx_academic.pages.page_addresses import RecordPages
    from sphinx_academic.sections.entries import CitedAt, CitedPlace

_ = get_translation("sphinx_academic")

_make_citing: Callable[..., Citing] = later("sphinx_academic.domain.citing.words:Citing")
_cited_at: Callable[..., list[CitedAt]] = later("sphinx_academic.domain.places:cited_at")
_in_words: Callable[..., tuple[CitedPlace, ...]] = later("sphinx_academic.domain.places:in_words")
_library: Callable[..., Library] = later("sphinx_academic.domain.resolving:Library")
_pages_of: Callable[..., RecordPages] = later("sphinx_academic.pages.page_addresses:pages_of")
_places: Callable[..., dict[Name, tuple[CitedPlace, ...]]] = later(
    "sphinx_academic.domain.places:places_of_works"
)
_renumbered: Callable[..., list[str]] = later("sphinx_academic.domain.places:renumbered")
_resolve: Callable[..., nodes.reference | None] = later("sphinx_academic.domain.resolving:resolve")
_tell_nothing: Callable[..., None] = later("sphinx_academic.domain.resolving:tell_missing")
_update: Callable[..., list[str]] = later("sphinx_academic.domain.citations:update")

IMPLEMENTATION = "implementation"
"""What inventories call an object that implements a publication; its name is the key with that of the object behind it."""


class AcademicDomain(Domain):
    """Keeps the notes of all pages (:class:`~sphinx_academic.pages.build.PageNotes`), and knows what they say together."""

    name = DOMAIN
    label = "Academic"
    data_version = 21
    object_types: ClassVar = {
        **{kind: ObjType(row.called, row.role) for kind, row in REFERRED.items()},
        IMPLEMENTATION: ObjType(_("implementation")),
    }
    roles: ClassVar = {**ROLES, **{f"pub:{name}": role for name, role in {**FORMS, **RELATING}.items()}}
    initial_data: ClassVar[dict[str, object]] = {"notes": {}, "cited": {}}
    changed = False
    """Whether a page was read, or is gone, since it was last seen to what is cited."""

    @property
    def cited(self) -> dict[str, tuple[Name, ...]]:
        """Page name, in reading order → the entries that it refers to, in order; known once all pages are read."""
        cited: dict[str, tuple[Name, ...]] = self.data["cited"]
        return cited

    def note_cited(self, cited: Mapping[str, tuple[Name, ...]]) -> None:
        """Remember what all pages refer to."""
        self.data["cited"] = dict(cited)
        for name in ("_citing_pages", "places", "citing"):
            self.__dict__.pop(name, None)

    def forget(self) -> None:
        """Find out anew what pages and data say: they may have changed."""
        for name in ("index", "library", "_citing_pages", "places", "citing"):
            self.__dict__.pop(name, None)

    @cached_property
    def index(self) -> EntryIndex:
        """Every entry of the site, when all pages are read."""
        with paused_collection():
            notes = notes_of(self.env)
            listings = {name: [*map(unpacked, its.entries)] for name, its in notes.items()}
            return EntryIndex(listings, tuple(in_reading_order(self.env)))

    @cached_property
    def library(self) -> Library:
        """The records behind keys, as they are when all pages are read."""
        return _library(self.env, self.index)

    @cached_property
    def citing(self) -> Citing:
        """What clusters of citations say, when all pages are read."""
        return _make_citing(self.library, self.cited)

    @cached_property
    def _citing_pages(self) -> dict[Name, list[str]]:
        found: dict[Name, list[str]] = {}
        for docname, names in self.cited.items():
            for name in names:
                found.setdefault(name, []).append(docname)
        return found

    @cached_property
    def places(self) -> dict[Name, tuple[CitedPlace, ...]]:
        """Where each entry is cited, in reading order; :meth:`places_of` gives the words for it."""
        with paused_collection():
            return _places(self.env, self.cited, self._meant)

    def _meant(self, kind: str, key: str, docname: str) -> Iterator[Name]:
        """What a page refers to with a key; without a kind where any may be meant."""
        for each in (kind,) if kind else self.kinds_of(key, docname):
            if found := self.library.find(each, key, docname):
                yield found.facts[:2]

    def letter_of(self, key: str) -> str:
        """What stands behind the year of the publication with this key that text could not tell from others without it."""
        return self.citing.style().letter_of(key) if self.cited else ""

    def entries(self) -> tuple[ListedEntry, ...]:
        """Every entry of every list; one that several lists show is there several times, its home first."""
        return tuple(self.index)

    def has_entry(self, kind: str, key: str) -> bool:
        """Whether a list shows an entry whose key this is, and not one that it had before."""
        return (kind, key) in self.index

    def home_of(self, kind: str, key: str) -> ListedEntry | None:
        """Where references to an entry lead, or None where no list shows it."""
        return self.index.home_of(kind, key)

    def cited_in(self, kind: str, key: str) -> tuple[str, ...]:
        """The pages that refer to an entry, as the tables of contents lead through them."""
        return tuple(self._citing_pages.get((kind, key), ()))

    def places_of(self, kind: str, key: str) -> tuple[CitedPlace, ...]:
        """Where an entry is cited, in reading order: documented objects, figures and pages, each with its relation to the entry."""
        return _in_words(self.env, self.places.get((kind, key), ()), self.citing)

    def places_within(self, docname: str, scope: str, kind: str, key: str) -> tuple[CitedPlace, ...]:
        """The places on a page, or in its chapter, where an entry is cited; those of the whole project for any other scope."""
        found = self.places_of(kind, key)
        if scope == "page":
            return tuple(place for place in found if place.docname == docname)
        if scope == "chapter":
            chapter_of = self.library.chapter_of
            return tuple(place for place in found if chapter_of(place.docname) == chapter_of(docname))
        return found

    def referenced(
        self, docname: str, options: Options, sources: tuple[str, ...]
    ) -> tuple[Collection, tuple[str, ...]]:
        """What a list of references shows, and the files that it is from."""
        order = () if "sort" in options else tuple(self.marks(docname, options))
        listed = ReferenceList(options.get("scope", "page"), sources, tuple(sorted(options.items())))
        return self.library.referenced(docname, listed, self.cited, order)

    def marks(self, docname: str, options: Options) -> Mapping[str, str]:
        """What stands before the entries of a list of references, by their keys, in the order of the way of citing."""
        if not self.cited:
            return {}
        scope, prefix = options.get("scope", "page"), options.get("labelprefix", "")
        return self.citing.style().marks(docname, scope, prefix)

    def references(self, docname: str, options: Options, shown: Set[str]) -> Mapping[str, Fragments]:
        """The entries of a list of references in the citation style of the text, by their keys, as they are beside each other."""
        if not self.cited or options.get("style") != self.citing.project_style:
            return {}
        style, scope = self.citing.style(), options.get("scope", "page")
        return style.references(docname, scope, shown, in_order="sort" not in options)

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """What the inventory holds, and Sphinx's search where that is its own."""
        highest = 1 if _reads_anchors(build_of(self.env).builder) else FORMER
        for name, shown, kind, docname, anchor, priority in self.objects():
            yield name, shown, kind, docname, anchor, min(priority, highest)

    def objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """People and projects on their own pages, each other entry at its home, and what stands in a list of references alone."""
        own: set[Name] = set()
        for found, docname in self._with_pages():
            facts = found.facts
            own.add(facts[:2])
            yield facts.key, facts.title, facts.kind, docname, "", 1
            for key in facts.former:
                yield key, facts.title, facts.kind, docname, "", FORMER
        for facts, docname, _listing in self.index.homes():
            if facts[:2] not in own:
                yield facts.key, facts.title, facts.kind, docname, facts.anchor, 1
        for key, (facts, docname, _listing) in self.index.former():
            if facts[:2] not in own:
                yield key, facts.title, facts.kind, docname, facts.anchor, FORMER
        if any(notes.references for notes in notes_of(self.env).values()):
            yield from self.library.objects_of_references(self.cited)
        if any(
            each.relation == IMPLEMENTS for notes in notes_of(self.env).values() for each in notes.cited_at
        ):
            yield from self._implementations()

    def _with_pages(self) -> Iterator[tuple[Found, str]]:
        """What has a page of its own, and that page; publications are known by where lists show them."""
        kinds = REFERRED.keys() - {"publication"} if wants_pages(build_of(self.env).builder) else ()
        for kind in sorted(kinds):
            for page in _pages_of(self.env, kind).pages:
                if found := self.library.find(kind, page.record.key, ""):
                    yield found, page.docname

    def _implementations(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """What implements a publication, for those who read inventories: a negative priority keeps it out of Sphinx's search."""
        for kind, key in self.places:
            for place in self.places_of(kind, key):
                if place.relation == IMPLEMENTS and place.anchor:
                    yield f"{key} {place.words}", place.words, IMPLEMENTATION, place.docname, place.anchor, -1

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: addnodes.pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        """The link of a role; None where nothing has the key, so that other projects' inventories are asked."""
        kind = sections_of(env).kind_of_role.get(typ)
        return _resolve(self.library, builder, fromdocname, kind, node, contnode) if kind else None

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: addnodes.pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        """The links of ``any`` and of MyST's ``[](#key)``: one for each kind of entry that has the key."""
        kinds = self.kinds_of(target, fromdocname)
        found = {kind: _resolve(self.library, builder, fromdocname, kind, node, contnode) for kind in kinds}
        return [
            (f"{DOMAIN}:{sections_of(env).referred[kind].role}", link)
            for kind, link in found.items()
            if link is not None
        ]

    def kinds_of(self, key: str, docname: str) -> tuple[str, ...]:
        """The kinds of entries with a key on a page of the site, or in the references of this one."""
        has_pages = wants_pages(build_of(self.env).builder)
        found = tuple(
            kind
            for kind in sections_of(self.env).referred
            if self.home_of(kind, key) or (has_pages and key in _pages_of(self.env, kind).by_key)
        )
        if not found and references_on(self.env, docname) and self.library.find("publication", key, docname):
            found = ("publication",)
        return found

    def clear_doc(self, docname: str) -> None:
        notes_of(self.env).pop(docname, None)
        self.forget()
        self.changed = True

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, dict[str, PageNotes]]) -> None:
        found = otherdata["notes"]
        notes_of(self.env).update({docname: found[docname] for docname in found if docname in docnames})
        self.forget()
        self.changed = True

    def check_consistency(self) -> None:
        """Warn of keys that are referred to and that two different entries of the site have."""
        for home, other in self.index.contradictions() if self.cited else ():
            if self.cited_in(*home.facts[:2]):
                message = (
                    f"The key '{home.facts.key}' is that of '{shorten(home.facts.title)}' in '{home.docname}' and of "
                    f"'{shorten(other.facts.title)}' in '{other.docname}'; references lead to the first. "
                    "Give one of them another key."
                )
                tell_of_page(Code.DUPLICATE, message, other.docname)


class ShortRoles(NamesOfRoles):
    """``pub:t``, ``pub:implements`` and their like."""

    name = "pub"
    label = "Publications"
    roles: ClassVar = {**FORMS, **RELATING}

    def role(self, name: str) -> RoleFunction:
        """A role; one that is not there is told with the nearest that is, and refers all the same."""
        return super().role(name) or UnknownRole(name)


def setup_domain(app: Sphinx) -> None:
    """Register the domain, and its roles by their short names."""
    app.add_domain(AcademicDomain)
    app.add_domain(ShortRoles)
    for name, role in ROLES.items():
        app.add_role(name, role)
    # Behind what finds the kinds that a site declares.
    app.connect("config-inited", _register_own_kinds, priority=120)
    # Before Sphinx makes copies of headings.
    app.connect("doctree-read", _number_clusters, priority=400)
    # Before Sphinx copies them.
    app.connect("doctree-read", _note_headings, priority=400)
    app.connect("doctree-read", _note_citations)
    app.connect("env-updated", _find_stale)
    # Behind Sphinx's own collectors, which number figures.
    app.connect("env-get-updated", _find_renumbered, priority=900)
    app.connect("warn-missing-reference", _tell_missing)


def _register_own_kinds(app: Sphinx, config: Config) -> None:
    """Roles and objects of the kinds that a site declares, in this application alone."""
    for kind in config.academic_declared.kinds:
        role = CitingRole(kind.role)
        app.add_role_to_domain(DOMAIN, kind.role, role)
        # Sphinx looks for each name in "std".
        if not has_role(app, config, kind.role):
            app.add_role_to_domain("std", kind.role, role)
        app.registry.domain_object_types.setdefault(DOMAIN, {})[kind.role] = ObjType(kind.singular, kind.role)


def _number_clusters(app: Sphinx, document: nodes.document) -> None:
    """Note what clusters a page has, where their words depend on all of them."""
    if app.config.academic_cite_style in CITE_STYLES:
        return
    for cluster in nodes_in(document, citation_cluster):
        references = [each for each in cluster.children if isinstance(each, addnodes.pending_xref)]
        is_styled = cluster["form"] != TITLE and not cluster["style"]
        if is_styled and all(each["reftype"] == "pub" and not each["refexplicit"] for each in references):
            clusters = note_of(app.env, app.env.docname).clusters
            cluster["number"] = len(clusters)
            works = dict.fromkeys(
                (
                    str(each["reftarget"]),
                    str(each["academic_before"]),
                    str(each["academic_behind"]),
                    str(each["academic_form"]),
                )
                for each in references
            )
            clusters.append(ClusterNote(cluster["form"], tuple(works)))


def _note_headings(app: Sphinx, document: nodes.document) -> None:
    if keep_references(document):
        note_of(app.env, app.env.docname).cites_in_headings = True


def _note_citations(app: Sphinx, document: nodes.document) -> None:
    """Note what a page refers to, in order; without a kind where a reference may mean anything."""
    found: dict[Name, None] = {}
    in_text: set[Name] = set()
    references = nodes_in(document, addnodes.pending_xref)
    name_of = partial(_name_of, sections_of(app.env).kind_of_role)
    for node in references:
        if (name := name_of(node)) is not None:
            found[name] = None
            if not (isinstance(node.parent, citation_cluster) and node.parent["style"] == "footnote"):
                in_text.add(name)
    if found:
        notes = note_of(app.env, app.env.docname)
        notes.citations.extend(found)
        notes.noted.extend(name for name in found if name not in in_text)
        notes.cited_at.extend(_cited_at(document, references, app.env, name_of))


def _reads_anchors(builder: Builder) -> bool:
    """Whether an index for searching has the anchors of what has one name and is shown by another: sphinx-immaterial writes one of
    its own, which takes the shown name for the end of the anchor, warns of each and leads nowhere."""
    indexer = getattr(builder, "indexer", None)
    return indexer is None or type(indexer).get_objects.__module__ == "sphinx.search"


def _name_of(kind_of_role: Mapping[str, str], node: addnodes.pending_xref) -> Name | None:
    reftype, domain = node["reftype"], node.get("refdomain")
    is_ours = domain == DOMAIN and reftype in kind_of_role
    if node.get("intersphinx") or not (is_ours or (reftype in {"any", "myst"} and not domain)):
        return None
    return kind_of_role[reftype] if is_ours else "", node["reftarget"]


def _find_stale(app: Sphinx, env: BuildEnvironment) -> list[str]:
    domain = env.get_domain(DOMAIN)
    assert isinstance(domain, AcademicDomain)
    notes = notes_of(env).values()
    has_pages = wants_pages(app.builder) and any(each.entries for each in notes)
    cites = any(each.citations or any(listed.condition for listed in each.references) for each in notes)
    if not (domain.cited or has_pages or cites):
        return []
    return _update(domain, app.builder)


def _find_renumbered(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """The pages that say numbers of figures which are others than before."""
    return _renumbered(env.get_domain(DOMAIN), app.builder) if app.config.numfig else []


def _tell_missing(app: Sphinx, domain: Domain | None, node: addnodes.pending_xref) -> bool | None:
    if not isinstance(domain, AcademicDomain):
        return None
    _tell_nothing(domain.library, sections_of(app.env).kind_of_role.get(node["reftype"], ""), node)
    return True
