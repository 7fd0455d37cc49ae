"""Dates, numbers, money, counts of citations and types of works in the words of a language."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from sphinx.locale import get_translation

from sphinx_academic.data.values.dates import PartialDate, in_words
from sphinx_academic.data.values.identifiers import Citations

if TYPE_CHECKING:
    from babel.core import Locale

_ = get_translation("sphinx_academic")

# What is known of the date decides which pattern fits: years and months have skeletons of their own in CLDR.
_MONTHS = {"short": "yM", "month": "yMMM", "medium": "yMMM", "long": "yMMMM", "full": "yMMMM"}


@cache
def _locale(language: str) -> Locale | None:
    """A language of Sphinx's (``de``, ``pt_BR``) with what Babel knows of it; None where that is nothing."""
    from babel.core import Locale, UnknownLocaleError

    try:
        return Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return None


def _iso_month(when: PartialDate) -> str:
    return when._replace(day=None).iso


@cache
def date_words(style: str, language: str) -> Callable[[PartialDate], str]:
    """The function that writes a date in this style for pages in this language (Unicode CLDR, through Babel); else in ISO."""
    if style == "auto":
        style = "iso" if language.partition("_")[0] == "en" else "medium"
    locale = _locale(language) if style in _MONTHS else None
    if locale is None:
        return _iso_month if style == "month" else attrgetter("iso")
    from babel.dates import format_date, format_skeleton

    @cache
    def in_words(when: PartialDate) -> str:
        if not when.year:
            return when.iso
        day = date(when.year, when.month or 1, when.day or 1)
        if when.day is not None and style != "month":
            return str(format_date(day, style, locale=locale))
        return str(format_skeleton(_MONTHS[style] if when.month else "y", day, locale=locale))

    return in_words


def date_terms() -> Mapping[str, str]:
    """The words of dates and of what has become of a work, as :data:`dates.ENGLISH` has those of dates."""
    found = {
        "~": _("c. {year}"), "decade": _("{year}s"), "bc": _("{year} BC"), "n.d.": _("n.d."),
        "1": _("spring {year}"), "2": _("summer {year}"), "3": _("autumn {year}"), "4": _("winter {year}"),
        "in preparation": _("in preparation"), "submitted": _("submitted"), "under review": _("under review"),
        "accepted": _("accepted"), "forthcoming": _("forthcoming"), "to appear": _("to appear"), "in press": _("in press"),
        "published online": _("published online"), "corrected": _("corrected"),
        "expression of concern": _("expression of concern"), "withdrawn": _("withdrawn"), "retracted": _("retracted"),
    }  # fmt: skip
    return {name: str(words) for name, words in found.items()}


def shown_date(when: PartialDate | None, write: Callable[[PartialDate], str] | None = None) -> str:
    """A date in the language of the build: its year, or all of it in words that ``write`` makes of a day or a month."""
    if when is None:
        return ""
    if when.year >= 1000 and when.is_plain and not when.text and (write is None or not when.month):
        return str(when.year)
    return in_words(when, date_terms(), write)


def number_words(number: float, language: str, *, short: bool = False) -> str:
    """A number as the readers of a language write it; ``short`` is *15.3K* where they do so."""
    from babel.numbers import format_compact_decimal, format_decimal

    locale = _locale(language)
    if locale is None:
        return str(number)
    written = format_compact_decimal(number, locale=locale, fraction_digits=1) if short else ""
    return str(written if written and not written.isdigit() else format_decimal(number, locale=locale))


def money_words(value: Decimal, currency: str, language: str) -> str:
    """An amount of money without cents as the readers of a language write it."""
    from babel.numbers import format_currency

    locale = _locale(language)
    if locale is None or len(currency) == 1:
        return f"{currency}{value:,.0f}"
    pattern = re.sub(r"\.0+", "", locale.currency_formats["standard"].pattern)
    return str(format_currency(value, currency, pattern, locale=locale, currency_digits=False))


@cache
def times_cited(citations: Citations, language: str) -> str:
    """``1,234 cited``, with the number as the readers of a language write it."""
    return str(_("%s cited") % number_words(citations.number, language))


@cache
def counted_by(citations: Citations, language: str) -> str:
    """Who has counted, and when: ``OpenAlex, May 2026``."""
    when = citations.date
    month = date_words("long", language)(when._replace(day=None, text="")) if when is not None else ""
    return ", ".join(filter(None, (citations.source, month)))


class TypeWords(NamedTuple):
    """What a type of work is called above a list, in news, and as one version beside another; and its sign in news."""

    heading: str
    news: str
    version: str = ""
    sign: str = "📄"


TYPE_WORDS: Mapping[str, Callable[[], TypeWords]] = {
    "article": lambda: TypeWords(_("Journal articles"), _("New article: {title}"), _("journal article")),
    "conference": lambda: TypeWords(
        _("Conference and workshop papers"), _("New paper: {title}"), _("conference paper")
    ),
    "preprint": lambda: TypeWords(_("Preprints"), _("New preprint: {title}"), _("preprint")),
    "thesis": lambda: TypeWords(_("Theses"), _("New thesis: {title}"), _("thesis"), "🎓"),
    "book": lambda: TypeWords(_("Books"), _("New book: {title}"), "", "📕"),
    "chapter": lambda: TypeWords(_("Book chapters"), _("New book chapter: {title}"), _("book chapter"), "📕"),
    "report": lambda: TypeWords(_("Reports"), _("New report: {title}"), _("report")),
    "dataset": lambda: TypeWords(_("Datasets"), _("New dataset: {title}"), "", "💾"),
    "software": lambda: TypeWords(_("Software"), _("New software: {title}"), "", "💾"),
    "patent": lambda: TypeWords(_("Patents"), _("New patent: {title}"), "", "💡"),
    "talk": lambda: TypeWords(_("Talks"), _("Talk: {title}"), "", "🎤"),
    "poster": lambda: TypeWords(_("Posters"), _("Poster: {title}"), "", "📌"),
    "other": lambda: TypeWords(_("Other works"), _("New: {title}")),
}
"""Type → what gives its words in the language of the build: those of one type, as each of them is looked up."""
