"""The directive ``margin``: a note that stands in the margin where there is one, and below its paragraph elsewhere."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective, is_directive_registered
from sphinx.writers.html5 import HTML5Translator

from sphinx_academic.content.nodes import nodes_in
from sphinx_academic.pages.build import build_of


class margin_note(nodes.block_quote):  # noqa: N801  (docutils names nodes in lower case)
    """The note; a quote for all builders but those of HTML."""

    tagname = "block_quote"


class noted(nodes.General, nodes.Element):  # noqa: N801
    """A block of the page, and before it the notes beside it: so each can begin at the height of its first line, and push the
    next one down where it is longer."""


class MarginDirective(SphinxDirective):
    """A note, with a title if it has an argument."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec = {"class": lambda text: nodes.make_id(text).split(), "name": str}  # noqa: RUF012

    def run(self) -> list[nodes.Node]:
        """The note, and what is wrong with its title."""
        self.assert_has_content()
        note = margin_note()
        self.set_source_info(note)
        messages: list[nodes.system_message] = []
        if self.arguments:
            words, messages = self.state.inline_text(self.arguments[0], self.lineno)
            note += nodes.paragraph("", "", nodes.strong("", "", *words))
        note += self.parse_content_to_nodes()
        note["classes"] += self.options.get("class", [])
        self.add_name(note)
        return [note, *messages]


class Beside(SphinxPostTransform):
    """Puts notes beside what they are written behind, and makes quotes of them where nothing stands beside anything."""

    default_priority = 950

    def run(self, **kwargs: object) -> None:
        builder = build_of(self.env).builder
        for note in nodes_in(self.document, margin_note):
            if builder.format != "html":
                note.replace_self(nodes.block_quote("", *note.children, ids=note["ids"], names=note["names"]))
            elif builder.name != "epub":
                _put_beside(note)


def _put_beside(note: margin_note) -> None:
    parent = note.parent
    place = parent.index(note)
    before = parent[place - 1] if place else None
    # Without anything before it, it stands where it is written. The paragraphs of a list are no place for it.
    if not isinstance(parent, nodes.section | nodes.document) or before is None:
        return
    if isinstance(before, noted):
        parent.remove(note)
        before.insert(len(before) - 1, note)
    elif not isinstance(before, nodes.Titular | nodes.Invisible | nodes.section | margin_note):
        parent.remove(note)
        parent.remove(before)
        parent.insert(place - 1, noted("", note, before))


def visit_note(translator: HTML5Translator, node: nodes.Element) -> None:
    """Begin a note."""
    translator.body.append(translator.starttag(node, "aside", CLASS="academic-margin", role="note"))


def depart_note(translator: HTML5Translator, node: nodes.Element) -> None:
    """End it."""
    translator.body.append("</aside>\n")


def visit_noted(translator: HTML5Translator, node: nodes.Element) -> None:
    """Begin what has notes beside it."""
    translator.body.append(translator.starttag(node, "div", CLASS="academic-noted"))


def depart_noted(translator: HTML5Translator, node: nodes.Element) -> None:
    """End it."""
    translator.body.append("</div>\n")


def setup_margin_notes(app: Sphinx) -> None:
    """Register the directive, unless another extension or the theme has one of that name, its nodes and what places them."""
    # sphinx-book-theme registers its own later, when the theme is loaded.
    if app.config.html_theme != "sphinx_book_theme" and not is_directive_registered("margin"):
        app.add_directive("margin", MarginDirective)
    app.add_node(margin_note, html=(visit_note, depart_note))
    app.add_node(noted, html=(visit_noted, depart_noted))
    app.add_post_transform(Beside)
