"""What of the sources' answers is taken into the lock, and what is only told: decided without asking, reading or writing anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from sphinx_academic.data.records import Record
from sphinx_academic.fetching.asking import Heard
from sphinx_academic.fetching.plan import FetchPlan, Policy
from sphinx_academic.fetching.source import Source
from sphinx_academic.formats.lock_file import Lock

DEFAULT_POLICIES: Mapping[str, Policy] = {
    "citations": Policy.NEWEST, "open_access": Policy.NEWEST, "status": Policy.NEWEST, "stars": Policy.NEWEST, "version": Policy.NEWEST,
}  # fmt: skip
"""What happens to fields that the plan does not name; all others are asked about."""


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
    after: str = ""
    note: str = ""
    """What more there is to say: who the authors are, which works were found."""
    is_taken: bool = True
    """Whether it is in the new lock; what is not waits for a decision or an acceptance."""


class Accepted(NamedTuple):
    """What somebody accepts that is otherwise only told."""

    all: bool = False
    ids: frozenset[str] = frozenset()
    """Works, as the lock or the plan writes their identifiers."""


class Taken(NamedTuple):
    """The new lock, and how it came to be."""

    lock: Lock
    changes: tuple[Change, ...]
    """The gravest first, then by identifiers."""


def take(
    heard: Heard,
    lock: Lock,
    plan: FetchPlan,
    own: Sequence[Record],
    sources: Mapping[str, Source],
    accepted: Accepted = Accepted(),  # noqa: B008 (a frozen record)
) -> Taken:
    """Put together what sources say of one work, leave out what somebody has decided against or what is nobody's, compare with the lock, and
    change it as the policies say. Nothing that a source was not asked for, or did not answer, is lost from it."""
    raise NotImplementedError
