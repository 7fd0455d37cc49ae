"""Checks data again whenever they are edited."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import click

from sphinx_academic.cli.command import Refused
from sphinx_academic.cli.messages import say
from sphinx_academic.formats.table import suffixes

_BUILT = frozenset(("_build", "build", "__pycache__", "node_modules"))
"""Folders of which nothing is data."""
_WAKES = 300
"""Milliseconds after which the watching looks whether there is anything."""


def watch(names: Sequence[str], arguments: Sequence[str]) -> None:
    """Check what is named, and again with every edit, until somebody stops it; ``arguments`` are those of each check."""
    try:
        watchfiles = import_module("watchfiles")
    except ImportError as error:
        raise Refused('--watch needs watchfiles:  pip install "sphinx-academic[cli]"') from error
    paths = [Path(name).absolute() for name in names]
    files = {path for path in paths if not path.is_dir()}
    folders = [path for path in paths if path.is_dir()]
    roots = [*folders, *{path.parent for path in files}]
    if missing := [path for path in roots if not path.is_dir()]:
        raise Refused(f"There is no folder '{missing[0]}' to watch.")

    def is_data(_change: object, changed: str) -> bool:
        path = Path(changed)
        if path in files:
            return True
        for folder in folders:
            if path.is_relative_to(folder):
                parts = path.relative_to(folder).parts
                is_hidden = any(part.startswith(".") or part in _BUILT for part in parts)
                is_project = (folder / "conf.py").is_file()
                return not is_hidden and (is_project or path.suffix.lower() in suffixes())
        return False

    def check() -> None:
        # In a process of its own: what a configuration imports is read anew.
        subprocess.run([sys.executable, "-m", "sphinx_academic", "check", *arguments], check=False)

    is_waiting = False
    # What is edited while the first check runs is seen, as watching begins before it.
    for changes in watchfiles.watch(
        *roots,
        watch_filter=is_data,
        recursive=bool(folders),
        raise_interrupt=True,
        ignore_permission_denied=True,
        yield_on_timeout=True,
        rust_timeout=_WAKES,
    ):
        if changes:
            changed = sorted({Path(path).name for _change, path in changes})
            more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
            click.echo(click.style(f"\n{changed[0]}{more} changed", bold=True), err=True)
        if changes or not is_waiting:
            check()
        if not is_waiting:
            say("Waiting for edits; Ctrl-C ends it.")
            is_waiting = True
