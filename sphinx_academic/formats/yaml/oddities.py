"""What data rarely has in YAML: anchors, aliases, merge keys, tags, several documents, and the bounds on all that."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from yaml.events import MappingEndEvent, MappingStartEvent, SequenceEndEvent, SequenceStartEvent

from sphinx_academic.data.located import RawList, RawMapping, RawValue
from sphinx_academic.formats.reports import MAX_TEXT
from sphinx_academic.formats.text import UNPRINTABLE
from sphinx_academic.formats.yaml.libyaml import MAX_DEPTH, NodeEvent, TooDeepError
from sphinx_academic.problems import Code, Problem, shorten

MAX_EXPANSION = 1_000_000
"""Nodes that all aliases and merge keys of one file may stand for together."""
_CHARACTERS_PER_NODE = 1_000

NULLS = frozenset(("", "~", "null", "Null", "NULL"))
"""The plain texts that stand for nothing (YAML 1.2.2, section 10.2.1.1, and an empty one)."""
_YAML_TAG = "tag:yaml.org,2002:"
_NO_TAGS = (None, "!", f"{_YAML_TAG}str")
"""What says of a text that it is one."""
_ANNOUNCED = {
    "int": ("a whole number", r"[-+]?(0b[01_]+|0o?[0-7_]+|0x[\da-f_]+|\d[\d_]*)"),
    "float": ("a number", r"[-+]?(\d[\d_]*(\.[\d_]*)?|\.[\d_]+)(e[-+]?\d+)?|[-+]?\.inf|\.nan"),
    "bool": ("true or false", "true|false|yes|no|on|off|y|n"),
    "timestamp": ("a date", r"\d{4}-\d\d?-\d\d?((t|[ \t]+)[\d:.]+([ \t]*(z|[-+][\d:]+))?)?"),
    "null": ("nothing", "|~|null"),
}
"""Tag → what it announces, and how that is written (https://yaml.org/type/), in any case of letters."""
_CONTROL = re.compile(r"\\[0abveLPNxuU]")


class Oddities:
    """Collects the roots and the problems of one text, and decides everything that the main loop meets rarely."""

    def __init__(self, text: str, path: str) -> None:
        self.problems: list[Problem] = []
        self.roots: list[RawValue] = []
        self._text = text
        self._path = path
        self._lines: list[str] | None = None
        self._anchors: dict[str, RawValue] = {}
        self._open: set[str] = set()
        self._used: set[str] = set()
        # Plain texts with an anchor: its name, the place, what was written, and where the text went.
        self._unsure: list[tuple[str, tuple[int, int], str, Any, str | int]] = []
        self._weights: dict[int, int] = {}
        self._expanded = 0
        self._over = False
        self._doubled: dict[int, tuple[RawMapping, list[tuple[str, int, int]]]] = {}

    def _report(self, place: tuple[int, int], code: Code, message: str, hint: str) -> None:
        line, column = place
        if self._lines is None:
            self._lines = self._text.split("\n")
        excerpt = self._lines[line - 1] if 0 < line <= len(self._lines) else ""
        self.problems.append(Problem(self._path, line, column, code, message, hint, excerpt))

    def watched(self, get_event: Callable[[], Any]) -> Callable[[], Any]:
        """The function that gives events, without the control characters that double quotation marks let in.

        ``"\\e[31m"`` (YAML 1.2, section 5.7) is plain text to a file, and not to XML or a terminal.
        """
        if not _CONTROL.search(self._text):
            return get_event

        def get_clean_event() -> Any:
            event = get_event()
            if getattr(event, "style", None) == '"':
                found = UNPRINTABLE.search(event.value)
                if found:
                    message = (
                        f"found the control character U+{ord(found[0]):04X}; such characters are left out."
                    )
                    hint = "In double quotation marks a backslash begins an escape: write it twice, or use single ones."
                    self._report(_place(event), Code.ENCODING, message, hint)
                    event.value = UNPRINTABLE.sub("", event.value)
            return event

        return get_clean_event

    # Documents

    def end_document(self) -> None:
        """Put back every text that only looked like an anchor."""
        for name, place, written, holder, slot in self._unsure:
            if name in self._used or (isinstance(holder, RawMapping) and slot not in holder):
                continue  # what is no longer in a mapping was a merge key
            holder[slot] = written
            before = f"{slot}: " if isinstance(slot, str) else "- "
            message = (
                f"a value that starts with & must be quoted: to YAML '&{name}' is a name that other places refer to, "
                "and none does. It is kept as written."
            )
            self._report(place, Code.SYNTAX, message, f"Write  {before}{quoted(written)}")
        self._unsure.clear()
        self._anchors.clear()
        self._used.clear()
        self._open.clear()

    def joined_roots(self) -> RawValue:
        """One root from all documents: lists are put together, and later mappings fill in what the first lacks."""
        for mapping, doubled in self._doubled.values():
            for key, line, column in doubled:
                self._report_duplicate(mapping, key, line, column)
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
                place = (root.line, root.column) if isinstance(root, (RawMapping, RawList)) else (0, 0)
                message = (
                    f"the file holds several documents, divided by '---': after {_kind(first)} comes {_kind(root)}, "
                    "which is left out."
                )
                self._report(place, Code.SYNTAX, message, "Put it into a file of its own.")
        return first

    # Mappings

    def duplicate(self, mapping: RawMapping, key: str, value: RawValue, line: int, column: int) -> None:
        """Keep the first of two equal keys, and say where both are. ``<<`` may be repeated."""
        if key == "<<":
            mapping[key] = _listed(mapping[key], value)
            return
        self._doubled.setdefault(id(mapping), (mapping, []))[1].append((key, line, column))

    def _report_duplicate(self, mapping: RawMapping, key: str, line: int, column: int) -> None:
        first = mapping.place_of_key(key)
        message = f"'{key}' stands here a second time; the first, on line {first.line}, is kept."
        hint = "Delete one of the two, or put what both hold under one key."
        if first.column > 1:
            hint = "Delete one of the two, or start a new entry with '- ' if this one belongs to the next."
        self._report((line, column), Code.DUPLICATE_KEY, message, hint)

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
            if not isinstance(base, RawMapping) or not self._afford(len(base), place[2:]):
                continue
            for key, value in base.items():
                if key not in mapping:
                    mapping[key] = value
                    mapping.places[key] = base.places[key]

    # Keys that are no plain text

    def key(self, event: NodeEvent) -> str:
        """A key with an anchor or a tag: the anchor is noted, and the tag told where it is none of ours."""
        if event.anchor is not None:
            self._anchors[event.anchor] = event.value
        if event.tag not in _NO_TAGS and not self._is_as_announced(event):
            self._report_tag(event, "the key is read without it.", "Quote the key if the ! belongs to it.")
        return event.value

    def alias_as_key(self, event: NodeEvent) -> str:
        """An alias as a key stands for its text."""
        name = event.anchor or ""
        value = self._anchors.get(name)
        self._used.add(name)
        return value if isinstance(value, str) else f"*{name}"

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

    def scalar(self, event: NodeEvent, holder: RawMapping | RawList | None, key: str | None) -> RawValue:
        """The text of such a value."""
        value: RawValue = event.value
        if event.tag is not None:
            value = self._tagged(event, f"{key}: " if key is not None else "- ")
        elif not event.style and event.value in NULLS:
            value = None
        if event.anchor is not None:
            self._anchors[event.anchor] = value
            self._used.discard(event.anchor)
            if not event.style and event.tag is None:
                inside: Any = self.roots if holder is None else holder
                slot = len(inside) if key is None else key
                self._unsure.append((event.anchor, _place(event), self._written(event), inside, slot))
        return value

    def _written(self, event: NodeEvent) -> str:
        written = self._text[event.start_mark.index : event.end_mark.index]
        return " ".join(line.strip(" \t") for line in written.split("\n")).strip()

    def _tagged(self, event: NodeEvent, before: str) -> RawValue:
        tag = event.tag or "!"
        name = tag.removeprefix(_YAML_TAG)
        if tag in _NO_TAGS:
            return event.value
        if self._is_as_announced(event):
            return None if name == "null" else event.value
        if name in _ANNOUNCED:
            what = f"announces {_ANNOUNCED[name][0]}, and '{shorten(event.value)}' is something else"
            message = f"'!!{name}' {what}; it is read as it stands."
            self._report(_place(event), Code.TAG, message, "Delete the tag.")
            return event.value
        if tag == _YAML_TAG + "binary":
            self._report_tag(
                event, "what it announces is no text and is left out.", f"Write the text itself:  {before}…"
            )
            return None
        if event.style or tag.startswith("tag:") or _asks_for_python(tag):
            self._report_tag(event, "the value is read without it.", "Delete the tag.")
            return event.value
        written = self._written(event)
        message = (
            f"a value that starts with ! must be quoted: to YAML '{tag}' is a tag. It is kept as written."
        )
        self._report(_place(event), Code.TAG, message, f"Write  {before}{quoted(written)}")
        return written

    @staticmethod
    def _is_as_announced(event: NodeEvent) -> bool:
        """Whether a text is what its tag announces, for a tag of YAML's own."""
        _, pattern = _ANNOUNCED.get((event.tag or "").removeprefix(_YAML_TAG), ("", None))
        return bool(pattern is not None and re.fullmatch(pattern, event.value, re.ASCII | re.IGNORECASE))

    def tagged_collection(self, event: NodeEvent, child: RawMapping | RawList) -> RawValue:
        """A list or mapping behind a tag: read as it is, unless the tag asks for a Python object."""
        tag = event.tag or "!"
        if tag in ("!", _YAML_TAG + ("map" if isinstance(child, RawMapping) else "seq")):
            return child
        if _asks_for_python(tag):
            self._report_tag(
                event, "no Python object is ever made; the value is left out.", "Delete the tag."
            )
            return None
        hint = "Delete the tag, or quote the whole value if the ! belongs to it."
        self._report_tag(event, "the value is read without it.", hint)
        return child

    def _report_tag(self, event: NodeEvent, consequence: str, hint: str) -> None:
        tag = event.tag or "!"
        shown = "!!" + tag.removeprefix(_YAML_TAG) if tag.startswith(_YAML_TAG) else tag
        message = f"'{shown}' is a YAML tag, which data has no use for; {consequence}"
        self._report(_place(event), Code.TAG, message, hint)

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

    def alias(self, event: NodeEvent) -> RawValue:
        """What an alias stands for: the very object that was anchored."""
        name = event.anchor or ""
        if name in self._open:
            message = f"'*{name}' stands inside what '&{name}' names: it would hold itself without end. It is left out."
            hint = "Delete the alias, or quote the value if the * belongs to it."
            self._report(_place(event), Code.LIMIT, message, hint)
            return None
        if name not in self._anchors:
            message = (
                f"a value that starts with * must be quoted: to YAML '*{name}' repeats what '&{name}' names, and there "
                "is no such name. It is kept as written."
            )
            self._report(_place(event), Code.SYNTAX, message, f'Write  "*{name}"')
            return f"*{name}"
        self._used.add(name)
        value = self._anchors[name]
        return value if self._afford(self._weigh(value), _place(event)) else None

    def _afford(self, weight: int, place: tuple[int, int]) -> bool:
        if self._expanded + weight <= MAX_EXPANSION:
            self._expanded += weight
            return True
        if not self._over:
            self._over = True
            message = (
                f"the aliases up to here stand for more than {MAX_EXPANSION:,} values; this one, and those below that "
                "go beyond, are left out."
            )
            self._report(place, Code.LIMIT, message, "Write the data out, or repeat less of it.")
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


def _place(event: NodeEvent) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _kind(value: RawValue) -> str:
    return (
        "a mapping" if isinstance(value, RawMapping) else "a list" if isinstance(value, RawList) else "a text"
    )


def _asks_for_python(tag: str) -> bool:
    return tag.startswith((f"{_YAML_TAG}python/", "!python/"))


def _listed(first: RawValue, second: RawValue) -> RawList:
    listed = RawList()
    for value in (first, second):
        listed.extend(value if isinstance(value, RawList) else [value])
    listed.places.extend([(0, 0)] * len(listed))
    return listed


def quoted(value: str) -> str:
    """The value between double quotation marks, or between single ones where it has double ones itself."""
    if '"' not in value and "\\" not in value:
        return f'"{value}"'
    if "'" not in value:
        return f"'{value}'"
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
