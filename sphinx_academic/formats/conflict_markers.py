"""Finds the marks that version control leaves in a file it could not merge, and keeps the first side."""

from __future__ import annotations

import re

from sphinx_academic.problems import Code, Problem

_MARK = re.compile(r"(<{7}|\|{7}|={7}|>{7})(?:[ \t].*)?")
_STARTS = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")


def resolve_conflicts(lines: list[str], path: str) -> list[Problem]:
    """Blank the marks and the other side of every conflict in ``lines``; one problem per conflict.

    The marks are those of ``git merge``, with or without the common ancestor (``|||||||``).
    """
    marks = [
        (number, line[0])
        for number, line in enumerate(lines)
        if line[:7] in _STARTS and _MARK.fullmatch(line)
    ]
    problems: list[Problem] = []
    while marks:
        kinds = "".join(kind for _, kind in marks[:4])
        size = next((len(whole) for whole in ("<=>", "<|=>") if kinds.startswith(whole)), 0)
        first = marks[0][0]
        if size:
            problems.append(
                _problem(
                    path,
                    first,
                    lines[first],
                    "a merge conflict was left in the file; its first side is read, the second is left out.",
                    "Keep the right lines, and delete the others with the lines <<<<<<<, "
                    "======= and >>>>>>>.",
                )
            )
            for number in (first, *range(marks[1][0], marks[size - 1][0] + 1)):
                lines[number] = ""
            del marks[:size]
        else:
            problems.append(
                _problem(
                    path,
                    first,
                    lines[first],
                    f"a mark of a merge conflict, '{lines[first][:7]}', was left in the file.",
                    "Delete this line, and look whether the lines around it are those you want.",
                )
            )
            lines[first] = ""
            del marks[0]
    return problems


def _problem(path: str, number: int, line: str, message: str, hint: str) -> Problem:
    return Problem(path, number + 1, 1, Code.SYNTAX, message, hint, line)
