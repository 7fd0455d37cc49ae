"""Dates of reference managers (EDTF, date parts, seasons) as the dates that people write.

EDTF is ISO 8601-2:2019, annex A; levels 0 and 1: https://www.loc.gov/standards/datetime/.
"""

from __future__ import annotations

import re

_EDTF = re.compile(
    r"(?P<year>-?\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?:T\d\d:\d\d[\d:.+\-Z]*)?(?P<mark>[?~%]?)"
)
_SEASONS = {
    "1": "Spring",
    "2": "Summer",
    "3": "Autumn",
    "4": "Winter",
    "21": "Spring",
    "22": "Summer",
    "23": "Autumn",
    "24": "Winter",
}
_OPEN = frozenset(("", ".."))


def read_edtf(text: str) -> str:
    """A date in EDTF as our data files write it; any other text as it is.

    Seasons become words, ``~`` and ``%`` become "c.", ``?`` stays behind, ``X`` for unknown digits stays;
    intervals are written with a dash, open ones end in "present".
    """
    text = text.strip()
    if "/" in text and text.count("/") == 1:
        first, last = (part.strip() for part in text.split("/"))
        if (first in _OPEN or _EDTF.fullmatch(first)) and (last in _OPEN or _EDTF.fullmatch(last)):
            return _interval(_single(first), _single(last))
    return _single(text)


def _single(text: str) -> str:
    match = _EDTF.fullmatch(text)
    if match is None:
        return text
    date = date_of(match["year"], match["month"] or "", match["day"] or "")
    if match["mark"] == "?":
        return f"{date}?"
    return f"c. {date}" if match["mark"] else date


def _interval(first: str, last: str) -> str:
    if last in _OPEN:
        return f"{first} – present" if first not in _OPEN else ""
    return f"{first} – {last}" if first not in _OPEN else f"until {last}"


def date_of(year: str, month: str = "", day: str = "") -> str:
    """``2024-05-16`` from its parts, of which any but the year may be empty; a month from 21 on is a season."""
    year, month, day = year.strip(), month.strip(), day.strip()
    if year.startswith("-"):
        return f"{year.lstrip('-0') or '0'} BC"
    if year.isdecimal() and len(year) < 4:
        year = year.zfill(4)
    season = _SEASONS.get(month) if month in {"21", "22", "23", "24"} else None
    if season:
        return f"{season} {year}"
    if not month.strip("0"):
        return year
    if not month.isdecimal():
        return f"{day} {month} {year}".strip()
    if not day.strip("0"):
        return f"{year}-{month.zfill(2)}"
    return f"{year}-{month.zfill(2)}-{day.zfill(2)}" if day.isdecimal() else f"{year}-{month.zfill(2)}"


def interval(first: str, last: str) -> str:
    """Two dates as a range; one alone where they are equal or the second is empty."""
    return first if not last or last == first else f"{first} – {last}" if first else last


def with_season(year: str, season: str) -> str:
    """A year with the season of CSL, a number from 1 to 4 or a word."""
    word = _SEASONS.get(season.strip(), season.strip())
    return f"{word[:1].upper()}{word[1:]} {year}" if word else year
