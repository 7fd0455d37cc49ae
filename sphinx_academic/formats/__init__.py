"""One module per file format; each gives the same raw values with their places, and problems instead of
errors."""

from __future__ import annotations

import difflib
import glob
from collections.abc import Iterable
from pathlib import Path

from sphinx_academic.data.located import Place, RawFile, RawList, RawMapping, RawValue
from sphinx_academic.formats import sites
from sphinx_academic.formats.table import DataFile, format_of, is_suffix, suffixes
from sphinx_academic.formats.text import MAX_TEXT, decode, read_start, without_long_texts
from sphinx_academic.problems import Code, Problem

__all__ = [
    "Place",
    "RawFile",
    "RawList",
    "RawMapping",
    "RawValue",
    "expand",
    "read_along",
    "read_file",
    "state_of",
]


def expand(path: Path, name: str) -> list[tuple[Path, str]]:
    """The files that a path in ``academic_data`` stands for; see :func:`sites.expand`."""
    try:
        if path.suffix and path.is_file():
            return [(path, name)]
    except OSError:  # a name that is too long: reading it tells so
        return [(path, name)]
    return sites.expand(path, name)


def read_along(path: Path) -> tuple[Path, ...]:
    """The files beside a data file that :func:`read_file` reads with it: HugoBlox's ``cite.bib``."""
    beside = path.parent / "cite.bib"
    return (beside,) if path.name == "index.md" and beside.is_file() else ()


def state_of(paths: Iterable[Path]) -> tuple[tuple[int, int], ...]:
    """When files, and those read along with them, were changed, and their sizes: whether they must be read anew."""
    return tuple(_state(each) for path in paths for each in (path, *read_along(path)))


def _state(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except (OSError, ValueError):  # ValueError: a NUL in the name
        return (0, 0)
    return (status.st_mtime_ns, status.st_size)


def read_file(path: Path, name: str) -> RawFile:
    """Read a data file by the reader for its suffix and its place; ``name`` stands for it in messages.

    Never raises for any content, nor for a file that is missing or cannot be read: those give a root of None
    and one problem.
    """
    suffix = path.suffix.lower()
    try:
        if path.is_dir() or (glob.has_magic(path.name) and not path.exists()):
            return RawFile(name, None, (sites.told_of_folder(path, name),))
        if not is_suffix(suffix):
            if not path.exists():
                return _missing(path, name)
            found = f"'{suffix}' files" if suffix else "files without a suffix"
            *others, last = suffixes()
            return _unread(name, f"there is no reader for {found}; expected {', '.join(others)} or {last}.")
        # One byte more than allowed is enough to know that the file is too large.
        data = read_start(path)
    except FileNotFoundError:
        return _missing(path, name)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return _unread(name, f"the file cannot be read: {reason}.")
    text, problems = decode(data, name)
    file = DataFile(text, path, name)
    kind = sites.site_file(path)
    form = None if kind else format_of(file)
    read = kind.read(file) if kind else form.read_file(file) if form else RawFile(name, None)
    if len(text) > MAX_TEXT:
        read = without_long_texts(read, text)
    return read._replace(problems=problems + read.problems)


def _unread(name: str, message: str, hint: str = "") -> RawFile:
    return RawFile(name, None, (Problem(name, 0, 0, Code.FILE, message, hint),))


def _missing(path: Path, name: str) -> RawFile:
    folder = path.parent
    if not folder.is_dir():
        return _unread(name, f"there is no such file, and no folder '{folder.name}' either.")
    try:
        beside = [entry.name for entry in folder.iterdir() if entry.is_file()]
    except OSError:
        beside = []
    close = difflib.get_close_matches(path.name, sorted(beside), n=1, cutoff=0.6)
    hint = f"Did you mean '{close[0]}'?" if close else _files_in(folder)
    return _unread(name, "there is no such file.", hint)


def _files_in(folder: Path) -> str:
    try:
        names = sorted(entry.name for entry in folder.iterdir() if is_suffix(entry.suffix.lower()))
    except OSError:
        return ""
    if not names:
        return "No data file is in that folder."
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    return f"In that folder: {', '.join(names[:5])}{more}."
