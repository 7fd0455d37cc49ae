"""What sources say of a work is said in one way, and what is no such thing is not said."""

from __future__ import annotations

import pytest

from sphinx_academic.fetching.facts import (
    graver,
    identifier,
    identifiers_in,
    values_of,
    with_notice_of_title,
)
from sphinx_academic.fetching.source import Identifier
from sphinx_academic.formats.own_entry import located


@pytest.mark.parametrize(
    ("scheme", "text", "normal"),
    [
        ("doi", "https://doi.org/10.5555/QF.2021.001", "10.5555/qf.2021.001"),
        ("doi", "http://dx.doi.org/10.5555/a(b)%3Cc", "10.5555/a(b)<c"),
        ("doi", "10/abcd", ""),
        ("doi", "qf.2021.001", ""),
        ("arxiv", "http://arxiv.org/abs/2401.00001v2", "2401.00001"),
        ("arxiv", "arXiv:hep-th/0000001v1", "hep-th/0000001"),
        ("pmid", "https://pubmed.ncbi.nlm.nih.gov/77/", "77"),
        ("pmcid", "9000001", "PMC9000001"),
        ("openalex", "https://openalex.org/W2741809807", "W2741809807"),
        ("openalex", "https://openalex.org/A2741809807", ""),
        ("dblp", "https://dblp.org/rec/conf/eel/Quillfeather22", "conf/eel/Quillfeather22"),
        ("github", "https://github.com/Ada/Kettle", "ada/kettle"),
        ("swhid", f"swh:1:rev:{'AB' * 20};origin=https://example.org", f"swh:1:rev:{'ab' * 20}"),
        ("hdl", "1/2", ""),
    ],
)
def test_an_identifier_is_normal_in_whatever_form_it_comes(scheme: str, text: str, normal: str) -> None:
    assert identifier(scheme, text) == (Identifier(scheme, normal) if normal else None)


def test_a_doi_of_arxiv_is_an_identifier_there_too_and_the_most_telling_comes_first() -> None:
    found = identifiers_in({"pmid": "77", "arxiv": "2401.00001v3", "doi": "10.48550/arXiv.2401.00001"})
    assert [str(each) for each in found] == ["doi:10.48550/arxiv.2401.00001", "arxiv:2401.00001", "pmid:77"]


def test_only_fields_of_records_are_said_and_only_what_they_can_hold() -> None:
    said = {
        "key": "a",
        "title": "Tides &amp; Time",
        "ISSN": ["0378-5955", "0378-5956", "0378-5955"],
        "isbn": "978-3-16-148410-1",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "doi": "10.5555/QF.1",
        "url": "https://doi.org/10.5555/qf.1",
        "date": "2019",
        "year": "2019",
        "publisher": "",
        "member": "7822",
        "authors": [
            {"family": "Quillfeather", "orcid": "0000-0002-1825-0097"},
            {"family": "Lind", "orcid": "0000-0002-1825-0090"},
            {"affiliation": "University of Eel Marsh"},
            "et al.",
        ],
    }
    assert values_of(located(said)) == {
        "title": "Tides & Time",
        "issn": ["0378-5955"],
        "license": "CC-BY-4.0",
        "doi": "10.5555/qf.1",
        "year": "2019",
        "authors": [{"family": "Quillfeather", "orcid": "0000-0002-1825-0097"}, {"family": "Lind"}, "et al."],
    }


def test_a_date_says_the_year_unless_they_differ() -> None:
    assert values_of(located({"date": "2019-03", "year": "2019"})) == {"date": "2019-03"}
    assert values_of(located({"date": "2019-03", "year": "2020"})) == {"date": "2019-03", "year": "2020"}


def test_what_stands_before_a_title_is_its_status_and_the_gravest_counts() -> None:
    said = with_notice_of_title({"title": "RETRACTED ARTICLE: Lanterns", "status": "corrected"})
    assert said == {"title": "Lanterns", "status": "retracted"}
    assert with_notice_of_title({"title": "Retracted lives"}) == {"title": "Retracted lives"}
    assert graver("corrected", "") == graver("", "corrected") == "corrected"
    assert graver("withdrawn", "expression of concern") == "withdrawn"
    assert graver("in press", "corrected") == "corrected"
