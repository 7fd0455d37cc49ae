"""Reads the tests' own BibTeX, from files and from texts."""

from __future__ import annotations

from pathlib import Path

from sphinx_academic.data.located import RawFile, RawList, RawMapping
from sphinx_academic.formats import read_file
from sphinx_academic.formats.bibtex.bibtex_reading import read_bibtex

BIB = Path(__file__).parent / "bib"


def file(name: str) -> RawFile:
    """One of the files beside the tests."""
    return read_file(BIB / name, name)


def publications(given: RawFile | str) -> dict[str, RawMapping]:
    """The publications of a file or a text by their keys; one without a key is under its title."""
    read = read_bibtex(given, "test.bib") if isinstance(given, str) else given
    assert isinstance(read.root, RawMapping)
    found = read.root["publications"]
    assert isinstance(found, RawList)
    entries = [entry for entry in found if isinstance(entry, RawMapping)]
    assert len(entries) == len(found)
    return {str(entry.get("key") or entry.get("title")): entry for entry in entries}


def one(text: str) -> RawMapping:
    """The only publication of a text."""
    (entry,) = publications(text).values()
    return entry
