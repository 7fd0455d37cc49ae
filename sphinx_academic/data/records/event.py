"""An event that one organises or that takes place at the lab."""

from __future__ import annotations

from sphinx_academic.data.fields import TEXT, field
from sphinx_academic.data.records.timed import TimedRecord
from sphinx_academic.data.values.names import AUTHORS, AuthorList


class EventItem(TimedRecord):
    """An event that one organises or that takes place at the lab."""

    kind = "event"
    lists = ("events", "event", "workshops", "seminars")
    ambiguous = lists

    # fmt: off
    title: str = field(TEXT, "What it is called. Markdown and a little HTML are understood.", "name", "event", prose=True)
    organisation: str = field(TEXT, "Who holds it.",
        "organization", "organiser", "organizer", "host", "institution", prose=True)
    type: str = field(TEXT, "What it is: workshop, seminar, summer school.", "category", "kind", prose=True)
    people: AuthorList = field(AUTHORS, "Who organises or speaks: names as in `authors`.",
        "organisers", "organizers", "speakers", "speaker", "authors")
    # fmt: on

    @property
    def done_as(self) -> tuple[str, ...]:
        return (self.type,)
