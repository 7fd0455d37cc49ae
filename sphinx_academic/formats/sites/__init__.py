"""Folders of data, and sites of other generators as they are: which files hold records, and which reader each needs."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path, PurePosixPath
from pkgutil import resolve_name
from typing import TYPE_CHECKING

from sphinx_academic.data.located import TOML, RawFile
from sphinx_academic.data.naming import exists, is_folder
from sphinx_academic.formats.table import (
    COMMON_SUFFIXES,
    LENGTH_OF_BEGINNING,
    PAGE,
    DataFile,
    format_named,
    is_known_beginning,
    suffixes,
)
from sphinx_academic.formats.text import decode, names_of_keys, read_start, words
from sphinx_academic.problems import Code, Problem

if TYPE_CHECKING:
    from sphinx_academic.formats.sites.site_page import SitePage

MAX_FILES = 20_000
"""Files that one folder or glob may stand for."""

_MAX_ENTRIES = 500_000
_MAX_DEPTH = 24
_SKIPPED_FOLDERS = words(
    """
    node_modules _site _build build dist public resources vendor themes layouts archetypes _layouts _includes _sass
    _plugins _drafts _posts __pycache__ venv env site-packages _cite
    """
)
PLAN = "academic.fetch.yaml"
"""The file that says what is fetched from services; it lies beside data, and is none."""
_SKIPPED_FILES = words(
    """
    package.json package-lock.json composer.json tsconfig.json manifest.json bower.json jsconfig.json netlify.yml
    _config.yml _config.yaml mkdocs.yml docker-compose.yml docker-compose.yaml environment.yml environment.yaml
    renovate.json vercel.json hugo.yaml hugo.json config.yaml config.yml readthedocs.yml codecov.yml
    """
) | {PLAN}
_SIGNS_OF_A_SITE = words(
    """
    _config.yml _config.yaml hugo.yaml hugo.toml hugoblox.yaml content/publication content/publications config/_default
    """
)
_PAGES_OF_JEKYLL = names_of_keys(
    """
    read_publication: _publications; read_talk: _talks; read_course: _teaching _teachings; read_news: _news
    read_member: _members; read_project: _projects _portfolio
    """
)
_PAGES_OF_HUGOBLOX = names_of_keys(
    "read_event: event events talk talks; read_project: project projects; read_course: teaching courses"
)
_COLLECTIONS = _PAGES_OF_JEKYLL.keys() | words("_data _bibliography")
_DATA_OF_JEKYLL = "jekyll_data:read_data_file"
_PAGE, _YAML, _BIBTEX = (frozenset(form.suffixes) for form in map(format_named, ("page", "yaml", "bib")))


def site_reader(path: Path) -> str:
    """The function that reads a file of a site, told from the folders it lies in; empty for a file of no site that is known."""
    suffix, stem = path.suffix.lower(), path.stem.lower()
    folders = [*(parent.name.lower() for parent in path.parents), "", ""][:8]
    if suffix in _PAGE and stem != "readme":
        collection = next((name for name in folders[:4] if name in _PAGES_OF_JEKYLL), "")
        is_content = "content" in folders
        # A page that is called index has a folder of its own.
        holder = folders[1] if stem in {"index", "_index"} else folders[0]
        if collection:
            return f"jekyll_pages:{_PAGES_OF_JEKYLL[collection]}"
        if holder in {"publication", "publications"} and stem != "_index":
            return "hugoblox:read_publication" if is_content or (path.parent / "cite.bib").is_file() else ""
        if is_content:
            return _of_hugoblox(stem, folders, holder) or _of_blocks(path, folders)
    elif suffix in _YAML and folders[:2] == ["authors", "data"]:
        return "hugoblox:read_author_data"
    elif suffix in _YAML and "_data" in folders[:2]:
        return _DATA_OF_JEKYLL
    elif suffix in _BIBTEX and "_bibliography" in folders[:4]:
        return "jekyll_pages:read_bibliography"
    return ""


def _of_hugoblox(stem: str, folders: list[str], holder: str) -> str:
    """The function that reads a page below ``content`` by the folder that holds it."""
    if stem == "_index" and holder == "authors":
        return "hugoblox:read_author"
    if holder in {"teaching", "courses"} and (stem not in {"_index", "index"} or folders[0] != holder):
        return "hugoblox:read_course"
    if holder in _PAGES_OF_HUGOBLOX and stem != "_index":
        return f"hugoblox:{_PAGES_OF_HUGOBLOX[holder]}"
    return ""


def _of_blocks(path: Path, folders: list[str]) -> str:
    """The function that reads a page that stands by itself, or is a part of the home page, where it is made of blocks."""
    if "content" not in folders[: 3 if folders[0] == "home" else 2]:
        return ""
    has_blocks: Callable[[Path], bool] = resolve_name(f"{__name__}.hugoblox_blocks:has_blocks")
    return "hugoblox_blocks:read_blocks" if has_blocks(path) else ""


def read_site_file(file: DataFile, reader: str) -> RawFile:
    """The records of a file of a site, by its reader: that of a page is given the page."""
    if file.path.suffix.lower() not in _PAGE:
        read: Callable[[DataFile], RawFile] = resolve_name(f"{__name__}.{reader}")
        return read(file)
    site_page: Callable[[DataFile], SitePage] = resolve_name(f"{__name__}.site_page:read_site_page")
    read_page: Callable[[SitePage], RawFile] = resolve_name(f"{__name__}.{reader}")
    found = read_page(site_page(file))
    return found._replace(notation=TOML) if file.text.startswith("+++") else found


def expand(path: Path, name: str) -> list[tuple[Path, str]]:
    """The data files that a path stands for, by name, each with its name in messages; at most :data:`MAX_FILES`.

    A folder stands for the data files below it, that of a site for those that hold records. ``*``, ``?`` and ``**`` are
    those of :mod:`glob`. What holds nothing stands for itself, so that :func:`read_file` can say so.
    """
    found = list(islice(_matches(path, name), MAX_FILES + 1))
    if len(found) > MAX_FILES:
        # The path itself comes last: reading it tells that there is more.
        found[-1] = (path, name)
    return found or [(path, name)]


def _matches(path: Path, name: str) -> Iterator[tuple[Path, str]]:
    if is_folder(path):
        yield from _in_folder(path, name)
    elif exists(path):
        yield path, name
    elif glob.has_magic(str(path)):
        anchor, pattern = _split_glob(path)
        prefix = PurePosixPath(name.replace("\\", "/"))
        base = PurePosixPath(*prefix.parts[: max(0, len(prefix.parts) - len(Path(pattern).parts))])
        try:
            matches = sorted(islice(anchor.glob(pattern), _MAX_ENTRIES))
        except (OSError, ValueError, NotImplementedError):
            return
        for found in matches:
            below = found.relative_to(anchor)
            if any(part.startswith(".") for part in below.parts):
                continue
            label = (base / below.as_posix()).as_posix()
            if not is_folder(found) and found.name != PLAN:
                yield found, label
            elif "**" not in pattern:
                yield from _in_folder(found, label)


def _split_glob(path: Path) -> tuple[Path, str]:
    parts = path.parts
    first = next(index for index, part in enumerate(parts) if glob.has_magic(part))
    pattern = "/".join(parts[first:])
    # "**" alone stands for folders before Python 3.13, and for files too since.
    return Path(*parts[:first]), f"{pattern}/*" if pattern.endswith("**") else pattern


def _in_folder(folder: Path, name: str) -> Iterator[tuple[Path, str]]:
    sites: dict[Path, bool] = {folder: _is_site(folder)}
    prefix = name.replace("\\", "/").rstrip("/")
    for path in _walk(folder, is_site=sites[folder]):
        reader = site_reader(path)
        if reader:
            is_wanted = reader != _DATA_OF_JEKYLL or _is_needed(path)
        elif _in_site(path.parent, sites):
            is_wanted = path.name.lower() in {"citation.cff", "resume.json"}
        else:
            is_wanted = _is_data(path)
        if is_wanted:
            below = path.relative_to(folder).as_posix()
            yield path, below if prefix in {"", "."} else f"{prefix}/{below}"


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
    """Whether a file in a folder of data is read: pages only where they have front matter, tables, texts and XML only where
    they are known by how they begin."""
    suffix = path.suffix.lower()
    if suffix in _PAGE:
        try:
            start = read_start(path, 200).removeprefix(b"\xef\xbb\xbf").lstrip()
        except OSError:
            return False
        return start.startswith((b"---\n", b"---\r", b"+++"))
    if suffix in COMMON_SUFFIXES and suffix in suffixes():
        try:
            beginning, _problems = decode(read_start(path, LENGTH_OF_BEGINNING), path.name)
        except OSError:
            return False
        return is_known_beginning(suffix, beginning)
    return suffix in suffixes()


def _is_needed(path: Path) -> bool:
    """Whether a file below ``_data`` holds records that no other has: generated citations repeat their sources."""
    if path.stem.lower() == "sources":
        return not any((path.parent / f"citations{suffix}").is_file() for suffix in (".yaml", ".yml"))
    is_known: Callable[[Path], bool] = resolve_name(f"{__name__}.jekyll_data:is_known")
    return is_known(path)


def _walk(folder: Path, *, is_site: bool) -> Iterator[Path]:
    """Every file below a folder, by name; a folder that is reached twice through links is read once."""
    skipped = _SKIPPED_FOLDERS if is_site else _SKIPPED_FOLDERS - {"resources", "public"}
    seen: set[tuple[int, int]] = set()
    entries = 0
    for place, folders, files in os.walk(folder, followlinks=True):
        here = Path(place)
        try:
            status = here.stat()
        except OSError:  # it went while it was looked at
            continue
        depth = len(here.parts) - len(folder.parts)
        entries += len(folders) + len(files)
        if entries > _MAX_ENTRIES:
            return
        if (status.st_dev, status.st_ino) in seen or depth > _MAX_DEPTH:
            folders.clear()
            continue
        seen.add((status.st_dev, status.st_ino))
        folders[:] = sorted(each for each in folders if _is_shown(each) and each.lower() not in skipped)
        for name in sorted(filter(_is_shown, files)):
            # cite.bib is read with the page beside it.
            if name.lower() not in _SKIPPED_FILES and not (name == "cite.bib" and "index.md" in files):
                yield here / name


def _is_shown(name: str) -> bool:
    """Whether a file is not hidden, and its name can stand in a message: bytes that are no UTF-8 cannot."""
    return not name.startswith(".") and re.search("[\ud800-\udfff]", name) is None


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
    data = ", ".join(suffix for suffix in suffixes() if suffix not in _PAGE)
    return (
        f"Looked for: {data}, pages ({PAGE.suffix}) with front matter, and the data of sites made with "
        "HugoBlox (content/publication), academicpages (_publications), al-folio (_bibliography, _news) and other Jekyll "
        "themes (_data)."
    )
