"""Data files become one collection, which is kept until a file changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from pkgutil import resolve_name
from typing import NamedTuple

from sphinx_academic.data.collection import Collection, collect
from sphinx_academic.data.declarations import NOTHING, Declared
from sphinx_academic.data.located import keep_for_good, paused_collection
from sphinx_academic.formats import expand, read_file, state_of
from sphinx_academic.formats.table import Companions


class NamedFile(NamedTuple):
    """A data file: where it is, and the name it has in messages."""

    path: Path
    name: str


_OF_A_REPOSITORY = (".git", ".hg", ".jj", ".svn")
_OF_A_PACKAGE = (
    "pyproject.toml",
    "setup.py",
    "setup.cfg",
    "package.json",
    "Cargo.toml",
    "Project.toml",
    "DESCRIPTION",
)
_MOST_FOLDERS = 8
"""So many folders up from that of the pages a repository begins."""


def nearest_above(folder: Path, name: str) -> Path | None:
    """The file of a name in a folder or in the nearest above it, up to the root of the repository.

    Where no folder above is one, as in an archive of the sources, up to the nearest that holds a package; of what lies beyond, such as
    somebody's home, nothing is looked at.
    """
    ways = [folder, *folder.parents][:_MOST_FOLDERS]

    def last(marks: Iterable[str]) -> int | None:
        return next(
            (at for at, each in enumerate(ways) if any((each / mark).exists() for mark in marks)), None
        )

    end = last(_OF_A_REPOSITORY)
    end = last(_OF_A_PACKAGE) if end is None else end
    found = (each / name for each in ways[: (end or 0) + 1])
    return next((path for path in found if path.is_file()), None)


_cache: dict[tuple[tuple[NamedFile, ...], str, Declared], tuple[tuple[tuple[int, int], ...], Collection]] = {}


def load(sources: Sequence[NamedFile], bare: str = "", declared: Declared = NOTHING) -> Collection:
    """Read files into one collection.

    ``bare`` says what the items of a file are whose root is a list ("publications", "news" …), ``declared`` what the site has of its
    own besides what these files declare.
    Within one process a collection is read once, until a file's size or time of change differs.
    """
    key = (tuple(sources), bare, declared)
    stamp = state_of([*(source.path for source in sources), *declared.inventories])
    known = _cache.get(key)
    if known is not None and known[0] == stamp:
        return known[1]
    with paused_collection():
        companions = Companions([source.path for source in sources])
        files = [read_file(source.path, source.name, companions) for source in sources]
        if declared.members:
            # Which only the site of a lab needs.
            collected: Callable[..., Collection] = resolve_name(f"{__package__}.members_files:collected")
            collection = collected(files, bare, declared, sources)
        else:
            collection = collect(files, bare, declared)
    keep_for_good(len(collection.publications) + len(collection.news))
    _cache[key] = (stamp, collection)
    return collection


def sources_of(names: Iterable[str]) -> tuple[NamedFile, ...]:
    """The files that the paths of a command line stand for, each once."""
    found = dict.fromkeys(source for name in names for source in expand(Path(name), name))
    return tuple([NamedFile(path, name) for path, name in found])


def load_named(names: Iterable[str], bare: str = "", declared: Declared = NOTHING) -> Collection:
    """Read what the paths of a command line stand for into one collection."""
    return load(sources_of(names), bare, declared)
