"""Builds sites and runs commands with one revision: `python -P build_worker.py JOBS` with its code on PYTHONPATH.

One process holds what every build imports and forks for each, so that a build costs what it does itself. It knows
nothing of the revision but the name of the package, and is run by path: a revision need not have it.

JOBS is a file of JSON: ``{"at_once": 2, "phases": [[job, …], …]}``; a phase begins when the one before has ended. A
job has a name, the arguments of `sphinx-build` or of `sphinx-academic`, the folder it is run in, and the folder
that its messages are left in. A line is written when all is imported, and one for each job that has ended.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import pkgutil
import runpy
import sys
import traceback
from collections.abc import Iterable
from pathlib import Path
from typing import TypedDict

PACKAGE = "sphinx_academic"
_IMPORTED_BY_MOST = (
    "docutils.parsers.rst.directives.images",
    "myst_parser.sphinx_",
    "sphinx.cmd.build",
    "sphinx.builders.html",
    "sphinx.search.en",
    "sphinx.writers.html5",
)


class Job(TypedDict):
    """What is to be run; ``folder`` gets the messages, and the words and the status of a command."""

    name: str
    program: str
    arguments: list[str]
    source: str
    folder: str


def main(path: str) -> None:
    """Say what could not be imported, then run the jobs."""
    given = json.loads(Path(path).read_text(encoding="utf-8"))
    root = importlib.import_module(PACKAGE)
    print(json.dumps({"package": root.__file__, "missing": _import_all(root.__path__)}), flush=True)
    gc.collect()
    gc.freeze()
    for phase in given["phases"]:
        _run_phase(phase, given["at_once"])


def _import_all(path: Iterable[str]) -> list[str]:
    """Import every module of the package; the names of modules of others that are not there."""
    missing = set()
    names = [module.name for module in pkgutil.walk_packages(path, f"{PACKAGE}.", onerror=lambda name: None)]
    for name in (*_IMPORTED_BY_MOST, *names):
        if name.endswith("__main__"):
            continue
        try:
            importlib.import_module(name)
        except ModuleNotFoundError as error:
            missing.add(error.name or name)
    return sorted(missing)


def _run_phase(jobs: list[Job], at_once: int) -> None:
    running: dict[int, str] = {}
    waiting = list(reversed(jobs))
    while waiting or running:
        while waiting and len(running) < at_once:
            job = waiting.pop()
            process = os.fork()
            if process == 0:
                _run(job)
            running[process] = job["name"]
        process, _ = os.wait()
        print(json.dumps({"done": running.pop(process)}), flush=True)


def _run(job: Job) -> None:
    """Run one job in this process, which ends with it."""
    status: object = 70
    try:
        os.chdir(job["source"])
        folder = Path(job["folder"])
        folder.mkdir(parents=True, exist_ok=True)
        for descriptor, name in ((1, "words.txt"), (2, "messages.txt")):
            target = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
            os.dup2(target, descriptor)
            os.close(target)
        status = _program(job["program"], job["arguments"])
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        (Path(job["folder"]) / "status.txt").write_text(f"{status}\n", encoding="utf-8")
        os._exit(0)


def _program(name: str, arguments: list[str]) -> object:
    if name == "sphinx":
        return importlib.import_module("sphinx.cmd.build").main(arguments)
    sys.argv = [PACKAGE, *arguments]
    try:
        runpy.run_module(PACKAGE, run_name="__main__")
    except SystemExit as ended:
        return ended.code
    return 0


if __name__ == "__main__":
    main(sys.argv[1])
