"""Calendars are what RFC 5545 describes, whatever an event is called."""

from __future__ import annotations

from datetime import date

import icalendar
import pytest

from sphinx_academic.formats.feeds import Event, calendar

HOSTILE = [
    "Kettles; cups, and \\ spoons",
    "Two\nlines",
    "漢字と🫖" * 20,
    "END:VEVENT\nBEGIN:VALARM",
    'A "quoted": name',
]


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_a_text_holds_it_comes_back_as_it_was(text: str) -> None:
    event = Event("tag:a.example,2026:x", text, date(2024, 12, 31), "https://a.example/?a=1,2;b", text, text)
    (read,) = icalendar.Calendar.from_ical(calendar(text, [event])).walk("VEVENT")
    assert read.errors == []
    assert [str(read[name]) for name in ("SUMMARY", "LOCATION", "DESCRIPTION")] == [text] * 3
    assert str(read["URL"]) == "https://a.example/?a=1,2;b"
    assert (read.start, read.end) == (date(2024, 12, 31), date(2025, 1, 1))


def test_no_line_is_longer_than_75_octets_and_all_end_in_carriage_return_and_line_feed() -> None:
    written = calendar("Kalender", [Event("x", "ä" * 200 + "漢🫖" * 50, date(2024, 1, 2))])
    lines = written.encode().split(b"\r\n")
    assert lines[-1] == b""
    assert max(map(len, lines)) == 75
    assert b"\n" not in b"".join(lines)
    for line in lines:
        line.decode()  # no line ends within a character


def test_events_stand_in_the_order_of_their_days_and_have_no_time_of_the_clock() -> None:
    days = (date(2024, 3, 1), date(2023, 1, 1), date(2024, 2, 29))
    written = calendar("C", [Event(f"e{day}", "T", day) for day in days])
    stamps = [event["DTSTAMP"].dt.date() for event in icalendar.Calendar.from_ical(written).walk("VEVENT")]
    assert stamps == sorted(days)


def test_a_control_character_is_left_out() -> None:
    assert "SUMMARY:ab\r\n" in calendar("C", [Event("x", "a\x00\x07b", date(2024, 1, 1))])


@pytest.mark.parametrize(
    ("last", "end"),
    [
        (None, date(2024, 5, 3)),
        (date(2024, 5, 2), date(2024, 5, 3)),
        (date(2024, 5, 31), date(2024, 6, 1)),
        (date(2024, 1, 1), date(2024, 5, 3)),
    ],
)
def test_what_takes_several_days_ends_behind_the_last(last: date | None, end: date) -> None:
    written = calendar("C", [Event("x", "T", date(2024, 5, 2), last=last)])
    (read,) = icalendar.Calendar.from_ical(written).walk("VEVENT")
    assert (read.start, read.end) == (date(2024, 5, 2), end)
