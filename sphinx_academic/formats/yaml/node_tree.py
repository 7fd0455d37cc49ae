"""A YAML text as a tree of what stands between which places; for those who change the text there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from yaml import events

from sphinx_academic.formats.edited_text import EditedText, is_blank
from sphinx_academic.formats.yaml.oddities import GetEvent, events_of

_KEEPS = re.compile(r"[|>]\d?\+")
Mark = tuple[int, int]
"""Line and column, from 0."""


class Node(NamedTuple):
    """What stands between two places: lines and columns from 0. Keys and values of a mapping come in turn."""

    kind: str
    start: Mark
    end: Mark
    children: tuple[Node, ...] = ()
    value: str = ""
    is_flow: bool = False
    is_block_text: bool = False


class Spot(NamedTuple):
    """Where a work stands: in which list or mapping, as its how-manieth child."""

    holder: Node
    place: int

    @property
    def node(self) -> Node:
        """The work itself."""
        return self.holder.children[self.place]


def spots_in(node: Node) -> Iterator[Spot]:
    """Every place of a mapping in a list or in a mapping."""
    for index, child in enumerate(node.children):
        if child.kind == "mapping" and (node.kind == "list" or index % 2):
            yield Spot(node, index)
        yield from spots_in(child)


def roots_of(text: str) -> list[Node]:
    """The documents of a text; libyaml's error where it cannot be read."""
    get_event = events_of(text)
    roots = []
    while True:
        event = get_event()
        if isinstance(event, events.StreamEndEvent):
            return roots
        if not isinstance(
            event, events.StreamStartEvent | events.DocumentStartEvent | events.DocumentEndEvent
        ):
            roots.append(_node_of(event, get_event))


def _mark(event: Any, *, is_end: bool = False) -> Mark:
    mark = event.end_mark if is_end else event.start_mark
    return mark.line, mark.column


def _node_of(event: Any, get_event: GetEvent) -> Node:
    if isinstance(event, events.ScalarEvent):
        is_text = event.style in ("|", ">")
        return Node(
            "scalar", _mark(event), _mark(event, is_end=True), value=event.value, is_flow=bool(event.style), is_block_text=is_text
        )  # fmt: skip
    if isinstance(event, events.AliasEvent):
        return Node("alias", _mark(event), _mark(event, is_end=True))
    kind = "mapping" if isinstance(event, events.MappingStartEvent) else "list"
    children = []
    inner: Any = get_event()
    while not isinstance(inner, events.CollectionEndEvent):
        children.append(_node_of(inner, get_event))
        inner = get_event()
    is_flow = bool(getattr(event, "flow_style", False))
    return Node(kind, _mark(event), _mark(inner, is_end=True), tuple(children), is_flow=is_flow)


def line_behind(edited: EditedText, node: Node, indent: int, lines: int) -> int:
    """The line behind the last that belongs to a node whose dash or key stands this far in, among the first ``lines``."""
    last = node
    while last.children and not last.is_flow:
        last = last.children[-1]
    line = last.end[0] + 1
    if last.is_block_text or (last.end[1] == 0 and last.end > last.start):
        line = last.end[0]
        # Blank lines behind a text belong to it where it says so.
        keeps = last.is_block_text and _KEEPS.match(edited.lines[last.start[0]], last.start[1])
        while not keeps and line and is_blank(edited.lines[line - 1]):
            line -= 1
    while line < lines and is_comment(edited.lines[line]) and indent_of(edited.lines[line]) > indent:
        line += 1
    return min(line, lines)


def is_comment(line: str) -> bool:
    """Whether nothing but a comment stands in a line."""
    return line.lstrip().startswith("#")


def indent_of(line: str) -> int:
    """How far in a line begins."""
    return len(line) - len(line.lstrip(" "))
