"""The table that Google Scholar exports, as it is, and as programs for tables and people leave it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sphinx_academic.content.markup import Markup
from sphinx_academic.data.collection import collect
from sphinx_academic.data.located import RawFile, RawMapping
from sphinx_academic.formats import expand, read_file
from sphinx_academic.formats.google_scholar import is_scholar, read_scholar
from sphinx_academic.formats.table import format_named
from sphinx_academic.problems import Code

SAMPLES = Path(__file__).parent / "samples"
HEAD = "Authors,Title,Publication,Volume,Number,Pages,Year,Publisher"


def works_of(file: RawFile) -> Any:
    assert isinstance(file.root, RawMapping)
    return file.root["publications"]


def rows(*lines: str, head: str = HEAD) -> Any:
    return works_of(read_scholar("\n".join((head, *lines)) + "\n", "x.csv"))


@pytest.fixture(scope="module")
def works() -> Any:
    file = read_file(SAMPLES / "citations.csv", "citations.csv")
    assert not file.problems
    assert file.foreign
    return works_of(file)


def test_a_row_has_all_its_cells(works: Any) -> None:
    assert works[0] == {
        "authors": [{"family": "Example", "given": "Ada"}, {"family": "King", "given": "Martin L"}],
        "title": "Tides of Fucus, a study",
        "venue": "Journal of Tides",
        "type": "article",
        "volume": "12",
        "number": "3",
        "pages": "101-118",
        "date": "2020",
        "publisher": "Salt Press",
    }


def test_a_cell_stands_where_it_begins(works: Any) -> None:
    assert works[0].places["title"] == (2, 34, 2, 34)
    assert works[0].places["venue"] == (2, 60, 2, 60)


def test_preprints_and_shortened_lists_are_known(works: Any) -> None:
    assert works[1]["authors"] == [{"family": "Bee", "given": "Ann"}, "et al."]
    assert (works[1]["arxiv"], works[1]["type"]) == ("2301.04567", "preprint")
    assert "venue" not in works[1]


@pytest.mark.parametrize(
    ("publication", "volume", "number", "expected"),
    [
        ("Proceedings of TideConf", "", "", "conference"),
        ("Proceedings of the Academy of Salt", "12", "3", "article"),
        ("Tides", "12", "", "article"),
        ("Annals of Salt", "", "", "article"),
        ("Tides", "", "", None),
        ("", "", "", None),
    ],
)
def test_the_kind_of_a_work_is_what_its_place_says(
    publication: str, volume: str, number: str, expected: str | None
) -> None:
    (work,) = rows(f"A,T,{publication},{volume},{number},,2020,")
    assert work.get("type") == expected


def test_titles_keep_their_marks_and_tags_and_show_no_markup(works: Any) -> None:
    assert works[2]["title"] == 'A "Low" Water'
    assert works[3]["title"] == "Salt & <i>Water</i>"
    assert rows("A,*T*,,,,,,")[0]["title"] == r"\*T\*"


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_program_for_tables_may_have_saved_it(delimiter: str) -> None:
    head = HEAD.replace(",", delimiter)
    (work,) = rows(delimiter.join(('"Bee, Ann; "', "T", "J", "1", "", "", "2020", "")), head=head)
    assert work["authors"] == [{"family": "Bee", "given": "Ann"}]
    assert (work["title"], work["date"]) == ("T", "2020")


def test_columns_in_another_order_and_of_ones_own_are_taken() -> None:
    head = "Title,DOI,Authors,Year,Publication,Rank"
    file = read_scholar(f"{head}\nT,10.5555/1,A,2020,J,7\n", "x.csv")
    (work,) = works_of(file)
    assert (work["doi"], work["rank"]) == ("10.5555/1", "7")
    lost = [(each.line, each.message) for each in collect([file], "publications").remarks]
    assert (2, "'rank' of a publication is shown nowhere.") in lost


def test_a_cell_of_several_lines_is_one() -> None:
    first, second = rows('A,"T\ngoes on",J,,,,2020,', "B,U,J,,,,2021,")
    assert first["title"] == "T goes on"
    assert second.places["title"] == (4, 3, 4, 3)


@pytest.mark.parametrize(
    ("row", "place", "message"),
    [
        ("A,T,J,,,,2020,P,x", (2, 17), "more than the 8 heads"),
        ('A,"T,J,,,,2020,P', (2, 3), "never closed"),
    ],
)
def test_a_mistake_is_told_where_it_is(row: str, place: tuple[int, int], message: str) -> None:
    file = read_scholar(f"{HEAD}\n{row}\nB,U,J,,,,2021,\n", "x.csv")
    assert [(each.line, each.column) for each in file.problems] == [place]
    assert message in file.problems[0].message
    assert works_of(file)[1]["title"] == "U"


def test_a_mark_too_many_in_the_head_costs_no_row() -> None:
    file = read_scholar('"Authors","Title","Publication","Year"""\n"A","T","J","2020"\n', "x.csv")
    assert [found["title"] for found in works_of(file)] == ["T"]
    file = read_scholar('Authors,Title,Publication,Year,"DOI""\n"A","T","J","2020"\n', "x.csv")
    assert [(each.code, each.line) for each in file.problems] == [(Code.SYNTAX, 1)]
    assert [found["title"] for found in works_of(file)] == ["T"]


def test_our_own_tables_are_none(tmp_path: Path) -> None:
    collection = collect([read_file(SAMPLES / "citations.csv", "x")], "publications")
    written = format_named("csv").content(collection.publications, collection, Markup({}))
    assert written
    (tmp_path / "own.csv").write_bytes(written)
    assert not is_scholar(written.decode("utf-8-sig"))
    file = read_file(tmp_path / "own.csv", "own.csv")
    assert [(each.code, each.line) for each in file.problems] == [(Code.TYPE, 1)]
    assert "Google Scholar" in file.problems[0].message


def test_other_tables_in_a_folder_are_no_data(tmp_path: Path) -> None:
    (tmp_path / "measures.csv").write_text("time,height\n1,2\n", encoding="utf-8")
    (tmp_path / "citations.csv").write_bytes((SAMPLES / "citations.csv").read_bytes())
    assert [path.name for path, _ in expand(tmp_path, "x")] == ["citations.csv"]


@pytest.mark.parametrize("text", ["", "\n", HEAD, f"{HEAD}\n\n,,,,,,,\n"])
def test_an_empty_table_holds_nothing_and_tells_nothing(text: str) -> None:
    file = read_scholar(text, "x.csv")
    assert (works_of(file), file.problems) == ([], ())
