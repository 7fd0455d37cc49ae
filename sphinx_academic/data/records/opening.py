"""A position that one may apply for."""

from __future__ import annotations

from sphinx_academic.data.fields import TEXT, field
from sphinx_academic.data.records.timed import DATES, TimedRecord
from sphinx_academic.data.values.dates import DATED, PartialDate, ReadDate, last_day


class Opening(TimedRecord):
    """A position that one may apply for."""

    kind = "opening"
    lists = ("openings", "vacancies", "opening", "open_positions", "opportunities")
    ambiguous = lists

    # fmt: off
    title: str = field(TEXT, "What the position is. Markdown and a little HTML are understood.",
        "name", "position", "role", prose=True)
    type: str = field(TEXT, "What kind: PhD, postdoc, internship.", "category", "level", "kind", prose=True)
    institution: str = field(TEXT, "Where it is.", "organisation", "organization", "university", "company", prose=True)
    date: PartialDate | None = field(DATES, "When it was posted.",
        "posted", "when", "day", "year", "time", "dates", "period", "years")
    deadline: ReadDate | None = field(DATED, "Until when to apply; it is open all the time where nothing is said.",
        "closes", "closing", "closing_date", "apply_by", "due")
    salary: str = field(TEXT, "What is paid, with the currency.", "pay", "stipend", "amount")
    contact: str = field(TEXT, "To whom to write.", "email", "apply", "supervisor", prose=True)
    # fmt: on

    def is_current(self, today: PartialDate) -> bool:
        """Whether one may still apply: until the deadline, else until the position ends."""
        closes = self.deadline.date if self.deadline else self.end.date if self.end else None
        return closes is None or last_day(closes) >= today.order

    @property
    def done_as(self) -> tuple[str, ...]:
        return (self.type,)
