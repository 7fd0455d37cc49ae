"""One module per file format; each gives the same raw values with their places, and problems instead of
errors."""

from __future__ import annotations

import difflib
from pathlib import Path

from sphinx_academic.data.readers.front_matter import read_page
from sphinx_academic.data.readers.raw import Place, RawFile, RawList, RawMapping, RawValue
from sphinx_academic.data.readers.text import MAX_BYTES, decode
from sphinx_academic.data.readers.yaml_file import read_yaml
from sphinx_academic.problems import Code, Problem

__all__ = ["Place", "RawFile", "RawList", "RawMapping", "RawValue", "read_file"]

_YAML = frozenset((".yaml", ".yml"))
_MARKDOWN = frozenset((".md", ".markdown"))
_BIBTEX = frozenset((".bib", ".bibtex"))
_KNOWN = _YAML | _MARKDOWN | _BIBTEX


def read_file(path: Path, name: str) -> RawFile:
    """Read a data file by the reader for its suffix; ``name`` stands for it in messages.

    Never raises for any content, nor for a file that is missing or cannot be read: those give a root of None
    and one problem.
    """
    suffix = path.suffix.lower()
    try:
        if path.is_dir():
            return _unread(
                name, "this is a folder; expected a .yaml, .yml, .md or .bib file.", _files_in(path)
            )
        if suffix not in _KNOWN:
            if not path.exists():
                return _missing(path, name)
            found = f"'{suffix}' files" if suffix else "files without a suffix"
            return _unread(name, f"there is no reader for {found}; expected .yaml, .yml, .md or .bib.")
        with path.open("rb") as file:
            # One byte more than allowed is enough to know that the file is too large.
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return _missing(path, name)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return _unread(name, f"the file cannot be read: {reason}.")
    text, problems = decode(data, name)
    if suffix in _MARKDOWN:
        page = read_page(text, name)
        return page._replace(problems=problems + page.problems)
    if suffix in _BIBTEX:
        # Imported here because it takes longer than reading the data of most sites, which have no BibTeX.
        from sphinx_academic.data.readers.bibtex import read_bibtex

        bibliography = read_bibtex(text, name)
        return bibliography._replace(problems=problems + bibliography.problems)
    root, more = read_yaml(text, name)
    return RawFile(name, root, problems + more)


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
        names = sorted(entry.name for entry in folder.iterdir() if entry.suffix.lower() in _KNOWN)
    except OSError:
        return ""
    if not names:
        return "No .yaml, .yml, .md or .bib file is in that folder."
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    return f"In that folder: {', '.join(names[:5])}{more}."
