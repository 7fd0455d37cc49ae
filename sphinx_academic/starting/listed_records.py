"""Lists that somebody wrote into a page by hand, as records: what is certain becomes a field, the rest stays the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sphinx_academic.data.records import (
    Award,
    Education,
    Grant,
    MediaItem,
    Membership,
    NewsItem,
    Position,
    Record,
    Service,
    Talk,
    Teaching,
)
from sphinx_academic.data.values.dates import read_date, read_in_words
from sphinx_academic.formats.cv_sections import MAX_TITLE, WHAT_AND_WHERE, kind_of_title
from sphinx_academic.formats.text import words

_KINDS: tuple[type[Record], ...] = (
    Award, Education, Grant, MediaItem, Membership, Position, Service, Talk, Teaching,
)  # fmt: skip
"""Kinds of which a line of a list may be one."""
_CERTAIN: tuple[type[Record], ...] = (Award, Teaching, Service)
"""Kinds that a line is by the heading above it, whatever stands in it."""
_NEWS = words("news updates aktuelles neuigkeiten actualités noticias")

_ITEM = re.compile(r"(?P<indent> *)(?:[-*+]|\d{1,9}[.)]) +(?P<text>.*)")
_YEAR = r"(?:19|20)\d\d"
_DAY = rf"(?:(?:[A-Z][a-z]{{2,8}}\.?|\d{{1,2}}) ?[ /.])?{_YEAR}(?!\d)(?:-(?:0\d|1[0-2])(?!\d)(?:-[0-3]\d(?!\d))?)?(?:/\d\d(?!\d))?"
_WHEN = re.compile(
    rf"(?P<date>{_DAY}(?:\s*(?:[-–—]|to|until|and|&|,)\s*(?:{_DAY}|\d\d(?!\d)|present|now)){{0,9}})"
)
_TERM = re.compile(
    r"(?i)^(?:semester|term|trimester|quarter)\s*\d|^(?:spring|summer|fall|autumn|winter|michaelmas|hilary|trinity|lent|ws|ss|wise|sose)\b|"
    r"\b(?:semester|term|trimester|quarter)\b"
)
_ORGANISATION = re.compile(
    r"(?i)\b(?:universit\w+|polytechnic\w*|politecnico|institute?\b|instituto|institut|college|school|academy|académie|akademie|society|"
    r"foundation|fondation|stiftung|association|council|hochschule|department|dept|faculty|laborator\w+|centre|center|ministry|government|"
    r"guild|IEEE|ACM|AAAI|EPSRC|ESRC|NSF|NIH|ERC|DFG|DAAD|UKRI|ISCA|EURASIP|Microsoft|Google|Amazon|Meta|Apple|NVIDIA|Huawei|ETH|EPFL|MIT|UCL|KTH)\b"
)
_ROLE = re.compile(
    r"(?i)(?:(?:guest|visiting|head|lead|senior|associate|assistant|graduate|invited|course|module|lab|teaching|co-?)\s+)*"
    r"(?:lectur\w+|instructor|demonstrator|(?:teaching )?assistant|t\.?a\.?|tutor|teacher|convenor|convener|coordinator|grader|guest|"
    r"organi[sz]er|co-?teacher|supervisor|examiner|leader)(?:\s+\([^)]*\))?"
)
_QUOTED = re.compile(r"\*\*([^*]+)\*\*|\*([^*]+)\*|“([^”]+)”|\"([^\"]+)\"")
_TALK = re.compile(
    r"(?i)(?P<type>(?:invited |plenary |contributed |guest |public |online )?(?:talk|keynote|lecture|poster|tutorial|seminar|panel))"
    r"(?: (?:at|in|for|to) (?:the )?(?P<event>.+))?"
)
_CODE = re.compile(r"(?P<code>[A-Z]{2,6}[- ]?\d{2,5}[A-Z]?)(?:\s*[:–—-]\s*|\s+)(?P<title>\S.*)")
_DATE_FIRST = re.compile(
    r"(?P<open>[\[(*_`]{0,4})(?P<date>\d{4}(?:[-/.]\d{1,2}){0,2}(?!\d)|[A-Z][a-z]{2,8}\.?(?: \d{1,2},)? \d{4}|"
    r"\d{1,2}[./ ](?:\d{1,2}|[A-Z][a-z]{2,8})[./ ]\d{4})"
)


class HandWritten(NamedTuple):
    """The records of a list, and which kind they are."""

    kind: type[Record]
    records: tuple[dict[str, str], ...]


def records_of_list(headings: Sequence[str], text: str) -> HandWritten | None:
    """The records of a list in Markdown below some headings, the nearest last; None for a list that is no list of records.

    A list that is taken is taken whole: where a line cannot be one, or has lines below it that are indented, it stays what it was.
    """
    items = [*_items_of(text)]
    if not items or any(len(item) > 3 * MAX_TITLE for item in items):
        return None
    if headings and not _NEWS.isdisjoint(re.findall(r"[^\W\d_]+", headings[-1].casefold())):
        return _news(items)
    kind = next((found for heading in reversed(headings) if (found := kind_of_title(heading))), None)
    if kind is None or kind not in _KINDS or not _is_flat(text):
        return None
    records = [record_of_item(item, kind) for item in items]
    if any(len(record.get(WHAT_AND_WHERE[kind][0], "")) > MAX_TITLE for record in records):
        return None
    known = sum(not {"date", "terms", WHAT_AND_WHERE[kind][1]}.isdisjoint(record) for record in records)
    if kind not in _CERTAIN and known * 2 < len(records):
        return None
    return HandWritten(kind, tuple(records))


def _items_of(text: str) -> Iterator[str]:
    """The texts of the items of a list, lines that go on joined."""
    item = ""
    for line in text.split("\n"):
        match = _ITEM.match(line)
        if match and not match["indent"]:
            if item:
                yield item
            item = match["text"].strip()
        elif line.strip():
            item = f"{item} {line.strip()}"
    if item:
        yield item


def _is_flat(text: str) -> bool:
    return not any((match := _ITEM.match(line)) and match["indent"] for line in text.split("\n"))


def _news(items: Sequence[str]) -> HandWritten | None:
    found = [*map(_dated_news, items)]
    dated = [each for each in found if each]
    return HandWritten(NewsItem, tuple(dated)) if len(dated) == len(items) else None


def _dated_news(item: str) -> dict[str, str]:
    """News that begin with a date: ``2024-05: …``, ``**[May 2024]** …``."""
    match = _DATE_FIRST.match(item)
    if match is None or not _date(match["date"]):
        return {}
    text = item[match.end() :].lstrip("])").lstrip("*_`" if match["open"] else "").lstrip("]) :–—-")
    return {"date": match["date"], "text": text} if text else {}


def record_of_item(item: str, kind: type[Record]) -> dict[str, str]:
    """*National Scholarship, University of Fog (best 2 %), 2017 and 2018* with its parts in the fields of a kind."""
    what, where = WHAT_AND_WHERE[kind]
    made: dict[str, str] = {}
    rest: list[str] = []
    organisations: list[str] = []
    says_where = kind in (Service, Membership)
    if says_where and (label := re.match(r"(?P<label>[^:*\[]{2,60}|\*\*[^:*\[]{2,60}\*\*): (?=\S)", item)):
        made[what] = label["label"].strip("*")
        item = item[label.end() :]
    for part in _with_years_together(split_at_commas(item)):
        said, aside = _without_aside(part)
        if "date" not in made and "terms" not in made and (when := _when(part)):
            made.update(when if kind is Teaching else {"date": " ".join(when.values())})
            continue
        if what not in made and (quoted := _QUOTED.fullmatch(said)):
            made[what] = next(filter(None, quoted.groups()))
        elif kind is Teaching and "role" not in made and _ROLE.fullmatch(said):
            made["role"] = said
        elif kind is Teaching and "code" not in made and (code := _CODE.fullmatch(said)):
            made["code"], made[what] = code["code"], code["title"]
        elif kind is Talk and "type" not in made and (talk := _TALK.fullmatch(said)):
            made["type"] = talk["type"]
            if talk["event"]:
                made["event"] = talk["event"]
        elif where and _ORGANISATION.search(said) and (made.get(what) or rest):
            organisations.append(said)
        else:
            rest.append(said)
        if aside:
            rest.append(aside)
    if what not in made and rest:
        made[what] = rest.pop(0)
    if says_where:
        organisations, rest = _in_reading_order(item, [*organisations, *rest]), []
    if kind is Talk and "event" not in made and rest:
        made["event"] = rest.pop(0)
    if organisations and where:
        made["institution" if kind is Talk else where] = ", ".join(organisations)
    if rest:
        made["note"] = ", ".join(_in_reading_order(item, rest))
    return _in_order(made, (what, "code", "role", "type", where, "institution", "date", "terms", "note"))


def _with_years_together(parts: Sequence[str]) -> Iterator[str]:
    """The parts of a line, years that belong together in one: *Area chair, MIST 2022, 2023* was it in both."""
    years: list[str] = []
    for part in (*parts, ""):
        if re.fullmatch(_YEAR, part):
            years.append(part)
            continue
        if years:
            yield ", ".join(years)
            years = []
        name, _space, year = part.rpartition(" ")
        if name and re.fullmatch(_YEAR, year) and _is_followed_by_year(parts, part):
            years.append(year)
            part = name
        if part:
            yield part


def _is_followed_by_year(parts: Sequence[str], part: str) -> bool:
    at = parts.index(part)
    return at + 1 < len(parts) and re.fullmatch(_YEAR, parts[at + 1]) is not None


def _in_order(made: dict[str, str], names: Sequence[str]) -> dict[str, str]:
    return {name: made[name].strip() for name in names if made.get(name)}


def _in_reading_order(item: str, parts: Sequence[str]) -> list[str]:
    return sorted(parts, key=lambda part: item.find(part))


def _without_aside(part: str) -> tuple[str, str]:
    """A part of a line, and what stands in brackets behind it."""
    match = re.fullmatch(r"(?P<said>.*?\S)\s+\((?P<aside>[^()]*(?:\([^()]*\)[^()]*)*)\)", part)
    if match is None or re.fullmatch(r"[A-Z][A-Za-z&.-]{1,9}", match["aside"]):
        return part, ""
    return match["said"], match["aside"]


def _when(part: str) -> dict[str, str]:
    """The date that a part of a line is, and the term in which it was."""
    bare = part.strip(" *_()[].")
    match = _WHEN.match(bare)
    if match is None or (match.end() == len(bare) and _TERM.search(bare)):
        term, _space, year = bare.rpartition(" ")
        is_year = re.fullmatch(rf"{_YEAR}(?:/\d\d(?:\d\d)?)?", year)
        return {"terms": bare} if is_year and _TERM.search(term) else {}
    behind = bare[match.end() :].strip(" ,()")
    if behind and _TERM.search(behind) and len(behind) < 40:
        return {"terms": bare}
    date = match["date"]
    return {"date": date} if not behind and _date(date) else {}


def _date(text: str) -> bool:
    """Whether our reader understands a text as a date as a whole."""
    if re.fullmatch(rf"{_YEAR}(?:\s*(?:,|;|&|and)\s*{_YEAR})+", text) or read_in_words(text):
        return True
    found = read_date(text)
    return found.date is not None and not (found.fault or found.before or found.after)


def split_at_commas(text: str) -> list[str]:
    """The parts of a line between its commas, but for those in brackets, quotation marks, code and emphasis."""
    parts, depth, start, quoted = [], 0, 0, False
    at = 0
    while at < len(text):
        sign = text[at]
        if text.startswith("**", at) or sign in '"`':
            width = 2 if sign == "*" else 1
            quoted = not quoted
            at += width
            continue
        if sign in "([{“":
            depth += 1
        elif sign in ")]}”":
            depth = max(0, depth - 1)
        elif sign in ",;" and not depth and not quoted and text[at + 1 : at + 2] in {" ", ""}:
            parts.append(text[start:at])
            start = at + 1
        at += 1
    parts.append(text[start:])
    return [
        part.strip(" .") if part.strip().count(".") == 1 else part.strip()
        for part in parts
        if part.strip(" .")
    ]
