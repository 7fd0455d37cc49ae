"""What commands say beside what was asked for."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from sphinx_academic.problems import Problem, printable


def say(message: str) -> None:
    """Say something that is not what was asked for, without what a terminal would take for its own commands."""
    if (
        sys.stderr is not None
    ):  # as where somebody has closed it; what was asked for has the other stream to itself
        print(printable(message), file=sys.stderr)


def is_terminal(stream: TextIO | None) -> bool:
    """Whether somebody sits before a stream, which is none where it was closed."""
    return stream is not None and stream.isatty()


def say_problems(problems: Iterable[Problem]) -> None:
    """Say what is wrong with data, each at its place."""
    for problem in problems:
        say(f"{problem.location}: {problem.text} [academic.{problem.code}]")


def nothing_written(output: Path | None, nothing: str = "nothing") -> str:
    """The end of a message, or with *Nothing* a sentence: that nothing is written, and that what stands there stays."""
    stays = f", and '{output}' stays as it is" if output is not None and output.exists() else ""
    return f"{nothing} is written{stays}."
