"""The one table of sections, by the names of their directives; each is imported when a page has it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.metadata import EntryPoint
from typing import TYPE_CHECKING, Any, TypeAlias

from sphinx.errors import ExtensionError

from sphinx_academic import entry_points

if TYPE_CHECKING:
    from sphinx_academic.sections.base import Section

    AnySection: TypeAlias = Section[Any]

_OURS = {
    "publications": "sphinx_academic.sections.publications:Publications",
    "newsfeed": "sphinx_academic.sections.newsfeed:News",
    "competitions": "sphinx_academic.sections.competitions:Competitions",
    "education": "sphinx_academic.sections.education:Educations",
    "profile": "sphinx_academic.sections.profile:Profiles",
    "timeline": "sphinx_academic.sections.timeline:Timeline",
    "references": "sphinx_academic.sections.references:References",
}


class Sections(Mapping[str, "AnySection"]):
    """The sections of this package, then those that other packages bring; a name of ours stays ours."""

    def __init__(self, others: tuple[EntryPoint, ...]) -> None:
        ours = {name: EntryPoint(name, place, entry_points.SECTIONS) for name, place in _OURS.items()}
        self._rows = {**{other.name: other for other in others}, **ours}
        self._loaded: dict[str, AnySection] = {}
        self._by_kind: dict[str, AnySection] | None = None

    def __getitem__(self, name: str) -> AnySection:
        if name not in self._loaded:
            self._loaded[name] = _loaded(self._rows[name])
        return self._loaded[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, name: object) -> bool:
        return name in self._rows

    def of_entries(self, kind: str) -> AnySection | None:
        """The section whose entries are of a kind that can be referred to; None where none describes it."""
        if self._by_kind is None:
            self._by_kind = {}
            for section in self.values():
                if section.entry_kind:
                    self._by_kind.setdefault(section.entry_kind, section)
        return self._by_kind.get(kind)


def _loaded(row: EntryPoint) -> AnySection:
    try:
        section: AnySection = row.load()()
    except Exception as error:
        raise ExtensionError(
            f"The directive '{row.name}' cannot be loaded from '{row.value}'", error
        ) from error
    if getattr(section, "name", "") != row.name:
        raise ExtensionError(f"'{row.value}' is no section with the name '{row.name}'.")
    return section


SECTIONS = Sections(entry_points.of_others()[entry_points.SECTIONS])
