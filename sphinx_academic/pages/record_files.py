"""The pictures and files that a record names: which of them are published, and what is to be told of each."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from sphinx_academic.content.markup import Markup, addresses_of
from sphinx_academic.data.file_names import as_one, fault_in
from sphinx_academic.pages.files import Local, LocalTarget, advice_for, find_image, find_local
from sphinx_academic.problems import Code, Problem, shorten

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    # Builds with nothing changed read no record, and need not wait for what does.
    from sphinx_academic.data.records import Record


class LookedUp(NamedTuple):
    """An address within the site, the data files beside which it may be, and what it leads to."""

    url: str
    data_files: tuple[str, ...]
    target: LocalTarget


class RecordFile(NamedTuple):
    """A picture or a file that a record names.

    ``path`` (from the source folder) is empty where nothing is published; a page that shows the record is read again
    when ``watched`` changes, or when what was ``looked_up`` leads to something else: a page that is new, a file that was missing.
    """

    path: str = ""
    is_picture: bool = False
    watched: str = ""
    problem: Problem | None = None
    looked_up: LookedUp | None = None


def files_of(
    env: BuildEnvironment, record: Record, markup: Markup, *, pictures: bool
) -> Iterator[RecordFile]:
    """What stands behind the addresses of a record, those within its texts too."""
    published = "published" in env.config.academic_report
    for field, text, kind, url in addresses_of(record, markup, pictures=pictures):
        file, told = _picture(env, record, url) if kind == "image" else _linked(env, record, url)
        fault = fault_in(posixpath.basename(file.path))
        if fault:
            message = f"'{shorten(file.path, 100)}' is published under its name, which not every system can hold: {fault}."
            told = (Code.OUTPUT, message, "Rename the file.")
        elif file.path and published:
            name = getattr(record, "key", "") or getattr(record, "name", "")
            asks = " ".join(
                part for part in (record.kind, f"'{name}'" if name else "", "asks for it") if part
            )
            told = (Code.PUBLISHED, f"'{file.path}' is published: the {asks}.", "")
        if told:
            file = file._replace(problem=record.origin.problem(field, *told, text))
        if file != RecordFile():
            yield file


def _picture(
    env: BuildEnvironment, record: Record, url: str
) -> tuple[RecordFile, tuple[Code, str, str] | None]:
    found = find_image(env, url, record.origin.paths)
    told = (found.code, found.fault, advice_for(str(env.srcdir), found)) if found.fault else None
    return RecordFile(found.path, True, found.dependency), told


def _linked(
    env: BuildEnvironment, record: Record, url: str
) -> tuple[RecordFile, tuple[Code, str, str] | None]:
    local = find_local(env, url, record.origin.paths)
    if local is None:
        return RecordFile(), None
    if local.kind is Local.FILE:
        return RecordFile(local.target, False, local.target), None
    looked_up = LookedUp(url, record.origin.paths, local)
    if local.fault:
        watched = local.target if local.kind is Local.REFUSED else ""
        return RecordFile(watched=watched, looked_up=looked_up), (local.code, local.fault, local.hint)
    return RecordFile(looked_up=looked_up), None


def one_file_somewhere(env: BuildEnvironment) -> Iterator[Problem]:
    """Pictures whose copies Sphinx puts side by side, under names that Windows or macOS take for one."""
    first: dict[str, str] = {}
    for path in sorted(env.images):
        pages, name = env.images[path]
        other = first.setdefault(as_one(name), path)
        if other != path and "://" not in path:
            message = f"The copies of '{other}' and '{path}' are one file on Windows and macOS: one picture would be shown for both."
            page = str(env.doc2path(min(pages), base=False))
            yield Problem(page, 0, 0, Code.OUTPUT, message, "Rename one of the two.")
