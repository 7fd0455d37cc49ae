"""A dataset."""

from __future__ import annotations

from sphinx_academic.data.fields import TEXT, field
from sphinx_academic.data.records.released import ReleasedRecord


class Dataset(ReleasedRecord):
    """A dataset."""

    kind = "dataset"
    lists = ("datasets", "dataset", "data_sets", "corpora")
    ambiguous = lists

    size: str = field(TEXT, "How large it is: 120 hours, 40 GB.", "volume", "extent")
