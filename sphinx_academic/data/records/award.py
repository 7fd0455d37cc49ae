"""An award, a prize or another honour."""

from __future__ import annotations

from sphinx_academic.data.fields import TEXT, field
from sphinx_academic.data.records.timed import TimedRecord
from sphinx_academic.data.values.names import AUTHORS, AuthorList


class Award(TimedRecord):
    """An award, a prize or another honour."""

    kind = "award"
    lists = ("awards", "honors", "honours", "prizes", "achievements", "scholarships", "award")
    ambiguous = lists
    is_of_owner = True
    names_others = True

    # fmt: off
    title: str = field(TEXT, "What it is called. Markdown and a little HTML are understood.", "name", "award", prose=True)
    organisation: str = field(TEXT, "Who gave it.",
        "organization", "awarder", "institution", "issuer", "by", "venue", prose=True)
    amount: str = field(TEXT, "What it was worth, with the currency.", "value")
    people: AuthorList = field(AUTHORS, "Who was honoured, on one’s own site who else was: names as in `authors`.",
        "team", "authors", "author", "recipients", "with")
    # fmt: on
