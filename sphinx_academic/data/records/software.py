"""A piece of software."""

from __future__ import annotations

from sphinx_academic.data.fields import TEXT, WORDS, field
from sphinx_academic.data.records.timed import TimedRecord
from sphinx_academic.data.values.identifiers import DOI, LICENSE
from sphinx_academic.data.values.names import AUTHORS, AuthorList


class Software(TimedRecord):
    """A piece of software."""

    kind = "software"
    lists = ("software", "softwares", "tools", "codes", "packages")
    ambiguous = lists

    # fmt: off
    title: str = field(TEXT, "What it is called. Markdown and a little HTML are understood.", "name", prose=True)
    description: str = field(TEXT, "What it does, in Markdown.", "about", "text", "abstract", "summary", "body", prose=True)
    people: AuthorList = field(AUTHORS, "Who made it: names as in `authors`.",
        "authors", "author", "developers", "maintainers", "team")
    version: str = field(TEXT, "The version, such as 1.4.0.", "release")
    license: str = field(LICENSE, "Under which licence it may be used: an identifier of SPDX (`MIT`), an address or words.",
        "licence")
    languages: tuple[str, ...] = field(WORDS, "The programming languages.", "language", "programming_language")
    doi: str = field(DOI, "The DOI, with or without https://doi.org/.")
    stars: str = field(TEXT, "How many stars it has, as the data know it; nobody is asked.", "github_stars", "stargazers")
    downloads: str = field(TEXT, "How often it was downloaded, as the data know it; nobody is asked.", "installs")
    # fmt: on
