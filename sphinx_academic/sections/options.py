"""How the values of directive options are read; a ValueError says what was expected."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Hashable
from typing import Any, NamedTuple

from sphinx_academic.data.file_names import fault_in
from sphinx_academic.data.records.news import OCCASIONS
from sphinx_academic.data.values.dates import PartialDate, YearRange, read_date, read_year_range
from sphinx_academic.problems import nearest
from sphinx_academic.settings import choice, number, shown


class Option(NamedTuple):
    """An option of a directive: what turns its text into a value, and what the documentation says of it."""

    read: Callable[[str], Hashable]
    description: str


class Reading(NamedTuple):
    """The options of one directive as understood, and the faults: (option, message, hint)."""

    values: dict[str, Any]
    faults: tuple[tuple[str, str, str], ...]


def choices(*known: str) -> Callable[[str], tuple[str, ...]]:
    """Some of a few words, with commas between them."""
    one = choice(*known)

    def read(text: str) -> tuple[str, ...]:
        return tuple(one(word) for word in words(text))

    return read


def optional_choice(*known: str) -> Callable[[str], str]:
    """Nothing, or one of a few words."""
    one = choice(*known)

    def read(text: str) -> str:
        return one(text) if text.strip() else ""

    return read


def words_or_none(text: str) -> tuple[str, ...]:
    """Texts with commas between them, or nothing."""
    return words(text) if text.strip() else ()


def words(text: str) -> tuple[str, ...]:
    """Texts with commas or semicolons between them."""
    found = tuple(word for part in re.split(r"[,;\n]", text) if (word := part.strip()))
    if not found:
        raise ValueError("A value was expected; several with commas between them.")
    return found


def keys(text: str) -> tuple[str, ...]:
    """Keys with spaces or commas between them."""
    found = tuple(text.replace(",", " ").replace(";", " ").split())
    if not found:
        raise ValueError("A key was expected; several with spaces or commas between them.")
    return found


def years(text: str) -> tuple[YearRange, ...]:
    """Years and ranges of years with commas between them."""
    ranges = [read_year_range(part) for part in text.split(",") if part.strip()]
    found = tuple(years for years in ranges if years is not None)
    if not found or len(found) < len(ranges):
        raise ValueError("Write it as 2023, 2020-2024, 2020- or -2019.")
    return found


def occasions(text: str) -> tuple[str, ...]:
    """What news are made of: everything when given without a value."""
    word = text.strip().lower()
    if word in {"", "true", "yes", "on"}:
        return OCCASIONS
    if word in {"false", "no", "off"}:
        return ()
    return choices(*OCCASIONS)(text)


count = number(1, 1_000_000)
"""How many."""


def date(text: str) -> PartialDate:
    """A date, partial or whole."""
    found = read_date(text)
    if found.date is None or found.fault or found.before or found.after:
        raise ValueError("Write it as 2024-05-16, 2024-05 or 2024.")
    return found.date


def flag(text: str) -> bool:
    """On when given without a value."""
    word = (text or "").strip().lower()
    if word in {"", "true", "yes", "on"}:
        return True
    if word in {"false", "no", "off"}:
        return False
    raise ValueError("It takes no value, or true or false.")


def feeds(text: str) -> tuple[str, ...]:
    """Paths of feeds, from the folder that the site is written to."""
    found = []
    for word in text.replace(",", " ").split():
        path = posixpath.normpath(word.lstrip("/"))
        if path.startswith("..") or "\\" in path or ":" in path:
            raise ValueError("A feed stands within the site: write news.xml or feeds/news.xml.")
        if path.startswith("_") or re.search(r"[?#%]", path):
            raise ValueError(
                "Name it with letters, digits, - and _; names that begin with _ are Sphinx's own."
            )
        for part in path.split("/"):
            if fault := fault_in(part):
                raise ValueError(f"{shown(part)} cannot be the name of a file on every system: {fault}.")
        if not path.endswith((".xml", ".atom", ".json", ".ics")):
            raise ValueError(
                "Its end says what it is: .xml for Atom, .json for JSON Feed, .ics for a calendar."
            )
        if len(path) > 1000:
            raise ValueError("Its path is too long: at most 1,000 characters.")
        found.append(path)
    if not found:
        raise ValueError("Name a file, such as news.xml; several with commas between them.")
    return tuple(dict.fromkeys(found))


def style(text: str) -> str:
    """The name of a citation style, or the path of a ``.csl`` file."""
    name = text.strip()
    if name.endswith(".csl") or re.fullmatch(r"[a-z0-9][a-z0-9-]{0,99}", name):
        return name
    raise ValueError("Name a style, such as apa or ieee, or a .csl file.")


FEED = Option(
    feeds,
    "Writes the list as feeds: `news.xml` (Atom), `news.json` (JSON Feed), `talks.ics` (a calendar of the talks); several "
    "with commas between them. Paths start where the site is written to; `html_baseurl` must be set.",
)


FILTER = Option(
    flag,
    "On lists of ten entries and more: a form above the list with which readers filter it as they type.",
)


REFERRED = {
    "home": Option(flag, "References lead to the entries of this list, where another shows them too."),
    "no-index": Option(flag, "References and search results never lead to this list."),
}
"""The options of lists whose entries can be referred to."""


def classes(text: str) -> tuple[str, ...]:
    """Class names with spaces between them."""
    from docutils.nodes import make_id

    names = tuple(make_id(word) for word in text.split())
    if not names or not all(names):
        raise ValueError("Class names were expected: letters, digits and -.")
    return names


def _name(text: str) -> str:
    if name := text.strip():
        return name
    raise ValueError("A name was expected.")


SHARED = {
    "class": Option(classes, "Class names for the block."),
    "name": Option(_name, "A name by which the block can be linked to."),
}


def read_options(given: dict[str, Any], options: dict[str, Option]) -> Reading:
    """Read what stands in a page; what is wrong is left out and told."""
    values: dict[str, Any] = {}
    faults = []
    for name, text in given.items():
        option = options.get(name)
        if option is None:
            meant = nearest(name, options)
            guess = f"Did you mean '{meant}'? " if meant else ""
            faults.append(
                (
                    name,
                    f"There is no option {shown(name)}.",
                    f"{guess}The options are: {', '.join(sorted(options))}.",
                )
            )
            continue
        try:
            values[name] = option.read(str(text) if text is not None else "")
        except ValueError as error:
            faults.append(
                (
                    name,
                    f"{shown(text or '')} is no value for the option '{name}'.",
                    str(error)[:1].upper() + str(error)[1:],
                )
            )
    return Reading(values, tuple(faults))
