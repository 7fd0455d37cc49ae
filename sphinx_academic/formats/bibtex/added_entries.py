"""Puts new entries into a BibTeX file between those that stand there; all else stays as it is, to the byte."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from sphinx_academic.data.located import Place
from sphinx_academic.formats.edited_text import EditedText, NotEditableError, is_blank
from sphinx_academic.formats.latex.decoding import end_of_text

_OPENING = re.compile(r"@\s*\w+\s*([{(])")
_FIELD = re.compile(r"^([ \t]+)[A-Za-z][\w-]*[ \t]*=", re.MULTILINE)
_OF_PROGRAMS = re.compile(r"@comment\s*\{\s*(?:jabref-meta|BibDesk)", re.IGNORECASE)
"""What programs keep at the end of a file."""


class AddedEntry(NamedTuple):
    """An entry, and the number of the one that it stands before, or behind."""

    text: str
    beside: int
    is_behind: bool = False


def insert_entries(edited: EditedText, works: Sequence[Place], additions: Sequence[AddedEntry]) -> None:
    """Put entries between the ``works`` of a BibTeX text, which begin at these places, in the order in which they are given.

    Raises NotEditableError for what cannot be done without touching other things.
    """
    text = edited.normal
    indent = _indent_in(text)
    starts = [0]
    for line in edited.lines:
        starts.append(starts[-1] + len(line) + 1)
    blank = [""] if _are_apart(edited, works) else []
    for added in additions:
        lines = added.text.rstrip("\n").split("\n")
        lines = [indent + line[2:] if line.startswith("  ") else line for line in lines]
        if not works:
            at = _line_of_programs(text, starts)
            above = at > 0 and not is_blank(edited.lines[at - 1])
            edited.insert_lines(at, [*([""] if above or added is not additions[0] else []), *lines])
        elif added.is_behind:
            edited.insert_lines(_line_behind(text, starts, works[added.beside]), [*blank, *lines])
        else:
            at = works[added.beside].line - 1
            if not is_blank(edited.lines[at][: works[added.beside].column - 1]):
                raise NotEditableError("another entry stands on the same line.", at + 1)
            at = _line_of_comments(edited, at)
            edited.insert_lines(at, [*lines, *blank])


def _are_apart(edited: EditedText, works: Sequence[Place]) -> bool:
    """Whether most entries have a blank line before them."""
    lines = [_line_of_comments(edited, work.line - 1) for work in works[1:]]
    return 2 * sum(line > 0 and is_blank(edited.lines[line - 1]) for line in lines) >= len(lines)


def _line_of_comments(edited: EditedText, line: int) -> int:
    """The line at which the comments right above an entry begin."""
    while line and edited.lines[line - 1].lstrip().startswith("%"):
        line -= 1
    return line


def _indent_in(text: str) -> str:
    """How far fields stand in, as most of the first ones do."""
    found = [match[1] for match in _FIELD.finditer(text[:100_000])][:200]
    return max(dict.fromkeys(found), key=found.count) if found else "  "


def _line_behind(text: str, starts: list[int], place: Place) -> int:
    """The line behind that in which an entry ends."""
    start = starts[place.line - 1] + place.column - 1
    opening = _OPENING.match(text, start)
    end = None
    if opening and opening[1] == "{":
        end = end_of_text(text, opening.end() - 1)
    elif opening:
        end = text.find("\n)", start) + 2 or None
    if end is None:
        raise NotEditableError("the entry here is never closed.", place.line)
    line = bisect_right(starts, end - 1)
    if not is_blank(text[end : starts[line]]):
        raise NotEditableError("something stands behind the entry on the line where it ends.", line)
    return line


def _line_of_programs(text: str, starts: list[int]) -> int:
    """The line at which a program keeps its own things, else the end of the file."""
    found = _OF_PROGRAMS.search(text)
    return bisect_right(starts, found.start()) - 1 if found else len(starts) - 1
