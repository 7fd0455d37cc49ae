"""What a site has in its calendar: talks, events, days on which teaching takes place, and the last days of what has one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from sphinx_academic.data.naming import slug
from sphinx_academic.data.records.event import EventItem
from sphinx_academic.data.records.grant import Grant
from sphinx_academic.data.records.news import NewsItem
from sphinx_academic.data.records.occasions import ALL
from sphinx_academic.data.records.opening import Opening
from sphinx_academic.data.records.project import Project
from sphinx_academic.data.records.publication import Publication
from sphinx_academic.data.records.record import Record
from sphinx_academic.data.records.talk import Talk
from sphinx_academic.data.records.teaching import Teaching
from sphinx_academic.data.values.addresses import Link
from sphinx_academic.data.values.dates import PartialDate, last_day, read_date
from sphinx_academic.data.values.name_parts import fold_name

USUAL_IN_CALENDARS = ("talks", "events", "openings", "teaching", "publications", "news")
"""The lists whose days a calendar has where nobody says which."""

LAST_DAYS = ("grants", "projects")
"""The lists of which a calendar has the last day, if that is asked for."""

IN_CALENDARS = (*USUAL_IN_CALENDARS, *LAST_DAYS)
"""The lists that a calendar can be made of, but for kinds of the site's own."""

WHOLE, SESSION, CLOSING, END = "whole", "session", "closing", "end"
"""What of a record stands in a calendar: itself, one day of a course, the last day to apply, or its last day."""

SPOKEN = frozenset({"talk", "poster"})
"""The types of works that are events."""
EVENT_TAGS = frozenset({"talk", "talks", "lecture", "lectures", "seminar", "event", "events"})
"""The tags by which news are known as events."""

_AROUND = " \t:;,.–—-"
"""What may stand between a day and what it is about."""


class CalendarEntry(Record):
    """Days in a calendar: the ``part`` of the record that they are ``about``; ``text`` is what a day of a course is about, and
    ``number`` counts what a course has on one day."""

    kind = "calendar entry"
    lists = ("calendar",)

    about: Record
    part: str = WHOLE
    first: PartialDate
    last: PartialDate
    text: str = ""
    number: int = 0
    tags: tuple[str, ...] = ()

    @property
    def when(self) -> PartialDate:
        """The first day."""
        return self.first

    @property
    def suffix(self) -> str:
        """What stands behind the key of the record where it has more than one entry in calendars."""
        if self.part == SESSION:
            return f"-{self.first.iso}" + (f"-{self.number}" if self.number else "")
        return "-end" if self.part == END else ""

    def is_over(self, today: PartialDate) -> bool:
        """Whether it has ended before a day."""
        return last_day(self.last) < today.order

    def markup(self) -> Iterator[tuple[str, str]]:
        return self.about.markup()

    def addresses(self) -> tuple[tuple[str, Link], ...]:
        return self.about.addresses()


def calendar_entries(
    records: Mapping[type[Record], Sequence[Record]],
    lists: Iterable[str],
    own: Mapping[str, type[Record]] = MappingProxyType({}),
) -> tuple[CalendarEntry, ...]:
    """What stands in a calendar that is made of some lists; what two of them tell is there once."""
    asked = {*lists}
    if ALL in asked:
        asked = {*IN_CALENDARS, *own}
    found: list[CalendarEntry] = []
    for name, (kind, entries) in _OF_LISTS.items():
        if name in asked:
            found += (entry for record in records.get(kind, ()) for entry in entries(record))
    for name, kind in own.items():
        if name in asked:
            found += (entry for record in records.get(kind, ()) for entry in _whole(record))
    return tuple(_once_each(found))


def _once_each(entries: Sequence[CalendarEntry]) -> Iterator[CalendarEntry]:
    """The entries without works and news that tell of what is there already: a talk of that title in that year, or of that day."""
    listed = [entry for entry in entries if not isinstance(entry.about, (Publication, NewsItem))]
    titles = {(fold_name(entry.about.called), entry.first.year) for entry in listed}
    days = {entry.first.order for entry in listed}
    for entry in entries:
        if isinstance(entry.about, Publication):
            if (fold_name(entry.about.title), entry.first.year) in titles:
                continue
            days.add(entry.first.order)
        elif isinstance(entry.about, NewsItem) and entry.first.order in days:
            continue
        yield entry


def _entry(
    record: Record, part: str, first: PartialDate | None, last: PartialDate | None = None, **more: Any
) -> Iterator[CalendarEntry]:
    if first is not None and first.year > 0:
        first = first._replace(text="", end=None)
        last = last._replace(text="", end=None) if last is not None and last.order > first.order else first
        entry = CalendarEntry(
            about=record,
            part=part,
            first=first,
            last=last,
            origin=record.origin,
            tags=getattr(record, "tags", ()),
            **more,
        )
        former = tuple(f"{key}{entry.suffix}" for key in record.former_keys)
        yield entry.changed(former_keys=former) if former else entry


def _whole(record: Any) -> Iterator[CalendarEntry]:
    return _entry(record, WHOLE, record.began, record.ended)


def _last_day(record: Any) -> Iterator[CalendarEntry]:
    end = record.ended if record.end or (record.date and record.date.end) else None
    return _entry(record, END, end)


def _closing(record: Any) -> Iterator[CalendarEntry]:
    return _entry(record, CLOSING, record.deadline.date if record.deadline else None)


def _spoken(record: Any) -> Iterator[CalendarEntry]:
    return _entry(record, WHOLE, record.when) if record.kind_of_work in SPOKEN else iter(())


def _told(record: Any) -> Iterator[CalendarEntry]:
    is_event = not EVENT_TAGS.isdisjoint(tag.casefold() for tag in record.tags)
    return _entry(record, WHOLE, record.when) if is_event else iter(())


def _sessions(course: Any) -> Iterator[CalendarEntry]:
    """The days of a schedule that begin with one; a course of one date without such is there itself."""
    days: dict[PartialDate, int] = {}
    for written in course.schedule:
        head, _line_end, rest = written.partition("\n")
        found = read_date(head)
        marks = found.before.strip()
        if found.date is None or not found.date.day or marks.strip("*_"):
            continue
        number = days[found.date] = days.get(found.date, -1) + 1
        # "**2026-02-03** Tea" and "**2026-02-03: Tea**" are about tea.
        said = (found.after.replace(marks, "", 1) if marks else found.after).strip(_AROUND)
        text = said or rest.strip().partition("\n")[0]
        yield from _entry(course, SESSION, found.date, text=text, number=number)
    if not days and course.date is not None and course.date.day:
        yield from _whole(course)


_OF_LISTS: Mapping[str, tuple[type[Record], Callable[[Any], Iterator[CalendarEntry]]]] = {
    "talks": (Talk, _whole),
    "events": (EventItem, _whole),
    "openings": (Opening, _closing),
    "teaching": (Teaching, _sessions),
    "grants": (Grant, _last_day),
    "projects": (Project, _last_day),
    "publications": (Publication, _spoken),
    "news": (NewsItem, _told),
}


def key_of(entry: CalendarEntry) -> str:
    """What names an entry on a page."""
    return slug(f"{entry.about.kind} {entry.about.key}{entry.suffix}")
