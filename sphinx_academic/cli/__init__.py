"""The command ``sphinx-academic``: what can be had without a build. Each of its commands is imported when it is called."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from io import TextIOWrapper
from typing import NamedTuple

import click

from sphinx_academic import __version__
from sphinx_academic.problems import nearest, shorten

DONE, FOUND, REFUSED, STOPPED = 0, 1, 2, 130
"""The exit statuses: all is well; something is wrong with what was looked at; nothing, or nothing more, was done; stopped by Ctrl-C."""


class Listed(NamedTuple):
    """A command: its name, the module that has it, and what the list of commands says of it."""

    name: str
    module: str
    summary: str


_LISTED = (
    Listed("new", "new", "Begin a site: a person's, a lab's, or a documentation."),
    Listed("import", "import_site", "Make a site of another one, or of a file."),
    Listed("serve", "serve", "Show a site in the browser, which follows what is written."),
    Listed("check", "check", "Tell what is wrong with data, without a build."),
    Listed("doctor", "doctor", "Say why Google Scholar would not take up a paper, and which links to the site of before are dead."),
    Listed("add", "add", "Add works to the data, by DOI or other identifier, from BibTeX and other files."),
    Listed("fetch", "fetch", "Ask services for works and what is new of them, for academic.lock.yaml."),
    Listed("search", "search_data", "Search the data: works, people, news and all else."),
    Listed("cite", "cite", "Print works in a citation style, or as BibTeX."),
    Listed("merge", "merge", "Decide which works are versions of one."),
    Listed("export", "export", "Write publications, or a whole career, in another format."),
    Listed("cv", "curriculum_vitae", "Write a curriculum vitae: as PDF, for LaTeX, or for another program."),
    Listed("report", "report", "Write what belongs to a grant, a funder, a role or somebody, in a window of dates."),
    Listed("coauthors", "coauthors", "Write with whom somebody has worked in the last 48 months, as funders ask for it."),
    Listed("schema", "schema", "Print the JSON Schema of data files, for completion in editors."),
    Listed("completion", "completion", "Print what lets a shell complete this command."),
)  # fmt: skip
COMMANDS: Mapping[str, Listed] = {each.name: each for each in _LISTED}
"""The commands, in the order in which they are listed. Their help is here so that a list of them imports none."""


class _Commands(click.Group):
    """The commands, each imported when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names."""
        return [*COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """One of them."""
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        command: click.Command = import_module(f"{__name__}.{entry.module}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is named; the nearest name with one that there is not."""
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            meant = nearest(args[0], COMMANDS)
            hint = f" Did you mean '{meant}'?" if meant else ""
            ctx.fail(f"There is no command '{args[0]}'.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of the commands."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.summary) for name, entry in COMMANDS.items()])


@click.group(
    cls=_Commands,
    name="sphinx-academic",
    context_settings={"help_option_names": ["--help", "-h"]},
    epilog="What a command writes goes to the standard output, what it says besides to the standard error. "
    "Exit status: 0 all is well, 1 something is wrong with what was looked at, 2 nothing was done, 130 stopped.",
)
@click.version_option(__version__, "--version", message="%(version)s")
def program() -> None:
    """From the data of a researcher or a lab: sites, lists, CVs, reports."""


def commands() -> Mapping[str, click.Command]:
    """The commands, each with its options; imports all."""
    context = click.Context(program)
    found = {name: program.get_command(context, name) for name in COMMANDS}
    return {name: command for name, command in found.items() if command is not None}


def main(arguments: Sequence[str] | None = None, settings: object = None) -> int:
    """Run the command; the result is its exit status. ``settings`` are for the command that is called, as NetworkSettings for one that asks
    services."""
    given = None if arguments is None else list(arguments)
    if isinstance(sys.stdout, TextIOWrapper):
        # A sign that a terminal or a redirection has no code for, or a name that is no text, is written as its number.
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        status: int | None = program.main(
            given, prog_name="sphinx-academic", standalone_mode=False, obj=settings
        )
    except click.ClickException as error:
        error.show()
        return REFUSED
    except click.Abort:
        click.echo("\nStopped.", err=True)
        return STOPPED
    except OSError as error:
        # What cannot be written and has no name is what the command prints.
        name = "The standard output" if error.filename is None else shorten(str(error.filename), 100)
        click.echo(f"{name}: {error.strerror or error}.", err=True)
        return REFUSED
    return status or DONE
