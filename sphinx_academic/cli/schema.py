"""Prints the JSON Schema of data files, and of what a site publishes for others."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import click

from sphinx_academic.cli.command import DataCommand
from sphinx_academic.data.form_of_records import SCHEMA_OF_PEOPLE
from sphinx_academic.data.records import Record, json_schema


def _own_kinds(files: Sequence[str]) -> Mapping[str, type[Record]]:
    """The kinds that data files declare."""
    if not files:
        return {}
    # Which only those need who declare kinds of their own.
    from sphinx_academic.formats.loading import load_named

    return load_named(files).own_kinds


@click.command(
    cls=DataCommand,
    examples=("schema > academic.schema.json", "schema data/kinds.yaml > academic.schema.json"),
)
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option("--people", is_flag=True, help="Print that of people.json, which a site publishes for others.")
def command(files: tuple[str, ...], people: bool) -> int:
    """Print the JSON Schema of a data file, for completion in editors.

    FILEs are data files that declare kinds of one's own, which it is to have too.
    """
    # ASCII, so that the file is the same whatever encoding a terminal or a redirection has.
    click.echo(json.dumps(SCHEMA_OF_PEOPLE if people else json_schema(_own_kinds(files)), indent=1))
    return 0
