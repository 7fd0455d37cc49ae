"""Writes with whom somebody has worked in the last months, as funders ask for it to find independent reviewers."""

from __future__ import annotations

import argparse

from sphinx_academic.cli.messages import nothing_written, say, say_problems
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


def run(given: argparse.Namespace) -> int:
    """Write the table; what is left out is told."""
    collection = load_named(given.files)
    say_problems(collection.problems)
    if collection.unread:
        say(f"Nothing was read from '{collection.unread[0]}': {nothing_written(given.output)}")
        return 2
    unknown = [*unknown_names(collection, given.of)]
    for name in unknown:
        meant = nearest(name, spelled_names(collection))
        hint = f" Did you mean '{meant}'?" if meant else ""
        say(f"Nobody among the data is called '{name}'.{hint}")
    if unknown:
        return 2
    names = tuple(given.of) or names_of_owner(collection)
    if not names:
        say('It is not said whose co-authors are asked for. Name somebody:  --of "Ada Lovelace"')
        return 2
    found = collaborators(collection, names, today(given.date), given.months, given.max_authors)
    _say_left_out(found)
    if not found.people:
        say(f"Nobody has worked with {names[0]} since {found.since.iso}: {nothing_written(given.output)}")
        return 2
    table = table_of(found, Markup(collection.links))
    if given.format in {"csv", "xlsx"}:
        form = format_named(given.format)
        if form.missing:
            say(f"{form.label} cannot be written here ({form.missing}): {nothing_written(given.output)}")
            return 2
        content = form.content_of((table,))
    else:
        content = _written(table, given.format)
    write_out(given.output, content)
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
