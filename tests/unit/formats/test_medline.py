"""MEDLINE, as PubMed, ERIC and KoreaMed write it, and as it arrives when somebody has edited it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sphinx_academic.data.collection import collect
from sphinx_academic.data.located import RawFile, RawMapping
from sphinx_academic.formats import expand, read_file
from sphinx_academic.formats.medline import read_medline
from sphinx_academic.problems import Code

SAMPLES = Path(__file__).parent / "samples"


def works_of(file: RawFile) -> Any:
    assert isinstance(file.root, RawMapping)
    return file.root.get("publications", [])


def work(*lines: str) -> Any:
    (found,) = works_of(read_medline("PMID- 1\n" + "\n".join(lines) + "\n", "x.nbib"))
    return found


@pytest.fixture(scope="module")
def works() -> Any:
    file = read_file(SAMPLES / "pubmed.nbib", "pubmed.nbib")
    assert not file.problems
    assert file.foreign
    return works_of(file)


def test_an_article_has_all_its_fields(works: Any) -> None:
    article = works[0]
    assert article["title"] == (
        "Tides of Fucus & friends: a study of salt that is told in more than one line of seventy-six letters"
    )
    assert [article[name] for name in ("type", "venue", "date", "language")] == [
        "article",
        "Journal of Tides",
        "2020-05-16",
        "en",
    ]
    assert [article[name] for name in ("volume", "number", "pages")] == ["12", "3", "101–118"]
    assert [article[name] for name in ("doi", "pmid", "pmcid")] == [
        "10.5555/tides.2020",
        "90000001",
        "PMC9000001",
    ]
    assert article["issn"] == ["1234-5678", "2345-6789"]
    assert article["tags"] == ["tides", "salt"]
    assert article["abstract"] == "BACKGROUND: Salt is old. METHODS: We looked."


def test_people_have_what_follows_their_names(works: Any) -> None:
    assert works[0]["authors"] == [
        {
            "family": "Example",
            "given": "Ada",
            "affiliation": "Institute of Tides, Nowhere; Salt House, Fenwick",
            "orcid": "0000-0002-1825-0097",
        },
        {"family": "King", "given": "Martin L", "suffix": "Jr"},
        {"literal": "The Tide Consortium, North"},
    ]


def test_a_field_stands_where_its_tag_and_its_text_do(works: Any) -> None:
    assert works[0].places["title"] == (12, 1, 12, 7)
    assert works[2].places["doi"] == (72, 1, 72, 7)


def test_what_has_no_field_of_ours_is_kept_and_told_as_lost() -> None:
    file = read_file(SAMPLES / "pubmed.nbib", "pubmed.nbib")
    assert works_of(file)[0]["MH"] == ["*Salt/analysis", "Humans"]
    assert "OWN" not in works_of(file)[0]
    lost = [(each.line, each.message) for each in collect([file], "publications").remarks]
    assert (34, "'MH' of a publication is shown nowhere.") in lost


def test_a_chapter_stands_in_its_book(works: Any) -> None:
    chapter = works[1]
    assert [chapter[name] for name in ("type", "title", "venue", "series", "editor")] == [
        "chapter",
        "Low Water",
        "Handbook of Tides",
        "Books of the Sea",
        "Edith Editor",
    ]
    assert [chapter[name] for name in ("publisher", "location", "isbn", "language")] == [
        "Salt Press (US)",
        "Bethesda (MD)",
        "9783161484100",
        "de",
    ]


def test_a_translated_title_has_no_brackets_and_a_retracted_work_its_status(works: Any) -> None:
    assert (works[2]["title"], works[2]["TT"]) == ("On the ebb", "Von der Ebbe.")
    assert works[2]["status"] == "retracted"
    assert works[2]["eid"] == "e0193972"
    assert works[2]["authors"] == [
        {"family": "Wo", "given": "T."},
        {"family": "van Raaij", "given": "M. J."},
    ]


@pytest.mark.parametrize(
    ("lines", "field", "expected"),
    [
        ("DP  - 2000 Spring", "date", "Spring 2000"),
        ("DP  - 2001 Apr-May", "date", "2001-04 – 2001-05"),
        ("DP  - 2020", "date", "2020"),
        ("DP  - 1998 Dec-1999 Jan", "date", "1998 Dec-1999 Jan"),
        ("DEP - 20200401", "date", "2020-04-01"),
        ("DP  - 2020\nDEP - 20200401", "DEP", "2020-04-01"),
        ("PG  - 6913-7", "pages", "6913–6917"),
        ("PG  - 123-4; discussion 130-1", "pages", "123–124; discussion 130–131"),
        ("PG  - e12-5", "pages", "e12-5"),
        ("TI  - Salt in the U.S.", "title", "Salt in the U.S."),
        ("TI  - Is it salt?", "title", "Is it salt?"),
        ("TI  - Of <i>Fucus</i> *.", "title", r"Of <i>Fucus</i> \*"),
        ("LID - https://example.org/1", "url", "https://example.org/1"),
        ("LID - S0140-6736(20)30183-5 [pii]", "LID", "S0140-6736(20)30183-5 [pii]"),
        ("PG  - 1\nLID - 77 [pii]", "LID", "77 [pii]"),
        ("LID - 10.5555/a [doi]\nAID - 10.5555/b [doi]", "AID", "10.5555/b [doi]"),
        ("PT  - Preprint\nPT  - Journal Article", "type", "preprint"),
        ("JT  - Tides", "type", "article"),
        ("BTI - Tides", "type", "book"),
        ("BTI - Tides", "title", "Tides"),
        ("EIN - Tides. 2001", "status", "corrected"),
        ("KW  - salt", "tags", ["salt"]),
        ("TI  - A\nTI  - B", "TI", "B"),
        ("LA  - eng\nLA  - ger\nLA  - fre", "LA", ["ger", "fre"]),
        ("AUID- ORCID: 1", "AUID", "ORCID: 1"),
        ("AD  - Nowhere", "AD", "Nowhere"),
    ],
)
def test_every_form_of_a_field_is_read(lines: str, field: str, expected: object) -> None:
    assert work(*lines.split("\n"))[field] == expected


def test_records_without_a_number_begin_as_the_file_does() -> None:
    text = "OWN - ERIC\nTI  - A\nAU  - Bee, Ann\n\nOWN - ERIC\nTI  - B\n\nAB  - Goes on.\n"
    assert [found["title"] for found in works_of(read_medline(text, "x"))] == ["A", "B"]
    assert works_of(read_medline(text, "x"))[1]["abstract"] == "Goes on."
    text = "OWN - NLM\nPMID- 1\nTI  - A\n\nOWN - NLM\nPMID- 2\nTI  - B\n"
    assert [found["pmid"] for found in works_of(read_medline(text, "x"))] == ["1", "2"]


def test_a_name_in_short_is_the_person_before_it_once() -> None:
    found = work("FAU - Bee, Ann", "AU  - Bee A", "AU  - Wo T")
    assert [person["family"] for person in found["authors"]] == ["Bee", "Wo"]


def test_what_is_no_field_is_told_once_where_it_is_and_costs_nothing() -> None:
    file = read_medline("PMID- 1\nTI  - A\nhello\nthere\nDP  - 2020\n", "x.nbib")
    assert [(each.code, each.line, each.column) for each in file.problems] == [(Code.SYNTAX, 3, 1)]
    assert "no field of MEDLINE" in file.problems[0].message
    assert works_of(file) == [{"title": "A", "pmid": "1", "date": "2020"}]


def test_a_text_of_pubmed_is_read_and_another_is_no_data_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "pubmed-salt.txt").write_bytes(b"\xef\xbb\xbfPMID- 1\r\nTI  - Z\xc3\xbcge\r\n")
    (tmp_path / "robots.txt").write_text("User-agent: *\n", encoding="utf-8")
    assert [path.name for path, _ in expand(tmp_path, "x")] == ["pubmed-salt.txt"]
    file = read_file(tmp_path / "pubmed-salt.txt", "x")
    assert (works_of(file)[0]["title"], file.problems) == ("Züge", ())
    (problem,) = read_file(tmp_path / "robots.txt", "robots.txt").problems
    assert "this is no MEDLINE" in problem.message


def test_an_old_export_in_windows_1252_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.nbib").write_bytes("PMID- 1\nTI  - Züge – zwei\n".encode("cp1252"))
    file = read_file(tmp_path / "a.nbib", "a.nbib")
    assert works_of(file)[0]["title"] == "Züge – zwei"
    assert [problem.code for problem in file.problems] == [Code.ENCODING]


@pytest.mark.parametrize("text", ["", "\n\n", "\ufeff"])
def test_an_empty_file_holds_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.nbib").write_text(text, encoding="utf-8")
    assert works_of(read_file(tmp_path / "a.nbib", "a.nbib")) == []
