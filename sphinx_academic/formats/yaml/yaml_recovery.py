"""Reads on behind a syntax error: mends or leaves out the broken lines, one mistake after the other."""

from __future__ import annotations

from typing import NamedTuple

from sphinx_academic.formats.conflict_markers import resolve_conflicts
from sphinx_academic.formats.yaml.libyaml import first_trouble, is_sound
from sphinx_academic.formats.yaml.yaml_outline import Outline
from sphinx_academic.formats.yaml.yaml_quoting import cut
from sphinx_academic.formats.yaml.yaml_syntax import diagnose
from sphinx_academic.problems import MAX_EXCERPT, Code, Problem

MAX_MISTAKES = 50
"""Syntax errors told about one file; nothing is read below the last."""


MAX_LINES = 400_000
MAX_CHARACTERS = 20_000_000
"""In a larger text nothing is mended; it is read up to its first mistake."""


class Mended(NamedTuple):
    """A text with as many lines as the original that libyaml can read, and what had to be mended."""

    text: str
    problems: tuple[Problem, ...]


def recover(text: str, path: str, original: str | None = None) -> Mended:
    """Find the mistakes in a text that libyaml refuses, each with its place and its remedy.

    The time grows with the length of the text: behind a mistake only what follows is parsed again. Problems
    show the lines of ``original``, where the text itself has been mended before.
    """
    if len(text) > MAX_CHARACTERS or text.count("\n") > MAX_LINES:
        return Mended(text, ())
    lines = text.split("\n")
    originals = list(lines) if original is None else original.split("\n")
    problems = resolve_conflicts(lines, path)
    outline = Outline(lines)
    start = 0
    seen: set[tuple[int, str]] = set()
    for _ in range(2 * MAX_MISTAKES):
        trouble = first_trouble(outline.from_line(start))
        if trouble is None or len(problems) >= MAX_MISTAKES:
            break
        found = diagnose(outline, trouble)
        told = (found.line, found.message)
        outline.replace(found.edits)
        if told in seen or not found.edits:
            # The remedy was none: better to lose the entry than the rest of the file.
            outline.replace(dict.fromkeys(range(*outline.entry(found.line)), ""))
            continue
        seen.add(told)
        excerpt = originals[found.line]
        problems.append(
            Problem(
                path,
                found.line + 1,
                min(found.column, len(excerpt)) + 1,
                found.code,
                found.message,
                found.hint,
                excerpt if len(excerpt) <= MAX_EXCERPT else "",
            )
        )
        start = _safe_start(outline, min(found.edits))
    return Mended(outline.text, tuple(problems))


def _safe_start(outline: Outline, line: int) -> int:
    """A line above from which parsing gives what it gives from the top: an item, or a key at the margin."""
    start = outline.entry(line)[0]
    if start > 0:
        start = outline.entry(outline.last_content(start - 1))[0]
    return start if outline.is_item(start) else outline.block(start)[0]


def restore_dashes(text: str, path: str, places: list[tuple[int, int, int]]) -> Mended:
    """Begin a list item of its own at each of these keys: ``(line, column, line of the item that holds
    them)``.

    The text is left as it is where that does not give well-formed YAML.
    """
    if not places:
        return Mended(text, ())
    lines = text.split("\n")
    problems: list[Problem] = []
    for line, column, item in places:
        content = lines[line - 1]
        lead = lines[item - 1][: column - 1]
        if content[: column - 1].strip() or not lead.rstrip().endswith("-"):
            continue
        key = content[column - 1 :].split(":")[0]
        problems.append(
            Problem(
                path,
                line,
                column,
                Code.SYNTAX,
                f"'{key}' stands a second time in the entry that begins on line {item}, and so "
                "do other keys: "
                "the dash of a new entry is missing here. It is read as one.",
                f"Write  - {cut(content.strip())}",
                content,
            )
        )
        lines[line - 1] = lead + content[column - 1 :]
    mended = "\n".join(lines)
    return Mended(mended, tuple(problems)) if is_sound(mended) else Mended(text, ())
