"""What the domain keeps of an entry: enough to name it, to link to it, and to find its record again."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import NamedTuple

KINDS = ("publication", "news", "competition", "person")
"""What can be referred to."""


class EntryFacts(NamedTuple):
    """An entry of a list. ``title`` is plain text; ``label`` is who it is by (``Liu et al.``).

    ``others`` are further keys that lead to it.
    """

    kind: str
    key: str
    title: str
    label: str = ""
    year: str = ""
    others: tuple[str, ...] = ()

    @property
    def anchor(self) -> str:
        """The id of the entry on its page."""
        return f"{self.kind}-{self.key}"


class Listing(NamedTuple):
    """One list of a page: the data that it shows, how many filters leave records out, and its entries.

    ``section`` is the directive; ``home`` says that references are to lead here.
    """

    section: str
    sources: tuple[str, ...]
    bare: str
    filters: int
    home: bool
    facts: tuple[EntryFacts, ...]


def packed(listing: Listing) -> str:
    """The list as one text: an environment that holds thousands of objects would be slow to load at each build."""
    rows: Iterable[tuple[object, ...]] = (row if row.others else row[:5] for row in listing.facts)
    return json.dumps([*listing[:5], list(rows)], ensure_ascii=False, separators=(",", ":"))


def unpacked(text: str) -> Listing:
    """The list that :func:`packed` has made a text of."""
    section, sources, bare, filters, home, rows = json.loads(text)
    facts = tuple([_facts(*row) for row in rows])
    return Listing(section, tuple(sources), bare, filters, home, facts)


def _facts(kind: str, key: str, title: str, label: str, year: str, others: Iterable[str] = ()) -> EntryFacts:
    return EntryFacts(kind, key, title, label, year, tuple(others))
