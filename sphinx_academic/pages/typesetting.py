"""What documents are typeset with, a CV as PDF among them: packages that may come, go and change, and somebody's folders of fonts."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_academic.content.pandoc_program import path_of_pandoc
from sphinx_academic.pages.build import build_of
from sphinx_academic.pages.kept_files import digest_of

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

_PACKAGES = ("typst", "rendercv-fonts", "pypandoc-binary")
"""Of which a PDF is another one where they are; pandoc may be the system's besides."""


def fonts_of_site(env: BuildEnvironment) -> tuple[Path, ...]:
    """The folders of fonts that a site names."""
    return tuple(Path(build_of(env).builder.confdir, name) for name in env.config.academic_cv_fonts)


def typeset_with(env: BuildEnvironment) -> str:
    """A short text that is another one where anything is that documents are typeset with.

    The pages that offer one are read anew then: where the extra is missing, they say so and have no link."""
    return build_of(env).one(
        "typeset with",
        lambda: digest_of(*map(_version, _PACKAGES), path_of_pandoc(), *_files(fonts_of_site(env))),
    )


def _files(folders: tuple[Path, ...]) -> Iterator[tuple[str, int, int]]:
    for folder in folders:
        for path in sorted(folder.glob("**/*")):
            if path.is_file():
                status = path.stat()
                yield path.as_posix(), status.st_size, status.st_mtime_ns


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
