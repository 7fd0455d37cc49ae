"""The directive ``memberships``: societies, academies and boards."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from sphinx_academic.content.fragments import Fragments
from sphinx_academic.data.records import Membership
from sphinx_academic.sections.description import Description
from sphinx_academic.sections.timed import TimedSection


class Memberships(TimedSection[Membership]):
    """Memberships, what goes on first."""

    name = "memberships"
    list_of = "memberships"
    entry_kind = "membership"
    groups: ClassVar = {
        "organisation": lambda membership: membership.organisation,
        "role": lambda membership: membership.title,
    }

    def beside_title(self, record: Membership, description: Description) -> Iterator[Fragments]:
        return self.fields(record, description, "organisation")
