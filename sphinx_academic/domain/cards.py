"""What a page holds ready of the entries that it refers to, to be shown beside a reference when readers ask for it."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.docutils import new_document

from sphinx_academic.content.html import write
from sphinx_academic.data.located import paused_collection
from sphinx_academic.pages.rendering import HtmlPage, description_for
from sphinx_academic.sections.citing import card
from sphinx_academic.sections.description import Description

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_academic.domain.academic import AcademicDomain


def cards_of(
    doctree: nodes.document, domain: AcademicDomain, builder: StandaloneHTMLBuilder, docname: str
) -> str:
    """The cards of a page, each in a ``template``, which shows nothing and which no search finds."""
    with paused_collection():
        return "".join(_cards(doctree, domain, builder, docname))


def _cards(
    doctree: nodes.document, domain: AcademicDomain, builder: StandaloneHTMLBuilder, docname: str
) -> Iterator[str]:
    env = domain.env
    library = domain.library
    document = new_document("")
    document.settings = builder.docsettings
    translator: Any = builder.create_translator(document, builder)
    language = str(env.settings.get("language_code") or "en")
    made = set()
    descriptions: dict[int, Description] = {}
    for node in doctree.findall(nodes.reference):
        name = node.get("academic_entry")
        href = node.get("refuri") or f"#{node.get('refid')}"
        if name is None or href in made:
            continue
        made.add(href)
        kind, key = name
        found = library.find(kind, key, docname)
        if found is None:
            continue
        if id(found.collection) not in descriptions:
            descriptions[id(found.collection)] = description_for(
                builder, env, language, docname, _unclaimed, found.markup, found.collection.people
            )
        description = descriptions[id(found.collection)]
        fragments = card(found.cited, description)
        if fragments:
            page = HtmlPage(translator, env, docname, found.sources)
            content = write(fragments, page)
            yield (
                f'<template class="academic-card-of" data-href="{escape(href)}">'
                f'<div class="academic academic-card">{content}</div></template>\n'
            )


def _unclaimed(identifier: str) -> bool:
    return False
