"""Roles of people: which are one, in which order groups stand, and whom *every PhD student* asks for."""

from __future__ import annotations

import pytest
from inline_data import read_clean

from sphinx_academic.data import roles_of_people as roles
from sphinx_academic.data.records.person import Highlights, everybody
from sphinx_academic.data.values.dates import PartialDate
from sphinx_academic.data.values.initials import initials_of
from sphinx_academic.data.values.names import Author

TODAY = PartialDate(2026, 6, 1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("PhD student", "phd  Students"),
        ("Postdocs", "Postdoc"),
        ("Master's student", "masters students"),
        ("Master’s students", "Master student"),
        ("**Professor**", "[Professor](https://example.org)"),
    ],
)
def test_an_s_at_the_end_of_a_word_case_and_markup_make_no_other_role(one: str, other: str) -> None:
    assert roles.folded(one) == roles.folded(other)


def test_groups_stand_as_in_most_labs_with_other_roles_as_they_come() -> None:
    written = [
        "", "Visiting PhD student", "Barista", "Undergraduate", "M.Sc. student", "PhD candidate", "Kettle tester",
        "Postdoctoral researcher", "Software engineer", "Principal investigator", "barista",
    ]  # fmt: skip
    assert roles.in_order(written) == [
        "Principal investigator", "Software engineer", "Postdoctoral researcher", "PhD candidate", "M.Sc. student",
        "Undergraduate", "Barista", "Kettle tester", "Visiting PhD student", "",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Group leader", "Research fellow"),
        ("Assistant professor", "Lecturer"),
        ("PI", "Lab manager"),
        ("Professor für Küchenakustik", "Wissenschaftlicher Mitarbeiter"),
        ("Wissenschaftlicher Mitarbeiter", "Doktorandin"),
        ("教授", "博士后"),
        ("博士后", "博士研究生"),
        ("博士研究生", "硕士研究生"),
        ("硕士研究生", "本科生"),
        ("Doctorante", "Stagiaire"),
        ("Intern", "International liaison"),
        ("Research assistant", "Postdoc"),
    ],
)
def test_who_leads_stands_before_staff_and_these_before_students(first: str, second: str) -> None:
    assert roles.in_order([second, first]) == [first, second]


def test_an_order_that_is_asked_for_names_the_groups_and_the_others_follow() -> None:
    written = ["Professor", "postdoc", "PhD student", "Barista"]
    wanted = ["PhD students", "Postdocs", "Deans", "PhD Student"]
    assert roles.in_order(written, wanted) == ["PhD students", "Postdocs", "Professor", "Barista"]


@pytest.mark.parametrize(
    "fields",
    [
        "alumnus: true", "role: Alumna", "role: Alumni", "role: Former PhD student", "role: Ehemalige", "end: 2025",
        "end: 2026-05", "end: 2026-05-31", "end: 'until 2024'",
    ],
)  # fmt: skip
def test_somebody_has_left(fields: str) -> None:
    (person,) = read_clean(f"people: [{{name: Ann Bee, {fields}}}]").people
    assert person.has_left(TODAY)


@pytest.mark.parametrize(
    "fields",
    [
        "role: Professor emerita", "role: Expert", "end: 2026", "end: 2026-06", "end: 2026-06-01", "end: present",
        "end: ''", "start: 2020", "role: Information officer", "alumnus: false",
    ],
)  # fmt: skip
def test_somebody_is_still_there(fields: str) -> None:
    (person,) = read_clean(f"people: [{{name: Ann Bee, {fields}}}]").people
    assert not person.has_left(TODAY)


LAB = """
people:
- {name: Ann Bee, role: PhD student}
- {name: Cy Dee, role: PhD Students, end: 2020}
- {name: Eve Fox, role: Professor}
- {name: Gil Hay}
"""


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("every PhD student", ["Ann Bee", "Cy Dee"]),
        ("Every phd students", ["Ann Bee", "Cy Dee"]),
        ("every member", ["Ann Bee", "Cy Dee", "Eve Fox"]),
        ("every members", ["Ann Bee", "Cy Dee", "Eve Fox"]),
        ("every alumnus", ["Cy Dee"]),
        ("every alumna", ["Cy Dee"]),
        ("every alumni", ["Cy Dee"]),
        ("every former member", ["Cy Dee"]),
        ("every dean", []),
        ("Eve Fox", []),
    ],
)
def test_everybody_of_a_role_is_asked_for(asked: str, names: list[str]) -> None:
    people = read_clean(LAB).people
    assert [each.name for each in everybody([asked], people, TODAY)] == names
    stands_out = Highlights([asked], people, TODAY)
    found = [each.name for each in people if stands_out.mean(Author(each.name, person=each.name))]
    assert found == (names or (["Eve Fox"] if asked == "Eve Fox" else []))


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Ada Kettlewell", "AK"),
        ("ada kettlewell", "AK"),
        ("Jan van der Berg", "JB"),
        ("Ludwig van Beethoven", "LB"),
        ("Jean le Rond d'Alembert", "JA"),
        ("'t Hooft", "H"),
        ("Priya Ramanathan-Hale", "PR"),
        ("Martin Luther King, Jr.", "MK"),
        ("Haohe Liu (刘濠赫)", "HL"),
        ("Ömer Çelik", "ÖÇ"),
        ("O\u0308mer Çelik", "ÖÇ"),
        ("Plato", "P"),
        ("刘濠赫", "刘"),
        ("欧阳明", "欧"),
        ("山田 太郎", "山"),
        ("김민지", "김"),
        ("マイケル・スミス", "マ"),
        ("हरि शर्मा", "हश"),
        ("محمد سلمان", "م\u200cس"),
        ("Kettle Collaboration", "KC"),
        ("123", ""),
        ("", ""),
    ],
)
def test_initials_are_those_of_given_and_family_name(name: str, initials: str) -> None:
    assert initials_of(name) == initials
