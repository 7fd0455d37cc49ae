"""What people bring from elsewhere, and ask for in ``conf.py``: Pandoc's citations in Markdown, references of docstrings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_academic.content.nodes import Request
from sphinx_academic.pages.build import build_of, later

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

    from sphinx_academic.domain.citing.docstring_references import KnownWorks

_DOCSTRINGS = "autodoc-process-docstring"
_BEFORE_OTHERS = 400
"""numpydoc and napoleon make something of docstrings at 500."""

_rewritten = later("sphinx_academic.domain.citing.docstring_references:rewritten")


def setup_habits(app: Sphinx) -> None:
    """Have what the settings ask for set up once they and all extensions are known."""
    app.connect("config-inited", _set_up, priority=200)


def _set_up(app: Sphinx, config: Config) -> None:
    if config.academic_pandoc_citations:
        from sphinx_academic.domain.markdown_citations import PandocCitations

        app.add_transform(PandocCitations)
    if config.academic_docstring_references and _DOCSTRINGS in app.events.events:
        app.connect(_DOCSTRINGS, _cite_in_docstring, priority=_BEFORE_OTHERS)


def _cite_in_docstring(
    app: Sphinx, what: str, name: str, thing: object, options: object, lines: list[str]
) -> None:
    if not any(".. [" in line for line in lines):
        return
    works, files = build_of(app.env).one(_cite_in_docstring, lambda: _known_works(app))
    changed = _rewritten(lines, works)
    if changed is not None:
        lines[:] = changed
    # A work that gets its DOI tomorrow is found then.
    for file in files:
        app.env.note_dependency(file)


def _known_works(app: Sphinx) -> tuple[KnownWorks, tuple[str, ...]]:
    files = later("sphinx_academic.pages.links:files_of_site")(app.env)
    request = Request("publications", files, "publications", ())
    collection = later("sphinx_academic.sections.base:collection_for")(request, str(app.srcdir))
    works = (*collection.publications, *collection.separate)
    return later("sphinx_academic.domain.citing.docstring_references:KnownWorks")(works), files
