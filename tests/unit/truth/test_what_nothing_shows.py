"""What data hold and no output shows is listed for those who ask, in every format, each at its place; nothing goes silently."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sphinx_academic.cli import main
from sphinx_academic.data.collection import Collection
from sphinx_academic.formats.loading import load_named
from sphinx_academic.formats.table import FORMATS
from sphinx_academic.problems import Problem, to_tell

BIBTEX = """@article{a,
  title = {T}, author = {Rowan Ash}, journal = {Acta}, year = 2020,
  shorttitle = {S},
}
"""
RIS = "TY  - JOUR\nTI  - T\nAU  - Ash, Rowan\nU1  - mine\nER  -\n"
CSL = [
    {"id": "x", "type": "article-journal", "title": "T", "dimensions": "30 cm",
     "author": [{"family": "Ash", "affiliation": [{"name": "Floe University"}]}]},
]  # fmt: skip
CFF = """cff-version: 1.2.0
title: Tool
message: Please cite it.
authors:
- family-names: Ash
  given-names: Rowan
  affiliation: Floe University
  email: ash@example.org
"""
RESUME = {
    "basics": {"name": "Rowan Ash", "phone": "123"},
    "skills": [{"name": "Floe"}],
    "publications": [{"name": "T", "publisher": "Acta", "isbn13": "x"}],
}
JSON = {"publications": [{"title": "T", "links": [{"name": "Code", "url": "https://e.org", "icon": "x"}]}]}
YAML = """publications:
- header: Robots
- title: T
  authors:
  - name: Rowan Ash
    affiliation: Floe University
"""
PAGE = "---\nlayout: page\nslides:\n- image: a.png\npubs:\n- title: T\n---\n"
DATA = """intro:
- We boil.
groups:
- title: Robots
  items:
  - title: T
    authors: Rowan Ash
    bibid: x
    venue: Acta
    conference: Kettles
"""
PUBLICATION = "---\ntitle: T\nlayout: single\ncollection: publications\nslug: x\n---\n"
COURSE = "---\ntitle: Boiling\nvenue: Floe\nassistant: Rowan Ash\n---\n"
CV = """cv:
  name: Rowan Ash
  sections:
    hobbies:
    - Boiling
    awards:
    - name: Kettle
      level: x
"""
HUGO = "---\ntitle: T\nauthors: [Rowan Ash]\ncommentable: true\nmood: x\n---\n"
ENDNOTE = """<xml><records><record>
<ref-type name="Journal Article">17</ref-type>
<contributors><authors><author>Ash, Rowan</author></authors></contributors>
<titles><title>Kettles</title><secondary-title>Acta</secondary-title></titles>
<dates><year>2024</year></dates>
<custom3>x</custom3>
</record></records></xml>
"""
MEDLINE = "PMID- 12345678\nTI  - Kettles\nFAU - Ash, Rowan\nTA  - Acta\nDP  - 2024\nZZ  - x\n"
SCHOLAR = """Authors,Title,Publication,Volume,Number,Pages,Year,Publisher,Colour
"Ash, Rowan; ",Kettles,Acta,1,2,3-4,2024,Press,red
"""

LOST = [
    ("papers.bib", BIBTEX, ["3 'shorttitle' of a publication is shown nowhere but in its BibTeX."]),
    ("papers.ris", RIS, ["4 'U1' of a publication is shown nowhere."]),
    (
        "papers.json",
        json.dumps(CSL, indent=1),
        ["6 'dimensions' of a publication is shown nowhere."],
    ),
    (
        "CITATION.cff",
        CFF,
        [
            "3 'message' of a publication is shown nowhere.",
            "8 'author-email' of a publication is shown nowhere.",
        ],
    ),
    (
        "resume.json",
        json.dumps(RESUME, indent=1),
        [
            "4 'phone' of a profile is shown nowhere.",
            "6 'skills' of this file is shown nowhere.",
            "15 'isbn13' of a publication is shown nowhere.",
        ],
    ),
    ("own.json", json.dumps(JSON, indent=1), ["9 'icon' of a link is shown nowhere."]),
    (
        "own.yaml",
        YAML,
        ["2 'header' of a group of publications is shown nowhere."],
    ),
    ("page.md", PAGE, ["3 'slides' of this page is shown nowhere."]),
    (
        "_data/publications.yml",
        DATA,
        [
            "1 'intro' of a group is shown nowhere.",
            "4 'title' of a group is shown nowhere.",
            "8 'bibid' of a publication is shown nowhere.",
            "10 'page-conference' of a publication is shown nowhere.",
        ],
    ),
    ("_data/socials.yml", "scholar_userid: x\nfolklore_id: y\n", ["1 'socials' of this file is shown nowhere."]),
    ("_publications/t.md", PUBLICATION, ["5 'slug' of a publication is shown nowhere."]),
    ("_teaching/t.md", COURSE, ["4 'assistant' of a teaching is shown nowhere."]),
    (
        "cv.yaml",
        CV,
        ["4 'cv hobbies' of this file is shown nowhere.", "8 'level' of an award is shown nowhere."],
    ),
    ("export.xml", ENDNOTE, ["6 'custom3' of a publication is shown nowhere."]),
    ("pubmed.nbib", MEDLINE, ["6 'ZZ' of a publication is shown nowhere."]),
    ("pubmed.txt", MEDLINE, ["6 'ZZ' of a publication is shown nowhere."]),
    ("citations.csv", SCHOLAR, ["2 'colour' of a publication is shown nowhere."]),
    ("content/publication/t/index.md", HUGO, ["5 'mood' of a publication is shown nowhere."]),
]  # fmt: skip


def read(folder: Path, name: str, text: str) -> Collection:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return load_named([str(path)])


def lost(collection: Collection) -> list[Problem]:
    return [*to_tell(each for each in collection.remarks if each.code == "lost")]


@pytest.mark.parametrize(("name", "text", "said"), LOST, ids=[name for name, _, _ in LOST])
def test_what_nothing_shows_is_listed_at_its_line(
    tmp_path: Path, name: str, text: str, said: list[str]
) -> None:
    collection = read(tmp_path, name, text)
    assert [f"{each.line} {each.said}" for each in lost(collection)] == said
    assert not collection.problems


def test_every_format_that_is_read_is_looked_at() -> None:
    suffixes = {Path(name).suffix for name, _, _ in LOST} | {".yaml", ".markdown", ".bibtex"}
    assert {suffix for form in FORMATS if form.is_read for suffix in form.suffixes} <= suffixes


def test_what_stands_in_many_entries_is_listed_once_and_has_no_end(tmp_path: Path) -> None:
    fields = " ".join(f"own{number} = {{x}}," for number in range(300))
    entries = "".join(f"@misc{{a{number},\n title = {{T{number}}}, {fields}\n}}\n" for number in range(3))
    found = lost(read(tmp_path, "a.bib", entries))
    assert len(found) == 300
    assert (
        found[0].said
        == "'own0' of a publication is shown nowhere but in its BibTeX. It is so in 3 places: lines 2, 5, 8."
    )


def test_each_version_of_a_work_is_looked_at(tmp_path: Path) -> None:
    one, two = tmp_path / "a.ris", tmp_path / "b.ris"
    for path, tag in ((one, "U1"), (two, "U2")):
        path.write_text(f"TY  - JOUR\nTI  - T\nDO  - 10.5555/12345\n{tag}  - x\nER  -\n", encoding="utf-8")
    collection = load_named([str(one), str(two)])
    assert len(collection.publications) == 1
    assert [Path(each.path).name for each in lost(collection)] == ["a.ris", "b.ris"]


def test_the_command_lists_it_where_it_is_asked_and_fails_for_mistakes_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.ris"
    path.write_text(RIS, encoding="utf-8")
    assert main(["check", str(path)]) == 0
    assert capsys.readouterr().err == ""
    assert main(["check", "--lost", str(path)]) == 0
    said = capsys.readouterr()
    assert said.err == f"{path}:4:1: 'U1' of a publication is shown nowhere. [academic.lost]\n"
    assert said.out == "1 publications\n"
    path.write_text(RIS.replace("ER  -", "ER -x"), encoding="utf-8")
    assert main(["check", "--lost", str(path)]) == 1
