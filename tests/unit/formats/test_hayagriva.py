"""Hayagriva's YAML, the bibliography of Typst, with all that its description allows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sphinx_academic.data.collection import collect
from sphinx_academic.data.located import RawFile, RawMapping
from sphinx_academic.formats import read_file
from sphinx_academic.formats.hayagriva import is_hayagriva, read_hayagriva
from sphinx_academic.formats.yaml import read_yaml
from sphinx_academic.problems import Code

SAMPLES = Path(__file__).parent / "samples"


def read(text: str) -> RawFile:
    return read_hayagriva(*((root := read_yaml(text, "x.yml"))[0], "x.yml", root[1]))


def works_of(file: RawFile) -> Any:
    assert isinstance(file.root, RawMapping)
    return file.root["publications"]


def work(fields: str, type_: str = "article") -> Any:
    title = "" if fields.startswith("title") else "  title: T\n"
    (found,) = works_of(read(f"k:\n  type: {type_}\n{title}  {fields}\n"))
    return found


@pytest.fixture(scope="module")
def works() -> Any:
    file = read_file(SAMPLES / "hayagriva.yml", "hayagriva.yml")
    assert not file.problems
    assert file.foreign
    return {found["key"]: found for found in works_of(file)}


def test_an_article_has_its_fields_and_those_of_its_journal(works: Any) -> None:
    article = works["tides"]
    assert article["title"] == r"Fucus and the \*tides\*"
    assert [article[name] for name in ("type", "venue", "series", "date")] == [
        "article",
        "Journal of Tides",
        "Series of the Sea",
        "2020-05-16",
    ]
    assert [article[name] for name in ("volume", "number", "pages", "eid", "publisher", "issn")] == [
        "12",
        "3",
        "101-118",
        "e17",
        "Salt Press",
        "1234-5678",
    ]
    assert (article["doi"], article["url"], article["language"]) == (
        "10.5555/tides.2020",
        "https://example.org/1",
        "en-GB",
    )
    assert article["authors"] == [
        {"family": "Example", "given": "Ada"},
        {"family": "von der Salz", "given": "Martin", "suffix": "Jr."},
    ]


def test_a_value_stands_where_it_was_written_be_it_in_a_parent(works: Any) -> None:
    assert works["tides"].places["date"] == (7, 5, 7, 11)
    assert works["tides"].places["volume"] == (17, 9, 17, 17)


def test_what_has_no_field_of_ours_is_kept_and_told_as_lost(works: Any) -> None:
    article = works["tides"]
    assert (article["page-total"], article["title-short"], article["urldate"]) == (
        "18",
        "Fucus",
        "2021-01-02",
    )
    assert article["parent-issue-title"] == "Ebbs"
    assert works["low-water"]["author-alias"] == "Bee: annbee"
    file = read_file(SAMPLES / "hayagriva.yml", "hayagriva.yml")
    lost = [(each.line, each.message) for each in collect([file], "publications").remarks]
    assert (22, "'parent-issue-title' of a publication is shown nowhere.") not in lost
    assert (21, "'parent-issue-title' of a publication is shown nowhere.") in lost


def test_people_with_roles_stand_behind_the_editors(works: Any) -> None:
    part = works["low-water"]
    assert part["type"] == "chapter"
    assert part["authors"] == [{"family": "Bee", "given": "Ann"}, {"name": "UNESCO"}]
    assert part["editor"] == "Edith Editor, Rowan Ash (foreword)"
    assert part["parent-affiliated"] == ["Tim Birch (illustrator)"]
    assert (part["publisher"], part["location"], part["date"]) == ("Salt Press", "Fenwick", "c. 2003-06")
    assert part["isbn"] == "978-3-16-148410-0"


def test_a_paper_stands_at_its_conference_and_leads_to_its_film(works: Any) -> None:
    assert (works["talk"]["type"], works["talk"]["venue"]) == ("conference", "TideConf 2023")
    assert works["talk"]["links"] == [{"name": "Video", "url": "https://example.org/film"}]
    assert works["talk"]["parent2-runtime"] == "00:13:42"


def test_a_number_is_what_the_work_says(works: Any) -> None:
    assert (works["preprint"]["type"], works["preprint"]["arxiv"]) == ("preprint", "2301.04567")
    assert (works["report"]["doi"], works["report"]["number"]) == ("10.5555/levels", "TR-7")
    assert (works["report"]["venue"], works["report"]["date"]) == ("Fenwick Institute", "-0043")


def test_pages_of_a_book_have_its_title_and_author(works: Any) -> None:
    pages = works["pages"]
    assert [pages[name] for name in ("type", "title", "pages", "volume")] == [
        "book",
        "The Whole Sea",
        "22-23",
        "10",
    ]
    assert pages["authors"] == [{"family": "Ash", "given": "Rowan"}]
    assert "venue" not in pages


@pytest.mark.parametrize(
    ("fields", "type_", "field", "expected"),
    [
        ("parent: {title: P}", "article", "type", "article"),
        ("parent: {type: Blog, title: P}", "article", "type", "other"),
        ("parent: {type: Proceedings, title: P}", "Article", "type", "conference"),
        ("serial-number: 2301.04567", "article", "type", "preprint"),
        ("serial-number: 2301.04560", "article", "arxiv", "2301.04560"),
        ("parent: {title: Series}", "book", "series", "Series"),
        ("organization: Institute", "thesis", "venue", "Institute"),
        ("publisher: Press", "thesis", "venue", "Press"),
        ("organization: Institute", "book", "publisher", "Institute"),
        ("serial-number: v2.5", "web", "version", "v2.5"),
        ("serial-number: RFC 2845", "reference", "number", "RFC 2845"),
        ("serial-number: {pmid: 17, other: 3}", "article", "serial-other", "3"),
        ("serial-number: https://doi.org/10.5555/x", "article", "doi", "10.5555/x"),
        ("date: 0000", "book", "date", "1 BC"),
        ("author: {name: Salz, prefix: von der, given-name: Ann}", "book", "authors",
         [{"family": "Salz", "given": "Ann", "particle": "von der"}]),
        ("author: {name: UNICEF}", "book", "authors", [{"literal": "UNICEF"}]),
        ("affiliated: [{role: Translator, names: [\"Bee, Ann\", \"Ash, R.\"]}]", "book", "translator", "Ann Bee, R. Ash"),
        ("affiliated: [{role: director, names: \"Bee, Ann\"}]", "video", "affiliated", ["Ann Bee (director)"]),
        ("parent: Journal", "article", "venue", "Journal"),
        ("tongus: 2", "book", "tongus", "2"),
        ("title: A \\{b\\} {C} $x_1$", "book", "title", r"A {b} C \$x\_1\$"),
    ],
)  # fmt: skip
def test_every_form_of_a_field_is_read(fields: str, type_: str, field: str, expected: object) -> None:
    assert work(fields, type_)[field] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: {type: Article, title: T}\n", True),
        ("a: {type: web}\nb: {title: T}\n", True),
        ("publications: {type: book, title: T}\n", True),
        ("publications:\n- {type: book, title: T}\n", False),
        ("profile: {name: A}\n", False),
        ("kinds: {patents: {type: patent}}\n", False),
        ("cv: {name: A, sections: {}}\n", False),
        ("services: {db: {type: image}}\n", False),
        ("a: {type: article}\npublications: [{title: T}]\n", False),
        ("- {type: article}\n", False),
        ("", False),
    ],
)
def test_a_file_is_known_by_its_entries(text: str, expected: bool) -> None:
    assert is_hayagriva(read_yaml(text, "x.yml")[0]) is expected


def test_an_entry_that_is_none_is_told_where_it_is_and_costs_itself_alone() -> None:
    file = read("a: {type: book, title: T}\nb: hello\nc:\nd: {type: book, title: U}\n")
    assert [(each.code, each.line, each.column) for each in file.problems] == [(Code.TYPE, 2, 1)]
    assert [found["title"] for found in works_of(file)] == ["T", "U"]


def test_a_mistake_of_yaml_costs_its_field_alone() -> None:
    file = read("a:\n  type: book\n  title: T: x\n  date: 2020\n")
    assert [(each.code, each.line) for each in file.problems] == [(Code.SYNTAX, 3)]
    assert (works_of(file)[0]["title"], works_of(file)[0]["date"]) == ("T: x", "2020")
