"""A list of people: who stands in it, under which heading, and what is said of each."""

from __future__ import annotations

from typing import Any

import pytest
from counting import check_growth
from descriptions import addresses, described, description, lines, of_class
from inline_data import read, read_clean, told
from plain_page import html_of

from sphinx_academic.content.fragments import elements, plain
from sphinx_academic.content.markup import Markup
from sphinx_academic.data.records.person import Highlights
from sphinx_academic.data.register import problems_of
from sphinx_academic.data.values.dates import PartialDate
from sphinx_academic.sections.description import Description
from sphinx_academic.sections.options import read_options
from sphinx_academic.sections.people import People
from sphinx_academic.sections.person_entry import spelled_out
from sphinx_academic.sections.profile import Profiles
from sphinx_academic.sections.publications import Publications

pytestmark = pytest.mark.usefixtures("english")

TODAY = PartialDate(2026, 6, 1)

LAB = """
people:
- {name: Eve Fox, role: Professor, start: 2010, tags: [fog], projects: [Steam]}
- {name: Ann Bee, role: PhD student, start: 2023-10, tags: [fog]}
- {name: Cy Dee, role: PhD student, start: 2015, end: 2019, degree: PhD 2019, now: 'Dean, *Northmoor*'}
- {name: Zoë Äpfel, role: Postdoc, start: 2025}
- {name: Gil Hay, role: Postdoc, start: 2027}
- {name: Ida Jay, alumnus: true, role: MSc student}
"""


def groups(text: str = LAB, **given: Any) -> list[tuple[tuple[str, ...], list[str]]]:
    """The labels of each group and the names in it."""
    options = {name.replace("_", "-"): value for name, value in given.items()}
    reading = read_options(options, People.options)
    assert not reading.faults
    chosen = People().choose(read_clean(text), {**reading.values, "today": TODAY, "language": "en"})
    return [(group.labels, [person.name for person in group.records]) for group in chosen]


def names(text: str = LAB, **given: Any) -> list[str]:
    return [name for _labels, found in groups(text, **given) for name in found]


# Who, and in which order


def test_people_stand_as_in_the_file_and_alumni_apart() -> None:
    assert groups() == [
        ((), ["Eve Fox", "Ann Bee", "Zoë Äpfel", "Gil Hay"]),
        (("alumni",), ["Cy Dee", "Ida Jay"]),
    ]


def test_groups_by_role_have_an_order_of_their_own() -> None:
    assert groups(group_by="role", alumni="without") == [
        (("Professor",), ["Eve Fox"]),
        (("Postdoc",), ["Zoë Äpfel", "Gil Hay"]),
        (("PhD student",), ["Ann Bee"]),
    ]


def test_roles_that_are_named_group_by_role_under_these_headings() -> None:
    assert [labels for labels, _names in groups(roles="PhD students, Postdocs")] == [
        ("PhD students",),
        ("Postdocs",),
        ("Professor",),
        ("alumni",),
    ]
    assert groups(roles="PhD students", group_by="none")[0][0] == ()


def test_who_has_no_role_stands_among_others_and_a_list_without_roles_has_no_headings() -> None:
    text = "people: [{name: Ann Bee}, {name: Eve Fox, role: Professor}]"
    assert groups(text, group_by="role") == [(("Professor",), ["Eve Fox"]), (("",), ["Ann Bee"])]
    assert groups("people: [{name: Ann Bee}]", group_by="role") == [((), ["Ann Bee"])]
    heading = People().heading(0, "", {}, description())
    assert plain(heading) == "Other"


def test_the_heading_of_alumni_may_be_named_too() -> None:
    assert plain(People().heading(0, "alumni", {}, description())) == "Alumni"
    assert plain(People().heading(0, "alumni", {"roles": ("Alumnae",)}, description())) == "Alumnae"


@pytest.mark.parametrize(
    ("options", "left"),
    [
        ({"alumni": "only"}, ["Cy Dee", "Ida Jay"]),
        ({"alumni": "without"}, ["Eve Fox", "Ann Bee", "Zoë Äpfel", "Gil Hay"]),
        ({"current": ""}, ["Eve Fox", "Ann Bee", "Zoë Äpfel"]),
        ({"role": "PhD students"}, ["Ann Bee", "Cy Dee"]),
        ({"role": "postdoc, professor"}, ["Eve Fox", "Zoë Äpfel", "Gil Hay"]),
        ({"role": "alumni"}, ["Cy Dee", "Ida Jay"]),
        ({"role": "PhD student", "alumni": "only"}, ["Cy Dee"]),
        ({"since": "2019"}, ["Eve Fox", "Ann Bee", "Zoë Äpfel", "Gil Hay", "Cy Dee"]),
        ({"since": "2020"}, ["Eve Fox", "Ann Bee", "Zoë Äpfel", "Gil Hay"]),
        ({"tag": "Fog"}, ["Eve Fox", "Ann Bee"]),
        ({"project": "steam"}, ["Eve Fox"]),
        ({"limit": "2"}, ["Eve Fox", "Ann Bee"]),
        ({"sort": "name", "alumni": "without"}, ["Zoë Äpfel", "Ann Bee", "Eve Fox", "Gil Hay"]),
        ({"sort": "start", "alumni": "without"}, ["Eve Fox", "Ann Bee", "Zoë Äpfel", "Gil Hay"]),
        ({"sort": "start", "alumni": "only"}, ["Cy Dee", "Ida Jay"]),
    ],
)
def test_options_leave_people_out_and_sort_them(options: dict[str, str], left: list[str]) -> None:
    assert names(**options) == left


def test_names_are_sorted_by_family_name_without_particles() -> None:
    text = "people: [{name: Jan van der Berg}, {name: Plato}, {name: Zoe Adams}, {name: Ann Berg}]"
    assert names(text, sort="name") == ["Zoe Adams", "Ann Berg", "Jan van der Berg", "Plato"]


def test_a_role_that_nobody_has_is_told_with_the_nearest() -> None:
    options = {"roles": ("Postdocs", "PhD studnts"), "role": ("Deans", "alumni")}
    assert list(People().faults(read_clean(LAB), options)) == [
        (
            "roles",
            "Nobody has the role 'PhD studnts'.",
            "Did you mean 'PhD student'? The roles are: 'Professor', 'PhD student', 'Postdoc', 'MSc student'.",
        ),
        (
            "role",
            "Nobody has the role 'Deans'.",
            "The roles are: 'Professor', 'PhD student', 'Postdoc', 'MSc student'.",
        ),
    ]
    (fault,) = People().faults(read_clean("people: [{name: Ann Bee}]"), {"role": ("Dean",)})
    assert fault[1:] == ("Nobody has the role 'Dean'.", "Nobody has one.")


# What is said

ONE = """
people:
- name: Ann Bee
  pronouns: she/her
  role: '**PhD** student'
  affiliation: A University
  line: Hears *fog*
  photo: {url: a.png, alt: A drawing}
  email: 'mailto: ann.bee@cs.example.org'
  url: https://ann.example
  orcid: 0000-0002-1825-0097
  links: {GitHub: annbee, Diary: 'https://ann.example/diary', Matrix: }
  about: "Hello.\\n\\n- one"
"""


def shown(text: str = ONE, how: Description | None = None, **options: Any) -> Any:
    return described(People(), text, how, today=TODAY, **options)


def test_a_card_says_who_this_is() -> None:
    found = shown()
    assert lines(found) == [
        "Ann Bee she/her",
        "PhD student",
        "A University",
        "Hears fog",
        "ann.bee AT cs dot example dot org",
        "GitHub · Diary · Matrix · ORCID",
    ]
    assert addresses(found) == [
        ("Ann Bee", "https://ann.example"),
        ("GitHub", "https://github.com/annbee"),
        ("Diary", "https://ann.example/diary"),
        ("ORCID", "https://orcid.org/0000-0002-1825-0097"),
    ]
    (more,) = of_class(found, "academic-about-person")
    assert (more.attributes["summary"], plain(more.children)) == ("About", "Hello.one")


def test_known_networks_are_signs_with_a_name_and_others_are_words() -> None:
    text = html_of(shown())
    assert text.count('class="academic-sign reference external"') == 2
    assert '<span class="academic-unseen">GitHub</span></a>' in text
    assert 'title="ORCID"' in text
    assert ">Diary</a>" in text


def test_the_address_itself_stands_nowhere() -> None:
    text = html_of(shown())
    assert "cs.example.org" not in text
    assert "mailto:" not in text


def test_an_address_among_the_links_stands_nowhere_either_and_each_is_said_once() -> None:
    text = "people: [{name: Ann Bee, email: a@b.example, links: {Email: 'mailto:a@b.example', Mail: ann@c.example, GitHub: ann}}]"
    for layout in ("cards", "list", "table"):
        found = shown(text, layout=layout)
        said = [plain((each,)) for each in of_class(found, "academic-email")]
        assert said == ["a AT b dot example", "ann AT c dot example"], layout
        assert "mailto:" not in html_of(found)
        assert "github.com/ann" in html_of(found)


@pytest.mark.parametrize(
    ("email", "said"),
    [
        ("mailto: ada@example.org", "ada AT example dot org"),
        ("MAILTO:ada@example.org?subject=Hello", "ada AT example dot org"),
        ("  ada @ example.org ", "ada AT example dot org"),
        ("Ada Ampere <ada@example.org>", "Ada Ampere <ada AT example dot org>"),
        ("ada@example.org or a@b.example", "ada AT example dot org or a AT b dot example"),
        ("a@b@c", "a@b@c"),
    ],
)
def test_an_address_is_spelled_out_however_it_is_written(email: str, said: str) -> None:
    assert spelled_out(email) == said


def test_the_name_leads_to_the_persons_page_where_there_is_one() -> None:
    found = shown(how=description(person_page=lambda person: f"people/{person.key}"))  # type: ignore[union-attr]
    pages = [each.attributes["page"] for each in elements(found) if each.attributes.get("page")]
    assert pages == ["people/ann-bee"]
    assert ("Website", "https://ann.example") in [
        (plain(each.children), each.attributes["url"])
        for each in elements(found)
        if each.kind == "link" and "url" in each.attributes
    ]
    assert not of_class(found, "academic-about-person")


def test_initials_stand_where_there_is_no_photo_or_none_that_can_be_shown() -> None:
    missing = html_of(shown(), pictures={})
    assert '<div class="academic-portrait academic-initials" aria-hidden="true">AB</div>' in missing
    assert "<img" not in missing
    none = html_of(shown("people: [{name: 王小明}, {name: '?', role: Dean}]"))
    assert ">王</div>" in none
    # Somebody without a letter in the name has the drawing of a person.
    assert none.count("academic-initials") == 2
    assert "<svg" in none


def test_what_the_heading_says_is_not_said_again() -> None:
    found = described(People(), LAB, roles=("PhD students",), today=TODAY)
    said = [line for line in lines(found) if "PhD" in line]
    assert said == ["PhD 2019, 2015–2019"]


def test_alumni_have_degree_years_and_where_they_are_now() -> None:
    found = described(People(), LAB, alumni="only", today=TODAY)
    assert lines(found) == ["Cy Dee", "PhD 2019, 2015–2019", "Now: Dean, Northmoor", "Ida Jay", "MSc student"]


@pytest.mark.parametrize(
    ("dates", "years"),
    [
        ("start: 2015, end: 2019", "2015–2019"),
        ("start: 2015, end: 2015-11", "2015"),
        ("end: 2019", "until 2019"),
        ("start: 2015, alumnus: true", "from 2015"),
        ("alumnus: true", ""),
    ],
)
def test_alumni_without_an_end_are_not_said_to_be_there(dates: str, years: str) -> None:
    found = shown(f"people: [{{name: Ann Bee, {dates}}}]")
    assert lines(found) == ["Ann Bee", *([years] if years else [])]


def test_a_list_has_no_portraits_and_says_the_same_in_fewer_lines() -> None:
    found = shown(layout="list")
    assert lines(found) == [
        "Ann Bee she/her, PhD student, A University",
        "Hears fog",
        "ann.bee AT cs dot example dot org · GitHub · Diary · Matrix · ORCID",
    ]
    assert not any(each.kind == "figure" for each in elements(found))
    assert not People().shows_pictures({"layout": "list"})


def rows(found: Any) -> list[list[str]]:
    return [
        [plain(cell.children) for cell in each.children] for each in elements(found) if each.kind == "row"
    ]


def test_a_table_has_the_columns_that_somebody_has_something_in() -> None:
    members = shown(LAB, layout="table", alumni="without")
    assert rows(members)[:2] == [["Name", "Role", "Since"], ["Eve Fox", "Professor", "2010"]]
    alumni = shown(LAB, layout="table", alumni="only")
    assert rows(alumni) == [
        ["Name", "Role", "Degree", "Years", "Now"],
        ["Cy Dee", "PhD student", "PhD 2019", "2015–2019", "Dean, Northmoor"],
        ["Ida Jay", "MSc student", "", "", ""],
    ]
    assert 'aria-label="Alumni"' in html_of(alumni)
    assert 'id="person-cy-dee"' in html_of(alumni)


# Who is who


def test_the_profile_fills_in_what_the_register_leaves_out() -> None:
    text = """
profile: {name: Ann Bee, affiliation: A University, role: Dean, photo: a.png, email: a@b.example, links: {GitHub: annbee}}
people:
- {name: 'Bee, Ann', role: Professor, links: {Mastodon: '@a@b.example'}, aliases: [安], key: ann}
- {name: Cy Dee}
"""
    (group,) = People().choose(read_clean(text), {})
    ann, other = group.records
    assert (ann.key, ann.role, ann.affiliation, ann.email, ann.photo[0].url, ann.aliases) == (
        "ann", "Professor", "A University", "a@b.example", "a.png", ("安",),
    )  # fmt: skip
    assert [link.name for link in ann.links] == ["Mastodon", "GitHub"]
    assert other.photo == ()


def test_references_to_a_person_find_the_list_and_the_profile() -> None:
    collection = read_clean(
        "profile: {name: Ann Bee}\npeople: [{name: Ann Bee, aliases: [安]}, {name: Cy Dee}]"
    )
    section = People()
    assert [section.keys(each)[0] for each in section.referred_in(collection)] == [
        "ann-bee",
        "cy-dee",
        "ann-bee",
    ]
    person = next(iter(section.referred_in(collection)))
    facts = section.entry(person, description())
    assert facts is not None
    assert (facts.kind, facts.key, facts.others) == ("person", "ann-bee", ("Ann Bee", "安"))
    assert Profiles().narrowings({}) > section.narrowings({"role": (), "tag": (), "limit": 1})


def test_people_are_found_by_name_role_and_place() -> None:
    (person,) = read_clean(ONE).people
    found = People().search_name(person, description())
    assert found is not None
    assert (found.anchor, found.name) == ("person-ann-bee", "Ann Bee · PhD student · A University")


# Names as the register has them

SPELLED = """
people: [{name: Haohe Liu, aliases: [刘濠赫]}]
publications:
- {title: T, authors: ['H. Liu (editor)', {name: 刘濠赫, corresponding: true}, Ann Bee], year: 2024}
"""


def test_authors_are_spelled_as_the_register_does_where_a_site_asks_for_it() -> None:
    written = lines(described(Publications(), SPELLED, layout="list"))[1]
    assert written == "H. Liu (editor), 刘濠赫†, Ann Bee"
    spelled = lines(described(Publications(), SPELLED, description(names_as_registered=True), layout="list"))[
        1
    ]
    assert spelled == "Haohe Liu (editor), Haohe Liu†, Ann Bee"


def test_search_and_feeds_spell_them_so_too() -> None:
    (work,) = read_clean(SPELLED).publications
    how = description(names_as_registered=True)
    assert Publications().searched(work, how)[1] == "Haohe Liu (editor), Haohe Liu, Ann Bee"
    said = Publications().syndicate(work, {}, how)
    assert [author.name for author in said.authors] == ["Haohe Liu (editor)", "Haohe Liu", "Ann Bee"]


# Whose papers

PAPERS = (
    LAB
    + """
publications:
- {title: A, authors: [A. Bee, Eve Fox], year: 2024}
- {title: B, authors: [Eve Fox, Cy Dee], year: 2018}
- {title: C, authors: [Somebody Else, Zoë Äpfel], year: 2025}
- {title: D, authors: "**Somebody Else**", year: 2023}
"""
)


@pytest.mark.parametrize(
    ("options", "titles"),
    [
        ({"author": "every PhD student"}, "AB"),
        ({"author": "every PhD students, Somebody Else"}, "CADB"),
        ({"author": "every alumnus"}, "B"),
        ({"author": "every member"}, "CAB"),
        ({"author": "every dean"}, ""),
        ({"first-author": "every PhD student"}, "A"),
        ({"first-author": "every professor, Else"}, "CDB"),
    ],
)
def test_papers_are_those_of_everybody_of_a_role(options: dict[str, str], titles: str) -> None:
    values = read_options(options, Publications.options).values
    chosen = Publications().choose(read_clean(PAPERS), {**values, "today": TODAY})
    assert "".join(work.title for group in chosen for work in group.records) == titles


def test_a_role_of_authors_that_nobody_has_is_told() -> None:
    options = {"author": ("every PhD studnet", "Ann Bee"), "first-author": ("every dean",)}
    assert [
        (option, message) for option, message, _hint in Publications().faults(read_clean(PAPERS), options)
    ] == [
        ("author", "Nobody has the role 'PhD studnet'."),
        ("first-author", "Nobody has the role 'dean'."),
    ]


# What is wrong with the data


def test_who_stands_in_the_register_twice_is_told_with_both_places() -> None:
    lab = "people:\n- {name: Ann Bee}\n- {name: Cy Dee}\n- {name: 'Bee, Ann'}\n"
    (problem,) = told(read(lab))
    assert problem == (
        "4:10",
        "duplicate",
        "'Bee, Ann' stands in the register of people twice: here and in data.yaml:2.",
        "Make one entry of both; if they are two people, give each an ORCID, or a key.",
    )
    assert names_of(lab) == ["Ann Bee", "Cy Dee", "Bee, Ann"]


@pytest.mark.parametrize(
    "entries",
    [
        "{name: Ann Bee, orcid: 0000-0002-1825-0097}, {name: Ann Bee, orcid: 0000-0001-5109-3700}",
        "{name: Ann Bee, key: elder}, {name: Ann Bee, key: younger}",
        "{name: Ann Bee, aliases: [A. Bee]}, {name: Art Bee, aliases: [A. Bee]}",
        "{name: Ann Bee, aliases: [Ann Bee]}",
    ],
)
def test_namesakes_that_are_told_apart_are_no_mistake(entries: str) -> None:
    assert told(read(f"people: [{entries}]")) == []


NEITHER = "; authors who are called so are linked to neither."


def test_other_names_in_a_circle_are_told_and_link_nobody() -> None:
    circle = (
        "people:\n- {name: Ann Bee, aliases: [Cy Dee]}\n- {name: Cy Dee, aliases: [Ann Bee]}\n"
        "publications: [{title: T, authors: [Ann Bee], year: 2024}]\n"
    )
    collection = read(circle)
    assert [(each.place, each.message) for each in told(collection)] == [
        (
            "2:28",
            "'Cy Dee', another name of 'Ann Bee', is the name of somebody else in data.yaml:3" + NEITHER,
        ),
        (
            "3:27",
            "'Ann Bee', another name of 'Cy Dee', is the name of somebody else in data.yaml:2" + NEITHER,
        ),
    ]
    assert collection.publications[0].authors.people[0].person == ""


def test_who_leaves_before_coming_and_who_has_left_and_stays_is_told() -> None:
    text = (
        "people:\n- {name: Ann Bee, start: 2020, end: 2019}\n- {name: Cy Dee, alumnus: true, end: present}\n"
    )
    assert [(each.place, each.code, each.message) for each in told(read(text))] == [
        ("2:37", "date", "This person leaves (2019) before coming (2020); both are shown as written."),
        ("3:38", "date", "'Cy Dee' has left, and is there until 'present'; stands among the alumni."),
    ]


def test_somebody_without_a_name_is_told_and_shown() -> None:
    collection = read("people:\n- role: Dean\n  line: Knows all\n")
    assert [each.message for each in told(collection)] == ["This person has no name."]
    section = People()
    found = section.describe(section.choose(collection, {}), 0, {}, description())
    assert lines(found) == ["No name", "Dean", "Knows all"]
    (person,) = collection.people
    facts = section.entry(person, description())
    assert facts is not None
    assert facts.others == ()


def names_of(text: str) -> list[str]:
    return [person.name for person in read(text).people]


def test_the_time_of_a_list_grows_with_its_people_and_no_faster() -> None:
    texts = {
        number: "people:\n"
        + "".join(
            f"- {{name: Ann Bee{each}, role: R{each % 7}, aliases: [A. Bee{each}], end: 20{each % 50:02}}}\n"
            for each in range(number)
        )
        for number in (1, 50, 200)
    }
    collections = {number: read(text) for number, text in texts.items()}
    options = {"group-by": "role", "sort": "name", "today": TODAY}

    def show(number: int) -> None:
        section = People()
        chosen = section.choose(collections[number], options)
        how = Description(Markup({}), Highlights(()))
        for index in range(len(chosen)):
            section.describe(chosen, index, options, how)

    check_growth(show, 50)
    check_growth(lambda number: [*problems_of(collections[number].people)], 50)
