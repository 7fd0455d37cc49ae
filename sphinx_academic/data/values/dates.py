"""Dates as people write them: partial, with words around them, uncertain, as a season or decade, before the common era, or as a
range. Those of EDTF (ISO 8601-2:2019, annex A, levels 0 and 1) are read too: https://www.loc.gov/standards/datetime/.
"""

from __future__ import annotations

import datetime
import html
import os
import re
import time
from calendar import monthrange
from collections.abc import Callable, Mapping
from functools import cache
from typing import NamedTuple

from sphinx_academic.data.fields import (
    Entry,
    Shape,
    ValueType,
    Written,
    any_case,
    defined,
    in_words_of,
    read_text,
)
from sphinx_academic.data.values.publication_status import NO_DATE, beginnings, find_status, status_named
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
    are shown, where that says more than the numbers do (``2022, CCF-B``).

    ``year`` is negative before the common era (-44 is 44 BC, and there is no year 0), and 0 where no year is known. ``season``
    counts from 1, the spring. ``mark`` is EDTF's: ``~`` about, ``?`` uncertain, ``%`` both. ``is_decade`` says that the year is
    the first of ten that are meant. ``end`` ends a range, with the year 0 where it has not ended. ``status`` are the words of the
    text that say how far the work has come (*in press*).
    """

    year: int
    month: int | None = None
    day: int | None = None
    text: str = ""
    season: int = 0
    mark: str = ""
    is_decade: bool = False
    end: PartialDate | None = None
    status: str = ""

    @property
    def iso(self) -> str:
        """The date as ``2024``, ``2024-05`` or ``2024-05-16`` (HTML Standard, 2.3.5: month, date; year), that of a range's
        beginning; 44 BC is ``-0043`` (ISO 8601-1:2019, 4.3.2, has a year zero)."""
        year = (
            f"{self.year:04d}" if self.year >= 0 else f"-{-self.year - 1:04d}" if self.year < -1 else "0000"
        )
        month = "" if self.month is None else f"-{self.month:02d}"
        return f"{year}{month}" + (f"-{self.day:02d}" if month and self.day is not None else "")

    @property
    def edtf(self) -> str:
        """The date in EDTF as BibLaTeX reads it, all but its words; empty where no year is known."""
        if not self.year:
            return ""
        iso = self.iso[:-1] + "X" if self.is_decade else self.iso
        first = f"{iso}-{20 + self.season}" if self.season else iso
        end = "" if self.end is None else f"/{self.end.edtf}"
        return f"{first}{self.mark}{end}"

    @property
    def is_plain(self) -> bool:
        """Whether year, month and day say it all."""
        return not (self.season or self.mark or self.is_decade or self.end) and self.year >= 0

    @property
    def order(self) -> tuple[int, int, int]:
        """What to sort by; a date that says less stands before those it contains."""
        return (self.year, self.month or 3 * self.season, self.day or 0)


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


def with_letter(year: str, letter: str) -> str:
    """A year with what tells it from others: ``2025a``, but ``n.d.-a`` and ``in press-a`` (APA, 7th edition, 8.19)."""
    return f"{year}{letter}" if year[-1:].isdigit() or not letter else f"{year}-{letter}"


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


def last_day(when: PartialDate) -> tuple[int, int, int]:
    """The last day of a date, as far as it is not known: of 2024 the last of December."""
    end = when.end or when
    return (end.year, end.month or 12, end.day or 31)


def today(said: str) -> PartialDate:
    """The day that is said (ISO 8601), else that of the build, in UTC (https://reproducible-builds.org/specs/source-date-epoch/)."""
    if said:
        day = datetime.date.fromisoformat(said)
    else:
        epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
        seconds = int(epoch) if epoch.isdecimal() else time.time()
        day = datetime.datetime.fromtimestamp(seconds, datetime.UTC).date()
    return PartialDate(day.year, day.month, day.day)


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


# What publications have besides days of the calendar


_SEASON_NAMES = (
    "spring frühling frühjahr printemps primavera voorjaar lente весна bahar 春 春季 봄",
    "summer sommer été verano estate verão zomer лето yaz 夏 夏季 여름",
    "autumn fall herbst automne otoño autunno outono herfst najaar осень sonbahar güz 秋 秋季 가을",
    "winter hiver invierno inverno зима kış 冬 冬季 겨울",
)
_SEASONS = {word: number for number, words in enumerate(_SEASON_NAMES, 1) for word in words.split()}
_ABOUT = re.compile(
    r"(?i)(?:(?:circa|ca|c|approx|approximately|about|around|etwa|um|vers|hacia|verso|около|約|约)\b\.?|~)\s*(?=\d)"
)
_NO_DATE = frozenset(
    (
        "nd",
        "nodate",
        "undated",
        "oj",
        "ohnejahr",
        "sd",
        "sa",
        "sf",
        "zj",
        "бг",
        "出版年不明",
        "无日期",
        "日付不明",
    )
)
_BEFORE_CHRIST = re.compile(
    r"(?i)(?P<year>\d{1,4})\s*(?:b\.?\s?c\.?(?:\s?e\.?)?|v\.?\s?(?:chr|u\.?\s?z)\.?|a\.?\s?c\.?|av\.?\s?j\.?-?\s?c\.?|до н\. ?э\.)"
    r"|(?:紀元前|公元前|기원전)\s*(?P<asian>\d{1,4})\s*[年년]?"
)
_OLD = re.compile(r"(?P<year>-?\d{4}|\d{3})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?:T[\d:.+Z-]*)?")
"""A date of any year, as it may stand by itself alone."""
_MAY_BE_SEASON = re.compile(r"\d{4}-2[1-4]")
_DECADE = re.compile(r"(?i)(?:the )?(?P<decade>\d{3}(?=x)|\d{2,3}(?=0))(?:x|0['’]?s|0er(?: jahre)?)")
_CENTURY = re.compile(r"(?i)(?P<century>\d\d)xx")
LETTERED = re.compile(rf"(?!\d\d\d0s)({_YEAR[len('(?P<year>') : -1]})[a-z]")
"""A year with the letter by which a program tells two works of one author apart."""
_SHORT_RANGE = re.compile(r"(?P<first>\d\d(?P<short>\d\d))(?:\s*[–—]\s*|--?|/)(?P<last>\d\d)")
_DASH = re.compile(r"\s(?:[-–—]{1,3}|to\s)|[–—]|--|/|(?<=\d{4})-(?=\d{4})")
_LONGEST_IN_WORDS = 120
_WORDS = re.compile(r"(?P<first>[^\W\d]+\.?),? (?P<year>-?\d{3,4})|(?P<other>\d{4}),? (?P<last>[^\W\d]+\.?)")
_IN_ORDER = re.compile(
    r"(?:(?P<day>\d{1,2})(?:\.|er|º|°)?\s+(?:de\s+)?)?(?P<name>[^\W\d]{3,}\.?)\s+(?:de[l]?\s+)?(?P<year>\d{4})"
)
_COUNTED = re.compile(
    r"(?P<year>\d{4})\s*[年년]\s*(?:(?P<month>\d{1,2})\s*[月월]\s*)?(?:(?P<day>\d{1,2})\s*[日일])?"
)


def read_in_words(text: str) -> PartialDate | None:
    """A text that is a date as a whole, as publications have them: ``c. 1650``, ``spring 2019``, ``2019–2021``, ``1990s``,
    ``44 BC``, ``in press``, ``forthcoming 2027``, ``n.d.``, and EDTF; None where more words stand in it."""
    text = text.strip()
    if len(text) > _LONGEST_IN_WORDS:
        return None
    bare = text[1:-1].strip() if (text[:1], text[-1:]) in {("[", "]"), ("(", ")")} else text
    date = _one_or_range(bare)
    if date is not None:
        return date
    if re.sub(r"[\W_]+", "", text.casefold()) in _NO_DATE:
        return PartialDate(0, text=NO_DATE, status=NO_DATE)
    found = find_status(text)
    if found is None:
        return None
    rest = f"{found.before} {found.after}".strip(" ,;:.()[]~")
    date = _one_or_range(rest) if rest else PartialDate(0)
    if date is not None:
        # One way for "2024 (in press)" and "in press, 2024".
        said = f"{found.words} {rest}" if rest.isdigit() else text
        return date._replace(text=said, status=found.words)
    if found.before.strip(" (["):
        return None
    date = read_date(rest).date or PartialDate(0)  # submitted to Acta Things
    return date._replace(text=text, status=text)


def _one_or_range(text: str) -> PartialDate | None:
    if years := _SHORT_RANGE.fullmatch(text):
        first, last = int(years["first"]), int(years["last"])
        # 2011/12 may be a month, 1998/99 and 1999/00 are none.
        if last == (int(years["short"]) + 1) % 100 and ("/" not in text or not 0 < last <= 12):
            return PartialDate(first, end=PartialDate(first + 1))
        if last > 12 and int(years["short"]) < last and not ("-" in text and last <= 24):
            return PartialDate(first, end=PartialDate(first - first % 100 + last))
    date = _one(text)
    if date is not None:
        return date
    dash = _DASH.search(text)
    if dash is None:
        return None
    first_date, written = _one(text[: dash.start()].strip()), text[dash.end() :].strip()
    last_date = PartialDate(0) if written in {"", ".."} or is_ongoing(written) else _one(written)
    if first_date is None or last_date is None or (last_date.year and last_date.order < first_date.order):
        return None
    return first_date._replace(end=last_date)


def _is_backwards(text: str) -> bool:
    """Whether a text is a range whose end lies before its beginning."""
    dash = _DASH.search(text) if len(text) <= _LONGEST_IN_WORDS else None
    if dash is None:
        return False
    first, last = _one(text[: dash.start()].strip()), _one(text[dash.end() :].strip())
    return first is not None and last is not None and last.order < first.order


def _one(text: str) -> PartialDate | None:
    """One date that fills a text."""
    mark = text[-1:] if text[-1:] in ("?", "~", "%") else ""
    text = text[:-1].rstrip() if mark else text
    if about := _ABOUT.match(text):
        mark, text = "%" if mark == "?" else mark or "~", text[about.end() :]
    found = _OLD.fullmatch(text)
    date: PartialDate | None = None
    if found:
        written, month, day = int(found["year"]), int(found["month"] or 0), int(found["day"] or 0)
        season, month = (month - 20, 0) if 20 < month < 25 and not day else (0, month)
        year = written - 1 if found["year"].startswith("-") else written
        # 0000 is what programs write for a year that they do not know.
        if (
            found["year"] not in ("0000", "000")
            and month <= 12
            and day <= (monthrange(max(year, 4), month)[1] if month else 0)
        ):
            date = PartialDate(year, month or None, (day or None) if month else None, season=season)
    elif before := _BEFORE_CHRIST.fullmatch(text):
        date = PartialDate(-int(before["year"] or before["asian"]) or 0)
    elif decade := _DECADE.fullmatch(text):
        date = PartialDate(int(f"{decade['decade']}0"), is_decade=True)
    elif century := _CENTURY.fullmatch(text):
        date = PartialDate(int(f"{century['century']}00"), end=PartialDate(int(f"{century['century']}99")))
    elif lettered := LETTERED.fullmatch(text):
        date = PartialDate(int(lettered[1]))
    else:
        date = _in_words(text)
    return date._replace(mark=mark) if date is not None and date.year else None


def _in_words(text: str) -> PartialDate | None:
    """A date with a season, or with a month, in one of many languages."""
    found = read_date(text)
    if found.date is not None and not (found.fault or found.before or found.after):
        return found.date
    if season := _WORDS.fullmatch(text):
        number = _SEASONS.get((season["first"] or season["last"]).casefold())
        if number:
            return PartialDate(int(season["year"] or season["other"]), season=number)
    counted = _COUNTED.fullmatch(text)
    named = counted or _IN_ORDER.fullmatch(text)
    if named is None:
        return None
    month = int(counted["month"] or 0) if counted else month_named(named["name"])
    year, day = int(named["year"]), int(named["day"] or 0)
    if (counted or month) and month <= 12 and day <= (monthrange(year, month)[1] if month else 0):
        return PartialDate(year, month or None, day or None)
    return None


def month_named(word: str) -> int:
    """The month of a name or its short form, in one of many languages; 0 where it is none or may be two."""
    word = word.casefold().strip().rstrip(".")
    return _MONTHS.get(word) or _months_elsewhere().get(word, 0)


_LANGUAGES = (
    "de", "de_AT", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "fi", "pl", "cs", "hr", "hu", "ro", "ca", "el", "ru", "uk", "tr",
)  # fmt: skip


@cache
def _months_elsewhere() -> Mapping[str, int]:
    """The names of months in the languages in which most is written (Unicode CLDR, through Babel); made for the first name that
    is not English. What means two months, as *listopad* does, is left out."""
    from babel.core import Locale

    found: dict[str, set[int]] = {}
    for language in _LANGUAGES:
        months = Locale.parse(language).months
        for form in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[form][width].items():
                    found.setdefault(name.casefold().rstrip("."), set()).add(number)
    return {name: numbers.pop() for name, numbers in found.items() if len(numbers) == 1}


ENGLISH: Mapping[str, str] = {
    "~": "c. {year}", "decade": "{year}s", "bc": "{year} BC",
    "1": "spring {year}", "2": "summer {year}", "3": "autumn {year}", "4": "winter {year}",
}  # fmt: skip
"""The words of dates; in other languages those of a status stand there too."""


def in_words(
    when: PartialDate, words: Mapping[str, str] = ENGLISH, write: Callable[[PartialDate], str] | None = None
) -> str:
    """A date as readers see it: its year with what belongs to that, or all of it where ``write`` is what writes a day or a month."""
    if when.text:
        status = words.get(status_named(when.status) or when.status, "")
        return when.text.replace(when.status, status) if status else when.text
    first = _one_in_words(when, words, write)
    if when.end is None:
        return first
    last = _one_in_words(when.end, words, write) if when.end.year else ""
    return first if last == first else f"{first}{'–' if f'{first}{last}'.isdigit() else ' – '}{last}".rstrip()


def _one_in_words(
    when: PartialDate, words: Mapping[str, str], write: Callable[[PartialDate], str] | None
) -> str:
    if not when.year:
        return ""
    if write is not None and when.month and when.year > 0:
        shown = write(when)
    else:
        shown = str(abs(when.year))
    for name, is_said in (
        (str(when.season), when.season), ("decade", when.is_decade), ("bc", when.year < 0), ("~", when.mark in ("~", "%"))
    ):  # fmt: skip
        if is_said:
            shown = words[name].format(year=shown)
    return f"{shown}?" if when.mark in ("?", "%") else shown


def _written_month(entry: Entry, field: str) -> str:
    """The month of BibTeX from which a date was made."""
    source = entry.raw.source
    return source.get("month", "").strip() if field == "date" and source and "date" not in source else ""


def _find_date(text: str, entry: Entry, field: str) -> ReadDate:
    found = read_date(text)
    message = ""
    if found.fault and found.date is not None and (month := _written_month(entry, field)):
        date = found.date._replace(text="")
        message = f"'month = {month}' is not in the calendar: {found.fault}. {date.iso} is shown."
        entry.note_field(
            field, Code.DATE, message, "Write  month = feb  for a month, month = feb # {~28}  for a day in it"
        )
        return found._replace(date=date, before="", after="")
    if found.fault:
        message = f"'{text}' is not a date: {found.fault}. It is shown as written."
    elif found.date is None and not is_ongoing(text):
        message = f"'{text}' holds no date; it is shown as written and sorted last."
    elif found.date is not None and _is_backwards(text):
        message = f"'{text}' ends before it begins; it is shown as written."
    if message:
        entry.note_field(field, Code.DATE, message, entry.file.notation.date)
    return found


def _read_date(value: Written, entry: Entry, field: str) -> PartialDate:
    text = read_text(value, entry, field)
    if _PLAIN_YEAR.fullmatch(text):
        return PartialDate(int(text))
    # As a year 2018-21 may be the years from 2018 to 2021, and is told.
    found = None if field == "year" and _MAY_BE_SEASON.fullmatch(text) else read_in_words(text)
    if found is not None:
        return found
    date, before, after, _fault = _find_date(text, entry, field)
    if date is None:
        return PartialDate(0, text=text)
    if not date.text and (before, after) in {("", ""), ("(", ")"), ("[", "]")}:
        return date
    return date._replace(text=text)


def _read_dated(value: Written, entry: Entry, field: str) -> ReadDate:
    return _find_date(html.unescape(read_text(value, entry, field)).strip(), entry, field)


_IMPOSSIBLE = r"^\s*(?:1[5-9]|20|21)\d\d-(?:(?:1[3-9]|[2-9]\d)-\d\d|\d\d-(?:3[2-9]|[4-9]\d)|02-3[01]|(?:04|06|09|11)-31)\s*$"
"""Days that no calendar has, whatever the year."""
_WORDS_OF_DATES = (
    rf"\d|[^\x00-\x7f]|&|^[\s(\[]*(?:{any_case(w for w in beginnings() if len(w) > 3)}"
    rf"|(?:{any_case(w for w in beginnings() if len(w) < 4)})\b)|^\W*(?:{any_case(_ONGOING)})\W*$"
    r"|^[\W_]*(?:"
    + "|".join(r"[\W_]*".join(map(any_case, word)) for word in sorted(_NO_DATE) if word.isascii())
    + r")[\W_]*$"
)
"""What is found in all texts that are dates, and in few others."""
SHAPE_OF_DATE: Shape = {
    **in_words_of(_WORDS_OF_DATES, "number", minimum=-9999, maximum=9999),
    "not": {
        "anyOf": [
            {"type": "string", "pattern": _IMPOSSIBLE},
            {"type": "number", "exclusiveMinimum": -1000, "exclusiveMaximum": 100},
        ]
    },
}
_SHAPE_OF_DATED: Shape = {
    **in_words_of(
        rf"{_YEAR[len('(?P<year>') : -1]}|&|^\W*(?:{any_case(_ONGOING)})\W*$",
        "number",
        minimum=1500,
        exclusiveMaximum=2200,
    ),
    "not": {"type": "string", "pattern": _IMPOSSIBLE},
}
DATE: ValueType[PartialDate | None] = defined(_read_date, None, "date", SHAPE_OF_DATE)
"""A date, partial or whole; words around it (``2022, CCF-B``) are kept as written."""
DATED: ValueType[ReadDate | None] = defined(_read_dated, None, "dated", _SHAPE_OF_DATED)
"""A date and the words around it: an icon behind the date of a news item, "present" for the end of a range."""
