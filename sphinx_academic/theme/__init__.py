"""The theme `academic`: registers it and gives its templates the menu and their words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from sphinx.locale import _, get_translation

from sphinx_academic import __version__
from sphinx_academic.html.icons import icon
from sphinx_academic.theme.choices import Choices
from sphinx_academic.theme.menu import MenuEntry, ancestors, collect_menu, links_for_page
from sphinx_academic.theme.new_tab import open_in_new_tab

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["setup", "setup_theme"]

_NAME = "academic"
_HERE = Path(__file__).resolve().parent
_ICONS = ("bars", "magnifier")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up the theme alone, as the entry point ``sphinx.html_themes`` does when the HTML builder starts."""
    setup_theme(app)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}


def setup_theme(app: Sphinx) -> None:
    """Register the theme; a second call does nothing."""
    if _NAME in app.registry.html_themes:
        return
    app.add_html_theme(_NAME, str(_HERE))
    site = _Site()
    app.connect("builder-inited", site.begin)
    app.connect("env-updated", site.prepare)
    app.connect("doctree-resolved", open_in_new_tab)
    app.connect("html-page-context", site.add_to_page)


class _Site:
    """What all pages of one build share, found once; a build that starts anew forgets it."""

    def __init__(self) -> None:
        self._choices = Choices()
        self._menu: tuple[MenuEntry, ...] | None = None
        self._parent_of: dict[str, str] = {}

    def begin(self, app: Sphinx) -> None:
        if _is_shown_in(app):
            self._choices.read(app)

    def prepare(self, app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
        self._menu = None
        return self._choices.prepare(app, env) if _is_shown_in(app) else ()

    def add_to_page(
        self,
        app: Sphinx,
        pagename: str,
        templatename: str,
        context: dict[str, Any],
        doctree: nodes.document | None,
    ) -> None:
        if not _is_shown_in(app):
            return
        env = app.env
        if self._menu is None:
            self._menu = collect_menu(env, app.tags.eval_condition)
            self._parent_of = {
                child: parent for parent, children in env.toctree_includes.items() for child in children
            }
        above = ancestors(self._parent_of, pagename)
        theme_context = context.setdefault("academic", {})
        address_of = _addresses(app, context)
        theme_context["menu"] = links_for_page(
            self._menu, pagename, above - {env.config.root_doc}, address_of
        )
        theme_context["site_title"] = context.get("theme_site_title") or _site_title(app)
        theme_context["icons"] = {name: found._asdict() for name in _ICONS if (found := icon(name))}
        theme_context["words"] = _words()
        self._choices.add_to_page(app, pagename, context, address_of)
        app.add_js_file("academic-theme.js", loading_method="defer")
        _correct_canonical_address(app, pagename, context)


def _addresses(app: Sphinx, context: dict[str, Any]) -> Callable[[str], str | None]:
    """Return what gives a document's address as seen from the page of this context."""
    if app.builder.name != "singlehtml":
        path_to: Callable[[str], str] = context["pathto"]
        return path_to

    # All documents are parts of one page there, where `pathto` would say "#" for each; and there is no index.
    def part_of_the_page(document: str) -> str | None:
        return app.builder.get_target_uri(document) if document in app.env.all_docs else None

    return part_of_the_page


def _is_shown_in(app: Sphinx) -> bool:
    """Whether this build uses the theme, or one that inherits from it."""
    theme = getattr(app.builder, "theme", None)
    return theme is not None and str(_HERE) in map(str, theme.get_theme_dirs())


def _site_title(app: Sphinx) -> str:
    # Left alone, Sphinx says "<project> <release> documentation", which no homepage is called.
    title = str(app.config.html_short_title)
    if title == _("%s %s documentation") % (app.config.project, app.config.release):
        return str(app.config.project)
    return title


def _words() -> dict[str, str]:
    # Plain text, not functions: some builders write the page context into a file.
    translate = get_translation("sphinx_academic")
    return {
        "skip": str(translate("Skip to content")),
        "menu": str(translate("Menu")),
        "submenu": str(translate("Pages below {title}")),
        "last_update": str(translate("Last update {date}")),
        "made_with": str(translate("Made with")),
        "elsewhere": str(translate("Elsewhere")),
        "announcement": str(translate("Announcement")),
        "edit_page": str(translate("Edit this page")),
        "view_source": str(translate("Source of this page")),
    }


def _correct_canonical_address(app: Sphinx, pagename: str, context: dict[str, Any]) -> None:
    # Sphinx names "papers.html" as canonical where dirhtml writes "papers/" (sphinx-doc/sphinx#9730).
    if app.builder.name == "dirhtml" and app.config.html_baseurl and context.get("pageurl"):
        base = app.config.html_baseurl.rstrip("/") + "/"
        context["pageurl"] = urljoin(base, app.builder.get_target_uri(pagename))
