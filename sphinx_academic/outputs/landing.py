"""Wires landing pages up; what writes them is imported when a site has them."""

from __future__ import annotations

from collections.abc import Iterable, Set
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_academic.outputs.kept_files import Part, outputs_of
from sphinx_academic.pages.site import writes_own_pages

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_landing_pages(app: Sphinx) -> None:
    """Connect what writes the pages and what keeps them in the search index."""
    app.connect("builder-inited", _keep_in_index)
    app.connect("html-collect-pages", _write)


def _write(app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
    """Write the landing pages; Sphinx asks for further pages when it has written its own, and gets none."""
    if (
        writes_own_pages(app.builder)
        and app.config.academic_paper_pages
        and outputs_of(app.builder).needs(Part.PAPERS, _facts_of_data(app))
    ):
        from sphinx_academic.outputs.landing_pages import write_landing_pages

        write_landing_pages(app)
    return ()


def _facts_of_data(app: Sphinx) -> str:
    """The files of the data, which no page need show, with their sizes and times."""
    from sphinx_academic.pages.files import files_of

    files = {file for name in app.config.academic_data for file in files_of(app.srcdir, name)}
    found = [(file, Path(app.srcdir, file)) for file in sorted(files)]
    return " ".join(
        f"{file} {path.stat().st_size} {path.stat().st_mtime_ns}" for file, path in found if path.is_file()
    )


def _keep_in_index(app: Sphinx) -> None:
    """Keep the landing pages when Sphinx takes out of the search index whatever is no document.

    It does so twice: when it has read the index of the build before, and before it writes the new one.
    """
    folder = app.config.academic_paper_pages
    builder: Any = app.builder
    if not folder or not writes_own_pages(builder) or not hasattr(builder, "load_indexer"):
        return
    load = builder.load_indexer

    def load_indexer(docnames: Set[str]) -> None:
        indexer = builder.indexer
        prune = indexer.prune

        def prune_others(names: Iterable[str]) -> None:
            documents = set(names)
            # Of a document that is written again Sphinx wants the old words gone.
            kept = [
                name
                for name in indexer._titles
                if name.startswith(f"{folder}/") and name not in app.env.all_docs
            ]
            prune([*documents, *kept])

        indexer.prune = prune_others
        load(docnames)

    builder.load_indexer = load_indexer
