"""Where each entry is: of several lists that show it, the one that references lead to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from sphinx_academic.sections.entries import EntryFacts, Listing

Name = tuple[str, str]
"""Kind and key."""


class ListedEntry(NamedTuple):
    """An entry of a list: what is known of it, its page, and the list (see :class:`Listing`) without its entries."""

    facts: EntryFacts
    docname: str
    listing: Listing

    @property
    def kind(self) -> str:
        """One of :data:`~sphinx_academic.sections.entries.KINDS`."""
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
        self._lists = [listings[docname][number]._replace(facts=()) for *_, docname, number in lists]
        self._found: dict[Name, list[tuple[EntryFacts, str, Listing]]] = {}
        self._by_other: dict[Name, Name] = {}
        for *_, docname, number in lists:
            listing = listings[docname][number]
            bare = listing._replace(facts=())
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
        for found in self._found.values():
            for each in found:
                yield ListedEntry(*each)

    def lists(self) -> Iterator[Listing]:
        """Every list, without its entries."""
        yield from self._lists

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
        for found in self._found.values():
            yield ListedEntry(*found[0])

    def keys(self, kinds: Iterable[str]) -> Iterator[str]:
        """Every key of some kinds."""
        wanted = frozenset(kinds)
        for names in (self._found, self._by_other):
            yield from (key for kind, key in names if kind in wanted)

    def contradictions(self) -> Iterator[tuple[ListedEntry, ListedEntry]]:
        """Entries that share a key and are not the same: the home, and the other."""
        for found in self._found.values():
            first = found[0]
            told = {first[0].title}
            for other in found[1:]:
                if other[0].title not in told:
                    told.add(other[0].title)
                    yield ListedEntry(*first), ListedEntry(*other)


class Directory(Protocol):
    """What is known of all pages together, when they are read."""

    @property
    def index(self) -> EntryIndex:
        """Every entry of the site."""
        ...

    @property
    def cited(self) -> Mapping[str, tuple[Name, ...]]:
        """Page name, in reading order → the entries that it refers to, in order."""
        ...

    def home_of(self, kind: str, key: str) -> ListedEntry | None:
        """Where references to an entry lead."""
        ...

    def reference_pages(self, kind: str) -> tuple[str, ...]:
        """The pages that list what the whole project refers to."""
        ...
