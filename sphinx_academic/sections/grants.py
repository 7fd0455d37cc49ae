"""The directive ``grants``: funding, with funder, number, amount, and who has a part in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from sphinx_academic.content.fragments import Fragment, Fragments
from sphinx_academic.data.records import Grant
from sphinx_academic.sections import description as shared
from sphinx_academic.sections.description import Description
from sphinx_academic.sections.timed import TimedSection


class Grants(TimedSection[Grant]):
    """Grants, what goes on first."""

    name = "grants"
    list_of = "grants"
    entry_kind = "grant"
    groups: ClassVar = {"funder": lambda grant: grant.funder, "role": lambda grant: grant.role}

    def beside_title(self, record: Grant, description: Description) -> Iterator[Fragments]:
        yield from self.fields(record, description, "funder")
        if record.called_by != "number":
            yield shared.within("span", (record.number,) if record.number else (), "academic-number")
        yield (record.amount,) if record.amount else ()
        yield description.field(record, "role")

    def below(self, record: Grant, description: Description) -> Iterator[Fragment]:
        yield from self.with_whom(record, description)
