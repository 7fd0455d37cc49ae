"""The one door through which a build's files go out, and the book that is kept of them.

Sphinx stores what it has read before it writes the pages, and takes a page for up to date when it is newer than its
source. So a build that was killed while it wrote, or ran out of disk, leaves old pages, half pages and a search index
of other pages, and no later build finds out. And what is no longer asked for stays.

The book tells, for each builder and output folder, of a build that came to its end: which files of ours there are and
what asked for each, the size and time of these and of the pages, and of all that pages were made from. The environment is
shared by builders and stored too early. While a build is under way a journal beside the book knows of every file before it
has its name; where a build finds one, the build before has not come to its end, and every page is written again.
"""

from __future__ import annotations

import errno
import hashlib
import json
import logging
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Set
from contextlib import suppress
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple, cast

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.errors import SphinxError

from sphinx_academic.pages.build import Context, begin_build, build_of

_UNFINISHED = ".academic-{}.unfinished"
"""What files are called before they are whole, and what a killed build may leave."""

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})
"""What systems say when a disk, or what somebody may use of it, cannot take a file in."""


class OutputError(SphinxError):
    """A file cannot be written, which ends the build: a site with half of its files is worse than none."""

    category = "Output error"


def _cannot_write(path: Path, error: OSError) -> OutputError:
    hint = "Make room on the disk" if error.errno in _FULL else "See who may write there"
    return OutputError(f"'{path}' cannot be written: {error.strerror or error}. {hint}, and build again.")


def write_whole(
    path: Path, content: bytes, announce: Callable[[os.stat_result], object] = lambda status: None
) -> None:
    """Write a file, ``announce`` its size and time before it has its name; what is as it was keeps its time. Raises OutputError."""
    unfinished = path.with_name(_UNFINISHED.format(f"{os.getpid()}-{threading.get_ident()}"))
    try:
        if path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content:
            announce(path.stat())
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            unfinished.write_bytes(content)
            announce(unfinished.stat())
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
    except OSError as error:
        raise _cannot_write(path, error) from error


def digest_of(*said: object) -> str:
    """A short text that is another one where anything of this is."""
    return hashlib.md5(repr(said).encode(), usedforsecurity=False).hexdigest()


class SitePart(StrEnum):
    """What files are there for that no page alone has asked for; pages have no such names."""

    PAGES = "/pages"  # of records
    FORMER = "/former"  # where pages were that have another name now
    FEEDS = "/feeds"
    DOWNLOADS = "/downloads"
    DOCUMENTS = "/documents"  # such as a CV as PDF
    RECORDS = "/records"  # for other sites
    THEME = "/theme"
    BESIDE = "/beside"  # the profile beside what is no document of the site: index, search, landing pages
    # These have no files of their own.
    SEARCH = "/search"
    SAID = "/said"  # what pages say of entries that stand elsewhere
    NUMBERS = "/numbers"  # of figures that pages say
    AROUND = "/around"  # around the text of every page
    PROFILE = "/profile"  # beside the text of landing pages
    SOURCES_OF_PROFILE = "/profile/sources"  # in which state these are, and which pictures they name


_THE_SITE = ""
"""What has to be there for any page to be right: where it is not, all pages are written again."""

_Mark = tuple[int, int]
"""Size and time of a file: whoever changes it changes one of them."""


class _Row(NamedTuple):
    """A line of the book or the journal."""

    kind: str
    """``file`` (written here), ``page`` (by Sphinx), ``source`` or ``part``; in the journal ``begun``, ``written``, ``failure``."""
    owner: str = ""
    """The page, or the part of the build, that it is there for."""
    path: str = ""
    size: int = 0
    modified: int = 0
    made_of: str = ""
    """Tells the content without looking at it."""

    @property
    def mark(self) -> _Mark:
        return self.size, self.modified

    def __str__(self) -> str:
        return json.dumps(self) + "\n"


def _rows(path: Path) -> list[_Row]:
    """The lines of a file that are whole; the last one need not be."""
    found = []
    with suppress(OSError):
        for line in path.read_text("ascii", errors="replace").splitlines():
            with suppress(ValueError, TypeError):
                found.append(_Row(*json.loads(line)))
    return found


def _mark(path: str) -> _Mark | None:
    try:
        status = os.stat(path)  # noqa: PTH116  # for thousands of files
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


class Outputs:
    """What one build writes, and what is known of the build before. Workers may write to it."""

    def __init__(self, builder: Builder) -> None:
        self._folder = os.fspath(builder.outdir)
        self._doctrees = Path(builder.doctreedir)
        info = getattr(builder, "build_info", None)
        self.settings = f"{getattr(info, 'config_hash', '')} {getattr(info, 'tags_hash', '')}"
        """What Sphinx writes all pages again for, and remembers too early."""
        name = f"{builder.name}-{digest_of(self._folder)[:12]}.txt"
        self._book = self._doctrees / "academic-outputs" / name
        self._journal = self._book.with_suffix(".begun")
        self._has_finished = self._book.is_file() and not self._journal.exists()
        self._before = _rows(self._book)
        self._files = [row for row in self._before if row.kind == "file"]
        sure = self._before if self._has_finished else []
        self._of_path = {row.path: row for row in sure if row.kind == "file"}
        self._parts_before = {row.owner: row.made_of for row in sure if row.kind == "part"}
        self._kept: set[str] = set()
        self._parts: dict[str, str] = {}
        self._copied: set[tuple[str, str]] = set()
        self._opened: int | None = None
        self.due: set[str] = set()
        """The pages that have to be written, because they are read or for what has become of their files."""
        self.has_hurt_part = False
        """Whether a file is not as it was left that no page alone has asked for."""

    # What a build begins with

    def stale_sources(self, env: BuildEnvironment) -> list[str]:
        """The pages that were made of files that are others now, be they older than those."""
        known = {row.path: row.mark for row in self._before if row.kind == "source"}
        mark_of = cache(_mark)

        def is_other(path: str) -> bool:
            return (known.get(path) or mark_of(path)) != mark_of(path)

        found = env.found_docs & env.all_docs.keys() if known else set()
        return [docname for docname in found if any(map(is_other, _sources(env, docname)))]

    def begin(self, env: BuildEnvironment) -> Set[str]:
        """The pages that have to be written although Sphinx thinks that they are up to date."""
        hurt = {row.owner for row in self._before if row.kind in {"file", "page"} and self._is_hurt(row)}
        self.has_hurt_part = bool({*SitePart} & hurt)
        if self._journal.exists():
            for folder in (Path(self._folder), *self._doctrees.glob("academic-*")):
                for path in folder.rglob(_UNFINISHED.format("*")):
                    path.unlink(missing_ok=True)
        is_whole = self.made_of(_THE_SITE) == self.settings and _THE_SITE not in hurt
        due = hurt & env.found_docs if self._has_finished and is_whole else set(env.found_docs)
        self.due |= due
        self._append(_Row("begun"))
        return due

    def _is_hurt(self, row: _Row) -> bool:
        return _mark(f"{self._folder}/{row.path}") != row.mark

    def note_written(self, docname: str) -> None:
        """Remember that a page is written, maybe by a worker."""
        self._append(_Row("written", docname))

    # What parts of a build ask

    @cached_property
    def _writes_nothing(self) -> bool:
        """Whether no page was out of date; asked when all that were are written."""
        return self._has_finished and all(row.kind != "written" for row in _asked(_rows(self._journal)))

    def needs(self, part: SitePart, made_of: str = "") -> bool:
        """Whether a part has to be made: a page is written, a file is not as it was left, or it is ``made_of`` something else.

        Where not, its files stay.
        """
        is_other = self.note_made_of(part, made_of) or not self._writes_nothing
        if is_other or any(row.owner == part and self._is_hurt(row) for row in self._files):
            return True
        self._kept.add(part)
        return False

    def made_of(self, part: str) -> str:
        """What the build before made a part of; empty where it has not come to its end."""
        return self._parts_before.get(part, "")

    def around(self) -> str:
        """What stands around the text of pages, as far as it can change without a change of the settings."""
        return " ".join(self._parts.get(part, "") for part in (SitePart.AROUND, SitePart.PROFILE))

    def note_made_of(self, part: SitePart, made_of: str) -> bool:
        """Remember what a part is made of; gives whether that is something else than before."""
        self._parts[part] = made_of
        return self.made_of(part) != made_of

    def holds(self, owner: str, path: str, made_of: str) -> bool:
        """Whether a file is there as a build before has written it, ``made_of`` the same; it is asked for then."""
        row = self._of_path.get(path)
        if row is None or row.made_of != made_of or self._is_hurt(row):
            return False
        self._append(row._replace(owner=owner))
        return True

    # What goes out

    def is_taken(self, path: str) -> bool:
        """Whether no file of this name can be written: it is a folder, or a folder on its way is a file."""
        file = Path(self._folder, path)
        on_its_way = [folder for folder in file.parents if folder.is_relative_to(self._folder)]
        return file.is_dir() or any(folder.exists() and not folder.is_dir() for folder in on_its_way)

    def write(self, owner: str, path: str, content: bytes, made_of: str = "") -> None:
        """Write a file where it differs. ``path`` is from the output folder; raises OutputError."""

        def announce(status: os.stat_result) -> None:
            self._append(_Row("file", owner, path, status.st_size, status.st_mtime_ns, made_of))

        write_whole(Path(self._folder, path), content, announce)

    def copy(self, owner: str, path: str, source: Path) -> None:
        """Copy a file where it is another one now, whatever its date and size say. Raises OutputError."""
        if (owner, path) in self._copied:
            return
        self._copied.add((owner, path))
        try:
            status = source.stat()
            # The third of these nobody can set: also a file of the same size and date is seen to be another.
            made_of = f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}"
            if self.holds(owner, path, made_of):
                return
            content = source.read_bytes()
        except OSError as error:
            raise OutputError(f"'{source}' cannot be read: {error.strerror or error}.") from error
        self.write(owner, path, content, made_of)

    def _append(self, row: _Row) -> None:
        try:
            if self._opened is None:
                self._journal.parent.mkdir(parents=True, exist_ok=True)
                # Workers are given it when they are made. What is appended at once stays together.
                self._opened = os.open(self._journal, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
            os.write(self._opened, str(row).encode("ascii"))
        except OSError as error:
            raise _cannot_write(self._journal, error) from error

    # What a build ends with

    def hear(self, warning: logging.LogRecord) -> bool:
        """Remember that Sphinx could not write a file, maybe in a worker, which it only warns of."""
        for each in warning.args if isinstance(warning.args, tuple) else ():
            if isinstance(each, OSError) and each.errno in _FULL:
                self._append(_Row("failure", path=warning.getMessage()))
        return True

    def close(self) -> None:
        """Let go of the journal."""
        if self._opened is not None:
            os.close(self._opened)
            self._opened = None

    def finish(self, builder: Builder) -> None:
        """Remove what nothing asks for any more, and write the book; raises OutputError where Sphinx could not write."""
        self.close()
        journal = _rows(self._journal)
        asked = _asked(journal)
        if failures := [row.path for row in asked if row.kind == "failure"]:
            raise OutputError(f"{failures[0]}. Make room on the disk, and build again.")
        found = builder.env.found_docs
        written = {row.owner for row in asked if row.kind == "written"}
        # Of the pages of a builder that makes one document of all nothing is to be heard.
        if not found <= written and isinstance(builder.get_outdated_docs(), str):
            written = {*found}
        # Only some pages may have been asked for on the command line.
        if not self.due & found <= written:
            return
        # Where no page is written, nothing asks for what is whole.
        kept = self._kept | ({*SitePart} - self._parts.keys() if not written else set())
        staying = kept | (found - written)
        rows = {row for row in self._files if row.owner in staying}
        # Of several workers that wrote a file one was the last.
        rows |= {
            row._replace(size=mark[0], modified=mark[1])
            for row in asked
            if row.kind == "file" and (mark := _mark(f"{self._folder}/{row.path}"))
        }
        self._remove_all_but({row.path for row in rows}, journal)
        parts = {part: made_of for part, made_of in self._parts_before.items() if part in kept}
        parts |= {_THE_SITE: self.settings, **self._parts}
        rows |= {_Row("part", part, made_of=made_of) for part, made_of in parts.items()}
        book = sorted(rows.union(self._rows_of_sphinx(builder)))
        if book != self._before:
            write_whole(self._book, "".join(map(str, book)).encode("ascii"))
        self._journal.unlink(missing_ok=True)

    def _remove_all_but(self, asked: Set[str], journal: Iterable[_Row]) -> None:
        """Remove files that builds have left, unless they are others than we wrote, and folders that are empty without them."""
        rows = (row for row in (*self._files, *journal) if row.kind == "file" and row.path not in asked)
        for path, mark in {(row.path, row.mark) for row in rows}:
            if _mark(f"{self._folder}/{path}") == mark:
                file = Path(self._folder, path)
                file.unlink()
                for folder in file.parents:
                    if folder == Path(self._folder) or any(folder.iterdir()):
                        break
                    folder.rmdir()

    def _rows_of_sphinx(self, builder: Builder) -> Iterator[_Row]:
        """The pages with their pictures, and what they were made from."""
        env = builder.env
        for path in {path for docname in env.found_docs for path in _sources(env, docname)}:
            yield _Row("source", "", path, *(_mark(path) or (0, 0)))
        if builder.format != "html" or not hasattr(builder, "get_outfilename"):
            return
        html = cast("StandaloneHTMLBuilder", builder)
        pages = [(docname, os.fspath(html.get_outfilename(docname))) for docname in env.found_docs]
        for owners, name in env.images.values():
            path = f"{self._folder}/{builder.imagedir}/{name}"
            pages += [(owner if owner in env.found_docs else _THE_SITE, path) for owner in owners]
        if getattr(builder, "indexer", None) is not None:
            pages.append((_THE_SITE, f"{self._folder}/{html.searchindex_filename}"))
        for owner, path in pages:
            if mark := _mark(path):
                yield _Row("page", owner, path[len(self._folder) + 1 :], *mark)


def _sources(env: BuildEnvironment, docname: str) -> Iterator[str]:
    """What a page is made from."""
    yield os.fspath(env.doc2path(docname))
    for path in env.dependencies.get(docname, ()):
        yield os.path.normpath(os.path.join(env.srcdir, path))  # noqa: PTH118


def _asked(journal: list[_Row]) -> list[_Row]:
    """What this build asked for: the journal may have that of builds before it."""
    begun = max((place for place, row in enumerate(journal) if row.kind == "begun"), default=-1)
    return journal[begun + 1 :]


def outputs_of(builder: Builder) -> Outputs:
    """What a builder writes."""
    return build_of(builder.env).one("outputs", lambda: Outputs(builder))


_LINES_OF_BUILDINFO = 4
_SPHINX = logging.getLogger("sphinx.sphinx.builders.html")


def setup_kept_files(app: Sphinx) -> None:
    """Connect the begin and the end of a build; a second call does nothing."""
    if any(listener.handler is _begin for listener in app.events.listeners["env-updated"]):
        return
    app.connect("builder-inited", begin_build, priority=50)
    app.connect("builder-inited", _mend, priority=100)
    app.connect("env-get-outdated", lambda app, env, *_changes: outputs_of(app.builder).stale_sources(env))
    app.connect("env-before-read-docs", lambda app, env, names: outputs_of(app.builder).due.update(names))
    # Before anything else is written, and after everything.
    app.connect("env-updated", _begin, priority=100)
    app.connect("doctree-resolved", _note_resolved)
    app.connect("html-page-context", _note_written)
    app.connect("build-finished", _finish, priority=950)


def _mend(app: Sphinx) -> None:
    info = Path(app.outdir, ".buildinfo")
    # Cut off, as a killed build may leave it, it would end every later build.
    if info.is_file() and info.read_bytes().count(b"\n") < _LINES_OF_BUILDINFO:
        info.unlink()


def _begin(app: Sphinx, env: BuildEnvironment) -> Set[str]:
    outputs = outputs_of(app.builder)
    _SPHINX.addFilter(outputs.hear)
    return outputs.begin(env)


def _note_resolved(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    # Extensions may look at pages that are not written; of HTML more is known.
    if app.builder.format != "html":
        outputs_of(app.builder).note_written(docname)


def _note_written(app: Sphinx, pagename: str, template: str, context: Context, doctree: object) -> None:
    if doctree is not None and pagename in app.env.found_docs:
        outputs_of(app.builder).note_written(pagename)


def _finish(app: Sphinx, exception: Exception | None) -> None:
    outputs = outputs_of(app.builder)
    _SPHINX.removeFilter(outputs.hear)
    if exception is None:
        outputs.finish(app.builder)
    else:
        outputs.close()
