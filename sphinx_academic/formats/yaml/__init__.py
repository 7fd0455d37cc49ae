"""Reads YAML as strings, lists and mappings that know their places, straight from libyaml's events."""

from __future__ import annotations

import re
from collections.abc import Iterable
from sys import intern
from typing import NamedTuple

from yaml import events
from yaml.error import MarkedYAMLError

from sphinx_academic.data.located import RawList, RawMapping, RawValue, paused_collection
from sphinx_academic.formats.yaml.mending import keep_commands, part_dashes, recover, restore
from sphinx_academic.formats.yaml.oddities import MAX_DEPTH, NULLS, Oddities, TooDeepError, events_of
from sphinx_academic.problems import Code, Problem, bounded

_MAX_NULL = max(map(len, NULLS))
_MAX_ATTEMPTS = 4
_HALVES = re.compile(r"(?<!\\)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")


def read_yaml(text: str, path: str, *, first_line: int = 1) -> tuple[RawValue, tuple[Problem, ...]]:
    """What a YAML text says, and all that is wrong with it; it begins on the ``first_line`` of its file.

    Every scalar is the string that was written; an empty plain one, ``~`` and ``null`` are None. Never raises: a mistake
    costs only the field or the entry it stands in.
    """
    # Empty lines in front cost the parser next to nothing and make every place right at once.
    text = "\n" * (first_line - 1) + text
    if "\\ud" in text or "\\uD" in text:
        # JSON writes an emoji as two halves (RFC 8259, section 7), which libyaml takes for two mistakes.
        text = _HALVES.sub(lambda halves: bytes.fromhex(halves[1] + halves[2]).decode("utf-16-be"), text)
    now, root, problems = _read_and_mended(text, path)
    found = problems.odd if now == text else _moved_back(now, text, root, problems.odd)
    return root, bounded([*found, *problems.told])


def mended_yaml(text: str) -> str:
    """The text as it is read, line for line: with mistakes mended, and without what nobody can read."""
    return _read_and_mended(text, "")[0]


class _Problems(NamedTuple):
    """What is odd in a mended text, and what had to be mended; whether all of it was read."""

    odd: list[Problem]
    told: list[Problem]
    is_whole: bool


def _read_and_mended(text: str, path: str) -> tuple[str, RawValue, _Problems]:
    """The text as it is read, with mistakes mended or left out, and what it says."""
    now, told = keep_commands(text, path)
    now, glued = part_dashes(now, path)
    told += glued
    with paused_collection():
        for _ in range(_MAX_ATTEMPTS):
            oddities = Oddities(now, path)
            error: Exception | None = None
            try:
                _construct(now, oddities)
            except Exception as raised:
                # Besides YAMLError PyYAML raises ValueError, IndexError, OverflowError and UnicodeError.
                error = raised
            if error:
                mended, problems = recover(now, path, text)
            else:
                mended, problems = restore(now, path, oddities.lost_dashes(), oddities.empty_texts)
            told.extend(problems)
            if mended == now:
                if error:
                    oddities.problems.append(_given_up(error, path))
                break
            now = mended
        root = oddities.joined_roots()
    return now, root, _Problems(oddities.problems, told, error is None)


_SIGNS = str.maketrans("", "", " \"'\\")
_MOST_TRIED = 50
_MOST_CHARACTERS_TRIED = 1_000_000


def surely_mended(text: str) -> str:
    """The text with those mistakes of syntax mended of which the remedy is sure: a quotation mark, a backslash or a space that was missing, or a
    tab. It says what it said before, as it is read; all other mistakes stay."""
    now, root, found = _read_and_mended(text, "")
    if now == text:
        return text
    old = text.split("\n")
    sure = {
        number: new
        for number, (line, new) in enumerate(zip(old, now.split("\n"), strict=False))
        if new != line and _is_sure(line, new)
    }

    def mended(numbers: Iterable[int]) -> str:
        chosen = {*numbers}
        return "\n".join(sure[number] if number in chosen else line for number, line in enumerate(old))

    def says_the_same(numbers: Iterable[int]) -> bool:
        said = _read_and_mended(mended(numbers), "")[1]
        return said == root or (not found.is_whole and _holds(said, root))

    if says_the_same(sure):
        return mended(sure)
    kept: list[int] = []
    for number in [*sure][:_MOST_TRIED] if len(text) <= _MOST_CHARACTERS_TRIED else ():
        if says_the_same([*kept, number]):
            kept.append(number)
    return mended(kept)


def _holds(value: RawValue, part: RawValue) -> bool:
    """Whether a value is another one that goes on where that was read no further: at its last key or item."""
    if isinstance(part, RawMapping):
        if not isinstance(value, RawMapping) or not part.keys() <= value.keys():
            return False
        *others, last = part or [""]
        return all(value[key] == part[key] for key in others) and (
            not part or _holds(value[last], part[last])
        )
    if isinstance(part, RawList):
        if not isinstance(value, RawList) or len(value) < len(part):
            return False
        return value[: len(part) - 1] == part[:-1] and (not part or _holds(value[len(part) - 1], part[-1]))
    return True


def _is_sure(line: str, new: str) -> bool:
    """Whether a line has another indentation only where a tab made it, and the same words."""
    lead = line[: len(line) - len(line.lstrip())]
    same = _indent(line) == _indent(new) or lead.strip(" ") != ""
    return same and bool(new.strip()) and re.sub(r"\s", "", line).translate(_SIGNS) == new.translate(_SIGNS)


def _moved_back(mended: str, text: str, root: RawValue, problems: list[Problem]) -> list[Problem]:
    """Put what was found in a mended text where it stands in the author's own; gives the problems."""
    pairs = enumerate(zip(mended.split("\n"), text.split("\n"), strict=False), 1)
    changed = {number: (_indent(old) - _indent(new), old) for number, (new, old) in pairs if new != old}
    seen: set[int] = set()

    def place(line: int, column: int) -> tuple[int, int]:
        by, old = changed.get(line, (0, None))
        return line, column if old is None else min(max(column + by, 1), len(old) + 1)

    def move(value: RawValue) -> None:
        if isinstance(value, str) or value is None or id(value) in seen:
            return  # what an alias shares is met more than once
        seen.add(id(value))
        value.line, value.column = place(value.line, value.column)
        if isinstance(value, RawMapping):
            for key, at in value.places.items():
                value.places[key] = (*place(*at[:2]), *place(*at[2:]))
        else:
            value.places[:] = [place(*at) for at in value.places]
        for item in value.values() if isinstance(value, RawMapping) else value:
            move(item)

    move(root)
    return [
        problem._replace(column=place(problem.line, problem.column)[1], excerpt=changed[problem.line][1])
        if problem.line in changed
        else problem
        for problem in problems
    ]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _construct(text: str, oddities: Oddities) -> None:
    """Build the documents of a text into ``oddities.roots``, where what was built stays when an error is raised."""
    # One pass without a call of ours per event: everything rare is left to ``oddities``.
    scalar, alias = events.ScalarEvent, events.AliasEvent
    mapping_start, mapping_end = events.MappingStartEvent, events.MappingEndEvent
    list_start, list_end = events.SequenceStartEvent, events.SequenceEndEvent
    get_event = oddities.watched(events_of(text))
    mapping: RawMapping | None = None  # the open container is either this mapping
    items: RawList | None = None  # or this list
    key: str | None = None  # of the mapping, where its value comes next
    key_line = key_column = 0
    parents: list[tuple[RawMapping | RawList | None, str | None, RawMapping | RawList]] = []
    while True:
        event = get_event()
        kind: type[object] = event.__class__
        mark = event.start_mark
        child: RawMapping | RawList | None = None
        value: RawValue
        if kind is scalar:
            value = event.value
            is_odd = event.anchor is not None or event.tag is not None
            if mapping is not None and key is None:
                key_line = mark.line + 1
                key_column = mark.column + 1
                key = intern(oddities.key(event) if is_odd else event.value)
                continue
            if is_odd:
                value = oddities.scalar(event, items if mapping is None else mapping, key)
            elif len(event.value) <= _MAX_NULL and value in NULLS:
                if not event.style:
                    value = None
                elif event.style in "|>":
                    oddities.empty_texts.append(mark.line + 1)
        elif kind is mapping_start or kind is list_start:
            line = mark.line + 1
            column = mark.column + 1
            if mapping is not None and key is None:
                key_line, key_column = line, column
                key = oddities.skip_to_end_of_key(event, get_event)
                continue
            child = RawMapping(line, column) if kind is mapping_start else RawList(line, column)
            value = child if event.tag is None else oddities.tagged(event, child)
            if event.anchor is not None:
                oddities.open_anchor(event.anchor)
        elif kind is mapping_end or kind is list_end:
            if mapping is not None and "<<" in mapping:
                oddities.merge(mapping)
            parent, anchor, ended = parents.pop()
            if anchor is not None:
                oddities.close_anchor(anchor, ended)
            mapping, items = (parent, None) if isinstance(parent, RawMapping) else (None, parent)
            continue
        elif kind is alias:
            if mapping is not None and key is None:
                key_line = mark.line + 1
                key_column = mark.column + 1
                key = f"*{event.anchor}"
                continue
            value = oddities.alias(event)
        else:
            if kind is events.DocumentStartEvent or kind is events.StreamEndEvent:
                oddities.end_document()  # anchors hold for one document
            if kind is events.StreamEndEvent:
                return
            continue
        if mapping is not None and key is not None:
            if key in mapping:
                oddities.duplicate(mapping, key, key_line, key_column)
            else:
                mapping[key] = value
                mapping.places[key] = (key_line, key_column, mark.line + 1, mark.column + 1)
            key = None
        elif items is not None:
            items.append(value)
            items.places.append((mark.line + 1, mark.column + 1))
        else:
            oddities.roots.append(value)
        if child is not None:
            parents.append((items if mapping is None else mapping, event.anchor, child))
            if len(parents) > MAX_DEPTH:
                raise TooDeepError(event)
            mapping, items = (child, None) if isinstance(child, RawMapping) else (None, child)


def _given_up(error: Exception, path: str) -> Problem:
    """The file breaks where nothing can be mended; what was read before that stands."""
    mark = getattr(error, "context_mark", None) or getattr(error, "problem_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
    reason = error.problem if isinstance(error, MarkedYAMLError) else f"{type(error).__name__}: {error}"
    message = f"this cannot be read as YAML: {reason}. Nothing is read from here on."
    return Problem(
        path, line, column, Code.SYNTAX, message, "Mend what is told above first, then build again."
    )
