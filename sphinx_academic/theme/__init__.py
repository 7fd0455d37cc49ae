"""The theme `academic`: registers it; what gives its templates what a page shows is imported for sites that use it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_academic import __version__
from sphinx_academic.pages.build import later
from sphinx_academic.pages.kept_files import setup_kept_files
from sphinx_academic.pages.site import uses_theme

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_academic.theme.frame import Frame

_NAME = "academic"
_HERE = Path(__file__).resolve().parent


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up the theme alone, as the entry point ``sphinx.html_themes`` does when the HTML builder starts."""
    app.add_message_catalog("sphinx_academic", str(_HERE.parent / "locale"))
    setup_theme(app)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}


def setup_theme(app: Sphinx) -> None:
    """Register the theme; a second call does nothing."""
    if _NAME in app.registry.html_themes:
        return
    setup_kept_files(app)
    app.add_html_theme(_NAME, str(_HERE))
    make = later("sphinx_academic.theme.frame:Frame")
    frames: list[Frame] = []

    def take(app: Sphinx, config: Config) -> None:
        if config.html_theme == _NAME:
            frames[:] = [make()]
            frames[0].take(config)

    def begin(app: Sphinx) -> None:
        if uses_theme(app.builder):
            (frames or [make()])[0].begin(app)

    app.connect("config-inited", take, priority=790)  # before Sphinx checks types
    app.connect("builder-inited", begin)
