"""Filling in an entry of ours from an entry of somebody else's, with every value at the place it came from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from sphinx_academic.data.located import RawList, RawMapping, RawValue
from sphinx_academic.data.records import Publication
from sphinx_academic.formats.text import words as words

Span = tuple[int, int, int, int]
"""Line and column of a key, then of its value."""


def by_word(table: Mapping[str, str] | str) -> dict[str, str]:
    """For each word of the texts in a table, the name that its text stands under; as a text, ``name: words; name: words``."""
    if isinstance(table, str):
        table = dict(row.strip().split(": ", 1) for row in re.split(r"[;\n]", table) if row.strip())
    return {word: name for name, text in table.items() for word in text.split()}


NAMES_OF_FIELDS = frozenset(
    spelling
    for spelling, field in Publication.fields.spellings.items()
    if not Publication.fields[field].type.alike
)
"""Every name that a publication's fields answer to, but those that mean the same in every format; a foreign field of such
a name that means something else is kept under another."""


def span_of(source: RawMapping, key: str) -> Span:
    """Where a key and its value stand, or the mapping itself where the reader did not say."""
    return source.places.get(key) or (source.line, source.column) * 2


def put(entry: RawMapping, key: str, value: RawValue, span: Span) -> None:
    """Set a field that holds something; the first value of a field stays."""
    if value and key not in entry:
        entry[key] = value
        entry.places[key] = span


def put_text(
    entry: RawMapping, key: str, source: RawMapping, name: str, write: Callable[[str], str] | None = None
) -> None:
    """Set a field to a text of somebody else's entry; ``write`` makes markup of it."""
    text = as_plain(source.get(name))
    put(entry, key, write(text) if write else text, span_of(source, name))


def take(
    entry: RawMapping,
    source: RawMapping,
    fields: Mapping[str, str],
    write: Callable[[str], str] | None = None,
) -> None:
    """Set fields to what somebody else's entry has under the keys of a table, the first of a field's keys before others.

    It is taken as it is, or as a text that ``write`` makes something of.
    """
    for key, field in fields.items():
        if write:
            put_text(entry, field, source, key, write)
        else:
            put(entry, field, source.get(key), span_of(source, key))


def add(items: RawList, value: RawValue, line: int, column: int) -> None:
    """Append an item to a list."""
    items.append(value)
    items.places.append((line, column))


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
        links = list_at(span)
        entry["links"] = links
        entry.places["links"] = span
    if not any(isinstance(link, RawMapping) and link.get("url") == url for link in links[-_MOST_COMPARED:]):
        add(links, mapping_at(span[2], span[3], {"name": name, "url": url}), span[2], span[3])


def add_links(
    entry: RawMapping, source: RawMapping, names: Mapping[str, str], located: Callable[[str], str] = str
) -> None:
    """Add a link for each key of a table that somebody else's entry has, by the name that the table gives it."""
    for key, name in names.items():
        add_link(entry, name, located(as_plain(source.get(key))), span_of(source, key))


def keep(entry: RawMapping, source: RawMapping, used: Iterable[str], prefix: str) -> None:
    """Keep every field of ``source`` that is not in ``used`` under its own name.

    Where one of our fields has that name, it becomes ``prefix-name``.
    """
    done = frozenset(used)
    for key, value in source.items():
        if key in done or value is None or value == "":
            continue
        name = key
        if key.strip().lower().replace("-", "_").replace(" ", "_") in NAMES_OF_FIELDS or key in entry:
            name = f"{prefix}-{key}"
        put(entry, name, value, span_of(source, key))


def as_plain(value: RawValue) -> str:
    """A text, or the first text of a list of texts; empty for anything else."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, RawList):
        return next((item.strip() for item in value if isinstance(item, str) and item.strip()), "")
    return ""


def texts_of(value: RawValue) -> list[str]:
    """A text or a list of texts as a list of texts."""
    if isinstance(value, str):
        return [value.strip()] if value.strip() else []
    if isinstance(value, RawList):
        return [item.strip() for item in value if isinstance(item, str) and item.strip()]
    return []


def mapping_of(value: RawValue) -> RawMapping:
    """A mapping; an empty one in place of anything else."""
    return value if isinstance(value, RawMapping) else RawMapping(1, 1)


def mappings_of(value: RawValue) -> Iterator[RawMapping]:
    """The mappings in a list."""
    for item in value if isinstance(value, RawList) else ():
        if isinstance(item, RawMapping):
            yield item


def section(root: RawMapping, name: str, line: int = 1, column: int = 1) -> RawList:
    """The list of a name in the root that is being made."""
    found = root.get(name)
    if not isinstance(found, RawList):
        found = RawList(line, column)
        root[name] = found
        root.places[name] = (line, column, line, column)
    return found
