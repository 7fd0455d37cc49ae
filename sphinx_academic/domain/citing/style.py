"""What a way of citing is, and what each is given: a cluster of citations with the works behind its keys."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx import addnodes

from sphinx_academic.content.fragments import Fragments
from sphinx_academic.content.nodes import citation_cluster
from sphinx_academic.domain.index import Name
from sphinx_academic.domain.resolving import Found, Library, words_of
from sphinx_academic.pages.build import build_of
from sphinx_academic.pages.fill import description_for
from sphinx_academic.sections.base import markup_for
from sphinx_academic.sections.description import Description

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


class CiteStyle(ABC):
    """A way of citing: what stands in the text for a cluster.

    One is made when it is first asked for after all pages are read, and dropped when a page or the data change. ``cited`` is what
    each page refers to, in reading order."""

    def __init__(self, library: Library, cited: Mapping[str, Sequence[Name]]) -> None:
        self.library, self.cited_by_pages = library, cited

    @property
    def env(self) -> BuildEnvironment:
        """The environment of the build."""
        return self.library.env

    @abstractmethod
    def cite(self, cluster: citation_cluster, works: Sequence[Cited], docname: str) -> list[nodes.Node]:
        """The nodes that take the place of a cluster on a page: texts, and references that :meth:`saying` has given words."""

    def says(self, docname: str) -> str:
        """Whatever this style decides on what stands on a page, as a text: the page is written again when it changes."""
        return ""

    def saying(self, work: Cited, fragments: Fragments, docname: str) -> addnodes.pending_xref:
        """The reference to a work that was found, carrying its words; it becomes a link when references are resolved."""
        reference, found = work
        assert found is not None
        reference.children = []
        reference += words_of(found, fragments, build_of(self.env).builder, docname)
        reference["academic_said"] = True
        return reference

    def description(self, found: Found, docname: str) -> Description:
        """How the record behind a key is described on a page."""
        return description_for(self.env, docname, markup_for(found.collection), ())
