"""A membership in a society, an academy or a board."""

from __future__ import annotations

from sphinx_academic.data.fields import TEXT, field
from sphinx_academic.data.records.timed import TimedRecord


class Membership(TimedRecord):
    """A membership in a society, an academy or a board."""

    kind = "membership"
    lists = ("memberships", "membership", "affiliations", "societies")
    ambiguous = lists
    instead = ("organisation",)
    is_of_owner = True

    # fmt: off
    title: str = field(TEXT, "As what: member, fellow, chair. Markdown and a little HTML are understood.",
        "role", "position", "name", "grade", prose=True)
    organisation: str = field(TEXT, "Of what.", "organization", "society", "institution", "body", prose=True)
    # fmt: on
