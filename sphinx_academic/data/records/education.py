"""A degree or a stay."""

from __future__ import annotations

from sphinx_academic.data.fields import TEXT, field
from sphinx_academic.data.records.record import Record
from sphinx_academic.data.values.addresses import PICTURES, Image
from sphinx_academic.data.values.dates import DATED, ReadDate


class Education(Record):
    """A degree or a stay: free text in ``title`` and ``comment``, or its parts."""

    kind = "education"
    lists = ("education", "educations")

    # fmt: off
    title: str = field(TEXT, "What it was. Markdown and a little HTML are understood.", prose=True)
    comment: str = field(TEXT, "Free text below the title; `<br/>` breaks the line.", "text", "note", prose=True)
    images: tuple[Image, ...] = field(PICTURES, "Paths from the source folder, with url, caption and alt.", "image", "logo")
    institution: str = field(TEXT, "Where it was.", "school", "university", prose=True)
    degree: str = field(TEXT, "What was earned.", prose=True)
    start: ReadDate | None = field(DATED, "When it began.")
    end: ReadDate | None = field(DATED, "When it ended; `present` while it goes on.")
    advisor: str = field(TEXT, "Who advised.", "supervisor", "adviser", prose=True)
    # fmt: on

    @property
    def says_enough(self) -> bool:
        return bool(self.title or self.institution)
