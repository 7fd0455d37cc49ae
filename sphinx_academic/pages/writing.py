"""Writes files whole or not at all: whatever ends a build, there is the old file or the new one, and never half of one."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Callable
from pathlib import Path

from sphinx.errors import SphinxError

UNFINISHED = ".academic-*.unfinished"
"""What files are called before they are whole, and what a killed build may leave."""

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})
"""What systems say when a disk, or what somebody may use of it, cannot take a file in."""


class OutputError(SphinxError):
    """A file cannot be written, which ends the build: a site with half of its files is worse than none."""

    category = "Output error"


def cannot_write(path: str | Path, error: OSError) -> OutputError:
    """What to say of a file that cannot be written, with the remedy."""
    full = error.errno in FULL
    hint = "Make room on the disk, and build again." if full else "See who may write there, and build again."
    return OutputError(f"'{path}' cannot be written: {error.strerror or error}. {hint}")


def write_whole(
    path: Path, content: bytes, announce: Callable[[os.stat_result], object] | None = None
) -> None:
    """Write a file; what is as it was keeps its time, so that servers need not send it again.

    ``announce`` is told size and time of the file before it has its name. Raises OutputError.
    """
    unfinished = path.with_name(f".academic-{os.getpid()}-{threading.get_ident()}.unfinished")
    try:
        if _holds(path, content):
            if announce:
                announce(path.stat())
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            unfinished.write_bytes(content)
            if announce:
                announce(unfinished.stat())
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
    except OSError as error:
        raise cannot_write(path, error) from error


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content


def sweep(folder: Path) -> None:
    """Remove what a killed build has left unfinished, in a folder and all below it."""
    for path in folder.rglob(UNFINISHED):
        path.unlink(missing_ok=True)
