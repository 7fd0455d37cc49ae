"""The options ``:project:`` and ``:grant:``, which every list of records has, and ``:members:``, which those have that say who did
something."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pkgutil import resolve_name
from typing import TypeVar

from sphinx_academic.data.collection import Collection
from sphinx_academic.data.records import Record
from sphinx_academic.sections import options as read
from sphinx_academic.sections.options import Option, Options
from sphinx_academic.setting_values import shown

R = TypeVar("R", bound=Record)

# fmt: off
BELONGING: dict[str, Option] = {
    "project": Option(read.words,
        "Only what belongs to one of these [projects](/how-to/projects-and-grants.md), by key or title, or to a part of one."),
    "grant": Option(read.words, "Only what one of these [grants](/how-to/projects-and-grants.md) paid for, by key, number or title."),
}
"""The options; each leaves records out."""

_THEN = re.compile(r"then(?:\s*\+\s*(?P<years>\d))?")
ALL = -1
"""What stands for all, whenever it was."""


@read.values("`then`, `then+1` … `then+9`, `all`")
def _when_of_members(text: str) -> int:
    """While somebody was a member, or so many years after; :data:`ALL` where that does not matter."""
    word = text.strip().lower()
    if word == "all":
        return ALL
    if (found := _THEN.fullmatch(word)) is None:
        raise ValueError("Write then, all, or then+1 for what appears in the year after somebody has left, too.")
    return int(found["years"] or 0)


MEMBERS: dict[str, Option] = {
    "members": Option(_when_of_members,
        "On the site of [a lab](/how-to/lab-and-members.md#who-is-a-member-when): only what happened while somebody was a member who "
        "has a part in it; `then+1` also what appeared in the year after. Without it, all.", "all"),
}
"""The option of lists of what people do; it leaves records out."""
# fmt: on


def belonging(records: Iterable[R], collection: Collection, options: Options) -> tuple[R, ...]:
    """The records that belong where the options say."""
    found = collection.belonging.among(records, options.get("project", ()), options.get("grant", ()))
    # Another package may mean something else by this name.
    if isinstance(then := options.get("members"), int) and then != ALL:
        # Which only the site of a lab needs.
        while_members: Callable[..., Iterator[R]] = resolve_name(
            "sphinx_academic.data.membership_times:while_members"
        )
        return tuple(while_members(found, collection, then))
    return found


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
    if options.get("members", ALL) != ALL and not any(each.start or each.end for each in collection.people):
        message = (
            "The register of people says of nobody from when to when, so that ':members:' leaves nothing out."
        )
        yield "members", message, "Give people  start:  and  end:  there."
