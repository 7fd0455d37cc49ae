"""The forms that each format's own specification shows, with what they have to become."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sphinx_academic.data.collection import Collection
from sphinx_academic.data.records import Publication
from sphinx_academic.formats.loading import NamedFile, load


def loaded(folder: Path, name: str, text: str) -> Collection:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    collection = load([NamedFile(path, name)])
    assert collection.problems == ()
    return collection


def one(folder: Path, name: str, text: str) -> Publication:
    (publication,) = loaded(folder, name, text).publications
    return publication


def names(publication: Publication) -> list[str]:
    return [author.name for author in publication.authors.people]


# Extended Date/Time Format (Library of Congress, 2019), level 0: dates and intervals.
@pytest.mark.parametrize(
    ("written", "year", "order"),
    [
        ("1985-04-12", "1985", (1985, 4, 12)),
        ("1985-04", "1985", (1985, 4, 0)),
        ("1985", "1985", (1985, 0, 0)),
        ("1964/2008", "1964–2008", (1964, 0, 0)),
        ("2004-06/2006-08", "2004–2006", (2004, 6, 0)),
        ("2004-02-01/2005-02-08", "2004–2005", (2004, 2, 1)),
        ("2004-02-01/2005-02", "2004–2005", (2004, 2, 1)),
        ("2004-02-01/2005", "2004–2005", (2004, 2, 1)),
        ("2005/2006-02", "2005–2006", (2005, 0, 0)),
    ],
)
def test_the_dates_of_edtf_level_0(
    tmp_path: Path, written: str, year: str, order: tuple[int, int, int]
) -> None:
    text = f"@article{{k, title = {{T}}, author = {{Ann Bee}}, date = {{{written}}}}}\n"
    publication = one(tmp_path, "dates.bib", text)
    assert publication.when is not None
    assert publication.when.order == order
    assert publication.shown_year == year


# BibTeX's four parts of a name (Patashnik, BibTeXing, 1988, section 4), and BibLaTeX's corporate authors (manual, 2.3.3).
@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Per Brinch Hansen", "Per Brinch Hansen"),
        ("Brinch Hansen, Per", "Per Brinch Hansen"),
        ("Ludwig van Beethoven", "Ludwig van Beethoven"),
        ("van Beethoven, Ludwig", "Ludwig van Beethoven"),
        ("{Barnes and Noble, Inc.}", "Barnes and Noble, Inc."),
        ("Ford, Jr., Henry", "Henry Ford, Jr."),
        (
            r"Charles Louis Xavier Joseph de la Vall{\'e}e Poussin",
            "Charles Louis Xavier Joseph de la Vallée Poussin",
        ),
        (r"K{\"a}the Kollwitz", "Käthe Kollwitz"),
        (r"{\AA}ke {\O}stby", "Åke Østby"),
    ],
)
def test_the_names_of_bibtex(tmp_path: Path, written: str, shown: str) -> None:
    assert names(
        one(tmp_path, "names.bib", f"@book{{k, title = {{T}}, year = 2000, author = {{{written}}}}}\n")
    ) == [shown]


def test_macros_concatenation_and_month_names_of_bibtex(tmp_path: Path) -> None:
    text = """\
@string{jgg1 = "Journal of Gnats and Gnus, Series~1"}
@preamble{ "nothing" }
@comment{ is passed over }
@article{gnats, author = "A. Author", title = "The Gnats and Gnus " # "Document", journal = jgg1,
  year = 1986, month = jul # "~4", volume = 41, number = 7, pages = "73--78"}
"""
    publication = one(tmp_path, "macros.bib", text)
    assert publication.title == "The Gnats and Gnus Document"
    assert publication.venue.replace("\xa0", " ") == "Journal of Gnats and Gnus, Series 1"
    assert (publication.volume, publication.number) == ("41", "7")
    assert publication.when is not None
    assert publication.when.order[:2] == (1986, 7)


def test_an_entry_inherits_from_its_crossref(tmp_path: Path) -> None:
    text = """\
@inproceedings{part, author = {Ann Bee}, title = {A Part}, crossref = {whole}, pages = {1--9}}
@proceedings{whole, title = {The Whole}, year = 2001, editor = {Ed Itor}, publisher = {Press}}
"""
    part = next(p for p in loaded(tmp_path, "crossref.bib", text).publications if p.title == "A Part")
    assert (part.venue, part.publisher, part.kind_of_work) == ("The Whole", "Press", "conference")
    assert part.shown_year == "2001"


# CSL 1.0.2, the schema of its data: names and dates in all forms.
@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ({"family": "Doe", "given": "Jane"}, "Jane Doe"),
        ({"family": "Humboldt", "given": "Alexander", "dropping-particle": "von"}, "Alexander von Humboldt"),
        ({"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"}, "Vincent van Gogh"),
        ({"family": "King", "given": "Martin Luther", "suffix": "Jr."}, "Martin Luther King, Jr."),
        ({"literal": "The Society of Examples"}, "The Society of Examples"),
    ],
)
def test_the_names_of_csl(tmp_path: Path, name: dict[str, Any], shown: str) -> None:
    item = {"id": "x", "type": "article-journal", "title": "T", "author": [name], "issued": {"raw": "2000"}}
    assert names(one(tmp_path, "names.json", json.dumps([item]))) == [shown]


@pytest.mark.parametrize(
    ("issued", "year"),
    [
        ({"date-parts": [[2000, 3, 15]]}, 2000),
        ({"date-parts": [["2000", "3"]]}, 2000),
        ({"date-parts": [[2000, 3, 15], [2000, 3, 17]]}, 2000),
        ({"date-parts": [[2000]], "season": 1}, 2000),
        ({"date-parts": [[1850]], "circa": True}, 1850),
        ({"raw": "2005-04-12"}, 2005),
        ({"literal": "Spring 2001"}, 2001),
        ("2004-06", 2004),
    ],
)
def test_the_dates_of_csl(tmp_path: Path, issued: object, year: int) -> None:
    item = {"id": "x", "type": "book", "title": "T", "author": [{"literal": "Ann Bee"}], "issued": issued}
    publication = one(tmp_path, "dates.json", json.dumps([item]))
    assert publication.when is not None
    assert publication.when.year == year


# Citation File Format 1.2.0, guide to the schema: the smallest file, and one with a preferred citation.
def test_a_small_citation_file(tmp_path: Path) -> None:
    text = """\
cff-version: 1.2.0
message: If you use this software, please cite it as below.
authors:
  - family-names: Druskat
    given-names: Stephan
    orcid: https://orcid.org/0000-0003-4925-7248
title: "My Research Software"
version: 2.0.4
doi: 10.5555/1234
date-released: 2021-08-11
"""
    software = one(tmp_path, "CITATION.cff", text)
    assert (software.title, software.doi, software.kind_of_work) == (
        "My Research Software",
        "10.5555/1234",
        "software",
    )
    assert [(author.name, author.orcid) for author in software.authors.people] == [
        ("Stephan Druskat", "0000-0003-4925-7248")
    ]
    assert software.when is not None
    assert software.when.iso == "2021-08-11"


# RIS (Research Information Systems, 2011): tags of two letters, two spaces, a hyphen and a space.
def test_a_reference_in_ris(tmp_path: Path) -> None:
    text = """\
TY  - JOUR
AU  - Shannon, Claude E.
PY  - 1948/07//
TI  - A Mathematical Theory of Communication
T2  - Bell System Technical Journal
SP  - 379
EP  - 423
VL  - 27
ER  -\x20
"""
    publication = one(tmp_path, "shannon.ris", text)
    assert publication.title == "A Mathematical Theory of Communication"
    assert names(publication) == ["Claude E. Shannon"]
    assert (publication.venue, publication.volume) == ("Bell System Technical Journal", "27")
    assert publication.pages.replace("–", "-") == "379-423"
    assert publication.when is not None
    assert publication.when.order[:2] == (1948, 7)


# JSON Resume 1.0.0, its schema: a publication has a name, a publisher, a day, an address and a summary.
def test_a_resume(tmp_path: Path) -> None:
    resume = {
        "basics": {"name": "John Doe", "label": "Programmer", "email": "john@example.org", "profiles": []},
        "education": [
            {
                "institution": "University",
                "area": "Software",
                "studyType": "Bachelor",
                "startDate": "2011-01-01",
            }
        ],
        "publications": [
            {
                "name": "Publication",
                "publisher": "Company",
                "releaseDate": "2014-10-01",
                "url": "https://publication.example.org",
                "summary": "Description …",
            }
        ],
    }
    collection = loaded(tmp_path, "resume.json", json.dumps(resume))
    (publication,) = collection.publications
    assert (publication.title, publication.url) == ("Publication", "https://publication.example.org")
    assert publication.when is not None
    assert publication.when.iso == "2014-10-01"
    (profile,) = collection.profile
    assert profile.name == "John Doe"
    (education,) = collection.education
    assert "University" in education.institution + education.title
