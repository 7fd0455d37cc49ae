"""What the entries of a filtered list can be picked by: years, types, tags, authors, each with how many have it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sphinx_academic.content.fragments import Element
from sphinx_academic.data.values.names import fold_name
from sphinx_academic.sections.base import Chosen, Section
from sphinx_academic.sections.options import Options

FEWEST = 10
"""A list of fewer entries is on the screen as a whole, and gets no form."""

MOST_OFFERED = 60
"""So many tags and authors are offered, those with the most entries; the others are found by their words."""


PART = 50
"""So many entries stand in one part of a list: a few screens of them."""


class Value(NamedTuple):
    """One value of a facet: as the data has it, as readers see it, and how many entries have it."""

    name: str
    label: str
    number: int


class Facet(NamedTuple):
    """One thing to pick entries by.

    ``values`` are in the order in which they are offered, the first ``offered`` of them; ``held`` gives for each entry
    of the list, in the order of the page, the places of its values among them.
    """

    name: str
    values: tuple[Value, ...]
    offered: int
    held: tuple[tuple[int, ...], ...]


def is_long(chosen: Iterable[Chosen]) -> bool:
    """Whether a list is long enough to be filtered."""
    return sum(len(group.records) for group in chosen) >= FEWEST


def in_parts(entries: tuple[Element, ...]) -> tuple[Element, ...]:
    """The entries of a long list in parts that a browser can lay out one by one, or leave out."""
    if len(entries) <= PART:
        return entries
    return tuple(
        Element("division", entries[start : start + PART], "academic-part")
        for start in range(0, len(entries), PART)
    )


def facets_of(section: Section, chosen: Sequence[Chosen], options: Options) -> tuple[Facet, ...]:
    """The facets of a list; one that all entries share, or none has, picks nothing and is left out."""
    picked = [
        section.picked_by(record) for group in chosen for record in section.in_order(group.records, options)
    ]
    found = (_facet(section, name, [each.get(name, ()) for each in picked]) for name in section.facets)
    return tuple(facet for facet in found if len(facet.values) > 1)


def _facet(section: Section, name: str, held: Sequence[Sequence[str]]) -> Facet:
    spelled: dict[str, str] = {}
    counts: dict[str, int] = {}
    alike: dict[str, str] = {}
    entries: list[tuple[str, ...]] = []
    for words in held:
        own: dict[str, None] = {}
        for word in words:
            folded = alike.get(word)
            if folded is None:
                folded = alike[word] = _folded(name, word)
            spelled.setdefault(folded, word)
            own[folded] = None
        for folded in own:
            counts[folded] = counts.get(folded, 0) + 1
        entries.append(tuple(own))
    labels = section.facet_labels(name)
    if labels:
        order = [folded for folded in labels if folded in counts]
    elif name == "year":
        order = sorted(counts, key=int, reverse=True)
    else:
        order = sorted(counts, key=lambda folded: (-counts[folded], folded))
    offered = len(order) if labels or name == "year" else min(len(order), MOST_OFFERED)
    places = {folded: place for place, folded in enumerate(order)}
    values = tuple(
        Value(spelled[folded], labels.get(folded, spelled[folded]), counts[folded]) for folded in order
    )
    return Facet(name, values, offered, tuple(tuple(places[folded] for folded in own) for own in entries))


def _folded(facet: str, word: str) -> str:
    """What is the same for all spellings of a value."""
    if facet == "author":
        return fold_name(word) or word
    return " ".join(word.casefold().split()) if facet == "tag" else word
