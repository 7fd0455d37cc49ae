"""A degree or a stay."""

from __future__ import annotations

from sphinx_academic.data.fields import TEXT, field
from sphinx_academic.data.records.timed import TimedRecord


class Education(TimedRecord):
    """A degree or a stay: free text in ``title`` and ``note``, or its parts."""

    kind = "education"
    lists = ("education", "educations")
    instead = ("institution",)
    is_of_owner = True

    # fmt: off
    title: str = field(TEXT, "What it was. Markdown and a little HTML are understood.", "name", prose=True)
    institution: str = field(TEXT, "Where it was.", "school", "university", "organisation", "organization", prose=True)
    degree: str = field(TEXT, "What was earned.", prose=True)
    advisor: str = field(TEXT, "Who advised.", "supervisor", "adviser", prose=True)
    # fmt: on

    @property
    def done_as(self) -> tuple[str, ...]:
        return (self.degree,)
