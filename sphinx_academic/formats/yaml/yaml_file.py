"""Reads YAML as strings, lists and mappings that know their places, straight from libyaml's events."""

from __future__ import annotations

import re
from collections.abc import Iterable
from sys import intern
from typing import Any

from yaml.error import MarkedYAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from sphinx_academic.data.located import RawList, RawMapping, RawValue, paused_collection
from sphinx_academic.formats.latex.commands import keep_commands
from sphinx_academic.formats.yaml.libyaml import MAX_DEPTH, Trouble, events_of
from sphinx_academic.formats.yaml.yaml_escapes import drop_escaped_controls
from sphinx_academic.formats.yaml.yaml_oddities import (
    TOO_DEEP_HINT,
    Oddities,
    TooDeepError,
)
from sphinx_academic.problems import Code, Problem, bounded

_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_MAX_NULL = 4
_MAX_ATTEMPTS = 4
_HALVES = re.compile(r"(?<!\\)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")


def _joined(match: re.Match[str]) -> str:
    return bytes.fromhex(match[1] + match[2]).decode("utf-16-be")


def read_yaml(text: str, path: str, *, first_line: int = 1) -> tuple[RawValue, tuple[Problem, ...]]:
    """Give what a YAML text says, and all that is wrong with it; never raises for any text.

    Every scalar is the string that was written; an empty plain one, ``~`` and ``null`` are None. A mistake
    costs only the field or the entry it stands in. ``first_line`` is the line of the file that the text
    begins on.
    """
    # Empty lines in front cost the parser next to nothing and make every place right at once.
    text = "\n" * (first_line - 1) + text
    if "\\ud" in text or "\\uD" in text:
        # JSON writes an emoji as two halves (RFC 8259, section 7), which libyaml takes for two mistakes.
        text = _HALVES.sub(_joined, text)
    now, mended = keep_commands(text, path)
    with paused_collection():
        for _ in range(_MAX_ATTEMPTS):
            oddities = Oddities(now, path)
            try:
                construct(now, oddities)
                lost = oddities.lost_dashes()
                if not lost:
                    break
                from sphinx_academic.formats.yaml.yaml_recovery import restore_dashes

                before = now
                now, problems = restore_dashes(now, path, lost)
                if now == before:
                    break
                mended.extend(problems)
            except Exception as error:
                # Besides YAMLError PyYAML raises ValueError, IndexError, OverflowError and UnicodeError.
                before = now
                now, problems = _recovered(now, path, text)
                mended.extend(problems)
                if now == before:
                    oddities.problems.append(_given_up(error, path))
                    break
        root, controls = drop_escaped_controls(oddities.joined_roots(), now, path)
    found = oddities.problems
    if now != text:
        found = _as_written(found, text)
        _move_places(root, _moves(now, text), set())
    return root, bounded([*found, *mended, *controls])


def _as_written(problems: list[Problem], text: str) -> list[Problem]:
    """Problems found in a mended text, with the line and column as they are in the author's own."""
    lines = text.split("\n")
    found: list[Problem] = []
    for problem in problems:
        line = lines[problem.line - 1] if 0 < problem.line <= len(lines) else problem.excerpt
        if line != problem.excerpt:
            moved = (len(line) - len(line.lstrip())) - (len(problem.excerpt) - len(problem.excerpt.lstrip()))
            column = min(max(problem.column + moved, 1), len(line) + 1)
            problem = problem._replace(column=column, excerpt=line)
        found.append(problem)
    return found


def _moves(mended: str, text: str) -> dict[int, tuple[int, int]]:
    """Line → by how many columns mending has moved it to the left, and how long it was, for lines that it has changed."""
    pairs = enumerate(zip(mended.split("\n"), text.split("\n"), strict=False), 1)
    return {
        number: ((len(old) - len(old.lstrip())) - (len(new) - len(new.lstrip())), len(old))
        for number, (new, old) in pairs
        if new != old
    }


def _move_places(value: RawValue, moves: dict[int, tuple[int, int]], seen: set[int]) -> None:
    """Give everything its place in the author's own text; what an alias shares is met more than once."""
    if not isinstance(value, (RawMapping, RawList)) or id(value) in seen:
        return
    seen.add(id(value))

    def moved(line: int, column: int) -> tuple[int, int]:
        by, length = moves.get(line, (0, column))
        return line, min(max(column + by, 1), length + 1)

    value.line, value.column = moved(value.line, value.column)
    inner: Iterable[RawValue] = value
    if isinstance(value, RawMapping):
        for key, place in value.places.items():
            value.places[key] = (*moved(*place[:2]), *moved(*place[2:]))
        inner = value.values()
    else:
        value.places[:] = [moved(*place) for place in value.places]
    for item in inner:
        _move_places(item, moves, seen)


def _recovered(text: str, path: str, original: str) -> tuple[str, tuple[Problem, ...]]:
    """What ``recover`` gives; a text that is beyond it must not stop a build either."""
    # Recovery is a third of this room's code: it is imported for the files that need it.
    from sphinx_academic.formats.yaml.yaml_recovery import recover

    try:
        return recover(text, path, original)
    except Exception:  # pragma: no cover
        return text, ()


def construct(text: str, oddities: Oddities) -> None:
    """Build the documents of a text into ``oddities.roots``; what was built stays there when an error is
    raised.

    Raises :class:`yaml.YAMLError` for text that is no YAML, and :class:`TooDeepError`.

    One pass without a call of ours per event: everything rare is left to ``oddities``.
    """
    get_event = events_of(text)
    mapping: RawMapping | None = None  # the open container is either this mapping
    items: RawList | None = None  # or this list
    key: str | None = None  # of the mapping, where its value comes next
    key_line = key_column = 0
    parents: list[tuple[Any, str | None, Any]] = []
    while True:
        event = get_event()
        kind = event.__class__
        if kind is ScalarEvent:
            value = event.value
            mark = event.start_mark
            if mapping is not None:
                if key is None:
                    key_line = mark.line + 1
                    key_column = mark.column + 1
                    if event.anchor is not None or event.tag is not None:
                        value = oddities.key(event)
                    key = intern(value)
                    continue
                if event.tag is not None or event.anchor is not None:
                    value = oddities.scalar(event, mapping, key)
                elif len(value) <= _MAX_NULL and value in _NULLS and not event.style:
                    value = None
                if key in mapping:
                    oddities.duplicate(mapping, key, value, key_line, key_column)
                else:
                    mapping[key] = value
                    mapping.places[key] = (key_line, key_column, mark.line + 1, mark.column + 1)
                key = None
                continue
            if event.tag is not None or event.anchor is not None:
                value = oddities.scalar(event, items, None)
            elif len(value) <= _MAX_NULL and value in _NULLS and not event.style:
                value = None
            if items is not None:
                items.append(value)
                items.places.append((mark.line + 1, mark.column + 1))
            else:
                oddities.roots.append(value)
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            mark = event.start_mark
            line = mark.line + 1
            column = mark.column + 1
            if mapping is not None and key is None:
                key_line, key_column = line, column
                key = oddities.skip_to_end_of_key(event, get_event)
                continue
            child: Any = RawMapping(line, column) if kind is MappingStartEvent else RawList(line, column)
            anchor = event.anchor
            if anchor is not None:
                oddities.open_anchor(anchor)
            if mapping is not None and key is not None:
                value = child if event.tag is None else oddities.tagged_collection(event, child)
                if key in mapping:
                    oddities.duplicate(mapping, key, value, key_line, key_column)
                else:
                    mapping[key] = value
                    mapping.places[key] = (key_line, key_column, line, column)
                key = None
                parents.append((mapping, anchor, child))
            else:
                value = child if event.tag is None else oddities.tagged_collection(event, child)
                if items is not None:
                    items.append(value)
                    items.places.append((line, column))
                else:
                    oddities.roots.append(value)
                parents.append((items, anchor, child))
            if len(parents) > MAX_DEPTH:
                raise TooDeepError(line, column)
            if child.__class__ is RawMapping:
                mapping, items = child, None
            else:
                mapping, items = None, child
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            if mapping is not None and "<<" in mapping:
                oddities.merge(mapping)
            parent, anchor, child = parents.pop()
            if anchor is not None:
                oddities.close_anchor(anchor, child)
            if parent.__class__ is RawMapping:
                mapping, items = parent, None
            else:
                mapping, items = None, parent
        elif kind is AliasEvent:
            mark = event.start_mark
            if mapping is not None and key is None:
                key_line = mark.line + 1
                key_column = mark.column + 1
                key = oddities.alias_as_key(event)
                continue
            value = oddities.alias(event)
            if mapping is not None and key is not None:
                if key in mapping:
                    oddities.duplicate(mapping, key, value, key_line, key_column)
                else:
                    mapping[key] = value
                    mapping.places[key] = (key_line, key_column, mark.line + 1, mark.column + 1)
                key = None
            elif items is not None:
                items.append(value)
                items.places.append((mark.line + 1, mark.column + 1))
            else:
                oddities.roots.append(value)
        elif kind is DocumentStartEvent:
            oddities.start_document()
        elif kind is StreamEndEvent:
            oddities.end_document()
            return


def _given_up(error: Exception, path: str) -> Problem:
    """The file breaks where nothing can be mended; what was read before that stands."""
    mark = getattr(error, "context_mark", None) or getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark else getattr(error, "line", 0)
    column = mark.column + 1 if mark else getattr(error, "column", 0)
    if isinstance(error, TooDeepError):
        return Problem(
            path, line, column, Code.LIMIT, f"{error}; nothing is read from here on.", TOO_DEEP_HINT
        )
    reason = f"{type(error).__name__}: {error}"
    if isinstance(error, MarkedYAMLError):
        from sphinx_academic.formats.yaml.yaml_syntax import in_plain_words

        reason = in_plain_words(Trouble(0, 0, str(error.problem), str(error.context)))
    return Problem(
        path,
        line,
        column,
        Code.SYNTAX,
        f"this cannot be read as YAML: {reason}. Nothing is read from here on.",
        "Mend what is told above first, then build again.",
    )
