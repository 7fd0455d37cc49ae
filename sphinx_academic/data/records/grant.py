"""A grant, a fellowship or another piece of funding."""

from __future__ import annotations

from sphinx_academic.data.fields import TEXT, field
from sphinx_academic.data.records.timed import TimedRecord
from sphinx_academic.data.values.names import AUTHORS, AuthorList


class Grant(TimedRecord):
    """A grant, a fellowship or another piece of funding."""

    kind = "grant"
    lists = ("grants", "funding", "fundings", "fellowships", "grant")
    ambiguous = lists
    instead = ("number", "funder")
    is_of_owner = True
    names_others = True

    # fmt: off
    title: str = field(TEXT, "What it is for. Markdown and a little HTML are understood.", "name", "scheme", prose=True)
    funder: str = field(TEXT, "Who pays.",
        "agency", "sponsor", "organisation", "organization", "source", "institution", "awarder", prose=True)
    number: str = field(TEXT, "Its number at the funder, such as EP/T000001/1.",
        "grant_number", "award_number", "reference", "code", "grant_id")
    role: str = field(TEXT, "The part of the owner of the site: principal investigator.", "position", prose=True)
    amount: str = field(TEXT, "How much, with the currency: £1.2M.", "value", "budget", "total")
    people: AuthorList = field(AUTHORS, "Who has a part in it, on one’s own site who else has: names as in `authors`.",
        "investigators", "team", "members", "authors", "person", "pi")
    # fmt: on
