"""What a way of citing is, and what each is given: a cluster of citations with the works behind its keys."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx import addnodes

from sphinx_academic.content.fragments import Fragments
from sphinx_academic.content.nodes import citation_cluster
from sphinx_academic.data.records import Publication
from sphinx_academic.domain.index import Name
from sphinx_academic.domain.resolving import Found, Library, words_of
from sphinx_academic.pages.build import ReferenceList, build_of, notes_of, references_on
from sphinx_academic.sections.cited_names import people_of_work, same_people
from sphinx_academic.sections.description import Description
from sphinx_academic.sections.entries import BARE, PARENTHETICAL, TEXTUAL

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


class Cited(NamedTuple):
    """One work of a cluster: the reference that is to say something, and what its key leads to; None where nothing has the key,
    and the reference is left as it is, for other projects' inventories may know it."""

    reference: addnodes.pending_xref
    found: Found | None

    @property
    def form(self) -> str:
        """How it reads: as the whole cluster, unless it has a form of its own."""
        return str(self.reference["academic_form"])

    @property
    def before(self) -> str:
        """The words before it."""
        return str(self.reference["academic_before"])

    @property
    def behind(self) -> str:
        """The words behind it: a page, most often."""
        return str(self.reference["academic_behind"])

    @property
    def in_full(self) -> bool:
        """Whether all authors are named, as the label of what was found does then."""
        return bool(self.reference.get("academic_in_full"))

    def spelled(self, label: str) -> str:
        """Who it is by, with a capital where the work stands at the beginning of a sentence (*Van der Berg*)."""
        return label[:1].upper() + label[1:] if self.reference.get("academic_capital") else label


_WITH_NAMES = frozenset({TEXTUAL, PARENTHETICAL, BARE})


def can_share_names(work: Cited, other: Cited) -> bool:
    """Whether the second of two works needs no names behind the first: they are by the same people, and no page stands between
    them, which would seem to belong to both."""
    if work.behind or other.before or other.behind or not work.form == other.form in _WITH_NAMES:
        return False
    match [each.found.record for each in (work, other) if each.found is not None]:
        case [Publication() as first, Publication() as second]:
            return bool(people_of_work(first)) and same_people(first, second)
    return False


class CiteStyle(ABC):
    """A way of citing: what stands in the text for a cluster.

    One is made when it is first asked for after all pages are read, and dropped when a page or the data change. ``cited`` is what
    each page refers to, in reading order."""

    def __init__(self, library: Library, cited: Mapping[str, Sequence[Name]]) -> None:
        self.library, self.cited_by_pages = library, cited
        self._listed: dict[tuple[str, ReferenceList], Sequence[str]] = {}

    @property
    def env(self) -> BuildEnvironment:
        """The environment of the build."""
        return self.library.env

    @abstractmethod
    def cite(self, cluster: citation_cluster, works: Sequence[Cited], docname: str) -> list[nodes.Node]:
        """The nodes that take the place of a cluster on a page: texts, and references that :meth:`saying` has given words."""

    def letter_of(self, key: str) -> str:
        """What stands behind the year of a work wherever it is shown, so that readers find what text speaks of."""
        return ""

    def marks(self, docname: str, scope: str, prefix: str = "") -> Mapping[str, str]:
        """The works of a list of references on a page, in the order of this style, each with what stands before it there and in
        text (*[1]*, with the prefix of the list *[A1]*); empty where it decides on neither."""
        return {}

    def references(
        self, docname: str, scope: str, shown: Collection[str], *, in_order: bool
    ) -> Mapping[str, Fragments]:
        """What the entries of a list of references are beside each other, by their keys, be it in the order of this style; empty where
        each stands by itself."""
        return {}

    def says_of(self, key: str) -> str:
        """Whatever is decided on a work for all pages, as a text: those that cite or show it are written again when it changes."""
        return ""

    def says_on(self, docname: str) -> str:
        """Whatever is decided for a page alone, as a text: it is written again when it changes."""
        return ""

    @cached_property
    def works(self) -> Mapping[str, Found]:
        """Every publication that is cited, by its key, in the order in which that is done; then what lists of references hold
        besides."""
        found = dict(self.library.cited_works("", "project", self.cited_by_pages))
        for docname, notes in sorted(notes_of(self.env).items()):
            for each in notes.references:
                for key in self.listed(docname, each):
                    named = self.library.find("publication", key, docname) if key not in found else None
                    if named is not None:
                        found[key] = named
        return found

    def listed(self, docname: str, listed: ReferenceList) -> Sequence[str]:
        """The keys of what a list of references of a page holds, in its order."""
        # Those of a project are the same on all pages.
        asked = ("" if listed.scope == "project" else docname, listed)
        if asked not in self._listed:
            collection, _sources = self.library.referenced(docname, listed, self.cited_by_pages)
            self._listed[asked] = [work.key for work in collection.publications]
        return self._listed[asked]

    @cached_property
    def in_order(self) -> Sequence[Found]:
        """These in the order of the list of references: that of the project if there is one, else by authors, date and title."""
        pages = self.library.reference_pages
        lists = (each for page in pages for each in references_on(self.env, page) if each.scope == "project")
        sort = next((each.sort for each in lists), "author")
        listed = self.library.in_order(self.works, sort)
        ordered = [self.works[work.key] for work in listed if work.key in self.works]
        # What the data hold no more comes last.
        return [*ordered, *(found for found in self.works.values() if found.record is None)]

    def unknown(self, work: Cited, *, with_words_before: bool = False) -> list[nodes.Node]:
        """The reference to a work that was not found, whose words another project's inventory may have, and those around it."""
        before = f"{work.before} " if work.before and with_words_before else ""
        behind = f", {work.behind}" if work.behind else ""
        return [
            *map(nodes.Text, filter(None, [before])),
            work.reference,
            *map(nodes.Text, filter(None, [behind])),
        ]

    def saying(self, work: Cited, fragments: Fragments, docname: str) -> addnodes.pending_xref:
        """The reference to a work that was found, carrying its words; it becomes a link when references are resolved."""
        reference, found = work
        assert found is not None
        # A node that stands in a document asks all around it which, for each that is put into it.
        reference.children, reference.parent = [], None
        reference += words_of(found, fragments, build_of(self.env).builder, docname)
        reference["academic_said"] = True
        return reference

    def description(self, found: Found, docname: str) -> Description:
        """How the record behind a key is described on a page."""
        return self.library.description(found, docname)
