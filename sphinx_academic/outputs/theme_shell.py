"""Renders a theme's template once for many pages that differ in a few places alone.

A template takes a millisecond or several for each page, most of it for what is the same on all of them: menu, style
sheets, footer. Here it is rendered with marks in the places that differ, and the pages' own values are put there.
Where a theme does more with a value than write it, which a trial shows, every page is rendered by itself.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from typing import Any

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
"""What a page has of its own, with all that a template might treat in its own way; names are those within the folder of the pages."""

_OWN = frozenset({"title", "body", "metatags", "pageurl", "pagename", "current_page_name", "meta"})
_OWN |= {"prev", "next", "rellinks", "academic_paper"}
"""What a page's context has of its own."""

_MOST_SHAPES = 12
"""First, middle and last page; as many more where pages belong to several lists."""

_Shell = tuple[str, ...]
"""A rendered template, cut at its marks: every second piece is what belongs there."""


class SharedTemplates:
    """Stands in for a builder's ``templates`` while it writes pages that are alike.

    ``template`` is what the pages are made with, any other is none of its business. The context of such a page names its
    neighbours (``academic_paper``: the pages ``prev`` and ``next``). ``get_relative_uri`` is the builder's.
    """

    def __init__(self, templates: Any, template: str, get_relative_uri: Callable[[str, str], str]) -> None:
        self._templates = templates
        self._template = template
        self._get_relative_uri = get_relative_uri
        self._shells: list[tuple[Context, _Shell | None]] = []
        self.rendered = ""
        """The last page."""

    def __getattr__(self, name: str) -> Any:
        return getattr(self._templates, name)

    def render(self, template: str, context: Context) -> str:
        """The page: from the shell that all pages of its shape share, if there is one."""
        # Some themes put a page together of templates that they render one by one before this.
        if template != self._template:
            return str(self._templates.render(template, context))
        shape = {name: value for name, value in context.items() if name not in _OWN and not callable(value)}
        # Extensions have read these by now.
        meta = context.get("meta") or {}
        shape["meta"] = {name: value for name, value in meta.items() if not name.startswith("og:")}
        shape["has"] = [context[name] is None for name in ("prev", "next", "pageurl")]
        found = next((each for each in self._shells if each[0] == shape), None)
        if found is None:
            # Pages that have so many shapes share none.
            has_room = len(self._shells) < _MOST_SHAPES
            found = (shape, self._shell(context) if has_room else None)
            self._shells += [found] if has_room else []
        if found[1] is None:
            self.rendered = str(self._templates.render(template, context))
        else:
            own = {name: context[name] for name in ("title", "body", "metatags", "pageurl")}
            own["name"] = posixpath.basename(context["pagename"])
            for side, docname in context["academic_paper"].items():
                own[f"{side}name"] = posixpath.basename(docname)
                own[f"{side}title"] = context[side]["title"] if context[side] else ""
            self.rendered = _filled(found[1], own)
        return self.rendered

    def _shell(self, context: Context) -> _Shell | None:
        """What pages share that are of the shape of this one; None where a trial comes out differently."""
        here, neighbours = context["pagename"], context["academic_paper"]
        folder = posixpath.dirname(here)

        def rendered(values: Mapping[str, str]) -> str:
            docname = f"{folder}/{values['name']}"
            changed = {**context, "pagename": docname, "current_page_name": docname}
            changed |= {name: values[name] for name in ("title", "body", "metatags")}
            if context["pageurl"] is not None:
                changed["pageurl"] = values["pageurl"]
            others = {}
            for side in ("prev", "next"):
                if context[side] is not None:
                    other, title = f"{folder}/{values[f'{side}name']}", values[f"{side}title"]
                    others[neighbours[side]] = (other, title)
                    changed[side] = {"link": self._get_relative_uri(here, other), "title": title}
            changed["rellinks"] = [
                (*others[link[0]], *link[2:]) if link[0] in others else link for link in context["rellinks"]
            ]
            return str(self._templates.render(self._template, changed))

        shell = tuple(_MARK.split(rendered({slot: f"academicslot{slot}tolscimedaca" for slot in _TRIAL})))
        if not _TRIAL.keys() >= set(shell[1::2]):
            return None
        # A theme may look for something in a page's body: the trial has one as pages have it.
        trial = {**_TRIAL, "body": _TRIAL["body"] + context["body"]}
        return shell if _filled(shell, trial) == rendered(trial) else None


def _filled(shell: _Shell, values: Mapping[str, str | None]) -> str:
    """The shell with values in its slots."""
    pieces = list(shell)
    pieces[1::2] = [values[slot] or "" for slot in pieces[1::2]]
    return "".join(pieces)
