"""The directive ``education``: degrees and stays, with the institutions' logos."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from sphinx_academic.content.fragments import Fragment, Fragments
from sphinx_academic.data.records import Education
from sphinx_academic.sections.description import Description, _, labelled, line
from sphinx_academic.sections.timed import TimedSection


class Educations(TimedSection[Education]):
    """Education in the order in which it is written."""

    name = "education"
    list_of = "education"
    entry_kind = "education"
    order = "file"
    groups: ClassVar = {"institution": lambda study: study.institution}

    def beside_title(self, record: Education, description: Description) -> Iterator[Fragments]:
        if record.title:
            yield description.field(record, "institution")
        yield description.field(record, "degree")

    def below(self, record: Education, description: Description) -> Iterator[Fragment]:
        if record.advisor:
            yield from line(labelled(_("Advisor"), description.field(record, "advisor")), "academic-advisor")
