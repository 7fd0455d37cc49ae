"""A project, with those who work on it."""

from __future__ import annotations

from sphinx_academic.data.fields import FLAG, TEXT, field
from sphinx_academic.data.records.timed import TimedRecord
from sphinx_academic.data.values.names import AUTHORS, AuthorList


class Project(TimedRecord):
    """A project, with those who work on it."""

    kind = "project"
    lists = ("projects", "project", "research_projects")
    ambiguous = lists

    # fmt: off
    title: str = field(TEXT, "What it is called. Markdown and a little HTML are understood.", "name", prose=True)
    subtitle: str = field(TEXT, "What it is about, in a line.", "tagline", "one_line", prose=True)
    description: str = field(TEXT, "A text about it, in Markdown.",
        "about", "text", "abstract", "summary", "body", "content", prose=True)
    people: AuthorList = field(AUTHORS, "Who works on it: names as in `authors`.",
        "members", "team", "authors", "author", "investigators", "contributors")
    funder: str = field(TEXT, "Who pays, where no grant among the data says so.", "sponsor", "agency", prose=True)
    status: str = field(TEXT, "How far it has come: planned, running, finished.", "state", prose=True)
    part_of: str = field(TEXT, "The larger project that it is a part of, by key or title.", "parent", "within", "programme")
    selected: bool = field(FLAG, "Whether it is shown before all others.", "featured")
    # fmt: on
