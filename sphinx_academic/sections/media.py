"""The directive ``media``: reports, interviews and podcasts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from sphinx_academic.content.fragments import Fragment, Fragments
from sphinx_academic.data.records import MediaItem
from sphinx_academic.sections.description import Description, line, within
from sphinx_academic.sections.timed import TimedSection


class MediaItems(TimedSection[MediaItem]):
    """What appeared in the media, the newest first."""

    name = "media"
    list_of = "media"
    entry_kind = "media"
    groups: ClassVar = {"type": lambda item: item.type, "organisation": lambda item: item.organisation}

    def beside_title(self, record: MediaItem, description: Description) -> Iterator[Fragments]:
        outlet = description.field(record, "organisation") if record.called_by == "title" else ()
        yield within("emphasis", outlet)
        yield description.field(record, "type")

    def below(self, record: MediaItem, description: Description) -> Iterator[Fragment]:
        yield from line(self.people_of(record, description), "academic-authors")
