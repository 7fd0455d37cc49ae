"""The register of people: who is meant by a name, who is linked, and whose name stands out."""

from __future__ import annotations

import pytest
from counting import check_growth, steps
from hypothesis import given
from hypothesis import strategies as st
from inline_data import raw_file, read_clean, told

from sphinx_academic.data.collection import Collection, collect
from sphinx_academic.data.records import Person
from sphinx_academic.data.records.person import Highlights, Registry
from sphinx_academic.data.values.names import Author, AuthorList
from sphinx_academic.sections.options import read_options
from sphinx_academic.sections.publications import Publications

LIU = "0000-0002-1825-0097"
FOX = "0000-0001-5109-3700"
BEE = "0000-0002-9079-593X"

LAB = f"""
people:
- name: Haohe Liu
  aliases: [刘濠赫, Leo Liu]
  orcid: {LIU}
  url: https://liu.example
  role: PhD student
- name: Núria Bosch i Pla
  role: Postdoc
- {{name: Jean-Pierre Dubois, url: https://dubois.example, role: PhD Students}}
- {{name: 山田 太郎, role: Professor}}
- {{name: Mark D. Plumbley, url: https://mark.example}}
"""


def people(text: str = LAB) -> tuple[Person, ...]:
    return read_clean(text).people


def meant(name: str, text: str = LAB) -> list[str]:
    return [person.name for person in Registry(people(text)).meant_by(name)]


def linked(authors: str, text: str = LAB) -> list[tuple[str, str]]:
    """Each author's name with the person that the register takes him or her for."""
    data = f"{text}\npublications:\n- {{title: T, authors: {authors}}}\n"
    (publication,) = read_clean(data).publications
    return [(author.name, author.person) for author in publication.authors.people]


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Haohe Liu", "Haohe Liu"),
        ("Liu, Haohe", "Haohe Liu"),
        ("H. Liu", "Haohe Liu"),
        ("Liu, H.", "Haohe Liu"),
        ("H Liu", "Haohe Liu"),
        ("haohe LIU", "Haohe Liu"),
        ("H. X. Liu", "Haohe Liu"),
        ("Haohe X. Liu", "Haohe Liu"),
        ("刘濠赫", "Haohe Liu"),
        ("Leo Liu", "Haohe Liu"),
        ("L. Liu", "Haohe Liu"),
        ("Nuria Bosch i Pla", "Núria Bosch i Pla"),
        ("N. Bosch i Pla", "Núria Bosch i Pla"),
        ("J.-P. Dubois", "Jean-Pierre Dubois"),
        ("Jean Pierre Dubois", "Jean-Pierre Dubois"),
        ("J. Dubois", "Jean-Pierre Dubois"),
        ("山田太郎", "山田 太郎"),
        ("山田 太郎", "山田 太郎"),
        ("Mark Plumbley", "Mark D. Plumbley"),
        ("M. D. Plumbley", "Mark D. Plumbley"),
        ("Plumbley, Mark D.", "Mark D. Plumbley"),
    ],
)
def test_a_person_is_known_by_every_usual_spelling(name: str, person: str) -> None:
    assert meant(name) == [person]


@pytest.mark.parametrize(
    "name",
    [
        "Hong Liu",
        "Hao Liu",
        "Liu",
        "X. Liu",
        "Haohe Li",
        "山田花子",
        "刘",
        "Mark E. Plumbley",
        "P. Dubois",
        "",
        ".",
    ],
)
def test_who_is_somebody_else_is_nobody_of_the_register(name: str) -> None:
    assert meant(name) == []


def test_initials_that_two_people_have_are_nobodys() -> None:
    lab = "people: [{name: Haohe Liu}, {name: Hong Liu}]"
    assert meant("H. Liu", lab) == ["Haohe Liu", "Hong Liu"]
    assert linked("[H. Liu, Ho. Liu, Hong Liu]", lab) == [
        ("H. Liu", ""),
        ("Ho. Liu", ""),
        ("Hong Liu", "Hong Liu"),
    ]


def test_an_alias_decides_who_is_meant_by_initials() -> None:
    lab = "people: [{name: Haohe Liu, aliases: H. Liu}, {name: Hong Liu}]"
    assert meant("H. Liu", lab) == ["Haohe Liu"]
    assert meant("Hong Liu", lab) == ["Hong Liu"]


def test_the_initials_of_an_alias_do_not_make_everybody_with_them_that_person() -> None:
    assert meant("Hong Liu", "people: [{name: Haohe Liu, aliases: H. Liu}]") == []


def test_a_person_who_is_known_by_initials_only_is_found_by_the_full_name() -> None:
    assert meant("Haohe Liu", "people: [{name: H. Liu}]") == ["H. Liu"]


def test_two_namesakes_are_told_apart_by_their_orcid_and_never_guessed() -> None:
    lab = f"""
    people:
    - {{name: Wei Wang, orcid: {FOX}, url: 'https://one.example'}}
    - {{name: Wei Wang, orcid: {BEE}, url: 'https://two.example'}}
    """
    assert meant("Wei Wang", lab) == ["Wei Wang", "Wei Wang"]
    (one,) = read_clean(
        f"{lab}\n    publications:\n"
        f"    - {{title: T, authors: [Wei Wang, {{name: Wei Wang, orcid: {BEE}}}, {{name: W. Wang, orcid: {LIU}}}]}}\n"
    ).publications
    assert [(author.person, author.url) for author in one.authors.people] == [
        ("", ""),
        ("Wei Wang", "https://two.example"),
        ("", ""),
    ]


def test_namesakes_in_one_file_are_two_and_the_same_name_in_two_files_is_one_person() -> None:
    twice = "people: [{name: Wei Wang, key: elder}, {name: Wei Wang, key: younger}]"
    assert len(meant("Wei Wang", twice)) == 2
    files = [
        raw_file("people: [{name: Wei Wang, role: Postdoc}]", "a.yaml"),
        raw_file("people: [{name: 'Wang, Wei', url: 'https://wei.example'}]", "b.yaml"),
    ]
    registry = Registry(collect(files).people)
    assert [person.role for person in registry.meant_by("W. Wang")] == ["Postdoc"]
    (author,) = registry.linked(AuthorList((Author("W. Wang"),))).people
    assert (author.person, author.url) == ("Wei Wang", "https://wei.example")


def test_somebody_of_another_file_is_neither_of_two_namesakes() -> None:
    lab = f"people: [{{name: Wei Wang, role: Postdoc}}, {{name: Wei Wang, orcid: {FOX}, role: Dean}}]"
    for more, number in (("{name: Wei Wang}", 3), (f"{{name: Wei Wang, orcid: {FOX}}}", 2)):
        found = collect([raw_file(lab, "a.yaml"), raw_file(f"people: [{more}]", "b.yaml")]).people
        assert len(found) == number
        assert [person.role for person in found][:2] == ["Postdoc", "Dean"]


def test_an_author_with_another_orcid_is_another_person() -> None:
    authors = f"[{{name: Haohe Liu, orcid: {FOX}}}, {{name: Somebody Else, orcid: {LIU}}}, {{name: Mark Plumbley, orcid: {BEE}}}]"
    assert linked(authors) == [
        ("Haohe Liu", ""),
        ("Somebody Else", "Haohe Liu"),
        ("Mark Plumbley", "Mark D. Plumbley"),
    ]


def test_authors_get_the_address_and_the_orcid_of_the_register_unless_they_have_their_own() -> None:
    data = f"{LAB}\npubs:\n- {{title: T, authors: [H. Liu, {{name: Leo Liu, url: 'https://own.example'}}, Eve Fox]}}\n"
    (publication,) = read_clean(data).publications
    assert [(a.name, a.url, a.orcid) for a in publication.authors.people] == [
        ("H. Liu", "https://liu.example", LIU),
        ("Leo Liu", "https://own.example", LIU),
        ("Eve Fox", "", ""),
    ]


def test_the_people_of_a_competition_are_linked_too() -> None:
    (competition,) = read_clean(
        f"{LAB}\ncompetitions: [{{title: First, authors: 'H. Liu, Eve Fox'}}]"
    ).competitions
    assert [author.url for author in competition.authors.people] == ["https://liu.example", ""]


def test_lists_that_could_not_be_split_and_empty_registers_change_nothing() -> None:
    authors = AuthorList((Author("Haohe Liu"),), written="")
    assert Registry(()).linked(authors) is authors
    written = AuthorList(written="Liu (the one) with friends")
    assert Registry(people()).linked(written) is written


def test_people_without_a_name_are_found_by_nothing() -> None:
    nameless = Person(role="PhD student")
    assert Registry((nameless,)).meant_by("") == ()
    assert not Highlights(["Haohe Liu"], (nameless,)).hold(Author("Eve Fox"))


@given(st.text(max_size=30))
def test_any_text_may_be_a_name(name: str) -> None:
    registry = Registry((*people(), Person(name=name, aliases=(name,))))
    registry.meant_by(name)
    Highlights([name], people()).hold(Author(name))


# Whose name stands out


def standing_out(*names: str, text: str = LAB, authors: str = "") -> list[str]:
    authors = authors or "[H. Liu, Eve Fox, N. Bosch i Pla, Jean-Pierre Dubois, 山田太郎, Mark Plumbley]"
    collection = read_clean(f"{text}\npublications: [{{title: T, authors: {authors}}}]")
    highlights = Highlights(names, collection.people)
    return [a.name for a in collection.publications[0].authors.people if highlights.hold(a)]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("Haohe Liu",), ["H. Liu"]),
        (("liu, haohe",), ["H. Liu"]),
        (("刘濠赫",), ["H. Liu"]),
        ((LIU,), ["H. Liu"]),
        ((f"https://orcid.org/{LIU}",), ["H. Liu"]),
        ((LIU.replace("-", ""),), ["H. Liu"]),
        (("Eve Fox",), ["Eve Fox"]),
        (("every PhD student",), ["H. Liu", "Jean-Pierre Dubois"]),
        (("Every phd  students",), ["H. Liu", "Jean-Pierre Dubois"]),
        (("every postdoc", "Eve Fox"), ["Eve Fox", "N. Bosch i Pla"]),
        (("every dean",), []),
        (("every",), []),
        (("every ",), []),
        (("",), []),
        ((), []),
    ],
)
def test_names_orcids_and_roles_stand_out(names: tuple[str, ...], expected: list[str]) -> None:
    assert standing_out(*names) == expected


def test_every_member_is_who_has_a_role_and_not_a_co_author_who_has_an_address_only() -> None:
    assert standing_out("every member") == ["H. Liu", "N. Bosch i Pla", "Jean-Pierre Dubois", "山田太郎"]


def test_every_member_is_everybody_where_no_roles_are_given() -> None:
    assert standing_out("every member", text="people: [{name: Eve Fox}]") == ["Eve Fox"]


def test_without_a_register_names_and_orcids_still_stand_out() -> None:
    authors = f"[Haohe Liu, H. Liu, {{name: L, orcid: {LIU}}}]"
    assert standing_out("Haohe Liu", text="", authors=authors) == ["Haohe Liu"]
    assert standing_out(LIU, "every member", text="", authors=authors) == ["L"]


def test_of_two_namesakes_the_one_with_the_role_stands_out() -> None:
    lab = f"people: [{{name: Wei Wang, orcid: {FOX}, role: Postdoc}}, {{name: Wei Wang, orcid: {BEE}}}]"
    authors = f"[{{name: Wei Wang, orcid: {BEE}}}, {{name: W Wang, orcid: {FOX}}}]"
    assert standing_out("every postdoc", text=lab, authors=authors) == ["W Wang"]


def test_a_list_of_the_works_whose_first_author_stands_out_knows_roles_and_orcids() -> None:
    collection = read_clean(
        f"{LAB}\npublications:\n- {{key: a, title: A, authors: [H. Liu, Eve Fox]}}\n"
        "- {key: b, title: B, authors: [Eve Fox, H. Liu]}\n"
        "- {key: c, title: C, authors: 'Eve Fox*, J. Dubois*, Mark Plumbley'}\n"
    )

    def shown(*highlighted: str) -> list[str]:
        options = {
            **read_options({"first-author": ""}, Publications.options).values,
            "highlighted": highlighted,
        }
        return [p.key for group in Publications().choose(collection, options) for p in group.records]

    assert shown("every PhD student") == ["a", "c"]
    assert shown(LIU) == ["a"]
    assert shown("Eve Fox") == ["b", "c"]
    assert shown() == []


# The report


def remarks(text: str) -> list[str]:
    collection = read_clean(text)
    return [f"{r.location} {r.code}: {r.message} {r.hint}" for r in collection.remarks]


def test_names_that_nobody_or_several_can_be_are_told_once_each_with_their_place() -> None:
    text = """
people: [{name: Haohe Liu}, {name: Hong Liu}, {name: Ann Bee}]
publications:
- title: One
  authors: H. Liu, Ann Bee, Eve Fox
- title: Two
  authors: [Eve Fox, H. Liu, A. Bee]
"""
    assert remarks(text) == [
        "data.yaml:4:12 people: 'H. Liu' may be 'Haohe Liu' or 'Hong Liu'. Give the ORCID, or the full name.",
        "data.yaml:4:12 people: 'Eve Fox' is not in the register of people. Add the person, or an alias to a person.",
    ]


def test_without_a_register_no_name_is_missing_in_it() -> None:
    assert remarks("publications: [{title: One, authors: 'Ann Bee, Cy Dee'}]") == []


def test_a_wrong_orcid_is_told_and_left_out() -> None:
    collection: Collection = collect(
        [raw_file("people:\n- name: Ann Bee\n  orcid: 0000-0002-1825-0098\n", "data.yaml")]
    )
    ((place, code, message, hint),) = told(collection)
    assert (place, code) == ("3:10", "type")
    assert message == "'0000-0002-1825-0098' is not an ORCID; it is left out."
    assert "checksum" in hint
    assert collection.people[0].orcid == ""


# Cost


def test_people_are_found_in_lists_of_authors_however_many_there_are() -> None:
    families = [f"{a}{b}er" for a in ("Ba", "Ke", "Li", "Mo", "Tu") for b in "bcdfghjklmnpqrstvwxz"]
    givens = ("Ann", "Cy", "Eve", "Gil", "Haohe", "Xubo")
    lab = tuple(Person(name=f"{given} {family}") for given in givens for family in families)
    lists = [
        AuthorList(
            tuple(
                Author(f"{(givens[k % 6], givens[k % 6][0] + '.')[k % 2]} {families[(n * 7 + k * 13) % 100]}")
                for k in range(6)
            )
        )
        for n in range(400)
    ]

    def link(people: tuple[Person, ...], number: int) -> list[AuthorList]:
        registry = Registry(people)
        return [registry.linked(authors) for authors in lists[:number]]

    assert sum(bool(author.person) for authors in link(lab[:300], 400) for author in authors.people) > 800
    check_growth(lambda number: link(lab[:300], number), 100)
    # Whom nobody meets costs what making the register costs, for each list nothing.
    few, many = (
        steps(lambda people=people: link(people, 400)) - steps(lambda people=people: link(people, 1))
        for people in (lab[:100], lab[:300])
    )
    assert many < 2 * few, (few, many)
