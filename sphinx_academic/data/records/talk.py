"""A talk, a lecture or a tutorial."""

from __future__ import annotations

from sphinx_academic.data.fields import TEXT, field
from sphinx_academic.data.records.timed import TimedRecord
from sphinx_academic.data.values.names import AUTHORS, AuthorList


class Talk(TimedRecord):
    """A talk, a lecture or a tutorial."""

    kind = "talk"
    lists = ("talks", "presentations", "lectures", "talk")
    ambiguous = lists
    is_of_owner = True

    # fmt: off
    title: str = field(TEXT, "What it was about. Markdown and a little HTML are understood.", "name", "topic", prose=True)
    event: str = field(TEXT, "Where it was given: conference, seminar, series.",
        "venue", "conference", "meeting", "seminar", "series", "publication", prose=True)
    type: str = field(TEXT, "What kind of talk: keynote, invited talk, tutorial, poster.", "category", "genre", prose=True)
    institution: str = field(TEXT, "Who was the host.", "host", "university", "organisation", "organization", prose=True)
    speakers: AuthorList = field(AUTHORS, "Who gave it, where that is not the owner of the site alone: names as in `authors`.",
        "speaker", "authors", "author", "presenter", "presenters")
    # fmt: on

    @property
    def done_as(self) -> tuple[str, ...]:
        return (self.type,)
