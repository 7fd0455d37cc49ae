"""Folders of data, and sites of other generators as they are: which files hold records, and which reader each needs."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator
from enum import Enum, auto
from itertools import islice
from pathlib import Path, PurePosixPath

from sphinx_academic.data.file_names import exists, is_folder
from sphinx_academic.formats.filling import words
from sphinx_academic.formats.sites import jekyll_data
from sphinx_academic.formats.text import read_start
from sphinx_academic.problems import Code, Problem

MAX_FILES = 20_000
"""Files that one folder or glob may stand for."""

_MAX_ENTRIES = 500_000
_MAX_DEPTH = 24
DATA_SUFFIXES = frozenset((".yaml", ".yml", ".bib", ".bibtex", ".json", ".ris", ".cff"))
_PAGE_SUFFIXES = frozenset((".md", ".markdown"))
_SKIPPED_FOLDERS = words(
    """
    node_modules _site _build build dist public resources vendor themes layouts archetypes _layouts _includes _sass
    _plugins _drafts _posts _projects _portfolio __pycache__ venv env site-packages _cite
    """
)
_SKIPPED_FILES = words(
    """
    package.json package-lock.json composer.json tsconfig.json manifest.json bower.json jsconfig.json netlify.yml
    _config.yml _config.yaml mkdocs.yml docker-compose.yml docker-compose.yaml environment.yml environment.yaml
    renovate.json vercel.json hugo.yaml hugo.json config.yaml config.yml readthedocs.yml codecov.yml
    """
)
_SIGNS_OF_A_SITE = (
    "_config.yml",
    "_config.yaml",
    "hugo.yaml",
    "hugo.toml",
    "hugoblox.yaml",
    "content/publication",
    "content/publications",
    "config/_default",
)
_COLLECTIONS = frozenset(
    ("_publications", "_talks", "_teaching", "_news", "_members", "_data", "_bibliography")
)


class SiteFile(Enum):
    """What a file of a site is, and so how it is read."""

    HUGO_PUBLICATION = auto()
    HUGO_EVENT = auto()
    HUGO_AUTHOR = auto()
    HUGO_AUTHOR_DATA = auto()
    JEKYLL_PUBLICATION = auto()
    JEKYLL_TALK = auto()
    JEKYLL_COURSE = auto()
    JEKYLL_NEWS = auto()
    JEKYLL_MEMBER = auto()
    JEKYLL_DATA = auto()
    BIBLIOGRAPHY = auto()
    RESUME = auto()


_BY_FOLDER = {
    "_publications": SiteFile.JEKYLL_PUBLICATION,
    "_talks": SiteFile.JEKYLL_TALK,
    "_teaching": SiteFile.JEKYLL_COURSE,
    "_news": SiteFile.JEKYLL_NEWS,
    "_members": SiteFile.JEKYLL_MEMBER,
}
_HUGO_PUBLICATIONS = frozenset(("publication", "publications"))
_HUGO_EVENTS = frozenset(("event", "events", "talk", "talks"))


def site_file(path: Path) -> SiteFile | None:
    """What a file is, told from the folders it lies in; None for a file of no site that is known."""
    suffix = path.suffix.lower()
    folders = [parent.name.lower() for parent in path.parents][:8]
    nearest = folders[:4]
    if suffix in _PAGE_SUFFIXES:
        if path.stem.lower() == "readme":
            return None
        collection = next((folder for folder in nearest if folder in _BY_FOLDER), "")
        if collection:
            return _BY_FOLDER[collection]
        return _hugo_page(path, folders)
    if suffix in {".yaml", ".yml"}:
        if folders[:2] == ["authors", "data"]:
            return SiteFile.HUGO_AUTHOR_DATA
        return SiteFile.JEKYLL_DATA if "_data" in nearest[:2] else None
    if suffix in {".bib", ".bibtex"}:
        return SiteFile.BIBLIOGRAPHY if "_bibliography" in nearest else None
    return SiteFile.RESUME if suffix == ".json" and path.name == "resume.json" else None


def _hugo_page(path: Path, folders: list[str]) -> SiteFile | None:
    in_content = "content" in folders
    stem = path.stem.lower()
    if stem == "_index":
        return SiteFile.HUGO_AUTHOR if in_content and folders[1:2] == ["authors"] else None
    holder = folders[1] if stem == "index" and len(folders) > 1 else folders[0] if folders else ""
    if holder in _HUGO_PUBLICATIONS and (in_content or (path.parent / "cite.bib").is_file()):
        return SiteFile.HUGO_PUBLICATION
    if holder in _HUGO_EVENTS and in_content:
        return SiteFile.HUGO_EVENT
    return None


def expand(path: Path, name: str) -> list[tuple[Path, str]]:
    """The data files that a path stands for, each with its name in messages, in the order of their names.

    A file stands for itself. A folder stands for the data files in it and below it; where it is somebody's site
    (Jekyll's ``_config.yml``, Hugo's ``content/publication`` …), for those files of it that hold records. ``*``, ``?``
    and ``**`` are those of :mod:`glob`. What is not there or holds nothing stands for itself, so that
    :func:`read_file` can say so. At most :data:`MAX_FILES` files.
    """
    found = list(_matches(path, name))
    if len(found) > MAX_FILES:
        # The path itself comes last: reading it tells that there is more.
        return [*found[:MAX_FILES], (path, name)]
    return found or [(path, name)]


def _matches(path: Path, name: str) -> Iterator[tuple[Path, str]]:
    if is_folder(path):
        yield from _in_folder(path, name)
    elif glob.has_magic(str(path)) and not exists(path):
        anchor, pattern = _split_glob(path)
        prefix = PurePosixPath(name.replace("\\", "/"))
        base = PurePosixPath(*prefix.parts[: max(0, len(prefix.parts) - len(Path(pattern).parts))])
        try:
            matches = sorted(islice(anchor.glob(pattern), _MAX_ENTRIES))
        except (OSError, ValueError, NotImplementedError):
            return
        for found in islice(matches, MAX_FILES + 1):
            below = found.relative_to(anchor)
            if any(part.startswith(".") for part in below.parts):
                continue
            label = (base / below.as_posix()).as_posix()
            if not is_folder(found):
                yield found, label
            elif "**" not in pattern:
                yield from _in_folder(found, label)
    elif exists(path):
        yield path, name


def _split_glob(path: Path) -> tuple[Path, str]:
    parts = path.parts
    first = next(index for index, part in enumerate(parts) if glob.has_magic(part))
    pattern = "/".join(parts[first:])
    # "**" alone stands for folders before Python 3.13, and for files too since.
    return Path(*parts[:first]), f"{pattern}/*" if pattern.endswith("**") else pattern


def _in_folder(folder: Path, name: str) -> Iterator[tuple[Path, str]]:
    is_site = _is_site(folder)
    sites: dict[Path, bool] = {folder: is_site}
    count = 0
    prefix = name.replace("\\", "/").rstrip("/")
    for path, below in _walk(folder, is_site):
        in_site = _in_site(path.parent, sites)
        if in_site and site_file(path) is None and path.name.lower() != "citation.cff":
            continue
        if not in_site and not _is_data(path):
            continue
        if site_file(path) is SiteFile.JEKYLL_DATA and not _is_needed(path):
            continue
        yield path, f"{prefix}/{below}" if prefix not in {"", "."} else below
        count += 1
        if count > MAX_FILES:
            return


def _is_site(folder: Path) -> bool:
    return folder.name.lower() not in _COLLECTIONS and any(
        (folder / sign).exists() for sign in _SIGNS_OF_A_SITE
    )


def _in_site(folder: Path, known: dict[Path, bool]) -> bool:
    """Whether a folder is a site or lies in one; several sites may lie side by side in a folder of old things."""
    found = known.get(folder)
    if found is None:
        found = known[folder] = _in_site(folder.parent, known) or _is_site(folder)
    return found


def _is_data(path: Path) -> bool:
    """Whether a file in a folder of data is read: pages only where they have front matter."""
    if site_file(path):
        return True
    suffix = path.suffix.lower()
    if suffix in _PAGE_SUFFIXES:
        try:
            start = read_start(path, 200).removeprefix(b"\xef\xbb\xbf").lstrip()
        except OSError:
            return False
        return start.startswith((b"---\n", b"---\r", b"+++"))
    return suffix in DATA_SUFFIXES


def _is_needed(path: Path) -> bool:
    """Whether a file below ``_data`` holds records that no other file has: the generated citations repeat their
    sources."""
    if path.stem.lower() == "sources":
        return not any((path.parent / f"citations{suffix}").is_file() for suffix in (".yaml", ".yml"))
    return jekyll_data.is_known(path)


def _walk(folder: Path, is_site: bool) -> Iterator[tuple[Path, str]]:
    """Every file below a folder, by name; a folder that is reached twice through links is read once."""
    seen: set[tuple[int, int]] = set()
    entries = 0
    waiting: list[tuple[Path, str, int]] = [(folder, "", 0)]
    while waiting:
        here, below, depth = waiting.pop()
        try:
            status = here.stat()
            if (status.st_dev, status.st_ino) in seen or depth > _MAX_DEPTH:
                continue
            seen.add((status.st_dev, status.st_ino))
            with os.scandir(here) as scan:
                found = sorted(scan, key=lambda entry: entry.name)
        except OSError:
            continue
        folders: list[tuple[Path, str, int]] = []
        for entry in found:
            entries += 1
            if entries > _MAX_ENTRIES:
                return
            name = entry.name
            if name.startswith(".") or not _is_writable_name(name):
                continue
            inner = f"{below}{name}"
            try:
                is_folder = entry.is_dir()
            except OSError:
                continue
            if is_folder:
                if name.lower() not in _SKIPPED_FOLDERS or (
                    not is_site and name.lower() in {"resources", "public"}
                ):
                    folders.append((here / name, f"{inner}/", depth + 1))
            elif name.lower() not in _SKIPPED_FILES and not (
                name == "cite.bib" and (here / "index.md").is_file()
            ):
                # cite.bib is read with the page beside it
                yield here / name, inner
        waiting.extend(reversed(folders))


def _is_writable_name(name: str) -> bool:
    """Whether a file's name can stand in a message: bytes that are no UTF-8 cannot."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def told_of_folder(path: Path, name: str) -> Problem:
    """Why a folder or a glob that stands for itself could not be expanded."""
    found = len(expand(path, name))
    if found > MAX_FILES:
        message = f"there are more than {MAX_FILES:,} data files here; those behind the first {MAX_FILES:,} are left out."
        return Problem(name, 0, 0, Code.LIMIT, message, "Name a folder further down.")
    if not is_folder(path):
        return Problem(name, 0, 0, Code.FILE, "no file matches this.", _readable(path))
    if found > 1 or expand(path, name) != [(path, name)]:
        message = "this is a folder; its files are read one by one."
        return Problem(name, 0, 0, Code.FILE, message, "Name it in academic_data.")
    return Problem(name, 0, 0, Code.FILE, "the folder holds no file that can be read.", _readable(path))


def _readable(path: Path) -> str:
    return (
        "Looked for: .yaml, .yml, .bib, .json, .ris, .cff, pages (.md) with front matter, and the data of sites made with "
        "HugoBlox (content/publication), academicpages (_publications), al-folio (_bibliography, _news) and other Jekyll "
        "themes (_data)."
    )
