"""Publications, news and a researcher's homepage for Sphinx."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["__version__", "setup"]

__version__ = "0.1.0"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up the extension; everything is wired in :mod:`sphinx_academic.extension`."""
    metadata: ExtensionMetadata = import_module("sphinx_academic.extension").setup_extension(app)
    return metadata
