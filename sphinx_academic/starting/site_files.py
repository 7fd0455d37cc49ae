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
    """A folder that holds something, and is left alone."""

    def __init__(self, folder: Path, found: str) -> None:
        super().__init__(
            f"'{folder}' is not empty: it has '{found}'. It is left as it is. Name a folder that is new or empty."
        )


def write_site(folder: Path, files: Iterable[NewFile]) -> None:
    """Write the files of a site into a folder, which is made where it is missing.

    All stand there at once or none does: they are written beside where they belong and moved at the end, so that neither a full disk nor
    Ctrl-C leaves half a site. Raises NotEmptyError for a folder with something in it, OSError for what cannot be written, and ValueError
    for a path that leads out of the site.
    """
    target = folder.resolve()
    refuse_what_is_not_empty(folder)
    is_there = target.is_dir()
    beside = target if is_there else _first_that_is_there(target)
    unfinished = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=beside))
    try:
        for file in files:
            path = unfinished / checked(file.path)
            path.parent.mkdir(parents=True, exist_ok=True)
            if file.copied_from is None:
                path.write_bytes(file.content)
            else:
                shutil.copyfile(file.copied_from, path)
        refuse_what_is_not_empty(folder, unfinished.name)
        if is_there:
            for each in sorted(unfinished.iterdir()):
                each.rename(target / each.name)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            unfinished.chmod(0o755)
            unfinished.rename(target)
    finally:
        with suppress(OSError):
            shutil.rmtree(unfinished)


def refuse_what_is_not_empty(folder: Path, own: str = "") -> None:
    """Raise NotEmptyError for a folder that holds something, or for a file in its place."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise NotEmptyError(folder, folder.name)
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
