"""CITATION.cff: the software, what it asks to cite, and the works it refers to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sphinx_academic.data.located import RawMapping
from sphinx_academic.formats import read_file
from sphinx_academic.formats.citation_cff import read_cff

SAMPLES = Path(__file__).parent / "samples"


@pytest.fixture(scope="module")
def citation() -> Any:
    file = read_file(SAMPLES / "CITATION.cff", "CITATION.cff")
    assert not file.problems
    assert file.foreign
    return file.root


def test_the_software_is_a_publication(citation: Any) -> None:
    software = citation["publications"][0]
    assert software["type"] == "software"
    assert software["title"] == "tidetools"
    assert software["date"] == "2024-02-03"
    assert software["version"] == "2.1.0"
    assert software["links"] == [{"name": "Code", "url": "https://example.org/code/tidetools"}]
    assert software.places["title"] == (3, 1, 3, 8)


def test_people_and_entities_are_authors(citation: Any) -> None:
    assert citation["publications"][0]["authors"] == [
        {
            "family": "Example",
            "given": "Ada",
            "orcid": "0000-0001-2345-6789",
            "affiliation": "Tide Institute",
        },
        {"family": "van Sand", "given": "Rik", "suffix": "Jr."},
        {"literal": "The Tide Consortium", "url": "https://example.org/tides"},
    ]


def test_the_preferred_citation_is_a_publication(citation: Any) -> None:
    article = citation["publications"][1]
    assert article["type"] == "article"
    assert article["venue"] == "Journal of Open Tides"
    assert [article[name] for name in ("date", "volume", "number", "pages")] == ["2023-09", "7", "2", "11–19"]
    assert article["title"] == r"Tidetools: software for \*all\* tides"


def test_only_references_by_the_same_people_are_publications(citation: Any) -> None:
    assert [work["title"] for work in citation["publications"][2:]] == ["My thesis on tides"]
    assert [work["title"] for work in citation["references"]] == ["Tides before us"]


def test_a_file_without_title_is_told() -> None:
    file = read_cff("cff-version: 1.2.0\nauthors:\n  - name: X\n", "CITATION.cff")
    assert [problem.code for problem in file.problems] == ["missing"]


def test_a_conference_and_a_publisher_say_where_they_are() -> None:
    file = read_cff("title: T\nconference:\n  name: TideConf\n  city: Nowhere\n", "CITATION.cff")
    assert isinstance(file.root, RawMapping)
    work: Any = (file.root["publications"] or [None])[0]
    assert work["venue"] == "TideConf"
    assert work["location"] == "Nowhere"


def test_python_tags_are_refused_and_the_rest_is_read() -> None:
    file = read_cff(
        "title: T\nversion: !!python/object/apply:os.system [ls]\ndoi: 10.5555/1\n", "CITATION.cff"
    )
    assert isinstance(file.root, RawMapping)
    assert [problem.code for problem in file.problems] == ["tag"]
    work: Any = (file.root["publications"] or [None])[0]
    assert work["doi"] == "10.5555/1"


def test_software_without_a_title_is_told_beside_what_it_asks_to_cite() -> None:
    text = "cff-version: 1.2.0\npubs:title: Tools\npreferred-citation:\n  type: article\n  title: Tides\n"
    (problem,) = read_cff(text, "CITATION.cff").problems
    assert problem.message == "this citation file has no title."


def preferred(text: str) -> Any:
    """The work that a file asks to cite, with these fields."""
    lines = "".join(f"  {line}\n" for line in ["title: Tides", *text.splitlines()])
    file = read_cff(f"title: T\npreferred-citation:\n{lines}", "CITATION.cff")
    assert isinstance(file.root, RawMapping)
    assert not file.problems
    return (file.root["publications"] or [None])[1]


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("conference-paper", "conference"),
        ("conference", "conference"),
        ("magazine-article", "article"),
        ("edited-work", "book"),
        ("proceedings", "book"),
        ("pamphlet", "report"),
        ("unpublished", "preprint"),
        ("database", "dataset"),
        ("software-executable", "software"),
        ("software-container", "software"),
        ("slides", "talk"),
        ("film-broadcast", "other"),
    ],
)
def test_types_of_references_become_ours(written: str, kind: str) -> None:
    assert preferred(f"type: {written}")["type"] == kind


def test_editors_are_people_and_entities() -> None:
    editors = "- {given-names: Rik, name-particle: van, family-names: Sand, name-suffix: Jr.}\n- {name: Tide Society}"
    assert preferred(f"editors:\n{editors}")["editor"] == "Rik van Sand Jr., Tide Society"


def test_somebody_may_have_one_name_only() -> None:
    authors = "- {given-names: Plato, alias: platon}\n- {alias: salty}"
    assert preferred(f"authors:\n{authors}")["authors"] == [{"given": "Plato"}, {"literal": "salty"}]
    assert preferred("authors:\n- {family-names: Sand, alias: rik}")["authors"] == [{"family": "Sand"}]


def test_a_conference_gives_its_date_where_the_paper_has_none() -> None:
    conference = "conference: {name: TideConf, date-start: 2021-05-03}"
    assert preferred(conference)["date"] == "2021-05-03"
    assert preferred(f"{conference}\nyear: 2020")["date"] == "2020"


@pytest.mark.parametrize(
    ("written", "pages", "count"),
    [
        ("start: 11\nend: 19", "11–19", None),
        ("start: 11\nend: 11", "11", None),
        ("start: 11", "11", None),
        ("pages: 9", None, "9"),
    ],
)
def test_pages_are_where_a_work_stands_and_how_long_it_is(
    written: str, pages: str | None, count: str | None
) -> None:
    work = preferred(written)
    assert (work.get("pages"), work.get("number-of-pages")) == (pages, count)


def test_what_is_no_mapping_is_told_and_so_is_an_empty_file() -> None:
    (problem,) = read_cff("- title: T\n", "CITATION.cff").problems
    assert problem.message == "a citation file is a mapping with 'title', 'authors' and 'cff-version'."
    (problem,) = read_cff("# to be written\n", "CITATION.cff").problems
    assert problem.message == "this citation file is empty."


def test_the_venue_is_a_journal_a_conference_a_collection_or_an_institution() -> None:
    assert preferred("collection-title: Notes on Tides\npublisher: {name: Salt Press}") == {
        "title": "Tides",
        "venue": "Notes on Tides",
        "publisher": "Salt Press",
    }
    thesis = preferred("type: thesis\ninstitution: {name: Nowhere, city: Salton}\njournal: Tides")
    assert (thesis["venue"], thesis["cff-institution"]) == ("Tides", {"name": "Nowhere", "city": "Salton"})


def test_a_paper_stands_in_the_proceedings_of_a_conference_where_both_are_named() -> None:
    conference = "conference: {name: TideConf 2021, city: Nowhere, date-start: 2021-05-03}"
    proceedings = "collection-title: Proceedings of the 3rd Conference on Tides"
    work = preferred(f"type: conference-paper\n{conference}\n{proceedings}")
    assert (work["venue"], work["location"], work["date"]) == (
        "Proceedings of the 3rd Conference on Tides",
        "Nowhere",
        "2021-05-03",
    )
    assert "series" not in work
    series = preferred(f"{conference}\ncollection-title: Proceedings of Tide Research")
    assert (series["venue"], series["series"]) == ("TideConf 2021", "Proceedings of Tide Research")


def test_an_identifier_stands_in_for_a_doi_or_an_address_that_is_missing() -> None:
    identifiers = "identifiers:\n- {type: doi, value: 10.5555/all}\n- {type: doi, value: 10.5555/one}\n- {type: swh, value: 'swh:1'}"
    work = preferred(identifiers)
    assert work["doi"] == "10.5555/all"
    assert [each["value"] for each in work["identifiers"]] == ["10.5555/one", "swh:1"]
    assert preferred(f"doi: 10.5555/own\n{identifiers}")["doi"] == "10.5555/own"


def test_an_article_has_its_abstract_address_and_day() -> None:
    work = preferred("abstract: On *salt*\nurl: https://example.org/1\ndate-published: 2021-05-03")
    assert work == {
        "title": "Tides",
        "abstract": r"On \*salt\*",
        "date": "2021-05-03",
        "url": "https://example.org/1",
    }
