"""What belongs to a project, and which grant paid for what, by whatever name records call these."""

from __future__ import annotations

import pytest
from counting import check_growth
from inline_data import read, read_clean, told

from sphinx_academic.data.collection import Collection
from sphinx_academic.data.records import Grant, Project, Record
from sphinx_academic.sections import options as options_of
from sphinx_academic.sections.competitions import Competitions
from sphinx_academic.sections.newsfeed import News
from sphinx_academic.sections.publications import Publications
from sphinx_academic.sections.talks import Talks

SITE = """
people:
- {name: Ada Bell}
- {name: Cy Dee, projects: steam}
- {name: Eve Fox}

projects:
- {key: sounds, title: 'Sounds, everyday', people: [A. Bell]}
- {key: kettles, title: Four Hundred *Kettles*, part_of: sounds}
- {key: steam, title: Cold Steam, part_of: Kettles, grants: EP/T000001/1}

grants:
- {key: listening, title: Listening to Water, number: EP/S000002/1, projects: [sounds], people: [Eve Fox]}
- {key: fog, title: Fog Signals, number: EP/T000001/1}

publications:
- {key: a, title: By key, project: sounds}
- {key: b, title: By title, projects: ['sounds, EVERYDAY']}
- {key: c, title: In parts, projects: 'Sounds, everyday'}
- {key: d, title: Within, project: kettles}
- {key: e, title: Deeper, project: Cold Steam}
- {key: f, title: Grant alone, grants: ep/t000001/1}
- {key: g, title: Of another, projects: [teapots]}
- {key: h, title: Of a project and with a grant of its own, project: sounds, grants: Fog Signals}
- {key: i, title: Of none}
"""


@pytest.fixture(scope="module")
def site() -> Collection:
    return read_clean(SITE)


def shown(site: Collection, **written: str) -> str:
    """The keys of the publications that are shown with options as a page has them."""
    reading = options_of.read_options(written, Publications.options)
    assert not reading.faults
    options = {"sort": "file", **reading.values}
    return "".join(each.key for group in Publications().choose(site, options) for each in group.records)


def complaints(site: Collection, **written: str) -> list[tuple[str, str, str]]:
    reading = options_of.read_options(written, Publications.options)
    return list(Publications().faults(site, reading.values))


def keys(records: tuple[Record, ...]) -> list[str]:
    return [record.key for record in records]


def of_project(site: Collection, kind: type[Record], name: str) -> list[str]:
    belongs = site.belonging.of_projects((name,))
    return [record.key for record in site.of(kind) if belongs(record)]


def of_grant(site: Collection, kind: type[Record], name: str) -> list[str]:
    belongs = site.belonging.of_grants((name,))
    return [record.key for record in site.of(kind) if belongs(record)]


# Names


@pytest.mark.parametrize("name", ["kettles", "KETTLES", "Four Hundred Kettles", "four hundred  *kettles*"])
def test_a_project_is_meant_by_its_key_or_its_title_in_any_case(site: Collection, name: str) -> None:
    assert shown(site, project=name) == "de"


@pytest.mark.parametrize("name", ["fog", "EP/T000001/1", "ep/t000001/1", "EP / T000001 / 1", "Fog signals"])
def test_a_grant_is_meant_by_its_key_its_number_or_its_title(site: Collection, name: str) -> None:
    assert shown(site, grant=name) == "efh"


def test_a_title_with_a_comma_is_found_though_names_are_parted_at_commas(site: Collection) -> None:
    assert shown(site, project="Sounds, everyday") == shown(site, project="sounds") == "abcdeh"
    assert complaints(site, project="Sounds, everyday") == []


def test_several_projects_give_what_belongs_to_any(site: Collection) -> None:
    assert shown(site, project="Cold Steam, teapots") == "eg"


def test_a_key_is_meant_before_a_title() -> None:
    site = read_clean("""
        projects:
        - {key: tea, title: Kettles}
        - {key: kettles, title: Spoons}
        pubs:
        - {key: a, title: A, project: kettles}
        - {key: b, title: B, project: tea}
    """)
    assert (shown(site, project="Kettles"), shown(site, project="spoons"), shown(site, project="tea")) == (
        "a",
        "a",
        "b",
    )


def test_two_projects_with_one_title_are_both_meant() -> None:
    site = read_clean("""
        projects: [{key: one, title: Tea}, {key: two, title: Tea}]
        pubs: [{key: a, title: A, project: one}, {key: b, title: B, project: two}]
    """)
    assert shown(site, project="tea") == "ab"
    assert shown(site, project="two") == "b"


def test_a_key_that_a_project_had_before_still_means_it() -> None:
    site = read_clean("""
        projects: [{key: new, title: Tea, former_keys: [old]}]
        pubs: [{key: a, title: A, project: old}]
    """)
    assert shown(site, project="new") == shown(site, project="old") == "a"


def test_names_are_words_to_select_by_where_the_data_have_no_projects() -> None:
    site = read_clean("pubs: [{key: a, title: A, project: Every day}, {key: b, title: B, grants: X-1}]")
    assert (shown(site, project="every  DAY"), shown(site, grant="x-1")) == ("a", "b")
    assert complaints(site, project="every dya", grant="x-2") == []


# Parts


def test_what_belongs_to_a_part_belongs_to_the_whole_and_not_the_other_way_round(site: Collection) -> None:
    assert shown(site, project="sounds") == "abcdeh"
    assert shown(site, project="steam") == "e"


def test_the_parts_of_a_project_are_what_belongs_to_it_among_projects(site: Collection) -> None:
    assert of_project(site, Project, "sounds") == ["kettles", "steam"]
    assert of_project(site, Project, "steam") == []


def test_a_project_knows_its_whole_and_its_parts(site: Collection) -> None:
    sounds, kettles, steam = site.projects
    assert site.belonging.whole_of(steam) is kettles
    assert site.belonging.whole_of(sounds) is None
    assert site.belonging.parts_of(sounds) == (kettles,)
    assert steam.whole is not None
    assert (steam.whole.key, keys(kettles.parts), keys(kettles.paid_by)) == (
        "kettles",
        ["steam"],
        ["listening"],
    )


def test_the_whole_may_stand_among_the_projects_of_a_project() -> None:
    site = read_clean("projects: [{key: a, title: A}, {key: b, title: B, project: A}]")
    assert keys(site.belonging.parts_of(site.projects[0])) == ["b"]


def test_a_whole_that_there_is_not_is_told_at_its_line_with_the_nearest() -> None:
    site = read("""
        projects:
        - title: Everyday Sounds
        - title: Kettles
          part_of: Everyday Sonuds
        - title: Spoons
          part_of: Botany
    """)
    assert told(site) == [
        (
            "4:12",
            "projects",
            "No project is called 'Everyday Sonuds'; this one is shown as a part of none.",
            "Did you mean 'Everyday Sounds'?",
        ),
        (
            "6:12",
            "projects",
            "No project is called 'Botany'; this one is shown as a part of none.",
            "Name it by its key or its title.",
        ),
    ]


def test_projects_that_are_parts_of_each_other_are_told_with_the_chain_and_do_no_harm() -> None:
    site = read("""
        projects:
        - {key: a, title: Ant, part_of: Cat}
        - {key: b, title: Bee, part_of: ant}
        - {key: c, title: Cat, part_of: b}
        - {key: d, title: Dog, part_of: c}
        pubs: [{key: x, title: X, project: b}, {key: y, title: Y, project: d}]
    """)
    (message,) = told(site)
    assert message == (
        "3:33",
        "projects",
        "'Ant' is part of 'Cat', which is part of 'Bee', which is part of 'Ant'; 'Bee' is shown as a part of none.",
        "Leave `part_of` out of the largest of them.",
    )
    assert [shown(site, project=name) for name in "abcd"] == ["", "xy", "y", "y"]


def test_a_project_that_is_a_part_of_itself_is_told() -> None:
    site = read("projects:\n- {key: a, title: Ant, part_of: a}\n- {key: b, title: Bee, part_of: a}\n")
    assert [each.message for each in told(site)] == [
        "'Ant' is part of itself; 'Ant' is shown as a part of none."
    ]
    assert keys(site.belonging.parts_of(site.projects[0])) == ["b"]


def test_of_a_long_circle_both_ends_are_named() -> None:
    links = "\n".join(f"- {{key: p{n}, title: P{n}, part_of: p{(n + 1) % 9}}}" for n in range(9))
    (only,) = told(read(f"projects:\n{links}\n"))
    assert only.message == (
        "'P0' is part of 'P1', which is part of 'P2', which is part of …, which is part of 'P8', which is part of 'P0'; "
        "'P8' is shown as a part of none."
    )


def test_keys_that_differ_in_case_alone_do_no_harm() -> None:
    site = read("projects: [{key: A, title: One, part_of: a}, {key: a, title: Two, part_of: A}]")
    assert keys(site.projects) == ["A", "a"]
    assert [each.message for each in told(site)] == [
        "'One' is part of itself; 'One' is shown as a part of none."
    ]


# Grants


def test_what_names_no_grant_was_paid_for_by_those_of_its_project(site: Collection) -> None:
    assert shown(site, grant="listening") == "abcd"
    assert keys(site.belonging.grants_of(site.publications[0])) == ["listening"]


def test_a_part_with_grants_of_its_own_was_paid_for_by_these_alone(site: Collection) -> None:
    sounds, kettles, steam = site.projects
    assert [keys(site.belonging.grants_of(each)) for each in (sounds, kettles, steam)] == [
        ["listening"],
        ["listening"],
        ["fog"],
    ]
    assert of_grant(site, Project, "listening") == ["sounds", "kettles"]
    assert of_grant(site, Project, "fog") == ["steam"]


def test_grants_of_its_own_say_all_of_what_paid_for_a_record(site: Collection) -> None:
    work = site.publications[7]
    assert keys(site.belonging.grants_of(work)) == ["fog"]
    assert keys(site.belonging.projects_of(work)) == ["sounds"]


def test_the_grants_of_a_project_are_those_that_either_names(site: Collection) -> None:
    assert of_project(site, Grant, "sounds") == ["listening", "fog"]
    assert of_project(site, Grant, "steam") == ["fog"]
    assert of_grant(site, Grant, "EP/T000001/1") == ["fog"]


def test_a_record_says_what_its_projects_and_funders_are_called(site: Collection) -> None:
    called = site.belonging.projects_called
    assert [called(site.publications[place]) for place in (1, 2, 6)] == [
        ("Sounds, everyday",),
        ("Sounds, everyday",),
        ("teapots",),
    ]
    other = read_clean("""
        projects: [{title: Tea, grants: W-1}]
        grants: [{title: Water, number: W-1, funder: Council}, {title: Milk}]
        pubs: [{title: A, project: tea}, {title: B, grants: [Botany fund, milk]}, {title: C}]
    """)
    funders = [other.belonging.funders_called(work) for work in other.publications]
    assert funders == [("Council",), ("Botany fund",), ()]


# People


def test_people_belong_to_the_projects_that_they_name_or_that_name_them(site: Collection) -> None:
    ada, cy, eve = site.people
    assert of_project(site, type(ada), "sounds") == [ada.key, cy.key]
    assert of_project(site, type(ada), "steam") == [cy.key]
    assert of_grant(site, type(ada), "listening") == [ada.key, eve.key]


def test_a_project_shows_who_says_to_work_on_it() -> None:
    site = read_clean("""
        projects: [{key: tea, title: Tea, people: [A. Bee]}, {title: Milk}, {title: Fog, people: the whole group}]
        people: [{name: Ann Bee, projects: [tea, milk]}, {name: Cy Dee, projects: [Tea, Fog]}]
    """)
    projects = site.of(Project)
    assert [[each.person for each in project.people.people] for project in projects[:2]] == [
        ["Ann Bee", "Cy Dee"],
        ["Ann Bee"],
    ]


# Other lists


def test_every_list_of_records_can_be_narrowed() -> None:
    site = read_clean("""
        projects: [{key: tea, title: Tea}]
        grants: [{key: water, title: Water, number: W-1, projects: tea}]
        news: [{key: n, date: 2024, text: N, project: tea}, {key: m, date: 2024, text: M}]
        competitions: [{key: c, title: C, project: Tea}, {key: d, title: D}]
        talks: [{key: t, title: T, grants: w-1}, {key: u, title: U}]
        pubs: [{key: p, title: P, date: 2023, project: tea}, {key: q, title: Q, date: 2023}]
    """)

    def found(section: object, **options: object) -> list[str]:
        return [each.key for group in section.choose(site, options) for each in group.records]  # type: ignore[attr-defined]

    assert found(News(), project=("tea",)) == ["n"]
    assert found(News(), grant=("W-1",)) == ["n"]
    assert found(Competitions(), project=("tea",)) == ["c"]
    assert found(Talks(), grant=("water",)) == ["t"]
    assert found(Talks(), project=("tea",)) == []
    made = News().choose(site, {"project": ("tea",), "auto": ("publications",)})
    assert [getattr(each, "about", each).key for each in made[0].records] == ["n", "p"]


# What nobody has


def test_a_name_that_nothing_has_is_told_with_the_nearest(site: Collection) -> None:
    assert complaints(site, project="ketles") == [
        ("project", "No project is called 'ketles'.", "Did you mean 'kettles'?")
    ]
    assert complaints(site, grant="EP/T000001/2") == [
        ("grant", "No grant is called 'EP/T000001/2'.", "Did you mean 'EP/T000001/1'?")
    ]
    assert complaints(site, project="botany") == [
        ("project", "No project is called 'botany'.", "Those of the data stand under  projects:  there.")
    ]


def test_a_name_that_only_records_use_selects_them_and_is_not_told(site: Collection) -> None:
    assert shown(site, project="Teapots") == "g"
    assert complaints(site, project="Teapots") == []


def test_another_package_may_mean_something_else_by_these_options() -> None:
    class Other(Competitions):
        options = {"project": options_of.Option(options_of.count, "How many.")}  # noqa: RUF012

    assert list(Other().faults(read_clean(SITE), {"project": 3})) == []


def test_a_name_in_a_record_is_told_as_misspelt_where_it_is_near_to_one_that_there_is() -> None:
    site = read("""
        projects: [{title: Everyday Sounds}]
        pubs:
        - {title: A, project: Everyday Sonuds}
        - {title: B, project: Everyday Sonuds}
        - {title: C, project: Botany}
    """)
    assert told(site) == [
        ("3:23", "projects", "No project is called 'Everyday Sonuds'.", "Did you mean 'Everyday Sounds'?")
    ]
    (remark,) = (each for each in site.remarks if each.code == "projects")
    assert (remark.message, remark.line) == ("No project is called 'Botany'.", 5)


def test_nothing_is_said_of_names_where_there_are_no_projects_and_no_grants() -> None:
    site = read_clean("pubs: [{title: A, project: Botany, grants: X}]")
    assert [each for each in site.remarks if each.code == "projects"] == []


# Time


def test_a_long_chain_of_projects_takes_time_in_proportion_to_its_length() -> None:
    def select(length: int) -> None:
        chain = "\n".join(f"- {{key: p{n}, title: P{n}, part_of: p{n + 1}}}" for n in range(length))
        last = f"- {{key: p{length}, title: P{length}, grants: X}}"
        site = read_clean(f"projects:\n{chain}\n{last}\npubs: [{{title: A, project: p0}}]\n")
        every = [each for kind in site.records.values() for each in kind]
        assert len([*filter(site.belonging.of_projects((f"p{length}",)), every)]) == length + 1
        assert len([*filter(site.belonging.of_grants(("X",)), every)]) == length + 2

    check_growth(select, 100)
