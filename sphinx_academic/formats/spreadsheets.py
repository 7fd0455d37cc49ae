"""Tables as a workbook of office programs (ISO/IEC 29500, ``.xlsx``), through openpyxl: the same tables give the same bytes."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sphinx_academic.formats.tables import Cell, Column, Table

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

_MADE = (1980, 1, 1, 0, 0, 0)
"""The first time that an archive can hold; a workbook of today is that of tomorrow, if nothing else has changed."""
_LONGEST = 32_767
"""Characters of a cell (Excel specifications and limits); the ellipsis at the end of a longer text is one of them."""
_LONGEST_ADDRESS = 2_079
_MOST_LINKS = 65_000
_LONGEST_TITLE = 31
_NOT_IN_TITLES = re.compile(r"[\\/*?:\[\]]")
_NOT_IN_CELLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_NARROWEST, _WIDEST = 8, 60
_FIRST_YEAR = 1900
"""Earlier days are no dates in such programs, but texts."""


def write_xlsx(tables: Sequence[Table]) -> bytes:
    """A sheet for each table that has rows, its head in bold and always in sight; columns that say nothing are left out."""
    # Which only those need who write workbooks.
    from openpyxl import Workbook

    workbook = Workbook(write_only=True)
    taken: set[str] = set()
    for table in tables:
        if table.rows:
            _write_sheet(workbook.create_sheet(_title(table.title, taken)), table.without_empty_columns())
    written = io.BytesIO()
    workbook.save(written)
    return _as_ever(written.getvalue())


def _title(title: str, taken: set[str]) -> str:
    """The title of a sheet, which no other may have."""
    base = _NOT_IN_TITLES.sub(" ", title).strip(" '")[:_LONGEST_TITLE] or "Table"
    found, number = base, 1
    while found.casefold() in taken:
        number += 1
        end = f" {number}"
        found = base[: _LONGEST_TITLE - len(end)] + end
    taken.add(found.casefold())
    return found


def _write_sheet(sheet: WriteOnlyWorksheet, table: Table) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    made: Any = sheet
    made.freeze_panes = "A2"
    for number, width in enumerate(_widths(table), start=1):
        made.column_dimensions[get_column_letter(number)].width = width
    bold, linked = Font(bold=True), Font(color="0563C1", underline="single")
    links = 0

    def cell_of(value: Cell, column: Column | None) -> Any:
        nonlocal links
        if value is None or value == "":
            return None
        is_text = isinstance(value, str)
        if isinstance(value, datetime.date) and value.year < _FIRST_YEAR:
            value, is_text = value.isoformat(), True
        kept: Any = _text(value) if is_text else value
        cell: Any = WriteOnlyCell(made, value=kept)
        if is_text:
            # What begins like a formula is a text, too.
            cell.data_type = "s"
        elif isinstance(value, datetime.date):
            cell.number_format = "yyyy-mm-dd"
        elif isinstance(value, Decimal):
            cell.number_format = "#,##0.00" if value % 1 else "#,##0"
        if column is None:
            cell.font = bold
        elif column.is_address and len(str(value)) <= _LONGEST_ADDRESS and links < _MOST_LINKS:
            links += 1
            cell.hyperlink = value
            cell.font = linked
        return cell

    made.append([cell_of(column.title, None) for column in table.columns])
    for row in table.rows:
        made.append([cell_of(value, column) for value, column in zip(row, table.columns, strict=True)])


def _text(value: object) -> str:
    text = _NOT_IN_CELLS.sub("\N{REPLACEMENT CHARACTER}", str(value))
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _widths(table: Table) -> Iterator[int]:
    for place, column in enumerate(table.columns):
        longest = max((len(str(row[place])) for row in table.rows if row[place] is not None), default=0)
        yield min(max(longest, len(column.title) + 2, _NARROWEST), _WIDEST)


_MODIFIED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def _as_ever(workbook: bytes) -> bytes:
    """A workbook without the time at which it was made."""
    made = io.BytesIO()
    day = b"%04d-%02d-%02dT00:00:00Z" % _MADE[:3]
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as written,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as kept,
    ):
        for name in written.namelist():
            content = written.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>" + day, content)
            entry = zipfile.ZipInfo(name, _MADE)
            entry.compress_type, entry.external_attr, entry.create_system = (
                zipfile.ZIP_DEFLATED,
                0o600 << 16,
                3,
            )
            kept.writestr(entry, content)
    return made.getvalue()
