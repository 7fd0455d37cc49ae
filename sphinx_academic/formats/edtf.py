"""Dates of reference managers (EDTF, date parts, seasons, months in words) as the dates that people write.

EDTF is ISO 8601-2:2019, annex A; levels 0 and 1: https://www.loc.gov/standards/datetime/.
"""

from __future__ import annotations

import re

from sphinx_academic.data.values.dates import month_named

_EDTF = re.compile(r"(-?\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T[\d:.+Z-]*)?\s*([?~%]?)")
_SEASONS = {
    f"{twenty}{number}": name
    for twenty in ("", "2")
    for number, name in enumerate(("Spring", "Summer", "Autumn", "Winter"), start=1)
}
NOT_KNOWN = ".."
"""A date without bounds (EDTF level 1, open intervals), which is none."""
_OPEN = frozenset(("", NOT_KNOWN))
_MARKS = {"": "{}", "?": "{}?", "~": "c. {}", "%": "c. {}"}
_MARKS_OF_BIBLATEX = {"": "{}", "?": "{}?", "~": "circa {}", "%": "circa {}?"}
_DECADE = re.compile(r"(\d{3})X", re.IGNORECASE)
_NAMES = "January February March April May June July August September October November December"
MONTHS = {name[:3].lower(): name for name in _NAMES.split()}
"""The macros that every style of BibTeX defines."""
_MONTH = re.compile(
    r"(?i)(?:(?<!\d)(?P<before>\d{1,2})(?:st|nd|rd|th)?[\s.~]*)?(?P<name>" + "|".join(MONTHS) + r")[a-z]*\.?"
    r"(?:[\s~]*(?P<day>\d{1,2})(?:st|nd|rd|th)?(?!\d))?"
)
_NUMBER = re.compile(r"0?([1-9]|1[0-2])")
_TO = re.compile(r"[-–—]+|/|&|\s(?:and|to)\s")
_DAY = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_WORD = re.compile(r"[^\W\d]{3,}")
_SEASON_WORD = re.compile(r"(?i)(?:early |late )?(?:spring|summer|autumn|fall|winter)")


def read_edtf(text: str) -> str:
    """A date in EDTF as our data files write it; any other text as it is.

    Seasons become words, ``~`` and ``%`` become "c.", ``?`` stays behind, ``X`` for unknown digits stays;
    intervals are written with a dash, open ones end in "present".
    """
    text = text.strip()
    if text.count("/") == 1:
        first, last = (part.strip() for part in text.split("/"))
        if all(part in _OPEN or _EDTF.fullmatch(part) for part in (first, last)):
            if first in _OPEN:
                return f"until {_single(last)}" if last not in _OPEN else ""
            return f"{_single(first)} – {'present' if last in _OPEN else _single(last)}"
    return _single(text)


def _single(text: str) -> str:
    match = _EDTF.fullmatch(text)
    if match is None:
        return text
    year, month, day, mark = match.groups()
    # EDTF has a year zero, date parts of CSL have none: this one is read by who reads the field.
    return text if year.startswith("-") else _MARKS[mark].format(date_of(year, month or "", day or ""))


def from_biblatex(text: str) -> str:
    """A date or range in EDTF level 0 and BibLaTeX's additions (manual, section 2.3.8); others as written.

    ``2004-06/2006-08`` gives ``2004-06 – 2006-08``, ``1997~`` gives ``circa 1997``, ``2001-21`` ``spring 2001``.
    """
    text = text.strip()
    if text.isdigit():
        return text if text != "0000" else "1 BC"
    start, slash, end = text.partition("/")
    first, last = _of_biblatex(start), _of_biblatex(end)
    if not slash:
        return first or text
    return text if first is None or last is None else f"{first} – {last}".strip()


def _of_biblatex(text: str) -> str | None:
    """One date of a range; empty for an open end, None for what is no such date."""
    text = text.strip()
    if text in ("", "..", "open", "unknown", "*"):
        return ""
    decade = _DECADE.fullmatch(text)
    if decade:
        return f"{decade[1]}0s"
    match = _EDTF.fullmatch(text)
    if match is None:
        return None
    year, month, day, mark = match.groups()
    if year.startswith("-"):
        return text
    date = "-".join(filter(None, (year, month, day)))
    if month in ("21", "22", "23", "24") and not day:
        date = f"{_SEASONS[month].lower()} {year}"
    return _MARKS_OF_BIBLATEX[mark].format(date)


def from_year_and_month(year: str, month: str, day: str = "") -> str:
    """``2024-05`` or ``2024-05-08``, ``2024-07 – 2024-08`` of *July/August*, or empty where the two do not make a date."""
    if not (year.isascii() and year.isdigit() and len(year) == 4):
        return ""
    month = month.strip()
    if _SEASON_WORD.fullmatch(month):
        return f"{month} {year}"
    first, *others = found = [_month_and_day(part) for part in _TO.split(month)]
    if not others:
        return _in_year(year, first[0], day or first[1])
    if len(found) > 2 and all(is_named and not text for _, text, is_named in found):
        found = [found[0], found[-1]]  # June/July/August
    named = [number for number, _, is_named in found if is_named]
    if len(found) > 2 or day or not all(each[0] or each[1] for each in found):
        return ""
    if len(named) == 1:
        # April 9–12, 9–12 April
        found = [
            (named[0], text if is_named else str(number or text), True) for number, text, is_named in found
        ]
    written = [_in_year(year, number, text) for number, text, _ in found]
    return interval(*written) if all(written) and written[0] <= written[1] else ""


def _month_and_day(text: str) -> tuple[int, str, bool]:
    """Number of a month, a day and whether the month stands there by its name; what is not there is 0 or empty."""
    if number := _NUMBER.fullmatch(text.strip()):
        return int(number[1]), "", False
    day = _DAY.search(text)
    if named := _MONTH.search(text):
        return (
            list(MONTHS).index(named["name"].lower()) + 1,
            named["before"] or named["day"] or (day[0] if day else ""),
            True,
        )
    elsewhere = next(filter(None, map(month_named, _WORD.findall(text))), 0)
    return elsewhere, day[0] if day else "", bool(elsewhere)


def _in_year(year: str, month: int, day: str) -> str:
    if not month:
        return ""
    is_day = re.fullmatch(r"\d{1,2}", day, re.ASCII) and 0 < int(day) <= 31
    return f"{year}-{month:02d}-{int(day):02d}" if is_day else f"{year}-{month:02d}"


def date_of(year: str, month: str = "", day: str = "") -> str:
    """``2024-05-16`` from its parts, of which any but the year may be empty; a month from 21 on is a season."""
    year, month, day = year.strip(), month.strip(), day.strip()
    if year.startswith("-"):
        return f"{year.lstrip('-0') or '0'} BC"
    if year.isdecimal():
        year = year.zfill(4)
    if month in ("21", "22", "23", "24"):
        return f"{_SEASONS[month]} {year}"
    if not month.strip("0"):
        return year
    if not month.isdecimal():
        return f"{day} {month} {year}".strip()
    date = f"{year}-{month.zfill(2)}"
    return f"{date}-{day.zfill(2)}" if day.strip("0") and day.isdecimal() else date


def interval(first: str, last: str) -> str:
    """Two dates as a range; one alone where they are equal or the second is empty."""
    return first if not last or last == first else f"{first} – {last}" if first else last


def with_season(year: str, season: str) -> str:
    """A year with the season of CSL, a number from 1 to 4 or a word."""
    word = _SEASONS.get(season.strip(), season.strip())
    return f"{word[:1].upper()}{word[1:]} {year}" if word else year
