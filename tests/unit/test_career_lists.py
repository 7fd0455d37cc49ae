"""Lists of a career: what stands beside which dates, in which order and under which headings, and what stands together."""

from __future__ import annotations

from typing import Any

import pytest
from descriptions import described, description, lines, of_class
from inline_data import read, read_clean
from plain_page import html_of

from sphinx_academic.content.fragments import elements, plain
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.records import EventItem, Opening
from sphinx_academic.data.records.person import Highlights
from sphinx_academic.data.records.teaching import Teaching, term_date
from sphinx_academic.data.values.dates import PartialDate
from sphinx_academic.sections.awards import Awards
from sphinx_academic.sections.base import PageFacts
from sphinx_academic.sections.events import Events
from sphinx_academic.sections.grants import Grants
from sphinx_academic.sections.media import MediaItems
from sphinx_academic.sections.memberships import Memberships
from sphinx_academic.sections.openings import Openings
from sphinx_academic.sections.positions import Positions
from sphinx_academic.sections.record_lists import lists_of
from sphinx_academic.sections.registry import SECTIONS
from sphinx_academic.sections.service import Services
from sphinx_academic.sections.supervision import Supervisions
from sphinx_academic.sections.talks import Talks
from sphinx_academic.sections.teaching import Courses
from sphinx_academic.sections.timed import TimedSection

pytestmark = pytest.mark.usefixtures("english")

TODAY = PartialDate(2026, 9, 1)
TIMED = [name for name in SECTIONS if isinstance(SECTIONS[name], TimedSection)]
ALIKE = [name for name in TIMED if type(SECTIONS[name]).describe is TimedSection.describe]
"""Those that have the shared look."""


def shown(section: TimedSection[Any], text: str, **options: Any) -> list[str]:
    return lines(described(section, text, **{"today": TODAY, **options}))


def titles(section: TimedSection[Any], text: str, **options: Any) -> list[list[str]]:
    """The titles of the groups of a list, the group's label first where it has one."""
    chosen = section.choose(read_clean(text), {"today": TODAY, **options})
    return [[*group.labels, *(record.called for record in group.records)] for group in chosen]


def faults(section: TimedSection[Any], collection: Collection, **options: Any) -> list[str]:
    return [f"{option}: {message} {hint}" for option, message, hint in section.faults(collection, options)]


# What all of them have


@pytest.mark.parametrize("name", ALIKE)
def test_each_shows_its_dates_its_place_its_note_and_its_links(name: str) -> None:
    section = SECTIONS[name]
    assert isinstance(section, TimedSection)
    main = section.record_kind.main
    text = f"""
{section.list_of}:
- {main}: Something
  start: 2020-01
  end: 2021-06
  place: Fenwick
  note: More of *it*
  slides: s.pdf
  tags: [tea]
  logo: a.png
"""
    found = described(section, text, today=TODAY)
    said = lines(found)
    assert "Something" in said
    assert any("2020-01 – 2021-06" in each for each in said)
    assert any(each.endswith("Fenwick") for each in said)
    assert said[-2:] == ["More of it", "[Slides]"]
    assert of_class(found, "academic-logo")[0].attributes["alt"] == "Something"
    assert of_class(found, "academic-timed")[0].classes.split()[-2:] == [
        "academic-dated",
        "academic-with-logos",
    ]


@pytest.mark.parametrize("name", TIMED)
def test_each_takes_every_heading_that_it_offers(name: str) -> None:
    section = SECTIONS[name]
    assert isinstance(section, TimedSection)
    main = section.record_kind.main
    text = f"{section.list_of}:\n- {{{main}: A, date: 2020}}\n- {{{main}: B}}\n"
    for criterion in ("year", "current", *section.groups):
        options: dict[str, Any] = {"group-by": criterion, "today": TODAY}
        chosen = section.choose(read_clean(text), options)
        assert sorted(record.called for group in chosen for record in group.records) == ["A", "B"]
        for group in chosen:
            assert section.heading(0, group.labels[0], options, description())


@pytest.mark.parametrize("name", TIMED)
def test_each_has_the_words_of_what_it_says_about_time(name: str) -> None:
    section = SECTIONS[name]
    assert isinstance(section, TimedSection)
    current, past = section.words_of_time()
    assert current != past
    options = {"group-by": "current"}
    facts = section.facts(options, PageFacts("", (), "en", TODAY))
    assert facts == {"today": TODAY}


def test_a_column_of_dates_is_kept_free_in_groups_that_have_none() -> None:
    text = "awards:\n- {title: A, date: 2024, organisation: X}\n- {title: B, organisation: Y}\n"
    section = Awards()
    options = {"group-by": "organisation"}
    chosen = section.choose(read_clean(text), options)
    (first,), (second,) = (section.describe(chosen, index, options, description()) for index in (0, 1))
    assert not isinstance(first, str)
    assert not isinstance(second, str)
    assert first.classes == second.classes == "academic academic-timed academic-awards academic-dated"
    assert [each.kind for each in elements((second,)) if each.classes == "academic-dates"] == ["on_paper"]


def test_without_any_date_there_is_no_column() -> None:
    found = described(Awards(), "awards:\n- title: A\n")
    assert of_class(found, "academic-dated") == of_class(found, "academic-dates") == []


def test_dates_that_overlap_are_both_shown() -> None:
    text = "positions:\n- {title: A, start: 2020, end: 2023}\n- {title: B, start: 2021, end: 2022}\n"
    assert shown(Positions(), text) == ["2020 – 2023", "A", "2021 – 2022", "B"]


def test_an_end_before_the_beginning_is_told_and_shown() -> None:
    collection = read("positions:\n- {title: A, start: 2023, end: 2020}\n")
    problems = collection.problems
    (problem,) = problems
    assert problem.code == "date"
    assert problem.message == "This position ends (2020) before it begins (2023); both are shown as written."
    chosen = Positions().choose(collection, {})
    assert "2023 – 2020" in lines(Positions().describe(chosen, 0, {}, description()))


def test_what_holds_no_date_is_told_and_shown_as_written_and_last() -> None:
    text = "awards:\n- {title: A, date: long ago}\n- {title: B, date: 2001}\n"
    collection = read(text)
    problems = collection.problems
    assert [problem.message for problem in problems] == [
        "'long ago' holds no date; it is shown as written and sorted last."
    ]
    chosen = Awards().choose(collection, {})
    assert lines(Awards().describe(chosen, 0, {}, description())) == ["2001", "B", "long ago", "A"]


def test_what_has_no_title_is_told_and_shown() -> None:
    collection = read("talks:\n- {event: Steam Seminar, date: 2024}\n")
    problems = collection.problems
    assert [problem.message for problem in problems] == ["This talk has no title."]
    chosen = Talks().choose(collection, {})
    assert lines(Talks().describe(chosen, 0, {}, description())) == ["2024", "Untitled", "Steam Seminar"]


@pytest.mark.parametrize(
    ("section", "text", "title"),
    [
        (Positions(), "positions: [{institution: Northmoor, start: 2019}]", "Northmoor"),
        (Memberships(), "memberships: [{organisation: Society for Steam, start: 2019}]", "Society for Steam"),
        (Services(), "service: [{organisation: Letters in Steam, start: 2019}]", "Letters in Steam"),
        (Grants(), "grants: [{funder: Fenwick Fund, start: 2019}]", "Fenwick Fund"),
        (Grants(), "grants: [{number: F/1, start: 2019}]", "F/1"),
        (Courses(), "teaching: [{code: DAC1, start: 2019}]", "DAC1"),
        (MediaItems(), "media: [{outlet: The Courier, start: 2019}]", "The Courier"),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_what_stands_for_a_title_is_said_once(section: TimedSection[Any], text: str, title: str) -> None:
    assert shown(section, text) == ["2019 – present", title]


def test_a_role_that_nobody_has_is_told_with_the_nearest_or_with_all() -> None:
    collection = read_clean("talks:\n- {title: A, type: keynote}\n- {title: B, type: invited talk}\n")
    assert faults(Talks(), collection, role=["keynot", "keynote"]) == []
    assert faults(Talks(), collection, role=["keynite"]) == [
        "role: No talk has the role 'keynite'. Did you mean 'keynote'?"
    ]
    assert faults(Talks(), collection, role=["xyz"]) == [
        "role: No talk has the role 'xyz'. There are 'keynote', 'invited talk'."
    ]
    assert faults(Talks(), read_clean("news: []"), role=["xyz"]) == []


def test_only_what_goes_on_or_is_to_come_is_current() -> None:
    text = """
positions:
- {title: Ended, start: 2020, end: 2022}
- {title: Goes on, start: 2021}
- {title: Said so, start: 2022, end: present}
- {title: Ends this year, start: 2023, end: 2026}
"""
    assert titles(Positions(), text, current=True) == [["Said so", "Goes on", "Ends this year"]]
    assert titles(Positions(), text, **{"group-by": "current"}) == [
        ["current", "Said so", "Goes on", "Ends this year"],
        ["past", "Ended"],
    ]


# Positions


def test_positions_at_one_employer_stand_below_its_name_with_their_own_dates() -> None:
    text = """
positions:
- {title: Lecturer, institution: Fenwick, department: Steam, start: 2023-09, place: Hall}
- {title: Fellow, institution: Fenwick, start: 2021, end: 2023-08, supervisor: "Prof. *A*"}
- {title: Visitor, institution: Northmoor, start: 2019, end: 2020}
"""
    found = described(Positions(), text)
    assert lines(found) == [
        "Fenwick",
        "2023-09 – present", "Lecturer", "Steam, Hall",
        "2021 – 2023-08", "Fellow", "With Prof. A",
        "2019 – 2020", "Visitor", "Northmoor",
    ]  # fmt: skip
    (together,) = of_class(found, "academic-together")
    assert len(of_class((together,), "academic-entry")) == 2
    assert [each.attributes["id"] for each in of_class(found, "academic-entry")] == [
        "position-lecturer-2023", "position-fellow-2021", "position-visitor-2019",
    ]  # fmt: skip


def test_a_logo_of_one_of_several_positions_stands_beside_all_of_them() -> None:
    text = """
positions:
- {title: Lecturer, institution: Fenwick, start: 2023}
- {title: Fellow, institution: Fenwick, start: 2021, end: 2023, logo: a.png}
"""
    (logo,) = of_class(described(Positions(), text), "academic-logo")
    assert logo.attributes["alt"] == "Fenwick"


def test_who_came_back_has_two_stays() -> None:
    text = """
positions:
- {title: C, institution: Fenwick, start: 2023}
- {title: B, institution: Northmoor, start: 2021, end: 2023}
- {title: A, institution: Fenwick, start: 2019, end: 2021}
"""
    assert of_class(described(Positions(), text), "academic-together") == []


# Teaching


def test_a_course_stands_once_with_all_its_times() -> None:
    text = """
teaching:
- {title: Steam, code: D1, role: lecturer, institution: Fenwick, terms: [Spring 2023, Spring 2024]}
- {title: Lids, code: D2, role: lecturer, terms: [Autumn 2022]}
- {title: Steam, code: D1, role: assistant, institution: Fenwick, terms: [Spring 2019]}
- {title: Steam, code: D1, institution: Fenwick, terms: [Spring 2018]}
"""
    assert shown(Courses(), text) == [
        "Steam (D1)", "Fenwick",
        "Spring 2023, Spring 2024", "lecturer",
        "Spring 2019", "assistant",
        "Spring 2018",
        "Autumn 2022", "Lids (D2)", "lecturer",
    ]  # fmt: skip


def test_a_schedule_opens_on_request() -> None:
    text = "teaching:\n- title: Steam\n  schedule: ['Week 1: *Water*', {text: 'Week 2: Lids'}]\n"
    (schedule,) = of_class(described(Courses(), text), "academic-schedule")
    assert schedule.kind == "disclosure"
    assert schedule.attributes == {"summary": "Schedule", "label": "yes"}
    assert [plain(each.children) for each in elements((schedule,)) if each.kind == "item"] == [
        "Week 1: Water",
        "Week 2: Lids",
    ]


@pytest.mark.parametrize(
    ("terms", "today", "is_current"),
    [
        (("Autumn 2026",), PartialDate(2026, 12, 1), True),
        (("Autumn 2026",), PartialDate(2027, 3, 1), False),
        (("Spring 2026", "Spring 2025"), PartialDate(2026, 5, 1), True),
        (("Spring 2026",), PartialDate(2026, 9, 1), False),
        (("2026",), PartialDate(2026, 9, 1), True),
        (("every year",), PartialDate(2026, 9, 1), False),
    ],
)
def test_a_term_lasts_half_a_year(terms: tuple[str, ...], today: PartialDate, is_current: bool) -> None:
    assert Teaching(terms=terms).is_current(today) is is_current


def test_terms_are_dates_where_a_year_stands_in_them() -> None:
    assert term_date("Michaelmas 2023") == PartialDate(2023)
    assert term_date("each term") is None


# Awards, service


@pytest.mark.parametrize("date", ["[2021, 2023]", "2021 and 2023", "'2023, 2021'"])
def test_an_award_may_have_been_won_in_several_years(date: str) -> None:
    text = f"awards:\n- {{title: A, date: {date}}}\n- {{title: B, date: 2022}}\n"
    section = Awards()
    assert titles(section, text) == [["A", "B"]]
    assert titles(section, text, since=PartialDate(2023)) == [["A"]]
    assert shown(section, text)[0] == date.strip("[]'")


def test_reviewing_for_many_is_one_entry_that_is_found_by_the_keys_of_all() -> None:
    text = """
service:
- {title: Reviewer, organisation: Letters, key: letters}
- {title: Editor, organisation: Letters, start: 2024}
- {title: Reviewer, organisation: Journal, key: journal}
- {title: reviewer, organisation: Symposium, date: 2020}
"""
    section = Services()
    ((group),) = section.choose(read_clean(text), {})
    assert [record.called for record in group.records] == ["Editor", "reviewer", "Reviewer"]
    assert group.records[-1].organisation == "Letters, Journal"
    assert section.keys(group.records[-1]) == ("letters", "journal")
    by_organisation = section.choose(read_clean(text), {"group-by": "organisation"})
    assert sum(len(group.records) for group in by_organisation) == 4


# Grants, supervision


def test_a_grant_says_who_pays_how_much_to_whom() -> None:
    text = """
grants:
- title: Everyday Sounds
  funder: Council
  number: CSS/1
  amount: £412,000
  role: principal investigator
  people: [Ann Bee, Cy Dee]
  start: 2024
"""
    assert shown(Grants(), text) == [
        "2024 – present",
        "Everyday Sounds",
        "Council, CSS/1, £412,000, principal investigator",
        "Ann Bee, Cy Dee",
    ]


def test_a_course_says_who_teaches_it() -> None:
    text = "courses: [{title: Steam, instructors: [Ann Bee, Cy Dee], date: 2024}]"
    assert shown(Courses(), text) == ["2024", "Steam", "Ann Bee, Cy Dee"]


def test_who_is_supervised_has_degree_thesis_and_where_the_person_is_now() -> None:
    text = """
supervision:
- {name: Ann Bee, degree: PhD, thesis: "On *Steam*", start: 2020, end: 2023, now: Northmoor, with: Cy Dee}
- {name: Bo Elm, degree: MSc, start: 2025, url: https://b.example}
"""
    section = Supervisions()
    assert shown(section, text) == [
        "2025 – present", "Bo Elm", "MSc",
        "2020 – 2023", "Ann Bee", "PhD", "On Steam", "Supervised by Cy Dee", "Now: Northmoor",
    ]  # fmt: skip
    assert titles(section, text, role=["phd"]) == [["Ann Bee"]]
    on_pages = description(person_page=lambda person: f"people/{person}")
    (group,) = section.choose(read_clean(text), {})
    links = [link for record in group.records for link in elements(section.title(record, on_pages))]
    assert [link.attributes for link in links] == [{"page": "people/Bo Elm"}, {"page": "people/Ann Bee"}]


@pytest.mark.parametrize(
    ("people", "owner", "said"),
    [
        ("Ann Bee", "", ["Supervised by Ann Bee"]),
        ("Cy Dee", "Ann Bee", ["With Cy Dee"]),
        ("[Cy Dee, Ann Bee]", "Ann Bee", ["Supervised by Cy Dee, Ann Bee"]),
        ("Ann Bee", "Ann Bee", []),
    ],
)
def test_who_has_a_part_is_with_the_owner_of_the_site_only_where_it_has_one(
    people: str, owner: str, said: list[str]
) -> None:
    how = description(owner=Highlights([owner]) if owner else None)
    text = f"supervision:\n- {{name: Bo Elm, supervisors: {people}}}\n"
    assert lines(described(Supervisions(), text, how))[1:] == said
    text = f"grants:\n- {{title: On Steam, people: {people}}}\n"
    assert lines(described(Grants(), text, how))[1:] == [each.removeprefix("Supervised by ") for each in said]


# Openings, events

OPENINGS = """
openings:
- {title: Closed, deadline: 2025-03-01}
- {title: Always, type: internship, posted: 2025-12-01}
- {title: Later, deadline: 2027-03-31, start: 2027-10, salary: £1, contact: "[Ann](mailto:a@b.example)"}
- {title: Today, deadline: 2026-09-01}
- {title: Long closed, deadline: 2020}
"""


def test_openings_stand_by_their_deadlines_and_say_that_they_are_closed() -> None:
    assert shown(Openings(), OPENINGS) == [
        "apply by 2026-09-01", "Today",
        "apply by 2027-03-31", "Later", "Starts: 2027-10", "Salary: £1", "Contact: Ann",
        "open", "Always", "internship", "Posted: 2025-12-01",
        "closed 2025-03-01", "Closed",
        "closed 2020", "Long closed",
    ]  # fmt: skip
    assert titles(Openings(), OPENINGS, current=True) == [["Today", "Later", "Always"]]


def test_events_to_come_stand_before_those_that_are_over() -> None:
    text = """
events:
- {title: Last month, date: 2026-08-01}
- {title: Next year, start: 2027-06-14, end: 2027-06-15}
- {title: Years ago, date: 2020}
- {title: Tomorrow, date: 2026-09-02}
- {title: Undated}
"""
    section = Events()
    assert titles(section, text) == [["Tomorrow", "Next year", "Last month", "Years ago", "Undated"]]
    assert section.heading(0, "past", {"group-by": "current"}, description()) == ("Past",)
    assert all(section.is_event(record, {}) for record in read_clean(text).of(section.record_kind))


def test_the_address_to_write_to_for_an_opening_is_spelled_out() -> None:
    text = html_of(described(Openings(), "openings: [{title: PhD, email: jobs@b.example}]"))
    assert "Contact: <span" in text
    assert "jobs AT b dot example" in text
    assert "jobs@" not in text


@pytest.mark.parametrize("day", [TODAY, None])
def test_pages_of_projects_and_people_list_events_and_openings_by_the_day(day: PartialDate | None) -> None:
    collection = read_clean(
        OPENINGS + "\nevents:\n- {title: Over, date: 2020}\n- {title: To come, date: 2027}\n"
    )
    listed = lists_of(collection.of, (Opening, EventItem), description(today=day))
    said = lines(listed.body)
    assert said.index("To come") < said.index("Over")
    assert ("closed 2020" in said) is (day is not None)
    assert len(listed.shown) == 7
