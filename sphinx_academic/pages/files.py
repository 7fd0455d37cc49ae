"""Where the paths in data lead: pictures, files to download, pages of the site."""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Sequence
from enum import Enum, auto
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from sphinx.environment import BuildEnvironment

from sphinx_academic.data.file_names import is_file, is_folder
from sphinx_academic.data.values.addresses import scheme_of
from sphinx_academic.pages.publishing import refusal_in
from sphinx_academic.problems import Code, nearest, shorten


def files_of(srcdir: str | Path, name: str) -> tuple[str, ...]:
    """The data files that a path stands for: itself, or those in a folder or of a pattern."""
    # Builds with nothing changed read no data, and need not wait for what does.
    from sphinx_academic.formats import expand

    return tuple(found for _, found in expand(Path(srcdir, name), name))


def files_of_site(env: BuildEnvironment) -> tuple[str, ...]:
    """The files of ``academic_data``, each once."""
    names = (file for name in env.config.academic_data for file in files_of(env.srcdir, name))
    return tuple(dict.fromkeys(names))


class FoundImage(NamedTuple):
    """A picture: ``path`` from the source folder, or what is wrong; ``dependency`` is the file to watch."""

    path: str = ""
    fault: str = ""
    dependency: str = ""
    code: Code = Code.IMAGE
    hint: str = ""


def _candidates(srcdir: str | Path, url: str, data_files: Sequence[str]) -> list[str]:
    """The paths from the source folder that may be meant: from the site's root, else beside the data files."""
    plain = url.split("?")[0].split("#")[0]
    found = []
    spelled = (plain, unquote(plain), url)
    # A file made on one system and a name typed on another may differ in the normal form of Unicode alone.
    forms = (unicodedata.normalize(form, name) for form in ("NFC", "NFD") for name in spelled)
    for name in dict.fromkeys((*spelled, *forms)):
        # Windows takes "\\" for "/", and a name that begins with two of them for that of another machine.
        if "\\" in name or "\0" in name:
            continue
        found.append(posixpath.normpath(name.lstrip("/")))
        if not name.startswith("/"):
            folders = [posixpath.dirname(_from_source(srcdir, data_file)) for data_file in data_files]
            found.extend(posixpath.normpath(posixpath.join(folder, name)) for folder in folders)
    return list(dict.fromkeys(found))


def _from_source(srcdir: str | Path, data_file: str) -> str:
    return posixpath.relpath(data_file, Path(srcdir).as_posix()) if posixpath.isabs(data_file) else data_file


_RASTER = frozenset({".png", ".apng", ".jpg", ".jpeg", ".gif", ".webp"})
_SUFFIXES = _RASTER | {".svg", ".svgz", ".avif", ".bmp", ".ico", ".tif", ".tiff", ".pdf", ".eps"}


@lru_cache(maxsize=20_000)
def _measured(path: str, modified: int, size: int) -> tuple[int, int]:
    import imagesize

    try:
        width, height = imagesize.get(path)
    except (OSError, ValueError):
        return (0, 0)
    return (int(width), int(height)) if width > 0 and height > 0 else (0, 0)


def picture_size(path: Path) -> tuple[int, int]:
    """Width and height in pixels, 0 where they cannot be told; read once as long as the file stays the same."""
    try:
        status = path.stat()
    except OSError:
        return (0, 0)
    return _measured(str(path), status.st_mtime_ns, status.st_size)


def _fault_of(path: Path, url: str) -> str:
    """Why a file cannot be shown as a picture; a damaged one would also end the making of a PDF."""
    suffix = path.suffix.lower()
    if suffix not in _SUFFIXES:
        return f"'{shorten(url, 100)}' is not a picture; it is not shown."
    if suffix in _RASTER and picture_size(path) == (0, 0):
        return f"The picture '{shorten(url, 100)}' is empty or damaged; it is not shown."
    return ""


def find_image(env: BuildEnvironment, url: str, data_files: Sequence[str]) -> FoundImage:
    """Find a picture that one of the data files names, and that may be published.

    Pictures elsewhere on the web have neither path nor fault.
    """
    if scheme_of(url) or url.startswith("//"):
        return FoundImage()
    candidates = _candidates(env.srcdir, url, data_files)
    refused = None
    for path in candidates:
        if is_file(Path(env.srcdir, path)):
            refusal = refusal_in(env, path)
            if refusal is None:
                fault = _fault_of(Path(env.srcdir, path), url)
                return FoundImage("" if fault else path, fault, path)
            fault = f"'{shorten(url, 100)}' {refusal.reason}; it is not shown."
            refused = refused or FoundImage("", fault, path, Code.PUBLISH, refusal.hint)
    fault = f"There is no picture '{shorten(url, 100)}'; it is not shown."
    return refused or FoundImage("", fault, candidates[0] if candidates else "")


_MOST_NAMES = 200
"""A folder with more names is not searched for similar ones: 5,000 missing of 5,000 pictures would take minutes."""


@lru_cache(maxsize=100)
def _names_in(folder: str, modified: int) -> tuple[str, ...]:
    names = sorted(entry.name for entry in Path(folder).iterdir())
    return tuple(names) if len(names) <= _MOST_NAMES else ()


def advice_for(srcdir: str, missing: FoundImage) -> str:
    """What to do about a picture that is not shown."""
    if missing.hint:
        return missing.hint
    if _is_outside(missing.dependency):
        return "Paths of pictures start at the source folder, and this one leads out of it."
    path = Path(srcdir, missing.dependency)
    if is_file(path):
        return "Open it with a picture viewer: does it show what you expect?"
    try:
        names = _names_in(str(path.parent), path.parent.stat().st_mtime_ns)
    except OSError:
        names = ()
    meant = nearest(path.name, [name for name in names if name != path.name])
    return f"Did you mean '{meant}'?" if meant else "Paths of pictures start at the source folder."


class Local(Enum):
    """What a link within the site leads to."""

    PAGE = auto()
    FILE = auto()
    ANCHOR = auto()
    COPIED = auto()
    """A file that ``html_extra_path`` puts beside the pages."""
    MISSING = auto()
    REFUSED = auto()
    """A file that is there, and that data may not publish."""


class LocalTarget(NamedTuple):
    """A link within the site: the page's name, the file's path from the source folder, or the address as written.

    Where it leads nowhere, ``fault`` is what to tell, and ``hint`` what to do about it.
    """

    kind: Local
    target: str
    fragment: str = ""
    code: Code = Code.LINK
    fault: str = ""
    hint: str = ""


def find_local(env: BuildEnvironment, url: str, data_files: Sequence[str]) -> LocalTarget | None:
    """What a link of the site leads to, or None where it leads out of it."""
    if scheme_of(url) or url.startswith("//"):
        return None
    path, _, fragment = url.partition("#")
    if not path:
        return LocalTarget(Local.ANCHOR, "", unquote(fragment))
    refused = None
    for candidate in _candidates(env.srcdir, path, data_files):
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
        if is_file(Path(env.srcdir, candidate)):
            refusal = refusal_in(env, candidate)
            if refusal is None:
                return LocalTarget(Local.FILE, candidate)
            fault = f"'{shorten(url, 100)}' {refusal.reason}; it is not published, and its text is no link."
            refused = refused or LocalTarget(
                Local.REFUSED, candidate, fragment, Code.PUBLISH, fault, refusal.hint
            )
        for extra in env.config.html_extra_path:
            copied = Path(env.srcdir, extra, candidate)
            if not _is_outside(candidate) and (is_file(copied) or is_folder(copied)):
                return LocalTarget(Local.COPIED, candidate, fragment)
    if refused:
        return refused
    fault = f"There is no page and no file '{shorten(url, 100)}'; the link is kept as it is written."
    hint = "Links of the site are paths from the source folder."
    return LocalTarget(Local.MISSING, path.lstrip("/"), fragment, Code.LINK, fault, hint)


def _is_outside(path: str) -> bool:
    return path == ".." or path.startswith("../") or posixpath.isabs(path)
