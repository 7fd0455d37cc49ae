"""Which files may be published because data say so: decided here alone, for pictures, downloads and everything else."""

from __future__ import annotations

import os
import unicodedata
from contextlib import suppress
from functools import lru_cache
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

from sphinx.environment import BuildEnvironment
from sphinx.util.matching import Matcher

from sphinx_academic.data.file_names import is_folder
from sphinx_academic.problems import shorten
from sphinx_academic.settings import Fault, problem_in_config
from sphinx_academic.telling import tell

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
    refusals = [
        _refusal_below(path, folder, grounds) for folder in grounds.folders if path.is_relative_to(folder)
    ]
    if None in refusals:
        return None
    if refusals:
        return refusals[0]
    return Refusal("lies outside the source folder", _named(path.parent, grounds))


def _refusal_below(path: PurePath, folder: PurePath, grounds: Grounds) -> Refusal | None:
    below = path.relative_to(folder).parts
    if any(part.startswith(".") for part in below[:-1]):
        return Refusal("lies in a hidden folder", _named(path.parent, grounds))
    name = _folded(path.name)
    if name.startswith("."):
        return Refusal("is a hidden file", "If everyone may have it, give it a name without a dot in front.")
    if name in CONFIGURATION or name.endswith(".env"):
        return Refusal("is configuration", "If everyone may have it, give it another name.")
    for built in grounds.built:
        if built != folder and built.is_relative_to(folder) and path.is_relative_to(built):
            return Refusal("lies in the folder that is built", "Link to a file of the source.")
    base = grounds.source if folder.is_relative_to(grounds.source) else folder
    excludes = _matcher(grounds.excluded)
    # From what lies in the folder itself down to the file: a folder is excluded with all that is in it.
    for way in [path, *path.parents][len(below) - 1 :: -1]:
        name = way.relative_to(base).as_posix()
        if excludes(name) or excludes(_folded(name)):
            hint = "If everyone may have it, take it out of there." if way == path else _named(way, grounds)
            return Refusal("is excluded by 'exclude_patterns'", hint)
    return None


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


_grounds: WeakKeyDictionary[BuildEnvironment, Grounds] = WeakKeyDictionary()


def setup_publishing(app: Sphinx) -> None:
    """Have known where the build writes to, before the first page is read."""
    app.connect("builder-inited", _note_grounds)


def _note_grounds(app: Sphinx) -> None:
    _grounds[app.env] = _grounds_of(app.env, app.outdir)
    for name in app.config.academic_publish_from:
        if not is_folder(Path(app.srcdir, name)):
            message = f"'academic_publish_from' names '{shorten(name, 100)}', which is no folder."
            fault = Fault(
                "academic_publish_from", message, "Name folders by their paths from the source folder."
            )
            tell(problem_in_config(app.config, Path(app.confdir), fault))


def _grounds_of(env: BuildEnvironment, *built: str | os.PathLike[str]) -> Grounds:
    config = env.config
    # The theme alone, without the extension, has no setting.
    named = (Path(env.srcdir, name) for name in getattr(config, "academic_publish_from", ()))
    source, *others = (Path(os.path.realpath(folder)) for folder in (env.srcdir, *named))
    return Grounds(
        source,
        (source, *others),
        tuple(Path(os.path.realpath(folder)) for folder in (*built, env.doctreedir)),
        (*config.exclude_patterns, *config.templates_path),
    )


def refusal_in(env: BuildEnvironment, path: str) -> Refusal | None:
    """Why a file that is there, named by its path from the source folder, is not published; None where it may be."""
    if env not in _grounds:  # the theme is used without the extension
        _grounds[env] = _grounds_of(env)
    found = Path(os.path.realpath(Path(env.srcdir, path)))
    refused = refusal(found, _grounds[env])
    if refused is None and not os.access(found, os.R_OK):
        return Refusal("may not be read", "Give the build the right to read it.")
    return refused
