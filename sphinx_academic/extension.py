"""Wiring only: one call for each part."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_academic import __version__
from sphinx_academic.domain import setup_domain, setup_habits
from sphinx_academic.outputs import setup_outputs
from sphinx_academic.pages.kept_files import setup_kept_files
from sphinx_academic.pages.leftover_liquid import setup_leftover_liquid
from sphinx_academic.pages.margin_notes import setup_margin_notes
from sphinx_academic.pages.mathml import setup_formulas
from sphinx_academic.pages.setup import setup_pages
from sphinx_academic.settings import setup_config
from sphinx_academic.theme import setup_theme

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup_extension(app: Sphinx) -> ExtensionMetadata:
    """Set up everything that an ``extensions`` entry brings."""
    app.add_message_catalog("sphinx_academic", str(Path(__file__).parent / "locale"))
    setup_config(app)
    setup_kept_files(app)
    setup_domain(app)
    setup_pages(app)
    setup_habits(app)
    setup_margin_notes(app)
    setup_leftover_liquid(app)
    setup_formulas(app)
    setup_outputs(app)
    setup_theme(app)
    return {"version": __version__, "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
