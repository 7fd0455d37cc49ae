"""Puts new works into a YAML text between those that stand there; what stands there stays as it is, to the byte.

The places come from libyaml, as those of the reader do, and the text is changed at them alone. A library that writes a whole document anew
(ruamel.yaml) keeps comments, but neither blanks nor line ends nor every way to quote, and refuses texts that our reader understands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sphinx_academic.data.located import Place
from sphinx_academic.formats.edited_text import EditedText, NotEditableError, is_blank
from sphinx_academic.formats.yaml.node_tree import (
    Mark,
    Node,
    Spot,
    indent_of,
    is_comment,
    line_behind,
    roots_of,
    spots_in,
)
from sphinx_academic.formats.yaml.oddities import NULLS

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


class YamlEntry:
    """A work that is written as YAML in the form that is asked for: ``as_lines`` writes a block mapping at the margin, ``on_one_line`` any value."""

    def __init__(
        self,
        values: Mapping[str, Any],
        as_lines: Callable[[Mapping[str, Any]], Sequence[str]],
        on_one_line: Callable[[Any], str],
    ) -> None:
        self._values, self._as_lines, self._on_one_line = values, as_lines, on_one_line
        self._keyless = {name: value for name, value in values.items() if name != "key"}

    @property
    def year(self) -> str:
        """The year; empty where none is known."""
        found = _YEAR.match(str(self._values.get("date") or self._values.get("year") or ""))
        return found[0] if found else ""

    @property
    def block(self) -> Sequence[str]:
        """The lines of a block mapping."""
        return self._as_lines(self._values)

    @property
    def flow(self) -> str:
        """A mapping between braces."""
        return self._on_one_line(self._values)

    @property
    def key(self) -> str:
        """The key."""
        return self._on_one_line(self._values["key"])

    @property
    def keyless_block(self) -> Sequence[str]:
        """All but the key as the lines of a block mapping."""
        return self._as_lines(self._keyless)

    @property
    def keyless_flow(self) -> str:
        """All but the key between braces."""
        return self._on_one_line(self._keyless)


class Addition(NamedTuple):
    """An entry, and the number of the work that it stands before, or behind."""

    entry: YamlEntry
    beside: int
    is_behind: bool = False


def insert_works(
    edited: EditedText,
    text: str,
    works: Sequence[Place],
    additions: Sequence[Addition],
    names: Callable[[str], bool],
    name: str = "publications",
) -> None:
    """Put entries between the ``works`` of a YAML text, which stand at these places, in the order in which they are given.

    Where there is none yet, below the first key that ``names`` such a list, or below a new key of this ``name``. Raises NotEditableError for
    what cannot be done without touching other things. ``text`` may be a part of the file, with blank lines in place of what is before it.
    """
    roots = roots_of(text)
    editor = _Editor(edited, roots, text.count("\n"))
    if not works:
        editor.begin_list([each.entry for each in additions], names, name)
        return
    spots = {spot.node.start: spot for root in roots for spot in spots_in(root)}
    for each in additions:
        line, column = works[each.beside]
        spot = spots.get((line - 1, column - 1))
        if spot is None:
            raise NotEditableError("the works here stand in a form that nothing can be put between.", line)
        editor.add(each, spot)
    editor.begin_years()


class _YearGroup(NamedTuple):
    """The list of the works of a year, which stands below it or beside it: ``'2024': […]`` or ``{year: 2024, papers: […]}``; ``node`` is what
    the ``holder`` of all years holds for this one."""

    holder: Node
    said: Node
    node: Node
    works: Node

    @property
    def year(self) -> str:
        """The year; empty where none is said."""
        return self.said.value if _YEAR.fullmatch(self.said.value) else ""


def _groups(node: Node) -> Iterator[_YearGroup]:
    """Every list that a year may be said of."""
    for child in node.children:
        yield from _groups(child)
    if node.is_flow:
        return
    if node.kind == "mapping":
        for key, value in zip(node.children[::2], node.children[1::2], strict=False):
            if value.kind == "list":
                yield _YearGroup(node, key, value, value)
    elif node.kind == "list":
        for child in node.children:
            pairs = list(zip(child.children[::2], child.children[1::2], strict=False))
            lists = [value for _key, value in pairs if value.kind == "list"]
            years = [value for _key, value in pairs if _YEAR.fullmatch(value.value)]
            if child.kind == "mapping" and len(pairs) == 2 and len(lists) == len(years) == 1:
                yield _YearGroup(node, years[0], child, lists[0])


class _Editor:
    """Puts entries into one text."""

    def __init__(self, edited: EditedText, roots: Sequence[Node], lines: int) -> None:
        self.edited = edited
        self.roots = roots
        self._groups = {group.works.start: group for root in roots for group in _groups(root)}
        self._of_years: dict[tuple[Mark, str, bool], tuple[_YearGroup, list[YamlEntry]]] = {}
        self._count = min(lines, len(edited.lines))

    def add(self, addition: Addition, spot: Spot) -> None:
        """Put an entry beside a work."""
        entry, is_behind = addition.entry, addition.is_behind
        if spot.holder.is_flow:
            self._add_to_flow(entry, spot, is_behind)
        elif (
            (group := self._groups.get(spot.holder.start))
            and group.year not in ("", entry.year)
            and entry.year
        ):
            # Several works of one year begin it together.
            key = (group.node.start, entry.year, is_behind)
            self._of_years.setdefault(key, (group, []))[1].append(entry)
        elif spot.holder.kind == "list":
            dash = self._dash(spot)
            gap = spot.node.start[1] - dash[1] if spot.node.start[0] == dash[0] else 2
            gap = gap if self.edited.lines[dash[0]][dash[1] + 1 : dash[1] + gap].isspace() and gap < 9 else 2
            self._put(spot, dash, as_item(entry.block, dash[1], gap), is_behind)
        else:
            self._add_by_key(entry, spot, is_behind)

    # In blocks

    def _dash(self, spot: Spot) -> Mark:
        """Where the dash of an item stands, which is the first sign of its line."""
        line, column = spot.node.start
        before = self.edited.lines[line][:column].rstrip()
        while not before and line > spot.holder.start[0]:
            line -= 1
            before = self.edited.lines[line].partition("#")[0].rstrip()
        if before.strip() != "-":
            raise NotEditableError(
                "the works here stand in a form that nothing can be put between.", line + 1
            )
        return line, len(before) - 1

    def _add_by_key(self, entry: YamlEntry, spot: Spot, is_behind: bool) -> None:
        key, node = spot.holder.children[spot.place - 1], spot.node
        if node.is_flow:
            lines = [" " * key.start[1] + f"{entry.key}: {entry.keyless_flow}"]
        else:
            within = " " * max(node.start[1], key.start[1] + 1)
            lines = [
                " " * key.start[1] + f"{entry.key}:",
                *(within + line if line else line for line in entry.keyless_block),
            ]
        self._put(spot, key.start, lines, is_behind)

    def begin_years(self) -> None:
        """Begin the lists of years that there were none of, beside those of others, written in the same way."""
        for (_start, year, is_behind), (group, entries) in self._of_years.items():
            said, node, works = group.said, group.node, group.works
            place = next(index for index, child in enumerate(group.holder.children) if child is node)
            written = self.edited.lines[said.start[0]][said.start[1] : said.end[1]].replace(said.value, year)
            if group.holder.kind == "mapping":
                within = (
                    max(works.start[1], said.start[1])
                    if works.start[0] > said.start[0]
                    else said.start[1] + 2
                )
                lines = [f"{' ' * said.start[1]}{written}:", *_items(entries, within, is_apart=False)]
                self._put(Spot(group.holder, place), said.start, lines, is_behind)
                continue
            block: list[str] = []
            for key, value in zip(node.children[::2], node.children[1::2], strict=False):
                name = self.edited.lines[key.start[0]][key.start[1] : key.end[1]]
                if value is said:
                    block.append(f"{name}: {written}")
                else:
                    within = max(works.start[1] - node.start[1], 0) if works.start[0] > key.start[0] else 2
                    block += [f"{name}:", *_items(entries, within, is_apart=False)]
            dash = self._dash(Spot(group.holder, place))
            self._put(Spot(group.holder, place), dash, as_item(block, dash[1], 2), is_behind)

    def _put(self, spot: Spot, start: Mark, lines: list[str], is_behind: bool) -> None:
        """Put the lines of an entry beside a work that begins at a place."""
        blank = [""] if self._are_apart(spot.holder) else []
        if is_behind:
            self.edited.insert_lines(
                line_behind(self.edited, spot.node, start[1], self._count), [*blank, *lines]
            )
        else:
            self.edited.insert_lines(self._first_line(spot, *start), [*lines, *blank])

    def _first_line(self, spot: Spot, line: int, indent: int) -> int:
        """The line of a work, with the comments right above it, unless it is the first: what is above that one is said of the list."""
        first = spot.place in ((0,) if spot.holder.kind == "list" else (0, 1))
        lines = self.edited.lines
        while not first and line and is_comment(lines[line - 1]) and indent_of(lines[line - 1]) <= indent:
            line -= 1
        return line

    def _are_apart(self, holder: Node) -> bool:
        """Whether most of what stands in a list or mapping has a blank line before it."""
        starts = [child.start[0] for child in holder.children[:: 1 if holder.kind == "list" else 2]][1:]
        return 2 * sum(map(self._has_blank_above, starts)) > len(starts)

    def _has_blank_above(self, line: int) -> bool:
        lines = self.edited.lines
        while line and is_comment(lines[line - 1]):
            line -= 1
        return line > 0 and is_blank(lines[line - 1])

    # Between brackets

    def _add_to_flow(self, entry: YamlEntry, spot: Spot, is_behind: bool) -> None:
        holder, node = spot.holder, spot.node
        start, written = node.start, entry.flow
        if holder.kind == "mapping":
            start, written = holder.children[spot.place - 1].start, f"{entry.key}: {entry.keyless_flow}"
        is_first_of_line = is_blank(self.edited.lines[start[0]][: start[1]])
        between = "\n" + " " * start[1] if is_first_of_line else " "
        if is_behind:
            self.edited.insert(node.end, f",{between}{written}")
        else:
            self.edited.insert(start, f"{written},{between}")

    # The first of a file

    def begin_list(self, entries: Sequence[YamlEntry], names: Callable[[str], bool], name: str) -> None:
        """Begin the list of a file that has none, or an empty one."""
        root = self.roots[0] if self.roots else None
        if root is None or (root.kind == "scalar" and not root.is_flow and root.value in NULLS):
            if root is not None and root.value:
                raise NotEditableError("the file holds one text and no data.", root.start[0] + 1)
            self.edited.insert_lines(self._count, [f"{name}:", *_items(entries, 2, is_apart=False)])
            return
        if root.is_flow and not root.children and root.kind in ("mapping", "list"):
            head = f"{name}:\n" if root.kind == "mapping" else ""
            items = "\n".join(_items(entries, 2 if head else 0, is_apart=False))
            self.edited.replace(root.start, root.end, head + items)
            return
        if root.kind != "mapping" or root.is_flow:
            raise NotEditableError(
                "it holds no list of works, and none can be begun in it.", root.start[0] + 1
            )
        for each in self.roots:
            for key, value in zip(each.children[::2], each.children[1::2], strict=False):
                if each.kind == "mapping" and names(key.value):
                    self._fill(key, value, entries)
                    return
        indent = " " * root.start[1]
        lines = [
            indent + line for line in (f"{name}:", *_items(entries, self._usual_indent(), is_apart=False))
        ]
        last = root.children[-1]
        at = line_behind(self.edited, last, root.children[-2].start[1], self._count)
        self.edited.insert_lines(at, [*([""] if self._are_apart(root) else []), *lines])

    def _fill(self, key: Node, value: Node, entries: Sequence[YamlEntry]) -> None:
        """Fill the empty list below a key."""
        is_nothing = value.kind == "scalar" and not value.is_flow and value.value in NULLS
        if not is_nothing and not (value.is_flow and not value.children and value.kind != "scalar"):
            raise NotEditableError(
                "what stands here is no list of works that another can be put into.", key.start[0] + 1
            )
        lines = _items(entries, key.start[1] + self._usual_indent(), is_apart=False)
        if value.end > value.start:
            line, column = value.start
            before = self.edited.lines[line]
            start = len(before[:column].rstrip())
            self.edited.replace((line, start), value.end, "")
        self.edited.insert_lines(max(key.start[0], value.end[0]) + 1, lines)

    def _usual_indent(self) -> int:
        """How far lists stand in from their key in this file."""
        root = self.roots[0]
        for key, value in zip(root.children[::2], root.children[1::2], strict=False):
            if value.kind == "list" and not value.is_flow and value.start[0] > key.start[0]:
                return min(value.start[1] - key.start[1], 8)
        return 2


def _items(entries: Collection[YamlEntry], indent: int, *, is_apart: bool) -> list[str]:
    found: list[str] = []
    for entry in entries:
        found += ([""] if is_apart and found else []) + as_item(entry.block, indent, 2)
    return found


def as_item(block: Sequence[str], indent: int, gap: int) -> list[str]:
    """The lines of a mapping as an item of a list: the dash ``indent`` signs in, the mapping ``gap`` signs further."""
    first, *others = block
    within = " " * (indent + gap)
    return [
        f"{' ' * indent}-{' ' * (gap - 1)}{first}",
        *(within + line if line else line for line in others),
    ]
