"""What the test files of other readers of BibTeX have and BibTeX or Biber read: keys, blocks and links between entries."""

from __future__ import annotations

import pytest

from sphinx_academic.data.collection import Collection, collect
from sphinx_academic.formats.bibtex.bibtex_reading import read_bibtex


def read(text: str) -> Collection:
    return collect([read_bibtex(text, "x.bib")])


def titles(text: str) -> dict[str, str]:
    return {each.key: each.title for each in read(text).publications}


@pytest.mark.parametrize(
    "text",
    [
        "@\n      book\n    {\n      a\n    ,\n      title = {Reeds},\n    }",
        "@ book ( a , title = {Reeds} )",
        "@book\n(\na, title = {Reeds}\n)",
    ],
)
def test_space_and_line_breaks_may_stand_between_all_parts_of_the_head_of_an_entry(text: str) -> None:
    """BibTeX passes over white space there (Tame the BeaST, section 5)."""
    assert titles(text) == {"a": "Reeds"}
    assert not read(text).problems


def test_quotes_belong_to_a_key() -> None:
    """BibTeX takes all up to a comma, white space or the closing brace for the key."""
    assert titles('@book{"a", title = {Reeds}}\n@book{it"s, title = {Sedges}}') == {
        '"a"': "Reeds",
        'it"s': "Sedges",
    }


@pytest.mark.parametrize("junk", ["read in 2020", "% to be mended", "(see above)"])
def test_what_is_no_field_costs_no_field_behind_it_in_the_same_line(junk: str) -> None:
    text = f"@book{{a, author = {{Ash, Rowan}}, {junk}, title = {{Reeds}}, year = 2001}}"
    found = read(text)
    assert [(each.title, each.year.year) for each in found.publications] == [("Reeds", 2001)]
    assert [(each.line, each.code) for each in found.problems] == [(1, "syntax")]


def test_entries_inherit_from_one_that_is_named_by_another_of_its_keys() -> None:
    """BibLaTeX manual 3.20, 2.2.3, ``ids``: other keys of an entry."""
    text = """
        @book{a, title = {Reeds}, crossref = {waters}}
        @mvbook{works, ids = {collected, Waters}, title = {Works}, editor = {Ash, Rowan}, year = 2001}
        @misc{b, title = {Sedges}, xdata = {press}}
        @xdata{house, ids = {press}, year = 2002}
    """
    found = read(text)
    assert not found.problems
    assert {each.key: each.year.year for each in found.publications} == {"a": 2001, "works": 2001, "b": 2002}


def test_an_entry_that_inherits_from_itself_by_another_key_is_told_once() -> None:
    found = read("@book{a, ids = {b}, title = {Reeds}, crossref = {b}}")
    assert [(each.code, each.line) for each in found.problems] == [("limit", 1)]
    assert [each.title for each in found.publications] == ["Reeds"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("M.D. Ash", ("M.D.", "Ash", "")),
        ("MD Ash", ("MD", "Ash", "")),
        ("Ash, M.D.", ("M.D.", "Ash", "")),
        ("Ash, M. D.", ("M. D.", "Ash", "")),
        ("Rowan Ash M.D.", ("Rowan", "Ash", "M.D.")),
        ("Ash, Rowan, M.D.", ("Rowan", "Ash", "M.D.")),
        ("Ash, III", ("", "Ash", "III")),
    ],
)
def test_initials_that_could_be_a_degree_are_one_only_behind_other_given_names(
    written: str, expected: tuple[str, str, str]
) -> None:
    (work,) = read(f"@misc{{a, title = {{Reeds}}, author = {{{written}}}}}").publications
    (name,) = (author.in_parts for author in work.authors.people)
    assert (name.given, name.family, name.suffix) == expected


@pytest.mark.parametrize("written", ["Rowan Ash 0001", "Ash, Rowan 0013"])
def test_the_numbers_of_dblp_are_no_names(written: str) -> None:
    """DBLP tells people of one name apart by four digits."""
    (work,) = read(f"@misc{{a, title = {{Reeds}}, author = {{{written} and Birch, Tim}}}}").publications
    assert [(one.in_parts.given, one.in_parts.family) for one in work.authors.people] == [
        ("Rowan", "Ash"),
        ("Tim", "Birch"),
    ]


def test_other_numbers_in_names_are_part_of_them() -> None:
    (work,) = read("@misc{a, title = {Reeds}, author = {Agent 47 and {Group 0001}}}").publications
    assert [one.name for one in work.authors.people] == ["Agent 47", "Group 0001"]


def test_a_field_or_a_name_of_another_entry_stands_where_it_is_pointed_to() -> None:
    """BibLaTeX manual 3.20, 3.13.6, granular data inheritance."""
    found = read("""
        @book{a, title = {xdata=set-of-words-title}, author = {Elm, Cy and xdata=people-author-2 and xdata=people-author-1}}
        @xdata{set-of-words, title = {Reeds}}
        @xdata{people, author = {Ash, Rowan and xdata=more-author}}
        @xdata{more, author = {Birch, Tim}}
    """)
    (work,) = found.publications
    assert (work.title, [one.name for one in work.authors.people]) == (
        "Reeds",
        ["Cy Elm", "Tim Birch", "Rowan Ash"],
    )
    assert not found.problems


@pytest.mark.parametrize("pointer", ["b-title", "b", "c-title", "b-author-3", "loop-title"])
def test_a_pointer_that_leads_nowhere_is_told_and_shown(pointer: str) -> None:
    found = read(
        f"@book{{a, title = {{xdata={pointer}}}}}\n@xdata{{b, author = {{Ash, Rowan}}}}\n@xdata{{loop, title = {{xdata=loop-title}}}}"
    )
    assert found.publications[0].title == f"xdata={pointer}"
    assert "missing" in [each.code for each in found.problems if each.line == 1]
