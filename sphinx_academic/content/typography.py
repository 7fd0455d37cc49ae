"""Typographic quotes and dashes in fragments, as Sphinx makes them in the pages' own text, and codes, whose figures are as high as capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docutils.utils import smartquotes

from sphinx_academic.content.fragments import Element, Fragment, Fragments, texts

LINING = "academic-lining"
"""The class of a code."""

_NOT_PROSE = frozenset({"literal", "literal_block", "math"})

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
            yield from _tokens(fragment.children, "literal" if fragment.kind in _NOT_PROSE else kind)


def _replaced(fragments: Fragments, smart: Iterator[str]) -> Fragments:
    return tuple(
        next(smart) if isinstance(each, str) else each._replace(children=_replaced(each.children, smart))
        for each in fragments
    )


CODES = re.compile(
    r"(?<![\w/.:-])(?:"
    r"(?=[A-Z/-]*\d)(?=[\d/-]*[A-Z])[A-Z\d]+(?:[-/][A-Z\d]+)*"  # EEEM068, EP/T019751/1, 3D
    r"|[A-Z]{2,}[ \u00a0](?!(?:19|20)\d\d\b)\d+"  # DA 210, but not a conference and its year
    r"|[a-z]\d+"  # f0
    r")(?![\w/])"
)
"""Words of a running text in which small figures would be read as letters ("EEEMo68")."""


def with_codes(fragments: Fragments) -> Fragments:
    """The codes in a running text marked, so that a style sheet can give them lining figures."""
    marked: list[Fragment] = []
    for fragment in fragments:
        if not isinstance(fragment, str):
            known = fragment.kind not in _NOT_PROSE
            marked.append(fragment._replace(children=with_codes(fragment.children)) if known else fragment)
            continue
        begin = 0
        for found in CODES.finditer(fragment):
            marked += filter(None, (fragment[begin : found.start()],))
            marked.append(Element("span", (found[0],), LINING))
            begin = found.end()
        marked += filter(None, (fragment[begin:],))
    return tuple(marked)


_UNITS = (
    "Hz|kHz|MHz|GHz|THz|dBA?|km|cm|mm|[µμ]m|nm|m|ms|[µμ]s|ns|s|min|h|kg|mg|[µμ]g|g|mV|kV|V|mW|kW|MW|W|mA|°C|°F|%|‰|°"
    "|[kMG]?bit/s|[kMG]?bit|[kMGT]B|px|pt|k?Pa|hPa|bar|kJ|[kMG]?eV|fps|rpm|mol"
)
_WORTH_A_LOOK = re.compile(r"[A-Z0-9]\.? [A-Za-zµμ°%‰]")
"""What most texts do not have; of one set of letters first, which is found in a moment."""
_IN_A_NAME = re.compile(r"(\b[A-Z]\.?) (?=[A-Z])")
_BEFORE_AN_INITIAL = re.compile(r"([a-z]) (?=[A-Z]\.?\u00a0[A-Z])")
_BEFORE_A_UNIT = re.compile(rf"(\d) (?=(?:{_UNITS})(?![\w%/]))")


def kept_together(text: str) -> str:
    """A text in which no line ends within a name with initials ("Mark D Plumbley") or before a unit ("4.2 GHz")."""
    if not _WORTH_A_LOOK.search(text):
        return text
    text = _BEFORE_AN_INITIAL.sub("\\1\u00a0", _IN_A_NAME.sub("\\1\u00a0", text))
    return _BEFORE_A_UNIT.sub("\\1\u00a0", text)


def without_formulas(text: str) -> str:
    """A text in which MathJax finds neither a formula nor a command: data may hold ``\\(\\href{…}{…}\\)``, and a word
    joiner, which nobody sees, is put behind each backslash."""
    return text.replace("\\", "\\\u2060")
