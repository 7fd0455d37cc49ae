"""Filling in an entry of ours from an entry of somebody else's, with every value at the place it came from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Self

from sphinx_academic.data.located import RawList, RawMapping, RawValue
from sphinx_academic.data.records import Publication, Record
from sphinx_academic.formats.text import names_of_keys

Span = tuple[int, int, int, int]
"""Line and column of a key, then of its value."""


_NAMES: dict[type[Record], frozenset[str]] = {}


def names_of_fields(kind: type[Record]) -> frozenset[str]:
    """Every name that the fields of a kind of record answer to, but those that mean the same in every format; a foreign field
    of such a name that means something else is kept under another."""
    if kind not in _NAMES:
        spellings = kind.fields.spellings.items()
        _NAMES[kind] = frozenset(key for key, field in spellings if not kind.fields[field].type.alike)
    return _NAMES[kind]


NAMES_OF_FIELDS = names_of_fields(Publication)


def span_of(source: RawMapping, key: str) -> Span:
    """Where a key and its value stand, or the mapping itself where the reader did not say."""
    return source.places.get(key) or (source.line, source.column) * 2


def put(entry: RawMapping, key: str, value: RawValue, span: Span) -> None:
    """Set a field that holds something; the first value of a field stays."""
    if value and key not in entry:
        entry[key] = value
        entry.places[key] = span


def add(items: RawList, value: RawValue, line: int, column: int) -> None:
    """Append an item to a list."""
    items.append(value)
    items.places.append((line, column))


def add_entry(items: RawList, entry: RawMapping) -> None:
    """Append an entry where it stands."""
    add(items, entry, entry.line, entry.column)


def list_at(span: Span) -> RawList:
    """An empty list where the value of a field stands."""
    return RawList(span[2], span[3])


def mapping_at(line: int, column: int, values: Mapping[str, str | None]) -> RawMapping:
    """A mapping of the values that are not empty, all at one place."""
    made = RawMapping(line, column)
    for key, value in values.items():
        if value:
            made[key] = value
            made.places[key] = (line, column, line, column)
    return made


_MOST_COMPARED = 100
"""Links of an entry that another is compared with."""


def add_link(entry: RawMapping, name: str, url: str, span: Span) -> None:
    """Add a named link; an address that is there already is not added again."""
    url = url.strip()
    if not url:
        return
    links = entry.get("links")
    if not isinstance(links, RawList):
        links = entry["links"] = list_at(span)
        entry.places["links"] = span
    if not any(isinstance(link, RawMapping) and link.get("url") == url for link in links[-_MOST_COMPARED:]):
        add(links, mapping_at(span[2], span[3], {"name": name, "url": url}), span[2], span[3])


def as_plain(value: RawValue) -> str:
    """A text, or the first text of a list of texts; empty for anything else."""
    return value.strip() if isinstance(value, str) else next(iter(texts_of(value)), "")


def texts_of(value: RawValue) -> list[str]:
    """A text or a list of texts as a list of texts."""
    texts = value if isinstance(value, RawList) else (value,)
    return [stripped for text in texts if isinstance(text, str) and (stripped := text.strip())]


_ESCAPE = re.compile(r"\\(?=[^\w\s])")
_POINT = re.compile(r"(?:[-*+]|#{1,6})\s+")


def as_lines(text: str) -> str:
    """A text of paragraphs, points and headings as lines of one: a note has no blocks."""
    lines: list[list[str]] = [[]]
    for line in text.split("\n"):
        point = _POINT.match(line.strip())
        if point or not line.strip():
            lines.append([])
        lines[-1].append(line.strip()[point.end() if point else 0 :])
    return "<br/>".join(filter(None, (" ".join(filter(None, line)) for line in lines)))


def mapping_of(value: RawValue) -> RawMapping:
    """A mapping; an empty one in place of anything else."""
    return value if isinstance(value, RawMapping) else RawMapping(1, 1)


def mappings_of(value: RawValue) -> Iterator[RawMapping]:
    """The mappings in a list."""
    for item in value if isinstance(value, RawList) else ():
        if isinstance(item, RawMapping):
            yield item


def is_key(text: str) -> bool:
    """Whether somebody may have chosen a text as a key: addresses, DOIs and numbers of a database stay what they are."""
    is_elsewhere = "//" in text or text.startswith("10.") or "\n" in text
    return len(text) <= 100 and text.count(" ") < 3 and not is_elsewhere and any(map(str.isalpha, text))


def section(root: RawMapping, name: str, line: int = 1, column: int = 1) -> RawList:
    """The list of a name in the root that is being made."""
    found = root.get(name)
    if not isinstance(found, RawList):
        found = root[name] = RawList(line, column)
        root.places[name] = (line, column, line, column)
    return found


class Transcription:
    """An entry of ours, of a kind of record, that is made of somebody else's, each value at the place that it came from.

    A key that was asked for is done with; in the end the others are kept.
    """

    def __init__(self, source: RawMapping, kind: type[Record] = Publication) -> None:
        self.source = source
        self.kind = kind
        self.entry = RawMapping(source.line, source.column)
        self._done: set[str] = set()

    def value(self, key: str) -> RawValue:
        """What stands under a key."""
        self._done.add(key)
        return self.source.get(key)

    def text(self, *keys: str) -> str:
        """The text under the first of some keys that has one."""
        self._done.update(keys)
        for key in keys:
            if (value := self.source.get(key)) and (text := as_plain(value)):
                return text
        return ""

    def inner(self, key: str) -> Self:
        """The mapping under a key, to be transcribed in its turn; an empty one in place of anything else."""
        return type(self)(mapping_of(self.value(key)), self.kind)

    def each(self, key: str) -> Iterator[Self]:
        """The mappings in the list under a key."""
        return (type(self)(each, self.kind) for each in mappings_of(self.value(key)))

    def span(self, *keys: str) -> Span:
        """Where the first of some keys that has a value stands with it, else the last; without a key, the whole."""
        found = next((key for key in keys if self.source.get(key)), keys[-1] if keys else "")
        return span_of(self.source, found)

    def put(self, field: str, value: RawValue, at: str | Span = "") -> None:
        """Set a field to a value made of what stands under a key, or at a place."""
        if value and field not in self.entry:
            self.entry[field] = value
            self.entry.places[field] = span_of(self.source, at) if isinstance(at, str) else at

    def take(self, table: str, write: Callable[[str], str] | None = None) -> None:
        """Set fields to what stands under the keys of a table, the first of a field's keys before others.

        It is taken as it is, or as a text that ``write`` makes something of.
        """
        for key, field in self._present(table):
            value = self.source[key]
            if field in self.entry and self.entry[field] != value:
                self._done.discard(key)  # kept with all that has no field of ours
            put(self.entry, field, write(as_plain(value)) if write else value, span_of(self.source, key))

    def take_what_is_called_so(self, *others: str) -> None:
        """Set the fields that nothing stands in yet to what stands under their names, the first of a field's names before
        others: for lists whose authors call things as they like. Of what stands under ``others`` something else is made."""
        done = self._done.union(others)
        for key, value in self.source.items():
            field = None if key in done or value in (None, "") else self.kind.fields.named(key)
            if field is not None and field not in self.entry:
                self._done.add(key)
                put(self.entry, field, value, span_of(self.source, key))

    def says_again(self, key: str, field: str) -> bool:
        """Whether a text says no more than what stands in fields already, each of them whole, ``field`` aside."""
        left = as_plain(self.source.get(key))
        if not left:
            return False
        known = {name: value for name, value in self.entry.items() if name != field}
        texts = [
            _ESCAPE.sub("", text.replace("**", "")) for value in known.values() for text in texts_of(value)
        ]
        left = _ESCAPE.sub("", left)
        for text in sorted(texts, key=len, reverse=True):
            left = left.replace(text, "", 1)
        return not left.strip(" ,")

    def put_lines(self, field: str, *keys: str, write: Callable[[str], str] = str) -> None:
        """Set a field to the texts and the lists of texts under some keys, each a paragraph; a list that holds something else
        is kept as well."""
        said = [(key, texts) for key in keys if (texts := texts_of(self.source.get(key)))]
        for key in keys:
            value = self.source.get(key)
            if not isinstance(value, RawList) or all(isinstance(item, str) for item in value):
                self._done.add(key)
        if said:
            paragraphs = (write(text) for _key, texts in said for text in texts)
            text = "\n\n".join(paragraphs)
            self.put(field, as_lines(text) if field == "note" else text, said[0][0])

    def link(self, name: str, url: str, at: str | Span) -> None:
        """Add a link."""
        add_link(self.entry, name, url, self.span(at) if isinstance(at, str) else at)

    def links(self, table: str, located: Callable[[str], str] = str) -> None:
        """Add links to what stands under the keys of a table, by the names that it gives them."""
        for key, name in self._present(table):
            add_link(self.entry, name, located(as_plain(self.source[key])), span_of(self.source, key))

    def _present(self, table: str) -> list[tuple[str, str]]:
        """The rows of a table whose keys are there; all of them are done with."""
        names, source = names_of_keys(table), self.source
        self._done.update(names)
        return [] if source.keys().isdisjoint(names) else [row for row in names.items() if row[0] in source]

    def left(self) -> list[tuple[str, Span]]:
        """The keys that nobody has asked for and that have a value, each with its place."""
        return [
            (key, span_of(self.source, key))
            for key, value in self.source.items()
            if value and key not in self._done
        ]

    def finished(self, prefix: str, *silent: str) -> RawMapping:
        """The entry, with all that nobody asked for and that is not among what says nothing to us, under its own name;
        where one of our fields has that name, it becomes ``prefix-name``."""
        done, entry = self._done.union(silent), self.entry
        for key, value in self.source.items():
            if key not in done and value is not None and value != "":
                plain = key.strip().lower().replace("-", "_").replace(" ", "_")
                is_ours = key in entry or plain in names_of_fields(self.kind)
                put(entry, f"{prefix}-{key}" if is_ours else key, value, span_of(self.source, key))
        return entry
