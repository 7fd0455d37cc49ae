"""Which files may be published because data say so: decided here alone, for pictures, downloads and everything else."""

from __future__ import annotations

import os
import unicodedata
from contextlib import suppress
from functools import lru_cache
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple

from sphinx.environment import BuildEnvironment
from sphinx.util.matching import Matcher

from sphinx_academic.data.naming import is_folder
from sphinx_academic.pages.build import build_of
from sphinx_academic.problems import shorten
from sphinx_academic.settings import SettingFault, problem_in_config
from sphinx_academic.warnings import tell

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["Grounds", "Refusal", "refusal", "refusal_in", "setup_publishing"]

CONFIGURATION = frozenset(
    {
        *("conf.py", "pyproject.toml", "setup.py", "setup.cfg", "tox.ini", "noxfile.py"),
        *("makefile", "make.bat", "dockerfile", "netlify.toml", "mkdocs.yml", "_quarto.yml"),
        *("_config.yml", "_config.yaml", "_config.toml", "hugo.yml", "hugo.yaml", "hugo.toml"),
    }
)
"""Names, in lower case, of files that say how a site or a project is made, and may hold what gives access to others."""


class Refusal(NamedTuple):
    """Why a file is not published, to stand behind its name, and what to do about it."""

    reason: str
    hint: str


class Grounds(NamedTuple):
    """What a project publishes from. All folders are absolute and hold no symbolic links.

    ``folders`` are the source folder and those that ``academic_publish_from`` names, ``built`` those that a build
    writes to, ``excluded`` the patterns of Sphinx's ``exclude_patterns``.
    """

    source: PurePath
    folders: tuple[PurePath, ...]
    built: tuple[PurePath, ...] = ()
    excluded: tuple[str, ...] = ()


def refusal(path: PurePath, grounds: Grounds) -> Refusal | None:
    """Why the file ``path`` (absolute, and no part of it a symbolic link) is not published; None where it may be.

    It must lie below one of the folders. What counts is its way from there: a folder that ``conf.py`` names is
    published although it is hidden or excluded itself.
    """
    first = None
    for prefix, refused in _folder_refusals(path.parent, grounds):
        refused = refused or _file_refusal(path.name, prefix, grounds)
        if refused is None:
            return None
        first = first or refused
    return first or Refusal("lies outside the source folder", _named(path.parent, grounds))


@lru_cache(maxsize=10_000)
def _folder_refusals(folder: PurePath, grounds: Grounds) -> tuple[tuple[str, Refusal | None], ...]:
    """For each folder to publish from that holds this one: its way as ``exclude_patterns`` see it, what speaks against it."""
    found = []
    for root in grounds.folders:
        if folder.is_relative_to(root):
            base = grounds.source if root.is_relative_to(grounds.source) else root
            way = folder.relative_to(base).as_posix()
            found.append(("" if way == "." else f"{way}/", _folder_refusal(folder, root, base, grounds)))
    return tuple(found)


def _folder_refusal(folder: PurePath, root: PurePath, base: PurePath, grounds: Grounds) -> Refusal | None:
    below = folder.relative_to(root).parts
    if any(part.startswith(".") for part in below):
        return Refusal("lies in a hidden folder", _named(folder, grounds))
    for built in grounds.built:
        if built != root and built.is_relative_to(root) and folder.is_relative_to(built):
            return Refusal("lies in the folder that is built", "Link to a file of the source.")
    # From what lies in the root down to the folder: one that is excluded is so with all that is in it.
    for way in [folder, *folder.parents][: len(below)][::-1]:
        if _is_excluded(way.relative_to(base).as_posix(), grounds):
            return Refusal("is excluded by 'exclude_patterns'", _named(way, grounds))
    return None


def _file_refusal(written: str, prefix: str, grounds: Grounds) -> Refusal | None:
    name = _folded(written)
    if name.startswith("."):
        return Refusal("is a hidden file", "If everyone may have it, give it a name without a dot in front.")
    if name in CONFIGURATION or name.endswith(".env"):
        return Refusal("is configuration", "If everyone may have it, give it another name.")
    if _is_excluded(prefix + written, grounds):
        return Refusal("is excluded by 'exclude_patterns'", "If everyone may have it, take it out of there.")
    return None


def _is_excluded(way: str, grounds: Grounds) -> bool:
    matches = _matcher(grounds.excluded)
    return matches(way) or matches(_folded(way))


def _named(folder: PurePath, grounds: Grounds) -> str:
    """The remedy that names a folder in ``conf.py``."""
    with suppress(ValueError):  # a folder of another drive has no path from here
        folder = PurePath(os.path.relpath(folder, grounds.source))
    return f'If everyone may have it, name its folder in conf.py: academic_publish_from = ["{folder.as_posix()}"]'


def _folded(name: str) -> str:
    """A name as file systems see it that tell apart neither capitals nor the forms of accents."""
    return unicodedata.normalize("NFC", name).casefold()


@lru_cache(maxsize=8)
def _matcher(patterns: tuple[str, ...]) -> Matcher:
    return Matcher(dict.fromkeys(each for pattern in patterns for each in (pattern, _folded(pattern))))


class _State(NamedTuple):
    """What is known during one build: the grounds, where folders really are, and what was decided of files."""

    grounds: Grounds
    folders: dict[Path, Path]
    decided: dict[str, Refusal | None]


def setup_publishing(app: Sphinx) -> None:
    """Have wrong folders told before the first page is read."""
    app.connect("builder-inited", _tell_faults)


def _tell_faults(app: Sphinx) -> None:
    for name in app.config.academic_publish_from:
        if not is_folder(Path(app.srcdir, name)):
            message = f"'academic_publish_from' names '{shorten(name, 100)}', which is no folder."
            fault = SettingFault(
                "academic_publish_from", message, "Name folders by their paths from the source folder."
            )
            tell(problem_in_config(app.config, Path(app.confdir), fault))


def _state_of(env: BuildEnvironment) -> _State:
    config = env.config
    built = (env.doctreedir, build_of(env).builder.outdir)
    # The theme alone, without the extension, has no setting.
    named = (Path(env.srcdir, name) for name in getattr(config, "academic_publish_from", ()))
    source, *others = (Path(os.path.realpath(folder)) for folder in (env.srcdir, *named))
    grounds = Grounds(
        source,
        (source, *others),
        tuple(Path(os.path.realpath(folder)) for folder in built),
        (*config.exclude_patterns, *config.templates_path),
    )
    return _State(grounds, {}, {})


def refusal_in(env: BuildEnvironment, path: str) -> Refusal | None:
    """Why a file that is there, named by its path from the source folder, is not published; None where it may be."""
    state = build_of(env).one("publishing", lambda: _state_of(env))
    if path not in state.decided:
        state.decided[path] = _decided(Path(env.srcdir, path), state)
    return state.decided[path]


def _decided(path: Path, state: _State) -> Refusal | None:
    if path.is_symlink():
        found = Path(os.path.realpath(path))
    else:
        if path.parent not in state.folders:
            state.folders[path.parent] = Path(os.path.realpath(path.parent))
        found = state.folders[path.parent] / path.name
    refused = refusal(found, state.grounds)
    if refused is None and not os.access(found, os.R_OK):
        return Refusal("may not be read", "Give the build the right to read it.")
    return refused
