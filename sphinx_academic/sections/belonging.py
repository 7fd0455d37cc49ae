"""The options ``:project:`` and ``:grant:``, which every list of records has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from sphinx_academic.data.collection import Collection
from sphinx_academic.data.records import Record
from sphinx_academic.sections import options as read
from sphinx_academic.sections.options import Option, Options
from sphinx_academic.settings import shown

R = TypeVar("R", bound=Record)

# fmt: off
BELONGING: dict[str, Option] = {
    "project": Option(read.words,
        "Only what belongs to one of these [projects](/how-to/projects-and-grants.md), by key or title, or to a part of one."),
    "grant": Option(read.words, "Only what one of these [grants](/how-to/projects-and-grants.md) paid for, by key, number or title."),
}
"""The options; each leaves records out."""
# fmt: on


def belonging(records: Iterable[R], collection: Collection, options: Options) -> tuple[R, ...]:
    """The records that belong where the options say."""
    return collection.belonging.among(records, options.get("project", ()), options.get("grant", ()))


def unknown_names(collection: Collection, options: Options) -> Iterator[tuple[str, str, str]]:
    """Names in the options that nothing in the data has: (option, message, hint)."""
    known = collection.belonging
    unknown = {
        "project": known.unknown_projects(options.get("project", ())),
        "grant": known.unknown_grants(options.get("grant", ())),
    }
    for option, names in unknown.items():
        for name, meant in names:
            hint = (
                f"Did you mean '{meant}'?" if meant else f"Those of the data stand under  {option}s:  there."
            )
            yield option, f"No {option} is called {shown(name)}.", hint
