"""What foreign CVs say of a record of a career: what it is, where and when it was, and what else there is to say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sphinx_academic.content.fragments import Fragments
from sphinx_academic.data.fields import TEXT, WORDS
from sphinx_academic.data.records import KINDS, Education, Publication, Record, TimedRecord
from sphinx_academic.data.values.addresses import Link, complete
from sphinx_academic.data.values.dates import PartialDate, ReadDate, in_words
from sphinx_academic.data.values.names import AuthorList
from sphinx_academic.formats.cv_sections import WHAT_AND_WHERE
from sphinx_academic.formats.filling import as_lines
from sphinx_academic.formats.rich_text import tagged

PRESENT = "present"
_NOT_SAID = frozenset(
    ("description", "stars", "downloads", "part_of", "license", "supervisor", "advisor", "huggingface", "github")
)  # fmt: skip
"""Fields of texts that a CV says nothing of, or says elsewhere."""

_BULLET = re.compile(r"^(?:[-–—•]+\s+)+")
"""What people write before the points of a list."""


class Period(NamedTuple):
    """When something was: ``start`` and ``end`` as ISO 8601 has them (an end may be :data:`PRESENT`), or one ``date``, which may
    be in words."""

    start: str = ""
    end: str = ""
    date: str = ""


class CareerEntry(NamedTuple):
    """A record as CVs have it, its texts in our Markdown. ``said`` are the fields that its kind has of its own, ``lines`` the text
    below it, ``people`` who has a part in it, under the name of that field."""

    what: str
    where: str
    place: str
    period: Period
    said: Mapping[str, str]
    lines: tuple[str, ...]
    url: str
    links: tuple[Link, ...]
    people: Mapping[str, AuthorList]

    @property
    def details(self) -> str:
        """All that is said besides its name, on one line."""
        return ", ".join(dict.fromkeys(filter(None, self.said.values())))


def entry_of(record: Record) -> CareerEntry:
    """What is to be said of a record."""
    kind = type(record)
    what, where = WHAT_AND_WHERE.get(kind, (record.main, ""))
    name = str(getattr(record, what) or record.called)
    said = {each: text for each, text in _said(record) if each != what and text != name}
    text = str(getattr(record, "description", "") or getattr(record, "note", ""))
    lines = (
        _BULLET.sub("", line.strip()) for part in as_lines(text).split("<br/>") for line in part.split("<br>")
    )
    return CareerEntry(
        what=name,
        where=said.get(where, ""),
        place=str(getattr(record, "place", "")),
        period=period_of(record),
        said=said,
        lines=tuple(filter(None, lines)),
        url=str(getattr(record, "url", "")),
        links=tuple(link for link in map(complete, getattr(record, "links", ())) if link.url),
        people={name: people for name, people in record.author_lists() if people},
    )


def _said(record: Record) -> Iterator[tuple[str, str]]:
    """The texts of a record that its kind has of its own, by their fields."""
    for name, declared in type(record).fields.items():
        if name in TimedRecord.fields or name in _NOT_SAID or declared.type not in (TEXT, WORDS):
            continue
        value = getattr(record, name)
        if text := value if isinstance(value, str) else ", ".join(value):
            yield name, text


def degree_of(record: Education) -> tuple[str, str]:
    """The degree in short, if that is told apart, and of what: ``PhD`` and ``Oceanography``."""
    if record.degree and record.title:
        return record.degree, record.title
    text = record.degree or record.title
    short, comma, subject = text.partition(", ")
    return (short, subject) if comma and len(short) <= 12 and subject else ("", text)


def period_of(record: Record) -> Period:
    """When something was."""
    if isinstance(record, Publication):
        return Period(date=iso_of(record.when) or record.shown_year)
    date: PartialDate | None = getattr(record, "date", None)
    if not isinstance(record, TimedRecord) or not (record.start or record.end):
        if date is None:
            return Period()
        if date.end is not None and not date.text:
            return _from_to(iso_of(date._replace(end=None)), iso_of(date.end) or PRESENT, date)
        return Period(date=iso_of(date) or in_words(date))
    begun, ended = (iso_of(each.date) if each else "" for each in (record.start, record.end))
    end = ended or (PRESENT if record.goes_on else "")
    has_words = (record.start and not begun) or (record.end and not end)
    if has_words:
        return Period(date=" – ".join(filter(None, map(_written, (record.start, record.end)))))
    return Period(begun, end) if begun else Period(date="" if end == PRESENT else end)


def _from_to(start: str, end: str, date: PartialDate) -> Period:
    return Period(start, end) if start else Period(date=in_words(date))


def _written(moment: ReadDate | None) -> str:
    """A moment as it was written, as far as that is known."""
    if moment is None:
        return ""
    shown = (moment.date.text or moment.date.iso) if moment.date else ""
    return " ".join(filter(None, (moment.before, shown, moment.after)))


def iso_of(date: PartialDate | None) -> str:
    """A date of our era in ISO 8601; empty where its words say more."""
    is_whole = date is not None and date.is_plain and not date.text and 1000 <= date.year <= 9999
    return date.iso if is_whole and date else ""


def names_of(people: AuthorList) -> list[str]:
    """The names of a list, or the whole of one that cannot be split."""
    if people.written:
        return [people.written]
    return [person.name for person in people.people] + (["et al."] if people.others else [])


def plain_text(fragments: Fragments) -> str:
    """A text without markup; formulas stay as they are written."""
    return " ".join(tagged(fragments, {}, str, "${}$".format).split())


def own_kind(record: Record) -> str:
    """The name of a kind that the data declare; empty for one of ours."""
    name = type(record).lists[0]
    return "" if KINDS.get(name) is type(record) else name
