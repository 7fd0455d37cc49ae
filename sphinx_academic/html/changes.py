"""Whether a build writes any page at all: where it does not, nothing that is made beside the pages has changed."""

from __future__ import annotations

from collections.abc import Set
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_idle: WeakSet[Any] = WeakSet()
"""The builders that are about to write nothing."""


def setup_changes(app: Sphinx) -> None:
    """Connect what looks at the pages that a builder is going to write."""
    app.connect("builder-inited", _watch)


def writes_nothing(builder: Any) -> bool:
    """Whether no page is out of date, in a build that has come to its end."""
    return builder in _idle


def _watch(app: Sphinx) -> None:
    builder: Any = app.builder
    if builder.format != "html":
        return
    prepare = builder.prepare_writing

    # There is no event that tells which pages are going to be written.
    def prepare_writing(docnames: Set[str]) -> None:
        if docnames:
            _idle.discard(builder)
        else:
            _idle.add(builder)
        prepare(docnames)

    builder.prepare_writing = prepare_writing
