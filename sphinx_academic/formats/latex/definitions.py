"""Commands that the preamble of a BibTeX file defines, put into its texts.

What stands in ``@preamble`` comes before the list in TeX's eyes ("BibTeXing", section 2.2), so that the file's own commands are
defined there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from sphinx_academic.formats.latex import KNOWN
from sphinx_academic.formats.latex.decoding import end_of_text
from sphinx_academic.formats.text import MAX_TEXT

_LONGEST = 500
"""Characters of a definition, and of an argument; a definition that is longer, or decides (``\\if…``), is a program."""
_DEEPEST = 5
"""Definitions that stand in one another."""
_DEFINITION = re.compile(
    r"\\(?:[gex]?def\s*+\\([A-Za-z]++)\s*+((?:\#\d)*+)"
    r"|(?:newcommand|renewcommand|providecommand|DeclareRobustCommand)\*?\s*+\{?\s*+\\([A-Za-z]++)\s*+\}?\s*+(?:\[(\d)\])?)\s*+(?=\{)"
)
_PROGRAM = re.compile(r"\\(?:if|fi\b|else|futurelet|csname|expandafter|let|def)")
_PARAMETER = re.compile(r"\#(\d)")
_COMMAND = re.compile(r"\\([A-Za-z]+)\s*")
_SPACE = re.compile(r"\s*")


class Definition(NamedTuple):
    """What a command stands for; ``#1`` is its first argument."""

    arguments: int
    body: str


def definitions_in(preamble: str) -> dict[str, Definition]:
    """The commands that a preamble defines, but for those that are known without."""
    found: dict[str, Definition] = {}
    for match in _DEFINITION.finditer(preamble):
        name = match[1] or match[3]
        end = end_of_text(preamble, match.end(), min(len(preamble), match.end() + _LONGEST))
        if end is not None and name not in KNOWN:
            body = preamble[match.end() + 1 : end - 1]
            if not _PROGRAM.search(body):
                found[name] = Definition(len(match[2] or "") // 2 or int(match[4] or 0), body.strip())
    return found


def expanded(text: str, definitions: Mapping[str, Definition]) -> str:
    """A text with what its commands stand for."""
    for _ in range(_DEEPEST):
        if definitions.keys().isdisjoint(_COMMAND.findall(text)) or len(text) > MAX_TEXT:
            break
        text = _once(text, definitions)
    return text


def _once(text: str, definitions: Mapping[str, Definition]) -> str:
    out: list[str] = []
    at = 0
    for match in _COMMAND.finditer(text):
        definition = definitions.get(match[1])
        if definition is None or match.start() < at:
            continue
        out.append(text[at : match.start()])
        at = match.end()
        given: list[str] = []
        for _ in range(definition.arguments):
            found = _SPACE.match(text, at)
            at = found.end() if found else at
            end = (
                end_of_text(text, at, min(len(text), at + _LONGEST)) if text.startswith("{", at) else None
            ) or at
            given.append(text[at + 1 : end - 1] if end > at else text[at : at + 1])
            at = max(end, min(at + 1, len(text)))
        body = "".join(
            "".join(given[int(piece) - 1 : int(piece)]) if number % 2 else piece
            for number, piece in enumerate(_PARAMETER.split(definition.body))
        )
        is_open = body[-1:].isalpha() and re.search(r"\\[A-Za-z]+\Z", body[-40:]) is not None
        out.append(f"{body}{{}}" if is_open else body)
    return "".join((*out, text[at:]))
