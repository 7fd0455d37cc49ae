"""A problem becomes a warning of Sphinx."""

from __future__ import annotations

from docutils import nodes
from sphinx.util import logging

from sphinx_academic.problems import Code, Problem, printable

logger = logging.getLogger(__name__)


def tell(problem: Problem, once: bool = False) -> None:
    """Warn of a problem, with its place and its code; ``once`` where it is told in the same words again, be it by
    another worker."""
    logger.warning(
        "%s",  # a "%" in the text is no format
        problem.text,
        type="academic",
        subtype=problem.code.value,
        location=problem.location,
        once=once,
    )


def tell_at(code: Code, message: str, node: nodes.Node) -> None:
    """Warn of something in the text of a page."""
    logger.warning("%s", printable(message), type="academic", subtype=code.value, location=node)


def tell_of_page(code: Code, message: str, docname: str, line: int | None = None) -> None:
    """Warn of something that a page as a whole is about, or of what stands in a line of it."""
    logger.warning("%s", printable(message), type="academic", subtype=code.value, location=(docname, line))
