"""Files with records and nothing else: a bibliography stays as it is, what a program has exported becomes YAML, a career a site with a CV."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from sphinx_academic.data.collection import collect
from sphinx_academic.data.located import RawFile, RawMapping
from sphinx_academic.formats import expand, read_file
from sphinx_academic.formats.table import PAGE, Companions, DataFile, format_of, is_suffix
from sphinx_academic.formats.text import decode, read_start
from sphinx_academic.problems import Code, Problem
from sphinx_academic.starting.carried_lists import collection_of
from sphinx_academic.starting.carried_records import CarriedRecords
from sphinx_academic.starting.importers import Imported
from sphinx_academic.starting.new_site import copies_below_data, likely_owner
from sphinx_academic.starting.site_files import NewFile
from sphinx_academic.starting.source_files import NotCarriedError, SourceFiles, is_elsewhere
from sphinx_academic.starting.whole_site import NewPage, SiteFacts, WholeSite

_AS_THEY_ARE = ("bib", "yaml", "json")
"""Formats of files that people write by hand, with comments and an order of their own."""
_CAREERS = ("rendercv", "resume")
_MOST_LOOKED_AT = 50
"""Files of a folder that are looked into to see whether it holds records."""


def recognise(sources: Sequence[Path]) -> bool:
    """Whether all are files of data, or folders with some."""
    # What lies on several drives of Windows has no folder in common.
    return len({source.absolute().anchor for source in sources}) == 1 and all(
        _holds_records(source)
        if source.is_dir()
        else is_suffix(source.suffix.lower()) and source.suffix.lower() not in PAGE.suffixes
        for source in sources
    )


def _holds_records(folder: Path) -> bool:
    return any(
        isinstance(read.root, RawMapping) and has_records(read)
        for path, name in islice(_files_of(folder), _MOST_LOOKED_AT)
        for read in [read_file(path, name)]
    )


def has_records(read: RawFile) -> bool:
    """Whether a file holds records."""
    return any(collect([read]).records.values())


def _files_of(source: Path) -> Iterator[tuple[Path, str]]:
    """The data files of a source, each with its name in messages; pages are none."""
    found = expand(source, source.as_posix()) if source.is_dir() else [(source, source.as_posix())]
    yield from ((path.absolute(), name) for path, name in found if path.suffix.lower() not in PAGE.suffixes)


def carry(sources: Sequence[Path]) -> Imported:
    """The site of some files."""
    found = [each for source in sources for each in _files_of(source)]
    root = _folder_of([path for path, _name in found])
    files = SourceFiles(root, _name_of(root))
    records = CarriedRecords(files)
    companions = Companions([path for path, _name in found])
    copied: list[Path] = []
    problems: list[Problem] = []
    is_career = False
    for path, name in found:
        text, told = files.read(path)
        if not text:
            problems.extend(told)
            continue
        below = path.relative_to(root).as_posix()
        form = format_of(DataFile(decode(read_start(path), name)[0], path, below, companions))
        if form is None:
            continue
        read = read_file(path, below, companions)
        is_career = is_career or form.name in _CAREERS
        if form.name in _AS_THEY_ARE and has_records(read):
            copied.append(path)
            problems += [each._replace(path=name) for each in read.problems]
            problems += _carried_files(read, files, name)
        else:
            records.add(read)
    records.finish()
    copies = (*copies_below_data(copied, set()),)
    data = (*copies, *records.data_files(copy.path for copy in copies))
    collection = collection_of(data)
    if not any(collection.records.values()):
        return Imported((), (*problems, *records.problems))
    name = likely_owner(collection)
    if name and not collection.profile and not collection.people:
        data = (NewFile.of_text("data/profile.yaml", f"profile:\n  name: {name}"), *data)
    site = WholeSite(
        SiteFacts(title=name),
        (NewPage("index", name),),
        data,
        files.carried,
        has_profile=bool(name) or bool(collection.profile),
        shows_cv=is_career,
    )
    return Imported(site.files(), (*problems, *records.problems))


def _carried_files(read: RawFile, files: SourceFiles, name: str) -> Iterator[Problem]:
    """Have the pictures and files copied that a file names which stays as it is; what is wrong with them a build tells."""
    collection = collect([read])
    for record in (each for of_kind in collection.records.values() for each in of_kind):
        named = [(field, picture.url) for field, picture in record.pictures()]
        named += [(field, link.url) for field, link in record.addresses()]
        for field, address in named:
            if not address or is_elsewhere(address):
                continue
            try:
                files.carry(address, Path(read.path).parent.as_posix())
            except NotCarriedError as error:
                found = record.origin.problem(field, Code.NOT_CARRIED, str(error), error.hint, address)
                yield found._replace(path=name)


def _name_of(folder: Path) -> str:
    """What a folder is called from where the command is run."""
    try:
        return os.path.relpath(folder).replace(os.sep, "/")
    except ValueError:  # it is on another drive
        return folder.as_posix()


def _folder_of(paths: Sequence[Path]) -> Path:
    """The folder that holds all of some files."""
    return Path(os.path.commonpath([path.parent for path in paths]))
