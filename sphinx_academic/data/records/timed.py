"""What all records of a career share: a time, a place in it, and what they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from sphinx_academic.data.declarations import DeclaredKind
from sphinx_academic.data.fields import (
    SHAPE_OF_TEXT,
    TEXT,
    WORDS,
    Entry,
    FileNotes,
    ValueType,
    Written,
    defined,
    field,
)
from sphinx_academic.data.located import Place, RawList, RawMapping, RawValue, as_text
from sphinx_academic.data.naming import slug, telling_name
from sphinx_academic.data.records.record import Item, Record
from sphinx_academic.data.values.addresses import (
    LINKS,
    PICTURES,
    URL,
    Image,
    Link,
    named_link,
    with_named_links,
)
from sphinx_academic.data.values.dates import (
    DATE,
    DATED,
    SHAPE_OF_DATE,
    PartialDate,
    ReadDate,
    is_ongoing,
    last_day,
    read_in_words,
)
from sphinx_academic.problems import Code, Problem

_OPEN = re.compile(r"(?i)(?P<word>(?:since|from|seit|depuis|desde)\s.*)|.*\d\s*[-–—]")
"""A date from which on something goes on."""
_YEARS = re.compile(r"\d{4}(?:\s*(?:,|;|&|and)\s*\d{4})+")


def _read_dates(value: Written, entry: Entry, field: str) -> PartialDate | None:
    """One date, or several that are shown as they are written: the first to begin with, the last to end with."""
    several = isinstance(value, RawList)
    text = ", ".join(as_text(each) for each in value if each) if isinstance(value, RawList) else value
    date = DATE.read(text, entry, field)
    if date is not None and date.text and (several or _YEARS.fullmatch(date.text)):
        years = sorted(map(int, re.findall(r"(?<!\d)\d{4}(?!\d)", date.text)))
        if years and not date.end and years[0] < years[-1]:
            return PartialDate(years[0], text=date.text, end=PartialDate(years[-1]))
    if date is not None and date.year and not date.end and (match := _OPEN.fullmatch(date.text)):
        return date._replace(text=date.text if match["word"] else "", end=PartialDate(0))
    return date


DATES: ValueType[PartialDate | None] = defined(
    _read_dates, None, "dates", {"anyOf": [SHAPE_OF_DATE, {"type": "array", "items": SHAPE_OF_TEXT}]}
)
"""A date, or several: the years in which an award was won."""

_EARLIEST_ABOVE = 1900
"""Other numbers above records are no years."""

_NO_DATE = (0, 0, 0)
_FAR = (10_000, 0, 0)


def _date_above(key: str) -> PartialDate | None:
    """The year, or the term, below which records stand."""
    date = read_in_words(key)
    return date if date is not None and date.year >= _EARLIEST_ABOVE else None


class TimedRecord(Record):
    """Something of a career that has a time: a day or a range of days, one end of which may be open."""

    kind = "record"
    instead: ClassVar[tuple[str, ...]] = ()
    """The fields by which it is called where the main one is not written."""
    schema_type: ClassVar[str] = ""
    """Its type in schema.org, of a kind that data declare."""
    declaration: ClassVar[DeclaredKind | None] = None
    """How data declare the kind, if they do."""

    # fmt: off
    date: PartialDate | None = field(DATES, "When it was: 2024-05-16, 2024-05 or 2024; several as a list.",
        "when", "day", "year", "time", "dates", "period", "years")
    start: ReadDate | None = field(DATED, "When it began.", "since", "from", "begin", "start_date", "start_year", "startdate")
    end: ReadDate | None = field(DATED, "When it ended; `present`, or nothing, while it goes on.",
        "until", "to", "end_date", "end_year", "enddate")
    place: str = field(TEXT, "Where it was: the city, the room, or online.", "location", "city", "address", "where", prose=True)
    note: str = field(TEXT, "Free text below it; `<br/>` breaks the line.",
        "comment", "description", "text", "details", "summary", "about", prose=True)
    url: str = field(URL, "Where it is on the web.", "link", "website", "homepage")
    links: tuple[Link, ...] = field(LINKS, "Name and url of each; without url the name alone is shown.", "media", "buttons")
    images: tuple[Image, ...] = field(PICTURES, "Paths from the source folder, with url, caption and alt.",
        "image", "picture", "logo", "thumbnail")
    tags: tuple[str, ...] = field(WORDS, "Words to select by.", "tag", "keywords")
    projects: tuple[str, ...] = field(WORDS, "The projects that it belongs to, by key or title.", "project")
    grants: tuple[str, ...] = field(WORDS, "The grants that paid for it, by key or number.", "grant", "funding")
    key: str = field(TEXT, "A name for links and selections; one is made where none is given.", "id")
    former_keys: tuple[str, ...] = field(WORDS, "Keys that it had before, the first one first, so that links to them still lead here.",
        "former_key")
    # fmt: on

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.fields.link_of = named_link

    @classmethod
    def items(cls, value: RawValue, place: Place, notes: FileNotes) -> Iterator[Item]:
        """Also those that stand below the years, or the terms, in which they were."""
        dates = (
            {key: date for key in value if (date := _date_above(key))}
            if isinstance(value, RawMapping)
            else {}
        )
        if not isinstance(value, RawMapping) or not dates or any(map(cls.fields.named, value)):
            yield from super().items(value, place, notes)
            return
        for year, below in value.items():
            if year not in dates:
                one = RawMapping(value.line, value.column)
                one[year], one.places = below, value.places
                yield from cls._items_of_names(one, notes)
                continue
            for item in super().items(below, value.place_of_value(year), notes):
                raw = item.value
                if isinstance(raw, RawMapping) and {"date", "start", "end"}.isdisjoint(
                    map(cls.fields.named, raw)
                ):
                    dated = RawMapping(raw.line, raw.column)
                    dated.update(raw, date=year)
                    dated.places = {
                        **raw.places,
                        "date": (*value.place_of_key(year), *value.place_of_key(year)),
                    }
                    item = item._replace(value=dated)
                elif isinstance(raw, str):
                    item = item._replace(given={"date": dates[year]})
                yield item

    @classmethod
    def prepared(cls, raw: RawMapping) -> RawMapping:
        """With the links together that stand under keys of their own (``slides: talk.pdf``), and as a date what is written as the
        start and has an end (``start: 2020-2024``)."""
        named = {cls.fields.named(key): key for key in raw}
        written = raw.get(named["start"]) if "start" in named else None
        if isinstance(written, str) and {"date", "end"}.isdisjoint(named):
            found = read_in_words(written)
            if found is not None and found.end is not None:
                start = named["start"]
                dated = RawMapping(raw.line, raw.column)
                dated.update({"date" if key == start else key: value for key, value in raw.items()})
                dated.places = {"date" if key == start else key: place for key, place in raw.places.items()}
                raw = dated
        return with_named_links(raw, cls.fields)

    @property
    def called_by(self) -> str:
        """The field that says what it is called."""
        return next((name for name in (self.main, *self.instead) if getattr(self, name)), self.main)

    @property
    def called(self) -> str:
        """The title, else what stands for it."""
        return str(getattr(self, self.called_by))

    @property
    def began(self) -> PartialDate | None:
        """The first day that is known, else the date."""
        return (self.start.date if self.start else None) or self.date

    @property
    def ended(self) -> PartialDate | None:
        """The last day that is known; None where it goes on or nothing is said."""
        if self.end is not None:
            return self.end.date
        last = (self.date.end or self.date) if self.date is not None else None
        return last if last is not None and last.year else None

    @property
    def when(self) -> PartialDate | None:
        """What lists, feeds and groups by year go by: the date, else when it began, else when it ended."""
        return self.date or self.began or self.ended

    @property
    def goes_on(self) -> bool:
        """Whether no end is known of what began, or the end says that it has not come."""
        if self.end is not None:
            return self.end.date is None and is_ongoing(self.end.before)
        is_open = self.date is not None and self.date.end is not None and not self.date.end.year
        return self.start is not None or is_open

    def is_current(self, today: PartialDate) -> bool:
        """Whether it goes on, or ends on ``today`` or later."""
        last = self.ended
        is_over = last is not None and last.year > 0 and last_day(last) < today.order
        begins_later = self.began is not None and self.began.order > today.order
        return (self.goes_on or (last is not None and not is_over)) and not (begins_later and self.goes_on)

    @property
    def newness(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """What sorts newest first: what goes on before what has ended, then by the end, then by the beginning; what has no date last."""
        last = _FAR if self.goes_on else self.ended.order if self.ended else _NO_DATE
        first = self.began.order if self.began else _NO_DATE
        if last == _NO_DATE:
            last = first
        return tuple(-part for part in last), tuple(-part for part in first)

    @property
    def done_as(self) -> tuple[str, ...]:
        """As what it was done, of which ``:role:`` selects by any: the role, else what it is called."""
        return (getattr(self, "role", "") or self.called,)

    def faults(self) -> Iterator[Problem]:
        """An end before the beginning."""
        first, last = (read.date if read else None for read in (self.start, self.end))
        if first is not None and last is not None and first.year > 0 and last_day(last) < first.order:
            message = f"This {self.kind} ends ({last.iso}) before it begins ({first.iso}); both are shown as written."
            yield self.origin.problem("end", Code.DATE, message, "Mend one of the two dates.")

    def addresses(self) -> tuple[tuple[str, Link], ...]:
        """The address of the whole among the links."""
        own = (("url", Link("", self.url)),) if self.url else ()
        return own + super().addresses()

    def suggested_key(self) -> str:
        """What it is called and its year: ``learning-to-listen-2024``."""
        name = telling_name(self.called, 6)
        when = self.when
        year = f"{when.year:04d}" if when is not None and when.year > 0 else ""
        return slug(name if year and year in name else f"{name} {year}") or self.kind


def done_as_in_all(record: Record) -> tuple[str, ...]:
    """As what something was done, in every language: pages select by one of them, whatever language they are shown in."""
    return tuple([role for each in record.readings for role in getattr(each, "done_as", ())])
