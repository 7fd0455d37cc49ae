"""Where each entry is: of several lists that show it, the one that references lead to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from sphinx_academic.sections.entries import EntryFacts, Listing

Name = tuple[str, str]
"""Kind and key."""

FORMER = -1
"""The priority of what is known by a key that it had before: for those who read inventories, and kept out of Sphinx's search."""


class ListedEntry(NamedTuple):
    """An entry of a list: what is known of it, its page, and the list without its entries."""

    facts: EntryFacts
    docname: str
    listing: Listing


class EntryIndex:
    """The entries of a site by kind and key; the home of one is in a list that says so (``:home:``), else in the list with the
    fewest filters, else in the first as the tables of contents lead through the site (``order``)."""

    def __init__(self, listings: Mapping[str, Iterable[Listing]], order: Sequence[str]) -> None:
        place = {docname: number for number, docname in enumerate(order)}
        lists = [(docname, listing) for docname, its in sorted(listings.items()) for listing in its]
        lists.sort(key=lambda each: (not each[1].home, each[1].filters, place.get(each[0], len(place))))
        self.lists = [listing._replace(facts=()) for _docname, listing in lists]
        """Every list, without its entries."""
        self._found: dict[Name, list[ListedEntry]] = {}
        self._by_other: dict[Name, Name] = {}
        for (docname, listing), bare in zip(lists, self.lists, strict=True):
            for facts in listing.facts:
                name = facts[:2]
                self._found.setdefault(name, []).append(ListedEntry(facts, docname, bare))
                for other in facts.others:
                    self._by_other.setdefault((facts.kind, other), name)

    def __iter__(self) -> Iterator[ListedEntry]:
        return chain.from_iterable(self._found.values())

    def __contains__(self, name: Name) -> bool:
        return name in self._found

    def name_of(self, kind: str, key: str) -> Name | None:
        """The entry that a key leads to: its own, or one of another version of it."""
        return (kind, key) if (kind, key) in self._found else self._by_other.get((kind, key))

    def places_of(self, kind: str, key: str) -> Sequence[ListedEntry]:
        """Every list that shows an entry, the home first."""
        name = self.name_of(kind, key)
        return self._found[name] if name else ()

    def home_of(self, kind: str, key: str) -> ListedEntry | None:
        """Where references to an entry lead, or None where no list shows it."""
        return next(iter(self.places_of(kind, key)), None)

    def former(self) -> Iterator[tuple[str, ListedEntry]]:
        """Each key that an entry had before and no other has, with the home of the entry."""
        for (kind, other), name in self._by_other.items():
            home = self._found[name][0]
            if other in home.facts.former and (kind, other) not in self:
                yield other, home

    def homes(self) -> Iterator[ListedEntry]:
        """Each entry once, where references to it lead."""
        return (found[0] for found in self._found.values())

    def keys(self, kind: str) -> Iterator[str]:
        """Every key of a kind."""
        return (key for names in (self._found, self._by_other) for other, key in names if other == kind)

    def contradictions(self) -> Iterator[tuple[ListedEntry, ListedEntry]]:
        """Entries that share a key and are not the same: the home, and the other."""
        for home, *others in self._found.values():
            told = {home.facts.title}
            for other in others:
                if other.facts.title not in told:
                    told.add(other.facts.title)
                    yield home, other
