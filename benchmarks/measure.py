"""Running one build and taking its time and memory.

On Linux a process is charged with the memory of the one that started it, from before its own program took
over: a peak below that of the measuring process cannot be seen. So this package holds one record at a time,
and the report says when that was not enough.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from benchmarks.projects import Project, check_page, write_records

#: After so many seconds a build is ended.
TIME_LIMIT = 1200.0

_CHECKOUT = Path(__file__).resolve().parents[1]
# ru_maxrss is in bytes on macOS and in kilobytes elsewhere.
_RSS_UNIT = 1 if sys.platform == "darwin" else 1024


class Situation(StrEnum):
    """What has gone before a build."""

    CLEAN = "clean"
    UNCHANGED = "unchanged"
    EDITED = "edited"


class BuildError(Exception):
    """A build ended with an error or a warning, or took too long."""


class Cost(NamedTuple):
    """What one process took, its own child processes included."""

    seconds: float
    """Time on the wall, from start to end."""
    cpu_seconds: float
    """Time that processors spent on it, added up."""
    peak_bytes: int
    """The most memory it had resident (the largest process, where there were several)."""


def measure_situation(project: Project, situation: Situation, revision: int) -> Cost:
    """Bring a project into a situation, build it, and look at the page.

    ``revision`` is the number of edits made to the project so far, that of `Situation.EDITED` included.

    Raises
    ------
    BuildError
        The build failed, or warned.
    PageError
        The page is not what it should be.
    """
    if situation is Situation.CLEAN:
        shutil.rmtree(project.build, ignore_errors=True)
    elif situation is Situation.EDITED:
        write_records(project, revision)
    cost = run_measured(project.command())
    check_page(project, revision)
    return cost


def run_measured(command: list[str]) -> Cost:
    """Run a command to its end, from the root of the checkout, and return what it took.

    Raises
    ------
    BuildError
        Its exit status was not 0, or it took longer than `TIME_LIMIT`; the message has what it wrote.
    """
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as output:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=_CHECKOUT, stdout=output, stderr=subprocess.STDOUT)
        timer = threading.Timer(TIME_LIMIT, process.kill)
        timer.daemon = True
        timer.start()
        try:
            # wait4 rather than process.wait: it alone tells what this one process took.
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            process.kill()
            process.wait()
            raise
        finally:
            timer.cancel()
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            raise BuildError(_failure(process.returncode, seconds, output.read()))
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * _RSS_UNIT)


def own_peak_bytes() -> int:
    """Return the most memory that this process has had resident."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _RSS_UNIT


def _failure(returncode: int, seconds: float, output: str) -> str:
    if seconds >= TIME_LIMIT:
        return f"ended after {TIME_LIMIT:.0f} s, the limit"
    lines = output.strip().splitlines() or ["(it wrote nothing)"]
    return "\n    ".join([f"exit status {returncode}", *lines[-14:]])
