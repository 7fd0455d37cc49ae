"""Where the paths in data lead: pictures, files to download, pages of the site."""

from __future__ import annotations

import posixpath
from enum import Enum, auto
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from sphinx.environment import BuildEnvironment

from sphinx_academic.data.addresses import scheme_of
from sphinx_academic.problems import nearest


class FoundImage(NamedTuple):
    """A picture: ``path`` from the source folder, or what is wrong; ``dependency`` is the file to watch."""

    path: str = ""
    fault: str = ""
    hint: str = ""
    dependency: str = ""


def _candidates(url: str, data_file: str) -> list[str]:
    """The paths from the source folder that may be meant: from the site's root, else beside the data file."""
    plain = url.split("?")[0].split("#")[0]
    names = [plain] if "%" not in plain else [plain, unquote(plain)]
    found = []
    for name in names:
        found.append(posixpath.normpath(name.lstrip("/")))
        if not name.startswith("/") and not posixpath.isabs(data_file):
            found.append(posixpath.normpath(posixpath.join(posixpath.dirname(data_file), name)))
    return list(dict.fromkeys(found))


def _is_outside(path: str) -> bool:
    return path == ".." or path.startswith("../") or posixpath.isabs(path)


def find_image(srcdir: str, url: str, data_file: str) -> FoundImage:
    """Find a picture that a data file names.

    Pictures elsewhere on the web have neither path nor fault.
    """
    if scheme_of(url) or url.startswith("//"):
        return FoundImage()
    candidates = _candidates(url, data_file)
    inside = [path for path in candidates if not _is_outside(path)]
    for path in inside:
        if Path(srcdir, path).is_file():
            return FoundImage(path, dependency=path)
    if not inside:
        return FoundImage(
            fault=f"The picture '{url}' lies outside the source folder; it is not shown.",
            hint="Copy it into the source folder, for instance to images/.",
        )
    folder = Path(srcdir, inside[0]).parent
    names = sorted(entry.name for entry in folder.iterdir()) if folder.is_dir() else []
    meant = nearest(posixpath.basename(inside[0]), names)
    hint = f"Did you mean '{meant}'?" if meant else "Paths of pictures start at the source folder."
    return FoundImage(fault=f"There is no picture '{url}'; it is not shown.", hint=hint, dependency=inside[0])


class Local(Enum):
    """What a link within the site leads to."""

    PAGE = auto()
    FILE = auto()
    ANCHOR = auto()
    COPIED = auto()
    """A file that ``html_extra_path`` puts beside the pages."""
    MISSING = auto()


class LocalTarget(NamedTuple):
    """A link within the site: the page's name, the file's path from the source folder, or the address as written."""

    kind: Local
    target: str
    fragment: str = ""


def find_local(env: BuildEnvironment, url: str, data_file: str) -> LocalTarget | None:
    """What a link of the site leads to, or None where it leads out of it."""
    if scheme_of(url) or url.startswith("//"):
        return None
    path, _, fragment = url.partition("#")
    if not path:
        return LocalTarget(Local.ANCHOR, "", unquote(fragment))
    for candidate in _candidates(path, data_file):
        name = candidate
        for suffix in (*env.config.source_suffix, ".html"):
            name = name.removesuffix(suffix)
        for docname in (
            name,
            candidate,
            posixpath.join(candidate, "index"),
            "index" if candidate == "." else name,
        ):
            if docname in env.found_docs:
                return LocalTarget(Local.PAGE, docname, fragment)
        if not _is_outside(candidate):
            if Path(env.srcdir, candidate).is_file():
                return LocalTarget(Local.FILE, candidate)
            for extra in env.config.html_extra_path:
                if Path(env.srcdir, extra, candidate).exists():
                    return LocalTarget(Local.COPIED, candidate, fragment)
    return LocalTarget(Local.MISSING, path.lstrip("/"), fragment)
