"""Where each entry is: of several lists that show it, the one that references lead to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sphinx_academic.sections.entries import EntryFacts, Listing

Name = tuple[str, str]
"""Kind and key."""


class ListedEntry(NamedTuple):
    """An entry of a list: what is known of it, its page, and the list without its entries."""

    facts: EntryFacts
    docname: str
    listing: Listing

    @property
    def kind(self) -> str:
        """One of those in :data:`~sphinx_academic.sections.registry.REFERRED`."""
        return self.facts.kind

    @property
    def key(self) -> str:
        """What it is referred to by."""
        return self.facts.key

    @property
    def anchor(self) -> str:
        """The id of the entry on the page."""
        return self.facts.anchor


class EntryIndex:
    """The entries of a site by kind and key.

    The home of an entry is in a list that says so (``:home:``), else in the list with the fewest filters, else in the first
    as the tables of contents lead through the site (``order``).
    """

    def __init__(self, listings: Mapping[str, Sequence[Listing]], order: Sequence[str]) -> None:
        place = {docname: number for number, docname in enumerate(order)}
        lists = sorted(
            (not listing.home, listing.filters, place.get(docname, len(place)), docname, number)
            for docname, its in listings.items()
            for number, listing in enumerate(its)
        )
        self.lists: list[Listing] = []
        """Every list, without its entries."""
        # Tuples, as an object for each of ten thousand entries takes a while.
        self._found: dict[Name, list[tuple[EntryFacts, str, Listing]]] = {}
        self._by_other: dict[Name, Name] = {}
        for *_, docname, number in lists:
            listing = listings[docname][number]
            bare = listing._replace(facts=())
            self.lists.append(bare)
            for facts in listing.facts:
                name = facts[:2]
                known = self._found.get(name)
                if known is None:
                    self._found[name] = [(facts, docname, bare)]
                else:
                    known.append((facts, docname, bare))
                for other in facts.others:
                    self._by_other.setdefault((facts.kind, other), name)

    def __iter__(self) -> Iterator[ListedEntry]:
        return (ListedEntry(*each) for found in self._found.values() for each in found)

    def name_of(self, kind: str, key: str) -> Name | None:
        """The entry that a key leads to: its own, or one of another version of it."""
        return (kind, key) if (kind, key) in self._found else self._by_other.get((kind, key))

    def places_of(self, kind: str, key: str) -> tuple[ListedEntry, ...]:
        """Every list that shows an entry, the home first."""
        name = self.name_of(kind, key)
        return tuple(ListedEntry(*each) for each in self._found[name]) if name else ()

    def home_of(self, kind: str, key: str) -> ListedEntry | None:
        """Where references to an entry lead, or None where no list shows it."""
        name = self.name_of(kind, key)
        return ListedEntry(*self._found[name][0]) if name else None

    def homes(self) -> Iterator[ListedEntry]:
        """Each entry once, where references to it lead."""
        return (ListedEntry(*found[0]) for found in self._found.values())

    def keys(self, kind: str) -> Iterator[str]:
        """Every key of a kind."""
        return (key for names in (self._found, self._by_other) for other, key in names if other == kind)

    def contradictions(self) -> Iterator[tuple[ListedEntry, ListedEntry]]:
        """Entries that share a key and are not the same: the home, and the other."""
        for first, *others in self._found.values():
            told = {first[0].title}
            for other in others:
                if other[0].title not in told:
                    told.add(other[0].title)
                    yield ListedEntry(*first), ListedEntry(*other)
