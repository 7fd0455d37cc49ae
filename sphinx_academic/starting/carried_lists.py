"""Which records the data of a site hold that is not written yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from sphinx_academic.data.collection import Collection, collect
from sphinx_academic.data.located import RawFile
from sphinx_academic.formats import read_file
from sphinx_academic.formats.table import Companions, DataFile, format_of
from sphinx_academic.sections.registry import SECTIONS
from sphinx_academic.starting.site_files import NewFile


def collection_of(files: Iterable[NewFile], data: Sequence[str] = ()) -> Collection:
    """The records of the data files among those of a site, or where none are named of those below ``data``."""
    return collect(
        [
            found
            for file in files
            if not {file.path, file.path.split("/")[0]}.isdisjoint(data or ("data",))
            for found in _read(file)
        ]
    )


def _read(file: NewFile) -> Iterable[RawFile]:
    if file.copied_from is not None:
        yield read_file(file.copied_from, file.path)
        return
    data = DataFile(file.content.decode("utf-8"), Path(file.path), file.path, Companions([]))
    form = format_of(data)
    if form is not None:
        yield form.read_file(data)


def directives_with_records(files: Iterable[NewFile], data: Sequence[str] = ()) -> tuple[str, ...]:
    """The directives of the lists that have records."""
    found = collection_of(files, data)
    return tuple(
        SECTIONS.of_list[name]
        for name, kind in found.all_kinds.items()
        if found.of(kind) and name in SECTIONS.of_list
    )
