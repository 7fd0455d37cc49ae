"""The table that Google Scholar exports of a profile: read.

It is CSV (RFC 4180) below the head ``Authors,Title,Publication,Volume,Number,Pages,Year,Publisher``, each author as ``Family, Given;``.
Programs for tables save it with semicolons or tabs between the cells, and people add columns, which may be called as our fields are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sphinx_academic.data.located import SCHOLAR, RawFile, RawMapping, RawValue, paused_collection
from sphinx_academic.data.values.addresses import find_arxiv
from sphinx_academic.formats.family_first import names_in, person_of
from sphinx_academic.formats.filling import Transcription, add, add_entry, list_at, section
from sphinx_academic.formats.rich_text import escape_markup, title_text
from sphinx_academic.formats.text import Reports, words
from sphinx_academic.problems import Code

_NEEDED = words("authors title publication year")
_HEAD = "Authors,Title,Publication,Volume,Number,Pages,Year,Publisher"
_PLAIN_CELL = {delimiter: re.compile(f"[^{delimiter}\n]*") for delimiter in ",;\t"}
_QUOTED = re.compile('"([^"]*+(?:""[^"]*+)*+)"')
_ET_AL = re.compile(r"\.{3}|…|et al\.?", re.I)
_ARXIV = re.compile(r"arxiv(?: e-prints?| preprint)?[\s,]*(?:arxiv:\s*)?", re.I)
_PROCEEDINGS = re.compile(r"\b(?:proceedings|conference|workshop|symposium)\b", re.I)
_JOURNAL = re.compile(r"\b(?:journal|transactions|letters|annals|magazine|review)\b", re.I)


class _Cell(NamedTuple):
    """What stands between two delimiters, and where it begins."""

    text: str
    line: int
    column: int


def is_scholar(text: str) -> bool:
    """Whether a text begins with the head of such a table; tables of ours have other heads."""
    head = text.lstrip("\n").partition("\n")[0]
    return {cell.strip().strip('"').lower() for cell in head.split(_delimiter(head))} >= _NEEDED


def read_scholar(text: str, path: str) -> RawFile:
    """Give the rows of such a table as publications; never raises for any text."""
    reports = Reports(text, path)
    made = RawMapping(1, 1)
    publications = section(made, "publications")
    if not is_scholar(text):
        if text.strip():
            message = "this is no table of Google Scholar's: its first line names no Authors, Title, Publication and Year."
            reports.add(
                0, Code.TYPE, message, f"In your profile choose  Export, CSV; the first line is  {_HEAD}"
            )
        return RawFile(
            path, made if not text.strip() else None, reports.told(), foreign=True, notation=SCHOLAR
        )
    with paused_collection():
        rows = _rows(text, reports)
        heads = [cell.text.strip() for cell in next(rows)]
        for row in rows:
            if any(cell.text.strip() for cell in row):
                add_entry(publications, _publication(_source(heads, row, reports)))
    return RawFile(path, made, reports.told(), foreign=True, notation=SCHOLAR)


def _delimiter(head: str) -> str:
    """What stands between the cells of a head."""
    return max(",;\t", key=head.count)


def _rows(text: str, reports: Reports) -> Iterator[list[_Cell]]:
    """The rows that hold something. A quotation mark that is never closed, of the head in its line, is one like any other sign, and told."""
    at, end, line, start_of_line = 0, len(text), 1, 0
    delimiter = ""
    stop = end
    is_unclosed = False
    row: list[_Cell] = []
    while at < end:
        if not row and text[at] == "\n":
            at, line, start_of_line = at + 1, line + 1, at + 1
            continue
        if not delimiter:
            last = text.find("\n", at)
            stop = last if last >= 0 else end
            delimiter = _delimiter(text[at:stop])
        begin, begin_line, column = at, line, at - start_of_line + 1
        value = ""
        quoted = _QUOTED.match(text, at, stop) if text[at] == '"' and not is_unclosed else None
        if quoted:
            value, at = quoted[1].replace('""', '"'), quoted.end()
            if breaks := quoted[0].count("\n"):
                line, start_of_line = line + breaks, quoted.start() + quoted[0].rindex("\n") + 1
        elif text[at] == '"' and not is_unclosed:
            is_unclosed = True
            message = "this quotation mark is never closed; what follows it is read line by line."
            reports.add(begin, Code.SYNTAX, message, 'Write  "  at the end of the cell.')
        plain = _PLAIN_CELL[delimiter].match(text, at)
        value, at = value + (plain[0] if plain else ""), plain.end() if plain else at
        row.append(_Cell(value, begin_line, column))
        if at < end and text[at] == delimiter:
            at += 1
            if at < end and text[at] != "\n":
                continue
        if at < end:
            at, line, start_of_line = at + 1, line + 1, at + 1
        yield row
        row = []
        if stop < end:  # the head is through
            stop, is_unclosed = end, False


def _source(heads: list[str], row: list[_Cell], reports: Reports) -> RawMapping:
    """A row as a mapping from the heads of its columns; what stands behind the last column is told."""
    source = RawMapping(row[0].line, row[0].column)
    for head, cell in zip(heads, row, strict=False):
        if head and cell.text.strip():
            source.setdefault(head, cell.text.strip())
            source.places.setdefault(head, (cell.line, cell.column, cell.line, cell.column))
    behind = [cell for cell in row[len(heads) :] if cell.text.strip()]
    if behind:
        offset = reports.line_starts[behind[0].line - 1] + behind[0].column - 1
        message = f"this row has {len(row)} cells, more than the {len(heads)} heads; what is behind them is left out."
        reports.add(offset, Code.SYNTAX, message, "Put a cell that has a comma in it into quotation marks.")
    return source


def _publication(source: RawMapping) -> RawMapping:
    made = Transcription(RawMapping(source.line, source.column))
    for head, value in source.items():  # whatever letters the heads are written with
        made.source[head.lower()] = value
        made.source.places[head.lower()] = source.places[head]
    made.put("authors", _people(made), "authors")
    made.put("title", title_text(made.text("title")), "title")
    venue = made.text("publication")
    arxiv = find_arxiv(_ARXIV.sub("", venue, count=1)) or find_arxiv(venue) if _ARXIV.match(venue) else ""
    made.put("arxiv", arxiv, "publication")
    if not arxiv:
        made.put("venue", escape_markup(venue), "publication")
    made.put("type", _type(venue, source=made.source), "publication")
    made.take("volume: volume; number: number; pages: pages; date: year", str)
    made.take("publisher: publisher", escape_markup)
    made.take_what_is_called_so()
    return made.finished("scholar")


def _type(venue: str, source: RawMapping) -> str:
    """What kind of work it is, as far as the place where it stands says so: the table has no column for that."""
    if _ARXIV.match(venue):
        return "preprint"
    # The proceedings of an academy have volumes, those of a conference rarely.
    has_volume = bool(source.get("volume"))
    if _PROCEEDINGS.search(venue) and not (has_volume and source.get("number")):
        return "conference"
    return "article" if venue and (has_volume or _JOURNAL.search(venue)) else ""


def _people(made: Transcription) -> RawValue:
    line, column = made.span("authors")[2:]
    people = list_at(made.span("authors"))
    for name in names_in(made.text("authors")):
        add(people, "et al." if _ET_AL.fullmatch(name) else person_of(name, line, column), line, column)
    return people
