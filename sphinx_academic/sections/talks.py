"""The directive ``talks``: what was said, where and when, with slides and recordings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from sphinx_academic.content.fragments import Element, Fragment, Fragments
from sphinx_academic.data.records import Talk
from sphinx_academic.sections.description import Description, line
from sphinx_academic.sections.options import Options
from sphinx_academic.sections.timed import TimedSection


class Talks(TimedSection[Talk]):
    """Talks, the newest first."""

    name = "talks"
    list_of = "talks"
    entry_kind = "talk"
    groups: ClassVar = {"type": lambda talk: talk.type, "event": lambda talk: talk.event}

    def is_event(self, record: Talk, options: Options) -> bool:
        return True

    def beside_title(self, record: Talk, description: Description) -> Iterator[Fragments]:
        yield description.field(record, "type")
        event = description.field(record, "event")
        yield (Element("emphasis", event),) if event else ()
        yield description.field(record, "institution")

    def below(self, record: Talk, description: Description) -> Iterator[Fragment]:
        yield from line(self.people_of(record, description), "academic-authors")
