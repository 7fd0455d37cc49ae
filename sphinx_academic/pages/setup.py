"""Wires nodes and directives up; what turns placeholders into content is imported when a page has one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_academic.content.nodes import (
    block,
    depart_entry_latex,
    depart_picture_column_latex,
    depart_text_column_latex,
    entry_block,
    filter_form,
    group_heading,
    line_break,
    nothing,
    picture_column,
    placeholder,
    text_column,
    visit_entry_latex,
    visit_line_break_latex,
    visit_picture_column_latex,
    visit_text_column_latex,
)
from sphinx_academic.pages.directive import directive_of
from sphinx_academic.sections.registry import SECTIONS

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator


def _is_ours(node: nodes.Node) -> bool:
    return isinstance(node, (placeholder, filter_form, group_heading))


class Expansion(SphinxPostTransform):
    """Fills every placeholder of a page, before references are resolved (their priority is 10)."""

    default_priority = 4

    def run(self, **kwargs: Any) -> None:
        # One walk for all: documents are long.
        found: list[Any] = list(self.document.findall(_is_ours))
        if found:
            from sphinx_academic.pages.rendering import expand

            expand(found, self.document, self.env)


def visit_placeholder_html(translator: HTML5Translator, node: placeholder) -> None:
    """Write the fragments; the children are there for search and pictures only."""
    from sphinx_academic.pages.rendering import write_html

    translator.body.append(write_html(node, translator))
    raise nodes.SkipNode


def visit_filter_form_html(translator: HTML5Translator, node: filter_form) -> None:
    """Write the form, and the file beside it."""
    from sphinx_academic.pages.rendering import write_filter_form

    translator.body.append(write_filter_form(node, translator))
    raise nodes.SkipNode


def skip(translator: Any, node: nodes.Element) -> None:
    """Leave a node and its children out."""
    raise nodes.SkipNode


def setup_expansion(app: Sphinx) -> None:
    """Register the directives, the nodes and the transform."""
    for name in SECTIONS:
        app.add_directive(name, directive_of(name))
    silent = (nothing, nothing)
    hidden = (skip, nothing)
    app.add_node(
        placeholder,
        html=(visit_placeholder_html, nothing),
        latex=hidden,
        text=hidden,
        man=hidden,
        texinfo=hidden,
    )
    app.add_node(
        filter_form,
        html=(visit_filter_form_html, nothing),
        latex=hidden,
        text=hidden,
        man=hidden,
        texinfo=hidden,
    )
    app.add_node(block, html=silent, latex=silent, text=silent, man=silent, texinfo=silent)
    app.add_node(
        line_break,
        html=silent,
        latex=(visit_line_break_latex, nothing),
        text=silent,
        man=silent,
        texinfo=silent,
    )
    picture_latex = (visit_picture_column_latex, depart_picture_column_latex)
    app.add_node(picture_column, html=silent, latex=picture_latex, text=silent, man=silent, texinfo=silent)
    text_latex = (visit_text_column_latex, depart_text_column_latex)
    app.add_node(text_column, html=silent, latex=text_latex, text=silent, man=silent, texinfo=silent)
    entry_latex = (visit_entry_latex, depart_entry_latex)
    app.add_node(entry_block, html=silent, latex=entry_latex, text=silent, man=silent, texinfo=silent)
    app.add_post_transform(Expansion)
