"""The theme `academic`: registers it, and gives its templates what a page shows."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from sphinx.locale import _

from sphinx_academic import __version__
from sphinx_academic.content.icons import icon
from sphinx_academic.outputs.kept_files import outputs_of, setup_outputs
from sphinx_academic.pages.layouts import layout_of, uses_theme
from sphinx_academic.theme.assets import add_assets, fonts_above_the_fold
from sphinx_academic.theme.choices import Choices
from sphinx_academic.theme.corrections import corrected
from sphinx_academic.theme.layouts import check_layout, note_profile, side_column
from sphinx_academic.theme.menu import (
    GENERATED,
    MenuEntry,
    MenuLink,
    ancestors,
    collect_menu,
    links_for_page,
    pages_for_page,
)
from sphinx_academic.theme.new_tab import open_in_new_tab
from sphinx_academic.theme.surroundings import stale_pages
from sphinx_academic.theme.words import words

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["setup", "setup_theme"]

_NAME = "academic"
_HERE = Path(__file__).resolve().parent
_ICONS = ("bars", "close", "magnifier", "halfcircle", "sun", "moon")
_RIGHT_TO_LEFT = {"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"}


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up the theme alone, as the entry point ``sphinx.html_themes`` does when the HTML builder starts."""
    app.add_message_catalog("sphinx_academic", str(_HERE.parent / "locale"))
    setup_theme(app)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}


def setup_theme(app: Sphinx) -> None:
    """Register the theme; a second call does nothing."""
    if _NAME in app.registry.html_themes:
        return
    setup_outputs(app)
    app.add_html_theme(_NAME, str(_HERE))
    site = _Site()
    app.connect("config-inited", site.take, priority=790)  # before Sphinx checks types
    app.connect("builder-inited", site.begin)
    app.connect("doctree-read", site.note_layout)
    app.connect("env-get-outdated", site.find_outdated)
    app.connect("env-updated", site.prepare)
    # Behind Sphinx's own collectors, which number the sections.
    app.connect("env-get-updated", site.find_stale, priority=900)
    app.connect("doctree-resolved", open_in_new_tab)
    # Late, so that what other extensions add to a page is seen as well.
    app.connect("html-page-context", site.add_to_page, priority=900)


class _Site:
    """What all pages of one build share, found once; a build that starts anew forgets it."""

    def __init__(self) -> None:
        self._choices = Choices()
        self._menu: tuple[MenuEntry, ...] | None = None
        self._parent_of: dict[str, str] = {}
        self._known: dict[tuple[str, str], tuple[list[MenuLink], list[MenuLink]]] = {}

    def take(self, app: Sphinx, config: Config) -> None:
        if config.html_theme == _NAME:
            self._choices.take(config)

    def begin(self, app: Sphinx) -> None:
        if uses_theme(app.builder):
            self._choices.read(app)

    def prepare(self, app: Sphinx, env: BuildEnvironment) -> None:
        if uses_theme(app.builder):
            self._choices.prepare(app, env)

    def find_stale(self, app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
        """The pages to be written again, now that their numbers are known as well."""
        self._menu = None
        self._known.clear()
        if not uses_theme(app.builder):
            return ()
        self._collect_menu(app)
        shown = (self._menu, self._choices.social_links)
        return stale_pages(env, outputs_of(app.builder), shown, self._choices["layout"])

    def find_outdated(self, app: Sphinx, env: BuildEnvironment, *changes: object) -> Iterable[str]:
        """The pages that were read as ones with another layout: the option of the theme has changed since."""
        domain: Any = env.domains.get("academic")
        if domain is None or not uses_theme(app.builder):
            return ()
        return [
            docname
            for docname in env.found_docs
            if self._has_profile(env, docname) != (docname in domain.beside)
        ]

    def _has_profile(self, env: BuildEnvironment, docname: str) -> bool:
        return layout_of(env.metadata.get(docname, {}), self._choices["layout"]) == "profile"

    def _collect_menu(self, app: Sphinx) -> None:
        env = app.env
        self._menu = collect_menu(env, app.tags.eval_condition)
        self._parent_of = {
            child: parent for parent, children in env.toctree_includes.items() for child in children
        }

    def note_layout(self, app: Sphinx, doctree: nodes.document) -> None:
        """Look at the layout that a page asks for when it is read."""
        if uses_theme(app.builder):
            check_layout(app.env, app.env.metadata[app.env.docname])
            if self._has_profile(app.env, app.env.docname):
                note_profile(app.env, app.env.docname)

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
        env, choices = app.env, self._choices
        if self._menu is None:
            self._collect_menu(app)
        above = ancestors(self._parent_of, pagename)
        layout = layout_of(env.metadata.get(pagename, {}), choices["layout"])
        if app.builder.name == "singlehtml" and layout == "docs":
            layout = "homepage"  # all pages are one, and the menu leads to its parts
        own = context.setdefault("academic", {})
        own["layout"] = layout
        own["side"] = (
            side_column(app, pagename, context["pathto"], context.get("title") or "")
            if layout == "profile"
            else ""
        )
        address_of = _addresses(app, context)
        own["menu"], own["pages"] = self._menus(app, pagename, layout, above, address_of)
        own["site_title"] = context.get("theme_site_title") or _site_title(app)
        own["icons"] = {name: found._asdict() for name in _ICONS if (found := icon(name))}
        own["words"] = words()
        if app.builder.name == "singlehtml":
            # Sphinx says that there are a search and an index, and writes neither.
            context["hasdoc"] = env.all_docs.__contains__
        own["switch"] = choices["show_switch"]
        asked = choices["previous_next"]
        # A publication's own page stands between others of its kind.
        is_part = layout == "docs" or "academic_paper" in context
        own["previous_next"] = is_part if asked is None else asked
        own["fonts"] = fonts_above_the_fold(choices["fonts"], context.get("body") or "")
        own.setdefault("description", "")
        context["html_tag"] = _html_tag(context)
        if context.get("body"):
            context["body"] = corrected(context["body"])
        choices.add_to_page(app, pagename, context, address_of)
        add_assets(app, templatename, context, doctree)
        _correct_canonical_address(app, pagename, context)

    def _menus(
        self,
        app: Sphinx,
        pagename: str,
        layout: str,
        above: frozenset[str],
        address_of: Callable[[str], str | None],
    ) -> tuple[list[MenuLink], list[MenuLink]]:
        """The menu above the page, and the pages beside it."""
        # Pages that no toctree names, thousands of publications it may be, have the same beside their like.
        is_named = pagename in self._parent_of or pagename in {app.config.root_doc, *GENERATED}
        key = (layout, posixpath.dirname(app.builder.get_target_uri(pagename)))
        if not is_named and key in self._known:
            return self._known[key]
        menu, root = self._menu or (), app.config.root_doc
        above -= {root}
        # Where every page is one of a documentation, the menu would say once more what stands beside the text.
        has_menu = layout != "docs" or self._choices["layout"] != "docs"
        found = (
            links_for_page(menu, pagename, above, address_of) if has_menu else [],
            pages_for_page(menu, pagename, above, address_of) if layout == "docs" else [],
        )
        if not is_named and app.builder.name != "singlehtml":
            self._known[key] = found
        return found


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
