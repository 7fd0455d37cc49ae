"""What the theme's templates are given for each page: menu, words, layout, and text put right."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from sphinx.locale import _, get_translation

from sphinx_academic.content.html import icon
from sphinx_academic.pages.build import Context, Options, later
from sphinx_academic.pages.kept_files import outputs_of
from sphinx_academic.pages.notes import notes_of
from sphinx_academic.pages.site import LAYOUTS, layout_of, uses_theme
from sphinx_academic.problems import Code, Problem, nearest, shorten
from sphinx_academic.theme.choices import Choices, stale_pages
from sphinx_academic.theme.links_elsewhere import open_in_new_tab
from sphinx_academic.theme.menu import (
    GENERATED,
    MenuEntry,
    MenuLink,
    ancestors,
    collect_menu,
    links_for_page,
    pages_for_page,
)
from sphinx_academic.theme.sheets import add_assets, fonts_above_the_fold
from sphinx_academic.warnings import tell

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment


def words() -> dict[str, str]:
    """Every word by the name that the templates know it by."""
    translate = get_translation("sphinx_academic")
    return {
        name: str(word)
        for name, word in (
            ("skip", translate("Skip to content")),
            ("menu", translate("Menu")),
            ("close", translate("Close")),
            ("submenu", translate("Pages below {title}")),
            ("profile", translate("Profile")),
            ("contents", translate("On this page")),
            ("announcement", translate("Announcement")),
            ("auto", translate("Colours: automatic")),
            ("light", translate("Colours: light")),
            ("dark", translate("Colours: dark")),
            ("elsewhere", translate("Elsewhere")),
            ("edit_page", translate("Edit this page")),
            ("view_source", translate("Source of this page")),
            (
                "search_needs_script",
                translate("The search needs JavaScript. Without it, look into the index:"),
            ),
            ("last_update", translate("Last update {date}")),
            ("made_with", translate("Made with")),
        )
    }


_ROLE_GIVEN_UP = 'role="doc-biblioentry"'
_CAPTION = '<p class="caption" role="heading">'
_HEADING_OR_CAPTION = re.compile(rf"<h([1-6])[ >]|{re.escape(_CAPTION)}")


def corrected(body: str) -> str:
    """The HTML of a page's text, put right."""
    if _ROLE_GIVEN_UP in body:
        # A role that ARIA has given up, within a list that expects items (DPUB-ARIA 1.1).
        body = body.replace(_ROLE_GIVEN_UP, 'role="listitem"')
    return _with_levels(body) if _CAPTION in body else body


def _with_levels(body: str) -> str:
    """Captions of tables of contents, which are headings without a level (WAI-ARIA 1.2, "heading"): one below the last."""
    level = 1

    def write(found: re.Match[str]) -> str:
        nonlocal level
        if found[1]:
            level = int(found[1])
            return found[0]
        return f'{_CAPTION[:-1]} aria-level="{min(level + 1, 6)}">'

    return _HEADING_OR_CAPTION.sub(write, body)


_ICONS = ("bars", "close", "magnifier", "halfcircle", "sun", "moon")
_RIGHT_TO_LEFT = {"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"}

_note_profile = later("sphinx_academic.theme.beside:note_profile")
_side_column = later("sphinx_academic.theme.beside:side_column")


def check_layout(env: BuildEnvironment, metadata: Options) -> None:
    """Say so where the page that is being read names a layout that there is not."""
    asked = str(metadata.get("layout", "")).strip()
    if asked and asked.lower() not in LAYOUTS:
        meant = nearest(asked.lower(), LAYOUTS)
        hint = f"Did you mean '{meant}'?" if meant else f"The layouts are: {', '.join(LAYOUTS)}."
        path = str(env.doc2path(env.docname, base=False))
        line = _line_of_field(Path(env.srcdir, path), "layout")
        tell(Problem(path, line, 0, Code.OPTION, f"There is no layout '{shorten(asked, 60)}'.", hint))


def _line_of_field(path: Path, name: str) -> int:
    """The line of a field at the head of a page (``:layout:``, or ``layout:`` in front matter); 0 if it is not seen."""
    field = re.compile(rf"\s*:?{name}\s*:", re.IGNORECASE)
    try:
        lines = path.read_text(encoding="utf-8-sig", errors="replace").splitlines()
    except OSError:
        return 0
    return next((number for number, line in enumerate(lines, 1) if field.match(line)), 0)


class Frame:
    """What all pages of one build share, found once; a build that starts anew forgets it."""

    def __init__(self) -> None:
        self._choices = Choices()
        self._menu: tuple[MenuEntry, ...] | None = None
        self._parent_of: dict[str, str] = {}
        self._known: dict[tuple[str, str], tuple[list[MenuLink], list[MenuLink]]] = {}

    def take(self, config: Config) -> None:
        """Look at the options before Sphinx does."""
        self._choices.take(config)

    def begin(self, app: Sphinx) -> None:
        """Connect what every page is given, where the builder uses the theme or one that inherits from it."""
        if not uses_theme(app.builder):
            return
        self._choices.read(app)
        app.connect("doctree-read", self.note_layout)
        app.connect("env-get-outdated", self.find_outdated)
        app.connect("env-updated", self.prepare)
        # Behind Sphinx's own collectors, which number the sections.
        app.connect("env-get-updated", self.find_stale, priority=900)
        app.connect("doctree-resolved", open_in_new_tab)
        # Late, so that what other extensions add to a page is seen as well.
        app.connect("html-page-context", self.add_to_page, priority=900)

    def prepare(self, app: Sphinx, env: BuildEnvironment) -> None:
        self._choices.prepare(app, env)

    def find_stale(self, app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
        """The pages to be written again, now that their numbers are known as well."""
        self._menu = None
        self._known.clear()
        self._collect_menu(app)
        shown = (self._menu, self._choices.social_links)
        return stale_pages(env, outputs_of(app.builder), shown, self._choices["layout"])

    def find_outdated(self, app: Sphinx, env: BuildEnvironment, *changes: object) -> Iterable[str]:
        """The pages that were read as ones with another layout: the option of the theme has changed since."""
        if "academic" not in env.domains:
            return ()
        notes = notes_of(env)
        return [
            docname
            for docname in env.found_docs
            if self._has_profile(env, docname) != (docname in notes and notes[docname].has_profile_beside)
        ]

    def _has_profile(self, env: BuildEnvironment, docname: str) -> bool:
        return LAYOUTS[layout_of(env.metadata.get(docname, {}), self._choices["layout"])].has_profile

    def _collect_menu(self, app: Sphinx) -> None:
        env = app.env
        self._menu = collect_menu(env, app.tags.eval_condition)
        self._parent_of = {
            child: parent for parent, children in env.toctree_includes.items() for child in children
        }

    def note_layout(self, app: Sphinx, doctree: nodes.document) -> None:
        """Look at the layout that a page asks for when it is read."""
        check_layout(app.env, app.env.metadata[app.env.docname])
        if self._has_profile(app.env, app.env.docname):
            _note_profile(app.env, app.env.docname)

    def add_to_page(
        self,
        app: Sphinx,
        pagename: str,
        templatename: str,
        context: Context,
        doctree: nodes.document | None,
    ) -> None:
        env, choices = app.env, self._choices
        if self._menu is None:
            self._collect_menu(app)
        above = ancestors(self._parent_of, pagename)
        layout = layout_of(env.metadata.get(pagename, {}), choices["layout"])
        if app.builder.name == "singlehtml" and LAYOUTS[layout].has_pages:
            layout = next(iter(LAYOUTS))  # all pages are one, and the menu leads to its parts
        has_pages = LAYOUTS[layout].has_pages
        own = context.setdefault("academic", {})
        own["layout"] = layout
        own["has_pages"] = has_pages
        own["has_contents"] = has_pages and bool(context.get("display_toc"))
        own["side"] = (
            _side_column(app, pagename, context["pathto"], context.get("title") or "")
            if LAYOUTS[layout].has_profile
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
        is_part = has_pages or "academic_paper" in context
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
        has_pages = LAYOUTS[layout].has_pages
        has_menu = not (has_pages and LAYOUTS[self._choices["layout"]].has_pages)
        found = (
            links_for_page(menu, pagename, above, address_of) if has_menu else [],
            pages_for_page(menu, pagename, above, address_of) if has_pages else [],
        )
        if not is_named and app.builder.name != "singlehtml":
            self._known[key] = found
        return found


def _html_tag(context: Context) -> str:
    language = str(context.get("language") or "")
    tongue = f' lang="{language}"' if language else ""
    direction = ' dir="rtl"' if language.partition("-")[0] in _RIGHT_TO_LEFT else ""
    return f'<html{tongue}{direction} data-content_root="{context.get("content_root", "")}">'


def _addresses(app: Sphinx, context: Context) -> Callable[[str], str | None]:
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


def _correct_canonical_address(app: Sphinx, pagename: str, context: Context) -> None:
    # Sphinx names "papers.html" as canonical where dirhtml writes "papers/" (sphinx-doc/sphinx#9730).
    if app.builder.name == "dirhtml" and app.config.html_baseurl and context.get("pageurl"):
        base = app.config.html_baseurl.rstrip("/") + "/"
        context["pageurl"] = urljoin(base, app.builder.get_target_uri(pagename))
