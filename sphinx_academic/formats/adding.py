"""Puts new works into a data file: each at its place by date, with all else as it was; what comes out is read again, and compared."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from sphinx_academic.content.markup import Markup
from sphinx_academic.data.collection import collect
from sphinx_academic.data.located import Place, RawFile, RawList, RawMapping, RawValue
from sphinx_academic.data.order_of_works import OrderOfWorks, When
from sphinx_academic.data.records import Publication
from sphinx_academic.data.same_work import normal_title
from sphinx_academic.formats import bibtex, read_bytes
from sphinx_academic.formats.bibtex.added_entries import AddedEntry, insert_entries
from sphinx_academic.formats.edited_text import EditedText, NotEditableError
from sphinx_academic.formats.own_entry import record_of
from sphinx_academic.formats.own_form import split_page
from sphinx_academic.formats.sites import site_reader
from sphinx_academic.formats.yaml.inserting import Addition, YamlEntry, insert_works
from sphinx_academic.formats.yaml.mending import first_trouble
from sphinx_academic.problems import Code

WRITTEN = (".yaml", ".yml", ".md", ".markdown", ".bib", ".bibtex")
"""The suffixes of files that works are added to."""
_BIBTEX = (".bib", ".bibtex")
_PAGES = (".md", ".markdown")
_OF_LOCKS = (".lock.yaml", ".lock.yml")


class NewWork(NamedTuple):
    """A work that is to be added: the fields of our own form, and the same as a reader gave it."""

    values: Mapping[str, Any]
    record: Publication
    dialect_is_bibtex: bool = True

    @property
    def when(self) -> When:
        """What it is placed by."""
        return self.record.when if not self.record.is_awaited else None


class Added(NamedTuple):
    """What a file is to hold, and the key and the line of each new work in it."""

    content: bytes
    keys: tuple[str, ...]
    lines: tuple[int, ...]


def refusal_of(path: Path) -> str:
    """Why nothing is added to a file of this name, as a sentence; empty where it can be."""
    if path.name.casefold().endswith(_OF_LOCKS):
        return "it is a lock, which  sphinx-academic fetch  writes"
    if site_reader(path):
        return "it belongs to the site of another generator"
    if path.suffix.lower() not in WRITTEN:
        return "works are added to YAML, front matter and BibTeX"
    return ""


def works_in(data: bytes, path: Path, name: str) -> tuple[RawFile, tuple[Publication, ...]]:
    """What a data file holds, and its works in the order of the file."""
    file = read_bytes(data, path, name)
    found = [work for work in collect([file]).separate if work.origin.path == name]
    return file, tuple(sorted(found, key=lambda work: (work.origin.line, work.origin.column)))


def add_works(
    data: bytes,
    path: Path,
    name: str,
    new: Sequence[NewWork],
    write: Callable[[Mapping[str, Any]], YamlEntry],
) -> Added:
    """A data file with new works; ``write`` writes one as YAML. Raises NotEditableError where something would be lost."""
    file, works = works_in(data, path, name)
    edited = EditedText(data)
    _refuse_what_is_broken(file)
    dates = [work.when if not work.is_awaited else None for work in works]
    places = [Place(work.origin.line, work.origin.column) for work in works]
    in_order = [(at, new[number]) for at, number in OrderOfWorks(dates).placed([each.when for each in new])]
    if path.suffix.lower() in _BIBTEX:
        entries = [AddedEntry(_bibtex(each), *_beside(at, each.when, dates)) for at, each in in_order]
        insert_entries(edited, places, entries)
    else:
        text = yaml_of(edited, path)
        if trouble := first_trouble(text):
            told = next((each for each in file.problems if each.code is Code.SYNTAX), None)
            message = told.message if told else "this cannot be read as YAML."
            raise NotEditableError(message, told.line if told else trouble.line + 1)
        called = _names_in_use(works)
        additions = [
            Addition(write(_renamed(each.values, called)), *_beside(at, each.when, dates))
            for at, each in in_order
        ]
        insert_works(edited, text, places, additions, _is_list_of_works)
    content = edited.made()
    lines = _checked(content, path, name, file, new)
    return Added(content, tuple(str(each.values["key"]) for each in new), lines)


def _beside(at: int, when: When, dates: Sequence[When]) -> tuple[int, bool]:
    """The work beside which a new one stands, and whether it does so behind it: in lists by years in that of its own year."""
    if not dates:
        return 0, False
    if at == len(dates):
        return at - 1, True
    years = [date.year if date else 0 for date in dates[max(at - 1, 0) : at + 1]]
    is_behind = at > 0 and when is not None and years[0] == when.year != years[1]
    return (at - 1, True) if is_behind else (at, False)


def _names_in_use(works: Sequence[Publication]) -> Mapping[str, str]:
    """What the fields are called in a file that calls each the same in all of its works: ``author``."""
    used: dict[str, set[str]] = {}
    for work in works:
        for field in Publication.fields:
            if work.origin.says(field):
                used.setdefault(field, set()).add(work.origin.keys.get(field, field))
    # The name of a venue says of which kind a work is.
    return {field: next(iter(names)) for field, names in used.items() if len(names) == 1 and field != "venue"}


def _renamed(values: Mapping[str, Any], called: Mapping[str, str]) -> dict[str, Any]:
    return {"key" if name == "key" else called.get(name, name): value for name, value in values.items()}


def _bibtex(new: NewWork) -> str:
    """The entry of a work, as its own file had it where that is BibTeX."""
    return bibtex.entry(
        new.record, str(new.values["key"]), markup=Markup({}), whole=True, in_bibtex=new.dialect_is_bibtex
    )


def yaml_of(edited: EditedText, path: Path) -> str:
    """The YAML of a file, with blank lines in place of what is before it; of a page, its front matter."""
    if path.suffix.lower() not in _PAGES:
        return edited.normal
    page = split_page(edited.normal, path.name)
    if page.data is None or edited.normal.startswith("+++"):
        raise NotEditableError("the page has no front matter in YAML.", 1)
    return "\n" * (page.line - 1) + page.data + "\n"


def _is_list_of_works(key: str) -> bool:
    return key.strip().lower() in Publication.lists


def _refuse_what_is_broken(file: RawFile) -> None:
    """What was not read whole cannot be compared with what is written, and what services say is written by nobody else."""
    if file.fetched:
        raise NotEditableError("it is a lock, which  sphinx-academic fetch  writes.", 1)
    for problem in file.problems:
        if problem.code in (Code.FILE, Code.LIMIT, Code.ENCODING):
            raise NotEditableError(problem.message, problem.line)


# What was written is read again


def _checked(
    content: bytes, path: Path, name: str, before: RawFile, new: Sequence[NewWork]
) -> tuple[int, ...]:
    """The lines of the new works in a file, which has to hold all that it held before, and the new works as they were meant."""
    after, found = works_in(content, path, name)
    told = {(each.code, each.message) for each in before.problems}
    for problem in after.problems:
        if (problem.code, problem.message) not in told and problem.code is Code.SYNTAX:
            raise NotEditableError(f"what would be written cannot be read: {problem.message}", problem.line)
    by_key = {work.key: work for work in found}
    places: dict[str, Place] = {}
    for meant in new:
        key = str(meant.values["key"])
        work = by_key.get(key)
        lost = _lost(work, meant, path) if work else "key"
        if work is None or lost:
            raise NotEditableError(f"'{lost}' of the new work '{key}' would not be read as it is meant.")
        places[key] = Place(work.origin.line, work.origin.column)
    if len(places) < len(new) or _left(after.root, set(places.values())) != _left(before.root, set()):
        raise NotEditableError("something that is there would not be read as before.")
    return tuple(place.line for place in places.values())


def _left(value: RawValue, places: set[Place]) -> Any:
    """What is left of a value without the mappings in it at some places, and without what is empty then."""

    def left(inner: RawValue) -> Any:
        is_new = isinstance(inner, RawMapping) and (inner.line, inner.column) in places
        return None if is_new else _left(inner, places)

    if isinstance(value, RawMapping):
        found = {key: kept for key, inner in value.items() if (kept := left(inner)) is not None}
        lists = [
            key for key, inner in value.items() if isinstance(inner, RawList) and inner and key not in found
        ]
        # A year that was begun for new works.
        is_new_group = len(lists) == len(found) == 1 and str(next(iter(found.values()))).isdigit()
        return None if is_new_group else found or None
    if isinstance(value, RawList):
        return [kept for inner in value if (kept := left(inner)) is not None] or None
    return value


def _lost(work: Publication, meant: NewWork, path: Path) -> str:
    """The first field of a new work that a file does not give as it was meant; empty where all do."""
    lost: Iterator[str] = (name for name in _MAIN if not _says_same(work, meant.record, name))
    if path.suffix.lower() not in _BIBTEX:
        expected = record_of(meant.values)
        assert expected is not None
        names = (name for name in Publication.fields if getattr(work, name) != getattr(expected, name))
        lost = itertools.chain(lost, (name for name in names if not _says_same(work, expected, name)))
    return next(lost, "")


_MAIN = ("title", "authors", "year", "doi", "arxiv", "volume")
"""What stays the same from one format to another."""


def _says_same(work: Publication, expected: Publication, name: str) -> bool:
    if name == "authors":
        ours, theirs = ([author.in_parts for author in each.authors.people] for each in (work, expected))
        return ours == theirs and work.authors.others == expected.authors.others
    if name == "title":
        return normal_title(work.title) == normal_title(expected.title)
    if name == "year":
        years = [each.when.year if each.when and not each.is_awaited else 0 for each in (work, expected)]
        return years[0] == years[1]
    return name == "key" or bool(getattr(work, name) == getattr(expected, name))
