"""Tells what is wrong with data as a build would, without one: of files, or of a project with all that it says."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_academic.content.markup import Markup, problems_in_texts
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.declarations import Declared
from sphinx_academic.data.records import Person, Record
from sphinx_academic.formats.loading import Source, load, load_named
from sphinx_academic.problems import Code, Problem, to_tell

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def run(given: argparse.Namespace) -> int:
    """Check files, or the one folder of a project; the result is the exit status."""
    names: list[str] = given.files
    if len(names) == 1 and Path(names[0], "conf.py").is_file():
        return _check_project(Path(names[0]), given)
    collection = load_named(names, given.bare, Declared(languages=given.languages))
    return _tell(collection, _asked(collection, _codes(given)))


def _codes(given: argparse.Namespace) -> list[Code]:
    """Of what the command line asks to be told."""
    asked = {Code.LOST: given.lost, Code.LANGUAGES: given.languages}
    return [code for code, is_asked in asked.items() if is_asked]


def _asked(collection: Collection, codes: Sequence[str]) -> list[Problem]:
    """The remarks that somebody asks for."""
    return [each for each in collection.remarks if each.code in codes] if codes else []


def _check_project(folder: Path, given: argparse.Namespace) -> int:
    # Sphinx takes a second to come, which a check of files need not wait for.
    from sphinx.errors import SphinxError

    from sphinx_academic.pages.links import files_of_record, files_of_site
    from sphinx_academic.pages.site_kinds import declared_in

    try:
        with project(folder) as env:
            declared = declared_in(env)
            if given.languages:
                declared = declared._replace(languages=given.languages)
            collection = load(
                [Source(Path(env.srcdir, file), file) for file in files_of_site(env)], given.bare, declared
            )
            markup = Markup(collection.links)
            told = _asked(collection, [*env.config.academic_report, *_codes(given)])
            for record in _shown(collection):
                found = files_of_record(env, record, markup, pictures=True)
                told.extend(file.problem for file in found if file.problem)
    except SphinxError as error:
        print(error, file=sys.stderr)
        return 2
    return _tell(collection, told, folder)


@contextmanager
def project(folder: Path) -> Iterator[BuildEnvironment]:
    """A project as a build begins with it; a SphinxError for one that cannot begin, or does not use the extension."""
    from sphinx.application import Sphinx
    from sphinx.errors import ConfigError

    with tempfile.TemporaryDirectory() as output:
        app = Sphinx(folder, folder, output, output, "dummy", status=None, freshenv=True)
        if "sphinx_academic" not in app.extensions:
            raise ConfigError(f"{folder / 'conf.py'} does not have 'sphinx_academic' among its extensions.")
        app.env.find_files(app.config, app.builder)
        yield app.env


def _shown(collection: Collection) -> Iterator[Record]:
    """The records that lists show; people are a register."""
    for kind in collection.all_kinds.values():
        if kind is not Person:
            yield from collection.of(kind)


def _tell(collection: Collection, further: Iterable[Problem], folder: Path | None = None) -> int:
    """Tell the problems, and count the records; paths of a project's files begin at its ``folder``."""
    markup = Markup(collection.links)
    in_texts = (each for record in _shown(collection) for each in problems_in_texts(record, markup))
    problems = {*collection.problems, *in_texts, *further}
    for problem in to_tell(problems):
        if folder is not None:
            problem = problem._replace(path=os.path.normpath(folder / problem.path))
        print(f"{problem.location}: {problem.text} [academic.{problem.code}]", file=sys.stderr)
    counts = {name: len(collection.of(kind)) for name, kind in collection.all_kinds.items()}
    print(", ".join(f"{number} {name}" for name, number in counts.items() if number) or "no records")
    return 1 if any(problem.code is not Code.LOST for problem in problems) else 0
