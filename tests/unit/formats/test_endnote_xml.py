"""EndNote's XML, as EndNote and others write it, as it arrives when it is broken, and as nobody honest writes it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sphinx_academic.data.collection import collect
from sphinx_academic.data.located import RawFile, RawMapping
from sphinx_academic.formats import expand, read_file
from sphinx_academic.formats.endnote_xml import read_endnote
from sphinx_academic.problems import Code

SAMPLES = Path(__file__).parent / "samples"


def works_of(file: RawFile) -> Any:
    assert isinstance(file.root, RawMapping)
    return file.root["publications"]


def read(*records: str, head: str = "") -> RawFile:
    return read_endnote(f"{head}<xml><records>{''.join(records)}</records></xml>", "x.xml")


def work(fields: str, name: str = "Journal Article") -> Any:
    (found,) = works_of(read(f'<record><ref-type name="{name}"></ref-type>{fields}</record>'))
    return found


@pytest.fixture(scope="module")
def works() -> Any:
    file = read_file(SAMPLES / "endnote.xml", "endnote.xml")
    assert not file.problems
    assert file.foreign
    return works_of(file)


def test_an_article_has_all_its_fields(works: Any) -> None:
    article = works[0]
    assert article["title"] == r"Tides of <i>Fucus</i> & friends \*"
    assert [article[name] for name in ("type", "venue", "date", "key")] == [
        "article",
        "Journal of Tides",
        "2020-05-16",
        "example2020",
    ]
    assert [article[name] for name in ("volume", "number", "pages")] == ["12", "3", "101-118"]
    assert [article[name] for name in ("doi", "pmid", "pmcid")] == [
        "10.5555/tides.2020",
        "90000001",
        "PMC9000001",
    ]
    assert article["issn"] == ["1234-5678", "2345-6789"]
    assert article["tags"] == ["tides", "salt", "water"]
    assert article["abstract"] == "Salt is old. CO<sub>2</sub> is not."
    assert article["note"] == "A note"


def test_names_with_a_suffix_and_of_groups_are_read(works: Any) -> None:
    assert works[0]["authors"] == [
        {"family": "Example", "given": "Ada"},
        {"family": "King", "given": "Martin L.", "suffix": "Jr."},
        {"literal": "The Tide Consortium"},
    ]


def test_addresses_are_links_but_those_of_a_library_of_ones_own(works: Any) -> None:
    assert works[0]["url"] == "https://example.org/1"
    assert [link["url"] for link in works[0]["links"]] == [
        "https://example.org/2",
        "https://example.org/1.pdf",
    ]
    assert works[0]["pdf-urls"] == ["internal-pdf://123/a.pdf"]


def test_a_field_stands_where_its_element_does(works: Any) -> None:
    assert works[0].places["title"] == (12, 5, 12, 5)
    assert works[0].places["volume"] == (17, 25, 17, 25)


def test_columns_count_characters_where_all_stands_in_one_line() -> None:
    file = read("<record><titles><title>Züge 刘</title></titles><volume>1</volume></record>")
    assert works_of(file)[0].places["volume"][:2] == (
        1,
        len("<xml><records><record><titles><title>Züge 刘</title></titles>") + 1,
    )


def test_what_has_no_field_of_ours_is_kept_and_told_as_lost(works: Any) -> None:
    assert works[0]["research-notes"] == "Read again"
    assert "database" not in works[0]
    assert "rec-number" not in works[0]
    file = read_file(SAMPLES / "endnote.xml", "endnote.xml")
    lost = [(each.line, each.message) for each in collect([file], "publications").remarks]
    assert (26, "'research-notes' of a publication is shown nowhere.") in lost
    assert (42, "'endnote-pages' of a publication is shown nowhere.") in lost


def test_parts_theses_and_edited_books_have_their_places_and_people(works: Any) -> None:
    part, thesis, book = works[1:]
    assert [part[name] for name in ("type", "venue", "series", "editor", "translator", "location")] == [
        "chapter",
        "Handbook of Tides",
        "Books of the Sea",
        "Edith Editor",
        "Rowan Ash",
        "Fenwick",
    ]
    assert part["isbn"] == ["978-3-16-148410-0"]
    assert (thesis["venue"], thesis["genre"]) == ("University of Nowhere", "Ph.D.")
    assert thesis["tertiary-authors"] == ["Birch, Tim"]
    assert thesis["secondary-title"] == "Department of Salt"
    assert (book["type"], book["editor"], book["series"]) == ("book", "Edith Editor", "Series of the Sea")
    assert "authors" not in book


@pytest.mark.parametrize(
    ("fields", "name", "field", "expected"),
    [
        ("<dates><year>2020</year><pub-dates><date>2020-05-06</date></pub-dates></dates>", "Report", "date", "2020-05-06"),
        ("<dates><year>2020</year><pub-dates><date>May 6, 2020</date></pub-dates></dates>", "Report", "date", "2020-05-06"),
        ("<dates><year>2020</year><pub-dates><date>Q3</date></pub-dates></dates>", "Report", "pub-dates", "Q3"),
        ("<dates><year>in press</year></dates>", "Report", "date", "in press"),
        ("<isbn>TR-7</isbn>", "Report", "number", "TR-7"),
        ("<isbn>US 1234567</isbn>", "Patent", "number", "US 1234567"),
        ("<edition>2.1</edition>", "Computer Program", "version", "2.1"),
        ("<electronic-resource-num>arXiv:2301.04567</electronic-resource-num>", "Preprint", "arxiv", "2301.04567"),
        ("<electronic-resource-num>x</electronic-resource-num>", "Report", "electronic-resource-num", "x"),
        ("<accession-num>WOS:1</accession-num>", "Report", "accession-num", "WOS:1"),
        ("<custom7>e17</custom7><pages>e17</pages>", "Journal Article", "eid", "e17"),
        ("<label>Read later, please do so</label>", "Report", "label", "Read later, please do so"),
        ("<keywords><keyword>a; b</keyword></keywords>", "Report", "tags", ["a", "b"]),
        ("<notes>doi: 10.5555/1&#xD;Mind the gap</notes>", "Report", "note", "Mind the gap"),
        ("<notes>doi: 10.5555/1&#xD;Mind the gap</notes>", "Report", "doi", "10.5555/1"),
        ("<titles><title>A</title></titles>", "Bill", "ref-type", "Bill"),
        ("<titles><title>A&#x1;B</title></titles>", "Report", "title", "A B"),
        ("<titles><title><![CDATA[A & B]]></title></titles>", "Report", "title", "A & B"),
    ],
)  # fmt: skip
def test_every_form_of_a_field_is_read(fields: str, name: str, field: str, expected: object) -> None:
    assert (
        work(fields, name)[field].strip() == expected
        if isinstance(expected, str)
        else work(fields, name)[field] == expected
    )


def test_a_type_is_known_by_its_number_and_in_capitals() -> None:
    text = "<XML><RECORDS><RECORD><REF-TYPE>6</REF-TYPE><TITLES><TITLE>A</TITLE></TITLES></RECORD></RECORDS></XML>"
    (found,) = works_of(read_endnote(text, "x.xml"))
    assert (found["type"], found["title"]) == ("book", "A")


@pytest.mark.parametrize(
    ("record", "column", "fault"),
    [
        ("<record><titles><title>A</title></titles><volume>R & D</volume></record>", 67, "not well-formed"),
        ("<record><titles><title>A</title></titles><volume>1</record>", 67, "mismatched tag"),
        ("<record><titles><title>A</title></titles><volume>&lol;</volume></record>", 64, "undefined entity"),
        ("<record><titles><title>A</title></titles>", 56, "no element found"),
    ],
)
def test_a_broken_record_is_told_where_it_breaks_and_costs_no_other(
    record: str, column: int, fault: str
) -> None:
    file = read(record, "<record><titles><title>B</title></titles></record>")
    assert [found["title"] for found in works_of(file)] == ["A", "B"]
    (problem,) = file.problems
    assert (problem.code, problem.line, problem.column) == (Code.SYNTAX, 1, column)
    assert fault in problem.message


def test_a_document_type_and_its_entities_are_never_looked_at(tmp_path: Path) -> None:
    head = '<!DOCTYPE xml [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
    path = tmp_path / "library.xml"
    path.write_text(
        f"{head}<xml><records><record><titles><title>A &b; &f;</title></titles></record></records></xml>",
        encoding="utf-8",
    )
    assert expand(tmp_path, "x") == [(tmp_path, "x")]
    file = read_file(path, "library.xml")
    assert works_of(file)[0]["title"] == "A"
    assert [problem.column for problem in file.problems] == [
        1,
        len(head) + len("<xml><records><record><titles><title>A ") + 1,
    ]
    assert "undefined entity" in file.problems[1].message


def test_what_stands_between_records_is_told_unless_it_is_a_comment() -> None:
    record = "<record><titles><title>A</title></titles></record>"
    assert read(record, "<!-- <b> -->\n", record).problems == ()
    file = read(record, "<title>B</title>", record)
    assert [(each.code, each.column) for each in file.problems] == [(Code.SYNTAX, 65)]
    assert len(works_of(file)) == 2


def test_other_xml_is_told_and_in_a_folder_no_data(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text('<?xml version="1.0"?>\n<feed/>\n', encoding="utf-8")
    (tmp_path / "library.xml").write_bytes((SAMPLES / "endnote.xml").read_bytes())
    assert [path.name for path, _ in expand(tmp_path, "x")] == ["library.xml"]
    (problem,) = read_file(tmp_path / "feed.xml", "feed.xml").problems
    assert (problem.code, problem.line, problem.column) == (Code.TYPE, 2, 1)
    assert "'feed'" in problem.message


def test_text_in_another_encoding_is_read_whatever_the_file_says(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    text = '<?xml version="1.0" encoding="windows-1252"?><xml><records><record><titles><title>Züge</title></titles></record></records></xml>'
    path.write_bytes(text.encode("cp1252"))
    assert works_of(read_file(path, "a.xml"))[0]["title"] == "Züge"


def test_an_empty_file_tells_nothing_and_an_empty_library_that_it_is_one() -> None:
    assert (works_of(read_endnote("", "x.xml")), read_endnote("", "x.xml").problems) == ([], ())
    assert [problem.code for problem in read().problems] == [Code.MISSING]
