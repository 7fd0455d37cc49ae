"""What other packages bring by entry points: formats, directives and sources of facts about works."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.metadata import EntryPoint, entry_points

FORMATS, SECTIONS, SOURCES = "sphinx_academic.formats", "sphinx_academic.sections", "sphinx_academic.sources"
"""The groups; an entry point of the first names a ``Format``, of the second a subclass of ``Section``, of the third a ``Source``."""


@cache
def of_others() -> Mapping[str, tuple[EntryPoint, ...]]:
    """What other packages bring, by groups; looking through all packages takes some 20 ms, and so is done once."""
    found = entry_points()
    return {group: tuple(found.select(group=group)) for group in (FORMATS, SECTIONS, SOURCES)}
