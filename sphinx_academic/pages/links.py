"""Where the paths in data lead (pictures, files to download, pages of the site), what is to be told of each, and which
files may be published because data name them: decided here alone."""

from __future__ import annotations

import os
import posixpath
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from sphinx.environment import BuildEnvironment
from sphinx.util.matching import Matcher

from sphinx_academic.content.markup import Markup, addresses_of
from sphinx_academic.data.declarations import INVENTORY
from sphinx_academic.data.naming import as_one, fault_in, is_file, is_folder
from sphinx_academic.data.values.addresses import scheme_of
from sphinx_academic.pages.build import Local, LocalTarget, build_of, known_problems, note_of, notes_of
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


def data_of_site(env: BuildEnvironment) -> tuple[str, ...]:
    """What ``academic_data`` names, then the data of members."""
    # The theme alone, without the extension, has no setting.
    own = getattr(env.config, "academic_data", ())
    members = getattr(env.config, "academic_members", ())
    return (*own, *(path for _name, paths in members for path in paths if not path.endswith(INVENTORY)))


def inventories_of_site(env: BuildEnvironment) -> tuple[str, ...]:
    """The inventories of members' sites that are kept beside their data."""
    members = getattr(env.config, "academic_members", ())
    return tuple(path for _name, paths in members for path in paths if path.endswith(INVENTORY))


def files_of_site(env: BuildEnvironment) -> tuple[str, ...]:
    """The files of ``academic_data`` and of members, each once."""
    asked = data_of_site(env)
    return tuple(dict.fromkeys(file for name in asked for file in files_of(env.srcdir, name)))


# Which files may be published

_CONFIGURATION = """
    conf.py pyproject.toml setup.py setup.cfg tox.ini noxfile.py makefile make.bat dockerfile netlify.toml mkdocs.yml
    _quarto.yml _config.yml _config.yaml _config.toml hugo.yml hugo.yaml hugo.toml
"""
"""Names, in lower case, of files that say how a site or a project is made, and may hold what gives access to others."""


_OPEN = "If everyone may have it"
_Refusal = tuple[str, str]
"""Why a file is not published, to stand behind its name, and what to do about it."""


class _Publishing:
    """What one build publishes from, and what it has decided of files. All folders are absolute, without symbolic links."""

    def __init__(self, env: BuildEnvironment) -> None:
        config = env.config
        self._real = cache(lambda folder: Path(os.path.realpath(folder)))
        # The theme alone, without the extension, has no setting.
        named = (Path(env.srcdir, name) for name in getattr(config, "academic_publish_from", ()))
        self._folders = [self._real(folder) for folder in (env.srcdir, *named)]
        self._source = self._folders[0]
        self._built = [self._real(folder) for folder in (env.doctreedir, build_of(env).builder.outdir)]
        patterns = [*config.exclude_patterns, *config.templates_path]
        self._matches = Matcher([*patterns, *map(_folded, patterns)])
        self._ways = cache(lambda folder: [*self._ways_to(folder)])
        self.refusal = cache(self._refusal)

    def _refusal(self, path: Path) -> _Refusal | None:
        """Why a file is not published; None where it may be.

        What counts is its way from one of the folders: one that ``conf.py`` names may be hidden or excluded itself.
        """
        path = self._real(path) if path.is_symlink() else self._real(path.parent) / path.name
        found = [refused or self._refusal_of_name(path.name, way) for way, refused in self._ways(path.parent)]
        if not found:
            return ("lies outside the source folder", self._naming(path.parent))
        if None in found and not os.access(path, os.R_OK):
            return ("may not be read", "Give the build the right to read it.")
        return None if None in found else found[0]

    def _ways_to(self, folder: Path) -> Iterator[tuple[str, _Refusal | None]]:
        """For each folder to publish from that holds this one: its way as ``exclude_patterns`` see it, what speaks against it."""
        for root in self._folders:
            if folder.is_relative_to(root):
                base = self._source if root.is_relative_to(self._source) else root
                way = folder.relative_to(base).as_posix()
                yield "" if way == "." else f"{way}/", self._refusal_of_folder(folder, root, base)

    def _refusal_of_folder(self, folder: Path, root: Path, base: Path) -> _Refusal | None:
        below = folder.relative_to(root).parts
        if any(part.startswith(".") for part in below):
            return ("lies in a hidden folder", self._naming(folder))
        for built in self._built:
            if built != root and built.is_relative_to(root) and folder.is_relative_to(built):
                return ("lies in the folder that is built", "Link to a file of the source.")
        # From what lies in the root down to the folder: one that is excluded is so with all that is in it.
        for way in [folder, *folder.parents][: len(below)][::-1]:
            if self._is_excluded(way.relative_to(base).as_posix()):
                return ("is excluded by 'exclude_patterns'", self._naming(way))
        return None

    def _refusal_of_name(self, written: str, way: str) -> _Refusal | None:
        name = _folded(written)
        if name.startswith("."):
            return ("is a hidden file", f"{_OPEN}, give it a name without a dot in front.")
        if name in _CONFIGURATION.split() or name.endswith(".env"):
            return ("is configuration", f"{_OPEN}, give it another name.")
        if self._is_excluded(way + written):
            return ("is excluded by 'exclude_patterns'", f"{_OPEN}, take it out of there.")
        return None

    def _is_excluded(self, way: str) -> bool:
        return self._matches(way) or self._matches(_folded(way))

    def _naming(self, folder: Path) -> str:
        """The remedy that names a folder in ``conf.py``."""
        with suppress(ValueError):  # a folder of another drive has no path from here
            folder = Path(os.path.relpath(folder, self._source))
        return f'{_OPEN}, name its folder in conf.py: academic_publish_from = ["{folder.as_posix()}"]'


def _folded(name: str) -> str:
    """A name as file systems see it that tell apart neither capitals nor the forms of accents."""
    return unicodedata.normalize("NFC", name).casefold()


# Where paths lead


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
        for file in () if name.startswith("/") else data_files:
            path = posixpath.relpath(file, Path(srcdir).as_posix()) if posixpath.isabs(file) else file
            found.append(posixpath.normpath(posixpath.join(posixpath.dirname(path), name)))
    return list(dict.fromkeys(found))


_RASTER = frozenset({".png", ".apng", ".jpg", ".jpeg", ".gif", ".webp"})
_SUFFIXES = _RASTER | {".svg", ".svgz", ".avif", ".bmp", ".ico", ".tif", ".tiff", ".pdf", ".eps"}


@lru_cache(maxsize=20_000)
def _measured(path: str, modified: int, size: int) -> tuple[int, int]:
    import imagesize

    width, height = map(int, imagesize.get(path))
    return (width, height) if width > 0 and height > 0 else (0, 0)


def picture_size(path: Path) -> tuple[int, int]:
    """Width and height in pixels, 0 where they cannot be told; read once as long as the file stays the same."""
    try:
        status = path.stat()
        return _measured(str(path), status.st_mtime_ns, status.st_size)
    except (OSError, ValueError):
        return (0, 0)


def _file(env: BuildEnvironment, path: str, url: str, otherwise: str) -> LocalTarget | None:
    """A file of the source, which may be one that is not published; None where there is none."""
    if not is_file(Path(env.srcdir, path)):
        return None
    publishing = build_of(env).one("publishing", lambda: _Publishing(env))
    refusal = publishing.refusal(Path(env.srcdir, path))
    if refusal is None:
        return LocalTarget(Local.FILE, path)
    reason, hint = refusal
    return LocalTarget(
        Local.REFUSED, path, "", Code.PUBLISH, f"'{shorten(url, 100)}' {reason}; {otherwise}.", hint
    )


def find_image(env: BuildEnvironment, url: str, data_files: Sequence[str]) -> LocalTarget:
    """Find a picture that one of the data files names, and that may be published."""
    if scheme_of(url) or url.startswith("//"):
        return LocalTarget(Local.ELSEWHERE, "")
    candidates = _candidates(env.srcdir, url, data_files)
    refused = None
    called, fault = f"'{shorten(url, 100)}'", ""
    for path in candidates:
        found = _file(env, path, url, "it is not shown")
        if found and found.path:
            suffix = posixpath.splitext(path)[1].lower()
            if suffix not in _SUFFIXES:
                fault = f"{called} is not a picture; it is not shown."
            # One that is damaged would also end the making of a PDF.
            elif suffix in _RASTER and picture_size(Path(env.srcdir, path)) == (0, 0):
                fault = f"The picture {called} is empty or damaged; it is not shown."
            return LocalTarget(Local.MISSING, path, "", Code.IMAGE, fault) if fault else found
        refused = refused or found
    fault = f"There is no picture {called}; it is not shown."
    return refused or LocalTarget(Local.MISSING, candidates[0] if candidates else "", "", Code.IMAGE, fault)


_MOST_NAMES = 200
"""A folder with more names is not searched for similar ones: 5,000 missing of 5,000 pictures would take minutes."""


@lru_cache(maxsize=100)
def _names_in(folder: str, modified: int) -> tuple[str, ...]:
    names = sorted(entry.name for entry in Path(folder).iterdir())
    return tuple(names) if len(names) <= _MOST_NAMES else ()


def advice_for(srcdir: str, missing: LocalTarget) -> str:
    """What to do about a picture that is not shown."""
    if missing.hint:
        return missing.hint
    if _is_outside(missing.target):
        return "Paths of pictures start at the source folder, and this one leads out of it."
    path = Path(srcdir, missing.target)
    if is_file(path):
        return "Open it with a picture viewer: does it show what you expect?"
    with suppress(OSError):
        names = _names_in(str(path.parent), path.parent.stat().st_mtime_ns)
        if meant := nearest(path.name, [name for name in names if name != path.name]):
            return f"Did you mean '{meant}'?"
    return "Paths of pictures start at the source folder."


def find_local(env: BuildEnvironment, url: str, data_files: Sequence[str]) -> LocalTarget:
    """What a link leads to."""
    if scheme_of(url) or url.startswith("//"):
        return LocalTarget(Local.ELSEWHERE, "")
    path, _, fragment = url.partition("#")
    if not path:
        return LocalTarget(Local.ANCHOR, "", unquote(fragment))
    refused = None
    for candidate in _candidates(env.srcdir, path, data_files):
        name = candidate
        for suffix in (*env.config.source_suffix, ".html"):
            name = name.removesuffix(suffix)
        for docname in (name, candidate, "index" if candidate == "." else posixpath.join(candidate, "index")):
            if docname in env.found_docs:
                return LocalTarget(Local.PAGE, docname, fragment)
        found = _file(env, candidate, url, "it is not published, and its text is no link")
        if found and found.path:
            return found
        refused = refused or found
        for extra in env.config.html_extra_path:
            copied = Path(env.srcdir, extra, candidate)
            if not _is_outside(candidate) and (is_file(copied) or is_folder(copied)):
                return LocalTarget(Local.COPIED, candidate, fragment)
    fault = f"There is no page and no file '{shorten(url, 100)}'; the link is kept as it is written."
    hint = "Links of the site are paths from the source folder."
    return refused or LocalTarget(Local.MISSING, path.lstrip("/"), fragment, Code.LINK, fault, hint)


def _is_outside(path: str) -> bool:
    return path == ".." or path.startswith("../") or posixpath.isabs(path)


class RecordFile(NamedTuple):
    """An address of a record that leads somewhere within the site, or is to."""

    url: str
    is_picture: bool
    found: LocalTarget
    problem: Problem | None


def files_of_record(
    env: BuildEnvironment, record: Record, markup: Markup, *, pictures: bool
) -> Iterator[RecordFile]:
    """What stands behind the addresses of a record, those within its texts too."""
    for field, text, kind, url in addresses_of(record, markup, pictures=pictures):
        is_picture = kind == "image"
        found = (find_image if is_picture else find_local)(env, url, record.origin.paths)
        if found.kind is Local.ELSEWHERE:
            continue
        told = (found.code, found.fault, found.hint) if found.fault else None
        if is_picture and told:
            told = (found.code, found.fault, advice_for(str(env.srcdir), found))
        elif fault := fault_in(posixpath.basename(found.path)):
            message = f"'{shorten(found.path, 100)}' is published under its name, which not every system can hold: {fault}."
            told = (Code.OUTPUT, message, "Rename the file.")
        elif found.path and "published" in env.config.academic_report:
            name = getattr(record, "key", "") or getattr(record, "name", "")
            asks = f"{record.kind} '{name}' asks" if name else f"{record.kind} asks"
            told = (Code.PUBLISHED, f"'{found.path}' is published: the {asks} for it.", "")
        problem = record.origin.problem(field, *told, text) if told else None
        yield RecordFile(url, is_picture, found, problem)


def note_files(
    env: BuildEnvironment,
    docname: str,
    record: Record,
    markup: Markup,
    *,
    pictures: bool,
    copies: bool = True,
) -> None:
    """Do at read time what Sphinx's collectors would do for nodes: pictures (where it ``copies`` them), files, what is missing."""
    notes = note_of(env, docname)
    for url, is_picture, found, problem in files_of_record(env, record, markup, pictures=pictures):
        if found.path and (copies or not is_picture):
            (env.images if is_picture else env.dlfiles).add_file(docname, found.path)
        # The page is read again when the file changes, or the address leads elsewhere: to a new page, a file that was missing.
        if found.target and (is_picture or found.kind in {Local.FILE, Local.REFUSED}):
            env.note_dependency(found.target, docname=docname)
        if not is_picture and found.kind is not Local.FILE:
            notes.targets.add((url, record.origin.paths, found))
        if problem:
            notes.problems.append(problem)


def _one_file_somewhere(env: BuildEnvironment) -> Iterator[Problem]:
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
    for problem in (*to_tell(known_problems(env)), *_one_file_somewhere(env)):
        tell(problem)
