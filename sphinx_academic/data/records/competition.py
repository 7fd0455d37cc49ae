"""A placing in a competition."""

from __future__ import annotations

from sphinx_academic.data.fields import TEXT, WORDS, field
from sphinx_academic.data.naming import slug, telling_name
from sphinx_academic.data.records.record import Record
from sphinx_academic.data.values.addresses import LINKS, PICTURES, Image, Link
from sphinx_academic.data.values.dates import DATE, PartialDate
from sphinx_academic.data.values.names import AUTHORS, AuthorList


class Competition(Record):
    """A placing in a competition; ``title`` is the placing."""

    kind = "competition"
    lists = ("competitions", "competition")
    ambiguous = ("competition",)

    # fmt: off
    title: str = field(TEXT, "The placing. Markdown and a little HTML are understood.", prose=True)
    authors: AuthorList = field(AUTHORS, "The team, as one text or as a list of names or of mappings.", "author", "team")
    event: str = field(TEXT, "The competition that was held.", "journal", "venue", "competition", prose=True)
    date: PartialDate | None = field(DATE, "2024-05-16, 2024-05 or 2024.", "year")
    links: tuple[Link, ...] = field(LINKS, "Name and url of each; without url the name alone is shown.", "media")
    images: tuple[Image, ...] = field(PICTURES, "Paths from the source folder, with url, caption and alt.", "image")
    note: str = field(TEXT, "A line of its own.", prose=True)
    tags: tuple[str, ...] = field(WORDS, "Words to select by.", "tag", "keywords")
    projects: tuple[str, ...] = field(WORDS, "The projects that it belongs to, by key or title.", "project")
    grants: tuple[str, ...] = field(WORDS, "The grants that paid for it, by key or number.", "grant", "funding")
    key: str = field(TEXT, "A name for links and selections; one is made where none is given.", "id")
    former_keys: tuple[str, ...] = field(WORDS, "Keys that it had before, the first one first, so that links to them still lead here.",
        "former_key")
    # fmt: on

    @property
    def when(self) -> PartialDate | None:
        """The date."""
        return self.date

    def suggested_key(self) -> str:
        """Event and year: ``tidy-ears-2024``."""
        event = telling_name(self.event or self.title, 6)
        year = f"{self.date.year:04d}" if self.date and self.date.year else ""
        return slug(event if year in event else f"{event} {year}") or "competition"
