"""Tables of whatever there is, and what they are written as: CSV (RFC 4180), JSON, and tables in Markdown."""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from sphinx_academic.data.values.dates import PartialDate

Cell: TypeAlias = str | int | Decimal | datetime.date | None
"""What stands in a cell: a text, a number, a day, or nothing."""


class Column(NamedTuple):
    """What stands above a column, and whether its cells are addresses."""

    title: str
    is_address: bool = False


class Table(NamedTuple):
    """A table: what it is called, its columns, and rows that have a cell for each of them."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def without_empty_columns(self) -> Table:
        """The table without the columns that say nothing."""
        kept = [
            place
            for place in range(len(self.columns))
            if any(row[place] not in {None, ""} for row in self.rows)
        ]
        return self._replace(
            columns=tuple(self.columns[place] for place in kept),
            rows=tuple(tuple(row[place] for place in kept) for row in self.rows),
        )


def date_cell(when: PartialDate | None) -> Cell:
    """A date: a day where it is one, a number where it is a year, else as it is written."""
    if when is None or not when.year:
        return when.text if when is not None else ""
    if when.text or not when.is_plain:
        return when.text or when.edtf
    if when.month is None:
        return when.year
    return when.iso if when.day is None else datetime.date(when.year, when.month, when.day)


_BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What begins a formula for programs that read tables (OWASP, "CSV Injection")."""


def said(cell: Cell) -> str:
    """A cell as text."""
    if cell is None:
        return ""
    if isinstance(cell, Decimal) and cell == cell.to_integral_value():
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, datetime.date) else str(cell)


def _harmless(cell: Cell) -> str:
    """A cell as text; what a program would take for a formula stands behind an apostrophe, and so does a text that only looks so."""
    text = said(cell)
    return f"'{text}" if isinstance(cell, str) and text.startswith(_BEGINS_FORMULA) else text


def write_csv(tables: Sequence[Table]) -> bytes:
    """All rows below one head, in UTF-8 with the mark by which Excel knows that; a column that a table does not have is empty in its
    rows."""
    heads = dict.fromkeys(column.title for table in tables for column in table.columns)
    made = io.StringIO(newline="")
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow(heads)
    for table in tables:
        for row in table.rows:
            cells = {column.title: _harmless(cell) for column, cell in zip(table.columns, row, strict=True)}
            writer.writerow(cells.get(head, "") for head in heads)
    return made.getvalue().encode("utf-8-sig")


def write_json(tables: Sequence[Table]) -> bytes:
    """A list of rows, each a mapping of what its cells say to what stands above them; empty cells are left out."""
    rows = [
        {
            column.title: _of_json(cell)
            for column, cell in zip(table.columns, row, strict=True)
            if cell not in {None, ""}
        }
        for table in tables
        for row in table.rows
    ]
    return (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _of_json(cell: Cell) -> str | int | float:
    if isinstance(cell, Decimal):
        return int(cell) if cell == cell.to_integral_value() else float(cell)
    return cell if isinstance(cell, int) else said(cell)


_MARKDOWN = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]<>|#&$~"})


def plain_markdown(text: str) -> str:
    """A text that Markdown reads as it stands here."""
    return text.translate(_MARKDOWN)


def markdown_table(table: Table) -> str:
    """A table as many readers of Markdown know it."""
    table = table.without_empty_columns()

    def line(cells: Iterable[str]) -> str:
        return f"| {' | '.join(cells)} |"

    head = line(plain_markdown(column.title) for column in table.columns)
    rule = line("---" for _column in table.columns)
    rows = (line(plain_markdown(said(cell)) for cell in row) for row in table.rows)
    return "\n".join((head, rule, *rows)) + "\n"


def aligned_table(table: Table) -> str:
    """A table in plain text, its columns below each other."""
    table = table.without_empty_columns()
    rows = [[column.title for column in table.columns], *([said(cell) for cell in row] for row in table.rows)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = (
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )
    return "\n".join(lines) + "\n"
