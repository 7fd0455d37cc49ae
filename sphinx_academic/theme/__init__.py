"""The theme `academic`: registers it; what gives its templates what a page shows is imported for sites that use it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_academic import __version__
from sphinx_academic.pages.build import later
from sphinx_academic.pages.kept_files import setup_kept_files
from sphinx_academic.pages.site import uses_theme
from sphinx_academic.settings import is_given

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_academic.theme.frame import Frame

_NAME = "academic"
_HERE = Path(__file__).resolve().parent


class Book(SphinxPostTransform):
    """Puts the pages of a site into the order of a book."""

    default_priority = 3  # before anything is filled or counted
    formats = ("latex",)

    def run(self, **kwargs: object) -> None:
        later("sphinx_academic.theme.book:put_pages_last")(self.document, self.env)


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
        _choose_latex_theme(config)
        if config.html_theme == _NAME:
            frames[:] = [make()]
            frames[0].take(config)

    def begin(app: Sphinx) -> None:
        if uses_theme(app.builder):
            (frames or [make()])[0].begin(app)
        elif app.builder.name == "latex":
            options = app.config.html_theme_options if app.config.html_theme == _NAME else {}
            later("sphinx_academic.theme.book:begin_book")(app, options)

    app.add_post_transform(Book)
    app.connect("config-inited", take, priority=790)  # before Sphinx checks types
    app.connect("builder-inited", begin)


_WITH_CLASS = ("pdflatex", "xelatex", "lualatex")
"""The engines that the LaTeX theme is written for; those of Japanese have classes of their own."""


def _choose_latex_theme(config: Config) -> None:
    """Have Sphinx find our LaTeX theme, and take it where a site with our theme has not chosen."""
    config.latex_theme_path = [*config.latex_theme_path, str(_HERE / "latex")]
    is_free = not (is_given(config, "latex_theme") or is_given(config, "latex_documents"))
    if config.html_theme == _NAME and is_free and config.latex_engine in _WITH_CLASS:
        config.latex_theme = _NAME
