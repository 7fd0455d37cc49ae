"""With whom somebody has worked in the last months, as those who look for independent reviewers ask."""

from __future__ import annotations

import pytest
from descriptions import described, description, lines
from inline_data import read, read_clean
from test_overview import rows

from sphinx_academic.data.collaborators import Collaborator, collaborators, names_of_owner, unknown_names
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.values.dates import PartialDate
from sphinx_academic.sections.coauthors import CoAuthors

TODAY = PartialDate(2026, 11, 30)
DATA = """
profile: {name: Ann Bee}
people:
- {name: Cy Dee, affiliation: Fog Institute, email: cy@example.org, orcid: 0000-0002-1825-0097}
- {name: Eve Fox, affiliation: University of Mist, start: 2019, end: 2023, now: Drizzle College}
grants:
- {title: Hot Steam, start: 2021, end: 2025-06, people: [Gus Hay]}
- {title: Old, start: 2001, end: 2002, people: [Long Ago]}
projects: [{title: Kettles, people: [Ann Bee, Ida Jay], start: 2022}, {title: Of others, people: [Not Me], start: 2022}]
publications:
- {title: A, authors: [Ann Bee, Cy Dee, {name: Kit Lee, affiliation: Rain Works}], date: 2024-05-16}
- {title: B, authors: [A. Bee, E. Fox, K. Lee], year: 2022}
- {title: C, authors: [Ann Bee, Old Friend], date: 2022-11-29}
- {title: D, authors: [Ann Bee, New Friend], status: in press}
- {title: E, authors: [Ann Bee, Un Dated]}
- {title: F, authors: [Somebody Else, Kit Lee], year: 2025}
- {title: G, editor: "Ann Bee and Ed Itor (Eds.)", year: 2026, type: book}
- {title: H, editor: "Ann Bee and Old Itor (Eds.)", year: 2023, type: book}
education: [{title: PhD in Mist, degree: PhD, advisor: Prof. Ada Visor, end: 2003}]
supervision: [{name: Eve Fox, degree: PhD, start: 2019, end: 2023, supervisors: [Co Super]}, {name: Old Student, degree: MSc, end: 2005}]
"""


@pytest.fixture(scope="module")
def data() -> Collection:
    return read(DATA)


def found(collection: Collection, *names: str, **more: object) -> dict[str, Collaborator]:
    made = collaborators(collection, names or names_of_owner(collection), TODAY, **more)  # type: ignore[arg-type]
    return {each.name: each for each in made.people}


def test_co_authors_are_those_of_works_of_which_any_day_lies_within(data: Collection) -> None:
    people = [name for name, each in found(data).items() if "co-author" in each.relations]
    assert people == ["Cy Dee", "Eve Fox", "New Friend", "Kit Lee"]


def test_a_longer_time_has_more(data: Collection) -> None:
    assert "Old Friend" not in found(data)
    assert "Old Friend" in found(data, months=49)


def test_an_abbreviated_name_is_that_of_whom_it_can_mean(data: Collection) -> None:
    assert found(data)["Kit Lee"].works == 2
    assert found(data)["Eve Fox"].works == 1


def test_the_last_work_and_what_is_in_press_are_told(data: Collection) -> None:
    people = found(data)
    assert people["Kit Lee"].last == PartialDate(2024, 5, 16)
    assert (people["New Friend"].last, people["New Friend"].is_awaited) == (None, True)


def test_the_affiliation_is_that_of_the_register_else_that_of_the_newest_work(data: Collection) -> None:
    people = found(data)
    assert people["Cy Dee"].affiliation == "Fog Institute"
    assert people["Eve Fox"].affiliation == "Drizzle College"
    assert people["Kit Lee"].affiliation == "Rain Works"
    assert people["New Friend"].affiliation == ""


def test_who_has_a_part_in_a_grant_a_project_or_a_thesis_is_a_collaborator(data: Collection) -> None:
    people = {name: each.last for name, each in found(data).items() if "collaborator" in each.relations}
    assert people == {
        "Co Super": PartialDate(2023),
        "Gus Hay": PartialDate(2025, 6),
        "Ida Jay": TODAY,
    }


def test_editors_of_one_work_are_those_of_twenty_four_months(data: Collection) -> None:
    assert [name for name, each in found(data).items() if "co-editor" in each.relations] == ["Ed Itor"]


def test_advisors_and_advisees_have_no_end(data: Collection) -> None:
    people = {name: (each.relations, each.about) for name, each in found(data).items() if each.about}
    assert people == {
        "Eve Fox": (("co-author", "advisee"), "PhD"),
        "Old Student": (("advisee",), "MSc"),
        "Ada Visor": (("advisor",), "PhD"),
    }


def test_somebody_else_has_others(data: Collection) -> None:
    assert set(found(data, "Kit Lee")) == {"Ann Bee", "Cy Dee", "Eve Fox", "Somebody Else"}
    assert found(data, "Eve Fox")["Co Super"].relations == ("advisor",)


def test_only_those_are_told_who_are_asked_for(data: Collection) -> None:
    people = found(data, relations=("advisee",))
    assert {name: each.relations for name, each in people.items()} == {
        "Eve Fox": ("advisee",),
        "Old Student": ("advisee",),
    }


def test_what_is_left_out_is_counted() -> None:
    names = ", ".join(f"Given{number} Family{number}" for number in range(5000))
    collection = read(
        f"""
        profile: {{name: Ann Bee}}
        publications:
        - {{title: A, authors: [Ann Bee, Un Dated]}}
        - {{title: B, year: 2025, authors: [Ann Bee, {names}]}}
        - {{title: C, year: 2025, authors: "Ann Bee with the help of (Cy Dee"}}
        """
    )
    made = collaborators(collection, ("Ann Bee",), TODAY)
    assert (made.people, made.works, made.undated, made.crowded, made.unread) == ((), 0, 1, 1, 1)
    whole = collaborators(collection, ("Ann Bee",), TODAY, most_authors=5001)
    assert len(whole.people) == 5000


def test_one_orcid_is_one_person_and_two_are_two() -> None:
    collection = read(
        """
        profile: {name: Ann Bee}
        publications:
        - {title: A, year: 2025, authors: [Ann Bee, {name: Cy Dee, orcid: 0000-0002-1825-0097}]}
        - {title: B, year: 2025, authors: [Ann Bee, {name: Cy Dee-Fox, orcid: 0000-0002-1825-0097}]}
        - {title: C, year: 2025, authors: [Ann Bee, {name: Li Wei, orcid: 0000-0001-5109-3700}]}
        - {title: D, year: 2025, authors: [Ann Bee, {name: Li Wei, orcid: 0000-0002-1694-233X}]}
        """
    )
    made = collaborators(collection, ("Ann Bee",), TODAY)
    assert [(each.name, each.works) for each in made.people] == [
        ("Cy Dee-Fox", 2),
        ("Li Wei", 1),
        ("Li Wei", 1),
    ]


def test_names_have_the_family_name_in_front_as_forms_ask_for_it() -> None:
    def written(name: str) -> str:
        return Collaborator(name, ()).family_first

    assert written("Ada King Lovelace") == "Lovelace, Ada King"
    assert written("Ludwig van Beethoven") == "van Beethoven, Ludwig"
    assert written("Steam Consortium") == "Steam Consortium"
    assert written("李望舒") == "李, 望舒"


def test_the_owner_is_who_has_the_profile_else_who_alone_stands_out(data: Collection) -> None:
    assert names_of_owner(data) == ("Ann Bee",)
    assert names_of_owner(Collection(), ("Cy Dee",)) == ("Cy Dee",)
    assert names_of_owner(Collection(), ("Cy Dee", "Ann Bee")) == ()


def test_the_owner_has_the_names_that_are_written_in_other_languages() -> None:
    collection = read(
        "profile: {name: {en: Ann Bee, ja: 蜂安}, other_names: Anne Bee}\n"
        "publications:\n- {title: A, authors: [Ann Bee, Cy Dee], year: 2024}\n- {title: B, authors: [蜂安, Eve Fox], year: 2024}\n"
    )
    assert names_of_owner(collection) == ("Ann Bee", "蜂安", "Anne Bee")
    assert [*found(collection)] == ["Cy Dee", "Eve Fox"]
    assert not [*unknown_names(collection, ["蜂安"])]


def test_a_name_that_nobody_has_is_known_as_such(data: Collection) -> None:
    assert [*unknown_names(data, ("Kit Lee", "Cy Dea", "ann bee"))] == ["Cy Dea"]


# On a page


@pytest.mark.usefixtures("english")
def test_a_page_has_a_table_and_says_what_is_not_in_it() -> None:
    told = described(
        CoAuthors(),
        """
        profile: {name: Ann Bee}
        people: [{name: Cy Dee, affiliation: "*Fog* Institute"}]
        publications:
        - {title: A, authors: [Ann Bee, Cy Dee, Kit Lee], date: 2024-05-16}
        - {title: B, authors: [Ann Bee, Un Dated]}
        - {title: C, authors: [Ann Bee, Kit Lee], status: in press}
        """,
        description(),
        today=TODAY,
    )
    assert lines(told) == [
        "2 people, 2 works since 2022-11-30",
        "1 person has no affiliation in the data.",
        "1 work without a date is left out.",
    ]
    assert rows(told) == [
        ["Name", "Affiliation", "Relation", "Last joint work", "Works"],
        ["Cy Dee", "Fog Institute", "Co-author", "2024-05-16", "1"],
        ["Kit Lee", "", "Co-author", "2024-05-16, in press", "2"],
    ]


@pytest.mark.usefixtures("english")
def test_a_page_says_of_whom_it_does_not_know() -> None:
    collection = read_clean("publications: [{title: A, authors: [Ann Bee, Cy Dee], year: 2025}]")
    section, options = CoAuthors(), {"today": TODAY}
    assert [message for _option, message, _hint in section.faults(collection, options)] == [
        "It is not said whose co-authors are asked for."
    ]
    named = {**options, "author": ("Ann Bea",)}
    assert [*section.faults(collection, named)] == [
        ("author", "Nobody among the data is called 'Ann Bea'.", "Did you mean 'Ann Bee'?")
    ]
