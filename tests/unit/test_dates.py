"""Dates are read as people write them, and what is no date is said to be none."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_academic.data.values.dates import (
    PartialDate,
    ReadDate,
    YearRange,
    is_ongoing,
    read_date,
    read_year_range,
)


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2024", "2024"),
        ("1999", "1999"),
        ("1543", "1543"),
        ("2024-05", "2024-05"),
        ("2024/5", "2024-05"),
        ("2024.05", "2024-05"),
        ("05/2024", "2024-05"),
        ("5.2024", "2024-05"),
        ("May 2024", "2024-05"),
        ("may, 2024", "2024-05"),
        ("Sept. 2024", "2024-09"),
        ("2024 May", "2024-05"),
        ("2024-05-16", "2024-05-16"),
        ("2024/5/6", "2024-05-06"),
        ("2024.5.16", "2024-05-16"),
        ("16.05.2024", "2024-05-16"),
        ("16 May 2024", "2024-05-16"),
        ("16th May, 2024", "2024-05-16"),
        ("May 16, 2024", "2024-05-16"),
        ("Dec. 1st 2024", "2024-12-01"),
        ("2024-05-16T10:00:00Z", "2024-05-16"),
        ("2024-05-16 10:00", "2024-05-16"),
        ("2024-05-00", "2024-05"),
        ("2024-00-00", "2024"),
        ("2024-0-16", "2024"),
        ("2024-02-29", "2024-02-29"),
    ],
)
def test_a_date_is_read_as_exactly_as_it_is_written(written: str, iso: str) -> None:
    found = read_date(f"  {written} ")
    assert found.date is not None
    assert found.date.iso == iso
    assert found == ReadDate(PartialDate(*map(int, iso.split("-"))), "", "")


@pytest.mark.parametrize(
    ("written", "before", "iso", "after"),
    [
        ("2024-05-16 📣", "", "2024-05-16", "📣"),
        ("2024-04-12 \t📣", "", "2024-04-12", "📣"),
        ("2022, CCF-B", "", "2022", ", CCF-B"),
        ("(2021)", "(", "2021", ")"),
        ("to appear 2025", "to appear", "2025", ""),
        ("since May 2024", "since", "2024-05", ""),
        ("09/2016 - 07/2020", "", "2016-09", "- 07/2020"),
        ("16/05/2024", "16/05/", "2024", ""),
    ],
)
def test_words_around_a_date_are_kept(written: str, before: str, iso: str, after: str) -> None:
    found = read_date(written)
    assert found.date is not None
    assert (found.before, found.date.iso, found.after, found.fault) == (before, iso, after, "")


@pytest.mark.parametrize(
    ("written", "kept", "fault"),
    [
        ("2023-02-30", "2023-02", "2023-02 has 28 days, not 30"),
        ("2024-02-30", "2024-02", "2024-02 has 29 days, not 30"),
        ("30 February 2023", "2023-02", "2023-02 has 28 days, not 30"),
        ("2024-04-31", "2024-04", "2024-04 has 30 days, not 31"),
        ("2024-13-01", "2024", "there is no month 13"),
        ("2024-13", "2024", "there is no month 13"),
        ("31.13.2024", "2024", "there is no month 13"),
        ("May 32, 2024", "2024-05", "2024-05 has 31 days, not 32"),
    ],
)
def test_of_an_impossible_date_the_possible_part_is_kept(written: str, kept: str, fault: str) -> None:
    found = read_date(written)
    assert found.date is not None
    assert found.date.iso == kept
    assert found.date.text == written
    assert found.fault == fault


@pytest.mark.parametrize("written", ["", "soon", "in press", "42", "20245", "99", "12:30", "5/16", "1234567"])
def test_a_text_without_a_date_stays_a_text(written: str) -> None:
    assert read_date(written) == ReadDate(None, written, "")


@given(st.dates(min_value=datetime.date(1500, 1, 1), max_value=datetime.date(2199, 12, 31)))
def test_every_day_of_the_calendar_is_read_back(day: datetime.date) -> None:
    expected = PartialDate(day.year, day.month, day.day)
    spellings = (day.isoformat(), f"{day:%d.%m.%Y}", f"{day:%d %B %Y}", f"{day:%b %d, %Y}", f"{day:%Y/%m/%d}")
    for written in spellings:
        assert read_date(written) == ReadDate(expected, "", "")
    assert expected.iso == day.isoformat()


@given(st.text(max_size=40), st.sampled_from(["", "2024", "2024-05-16", "5/2024", "31.12.1999"]), st.text())
def test_reading_never_raises_and_loses_no_word(before: str, date: str, after: str) -> None:
    found = read_date(f"{before} {date} {after}")
    if found.date is None:
        assert found.before == f"{before} {date} {after}".strip()
    else:
        assert 1500 <= found.date.year <= 2199
        assert found.before in before + date
        assert found.date.month is None or 0 <= found.date.month <= 12


def test_dates_are_ordered_by_what_is_known_of_them() -> None:
    whole, month, year = PartialDate(2024, 5, 16), PartialDate(2024, 5), PartialDate(2024)
    assert sorted([PartialDate(2024, 6), whole, month, year], key=lambda date: date.order) == [
        year,
        month,
        whole,
        PartialDate(2024, 6),
    ]
    assert PartialDate(2023, 12, 31).order < PartialDate(2024).order


@pytest.mark.parametrize("word", ["present", "Present", " now ", "today", "ongoing", "current.", "Currently"])
def test_a_range_can_be_open(word: str) -> None:
    assert is_ongoing(word)


@pytest.mark.parametrize("word", ["", "2024", "presently unknown", "later"])
def test_other_words_do_not_open_a_range(word: str) -> None:
    assert not is_ongoing(word)


@pytest.mark.parametrize(
    ("written", "years"),
    [
        ("2023", YearRange(2023, 2023)),
        ("2020-2024", YearRange(2020, 2024)),
        ("2020–2024", YearRange(2020, 2024)),
        (" 2020 - 2024 ", YearRange(2020, 2024)),
        ("2020-", YearRange(2020, None)),
        ("-2019", YearRange(None, 2019)),
        ("2020-2020", YearRange(2020, 2020)),
    ],
)
def test_a_range_of_years_is_read(written: str, years: YearRange) -> None:
    assert read_year_range(written) == years


@pytest.mark.parametrize(
    "written", ["", "-", "20", "2024-2020", "2020 2024", "20202024", "2020-2022-2024", "last year"]
)
def test_what_is_no_range_of_years_is_none(written: str) -> None:
    assert read_year_range(written) is None


def test_a_range_holds_both_of_its_ends_and_no_unknown_year() -> None:
    years = YearRange(2020, 2022)
    assert [year for year in range(2015, 2030) if years.holds(year)] == [2020, 2021, 2022]
    assert YearRange(2020, None).holds(9999)
    assert YearRange(None, 2020).holds(1)
    assert not YearRange(2020, None).holds(2019)
    assert not YearRange(None, 2020).holds(2021)
    assert not years.holds(None)
    assert not YearRange(None, None).holds(None)
