"""Has the files written that lists offer; what makes them is imported when there is one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from sphinx_academic.outputs.kept_files import Part, outputs_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_downloads(app: Sphinx) -> None:
    """Connect what writes the files."""
    app.connect("html-collect-pages", _write)
    app.connect("build-finished", _write_beside_single_page)


def _write(app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
    """Write every file; Sphinx asks for further pages when it has written its own, and gets none."""
    domain: Any = app.env.get_domain("academic")
    if domain.downloads and outputs_of(app.builder).needs(Part.DOWNLOADS):
        from sphinx_academic.outputs.download_files import write_downloads

        write_downloads(app)
    return ()


def _write_beside_single_page(app: Sphinx, exception: Exception | None) -> None:
    """The builder ``singlehtml`` asks for no further pages."""
    if app.builder.name == "singlehtml" and exception is None:
        _write(app)
