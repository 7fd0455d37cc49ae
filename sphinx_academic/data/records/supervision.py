"""Somebody whom one supervises or has supervised."""

from __future__ import annotations

from sphinx_academic.data.fields import TEXT, field
from sphinx_academic.data.records.timed import TimedRecord
from sphinx_academic.data.values.names import AUTHORS, AuthorList


class Supervision(TimedRecord):
    """Somebody whom one supervises or has supervised."""

    kind = "supervision"
    lists = ("supervision", "students", "supervisions", "advisees", "mentoring", "supervised")
    ambiguous = lists
    main = "name"
    is_of_owner = True
    names_others = True

    # fmt: off
    name: str = field(TEXT, "The full name.", "student", "person", "title")
    degree: str = field(TEXT, "For what: PhD, MSc, internship.", "type", "level", "programme", "program", prose=True)
    thesis: str = field(TEXT, "What the thesis is called.", "topic", "project_title", "dissertation", "subject", prose=True)
    institution: str = field(TEXT, "Where it is.", "university", "school", "organisation", "organization", prose=True)
    role: str = field(TEXT, "One’s own part: main supervisor, co-supervisor.", "position", prose=True)
    supervisors: AuthorList = field(AUTHORS, "Who supervises, on one’s own site who else does: names as in `authors`.",
        "co_supervisors", "co_supervisor", "cosupervisor", "with", "advisors")
    now: str = field(TEXT, "Where the person is today.",
        "now_at", "current", "currently", "next", "afterwards", "placement", prose=True)
    # fmt: on

    @property
    def done_as(self) -> tuple[str, ...]:
        return (self.role, self.degree)
