"""What a BibTeX entry inherits by ``crossref`` and ``xdata`` (BibLaTeX manual, sections 2.4.1 and 3.13.6,
appendix B)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from sphinx_academic.formats.bibtex.bibtex_syntax import Field
from sphinx_academic.problems import Code, Problem, nearest

MAX_INHERITED = 300
"""Fields that an entry takes from another."""
MAX_ANCESTORS = 50
"""Entries that inherit from each other in one chain."""

_BOOKS = frozenset(("inbook", "bookinbook", "suppbook"))
_PARTS = frozenset(("incollection", "inreference", "suppcollection"))
_TO_MAIN = {"title": "maintitle", "subtitle": "mainsubtitle", "titleaddon": "maintitleaddon"}
_TO_BOOK = {"title": "booktitle", "subtitle": "booksubtitle", "titleaddon": "booktitleaddon"}
_TO_JOURNAL = {"title": "journaltitle", "subtitle": "journalsubtitle", "titleaddon": "journaltitleaddon"}
_RENAMED: tuple[tuple[frozenset[str], frozenset[str], Mapping[str, str]], ...] = (
    (frozenset(("mvbook",)), _BOOKS | {"book"}, _TO_MAIN),
    (
        frozenset(("mvcollection", "mvreference")),
        _PARTS | {"collection", "reference"},
        _TO_MAIN,
    ),
    (frozenset(("mvproceedings",)), frozenset(("proceedings", "inproceedings", "conference")), _TO_MAIN),
    (frozenset(("book",)), _BOOKS, _TO_BOOK),
    (frozenset(("collection", "reference", "book")), _PARTS, _TO_BOOK),
    (frozenset(("proceedings",)), frozenset(("inproceedings", "conference")), _TO_BOOK),
    (frozenset(("periodical",)), frozenset(("article", "suppperiodical")), _TO_JOURNAL),
)
_NEVER = frozenset(
    (
        "ids",
        "crossref",
        "xref",
        "xdata",
        "entryset",
        "entrysubtype",
        "execute",
        "label",
        "options",
        "presort",
        "related",
        "relatedoptions",
        "relatedstring",
        "relatedtype",
        "shorthand",
        "shorthandintro",
        "sortkey",
        # what belongs to one work on a homepage
        "selected",
        "preview",
        "abbr",
        "pdf",
        "html",
        "code",
        "slides",
        "poster",
        "video",
        "website",
        "blog",
        "supp",
        "award",
        "award_name",
        "abstract",
        "doi",
        "url",
        "pages",
    )
)
_NEVER_OF_BOOKS = frozenset(("shorttitle", "sorttitle", "indextitle", "indexsorttitle"))


class Value(NamedTuple):
    """A field with the text of its value."""

    text: str
    field: Field


class Entry(NamedTuple):
    """An entry of the file before it becomes a publication."""

    kind: str
    key: str
    line: int
    column: int
    values: dict[str, Value]


class Inheritance:
    """Completes the entries of one file by what they inherit; nothing replaces a field of the entry's own."""

    def __init__(self, entries: Sequence[Entry], path: str, problems: list[Problem]) -> None:
        self._path = path
        self._problems = problems
        self._by_key: dict[str, Entry] = {}
        for entry in entries:
            self._by_key.setdefault(entry.key.lower(), entry)
        self._complete: dict[int, dict[str, Value]] = {}

    def complete(self, entry: Entry, within: tuple[str, ...] = ()) -> dict[str, Value]:
        """All fields of an entry, its own and inherited ones."""
        values = entry.values
        if "crossref" not in values and "xdata" not in values:
            return values
        known = self._complete.get(id(entry))
        if known is not None:
            return known
        found = dict(values)
        chain = (*within, entry.key.lower())
        for name in ("xdata", "crossref"):
            link = values.get(name)
            if link is None:
                continue
            keys = link.text.split(",") if name == "xdata" else [link.text]
            for written in keys:
                parent = self._parent(entry, link, name, written.strip(), chain)
                if parent is None:
                    continue
                theirs = self.complete(parent, chain)
                for theirs_name, value in islice(theirs.items(), MAX_INHERITED):
                    ours = (
                        theirs_name
                        if name == "xdata"
                        else inherited_name(parent.kind, entry.kind, theirs_name)
                    )
                    if ours and ours not in ("crossref", "xdata"):
                        found.setdefault(ours, value)
        self._complete[id(entry)] = found
        return found

    def _parent(self, entry: Entry, link: Value, name: str, key: str, chain: tuple[str, ...]) -> Entry | None:
        if not key:
            return None
        field = link.field
        if key.lower() in chain or len(chain) > MAX_ANCESTORS:
            round_trip = " → ".join((*chain[-5:], key.lower()))
            self._note(
                field,
                Code.LIMIT,
                f"the entries {round_trip} inherit from each other by '{name}'; this link is left out.",
                f"Delete '{name}' in one of them.",
            )
            return None
        parent = self._by_key.get(key.lower())
        if parent is None:
            meant = nearest(key, self._by_key) if len(self._by_key) < 2000 else None
            kept = (
                f"Did you mean '{self._by_key[meant].key}'?"
                if meant
                else "Add the entry to the same file, or delete the field."
            )
            self._note(
                field,
                Code.MISSING,
                f"'{name}' of '{entry.key}' names '{key}', and no entry has that key.",
                kept,
            )
        return parent

    def _note(self, field: Field, code: Code, message: str, hint: str) -> None:
        self._problems.append(Problem(self._path, *field.places[2:], code, message, hint))


def inherited_name(parent: str, child: str, name: str) -> str:
    """Under which name a child inherits a field by ``crossref``; empty where it does not."""
    if name in _NEVER:
        return ""
    for parents, children, renamed in _RENAMED:
        if parent in parents and child in children:
            if name in renamed:
                return renamed[name]
            if name in _NEVER_OF_BOOKS:
                return ""
    return name
