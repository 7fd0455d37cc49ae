"""Names in every form that BibTeX and BibLaTeX know."""

from __future__ import annotations

import pytest

from sphinx_academic.formats.bibtex.name_lists import Name, Names, read_name, split_list


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Anna Kettle", Name("Kettle", "Anna")),
        ("Kettle, Anna", Name("Kettle", "Anna")),
        ("Jan van der Berg", Name("van der Berg", "Jan")),
        ("van der Berg, Jan", Name("van der Berg", "Jan")),
        ("Fenwick, Jr., Bo", Name("Fenwick", "Bo", "Jr.")),
        ("Bo Fenwick Jr.", Name("Fenwick", "Bo", "Jr.")),
        ("{Kettle and Sons, Inc.}", Name(literal="Kettle and Sons, Inc.")),
        (r"Hans {\O}rsted", Name("Ørsted", "Hans")),
        (r"{\'E}milie de {L}a Tour", Name("de La Tour", "Émilie")),
        ("G.~H. Smith", Name("Smith", "G. H.")),
        ("family=Berg, given=Jan, prefix=van der", Name("van der Berg", "Jan")),
        ("Kettle*, Anna", Name("Kettle", "Anna", equal=True)),
        ("Plato", Name("Plato")),
        ("王小明", Name("王小明")),
    ],
)
def test_one_name(written: str, name: Name) -> None:
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
