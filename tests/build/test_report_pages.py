"""Reports and lists of co-authors on pages: tables, files below them, books and plain text, and what is told."""

from __future__ import annotations

import io
import sys

import openpyxl
import pybtex.database
import pytest
from sites import Built, MakeSite, Site, words

DATA = """
profile: {name: Ann Bee}
people: [{name: Cy Dee, affiliation: Fog Institute}]
grants: [{key: steam, title: Hot Steam, number: ST/1, funder: Steam Council, amount: £20k, start: 2021, end: 2025-06}]
publications:
- {title: Boiling, date: 2024-05-16, type: article, venue: Acta Steam, authors: [Ann Bee, Cy Dee], grants: [steam]}
- {title: "=1+1", year: 2022, type: conference, venue: Proc Fog, authors: [Ann Bee, Kit Lee], grants: [steam]}
- {title: Old, year: 2001, authors: [Ann Bee, Old Friend], grants: [steam]}
talks: [{title: On steam, date: 2023-03, event: Steam Seminar, grants: [steam]}]
"""
PAGE = """
Outputs
=======

.. report:: data.yaml
   :funder: steam council
   :since: 2020
   :download: bib, csv, xlsx

Co-authors
==========

.. coauthors:: data.yaml
   :download: csv
"""


def with_report(site: Site, page: str = PAGE) -> Site:
    for name in ("rst.rst", "markdown.md"):
        (site.source / name).unlink()
    site.write("index.rst", page)
    site.write("data.yaml", DATA)
    return site


@pytest.fixture(scope="module")
def built(make_shared_site: MakeSite) -> Built:
    return with_report(make_shared_site("lab")).build(academic_today="2026-11-30")


def test_a_page_has_all_lists_below_their_headings(built: Built) -> None:
    page = built.page("index.html")
    headings = [words(each).rstrip("¶") for each in page.xpath("//h2 | //h3")]
    assert headings[:5] == [
        "Grants",
        "Publications",
        "Journal articles",
        "Conference and workshop papers",
        "Talks",
    ]
    told = [words(each) for each in page.xpath("//*[contains(@class, 'academic-report')]//p")]
    assert told == ["Funder: steam council", "Dates: 2020 – …", "Grants 1, Publications 2, Talks 1"]


def test_the_table_of_co_authors_has_heads_for_rows_and_columns(built: Built) -> None:
    (table,) = built.page("index.html").xpath("//*[contains(@class, 'academic-coauthors')]//table")
    assert [words(each) for each in table.xpath(".//th[@scope='col']")] == [
        "Name",
        "Affiliation",
        "Relation",
        "Last joint work",
        "Works",
    ]
    assert [words(each) for each in table.xpath(".//th[@scope='row']")] == ["Cy Dee", "Kit Lee"]
    assert not table.xpath(".//@style")


def test_files_below_hold_the_works_and_all_records(built: Built) -> None:
    offered = [
        (str(a.get("href")), words(a).partition(" (")[0], str(a.get("type")))
        for a in built.page("index.html").xpath("//*[contains(@class, 'academic-downloads')]//a")
    ]
    assert offered == [
        ("_downloads/publications.bib", "BibTeX", "application/x-bibtex"),
        ("_downloads/publications.csv", "CSV", "text/csv"),
        (
            "_downloads/publications.xlsx",
            "XLSX",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        ("_downloads/publications-co-authors.csv", "CSV", "text/csv"),
    ]
    assert len(pybtex.database.parse_string(built.text("_downloads/publications.bib"), "bibtex").entries) == 2
    table = built.text("_downloads/publications.csv")
    assert [line.split(",")[0] for line in table.splitlines()[1:]] == [
        "Grants",
        "Publications",
        "Publications",
        "Talks",
    ]
    assert "Publications,'=1+1," in table
    book = openpyxl.load_workbook(
        io.BytesIO((built.folder / "_downloads" / "publications.xlsx").read_bytes())
    )
    assert book.sheetnames == ["Grants", "Publications", "Talks"]
    assert 'A,co-author,"Dee, Cy",Fog Institute' in built.text("_downloads/publications-co-authors.csv")


def test_files_are_the_same_in_the_next_build(make_site: MakeSite, built: Built) -> None:
    again = with_report(make_site("lab")).build(academic_today="2026-11-30")
    for name in ("publications.bib", "publications.csv", "publications.xlsx", "publications-co-authors.csv"):
        assert (again.folder / "_downloads" / name).read_bytes() == (
            built.folder / "_downloads" / name
        ).read_bytes()


@pytest.mark.parametrize("builder", ["latex", "text", "epub", "man"])
def test_books_and_plain_text_have_the_same_words(make_site: MakeSite, builder: str) -> None:
    made = with_report(make_site("lab")).build(
        builder,
        academic_today="2026-11-30",
        latex_documents=[("index", "lab.tex", "Lab", "Lab", "howto")],
        man_pages=[("index", "lab", "Lab", "Lab", 7)],
        copyright="Lab",
        version="1",
    )
    text = made.text(
        {"latex": "lab.tex", "text": "index.txt", "epub": "index.xhtml", "man": "lab.7"}[builder]
    )
    for said in ("Hot Steam", "Boiling", "On steam", "Fog Institute", "Kit Lee"):
        assert said in text
    assert "_downloads" not in text


def test_what_cannot_be_met_is_told_at_the_line_of_its_option(make_site: MakeSite) -> None:
    page = """
Outputs
=======

.. report:: data.yaml
   :grant: staem
   :since: 2020
   :until: 2019
   :kinds: taks

.. coauthors:: data.yaml
   :author: Cy Dea
"""
    made = with_report(make_site("lab"), page).build(warnings=["academic.option"] * 4)
    assert [(told.location.rpartition(":")[2], told.message) for told in made.warnings] == [
        ("6", "No grant is called 'staem'. Did you mean 'steam'?"),
        ("8", "The window ends before it begins, so that nothing is in it. Swap the two dates."),
        ("9", "There is no list 'taks' that a report could have. Did you mean 'talks'?"),
        ("12", "Nobody among the data is called 'Cy Dea'. Did you mean 'Cy Dee'?"),
    ]


def test_without_the_extra_the_other_files_are_offered_and_that_is_told(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    site = with_report(make_site("lab"))
    made = site.build(warnings=["academic.option"])
    (told,) = made.warnings
    assert told.location.endswith("index.rst:8")
    assert told.message == (
        "No file in XLSX is offered, as the extra 'xlsx' is missing. Install it:  pip install \"sphinx-academic[xlsx]\""
    )
    assert (made.folder / "_downloads" / "publications.csv").is_file()
    assert not (made.folder / "_downloads" / "publications.xlsx").exists()
    # Nothing of the site has changed when the extra is there, or has gone again.
    monkeypatch.undo()
    assert (site.build().folder / "_downloads" / "publications.xlsx").is_file()
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    again = site.build(warnings=["academic.option"])
    assert not (again.folder / "_downloads" / "publications.xlsx").exists()
