"""Hands out what a command has made: on the terminal, or as a file that is whole."""

from __future__ import annotations

import errno
import glob
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from sphinx_academic.formats import expand, read_along


def real_path(path: Path) -> Path:
    """Where a path leads, which for links that lead in a circle is themselves: what opens it then says so."""
    return Path(os.path.realpath(path))


def is_read(path: Path, names: Iterable[str]) -> bool:
    """Whether what would be written over is one of the files that are read, by whatever name or link."""
    if not path.exists():
        return False
    files = (
        found
        for name in names
        for each, _name in expand(Path(name), name)
        for found in (each, *read_along(each))
    )
    return any(each.exists() and path.samefile(each) for each in files)


def write_out(path: Path | None, content: bytes) -> None:
    """Write to a file, or where none is named to the terminal."""
    if path is not None:
        _write_whole(path, content)
    elif sys.stdout is not None:  # as where somebody has closed it
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()


class ChangedMeanwhileError(Exception):
    """A file that somebody else has changed since it was read."""


def write_edited(path: Path, before: bytes | None, after: bytes) -> None:
    """Put what was edited in place of what was read, None where no file was there; a link stays one. Raises OSError, and ChangedMeanwhileError
    where that is not there any more."""
    target = real_path(path)
    if not target.exists() or before is None:
        if target.exists() or before is not None:
            raise ChangedMeanwhileError
        _write_whole(path, after)
        return
    if not target.stat().st_mode & 0o222:
        raise PermissionError(errno.EACCES, "It may not be written", str(path))
    if target.read_bytes() != before:
        raise ChangedMeanwhileError
    _write_whole(path, after)


def remove_unfinished(path: Path) -> None:
    """Remove what processes have left of a file that were killed while they wrote it."""
    target = real_path(path)
    for left in target.parent.glob(f"{glob.escape(_unfinished(target, ''))}*"):
        if left.suffix.removeprefix(".").isdigit():
            left.unlink(missing_ok=True)


def _unfinished(target: Path, process: str) -> str:
    """What a file is called until it is whole."""
    return f".{target.name[:100]}.{process}"


def _write_whole(path: Path, content: bytes) -> None:
    """Write all of a file or leave what stands there; a device or a pipe is written to as it is."""
    target = real_path(path)
    if target.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
    if target.exists() and not target.is_file():
        try:
            path.write_bytes(content)
        except OSError as error:
            raise OSError(error.errno, error.strerror, str(path)) from error
        return
    unfinished = target.with_name(_unfinished(target, str(os.getpid())))
    try:
        unfinished.write_bytes(content)
        with unfinished.open("rb+") as written:
            # Else a machine that stops now may have the name and none of the bytes.
            os.fsync(written.fileno())
        if target.exists():
            unfinished.chmod(target.stat().st_mode)
        unfinished.replace(target)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
    finally:
        # What cannot even be removed must not hide why nothing could be written: on a disk that is read alone both fail.
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
