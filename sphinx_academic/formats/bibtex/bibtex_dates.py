"""BibTeX's and BibLaTeX's dates, written as dates.py understands them and readers expect them."""

from __future__ import annotations

import re

from sphinx_academic.formats.bibtex.bibtex_values import MONTHS

_EDTF = re.compile(r"(-?\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T[\d:.+Z-]*)?\s*([~?%]?)")
_DECADE = re.compile(r"(\d{3})X|(\d\d)XX", re.IGNORECASE)
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_MONTH = re.compile(
    r"(?i)(?:(?P<before>\d{1,2})(?:st|nd|rd|th)?[\s.~]*)?(?P<name>" + "|".join(MONTHS) + r")[a-z]*\.?"
    r"(?:[\s~]*(?P<day>\d{1,2})(?:st|nd|rd|th)?(?!\d))?"
)
_NUMBER = re.compile(r"0?([1-9]|1[0-2])")
_SEASON_WORD = re.compile(r"(?i)(?:early |late )?(?:spring|summer|autumn|fall|winter)")
_NUMBERS = {name: number for number, name in enumerate(MONTHS, start=1)}


def from_edtf(text: str) -> str:
    """A date or range in EDTF level 0 and BibLaTeX's additions (manual, section 2.3.8); others as written.

    ``2004-06/2006-08`` gives ``2004-06 – 2006-08``, ``1997~`` gives ``circa 1997``, ``2001-21`` ``spring 2001``.
    """
    text = text.strip()
    if text.isdigit():
        return text
    if "/" not in text:
        return _one(text) or text
    start, _, end = text.partition("/")
    first, last = _one(start), _one(end)
    if (
        first is None
        or last is None
        or (start.strip().isdigit() and len(end.strip()) < 4 and end.strip(". "))
    ):
        return text
    return f"{first} – {last}".strip()


def _one(text: str) -> str | None:
    """One date of a range; empty for an open end, None for what is no such date."""
    text = text.strip()
    if text in ("", "..", "open", "unknown", "*"):
        return ""
    decade = _DECADE.fullmatch(text)
    if decade:
        return f"{decade[1]}0s" if decade[1] else f"{decade[2]}00s"
    match = _EDTF.fullmatch(text)
    if match is None:
        return None
    year, month, day, sign = match.groups()
    if month in _SEASONS and not day:
        date = f"{_SEASONS[month]} {year}"
    else:
        date = "-".join(part for part in (year, month, day) if part)
    return {"~": f"circa {date}", "?": f"{date}?", "%": f"circa {date}?"}.get(sign, date)


def from_year_and_month(year: str, month: str, day: str = "") -> str:
    """``2024-05`` or ``2024-05-08``, or empty where the two do not make a date."""
    if not (year.isascii() and year.isdigit() and len(year) == 4):
        return ""
    number = _NUMBER.fullmatch(month.strip())
    if number:
        found = int(number[1])
    else:
        named = _MONTH.search(month)
        if named is None:
            season = _SEASON_WORD.fullmatch(month.strip())
            return f"{season.group()} {year}" if season else ""
        found = _NUMBERS[named["name"].lower()]
        day = day or named["before"] or named["day"] or ""
    if re.fullmatch(r"\d{1,2}", day, re.ASCII) and 0 < int(day) <= 31:
        return f"{year}-{found:02d}-{int(day):02d}"
    return f"{year}-{found:02d}"
