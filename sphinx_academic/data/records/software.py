"""A piece of software."""

from __future__ import annotations

from sphinx_academic.data.fields import WORDS, field
from sphinx_academic.data.records.released import ReleasedRecord


class Software(ReleasedRecord):
    """A piece of software."""

    kind = "software"
    lists = ("software", "softwares", "tools", "codes", "packages")
    ambiguous = lists

    languages: tuple[str, ...] = field(
        WORDS, "The programming languages.", "language", "programming_language"
    )
