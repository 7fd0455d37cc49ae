"""Slips in names of fields and types of BibTeX are told, journals of ADS are known, and what is broken costs itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_academic.data.collection import Collection, collect
from sphinx_academic.formats.bibtex.bibtex_reading import read_bibtex
from sphinx_academic.formats.loading import load_named

CASES = Path(__file__).parent / "cases" / "types"


def read(text: str) -> Collection:
    return collect([read_bibtex(text, "x.bib")])


def told(text: str) -> list[tuple[int, str, str, str]]:
    return [(each.line, each.code, each.message, each.hint) for each in read(text).problems]


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("titel", "title"), ("tittle", "title"), ("yaer", "year"), ("yeaer", "year"), ("journl", "journal"), ("jounral", "journal"),
        ("booktitel", "booktitle"), ("publsher", "publisher"), ("volum", "volume"), ("autor", "author"), ("authors", "author"),
        ("uathor", "author"), ("editors", "editor"), ("abstarct", "abstract"), ("keywrods", "keywords"), ("adress", "address"),
        ("orgnization", "organization"), ("scool", "school"), ("eddition", "edition"), ("numbr", "number"), ("monht", "month"),
        ("howpublised", "howpublished"), ("crosref", "crossref"), ("journaltitel", "journaltitle"),
    ],
)  # fmt: skip
def test_a_slip_in_the_name_of_a_field_is_told_in_the_form_of_bibtex(slip: str, meant: str) -> None:
    title = "" if meant == "title" else "title={A}, "
    text = f"@misc{{a, {title}\n  {slip} = {{2020}}}}"
    assert told(text) == [
        (
            2,
            "unknown_key",
            f"'{slip}' is no field of BibTeX or BibLaTeX; it is not shown.",
            f"Did you mean  {meant} = {{…}}?",
        )
    ]


@pytest.mark.parametrize(
    "name",
    [
        "notes", "note2", "url2", "file", "files", "pubdate", "fjournal", "fyear", "eissn", "times-cited", "bdsk-url-1", "date-added",
        "mendeley-tags", "numpages", "issue_date", "adsurl", "zblnumber", "collaboration", "reportnumber", "usera", "annotation",
        "abbr", "bibtex_show", "x-fetchedfrom", "texkey", "readstatus", "ranking", "groups", "citeulike-article-id", "source",
        "document_type", "biburl", "shorttitle", "origdate", "venue", "holder", "langid", "sortname", "nationality",
    ],
)  # fmt: skip
def test_fields_of_other_programs_and_of_ones_own_are_none(name: str) -> None:
    assert told(f"@misc{{a, title={{A}}, {name} = {{B}}}}") == []


def test_a_name_beside_the_field_that_it_is_like_is_no_slip() -> None:
    assert told("@misc{a, title={A}, year={2020}, yeart={B}}") == []


def test_a_slip_that_comes_again_is_told_once() -> None:
    (problem,) = read(
        "".join(f"@misc{{a{number}, title={{A{number}}},\nyaer=2020}}\n" for number in range(40))
    ).problems
    assert "It is so in 40 places" in problem.said


@pytest.mark.parametrize(
    ("slip", "meant", "kind"),
    [
        ("artcle", "article", "article"),
        ("aritcle", "article", "article"),
        ("inprocedings", "inproceedings", "conference"),
        ("inproceeding", "inproceedings", "conference"),
        ("phdtesis", "phdthesis", "thesis"),
        ("masterthesis", "mastersthesis", "thesis"),
        ("tecreport", "techreport", "report"),
        ("bok", "book", "book"),
        ("msic", "misc", "other"),
    ],
)
def test_a_slip_in_a_type_is_mended_and_told(slip: str, meant: str, kind: str) -> None:
    text = f"\n@{slip}{{key1, title={{A}}, year=2020}}"
    assert told(text) == [
        (
            2,
            "type",
            f"'@{slip}' is no type of BibTeX or BibLaTeX; '@{meant}' is taken.",
            f"Write  @{meant}{{key1,",
        )
    ]
    assert read(text).publications[0].kind_of_work == kind


@pytest.mark.parametrize(
    "kind",
    ["online", "www", "electronic", "video", "artwork", "customa", "letter", "movie", "blog", "exercise"],
)
def test_types_of_other_programs_are_none(kind: str) -> None:
    assert told(f"@{kind}{{a, title={{A}}}}") == []


@pytest.mark.parametrize(
    ("journal", "name"),
    [
        (r"{\apj}", "Astrophysical Journal"),
        (r"{\mnras}", "Monthly Notices of the Royal Astronomical Society"),
        (r"\aap", "Astronomy and Astrophysics"),
        (r"{\apjl}\ ", "Astrophysical Journal Letters"),
        (r"{\em \prd}", "<i>Physical Review D</i>"),
    ],
)
def test_the_journals_of_ads_are_known_by_their_commands(journal: str, name: str) -> None:
    collection = read(f"@article{{a, title={{A}}, journal={{{journal}}}}}")
    assert ([work.venue for work in collection.publications], collection.problems) == ([name], ())


def test_a_command_of_a_journal_is_one_in_a_journal_alone_and_the_files_own_comes_first() -> None:
    text = r'@preamble{"\newcommand{\apj}{My Journal}"} @article{a, title={A}, journal={\apj}}'
    assert read(text).publications[0].venue == "My Journal"
    (problem,) = read(r"@article{a, title={\apj}}").problems
    assert problem.code == "latex"


def test_odd_entries_say_what_they_hold_and_a_broken_one_costs_itself() -> None:
    collection = load_named([str(CASES / "odd-entries.bib")])
    works = {work.key: work for work in collection.publications}
    assert [(problem.line, problem.code) for problem in collection.problems] == [
        (19, "syntax"),
        (15, "missing"),
    ]
    assert (works["acm"].eid, works["phys"].eid, works["phys"].number) == ("109", "047001", "4")
    assert (works["ed"].series, works["ed"].number, works["ed"].edition) == ("GTM", "12", "2")
    assert works["sub"].title == "Manual: a short one"
    assert works["abbr"].venue == "prl"
    assert works["2001ICRC....3..985D"].venue == "Astrophysical Journal"
    assert works["ads2"].venue == "Monthly Notices of the Royal Astronomical Society"
    assert works["afterbroken"].title == "After the broken one"


@pytest.mark.parametrize(
    "text",
    [
        "@article{k, author={Ash, R.}, title={Tea, journal={J}, year=2004}",
        "@article{k, author={Ash, R.}, title={Tea,journal={J},year=2004}",
        '@article{k, author={Ash, R.}, title={Tea, journal = "J", year = {2004}}',
        "@article{k, author={Ash, R.}, title={Tea,\n  journal={J},\n  year=2004\n}",
    ],
)
def test_a_value_that_is_not_closed_in_a_line_with_others_is_the_one_that_is_told(text: str) -> None:
    collection = read(f"{text}\n@article{{next, title={{Next}}, year=2005}}\n")
    (work, following) = collection.publications
    assert (work.title, work.venue, work.shown_year, following.title) == ("Tea", "J", "2004", "Next")
    (problem,) = collection.problems
    assert "the value of 'title' in the entry 'k' (line 1) is never closed" in problem.message
    mended = text.replace("{Tea,", "{Tea},")
    assert not read(mended).problems


def test_an_equation_in_a_title_is_no_field_of_an_entry_that_is_not_closed() -> None:
    collection = read("@article{k, author={Ash, R.}, year=2004, title={Tea, n = 3 and {pH} = 7}\n")
    assert collection.publications[0].title == "Tea, n = 3 and pH = 7"
    assert "'}' is missing at its end" in collection.problems[0].message


@pytest.mark.parametrize(
    "name", ["editora", "editorb", "editorctype", "annotator", "commentator", "published", "authorid"]
)
def test_no_field_of_biblatex_is_a_slip_for_another(name: str) -> None:
    assert told(f"@misc{{a, title={{A}}, {name} = {{Ash, Rowan}}}}") == []
