"""The data that a command works on where none are named: those of the project in whose folder somebody stands."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

import click

from sphinx_academic.cli.command import Refused
from sphinx_academic.formats import expand
from sphinx_academic.formats.loading import nearest_above
from sphinx_academic.problems import shorten

_Function = TypeVar("_Function", bound=Callable[..., Any])

_FOLDERS = ("", "docs", "source", "doc", "docs/source", "site")
"""Where conf.py lies below the folder of a project."""


def site_option(function: _Function) -> _Function:
    """Which project is meant."""
    return click.option(
        "--site",
        type=click.Path(path_type=Path, exists=True, file_okay=False),
        metavar="FOLDER",
        help="The project whose data are meant; that of the current folder by default.",
    )(function)


def named_data(function: _Function) -> _Function:
    """The data files, where they are not those of the project."""
    return click.option(
        "--data",
        multiple=True,
        metavar="FILE",
        help="A data file or a folder, in place of those of the project; may be said several times.",
    )(function)


def data_of(site: Path | None, files: Sequence[str] = ()) -> tuple[str, ...]:
    """The data that somebody names, else what ``academic_data`` of the project's conf.py names. Raises Refused where there are none."""
    if files:
        return tuple(files)
    conf = conf_of(site)
    found = data_named_in(conf)
    if not found:
        raise Refused(f"'{shown(conf)}' names no data: academic_data is empty. Name the files of data.")
    return found


def data_named_in(conf: Path) -> tuple[str, ...]:
    """What ``academic_data`` of a conf.py names. Raises Refused where it cannot be read."""
    # Which takes its time, and runs what the author has written.
    config = import_module("sphinx.config")
    errors = import_module("sphinx.errors")
    try:
        settings = config.eval_config_file(conf.absolute(), None)
    except errors.ConfigError as error:
        # The words before are Sphinx's, with a traceback.
        reason = next((line.strip() for line in reversed(str(error).splitlines()) if line.strip()), "")
        raise Refused(
            f"'{shown(conf)}' cannot be read: {reason}. Mend it, or name the files of data."
        ) from error
    named = settings.get("academic_data") or ()
    named = (named,) if isinstance(named, str) else named
    if not isinstance(named, Iterable):
        raise Refused(
            f"'{shown(conf)}' cannot be read: academic_data is {shorten(repr(named))}, and no list of files. Mend it, or name the files of data."
        )
    return tuple(shown(conf.parent / name) for name in named if isinstance(name, str))


def conf_of(site: Path | None) -> Path:
    """The conf.py of a project, or of that in whose folder somebody stands. Raises Refused where there is none."""
    folder = site or Path()
    for below in _FOLDERS:
        if (found := folder / below / "conf.py").is_file():
            return found
    above = nearest_above(folder.resolve(), "conf.py") if site is None else None
    if above is None:
        where = f"'{site}' has" if site else "This folder and those above it have"
        raise Refused(f"{where} no conf.py. Name the files of data, or the project:  --site FOLDER")
    return above


def shown(path: Path) -> str:
    """A path as messages have it: from the current folder where it lies below."""
    try:
        return Path(os.path.relpath(path)).as_posix()
    except ValueError:  # another drive
        return path.as_posix()


def files_of(names: Sequence[str]) -> tuple[tuple[Path, str], ...]:
    """The files that the names of data stand for, each once."""
    return tuple(dict.fromkeys(found for name in names for found in expand(Path(name), name)))
