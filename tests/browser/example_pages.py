"""Which pages the example site has, known from its sources before anything is built."""

from __future__ import annotations

from pathlib import Path

_SOURCE = Path(__file__).resolve().parents[2] / "example-site"

WRITTEN = sorted(
    path.relative_to(_SOURCE).with_suffix(".html").as_posix()
    for path in _SOURCE.rglob("*.md")
    # Leave out what tools write: hidden folders, and those named in `exclude_patterns`.
    if not {"build", "_build"} & set(path.relative_to(_SOURCE).parts)
    and not any(part.startswith(".") for part in path.relative_to(_SOURCE).parts)
    and path.name != "README.md"
)
"""The pages that somebody wrote, as paths from the site's root."""

PAPER = "papers/kettlewell2025whistlenet.html"
"""The page of one paper, for all of them: they are made alike."""

EVERY = [*WRITTEN, PAPER, "404.html", "genindex.html", "search.html"]
"""Those, and the pages that extensions and Sphinx add."""
