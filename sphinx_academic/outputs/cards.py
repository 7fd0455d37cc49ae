"""What a page holds ready of the entries that it refers to, to be shown beside a reference when readers ask for it."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.docutils import new_document

from sphinx_academic.content.html import Href, Picture, write
from sphinx_academic.content.nodes import nodes_in
from sphinx_academic.data.located import paused_collection
from sphinx_academic.domain.academic import AcademicDomain
from sphinx_academic.pages.build import DOMAIN, Context, build_of, notes_of
from sphinx_academic.pages.fill import description_for
from sphinx_academic.pages.mathml import has_formulas
from sphinx_academic.pages.site import html_builder
from sphinx_academic.pages.write import HtmlPage
from sphinx_academic.sections.base import markup_for
from sphinx_academic.sections.description import Description

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator


class _CardPage(HtmlPage):
    """Knows whether what it writes would be written on any other page alike: most cards lead to other sites alone."""

    is_of_page = False

    def address(self, path: str) -> str:
        self.is_of_page = True
        return super().address(path)

    def document(self, docname: str, fragment: str = "") -> Href | None:
        self.is_of_page = True
        return super().document(docname, fragment)

    def math(self, formula: str) -> str:
        self.is_of_page = True
        return super().math(formula)

    def link(self, url: str) -> Href | None:
        found = super().link(url)
        self.is_of_page = self.is_of_page or found is None or not found.external
        return found

    def picture(self, url: str, place: str = "") -> Picture | None:
        self.is_of_page = True
        return super().picture(url, place)


def _cards(doctree: nodes.document, builder: StandaloneHTMLBuilder, docname: str) -> Iterator[str]:
    """The cards of a page, each in a ``template``, which shows nothing and which no search finds."""
    env = builder.env
    domain: AcademicDomain = env.get_domain(DOMAIN)  # type: ignore[assignment]
    named: dict[str, tuple[str, str]] = {}
    for node in nodes_in(doctree, nodes.reference):
        if "academic_entry" in node:
            named.setdefault(node.get("refuri") or f"#{node.get('refid')}", node["academic_entry"])
    # What is cited is cited again and again.
    written: dict[tuple[tuple[str, ...], str, str], str] = build_of(env).one("cards", dict)
    descriptions: dict[int, Description] = {}
    for href, (kind, key) in named.items():
        found = domain.library.find(kind, key, docname)
        if found is None:
            continue
        collection = found.collection
        if id(collection) not in descriptions:
            description = description_for(env, docname, markup_for(collection), collection.people)
            descriptions[id(collection)] = description
        description = descriptions[id(collection)]
        card = (found.sources, *found.facts[:2])
        content = written.get(card, "") if description.translate is str else ""
        if not content:
            page = _CardPage(_translator(builder), docname, found.sources)
            content = write(found.section.card(found.facts, found.record, description), page)
            if description.translate is str and not page.is_of_page:
                written[card] = content
        if content:
            yield (
                f'<template class="academic-card-of" data-href="{escape(href)}">'
                f'<div class="academic academic-card">{content}</div></template>\n'
            )


def _translator(builder: StandaloneHTMLBuilder) -> HTML5Translator:
    document = new_document("")
    document.settings = builder.docsettings
    return cast("HTML5Translator", builder.create_translator(document, builder))


def setup(app: Sphinx) -> None:
    """Connect what adds the cards, before Sphinx looks at whether the page has formulas."""
    if app.builder.name != "epub":
        app.connect("html-page-context", _add_cards, priority=400)


def _add_cards(
    app: Sphinx, pagename: str, templatename: str, context: Context, doctree: nodes.document | None
) -> None:
    """Put the cards of a page's references behind its text, with the script and the style that show them."""
    notes = notes_of(app.env).get(pagename)
    if doctree is None or not (app.builder.name == "singlehtml" or (notes and notes.citations)):
        return
    with paused_collection():
        cards = "".join(_cards(doctree, html_builder(app), pagename))
    if cards:
        context["body"] += cards
        context["has_maths_elements"] = has_formulas(cards) or context.get("has_maths_elements", False)
        app.add_css_file("academic-cards.css")
        app.add_js_file("academic-cards.js", loading_method="defer")
