"""Unpaywall says of works whether everybody may read them, to those who say who they are."""

from __future__ import annotations

import json
from typing import Any

import pytest
from answers_of_files import AskerOfFiles, ReplyOfText, asker_of_files, stored_body

from sphinx_academic.fetching.source import FetchedWork, Identifier, UnavailableError
from sphinx_academic.fetching.sources.unpaywall import SOURCE

API = "https://api.unpaywall.org/v2"
DOI = "10.5555/qf.2021.001"


def stored(name: str) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(stored_body(f"unpaywall/{name}"))
    return value


def reply(value: object) -> ReplyOfText:
    return ReplyOfText(json.dumps(value))


def by_ids(asker: AskerOfFiles, *dois: str) -> list[FetchedWork]:
    assert SOURCE.works_by_ids is not None
    return [*SOURCE.works_by_ids(asker, [Identifier("doi", doi) for doi in dois])]


def said(**values: object) -> object:
    """What is taken of the answer about an open article that says this besides."""
    works = by_ids(asker_of_files({API: reply({**stored("doi"), **values})}), DOI)
    return works[0].values["open_access"] if works else None


def test_an_open_article_has_its_status_and_leads_to_the_best_copy() -> None:
    asker = asker_of_files({f"{API}/{DOI}": "unpaywall/doi"})
    access = {"status": "gold", "url": "https://example.org/qf/001.pdf"}
    assert by_ids(asker, DOI) == [
        FetchedWork("unpaywall", (Identifier("doi", DOI),), {"open_access": access}, "2026-12-01")
    ]
    assert asker.asked == [f"{API}/{DOI}?email=ada@eelmarsh.org"]


def test_a_closed_article_leads_nowhere() -> None:
    (work,) = by_ids(asker_of_files({API: "unpaywall/doi-closed"}), "10.5555/conf.2022.17")
    assert work.values == {"open_access": {"status": "closed", "url": ""}}


PAGE = {"url_for_pdf": None, "url_for_landing_page": "https://repo.example/17", "url": "https://repo.example/x"}  # fmt: skip


@pytest.mark.parametrize(
    ("values", "access"),
    [
        ({"best_oa_location": PAGE}, {"status": "gold", "url": "https://repo.example/17"}),
        ({"best_oa_location": {**PAGE, "url_for_landing_page": None}}, {"status": "gold", "url": "https://repo.example/x"}),
        ({"best_oa_location": None}, {"status": "gold", "url": "https://example.org/qf/001.pdf"}),
        ({"best_oa_location": {"url": "ftp://x"}, "oa_locations": []}, {"status": "gold", "url": ""}),
        ({"oa_status": "diamond"}, {"status": "diamond", "url": "https://example.org/qf/001.pdf"}),
        ({"oa_status": "platinum", "oa_locations": None, "best_oa_location": None}, {"status": "open", "url": ""}),
        ({"oa_status": None, "is_oa": None}, None),
        ({"oa_status": None, "is_oa": False}, {"status": "closed", "url": ""}),
        ({"oa_status": "gold", "is_oa": False}, None),
        ({"oa_status": "closed", "is_oa": True}, None),
        ({"doi": None}, None),
        ({"doi": "10.5555/QF.2021.001", "z_authors": None}, {"status": "gold", "url": "https://example.org/qf/001.pdf"}),
    ],
)  # fmt: skip
def test_what_is_missing_or_contradicts_itself_is_not_said(values: dict[str, object], access: object) -> None:
    assert said(**values) == access


def test_what_is_said_of_another_work_is_known_by_its_own_doi() -> None:
    (work,) = by_ids(asker_of_files({API: reply({**stored("doi"), "doi": "10.5555/ANOTHER"})}), DOI)
    assert work.identifiers == (Identifier("doi", "10.5555/another"),)


def test_a_doi_is_asked_for_encoded_and_what_is_not_there_is_left_out() -> None:
    asker = asker_of_files(
        {
            f"{API}/10.5555/a?b#c": reply({**stored("doi"), "doi": "10.5555/a?b#c"}),
            f"{API}/10.5555/nothing": "unpaywall/not-found",
            f"{API}/10.5555/none": reply(stored("not-found")),
        }
    )
    (work,) = by_ids(asker, "10.5555/nothing", "10.5555/none", "10.5555/a?b#c")
    assert work.identifiers == (Identifier("doi", "10.5555/a?b#c"),)
    assert asker.encoded[0] == f"{API}/10.5555%2Fa%3Fb%23c"
    assert len(asker.asked) == 3


@pytest.mark.parametrize(
    ("contact", "told"),
    [
        ("", "is asked only with the address of whoever asks; name your own as  contact:  in academic.fetch.yaml"),
        ("me@example.com", "does not answer to me@example.com, which is nobody's; name your own as"),
        ("me@Mail.Example.com", "does not answer to me@Mail.Example.com, which is nobody's; name your own as"),
    ],
)  # fmt: skip
def test_without_a_real_address_nothing_is_asked(contact: str, told: str) -> None:
    asker = asker_of_files({}, contact)
    with pytest.raises(UnavailableError) as error:
        by_ids(asker, DOI)
    assert str(error.value).startswith(told)
    assert asker.asked == []
    assert SOURCE.needs_contact


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (UnavailableError("answers with 422: use your own", 422), "does not answer to ada@eelmarsh.org (answers with 422: use your own); name"),
        (reply(stored("example-email")), "answers with an error: (use your own email address) http://unpaywall.org/products/api"),
        (reply(stored("rate-limited")), "answers with an error: (history of use above the limits)"),
        ("unpaywall/rate-limited", "answers with status 429."),
        (reply({"error": True}), "answers with an error: failed"),
        (reply({}), "answers with something else than whether a work is open"),
        (reply({"doi": DOI, "title": "T"}), "answers with something else than whether a work is open"),
        (reply({"results": []}), "answers with something else than whether a work is open"),
        (ReplyOfText("<html>"), "answers with what is no JSON."),
    ],
)  # fmt: skip
def test_an_error_is_told_and_is_not_that_nothing_is_open(
    answer: ReplyOfText | Exception | str, told: str
) -> None:
    with pytest.raises(UnavailableError) as error:
        by_ids(asker_of_files({API: answer}), DOI)
    assert str(error.value).startswith(told)
