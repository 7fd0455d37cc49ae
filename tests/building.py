"""Builds in processes of their own, as users build, without the second that each would take to load Sphinx."""

from __future__ import annotations

import atexit
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from itertools import cycle
from pathlib import Path

from trials.forks import ENVIRONMENT, Build, BuildServer

CHECKOUT = Path(__file__).resolve().parents[1]
_WARM_UP = CHECKOUT / "tests" / "build" / "roots" / "test-sections"
_SAFETY = 300
"""So many seconds may a build take before it is taken for one that hangs."""
_seeds = cycle((1, 2))


@cache
def _server(seed: int) -> BuildServer:
    server = BuildServer(seed, _WARM_UP)
    atexit.register(server.close)
    return server


def sphinx_build(
    *arguments: str,
    folder: Path = CHECKOUT,
    largest_file: int = 0,
    environment: Mapping[str, str] | None = None,
) -> Build:
    """Run ``sphinx-build`` in a folder; one build and the next have another seed of hashes, as users' have.

    ``largest_file`` stands for a full disk: no file can have more bytes. With an environment of its own a build loads all anew.
    """
    if environment is not None:
        return _built_from_nothing(arguments, folder, environment)
    return _server(next(_seeds)).build(
        *arguments, killed_after=_SAFETY, folder=folder, largest_file=largest_file
    )


def _built_from_nothing(arguments: tuple[str, ...], folder: Path, environment: Mapping[str, str]) -> Build:
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", *arguments],
        cwd=folder,
        env={**ENVIRONMENT, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=_SAFETY,
        check=False,
    )
    return Build(done.returncode, done.stdout, done.stderr, 0)


def build_html(source: Path, output: Path, *arguments: str) -> None:
    """Build a project as HTML; fail where it cannot be built."""
    built = sphinx_build("-q", "-b", "html", *arguments, str(source), str(output))
    assert built.status == 0, built.said
