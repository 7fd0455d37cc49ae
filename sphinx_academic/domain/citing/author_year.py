"""Citing by author and year: *Kettlewell et al. (2025a)*, *(Kettlewell et al., 2025a, 2025b; Roe, 2024)*; and by title, which no
style changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, cached_property, partial

from docutils import nodes

from sphinx_academic.content.fragments import Fragments, plain
from sphinx_academic.content.nodes import citation_cluster
from sphinx_academic.data.records import Publication
from sphinx_academic.data.values.dates import with_letter
from sphinx_academic.domain.citing.letters import CitedLabel, told_apart
from sphinx_academic.domain.citing.runs import runs
from sphinx_academic.domain.citing.style import Cited, CiteStyle, can_share_names
from sphinx_academic.domain.resolving import Found
from sphinx_academic.domain.roles import around
from sphinx_academic.sections.cited_names import (
    ToldApart,
    label_of,
    people_of_work,
)
from sphinx_academic.sections.description import Description
from sphinx_academic.sections.entries import TEXTUAL, YEAR, EntryFacts

_AS_IT_IS = ToldApart()


class AuthorYear(CiteStyle):
    """Says who and when, with as many names and such letters that no two works are cited alike."""

    def cite(self, cluster: citation_cluster, works: Sequence[Cited], docname: str) -> list[nodes.Node]:
        """The works one after the other; of several by the same people the first alone says by whom."""
        opening, between, closing = around(cluster["form"])
        result: list[nodes.Node] = []
        for number, run in enumerate(runs(works, self._can_share_names)):
            is_open = len(run) > 1 and cluster["form"] == TEXTUAL
            for place, work in enumerate(run):
                words = ", " if place else between if number else opening
                is_within = work.form == TEXTUAL and work.found is not None
                words += f"{work.before} " if work.before and not is_within else ""
                result += [nodes.Text(words)] if words else []
                if work.found is None:
                    result += self.unknown(work)
                    continue
                said = self._said(work, work.found, YEAR if place else work.form, work.behind, docname)
                if is_open and not place:
                    said = (*said[:-1], str(said[-1]).removesuffix(")"))
                result.append(self.saying(work, said, docname))
            result += [nodes.Text(")")] if is_open else []
        return [*result, nodes.Text(closing)] if closing else result

    def _can_share_names(self, work: Cited, other: Cited) -> bool:
        return can_share_names(work, other) and self._names_of(work) == self._names_of(other)

    def _names_of(self, work: Cited) -> int:
        return self._apart.get(work.found.facts.key, _AS_IT_IS).names if work.found else 0

    def _said(self, work: Cited, found: Found, form: str, behind: str, docname: str) -> Fragments:
        description = self.description(found, docname)
        facts = self._told(work, found, description)
        before = work.before if form == TEXTUAL else ""
        return found.section.words_for(facts, found.record, form, behind, description, before)

    def _told(self, work: Cited, found: Found, description: Description) -> EntryFacts:
        facts, record = found.facts, found.record
        apart = self._apart.get(facts.key) if facts.kind == "publication" else None
        if apart is None:
            return facts
        label = facts.label
        if apart.names > 1 and isinstance(record, Publication) and not work.in_full:
            label = work.spelled(label_of(record, description, apart.names))
        return facts._replace(label=label, year=with_letter(facts.year, apart.letter))

    @cached_property
    def _apart(self) -> Mapping[str, ToldApart]:
        return told_apart(map(self._label, self.in_order))

    def _label(self, found: Found) -> CitedLabel:
        facts, record = found.facts, found.record
        description = self.description(found, self.env.config.root_doc)
        if isinstance(record, Publication) and label_of(record, description):
            label = cache(partial(label_of, record, description))
            return CitedLabel(facts.key, facts.year, len(people_of_work(record).people), label)
        words = plain(found.section.label_words(facts, record, description))
        return CitedLabel(facts.key, facts.year, 1, lambda _names: words)

    def letter_of(self, key: str) -> str:
        return self._apart.get(key, _AS_IT_IS).letter

    def says_of(self, key: str) -> str:
        apart = self._apart.get(key, _AS_IT_IS)
        return f"{apart.names}{apart.letter}" if apart != _AS_IT_IS else ""
