"""Citing by marks that stand before the entries of a list of references: numbers, *[1–3, 7]*, and labels, *[Ket25, KR25]*."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from docutils import nodes

from sphinx_academic.content.nodes import citation_cluster
from sphinx_academic.data.naming import letters
from sphinx_academic.data.records import Publication
from sphinx_academic.domain.citing.runs import runs
from sphinx_academic.domain.citing.style import Cited, CiteStyle, can_share_names
from sphinx_academic.domain.index import Name
from sphinx_academic.domain.resolving import Library, words_of
from sphinx_academic.pages.build import build_of, references_on
from sphinx_academic.problems import Code, shorten
from sphinx_academic.sections.cited_names import alpha_label
from sphinx_academic.sections.entries import AUTHOR, BARE, TEXTUAL, YEAR
from sphinx_academic.warnings import tell_at

_FEWEST_IN_A_ROW = 3
"""So many numbers that follow one another are written as a range."""

_Scope = tuple[str, str]
"""A page, a chapter or the project, with the name of the page or the chapter."""


class Mark(NamedTuple):
    """What a work is called, as a whole, and what is counted in it: the letters before a number (``A`` of *[A1]*), and that; 0 is
    none."""

    words: str
    prefix: str = ""
    number: int = 0


class _Marked(NamedTuple):
    """A work of a cluster with its mark."""

    work: Cited
    mark: Mark


class Marks(CiteStyle):
    """Says by what mark a work is called in the list of references to which the reference leads: one of the page, else of its
    chapter, else of the project."""

    def __init__(self, library: Library, cited: Mapping[str, Sequence[Name]]) -> None:
        super().__init__(library, cited)
        self._told: set[str] = set()
        self._numbers: dict[_Scope, Mapping[str, Mapping[str, int]]] = {}

    @abstractmethod
    def mark(self, docname: str, key: str) -> Mark:
        """What a work is called on a page."""

    # In text

    def cite(self, cluster: citation_cluster, works: Sequence[Cited], docname: str) -> list[nodes.Node]:
        """The marks in one pair of brackets, or behind the names of each work where the sentence says these."""
        form = cluster["form"]
        if form in {TEXTUAL, AUTHOR, YEAR}:
            return [*self._in_sentence(works, docname)]
        marks = self._in_brackets(works, docname)
        return [*marks] if form == BARE else [nodes.Text("["), *marks, nodes.Text("]")]

    def _in_sentence(self, works: Sequence[Cited], docname: str) -> Iterator[nodes.Node]:
        for number, run in enumerate(runs(works, can_share_names)):
            first = run[0]
            is_within = first.form == TEXTUAL and first.found is not None
            before = f"{first.before} " if first.before else ""
            words = (", " if number else "") + ("" if is_within else before)
            if words:
                yield nodes.Text(words)
            if first.found is None:
                yield from self.unknown(first)
                continue
            facts, record, section, *_ = first.found
            form, behind = (AUTHOR, "") if first.form == TEXTUAL else (first.form, first.behind)
            said = section.words_for(facts, record, form, behind, self.description(first.found, docname))
            if first.form != TEXTUAL:
                yield self.saying(first, said, docname)
            elif len(run) == 1:
                mark = self._with_page(self._marked(first, docname))
                yield self.saying(first, (*said, f" [{before}{mark}]"), docname)
            else:
                yield words_of(first.found, said, build_of(self.env).builder, docname)
                yield nodes.Text(" [")
                yield from self._in_brackets(run, docname)
                yield nodes.Text("]")

    def _in_brackets(self, works: Sequence[Cited], docname: str) -> Iterator[nodes.Node]:
        """The marks of works: numbers in order, those that follow one another as a range, in which no page can stand."""
        marked = [self._marked(each, docname) for each in works]
        # "see" stands where it was written.
        if all(each.mark.number and not each.work.before for each in marked):
            marked.sort(key=lambda each: each.mark[1:])
        between = "; " if any(each.work.before or each.work.behind for each in marked) else ", "
        for place, run in enumerate(runs(marked, _goes_on)):
            shown = run if len(run) < _FEWEST_IN_A_ROW else [run[0], run[-1]]
            for number, each in enumerate(shown):
                before = "–" if number and shown is not run else between if number or place else ""
                words = before + (f"{each.work.before} " if each.work.before else "")
                if words:
                    yield nodes.Text(words)
                if each.work.found is None:
                    yield from self.unknown(each.work)
                else:
                    yield self.saying(each.work, (self._with_page(each),), docname)

    def _with_page(self, marked: _Marked) -> str:
        words, behind = marked.mark.words, marked.work.behind
        return f"{words}, {behind}" if behind else words

    def _marked(self, work: Cited, docname: str) -> _Marked:
        if work.found is None:
            return _Marked(work, Mark(""))
        key = work.found.facts.key
        work.reference["academic_is_marked"] = True
        is_listed = any(key in self.numbers(each) for each in self.scopes(docname))
        is_listed = is_listed or any(self.library.lists_on(page, key) for page in self.library.choosing)
        if docname not in self._told and not is_listed:
            self._told.add(docname)
            message = f"No list of references has '{shorten(key)}', of which text says the mark."
            hint = "Put  references  on this page, or with  :scope: project  on another."
            tell_at(Code.REFERENCE, f"{message} {hint}", work.reference)
        return _Marked(work, self.mark(docname, key))

    # In lists

    def scopes(self, docname: str) -> Sequence[_Scope]:
        """Whose lists of references those on a page may lead to, the first of them first."""
        own = (self._scope(docname, each.scope) for each in references_on(self.env, docname))
        further = (self._scope(docname, "chapter"), self._scope(docname, "project"))
        return [*dict.fromkeys((*own, *further))]

    def _scope(self, docname: str, scope: str) -> _Scope:
        return scope, {"page": docname, "chapter": self.library.chapter_of(docname)}.get(scope, "")

    def numbers(self, scope: _Scope) -> Mapping[str, Mapping[str, int]]:
        """The works of all lists of references of a page, a chapter or the project, by the prefix of a list: those with the same are
        counted as if they were one."""
        if scope not in self._numbers:
            kind, place = scope
            pages: Sequence[str] = [place]
            if kind != "page":
                library = self.library
                pages = library.reference_pages if kind == "project" else library.chapter_lists.get(place, ())
            lists = (
                (page, each)
                for page in pages
                for each in references_on(self.env, page)
                if each.scope == kind and each.is_marked
            )
            found: dict[str, dict[str, int]] = {}
            last: dict[str, int] = {}
            for page, each in lists:
                prefix = each.label_prefix
                for key in self.listed(page, each):
                    if prefix not in found.setdefault(key, {}):
                        found[key][prefix] = last[prefix] = last.get(prefix, 0) + 1
            self._numbers[scope] = found
        return self._numbers[scope]

    def place(self, docname: str, key: str) -> tuple[str, int]:
        """The prefix of the list that a reference on a page leads to, and the number of the work there; 0 where no list has it."""
        own = {each.label_prefix for each in references_on(self.env, docname)}
        # Last come the lists of other pages, to which the reference leads where there is none of the page's own.
        others = (("page", page) for page in self.library.choosing)
        for scope in chain(self.scopes(docname), others):
            if numbers := self.numbers(scope).get(key):
                return min(numbers.items(), key=lambda each: each[0] not in own)
        return "", 0

    def marks(self, docname: str, scope: str, prefix: str = "") -> Mapping[str, str]:
        works = self.numbers(self._scope(docname, scope))
        listed = sorted((numbers[prefix], key) for key, numbers in works.items() if prefix in numbers)
        return {key: f"[{prefix}{self.mark_in(key, number)}]" for number, key in listed}

    @abstractmethod
    def mark_in(self, key: str, number: int) -> str:
        """What a work is called in a list in which it has this number, without the prefix of that."""

    def says_on(self, docname: str) -> str:
        names = self.cited_by_pages.get(docname, ())
        return " ".join(self.mark(docname, key).words for kind, key in names if kind == "publication")


class Numbers(Marks):
    """*[1–3, 7]*: the places in the list of references."""

    def mark(self, docname: str, key: str) -> Mark:
        prefix, number = self.place(docname, key)
        # Where nothing numbers the work, the order in which the project cites does.
        number = number or self._in_order_of_citation.get(key, 0)
        return Mark(f"{prefix}{number or '?'}", prefix, number)

    def mark_in(self, key: str, number: int) -> str:
        return str(number)

    @cached_property
    def _in_order_of_citation(self) -> Mapping[str, int]:
        return {key: number for number, key in enumerate(self.works, 1)}


class Labels(Marks):
    """*[Ket25, KR25]*: of letters of the names and two digits of the year, as BibTeX's style ``alpha`` makes them."""

    def mark(self, docname: str, key: str) -> Mark:
        prefix, _number = self.place(docname, key)
        return Mark(prefix + self._labels.get(key, key))

    def mark_in(self, key: str, number: int) -> str:
        return self._labels.get(key, key)

    def says_of(self, key: str) -> str:
        return self._labels.get(key, "")

    @cached_property
    def _labels(self) -> Mapping[str, str]:
        alike: dict[str, list[str]] = {}
        for facts, record, *_ in self.in_order:
            label = alpha_label(record) if isinstance(record, Publication) else facts.key
            alike.setdefault(label, []).append(facts.key)
        return {
            key: f"{label}{letters(place)}" if len(keys) > 1 else label
            for label, keys in alike.items()
            for place, key in enumerate(keys)
        }


def _goes_on(marked: _Marked, other: _Marked) -> bool:
    (_words, prefix, number), (_others, its_prefix, its_number) = marked.mark, other.mark
    is_next = 0 < number == its_number - 1 and prefix == its_prefix
    return is_next and not (marked.work.behind or other.work.before or other.work.behind)
