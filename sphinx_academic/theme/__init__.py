"""The theme `academic`: registers it, and gives its templates what a page shows."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from sphinx.locale import _
from sphinx.util import logging

from sphinx_academic import __version__
from sphinx_academic.html.icons import icon
from sphinx_academic.html.layouts import layout_of, uses_theme
from sphinx_academic.theme.assets import add_assets, fonts_above_the_fold
from sphinx_academic.theme.knobs import write_style_sheets
from sphinx_academic.theme.layouts import (
    PlainPage,
    check_layout,
    inline_html,
    note_profile,
    side_column,
)
from sphinx_academic.theme.menu import MenuEntry, ancestors, collect_menu, links_for_page
from sphinx_academic.theme.options import read_options, source_links
from sphinx_academic.theme.words import words

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["setup", "setup_theme"]

logger = logging.getLogger(__name__)

_NAME = "academic"
_HERE = Path(__file__).resolve().parent
_ICONS = ("bars", "close", "magnifier", "halfcircle", "sun", "moon")
_RIGHT_TO_LEFT = {"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"}
_EXTERNAL_LINK = re.compile(r'<a ([^>]*\bclass="[^"]*\bexternal\b[^"]*"[^>]*)>(.*?)</a>', re.DOTALL)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up the theme alone, as the entry point ``sphinx.html_themes`` does when the HTML builder starts."""
    app.add_message_catalog("sphinx_academic", str(_HERE.parent / "locale"))
    setup_theme(app)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}


def setup_theme(app: Sphinx) -> None:
    """Register the theme; a second call does nothing."""
    if _NAME in app.registry.html_themes:
        return
    app.add_html_theme(_NAME, str(_HERE))
    site = _Site()
    app.connect("config-inited", _check_options)
    app.connect("builder-inited", site.begin)
    app.connect("doctree-read", site.note_layout)
    app.connect("env-updated", site.forget)
    # Late, so that what other extensions add to a page is seen as well.
    app.connect("html-page-context", site.add_to_page, priority=900)


def _check_options(app: Sphinx, config: Config) -> None:
    """Say what is wrong with the theme's options, and leave that out: Sphinx would only say that it is unknown."""
    if config.html_theme != _NAME:
        return
    faults = read_options(config.html_theme_options).faults
    for fault in faults:
        logger.warning(
            "%s %s", fault.message, fault.hint, type="academic", subtype="config", location="conf.py:1"
        )
    wrong = {fault.name for fault in faults}
    if wrong:
        given = config.html_theme_options
        config.html_theme_options = {name: value for name, value in given.items() if name not in wrong}


class _Site:
    """What all pages of one build share, found once; a build that starts anew forgets it."""

    def __init__(self) -> None:
        self._menu: tuple[MenuEntry, ...] | None = None
        self._parent_of: dict[str, str] = {}
        self._values = dict(read_options({}).values)

    def begin(self, app: Sphinx) -> None:
        """Read the options, and write the style sheets that they ask for."""
        if uses_theme(app.builder):
            self._values = dict(read_options(app.config.html_theme_options).values)
            write_style_sheets(app, self._values)

    def forget(self, app: Sphinx, env: BuildEnvironment) -> None:
        self._menu = None

    def note_layout(self, app: Sphinx, doctree: nodes.document) -> None:
        """Look at the layout that a page asks for when it is read."""
        if not uses_theme(app.builder):
            return
        env = app.env
        metadata = env.metadata[env.docname]
        check_layout(env.docname, metadata)
        if layout_of(metadata, self._values["layout"]) == "profile":
            note_profile(env, env.docname)

    def add_to_page(
        self,
        app: Sphinx,
        pagename: str,
        templatename: str,
        context: dict[str, Any],
        doctree: nodes.document | None,
    ) -> None:
        if not uses_theme(app.builder):
            return
        env, values = app.env, self._values
        if self._menu is None:
            self._menu = collect_menu(env, app.tags.eval_condition)
            self._parent_of = {
                child: parent for parent, children in env.toctree_includes.items() for child in children
            }
        above = ancestors(self._parent_of, pagename)
        layout = layout_of(env.metadata.get(pagename, {}), values["layout"])
        if app.builder.name == "singlehtml" and layout == "docs":
            layout = "homepage"  # all pages are one, and the menu leads to its parts
        page = PlainPage(env, context["pathto"], lambda url: None)
        own = context.setdefault("academic", {})
        own["layout"] = layout
        own["side"] = side_column(app, page) if layout == "profile" else ""
        own["menu"] = links_for_page(
            self._menu, pagename, above - {env.config.root_doc}, _addresses(app, context)
        )
        own["site_title"] = values["site_title"] or _site_title(app)
        own["icons"] = {name: found._asdict() for name in _ICONS if (found := icon(name))}
        own["words"] = words()
        own["switch"] = values["show_switch"]
        own["announcement"] = inline_html(values["announcement"], page)
        own["footer"] = inline_html(values["footer"], page)
        own["social"] = [
            {"name": link.name, "url": link.url, "icon": link.icon._asdict() if link.icon else None}
            for link in values["social_links"]
        ]
        own["previous_next"] = (
            layout == "docs" if values["previous_next"] is None else values["previous_next"]
        )
        own["dark_logo"] = (
            context["pathto"](f"_static/{Path(values['dark_logo']).name}", True)
            if values["dark_logo"]
            else ""
        )
        own["edit_link"], own["view_link"] = (
            source_links(values, str(env.doc2path(pagename, base=False)))
            if pagename in env.found_docs
            else ("", "")
        )
        own["fonts"] = fonts_above_the_fold(app, values["fonts"])
        own.setdefault("description", "")
        context["html_tag"] = _html_tag(context)
        if values["external_links_new_tab"] and context.get("body"):
            context["body"] = in_new_tabs(context["body"], own["words"]["new_tab"])
        add_assets(app, context, values, doctree)
        _correct_canonical_address(app, pagename, context)


def in_new_tabs(body: str, words_for_it: str) -> str:
    """Let links to other sites open in a new tab, and say so to who does not see it."""

    def changed(found: re.Match[str]) -> str:
        attributes, children = found[1], found[2]
        if "target=" in attributes:
            return found[0]
        relation = re.search(r'rel="([^"]*)"', attributes)
        if relation is None:
            attributes += ' rel="noopener"'
        else:
            attributes = attributes.replace(relation[0], f'rel="{relation[1]} noopener"')
        return f'<a {attributes} target="_blank">{children}<span class="academic-unseen"> {words_for_it}</span></a>'

    return _EXTERNAL_LINK.sub(changed, body)


def _html_tag(context: dict[str, Any]) -> str:
    language = str(context.get("language") or "")
    tongue = f' lang="{language}"' if language else ""
    direction = ' dir="rtl"' if language.partition("-")[0] in _RIGHT_TO_LEFT else ""
    return f'<html{tongue}{direction} data-content_root="{context.get("content_root", "")}">'


def _addresses(app: Sphinx, context: dict[str, Any]) -> Callable[[str], str | None]:
    """Return what gives a document's address as seen from the page of this context."""
    if app.builder.name != "singlehtml":
        path_to: Callable[[str], str] = context["pathto"]
        return path_to

    # All documents are parts of one page there, where `pathto` would say "#" for each; and there is no index.
    def part_of_the_page(document: str) -> str | None:
        return app.builder.get_target_uri(document) if document in app.env.all_docs else None

    return part_of_the_page


def _site_title(app: Sphinx) -> str:
    # Left alone, Sphinx says "<project> <release> documentation", which no homepage is called.
    title = str(app.config.html_short_title)
    if title == _("%s %s documentation") % (app.config.project, app.config.release):
        return str(app.config.project)
    return title


def _correct_canonical_address(app: Sphinx, pagename: str, context: dict[str, Any]) -> None:
    # Sphinx names "papers.html" as canonical where dirhtml writes "papers/" (sphinx-doc/sphinx#9730).
    if app.builder.name == "dirhtml" and app.config.html_baseurl and context.get("pageurl"):
        base = app.config.html_baseurl.rstrip("/") + "/"
        context["pageurl"] = urljoin(base, app.builder.get_target_uri(pagename))
