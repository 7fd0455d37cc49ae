"""Builds that take a fraction of a second: a process that has loaded Sphinx and us forks for each of them."""

from __future__ import annotations

import gc
import importlib
import json
import multiprocessing
import os
import resource
import select
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import jinja2

CHECKOUT = Path(__file__).resolve().parents[1]
DATE = "1700000000"
"""The time that every build is told (``SOURCE_DATE_EPOCH``)."""
ENVIRONMENT = {**os.environ, "SOURCE_DATE_EPOCH": DATE, "PYTHONWARNINGS": "", "NO_COLOR": "1"}
"""What a process that is started for builds or commands finds: a fixed time, as what is compared needs it."""


class Build(NamedTuple):
    """What a build came to: its status, what it told and warned of, and the seconds of processor time that it took."""

    status: int
    told: str
    warned: str
    seconds: float

    @property
    def said(self) -> str:
        """All that it said."""
        return self.told + self.warned


class Asked(NamedTuple):
    """One build, as the process is asked for it; see :meth:`BuildServer.build`."""

    arguments: Sequence[str]
    killed_after: float
    folder: str
    largest_file: int


class BuildServer:
    """A process with one ``PYTHONHASHSEED`` whose children build."""

    def __init__(self, seed: int, warm_up: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "trials.forks", str(warm_up)],
            cwd=CHECKOUT,
            env={**ENVIRONMENT, "PYTHONHASHSEED": str(seed)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def build(
        self, *arguments: str, killed_after: float = 0, folder: Path = CHECKOUT, largest_file: int = 0
    ) -> Build:
        """Run ``sphinx-build`` with these arguments in a folder.

        It is killed with its workers after so many seconds, and can write no file with more bytes, if these are given.
        """
        assert self._process.stdin is not None and self._process.stdout is not None
        asked = Asked(arguments, killed_after, str(folder), largest_file)
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        return Build(*json.loads(self._process.stdout.readline()))

    def close(self) -> None:
        """End the process."""
        self._process.communicate()


def end_what_is_left() -> None:
    """End the processes that a build has left in this one.

    sphinx-sitemap starts one for each build, with copies of all pipes that are open: who waits for their end waits for ever.
    """
    for process in multiprocessing.active_children():
        process.terminate()
        process.join()


def _forked(asked: Asked, logs: Sequence[Path]) -> tuple[int, float]:
    """Build in a child; gives its status and the seconds that it and its own children took."""
    held, holding = os.pipe()
    child = os.fork()
    if not child:
        status = 70
        try:
            for number, log in enumerate(logs, start=1):
                with log.open("wb") as file:
                    os.dup2(file.fileno(), number)
            os.chdir(asked.folder)
            if asked.largest_file:
                resource.setrlimit(resource.RLIMIT_FSIZE, (asked.largest_file, asked.largest_file))
            from sphinx.cmd.build import build_main

            status = build_main(list(asked.arguments))
            sys.stdout.flush()
            sys.stderr.flush()
        finally:
            end_what_is_left()  # as at the end of any program
            os._exit(status)
    os.setpgid(child, child)
    os.close(holding)
    # Something is to be read when the last of them has ended: all hold the other end.
    if asked.killed_after and not select.select([held], [], [], asked.killed_after)[0]:
        os.killpg(child, signal.SIGKILL)
        os.read(held, 1)
    os.close(held)
    _, code, usage = os.wait4(child, 0)
    return os.waitstatus_to_exitcode(code), usage.ru_utime + usage.ru_stime


def _load_what_builds_load(source: Path, folder: Path) -> None:
    """Import every module that a build of a project has loaded at its end, without what the build itself leaves behind."""
    names = folder / "modules"
    child = os.fork()
    if not child:
        try:
            sys.stdout = sys.stderr = (folder / "warm-up").open("w", encoding="utf-8")
            from sphinx.cmd.build import build_main

            build_main(["-q", str(source), str(folder / "output")])
            names.write_text("\n".join(sys.modules), encoding="utf-8")
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    for name in names.read_text(encoding="utf-8").splitlines():
        if name != "__main__":
            try:
                importlib.import_module(name)
            except ImportError:
                continue  # a module by name only, such as those that `six` makes


def keep_compiled_templates(folder: Path) -> None:
    """Let templates be compiled once for all builds: it is a quarter of the time of a small one."""
    cache = jinja2.FileSystemBytecodeCache(str(folder))
    environments: Any = jinja2.Environment
    initialise = environments.__init__

    def initialise_with_cache(environment: Any, *arguments: Any, **settings: Any) -> None:
        initialise(environment, *arguments, **{"bytecode_cache": cache, **settings})

    environments.__init__ = initialise_with_cache


def serve(source: Path) -> None:
    """Build what standard input asks for, line by line, until it ends."""
    with tempfile.TemporaryDirectory(prefix="forks-") as folder:
        keep_compiled_templates(Path(folder))
        _load_what_builds_load(source, Path(folder))
        gc.freeze()
        logs = [Path(folder, name) for name in ("told", "warned")]
        for line in sys.stdin:
            status, seconds = _forked(Asked(*json.loads(line)), logs)
            said = [log.read_text(encoding="utf-8", errors="replace") for log in logs]
            print(json.dumps((status, *said, seconds)), flush=True)


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
