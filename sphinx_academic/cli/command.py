"""A command that never writes over what it reads, and the examples below its help."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from sphinx_academic.problems import printable


class Refused(click.ClickException):
    """Why a command does nothing, or nothing more: what was found, and what to do. Its exit status is 2."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        """Say it as it is, but for what a terminal would take for its own commands."""
        click.echo(printable(self.format_message()), err=True)


class DataCommand(click.Command):
    """A command with ``examples``, each a line as it is typed, that refuses to write over a file that it reads."""

    def __init__(self, *arguments: Any, examples: tuple[str, ...] = (), **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.examples = examples

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The examples."""
        if self.examples:
            with formatter.section("Examples"):
                for example in self.examples:
                    formatter.write(f"{'':>{formatter.current_indent}}sphinx-academic {example}\n")
        super().format_epilog(ctx, formatter)

    def invoke(self, ctx: click.Context) -> Any:
        """Run it, unless it would write over what it reads."""
        output, files = ctx.params.get("output"), ctx.params.get("files")
        # What knows the formats of files is imported here: a list of commands need not have it.
        if (
            output is not None
            and files
            and import_module("sphinx_academic.cli.writing").is_read(output, files)
        ):
            raise Refused(
                f"'{output}' is one of the files that are read: nothing is written, and it stays as it is. "
                "Name another one:  -o …"
            )
        return super().invoke(ctx)
