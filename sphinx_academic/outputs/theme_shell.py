"""Renders a theme's template once for many pages that differ in a few places alone.

A template takes a millisecond or several for each page, most of it for what is the same on all of them: menu, style
sheets, footer. Here it is rendered with marks in the places that differ, and the pages' own values are put there.
Where a theme does more with a value than write it, which a trial shows, every page is rendered by itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from sphinx_academic.pages.build import Context

_MARK = re.compile(r"academicslot([a-z]{1,20})tolscimedaca")
_TRIAL = {
    "title": "a &#34;b&#34; &amp; &#39;c&#39; &lt;d&gt;",
    "body": '<h1 id="e">f &amp; "g" \\ \\1</h1>\n',
    "metatags": '<meta name="h" content="i &amp; j" />\n',
    "pageurl": "https://k.example/l.html",
    "name": "m-1.n",
    "prevname": "o",
    "prevtitle": "p &#34;q&#34; &lt;r&gt; &amp;",
    "nextname": "s_t",
    "nexttitle": "u &#39;v&#39;",
}
"""PageValues with all that a template might treat in its own way."""


_MOST_SHAPES = 12
"""First, middle and last page; as many more where pages belong to several lists."""


def _mark(slot: str) -> str:
    return f"academicslot{slot}tolscimedaca"


class PageValues(NamedTuple):
    """What a page has of its own: all of it HTML, but for the names of the page and its neighbours within their folder."""

    title: str
    body: str
    metatags: str
    pageurl: str | None
    name: str
    prevname: str = ""
    prevtitle: str = ""
    nextname: str = ""
    nexttitle: str = ""


class SharedTemplates:
    """Stands in for a builder's ``templates`` while it writes pages that are alike.

    ``template`` is what the pages are made with, any other is none of its business. ``values`` is to be set before each
    page. ``get_relative_uri`` is the builder's.
    """

    def __init__(self, templates: Any, template: str, folder: str, get_relative_uri: Any) -> None:
        self._templates = templates
        self._template = template
        self._folder = folder
        self._get_relative_uri = get_relative_uri
        self._shells: list[tuple[dict[str, Any], tuple[str, ...] | None]] = []
        self.values = PageValues("", "", "", None, "")
        self.rendered = ""
        """The last page."""

    def __getattr__(self, name: str) -> Any:
        return getattr(self._templates, name)

    def render(self, template: str, context: Context) -> str:
        """The page: from the shell that all pages of its shape share, if there is one."""
        self.rendered = self._page(template, context)
        return self.rendered

    def _page(self, template: str, context: Context) -> str:
        # Some themes put a page together of templates that they render one by one before this.
        if template != self._template:
            return str(self._templates.render(template, context))
        own = self.values._replace(
            title=context["title"],
            body=context["body"],
            metatags=context["metatags"],
            pageurl=context["pageurl"],
        )
        shape = self._shape(template, context)
        shell: tuple[str, ...] | None
        for known, shell in self._shells:  # noqa: B007
            if known == shape:
                break
        else:
            # Pages that have so many shapes share none.
            shell = self._shell(template, context, own) if len(self._shells) < _MOST_SHAPES else None
            if len(self._shells) < _MOST_SHAPES:
                self._shells.append((shape, shell))
        if shell is None:
            return str(self._templates.render(template, context))
        return _filled(shell, own._asdict())

    def _shape(self, template: str, context: Context) -> dict[str, Any]:
        """All of a page's context that its shell depends on."""
        shape = {name: value for name, value in context.items() if name not in _OWN and not callable(value)}
        # Extensions have read these by now.
        meta = context.get("meta") or {}
        shape["meta"] = {name: value for name, value in meta.items() if not name.startswith("og:")}
        shape["template"] = template
        shape["has"] = (context["prev"] is None, context["next"] is None, context["pageurl"] is None)
        return shape

    def _shell(self, template: str, context: Context, own: PageValues) -> tuple[str, ...] | None:
        """The rendered template, cut at its marks; None where a trial comes out differently."""
        marked = self._rendered(template, context, {slot: _mark(slot) for slot in _TRIAL}, own)
        shell = tuple(_MARK.split(marked))
        if not _TRIAL.keys() >= set(shell[1::2]):
            return None
        # A theme may look for something in a page's body: the trial has one as pages have it.
        trial = {**_TRIAL, "body": _TRIAL["body"] + own.body}
        wanted = self._rendered(template, context, trial, own)
        return shell if _filled(shell, trial) == wanted else None

    def _rendered(self, template: str, context: Context, values: Mapping[str, str], own: PageValues) -> str:
        changed = dict(context)
        docname = f"{self._folder}/{values['name']}"
        changed |= {"title": values["title"], "body": values["body"], "metatags": values["metatags"]}
        changed |= {"pagename": docname, "current_page_name": docname}
        if context["pageurl"] is not None:
            changed["pageurl"] = values["pageurl"]
        here = f"{self._folder}/{own.name}"
        others = {}
        for side in ("prev", "next"):
            if context[side] is not None:
                other = f"{self._folder}/{values[f'{side}name']}"
                title = values[f"{side}title"]
                others[f"{self._folder}/{getattr(own, f'{side}name')}"] = (other, title)
                changed[side] = {"link": self._get_relative_uri(here, other), "title": title}
        changed["rellinks"] = [
            (*others[link[0]], *link[2:]) if link[0] in others else link for link in context["rellinks"]
        ]
        return str(self._templates.render(template, changed))


_OWN = frozenset(
    {
        "title",
        "body",
        "metatags",
        "pageurl",
        "pagename",
        "current_page_name",
        "prev",
        "next",
        "rellinks",
        "meta",
    }
)


def _filled(shell: tuple[str, ...], values: Mapping[str, str | None]) -> str:
    """The shell with values in its slots; every second piece of it is the name of one."""
    pieces = list(shell)
    pieces[1::2] = [values[slot] or "" for slot in pieces[1::2]]
    return "".join(pieces)
