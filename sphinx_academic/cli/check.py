"""Tells what is wrong with data as a build would, without one: of files, or of a project with all that it says."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from sphinx_academic.cli import DONE, FOUND
from sphinx_academic.cli.command import DataCommand, Refused
from sphinx_academic.cli.parameters import Languages, data_files
from sphinx_academic.cli.told_problems import FORMS, TEXT, CheckedData, told_of
from sphinx_academic.content.markup import Markup, problems_in_texts
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.declarations import Declared
from sphinx_academic.data.records import KINDS, Person, Record
from sphinx_academic.formats.loading import NamedFile, load, sources_of
from sphinx_academic.problems import Code, Problem, worst_first

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


class ToCheck(NamedTuple):
    """What somebody asks to be checked, and told besides; ``form`` is how it is told."""

    files: tuple[str, ...]
    bare: str = ""
    lost: bool = False
    languages: tuple[str, ...] = ()
    form: str = TEXT

    @property
    def arguments(self) -> list[str]:
        """What asks for the same on a command line."""
        bare = ["--as", self.bare] if self.bare else []
        languages = ["--languages", ",".join(self.languages)] if self.languages else []
        return [*bare, *languages, *(["--lost"] if self.lost else []), "--", *self.files]

    @property
    def codes(self) -> list[Code]:
        """Of what is told that is no mistake."""
        asked = {Code.LOST: self.lost, Code.LANGUAGES: self.languages}
        return [code for code, is_asked in asked.items() if is_asked]


@click.command(
    cls=DataCommand,
    examples=(
        "check data/",
        "check .",
        "check --fix data/site.yaml",
        "check --watch data/",
        "check --format github .",
        "check --lost old-site",
        "check --as publications papers.yaml",
    ),
)
@data_files
@click.option(
    "--as",
    "bare",
    type=click.Choice(list(KINDS)),
    metavar="LIST",
    help="Which records a file holds that is a list and nothing else.",
)
@click.option(
    "--lost",
    is_flag=True,
    help="List what the files hold and nothing shows, too: fields without a name of ours, lists of other things; no mistake.",
)
@click.option(
    "--languages",
    type=Languages(),
    metavar="CODES",
    default="",
    help="List texts in several languages that are not there in one of these, too: en,de.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMS)),
    default=TEXT,
    help="For people, for annotations of GitHub, for tools of code scanning, or for programs.",
)
@click.option(
    "--fix",
    is_flag=True,
    help="Show as a diff what is mended for sure, and write it once you say so: encodings, signs of YAML, dashes, doubled DOIs, slips in keys.",
)
@click.option("--yes", is_flag=True, help="Write what --fix shows without asking.")
@click.option("--watch", "is_watched", is_flag=True, help="Check again with every edit, until Ctrl-C.")
@click.pass_context
def command(
    context: click.Context,
    files: tuple[str, ...],
    bare: str | None,
    lost: bool,
    languages: tuple[str, ...],
    form: str,
    fix: bool,
    yes: bool,
    is_watched: bool,
) -> int:
    """Tell what is wrong with data, without a build.

    FILEs are data files or folders, of which several are read as one site; or the source folder, which is checked with its pictures and links.
    """
    given = ToCheck(files, bare or "", lost, languages, form)
    if (fix or is_watched) and form != TEXT:
        raise click.UsageError(f"--{'fix' if fix else 'watch'} is for people: leave --format out.")
    if fix and is_watched:
        raise click.UsageError("--fix and --watch do not go together.")
    if yes and not fix:
        raise click.UsageError("--yes says that --fix is to write: add --fix.")
    if is_watched:
        # Which only those need who edit.
        import_module("sphinx_academic.cli.watching").watch(files, given.arguments)
        return DONE
    return _fix(given, is_wanted=yes) if fix else check(given)


def _fix(given: ToCheck, *, is_wanted: bool) -> int:
    """Mend what is sure, and tell what is left; the result is the exit status."""
    fixing = import_module("sphinx_academic.cli.fixing")
    looked = look_at(given)
    found = [*fixing.to_mend(looked.named_sources, fixing.roots_of(given.files), given.bare, looked.declared)]
    if not found:
        return _tell(looked, given)
    is_done = fixing.fix(found, is_wanted=is_wanted)
    if looked.folder is None:
        status = check(given)
    else:
        # A process holds one project: Sphinx keeps what the extensions of one have registered.
        again = [sys.executable, "-m", "sphinx_academic", "check", *given.arguments]
        status = subprocess.run(again, check=False).returncode
    return status if is_done else FOUND


class Looked(NamedTuple):
    """What was found: the files that were read, their records, and what is wrong with them; paths of a project's files begin at
    its ``folder``."""

    sources: tuple[NamedFile, ...]
    collection: Collection
    further: tuple[Problem, ...]
    declared: Declared
    folder: Path | None = None

    @property
    def named_sources(self) -> tuple[NamedFile, ...]:
        """The files with their names as they are told."""
        folder = self.folder
        if folder is None:
            return self.sources
        return tuple(NamedFile(path, os.path.normpath(folder / name)) for path, name in self.sources)

    def told(self) -> CheckedData:
        """What is to be told."""
        collection = self.collection
        markup = Markup(collection.links)
        in_texts = (each for record in _shown(collection) for each in problems_in_texts(record, markup))
        problems = worst_first({*collection.problems, *in_texts, *self.further})
        if self.folder is not None:
            problems = [_from_folder(each, self.folder) for each in problems]
        return told_of(
            problems, {name: len(collection.of(kind)) for name, kind in collection.all_kinds.items()}
        )


def check(given: ToCheck) -> int:
    """Check files, or the one folder of a project; the result is the exit status."""
    return _tell(look_at(given), given)


def _tell(looked: Looked, given: ToCheck) -> int:
    told = looked.told()
    FORMS[given.form](told)
    return FOUND if any(problem.code is not Code.LOST for problem in told.problems) else DONE


def look_at(given: ToCheck) -> Looked:
    """Read files, or the one folder of a project."""
    if len(given.files) == 1 and Path(given.files[0], "conf.py").is_file():
        return _look_at_project(Path(given.files[0]), given)
    declared = Declared(languages=given.languages)
    sources = sources_of(given.files)
    collection = load(sources, given.bare, declared)
    return Looked(sources, collection, tuple(_asked(collection, given.codes)), declared)


def _asked(collection: Collection, codes: Sequence[str]) -> list[Problem]:
    """The remarks that somebody asks for."""
    return [each for each in collection.remarks if each.code in codes] if codes else []


def _look_at_project(folder: Path, given: ToCheck) -> Looked:
    # Sphinx takes a second to come, which a check of files need not wait for.
    from sphinx.errors import SphinxError

    from sphinx_academic.pages.links import files_of_record, files_of_site
    from sphinx_academic.pages.site_kinds import declared_in

    try:
        with project(folder) as env:
            declared = declared_in(env)
            if given.languages:
                declared = declared._replace(languages=given.languages)
            sources = tuple(NamedFile(Path(env.srcdir, file), file) for file in files_of_site(env))
            collection = load(sources, given.bare, declared)
            markup = Markup(collection.links)
            told = _asked(collection, [*env.config.academic_report, *given.codes])
            for record in _shown(collection):
                found = files_of_record(env, record, markup, pictures=True)
                told.extend(file.problem for file in found if file.problem)
    except SphinxError as error:
        raise Refused(str(error)) from error
    return Looked(sources, collection, tuple(told), declared, folder)


def _from_folder(problem: Problem, folder: Path) -> Problem:
    def path(name: str) -> str:
        return os.path.normpath(folder / name)

    places = tuple((path(name), line, column) for name, line, column in problem.places)
    return problem._replace(path=path(problem.path), places=places)


@contextmanager
def project(folder: Path, *, is_silent: bool = False) -> Iterator[BuildEnvironment]:
    """A project as a build begins with it; a SphinxError for one that cannot begin, or does not use the extension.

    It tells what is wrong with ``conf.py``, unless it ``is_silent`` because a build will.
    """
    from sphinx.application import Sphinx
    from sphinx.errors import ConfigError
    from sphinx.util.docutils import docutils_namespace

    # What a project registers with docutils is forgotten with it: another may follow in this process.
    with tempfile.TemporaryDirectory() as output, docutils_namespace():
        quiet: dict[str, Any] = {"warning": None} if is_silent else {}
        app = Sphinx(folder, folder, output, output, "dummy", status=None, freshenv=True, **quiet)
        if "sphinx_academic" not in app.extensions:
            raise ConfigError(f"{folder / 'conf.py'} does not have 'sphinx_academic' among its extensions.")
        app.env.find_files(app.config, app.builder)
        yield app.env


def _shown(collection: Collection) -> Iterator[Record]:
    """The records that lists show; people are a register."""
    for kind in collection.all_kinds.values():
        if kind is not Person:
            yield from collection.of(kind)
