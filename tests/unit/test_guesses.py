"""Which word a misspelt one is taken for: slips of the hand are seen through, and other words are left alone."""

from __future__ import annotations

import pytest
from inline_data import told_about

SLIPS = {
    "titel": "title",
    "tilte": "title",
    "yaer": "year",
    "yera": "year",
    "yar": "year",
    "journl": "journal",
    "jorunal": "journal",
    "auhtor": "author",
    "autor": "author",
    "athors": "authors",
    "absract": "abstract",
    "abstrct": "abstract",
    "keywrods": "keywords",
    "keywods": "keywords",
    "bookttile": "booktitle",
    "confrence": "conference",
    "pubisher": "publisher",
    "vloume": "volume",
    "nubmer": "number",
    "paegs": "pages",
    "lniks": "links",
    "iamge": "image",
    "dio": "doi",
    "ulr": "url",
    "awrad": "award",
    "Projct": "project",
}
OTHER_WORDS = (
    *(
        "notations",
        "description",
        "anchor",
        "permalink",
        "header",
        "preview",
        "annotation",
        "file",
    ),
    *(
        "time",
        "book",
        "other",
        "level",
        "section",
    ),
    *(
        "subtitle",
        "draft",
        "math",
        "layout",
        "excerpt",
        "settings",
        "opl",
        "phone",
        "relation",
        "weight",
        "share",
        "comment",
    ),
)


@pytest.mark.parametrize("word", SLIPS)
def test_a_misspelt_field_is_told_with_the_right_one(word: str) -> None:
    _publication, (problem,) = told_about(f"{word}: x")
    assert problem.message == f"'{word}' is not a field of a publication."
    assert problem.hint == f"Did you mean '{SLIPS[word]}'?"


@pytest.mark.parametrize("word", ["press", "data", "site"])
def test_a_word_for_a_link_wants_an_address(word: str) -> None:
    _publication, (problem,) = told_about(f"{word}: x")
    assert problem.hint == f"Write  {word}: https://…"


@pytest.mark.parametrize("word", OTHER_WORDS)
def test_another_word_is_not_taken_for_a_misspelt_field(word: str) -> None:
    _publication, (problem,) = told_about(f"{word}: x")
    assert problem.hint.startswith("It is kept but not shown. The fields of a publication are: ")
