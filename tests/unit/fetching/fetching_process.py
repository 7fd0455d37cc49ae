"""Runs ``sphinx-academic`` in a process of its own that is led to a server of tests, and whose clock is moved by sleeping alone.

It writes into a file how much memory it took. Called with the name of a moment, it is killed then: while the lock is written.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).resolve()
ROOT = HERE.parents[3]
MOMENTS = ("half", "synced", "moved", "written")
"""While the lock is written: when half of it is, all of it, before it takes its place, and after."""


def start(
    folder: Path, port: int, *arguments: str, moment: str = "", **environment: str
) -> subprocess.Popen[str]:
    """Start the command in a folder; its answers are kept beside it."""
    variables = {
        "PYTHONPATH": os.pathsep.join(map(str, (ROOT, ROOT / "tests", HERE.parent))), "PATH": os.environ["PATH"], "HOME": str(folder),
        "SPHINX_ACADEMIC_CONTACT": "ada@eelmarsh.org", "OPENALEX_API_KEY": "key-of-tests", **environment,
    }  # fmt: skip
    return subprocess.Popen(
        [sys.executable, str(HERE), str(port), moment, *arguments],
        cwd=folder,
        env=variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


class Cost(NamedTuple):
    """What a process took: memory in kilobytes, and which of some large packages."""

    peak: int
    loaded: list[str]


def cost_of(folder: Path) -> Cost:
    """What the last process in a folder took that came to its end."""
    return Cost(**json.loads((folder / "cost.json").read_text()))


def _kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _kill_at(moment: str) -> None:
    write, move, sync = Path.write_bytes, Path.replace, os.fsync
    unfinished = ".academic.lock.yaml."

    def write_bytes(path: Path, content: Any) -> int:
        if moment == "half" and unfinished in path.name:
            write(path, content[: len(content) // 2])
            _kill()
        return write(path, content)

    def fsync(descriptor: int) -> None:
        sync(descriptor)
        if moment == "synced" and any(unfinished in each.name for each in Path("data").iterdir()):
            _kill()

    def replace(path: Path, target: Any) -> Path:
        is_lock = unfinished in path.name
        if moment == "moved" and is_lock:
            _kill()
        found = move(path, target)
        if moment == "written" and is_lock:
            _kill()
        return found

    Path.write_bytes, Path.replace, os.fsync = write_bytes, replace, fsync  # type: ignore[method-assign,assignment]


def _peak() -> int:
    """Of this process alone: what rusage says counts the process that began it."""
    lines = Path("/proc/self/status").read_text().splitlines() if Path("/proc/self/status").exists() else []
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM:")), 0)


def _run(port: str, moment: str, *arguments: str, environment: Mapping[str, str]) -> int:
    from sphinx_academic.cli import main, network

    # As the command does it, which is told where to ask before it would load what asks.
    client = network._needed("sphinx_academic.fetching.client")
    assert client
    from asking_clients import StillClock
    from scholarly_server import to_server

    if moment:
        _kill_at(moment)
    settings = network.NetworkSettings(to_server(int(port)), {"clock": StillClock().clock}, environment)
    status = main(arguments, settings)
    loaded = sorted({"anyio", "rich", "sphinx.application", "PIL"} & set(sys.modules))
    Path("cost.json").write_text(json.dumps(Cost(_peak(), loaded)._asdict()))
    return status


if __name__ == "__main__":
    sys.exit(_run(*sys.argv[1:], environment=os.environ))
