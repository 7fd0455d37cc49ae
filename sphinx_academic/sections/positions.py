"""The directive ``positions``: jobs and visits, those at one employer together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from sphinx_academic.content.fragments import Fragment, Fragments
from sphinx_academic.data.records import Position
from sphinx_academic.sections.description import Description, _, line
from sphinx_academic.sections.timed import TimedSection


class Positions(TimedSection[Position]):
    """Positions, what goes on first; several at one employer, one after the other, stand below its name."""

    name = "positions"
    list_of = "positions"
    entry_kind = "position"
    groups: ClassVar = {"institution": lambda position: position.institution}

    def together(self, record: Position) -> str:
        return record.institution if record.title else ""

    def above(self, record: Position, description: Description) -> tuple[Fragments, Fragments]:
        return description.field(record, "institution"), ()

    def beside_title(self, record: Position, description: Description) -> Iterator[Fragments]:
        return self.fields(record, description, "department", "institution")

    def beside_part(self, record: Position, description: Description) -> Iterator[Fragments]:
        return self.fields(record, description, "department")

    def below(self, record: Position, description: Description) -> Iterator[Fragment]:
        if record.supervisor:
            yield from line((_("With"), " ", *description.field(record, "supervisor")), "academic-advisor")
