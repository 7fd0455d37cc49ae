"""Writes the publications of data files, or the whole career that they hold, in another format."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import click

from sphinx_academic.cli.command import DataCommand
from sphinx_academic.cli.messages import nothing_written, say, say_problems
from sphinx_academic.cli.parameters import Language, OneOf, data_files, output
from sphinx_academic.cli.writing import write_out
from sphinx_academic.content.markup import Markup
from sphinx_academic.data.declarations import Declared
from sphinx_academic.formats.loading import load_named
from sphinx_academic.formats.table import FORMATS, Format, career_formats, written_formats
from sphinx_academic.problems import nearest

_OF_WORKS = ", ".join(form.name for form in FORMATS if form.writes_records)
_OF_CAREERS = " and ".join(form.name for form in FORMATS if form.write_career)


@click.command(
    cls=DataCommand,
    examples=(
        "export data/ -o papers.bib",
        "export data/ --format csl --key biscuit2024 --key whistle2025",
        "export data/ --format resume -o resume.json",
    ),
)
@data_files
@click.option(
    "--format",
    "name",
    type=OneOf(lambda: {**written_formats(), **career_formats()}),
    default="bib",
    metavar="FORMAT",
    help=f"The format: {_OF_WORKS} of publications, {_OF_CAREERS} of all; bib where none is named.",
)
@click.option(
    "--key",
    "keys",
    multiple=True,
    metavar="KEY",
    help="Only the publication of this key; may be said several times.",
)
@click.option(
    "--language",
    type=Language(),
    default="",
    metavar="CODE",
    help="The language of what the data say in several; English, or else the first, where none is named.",
)
@click.option("--ascii", "is_ascii", is_flag=True, help="Write LaTeX commands for accents and signs (bib).")
@output
def command(
    files: tuple[str, ...],
    name: str,
    keys: tuple[str, ...],
    language: str,
    is_ascii: bool,
    output: Path | None,
) -> int:
    """Write the publications of data files, or the whole career, in another format.

    What is wrong with the data is told and stops nothing, but where nothing is read nothing is written.
    """
    form = {**written_formats(), **career_formats()}[name]
    if not form.writes_records:
        return _write_career(files, form, keys, language, output)
    collection = load_named(files, "publications", Declared(language=language))
    say_problems(collection.problems)
    known = {publication.key: publication for publication in collection.publications}
    unknown = [key for key in keys if key not in known]
    for key in unknown:
        meant = nearest(key, known)
        hint = f" Did you mean '{meant}'?" if meant else ""
        say(f"No publication has the key '{key}'.{hint}")
    lost = collection.unread or (() if known else [*(each.path for each in collection.problems), *files])
    if lost and not unknown:
        say(f"No publication was read from '{lost[0]}': {nothing_written(output)}")
    if unknown or lost:
        return 2
    if form.missing:
        say(f"{form.label} cannot be written here: {form.missing}")
        return 2
    works = [known[key] for key in keys] if keys else collection.publications
    options = {"ascii_only": True} if is_ascii and form.writes_ascii else {}
    content: bytes = form.content(works, collection, Markup(collection.links), **options)
    if not content:
        say(f"None of these works can be written as {form.label}: nothing is written.")
        return 2
    write_out(output, content)
    return 0


def _write_career(
    files: tuple[str, ...], form: Format, keys: tuple[str, ...], language: str, output: Path | None
) -> int:
    """Write a whole career as ``cv`` does, in the usual variant."""
    if keys:
        message = f"A whole career is written as {form.label}, of which no keys can be picked."
        say(f"{message} Leave  --key  out.")
        return 2
    # Which needs much that lists of publications do not.
    cv = import_module("sphinx_academic.cli.curriculum_vitae")
    status: int = cv.write(cv.AskedCv(files, form.name, language=language or "en"), output)
    return status
