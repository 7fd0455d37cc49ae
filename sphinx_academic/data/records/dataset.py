"""A dataset."""

from __future__ import annotations

from sphinx_academic.data.fields import TEXT, field
from sphinx_academic.data.records.timed import TimedRecord
from sphinx_academic.data.values.identifiers import DOI, LICENSE
from sphinx_academic.data.values.names import AUTHORS, AuthorList


class Dataset(TimedRecord):
    """A dataset."""

    kind = "dataset"
    lists = ("datasets", "dataset", "data_sets", "corpora")
    ambiguous = lists

    # fmt: off
    title: str = field(TEXT, "What it is called. Markdown and a little HTML are understood.", "name", prose=True)
    description: str = field(TEXT, "What it holds, in Markdown.", "about", "text", "abstract", "summary", "body", prose=True)
    people: AuthorList = field(AUTHORS, "Who made it: names as in `authors`.", "authors", "author", "creators", "team")
    version: str = field(TEXT, "The version, such as 1.4.0.", "release")
    license: str = field(LICENSE, "Under which licence it may be used: an identifier of SPDX (`CC-BY-4.0`), an address or words.",
        "licence")
    size: str = field(TEXT, "How large it is: 120 hours, 40 GB.", "volume", "extent")
    doi: str = field(DOI, "The DOI, with or without https://doi.org/.")
    stars: str = field(TEXT, "How many stars it has, as the data know it; nobody is asked.", "github_stars", "likes")
    downloads: str = field(TEXT, "How often it was downloaded, as the data know it; nobody is asked.")
    # fmt: on
