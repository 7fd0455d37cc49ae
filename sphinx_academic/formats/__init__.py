"""One module per file format; each gives the same raw values with their places, and problems instead of
errors."""

from __future__ import annotations

import difflib
import glob
from collections.abc import Callable, Iterable
from pathlib import Path

from sphinx_academic.data.located import JSON, TOML, Place, RawFile, RawList, RawMapping, RawValue
from sphinx_academic.formats.front_matter import read_page
from sphinx_academic.formats.reports import MAX_TEXT, without_long_texts
from sphinx_academic.formats.text import decode, read_start
from sphinx_academic.formats.yaml.yaml_file import read_yaml
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

_MARKDOWN = frozenset((".md", ".markdown"))
_SUFFIXES = ".yaml, .yml, .md, .bib, .json, .ris or .cff"


def expand(path: Path, name: str) -> list[tuple[Path, str]]:
    """The files that a path in ``academic_data`` stands for; see :func:`sites.expand`."""
    try:
        if path.suffix.lower() in _READERS and path.is_file():
            return [(path, name)]
    except OSError:  # a name that is too long: reading it tells so
        return [(path, name)]
    from sphinx_academic.formats.sites import expand

    return expand(path, name)


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
            from sphinx_academic.formats.sites import told_of_folder

            return RawFile(name, None, (told_of_folder(path, name),))
        reader = _READERS.get(suffix)
        if reader is None:
            if not path.exists():
                return _missing(path, name)
            found = f"'{suffix}' files" if suffix else "files without a suffix"
            return _unread(name, f"there is no reader for {found}; expected {_SUFFIXES}.")
        # One byte more than allowed is enough to know that the file is too large.
        data = read_start(path)
    except FileNotFoundError:
        return _missing(path, name)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return _unread(name, f"the file cannot be read: {reason}.")
    text, problems = decode(data, name)
    read = reader(text, path, name)
    if len(text) > MAX_TEXT:
        read = without_long_texts(read, text)
    if suffix in _MARKDOWN and text.startswith("+++"):
        read = read._replace(notation=TOML)
    return read._replace(problems=problems + read.problems)


# The readers that most projects do not need are imported where they are used.


def _read_yaml(text: str, path: Path, name: str) -> RawFile:
    root, problems = read_yaml(text, name)
    folders = {parent.name for parent in list(path.parents)[:2]}
    if "_data" in folders:
        from sphinx_academic.formats.sites.jekyll_data import read_data_file

        return read_data_file(root, path, name, problems)
    if folders == {"authors", "data"}:
        from sphinx_academic.formats.sites.hugoblox_people import read_author_data

        return read_author_data(root, path, name, problems)
    return RawFile(name, root, problems)


def _read_markdown(text: str, path: Path, name: str) -> RawFile:
    from sphinx_academic.formats.sites import SiteFile, site_file

    kind = site_file(path)
    if kind is None:
        file = read_page(text, name)
        if "{{" in text or "{%" in text or "{:" in text:
            from sphinx_academic.formats.sites.site_text import clean_values

            return file._replace(root=clean_values(file.root))
        return file
    from sphinx_academic.formats.sites import academicpages, al_folio, greenelab, hugoblox, hugoblox_people
    from sphinx_academic.formats.sites.site_page import read_site_page

    page = read_site_page(text, path, name)
    if kind is SiteFile.HUGO_PUBLICATION:
        return hugoblox.read_publication(page, read_file)
    readers = {
        SiteFile.HUGO_EVENT: hugoblox.read_event,
        SiteFile.HUGO_AUTHOR: hugoblox_people.read_author,
        SiteFile.JEKYLL_PUBLICATION: academicpages.read_publication,
        SiteFile.JEKYLL_TALK: academicpages.read_talk,
        SiteFile.JEKYLL_COURSE: academicpages.read_course,
        SiteFile.JEKYLL_NEWS: al_folio.read_news,
        SiteFile.JEKYLL_MEMBER: greenelab.read_member,
    }
    return readers[kind](page)


def _read_json(text: str, path: Path, name: str) -> RawFile:
    from sphinx_academic.data.collection import holds_records
    from sphinx_academic.formats.csl_json_reading import read_csl
    from sphinx_academic.formats.json_places import read_json
    from sphinx_academic.formats.json_resume import is_resume, read_resume

    root, problems = read_json(text, name)
    if isinstance(root, RawMapping):
        if is_resume(root):
            return read_resume(root, name, problems)
        if holds_records(root):
            return RawFile(name, root, problems, notation=JSON)  # our own form, in JSON
    return read_csl(root, name, problems)


def _read_ris(text: str, path: Path, name: str) -> RawFile:
    from sphinx_academic.formats.ris_reading import read_ris

    return read_ris(text, name)


def _read_cff(text: str, path: Path, name: str) -> RawFile:
    from sphinx_academic.formats.citation_cff import read_cff

    return read_cff(text, name)


def _read_bibtex(text: str, path: Path, name: str) -> RawFile:
    from sphinx_academic.formats.bibtex.bibtex_reading import read_bibtex

    file = read_bibtex(text, name)
    if "_bibliography" in name.replace("\\", "/").split("/")[:-1]:
        from sphinx_academic.formats.sites.al_folio import with_files

        return with_files(file, path)
    return file


_READERS: dict[str, Callable[[str, Path, str], RawFile]] = {
    ".yaml": _read_yaml,
    ".yml": _read_yaml,
    ".md": _read_markdown,
    ".markdown": _read_markdown,
    ".bib": _read_bibtex,
    ".bibtex": _read_bibtex,
    ".json": _read_json,
    ".ris": _read_ris,
    ".cff": _read_cff,
}


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
        names = sorted(entry.name for entry in folder.iterdir() if entry.suffix.lower() in _READERS)
    except OSError:
        return ""
    if not names:
        return "No data file is in that folder."
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    return f"In that folder: {', '.join(names[:5])}{more}."
