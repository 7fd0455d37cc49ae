"""Names in every form that BibTeX and BibLaTeX know."""

from __future__ import annotations

import pytest

from sphinx_academic.data.located import RawList
from sphinx_academic.formats.bibtex.name_lists import Names, read_name
from sphinx_academic.formats.bibtex.name_separators import split_list
from sphinx_academic.formats.bibtex.scanner import WrittenField


def field(text: str) -> WrittenField:
    return WrittenField("author", text, (1, 1, 3, 5))


def read(text: str, annotations: str = "") -> RawList:
    """The people of a list."""
    return Names().read(field(text), "k", annotations)[0]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Anna Kettle", {"family": "Kettle", "given": "Anna"}),
        ("Kettle, Anna", {"family": "Kettle", "given": "Anna"}),
        ("Jan van der Berg", {"family": "van der Berg", "given": "Jan"}),
        ("van der Berg, Jan", {"family": "van der Berg", "given": "Jan"}),
        ("Fenwick, Jr., Bo", {"family": "Fenwick", "given": "Bo", "suffix": "Jr."}),
        ("Bo Fenwick Jr.", {"family": "Fenwick", "given": "Bo", "suffix": "Jr."}),
        ("{Kettle and Sons, Inc.}", {"literal": "Kettle and Sons, Inc."}),
        (r"Hans {\O}rsted", {"family": "Ørsted", "given": "Hans"}),
        (r"{\'E}milie de {L}a Tour", {"family": "de La Tour", "given": "Émilie"}),
        (r"Jan {\o}stre Berg", {"family": "østre Berg", "given": "Jan"}),
        ("Jan {van} Berg", {"family": "Berg", "given": "Jan van"}),
        ("Jan~van~der~Berg", {"family": "van der Berg", "given": "Jan"}),
        ("G.~H. Smith", {"family": "Smith", "given": "G. H."}),
        ("family=Berg, given=Jan, prefix=van der", {"family": "van der Berg", "given": "Jan"}),
        ("id=berg, given=Jan, family=Berg, suffix=Jr.", {"family": "Berg", "given": "Jan", "suffix": "Jr."}),
        ("given=Plato", {"literal": "Plato"}),
        ("Plato", {"family": "Plato"}),
        ("bell hooks", {"family": "hooks", "given": "bell"}),
        ("王小明", {"family": "王", "given": "小明"}),
        ("山田太郎", {"literal": "山田太郎"}),
    ],
)
def test_one_name(written: str, name: dict[str, str]) -> None:
    assert read_name(written) == name


def test_and_parts_names_only_outside_of_braces() -> None:
    names = split_list("A Bee and {C and D} AND E, F\n and G Hay").names
    assert names == ("A Bee", "{C and D}", "E, F", "G Hay")
    assert split_list("").names == ()


def test_a_suffix_stands_beside_the_family_name() -> None:
    assert read("Fenwick, Jr., Bo") == [{"family": "Fenwick", "given": "Bo", "suffix": "Jr."}]


@pytest.mark.parametrize(
    "written",
    [
        r"Anna Kettle\textsuperscript{*}",
        "Anna Kettle$^{*}$",
        "Anna Kettle $^*$",
        "Kettle*, Anna",
        r"Kettle, Anna\*",
        r"Kettle, Anna\textasteriskcentered",
    ],
)
def test_a_star_is_a_mark_and_no_part_of_a_name(written: str) -> None:
    assert read(written) == [{"family": "Kettle", "given": "Anna", "marks": "*"}]


@pytest.mark.parametrize(
    "words", ["equal", "equal contribution", "cofirst", '"co-first"', "EqualContribution"]
)
def test_annotations_say_in_several_words_who_shares_the_work(words: str) -> None:
    assert read("A Bee", f"1={words}") == [{"family": "Bee", "given": "A", "equal": "true"}]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Ann Bee", "Ann Bee"),
        ("Bee, Ann and Cole, Jr., Dan", "Ann Bee and Dan Cole, Jr."),
        ("Ann Bee and {Kettle Works} and Dan Cole", "Ann Bee, Kettle\xa0Works and Dan Cole"),
        ("Ann Bee and Dan Cole and others", "Ann Bee, Dan Cole et al."),
        ("others", "et al."),
    ],
)
def test_editors_are_one_text(written: str, shown: str) -> None:
    assert Names().as_text(field(written), "k") == shown


@pytest.mark.parametrize("words", ["corresponding", "corresponding author", '"correspondence"'])
def test_annotations_say_in_several_words_who_is_written_to(words: str) -> None:
    assert read("A Bee", f"1={words}") == [{"family": "Bee", "given": "A", "corresponding": "true"}]


def test_an_annotation_of_one_name_says_nothing_of_the_others() -> None:
    found = read("A Bee and C Dee and E Fox", "2:given=x; 2=corresponding; x=equal")
    assert [item.get("corresponding") for item in found if isinstance(item, dict)] == [None, "true", None]


def test_others_end_a_list_and_annotations_name_shares() -> None:
    found = read("A Bee and C Dee and others", "1=equal; 2=equal, corresponding")
    assert found == [
        {"family": "Bee", "given": "A", "equal": "true"},
        {"family": "Dee", "given": "C", "equal": "true", "corresponding": "true"},
        "et al.",
    ]
    assert found.places == [(3, 5)] * 3
