"""What has changed in sentences: what was found, who says so, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping

from sphinx_academic.fetching.source import Source
from sphinx_academic.fetching.taking import Change


def sentence(change: Change, sources: Mapping[str, Source]) -> str:
    """One change in a sentence that begins with the work's identifier, with the remedy where something is to be done."""
    raise NotImplementedError
