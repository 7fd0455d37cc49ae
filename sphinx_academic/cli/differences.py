"""What a command would change in a file, in the form of ``diff -u``."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

import click

_COLOURS = {"+": "green", "-": "red", "@": "cyan"}


def difference(before: bytes, after: bytes, name: str) -> Iterator[str]:
    """The lines of a diff, in colour where the terminal has any."""
    old, new = (data.decode("utf-8").replace("\r\n", "\n").split("\n") for data in (before, after))
    for line in difflib.unified_diff(old, new, f"a/{name}", f"b/{name}", lineterm=""):
        colour = None if line.startswith(("+++", "---")) else _COLOURS.get(line[:1])
        yield click.style(line, fg=colour) + "\n"
