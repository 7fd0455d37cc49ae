"""The directive ``supervision``: whom one supervises or has supervised, for what, and where they are now."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from sphinx_academic.content.fragments import Fragment, Fragments
from sphinx_academic.data.records import Supervision
from sphinx_academic.sections import description as shared
from sphinx_academic.sections.description import Description, _, labelled, line, within
from sphinx_academic.sections.timed import TimedSection


class Supervisions(TimedSection[Supervision]):
    """People who are or were supervised, those of today first."""

    name = "supervision"
    list_of = "supervision"
    entry_kind = "supervision"
    groups: ClassVar = {
        "degree": lambda person: person.degree,
        "role": lambda person: person.role,
        "institution": lambda person: person.institution,
    }

    def words_of_time(self) -> tuple[str, str]:
        return _("Current"), _("Former")

    def title(self, record: Supervision, description: Description) -> Fragments:
        name = (record.name,) if record.name else ()
        if page := description.person_page(record.name):
            return shared.linked(name, page=page)
        return shared.linked(name, url=record.url)

    def beside_title(self, record: Supervision, description: Description) -> Iterator[Fragments]:
        return self.fields(record, description, "degree", "institution", "role")

    def below(self, record: Supervision, description: Description) -> Iterator[Fragment]:
        yield from line(within("emphasis", description.field(record, "thesis")), "academic-thesis")
        yield from self.with_whom(record, description, _("Supervised by"))
        yield from line(labelled(_("Now"), description.field(record, "now")), "academic-now")
