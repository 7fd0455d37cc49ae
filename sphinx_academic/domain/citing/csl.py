"""Citing in a citation style: text and list come from one run of it, for all pages that are numbered together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from docutils import nodes
from sphinx.util import logging

from sphinx_academic.content.doctree import to_inline_nodes
from sphinx_academic.content.fragments import KINDS, Element, Fragments, elements, plain
from sphinx_academic.content.nodes import citation_cluster
from sphinx_academic.data.records import Publication
from sphinx_academic.domain.citing.author_year import AuthorYear
from sphinx_academic.domain.citing.placed_notes import note_reference
from sphinx_academic.domain.citing.style import Cited, CiteStyle
from sphinx_academic.domain.index import Name
from sphinx_academic.domain.resolving import Found, Library
from sphinx_academic.formats.csl_json import CslItem
from sphinx_academic.formats.pandoc import NOTE, WORK, StyleError, styled_item
from sphinx_academic.formats.pandoc_citations import (
    CitedWork,
    CitingScope,
    Cluster,
    MadeScope,
    StyledEntry,
    Way,
    listed_together,
)
from sphinx_academic.formats.styles import CitationStyle
from sphinx_academic.pages.build import ClusterNote, build_of, notes_of, references_on
from sphinx_academic.pages.kept_files import digest_of
from sphinx_academic.pages.styled import cited_in_style
from sphinx_academic.pages.write import NodeHost
from sphinx_academic.sections.base import markup_for
from sphinx_academic.sections.entries import AUTHOR, BARE, TEXTUAL, YEAR, YEAR_IN_BRACKETS

logger = logging.getLogger(__name__)

_PROJECT = "project"


class _Asked(NamedTuple):
    """A work of a cluster, be it noted or about to be written."""

    found: Found
    before: str
    behind: str
    form: str


class _Plan(NamedTuple):
    """What goes through the style: the clusters of each scope, and where in that stands, and how many are, what the clusters of a page become."""

    scopes: Mapping[str, Sequence[Cluster]]
    places: Mapping[tuple[str, int], tuple[str, int, int]]


class StyledCitations(CiteStyle):
    """Says what a citation style makes of clusters; what it has no words for is cited by author and year."""

    def __init__(self, library: Library, cited: Mapping[str, Sequence[Name]], style: CitationStyle) -> None:
        super().__init__(library, cited)
        assert style.manner is not None
        self._style, self._way = style, style.manner.way
        self._others = AuthorYear(library, cited)

    def cite(self, cluster: citation_cluster, works: Sequence[Cited], docname: str) -> list[nodes.Node]:
        """What the style says; works of other sites, of which their inventories know no more than an address, stand behind that."""
        form = cluster["form"]
        known = [work for work in works if work.found is not None and self._is_styled(work.found)]
        usual = [self.library.find("publication", each.reference["reftarget"], docname) for each in known]
        asked = [
            _Asked(found, each.before, each.behind, each.form)
            for found, each in zip(usual, known, strict=True)
            if found
        ]
        # Styles of numbers and notes have no years.
        has_words = form != YEAR or self._way is Way.AUTHOR
        said = self._said(form, asked, docname, cluster.get("number", -1)) if has_words else None
        if not known or said is None:
            return self._others.cite(cluster, works, docname)
        result: list[nodes.Node] = []
        if form == TEXTUAL:
            for work, fragments in zip(known, said, strict=True):
                words = (", " if result else "") + (f"{work.before} " if work.before else "")
                result += [nodes.Text(words)] if words else []
                result += self._nodes(self._naming(work, fragments, docname), [work], docname)
        else:
            result += [node for fragments in said for node in self._nodes(fragments, known, docname)]
        for work in works:
            unknown = self.unknown(work, with_words_before=True) if work not in known else []
            result += [nodes.Text(", "), *unknown] if unknown else []
        return result

    def _naming(self, work: Cited, fragments: Fragments, docname: str) -> Fragments:
        """The words of a work of a sentence, the authors named as the reference asks for where the style names none itself."""
        assert work.found is not None
        usual = self.library.find("publication", work.reference["reftarget"], docname) or work.found
        author = self._author(usual, docname)
        if fragments[: len(author)] == author:
            return (*self._author(work.found, docname), *fragments[len(author) :])
        return _with_capital(fragments) if work.reference.get("academic_capital") else fragments

    def _said(self, form: str, asked: Sequence[_Asked], docname: str, number: int) -> list[Fragments] | None:
        clusters = self._clusters(form, asked, docname)
        scope, begin, _number = self._plan.places.get((docname, number), (self._scope_of(docname), 0, 0))
        planned = self._plan.scopes.get(scope, ())
        if [*planned[begin : begin + len(clusters)]] != clusters:
            # A copy of it, in a table of contents, has no number.
            begin = next((place for place, each in enumerate(planned) if [each] == clusters[:1]), -1)
        made = self._made.get(scope)
        if not clusters or made is None or begin < 0:
            return None
        said = list(made.clusters[begin : begin + len(clusters)])
        if not all(said):
            return None
        return [_without_brackets(each) for each in said] if form in {BARE, YEAR} else said

    def _clusters(self, form: str, asked: Sequence[_Asked], docname: str) -> list[Cluster]:
        """What the style is asked for a cluster of a page."""
        if form == AUTHOR or not asked:
            return []
        if form == TEXTUAL:
            return [
                Cluster(
                    (CitedWork(each.found.facts.key, (), _words(each.behind)),),
                    self._author(each.found, docname),
                )
                for each in asked
            ]
        return [
            Cluster(
                tuple(
                    CitedWork(
                        each.found.facts.key,
                        _words(each.before),
                        _words(each.behind),
                        each.form in {YEAR, YEAR_IN_BRACKETS},
                    )
                    for each in asked
                )
            )
        ]

    def _is_styled(self, found: Found) -> bool:
        return found.facts.kind == "publication" and found.facts.key in self._items

    def _author(self, found: Found, docname: str) -> Fragments:
        facts, record, section, *_ = found
        return section.words_for(facts, record, AUTHOR, "", self.description(found, docname))

    # What goes through the style

    @cached_property
    def _plan(self) -> _Plan:
        works = {_PROJECT: dict(self.works)}
        for docname in dict.fromkeys((*self.cited_by_pages, *sorted(notes_of(self.env)))):
            scope = self._scope_of(docname)
            kind = scope.partition(":")[0]
            if scope not in works:
                works[scope] = dict(self.library.cited_works(docname, kind, self.cited_by_pages))
            # Lists may hold more than is cited.
            for each in references_on(self.env, docname):
                if each.scope == kind:
                    works[scope] |= {
                        key: self.works[key] for key in self.listed(docname, each) if key not in works[scope]
                    }
        # What is referred to by its title has a place in the list, too: by number where that is first done.
        whole = {scope: self._everything(found) for scope, found in works.items()}
        scopes = {scope: [] if self._way is Way.NOTE else list(each) for scope, each in whole.items()}
        places: dict[tuple[str, int], tuple[str, int, int]] = {}
        for docname in self.cited_by_pages:
            scope = self._scope_of(docname)
            for number, noted in enumerate(self._noted_on(docname)):
                found = (self.library.find("publication", key, docname) for key, *_others in noted.works)
                asked = [
                    _Asked(each, *others)
                    for each, (_key, *others) in zip(found, noted.works, strict=True)
                    if each is not None and self._is_styled(each)
                ]
                clusters = self._clusters(noted.form, asked, docname)
                places[docname, number] = scope, len(scopes[scope]), len(clusters)
                scopes[scope] += clusters
        for scope in scopes if self._way is Way.NOTE else ():
            scopes[scope] += whole[scope]
        return _Plan({scope: clusters for scope, clusters in scopes.items() if clusters}, places)

    def _everything(self, found: Mapping[str, Found]) -> tuple[Cluster, ...]:
        works = tuple(CitedWork(key) for key, each in found.items() if self._is_styled(each))
        return (Cluster(works),) if works else ()

    def _noted_on(self, docname: str) -> Sequence[ClusterNote]:
        notes = notes_of(self.env).get(docname)
        return notes.clusters if notes else ()

    def _scope_of(self, docname: str) -> str:
        """What a page is numbered with; by author and year, all pages are one."""
        if self._way is Way.AUTHOR:
            return _PROJECT
        if self._way is Way.NOTE or any(each.scope == "page" for each in references_on(self.env, docname)):
            return f"page:{docname}"
        chapter = self.library.chapter_of(docname)
        return f"chapter:{chapter}" if self.library.chapter_lists.get(chapter) else _PROJECT

    @cached_property
    def _items(self) -> Mapping[str, CslItem]:
        return {
            key: styled_item(found.record, markup_for(found.collection), lambda _author: False)
            for key, found in self.works.items()
            if isinstance(found.record, Publication)
        }

    @cached_property
    def _made(self) -> Mapping[str, MadeScope]:
        scopes = self._plan.scopes
        asked = [CitingScope(tuple(clusters)) for clusters in scopes.values()]
        try:
            return dict(
                zip(scopes, cited_in_style(self._style, self.env).made(self._items, asked), strict=True)
            )
        except StyleError as error:
            message = "The citations of the text are not made: %s Works are cited by author and year."
            logger.warning(message, error, type="academic", subtype="option")
            return {}

    # What others ask

    def letter_of(self, key: str) -> str:
        return self._letters.get(key, "")

    @cached_property
    def _letters(self) -> Mapping[str, str]:
        made = self._made.get(_PROJECT) if self._way is Way.AUTHOR else None
        return {entry.work: entry.letter for entry in made.entries} if made else {}

    def says_of(self, key: str) -> str:
        return self.letter_of(key)

    def says_on(self, docname: str) -> str:
        made = self._made.get(self._scope_of(docname))
        numbers = range(len(self._noted_on(docname)))
        places = [self._plan.places.get((docname, number), ("", 0, 0)) for number in numbers]
        said = [made.clusters[begin : begin + count] for _scope, begin, count in places] if made else []
        lists = [
            (
                [*self.marks(docname, each.scope).items()],
                self.references(
                    docname, each.scope, {*self.listed(docname, each)}, in_order=each.is_in_order_of_style
                ),
            )
            for each in references_on(self.env, docname)
        ]
        return digest_of(said, lists) if said or lists else ""

    def marks(self, docname: str, scope: str, prefix: str = "") -> Mapping[str, str]:
        return {entry.work: entry.mark for entry in self._entries(docname, scope)}

    def references(
        self, docname: str, scope: str, shown: Collection[str], *, in_order: bool
    ) -> Mapping[str, Fragments]:
        return listed_together(self._entries(docname, scope), shown, in_order=in_order)

    def _entries(self, docname: str, scope: str) -> Sequence[StyledEntry]:
        place = {"page": f"page:{docname}", "chapter": f"chapter:{self.library.chapter_of(docname)}"}
        name = _PROJECT if self._way is Way.AUTHOR else place.get(scope, _PROJECT)
        made = self._made.get(name)
        return made.entries if made else ()

    # Words become nodes

    def _nodes(self, fragments: Fragments, works: Sequence[Cited], docname: str) -> list[nodes.Node]:
        by_key = {each.found.facts.key: each for each in works if each.found is not None}
        return [*_ClusterWords(self, by_key, docname).written(fragments)]


class _ClusterWords:
    """Writes the words of one cluster."""

    def __init__(self, style: StyledCitations, works: Mapping[str, Cited], docname: str) -> None:
        self._style, self._works, self._docname = style, works, docname
        sources = next((each.found.sources for each in works.values() if each.found), ())
        self._host = NodeHost(build_of(style.env).builder, docname, sources)

    def written(self, fragments: Iterable[str | Element]) -> Iterator[nodes.Node]:
        """Texts, references that carry their words, and notes."""
        for each in fragments:
            if isinstance(each, str):
                yield nodes.Text(each)
            elif each.kind == NOTE:
                yield note_reference(self._docname, [*self.written(each.children)], follows_stops=True)
            elif each.kind == WORK and (work := self._works.get(each.attributes["work"])):
                own = work._replace(reference=work.reference.deepcopy())
                yield self._style.saying(own, each.children, self._docname)
            elif any(inner.kind == WORK for inner in elements((each,))):
                yield from self._around(each)
            else:
                yield from to_inline_nodes((each,), self._host)

    def _around(self, element: Element) -> Iterator[nodes.Node]:
        inner = [*self.written(element.children)]
        name = {"raised": "superscript"}.get(element.kind, KINDS[element.kind].node)
        kind = getattr(nodes, name, None)
        if kind is None or not self._host.knows(name):
            yield from [nodes.Text("^("), *inner, nodes.Text(")")] if name == "superscript" else inner
        else:
            yield kind("", "", *inner)


def _words(text: str) -> Fragments:
    return (text,) if text else ()


def _with_capital(fragments: Fragments) -> Fragments:
    if not fragments:
        return ()
    first, *rest = fragments
    if isinstance(first, str):
        return (first[:1].upper() + first[1:], *rest)
    return (first._replace(children=_with_capital(first.children)), *rest)


def _without_brackets(fragments: Fragments) -> Fragments:
    """The words without brackets around them."""
    said = plain(fragments)
    first, last = (fragments[0], fragments[-1]) if fragments else ("", "")
    if not (isinstance(first, str) and isinstance(last, str) and said[:1] + said[-1:] in {"()", "[]"}):
        return fragments
    pieces = [first[1:], *fragments[1:-1], last[:-1]] if len(fragments) > 1 else [first[1:-1]]
    return tuple(each for each in pieces if each)
