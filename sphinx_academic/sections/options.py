"""How the values of directive options are read; a ValueError says what was expected."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar

from docutils.nodes import make_id

from sphinx_academic.data.naming import fault_in
from sphinx_academic.data.records.occasions import USUAL
from sphinx_academic.data.values.dates import PartialDate, YearRange, read_date, read_year_range
from sphinx_academic.problems import nearest
from sphinx_academic.setting_values import choice, number, shown

T = TypeVar("T", bound=Hashable, covariant=True)


class Values(NamedTuple, Generic[T]):
    """What an option takes: what reads its text, where a ValueError says what was expected, and how the documentation calls it."""

    read: Callable[[str], T]
    called: str

    def __call__(self, text: str) -> T:
        return self.read(text)


def values(called: str) -> Callable[[Callable[[str], T]], Values[T]]:
    """Make of a function that reads a text what options take; ``called`` is what the documentation calls it."""
    return lambda read: Values(read, called)


class Option(NamedTuple):
    """An option of a directive: what it takes, and what the documentation says of it (MyST; its pages from ``/``)."""

    takes: Values[Hashable]
    description: str
    default: str = ""
    """What stands for an option that is not given, where that is a value too."""


Options: TypeAlias = Mapping[str, Any]
"""The options of one directive as they were read: each has the type that its declaration reads."""


class Reading(NamedTuple):
    """The options of one directive as understood, and the faults: (option, message, hint)."""

    values: Options
    faults: tuple[tuple[str, str, str], ...]


def listed(known: Iterable[str]) -> str:
    """Words that an option takes, as the documentation has them."""
    return ", ".join(f"`{word}`" for word in known)


def one_of(*known: str, or_none: bool = False) -> Values[str]:
    """One of a few words, or nothing where that may be."""
    one = choice(*known)
    if or_none:
        return Values(lambda text: one(text) if text.strip() else "", f"no value, {listed(known)}")
    return Values(one, listed(known))


def some_of(*known: str) -> Values[tuple[str, ...]]:
    """Some of a few words, with commas between them."""
    one = choice(*known)
    return Values(lambda text: tuple(one(word) for word in words(text)), listed(known))


def _some(found: list[str], expected: str) -> tuple[str, ...]:
    if not found:
        raise ValueError(expected)
    return tuple(found)


@values("texts")
def words(text: str) -> tuple[str, ...]:
    """Texts with commas or semicolons between them."""
    found = [word for part in re.split(r"[,;\n]", text) if (word := part.strip())]
    return _some(found, "A value was expected; several with commas between them.")


@values("texts, or no value")
def words_or_none(text: str) -> tuple[str, ...]:
    """Texts with commas between them, or nothing."""
    return words(text) if text.strip() else ()


@values("keys")
def keys(text: str) -> tuple[str, ...]:
    """Keys with spaces or commas between them."""
    found = text.replace(",", " ").replace(";", " ").split()
    return _some(found, "A key was expected; several with spaces or commas between them.")


@values("`2023`, `2020-2024`, `2020-`, `-2019`")
def years(text: str) -> tuple[YearRange, ...]:
    """Years and ranges of years with commas between them."""
    ranges = [read_year_range(part) for part in text.split(",") if part.strip()]
    found = tuple(years for years in ranges if years is not None)
    if not found or len(found) < len(ranges):
        raise ValueError("Write it as 2023, 2020-2024, 2020- or -2019.")
    return found


def _switch(text: str) -> bool | None:
    """Whether a text switches something on, as no text does, or off; None where it is another text."""
    word = text.strip().lower()
    return True if word in {"", "true", "yes", "on"} else False if word in {"false", "no", "off"} else None


@values("no value")
def flag(text: str) -> bool:
    """On when given without a value."""
    switched = _switch(text)
    if switched is None:
        raise ValueError("It takes no value, or true or false.")
    return switched


@values("no value, names of lists, `all`, `false`")
def occasions(text: str) -> tuple[str, ...]:
    """What news are made of: what is usual when given without a value. Which kinds a site has of its own only its data know."""
    switched = _switch(text)
    return tuple(map(str.lower, words(text))) if switched is None else USUAL if switched else ()


@values("names of lists, `all`")
def lists_in_calendars(text: str) -> tuple[str, ...]:
    """The lists that a calendar is made of. Which kinds a site has of its own only its data know."""
    return tuple(map(str.lower, words(text)))


count = Values(number(1, 1_000_000), "a number")
"""How many."""


@values("a number, `all`")
def count_or_all(text: str) -> int:
    """How many; 0 stands for all."""
    return 0 if text.strip().lower() in {"all", "0"} else count(text)


@values("`2024-05-16`, `2024-05`, `2024`")
def date(text: str) -> PartialDate:
    """A date, partial or whole."""
    found = read_date(text)
    if found.date is None or found.fault or found.before or found.after:
        raise ValueError("Write it as 2024-05-16, 2024-05 or 2024.")
    return found.date


@values("paths")
def feeds(text: str) -> tuple[str, ...]:
    """Paths of feeds, from the folder that the site is written to."""
    found = dict.fromkeys(map(_feed, text.replace(",", " ").split()))
    return _some(list(found), "Name a file, such as news.xml; several with commas between them.")


def _feed(text: str) -> str:
    path = posixpath.normpath(text.lstrip("/"))
    if path.startswith("..") or "\\" in path or ":" in path:
        raise ValueError("A feed stands within the site: write news.xml or feeds/news.xml.")
    if path.startswith("_") or re.search(r"[?#%]", path):
        raise ValueError("Name it with letters, digits, - and _; names that begin with _ are Sphinx's own.")
    for part in path.split("/"):
        if fault := fault_in(part):
            raise ValueError(f"{shown(part)} cannot be the name of a file on every system: {fault}.")
    if not path.endswith((".xml", ".atom", ".json", ".ics")):
        raise ValueError("Its end says what it is: .xml for Atom, .json for JSON Feed, .ics for a calendar.")
    if len(path) > 1000:
        raise ValueError("Its path is too long: at most 1,000 characters.")
    return path


@values("a style's name, or a `.csl` file")
def style(text: str) -> str:
    """The name of a citation style, or the path of a ``.csl`` file."""
    name = text.strip()
    if name.endswith(".csl") or re.fullmatch(r"[a-z0-9][a-z0-9-]{0,99}", name):
        return name
    raise ValueError("Name a style, such as apa or ieee, or a .csl file.")


@values("names of styles, or `.csl` files")
def styles(text: str) -> tuple[str, ...]:
    """Several styles, with commas between them."""
    return tuple(dict.fromkeys(map(style.read, words(text))))


def styles_of(options: Options) -> tuple[str, ...]:
    """The citation styles among options that have been read, be it one or several."""
    given: str | tuple[str, ...] = options.get("style", ())
    return (given,) if isinstance(given, str) else given


@values("class names")
def classes(text: str) -> tuple[str, ...]:
    """Class names with spaces between them."""
    names = [make_id(word) for word in text.split()]
    return _some(names if all(names) else [], "Class names were expected: letters, digits and -.")


@values("a name")
def name(text: str) -> str:
    return _some([word for word in (text.strip(),) if word], "A name was expected.")[0]


FEED = Option(
    feeds,
    "Writes the list as [feeds](/how-to/feeds.md): `news.xml` (Atom), `news.json` (JSON Feed), `talks.ics` (a calendar of the "
    "talks). Paths start where the site is written to; `html_baseurl` must be set.",
)

FILTER = Option(
    flag,
    "On lists of ten entries and more: a form above the list with which readers [filter](/how-to/filter.md) it as they type.",
)

REFERRED = {
    "home": Option(flag, "References lead to the entries of this list, where another shows them too."),
    "no-index": Option(flag, "References and search results never lead to this list."),
}
"""The options of lists whose entries can be referred to."""

SHARED = {
    "class": Option(classes, "Further classes for the element around the whole."),
    "name": Option(name, "A name to link to, as in any directive of Sphinx."),
}


def read_options(given: Mapping[str, object], options: Mapping[str, Option]) -> Reading:
    """Read what stands in a page; what is wrong is left out and told."""
    values: dict[str, Hashable] = {}
    faults = []
    for name, text in given.items():
        option = options.get(name)
        if option is None:
            meant = nearest(name, options)
            guess = f"Did you mean '{meant}'? " if meant else ""
            hint = f"{guess}The options are: {', '.join(sorted(options))}."
            faults.append((name, f"There is no option {shown(name)}.", hint))
            continue
        try:
            values[name] = option.takes("" if text is None else str(text))
        except ValueError as error:
            message = f"{shown(text or '')} is no value for the option '{name}'."
            faults.append((name, message, str(error)[:1].upper() + str(error)[1:]))
    return Reading(values, tuple(faults))
