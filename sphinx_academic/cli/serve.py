"""Shows a site in the browser while it is written: built anew, and the page loaded anew, after each edit of pages or data."""

from __future__ import annotations

import os
import re
import socket
import sys
import tempfile
import threading
import webbrowser
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import click

from sphinx_academic.cli.check import project
from sphinx_academic.cli.command import DataCommand, Refused
from sphinx_academic.cli.messages import is_terminal
from sphinx_academic.cli.writing import real_path
from sphinx_academic.formats import expand, state_of

_HOST = "127.0.0.1"
_FIRST_PORT, _MOST_PORTS = 8000, 100
_BUILT, _DOCTREES = Path("_build", "html"), Path("_build", "doctrees")
_BETWEEN_LOOKS = 0.5
"""Seconds between two looks at data that lie elsewhere."""


@click.command(cls=DataCommand, examples=("serve", "serve mysite", "serve docs --port 8080 --no-open"))
@click.argument("folder", type=click.Path(path_type=Path), metavar="[DIR]", required=False, default=Path())
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    metavar="N",
    help=f"The port; the first that is free from {_FIRST_PORT} on where none is named.",
)
@click.option("--no-open", is_flag=True, help="Leave the browser alone.")
def command(folder: Path, port: int | None, no_open: bool) -> int:
    """Show a site in the browser, which follows what is written.

    DIR is the source folder, this one where none is named. The site is built into its folder _build/html, and built anew whenever a page, a
    picture or a data file changes, be it outside of the folder. Ctrl-C ends it.
    """
    folder = real_path(folder)
    if not (folder / "conf.py").is_file():
        raise Refused(_no_source(folder))
    autobuild = _autobuild()
    elsewhere = _data_elsewhere(folder)
    free = _free_port(port)
    address = f"http://{_HOST}:{free}/"
    click.echo(f"{click.style(address, bold=True)}  (Ctrl-C ends it)")
    if not no_open and _has_screen():
        _beside(lambda: _open_when_served(free, address))
    with tempfile.TemporaryDirectory() as signals:
        if elsewhere:
            _beside(lambda: _pass_on_edits(elsewhere, Path(signals)))
        autobuild(arguments(folder, free, signals))
    return 0


def arguments(folder: Path, port: int, signals: str) -> list[str]:
    """What sphinx-autobuild is called with: what it builds from, where to, and what it does not look at."""
    # Hidden files and folders, virtual environments, and what builds and editors leave.
    unwatched = (
        rf"^{re.escape(folder.as_posix())}/(?:.*/)?(?:\.|(?:_build|venv|node_modules|__pycache__)/|[^/]*~$)"
    )
    options = [f"--host={_HOST}", f"--port={port}", f"--re-ignore={unwatched}", f"--watch={signals}"]
    built = ["-q", "-b", "html", "-d", str(folder / _DOCTREES), str(folder), str(folder / _BUILT)]
    return [*options, *built]


def _autobuild() -> Callable[[Sequence[str]], None]:
    try:
        main: Callable[[Sequence[str]], None] = import_module("sphinx_autobuild.__main__").main
    except ModuleNotFoundError:
        raise Refused(
            'Showing a site while it is written needs sphinx-autobuild. Install it:  pip install "sphinx-academic[cli]"'
        ) from None
    if not is_terminal(sys.stdout) or "NO_COLOR" in os.environ:
        # It colours its messages whoever reads them.
        import_module("colorama").init(strip=True)
    return main


def _no_source(folder: Path) -> str:
    within = next(
        (name for name in ("docs", "doc", "source", "docs/source") if (folder / name / "conf.py").is_file()),
        "",
    )
    if within:
        return f"'{folder}' has no conf.py, but '{within}' there has. Name that folder:  sphinx-academic serve {within}"
    return (
        f"'{folder}' has no conf.py, so it is no source folder of Sphinx. Begin one:  sphinx-academic new DIR"
    )


def _data_elsewhere(folder: Path) -> tuple[tuple[Path, str], ...]:
    """The data files, folders and patterns outside of the source folder, each by its path and name in ``conf.py``."""
    # Sphinx takes a second to come, which a refusal need not wait for.
    links = import_module("sphinx_academic.pages.links")
    errors = import_module("sphinx.errors")
    try:
        with project(folder, is_silent=True) as env:
            named = [(Path(env.srcdir, name), str(name)) for name in links.data_of_site(env)]
    except errors.SphinxError as error:
        raise Refused(str(error)) from error
    return tuple((path, name) for path, name in named if not real_path(path).is_relative_to(folder))


def _free_port(asked: int | None) -> int:
    ports = (asked,) if asked else range(_FIRST_PORT, _FIRST_PORT + _MOST_PORTS)
    for port in ports:
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as tried:
            if os.name == "posix":  # elsewhere this would take a port that is in use
                tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                tried.bind((_HOST, port))
            except OSError:
                continue
            return port
    taken = (
        f"Port {asked} is"
        if asked
        else f"All ports from {_FIRST_PORT} to {_FIRST_PORT + _MOST_PORTS - 1} are"
    )
    raise Refused(f"{taken} taken, or not to be had. Name another one:  --port 9000")


def _beside(task: Callable[[], None]) -> None:
    """Have something done beside the server, and end with it."""
    threading.Thread(target=task, daemon=True).start()


def _has_screen() -> bool:
    """Whether a browser has a window; where there is none, one for terminals would take this one."""
    return sys.platform in {"win32", "darwin"} or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    )


def _open_when_served(port: int, address: str) -> None:
    waiting = threading.Event()
    while True:
        try:
            socket.create_connection((_HOST, port), timeout=1).close()
        except OSError:
            waiting.wait(_BETWEEN_LOOKS)
        else:
            webbrowser.open(address)
            return


class _Seen(NamedTuple):
    """The data files that lie elsewhere, and when each was changed."""

    files: tuple[Path, ...]
    state: tuple[tuple[int, int], ...]


def _look(named: Sequence[tuple[Path, str]]) -> _Seen:
    files = tuple(dict.fromkeys(file for path, name in named for file, _name in expand(path, name)))
    return _Seen(files, state_of(files))


def _pass_on_edits(named: Sequence[tuple[Path, str]], signals: Path) -> None:
    """Write a file into a folder that is watched for each change of data that lie elsewhere.

    To watch the folder that such a file is in would be to watch all below it, which may be somebody's home; and a file that is watched by
    itself is lost from sight when an editor puts a new one in its place.
    """
    waiting = threading.Event()
    seen = _look(named)
    while not waiting.wait(_BETWEEN_LOOKS):
        now = _look(named)
        if now != seen:
            before = dict(zip(seen.files, seen.state, strict=True))
            changed = [file for file, state in zip(*now, strict=True) if before.get(file) != state]
            for file in changed or now.files[:1] or seen.files[:1]:
                (signals / file.name).write_text(repr(now.state), encoding="utf-8")
            seen = now
