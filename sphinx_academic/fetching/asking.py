"""Asks the sources for all that a plan names: people's works, works by their identifiers and titles, and what is known of those besides."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from sphinx_academic.data.records import Record
from sphinx_academic.fetching.plan import FetchPlan
from sphinx_academic.fetching.source import Asker, FetchedWork, Identifier, Source
from sphinx_academic.formats.lock_file import Lock


class LeftOutSource(NamedTuple):
    """A source that was not asked, or not to the end."""

    source: str
    """Its name."""
    reason: str
    """In words that follow its label: ``is left out: …``."""
    is_wanted: bool = True
    """Whether something is missing for it that was expected: False where it only has no key or contact."""


class Heard(NamedTuple):
    """What all sources have said."""

    works: tuple[FetchedWork, ...]
    left_out: tuple[LeftOutSource, ...] = ()
    unknown: tuple[Identifier, ...] = ()
    """Identifiers that the plan names and no source knows."""
    titles: Mapping[str, tuple[FetchedWork, ...]] = {}
    """What was found for each title that the plan names."""


class Step(NamedTuple):
    """How far one source has come, for whoever watches."""

    source: str
    doing: str
    """In words: *works of 0000-0002-1825-0097*."""
    works: int
    """Works that it has given so far."""


def ask(
    plan: FetchPlan,
    own: Sequence[Record],
    lock: Lock,
    sources: Mapping[str, Source],
    asker_of: Callable[[Source], Asker],
    watch: Callable[[Step], None] = lambda step: None,
    environment: Mapping[str, str] | None = None,
) -> Heard:
    """Ask every source that the plan wants: first for people's works and titles, then, by all identifiers that are known by then, for the
    rest. What one source cannot answer costs only what it would have said.

    ``own`` are the records of the site's own files: publications, software, and the people whose names are known, without those of the lock.
    ``environment`` is where it is looked whether a key is there that a source cannot do without.
    """
    raise NotImplementedError
