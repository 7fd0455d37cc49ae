"""What a record is called among the results of Sphinx's search."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from sphinx_academic.content.fragments import Fragments, plain

if TYPE_CHECKING:
    from sphinx_academic.data.records import Publication
    from sphinx_academic.data.values.names import AuthorList

MOST_AUTHORS = 12
"""So many names of one entry can be found: those of a collaboration of thousands would be the larger part of the index."""

LONGEST = 400
"""A result of more characters than these is cut."""


class SearchName(NamedTuple):
    """A result of its own: what it is, where on the page, and the line that is both searched and shown.

    ``filters`` says how many filters the list has that it stands in: the same entry may stand in several.
    """

    kind: str
    anchor: str
    name: str
    filters: int = 0


def packed(names: Iterable[SearchName]) -> str:
    """The names as one text: an environment that holds thousands of records would be slow to load at each build."""
    return json.dumps(list(names), ensure_ascii=False, separators=(",", ":"))


def unpacked(text: str) -> list[SearchName]:
    """The names that :func:`packed` has made a text of."""
    return [SearchName(*each) for each in json.loads(text)]


def said_of(*parts: str) -> str:
    """The parts that hold something as one line, not too long."""
    line = " · ".join(part for part in (" ".join(part.split()) for part in parts) if part)
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"


def author_words(authors: AuthorList, written: Fragments) -> str:
    """The authors as a reader may look for them."""
    if authors.written:
        return plain(written)
    names = [author.name for author in authors.people[:MOST_AUTHORS]]
    return ", ".join(names) + (", …" if len(authors.people) > MOST_AUTHORS or authors.others else "")


def people_of(publications: Iterable[Publication], *, filtered: bool, filters: int) -> tuple[SearchName, ...]:
    """The people of the site's register who have entries in a list, each leading there.

    In a list that can be ``filtered`` the link asks for all that is by the person; else it leads to the first of it.
    """
    first: dict[str, str] = {}
    for publication in publications:
        for author in publication.authors.people:
            if author.person and publication.key:
                first.setdefault(author.person, f"publication-{publication.key}")
    return tuple(
        SearchName("person", f"author={person}" if filtered else anchor, person, filters)
        for person, anchor in first.items()
    )
