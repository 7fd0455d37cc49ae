"""The blocks of a BibTeX file: the one door to bibtexparser, and to our own scanner for what it cannot read.

bibtexparser's splitter reads sound files. What it gives is checked value by value, and each part of the file
that it refuses, or that does not bear the check, is read again by :mod:`bibtex_scanner`, which knows how to
say what is wrong and to go on. Another library can take its place in :func:`_split`.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, Protocol

from sphinx_academic.formats.bibtex.bibtex_scanner import BLOCK, BLOCK_AT_LINE_START, MAX_TOLD, scan
from sphinx_academic.formats.bibtex.bibtex_syntax import Block, Field, is_sound_value
from sphinx_academic.problems import MAX_EXCERPT, Code, Problem

SLICE = 20_000
"""Characters that the library gets at once: it slows down with every block that it cannot read."""
MAX_FAILURES = 300
"""Broken blocks after which our own scanner reads the rest of the file alone."""
MAX_BROKEN = 20
"""Broken blocks of a slice after which our own scanner reads the rest of it in one go."""

_COMMENTED_OUT = re.compile(r"[ \t]*%")
_STRAY_FIELD = re.compile(r"^[^%\n]*=[ \t]*[{\"]", re.MULTILINE)
_NAME = re.compile(r"[^\s={}\"#,%@\\]+")

_known_names: dict[str, str] = {}  # the same few dozen names come in every entry


class FieldOfTheLibrary(Protocol):
    """A field as the library gives it; ``start_line`` is the line of its ``=``, from 0."""

    @property
    def key(self) -> str: ...
    @property
    def value(self) -> Any: ...
    @property
    def start_line(self) -> int: ...


class _Found(NamedTuple):
    """A block as the library saw it; ``fields`` is None where it could not read the block."""

    kind: str
    key: str
    line: int
    raw: str
    fields: Sequence[FieldOfTheLibrary] | None


def blocks_of(text: str, path: str, problems: list[Problem]) -> Iterator[Block]:
    """Every entry and ``@string`` of a file, in its order; problems of syntax are added to ``problems``."""
    first_line = 0
    position = 0
    failures = 0
    while position < len(text):
        following = BLOCK_AT_LINE_START.search(text, position + SLICE)
        end = following.start() if following else len(text)
        part = text[position:end]
        if failures > MAX_FAILURES:
            yield from scan(part, 0, len(part), path, problems, first_line)
        else:
            found = list(_split(part))
            yield from _checked(part, found, path, problems, first_line)
            failures += sum(item.fields is None for item in found)
        first_line += part.count("\n")
        position = end


def _split(text: str) -> Iterator[_Found]:
    """The blocks of a text as bibtexparser sees them; it reads lines from 0 and the place of a field's ``=``."""
    # Imported here because it costs as much as reading a thousand entries.
    from bibtexparser import model
    from bibtexparser.splitter import Splitter

    logger = logging.getLogger("bibtexparser.splitter")
    was_disabled = logger.disabled
    logger.disabled = True  # it tells at length what we tell better
    try:
        blocks = Splitter(text).split().blocks
    finally:
        logger.disabled = was_disabled
    for block in blocks:
        line = block.start_line or 0
        inner: Any = getattr(block, "ignore_error_block", None) or block
        if isinstance(inner, model.Entry):
            yield _Found(
                inner.entry_type,
                inner.key,
                line,
                inner.raw or "",
                inner.fields,
            )
        elif isinstance(inner, model.String):
            yield _Found(
                "string", inner.key, line, inner.raw or "", (model.Field(inner.key, inner.value, line),)
            )
        elif isinstance(inner, model.ImplicitComment):
            yield _Found("", "", line, inner.raw or "", [])
        elif isinstance(inner, model.ExplicitComment | model.Preamble):
            continue
        else:
            yield _Found("", "", line, block.raw or "", None)


def _checked(
    text: str, found: list[_Found], path: str, problems: list[Problem], first_line: int
) -> Iterator[Block]:
    """The blocks that bear a check; the others as our own scanner reads them."""
    lines = text.split("\n")
    offsets: list[int] = []
    done = sought = broken = 0
    reached = _Reached()
    for item in found:
        block = None
        if item.fields is not None and item.kind:
            block = _sound_block(item, lines, first_line, reached)
        elif item.fields is not None and not BLOCK_AT_LINE_START.search(item.raw):
            if not done or offsets[item.line] >= done:
                _tell_stray_fields(item, path, first_line, problems)
            continue
        if block is not None and not done:
            yield block
            continue
        if not offsets:
            offsets = _line_offsets(lines)
        if offsets[item.line] + len(lines[item.line]) < done:
            continue
        start = text.find(item.raw, max(offsets[item.line], sought))
        if start < done:
            continue
        sought = start
        if block is not None:
            yield block
            continue
        broken += 1
        next_start = BLOCK_AT_LINE_START.search(text, start + 1) if broken < MAX_BROKEN else None
        done = next_start.start() if next_start else len(text)
        if BLOCK.search(text, start, done) is None:
            _tell_stray_fields(item._replace(raw=text[start:done]), path, first_line, problems)
        yield from scan(text, start, done, path, problems, first_line)


def _tell_stray_fields(item: _Found, path: str, first_line: int, problems: list[Problem]) -> None:
    """What stands between entries is a comment, unless it has the fields of one: then its head is damaged."""
    field = _STRAY_FIELD.search(item.raw)
    if field is None or len(problems) >= MAX_TOLD:
        return
    start = item.raw[: field.start()].rstrip().rfind("\n") + 1
    line = first_line + item.line + item.raw.count("\n", 0, start) + 1
    excerpt = item.raw[start:].split("\n", 1)[0]
    message = "fields stand here outside of any entry; all up to the next one is left out."
    hint = "An entry begins with  @article{somekey,  at the beginning of a line."
    problems.append(
        Problem(path, line, 1, Code.SYNTAX, message, hint, excerpt if len(excerpt) <= MAX_EXCERPT else "")
    )


class _Reached:
    """How far places have been looked for: several entries may share a line."""

    __slots__ = ("at", "line")

    def __init__(self) -> None:
        self.line = -1
        self.at = 0

    def find(self, sign: str, lines: list[str], line: int) -> int:
        """Where ``sign`` stands next in a line, from 0; -1 for nowhere."""
        at = lines[line].find(sign, self.at if line == self.line else 0)
        self.line = line
        if at >= 0:
            self.at = at + len(sign)
        return at


def _sound_block(item: _Found, lines: list[str], first_line: int, reached: _Reached) -> Block | None:
    if _COMMENTED_OUT.match(lines[item.line]):
        return None
    if not item.key or "=" in item.key or "\n" in item.key:
        return None
    column = reached.find("@", lines, item.line)
    behind = reached.at
    fields: list[Field] = []
    new = tuple.__new__  # half the time of calling the class
    last = item.line
    for found in item.fields or ():
        name, value, number = found.key, found.value, found.start_line
        lower = _known_names.get(name) or _checked_name(name)
        inner = value[1:-1]
        plain = (
            value[:1] == "{" and value[-1] == "}" and "{" not in inner and "}" not in inner and len(value) > 1
        )
        if not lower or not (plain or is_sound_value(value)):
            return None
        written = lines[number]
        if number == last:
            # Behind the key or the last field's value, which may hold the name as a word.
            before = fields[-1].value if fields else item.key
            at = written.find(name, written.find(before, max(behind - 1, 0)) + len(before))
        else:
            at = written.find(name)
        behind = written.find("=", at) + 2
        if written[behind - 1 : behind] == " ":
            behind += 1
        last = number
        number += first_line + 1
        fields.append(new(Field, (lower, value, (number, at + 1 or 1, number, behind))))
    reached.line, reached.at = last, behind - 1
    return Block(item.kind.lower(), item.key, first_line + item.line + 1, column + 1 or 1, fields)


def _checked_name(name: str) -> str:
    """A field's name in lower case; empty for what is none."""
    if not _NAME.fullmatch(name):
        return ""
    if len(_known_names) < 1000:
        _known_names[name] = name.lower()
    return name.lower()


def _line_offsets(lines: list[str]) -> list[int]:
    offsets = []
    position = 0
    for line in lines:
        offsets.append(position)
        position += len(line) + 1
    return offsets
