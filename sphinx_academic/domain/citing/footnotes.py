"""Citing in footnotes: *Kettlewell¹*, and below the reference as a compact list has it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from docutils import nodes

from sphinx_academic.content.doctree import to_inline_nodes
from sphinx_academic.content.nodes import citation_cluster
from sphinx_academic.data.records import Publication
from sphinx_academic.domain.citing.placed_notes import note_reference
from sphinx_academic.domain.citing.style import Cited, CiteStyle
from sphinx_academic.pages.build import build_of
from sphinx_academic.pages.write import NodeHost
from sphinx_academic.sections.entries import AUTHOR, TEXTUAL, YEAR
from sphinx_academic.sections.publication_entry import note


class Footnotes(CiteStyle):
    """Says who, where the sentence asks for it, and the rest below."""

    def cite(self, cluster: citation_cluster, works: Sequence[Cited], docname: str) -> list[nodes.Node]:
        """A sign for each work of a sentence, none where this asks for people or years alone, and one for all works otherwise."""
        form = cluster["form"]
        if form not in {TEXTUAL, AUTHOR, YEAR}:
            return [self._note(works, docname)]
        result: list[nodes.Node] = []
        for work in works:
            result += [nodes.Text(", ")] if result else []
            if work.found is None:
                result += self.unknown(work, with_words_before=True)
                continue
            facts, record, section, *_ = work.found
            asked, behind = (AUTHOR, "") if form == TEXTUAL else (form, work.behind)
            said = section.words_for(facts, record, asked, behind, self.description(work.found, docname))
            own = work._replace(reference=work.reference.deepcopy())
            result.append(self.saying(own, said, docname))
            result += [self._note([work], docname)] if form == TEXTUAL else []
        return result

    def _note(self, works: Sequence[Cited], docname: str) -> nodes.footnote_reference:
        content: list[nodes.Node] = []
        for work in works:
            words = (" " if content else "") + (f"{work.before} " if work.before else "")
            content += [nodes.Text(words)] if words else []
            content += self._reference(work, docname)
        key = json.dumps([(each.reference["reftarget"], each.before, each.behind) for each in works])
        return note_reference(docname, content, key)

    def _reference(self, work: Cited, docname: str) -> list[nodes.Node]:
        if work.found is None or not isinstance(work.found.record, Publication):
            return self.unknown(work)
        title, rest = note(work.found.record, work.behind, self.description(work.found, docname))
        host = NodeHost(build_of(self.env).builder, docname, work.found.sources)
        return [self.saying(work, title, docname), *to_inline_nodes(rest, host)]
