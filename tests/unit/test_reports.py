"""What a report holds: what belongs to grants and funders, was done in a role or by somebody, and may have been in a window of days."""

from __future__ import annotations

import pytest
from descriptions import described, description, lines
from inline_data import read, read_clean

from sphinx_academic.content.fragments import plain
from sphinx_academic.data.choice import Narrowing
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.records import KINDS
from sphinx_academic.data.report import report, unmet
from sphinx_academic.data.values.dates import PartialDate, YearRange, read_date
from sphinx_academic.data.window import Window, days_of_record, months_before
from sphinx_academic.sections.base import PageFacts
from sphinx_academic.sections.report import ReportOfRecords

DATA = """
profile: {name: Ann Bee}
people: [{name: Eve Fox, role: PhD student, start: 2022, grants: [steam]}]
grants:
- {key: steam, title: Hot Steam, number: ST/1, funder: Steam Council, start: 2021, end: 2025-06, role: principal investigator}
- {key: fog, title: Fog, number: E/7, funder: Engineering and Physical Sciences Research Council, start: 2019, end: 2020}
- {key: dew, title: Dew, number: E/8, funder: EPSRC, start: 2022, end: 2023}
projects:
- {key: kettles, title: Kettles, grants: [steam], start: 2022}
- {key: lids, title: Lids, funder: The Steam Council, start: 2024}
publications:
- {title: Boiling, year: 2022, projects: [kettles], authors: [Ann Bee, Cy Dee]}
- {title: Cold, year: 2020, grants: [fog]}
- {title: Warm, date: 2023-05, grants: [dew], authors: [Cy Dee]}
- {title: Lidded, date: 2024-02-01, projects: [lids]}
- {title: Both, date: 2024-03-01, projects: [lids], grants: [dew]}
- {title: Named, date: 2021, grants: [Steam Council]}
- {title: Undated, grants: [steam]}
talks: [{title: On steam, date: 2023-03, grants: [steam], type: Keynote}]
service: [{title: Associate editor, organisation: Acta Steam, start: 2020}, {title: Reviewer, organisation: Acta Fog, date: 2021}]
news: [{date: 2022, text: N}]
"""


def day(text: str) -> PartialDate:
    found = read_date(text).date
    assert found is not None
    return found


@pytest.fixture(scope="module")
def data() -> Collection:
    return read(DATA)


def titles(collection: Collection, *named: str, **asked: object) -> dict[str, list[str]]:
    made = report(collection, Narrowing(**asked), named)  # type: ignore[arg-type]
    return {each.name: [record.called for record in each.records] for each in made.lists}


def test_a_grant_has_what_it_paid_for_in_a_good_order(data: Collection) -> None:
    assert titles(data, grants=("ST/1",)) == {
        "grants": ["Hot Steam"],
        "projects": ["Kettles"],
        "publications": ["Boiling", "Undated"],
        "talks": ["On steam"],
        "people": ["Eve Fox"],
    }


@pytest.mark.parametrize(
    "name",
    ["EPSRC", "epsrc", "Engineering and Physical Sciences Research Council", "The EPSRC", "E.P.S.R.C."],
)
def test_a_funder_is_found_by_each_of_its_names(data: Collection, name: str) -> None:
    found = titles(data, "grants", "publications", funders=(name,))
    assert found == {"grants": ["Dew", "Fog"], "publications": ["Both", "Warm", "Cold"]}


def test_a_funder_pays_for_projects_too_and_for_what_names_it_in_place_of_a_grant(data: Collection) -> None:
    found = titles(data, funders=("steam council",))
    assert found["projects"] == ["Lids", "Kettles"]
    assert set(found["publications"]) == {"Boiling", "Lidded", "Named", "Undated"}


def test_what_names_a_grant_was_not_paid_for_by_who_pays_for_its_project(data: Collection) -> None:
    assert "Both" not in titles(data, funders=("Steam Council",))["publications"]


def test_an_acronym_in_brackets_is_another_name_and_a_country_is_none() -> None:
    collection = read(
        """
        grants:
        - {title: A, funder: Deutsche Forschungsgemeinschaft (DFG)}
        - {title: B, funder: DFG}
        - {title: C, funder: "[Deutsche Forschungsgemeinschaft](https://dfg.example.org)"}
        - {title: D, funder: Fund of Fog (USA)}
        - {title: E, funder: Fund of Dew (USA)}
        """
    )
    assert titles(collection, funders=("dfg",)) == {"grants": ["A", "B", "C"]}
    assert titles(collection, funders=("Fund of Fog (USA)",)) == {"grants": ["D"]}
    assert titles(collection, funders=("fund of fog",)) == {"grants": ["D"]}


def test_an_acronym_that_may_be_of_two_funders_is_of_neither() -> None:
    collection = read(
        """
        grants:
        - {title: A, funder: Swedish Research Council}
        - {title: B, funder: Steam Research Council}
        - {title: C, funder: SRC}
        """
    )
    assert titles(collection, funders=("SRC",)) == {"grants": ["C"]}
    assert titles(collection, funders=("Swedish Research Council",)) == {"grants": ["A"]}


def test_a_role_finds_what_was_done_in_it_and_no_titles_of_works(data: Collection) -> None:
    assert titles(data, roles=("editor",)) == {"service": ["Associate editor"]}
    assert titles(data, roles=("keynote",)) == {"talks": ["On steam"]}
    assert titles(data, roles=("principal investigator",)) == {"grants": ["Hot Steam"]}
    assert titles(data, roles=("boiling",)) == {}


def test_a_person_has_what_names_that_person_and_the_owner_what_names_nobody(data: Collection) -> None:
    assert titles(data, "publications", "service", authors=("Cy Dee",)) == {
        "publications": ["Warm", "Boiling"]
    }
    found = titles(data, "publications", "service", authors=("Ann Bee",))
    assert found == {"publications": ["Boiling"], "service": ["Associate editor", "Reviewer"]}


@pytest.mark.parametrize(
    ("since", "until", "works"),
    [
        ("2022-05-01", "2022-05-02", ["Boiling"]),
        ("2023-05-31", None, ["Both", "Lidded", "Warm"]),
        ("2023-06", None, ["Both", "Lidded"]),
        (None, "2020", ["Cold"]),
        ("2024-02-01", "2024-02-01", ["Lidded"]),
        ("2024-02-02", "2024-02-29", []),
    ],
)
def test_a_date_may_be_any_of_its_days(
    data: Collection, since: str | None, until: str | None, works: list[str]
) -> None:
    asked = {"since": day(since) if since else None, "until": day(until) if until else None}
    assert titles(data, "publications", **asked).get("publications", []) == works


def test_years_are_windows_too_and_what_goes_on_is_in_all_that_follow(data: Collection) -> None:
    assert titles(data, "service", years=(YearRange(2030, 2030),)) == {"service": ["Associate editor"]}
    assert titles(data, "grants", years=(YearRange(2025, 2026),)) == {"grants": ["Hot Steam"]}
    assert titles(data, "publications", since=day("2022"), years=(YearRange(None, 2022),)) == {
        "publications": ["Boiling"]
    }


def test_what_has_no_date_is_in_no_window_and_counted(data: Collection) -> None:
    made = report(data, Narrowing(grants=("steam",), since=day("2000")))
    assert made.undated == 1
    assert "Undated" not in [record.called for record in made.records]
    assert report(data, Narrowing(grants=("steam",))).undated == 0


@pytest.mark.parametrize(
    ("when", "inside", "outside"),
    [
        ("date: 1990s", "1999", "2000"),
        ("date: spring 2020", "2020-12-31", "2021"),
        ("date: 2019–2021", "2020", "2022"),
        ("start: 2019", "2050", "2018"),
        ("end: 2019-02", "2019-02-03", "2019-01"),
        ("date: 44 BC", "", "2020"),
    ],
)
def test_seasons_decades_and_ranges_hold_all_their_days(when: str, inside: str, outside: str) -> None:
    (talk,) = read(f"talks: [{{title: A, {when}}}]").of(read("talks: [{title: A}]").all_kinds["talks"])
    days = days_of_record(talk)
    if inside:
        assert Window(day(inside), day(inside)).holds(days)
    assert not Window(day(outside), day(outside)).holds(days)


@pytest.mark.parametrize(
    "name", [name for name, kind in KINDS.items() if {"date", "start"} & kind.fields.keys()]
)
def test_each_kind_that_has_a_date_has_days(name: str) -> None:
    field = "date" if "date" in KINDS[name].fields else "start"
    (record,) = read(f"{name}: [{{title: A, name: A, text: A, {field}: 2024-05-16}}]").of(KINDS[name])
    days = days_of_record(record)
    assert days is not None
    assert days.first == (2024, 5, 16)


def test_months_before_a_day_end_with_the_month() -> None:
    assert months_before(PartialDate(2026, 3, 31), 1) == PartialDate(2026, 2, 28)
    assert months_before(PartialDate(2026, 11, 30), 48) == PartialDate(2022, 11, 30)
    assert months_before(PartialDate(2026, 1, 15), 13) == PartialDate(2024, 12, 15)


def test_lists_are_named_by_any_of_their_names_and_news_only_then(data: Collection) -> None:
    assert list(titles(data, "papers", "talks")) == ["publications", "talks"]
    assert "news" not in titles(data)
    assert titles(data, "news") == {"news": [""]} or list(titles(data, "news")) == ["news"]


def said(collection: Collection, *named: str, **asked: object) -> list[tuple[str, str, str]]:
    return [each[:3] for each in unmet(collection, Narrowing(**asked), named)]  # type: ignore[arg-type]


def test_names_that_nothing_has_are_told_with_the_nearest(data: Collection) -> None:
    assert said(data, grants=("staem",)) == [
        ("grant", "No grant is called 'staem'.", "Did you mean 'steam'?")
    ]
    assert said(data, funders=("Steam Concil",)) == [
        ("funder", "Nothing was paid for by 'Steam Concil'.", "Did you mean 'Steam Council'?")
    ]
    assert said(data, authors=("Cy Dea",)) == [
        ("person", "Nobody among the data is called 'Cy Dea'.", "Did you mean 'Cy Dee'?")
    ]
    assert said(data, "taks") == [
        ("kinds", "There is no list 'taks' that a report could have.", "Did you mean 'talks'?")
    ]


def test_a_funder_where_nobody_pays_is_told_with_what_to_do() -> None:
    ((_option, message, hint),) = said(read("pubs: [{title: A}]"), funders=("Fog Fund",))
    assert (message, hint) == (
        "Nothing was paid for by 'Fog Fund'.",
        "Give grants or projects a  funder:  in the data.",
    )


def test_two_grants_of_one_number_are_both_meant_and_told() -> None:
    collection = read(
        """
        grants: [{key: a, title: A, number: 7}, {key: b, title: B, number: 7}]
        talks: [{title: T, grants: ["7"]}]
        """
    )
    assert titles(collection, grants=("7",)) == {"grants": ["A", "B"], "talks": ["T"]}
    (found,) = unmet(collection, Narrowing(grants=("7",)))
    assert found[1:] == (
        "2 grants are called '7'; what each of them paid for is in it.",
        "Name one of them by its key: a, b.",
        False,
    )


def test_a_window_that_ends_before_it_begins_is_told(data: Collection) -> None:
    assert said(data, since=day("2022"), until=day("2021")) == [
        ("until", "The window ends before it begins, so that nothing is in it.", "Swap the two dates.")
    ]
    assert said(data, since=day("2022-05"), until=day("2022")) == []


# On a page

pytestmark = pytest.mark.usefixtures("english")
PAGE = PageFacts("Report", (), "en", PartialDate(2026, 11, 30))


def test_a_page_says_what_is_asked_for_how_many_there_are_and_what_is_left_out() -> None:
    found = described(ReportOfRecords(), CLEAN, description(), page=PAGE, grant=("steam",), since=day("2020"))
    assert lines(found)[:4] == [
        "Grant: steam",
        "Dates: 2020 – …",
        "Grants 1, Publications 2, Talks 1",
        "1 entry without a date is left out.",
    ]


CLEAN = """
grants: [{key: steam, title: Hot Steam, start: 2021}]
publications:
- {title: Boiling, year: 2022, type: article, venue: J, grants: [steam]}
- {title: Cold, year: 2021, type: conference, venue: C, grants: [steam]}
- {title: Undated, type: article, venue: J, grants: [steam]}
talks: [{title: On steam, date: 2023, grants: [steam], image: steam.png}]
"""


def test_lists_stand_under_headings_and_works_under_those_of_their_types() -> None:
    chosen = ReportOfRecords().choose(read_clean(CLEAN), {"page": PAGE, "grant": ("steam",)})
    assert [group.labels for group in chosen] == [
        (),
        ("Grants",),
        ("Publications", "Journal articles"),
        ("Publications", "Conference and workshop papers"),
        ("Talks",),
    ]


def test_a_page_has_no_pictures() -> None:
    found = described(ReportOfRecords(), CLEAN, description(), page=PAGE)
    assert "On steam" in plain(found)
    assert "figure" not in str(found)


def test_kinds_that_data_declare_are_in_it_by_their_names() -> None:
    collection = read_clean(
        """
        kinds: {exhibitions: {fields: {title: text, date: date}}}
        exhibitions: [{title: Kettles, date: 2020}]
        """
    )
    chosen = ReportOfRecords().choose(collection, {"page": PAGE})
    assert [group.labels for group in chosen] == [(), ("Exhibitions",)]


def test_a_report_of_nothing_is_told() -> None:
    faults = ReportOfRecords().faults(read_clean(CLEAN), {"page": PAGE, "until": day("1990")})
    assert [message for _option, message, _hint in faults] == [
        "Nothing is in this report: 1 records that would be have no date."
    ]
    faults = ReportOfRecords().faults(read_clean(CLEAN), {"page": PAGE, "role": ("king",)})
    assert [message for _option, message, _hint in faults] == [
        "Nothing among the data is as this report asks."
    ]
