"""Typographic quotes and dashes in fragments, as Sphinx makes them in the pages' own text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docutils.utils import smartquotes

from sphinx_academic.content.fragments import Fragments, texts

_SMART = re.compile(r"[\"'`]|--|\.\.\.")
_APOSTROPHE = re.compile(r"(?<![\w'])'(?=\d\d(?!\d)(?![^']*\w'(?!\w)))|(?<=\s)'(?=n'\s)|(?<=\s'n)'(?=\s)")
"""What stands before a year and around the *n* of *rock 'n' roll*, and docutils takes for a quotation mark."""


def educate(fragments: Fragments, language: str, action: str) -> Fragments:
    """Typographic quotes, dashes and ellipses outside of code; ``action`` is Sphinx's ``smartquotes_action``."""
    if not any(_SMART.search(text) for text in texts(fragments)):
        return fragments
    tokens = list(_tokens(fragments))
    smart = smartquotes.educate_tokens(tokens, attr=action, language=language)
    return _replaced(fragments, iter(list(smart)))


def _tokens(fragments: Fragments, kind: str = "plain") -> Iterator[tuple[str, str]]:
    for fragment in fragments:
        if isinstance(fragment, str):
            yield kind, _APOSTROPHE.sub("’", fragment) if "'" in fragment else fragment
        else:
            is_code = fragment.kind in {"literal", "literal_block", "math"}
            yield from _tokens(fragment.children, "literal" if is_code else kind)


def _replaced(fragments: Fragments, smart: Iterator[str]) -> Fragments:
    return tuple(
        next(smart) if isinstance(each, str) else each._replace(children=_replaced(each.children, smart))
        for each in fragments
    )


def without_formulas(text: str) -> str:
    """A text in which MathJax finds neither a formula nor a command: data may hold ``\\(\\href{…}{…}\\)``, and a word
    joiner, which nobody sees, is put behind each backslash."""
    return text.replace("\\", "\\\u2060")
