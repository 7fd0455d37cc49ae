"""A problem becomes a warning of Sphinx."""

from __future__ import annotations

import re

from docutils import nodes
from sphinx.util import logging

from sphinx_academic.problems import Code, Problem

__all__ = ["tell", "tell_at"]

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""What must not reach a terminal: a path or an option may hold it."""

logger = logging.getLogger(__name__)


def tell(problem: Problem) -> None:
    """Warn of a problem, with its place and its code."""
    logger.warning(
        # A terminal must not take what somebody wrote for its own commands; nor is a "%" in it a format.
        "%s",
        _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", problem.text),
        type="academic",
        subtype=problem.code.value,
        location=problem.location,
    )


def tell_at(code: Code, message: str, node: nodes.Node) -> None:
    """Warn of something in the text of a page."""
    text = _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", message)
    logger.warning("%s", text, type="academic", subtype=code.value, location=node)
