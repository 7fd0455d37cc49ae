"""Tables of records: CSV that no program calculates, and workbooks that are the same every time."""

from __future__ import annotations

import csv
import datetime
import io
import json
import zipfile
from decimal import Decimal

import openpyxl
import pytest
from inline_data import read

from sphinx_academic.content.markup import Markup
from sphinx_academic.data.values.dates import PartialDate, read_in_words
from sphinx_academic.formats.record_tables import in_markdown, in_text, tables_of
from sphinx_academic.formats.spreadsheets import write_xlsx
from sphinx_academic.formats.table import format_named
from sphinx_academic.formats.tables import (
    Column,
    Table,
    aligned_table,
    date_cell,
    markdown_table,
    write_csv,
    write_json,
)

DATA = """
grants: [{key: fog, title: Fog, number: F/1, funder: Fog Fund, amount: "£1,200.50", start: 2021-03-01, end: 2024}]
publications:
- {title: "A *new* kettle, boiling", authors: [Ann Bee, Cy Dee], venue: Acta Steam, date: 2024-05-16, doi: 10.5555/x, type: article, grants: [fog]}
- {title: "=1+1", year: 2022, type: conference}
- {title: Soon, status: in press}
service: [{title: Editor, organisation: Acta Steam, start: 2020}]
"""


def tables() -> tuple[Table, ...]:
    collection = read(DATA)
    records = [record for of_kind in collection.records.values() for record in of_kind]
    return tables_of(records, collection, Markup({}))


def rows_of(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def told(row: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in row.items() if text}


def test_csv_has_a_row_for_each_record_of_any_kind() -> None:
    written = write_csv(tables())
    assert written.startswith("\ufeffList,Title,People,Where,Date,Until,".encode())
    assert written.count(b"\r\n") == 6
    found = [told(row) for row in rows_of(written)]
    assert found[0] == {
        "List": "Publications", "Title": "A new kettle, boiling", "People": "Ann Bee; Cy Dee", "Where": "Acta Steam",
        "Date": "2024-05-16", "Type": "article", "DOI": "10.5555/x", "Address": "https://doi.org/10.5555/x", "Grants": "F/1",
        "Funders": "Fog Fund", "Key": "bee2024new",
    }  # fmt: skip
    assert found[-1] == {
        "List": "Service", "Title": "Editor", "Where": "Acta Steam", "Date": "2020", "Until": "present", "Key": "editor-2020",
    }  # fmt: skip
    assert {
        "List": "Grants", "Title": "Fog", "Date": "2021-03-01", "Until": "2024", "Grants": "F/1", "Funders": "Fog Fund",
        "Amount": "1200.50", "Currency": "GBP", "Key": "fog",
    } in found  # fmt: skip
    assert next(row for row in found if row["Title"] == "Soon")["Date"] == "in press"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@now", "\tx", "\rx", "＝1"])
def test_what_a_program_would_calculate_is_text(text: str) -> None:
    (row,) = rows_of(write_csv((Table("T", (Column("A"),), ((text,),)),)))
    assert row["A"] == f"'{text}"


def test_numbers_and_days_are_no_formulas_and_stay_what_they_are() -> None:
    cells = (-5, Decimal("-1.50"), datetime.date(2024, 5, 16), None, Decimal("20.0"))
    columns = tuple(map(Column, "ABCDE"))
    assert (
        write_csv((Table("T", columns, (cells,)),)).decode("utf-8-sig")
        == "A,B,C,D,E\r\n-5,-1.50,2024-05-16,,20\r\n"
    )


def test_quotation_marks_commas_and_lines_within_cells_are_kept() -> None:
    text = 'a "b", c\nd'
    (row,) = rows_of(write_csv((Table("T", (Column("A"),), ((text,),)),)))
    assert row["A"] == text


def test_tables_with_other_columns_share_one_head() -> None:
    one, other = Table("T", (Column("A"), Column("B")), (("1", "2"),)), Table("U", (Column("C"),), (("3",),))
    assert write_csv((one, other)).decode("utf-8-sig") == "A,B,C\r\n1,2,\r\n,,3\r\n"


def test_a_workbook_has_a_sheet_for_each_list_with_its_head_in_sight() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(tables())))
    assert book.sheetnames == ["Publications", "Grants", "Service"]
    sheet = book["Publications"]
    assert sheet.freeze_panes == "A2"
    head = [cell.value for cell in sheet[1]]
    assert head == [
        "List",
        "Title",
        "People",
        "Where",
        "Date",
        "Type",
        "DOI",
        "Address",
        "Grants",
        "Funders",
        "Key",
    ]
    assert all(cell.font.bold for cell in sheet[1])
    cells = dict(zip(head, sheet[2], strict=True))
    assert cells["Date"].value == datetime.datetime.fromisoformat("2024-05-16")
    assert cells["Date"].number_format == "yyyy-mm-dd"
    assert cells["Address"].hyperlink.target == "https://doi.org/10.5555/x"
    assert sheet.column_dimensions["B"].width == len("A new kettle, boiling")
    titles = {row[1].value: row for row in sheet.iter_rows(min_row=2)}
    assert titles["=1+1"][1].data_type == "s"
    assert titles["=1+1"][4].value == 2022
    amounts = {cell.value for cell in book["Grants"][2]}
    assert 1200.5 in amounts


def test_a_workbook_is_the_same_every_time_and_has_no_time_in_it() -> None:
    first = write_xlsx(tables())
    assert first == write_xlsx(tables())
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert core.count("1980-01-01T00:00:00Z") == 2


def test_what_a_workbook_cannot_hold_is_cut_and_seen_to_be() -> None:
    text = "; ".join(f"Given{number} Family{number}" for number in range(5000))
    old, odd = datetime.date(1850, 1, 1), "a\x07b"
    table = Table("A/B: [c]?" + "d" * 40, tuple(map(Column, "ABC")), ((text, old, odd),))
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx((table, table))))
    assert [len(name) for name in book.sheetnames] == [31, 31]
    long, day, replaced = (cell.value for cell in book.worksheets[0][2])
    assert (len(long), long[-1]) == (32_767, "…")
    assert (day, replaced) == ("1850-01-01", "a\N{REPLACEMENT CHARACTER}b")
    assert rows_of(write_csv((table,)))[0]["A"] == text


def test_no_row_is_no_file() -> None:
    assert format_named("csv").content_of((Table("T", (Column("A"),), ()),)) == b""
    assert format_named("xlsx").content_of(()) == b""


def test_an_extra_that_is_missing_is_told_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    assert format_named("xlsx").missing == ""
    monkeypatch.setattr("sphinx_academic.formats.table.find_spec", lambda _name: None)
    assert format_named("xlsx").missing == 'pip install "sphinx-academic[xlsx]"'
    assert format_named("csv").missing == ""


def test_dates_are_days_years_and_texts() -> None:
    def cell(text: str) -> object:
        found = read_in_words(text)
        assert found is not None
        return date_cell(found)

    assert cell("2024-05-16") == datetime.date(2024, 5, 16)
    assert (cell("2024"), cell("2024-05"), cell("c. 1650")) == (2024, "2024-05", "1650~")
    assert date_cell(None) == date_cell(PartialDate(0)) == ""


def test_json_has_what_cells_say_and_no_empty_ones() -> None:
    columns = tuple(map(Column, "ABCD"))
    table = Table("T", columns, (("é", Decimal("1.5"), datetime.date(2024, 5, 16), None),))
    assert json.loads(write_json((table,))) == [{"A": "é", "B": 1.5, "C": "2024-05-16"}]


def test_text_and_markdown_have_a_line_for_each_record() -> None:
    text = in_text(tables())
    assert "Publications (3)\n================\n" in text
    assert (
        "- A new kettle, boiling. Ann Bee; Cy Dee. Acta Steam, article. 2024-05-16. https://doi.org/10.5555/x\n"
        in text
    )
    assert "- Fog. Fog Fund, F/1. 2021-03-01 – 2024. GBP 1200.50\n" in text
    assert r"- **=1+1**. conference. 2022" in in_markdown(tables())


def test_tables_in_markdown_and_text_leave_out_what_says_nothing() -> None:
    table = Table("T", tuple(map(Column, "ABC")), (("a|b", None, "*c*"), ("d", "", 3)))
    assert markdown_table(table) == "| A | C |\n| --- | --- |\n| a\\|b | \\*c\\* |\n| d | 3 |\n"
    assert aligned_table(table) == "A    C\na|b  *c*\nd    3\n"
