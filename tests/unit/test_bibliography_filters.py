"""Expressions that choose works are read as sphinxcontrib-bibtex reads them, and nothing of them is run."""

from __future__ import annotations

import re

import pytest

from sphinx_academic.data.records import Publication
from sphinx_academic.data.values.dates import read_date
from sphinx_academic.data.values.names import split_authors
from sphinx_academic.sections.bibliography_filters import Expression, is_chosen

WORK = Publication(
    key="Kettlewell2019",
    title="Hearing Relativity",
    authors=split_authors("Imogen Kettlewell and Cy van der Berg"),
    year=read_date("2019").date,
    venue="Journal of Vapours",
    doi="10.5555/x",
    extra={"entrytype": "Article", "chapter": "4"},
)


@pytest.mark.parametrize(
    "condition",
    [
        "True",
        "cited",
        "not not cited",
        'year >= "2019" and year < "2020"',
        'author % "kettlewell"',
        'author % "Einstein" or title % "relativity"',
        'author == "Kettlewell, Imogen and van der Berg, Cy"',
        'type == "article" and key == "kettlewell2019"',
        'journal == "Journal of Vapours"',
        'chapter == "4" and publisher == ""',
        'type in {"article", "book"}',
        "docname in docnames",
        'docname not in {"other"}',
        '{"guide", "other"} & docnames',
        '{"guide", "notes", "more"} >= docnames',
        'docnames == {"notes"} | {"guide"}',
        '"Vapours" in journal',
        "year and doi",
    ],
)
def test_what_holds_of_a_work(condition: str) -> None:
    assert is_chosen(Expression(condition).text, WORK, "guide", frozenset(("guide", "notes")))


@pytest.mark.parametrize(
    "condition",
    [
        "False",
        'title % "heard"',
        'author % "Einstein"',
        "docname in docnames",
        "eprint",
        '{"guide"} & docnames',
    ],
)
def test_what_does_not(condition: str) -> None:
    assert not is_chosen(condition, WORK, "guide", frozenset())
    assert not is_chosen(f"({condition}) and True", WORK, "guide", frozenset())


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("", "no expression"),
        ("cited and", "no expression"),
        ("cited; cited", "no expression"),
        ("x = 1", "no expression"),
        ("__import__('os')", "is not understood"),
        ("author.upper()", "is not understood"),
        ("[1, 2]", "is not understood"),
        ("lambda: 1", "is not understood"),
        ("1 < 2", "is not understood"),
        ("title + title", "is not understood"),
        ('"a" < year < "b"', "is not understood"),
        ('year is ""', "is not understood"),
        ('cited % "x"', "'cited' stands where a text was expected"),
        ('author % "("', "is no pattern"),
        ("docnames | docname", "'docname' stands where a set was expected"),
        ("year < docnames", "stands where a text was expected"),
        ("docname in cited", "stands where a set was expected"),
        ("{cited}", "stands where a text was expected"),
        ("not " * 300 + "cited", "brackets within brackets"),
        ("(" * 5000, "more than 2,000 characters"),
        ("'\ud800'", "no expression"),
    ],
)  # fmt: skip
def test_what_is_no_such_expression_says_why(condition: str, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        Expression(condition)
