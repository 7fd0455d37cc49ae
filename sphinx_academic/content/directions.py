"""Which way texts are written, and what of the data is told apart from its surroundings so that nothing changes places there.

A page that goes one way and a text that goes the other share full stops, brackets, commas and numbers: whose they are a browser
guesses, and guesses wrong. So a text of the data is isolated (HTML's ``bdi``, ``dir="auto"``) where one of the two is written from
right to left; elsewhere nothing could change places, and nothing is written."""

from __future__ import annotations

import re
from functools import cache

from sphinx_academic.content.fragments import Element, Fragment, Fragments

_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
_FROM_THE_RIGHT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Letters that are written from right to left: the blocks of Unicode that have no others."""

AUTO = {"dir": "auto"}
"""The attribute of a block whose direction is that of its own first letter."""
_BLOCKS = frozenset({"paragraph", "bullets", "numbers", "quote"})


@cache
def is_right_to_left(language: str) -> bool:
    """Whether a language (``fa``, ``ar-EG``, ``ur_PK``) is written from right to left."""
    return re.split("[-_]", language, maxsplit=1)[0] in _RIGHT_TO_LEFT


def may_change_places(text: str, language: str) -> bool:
    """Whether a text could change places with what is around it on a page in a language."""
    if is_right_to_left(language):
        return bool(text)
    return not text.isascii() and _FROM_THE_RIGHT.search(text) is not None


def isolated(fragments: Fragments, text: str, language: str) -> Fragments:
    """A text within a line, by itself where it could change places with what is around it."""
    return (Element("isolated", fragments),) if fragments and may_change_places(text, language) else fragments


def isolated_blocks(fragments: Fragments, text: str, language: str) -> Fragments:
    """Blocks of text, each written in its own direction where that may be another than the page's."""
    if not may_change_places(text, language):
        return fragments
    return tuple(_in_its_direction(each) for each in fragments)


def _in_its_direction(block: Fragment) -> Fragment:
    if isinstance(block, str) or block.kind not in _BLOCKS:
        return block
    return block._replace(attributes={**block.attributes, **AUTO})
