"""Inventories (``objects.inv``) of sites that Sphinx made: what has a name there, and where it stands."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from sphinx_academic.problems import Code, Problem

_HEADER = b"# Sphinx inventory version 2"
_WORK = "academic:publication"
_LONGEST = 20_000_000
"""Bytes of an inventory that are read; that of the largest documentation has a quarter of them."""


class InventoryRow(NamedTuple):
    """A name of a domain's kind (``academic:publication``), where it stands, from the address of the site on, and its title."""

    sort: str
    name: str
    place: str
    title: str


def rows_of_inventory(data: bytes) -> tuple[InventoryRow, ...]:
    """The rows of an inventory; raises ValueError for what is none, with words for it."""
    head, packed = data.split(b"\n", 4)[:4], data.split(b"\n", 4)[4:]
    if not head[0].startswith(_HEADER) or not packed:
        raise ValueError("it does not begin as those of Sphinx do")
    unpacking = zlib.decompressobj()
    try:
        text = unpacking.decompress(packed[0], _LONGEST).decode("utf-8")
    except (ValueError, zlib.error) as error:
        raise ValueError(str(error)) from error
    if not unpacking.eof:
        raise ValueError("it is cut off, or longer than any site's")
    return tuple(filter(None, map(_row, text.split("\n"))))


def _row(line: str) -> InventoryRow | None:
    """A name, which may have spaces in it, its kind, a rank, its place, and its title."""
    words = line.split(" ")
    for at in range(1, len(words) - 2):
        if ":" in words[at] and words[at + 1].removeprefix("-").isdecimal():
            name, place, title = " ".join(words[:at]), words[at + 2], " ".join(words[at + 3 :])
            whole = f"{place[:-1]}{name}" if place.endswith("$") else place
            return InventoryRow(words[at], name, whole, name if title in {"-", ""} else title)
    return None


class Inventory(NamedTuple):
    """Where the publications of a site are, by their keys; and what is wrong with the file."""

    places: Mapping[str, str]
    problems: tuple[Problem, ...] = ()


def read_inventory(path: Path, name: str) -> Inventory:
    """Read where the works of a site are; ``name`` is what messages call its inventory."""
    try:
        rows = rows_of_inventory(path.read_bytes()[:_LONGEST])
    except OSError as error:
        message = f"the inventory cannot be read: {error.strerror or error}."
        return Inventory({}, (Problem(name, 0, 0, Code.FILE, message),))
    except ValueError:
        message = "this is no inventory of a site that Sphinx made; it is not read."
        hint = "Save the file objects.inv of the site, which lies beside its first page, as it is."
        return Inventory({}, (Problem(name, 0, 0, Code.FILE, message, hint),))
    # The first of a name counts.
    return Inventory({row.name: row.place for row in reversed(rows) if row.sort == _WORK})
