"""In which order readers come to the pages of a site."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def in_reading_order(env: BuildEnvironment) -> Iterator[str]:
    """The pages as the tables of contents lead through them."""
    waiting = [env.config.root_doc]
    seen = set()
    while waiting:
        docname = waiting.pop()
        if docname not in seen:
            seen.add(docname)
            yield docname
            waiting.extend(reversed(env.toctree_includes.get(docname, ())))
