"""Dates as the readers of a language write them (Unicode CLDR, through Babel)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache

from sphinx.locale import get_translation

from sphinx_academic.data.values.dates import PartialDate
from sphinx_academic.data.values.identifiers import Citations

_ = get_translation("sphinx_academic")

# What is known of the date decides which pattern fits: years and months have skeletons of their own in CLDR.
_MONTHS = {"short": "yM", "medium": "yMMM", "long": "yMMMM", "full": "yMMMM"}


@cache
def date_words(style: str, language: str) -> Callable[[PartialDate], str]:
    """The function that writes a date in this style for pages in this language.

    ``language`` is Sphinx's ``language`` (``de``, ``pt_BR``). A language that Babel does not know gets ISO dates.
    """
    if style == "auto":
        style = "iso" if language.partition("_")[0] == "en" else "medium"
    if style not in _MONTHS:
        return _iso
    from babel.core import Locale, UnknownLocaleError
    from babel.dates import format_date, format_skeleton

    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return _iso

    @cache
    def in_words(when: PartialDate) -> str:
        if not when.year:
            return when.iso
        day = date(when.year, when.month or 1, when.day or 1)
        if when.month is None:
            return str(format_skeleton("y", day, locale=locale))
        if when.day is None:
            return str(format_skeleton(_MONTHS[style], day, locale=locale))
        return str(format_date(day, style, locale=locale))

    return in_words


@cache
def number_words(number: float, language: str) -> str:
    """A number as the readers of a language write it."""
    from babel.core import Locale, UnknownLocaleError
    from babel.numbers import format_decimal

    try:
        return str(format_decimal(number, locale=Locale.parse(language)))
    except (UnknownLocaleError, ValueError):
        return str(number)


@cache
def citation_words(citations: Citations, language: str) -> str:
    """``1,234 citations (OpenAlex, May 2026)``, with number and month as the readers of a language write them."""
    number = number_words(citations.number, language)
    words = (_("%s citation") if citations.number == 1 else _("%s citations")) % number
    when = citations.date
    month = date_words("long", language)(when._replace(day=None, text="")) if when is not None else ""
    about = ", ".join(filter(None, (citations.source, month)))
    return f"{words} ({about})" if about else str(words)


def _iso(when: PartialDate) -> str:
    return when.iso
