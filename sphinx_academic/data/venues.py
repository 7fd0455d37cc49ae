"""What a site says of venues, once for all of its works: what each is called in short, and its colour."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from sphinx_academic.data.fields import FileNotes
from sphinx_academic.data.located import Place, RawMapping, RawValue
from sphinx_academic.problems import Code, nearest, shorten

LIST = "venues"
"""The key of a file below which it is said."""


class Venue(NamedTuple):
    """A venue: its short name, its names in the works, and its colour as ``#rrggbb``, empty where it has none."""

    short: str
    names: tuple[str, ...] = ()
    colour: str = ""


_SUCH_AS = 'Write  ICASSP: {name: "International Conference on …", colour: "#1f5f8b"}  below it.'
_FIELDS = {"name": "name", "names": "name", "full": "name", "colour": "colour", "color": "colour"}


def venues_of(notes: FileNotes) -> dict[str, Venue]:
    """The venues of a file by their short names; what is wrong is told, and costs only itself. In pages, and in files of others, the
    key may mean something else."""
    root = notes.file.root
    if not isinstance(root, RawMapping) or notes.file.is_page or notes.file.foreign:
        return {}
    key = next((key for key in root if key.strip().lower() == LIST), "")
    return _read(notes, root[key], root.place_of_value(key)) if key else {}


def _read(notes: FileNotes, value: RawValue, place: Place) -> dict[str, Venue]:
    if not isinstance(value, RawMapping):
        if value is not None:
            message = "'venues' is not a mapping from short names to what is said of them."
            notes.note(place, Code.TYPE, message, _SUCH_AS)
        return {}
    return {
        short: _read_venue(notes, short, said, value.place_of_value(short)) for short, said in value.items()
    }


def _read_venue(notes: FileNotes, short: str, value: RawValue, place: Place) -> Venue:
    if value is None or isinstance(value, str):
        # A colour by itself.
        return Venue(short, (), _colour(notes, short, value, place) if value else "")
    if not isinstance(value, RawMapping):
        names = tuple(name for name in value if isinstance(name, str))
        return Venue(short, names)
    names, colour = (), ""
    for key, said in value.items():
        field, at = _FIELDS.get(key.strip().lower()), value.place_of_value(key)
        if field == "name":
            found = said if isinstance(said, list) else (said,)
            names += tuple(name.strip() for name in found if isinstance(name, str) and name.strip())
        elif field == "colour":
            colour = _colour(notes, short, said, at)
        elif key.strip().lower() != "url":  # which others have there
            meant = nearest(key, _FIELDS)
            hint = f"Did you mean '{meant}'?" if meant else "It has a  name:  and a  colour:."
            message = f"'{shorten(key)}' says nothing of a venue that is read."
            notes.note(value.place_of_key(key), Code.UNKNOWN_KEY, message, hint)
    return Venue(short, names, colour)


def _colour(notes: FileNotes, short: str, value: RawValue, place: Place) -> str:
    """A colour of CSS as ``#rrggbb``; empty for what is none."""
    # Which only sites with such colours need.
    from coloraide import Color
    from coloraide.css.color_names import name2val_map

    text = value.strip() if isinstance(value, str) else ""
    try:
        found = Color(text).convert("srgb").fit("srgb")
    except ValueError:
        meant = nearest(text, name2val_map) if text else ""
        hint = f"Did you mean '{meant}'? " if meant else ""
        message = f"The colour of '{shorten(short)}' is no colour of CSS: {shorten(text) or 'it is no text'}."
        notes.note(
            place, Code.TYPE, message, f'{hint}Write "#1f5f8b", in quotes, teal or oklch(45% 0.1 240).'
        )
        return ""
    return str(found.set("alpha", 1).to_string(hex=True))


def venue_named(text: str, venues: Mapping[str, Venue]) -> Venue | None:
    """The venue that a work names: by its whole name, else by a name or a short name within it, the longest of which counts."""
    said = _folded(text)
    if not said:
        return None
    best: tuple[int, Venue] | None = None
    for venue in venues.values():
        for name in (venue.short, *venue.names):
            folded = _folded(name)
            if folded == said:
                return venue
            is_within = re.search(rf"(?<!\w){re.escape(folded)}(?!\w)", said) is not None if folded else False
            if is_within and (best is None or len(folded) > best[0]):
                best = len(folded), venue
    return best[1] if best else None


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("&", " and ").split())
