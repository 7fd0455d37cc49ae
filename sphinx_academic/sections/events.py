"""The directive ``events``: what one organises or what takes place at the lab, for calendars, too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from sphinx_academic.content.fragments import Fragment, Fragments
from sphinx_academic.data.records import EventItem
from sphinx_academic.sections.description import Description, _, line
from sphinx_academic.sections.options import Options
from sphinx_academic.sections.timed import TimedSection, time_left


class Events(TimedSection[EventItem]):
    """Events, those to come first, then those that are over."""

    name = "events"
    list_of = "events"
    entry_kind = "event"
    needs_today = True
    groups: ClassVar = {"type": lambda event: event.type, "organisation": lambda event: event.organisation}

    def words_of_time(self) -> tuple[str, str]:
        return _("Upcoming"), _("Past")

    def by_date(self, records: list[EventItem], options: Options) -> list[EventItem]:
        today = options.get("today")
        if today is None:
            return super().by_date(records, options)
        return sorted(records, key=lambda record: time_left(record, today))

    def is_event(self, record: EventItem, options: Options) -> bool:
        return True

    def beside_title(self, record: EventItem, description: Description) -> Iterator[Fragments]:
        yield description.field(record, "type")
        yield description.field(record, "organisation")

    def below(self, record: EventItem, description: Description) -> Iterator[Fragment]:
        yield from line(self.people_of(record, description), "academic-authors")
