"""Reads on behind a syntax error: mends or leaves out the broken lines, one mistake after the other."""

from __future__ import annotations

from typing import NamedTuple

from sphinx_academic.data.readers.conflict_markers import resolve_conflicts
from sphinx_academic.data.readers.yaml_outline import Outline, first_trouble
from sphinx_academic.data.readers.yaml_syntax import diagnose
from sphinx_academic.problems import Code, Problem

MAX_MISTAKES = 50
"""Syntax errors told about one file; nothing is read below the last."""


class Mended(NamedTuple):
    """A text with as many lines as the original that libyaml can read, and what had to be mended."""

    text: str
    problems: tuple[Problem, ...]


def recover(text: str, path: str) -> Mended:
    """Find the mistakes in a text that libyaml refuses, each with its place and its remedy.

    The time grows with the length of the text: behind a mistake only what follows is parsed again.
    """
    lines = text.split("\n")
    originals = list(lines)
    problems = resolve_conflicts(lines, path)
    outline = Outline(lines)
    start = 0
    confirmed = False
    seen: set[tuple[int, str]] = set()
    while len(problems) < MAX_MISTAKES:
        trouble = first_trouble(outline.from_line(start))
        if trouble is None:
            if start == 0 or confirmed:
                return Mended(outline.text, tuple(problems))
            # What stands above was left out while looking on; once more, as a whole.
            start, confirmed = 0, False
            continue
        found = diagnose(outline, trouble)
        excerpt = originals[found.line]
        again = (found.line, found.message)
        outline.replace(found.edits)
        if again in seen or not found.edits:
            entry = outline.entry(found.line)
            outline.replace(dict.fromkeys(range(*entry), ""))
            start = 0
            continue
        seen.add(again)
        problems.append(
            Problem(path, found.line + 1, found.column + 1, found.code, found.message, found.hint, excerpt)
        )
        start = outline.entry(min(found.edits))[0]
    return Mended(outline.text, tuple(problems))
