"""BibTeX's and BibLaTeX's own words: types of entries, where their venues stand, months and dates."""

from __future__ import annotations

import re

from sphinx_academic.formats.filling import by_word

TYPES = by_word(
    {
        "article": "article periodical suppperiodical review",
        "conference": "inproceedings conference",
        "book": """
        book mvbook collection mvcollection proceedings mvproceedings reference mvreference commentary booklet
    """,
        "chapter": "inbook bookinbook suppbook incollection suppcollection inreference",
        "thesis": "thesis phdthesis mastersthesis mathesis bachelorsthesis",
        "report": "report techreport manual standard",
        "dataset": "dataset data",
        "software": "software softwareversion softwaremodule codefragment",
        "patent": "patent",
        "preprint": "unpublished preprint",
        "talk": "talk presentation",
        "poster": "poster",
    }
)
"""Our kind of work for each entry type of BibTeX 0.99d, BibLaTeX 3.20 (section 2.1) and biblatex-software; what is not
here is ``other``."""

_IN_A_BOOK = "booktitle maintitle eventtitle journaltitle journal series"
_AT_AN_EVENT = "eventtitle booktitle howpublished organization institution venue"
_VENUES = {
    "article": "journaltitle journal booktitle shortjournal eventtitle series howpublished",
    "conference": _IN_A_BOOK,
    "chapter": _IN_A_BOOK,
    "book": "maintitle series booktitle howpublished",
    "thesis": "school institution university publisher",
    "report": "institution organization school series booktitle journaltitle journal howpublished",
    "patent": "booktitle journaltitle journal organization",
    "talk": _AT_AN_EVENT,
    "poster": _AT_AN_EVENT,
}
VENUES = {kind: tuple(names.split()) for kind, names in _VENUES.items()}
"""The fields that can be the venue of each kind of work, the best first."""
VENUES_OF_OTHERS = (
    *("booktitle", "journaltitle", "journal", "eventtitle"),
    *("howpublished", "organization", "institution", "publisher"),
)

TYPE_WORDS = {
    "phdthesis": "PhD thesis",
    "mastersthesis": "Master’s thesis",
    "mathesis": "Master’s thesis",
    "bathesis": "Bachelor’s thesis",
    "bachelorsthesis": "Bachelor’s thesis",
    "candthesis": "Candidate thesis",
    "techreport": "Technical report",
    "resreport": "Research report",
    "datacd": "Data CD",
    "audiocd": "Audio CD",
    "patent": "Patent",
    "patentde": "German patent",
    "patenteu": "European patent",
    "patentfr": "French patent",
    "patentuk": "British patent",
    "patentus": "U.S. patent",
    "patreq": "Patent request",
    "patreqde": "German patent request",
    "patreqeu": "European patent request",
    "patreqfr": "French patent request",
    "patrequk": "British patent request",
    "patrequs": "U.S. patent request",
}
"""BibLaTeX's keys for the field ``type`` (section 4.9.2.11) and the thesis types of BibTeX, in words."""

_PREPRINT_SERVER = re.compile(
    r"(?i)(?:corr$|(?:arxiv|biorxiv|medrxiv|techrxiv|chemrxiv|psyarxiv|ssrn|osf preprints|research square)\b"
    r"|.*\bpreprints?\b|.*e-prints$)"
)
_SIGNS = (
    ("poster", re.compile(r"(?i)\bposter\b")),
    ("talk", re.compile(r"(?i)\b(?:talk|presentation|lecture|keynote|slides)\b")),
    ("software", re.compile(r"(?i)\b(?:software|computer program|source code)\b")),
    ("dataset", re.compile(r"(?i)\bdata ?set\b")),
    ("thesis", re.compile(r"(?i)\b(?:thesis|dissertation|habilitation)\b")),
    ("patent", re.compile(r"(?i)\bpatent\b")),
    ("report", re.compile(r"(?i)\b(?:technical|research|tech\.) report\b")),
    ("preprint", re.compile(r"(?i)\b(?:preprint|arxiv|biorxiv|medrxiv)\b")),
)


def kind_of_work(entry_type: str, venue: str, described: str, on_arxiv: bool) -> str:
    """One of our types for an entry.

    ``described`` is what ``type``, ``howpublished`` and ``note`` say of an entry whose own type says nothing.
    """
    found = TYPES.get(entry_type, "")
    if found == "article" and venue and _PREPRINT_SERVER.match(venue.strip()):
        return "preprint"
    if found:
        return found
    for kind, sign in _SIGNS:
        if sign.search(described):
            return kind
    return "preprint" if on_arxiv else "other"


_MONTHS = "January February March April May June July August September October November December"
MONTHS = {name[:3].lower(): name for name in _MONTHS.split()}
"""The macros that every style of BibTeX defines."""
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
