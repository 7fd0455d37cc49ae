"""A position, a job or a visit."""

from __future__ import annotations

from sphinx_academic.data.fields import TEXT, field
from sphinx_academic.data.records.timed import TimedRecord


class Position(TimedRecord):
    """A position, a job or a visit."""

    kind = "position"
    lists = (
        "positions",
        "experience",
        "experiences",
        "employment",
        "work",
        "jobs",
        "appointments",
        "position",
    )
    ambiguous = lists
    instead = ("institution",)
    is_of_owner = True

    # fmt: off
    title: str = field(TEXT, "What the position was. Markdown and a little HTML are understood.",
        "role", "position", "name", "job", prose=True)
    institution: str = field(TEXT, "Where it was: the employer or the host.",
        "organisation", "organization", "company", "employer", "university", prose=True)
    department: str = field(TEXT, "The group, laboratory or department there.",
        "group", "lab", "laboratory", "faculty", "unit", prose=True)
    supervisor: str = field(TEXT, "With whom.", "advisor", "adviser", "mentor", "host", prose=True)
    # fmt: on
