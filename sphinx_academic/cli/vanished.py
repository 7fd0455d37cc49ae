"""What a site once published and holds no more: the names and pages of its last inventory, beside those of the new one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import starmap
from pathlib import Path
from typing import NamedTuple

from sphinx.builders.html import INVENTORY_FILENAME

from sphinx_academic.data.collection import Collection
from sphinx_academic.data.records import Record
from sphinx_academic.data.select import grouped_by
from sphinx_academic.formats.inventory import rows_of_inventory
from sphinx_academic.problems import nearest, shorten
from sphinx_academic.sections.registry import REFERRED, SECTIONS

_DOMAIN, _DOCUMENT = "academic", "std:doc"
_OF_CODE = "implementation"
"""What implements a work comes and goes with the code."""
_NEWS = "news"


class Named(NamedTuple):
    """A row of an inventory: a key, or the name of a page, with its title."""

    name: str
    title: str


Published = Mapping[str, tuple[Named, ...]]
"""The keys of each kind of record, and under ``std:doc`` the pages."""


class Vanished(NamedTuple):
    """A key or a page that is gone: where that is to be mended, and how."""

    place: str
    code: str
    message: str
    hint: str


def read_published(path: Path) -> Published:
    """What the inventory in a file says, or that of the site in a folder; raises ValueError for what is none, with words for it."""
    file = path / INVENTORY_FILENAME if path.is_dir() else path
    if not file.is_file():
        where = f"{path} holds no {INVENTORY_FILENAME}" if path.is_dir() else f"There is no {path}"
        raise ValueError(
            f"{where}; name the one that your site offers, or the folder of the site as it was published."
        )
    try:
        rows = rows_of_inventory(file.read_bytes())
    except ValueError as error:
        raise ValueError(f"{file} is no inventory of Sphinx: {error}.") from error
    titles: dict[str, dict[str, str]] = {}
    for row in rows:
        if row.sort == _DOCUMENT or _kind(row.sort):
            titles.setdefault(row.sort, {})[row.name] = row.title
    return {sort: tuple(starmap(Named, of_sort.items())) for sort, of_sort in titles.items()}


def _kind(sort: str) -> str:
    domain, _colon, kind = sort.partition(":")
    return kind if domain == _DOMAIN and kind != _OF_CODE else ""


def vanished(before: Published, now: Published, collection: Collection) -> Iterator[Vanished]:
    """What the inventory of ``before`` has and that of ``now`` has not; the ``collection`` says where records are written."""
    gone_of = {sort: _gone(rows, now.get(sort, ())) for sort, rows in sorted(before.items())}
    # News that a list makes of a record goes and comes with that, under the name of the record's list.
    made = {
        f"{REFERRED[_kind(sort)].name}-{row.name}"
        for sort, gone in gone_of.items()
        if _kind(sort) in REFERRED
        for row in gone
    }
    for sort, found in gone_of.items():
        here = now.get(sort, ())
        gone = [row for row in found if not (_kind(sort) == _NEWS and row.name in made)]
        if sort == _DOCUMENT:
            yield from _pages(gone, here)
        elif gone:
            yield from _keys(_kind(sort), gone, here, collection)


def _gone(rows: Iterable[Named], here: Iterable[Named]) -> list[Named]:
    known = {row.name for row in here}
    return [row for row in rows if row.name not in known]


def _keys(
    kind: str, gone: Iterable[Named], here: Iterable[Named], collection: Collection
) -> Iterator[Vanished]:
    called = str(REFERRED[kind].called) if kind in REFERRED else kind
    records = dict(reversed([*_by_keys(kind, collection)]))
    shown = [*here]
    by_title = grouped_by(shown, lambda row: row.title)
    for name, title in gone:
        place, what = (
            INVENTORY_FILENAME,
            f"The {called} '{shorten(title)}' was published with the key '{name}'",
        )
        if kept := records.get(name):
            place = f"{kept.origin.path}:{kept.origin.line or 1}"
            yield Vanished(
                place,
                "hidden",
                f"{what}, and no list of the site shows it any more.",
                "Build the site again, or show it in a list.",
            )
            continue
        titled = [row.name for row in by_title.get(title, ())]
        # One of a title may be there by several names: those it had before, and that of the profile.
        own = [each for each in titled if each in records and records[each].key == each]
        same = own if len(own) == 1 else titled
        meant = (
            same[0]
            if len(same) == 1
            else nearest(name, [*dict.fromkeys((*records, *(row.name for row in shown)))])
        )
        message = f"{what}, which nothing has any more; links to it are dead."
        if not meant:
            hint = (
                f"Bring the record back, or write  former_keys: [{name}]  in the one that stands for it now."
            )
            yield Vanished(place, "vanished", message, hint)
            continue
        if kept := records.get(meant):
            place = f"{kept.origin.path}:{kept.origin.line or 1}"
        how = "with that title is" if len(same) == 1 else "most like it is"
        hint = f"The key {how} '{meant}': if it is the same, write  former_keys: [{name}]  there."
        yield Vanished(place, "vanished", message, hint)


def _by_keys(kind: str, collection: Collection) -> Iterator[tuple[str, Record]]:
    """The records of a kind by whatever key they are known; those of a kind that the data declare by their own."""
    if kind in REFERRED:
        section = SECTIONS.of_entries(kind)
        yield from ((key, each) for each in section.referred_in(collection) for key in section.keys(each))
        return
    for declared, records in collection.records.items():
        if declared.kind == kind:
            yield from ((key, each) for each in records for key in each.all_keys)


def _pages(gone: Iterable[Named], here: Iterable[Named]) -> Iterator[Vanished]:
    shown = [*here]
    by_title = grouped_by(shown, lambda row: row.title)
    names = [row.name for row in shown]
    for name, title in gone:
        same = [row.name for row in by_title.get(title, ())]
        meant = same[0] if len(same) == 1 else nearest(name, names)
        message = f"The page '{name}' ({shorten(title)}) was published and is gone; links to it are dead."
        guess = f"Is it '{meant}' now? " if meant else ""
        hint = f"{guess}The extension sphinx-reredirects leads on from where a page was."
        yield Vanished(INVENTORY_FILENAME, "page", message, hint)
