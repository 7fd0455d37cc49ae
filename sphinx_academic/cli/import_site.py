"""Makes a site of another one, or of a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from sphinx_academic.cli.command import DataCommand, Refused
from sphinx_academic.cli.messages import say, say_problems
from sphinx_academic.cli.told_problems import in_json, print_json
from sphinx_academic.problems import Code, gathered
from sphinx_academic.starting.carried_lists import collection_of
from sphinx_academic.starting.importers import IMPORTERS, Imported, importer_of, told_of_others
from sphinx_academic.starting.site_files import NewFile, NotEmptyError, refuse_what_is_not_empty, write_site


@click.command(
    "import",
    cls=DataCommand,
    examples=("import homepage.md -o site", "import old-site/ -o site --dry-run"),
)
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="SOURCE...")
@click.option(
    "--output",
    "-o",
    "folder",
    type=click.Path(path_type=Path),
    required=True,
    metavar="DIR",
    help="The folder of the new site, which is made, or empty.",
)
@click.option("--dry-run", is_flag=True, help="Print the files as a diff, and write nothing.")
@click.option("--json", "is_json", is_flag=True, help="Print what was made as JSON.")
def command(sources: tuple[Path, ...], folder: Path, dry_run: bool, is_json: bool) -> int:
    """Make a site of another one, or of a file.

    SOURCEs are the folder or the page of a site, or files of data. They stay as they are. What cannot be carried over is told with file and line.
    """
    for source in sources:
        if not source.exists():
            raise Refused(f"There is no '{source}': nothing is written.")
    if not dry_run:
        try:
            refuse_what_is_not_empty(folder)
        except NotEmptyError as error:
            raise Refused(str(error)) from error
    importer = importer_of(sources)
    if importer is None:
        known = "\n".join(f"  {each.label}" for each in IMPORTERS)
        named = ", ".join(f"'{source}'" for source in sources)
        raise Refused(f"{named}: nothing that can be imported was found there. What can be is:\n{known}")
    made = importer.site_of(sources)
    made = made._replace(problems=(*told_of_others(sources, importer), *made.problems))
    if not made.files:
        say_problems(gathered(made.problems))
        raise Refused("Nothing could be read of what was named: nothing is written.")
    if not dry_run:
        write_site(folder, made.files)
    counts = counted(made)
    say_problems(gathered(made.problems))
    if is_json:
        print_json(_as_json(importer.name, sources, folder, made, counts, dry_run))
    elif dry_run:
        for line in diff_of(made.files):
            click.echo(line)
    else:
        click.echo(f"{folder}: {len(made.files)} files, from {importer.label}.")
        click.echo(
            ", ".join(f"{number} {name}" for name, number in counts.items()) + "."
            if counts
            else "No records."
        )
    number = sum(each.code is Code.NOT_CARRIED for each in made.problems)
    if number and not is_json:
        say(
            f"{number} {'thing was' if number == 1 else 'things were'} not carried over as {'it is' if number == 1 else 'they are'}."
        )
    return 0


def counted(made: Imported) -> dict[str, int]:
    """How many records of each list the data files of a site hold."""
    found = collection_of(made.files, made.data)
    return {name: len(found.of(kind)) for name, kind in found.all_kinds.items() if found.of(kind)}


def diff_of(files: tuple[NewFile, ...]) -> Iterator[str]:
    """What would be written as a unified diff against nothing; of copies only where they come from."""
    for file in files:
        if file.copied_from is not None:
            yield click.style(f"Copy {file.copied_from} to {file.path}", bold=True)
            continue
        lines = file.content.decode("utf-8").splitlines()
        yield click.style("--- /dev/null", bold=True)
        yield click.style(f"+++ {file.path}", bold=True)
        yield click.style(f"@@ -0,0 +1,{len(lines)} @@", fg="cyan")
        yield from (click.style(f"+{line}", fg="green") for line in lines)


def _as_json(
    importer: str,
    sources: tuple[Path, ...],
    folder: Path,
    made: Imported,
    counts: dict[str, int],
    dry_run: bool,
) -> dict[str, object]:
    return {
        "importer": importer,
        "sources": [source.as_posix() for source in sources],
        "folder": folder.as_posix(),
        "is_written": not dry_run,
        "files": [file.path for file in made.files],
        "records": counts,
        "problems": [*map(in_json, gathered(made.problems))],
    }
