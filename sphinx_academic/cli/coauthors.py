"""Writes with whom somebody has worked in the last months, as funders ask for it to find independent reviewers."""

from __future__ import annotations

from pathlib import Path

import click

from sphinx_academic.cli.command import DataCommand
from sphinx_academic.cli.messages import nothing_written, say, say_problems
from sphinx_academic.cli.parameters import Day, data_files, output
from sphinx_academic.cli.writing import write_out
from sphinx_academic.content.markup import Markup
from sphinx_academic.data.collaborators import (
    Collaborators,
    collaborators,
    names_of_owner,
    spelled_names,
    unknown_names,
)
from sphinx_academic.data.values.dates import today
from sphinx_academic.formats.coauthor_table import table_of
from sphinx_academic.formats.loading import load_named
from sphinx_academic.formats.table import format_named
from sphinx_academic.formats.tables import Table, aligned_table, markdown_table, write_json
from sphinx_academic.problems import nearest

FORMATS = ("text", "markdown", "csv", "xlsx", "json")


@click.command(
    cls=DataCommand,
    examples=(
        'coauthors data/ --of "Priya Ramanathan-Hale" --date 2026-09-01',
        "coauthors data/ --format xlsx -o coauthors.xlsx",
    ),
)
@data_files
@click.option(
    "--of",
    "named",
    multiple=True,
    metavar="NAME",
    help="Whose; of whom the profile is where nobody is named. May be said several times, for several spellings.",
)
@click.option(
    "--months",
    type=click.IntRange(1, 10_000),
    default=48,
    metavar="N",
    help="Of so many months; 48 where nothing is said.",
)
@click.option(
    "--max-authors",
    type=click.IntRange(1, 10_000),
    default=100,
    metavar="N",
    help="Without works with more authors; 100 where nothing is said.",
)
@click.option(
    "--date",
    "day",
    type=Day(),
    default="",
    metavar="DAY",
    help="The day before which these months lie: 2026-11-30; that of the call where none is said.",
)
@click.option(
    "--format",
    "name",
    type=click.Choice(FORMATS),
    default="text",
    help="The format; text where none is named.",
)
@output
def command(
    files: tuple[str, ...],
    named: tuple[str, ...],
    months: int,
    max_authors: int,
    day: str,
    name: str,
    output: Path | None,
) -> int:
    """Write with whom somebody has worked in the last 48 months, as funders ask for it.

    What is left out is told.
    """
    collection = load_named(files)
    say_problems(collection.problems)
    if collection.unread:
        say(f"Nothing was read from '{collection.unread[0]}': {nothing_written(output)}")
        return 2
    unknown = [*unknown_names(collection, named)]
    for each in unknown:
        meant = nearest(each, spelled_names(collection))
        hint = f" Did you mean '{meant}'?" if meant else ""
        say(f"Nobody among the data is called '{each}'.{hint}")
    if unknown:
        return 2
    names = tuple(named) or names_of_owner(collection)
    if not names:
        say('It is not said whose co-authors are asked for. Name somebody:  --of "Ada Lovelace"')
        return 2
    found = collaborators(collection, names, today(day), months, max_authors)
    _say_left_out(found)
    if not found.people:
        say(f"Nobody has worked with {names[0]} since {found.since.iso}: {nothing_written(output)}")
        return 2
    table = table_of(found, Markup(collection.links))
    if name in {"csv", "xlsx"}:
        form = format_named(name)
        if form.missing:
            say(f"{form.label} cannot be written here ({form.missing}): {nothing_written(output)}")
            return 2
        content = form.content_of((table,))
    else:
        content = _written(table, name)
    write_out(output, content)
    return 0


def _written(table: Table, name: str) -> bytes:
    if name == "json":
        return write_json((table,))
    return (markdown_table(table) if name == "markdown" else aligned_table(table)).encode("utf-8")


def _say_left_out(found: Collaborators) -> None:
    for number, what in (
        (found.without_affiliation, "without an affiliation among the data"),
        (found.undated, "of the works without a date, left out"),
        (found.crowded, "of the works with very many authors, left out"),
        (found.unread, "of the works with authors that could not be told apart, left out"),
    ):
        if number:
            say(f"{number} {what}.")
