"""Reads BibTeX and BibLaTeX: entries become raw publications, and what is broken costs itself alone."""

from __future__ import annotations

from pathlib import PurePath

from sphinx_academic.data.collecting import paused_collection
from sphinx_academic.data.located import BIBTEX, RawFile, RawList, RawMapping
from sphinx_academic.formats.bibtex.bibtex_blocks import blocks_of
from sphinx_academic.formats.bibtex.bibtex_entries import publication
from sphinx_academic.formats.bibtex.bibtex_inheritance import Entry, Inheritance, Value
from sphinx_academic.formats.bibtex.bibtex_syntax import Block
from sphinx_academic.formats.bibtex.bibtex_texts import Texts
from sphinx_academic.formats.bibtex.bibtex_values import Values
from sphinx_academic.problems import Code, Problem

MAX_CHARACTERS = 12_000_000
"""Some 15,000 entries with their abstracts."""
MAX_SIGNS = 800_000
"""Opening braces and equals signs; 10,000 entries have some 400,000."""
MAX_ENTRIES = 60_000
MAX_TOLD_TWICE = 10
"""Repeated fields of one entry that are told."""
MAX_LATEX = 3_000_000
"""Characters in values with LaTeX commands; beyond them only the braces are dropped."""


def read_bibtex(text: str, path: str) -> RawFile:
    """Give the entries of a BibTeX or BibLaTeX file as the list ``publications``; never raises.

    Sources: "BibTeXing" (btxdoc, 1988), "Tame the BeaST" (2009) and the BibLaTeX manual 3.20. In a file below a
    folder ``_bibliography`` bare file names stand for al-folio's assets.
    """
    problems: list[Problem] = []
    if not text.strip():
        return RawFile(path, None, foreign=True)
    excess = ""
    if len(text) > MAX_CHARACTERS:
        excess = f"{MAX_CHARACTERS:,} characters"
    elif text.count("{") + text.count("=") > MAX_SIGNS:
        excess = f"{MAX_SIGNS:,} braces and fields"
    if excess:
        message = f"the file has more than {excess} and is not read."
        problem = Problem(path, 0, 0, Code.LIMIT, message, "Split it, or export only your own works.")
        return RawFile(path, None, (problem,), foreign=True)
    with paused_collection():
        publications = _publications(text, path, problems)
    if not publications and not problems:
        message = "the file holds no entry; expected  @article{key, title = {…}, …}."
        problems.append(Problem(path, 1, 1, Code.SYNTAX, message, "Is it really BibTeX?"))
    root = RawMapping(1, 1)
    root["publications"] = publications
    root.places["publications"] = (1, 1, 1, 1)
    return RawFile(
        path, root, tuple(sorted(problems, key=lambda problem: problem.line)), foreign=True, notation=BIBTEX
    )


def _publications(text: str, path: str, problems: list[Problem]) -> RawList:
    values = Values(path, problems)
    blocks: list[Block] = []
    for block in blocks_of(text, path, problems):
        if block.kind == "string":
            values.define(block)
        elif len(blocks) < MAX_ENTRIES:
            blocks.append(block)
        else:
            message = f"the file has more than {MAX_ENTRIES:,} entries; those from here on are not read."
            problems.append(Problem(path, block.line, block.column, Code.LIMIT, message, "Split the file."))
            break
    entries = [_entry(block, values, path, problems) for block in blocks]
    inheritance = Inheritance(entries, path, problems)
    texts = Texts("_bibliography" in PurePath(path).parts, _Budget(path, problems))
    found = RawList(1, 1)
    for entry in entries:
        if entry.kind == "xdata":
            continue
        found.append(publication(entry, inheritance.complete(entry), texts))
        found.places.append((entry.line, entry.column))
    return found


def _entry(block: Block, values: Values, path: str, problems: list[Problem]) -> Entry:
    found: dict[str, Value] = {}
    new = tuple.__new__  # half the time of calling the class
    twice = 0
    for field in block.fields:
        name = field.name
        if name in found:
            twice += 1
            if twice > MAX_TOLD_TWICE:
                continue
            first = found[name].field
            problems.append(
                Problem(
                    path,
                    *field.places[:2],
                    Code.DUPLICATE_KEY,
                    f"'{name}' stands twice in the entry '{block.key}'; the first, in line {first.line}, is used.",
                    "Delete one of them.",
                )
            )
            continue
        source = field.value
        text = source[1:-1] if source[0] == "{" and "#" not in source else values.text(field)
        if text and not text.isspace():
            found[name] = new(Value, (text, field))
    return Entry(block.kind, block.key, block.line, block.column, found)


class _Budget:
    """Counts the LaTeX that has been decoded; asked with a value, says whether there has been too much."""

    def __init__(self, path: str, problems: list[Problem]) -> None:
        self._left = MAX_LATEX
        self._path = path
        self._problems = problems

    def __call__(self, value: Value) -> bool:
        if self._left <= 0:
            return True
        self._left -= len(value.text)
        if self._left > 0:
            return False
        message = (
            f"more than {MAX_LATEX:,} characters with LaTeX commands; from here on they are left as they are."
        )
        field = value.field
        self._problems.append(Problem(self._path, *field.places[2:], Code.LIMIT, message, "Split the file."))
        return True
