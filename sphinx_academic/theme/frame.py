"""What the theme's templates are given for each page: what the site chose, menu, words, layout, and text put right."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from sphinx.locale import _, get_translation

from sphinx_academic.content.symbols import icon
from sphinx_academic.data.naming import is_file
from sphinx_academic.data.values.addresses import scheme_of
from sphinx_academic.outputs.assets import layered
from sphinx_academic.pages.build import Context, Options, later, notes_of
from sphinx_academic.pages.kept_files import SitePart, digest_of, outputs_of
from sphinx_academic.pages.repositories import docs_path_of
from sphinx_academic.pages.site import (
    LAYOUTS,
    direction_of,
    html_builder,
    layout_of,
    uses_theme,
    writes_pages,
)
from sphinx_academic.problems import Code, Problem, nearest, shorten
from sphinx_academic.setting_values import SettingFault, problem_in_config, shown
from sphinx_academic.theme import menu, sheets
from sphinx_academic.theme.codes import mark_codes
from sphinx_academic.theme.colours import code_colours
from sphinx_academic.theme.corrected_text import corrected
from sphinx_academic.theme.links_elsewhere import (
    PROFILE,
    SocialLink,
    open_in_new_tab,
    source_links,
)
from sphinx_academic.theme.looks import LOOKS
from sphinx_academic.theme.texts import SiteText
from sphinx_academic.theme.theme_options import read_theme_options
from sphinx_academic.warnings import tell

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment


def words() -> dict[str, str]:
    """Every word by the name that the templates know it by."""
    translate = get_translation("sphinx_academic")
    found = {
        "skip": translate("Skip to content"),
        "menu": translate("Menu"),
        "close": translate("Close"),
        "submenu": translate("Pages below {title}"),
        "profile": translate("Profile"),
        "contents": translate("On this page"),
        "announcement": translate("Announcement"),
        "languages": translate("Languages"),
        "auto": translate("Colours: automatic"),
        "light": translate("Colours: light"),
        "dark": translate("Colours: dark"),
        "elsewhere": translate("Elsewhere"),
        "edit_page": translate("Edit this page"),
        "view_source": translate("Source of this page"),
        "search_needs_script": translate("The search needs JavaScript. Without it, look into the index:"),
        "newer": translate("Newer"),
        "older": translate("Older"),
        "last_update": translate("Last update {date}"),
        "made_with": translate("Made with"),
    }
    return {name: str(word) for name, word in found.items()}


def search_words() -> dict[str, str]:
    """What the search says that opens above a page, by the names of attributes that hand it over."""
    translate = get_translation("sphinx_academic")
    found = {
        "placeholder": translate("Titles, people, pages"),
        "none": translate("Nothing is called that."),
        "count": translate("Found: {number}"),
        "more": translate("{number} more"),
        "all": translate("Search all text for “{words}”"),
        "close": translate("Close"),
    }
    return {name: str(word) for name, word in found.items()}


_OTHER_VIEWPORT = re.compile(r"<meta\b[^<>]{0,200}\bname=\"viewport\"[^<>]{0,200}>\s*")
"""What docutils writes beside the one that Sphinx's layout has."""

_ICONS = ("bars", "close", "magnifier", "halfcircle", "sun", "moon")

_links_of_profile = later("sphinx_academic.theme.beside:links_of_profile")
_note_profile = later("sphinx_academic.theme.beside:note_profile")
_profile_digest = later("sphinx_academic.theme.beside:profile_digest")
_side_column = later("sphinx_academic.theme.beside:side_column")
_frame_page = later("sphinx_academic.theme.written_pages:FramePage")


def check_layout(env: BuildEnvironment, metadata: Options) -> None:
    """Say so where the page that is being read names a layout that there is not."""
    asked = str(metadata.get("layout", "")).strip()
    if not asked or asked.lower() in LAYOUTS:
        return
    meant = nearest(asked.lower(), LAYOUTS)
    hint = f"Did you mean '{meant}'?" if meant else f"The layouts are: {', '.join(LAYOUTS)}."
    path = str(env.doc2path(env.docname, base=False))
    # ``:layout:``, or ``layout:`` in front matter
    field = re.compile(r"\s*:?layout\s*:", re.IGNORECASE)
    try:
        lines = Path(env.srcdir, path).read_text(encoding="utf-8-sig", errors="replace").splitlines()
    except OSError:
        lines = []
    line = next((number for number, line in enumerate(lines, 1) if field.match(line)), 0)
    tell(Problem(path, line, 0, Code.OPTION, f"There is no layout '{shorten(asked, 60)}'.", hint))


class Frame:
    """What the site chose and what all its pages share, found once; a build that starts anew forgets it."""

    def __init__(self) -> None:
        self._given: object = None
        self._options: dict[str, Any] = {}
        self._texts: dict[str, SiteText] = {}
        self._social: list[SocialLink] = []
        self._docs_path = ""
        self._menu: tuple[menu.MenuEntry, ...] | None = None
        self._parent_of: dict[str, str] = {}
        self._known: dict[tuple[str, str], tuple[list[menu.MenuLink], list[menu.MenuLink]]] = {}

    def take(self, config: Config) -> None:
        """Leave plain data to Sphinx, which stores and compares the options before a theme is there to look at them."""
        self._given = config.html_theme_options
        config.html_theme_options = read_theme_options(_mapping(self._given)).values

    def begin(self, app: Sphinx) -> None:
        """Connect what every page is given, where the builder uses the theme or one that inherits from it."""
        if not uses_theme(app.builder):
            return
        self._read_options(app)
        app.connect("doctree-read", self.note_layout)
        app.connect("env-get-outdated", self.find_outdated)
        app.connect("env-updated", self.prepare)
        # Behind Sphinx's own collectors, which number the sections.
        app.connect("env-get-updated", self.find_stale, priority=900)
        app.connect("doctree-resolved", open_in_new_tab)
        app.connect("doctree-resolved", mark_codes)
        app.connect("write-started", sheets.add_scripts)
        # Late, so that what other extensions add to a page is seen as well.
        app.connect("html-page-context", self.add_to_page, priority=900)

    def _read_options(self, app: Sphinx) -> None:
        """Read the options when the builder is there, and load what they ask for."""
        builder = html_builder(app)
        given = builder.theme_options if self._given is None else self._given
        if not isinstance(given, Mapping):
            message = f"{shown(given)} is no value for 'html_theme_options'."
            _tell(app, "", message, 'A mapping was expected, such as {"layout": "docs"}.')
        reading = read_theme_options(_mapping(given), builder.theme.get_options({}))
        for fault in reading.faults:
            _tell(app, fault.name, fault.message, fault.hint)
        options = self._options = builder.theme_options = reading.values
        self._texts = {name: SiteText(text) for name in ("announcement", "footer") if (text := options[name])}
        self._docs_path = docs_path_of(Path(app.srcdir)) if options["repository_url"] else ""
        logo = options["logo_dark"]
        if logo and not _is_elsewhere(logo) and not is_file(Path(app.confdir, logo)):
            message = f"There is no file '{shorten(logo, 100)}' for the theme's option 'logo_dark'."
            _tell(app, "logo_dark", message, "Its path starts at the folder of conf.py.")
            options["logo_dark"] = ""
        if service := options["analytics"]:
            data: Context = {f"data-{name}": value for name, value in service.items()}
            app.add_js_file("academic-analytics.js", loading_method="defer", **data)

    def prepare(self, app: Sphinx, env: BuildEnvironment) -> None:
        """Write what the options ask for, when all pages are read."""
        outputs, options = outputs_of(app.builder), self._options
        fonts = sheets.FONT_SETS[options["fonts"]].sheet
        script, corrections = sheets.sheet_of_script(app.config.language), sheets.corrections(app.extensions)
        knobs = sheets.knob_sheet(options)
        for file, sheet in (
            (sheets.BUNDLE, sheets.bundle(fonts, script, LOOKS[options["look"]].sheet, knobs, corrections)),
            (sheets.CODE_COLOURS, layered(code_colours(html_builder(app)))),
        ):
            if sheet:
                outputs.write(SitePart.THEME, f"_static/{file}", sheet.encode("utf-8"))
        if (logo := options["logo_dark"]) and not _is_elsewhere(logo):
            outputs.copy(SitePart.THEME, _place_of_logo(logo), Path(app.confdir, logo))
        for name, text in self._texts.items():
            for code, message, hint in text.lost(env):
                _tell(app, name, message, hint, code)
        self._social = options["social_links"]
        if options["social_links"] == PROFILE:
            self._social = list(_links_of_profile(env)) if "academic" in env.domains else []
            if not self._social:
                message = (
                    "The theme's option 'social_links' asks for those of the profile, and the data hold none."
                )
                hint = 'Add "sphinx_academic" to extensions, and name the files: academic_data = ["data/site.yaml"].'
                _tell(app, "social_links", message, hint)

    def find_stale(self, app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
        """All pages where the menu or a title is another than before, as every page shows the menu."""
        self._known.clear()
        self._collect_menu(app)
        outputs = outputs_of(app.builder)
        # A publication's own page is none of Sphinx's, and has the layout of the site.
        if LAYOUTS[self._options["layout"]].has_profile:
            outputs.note_made_of(SitePart.PROFILE, _profile_digest(env, outputs))
        titles = sorted((name, str(title)) for name, title in env.titles.items())
        around = digest_of(titles, sorted(env.toctree_includes.items()), self._menu, self._social)
        return set(env.found_docs) if outputs.note_made_of(SitePart.AROUND, around) else ()

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
        return LAYOUTS[layout_of(env.metadata.get(docname, {}), self._options["layout"])].has_profile

    def _collect_menu(self, app: Sphinx) -> None:
        self._menu = menu.collect_menu(app.env, app.tags.eval_condition)
        self._parent_of = {
            child: parent for parent, children in app.env.toctree_includes.items() for child in children
        }

    def note_layout(self, app: Sphinx, doctree: nodes.document) -> None:
        """Look at the layout that a page asks for when it is read."""
        check_layout(app.env, app.env.metadata[app.env.docname])
        if self._has_profile(app.env, app.env.docname):
            _note_profile(app.env, app.env.docname)

    def add_to_page(
        self, app: Sphinx, pagename: str, templatename: str, context: Context, doctree: nodes.document | None
    ) -> None:
        """Give a page's templates what they show."""
        env, options = app.env, self._options
        if self._menu is None:
            self._collect_menu(app)
        layout = LAYOUTS[layout_of(env.metadata.get(pagename, {}), options["layout"])]
        is_single = app.builder.name == "singlehtml"
        if is_single and layout.has_pages:
            layout = next(iter(LAYOUTS.values()))  # all pages are one, and the menu leads to its parts
        path_to = context["pathto"]
        address_of: menu.AddressOf = path_to
        if is_single:
            address_of = partial(_part_of_page, app)
        own = context.setdefault("academic", {})
        own["layout"] = layout.name
        own["look"] = options["look"]
        own["footnotes"] = options["footnotes"] == "margin"
        own["has_pages"] = layout.has_pages
        own["has_contents"] = layout.has_pages and bool(context.get("display_toc"))
        title = context.get("title") or ""
        own["side"] = _side_column(app, pagename, path_to, title) if layout.has_profile else ""
        own["menu"], own["pages"] = self._menus(app, pagename, layout.name, address_of)
        own["site_title"] = context.get("theme_site_title") or _site_title(app)
        own["icons"] = {name: found._asdict() for name in _ICONS if (found := icon(name))}
        own["words"] = words()
        if "academic" in env.domains and writes_pages(app.builder):
            own["find"] = {**sheets.search_files(path_to), **search_words()}
        if is_single:
            # Sphinx says that there are a search and an index, and writes neither.
            context["hasdoc"] = env.all_docs.__contains__
        own["switch"] = options["show_switch"]
        asked = options["previous_next"]
        # A publication's own page stands between others of its kind.
        own["previous_next"] = layout.has_pages or "academic_page" in context if asked is None else asked
        own["fonts"] = sheets.fonts_above_the_fold(options["fonts"], context.get("body") or "")
        context["html_tag"] = _html_tag(context)
        context["metatags"] = _OTHER_VIEWPORT.sub("", context.get("metatags") or "")
        if context.get("body"):
            context["body"] = corrected(context["body"])
        around = partial(_frame_page, app, path_to, address_of=address_of)
        own["texts"] = {name: text.html(around()) for name, text in self._texts.items()}
        own["social_links"] = [
            {**link, "icon": found._asdict() if (found := icon(link["icon"])) else None}
            for link in self._social
        ]
        if logo := options["logo_dark"]:
            own["logo_dark"] = logo if _is_elsewhere(logo) else path_to(_place_of_logo(logo), resource=True)
        if pagename in env.found_docs and not is_single:
            source = str(env.doc2path(pagename, base=False)).replace("\\", "/")
            own["source_links"] = source_links(options, self._docs_path, source)
        sheets.add_assets(app, templatename, context, doctree)
        if app.builder.name == "dirhtml" and app.config.html_baseurl and context.get("pageurl"):
            # Sphinx names "papers.html" as canonical where dirhtml writes "papers/" (sphinx-doc/sphinx#9730).
            base = app.config.html_baseurl.rstrip("/") + "/"
            context["pageurl"] = urljoin(base, app.builder.get_target_uri(pagename))

    def _menus(
        self, app: Sphinx, pagename: str, layout: str, address_of: menu.AddressOf
    ) -> tuple[list[menu.MenuLink], list[menu.MenuLink]]:
        """The menu above the page, and the pages beside it."""
        # Pages that no toctree names, thousands of publications it may be, have the same beside their like.
        is_named = pagename in self._parent_of or pagename in {app.config.root_doc, *menu.GENERATED}
        key = (layout, posixpath.dirname(app.builder.get_target_uri(pagename)))
        if not is_named and key in self._known:
            return self._known[key]
        entries = self._menu or ()
        above = menu.ancestors(self._parent_of, pagename) - {app.config.root_doc}
        # Where every page is one of a documentation, the menu would say once more what stands beside the text.
        has_pages = LAYOUTS[layout].has_pages
        has_menu = not (has_pages and LAYOUTS[self._options["layout"]].has_pages)
        found = (
            menu.links_for_page(entries, pagename, above, address_of) if has_menu else [],
            menu.pages_for_page(entries, pagename, above, address_of) if has_pages else [],
        )
        if not is_named and app.builder.name != "singlehtml":
            self._known[key] = found
        return found


def _tell(app: Sphinx, option: str, message: str, hint: str, code: Code = Code.CONFIG) -> None:
    fault = SettingFault(f"html_theme_options.{option}".rstrip("."), message, hint)
    tell(problem_in_config(app.config, Path(app.confdir), fault, code))


def _mapping(given: object) -> Options:
    return given if isinstance(given, Mapping) else {}


def _is_elsewhere(path: str) -> bool:
    return scheme_of(path) in {"http", "https"}


def _place_of_logo(path: str) -> str:
    return f"_static/academic-logo-dark{Path(path).suffix.lower()}"


def _html_tag(context: Context) -> str:
    language = str(context.get("language") or "")
    tongue = f' lang="{language}"' if language else ""
    return f'<html{tongue}{direction_of(language)} data-content_root="{context.get("content_root", "")}">'


def _part_of_page(app: Sphinx, docname: str) -> str | None:
    # Where all documents are parts of one page, `pathto` would say "#" for each; and there is no index.
    return app.builder.get_target_uri(docname) if docname in app.env.all_docs else None


def _site_title(app: Sphinx) -> str:
    # Left alone, Sphinx says "<project> <release> documentation", which no homepage is called.
    title = str(app.config.html_short_title)
    if title == _("%s %s documentation") % (app.config.project, app.config.release):
        return str(app.config.project)
    return title
