"""What data rarely has in YAML: anchors, aliases, merge keys, tags, several documents, and the bounds on all that."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Protocol

from yaml import cyaml
from yaml.error import Mark
from yaml.events import CollectionEndEvent, CollectionStartEvent

from sphinx_academic.data.located import RawList, RawMapping, RawValue
from sphinx_academic.formats.text import MAX_TEXT, UNPRINTABLE
from sphinx_academic.problems import Code, Problem

MAX_DEPTH = 60
"""Levels of lists and mappings inside each other."""
MAX_EXPANSION = 1_000_000
"""Nodes that all aliases and merge keys of one file may stand for together."""
_CHARACTERS_PER_NODE = 1_000

NULLS = frozenset(("", "~", "null", "Null", "NULL"))
"""The plain texts that stand for nothing (YAML 1.2.2, section 10.2.1.1, and an empty one)."""
_YAML_TAG = "tag:yaml.org,2002:"
_USUAL_TAGS: dict[type[object], frozenset[str]] = {
    str: frozenset(("!", *map(_YAML_TAG.__add__, ("str", "int", "float", "bool", "timestamp", "null")))),
    RawMapping: frozenset(("!", f"{_YAML_TAG}map")),
    RawList: frozenset(("!", f"{_YAML_TAG}seq")),
}
"""What says of a value no more than how it is to be taken, which each field knows better."""
_PYTHON_TAGS = (f"{_YAML_TAG}python/", "!python/")
_CONTROL = re.compile(r"\\[0abveLPNxuU]")


class YamlEvent(Protocol):
    """What libyaml gives. That of a scalar has all of these; each kind is asked for what it has."""

    anchor: str | None
    tag: str | None
    value: str
    style: str
    start_mark: Mark
    end_mark: Mark


GetEvent = Callable[[], YamlEvent]


class TooDeepError(ValueError):
    """Lists and mappings are nested deeper than :data:`MAX_DEPTH`."""

    MESSAGE = f"lists and mappings stand inside each other more than {MAX_DEPTH} levels deep"
    HINT = "Check the brackets and the indentation."

    def __init__(self, event: YamlEvent) -> None:
        super().__init__(self.MESSAGE)
        self.problem_mark = event.start_mark


def events_of(text: str) -> GetEvent:
    """The function that gives the next event of a text, and raises :class:`yaml.YAMLError` and others at a mistake.

    PyYAML's own scanner would do without libyaml, but it is slow, and refuses what libyaml reads.
    """
    parser = getattr(cyaml, "CParser", None)
    if parser is None:
        raise ImportError(
            "PyYAML is installed without libyaml, which sphinx-academic reads YAML with; "
            "install it from a wheel: pip install --force-reinstall --only-binary pyyaml pyyaml"
        )
    get_event: GetEvent = parser(text).get_event
    return get_event


class Oddities:
    """Collects the roots and the problems of one text, and decides everything that the main loop meets rarely."""

    def __init__(self, text: str, path: str) -> None:
        self.problems: list[Problem] = []
        self.roots: list[RawValue] = []
        self.empty_texts: list[int] = []
        self._text = text
        self._path = path
        self._lines: list[str] = []
        self._anchors: dict[str, RawValue] = {}
        self._open: set[str] = set()
        self._used: set[str] = set()
        # Plain texts with an anchor, and where the text went.
        self._unsure: list[tuple[YamlEvent, Any, str | int]] = []
        self._weights: dict[int, int] = {}
        self._expanded = 0
        self._over = False
        self._doubled: dict[int, tuple[RawMapping, list[tuple[str, int, int]]]] = {}

    def _report(self, place: tuple[int, int], code: Code, message: str, hint: str) -> None:
        self._lines = self._lines or self._text.split("\n")
        excerpt = self._lines[place[0] - 1] if 0 < place[0] <= len(self._lines) else ""
        self.problems.append(Problem(self._path, *place, code, message, hint, excerpt))

    def watched(self, get_event: GetEvent) -> GetEvent:
        """The same without control characters, such as ``"\\e[31m"`` lets in (YAML 1.2, section 5.7)."""
        if not _CONTROL.search(self._text):
            return get_event

        def get_clean_event() -> YamlEvent:
            event = get_event()
            if getattr(event, "style", None) == '"' and (found := UNPRINTABLE.search(event.value)):
                message = f"found the control character U+{ord(found[0]):04X}; such characters are left out."
                hint = "In double quotation marks a backslash begins an escape: write it twice, or use single ones."
                self._report(_place(event), Code.ENCODING, message, hint)
                event.value = UNPRINTABLE.sub("", event.value)
            return event

        return get_clean_event

    # Documents

    def end_document(self) -> None:
        """Put back every text that only looked like an anchor."""
        for event, holder, slot in self._unsure:
            if event.anchor in self._used or (isinstance(holder, RawMapping) and slot not in holder):
                continue  # what is no longer in a mapping was a merge key
            holder[slot] = self._written(event)
            message = (
                f"a value that starts with & must be quoted: to YAML '&{event.anchor}' is a name that other places "
                "refer to, and none does. It is kept as written."
            )
            self._report(_place(event), Code.SYNTAX, message, f"Write  {_before(slot)}{quoted(holder[slot])}")
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
        first = roots[0] if roots else None
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

    def duplicate(self, mapping: RawMapping, key: str, line: int, column: int) -> None:
        """Keep the first of two equal keys, and say where both are."""
        self._doubled.setdefault(id(mapping), (mapping, []))[1].append((key, line, column))

    def _report_duplicate(self, mapping: RawMapping, key: str, line: int, column: int) -> None:
        first = mapping.place_of_key(key)
        message = f"'{key}' stands here a second time; the first, on line {first.line}, is kept."
        hint = "Delete one of the two, or put what both hold under one key."
        if first.column > 1:
            hint = "Delete one of the two, or start a new entry with '- ' if this one belongs to the next."
        self._report((line, column), Code.DUPLICATE_KEY, message, hint)

    def lost_dashes(self) -> list[tuple[int, int, int]]:
        """Where a dash was lost, as the first key and others come twice, or is misplaced above a key that comes twice:
        line, column, line of the item around."""
        found = []
        for mapping, doubled in self._doubled.values():
            first = next(iter(mapping), None)
            places = [(line, column, mapping.line) for key, line, column in doubled if key == first]
            if not places:
                found.append((doubled[0][1], doubled[0][2], mapping.line))
            elif len({key for key, _, _ in doubled}) > 1:
                found += places
        return found

    def merge(self, mapping: RawMapping) -> None:
        """Carry out ``<<: *base`` (https://yaml.org/type/merge.html): the mapping's own keys count first."""
        value = mapping["<<"]
        bases = value if isinstance(value, RawList) else [value]
        if not all(base is None or isinstance(base, RawMapping) for base in bases):
            return  # a key like any other; the record says that it does not know it
        del mapping["<<"]
        place = mapping.places.pop("<<")
        for base in bases:
            if isinstance(base, RawMapping) and self._afford(len(base), place[2:]):
                for key, value in base.items():
                    if key not in mapping:
                        mapping[key] = value
                        mapping.places[key] = base.places[key]

    # Keys that are no plain text

    def key(self, event: YamlEvent) -> str:
        """A key with an anchor, which nothing repeats, or a tag, which is told where it is none of YAML's own."""
        if event.tag is not None and event.tag not in _USUAL_TAGS[str]:
            self._report_tag(event, "the key is read without it.", "Quote the key if the ! belongs to it.")
        return event.value

    def skip_to_end_of_key(self, event: YamlEvent, get_event: GetEvent) -> str:
        """A list or mapping as a key is read as the text that was written."""
        first = event
        depth = 1
        while depth:
            event = get_event()
            if isinstance(event, CollectionStartEvent):
                depth += 1
            elif isinstance(event, CollectionEndEvent):
                depth -= 1
        return " ".join(self._text[first.start_mark.index : event.end_mark.index].split())[:MAX_TEXT]

    # Values with an anchor or a tag

    def scalar(self, event: YamlEvent, holder: RawMapping | RawList | None, key: str | None) -> RawValue:
        """The text of such a value."""
        value: RawValue = event.value
        if event.tag is not None:
            value = self.tagged(event, value, _before(key))
        elif not event.style and event.value in NULLS:
            value = None
        if event.anchor is not None:
            self._anchors[event.anchor] = value
            self._used.discard(event.anchor)
            if not event.style and event.tag is None:
                inside = self.roots if holder is None else holder
                self._unsure.append((event, inside, len(inside) if key is None else key))
        return value

    def _written(self, event: YamlEvent) -> str:
        written = self._text[event.start_mark.index : event.end_mark.index]
        return " ".join(line.strip(" \t") for line in written.split("\n")).strip()

    def tagged(self, event: YamlEvent, value: RawValue, before: str = "") -> RawValue:
        """A value behind a tag: read as it stands, unless the tag asks for bytes or for a Python object."""
        tag = event.tag or "!"
        is_text = isinstance(value, str)
        if tag in _USUAL_TAGS[type(value)]:
            return None if tag.endswith("null") and value in NULLS else value
        if is_text and tag == f"{_YAML_TAG}binary":
            hint = f"Write the text itself:  {before}…"
            self._report_tag(event, "what it announces is no text and is left out.", hint)
            return None
        elif is_text and not event.style and not tag.startswith(("tag:", *_PYTHON_TAGS)):
            value = self._written(event)
            message = (
                f"a value that starts with ! must be quoted: to YAML '{tag}' is a tag. It is kept as written."
            )
            self._report(_place(event), Code.TAG, message, f"Write  {before}{quoted(value)}")
        elif not is_text and tag.startswith(_PYTHON_TAGS):
            what = "no Python object is ever made; the value is left out."
            self._report_tag(event, what, "Delete the tag.")
            return None
        else:
            more = "" if is_text else ", or quote the whole value if the ! belongs to it"
            self._report_tag(event, "the value is read without it.", f"Delete the tag{more}.")
        return value

    def _report_tag(self, event: YamlEvent, consequence: str, hint: str) -> None:
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

    def alias(self, event: YamlEvent) -> RawValue:
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
            known = self._weights[id(value)] = 1 + sum(map(self._weigh, parts))
        return known


def _place(event: YamlEvent) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _before(slot: str | int | None) -> str:
    return f"{slot}: " if isinstance(slot, str) else "- "


def _kind(value: RawValue) -> str:
    if isinstance(value, RawMapping):
        return "a mapping"
    return "a list" if isinstance(value, RawList) else "a text"


def quoted(value: str) -> str:
    """The value between double quotation marks, or between single ones where it has double ones itself."""
    if '"' not in value and "\\" not in value:
        return f'"{value}"'
    if "'" not in value:
        return f"'{value}'"
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
