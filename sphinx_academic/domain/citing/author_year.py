"""Citing by author and year: *Kettlewell et al. (2025)*, *(Kettlewell et al., 2025)*; and by title, which no style changes."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes

from sphinx_academic.content.nodes import citation_cluster
from sphinx_academic.domain.citing.style import Cited, CiteStyle
from sphinx_academic.domain.roles import around


class AuthorYear(CiteStyle):
    """Says who and when."""

    def cite(self, cluster: citation_cluster, works: Sequence[Cited], docname: str) -> list[nodes.Node]:
        """The works one after the other."""
        opening, between, closing = around(cluster["form"])
        result: list[nodes.Node] = []
        for number, work in enumerate(works):
            words = (between if number else opening) + (f"{work.before} " if work.before else "")
            result += [nodes.Text(words)] if words else []
            if work.found is None:
                result.append(work.reference)
                continue
            facts, record, section, *_ = work.found
            description = self.description(work.found, docname)
            said = section.words_for(facts, record, work.form, work.behind, description)
            result.append(self.saying(work, said, docname))
        return [*result, nodes.Text(closing)] if closing else result
