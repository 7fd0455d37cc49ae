"""What is mended in data files for sure: encodings, signs of YAML, dashes between pages, doubled resolvers of DOIs, marks of word processors
around values, and keys with one slip. All else of a file stays as it is, to the byte."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from sphinx_academic.data.collection import Collection, collect
from sphinx_academic.data.declarations import NOTHING, Declared, folded
from sphinx_academic.data.fields import Fields
from sphinx_academic.data.located import paused_collection
from sphinx_academic.data.records import Publication, Record
from sphinx_academic.data.records.publication import ODD_DASHES
from sphinx_academic.formats import read_bytes
from sphinx_academic.formats.lock_file import is_lock
from sphinx_academic.formats.own_form import split_page
from sphinx_academic.formats.table import LENGTH_OF_BEGINNING
from sphinx_academic.formats.text import INVISIBLE_BREAKS, MAX_BYTES, meant_for_sure
from sphinx_academic.formats.yaml import surely_mended
from sphinx_academic.problems import Severity, one_slip_from

MENDED = (".yaml", ".yml", ".md", ".markdown", ".bib", ".bibtex", ".ris", ".json", ".cff")
"""The files that are mended. Those of tables and programs are theirs to write."""
_YAML = (".yaml", ".yml")
_PAGE = (".md", ".markdown")
_BIBTEX = (".bib", ".bibtex")


class Mended(NamedTuple):
    """A file as it is and as it would be, and what is another, each with its number."""

    before: bytes
    after: bytes
    changes: Mapping[str, int]


class _Lines:
    """The lines of a file, of which the ends are kept."""

    def __init__(self, text: str) -> None:
        parts = re.split(r"(\r\n|\r|\n)", text)
        self.lines, self._ends = parts[::2], [*parts[1::2], ""]

    @property
    def normal(self) -> str:
        """The text as readers see it: each sign at the same line and column."""
        return INVISIBLE_BREAKS.sub(" ", "\n".join(self.lines))

    @property
    def text(self) -> str:
        """The text as it is in a file."""
        return "".join(map("".join, zip(self.lines, self._ends, strict=True)))


def mend_for_sure(data: bytes, path: Path, name: str, bare: str = "", declared: Declared = NOTHING) -> Mended:
    """Mend what is sure in a file that holds these bytes; ``bare`` and ``declared`` say what it is a list of, and what its site has of its
    own."""
    suffix = path.suffix.lower()
    nothing = Mended(data, data, {})
    if suffix not in MENDED or len(data) > MAX_BYTES:
        return nothing
    meant = meant_for_sure(data)
    if meant is None or (suffix in _YAML and is_lock(meant.text[:LENGTH_OF_BEGINNING])):
        return nothing
    changes = Counter(meant.changes)
    lines = _Lines(meant.text)
    written = range(len(lines.lines))
    if suffix in _PAGE:
        # Its text is nobody's data; and where the front matter is not closed well, its end is a guess.
        page = split_page(lines.normal, name)
        is_sure = page.data is not None and not page.problems
        written = range(page.line - 1, page.line + (page.data or "").count("\n")) if is_sure else range(0)
    if suffix in (*_YAML, *_PAGE) and written:
        changes += _mend_syntax(lines, written)
    changes += _mend_dois(lines, written, is_bibtex=suffix in _BIBTEX)

    # A file alone is nobody's site: whose data it is does not matter here.
    declared = declared._replace(members=())

    def read() -> Collection:
        with paused_collection():
            return collect([read_bytes(lines.normal.encode("utf-8", "replace"), path, name)], bare, declared)

    collection = read()
    edits = [*_edits_at_values(collection, lines, suffix)]
    if suffix in (*_YAML, *_PAGE):
        edits += _edits_of_keys(collection, lines)
        marks = [*_edits_of_marks(collection, lines)]
        # One text in such marks may be a title that is a quotation.
        if len(marks) > 2 or any(not each.is_prose for each in marks):
            edits += marks
    before = lines.lines.copy()
    for edit in sorted({*edits}, reverse=True):
        line = lines.lines[edit.line]
        lines.lines[edit.line] = f"{line[: edit.start]}{edit.text}{line[edit.end :]}"
    if edits and not _is_as_good(read(), collection):
        lines.lines = before
    else:
        changes += Counter(edit.what for edit in edits)
    if not changes:
        return nothing
    after = meant._replace(text=lines.text).data
    return Mended(data, after, dict(changes)) if after != data else nothing


def _is_as_good(now: Collection, before: Collection) -> bool:
    """Whether no record and no entry is lost, and nothing is wrong that was not."""

    def numbers(collection: Collection) -> list[int]:
        return [len(collection.of(kind)) for kind in collection.all_kinds.values()]

    def wrong(collection: Collection) -> Counter[Severity]:
        found: Counter[Severity] = Counter()
        for problem in collection.problems:
            found[problem.severity] += problem.number
        return found

    return numbers(now) == numbers(before) and wrong(now) <= wrong(before)


_MOST_ROUNDS = 10
"""Of many mistakes the reader tells some, and reads nothing behind the last."""


def _mend_syntax(lines: _Lines, written: range) -> Counter[str]:
    old = lines.lines[written.start : written.stop]
    text = INVISIBLE_BREAKS.sub(" ", "\n".join(old))
    mended = text
    for _ in range(_MOST_ROUNDS):
        before, mended = mended, surely_mended(mended)
        if mended == before:
            break
    new = mended.split("\n")
    changed = [
        number
        for number, (line, mended) in enumerate(zip(text.split("\n"), new, strict=True))
        if line != mended
    ]
    for number in changed:
        lines.lines[written.start + number] = new[number]
    return Counter({"lines with signs of YAML": len(changed)})


_RESOLVER = r"https?://(?:dx\.)?doi\.org/"
_DOUBLED = re.compile(rf"(?i){_RESOLVER}(?:doi:)?(?={_RESOLVER})")


def _mend_dois(lines: _Lines, written: range, *, is_bibtex: bool) -> Counter[str]:
    comment = re.compile(r"^\s*%" if is_bibtex else r"(?:^|\s)#")
    found = 0
    for number in written:
        line = lines.lines[number]
        if "doi.org/http" not in line.lower() and "doi.org/doi:" not in line.lower():
            continue
        said = comment.search(line)
        end = said.start() if said else len(line)
        mended, times = _DOUBLED.subn("", line[:end])
        lines.lines[number] = mended + line[end:]
        found += times
    return Counter({"doubled addresses of DOIs": found})


class _Edit(NamedTuple):
    """What stands in a line from ``start`` to ``end`` is to be something else."""

    line: int
    start: int
    end: int
    text: str
    what: str
    is_prose: bool = False


def _records(collection: Collection) -> Iterator[Record]:
    for kind, records in collection.records.items():
        yield from collection.separate if kind is Publication else records


_RANGE = re.compile(rf"[\"'{{]?(?:pp?\.?\s*)?\d+(\s*{ODD_DASHES}+\s*)\d+(?![\w.]|\s*[-‐-―−])")


def _edits_at_values(collection: Collection, lines: _Lines, suffix: str) -> Iterator[_Edit]:
    """Dashes between pages that are none: those between parts of sentences, signs of minus and the like."""
    dash = "--" if suffix in _BIBTEX else "-"
    seen: set[tuple[int, int]] = set()
    for record in _records(collection):
        if not isinstance(record, Publication):
            continue
        for key, place in record.origin.written.items():
            line, column = place[2] - 1, place[3] - 1
            if Publication.fields.named(key) != "pages" or (line, column) in seen:
                continue
            seen.add((line, column))
            found = _RANGE.match(lines.lines[line], column) if line < len(lines.lines) else None
            if found:
                yield _Edit(line, *found.span(1), dash, "dashes between pages")


_MOST_COMPARED = 1_000
"""After so many unknown keys nobody has made slips any more."""
_SHORTEST_KEY = 6
"""Letters of a key that may be a slip: of fewer letters many are words of their own."""


def _edits_of_keys(collection: Collection, lines: _Lines) -> Iterator[_Edit]:
    """Keys of our own form that are one slip from one field, and no other word."""
    known: dict[tuple[str, str], str | None] = {}
    for record in _records(collection):
        if record.foreign or not record.extra:
            continue
        own = {declared.name for declared in record.own}
        said = {record.fields.named(key) for key in record.origin.written}
        for key in record.extra:
            place = record.origin.written.get(key)
            if place is None or folded(key) in own or record.fields.named(key):
                continue
            asked = record.kind, key
            if asked not in known and len(known) < _MOST_COMPARED:
                known[asked] = _meant(key, record.fields)
            meant = known.get(asked)
            line, column = place[0] - 1, place[1] - 1
            if meant is None or record.fields.named(meant) in said or line >= len(lines.lines):
                continue
            text = lines.lines[line]
            start = column + (text[column : column + 1] in {'"', "'"})
            if text.startswith(key, start):
                said.add(record.fields.named(meant))
                yield _Edit(line, start, start + len(key), meant, "misspelt keys")


def _meant(key: str, fields: Fields) -> str | None:
    """The one name of one field that is a slip away, where the slip makes no other word of it, as an ending does."""
    if len(key) < _SHORTEST_KEY or not key.isascii() or fields.link_of(key):
        return None
    near = [name for name in fields.spellings if one_slip_from(key, name)]
    if len({fields.spellings[name] for name in near}) != 1:
        return None
    (first, *_others) = near
    return first if first[-1] == key[-1] and key[0] == first[0] else None


_MARKS = {"“": "”", "”": "”", "„": "“”", "«": "»", "»": "«", "‘": "’", "‚": "‘"}
_COMMENT = re.compile(r"\s#")


def _edits_of_marks(collection: Collection, lines: _Lines) -> Iterator[_Edit]:
    """Typographic quotation marks around a whole value, for which YAML has straight ones."""
    for record in _records(collection):
        if record.foreign:
            continue
        for key, place in record.origin.written.items():
            name = record.fields.named(key)
            line, column = place[2] - 1, place[3] - 1
            if name is None or line >= len(lines.lines) or place[0] != place[2]:
                continue
            said = lines.lines[line][column:]
            comment = _COMMENT.search(said)
            value = said[: comment.start() if comment else None].rstrip()
            bare = value[1:-1] if value[:1] == value[-1:] == "'" and len(value) > 3 else value
            ends, inner = _MARKS.get(bare[:1], ""), bare[1:-1]
            if bare[-1:] in (*ends,) and inner.strip() and not {*inner} & {*ends, bare[0], '"', "\\"}:
                is_prose = record.fields[name].prose
                text = f'"{inner.strip()}"'
                yield _Edit(
                    line, column, column + len(value), text, "quotation marks around values", is_prose
                )
