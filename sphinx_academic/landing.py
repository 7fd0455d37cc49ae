"""Wires landing pages up; what writes them is imported when a site has them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.util import logging

from sphinx_academic.config import paper_folder

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

logger = logging.getLogger(__name__)


def setup_landing_pages(app: Sphinx) -> None:
    """Connect what checks the setting, and what writes the pages."""
    app.connect("config-inited", _check)
    app.connect("html-collect-pages", _write)


def _check(app: Sphinx, config: Config) -> None:
    fault = paper_folder(config).fault
    if fault:
        logger.warning(
            'academic_paper_pages: %s; no landing pages are written. Write True, or a name such as "papers".',
            fault,
            type="academic",
            subtype="config",
            location=f"{Path(app.confdir, 'conf.py')}:1",
        )


def _write(app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
    """Write the landing pages; Sphinx asks for further pages when it has written its own, and gets none."""
    if app.builder.format == "html" and (paper_folder(app.config).name or _has_old_pages(app)):
        from sphinx_academic.landing_pages import write_landing_pages

        write_landing_pages(app)
    return ()


def _has_old_pages(app: Sphinx) -> bool:
    """Whether a build before this one may have written landing pages, which are to go."""
    return Path(app.outdir, "papers").is_dir()
