"""The roles that cite: what stands between the backquotes, and the cluster of references that it becomes when a page is read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.domains import Domain
from sphinx.util.docutils import SphinxRole

from sphinx_academic.content.nodes import citation_cluster
from sphinx_academic.pages.build import DOMAIN
from sphinx_academic.problems import Code, nearest, shorten
from sphinx_academic.sections.entries import BRACKETED, MENTIONS, PARENTHETICAL, RELATIONS, TEXTUAL, TITLE
from sphinx_academic.sections.registry import REFERRED
from sphinx_academic.warnings import tell_at

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

_EXPLICIT = re.compile(r"(?P<text>.+)<(?P<keys>[^<>]*)>", re.DOTALL)
_PART = re.compile(r"(?:[^,;{]|\{[^{}]*\}?)+")
_ONE = re.compile(r"(?:\{(?P<before>[^{}]*)\})?(?P<key>[^{}]*)(?:\{(?P<behind>[^{}]*)\})?")

_OF_ANOTHER_PROJECT = re.compile(r":external(?:\+[^:`]+)?:")


class Asked(NamedTuple):
    """One key of a role, with the words before and behind it (``{see}key{p. 3}``), and its form where the cluster's is not its own
    (the year alone of one work among others)."""

    key: str
    before: str = ""
    behind: str = ""
    form: str = ""


def read_keys(text: str) -> Iterator[Asked]:
    """The keys of a role: several stand with commas or semicolons between them, but not within braces."""
    for part in _PART.findall(text):
        found = _ONE.fullmatch(part.strip())
        if found is None:
            yield Asked(" ".join(part.split()))
        elif found["key"].strip():
            yield Asked(*(" ".join((found[name] or "").split()) for name in ("key", "before", "behind")))


def cluster(
    env: BuildEnvironment,
    works: Sequence[Asked],
    form: str = TITLE,
    *,
    reftype: str = "pub",
    style: str = "",
    relation: str = "",
    text: str = "",
    rawtext: str = "",
    place: tuple[str | None, int | None] = (None, None),
) -> citation_cluster:
    """The references to some works as one node: all that roles, and whatever else reads citations, have to make.

    ``form`` is one of those of :mod:`~sphinx_academic.sections.entries`; ``text`` are words that stand for the reference to the
    first work, whatever the form. ``style`` is its own way of citing (``footnote``), else the project's counts. ``relation`` says
    what the passage does with the works (``implements``, ``uses``, ``compares``, ``mentions``); empty is known by its place. ``place`` is
    source and line. Until the page is written the keys stand there, between the signs that the form has in any case."""
    node = citation_cluster(rawtext, "", form=form, style=style, relation=relation)
    works = works[:1] if text else works
    opening, between, closing = ("", "", "") if text else around(form)
    node += nodes.Text(opening) if opening else []
    for number, asked in enumerate(works or (Asked(""),)):
        between_works = (between if number else "") + (
            f"{asked.before} " if asked.before and not text else ""
        )
        node += nodes.Text(between_works) if between_works else []
        reference = addnodes.pending_xref(
            rawtext,
            refdomain=DOMAIN,
            reftype=reftype,
            reftarget=asked.key,
            refexplicit=bool(text),
            refdoc=env.docname,
            refwarn=True,
            academic_form=asked.form or form,
            academic_before=asked.before,
            academic_behind=asked.behind,
        )
        classes = ["xref", "academic", f"academic-{reftype}"]
        words = nodes.inline(rawtext, text or asked.key, classes=classes)
        # A key is no word, whose quotation marks anybody has to look for.
        words["support_smartquotes"] = bool(text)
        for each in (reference, words):
            each.source, each.line = place
        reference += words
        node += reference
    node += nodes.Text(closing) if closing else []
    node.source, node.line = place
    return node


def around(form: str) -> tuple[str, str, str]:
    """What stands before, between and behind the works of a cluster."""
    return ("(", "; ", ")") if form in BRACKETED else ("", ", ", "")


class CitingRole(SphinxRole):
    """Refers to entries by their keys; what a reference says and where it leads is known when its page is written."""

    def __init__(self, reftype: str, form: str = TITLE, relation: str = "") -> None:
        super().__init__()
        self._reftype = reftype
        self._form = form
        self._relation = relation

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """The cluster of references; Sphinx's intersphinx marks those to other projects itself, and looks for them in no node."""
        explicit = _EXPLICIT.fullmatch(self.text)
        node = cluster(
            self.env,
            [*read_keys(explicit["keys"] if explicit else self.text)],
            self._form,
            reftype=self._reftype,
            relation=self._relation,
            text=explicit["text"].rstrip() if explicit else "",
            rawtext=self.rawtext,
            place=self.get_source_info(),
        )
        behind_text = self.rawtext.rfind("`")
        is_external = _OF_ANOTHER_PROJECT.match(self.rawtext) or _OF_ANOTHER_PROJECT.search(
            self.rawtext, behind_text
        )
        return [*node.children] if is_external else [node], []


FORMS = {"t": CitingRole("pub", TEXTUAL), "p": CitingRole("pub", PARENTHETICAL)}
"""The roles for publications by what stands behind ``pub:``."""

RELATING = {relation: CitingRole("pub", TEXTUAL, relation) for relation in (*RELATIONS, MENTIONS)}
"""The same that say what the documented object does with the work."""


class NamesOfRoles(Domain):
    """Nothing but names of roles: Sphinx takes what stands before a colon for a domain."""

    def merge_domaindata(self, *data: object) -> None:
        """It has no data."""

    def resolve_any_xref(self, *asked: object, **named: object) -> list[tuple[str, nodes.reference]]:
        """It has no objects."""
        return []


class UnknownRole(CitingRole):
    """What stands for a role of a publication that is not there: a reference by the title."""

    def __init__(self, name: str) -> None:
        super().__init__("pub")
        self._called = name

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """The cluster of references, of which is told that nobody knows its kind."""
        found, messages = super().run()
        meant = nearest(self._called, (*FORMS, *RELATING))
        guess = f"Did you mean 'pub:{meant}'? " if meant else ""
        known = ", ".join(f"pub:{name}" for name in (*FORMS, *RELATING))
        message = f"There is no role 'pub:{shorten(self._called)}'. {guess}There are pub, {known}."
        tell_at(Code.REFERENCE, message, found[0])
        return found, messages


ROLES = {row.role: CitingRole(row.role) for row in REFERRED.values()}
"""The roles by their short names, each of which says what the thing is called."""
