"""Writes what belongs to a grant or a funder, was done in a role or by somebody, in a window of dates."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import click

from sphinx_academic.cli.command import DataCommand
from sphinx_academic.cli.messages import nothing_written, say, say_problems
from sphinx_academic.cli.parameters import Date, OneOf, Years, data_files, output
from sphinx_academic.cli.writing import write_out
from sphinx_academic.content.markup import Markup
from sphinx_academic.data.choice import Narrowing
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.report import Reported, report, unmet
from sphinx_academic.data.values.dates import PartialDate, YearRange
from sphinx_academic.formats.loading import load_named
from sphinx_academic.formats.record_tables import in_markdown, in_text, tables_of
from sphinx_academic.formats.table import written_formats
from sphinx_academic.formats.tables import Table, plain_markdown, write_json

_SEVERAL = "; may be said several times."


@click.command(
    cls=DataCommand,
    examples=(
        "report data/ --grant EP/T000001/1 --since 2024-04 --until 2025-03 --format xlsx -o report.xlsx",
        "report data/ --funder EPSRC --kinds publications --kinds talks --format markdown",
        "report data/ --role reviewer --year 2025",
    ),
)
@data_files
@click.option(
    "--grant",
    "grants",
    multiple=True,
    metavar="GRANT",
    help=f"Only what is of this grant, by key, number or title{_SEVERAL}",
)
@click.option(
    "--funder",
    "funders",
    multiple=True,
    metavar="FUNDER",
    help=f"Only what is of this funder, in any of its spellings{_SEVERAL}",
)
@click.option(
    "--project",
    "projects",
    multiple=True,
    metavar="PROJECT",
    help=f"Only what is of this project, by key or title{_SEVERAL}",
)
@click.option(
    "--role", "roles", multiple=True, metavar="ROLE", help=f"Only what was done in this role{_SEVERAL}"
)
@click.option(
    "--person", "people", multiple=True, metavar="PERSON", help=f"Only what is of this person{_SEVERAL}"
)
@click.option(
    "--since",
    type=Date(),
    metavar="DATE",
    help="Only what may have been on this date or later: 2024-05-16, 2024-05, 2024.",
)
@click.option("--until", type=Date(), metavar="DATE", help="Only what may have been on this date or earlier.")
@click.option(
    "--year",
    "years",
    type=Years(),
    metavar="YEARS",
    help="Only what may have been in these years: 2023, 2020-2024.",
)
@click.option("--kinds", multiple=True, metavar="LIST", help=f"Only this list: publications, talks{_SEVERAL}")
@click.option(
    "--format",
    "name",
    type=OneOf(lambda: dict.fromkeys((*_OF_REPORTS, *written_formats()))),
    default="text",
    metavar="FORMAT",
    help="The format: text, markdown, json, csv, xlsx, bib or another in which publications are written; text where none is named.",
)
@output
def command(
    files: tuple[str, ...],
    grants: tuple[str, ...],
    funders: tuple[str, ...],
    projects: tuple[str, ...],
    roles: tuple[str, ...],
    people: tuple[str, ...],
    since: PartialDate | None,
    until: PartialDate | None,
    years: tuple[YearRange, ...] | None,
    kinds: tuple[str, ...],
    name: str,
    output: Path | None,
) -> int:
    """Write what belongs to a grant or a funder, was done in a role or by somebody, in a window of dates.

    What is asked for and is not there is told with the nearest that is, and nothing is written then.
    """
    collection = load_named(files)
    say_problems(collection.problems)
    asked = Narrowing(
        authors=people,
        since=since,
        until=until,
        years=years or (),
        projects=projects,
        grants=grants,
        funders=funders,
        roles=roles,
    )
    if collection.unread:
        say(f"Nothing was read from '{collection.unread[0]}': {nothing_written(output)}")
        return 2
    stops = False
    for each in unmet(collection, asked, kinds):
        say(f"{each.message} {each.hint}")
        stops = stops or each.is_all
    if stops:
        return 2
    made = report(collection, asked, kinds)
    if made.undated:
        say(f"{made.undated} without a date {'is' if made.undated == 1 else 'are'} left out.")
    if not made.lists:
        say(f"Nothing among the data is as this report asks: {nothing_written(output)}")
        return 2
    content = _written(made, collection, name)
    if isinstance(content, str):
        say(f"{content}: {nothing_written(output)}")
        return 2
    write_out(output, content)
    return 0


def _written(made: Reported, collection: Collection, name: str) -> bytes | str:
    """The report in a format; why it cannot be written, where that is so."""
    markup = Markup(collection.links)
    if name in _OF_REPORTS:
        return _OF_REPORTS[name](made, tables_of(made.records, collection, markup))
    form = written_formats()[name]
    if form.missing:
        return f"{form.label} cannot be written here ({form.missing})"
    content = form.content(made.records, collection, markup)
    return content or f"The report holds no publication that could be written as {form.label}"


def _text(made: Reported, tables: tuple[Table, ...]) -> bytes:
    head = "\n".join((*_asked(made.asked), _counts(tables)))
    return f"{head}\n\n{in_text(tables)}".encode()


def _markdown(made: Reported, tables: tuple[Table, ...]) -> bytes:
    head = "\\\n".join(map(plain_markdown, (*_asked(made.asked), _counts(tables))))
    return f"{head}\n\n{in_markdown(tables)}".encode()


def _counts(tables: tuple[Table, ...]) -> str:
    return ", ".join(f"{table.title} {len(table.rows)}" for table in tables)


def _asked(asked: Narrowing) -> Iterator[str]:
    """What a report is of, a line each."""
    named: Mapping[str, tuple[str, ...]] = {
        "Grant": asked.grants,
        "Funder": asked.funders,
        "Project": asked.projects,
        "Person": asked.authors,
        "Role": asked.roles,
        "Years": tuple("-".join(str(year or "") for year in dict.fromkeys(each)) for each in asked.years),
    }
    for label, names in named.items():
        if names:
            yield f"{label}: {', '.join(names)}"
    if asked.since or asked.until:
        first, last = (when.iso if when else "…" for when in (asked.since, asked.until))
        yield f"Dates: {first} to {last}"


_OF_REPORTS: Mapping[str, Callable[[Reported, tuple[Table, ...]], bytes]] = {
    "text": _text,
    "markdown": _markdown,
    "json": lambda _made, tables: write_json(tables),
}
"""The formats that are those of reports alone."""
