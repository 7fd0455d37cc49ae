"""The texts of the site that stand around every page (``announcement``, ``footer``), with links that each page can follow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx_academic.content.fragments import Element
from sphinx_academic.content.html import write
from sphinx_academic.content.markup import Markup, targets
from sphinx_academic.data.values.addresses import refusal
from sphinx_academic.pages.links import advice_for, find_image, find_local
from sphinx_academic.problems import Code

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_academic.content.html import Page

STATIC = "_static/"
"""How addresses begin of files that the site has for all pages."""


class SiteText:
    """A text in Markdown."""

    def __init__(self, text: str) -> None:
        fragments = Markup({}).blocks(text)
        # One paragraph is a line of the frame, not a block within it.
        if len(fragments) == 1 and isinstance(fragments[0], Element) and fragments[0].kind == "paragraph":
            fragments = fragments[0].children
        self._fragments = fragments
        self._targets = targets(fragments)

    def html(self, page: Page) -> str:
        """The text as HTML, for one page."""
        return write(self._fragments, page)

    def lost(self, env: BuildEnvironment) -> Iterator[tuple[Code, str, str]]:
        """Links that lead nowhere, by code, message and hint; files of the source that are linked are offered for download."""
        for kind, url in self._targets:
            if kind == "refused":
                yield (Code.URL, *refusal(url))
            elif kind == "image":
                found = find_image(env, url, ())
                if found.fault and not url.startswith(STATIC):
                    yield found.code, found.fault, advice_for(str(env.srcdir), found)
            elif not url.startswith(STATIC):
                local = find_local(env, url, ())
                if local.path:
                    env.dlfiles.add_file(env.config.root_doc, local.path)
                elif local.fault:
                    yield local.code, local.fault, local.hint
