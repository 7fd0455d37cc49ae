"""A service to others: an editor, a reviewer, a member of a committee, an organiser."""

from __future__ import annotations

from sphinx_academic.data.fields import TEXT, field
from sphinx_academic.data.records.timed import TimedRecord


class Service(TimedRecord):
    """A service to others: an editor, a reviewer, a member of a committee, an organiser."""

    kind = "service"
    lists = ("service", "services", "reviewing", "volunteer", "volunteering")
    ambiguous = lists
    instead = ("organisation",)
    is_of_owner = True

    # fmt: off
    title: str = field(TEXT, "What was done: editor, reviewer, committee, organiser. Markdown and a little HTML are understood.",
        "role", "position", "name", prose=True)
    organisation: str = field(TEXT, "For whom: a journal, a conference, a society.",
        "organization", "venue", "journal", "conference", "institution", "event", "university", prose=True)
    type: str = field(TEXT, "What kind of service, for headings: reviewing, committees, outreach.",
        "category", "kind", "group", prose=True)
    # fmt: on
