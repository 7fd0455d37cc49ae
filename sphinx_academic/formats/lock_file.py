"""The lock: what services have said about works, field by field with source and day; written by a command, read by builds like other data.

It is YAML in which each field is one line of JSON, so that a difference shows what has changed and two branches can be merged::

    lock: 1
    publications:
    - id: "doi:10.5555/12345678"
      fields:
        title: {"value": "On the Patience of Tidal Clocks", "source": "crossref", "date": "2026-12-01"}
        citations: {"value": "7", "source": "openalex", "date": "2026-12-01"}

Works stand in the order of their identifiers, fields in that of their declarations. The day is that on which the source first gave this
value: asked again, and told the same, nothing changes.

A lock that stands as it was written is read line by line, as JSON. One that somebody has edited in other words of YAML is read as that.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from sys import intern
from typing import Any, NamedTuple, TypeAlias, cast

from sphinx_academic.data.located import (
    Place,
    RawFile,
    RawList,
    RawMapping,
    RawValue,
    as_text,
    paused_collection,
)
from sphinx_academic.data.records import KINDS, Record
from sphinx_academic.formats.text import UNPRINTABLE
from sphinx_academic.formats.yaml import read_yaml
from sphinx_academic.formats.yaml.oddities import MAX_DEPTH
from sphinx_academic.problems import Code, Problem, bounded, nearest, shorten

VERSION = 1
"""The version of the form; a file of a later one is neither read nor written over."""
NAME = "academic.lock.yaml"
"""What the file is called."""
LISTS = ("publications", "software")
"""The lists that a lock has, as data files call them."""
LABELS: Mapping[str, str] = {
    "arxiv": "arXiv", "crossref": "Crossref", "datacite": "DataCite", "dblp": "DBLP", "github": "GitHub", "openalex": "OpenAlex",
    "orcid": "ORCID", "pubmed": "PubMed", "unpaywall": "Unpaywall",
}  # fmt: skip
"""What people call the sources; those of other packages are called as the lock names them."""

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"
"""A value without its place, as data files have it: texts, lists and mappings."""


class LockedField(NamedTuple):
    """What a source has said of one field, and on which day (ISO 8601) first."""

    value: Plain
    source: str
    date: str


class LockedWork(NamedTuple):
    """What is known of one work."""

    id: str
    """The identifier that it stands under: ``doi:10.5555/12345678``."""
    fields: Mapping[str, LockedField]
    kind: str = "publications"
    """One of :data:`LISTS`."""


class Lock(NamedTuple):
    """All that is known."""

    works: tuple[LockedWork, ...] = ()


_KINDS: Mapping[str, type[Record]] = {
    name: next(kind for kind in KINDS.values() if name in kind.lists) for name in LISTS
}
_HEAD = re.compile(r"(?m)^[\"']?lock[\"']?[ \t]*:[ \t]*[\"']?\d")


def is_lock(text: str) -> bool:
    """Whether a text is the beginning of a lock: it says at the margin of which version of the form it is."""
    return _HEAD.search(text) is not None


# Written

_UNSEEN = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_HALF = re.compile("[\ud800-\udfff]")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,60}")
_WORDS_OF_YAML = frozenset(("true", "false", "yes", "no", "on", "off", "null", "y", "n"))
_DIGITS = re.compile(r"(\d+)")


def written_lock(lock: Lock) -> str:
    """A lock as text: sorted, each field on one line, the same for the same lock."""
    lines = [f"lock: {VERSION}"]
    for name in LISTS:
        works = sorted((work for work in lock.works if work.kind == name), key=_place_of_work)
        if works:
            lines.append(f"{name}:")
        for work in works:
            lines += [f"- id: {_json(work.id)}", "  fields:" if work.fields else "  fields: {}"]
            lines += [
                f"    {_key(field)}: {_json(work.fields[field]._asdict())}" for field in _in_order(work)
            ]
    return "\n".join(lines) + "\n"


def _place_of_work(work: LockedWork) -> tuple[tuple[tuple[str, int, str], ...], str]:
    """Numbers in identifiers count as such: ``arxiv:2401.2`` comes before ``arxiv:2401.10``."""
    parts = _DIGITS.split(work.id.casefold())
    # Longer numbers are larger, where no zero stands before them; no number is so long that it could not be compared.
    natural = tuple(
        ("", len(part.lstrip("0")), part.lstrip("0")) if at % 2 else (part, 0, "")
        for at, part in enumerate(parts)
    )
    return natural, work.id


def _in_order(work: LockedWork) -> list[str]:
    declared = {name: at for at, name in enumerate(_KINDS[work.kind].fields)}
    return sorted(work.fields, key=lambda name: (declared.get(name, len(declared)), name))


def _key(name: str) -> str:
    return name if _NAME.fullmatch(name) and name not in _WORDS_OF_YAML else _json(name)


def _json(value: object) -> str:
    """A value in one line that JSON and YAML read alike."""
    text = json.dumps(value, ensure_ascii=False)
    text = _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    return _HALF.sub("\ufffd", text)  # half a letter is in no file


# Read


def read_lock(text: str, name: str) -> tuple[Lock | None, tuple[Problem, ...]]:
    """What a lock holds, and what is wrong with it at its lines; None where nothing may be written over it: it is half written, of a later
    version, no lock, or holds marks of a merge."""
    reading = _LockReading(text, name)
    if reading.works is None:
        return None, bounded(reading.problems)
    works = tuple(
        LockedWork(
            work.id,
            {
                field: LockedField(_plain(said.value), said.source, said.date)
                for field, said in work.fields.items()
            },
            work.kind,
        )
        for work in reading.works
    )
    return Lock(works), bounded(reading.problems)


def read_lock_file(text: str, name: str) -> RawFile:
    """A lock as a data file: the works as records that any other file wins over."""
    reading = _LockReading(text, name)
    if reading.works is None:
        return RawFile(name, None, bounded(reading.problems), foreign=True, fetched=True)
    root = RawMapping(1, 1)
    days = _last_counts(reading.works)
    for work in reading.works:
        items = root.get(work.kind)
        if not isinstance(items, RawList):
            items = root[work.kind] = RawList(work.line, work.column)
            root.places[work.kind] = (work.line, work.column, work.line, work.column)
        items.append(work.record(days))
        items.places.append((work.line, work.column))
    return RawFile(name, root, bounded(reading.problems), foreign=True, fetched=True)


class _PlacedField(NamedTuple):
    """A field, and where it stands."""

    value: RawValue
    source: str
    date: str
    places: tuple[int, int, int, int]


class _PlacedWork(NamedTuple):
    id: str
    kind: str
    line: int
    column: int
    fields: dict[str, _PlacedField]

    def record(self, days: Mapping[str, str]) -> RawMapping:
        """The work as other data files have it; ``days`` are those on which sources have last told another count."""
        made = RawMapping(self.line, self.column)
        for field, said in self.fields.items():
            made[field] = _printable(_counted(said, days) if field == "citations" else said.value)
            made.places[field] = said.places
        scheme, _, value = self.id.partition(":")
        if scheme in _KINDS[self.kind].fields and scheme not in made and value:
            made[scheme] = value
            made.places[scheme] = (self.line, self.column, self.line, self.column)
        return made


def _last_counts(works: Iterable[_PlacedWork]) -> Mapping[str, str]:
    """By sources the last day on which one counted otherwise than before. All others were the same then: a count keeps the day on which it
    was first told, and a list says once when its counts are of."""
    days: dict[str, str] = {}
    for said in filter(None, (work.fields.get("citations") for work in works)):
        days[said.source] = max(said.date, days.get(said.source, ""))
    return days


def _counted(said: _PlacedField, days: Mapping[str, str]) -> RawValue:
    """A count with who counted, and when."""
    if isinstance(said.value, RawList):
        return said.value
    known: dict[str, RawValue] = {} if isinstance(said.value, RawMapping) else {"count": said.value}
    made = RawMapping(*said.places[2:])
    if isinstance(said.value, RawMapping):
        made.update(said.value)
        made.places.update(said.value.places)
    for key, value in {
        **known,
        "source": LABELS.get(said.source, said.source),
        "date": said.date and days[said.source],
    }.items():
        if value and key not in made:
            made[key] = value
            made.places[key] = said.places
    return made


def _printable(value: RawValue) -> RawValue:
    """A value without what no text holds, should an escape have brought it in."""
    if isinstance(value, str):
        return UNPRINTABLE.sub("", value) if UNPRINTABLE.search(value) else value
    for key in (
        value if isinstance(value, RawMapping) else range(len(value)) if isinstance(value, RawList) else ()
    ):
        value[key] = _printable(value[key])  # type: ignore[index]
    return value


def _plain(value: RawValue) -> Plain:
    if isinstance(value, RawMapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, RawList):
        return [_plain(inner) for inner in value]
    return value or ""


_MERGE = re.compile(r"(?m)^(?:<{7}|\|{7}|={7}|>{7})(?=[ \r\n]|$)")
_RUN = "run  sphinx-academic fetch"


class _LockReading:
    """One reading of a text: the works, None where they may not be written over, and what is wrong."""

    def __init__(self, text: str, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        text = text.removeprefix("\ufeff").replace("\r\n", "\n")
        self.works: list[_PlacedWork] | None = None
        if mark := _MERGE.search(text):
            message = "this is a mark of a merge that is not finished; nothing of the lock is read."
            hint = f"Keep the lines of both sides, delete the lines of marks, and {_RUN}, which puts them in order."
            self._tell(text.count("\n", 0, mark.start()) + 1, 1, Code.SYNTAX, message, hint)
            return
        with paused_collection():
            lines = _read_lines(text)
            root: RawValue = lines.root
            for line, name, first in lines.repeated:
                message = f"'{shorten(name)}' stands here a second time (first in line {first}); what is newer is taken."
                self._tell(line, 5, Code.DUPLICATE, message, f"To have it once, {_RUN}.")
            if root is None:
                root, problems = read_yaml(text, name)
                self.problems += problems
                is_cut = bool(text) and not text.endswith("\n")
                is_lossy = any(each.code is Code.DUPLICATE_KEY and each.column == 1 for each in problems)
                if is_cut or is_lossy or any(each.code in {Code.SYNTAX, Code.LIMIT} for each in problems):
                    hint = f"Take it back from the history of the repository, or delete it, and {_RUN}."
                    self._tell(0, 0, Code.FILE, "the lock is cut or damaged, and is not read.", hint)
                    return
            self.works = self._works_of(root)

    def _tell(self, line: int, column: int, code: Code, message: str, hint: str = "") -> None:
        self.problems.append(Problem(self.name, line, column, code, message, hint))

    def _works_of(self, root: RawValue) -> list[_PlacedWork] | None:
        if not isinstance(root, RawMapping) or "lock" not in root:
            hint = "A lock begins with  lock: 1"
            self._tell(1, 1, Code.FILE, "this is no lock; nothing of it is read.", hint)
            return None
        said = as_text(root["lock"]).strip()
        if said != str(VERSION):
            place = root.place_of_value("lock")
            message = f"the lock is of version '{shorten(said)}', and this program knows version {VERSION}; nothing of it is read."
            hint = (
                "Update sphinx-academic: pip install --upgrade sphinx-academic"
                if said.isdigit()
                else f"Write  lock: {VERSION}"
            )
            self._tell(*place, Code.FILE, message, hint)
            return None
        found: dict[tuple[str, str], _PlacedWork] = {}
        for key, value in root.items():
            if key in LISTS:
                for work in self._works_in(key, value, root.place_of_value(key)):
                    if work is None:
                        return None
                    self._add(work, found)
            elif key != "lock":
                hint = f"The lists of a lock are: {', '.join(LISTS)}."
                self._tell(
                    *root.place_of_key(key), Code.UNKNOWN_KEY, f"'{shorten(key)}' is no list of a lock.", hint
                )
        return list(found.values())

    def _works_in(self, kind: str, value: RawValue, place: Place) -> Iterator[_PlacedWork | None]:
        """The works of a list; None where one is cut."""
        if not isinstance(value, RawList):
            if value:
                hint = "Write each work behind a dash:  - id: doi:10.5555/1"
                self._tell(*place, Code.TYPE, f"'{kind}' is no list of works; it is left out.", hint)
            return
        for item, at in zip(value, value.places, strict=True):
            place = Place(*at)
            given = item.get("id") if isinstance(item, RawMapping) else None
            if not isinstance(item, RawMapping) or not isinstance(given, str) or ":" not in given:
                place = item.place_of_value("id") if isinstance(item, RawMapping) and "id" in item else place
                message = "A work of the lock has no identifier; it is left out."
                self._tell(*place, Code.MISSING, message, "Write  id: doi:10.5555/12345678")
                continue
            fields = item.get("fields")
            if not isinstance(fields, RawMapping):
                message = f"'{shorten(given)}' has no fields: the lock is cut, or was edited; nothing of it is read."
                hint = f"Take it back from the history of the repository, or delete this work, and {_RUN}."
                self._tell(*place, Code.FILE, message, hint)
                yield None
                return
            for key in item:
                if key not in ("id", "fields"):
                    message = f"'{shorten(key)}' is nothing that a lock says of a work; it is left out."
                    hint = "What a work says stands below  fields:"
                    self._tell(*item.place_of_key(key), Code.UNKNOWN_KEY, message, hint)
            yield _PlacedWork(given.strip(), kind, *place, self._fields_of(kind, fields))

    def _fields_of(self, kind: str, fields: RawMapping) -> dict[str, _PlacedField]:
        known, found = _KINDS[kind].fields, {}
        for key, value in fields.items():
            if known.named(key) is None and not known.link_of(key):
                meant = nearest(key, known.spellings)
                hint = f"Did you mean '{known.spellings[meant]}'?" if meant else f"Delete it, and {_RUN}."
                message = f"'{shorten(key)}' is not a field of {known.called}; it is kept but not shown."
                self._tell(*fields.place_of_key(key), Code.UNKNOWN_KEY, message, hint)
            found[key] = self._said(key, value, fields.places.get(key, (fields.line, fields.column) * 2))
        return found

    def _said(self, field: str, value: RawValue, places: tuple[int, int, int, int]) -> _PlacedField:
        hint = "What you write belongs into a data file of your own, which wins over the lock."
        if not isinstance(value, RawMapping) or "value" not in value:
            message = f"'{shorten(field)}' says neither source nor date; the value is taken."
            self._tell(*places[:2], Code.TYPE, message, hint)
            return _PlacedField(value, "", "", places)
        source, date = (as_text(value.get(name)).strip() for name in ("source", "date"))
        missing = [name for name, said in (("source", source), ("date", date)) if not said]
        if missing:
            message = f"'{shorten(field)}' says no {' and no '.join(missing)}; the value is taken."
            self._tell(*places[:2], Code.TYPE, message, hint)
        for key in value:
            if key not in LockedField._fields:
                message = f"'{shorten(key)}' is nothing that a lock says of a field; it is left out."
                hint = f"A field has: {', '.join(LockedField._fields)}."
                self._tell(*places[:2], Code.UNKNOWN_KEY, message, hint)
        return _PlacedField(value["value"], source, date, places)

    def _add(self, work: _PlacedWork, found: dict[tuple[str, str], _PlacedWork]) -> None:
        """Add a work; where a merge has left it twice, what is newer of each field counts."""
        first = found.setdefault((work.kind, work.id.casefold()), work)
        if first is work:
            return
        message = f"'{shorten(work.id)}' stands here a second time (first in line {first.line}); of each field what is newer is taken."
        self._tell(work.line, work.column, Code.DUPLICATE, message, f"To have it once, {_RUN}.")
        for field, said in work.fields.items():
            if field not in first.fields or said.date > first.fields[field].date:
                first.fields[field] = said


_LINE = re.compile(
    r"(?P<lock>lock: (?P<version>\d{1,9}))|(?P<list>publications|software):|- id: (?P<id>\"(?:[^\"\\]|\\.)*+\")"
    r"|(?P<fields>  fields:(?P<none> \{\})?)|    (?P<name>[a-z][a-z0-9_]{0,60}|\"(?:[^\"\\]|\\.)*+\"): (?P<value>\{.*\})|(?P<nothing>#.*|[ ]*)"
)


class _ReadLines(NamedTuple):
    """The values of a lock, None where it does not stand as it was written, and the fields that a merge has left twice: line, name, first line."""

    root: RawMapping | None
    repeated: tuple[tuple[int, str, int], ...] = ()


_OTHERWISE = _ReadLines(None)


def _read_lines(text: str) -> _ReadLines:
    """The values of a lock that stands as it was written, also where both sides of a merge were kept: what is newer of a field that stands twice,
    and all works of a list that does."""
    root = RawMapping(1, 1)
    repeated: list[tuple[int, str, int]] = []
    items: RawList | None = None
    item: RawMapping | None = None
    fields: RawMapping | None = None
    decode = json.JSONDecoder(
        object_pairs_hook=_pairs, parse_int=str, parse_float=str, parse_constant=str
    ).decode
    try:
        for number, line in enumerate(text.split("\n"), start=1):
            found = _LINE.fullmatch(line)
            kind = found.lastgroup if found else None
            if found is None:
                return _OTHERWISE
            if kind == "nothing":
                continue
            if kind == "value" and item is not None and fields is not None:
                written = found["name"]
                name = intern(decode(written) if written[0] == '"' else written)
                column = found.start("value") + 1
                if written in _WORDS_OF_YAML:
                    return _OTHERWISE
                item["fields"] = fields
                value = _located(decode(found["value"]), number, column)
                if name in fields:
                    repeated.append((number, name, fields.places[name][0]))
                    if not _is_newer(value, fields[name]):
                        continue
                fields[name] = value
                fields.places[name] = (number, 5, number, column)
            elif kind == "fields" and item is not None and "fields" not in item:
                fields = RawMapping(number, 11) if found["none"] else RawMapping(number + 1, 5)
                item["fields"] = fields if found["none"] else None
                item.places["fields"] = (number, 3, fields.line, fields.column)
            elif kind == "id" and items is not None:
                item, fields = RawMapping(number, 3), None
                item["id"] = decode(found["id"])
                item.places["id"] = (number, 3, number, 7)
                items.append(item)
                items.places.append((number, 3))
            elif kind == "list" and "lock" in root:
                known, item, fields = root.get(found["list"]), None, None
                items = known if isinstance(known, RawList) else RawList(number + 1, 1)
                root[found["list"]] = items
                root.places.setdefault(found["list"], (number, 1, number + 1, 1))
            elif kind == "lock" and not root:
                root["lock"] = found["version"]
                root.places["lock"] = (number, 1, number, 7)
            else:
                return _OTHERWISE
    except (ValueError, RecursionError):
        return _OTHERWISE
    return _ReadLines(root, tuple(repeated)) if root else _OTHERWISE


def _is_newer(value: RawValue, other: RawValue) -> bool:
    days = [as_text(each.get("date")) if isinstance(each, RawMapping) else "" for each in (value, other)]
    return days[0] > days[1]


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ValueError("a key stands twice")
    return made


_SHORT = 20
"""Characters of texts that may stand in a lock thousands of times, as the names of sources and days do, and are kept once."""


def _located(value: Any, line: int, column: int, depth: int = 0) -> RawValue:
    """A value of JSON, all of which stands on one line."""
    if depth > MAX_DEPTH:
        raise ValueError("the values are nested too deep")
    if isinstance(value, dict):
        mapping = RawMapping(line, column)
        place = (line, column, line, column)
        for name, inner in value.items():
            key = intern(name)
            mapping[key] = _located(inner, line, column, depth + 1)
            mapping.places[key] = place
        return mapping
    if isinstance(value, list):
        items = RawList(line, column)
        items.extend(_located(inner, line, column, depth + 1) for inner in value)
        items.places.extend([(line, column)] * len(value))
        return items
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and len(value) <= _SHORT:
        return intern(value)
    return cast("str | None", value)
