"""Files of a site that is carried over: found within its folder and nowhere else, of a size that sites have, each copied once."""

from __future__ import annotations

import os
import stat
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from sphinx_academic.formats.text import decode, meant_for_sure, read_start
from sphinx_academic.problems import Code, Problem
from sphinx_academic.starting.site_files import NewFile

MAX_FILE = 100 * 2**20
"""Bytes of a file that is copied; a larger one is named, and stays where it is."""
MAX_FILES = 1000 * 2**20
"""Bytes of all files that are copied."""
_LONGEST = 1000
"""Characters of an address that may be a path."""


class NotCarriedError(Exception):
    """Why a file stays behind, and what to do about it."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class SourceFiles:
    """The files below the folder of a site; those that are asked for are copied to the same place of the new one."""

    def __init__(self, root: Path, name: str) -> None:
        self.root = root
        self.name = name
        """What the folder is called in messages."""
        self._resolved = root.resolve()
        self._carried: dict[str, NewFile] = {}
        self._size = 0

    @property
    def carried(self) -> tuple[NewFile, ...]:
        """What was asked for, by path."""
        return tuple(file for _path, file in sorted(self._carried.items()))

    def name_of(self, path: Path) -> str:
        """What a file below the folder is called in messages."""
        below = path.relative_to(self.root).as_posix()
        return below if self.name in {"", "."} else f"{self.name.rstrip('/')}/{below}"

    def read(self, path: Path) -> tuple[str, tuple[Problem, ...]]:
        """The text of a file, and what is wrong with it; no text where it cannot be read."""
        name = self.name_of(path)
        try:
            self._refuse_what_lies_outside(path, name)
            data = read_start(path)
        except NotCarriedError as error:
            return "", (Problem(name, 0, 0, Code.NOT_CARRIED, str(error), error.hint),)
        except OSError as error:
            message = f"the file cannot be read: {error.strerror or error}."
            return "", (Problem(name, 0, 0, Code.FILE, message),)
        text, told = decode(data, name)
        if any(each.code in {Code.ENCODING, Code.MOJIBAKE} for each in told):
            # What is sure becomes right with the import; what is not stays as it is read.
            sure = meant_for_sure(data)
            if sure is not None:
                text = decode(sure.data, name)[0]
                told = tuple(
                    each._replace(hint="The new site has it as it was meant, as far as that is sure.")
                    for each in told
                )
        return text, told

    def carry(self, address: str, beside: str = "") -> str:
        """Have the file behind an address copied; gives its path from the folder of the new site.

        Addresses count from the root of the site, or from the folder ``beside``. Raises NotCarriedError for what is not there, lies
        outside of the folder or is too large.
        """
        path = self.find(address, beside)
        below = path.relative_to(self.root).as_posix()
        if below not in self._carried:
            self._see_to_size(path, below)
            self._carried[below] = NewFile(below, copied_from=path)
        return below

    def find(self, address: str, beside: str = "") -> Path:
        """The file behind an address; raises NotCarriedError as :meth:`carry` does."""
        wanted = unquote(urlsplit(address.strip()).path) if len(address) <= _LONGEST else ""
        places = ("",) if wanted.startswith("/") else ("", beside)
        for folder in dict.fromkeys(places):
            below = PurePosixPath(folder, wanted.lstrip("/"))
            if not below.parts or "\0" in wanted:
                continue
            path = self.root / below
            if ".." in below.parts:
                path = Path(os.path.normpath(path))
                if not path.is_relative_to(self.root):
                    continue
            if _is_there(path):
                self._refuse_what_lies_outside(path, address)
                return path
        raise NotCarriedError(f"there is no file '{address}' in '{self.name or self.root.name}'.")

    def _refuse_what_lies_outside(self, path: Path, called: str) -> None:
        """Links within the folder are followed, and none that leads out of it."""
        try:
            target = path.resolve(strict=True)
            mode = target.stat().st_mode
        except RuntimeError as error:  # so Python before 3.13 says it
            raise NotCarriedError(f"'{called}' is a link that leads to itself.") from error
        except OSError as error:
            raise NotCarriedError(f"'{called}' cannot be read: {error.strerror or error}.") from error
        if not target.is_relative_to(self._resolved):
            raise NotCarriedError(
                f"'{called}' is a link that leads out of the folder; it is not followed.",
                "Copy the file itself into the folder, or into the new site.",
            )
        if not stat.S_ISREG(mode):
            raise NotCarriedError(f"'{called}' is no file.")

    def _see_to_size(self, path: Path, called: str) -> None:
        if not os.access(path, os.R_OK):
            raise NotCarriedError(f"'{called}' cannot be read: no permission.")
        size = path.stat().st_size
        if size > MAX_FILE or self._size + size > MAX_FILES:
            most = MAX_FILE if size > MAX_FILE else MAX_FILES
            whole = "it is" if size > MAX_FILE else "with it the files are"
            raise NotCarriedError(
                f"'{called}' is not copied: {whole} larger than {most // 2**20} MB.",
                "Copy it by hand, or put it where large files are kept, and link to it.",
            )
        self._size += size


def _is_there(path: Path) -> bool:
    """Whether there is a file, or a link that should lead to one."""
    try:
        return path.is_file() or path.is_symlink()
    except (OSError, ValueError):
        return False


def is_elsewhere(address: str) -> bool:
    """Whether an address leads to another site, or to no file: ``https://…``, ``mailto:…``, ``//host/…``, ``#part``."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return True
    return bool(parts.scheme or parts.netloc) or not parts.path
