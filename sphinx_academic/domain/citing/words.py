"""What the clusters of citations of a project say: each is handed to the way of citing that is its own, or the project's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property

from docutils import nodes
from sphinx import addnodes

from sphinx_academic.content.nodes import citation_cluster, notes_place
from sphinx_academic.data.records import Publication
from sphinx_academic.domain.citing.author_year import AuthorYear
from sphinx_academic.domain.citing.footnotes import Footnotes
from sphinx_academic.domain.citing.marks import Labels, Numbers
from sphinx_academic.domain.citing.placed_notes import close_up, place_notes
from sphinx_academic.domain.citing.style import Cited, CiteStyle
from sphinx_academic.domain.index import Name
from sphinx_academic.domain.resolving import Found, Library, tell_missing
from sphinx_academic.pages.build import CITED_AS_LISTED, DOMAIN, build_of, later, notes_of
from sphinx_academic.pages.fill import description_for
from sphinx_academic.problems import Code, shorten
from sphinx_academic.sections.base import markup_for
from sphinx_academic.sections.cited_names import label_of
from sphinx_academic.sections.entries import NOTHING, TITLE
from sphinx_academic.warnings import tell_at

_ALL = 1_000_000
"""More names than any work has."""

STYLES: Mapping[str, Callable[[Library, Mapping[str, Sequence[Name]]], CiteStyle]] = {
    "author-year": AuthorYear,
    "footnote": Footnotes,
    "label": Labels,
    "number": Numbers,
}
"""The ways of citing by the names that settings and clusters know them by."""


class Citing:
    """Says what stands in the place of clusters, once all pages are read; ``cited`` is what each page refers to."""

    def __init__(self, library: Library, cited: Mapping[str, Sequence[Name]]) -> None:
        self._library, self._cited = library, cited
        self._styles: dict[str, CiteStyle] = {}

    def style(self, name: str = "") -> CiteStyle:
        """The way of citing of a name, else the project's."""
        name = name or self.project_style
        if name not in self._styles:
            self._styles[name] = self._made(name)
        return self._styles[name]

    def _made(self, name: str) -> CiteStyle:
        if name in STYLES:
            return STYLES[name](self._library, self._cited)
        # Which only projects with a citation style need.
        style = later("sphinx_academic.pages.styled:style_in_text")(self._library.env)
        if style is None:
            return AuthorYear(self._library, self._cited)
        made: CiteStyle = later("sphinx_academic.domain.citing.csl:StyledCitations")(
            self._library, self._cited, style
        )
        return made

    @cached_property
    def project_style(self) -> str:
        """The way of citing of the project: that of ``conf.py``, or, where this leaves it to them, of the lists of references."""
        config = self._library.env.config
        ways = {each.cited_by for notes in notes_of(self._library.env).values() for each in notes.references}
        listed = ways - {""} if getattr(config, CITED_AS_LISTED, False) else set()
        return listed.pop() if len(listed) == 1 else str(config.academic_cite_style)

    def words(self, cluster: citation_cluster, docname: str) -> list[nodes.Node]:
        """What takes the place of a cluster on a page."""
        references = [each for each in cluster.children if isinstance(each, addnodes.pending_xref)]
        if any(each["refexplicit"] for each in references):
            return [*cluster.children]
        if "academic_otherwise" in cluster:
            found = self._named(references[0], docname)
            if found is None:
                label = nodes.inline("", references[0].astext())
                other = addnodes.pending_xref("", label, **cluster["academic_otherwise"])
                other.source, other.line = references[0].source, references[0].line
                return [other]
            references[0]["reftarget"] = found.facts.key
        works: list[Cited] = []
        for each in references:
            work = Cited(each, self._named(each, docname))
            if any(_is_same(work, other) for other in works):
                message = f"'{shorten(each['reftarget'])}' stands in one reference twice; it is cited once."
                tell_at(Code.REFERENCE, f"{message} Name it once, or say which pages are meant.", each)
            else:
                works.append(work)
        if cluster["form"] == NOTHING:
            return [each.reference for each in works if each.found is None]
        is_written = "academic_written" in cluster
        if is_written and not any(each.found or self._is_elsewhere(each) for each in works):
            return self._as_written(cluster, works)
        is_named = cluster["form"] == TITLE and not cluster["style"]
        return self.style("author-year" if is_named else cluster["style"]).cite(cluster, works, docname)

    def _named(self, reference: addnodes.pending_xref, docname: str) -> Found | None:
        """What a reference leads to, its authors named as it asks for."""
        kind = self._library.sections.kind_of_role[reference["reftype"]]
        found = self._library.find(kind, reference["reftarget"], docname)
        if found is None or not found.facts.label:
            return found
        label, record = found.facts.label, found.record
        if reference.get("academic_in_full") and isinstance(record, Publication):
            description = description_for(self._library.env, docname, markup_for(found.collection), ())
            label = label_of(record, description, _ALL)
        return found._replace(facts=found.facts._replace(label=Cited(reference, found).spelled(label)))

    def _is_elsewhere(self, work: Cited) -> bool:
        """Whether another project's inventory has the key."""
        inventory = getattr(self._library.env, "intersphinx_inventory", {})
        return work.reference["reftarget"] in inventory.get(f"{DOMAIN}:{Publication.kind}", {})

    def _as_written(self, cluster: citation_cluster, works: Iterable[Cited]) -> list[nodes.Node]:
        """What was no citation, as none of its keys is one; in brackets it was meant to be."""
        if cluster["academic_required"]:
            kind_of_role = self._library.sections.kind_of_role
            for work in works:
                tell_missing(self._library, kind_of_role[work.reference["reftype"]], work.reference)
        return [nodes.Text(cluster["academic_written"])]

    def write(self, document: nodes.document, found: Sequence[citation_cluster | notes_place]) -> None:
        """Put the words of clusters in their place, and the notes in theirs; in a document that holds several pages each knows its own."""
        signs: list[nodes.footnote_reference] = []
        for cluster in found:
            if isinstance(cluster, notes_place):
                continue
            docname = next(
                each["refdoc"] for each in cluster.children if isinstance(each, addnodes.pending_xref)
            )
            words = self.words(cluster, docname)
            cluster.replace_self(words)
            if words and isinstance(words[0], nodes.footnote_reference | nodes.superscript):
                close_up(words[0])
            signs += [each for each in words if isinstance(each, nodes.footnote_reference)]
        places = [each for each in found if isinstance(each, notes_place)]
        builder = build_of(self._library.env).builder
        place_notes(document, signs, places, in_latex=builder.format == "latex")


def _is_same(work: Cited, other: Cited) -> bool:
    if work.found is None or other.found is None:
        return False
    key, before, behind = work.found.facts[:2], work.before, work.behind
    return (key, before, behind) == (other.found.facts[:2], other.before, other.behind)
