"""What a fetch tells of: one change of a work, or of what is known of it."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class ChangeKind(StrEnum):
    """What kind of thing has changed, the gravest first."""

    RETRACTION = "retraction"
    """A work was retracted, withdrawn, corrected, or a concern was expressed about it."""
    APPEARED = "appeared"
    """An article has appeared for a preprint."""
    STRANGE = "strange"
    """A source counts a work as somebody's whose authors are others."""
    NAMESAKE = "namesake"
    """An author has the name and another ORCID iD."""
    CONTRADICTION = "contradiction"
    """Sources, or one answer, say two things that cannot both be."""
    UNKNOWN = "unknown"
    """No source knows an identifier or a title that the plan names."""
    UNSURE = "unsure"
    """Several works, or only ones that are called a little differently, are found for a title."""
    FIELD = "field"
    """A source says something else than before."""
    NEW = "new"
    """A work that was not known."""
    MORE = "more"
    """Fields of a known work that were not known."""
    COUNT = "count"
    """A number has changed: citations, stars."""
    GONE = "gone"
    """A person's list at a source does not have a work any more that it had; it stays in the lock."""
    LEFT_OUT = "left out"
    """A work of the lock that the plan leaves out by now."""


class Change(NamedTuple):
    """One change."""

    kind: ChangeKind
    id: str
    """The identifier of the work, as the lock has it; the title that was looked for where there is none."""
    title: str
    source: str
    """The name of the source that says so."""
    field: str = ""
    before: str = ""
    """What was said before, or is said by the source that counts; of a work in somebody's list the ORCID iD; of a new
    one that is called as one's own is the identifier of that, where it has one."""
    after: str = ""
    """What is said now; of a preprint the identifier of the article."""
    note: str = ""
    """What more there is to say: who the authors are, which works were found, which fields are new."""
    is_taken: bool = True
    """Whether it is in the new lock; what is not waits for a decision or an acceptance."""
