"""The one door to libyaml: its events, and what it says about text that is no YAML."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, Protocol

from yaml import cyaml
from yaml.error import MarkedYAMLError
from yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

MAX_DEPTH = 60
"""Levels of lists and mappings inside each other."""


class TooDeepError(ValueError):
    """Lists and mappings are nested deeper than :data:`MAX_DEPTH`."""

    HINT = "Check the brackets and the indentation."

    def __init__(self, line: int, column: int) -> None:
        super().__init__(f"lists and mappings stand inside each other more than {MAX_DEPTH} levels deep")
        self.line = line
        self.column = column


DEEP = "nested too deep"
_DEEP_FOR_LIBYAML = "exceeded maximum nesting depth"
"""From 0.2.6 on libyaml bounds the depth itself, and looks so far ahead that this comes before the events."""
ENDED_HERE = "a quoted scalar that began further up ended here"


class Mark(Protocol):
    """A place in the text; all three count characters or lines from 0."""

    index: int
    line: int
    column: int


class NodeEvent(Protocol):
    """The event of a scalar, which has all of these, of ``*name``, or of the beginning of a list or mapping."""

    anchor: str | None
    tag: str | None
    value: str
    style: str
    start_mark: Mark
    end_mark: Mark


class Trouble(NamedTuple):
    """What libyaml says: where it gave up, what it was doing and where that began. Lines and columns from 0."""

    line: int
    column: int
    problem: str
    context: str = ""
    context_line: int = -1
    context_column: int = -1


def events_of(text: str) -> Callable[[], Any]:
    """The function that gives the next event of a text each time it is called.

    Raises :class:`ImportError` where PyYAML was built without libyaml: its scanner in Python is slow, and
    refuses what libyaml reads.
    """
    parser = getattr(cyaml, "CParser", None)
    if parser is None:
        raise ImportError(
            "PyYAML is installed without libyaml, which sphinx-academic reads YAML with; "
            "install it from a wheel: pip install --force-reinstall --only-binary pyyaml pyyaml"
        )
    get_event: Callable[[], Any] = parser(text).get_event
    return get_event


def is_sound(text: str) -> bool:
    """Whether the text is well-formed YAML of a sensible depth."""
    return first_trouble(text) is None


def first_trouble(text: str) -> Trouble | None:
    """The first thing that libyaml cannot read, or None; nothing is built."""
    depth = 0
    event: Any = None
    try:
        get_event = events_of(text)
        while True:
            event = get_event()
            kind = event.__class__
            if kind is MappingStartEvent or kind is SequenceStartEvent:
                depth += 1
                if depth > MAX_DEPTH:
                    return Trouble(event.start_mark.line, event.start_mark.column, DEEP)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                depth -= 1
            elif kind is StreamEndEvent:
                return None
    except MarkedYAMLError as error:
        return _as_trouble(error, event)
    except Exception as error:
        return Trouble(0, 0, f"{type(error).__name__}: {error}")


def _as_trouble(error: MarkedYAMLError, last: Any) -> Trouble:
    mark: Any = error.problem_mark
    context: Any = error.context_mark
    if mark is None:
        return Trouble(0, 0, str(error.problem))
    if error.problem == _DEEP_FOR_LIBYAML:
        return Trouble(mark.line, mark.column, DEEP)
    if type(last) is ScalarEvent and last.style and last.start_mark and last.end_mark:
        start = last.start_mark
        if start.line < mark.line == last.end_mark.line:
            # A text in quotation marks that began further up has ended here, perhaps at the mark of another.
            return Trouble(mark.line, mark.column, str(error.problem), ENDED_HERE, start.line, start.column)
    return Trouble(
        mark.line,
        mark.column,
        str(error.problem or ""),
        str(error.context or ""),
        context.line if context else -1,
        context.column if context else -1,
    )
