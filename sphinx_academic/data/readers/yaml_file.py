"""Reads YAML as strings, lists and mappings that know their places, straight from libyaml's events."""

from __future__ import annotations

from sys import intern

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

from sphinx_academic.data.collecting import paused_collection
from sphinx_academic.data.readers.raw import RawList, RawMapping, RawValue
from sphinx_academic.data.readers.yaml_oddities import MAX_DEPTH, MAX_SCALAR, Oddities, TooDeepError
from sphinx_academic.data.readers.yaml_recovery import recover
from sphinx_academic.problems import Code, Problem

try:
    from yaml.cyaml import CParser
except ImportError as error:  # pragma: no cover
    raise ImportError(
        "PyYAML is installed without libyaml, which sphinx-academic reads YAML with; "
        "install it from a wheel: pip install --force-reinstall --only-binary pyyaml pyyaml"
    ) from error

_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_MAX_NULL = 4


def read_yaml(text: str, path: str, *, first_line: int = 1) -> tuple[RawValue, tuple[Problem, ...]]:
    """Give what a YAML text says, and all that is wrong with it; never raises for any text.

    Every scalar is the string that was written; an empty plain one, ``~`` and ``null`` are None. A mistake costs
    only the field or the entry it stands in. ``first_line`` is the line of the file that the text begins on.
    """
    # Empty lines in front cost the parser next to nothing and make every place right at once.
    text = "\n" * (first_line - 1) + text
    with paused_collection():
        oddities = Oddities(text, path)
        try:
            construct(text, oddities)
        except Exception:
            # Whatever it is: besides YAMLError PyYAML raises ValueError, IndexError, OverflowError and UnicodeError.
            mended = recover(text, path)
            oddities = Oddities(mended.text, path)
            try:
                construct(mended.text, oddities)
            except Exception as error:
                oddities.problems.append(_given_up(error, path))
            oddities.problems.extend(mended.problems)
        root = oddities.joined_roots()
    return root, tuple(sorted(oddities.problems, key=_place_of))


def is_sound(text: str) -> bool:
    """Whether the text is well-formed YAML, nothing being built."""
    try:
        get_event = CParser(text).get_event
        while get_event().__class__ is not StreamEndEvent:
            pass
    except Exception:
        return False
    return True


def construct(text: str, oddities: Oddities) -> None:
    """Build the documents of a text into ``oddities.roots``; what was built stays there when an error is raised.

    Raises :class:`yaml.YAMLError` for text that is no YAML, and :class:`TooDeepError`.

    One pass without a call of ours per event: everything rare is left to ``oddities``.
    """
    get_event = CParser(text).get_event
    mapping: RawMapping | None = None  # the open container is either this mapping
    items: RawList | None = None  # or this list
    key: str | None = None  # of the mapping, where its value comes next
    key_line = key_column = 0
    parents: list[tuple[RawMapping | RawList | None, str | None, RawMapping | RawList]] = []
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
                if event.tag is not None or event.anchor is not None or len(value) > MAX_SCALAR:
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
            if event.tag is not None or event.anchor is not None or len(value) > MAX_SCALAR:
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
            child: RawMapping | RawList = (
                RawMapping(line, column) if kind is MappingStartEvent else RawList(line, column)
            )
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
                mapping, items = None, child  # type: ignore[assignment]
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            if mapping is not None and "<<" in mapping:
                oddities.merge(mapping)
            parent, anchor, child = parents.pop()
            if anchor is not None:
                oddities.close_anchor(anchor, child)
            if parent.__class__ is RawMapping:
                mapping, items = parent, None  # type: ignore[assignment]
            else:
                mapping, items = None, parent  # type: ignore[assignment]
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


def _place_of(problem: Problem) -> tuple[int, int]:
    return problem.line, problem.column


def _given_up(error: Exception, path: str) -> Problem:
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark else 0
    return Problem(
        path,
        line,
        mark.column + 1 if mark else 0,
        Code.SYNTAX,
        f"there are more mistakes than can be worked around; nothing is read from line {line} on."
        if mark
        else f"this cannot be read as YAML ({type(error).__name__}).",
        "Mend the mistakes above first, then build again.",
    )
