"""A career to be written down: whose it is, and what stands in a curriculum vitae, in its order."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable
from typing import NamedTuple

from sphinx_academic.data.records import Profile, Record
from sphinx_academic.data.records.person import Highlights
from sphinx_academic.data.values.dates import PartialDate, today


class CareerPart(NamedTuple):
    """What stands under one heading: a text in Markdown, and records, each once."""

    title: str
    text: str
    records: tuple[Record, ...]


class Career(NamedTuple):
    """Whose career it is, whose names stand out, and its parts."""

    owner: Profile | None
    highlights: Highlights
    parts: tuple[CareerPart, ...]


def made_on(said: str, records: Iterable[Record]) -> datetime.date | None:
    """The day that a file says it was made on: the one that is ``said``, or that of ``SOURCE_DATE_EPOCH``, else that of the newest
    record that lies not ahead, so that the same data give the same file. None where no record has a date."""
    now = today(said)
    if said or os.environ.get("SOURCE_DATE_EPOCH", "").isdecimal():
        newest: PartialDate | None = now
    else:
        dates = (record.when for record in records)
        past = (when for when in dates if when is not None and when.year > 0 and when.order <= now.order)
        newest = max(past, key=lambda when: when.order, default=None)
    return datetime.date(newest.year, newest.month or 1, newest.day or 1) if newest is not None else None
