"""Tells searches that read the built pages, such as Pagefind, what of a page is its text, and of which years and types its works are.

Pagefind 1.x reads ``data-pagefind-…`` of elements, those of filters also in the head. Where one page says what its text is, pages that
do not are left out of the index: so the search page and the index are no results.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from docutils import nodes
from sphinx.application import Sphinx

from sphinx_academic.content.nodes import filled_lists
from sphinx_academic.data.records import Publication
from sphinx_academic.outputs import add_to_head
from sphinx_academic.pages.build import Context
from sphinx_academic.pages.page_addresses import paper_pages
from sphinx_academic.pages.site import writes_pages
from sphinx_academic.pages.site_kinds import sections_of

_BEHIND_OTHERS = 980
"""When the text of a page is as it will be, and before a whole page is written beside one that was cut."""

_BODY = ' data-pagefind-body=""'
_LINK_OF_HEADING = '<a class="headerlink"'
_UNSEEN = (
    _LINK_OF_HEADING,
    *(f'<details class="academic-disclosure academic-{name}"' for name in ("bibtex", "cite")),
)
"""How what begins is no text of the page: the sign behind a heading, which would end every title, and forms to cite a work in."""

_START = re.compile(r'\s*(?:<span id="[^"<>]*"></span>\s*)*<section\b')
_SECTION = re.compile(r"<(/?)section\b")


def with_text_marked(body: str) -> str:
    """The text of a page, of which one element is marked as the text: its section, else an element around all of it."""
    for tag in _UNSEEN:
        body = body.replace(tag, f'{tag} data-pagefind-ignore=""')
    start = _START.match(body)
    if start and _ends_with_first_section(body):
        return f"{body[: start.end()]}{_BODY}{body[start.end() :]}"
    return f"<div{_BODY}>\n{body}</div>\n"


def _ends_with_first_section(body: str) -> bool:
    depth = 0
    for found in _SECTION.finditer(body):
        depth += -1 if found[1] else 1
        if depth == 0:
            return not body[found.end() :].lstrip(">").strip()
    return False


def without_mark(body: str) -> str:
    """The text of a page that another page stands for in the index."""
    return body.replace(_BODY, "", 1)


def filters(works: Iterable[Publication]) -> list[str]:
    """The tags by which readers can narrow down what they have found to years and types."""
    found = {("year", str(work.when.year)) for work in works if work.when is not None and work.when.year}
    found |= {("type", work.kind_of_work) for work in works}
    return [
        f'<meta name="academic-{name}" data-pagefind-filter="{name}[content]" content="{escape(value)}" />'
        for name, value in sorted(found)
    ]


def _mark(
    app: Sphinx, pagename: str, templatename: str, context: Context, doctree: nodes.document | None
) -> None:
    if doctree is None or not context.get("body"):
        return
    context["body"] = with_text_marked(context["body"])
    pages = paper_pages(app.env)
    # A work with a page of its own is found there.
    works = [
        record
        for node in filled_lists(doctree)
        if sections_of(app.env)[node["request"].section].lists_works
        for record in node["records"]
        if not pages.page_of(record)
    ]
    add_to_head(context, filters(works))


def setup(app: Sphinx) -> None:
    """Connect it behind all that changes a page's text."""
    if writes_pages(app.builder):
        app.connect("html-page-context", _mark, priority=_BEHIND_OTHERS)
