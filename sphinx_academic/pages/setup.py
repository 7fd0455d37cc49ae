"""Directives and nodes; what reads, fills and writes them is imported when a page has one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from sphinx_academic.content.nodes import (
    IN_LATEX,
    filter_form,
    group_heading,
    latex_writers,
    nothing,
    placeholder,
)
from sphinx_academic.pages.build import later
from sphinx_academic.pages.notes import notes_of
from sphinx_academic.sections.registry import SECTIONS

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.writers.html5 import HTML5Translator


class _AnyOption(dict[str, Callable[[Any], Any]]):
    """Lets every option through to us.

    docutils would drop the whole directive for an unknown option, MyST would list the names in another form;
    we tell both authors the same and show the records all the same.
    """

    def __bool__(self) -> bool:
        # docutils reads no options at all for an empty specification
        return True

    def __missing__(self, name: str) -> Callable[[Any], Any]:
        return lambda text: text


class SectionDirective(SphinxDirective):
    """What all directives do; each names its section."""

    section_name: ClassVar[str]
    has_content = False
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec = _AnyOption()

    def run(self) -> list[nodes.Node]:
        """Leave a placeholder for each group of records, under real headings where the page allows them."""
        found: list[nodes.Node] = later("sphinx_academic.pages.read:read")(self, self.section_name)
        return found


def directive_of(name: str) -> type[SectionDirective]:
    """The directive of a section; the section itself is imported when a page has it."""
    return type(f"{name.title().replace('-', '')}Directive", (SectionDirective,), {"section_name": name})


def _is_ours(node: nodes.Node) -> bool:
    return isinstance(node, (placeholder, filter_form, group_heading))


class Expansion(SphinxPostTransform):
    """Fills every placeholder of a page, before references are resolved (their priority is 10)."""

    default_priority = 4

    def run(self, **kwargs: Any) -> None:
        # One walk for all: documents are long.
        found = list(self.document.findall(_is_ours))
        if found:
            later("sphinx_academic.pages.fill:fill")(found, self.document, self.env)


def visit_html(translator: HTML5Translator, node: placeholder | filter_form) -> None:
    """Write the fragments; the children are there for search and pictures only."""
    translator.body.append(later("sphinx_academic.pages.write:write_html")(node, translator))
    raise nodes.SkipNode


def skip(translator: Any, node: nodes.Element) -> None:
    """Leave a node and its children out."""
    raise nodes.SkipNode


def setup_pages(app: Sphinx) -> None:
    """Register the directives, the nodes and the transform, and what is asked and told of all pages."""
    for name in SECTIONS:
        app.add_directive(name, directive_of(name))
    silent, hidden = (nothing, nothing), (skip, nothing)
    ours = (visit_html, nothing)
    for node in (placeholder, filter_form):
        app.add_node(node, html=ours, latex=hidden, text=hidden, man=hidden, texinfo=hidden)
    for each in IN_LATEX:
        app.add_node(each, html=silent, latex=latex_writers(each), text=silent, man=silent, texinfo=silent)
    app.add_post_transform(Expansion)
    app.connect("env-get-outdated", _outdated)
    app.connect("env-check-consistency", later("sphinx_academic.pages.links:tell_problems"))


def _outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    # Most builds have no folder among their data, and need not pay for what reads it.
    if not any(notes.folders or notes.targets for notes in notes_of(env).values()):
        return []
    found: set[str] = later("sphinx_academic.pages.links:stale_pages")(env)
    return sorted(found - removed)
