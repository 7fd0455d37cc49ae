"""Whether everybody may read a work without paying: how it was made free, and where the free copy is."""

from __future__ import annotations

import re
from typing import NamedTuple

from sphinx_academic.data import fields
from sphinx_academic.data.fields import Entry, Shape, ValueType, Written
from sphinx_academic.data.located import RawList, RawMapping, as_text
from sphinx_academic.data.values.addresses import address_in, followed
from sphinx_academic.problems import Code, nearest, shorten

OPEN = "open"
"""What is known of a work that is free, and no more."""
CLOSED = "closed"
STATUSES = ("diamond", "gold", "hybrid", "bronze", "green", OPEN, CLOSED)
"""Unpaywall's words, with *diamond* for a journal that takes no fees (https://support.unpaywall.org: "OA status"), and *open* where no
more is known."""
_SPELLINGS = {
    OPEN: "true yes on free oa",
    CLOSED: "false no off none subscription paywall paywalled restricted",
    "diamond": "platinum",
    "hybrid": "hybridgold",
    "green": "repository selfarchived selfarchiving",
}
_STATUS_OF = {status: status for status in STATUSES} | {
    word: status for status, words in _SPELLINGS.items() for word in words.split()
}


class OpenAccess(NamedTuple):
    """How a work is open (one of :data:`STATUSES`), and the address of the free copy; empty where none is known."""

    status: str
    url: str = ""

    @property
    def is_free(self) -> bool:
        """Whether everybody may read the work."""
        return self.status != CLOSED


_FIELDS = fields.Fields("open access", {
    "status": fields.Field(fields.TEXT, "How it is open: diamond, gold, hybrid, bronze, green, open; or closed."),
    "url": fields.Field(fields.TEXT, "Where the free copy is."),
})  # fmt: skip


def _read_open_access(value: Written, entry: Entry, field: str) -> OpenAccess | None:
    if isinstance(value, RawMapping):
        parts = entry.parts(value, _FIELDS)
        key = next((key for key in value if _FIELDS.named(key) == "url"), "")
        url = followed(address_in(parts.get("url", "")), entry, value.place_of_value(key))
        status = parts.get("status", "") or (OPEN if url else "")
    else:
        status, url = as_text(value).strip(), ""
        if "://" in status:
            status, url = OPEN, followed(address_in(status), entry, entry.place_of(field))
    word = "" if isinstance(value, RawList) else re.sub(r"[\W_]+", "", status.casefold())
    for ending in ("openaccess", "access", "oa"):
        word = word.removesuffix(ending) or (OPEN if word else "")
    if known := _STATUS_OF.get(word):
        return OpenAccess(known, url)
    meant = _STATUS_OF.get(nearest(word, _STATUS_OF) or "") if word else None
    if meant:
        message = f"'{shorten(status)}' is no kind of open access; '{meant}' is taken."
        entry.note_field(field, Code.TYPE, message, f"Write  {entry.remedy(field, meant)}")
    else:
        said = (
            f"'{shorten(status)}' is no kind of open access" if status else "No kind of open access is given"
        )
        fate = "that it is open is taken" if url else "it is left out"
        entry.note_field(field, Code.TYPE, f"{said}; {fate}.", f"The kinds are: {', '.join(STATUSES)}.")
    return OpenAccess(meant or OPEN, url) if meant or url else None


_SHAPE: Shape = {
    "anyOf": [
        {"type": ["boolean", "string", "null"], "examples": list(STATUSES)},
        {"$ref": "#/$defs/free_copy"},
    ]
}
_DEFINITIONS: dict[str, Shape] = {
    "free_copy": _FIELDS.shape("free_copy"),
    "open_access": {"anyOf": [_SHAPE, fields.by_language(_SHAPE)]},
}
OPEN_ACCESS = ValueType[OpenAccess | None](
    _read_open_access, None, {"$ref": "#/$defs/open_access"}, _DEFINITIONS
)
"""How a work is open: a word, an address, or a mapping with ``status`` and ``url``."""
