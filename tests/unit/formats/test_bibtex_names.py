"""Names in every form that BibTeX and BibLaTeX know."""

from __future__ import annotations

import pytest

from sphinx_academic.formats.bibtex.name_lists import ListedName, Names, read_name, split_list


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Anna Kettle", ListedName("Kettle", "Anna")),
        ("Kettle, Anna", ListedName("Kettle", "Anna")),
        ("Jan van der Berg", ListedName("van der Berg", "Jan")),
        ("van der Berg, Jan", ListedName("van der Berg", "Jan")),
        ("Fenwick, Jr., Bo", ListedName("Fenwick", "Bo", "Jr.")),
        ("Bo Fenwick Jr.", ListedName("Fenwick", "Bo", "Jr.")),
        ("{Kettle and Sons, Inc.}", ListedName(literal="Kettle and Sons, Inc.")),
        (r"Hans {\O}rsted", ListedName("Ørsted", "Hans")),
        (r"{\'E}milie de {L}a Tour", ListedName("de La Tour", "Émilie")),
        ("G.~H. Smith", ListedName("Smith", "G. H.")),
        ("family=Berg, given=Jan, prefix=van der", ListedName("van der Berg", "Jan")),
        ("Kettle*, Anna", ListedName("Kettle", "Anna", equal=True)),
        ("Plato", ListedName("Plato")),
        ("王小明", ListedName("王小明")),
    ],
)
def test_one_name(written: str, name: ListedName) -> None:
    assert read_name(written) == name


def test_and_parts_names_only_outside_of_braces() -> None:
    assert split_list("A B and {C and D} AND E, F\n and G") == ["A B", "{C and D}", "E, F", "G"]
    assert split_list("") == []


def test_others_end_a_list_and_annotations_name_shares() -> None:
    found = Names().as_list("A B and C D and others", 3, 5, "1=equal; 2=equal, corresponding")
    assert found == [
        {"family": "B", "given": "A", "equal": "true"},
        {"family": "D", "given": "C", "equal": "true", "corresponding": "true"},
        "et al.",
    ]
    assert found.places == [(3, 5)] * 3
