"""The column of dates that lists of news and of a career share: how dates are written in it, and what it needs to hold them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sphinx_academic.content.fragments import Element, Fragments, elements, plain
from sphinx_academic.sections import options as read
from sphinx_academic.sections.description import AS_WRITTEN, Description
from sphinx_academic.sections.language_words import date_words
from sphinx_academic.sections.options import Option, Options
from sphinx_academic.settings import DATE_STYLES

NO_DATES = (Element("on_paper", (), "academic-dates"),)
"""The column of dates of what has none: on screens the style sheet keeps it free."""

DATES: dict[str, Option] = {
    "dates": Option(
        read.one_of(*(style for style in DATE_STYLES if style != "auto")),
        "How the dates are written, where not as [`academic_dates`](/reference/configuration.md) has it; `month` leaves out days.",
    )
}
"""The option of lists with such a column."""

_LONGEST = 14
"""The usual column takes a date of so many characters on one line: *September 2023*; a period breaks behind its dash."""


def with_dates(description: Description, options: Options) -> Description:
    """The description that writes dates as the list is to have them."""
    if "dates" not in options:
        return description
    return replace(description, date_words=date_words(options["dates"], description.language))


def column_of(dates: Iterable[Fragments], longest: int = _LONGEST) -> str:
    """The classes of a list whose entries have these dates; none where no entry has one."""
    found = [each for each in dates if each]
    times = (each for every in found for each in elements(every) if each.kind == "time")
    # What somebody wrote in words of their own breaks between them.
    is_wide = any(len(plain(each.children)) > longest for each in times if each.classes != AS_WRITTEN)
    return f"academic-dated{' academic-wide-dates' if is_wide else ''}" if found else ""
