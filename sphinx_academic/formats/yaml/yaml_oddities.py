"""What data rarely has in YAML: anchors, aliases, merge keys, tags, several documents, and the bounds on all
that."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from yaml.events import MappingEndEvent, MappingStartEvent, SequenceEndEvent, SequenceStartEvent

from sphinx_academic.data.located import RawList, RawMapping, RawValue
from sphinx_academic.formats.reports import MAX_TEXT
from sphinx_academic.formats.yaml.libyaml import MAX_DEPTH, AliasEvent, NodeEvent, TextEvent
from sphinx_academic.formats.yaml.yaml_quoting import label, quoted
from sphinx_academic.problems import Code, Problem, shorten

MAX_EXPANSION = 1_000_000
"""Nodes that all aliases and merge keys of one file may stand for together."""

TOO_DEEP_HINT = "Check the brackets and the indentation."

_CHARACTERS_PER_NODE = 1_000
_YAML_TAG = "tag:yaml.org,2002:"
_DIGITS = "[0-9][0-9_]*"
_ANNOUNCED = {
    "int": ("a whole number", re.compile(rf"[-+]?(?:0b[01_]+|0o?[0-7_]+|0x[0-9a-f_]+|{_DIGITS})", re.I)),
    "float": (
        "a number",
        re.compile(
            rf"[-+]?(?:{_DIGITS}(?:\.[0-9_]*)?(?:e[-+]?[0-9]+)?|\.[0-9_]+(?:e[-+]?[0-9]+)?|\.inf)|\.nan", re.I
        ),
    ),
    "bool": ("true or false", re.compile("true|false|yes|no|on|off|y|n", re.I)),
    "timestamp": (
        "a date",
        re.compile(
            r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:t|[ \t]+)[0-9:.]+(?:[ \t]*(?:z|[-+][0-9:]+))?)?", re.I
        ),
    ),
    "null": ("nothing", re.compile("|~|null", re.I)),
}
"""Tag → what it announces, and how that is written (https://yaml.org/type/), in any case of letters."""
_INSTEAD = {
    "set": "Write a list in its place, such as  [one, two]",
    "omap": "Write a mapping in its place; its order is kept.",
    "pairs": "Write a mapping in its place; its order is kept.",
}


class TooDeepError(ValueError):
    """Lists and mappings are nested deeper than :data:`MAX_DEPTH`."""

    def __init__(self, line: int, column: int) -> None:
        super().__init__(f"lists and mappings stand inside each other more than {MAX_DEPTH} levels deep")
        self.line = line
        self.column = column


class _Anchored(NamedTuple):
    """Where an anchored plain text went, so that it can be put back as it was written if nothing refers
    to it."""

    name: str
    place: tuple[int, int]
    written: str
    holder: RawMapping | RawList | None
    slot: str | int


class Oddities:
    """Collects the roots and the problems of one text, and decides everything that the main loop meets
    rarely."""

    def __init__(self, text: str, path: str) -> None:
        self.problems: list[Problem] = []
        self.roots: list[RawValue] = []
        self._text = text
        self._path = path
        self._lines: list[str] | None = None
        self._anchors: dict[str, RawValue] = {}
        self._open: set[str] = set()
        self._used: set[str] = set()
        self._unsure: list[_Anchored] = []
        self._weights: dict[int, int] = {}
        self._expanded = 0
        self._over = False
        self._doubled: dict[int, tuple[RawMapping, list[tuple[str, int, int]]]] = {}

    def _report(self, line: int, column: int, code: Code, message: str, hint: str = "") -> None:
        if self._lines is None:
            self._lines = self._text.split("\n")
        excerpt = self._lines[line - 1] if 0 < line <= len(self._lines) else ""
        self.problems.append(Problem(self._path, line, column, code, message, hint, excerpt))

    def _written(self, event: NodeEvent) -> str:
        return self._text[event.start_mark.index : event.end_mark.index]

    # Documents

    def start_document(self) -> None:
        """Anchors hold for one document."""
        self.end_document()

    def end_document(self) -> None:
        """Report equal keys, and put back every text that only looked like an anchor."""
        for mapping, doubled in self._doubled.values():
            for key, line, column in doubled:
                self._report_duplicate(mapping, key, line, column)
        for anchored in self._unsure:
            if anchored.name in self._used:
                continue
            line, column = anchored.place
            if isinstance(anchored.holder, RawMapping):
                if anchored.slot not in anchored.holder:
                    continue  # a merge key, which is gone
                anchored.holder[str(anchored.slot)] = anchored.written
            elif anchored.holder is not None:
                anchored.holder[int(anchored.slot)] = anchored.written
            else:
                self.roots[int(anchored.slot)] = anchored.written
            self._report(
                line,
                column,
                Code.SYNTAX,
                f"a value that starts with & must be quoted: to YAML '&{anchored.name}' is a "
                "name that other places "
                "refer to, and none does. It is kept as written.",
                f"Write  {label(anchored.slot)}{quoted(anchored.written)}",
            )
        self._unsure.clear()
        self._anchors.clear()
        self._used.clear()
        self._open.clear()

    def joined_roots(self) -> RawValue:
        """One root from all documents: lists are put together, and later mappings fill in what the
        first lacks."""
        roots = [root for root in self.roots if root is not None]
        if not roots:
            return None
        first = roots[0]
        for root in roots[1:]:
            if isinstance(first, RawMapping) and isinstance(root, RawMapping):
                for key, value in root.items():
                    if key in first:
                        self._report_duplicate(first, key, *root.place_of_key(key))
                    else:
                        first[key] = value
                        first.places[key] = root.places[key]
            elif isinstance(first, RawList) and isinstance(root, RawList):
                first.extend(root)
                first.places.extend(root.places)
            else:
                self._report_other_kind(first, root)
        return first

    def _report_other_kind(self, first: RawValue, root: RawValue) -> None:
        line, column = (root.line, root.column) if isinstance(root, RawMapping | RawList) else (0, 0)
        one, other = (
            "a mapping"
            if isinstance(value, RawMapping)
            else "a list"
            if isinstance(value, RawList)
            else "a text"
            for value in (first, root)
        )
        self._report(
            line,
            column,
            Code.SYNTAX,
            f"the file holds several documents, divided by '---': after {one} comes {other}, "
            "which is left out.",
            "Put it into a file of its own.",
        )

    # Mappings

    def duplicate(self, mapping: RawMapping, key: str, value: RawValue, line: int, column: int) -> None:
        """Keep the first of two equal keys, and say where both are. ``<<`` may be repeated."""
        if key == "<<":
            mapping[key] = _listed(mapping[key], value)
            return
        self._doubled.setdefault(id(mapping), (mapping, []))[1].append((key, line, column))

    def _report_duplicate(self, mapping: RawMapping, key: str, line: int, column: int) -> None:
        first = mapping.place_of_key(key)
        self._report(
            line,
            column,
            Code.DUPLICATE_KEY,
            f"'{key}' stands here a second time; the first, on line {first.line}, is kept.",
            "Delete one of the two, or start a new entry with '- ' if this one belongs to the next."
            if first.column > 1
            else "Delete one of the two, or put what both hold under one key.",
        )

    def lost_dashes(self) -> list[tuple[int, int, int]]:
        """Where list items lost their dash: line and column of the key, line of the item it fell into.

        In such an item the first key and others come a second time.
        """
        found: list[tuple[int, int, int]] = []
        for mapping, doubled in self._doubled.values():
            first = next(iter(mapping), None)
            if len({key for key, _, _ in doubled}) > 1:
                found.extend((line, column, mapping.line) for key, line, column in doubled if key == first)
        return found

    def merge(self, mapping: RawMapping) -> None:
        """Carry out ``<<: *base``: the keys of the base that the mapping itself does not say.

        https://yaml.org/type/merge.html
        """
        value = mapping["<<"]
        bases = value if isinstance(value, RawList) else [value]
        if not all(base is None or isinstance(base, RawMapping) for base in bases):
            return  # a key like any other; the record says that it does not know it
        del mapping["<<"]
        place = mapping.places.pop("<<")
        for base in bases:
            if not isinstance(base, RawMapping) or not self._afford(len(base), place[2], place[3]):
                continue
            for key, value in base.items():
                if key not in mapping:
                    mapping[key] = value
                    mapping.places[key] = base.places[key]

    # Keys that are no plain text

    def key(self, event: TextEvent) -> str:
        """A key with an anchor or a tag: the anchor is noted, a tag is part of the text."""
        if event.anchor is not None:
            self._anchors[event.anchor] = event.value
        if event.tag not in {None, "!", _YAML_TAG + "str"} and not _keeps_its_word(event):
            self._report(
                event.start_mark.line + 1,
                event.start_mark.column + 1,
                Code.TAG,
                f"'{_shown_tag(event.tag)}' is a YAML tag, which data has no use for; the key is "
                "read without it.",
                "Quote the key if the ! belongs to it.",
            )
        return event.value

    def alias_as_key(self, event: AliasEvent) -> str:
        """An alias as a key stands for its text."""
        value = self._anchors.get(event.anchor)
        self._used.add(event.anchor)
        return value if isinstance(value, str) else f"*{event.anchor}"

    def skip_to_end_of_key(self, event: NodeEvent, get_event: Callable[[], Any]) -> str:
        """A list or mapping as a key is read as the text that was written."""
        start = event.start_mark
        depth = 1
        while depth:
            event = get_event()
            if isinstance(event, MappingStartEvent | SequenceStartEvent):
                depth += 1
                if depth > MAX_DEPTH:
                    raise TooDeepError(start.line + 1, start.column + 1)
            elif isinstance(event, MappingEndEvent | SequenceEndEvent):
                depth -= 1
        return " ".join(self._text[start.index : event.end_mark.index].split())[:MAX_TEXT]

    # Values with an anchor or a tag

    def scalar(self, event: TextEvent, holder: RawMapping | RawList | None, key: str | None) -> RawValue:
        """The text of such a value."""
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        value: RawValue = event.value
        if event.tag is not None:
            value = self._tagged(event, line, column, label(key))
        elif not event.style and event.value in ("", "~", "null", "Null", "NULL"):
            value = None
        if event.anchor is not None:
            self._anchors[event.anchor] = value
            self._used.discard(event.anchor)
            if not event.style and event.tag is None:
                slot = key if key is not None else len(self.roots if holder is None else holder)
                self._unsure.append(
                    _Anchored(event.anchor, (line, column), self._written_on_one_line(event), holder, slot)
                )
        return value

    def _written_on_one_line(self, event: NodeEvent) -> str:
        return " ".join(line.strip(" \t") for line in self._written(event).split("\n")).strip()

    def _tagged(self, event: TextEvent, line: int, column: int, before: str) -> RawValue:
        tag = event.tag or "!"
        name = tag.removeprefix(_YAML_TAG)
        if tag == "!" or name == "str":
            return event.value
        if _keeps_its_word(event):
            return None if name == "null" else event.value
        shown = _shown_tag(tag)
        if name in _ANNOUNCED:
            self._report(
                line,
                column,
                Code.TAG,
                f"'{shown}' announces {_ANNOUNCED[name][0]}, and '{shorten(event.value)}' is something else; "
                "it is read as it stands.",
                "Delete the tag.",
            )
            return event.value
        if name == "binary":
            self._report(
                line,
                column,
                Code.TAG,
                f"'{shown}' announces data that are no text; they are left out.",
                f"Write the text itself:  {before}…",
            )
            return None
        if _asks_for_python(tag):
            self._report(
                line,
                column,
                Code.TAG,
                f"'{shown}' asks for a Python object; that is never done. Only its text is read.",
                "Delete the tag.",
            )
            return event.value
        if event.style or tag.startswith("tag:"):
            self._report(
                line,
                column,
                Code.TAG,
                f"'{shown}' is a YAML tag, which data has no use for; the value is read without it.",
                "Delete the tag.",
            )
            return event.value
        written = self._written_on_one_line(event)
        self._report(
            line,
            column,
            Code.TAG,
            f"a value that starts with ! must be quoted: to YAML '{shown}' is a tag. It is kept as written.",
            f"Write  {before}{quoted(written)}",
        )
        return written

    def tagged_collection(self, event: NodeEvent, child: RawMapping | RawList) -> RawValue:
        """A list or mapping behind a tag: read as it is, unless the tag asks for a Python object."""
        tag = event.tag or "!"
        if tag == "!" or tag == _YAML_TAG + ("map" if isinstance(child, RawMapping) else "seq"):
            return child
        refused = _asks_for_python(tag)
        says = "is a YAML tag, which data has no use for; the value is read without it."
        if refused:
            says = "asks for a Python object; that is never done. The value is left out."
        self._report(
            event.start_mark.line + 1,
            event.start_mark.column + 1,
            Code.TAG,
            f"'{_shown_tag(tag)}' {says}",
            _INSTEAD.get(tag.removeprefix(_YAML_TAG))
            or "Delete the tag, or quote the whole value if the ! belongs to it.",
        )
        return None if refused else child

    # Anchors and aliases

    def open_anchor(self, name: str) -> None:
        """A list or mapping with this anchor begins."""
        self._open.add(name)
        self._used.discard(name)

    def close_anchor(self, name: str, value: RawMapping | RawList) -> None:
        """It ends, and aliases may stand for it from here."""
        self._open.discard(name)
        self._anchors[name] = value
        self._weigh(value)

    def alias(self, event: AliasEvent) -> RawValue:
        """What an alias stands for: the very object that was anchored."""
        name = event.anchor
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        if name in self._open:
            self._report(
                line,
                column,
                Code.LIMIT,
                f"'*{name}' stands inside what '&{name}' names: it would hold itself without "
                "end. It is left out.",
                "Delete the alias, or quote the value if the * belongs to it.",
            )
            return None
        if name not in self._anchors:
            self._report(
                line,
                column,
                Code.SYNTAX,
                f"a value that starts with * must be quoted: to YAML '*{name}' repeats what "
                f"'&{name}' names, and there "
                "is no such name. It is kept as written.",
                f'Write  "*{name}"',
            )
            return f"*{name}"
        self._used.add(name)
        value = self._anchors[name]
        return value if self._afford(self._weigh(value), line, column) else None

    def _afford(self, weight: int, line: int, column: int) -> bool:
        self._expanded += weight
        if self._expanded <= MAX_EXPANSION:
            return True
        self._expanded -= weight
        if not self._over:
            self._over = True
            self._report(
                line,
                column,
                Code.LIMIT,
                f"the aliases up to here stand for more than {MAX_EXPANSION:,} values; this one, "
                "and those below that "
                "go beyond, are left out.",
                "Write the data out, or repeat less of it.",
            )
        return False

    def _weigh(self, value: RawValue) -> int:
        """How many values there are in it, everything shared counted again each time."""
        if not isinstance(value, RawMapping | RawList):
            return 1 + (len(value) // _CHARACTERS_PER_NODE if value else 0)
        known = self._weights.get(id(value))
        if known is None:
            parts = value.values() if isinstance(value, RawMapping) else value
            known = 1 + sum(map(self._weigh, parts))
            self._weights[id(value)] = known
        return known


def _keeps_its_word(event: TextEvent) -> bool:
    """Whether a text is what its tag announces, for a tag of YAML's own."""
    name = (event.tag or "").removeprefix(_YAML_TAG)
    return name in _ANNOUNCED and _ANNOUNCED[name][1].fullmatch(event.value) is not None


def _asks_for_python(tag: str) -> bool:
    return tag.startswith((f"{_YAML_TAG}python/", "!python/"))


def _shown_tag(tag: str) -> str:
    return "!!" + tag.removeprefix(_YAML_TAG) if tag.startswith(_YAML_TAG) else tag


def _listed(first: RawValue, second: RawValue) -> RawList:
    listed = RawList()
    for value in (first, second):
        listed.extend(value if isinstance(value, RawList) else [value])
    listed.places.extend([(0, 0)] * len(listed))
    return listed
