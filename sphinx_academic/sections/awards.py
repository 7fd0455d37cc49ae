"""The directive ``awards``: prizes and honours, also those that were won in several years."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from sphinx_academic.content.fragments import Fragment, Fragments
from sphinx_academic.data.records import Award
from sphinx_academic.sections.description import Description
from sphinx_academic.sections.timed import TimedSection


class Awards(TimedSection[Award]):
    """Awards, the newest first."""

    name = "awards"
    list_of = "awards"
    entry_kind = "award"
    groups: ClassVar = {"organisation": lambda award: award.organisation}

    def beside_title(self, record: Award, description: Description) -> Iterator[Fragments]:
        yield description.field(record, "organisation")
        yield (record.amount,) if record.amount else ()

    def below(self, record: Award, description: Description) -> Iterator[Fragment]:
        yield from self.with_whom(record, description)
