"""Numbers that records give: h-index, students, funding, what was when, and who writes with whom."""

from __future__ import annotations

from decimal import Decimal

import pytest
from counting import check_growth
from inline_data import read, read_clean

from sphinx_academic.data import indicators
from sphinx_academic.data.choice import Narrowing
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.records import Education, Grant, Position
from sphinx_academic.data.survey import survey
from sphinx_academic.data.values.dates import PartialDate, YearRange

TODAY = PartialDate(2026, 11, 1)
CAREER = """
profile: {name: Ann Bee}
publications:
- {key: a, title: A, year: 2020, type: article, authors: [Ann Bee, Cy Dee], citations: {count: 12, date: 2026-05, source: OpenAlex}}
- {key: b, title: B, year: 2022, type: article, authors: [A. Bee, Cy Dee, Eve Fox], citations: {count: 3, date: 2026-09, source: Scopus}}
- {key: c, title: C, year: 2022, type: conference, authors: [Cy Dee], citations: 2, project: steam}
- {key: d, title: D, authors: "Bee, Ann", type: report}
supervision:
- {name: Gil Hay, degree: PhD, start: 2024}
- {name: Ida Jay, degree: MSc, start: 2018, end: 2019}
- {name: Ida Jay, degree: PhD., start: 2019, end: 2023}
- {name: Kit Lee}
grants:
- {title: One, amount: £1.5M, start: 2019, end: 2021, project: steam, people: [Cy Dee]}
- {title: Two, amount: "£20,000", date: 2022}
- {title: Three, amount: "€5k", start: 2025}
- {title: Four, amount: plenty}
talks: [{title: T, date: 2021, speakers: [Cy Dee]}, {title: U, date: 2023}]
education: [{title: BSc, start: 2010-10, end: 2013-06}, {title: PhD, start: 2014, end: 2014}]
positions: [{title: Lecturer, start: 2020-09}, {title: Nobody knows when}]
"""


@pytest.fixture(scope="module")
def career() -> Collection:
    return read_clean(CAREER)


@pytest.mark.parametrize(
    ("counts", "h"),
    [
        ([], 0),
        ([0, 0], 0),
        ([100], 1),
        ([1, 1, 1], 1),
        ([10, 8, 5, 4, 3], 4),
        ([25, 8, 5, 3, 3], 3),
        ([4, 4, 4, 4], 4),
    ],
)
def test_the_h_index_is_the_largest_number_of_works_that_are_cited_as_often(
    counts: list[int], h: int
) -> None:
    assert indicators.h_index(counts) == h


def test_citations_are_those_of_works_with_counts_and_dated_by_the_newest(career: Collection) -> None:
    found = indicators.citation_figures(career.publications)
    assert found == (3, 17, 2, 1, PartialDate(2026, 9), ("OpenAlex", "Scopus"))
    assert indicators.citation_figures(()) is None
    (alone,) = read_clean("pubs: [{title: A, citations: 0}]").publications
    assert indicators.citation_figures((alone,)) == (1, 0, 0, 0, None, ())


def test_works_stand_by_year_and_type(career: Collection) -> None:
    found = indicators.works_by_year(career.publications)
    assert found == {2020: {"article": 1}, 2022: {"article": 1, "conference": 1}}


def test_a_student_of_two_degrees_is_one(career: Collection) -> None:
    found = survey(career, Narrowing(), TODAY).students
    assert (found.all, found.current, found.former, found.undated) == (3, 1, 1, 1)
    assert found.degrees == (("PhD", 2), ("MSc", 1))


def test_where_nobody_is_said_to_be_supervised_the_students_of_the_register_count() -> None:
    lab = read_clean(
        """people:
- {name: A, role: PhD student}
- {name: B, role: PhD student, end: 2020}
- {name: C, role: Professor}
- {name: D, role: Engineer, degree: PhD 2021, alumnus: true}
"""
    )
    found = survey(lab, Narrowing(), TODAY).students
    assert (found.current, found.former) == (1, 2)


@pytest.mark.parametrize(
    ("fields", "current", "former"),
    [("role: PhD student, end: 2026", 1, 0), ("role: Former PhD student", 0, 1)],
)
def test_a_student_of_the_register_has_left_where_the_list_of_people_says_so(
    fields: str, current: int, former: int
) -> None:
    lab = read_clean(f"people: [{{name: A, {fields}}}]")
    found = survey(lab, Narrowing(), TODAY).students
    assert (found.current, found.former) == (current, former)
    assert lab.people[0].has_left(TODAY) is bool(former)


def test_amounts_are_summed_by_currency_where_they_can_be_read(career: Collection) -> None:
    found = indicators.funding(career.grants)
    assert (found.grants, found.read) == (4, 3)
    assert found.sums == (("GBP", Decimal(1_520_000)), ("EUR", Decimal(5_000)))


def test_spans_are_in_years_and_what_goes_on_ends_today(career: Collection) -> None:
    bachelor, doctor = indicators.spans(career.of(Education), TODAY)
    assert (bachelor.first, bachelor.last) == (2010.75, 2013.5)
    assert (doctor.first, doctor.last) == (2014, 2015)
    (lecturer,) = indicators.spans(career.of(Position), TODAY)
    assert lecturer.goes_on
    assert lecturer.last == 2026 + 11 / 12
    starts = [span.first for span in indicators.spans(career.of(Grant), TODAY)]
    assert starts == [2019.5, 2022, 2025.5]


def test_a_span_never_ends_before_it_begins() -> None:
    (span,) = indicators.spans(read("positions: [{title: A, start: 2020, end: 2018}]").of(Position), TODAY)
    assert span.first < span.last


def test_a_network_holds_who_wrote_most_and_knows_an_abbreviated_name(career: Collection) -> None:
    found = indicators.network(career.publications, 2)
    assert [(each.name, each.works, each.first, each.last) for each in found.people] == [
        ("Cy Dee", 3, 2020, 2022),
        ("Ann Bee", 2, 2020, 2022),
    ]
    assert found.of == 3
    assert found.links == ((0, 1, 2),)


def test_an_initial_that_two_may_have_stays_by_itself() -> None:
    pubs = read_clean("pubs: [{title: A, authors: [Ann Bee, Amy Bee]}, {title: B, authors: [A. Bee]}]")
    assert indicators.network(pubs.publications, 9).of == 3


def test_who_signs_with_hundreds_has_not_worked_with_them_all() -> None:
    names = ", ".join(f"Ann Bee{place}x" for place in range(101))
    found = read_clean(f"pubs: [{{title: A, authors: [{names}]}}, {{title: B, authors: [Ann Bee, Cy Dee]}}]")
    assert [each.name for each in indicators.network(found.publications, 9).people] == ["Ann Bee", "Cy Dee"]


def test_the_cost_of_a_network_grows_with_the_works() -> None:
    def of(number: int) -> Collection:
        works = (f"{{title: A, authors: [Ann Bee{place}x, Cy Dee]}}" for place in range(number))
        return read_clean(f"pubs: [{', '.join(works)}]")

    works = {number: of(number).publications for number in (1, 100, 400)}
    check_growth(lambda number: indicators.network(works[number], 5), 100)


# What is asked for


@pytest.mark.parametrize(
    ("asked", "works", "grants", "talks", "education"),
    [
        (Narrowing(), 4, 4, 2, 2),
        (Narrowing(authors=("Cy Dee",)), 3, 1, 1, 0),
        (Narrowing(authors=("Bee",)), 3, 4, 1, 2),
        (Narrowing(since=PartialDate(2022)), 2, 2, 1, 0),
        (Narrowing(years=(YearRange(2020, 2021),)), 1, 1, 1, 0),
        (Narrowing(projects=("steam",)), 1, 1, 0, 0),
    ],
)
def test_options_choose_what_is_told(
    career: Collection, asked: Narrowing, works: int, grants: int, talks: int, education: int
) -> None:
    found = survey(career, asked, TODAY)
    assert (found.works, found.funding.grants, found.counts["talks"], len(found.times["education"])) == (
        works,
        grants,
        talks,
        education,
    )


def test_an_empty_collection_has_nothing_to_tell() -> None:
    assert not survey(Collection(), Narrowing(), TODAY)
