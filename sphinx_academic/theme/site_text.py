"""The texts that stand on every page (``announcement``, ``footer``), with links that each page can follow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx.environment import BuildEnvironment

from sphinx_academic.content.fragments import Element
from sphinx_academic.content.html import Href, Picture, write
from sphinx_academic.content.markup import Markup, targets
from sphinx_academic.data.values.addresses import refusal
from sphinx_academic.pages.files import Local, advice_for, find_image, find_local
from sphinx_academic.problems import Code
from sphinx_academic.theme.layouts import PlainPage

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["Lost", "SiteText"]

_STATIC = "_static/"


class Lost(NamedTuple):
    """A link of a text that leads nowhere: the code, the message and the hint of its warning."""

    code: Code
    message: str
    hint: str


class SiteText:
    """A text in Markdown, written anew for each page only where it has links within the site."""

    def __init__(self, text: str) -> None:
        fragments = Markup({}).blocks(text)
        # One paragraph is a line of the frame, not a block within it.
        if len(fragments) == 1 and isinstance(fragments[0], Element) and fragments[0].kind == "paragraph":
            fragments = fragments[0].children
        self._fragments = fragments
        self._targets = targets(fragments)

    def html(self, page: _FramePage) -> str:
        """The text as HTML, for one page."""
        return write(self._fragments, page)

    def lost(self, env: BuildEnvironment) -> Iterator[Lost]:
        """Links that lead nowhere; files of the source that are linked are offered for download."""
        for kind, url in self._targets:
            if kind == "refused":
                yield Lost(Code.URL, *refusal(url))
            elif kind == "image":
                found = find_image(env, url, ())
                if found.fault and not url.startswith(_STATIC):
                    yield Lost(found.code, found.fault, advice_for(str(env.srcdir), found))
            elif not url.startswith(_STATIC) and (local := find_local(env, url, ())) is not None:
                if local.kind is Local.FILE:
                    env.dlfiles.add_file(env.config.root_doc, local.target)
                elif local.fault:
                    yield Lost(local.code, local.fault, local.hint)


class _FramePage(PlainPage):
    """A page for the writer of fragments, as seen from what stands around its text."""

    def link(self, url: str) -> Href | None:
        if url.startswith(_STATIC):
            return Href(self._path_to(url, resource=True), False)
        return super().link(url)

    def picture(self, url: str, place: str = "") -> Picture | None:
        if url.startswith(_STATIC):
            return Picture(self._path_to(url, resource=True), 0, 0)
        return super().picture(url, place)


def frame_page(app: Sphinx, context: dict[str, Any], address_of: Callable[[str], str | None]) -> _FramePage:
    """What a text needs to know of the page with this context."""
    return _FramePage(app, context["pathto"], address_of=address_of)
