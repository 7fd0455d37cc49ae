"""A report in the press, an interview, a podcast."""

from __future__ import annotations

from sphinx_academic.data.fields import TEXT, field
from sphinx_academic.data.records.timed import TimedRecord
from sphinx_academic.data.values.names import AUTHORS, AuthorList


class MediaItem(TimedRecord):
    """A report in the press, an interview, a podcast."""

    kind = "media"
    lists = ("media", "press", "coverage", "outreach", "in_the_media")
    ambiguous = lists
    instead = ("organisation",)
    is_of_owner = True

    # fmt: off
    title: str = field(TEXT, "What it is called. Markdown and a little HTML are understood.", "name", "headline", prose=True)
    organisation: str = field(TEXT, "Where it appeared: newspaper, station, site.",
        "organization", "outlet", "publisher", "source", "venue", "publication", "journal", prose=True)
    type: str = field(TEXT, "What it is: interview, podcast, article.", "category", "kind", "format", prose=True)
    people: AuthorList = field(AUTHORS, "Who wrote or spoke it: names as in `authors`.",
        "authors", "author", "by", "interviewer")
    # fmt: on

    @property
    def done_as(self) -> tuple[str, ...]:
        return (self.type,)
