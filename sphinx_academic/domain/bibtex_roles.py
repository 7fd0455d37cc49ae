"""The roles of sphinxcontrib-bibtex (``cite:t``, ``footcite`` …), for those who write them by habit (``academic_bibtex_roles``)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective, SphinxRole

from sphinx_academic.content.nodes import notes_place
from sphinx_academic.domain.roles import NamesOfRoles, cluster, read_keys
from sphinx_academic.pages.build import note_of
from sphinx_academic.pages.links import files_of_site
from sphinx_academic.pages.setup import SectionDirective
from sphinx_academic.pages.site_kinds import declared_in
from sphinx_academic.problems import Code, Problem
from sphinx_academic.sections.base import collection_of
from sphinx_academic.sections.entries import (
    AUTHOR,
    BARE,
    NOTHING,
    PARENTHETICAL,
    TEXTUAL,
    YEAR,
    unknown_keys,
)
from sphinx_academic.settings import CITE_STYLES

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class _Reads(NamedTuple):
    """How the works of a role read: all their authors by name, the first letter a capital, brackets around the whole."""

    form: str
    in_full: bool = False
    capital: bool = False
    in_brackets: bool = False


_TEXTUAL = {
    "t": _Reads(TEXTUAL),
    "ts": _Reads(TEXTUAL, in_full=True),
    "ct": _Reads(TEXTUAL, capital=True),
    "cts": _Reads(TEXTUAL, in_full=True, capital=True),
}
_IN_BRACKETS = {"p": _Reads(PARENTHETICAL), "ps": _Reads(PARENTHETICAL, in_full=True)}
_READS = {
    **_IN_BRACKETS,
    **_TEXTUAL,
    "empty": _Reads(NOTHING),
    "alp": _Reads(BARE),
    "alps": _Reads(BARE, in_full=True),
    "label": _Reads(BARE),
    "labelpar": _Reads(PARENTHETICAL),
    "year": _Reads(YEAR),
    "yearpar": _Reads(YEAR, in_brackets=True),
    "author": _Reads(AUTHOR),
    "authors": _Reads(AUTHOR, in_full=True),
    "authorpar": _Reads(AUTHOR, in_brackets=True),
    "authorpars": _Reads(AUTHOR, in_full=True, in_brackets=True),
    "cauthor": _Reads(AUTHOR, capital=True),
    "cauthors": _Reads(AUTHOR, in_full=True, capital=True),
}
"""As sphinxcontrib-bibtex 2.7 names and describes them ("Usage", "Roles and Directives")."""


class BibtexRole(SphinxRole):
    """Cites works by their keys, which stand with commas between them."""

    def __init__(self, reads: _Reads, style: str = "") -> None:
        super().__init__()
        self._reads = reads
        self._style = style

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """The cluster of references, such as our own roles make."""
        reads = self._reads
        works = [*read_keys(self.text)]
        node = cluster(
            self.env,
            works,
            reads.form,
            style=self._style,
            rawtext=self.rawtext,
            place=self.get_source_info(),
        )
        references = [each for each in node.children if isinstance(each, addnodes.pending_xref)]
        for reference in references:
            reference["academic_in_full"], reference["academic_capital"] = reads.in_full, reads.capital
        if reads.form == NOTHING:
            node.children = [*references]
            for reference in references:
                reference.children = []
                reference += nodes.inline()
        if not reads.in_brackets:
            return [node], []
        is_round = self.config.academic_cite_style not in {"number", "label"}
        opening, closing = "()" if is_round else "[]"
        return [nodes.Text(opening), node, nodes.Text(closing)], []


class CiteRoles(NamesOfRoles):
    """``cite:p`` and its kin."""

    name = "cite"
    label = "Citations"
    roles: ClassVar = {name: BibtexRole(reads) for name, reads in _READS.items()}


class FootciteRoles(NamesOfRoles):
    """``footcite:p`` and its kin: citations in footnotes, whatever the way of citing elsewhere."""

    name = "footcite"
    label = "Citations in footnotes"
    roles: ClassVar = {
        name: BibtexRole(reads, "footnote") for name, reads in {**_IN_BRACKETS, **_TEXTUAL}.items()
    }


class BibliographyDirective(SectionDirective):
    """``bibliography``: several files behind it, and keys in it, one on a line."""

    section_name = "bibliography"
    has_content = True

    def run(self) -> list[nodes.Node]:
        """The placeholder of the list, below the heading that ``bibtex_bibliography_header`` gives."""
        config = self.config
        self.arguments = " ".join(self.arguments).split()
        if self.content:
            self.options["keys"] = " ".join((self.options.get("keys") or "", *self.content))
        if not self.arguments:
            self._check_keys((self.options.get("keys") or "").replace(",", " ").split())
        if config.academic_cite_style in CITE_STYLES:
            # A citation style has an order of its own.
            self.options.setdefault("style", config.bibtex_default_style)
        header = config.bibtex_bibliography_header
        return [*(self.parse_text_to_nodes(header) if header else []), *super().run()]

    def _check_keys(self, keys: Sequence[str]) -> None:
        """Tell of keys that no file of the project has, which a list without files of its own cannot know."""
        if not keys:
            return
        env = self.env
        files = files_of_site(env)
        collection = collection_of(files, str(env.srcdir), declared=declared_in(env))
        path = str(env.doc2path(env.docname, base=False))
        note_of(env, env.docname).problems.extend(
            Problem(path, self.lineno, 0, Code.OPTION, *told) for told in unknown_keys(keys, collection)
        )
        for file in files:
            env.note_dependency(file)


class FootnotesDirective(SphinxDirective):
    """``footbibliography``: where the footnotes stand of what was cited in footnotes before it."""

    def run(self) -> list[nodes.Node]:
        """A node that says where, below the heading that ``bibtex_footbibliography_header`` gives."""
        node = notes_place()
        self.set_source_info(node)
        header = self.config.bibtex_footbibliography_header
        return [*(self.parse_text_to_nodes(header) if header else []), node]


def setup_bibtex_roles(app: Sphinx) -> None:
    """Register the roles and the directive of footnotes."""
    app.add_domain(CiteRoles)
    app.add_domain(FootciteRoles)
    app.add_role("cite", CiteRoles.roles["p"])
    app.add_role("footcite", FootciteRoles.roles["p"])
    app.add_directive("bibliography", BibliographyDirective)
    app.add_directive("footbibliography", FootnotesDirective)
