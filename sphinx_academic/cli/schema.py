"""Prints the JSON Schema of data files, and of what a site publishes for others."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import click

from sphinx_academic.cli.command import DataCommand, Refused
from sphinx_academic.data.declarations import NOTHING
from sphinx_academic.data.form_of_records import SCHEMA_OF_PEOPLE
from sphinx_academic.data.records import json_schema


def _schema(files: Sequence[str]) -> dict[str, object]:
    """The schema, with the kinds that data files declare, and the kinds and the fields of a project."""
    if not files:
        return json_schema()
    # Which only those need who declare something of their own.
    if len(files) == 1 and Path(files[0], "conf.py").is_file():
        errors = import_module("sphinx.errors")
        declared_in = import_module("sphinx_academic.pages.site_kinds").declared_in
        try:
            with import_module("sphinx_academic.cli.check").project(Path(files[0])) as env:
                declared = declared_in(env)
        except errors.SphinxError as error:
            raise Refused(str(error)) from error
        kinds = import_module("sphinx_academic.data.records.declared").kinds_by_list(declared.kinds)
        return json_schema(kinds, declared)
    return json_schema(import_module("sphinx_academic.formats.loading").load_named(files).own_kinds, NOTHING)


@click.command(
    cls=DataCommand,
    examples=(
        "schema > academic.schema.json",
        "schema . > academic.schema.json",
        "schema data/kinds.yaml > academic.schema.json",
    ),
)
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option("--people", is_flag=True, help="Print that of people.json, which a site publishes for others.")
def command(files: tuple[str, ...], people: bool) -> int:
    """Print the JSON Schema of a data file, for completion in editors.

    FILEs are data files that declare kinds of one's own, which it is to have too; or the source folder, of which it has the kinds and the fields.
    """
    # ASCII, so that the file is the same whatever encoding a terminal or a redirection has.
    click.echo(json.dumps(SCHEMA_OF_PEOPLE if people else _schema(files), indent=1))
    return 0
