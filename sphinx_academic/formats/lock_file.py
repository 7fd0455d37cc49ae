"""The lock: what services have said about works, field by field with source and day; written by a command, read by builds like other data.

It is YAML in which each field is one line of JSON, so that a difference shows what has changed and two branches can be merged::

    lock: 1
    publications:
    - id: "doi:10.5555/12345678"
      fields:
        title: {"value": "On the Patience of Tidal Clocks", "source": "crossref", "date": "2026-12-01"}
        citations: {"value": "7", "source": "openalex", "date": "2026-12-01"}

Works stand in the order of their identifiers, fields in that of their declarations. The day is that on which the source first gave this
value: asked again, and told the same, nothing changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from sphinx_academic.data.located import RawFile
from sphinx_academic.problems import Problem

VERSION = 1
"""The version of the form; a file of a later one is neither read nor written over."""
NAME = "academic.lock.yaml"
"""What the file is called."""
LISTS = ("publications", "software")
"""The lists that a lock has, as data files call them."""

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"
"""A value without its place, as data files have it: texts, lists and mappings."""


class LockedField(NamedTuple):
    """What a source has said of one field, and on which day (ISO 8601) first."""

    value: Plain
    source: str
    date: str


class LockedWork(NamedTuple):
    """What is known of one work."""

    id: str
    """The identifier that it stands under: ``doi:10.5555/12345678``."""
    fields: Mapping[str, LockedField]
    kind: str = "publications"
    """One of :data:`LISTS`."""


class Lock(NamedTuple):
    """All that is known."""

    works: tuple[LockedWork, ...] = ()


def read_lock(text: str, name: str) -> tuple[Lock | None, tuple[Problem, ...]]:
    """What a lock holds, and what is wrong with it at its lines; None where nothing may be written over it: it is half written, of a later
    version, no lock, or holds marks of a merge."""
    raise NotImplementedError


def written_lock(lock: Lock) -> str:
    """A lock as text: sorted, each field on one line, the same for the same lock."""
    raise NotImplementedError


def read_lock_file(text: str, name: str) -> RawFile:
    """A lock as a data file: the works as records that any other file wins over."""
    raise NotImplementedError
