"""Identifiers have one form, whoever gives them, and values of works stand there as data files have them."""

from __future__ import annotations

import pytest

from sphinx_academic.data.located import RawMapping
from sphinx_academic.fetching.fetched_works import fetched_work
from sphinx_academic.fetching.source import Identifier
from sphinx_academic.fetching.spelled_identifiers import normal_identifier
from sphinx_academic.formats.json_places import read_json


@pytest.mark.parametrize(
    ("scheme", "text", "normal"),
    [
        ("doi", "https://doi.org/10.5555/QF.2021.001", "10.5555/qf.2021.001"),
        ("doi", "http://dx.doi.org/10.5555/a(b)%3Cc", "10.5555/a(b)<c"),
        ("doi", "10/abcd", None),
        ("doi", "in press", None),
        ("arxiv", "arXiv:2401.00001v2", "2401.00001"),
        ("arxiv", "http://arxiv.org/abs/math.GT/0309136v1", "math/0309136"),
        ("pmid", "https://pubmed.ncbi.nlm.nih.gov/90000001", "90000001"),
        ("pmcid", "https://www.ncbi.nlm.nih.gov/pmc/articles/9000001", "PMC9000001"),
        ("openalex", "https://openalex.org/W1000000001", "W1000000001"),
        ("openalex", "https://openalex.org/A1000000001", None),
        ("isbn", "978-3-16-148410-0", None),
    ],
)
def test_an_identifier_has_one_form(scheme: str, text: str, normal: str | None) -> None:
    assert normal_identifier(scheme, text) == (None if normal is None else Identifier(scheme, normal))


def made(text: str) -> RawMapping:
    value, _ = read_json(text, "answer")
    assert isinstance(value, RawMapping)
    return value


def test_what_a_reader_makes_becomes_a_work_with_its_identifiers() -> None:
    work = fetched_work(
        "openalex",
        made(
            '{"title": "T", "authors": ["A B", {"name": "C D", "orcid": null}], "doi": "10.48550/ARXIV.2401.00001", "year": 2024}'
        ),
        "2026-12-01",
        more={"citations": "7"},
        known=[Identifier("openalex", "W1000000001")],
        of="0000-0002-1825-0097",
    )
    assert work is not None
    assert [*map(str, work.identifiers)] == [
        "doi:10.48550/arxiv.2401.00001",
        "arxiv:2401.00001",
        "openalex:W1000000001",
    ]
    assert work.values == {
        "title": "T",
        "authors": ["A B", {"name": "C D"}],
        "doi": "10.48550/arxiv.2401.00001",
        "date": "2024",
        "citations": "7",
    }
    assert (work.source, work.day, work.kind, work.of) == (
        "openalex",
        "2026-12-01",
        "publications",
        "0000-0002-1825-0097",
    )


def test_what_is_no_identifier_stands_in_no_field_and_a_work_without_any_is_none() -> None:
    assert fetched_work("orcid", made('{"title": "T", "doi": "in press"}'), "2026-12-01") is None
    work = fetched_work("orcid", made('{"doi": "in press", "pmid": "77", "date": "2024-05", "year": "2025"}'), "2026-12-01")  # fmt: skip
    assert work is not None
    assert work.values == {"pmid": "77", "date": "2024-05"}


def test_only_fields_of_records_are_said_and_only_what_they_can_hold() -> None:
    said = """{
        "key": "a", "title": "Tides &amp; Time", "ISSN": ["0378-5955", "0378-5956", "0378-5955"], "isbn": "978-3-16-148410-1",
        "license": "https://creativecommons.org/licenses/by/4.0/", "doi": "10.5555/QF.1", "url": "https://doi.org/10.5555/qf.1",
        "publisher": "", "member": "7822", "authors": [
            {"family": "Quillfeather", "orcid": "0000-0002-1825-0097"}, {"family": "Lind", "orcid": "0000-0002-1825-0090"},
            {"affiliation": "University of Eel Marsh"}, null, "et al."
        ]
    }"""
    work = fetched_work("crossref", made(said), "2026-12-01")
    assert work is not None
    assert work.values == {
        "title": "Tides & Time",
        "issn": ["0378-5955"],
        "license": "CC-BY-4.0",
        "doi": "10.5555/qf.1",
        "authors": [{"family": "Quillfeather", "orcid": "0000-0002-1825-0097"}, {"family": "Lind"}, "et al."],
    }


def test_what_stands_before_a_title_is_the_status_of_a_work_but_not_of_a_notice() -> None:
    raw = made('{"doi": "10.5555/1", "title": "RETRACTED ARTICLE: Lanterns", "status": "corrected"}')
    work, notice = (
        fetched_work("crossref", raw, "2026-12-01", is_notice=is_notice) for is_notice in (False, True)
    )
    assert work is not None
    assert work.values == {"doi": "10.5555/1", "title": "Lanterns", "status": "retracted"}
    assert notice is not None
    assert notice.values["status"] == "corrected"
    plain = fetched_work("crossref", made('{"doi": "10.5555/1", "title": "Retracted lives"}'), "2026-12-01")
    assert plain is not None
    assert plain.values == {"doi": "10.5555/1", "title": "Retracted lives"}


@pytest.mark.parametrize(
    ("said", "date"),
    [
        ("2021-02-31", "2021-02"),
        ("2021-13", "2021"),
        ("2021-02-28", "2021-02-28"),
        ("2020/2021", "2020/2021"),
        ("Spring 2019", "Spring 2019"),
        ("some day", None),
        ("true-03-15", None),
    ],
)
def test_a_day_or_a_month_that_no_calendar_has_is_not_said(said: str, date: str | None) -> None:
    work = fetched_work(
        "orcid", made(f'{{"title": "T", "doi": "10.5555/1", "date": "{said}"}}'), "2026-12-01"
    )
    assert work is not None
    assert work.values.get("date") == date


@pytest.mark.parametrize(
    ("said", "fields"),
    [
        ('"pages": "e17"', {"eid": "e17"}),
        ('"pages": "e17", "eid": "17"', {"eid": "17"}),
        ('"pages": "e17-e19"', {"pages": "e17-e19"}),
        ('"pages": "S12"', {"pages": "S12"}),
    ],
)
def test_a_page_that_is_the_number_of_an_article_is_that(said: str, fields: dict[str, str]) -> None:
    work = fetched_work("pubmed", made(f'{{"doi": "10.5555/1", {said}}}'), "2026-12-01")
    assert work is not None
    assert {name: value for name, value in work.values.items() if name != "doi"} == fields


@pytest.mark.parametrize(
    ("said", "works_at"),
    [
        ("University of Eel Marsh, e-mail: ada@eelmarsh.org", "University of Eel Marsh"),
        ("Tides, Eel Marsh. Electronic address: ada@eelmarsh.org.", "Tides, Eel Marsh"),
        ("Tides (ada@eelmarsh.org), Eel Marsh", "Tides, Eel Marsh"),
        ("ada@eelmarsh.org", None),
        ("Tides Inc.", "Tides Inc."),
    ],
)
def test_nobodys_address_of_mail_is_kept(said: str, works_at: str | None) -> None:
    author = f'{{"family": "Quillfeather", "affiliation": "{said}"}}'
    work = fetched_work("crossref", made(f'{{"doi": "10.5555/1", "authors": [{author}]}}'), "2026-12-01")
    assert work is not None
    assert work.values["authors"] == [
        {"family": "Quillfeather"} | ({"affiliation": works_at} if works_at else {})
    ]


@pytest.mark.parametrize(("said", "date"), [("2021", "2021"), ("2021-99", None), (":unav", None)])
def test_a_year_is_one_or_not_said(said: str, date: str | None) -> None:
    work = fetched_work("datacite", made(f'{{"doi": "10.5555/1", "year": "{said}"}}'), "2026-12-01")
    assert work is not None
    assert work.values.get("date") == date


@pytest.mark.parametrize(
    ("said", "url"),
    [("https://example.org/a", "https://example.org/a"), ("example", None), ("ftp://x/", None)],
)
def test_an_address_is_one_of_the_web_or_not_said(said: str, url: str | None) -> None:
    work = fetched_work("crossref", made(f'{{"doi": "10.5555/1", "url": "{said}"}}'), "2026-12-01")
    assert work is not None
    assert work.values.get("url") == url
