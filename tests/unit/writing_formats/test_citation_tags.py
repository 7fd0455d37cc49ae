"""The tags that Google Scholar reads say what a record says, one author a tag."""

from __future__ import annotations

from typing import Any

import lxml.html
import pytest
from inline_data import read_clean

from sphinx_academic.content.markup import Markup
from sphinx_academic.formats.reference import reference
from sphinx_academic.formats.scholarly_metadata import Addresses, ScholarlyWork, citation_tags, scholarly_work
from sphinx_academic.formats.scholarly_metadata import tags_as_html as as_html

PAGE = Addresses("https://a.example/papers/x.html", "https://a.example/papers/x.pdf")


def work(text: str) -> ScholarlyWork:
    (publication,) = read_clean(f"publications:\n- {text}").publications
    return scholarly_work(publication, reference(publication), Markup({}), "en")


def tags(text: str, addresses: Addresses = Addresses()) -> list[tuple[str, str]]:  # noqa: B008
    return [(tag.name.removeprefix("citation_"), tag.content) for tag in citation_tags(work(text), addresses)]


def test_a_journal_article_has_everything_that_the_guidelines_name() -> None:
    text = (
        "{title: T, author: 'Ann Bee, Cy Dee', journal: J, date: 2024-05-16, volume: 1, number: 2, pages: 3-4, "
        "publisher: P, doi: 10.1000/1, arxiv: 2401.00001, tags: [a, b], type: article}"
    )
    assert tags(text, PAGE) == [
        ("title", "T"),
        ("author", "Ann Bee"),
        ("author", "Cy Dee"),
        ("publication_date", "2024/05/16"),
        ("journal_title", "J"),
        ("publisher", "P"),
        ("volume", "1"),
        ("issue", "2"),
        ("firstpage", "3"),
        ("lastpage", "4"),
        ("doi", "10.1000/1"),
        ("arxiv_id", "2401.00001"),
        ("pdf_url", PAGE.pdf),
        ("abstract_html_url", PAGE.page),
        ("keywords", "a"),
        ("keywords", "b"),
        ("language", "en"),
    ]


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("conference", "conference_title"),
        ("phdthesis", "dissertation_institution"),
        ("techreport", "technical_report_institution"),
        ("incollection", "inbook_title"),
    ],
)
def test_the_venue_is_called_what_it_is(kind: str, name: str) -> None:
    assert (name, "V") in tags(f"{{title: T, venue: V, type: {kind}}}")


@pytest.mark.parametrize(
    ("date", "expected"), [("2024", "2024"), ("2024-05", "2024/05"), ("2024-05-16", "2024/05/16")]
)
def test_a_date_says_as_much_as_is_known(date: str, expected: str) -> None:
    assert ("publication_date", expected) in tags(f"{{title: T, date: {date}}}")


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ("45--67", ["45", "67"]),
        ("45–67", ["45", "67"]),
        ("e123", ["e123"]),
        ("1:1-1:20", ["1:1", "1:20"]),
        ("1, 3-5, 9", ["1", "9"]),
    ],
)
def test_pages_are_a_first_and_a_last_one(pages: str, expected: list[str]) -> None:
    assert [
        v for n, v in tags(f"{{title: T, pages: '{pages}'}}") if n in {"firstpage", "lastpage"}
    ] == expected


def test_orcid_and_affiliation_stand_behind_their_author() -> None:
    text = "{title: T, authors: [{name: A B, orcid: 0000-0002-1825-0097, affiliation: U}, {name: C D}]}"
    assert tags(text)[1:5] == [
        ("author", "A B"),
        ("author_institution", "U"),
        ("author_orcid", "https://orcid.org/0000-0002-1825-0097"),
        ("author", "C D"),
    ]


HOSTILE = {
    'a < b & "c" > d': "'a < b & \"c\" > d'",
    "</script><script>alert(1)</script>": "'</script><script>alert(1)</script>'",
    "A word & x^2 🫖": "'A **word** &amp; $x^2$ 🫖'",
    "one two": "'[one](https://x.example) <i>two</i>'",
}


@pytest.mark.parametrize(("expected", "written"), HOSTILE.items())
def test_titles_are_plain_text_whatever_they_hold(expected: str, written: str) -> None:
    one: Any = citation_tags(work(f"{{title: {written}}}"), Addresses())
    head = lxml.html.fragment_fromstring(as_html(one), create_parent="head")
    (title,) = head.xpath("//meta[@name='citation_title']/@content")
    assert title == expected
    assert [child.tag for child in head.iter()] == ["head", *["meta"] * (len(head))]


def test_what_nobody_knows_is_not_said() -> None:
    assert tags("{title: T}") == [("title", "T"), ("language", "en")]


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        ("{title: T, author: Ann Bee, journal: J, year: 2024}", "Ann Bee. J 2024"),
        (
            "{title: T, editor: 'Cy Dee and Ed Eff', publisher: P, type: book, year: 2024}",
            "Cy Dee, Ed Eff. P 2024",
        ),
        ("{title: T, author: Ann Bee, year: 2024}", "Ann Bee. 2024"),
        ("{title: T, year: 2024}", ""),
    ],
)
def test_a_work_without_an_abstract_is_described_by_who_made_it_and_where(text: str, summary: str) -> None:
    assert work(text).summary == summary


def test_a_title_of_two_lines_is_two_words() -> None:
    assert work("{title: 'One<br>two', year: 2024}").title == "One two"
