"""What is known of a build: what it has one of each, and what is noted of each page and kept until it is read anew."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment

from sphinx_academic.problems import Code, Problem

if TYPE_CHECKING:
    # Builds with nothing changed read no list, and need not wait for what describes one.
    from sphinx_academic.content.nodes import Request
    from sphinx_academic.sections.entries import CitedAt, Listing
    from sphinx_academic.sections.offers import DocumentRequest, DownloadRequest, FeedRequest

Thing = TypeVar("Thing")

Context = dict[str, Any]
"""What the templates are given for a page; every extension may put something in."""
Options = Mapping[str, Any]
"""The options of a directive, or of the theme, as they were read; each has a type of its own."""


def later(place: str) -> Callable[..., Any]:
    """A function that is imported when it is called (``package.module:name``): most builds need few of what there is."""

    def call(*arguments: object, **named: object) -> object:
        module, _, name = place.partition(":")
        return getattr(import_module(module), name)(*arguments, **named)

    return call


class Build:
    """One build; when it is over, it goes with its environment."""

    def __init__(self, builder: Builder) -> None:
        # The environment belongs to the builder, and this to the environment.
        self._builder = weakref.ref(builder)
        self._things: dict[object, object] = {}
        self.places: dict[str, str] = {}
        """Of the document that is being written: id of an entry → the page that has it."""
        self.given: dict[tuple[str, str], str] = {}
        """Of the same: page and the id that an entry would have if the page stood alone → the id that it has."""
        self.come: Callable[[], object] = list
        """Has the outputs that take part in pages come, before the first page is filled."""

    @property
    def builder(self) -> Builder:
        """The builder at work."""
        builder = self._builder()
        assert builder is not None
        return builder

    def one(self, name: object, make: Callable[[], Thing]) -> Thing:
        """The one thing of a name, made when it is first asked for."""
        if name not in self._things:
            self._things[name] = make()
        return cast("Thing", self._things[name])


_builds: weakref.WeakKeyDictionary[BuildEnvironment, Build] = weakref.WeakKeyDictionary()


def build_of(env: BuildEnvironment) -> Build:
    """The build that an environment serves."""
    return _builds[env]


def begin_build(app: Sphinx) -> None:
    """Begin to know of a build."""
    _builds[app.env] = Build(app.builder)


# Of the pages

DOMAIN = "academic"
"""Sphinx keeps what belongs to a domain, and the domain of this name merges what several workers have noted."""


class Local(Enum):
    """What a link leads to; COPIED is what ``html_extra_path`` puts beside the pages, REFUSED a file that data may not publish."""

    ELSEWHERE = auto()
    PAGE = auto()
    FILE = auto()
    ANCHOR = auto()
    COPIED = auto()
    MISSING = auto()
    REFUSED = auto()


class LocalTarget(NamedTuple):
    """What a link or a picture leads to; where that is nowhere, what to tell, and what to do about it."""

    kind: Local
    target: str
    """The page's name, the file's path from the source folder, or the address as written."""
    fragment: str = ""
    code: Code = Code.LINK
    fault: str = ""
    hint: str = ""

    @property
    def path(self) -> str:
        """Of a file that is published."""
        return self.target if self.kind is Local.FILE else ""


CITED_AS_LISTED = "academic_cited_as_listed"
"""The value in the configuration that leaves the way of citing to the lists of references."""


class ReferenceList(NamedTuple):
    """A list of references of a page: whose citations it holds (``page``, ``chapter`` or ``project``), data of its own, and what
    else was asked for."""

    scope: str
    sources: tuple[str, ...]
    options: tuple[tuple[str, Any], ...] = ()

    @property
    def sort(self) -> str:
        """The order in which it stands."""
        return str(dict(self.options).get("sort", "cited"))

    @property
    def is_in_order_of_style(self) -> bool:
        """Whether it has no order of its own."""
        return "sort" not in dict(self.options)

    @property
    def condition(self) -> str:
        """What chooses its works, where these are not all that is cited (:mod:`~sphinx_academic.sections.bibliography_filters`)."""
        return str(dict(self.options).get("condition", ""))

    @property
    def keys(self) -> tuple[str, ...]:
        """Works that it shows besides."""
        return tuple(dict(self.options).get("keys", ()))

    @property
    def prefix(self) -> str:
        """What stands before the keys in texts that mean this list."""
        return str(dict(self.options).get("keyprefix", ""))

    @property
    def label_prefix(self) -> str:
        """What stands before its labels and numbers, in text as in the list."""
        return str(dict(self.options).get("labelprefix", ""))

    @property
    def cited_by(self) -> str:
        """The way of citing that goes with it; empty where it has none of its own."""
        return str(dict(self.options).get("cited-by", ""))

    @property
    def is_marked(self) -> bool:
        """Whether its entries are called by what text calls them by."""
        return bool(dict(self.options).get("list", "citation") == "citation")


class ClusterNote(NamedTuple):
    """A cluster of citations: its form, and of each work the key, the words before and behind, and a form of its own."""

    form: str
    works: tuple[tuple[str, str, str, str], ...]


@dataclass(slots=True)
class PageNotes:
    """What outlives the reading of a page."""

    problems: list[Problem] = field(default_factory=list)
    """What is wrong with its data."""
    folders: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The folders and patterns of its data, and the files that were found there."""
    targets: set[tuple[str, tuple[str, ...], LocalTarget]] = field(default_factory=set)
    """Addresses that no dependency on a file tells of, the data files beside which they may be, and what they lead to."""
    has_profile_beside: bool = False
    report: tuple[tuple[int, int], ...] = ()
    """When the report of tests was written that its works were read with, and its size."""
    feeds: list[FeedRequest] = field(default_factory=list)
    lists: list[Listing] = field(default_factory=list)
    """Its lists of what may have pages of its own."""
    downloads: list[DownloadRequest] = field(default_factory=list)
    """Its lists whose works can be taken away."""
    documents: list[DocumentRequest] = field(default_factory=list)
    """What of it can be had as a file that stands by itself."""
    typeset_with: str = ""
    """With what these are made (:mod:`~sphinx_academic.pages.typesetting`); empty where there are none."""
    extras: dict[str, bool] = field(default_factory=dict)
    """The modules without which some of its files cannot be made, and whether they were there when it was read."""
    search_names: list[str] = field(default_factory=list)
    """What the search is to find of each of its lists, packed."""
    entries: list[str] = field(default_factory=list)
    """Its lists with their entries, packed."""
    citations: list[tuple[str, str]] = field(default_factory=list)
    """Kind and key of what it refers to, in order, each once; without a kind where any is meant."""
    noted: list[tuple[str, str]] = field(default_factory=list)
    """Of these what stands in notes alone, because that was asked for there."""
    cited_at: list[CitedAt] = field(default_factory=list)
    """The same with the places in the page, and what these have to do with it."""
    captions: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    """The clusters of citations in its captions, by the ids of what has these, as far as they outlive its reading."""
    clusters: list[ClusterNote] = field(default_factory=list)
    """Its clusters of citations, where a citation style decides on what they say."""
    cites_in_headings: bool = False
    references: list[ReferenceList] = field(default_factory=list)
    """Its lists of references."""
    labels: list[tuple[str, str]] = field(default_factory=list)
    """The labels that its docstrings have defined as works, and their keys."""
    gathers: bool = False
    """Whether it shows which objects of the project refer to what."""
    styled: list[Request] = field(default_factory=list)
    """Its lists in citation styles."""
    published: list[Request] = field(default_factory=list)
    """Its lists of the site's own works and people, where these are published for other sites."""


def notes_of(env: BuildEnvironment) -> dict[str, PageNotes]:
    """The notes of all pages that have some, by the names of the pages; none where the theme is used alone."""
    notes: dict[str, PageNotes] = env.domaindata.get(DOMAIN, {}).get("notes", {})
    return notes


def note_of(env: BuildEnvironment, docname: str) -> PageNotes:
    """The notes of a page, to be added to."""
    return notes_of(env).setdefault(docname, PageNotes())


def known_problems(env: BuildEnvironment) -> set[Problem]:
    """Every problem that a page was read with."""
    return {problem for notes in notes_of(env).values() for problem in notes.problems}


def references_on(env: BuildEnvironment, docname: str) -> Sequence[ReferenceList]:
    """The lists of references of a page."""
    notes = notes_of(env).get(docname)
    return notes.references if notes else ()


def reference_pages(env: BuildEnvironment) -> list[str]:
    """The pages that list what the whole project refers to."""
    pages = sorted(notes_of(env).items())
    return [docname for docname, notes in pages if any(each.scope == "project" for each in notes.references)]
