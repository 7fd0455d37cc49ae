"""The plan: whose works and which are asked for, of whom, what may change by itself, and what somebody has decided about works.

It is written by hand, as ``academic.fetch.yaml`` beside the lock::

    contact: ada@eelmarsh.org
    people:
      - orcid: 0000-0002-1825-0097
        names: [Ada Quillfeather]
    works: [10.5555/12345678, "arXiv:2401.00001"]
    titles: [On the Patience of Tidal Clocks]
    sources: [crossref, openalex]
    policy:
      title: mine
      citations: newest
    decisions:
      - ignore: 10.5555/99999999
        because: a poster that was never shown
      - not mine: 10.5555/88888888
      - same as: [10.5555/1, "arXiv:2401.00002"]
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from sphinx_academic.fetching.source import Identifier, Scholar
from sphinx_academic.problems import Problem

NAME = "academic.fetch.yaml"
"""What the file is called."""


class Policy(StrEnum):
    """What happens where a source says something else of a field than the lock."""

    ASK = "ask"
    """It is told, and taken when somebody accepts it."""
    NEWEST = "newest"
    """It is taken and told."""
    MINE = "mine"
    """It is neither taken nor told: what the site's own files say counts, and the field does not stand in the lock."""


class FetchPlan(NamedTuple):
    """What a plan says."""

    contact: str = ""
    """An address at which services reach whoever asks; empty where none is said."""
    people: tuple[Scholar, ...] = ()
    works: tuple[Identifier, ...] = ()
    titles: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    """The sources that are asked, the one whose word counts most first; empty for all, in their own order."""
    complete: bool = True
    """Whether the works of the site's own files that have an identifier are asked for."""
    policies: Mapping[str, Policy] = {}
    """By fields; fields that are not named have their own default."""
    ignored: frozenset[Identifier] = frozenset()
    not_mine: frozenset[Identifier] = frozenset()
    same: tuple[frozenset[Identifier], ...] = ()
    """Identifiers of which each set stands for one work."""


def read_plan(text: str, name: str) -> tuple[FetchPlan, tuple[Problem, ...]]:
    """What a plan says, and what is wrong with it at its lines."""
    raise NotImplementedError


def with_decision(text: str, decision: str, identifiers: tuple[Identifier, ...], because: str = "") -> str:
    """A plan with one more decision (``ignore``, ``not mine`` or ``same as``), and with all else as it was. Raises NotEditableError where
    that cannot be."""
    raise NotImplementedError
