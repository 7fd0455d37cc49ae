"""What stands behind the options of commands: days, dates, years, languages, formats, and the options that several have."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click

from sphinx_academic.data.languages import is_language, meant_by
from sphinx_academic.data.values.addresses import find_orcid
from sphinx_academic.data.values.dates import PartialDate, YearRange, read_date, read_year_range

_Function = TypeVar("_Function", bound=Callable[..., Any])


class Day(click.ParamType[str]):
    """A day in ISO 8601."""

    name = "day"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The day as it is written; no text where none is said."""
        if not value:
            return ""
        try:
            return datetime.date.fromisoformat(value).isoformat()
        except ValueError:
            self.fail(f"{value!r} is no day; write it as 2026-11-30", param, ctx)


class Date(click.ParamType[PartialDate]):
    """A date, partial or whole."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> PartialDate:
        """The date."""
        found = read_date(str(value))
        if found.date is None or found.fault or found.before or found.after:
            self.fail(f"{value!r} is no date; write it as 2024-05-16, 2024-05 or 2024", param, ctx)
        return found.date


class Years(click.ParamType[tuple[YearRange, ...]]):
    """Years and ranges of years with commas between them."""

    name = "years"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[YearRange, ...]:
        """The ranges."""
        if isinstance(value, tuple):
            return value
        ranges = [read_year_range(part) for part in value.split(",")]
        found = tuple(years for years in ranges if years is not None)
        if len(found) < len(ranges):
            self.fail(
                f"{value!r} are no years; write them as 2023, 2020-2024, 2020- or -2019",
                param,
                ctx,
            )
        return found


class Language(click.ParamType[str]):
    """A language by its code; no text where none is said."""

    name = "code"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The code without what stands around it."""
        if value and not is_language(value):
            meant = meant_by(value)
            guess = f" (did you mean {meant!r}?)" if meant else ""
            self.fail(f"{value!r} is no code of a language{guess}", param, ctx)
        return value.strip()


class Languages(click.ParamType[tuple[str, ...]]):
    """Languages by their codes, with commas between them."""

    name = "codes"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        """The codes."""
        if isinstance(value, tuple):
            return value
        return tuple(Language().convert(code, param, ctx) for code in value.split(",")) if value else ()


class Orcid(click.ParamType[str]):
    """An ORCID iD; no text where none is said."""

    name = "id"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The sixteen digits with their hyphens."""
        found = find_orcid(value)
        if value and not found:
            self.fail(f"{value!r} is no ORCID iD; write it as 0000-0002-1825-0097", param, ctx)
        return found


class OneOf(click.ParamType[str]):
    """A name of which the choices are looked up when one is named, as other packages may bring some."""

    name = "name"

    def __init__(self, choices: Callable[[], Iterable[str]]) -> None:
        self._choices = choices

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name as it is."""
        known = tuple(self._choices())
        if value not in known:
            self.fail(f"{value!r} is not one of {', '.join(map(repr, known))}", param, ctx)
        return value


def data_files(function: _Function) -> _Function:
    """The files that a command reads."""
    return click.argument("files", nargs=-1, required=True, metavar="FILE...")(function)


def output(function: _Function) -> _Function:
    """Where a command writes."""
    return click.option(
        "--output",
        "-o",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Where to write; the terminal by default.",
    )(function)
