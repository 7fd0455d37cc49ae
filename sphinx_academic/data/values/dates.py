"""Dates as people write them: partial, with words around them, or as a range that has not ended."""

from __future__ import annotations

import html
import re
from calendar import monthrange
from functools import cache
from typing import NamedTuple

from sphinx_academic.data.fields import SHAPE_OF_TEXT, Entry, ValueType, Written, read_text
from sphinx_academic.problems import Code

_NAMES_OF_MONTHS = (
    "jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
    "sep sept september", "oct october", "nov november", "dec december",
)  # fmt: skip
_MONTHS = {name: number for number, names in enumerate(_NAMES_OF_MONTHS, 1) for name in names.split()}
_MONTH = "(?P<name>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?P<year>(?:1[5-9]|20|21)\d\d)"


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """The forms of a date that is more than a year, the telling ones first; made for the first text that needs them."""
    return tuple(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (
            # 2024-05-16, 2024/5/16, 2024.05.16, each perhaps with a time of day (ISO 8601-1:2019, 5.4)
            rf"{_YEAR}(?P<sep>[-/.])(?P<month>\d{{1,2}})(?P=sep)(?P<day>\d{{1,2}})(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?(?!\d)",
            # 16.05.2024 is unambiguous for its dots; 16/05/2024 is not, and stays as written
            rf"(?<!\d)(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.{_YEAR}(?!\d)",
            rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?\s+{_YEAR}(?!\d)",
            rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}(?!\d)",
            rf"{_YEAR}[-/.](?P<month>\d{{1,2}})(?![\d/])",
            rf"(?<![\d/])(?P<month>\d{{1,2}})[/.]{_YEAR}(?!\d)",
            rf"\b{_MONTH},?\s+{_YEAR}(?!\d)",
            rf"{_YEAR}\s+{_MONTH}",
            rf"(?<!\d){_YEAR}(?!\d)",
        )
    )


_PLAIN_YEAR = re.compile(r"(?:1[5-9]|20|21)\d\d")
_ONGOING = frozenset({"present", "now", "today", "ongoing", "current", "currently"})


class PartialDate(NamedTuple):
    """A date of which the day, or the day and the month, may be unknown; ``text`` is what the author wrote, and readers
    are shown, where that says more than the numbers do (``2022, CCF-B``)."""

    year: int
    month: int | None = None
    day: int | None = None
    text: str = ""

    @property
    def iso(self) -> str:
        """The date as ``2024``, ``2024-05`` or ``2024-05-16`` (HTML Standard, 2.3.5: month, date; year)."""
        month = "" if self.month is None else f"-{self.month:02d}"
        return f"{self.year:04d}{month}" + (f"-{self.day:02d}" if month and self.day is not None else "")

    @property
    def order(self) -> tuple[int, int, int]:
        """What to sort by; a date that says less stands before those it contains."""
        return (self.year, self.month or 0, self.day or 0)


class ReadDate(NamedTuple):
    """What was found in a text: the date, the words around it, and the fault if no calendar has that date."""

    date: PartialDate | None
    before: str
    after: str
    fault: str = ""


def read_date(text: str) -> ReadDate:
    """The first date in a text; of one that no calendar has (``2023-02-30``) what can be right, here year and month."""
    text = text.strip()
    if _PLAIN_YEAR.fullmatch(text):
        return ReadDate(PartialDate(int(text)), "", "")
    # The first date counts, and of what starts at the same place the form that says most.
    matches = [match for pattern in _patterns() if (match := pattern.search(text))]
    if not matches:
        return ReadDate(None, text, "")
    match = min(matches, key=lambda candidate: candidate.start())
    found = match.groupdict()
    year = int(found["year"])
    month = _MONTHS[found["name"].lower()] if found.get("name") else int(found.get("month") or 0) or None
    day = int(found.get("day") or 0) or None if month else None  # 2024-05-00: the day is not known
    before, after = text[: match.start()].strip(), text[match.end() :].strip()
    if month is not None and month > 12:
        fault = f"there is no month {month}"
        return ReadDate(PartialDate(year, text=match.group()), before, after, fault)
    if month is not None and day is not None and day > monthrange(year, month)[1]:
        fault = f"{year}-{month:02d} has {monthrange(year, month)[1]} days, not {day}"
        return ReadDate(PartialDate(year, month, text=match.group()), before, after, fault)
    return ReadDate(PartialDate(year, month, day), before, after)


def is_ongoing(text: str) -> bool:
    """Whether a text that stands for the end of a range says that it has not ended."""
    return text.strip().strip(".").lower() in _ONGOING


class YearRange(NamedTuple):
    """Years from ``first`` to ``last``, both included; None is open."""

    first: int | None
    last: int | None

    def holds(self, year: int | None) -> bool:
        """Whether the year lies in the range; an unknown year lies in none."""
        first, last = self
        return year is not None and (first is None or first <= year) and (last is None or year <= last)


_RANGE = re.compile(r"(?P<first>\d{4})?\s*+(?P<dash>[-–])?\s*+(?P<last>\d{4})?")


def read_year_range(text: str) -> YearRange | None:
    """``2023``, ``2020-2024``, ``2020-`` or ``-2019``; None where it is none of these."""
    match = _RANGE.fullmatch(text.strip())
    if match is None or not (match["first"] or match["last"]) or (match["last"] and not match["dash"]):
        return None
    first, last = (int(year) if year else None for year in match.group("first", "last"))
    if first is not None and last is not None and first > last:
        return None
    return YearRange(first, last if match["dash"] else first)


def _find_date(text: str, entry: Entry, field: str) -> ReadDate:
    found = read_date(text)
    message = ""
    if found.fault:
        message = f"'{text}' is not a date: {found.fault}. It is shown as written."
    elif found.date is None and not is_ongoing(text):
        message = f"'{text}' holds no date; it is shown as written and sorted last."
    if message:
        entry.note_field(field, Code.DATE, message, entry.file.notation.date)
    return found


def _read_date(value: Written, entry: Entry, field: str) -> PartialDate:
    text = read_text(value, entry, field)
    date, before, after, _fault = _find_date(text, entry, field)
    if date is None:
        return PartialDate(0, text=text)
    if not date.text and (before, after) in {("", ""), ("(", ")"), ("[", "]")}:
        return date
    return date._replace(text=text)


def _read_dated(value: Written, entry: Entry, field: str) -> ReadDate:
    return _find_date(html.unescape(read_text(value, entry, field)).strip(), entry, field)


DATE = ValueType[PartialDate | None](_read_date, None, SHAPE_OF_TEXT)
"""A date, partial or whole; words around it (``2022, CCF-B``) are kept as written."""
DATED = ValueType[ReadDate | None](_read_dated, None, SHAPE_OF_TEXT)
"""A date and the words around it: an icon behind the date of a news item, "present" for the end of a range."""
