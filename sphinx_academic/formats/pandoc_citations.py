"""What text says of works, made by pandoc's citeproc: clusters of citations become a document, and that becomes fragments again.

One run makes clusters and list, so that numbers and letters are the same in both. Clusters that have to be numbered by themselves (those of a
page with a list of its own) are a scope; all scopes go through one run, in which each has works of its own.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from enum import Enum, auto
from types import MappingProxyType
from typing import Any, NamedTuple

from sphinx_academic.content.fragments import Element, Fragment, Fragments, elements, plain
from sphinx_academic.formats.csl_json import CslItem
from sphinx_academic.formats.pandoc import (
    NOTE,
    NUMBER,
    WORK,
    Inline,
    MadeReference,
    Pandoc,
    inlines,
    stripped,
    with_number,
)

SCOPE = "scope"
"""A variable that says which scope a work belongs to, by which works are sorted first."""
_BETWEEN = "-"
_LINKED = {"link-citations": {"t": "MetaBool", "c": True}}
_WORD = re.compile(r"\w")
_LETTER = re.compile(r"-?([a-z]{1,2})(?![^\W\d_])")
_IN_MARGIN = "csl-left-margin"


class Way(Enum):
    """How a style cites in text: by author and year (or a label), by number, in footnotes."""

    AUTHOR = auto()
    NUMBER = auto()
    NOTE = auto()


class Manner(NamedTuple):
    """What has to be known of a style: ``prints_pages`` is whether text can say where in a work, ``counts_notes`` whether notes refer to
    earlier ones by their numbers."""

    way: Way
    prints_pages: bool
    counts_notes: bool = False


class CitedWork(NamedTuple):
    """A work within a cluster, by its name, with the words before and behind it (*see*, *p. 3*); ``names_nobody`` where the sentence says
    whose it is."""

    work: str
    before: Fragments = ()
    behind: Fragments = ()
    names_nobody: bool = False


class Cluster(NamedTuple):
    """Works that text cites at one place. Where they are part of the sentence it begins with ``author``: whom the style names, else
    these words."""

    works: tuple[CitedWork, ...]
    author: Fragments | None = None


class CitingScope(NamedTuple):
    """What is numbered together."""

    clusters: tuple[Cluster, ...]


class StyledEntry(NamedTuple):
    """An entry of the list: what stands in its margin (*[1]*), the reference, in which title and names are told, and the letter behind
    its year; ``repeated`` is the reference below another by the same people, where the style has a dash or the like for them there."""

    work: str
    mark: str
    reference: Fragments
    letter: str = ""
    repeated: Fragments = ()


class MadeScope(NamedTuple):
    """The words of each cluster, none where the style says nothing of works, and the entries in the style's order. In the words an element ``work`` leads to the work that it names,
    and a ``note`` is a footnote."""

    clusters: tuple[Fragments, ...]
    entries: tuple[StyledEntry, ...]


def in_runs(scopes: Sequence[CitingScope], most: int) -> list[list[CitingScope]]:
    """Scopes in order, as many together as have some citations; one that has more than that is a run by itself."""
    runs: list[list[CitingScope]] = []
    number = most
    for scope in scopes:
        citations = sum(len(cluster.works) for cluster in scope.clusters)
        if number + citations > most:
            runs.append([])
            number = 0
        runs[-1].append(scope)
        number += citations
    return runs or [[]]


def made_scopes(
    pandoc: Pandoc,
    items: Mapping[str, CslItem],
    scopes: Sequence[CitingScope],
    style: bytes,
    locale: str,
    manner: Manner,
) -> list[MadeScope]:
    """What a style makes of scopes. Raises :class:`pandoc.StyleError`."""
    way = manner.way
    works: dict[str, CslItem] = {}
    blocks: list[Inline] = []
    for place, scope in enumerate(scopes):
        for name in dict.fromkeys(cited.work for cluster in scope.clusters for cited in cluster.works):
            works[f"{place}{_BETWEEN}{name}"] = {
                **items[name],
                SCOPE: {"t": "MetaString", "c": f"{place:09}"},
            }
        # Where it does not matter what stands before, equal clusters are made once.
        asked = scope.clusters if way is Way.NOTE else dict.fromkeys(scope.clusters)
        blocks += [{"t": "Para", "c": [_cite(cluster, place, manner)]} for cluster in asked]
    made = pandoc.document(works, blocks, style, locale, **_LINKED)
    said = iter(made[: len(blocks)])
    listed: list[list[tuple[str, Any]]] = [[] for _scope in scopes]
    numbers: dict[str, int] = {}
    for entry in (each for block in made[len(blocks) :] for each in block["c"][1]):
        work = entry["c"][0][0].removeprefix("ref-")
        numbers[work] = len(numbers) + 1
        place, _, name = work.partition(_BETWEEN)
        listed[int(place)].append((name, entry["c"][1]))
    found, offset = [], 0
    for scope, entries in zip(scopes, listed, strict=True):
        asked = scope.clusters if way is Way.NOTE else dict.fromkeys(scope.clusters)
        read = [tuple(_numbered(_read(cluster, next(said), locale), offset, numbers)) for cluster in asked]
        of_cluster = dict(zip(asked, read, strict=True))
        clusters = read if way is Way.NOTE else [of_cluster[cluster] for cluster in scope.clusters]
        found.append(MadeScope(tuple(clusters), tuple(_entry(*each, locale, offset) for each in entries)))
        offset += len(entries)
    return found


def _cite(cluster: Cluster, place: int, manner: Manner) -> Inline:
    first = "NormalCitation" if cluster.author is None else "AuthorInText"
    # With braces pandoc takes no words for a page, which a style that prints none would leave out.
    behind = ", " if manner.prints_pages else "{}, "
    citations = [
        {
            "citationId": f"{place}{_BETWEEN}{cited.work}",
            "citationPrefix": [*inlines(cited.before)],
            "citationSuffix": [*inlines((behind, *cited.behind))] if cited.behind else [],
            "citationMode": {
                "t": "SuppressAuthor" if cited.names_nobody else "NormalCitation" if number else first
            },
            "citationNoteNum": 0,
            "citationHash": 0,
        }
        for number, cited in enumerate(cluster.works)
    ]
    return {"t": "Cite", "c": [citations, [{"t": "Str", "c": "-"}]]}


def _read(cluster: Cluster, block: Inline, locale: str) -> Fragments:
    made = stripped(MadeReference(locale, has_numbers=True).fragments(block["c"]))
    if not any(each.kind == WORK for each in elements(made)):
        # Where an author is all that it says of the only work by one, that leads there; without an author nothing is said of works.
        work = block["c"][0]["c"][0][0]["citationId"]
        return (
            (Element(WORK, made, "", {"work": work}),)
            if cluster.author is not None and plain(made).strip()
            else ()
        )
    if cluster.author and not _WORD.search("".join(_before_works(made))):
        is_above = isinstance(made[0], Element) and made[0].kind in {"raised", NOTE}
        return (*cluster.author, *(() if is_above else ("\u00a0",)), *made)
    return made


def _before_works(fragments: Fragments) -> Iterator[str]:
    """The words before what leads to a work or is a note: whom the style names in the sentence."""
    for each in fragments:
        inner = () if isinstance(each, str) else elements((each,))
        if any(found.kind in {WORK, NOTE} for found in inner):
            if isinstance(each, Element) and each.kind not in {WORK, NOTE}:
                yield from _before_works(each.children)
            return
        yield plain((each,))


def _entry(name: str, content: Sequence[Any], locale: str, offset: int) -> StyledEntry:
    parts = [each for block in content for each in block["c"]]
    mark = ""
    if parts and parts[0]["t"] == "Span" and _IN_MARGIN in parts[0]["c"][0][1]:
        said = MadeReference(locale, has_numbers=True).fragments(parts.pop(0)["c"][1])
        mark = plain(tuple(_numbered(said, offset))).strip()
    reference = stripped(MadeReference(locale, has_numbers=True, tells_names=True).fragments(parts))
    return StyledEntry(name, mark, tuple(_numbered(reference, offset)))


def _numbered(
    fragments: Iterable[Fragment], offset: int, numbers: Mapping[str, int] = MappingProxyType({})
) -> Iterator[Fragment]:
    """Numbers counted from the first of a scope, and works by their own names; ``numbers`` are those of works in the run, for those
    whose numbers have no mark."""
    for each in fragments:
        if isinstance(each, str):
            yield each
        elif each.kind == NUMBER:
            yield str(int(plain(each.children)) - offset)
        else:
            attributes, children = each.attributes, each.children
            if each.kind == WORK:
                work = attributes["work"]
                attributes = {"work": work.partition(_BETWEEN)[2]}
                if (
                    offset
                    and work in numbers
                    and not any(inner.kind == NUMBER for inner in elements(children))
                ):
                    children = with_number(children, numbers[work], numbers[work] - offset)
            yield each._replace(children=tuple(_numbered(children, offset, numbers)), attributes=attributes)


def with_letters(entry: StyledEntry, alone: Fragments) -> StyledEntry:
    """An entry with the letter that its reference has and that the reference of the work ``alone`` has not."""
    said, without = plain(entry.reference), plain(alone)
    same = next(
        (place for place, signs in enumerate(zip(said, without, strict=False)) if len({*signs}) > 1),
        len(without),
    )
    found = _LETTER.match(said, same)
    return entry._replace(letter=found[1]) if found and len(said) > len(without) else entry


def with_repeated(entry: StyledEntry, other: StyledEntry) -> StyledEntry:
    """An entry with what it is in a list in which authors are left out."""
    is_same = plain(entry.reference) == plain(other.reference)
    return entry if is_same or entry.work != other.work else entry._replace(repeated=other.reference)


def listed_together(
    entries: Iterable[StyledEntry], shown: Collection[str], *, in_order: bool
) -> dict[str, Fragments]:
    """The references of the works that a list shows, be it in the order of the style: people are left out only below themselves."""
    found: dict[str, Fragments] = {}
    stand_above = False
    for entry in entries:
        stand_above = stand_above and bool(entry.repeated)
        if entry.work in shown:
            found[entry.work] = entry.repeated if stand_above and in_order else entry.reference
            stand_above = True
    return found
