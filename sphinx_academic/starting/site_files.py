"""The files of a site that is begun, written all or none into a folder that was empty."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import NamedTuple

_MAY_BE_THERE = frozenset({".git", ".DS_Store", "Thumbs.db"})
"""What a folder may hold and count as empty: a repository that was just made, and what file managers leave."""


class NewFile(NamedTuple):
    """A file of a site: its path from the site's folder, with slashes, and what is in it or the file that it is a copy of."""

    path: str
    content: bytes = b""
    copied_from: Path | None = None

    @classmethod
    def of_text(cls, path: str, text: str) -> NewFile:
        """A file with a text, in UTF-8, that ends with the end of a line."""
        return cls(path, (text.rstrip("\n") + "\n").encode("utf-8"))


class NotEmptyError(Exception):
    """A folder that holds something, or what is no folder, and is left alone."""

    def __init__(self, folder: Path, found: str = "") -> None:
        why = f"is not empty: it has '{found}'" if found else "is no folder"
        super().__init__(f"'{folder}' {why}. It is left as it is. Name a folder that is new or empty.")


def write_site(folder: Path, files: Iterable[NewFile]) -> None:
    """Write the files of a site into a folder, which is made where it is missing.

    All stand there at once or none does: they are written beside where they belong and moved at the end, so that neither a full disk nor
    Ctrl-C leaves half a site. Raises NotEmptyError for a folder with something in it, OSError for what cannot be written, and ValueError
    for a path that leads out of the site.
    """
    refuse_what_is_not_empty(folder)
    target = folder.resolve()
    is_there = target.is_dir()
    beside = target if is_there else _first_that_is_there(target)
    try:
        unfinished = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=beside))
    except OSError as error:
        # The folder that nobody has named says nothing.
        raise OSError(error.errno, error.strerror, str(folder)) from error
    try:
        for file in files:
            path = unfinished / checked(file.path)
            path.parent.mkdir(parents=True, exist_ok=True)
            if file.copied_from is None:
                try:
                    path.write_bytes(file.content)
                except OSError as error:
                    raise OSError(error.errno, error.strerror, str(folder / file.path)) from error
            else:
                shutil.copyfile(file.copied_from, path)
        refuse_what_is_not_empty(folder, unfinished.name)
        if is_there:
            _move_all(unfinished, target)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            unfinished.chmod(0o755)
            unfinished.rename(target)
    finally:
        with suppress(OSError):
            shutil.rmtree(unfinished)


def _move_all(source: Path, target: Path) -> None:
    """Move all that a folder holds into another one, or nothing of it."""
    names = sorted(each.name for each in source.iterdir())
    try:
        for name in names:
            (source / name).rename(target / name)
    except BaseException:  # Ctrl-C is none of Exception
        for name in names:
            if not (source / name).exists():
                (target / name).rename(source / name)
        raise


def refuse_what_is_not_empty(folder: Path, own: str = "") -> None:
    """Raise NotEmptyError for a folder that holds something, or for a file, or a link that leads nowhere, in its place."""
    if not folder.exists() and not folder.is_symlink():
        return
    if not folder.is_dir():
        raise NotEmptyError(folder)
    found = sorted(each.name for each in folder.iterdir() if each.name not in {*_MAY_BE_THERE, own})
    if found:
        raise NotEmptyError(folder, found[0])


def checked(path: str) -> PurePosixPath:
    """A path within a site; ValueError for one that leads out of it."""
    found = PurePosixPath(path)
    if found.is_absolute() or ".." in found.parts or not found.parts:
        raise ValueError(f"'{path}' leads out of the site")
    return found


def _first_that_is_there(path: Path) -> Path:
    """The nearest folder above a path that there is."""
    return next(each for each in path.parents if each.is_dir())
