"""The commands ``report`` and ``coauthors``: what they write, what they say, and when they write nothing."""

from __future__ import annotations

import io
import json
from pathlib import Path

import openpyxl
import pytest

from sphinx_academic.cli import main

DATA = """
profile: {name: Ann Bee}
grants: [{key: fog, title: Fog, number: F/1, funder: Fog Fund, start: 2021, end: 2024}, {key: dew, title: Dew, number: F/1}]
publications:
- {title: Kettles, authors: [Ann Bee, Cy Dee], date: 2024-05-16, type: article, venue: Acta, grants: [fog]}
- {title: Undated, authors: [Ann Bee, Eve Fox], type: article, venue: Acta, grants: [fog]}
talks: [{title: On fog, date: 2023-03, grants: [fog]}]
"""


@pytest.fixture
def data(tmp_path: Path) -> str:
    path = tmp_path / "site.yaml"
    path.write_text(DATA, encoding="utf-8")
    return str(path)


Captured = pytest.CaptureFixture[str]


def test_a_report_is_written_as_text(data: str, capsys: Captured) -> None:
    assert main(["report", data, "--grant", "fog", "--kinds", "talks", "--kinds", "papers"]) == 0
    out, err = capsys.readouterr()
    assert out == (
        "Grant: fog\nTalks 1, Publications 2\n\nTalks (1)\n=========\n\n- On fog. 2023-03\n\n"
        "Publications (2)\n================\n\n- Kettles. Ann Bee; Cy Dee. Acta, article. 2024-05-16\n"
        "- Undated. Ann Bee; Eve Fox. Acta, article\n"
    )
    assert err == ""


def test_a_grant_is_told_with_its_funder_number_and_amount(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "site.yaml"
    grant = "{title: Fog, number: F/1, funder: Fog Fund, role: PI, start: 2021, end: 2024, amount: 90000 EUR}"
    path.write_text(f"grants: [{grant}]\n", encoding="utf-8")
    assert main(["report", str(path), "--kinds", "grants"]) == 0
    assert "- Fog. PI, Fog Fund, F/1. 2021 – 2024. EUR 90000\n" in capsys.readouterr().out
    assert main(["report", str(path), "--format", "markdown"]) == 0
    assert "- **Fog**. PI, Fog Fund, F/1. 2021 – 2024. EUR 90000\n" in capsys.readouterr().out


def test_a_window_says_how_many_it_leaves_out(data: str, capsys: Captured) -> None:
    given = [
        "report",
        data,
        "--funder",
        "fog fund",
        "--since",
        "2024",
        "--until",
        "2024-12",
        "--format",
        "markdown",
    ]
    assert main(given) == 0
    out, err = capsys.readouterr()
    assert out.startswith(
        "Funder: fog fund\\\nDates: 2024 to 2024-12\\\nGrants 1, Publications 1\n\n## Grants (1)\n"
    )
    assert err == "1 without a date is left out.\n"


@pytest.mark.parametrize(("form", "begins"), [("bib", "@article{bee2024kettles,"), ("ris", "TY  - JOUR")])
def test_works_are_written_as_references(data: str, capsys: Captured, form: str, begins: str) -> None:
    assert main(["report", data, "--grant", "fog", "--format", form]) == 0
    assert capsys.readouterr().out.startswith(begins)


def test_tables_are_written_whole_into_a_file(data: str, tmp_path: Path, capsys: Captured) -> None:
    assert main(["report", data, "--format", "csv", "-o", str(tmp_path / "r.csv")]) == 0
    assert (tmp_path / "r.csv").read_bytes().count(b"\r\n") == 6
    assert main(["report", data, "--format", "xlsx", "-o", str(tmp_path / "r.xlsx")]) == 0
    book = openpyxl.load_workbook(io.BytesIO((tmp_path / "r.xlsx").read_bytes()))
    assert book.sheetnames == ["Grants", "Publications", "Talks"]
    assert main(["report", data, "--format", "json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 5
    assert sorted(path.name for path in tmp_path.iterdir()) == ["r.csv", "r.xlsx", "site.yaml"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--grant", "fgo"], "No grant is called 'fgo'."),
        (["--grant", "dwe"], "No grant is called 'dwe'."),
        (["--funder", "Fog Fnud"], "Nothing was paid for by 'Fog Fnud'. Did you mean 'Fog Fund'?"),
        (["--person", "Cy Dea"], "Nobody among the data is called 'Cy Dea'. Did you mean 'Cy Dee'?"),
        (["--kinds", "taks"], "There is no list 'taks' that a report could have. Did you mean 'talks'?"),
        (
            ["--since", "2024", "--until", "2023"],
            "The window ends before it begins, so that nothing is in it.",
        ),
        (["--role", "king"], "Nothing among the data is as this report asks: nothing is written."),
        (
            ["--kinds", "talks", "--format", "bib"],
            "The report holds no publication that could be written as BibTeX",
        ),
    ],
)
def test_what_cannot_be_met_is_told_and_nothing_is_written(
    data: str, tmp_path: Path, capsys: Captured, given: list[str], said: str
) -> None:
    output = tmp_path / "out"
    output.write_text("as it was", encoding="utf-8")
    assert main(["report", data, *given, "-o", str(output)]) == 2
    out, err = capsys.readouterr()
    assert said.rstrip(".") in err
    assert (out, output.read_text(encoding="utf-8")) == ("", "as it was")


def test_two_grants_of_one_number_are_told_and_both_written(data: str, capsys: Captured) -> None:
    assert main(["report", data, "--grant", "F/1", "--kinds", "grants"]) == 0
    out, err = capsys.readouterr()
    assert "- Fog." in out
    assert "- Dew" in out
    assert (
        err
        == "2 grants are called 'F/1'; what each of them paid for is in it. Name one of them by its key: fog, dew.\n"
    )


@pytest.mark.parametrize(
    "given", [["--since", "soon"], ["--year", "old"], ["--format", "docx"], ["--until", "2023-02-30"]]
)
def test_a_wrong_value_is_told_with_the_usage(data: str, capsys: Captured, given: list[str]) -> None:
    assert main(["report", data, *given]) == 2
    assert "Usage: sphinx-academic report" in capsys.readouterr().err


def test_a_file_that_cannot_be_read_leaves_what_stands_there(tmp_path: Path, capsys: Captured) -> None:
    for command in ("report", "coauthors"):
        assert main([command, str(tmp_path / "nothing.yaml")]) == 2
        assert "nothing is written." in capsys.readouterr().err


def test_an_extra_that_is_missing_is_told(
    data: str, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sphinx_academic.formats.table.find_spec", lambda _name: None)
    given = (
        ("report", data, "--format", "xlsx"),
        ("coauthors", data, "--format", "xlsx"),
        ("export", data, "--format", "xlsx"),
    )
    for each in given:
        assert main(list(each)) == 2
        assert 'pip install "sphinx-academic[xlsx]"' in capsys.readouterr().err


def test_co_authors_are_written_with_what_forms_ask_for(data: str, capsys: Captured) -> None:
    assert main(["coauthors", data, "--date", "2026-11-30"]) == 0
    out, err = capsys.readouterr()
    assert out == "Code  Relation   Name     Last active  Works\nA     co-author  Dee, Cy  2024-05-16   1\n"
    assert err == "1 without an affiliation among the data.\n1 of the works without a date, left out.\n"
    assert main(["coauthors", data, "--date", "2026-11-30", "--format", "csv"]) == 0
    assert capsys.readouterr().out == (
        "\ufeffCode,Relation,Name,Organizational affiliation,Email,Last active,Works,About,ORCID\r\n"
        'A,co-author,"Dee, Cy",,,2024-05-16,1,,\r\n'
    )


def test_co_authors_of_nobody_are_told(data: str, tmp_path: Path, capsys: Captured) -> None:
    assert main(["coauthors", data, "--of", "Ann Bea"]) == 2
    assert capsys.readouterr().err == "Nobody among the data is called 'Ann Bea'. Did you mean 'Ann Bee'?\n"
    assert main(["coauthors", data, "--date", "2050-01-01"]) == 2
    assert "Nobody has worked with Ann Bee since 2046-01-01: nothing is written." in capsys.readouterr().err
    other = tmp_path / "other.yaml"
    other.write_text("publications: [{title: A, authors: [Ann Bee, Cy Dee], year: 2025}]", encoding="utf-8")
    assert main(["coauthors", str(other)]) == 2
    assert "It is not said whose co-authors are asked for." in capsys.readouterr().err


def test_all_publications_are_exported_as_a_table(data: str, capsys: Captured) -> None:
    assert main(["export", data, "--format", "csv"]) == 0
    assert capsys.readouterr().out.count("Publications,") == 2
