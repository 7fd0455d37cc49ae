"""When something of a career was: one date, a range in one field, or a start and an end; and whether it goes on."""

from __future__ import annotations

import pytest
from descriptions import description
from inline_data import read, read_clean

from sphinx_academic.content.fragments import plain
from sphinx_academic.data.records import Award, Position
from sphinx_academic.data.values.dates import PartialDate
from sphinx_academic.sections.timed import period

pytestmark = pytest.mark.usefixtures("english")
TODAY = PartialDate(2024, 6, 1)


def position(written: str) -> Position:
    (found,) = read_clean(f"positions:\n- title: A\n  {written}\n").of(Position)
    return found


@pytest.mark.parametrize(
    ("written", "shown", "goes_on"),
    [
        ("date: 2019 – now", "2019 – present", True),
        ("date: 2019–present", "2019 – present", True),
        ("date: 2019 -", "2019 – present", True),
        ("date: since 2019", "since 2019", True),
        ("date: 2019–2021", "2019 – 2021", False),
        ("date: 2019-05 – 2020-03", "2019-05 – 2020-03", False),
        ("date: 2019", "2019", False),
        ("date: 2019-05", "2019-05", False),
        ("date: Autumn 2020", "autumn 2020", False),
        ("years: [2017, 2018]", "2017, 2018", False),
        ("start: 2019", "2019 – present", True),
        ("start: 2019\n  end: present", "2019 – present", True),
        ("start: 2019\n  end: 2021", "2019 – 2021", False),
    ],
)
def test_a_period_is_shown_with_both_ends_and_what_is_open_goes_on(
    written: str, shown: str, goes_on: bool
) -> None:
    found = position(written)
    assert plain(period(found, description())) == shown
    assert found.goes_on is goes_on
    assert found.is_current(TODAY) is goes_on


def test_what_goes_on_since_an_old_year_stands_before_what_ended_later() -> None:
    found = [position(f"date: {written}") for written in ("2020–2022", "2010 – now", "2023")]
    in_order = sorted(found, key=lambda record: record.newness)
    assert [record.began.year for record in in_order if record.began] == [2010, 2023, 2020]


def test_of_a_date_that_says_no_year_nothing_is_known() -> None:
    (found,) = [position("date: n.d.")]
    assert not found.is_current(TODAY)


def test_records_may_stand_below_the_years_in_which_they_were() -> None:
    written = """awards:
  2024:
  - title: A
  - title: B
    date: 2024-05
  2023:
    title: C
"""
    found = read_clean(written).of(Award)
    assert [(award.title, award.date.iso if award.date else "") for award in found] == [
        ("A", "2024"),
        ("B", "2024-05"),
        ("C", "2023"),
    ]
    assert found[0].origin.place("date") == ("data.yaml", (2, 3))


def test_a_text_below_a_year_is_told_as_any_other() -> None:
    collection = read("awards:\n  2024:\n  - Golden Bucket\n")
    assert [(award.title, award.date) for award in collection.of(Award)] == [
        ("Golden Bucket", PartialDate(2024))
    ]
    assert [problem.code for problem in collection.problems] == ["type"]
