"""Where the paths in data lead (pictures, files to download, pages of the site), and what is to be told of each."""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from sphinx.environment import BuildEnvironment

from sphinx_academic.content.markup import Markup, addresses_of
from sphinx_academic.data.naming import as_one, fault_in, is_file, is_folder
from sphinx_academic.data.values.addresses import scheme_of
from sphinx_academic.pages.notes import Local, LocalTarget, LookedUp, known_problems, notes_of
from sphinx_academic.pages.publishing import refusal_in
from sphinx_academic.problems import Code, Problem, nearest, shorten, to_tell
from sphinx_academic.warnings import tell

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    # Builds with nothing changed read no record, and need not wait for what does.
    from sphinx_academic.data.records import Record


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


def files_of_record(
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


def stale_pages(env: BuildEnvironment) -> set[str]:
    """The pages whose folders have other files now, or whose links lead to something else."""
    return {
        docname
        for docname, notes in notes_of(env).items()
        if any(files_of(env.srcdir, name) != files for name, files in notes.folders.items())
        or any(find_local(env, url, files) != target for url, files, target in notes.targets)
    }


def tell_problems(app: Sphinx, env: BuildEnvironment) -> None:
    """Tell what is wrong with the data of all pages: once, and in the same order however the work was shared out."""
    for problem in (*to_tell(known_problems(env)), *one_file_somewhere(env)):
        tell(problem)
