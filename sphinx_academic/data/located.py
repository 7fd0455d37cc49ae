"""What every reader gives: strings, lists and mappings that know where in the file they stand."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple, TypeAlias

from sphinx_academic.problems import Problem


class Place(NamedTuple):
    """Where something stands in a file; both count from 1."""

    line: int
    column: int


class RawMapping(dict[str, "RawValue"]):
    """A mapping that knows where it starts, and its keys and values: ``places[key]`` is ``(key line, key column, value
    line, value column)``, all counting from 1. ``source`` are the fields of the BibTeX entry that it was made of, in LaTeX."""

    __slots__ = ("column", "line", "places", "source")

    def __init__(self, line: int = 0, column: int = 0) -> None:
        super().__init__()
        self.line = line
        self.column = column
        self.places: dict[str, tuple[int, int, int, int]] = {}
        self.source: Mapping[str, str] = {}

    def place_of_key(self, key: str) -> Place:
        """Where the key stands, or the mapping itself where the key is unknown."""
        return Place(*self.places.get(key, (self.line, self.column))[:2])

    def place_of_value(self, key: str) -> Place:
        """Where the key's value starts, or the mapping itself where the key is unknown."""
        return Place(*self.places.get(key, (self.line, self.column))[-2:])


class RawList(list["RawValue"]):
    """A list that knows where it and each of its items starts; ``places[i]`` is ``(line, column)``."""

    __slots__ = ("column", "line", "places")

    def __init__(self, line: int = 0, column: int = 0) -> None:
        super().__init__()
        self.line = line
        self.column = column
        self.places: list[tuple[int, int]] = []

    def place_of(self, index: int) -> Place:
        """Where the item stands."""
        return Place(*self.places[index])


RawValue: TypeAlias = "str | RawList | RawMapping | None"
"""Every scalar is the string that was written (None where nothing was); the record decides what it means."""


def as_text(value: object) -> str:
    """Any raw value as one text, so that nothing is lost where a text was expected."""
    if isinstance(value, list):
        return "[" + ", ".join(as_text(item) for item in value) + "]"
    if isinstance(value, dict):
        pairs = [f"{key}: {as_text(item)}" if item is not None else key for key, item in value.items()]
        return "{" + ", ".join(pairs) + "}"
    return "" if value is None else str(value)


class Notation(NamedTuple):
    """How a format writes what a remedy asks for: ``pattern`` a field, ``names`` its names for ours, ``date`` a date."""

    pattern: str = "{name}: {value}"
    names: Mapping[str, str] = {}
    date: str = "Write it as 2024-05-16, 2024-05 or 2024."

    def field(self, name: str, value: str = "…") -> str:
        """A field of ours as somebody would write it into such a file."""
        return self.pattern.format(name=self.names.get(name, name), value=value)


YAML = Notation()
TOML = Notation('{name} = "{value}"')
JSON = Notation('"{name}": "{value}"')
CSL = JSON._replace(date='Write  "issued": {"date-parts": [[2024, 5, 16]]}')
RESUME = JSON._replace(names={"title": "name"})
HAYAGRIVA = Notation(date="Write  date: 2024-05-16  or  date: 2024")
BIBTEX = Notation("{name} = {{{value}}}", date="Write  date = {2024-05-16}  or  year = {2024}")
MEDLINE = Notation("{name} - {value}", {"title": "TI "}, "Write  DP  - 2024 May 16  or  DP  - 2024")
SCHOLAR = Notation("a column {name} with {value}", date="Write a year, such as 2024, or 2024-05-16")
ENDNOTE = Notation("<{name}>{value}</{name}>", date="Write  <dates><year>2024</year></dates>")
RIS = Notation("{name}  - {value}", {"title": "TI"}, "Write  DA  - 2024/05/16  or  PY  - 2024")


class RawFile(NamedTuple):
    """One file as a reader gives it: ``path`` is its name in messages, ``root`` None where nothing was read, ``links`` are
    the definitions (``[label]: url``) in the body of a Markdown page. ``is_page`` says that the data is the front matter
    of a page, ``foreign`` that somebody else's format names the keys, ``fetched`` that services have said what it holds, so that all
    other files win over it; ``notation`` is how remedies are written, ``lost`` what the reader has left out."""

    path: str
    root: RawValue
    problems: tuple[Problem, ...] = ()
    links: Mapping[str, str] = {}
    is_page: bool = False
    foreign: bool = False
    notation: Notation = YAML
    lost: tuple[Problem, ...] = ()
    fetched: bool = False


@contextmanager
def paused_collection() -> Iterator[None]:
    """Pause cyclic garbage collection: records make no cycles, and with every few hundred of them the collector would
    walk all the others again, which is more than half of the time that reading a large file takes."""
    was_running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_running:
            gc.enable()


def keep_for_good(records: int) -> None:
    """Let the collector pass over all that is in memory now, if many records are among it, which are kept until the
    end: it would walk a thousand of them a dozen times while Sphinx writes its pages, a tenth of the whole build."""
    if records >= 500:
        gc.freeze()
