"""Data written in a test: read as a file would be, with or without problems."""

from __future__ import annotations

import textwrap
from typing import NamedTuple

from sphinx_academic.data.collection import Collection, collect
from sphinx_academic.data.located import RawFile
from sphinx_academic.data.records import Publication
from sphinx_academic.formats.yaml import read_yaml


class Told(NamedTuple):
    """A problem as readers of the build's output see it, without its excerpt."""

    place: str
    code: str
    message: str
    hint: str


def raw_file(text: str, path: str = "data.yaml") -> RawFile:
    """The text as the reader of YAML gives it; its first line is line 1, however the test indents it."""
    root, problems = read_yaml(textwrap.dedent(text).removeprefix("\n"), path)
    return RawFile(path, root, problems)


def read(text: str, bare: str = "") -> Collection:
    """The records of a text, whatever is wrong with it."""
    return collect([raw_file(text)], bare)


def read_clean(text: str, bare: str = "") -> Collection:
    """The records of a text with which nothing is wrong."""
    collection = read(text, bare)
    assert not collection.problems, [problem.text for problem in collection.problems]
    return collection


def told(collection: Collection) -> list[Told]:
    """What is said about the data, in the order in which it is said."""
    return [
        Told(problem.location.removeprefix("data.yaml:"), problem.code, problem.message, problem.hint)
        for problem in collection.problems
    ]


def publication_with(*lines: str) -> Publication:
    """The one publication that has a title and these lines, with which nothing is wrong."""
    (publication,) = read_clean(_one(lines)).publications
    return publication


def told_about(*lines: str) -> tuple[Publication, list[Told]]:
    """The one publication that has a title and these lines, the first of them in line 3, and what is said of it."""
    collection = read(_one(lines))
    (publication,) = collection.publications
    return publication, told(collection)


def _one(lines: tuple[str, ...]) -> str:
    return "\n".join(["publications:", "- title: A title", *(f"  {line}" for line in lines), ""])
