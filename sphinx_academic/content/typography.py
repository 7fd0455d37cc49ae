"""Typographic quotes and dashes in fragments, as Sphinx makes them in the pages' own text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docutils.utils import smartquotes

from sphinx_academic.content.fragments import Fragments, texts

_SMART = re.compile(r"[\"'`]|--|\.\.\.")


def educate(fragments: Fragments, language: str, action: str) -> Fragments:
    """Typographic quotes, dashes and ellipses, as Sphinx makes them in the pages' own text.

    ``action`` is Sphinx's ``smartquotes_action``; code is left alone.
    """
    if not any(_SMART.search(text) for text in texts(fragments)):
        return fragments
    tokens = list(_tokens(fragments))
    smart = smartquotes.educate_tokens(tokens, attr=action, language=language)
    return _replaced(fragments, iter(list(smart)))


def _tokens(fragments: Fragments, kind: str = "plain") -> Iterator[tuple[str, str]]:
    for fragment in fragments:
        if isinstance(fragment, str):
            yield kind, fragment
        else:
            yield from _tokens(
                fragment.children,
                "literal" if fragment.kind in {"literal", "literal_block", "math"} else kind,
            )


def _replaced(fragments: Fragments, smart: Iterator[str]) -> Fragments:
    return tuple(
        next(smart)
        if isinstance(fragment, str)
        else fragment._replace(children=_replaced(fragment.children, smart))
        for fragment in fragments
    )


def without_formulas(text: str) -> str:
    """A text that stands outside of what MathJax is kept from, in which it finds neither a formula nor a command.

    A word joiner, which nobody sees, stands behind each backslash: data may hold ``\\(\\href{…}{…}\\)``.
    """
    return text.replace("\\", "\\\u2060")
