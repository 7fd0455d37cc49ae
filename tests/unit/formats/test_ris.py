"""RIS, as publishers and reference managers write it, and as it arrives when somebody has edited it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sphinx_academic.data.located import RawFile, RawMapping
from sphinx_academic.formats import read_file
from sphinx_academic.formats.ris import read_ris
from sphinx_academic.problems import Code

SAMPLES = Path(__file__).parent / "samples"


def works_of(file: RawFile) -> Any:
    assert isinstance(file.root, RawMapping)
    return file.root.get("publications", [])


@pytest.fixture(scope="module")
def works() -> Any:
    file = read_file(SAMPLES / "export.ris", "export.ris")
    assert not file.problems
    assert file.foreign
    return works_of(file)


def test_an_article_has_all_its_fields(works: Any) -> None:
    article = works[0]
    assert article["key"] == "example2020"
    assert article["title"] == r"Tides of <i>Fucus</i> & friends \*"
    assert article["venue"] == "Journal of Tides"
    assert article["date"] == "2020-05-16"
    assert [article[name] for name in ("volume", "number", "pages")] == ["12", "3", "101–118"]
    assert article["doi"] == "10.5555/tides.2020"
    assert article["tags"] == ["tides", "salt"]
    assert article["url"] == "https://example.org/1"
    assert [link["url"] for link in article["links"]] == [
        "https://example.org/2",
        "https://example.org/1.pdf",
    ]
    assert article["issn"] == ["1234-5678"]
    assert article["JO"] == "J. Tides"


def test_names_with_a_suffix_and_of_groups_are_read(works: Any) -> None:
    assert works[0]["authors"] == [
        {"family": "Example", "given": "Ada"},
        {"family": "King", "given": "Martin L.", "suffix": "Jr."},
        {"name": "The Tide Consortium"},
    ]
    assert works[0].places["authors"] == (3, 1, 3, 7)


def test_a_field_stands_where_its_tag_and_its_text_do(works: Any) -> None:
    assert works[0].places["title"] == (6, 1, 6, 7)


def test_the_same_journal_under_another_tag_says_nothing_more() -> None:
    lines = "AU  - Bee, Ann\nTI  - A\nJF  - Tides\nT2  - Tides\nJO  - T."
    (work,) = works_of(read_ris(f"TY  - JOUR\n{lines}\nER  - \n", "x.ris"))
    ann = {"family": "Bee", "given": "Ann"}
    assert work == {"type": "article", "authors": [ann], "title": "A", "venue": "Tides", "JO": "T."}


def test_an_abstract_of_several_lines_is_one_text(works: Any) -> None:
    assert works[0]["abstract"] == "First paragraph\ngoes on here.\n\nSecond paragraph."


def test_proceedings_and_theses_have_their_venue(works: Any) -> None:
    assert works[1]["venue"] == "Proceedings of TideConf"
    assert works[1]["date"] == "2019"
    assert works[1]["editor"] == "Edith Editor"
    assert works[1]["publisher"] == "Salt Press"
    assert works[2]["venue"] == "University of Nowhere"


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("TY  - JOUR\nTI  - A\nTY  - JOUR\nTI  - B\nER  - \n", (3, 1), "no 'ER  -'"),
        ("TY  - JOUR\nTI  - A\n", (2, 7), "ends inside the reference of line 1"),
        ("TY  - JOUR\nTI-A\nER  - \n", (2, 1), "two spaces"),
        ("TY  - JOUR\nTI: A\nER  - \n", (2, 1), "two spaces"),
        ("TY  - JOUR\nTI  - A\nER  - \nAU  - B\n", (4, 1), "outside of any reference"),
        ("TY  - JOUR\nTI  - A\nER  - \nER  - \n", (4, 1), "none has begun"),
        ("TY  - JOUR\nTI  - A\nER  - \nhello\n", (4, 1), "outside of any reference"),
        ("AU  - B\nTY  - JOUR\nTI  - A\nER  - \n", (1, 1), "outside of any reference"),
        ("hello\nTY  - JOUR\nTI  - A\nER  - \n", (1, 1), "no RIS"),
    ],
)
def test_a_mistake_is_told_where_it_is_and_costs_nothing(
    text: str, place: tuple[int, int], message: str
) -> None:
    file = read_ris(text, "export.ris")
    assert [(problem.line, problem.column) for problem in file.problems] == [place]
    assert message in file.problems[0].message
    assert works_of(file)[0]["title"] == "A"


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("PY  - 2020", "2020"),
        ("PY  - 2020/05", "2020-05"),
        ("Y1  - 2020/05/16/", "2020-05-16"),
        ("Y1  - 2020/05/16/advance access", "2020-05-16"),
        ("Y1  - 2020///Spring", "2020 Spring"),
        ("PY  - 2020\nDA  - 2020/5/6", "2020-05-06"),
        ("PY  - 2020\nDA  - 2019/12/30/", "2020"),
        ("DA  - 2020-05-06", "2020-05-06"),
        ("PY  - in press", "in press"),
        ("PY  - May/2020", "May/2020"),
    ],
)
def test_every_form_of_a_date_is_read(date: str, expected: str) -> None:
    assert works_of(read_ris(f"TY  - JOUR\nTI  - A\n{date}\nER  - \n", "x"))[0]["date"] == expected


def test_what_is_no_reference_is_told_with_what_to_do() -> None:
    (problem,) = read_ris("Provider: somebody\n\nTY  - JOUR\nTI  - A\nER  - \n", "x").problems
    assert problem.hint == "Delete what is no part of a reference."


def test_one_space_before_the_hyphen_is_enough() -> None:
    file = read_ris("TY - JOUR\nTI - A\nER -\n", "x")
    assert not file.problems
    assert works_of(file) == [{"type": "article", "title": "A"}]


def test_a_title_of_two_lines_is_one_title() -> None:
    works = works_of(read_ris("TY  - JOUR\nTI  - A title that\n  goes on\nER  - \n", "x"))
    assert works[0]["title"].split() == ["A", "title", "that", "goes", "on"]


def test_carriage_returns_and_a_byte_order_mark_are_no_matter(tmp_path: Path) -> None:
    path = tmp_path / "export.ris"
    path.write_bytes(b"\xef\xbb\xbf" + (SAMPLES / "export.ris").read_bytes().replace(b"\n", b"\r\n"))
    assert works_of(read_file(path, "x")) == works_of(read_file(SAMPLES / "export.ris", "x"))


@pytest.mark.parametrize(
    ("lines", "pmid", "kept"),
    [
        ("DB  - PubMed\nAN  - 12345678", "12345678", None),
        ("DP  - NLM\nAN  - 12345678", "12345678", None),
        ("DB  - MEDLINE\nAN  - 12345678 [pmid]", "12345678", None),
        ("DB  - Embase\nAN  - 12345678", None, "12345678"),
        ("DP  - EBSCOhost\nAN  - 12345678", None, "12345678"),
        ("AN  - 12345678", None, "12345678"),
        ("DB  - PubMed\nAN  - WOS:000123", None, "WOS:000123"),
    ],
)
def test_only_the_number_of_pubmed_itself_is_a_pmid(lines: str, pmid: str | None, kept: str | None) -> None:
    (work,) = works_of(read_ris(f"TY  - JOUR\nTI  - A\n{lines}\nER  - \n", "x.ris"))
    assert (work.get("pmid"), work.get("AN")) == (pmid, kept)


def test_a_number_of_pubmed_central_needs_no_database() -> None:
    (work,) = works_of(read_ris("TY  - JOUR\nTI  - A\nC2  - PMC123\nER  - \n", "x.ris"))
    assert work["pmcid"] == "PMC123"
    (work,) = works_of(read_ris("TY  - JOUR\nTI  - A\nC2  - 123\nER  - \n", "x.ris"))
    assert ("pmcid" in work, work["C2"]) == (False, "123")


def test_a_reference_that_holds_nothing_is_told() -> None:
    (problem,) = read_ris("TY  - JOUR\nER  - \n", "x.ris").problems
    assert (problem.line, problem.code) == (1, Code.MISSING)


def test_what_a_thesis_is_in_words_is_no_university() -> None:
    (thesis,) = works_of(
        read_ris("TY  - THES\nTI  - Salt\nPB  - Nowhere\nM3  - PhD thesis\nER  - \n", "x.ris")
    )
    assert (thesis["genre"], thesis["venue"]) == ("PhD thesis", "Nowhere")


def test_only_a_thesis_and_a_report_have_their_publisher_as_the_place_where_they_appeared() -> None:
    (thesis,) = works_of(read_ris("TY  - THES\nTI  - Salt\nM3  - PhD thesis\nER  - \n", "x.ris"))
    assert thesis == {"type": "thesis", "title": "Salt", "genre": "PhD thesis"}
    (article,) = works_of(read_ris("TY  - JOUR\nTI  - Salt\nPB  - Salt Press\nER  - \n", "x.ris"))
    assert article == {"type": "article", "title": "Salt", "publisher": "Salt Press"}


@pytest.mark.parametrize("kind", ["BOOK", "UNPB"])
def test_a_book_and_what_is_unpublished_have_their_title_as_bt(kind: str) -> None:
    """RIS Format Specifications, "Title and Reference Type Tags"; of all else BT says what it stands in."""
    (whole,) = works_of(read_ris(f"TY  - {kind}\nBT  - Salt\nER  - \n", "x.ris"))
    assert (whole["title"], whole.get("venue")) == ("Salt", None)
    (part,) = works_of(read_ris("TY  - CPAPER\nTI  - Salt\nBT  - Papers on Salt\nER  - \n", "x.ris"))
    assert (part["title"], part["venue"]) == ("Salt", "Papers on Salt")


def test_a_line_of_a_text_that_looks_like_a_tag_is_part_of_it() -> None:
    file = read_ris("TY  - JOUR\nTI  - Salt\nAB  - Two kinds:\nSp: sparse\nDo - dense\nER  - \n", "x.ris")
    assert not file.problems
    assert works_of(file)[0]["abstract"] == "Two kinds:\nSp: sparse\nDo - dense"


def test_a_language_in_words_is_no_markup() -> None:
    (work,) = works_of(read_ris("TY  - JOUR\nTI  - A\nLA  - [en] *x*\nER  - \n", "x.ris"))
    assert work["language"] == "[en] *x*"
