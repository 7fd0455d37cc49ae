"""The one table of sources, in the order in which a field is taken from them where the plan says nothing else; others come by entry points, those for
more than works (Unpaywall, GitHub) in the way of other packages.

Each module asks its service and reads what it answers, also what somebody has saved of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pkgutil import resolve_name

from sphinx_academic import entry_points
from sphinx_academic.fetching.source import Source

_MODULES = ("crossref", "datacite", "pubmed", "dblp", "arxiv", "openalex", "orcid")


def sources() -> Mapping[str, Source]:
    """The sources by their names; a name of ours is nobody else's."""
    found: dict[str, Source] = {}
    for module in _MODULES:
        source: Source = resolve_name(f"{__name__}.{module}:SOURCE")
        found[source.name] = source
    for entry in entry_points.of_others().get(entry_points.SOURCES, ()):
        other = entry.load()
        if isinstance(other, Source):
            found.setdefault(other.name, other)
    return found


def names_of_sources() -> tuple[str, ...]:
    """The names of all sources, of which none is asked or loaded but those of others; a source of ours is called as its module is."""
    entries = entry_points.of_others().get(entry_points.SOURCES, ())
    others = (getattr(entry.load(), "name", "") for entry in entries)
    return tuple(dict.fromkeys((*_MODULES, *filter(None, others))))
