"""Inventories (``objects.inv``) of sites that Sphinx made, as they are kept beside data: where the pages of works are."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from sphinx_academic.problems import Code, Problem

_HEADER = b"# Sphinx inventory version 2"
_KIND = " academic:publication "
"""Behind the name of a work, which may have spaces in it; its rank and its place follow."""
_LONGEST = 20_000_000
"""Bytes of an inventory that are read; that of the largest documentation has a quarter of them."""


class Inventory(NamedTuple):
    """Where the publications of a site are, by their keys, from the address of the site on; and what is wrong with the file."""

    places: Mapping[str, str]
    problems: tuple[Problem, ...] = ()


def read_inventory(path: Path, name: str) -> Inventory:
    """Read the inventory of a site; ``name`` is what messages call it."""
    try:
        data = path.read_bytes()[:_LONGEST]
    except OSError as error:
        message = f"the inventory cannot be read: {error.strerror or error}."
        return Inventory({}, (Problem(name, 0, 0, Code.FILE, message),))
    head, packed = data.split(b"\n", 4)[:4], data.split(b"\n", 4)[4:]
    try:
        if not head[0].startswith(_HEADER) or not packed:
            raise ValueError
        unpacking = zlib.decompressobj()
        text = unpacking.decompress(packed[0], _LONGEST).decode("utf-8")
        if not unpacking.eof:
            raise ValueError
    except (ValueError, zlib.error):
        message = "this is no inventory of a site that Sphinx made; it is not read."
        hint = "Save the file objects.inv of the site, which lies beside its first page, as it is."
        return Inventory({}, (Problem(name, 0, 0, Code.FILE, message, hint),))
    found: dict[str, str] = {}
    for line in text.split("\n"):
        key, _kind, rest = line.partition(_KIND)
        _rank, *places = rest.split(" ", 2)
        if key and places:
            place = places[0]
            found.setdefault(key, f"{place[:-1]}{key}" if place.endswith("$") else place)
    return Inventory(found)
