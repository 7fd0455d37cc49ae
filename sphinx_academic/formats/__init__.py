"""One module per file format; each gives the same raw values with their places, and problems instead of errors."""

from __future__ import annotations

import difflib
import glob
from collections.abc import Iterable
from pathlib import Path

from sphinx_academic.data.located import RawFile
from sphinx_academic.formats.sites import PLAN, expand, read_site_file, site_reader, told_of_folder
from sphinx_academic.formats.table import Companions, DataFile, format_of, is_suffix, suffixes
from sphinx_academic.formats.text import MAX_TEXT, decode, read_start, without_long_texts
from sphinx_academic.problems import Code, Problem

__all__ = ["expand", "read_along", "read_bytes", "read_file", "state_of"]


def read_along(path: Path) -> tuple[Path, ...]:
    """The files beside a data file that :func:`read_file` reads with it: HugoBlox's ``cite.bib``."""
    beside = path.parent / "cite.bib"
    return (beside,) if path.name == "index.md" and beside.is_file() else ()


def state_of(paths: Iterable[Path]) -> tuple[tuple[int, int], ...]:
    """When files, and those read along with them, were changed, and their sizes: whether they must be read anew."""
    found: list[tuple[int, int]] = []
    for each in (each for path in paths for each in (path, *read_along(path))):
        try:
            status = each.stat()
        except (OSError, ValueError):  # ValueError: a NUL in the name
            found.append((0, 0))
        else:
            found.append((status.st_mtime_ns, status.st_size))
    return tuple(found)


def read_file(path: Path, name: str, companions: Companions | None = None) -> RawFile:
    """Read a data file by the reader for its suffix and its place; ``name`` stands for it in messages, ``companions`` are
    those that are read with it.

    Never raises for any content, nor for a file that is missing or cannot be read: those give a root of None
    and one problem.
    """
    suffix = path.suffix.lower()
    try:
        if path.is_dir() or (glob.has_magic(path.name) and not path.exists()):
            return RawFile(name, None, (told_of_folder(path, name),))
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
    return read_bytes(data, path, name, companions)


def read_bytes(data: bytes, path: Path, name: str, companions: Companions | None = None) -> RawFile:
    """Read what a file holds, or would hold, as :func:`read_file` does the file at ``path``."""
    text, problems = decode(data, name)
    if path.name == PLAN:
        message = "this says what is fetched, and is no data; nothing of it is read."
        told = Problem(name, 1, 1, Code.FILE, message, "What was fetched stands in  academic.lock.yaml")
        return RawFile(name, None, (*problems, told))
    file = DataFile(text, path, name, companions or Companions())
    reader = site_reader(path)
    form = None if reader else format_of(file)
    read = read_site_file(file, reader) if reader else form.read_file(file) if form else RawFile(name, None)
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
        beside = sorted(entry.name for entry in folder.iterdir() if entry.is_file())
    except OSError:
        return _unread(name, "there is no such file.")
    close = difflib.get_close_matches(path.name, beside, n=1, cutoff=0.6)
    data = [each for each in beside if is_suffix(Path(each).suffix.lower())]
    more = f" and {len(data) - 5} more" if len(data) > 5 else ""
    if close:
        hint = f"Did you mean '{close[0]}'?"
    else:
        hint = f"In that folder: {', '.join(data[:5])}{more}." if data else "No data file is in that folder."
    return _unread(name, "there is no such file.", hint)
