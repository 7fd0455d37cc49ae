"""schema.org documents: the right type, nothing empty, and no way out of their block."""

from __future__ import annotations

import json
from typing import Any

import lxml.html
import pytest
from test_citation_tags import HOSTILE, PAGE, work

from sphinx_academic.formats.scholarly_metadata import (
    Addresses,
    list_document,
    profile_document,
    work_document,
)
from sphinx_academic.formats.scholarly_metadata import (
    document_as_html as as_html,
)


def document(text: str, addresses: Addresses = PAGE) -> dict[str, Any]:
    return work_document(work(text), addresses)


def test_an_article_stands_in_an_issue_of_a_volume_of_a_journal() -> None:
    text = "{title: T, author: Ann Bee, journal: J, date: 2024-05, volume: 1, number: 2, pages: 3-4, doi: 10.1000/1}"
    found = document(text)
    assert (found["@type"], found["datePublished"], found["pageStart"]) == (
        "ScholarlyArticle",
        "2024-05",
        "3",
    )
    issue = found["isPartOf"]
    assert (issue["@type"], issue["issueNumber"]) == ("PublicationIssue", "2")
    assert issue["isPartOf"]["volumeNumber"] == "1"
    assert issue["isPartOf"]["isPartOf"] == {"@type": "Periodical", "name": "J"}
    assert found["sameAs"] == ["https://doi.org/10.1000/1"]
    assert found["encoding"]["contentUrl"] == PAGE.pdf


@pytest.mark.parametrize(
    ("kind", "type_"),
    [
        ("phdthesis", "Thesis"),
        ("book", "Book"),
        ("dataset", "Dataset"),
        ("software", "SoftwareSourceCode"),
        ("conference", "ScholarlyArticle"),
        ("preprint", "ScholarlyArticle"),
        ("patent", "CreativeWork"),
    ],
)
def test_a_work_has_the_type_that_schema_org_has_for_it(kind: str, type_: str) -> None:
    assert document(f"{{title: T, type: {kind}}}")["@type"] == type_


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        ("type: dataset, venue: Zenodo", "Zenodo"),
        ("type: software, venue: Zenodo, publisher: CERN", "CERN"),
    ],
)
def test_a_repository_publishes_what_lies_there(text: str, publisher: str) -> None:
    found = document(f"{{title: T, {text}}}")
    assert found["publisher"] == {"@type": "Organization", "name": publisher}
    assert "isPartOf" not in found


def test_a_name_of_several_words_that_is_one_whole_is_that_of_an_organisation() -> None:
    found = document("{title: T, authors: [{literal: Tide Consortium}, {literal: salty}, Ada Example]}")
    assert [author["@type"] for author in found["author"]] == ["Organization", "Person", "Person"]


def test_what_nobody_knows_is_not_said() -> None:
    assert document("{title: T, type: other}", Addresses()) == {
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "name": "T",
        "inLanguage": "en",
    }


@pytest.mark.parametrize(("expected", "written"), HOSTILE.items())
def test_no_text_ends_the_block_and_every_text_comes_back(expected: str, written: str) -> None:
    text = f"{{title: {written}, abstract: {written}, venue: {written}, tags: [{written}]}}"
    html = as_html(document(text))
    (block,) = lxml.html.fragments_fromstring(html)
    assert (block.tag, block.get("type")) == ("script", "application/ld+json")
    assert "<" not in block.text
    assert json.loads(block.text)["name"] == expected


def test_a_profile_is_a_page_about_a_person() -> None:
    found = profile_document(
        name="Ann Bee", page="https://a.example/", role="PhD student", same_as=["https://orcid.org/x"] * 2
    )
    assert found["@type"] == "ProfilePage"
    assert found["mainEntity"] == {
        "@type": "Person",
        "@id": "https://a.example/#person",
        "name": "Ann Bee",
        "jobTitle": "PhD student",
        "url": "https://a.example/",
        "sameAs": ["https://orcid.org/x"],
    }


def test_a_person_with_an_orcid_is_known_by_it() -> None:
    orcid = "https://orcid.org/0000-0002-1825-0097"
    found = profile_document(
        name="Ann Bee", page="https://a.example/", same_as=["https://a.example/x", orcid]
    )
    assert found["mainEntity"]["@id"] == orcid  # type: ignore[index]
    assert found["mainEntity"]["sameAs"] == ["https://a.example/x", orcid]  # type: ignore[index]


def test_a_list_counts_all_and_names_those_that_have_an_address() -> None:
    found = list_document("Papers", [("https://a.example/1", ""), ("https://a.example/2", "")], 3)
    assert found["numberOfItems"] == 3
    assert [(item["position"], item["url"]) for item in found["itemListElement"]] == [
        (1, "https://a.example/1"),
        (2, "https://a.example/2"),
    ]
