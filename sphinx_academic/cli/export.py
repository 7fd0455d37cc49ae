"""Writes the publications of data files, or the whole career that they hold, in another format."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import click

from sphinx_academic.cli.command import DataCommand, Refused
from sphinx_academic.cli.messages import nothing_written, say, say_problems
from sphinx_academic.cli.parameters import Language, OneOf, output
from sphinx_academic.cli.project_data import data_of, site_option
from sphinx_academic.cli.writing import is_read, write_out
from sphinx_academic.content.markup import Markup
from sphinx_academic.data.declarations import Declared
from sphinx_academic.formats.loading import load_named
from sphinx_academic.formats.table import FORMATS, Format, career_formats, written_formats
from sphinx_academic.problems import nearest

_OF_WORKS = ", ".join(form.name for form in FORMATS if form.writes_records)
_CALLED = {"resume": "resume.json"}
"""What programs look for."""
_OF_CAREERS = " and ".join(form.name for form in FORMATS if form.write_career)


@click.command(
    cls=DataCommand,
    examples=(
        "export data/ -o papers.bib",
        "export data/ --format csl --key biscuit2024 --key whistle2025",
        "export data/ --format resume -o resume.json",
        "export --all -o everything/",
    ),
)
@click.argument("files", nargs=-1, metavar="[FILE]...")
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
@click.option(
    "--all",
    "is_all",
    is_flag=True,
    help="Write every format that there is, and the CV as PDF, into the folder that -o names.",
)
@output
@site_option
def command(
    files: tuple[str, ...],
    name: str,
    keys: tuple[str, ...],
    language: str,
    is_ascii: bool,
    is_all: bool,
    output: Path | None,
    site: Path | None,
) -> int:
    """Write the publications of data files, or the whole career, in another format.

    FILEs are data files or folders; without any, the data of the project. What is wrong with the data is told and stops nothing, but where nothing is read
    nothing is written.
    """
    files = data_of(site, files)
    if is_all:
        return _write_all(files, output, keys, language, ascii_only=is_ascii)
    if output is not None and is_read(output, files):
        raise Refused(
            f"'{output}' is one of the files that are read: nothing is written, and it stays as it is. Name another one:  -o …"
        )
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


def _write_all(
    files: tuple[str, ...], folder: Path | None, keys: tuple[str, ...], language: str, *, ascii_only: bool
) -> int:
    """Write a file of every format into a folder; what cannot be written is told."""
    if folder is None:
        raise Refused("Name the folder that all is written into:  --all -o everything/")
    if folder.exists() and not folder.is_dir():
        raise Refused(f"'{folder}' is no folder. Nothing is written.")
    if keys:
        raise Refused(
            "With  --all  everything is written, of which no keys can be picked. Leave  --key  out."
        )
    collection = load_named(files, "publications", Declared(language=language))
    say_problems(collection.problems)
    if collection.unread:
        raise Refused(f"'{collection.unread[0]}' was not read. Nothing is written.")
    markup, made = Markup(collection.links), dict[str, bytes]()
    records = [record for every in collection.records.values() for record in every]
    for form in written_formats().values():
        if form.missing:
            say(f"{form.label} is left out: {form.missing}")
            continue
        name = "records" if form.write_tables else "publications"
        name = (
            f"{name}{form.suffix}"
            if f"{name}{form.suffix}" not in made
            else f"{name}-{form.name}{form.suffix}"
        )
        options = {"ascii_only": True} if ascii_only and form.writes_ascii else {}
        if content := form.content(records, collection, markup, **options):
            made[name] = content
        else:
            say(f"{form.label} is left out: the data have nothing for it.")
    # Which needs much that lists of publications do not.
    cv = import_module("sphinx_academic.cli.curriculum_vitae")
    careers = [(form.name, form.label, f"cv{form.suffix}") for form in career_formats().values()]
    for name, label, called in (*careers, ("pdf", "The CV as PDF", "cv.pdf")):
        try:
            wanted = cv.AskedCv(files, name, language=language or "en")
            made[_CALLED.get(name, called)] = cv.content_of(wanted, tells_problems=False)
        except cv.NotWrittenError as error:
            say(f"{label} is left out: {error}")
    for name in made:
        if is_read(folder / name, files):
            raise Refused(
                f"'{folder / name}' is one of the files that are read. Nothing is written; name another folder."
            )
    if not made:
        raise Refused("Nothing is written.")
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in made.items():
        write_out(folder / name, content)
        say(f"Written: {folder / name}")
    return 0
