"""The roles: ``pub``, ``pub:t``, ``pub:p``, ``news``, ``competition`` and ``person``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.util.docutils import SphinxRole

TITLE, TEXTUAL, PARENTHETICAL = "title", "textual", "parenthetical"

_EXPLICIT = re.compile(r"(?P<text>.+)<(?P<keys>[^<>]*)>", re.DOTALL)
_PART = re.compile(r"(?:[^,;{]|\{[^{}]*\}?)+")
_ONE = re.compile(r"(?:\{(?P<before>[^{}]*)\})?(?P<key>[^{}]*)(?:\{(?P<behind>[^{}]*)\})?")


class Asked(NamedTuple):
    """One key of a role, with the words before and behind it (``{see}key{p. 3}``)."""

    key: str
    before: str = ""
    behind: str = ""


def read_keys(text: str) -> Iterator[Asked]:
    """The keys of a role: several stand with commas or semicolons between them, but not within braces."""
    for part in _PART.findall(text):
        found = _ONE.fullmatch(part.strip())
        if found is None:
            yield Asked(" ".join(part.split()))
        elif found["key"].strip():
            words = [" ".join((found[name] or "").split()) for name in ("key", "before", "behind")]
            yield Asked(*words)


class CitingRole(SphinxRole):
    """Refers to entries by their keys; what a reference says and where it leads is known when its page is written."""

    def __init__(self, reftype: str, form: str = TITLE) -> None:
        super().__init__()
        self._reftype = reftype
        self._form = form

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """The references, with what stands around them."""
        explicit = _EXPLICIT.fullmatch(self.text)
        asked = list(read_keys(explicit["keys"] if explicit else self.text)) or [Asked("")]
        if explicit:
            return [self._reference(asked[0], explicit["text"].rstrip())], []
        within = self._form == PARENTHETICAL
        result: list[nodes.Node] = []
        for number, each in enumerate(asked):
            around = "" if not number else "; " if within else ", "
            before = f"{each.before} " if each.before else ""
            if around + before or (within and not number):
                result.append(nodes.Text(("(" if within and not number else around) + before))
            result.append(self._reference(each))
        if within:
            result.append(nodes.Text(")"))
        return result, []

    def _reference(self, asked: Asked, text: str = "") -> addnodes.pending_xref:
        node = addnodes.pending_xref(
            self.rawtext,
            refdomain="academic",
            reftype=self._reftype,
            reftarget=asked.key,
            refexplicit=bool(text),
            refdoc=self.env.docname,
            refwarn=True,
            academic_form=self._form,
            academic_behind=asked.behind,
        )
        words = text or asked.key
        classes = ["xref", "academic", f"academic-{self._reftype}"]
        node += nodes.inline(self.rawtext, words, classes=classes)
        self.set_source_info(node)
        return node


def roles() -> dict[str, CitingRole]:
    """Every role by its name in the domain."""
    return {
        "pub": CitingRole("pub"),
        "pub:t": CitingRole("pub", TEXTUAL),
        "pub:p": CitingRole("pub", PARENTHETICAL),
        "news": CitingRole("news"),
        "competition": CitingRole("competition"),
        "person": CitingRole("person"),
    }


ROLES = {"pub": "publication", "news": "news", "competition": "competition", "person": "person"}
"""Role → kind."""


def citations_in(document: nodes.document) -> Iterator[tuple[str, str]]:
    """Kind and key of everything that a page refers to, in order; without a kind where the reference may mean anything."""
    for node in document.findall(addnodes.pending_xref):
        if node.get("intersphinx"):
            continue
        reftype = node["reftype"]
        if node.get("refdomain") == "academic" and reftype in ROLES:
            yield ROLES[reftype], node["reftarget"]
        elif reftype in {"any", "myst"} and not node.get("refdomain"):
            yield "", node["reftarget"]
