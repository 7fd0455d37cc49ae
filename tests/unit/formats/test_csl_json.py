"""CSL-JSON in the forms that Zotero, Mendeley, Pandoc, Crossref and doi.org give it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sphinx_academic.data.located import RawFile, RawList, RawMapping
from sphinx_academic.formats import read_file
from sphinx_academic.formats.csl_json import read_csl
from sphinx_academic.formats.json_places import read_json

SAMPLES = Path(__file__).parent / "samples"


def read(value: Any) -> RawFile:
    root, problems = read_json(json.dumps(value), "papers.json")
    return read_csl(root, "papers.json", problems)


def first(value: Any) -> dict[str, Any]:
    file = read([value])
    assert not file.problems
    assert isinstance(file.root, RawMapping)
    publications = file.root["publications"]
    assert isinstance(publications, RawList)
    assert isinstance(publications[0], RawMapping)
    return publications[0]


@pytest.fixture(scope="module")
def works() -> list[Any]:
    file = read_file(SAMPLES / "zotero.json", "zotero.json")
    assert not file.problems
    assert file.foreign
    assert isinstance(file.root, RawMapping)
    return list(file.root["publications"] or ())


def test_an_article_has_all_its_fields(works: list[Any]) -> None:
    article = works[0]
    assert article["key"] == "lovelace2021tides"
    assert article["type"] == "article"
    assert article["venue"] == "Journal of Imaginary Tides"
    assert [article[name] for name in ("volume", "number", "pages", "date")] == [
        "12",
        "3",
        "101-118",
        "2021-05-16",
    ]
    assert article["tags"] == ["tides", "algae", "salt"]
    assert article["ISSN"] == "1234-5678"
    assert article["csl-id"] == "http://zotero.org/users/1/items/ABCD1234"


def test_every_form_of_a_name_is_read(works: list[Any]) -> None:
    assert works[0]["authors"] == [
        {"family": "Lovelace", "given": "Ada", "orcid": "0000-0001-2345-6789"},
        {"family": "Beethoven", "given": "Ludwig", "particle": "van"},
        {"family": "Fontaine", "given": "Jean", "particle": "La", "dropping_particle": "de"},
        {"family": "King", "given": "Martin", "suffix": "Jr."},
        {"literal": "The Tide Consortium"},
        "Sample, Grace",
    ]
    assert works[0]["editor"] == "Edith Editor"


def test_markup_that_we_know_stays_and_the_rest_is_text(works: list[Any]) -> None:
    assert works[0]["title"] == "Tides in <i>Fucus</i> beds: H<sub>2</sub>O & ph"
    assert works[0]["abstract"] == r"We measure <b>everything</b> if x \< 3 and y > 2."


def test_the_lines_of_zoteros_extra_are_fields_and_the_others_the_note(works: list[Any]) -> None:
    assert works[0]["pmid"] == "123456"
    assert works[0]["tex.award"] == "Best Tide"
    assert works[0]["note"] == "First of a series: part 2 follows."


def test_the_key_that_better_bibtex_writes_into_the_note_is_the_key() -> None:
    work = first({"title": "T", "note": "Citation Key: bee2024\nSubmitted: 2024-01-02\nNB: read"})
    assert (work["key"], work["Submitted"], work["note"]) == ("bee2024", "2024-01-02", "NB: read")
    assert "key" not in first({"title": "T", "note": "Citation Key: https://x.example/1"})


def test_fields_stand_at_their_own_lines(works: list[Any]) -> None:
    assert works[0].places["title"] == (6, 5, 6, 14)
    assert works[0]["authors"].places[1] == (19, 7)


def test_a_preprint_gets_its_arxiv_identifier(works: list[Any]) -> None:
    assert works[1]["type"] == "preprint"
    assert works[1]["arxiv"] == "2301.00001"
    assert works[1]["venue"] == "arXiv"


@pytest.mark.parametrize(
    ("chosen", "key", "kept"),
    [
        ("bee2024", "bee2024", None),
        ("2004A&A", "2004A&A", None),
        ("müller 2020", "müller 2020", None),
        ("17", None, "17"),
        ("10.5555/tides", None, "10.5555/tides"),
        ("http://zotero.org/users/1/items/ABCD1234", None, "http://zotero.org/users/1/items/ABCD1234"),
    ],
)
def test_only_a_key_that_somebody_chose_is_a_key(chosen: str, key: str | None, kept: str | None) -> None:
    work = first({"title": "T", "id": chosen})
    assert (work.get("key"), work.get("csl-id")) == (key, kept)
    work = first({"title": "T", "id": chosen, "citation-key": "bee"})
    assert (work["key"], work["csl-id"]) == ("bee", chosen)


def test_custom_fields_with_our_names_are_ours(works: list[Any]) -> None:
    assert works[1]["selected"] == "true"
    assert works[1]["custom"] == {"colour": "blue"}


def test_a_custom_field_that_the_item_has_already_is_kept_beside_it() -> None:
    work = first({"title": "T", "DOI": "10.5555/1", "custom": {"doi": "10.5555/2"}})
    assert (work["doi"], work["custom"]) == ("10.5555/1", {"doi": "10.5555/2"})


@pytest.mark.parametrize(
    ("issued", "date"),
    [
        ({"date-parts": [[2021]]}, "2021"),
        ({"date-parts": [["2021", "5"]]}, "2021-05"),
        ({"date-parts": [[2021, 5, 6]]}, "2021-05-06"),
        ({"date-parts": [[2021, 5], [2021, 7]]}, "2021-05 – 2021-07"),
        ({"date-parts": [[2021], [0]]}, "2021 – present"),
        ({"date-parts": [[2021], "soon"]}, "2021"),
        ({"date-parts": [[-44, 3, 15]]}, "44 BC"),
        ({"date-parts": [[1999]], "season": "2"}, "Summer 1999"),
        ({"date-parts": [[1999]], "season": "autumn"}, "Autumn 1999"),
        ({"date-parts": [[1850]], "circa": True}, "c. 1850"),
        ({"date-parts": [[1850]], "circa": False}, "1850"),
        ({"raw": "May 2021"}, "May 2021"),
        ({"literal": "in press"}, "in press"),
        ({"edtf": "2021-21"}, "Spring 2021"),
        ({"edtf": "2021-22"}, "Summer 2021"),
        ({"edtf": "2021-23"}, "Autumn 2021"),
        ({"edtf": "2021-24/2022-21"}, "Winter 2021 – Spring 2022"),
        ("2021-05-06", "2021-05-06"),
        ("2021-05-06T12:00:00Z", "2021-05-06"),
        ("2004-06/2006-08", "2004-06 – 2006-08"),
        ("2004-06/..", "2004-06 – present"),
        ("/2006", "until 2006"),
        ("1997~", "c. 1997"),
        ("1997?", "1997?"),
        ([[2021, 5]], "2021-05"),
    ],
)
def test_every_form_of_a_date_is_read(issued: Any, date: str) -> None:
    assert first({"title": "T", "issued": issued})["date"] == date


@pytest.mark.parametrize(
    "nothing",
    [{}, {"circa": True}, {"date-parts": [[]]}, {"date-parts": [[None]]}, {"date-parts": "2"}, [], None, 0],
)
def test_a_date_that_says_nothing_is_no_date(nothing: Any) -> None:
    assert first({"title": "T", "issued": nothing}).get("date") in (None, "0")


@pytest.mark.parametrize(
    ("csl", "ours"),
    [
        ({"type": "article-journal"}, "article"),
        ({"type": "paper-conference"}, "conference"),
        ({"type": "article"}, "preprint"),
        ({"type": "article", "container-title": "Journal of X"}, "article"),
        ({"type": "article", "container-title": "bioRxiv"}, "preprint"),
        ({"type": "article", "container-title": "Journal of X", "genre": "Preprint"}, "preprint"),
        ({"type": "chapter", "container-title": "A Book"}, "chapter"),
        ({"type": "entry-encyclopedia", "container-title": "A Book"}, "entry-encyclopedia"),
        ({"type": "Entry_Dictionary"}, "chapter"),
        ({"type": "speech"}, "talk"),
        ({"type": "speech", "genre": "Poster"}, "poster"),
        ({"type": "journal-article"}, "article"),
        ({"type": "webpage"}, "webpage"),
        ({"type": "something new"}, "other"),
    ],
)
def test_types_become_ours_or_stay_what_says_more(csl: dict[str, str], ours: str) -> None:
    assert first({"title": "T", **csl})["type"] == ours


@pytest.mark.parametrize(
    "wrapped",
    [
        lambda item: [item],
        lambda item: {"items": [item]},
        lambda item: {"references": [item]},
        lambda item: item,
        lambda item: {"status": "ok", "message": item},
        lambda item: {"message": {"items": [item]}},
        lambda item: {"tides": item},
    ],
)
def test_items_are_found_however_they_are_wrapped(wrapped: Any) -> None:
    file = read(wrapped({"type": "book", "title": ["Tides"]}))
    assert not file.problems
    assert isinstance(file.root, RawMapping)
    assert file.root["publications"] == [{"type": "book", "title": "Tides"}]


def test_the_conference_is_kept_beside_its_proceedings() -> None:
    paper = first(
        {"title": "T", "container-title": "Proceedings of X", "event": "X 2020", "event-title": "X"}
    )
    assert paper["venue"] == "Proceedings of X"
    assert paper["csl-event"] == "X 2020"
    assert paper["event-title"] == "X"


def test_crossrefs_abstracts_lose_their_tags() -> None:
    jats = "<jats:title>Abstract</jats:title><jats:p>One <jats:italic>two</jats:italic>.</jats:p><jats:p>Three</jats:p>"
    assert first({"title": "T", "abstract": jats})["abstract"] == "One <i>two</i>.\n\nThree"


def test_maths_and_entities_stay_and_marks_are_escaped() -> None:
    assert first({"title": "A $x_1^2$ *b* &amp; [c] <unk> <i>open"})["title"] == (
        r"A $x_1^2$ \*b\* &amp; \[c] \<unk> \<i>open"
    )


def test_what_is_no_csl_is_told() -> None:
    file = read({"dependencies": {"a": "1"}})
    assert file.root is None
    assert "neither CSL-JSON" in file.problems[0].message


def test_zoteros_own_json_is_told_what_to_export_instead() -> None:
    file = read({"items": [{"itemType": "book", "creators": []}] * 3})
    assert len(file.problems) == 1
    assert "Better CSL JSON" in file.problems[0].hint


def test_items_that_are_none_are_left_out_one_by_one() -> None:
    file = read([{"title": "A"}, "text", None, ["x"], {"title": "B"}])
    assert isinstance(file.root, RawMapping)
    assert file.root["publications"] == [{"title": "A"}, {"title": "B"}]
    assert len(file.problems) == 2


def test_values_of_any_other_kind_break_nothing() -> None:
    odd = {
        "id": [],
        "type": {},
        "title": {"a": 1},
        "author": "Ada Example and Grace Sample",
        "editor": 1,
        "issued": "x",
    }
    file = read([odd | {"keyword": {"a": 1}, "note": [1], "custom": "text", "DOI": None}])
    assert not file.problems


def test_a_cut_off_export_is_told() -> None:
    text = (SAMPLES / "zotero.json").read_text(encoding="utf-8")
    whole, _ = read_json(text, "x")
    for cut in range(0, len(text), 97):
        root, problems = read_json(text[:cut], "x")
        file = read_csl(root, "x", problems)
        assert cut == 0 or file.problems or len(whole or ()) == 6


def test_what_a_thesis_is_in_words_is_no_university() -> None:
    thesis = first({"type": "thesis", "title": "Salt", "publisher": "Nowhere", "genre": "PhD thesis"})
    assert (thesis["genre"], thesis["venue"]) == ("PhD thesis", "Nowhere")
    assert first({"type": "thesis", "title": "Salt", "publisher": "Nowhere"})["venue"] == "Nowhere"
    book = first({"type": "book", "title": "Salt", "publisher": "Nowhere", "genre": "Novel"})
    assert (book["publisher"], "venue" in book) == ("Nowhere", False)


@pytest.mark.parametrize(
    ("number", "arxiv", "kept"),
    [
        ("arXiv:2308.05734", "2308.05734", None),
        ("arXiv:2308.05734v2", "2308.05734v2", None),
        ("arXiv:hep-th/9901001", "hep-th/9901001", None),
        ("2308", None, "2308"),
    ],
)
def test_zotero_has_the_number_of_a_preprint_in_a_field_of_reports(
    number: str, arxiv: str | None, kept: str | None
) -> None:
    work = first({"type": "article", "title": "T", "number": number})
    assert (work.get("arxiv"), work.get("number")) == (arxiv, kept)


def test_a_talk_is_at_its_event_and_an_article_keeps_its_publisher() -> None:
    talk = first({"type": "speech", "title": "T", "event-title": "TideConf", "publisher": "Nowhere"})
    assert (talk["venue"], talk["publisher"]) == ("TideConf", "Nowhere")


def test_an_identifier_in_the_note_is_one() -> None:
    work = first({"title": "T", "note": "DOI: 10.5555/1\nSee B"})
    assert (work["doi"], work["note"]) == ("10.5555/1", "See B")
