"""What a site chose by the theme's options, given to every page; and which pages are stale when that has changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_academic.content.html import icon
from sphinx_academic.data.naming import is_file
from sphinx_academic.data.values.addresses import scheme_of
from sphinx_academic.pages.build import Context, later
from sphinx_academic.pages.kept_files import Outputs, SitePart, digest_of, outputs_of
from sphinx_academic.pages.site import LAYOUTS, html_builder
from sphinx_academic.problems import Code, shorten
from sphinx_academic.settings import SettingFault, problem_in_config, shown
from sphinx_academic.theme.colours import code_colours
from sphinx_academic.theme.links_elsewhere import PROFILE, SocialLink, docs_path_of, source_links
from sphinx_academic.theme.sheets import (
    BUNDLE,
    CODE_COLOURS,
    FONT_SETS,
    LATE_FONTS,
    bundle,
    further_sheets,
    knob_sheet,
    late_fonts,
)
from sphinx_academic.theme.texts import SiteText, frame_page
from sphinx_academic.theme.theme_options import read_theme_options
from sphinx_academic.warnings import tell

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

_TEXTS = ("announcement", "footer")

_links_of_profile = later("sphinx_academic.theme.beside:links_of_profile")
_profile_digest = later("sphinx_academic.theme.beside:profile_digest")


class Choices:
    """The options of one build, and what of them all pages share."""

    def __init__(self) -> None:
        self._values: dict[str, Any] = {}
        self._texts: dict[str, SiteText] = {}
        self._social: list[SocialLink] = []
        self._docs_path = ""
        self._given: object = None
        self._app: Sphinx

    def __getitem__(self, name: str) -> Any:
        """What was chosen, or the default."""
        return self._values[name]

    def take(self, config: Config) -> None:
        """Leave plain data to Sphinx, which stores and compares the options before a theme is there to look at them."""
        self._given = config.html_theme_options
        config.html_theme_options = read_theme_options(_mapping(self._given)).values

    def read(self, app: Sphinx) -> None:
        """Read the options when the builder is there, and load what they ask for."""
        builder = html_builder(app)
        self._app = app
        given = builder.theme_options if self._given is None else self._given
        if not isinstance(given, Mapping):
            message = f"{shown(given)} is no value for 'html_theme_options'."
            self._tell("", Code.CONFIG, message, 'A mapping was expected, such as {"layout": "docs"}.')
        reading = read_theme_options(_mapping(given), builder.theme.get_options({}))
        for fault in reading.faults:
            self._tell(fault.name, Code.CONFIG, fault.message, fault.hint)
        self._values = builder.theme_options = reading.values
        self._texts = {name: SiteText(text) for name in _TEXTS if (text := self._values[name])}
        self._docs_path = docs_path_of(Path(app.srcdir)) if self._values["repository_url"] else ""
        self._read_logo(app)
        if service := self._values["analytics"]:
            data: Any = {f"data-{name}": value for name, value in service.items()}
            app.add_js_file("academic-analytics.js", loading_method="defer", **data)

    @property
    def social_links(self) -> list[SocialLink]:
        """The links that stand on every page."""
        return self._social

    def prepare(self, app: Sphinx, env: BuildEnvironment) -> None:
        """Write what the options ask for, when all pages are read."""
        outputs = outputs_of(app.builder)
        further = further_sheets(app.config.language, app.extensions)
        sheet = bundle(FONT_SETS[self._values["fonts"]].sheet, knob_sheet(self._values), further)
        late = late_fonts(FONT_SETS[self._values["fonts"]].sheet)
        sheets = {BUNDLE: sheet, LATE_FONTS: late, CODE_COLOURS: code_colours(html_builder(app))}
        for file, written in sheets.items():
            if written:
                outputs.write(SitePart.THEME, f"_static/{file}", written.encode("utf-8"))
        if (logo := self._values["logo_dark"]) and not _is_elsewhere(logo):
            outputs.copy(SitePart.THEME, f"_static/{_logo_name(logo)}", Path(app.confdir, logo))
        for name, text in self._texts.items():
            for lost in text.lost(env):
                self._tell(name, lost.code, lost.message, lost.hint)
        self._find_social_links(env)

    def add_to_page(
        self, app: Sphinx, pagename: str, context: Context, address_of: Callable[[str], str | None]
    ) -> None:
        """Give a page's templates what was chosen."""
        theme_context = context.setdefault("academic", {})
        page = frame_page(app, context, address_of)
        theme_context["texts"] = {name: text.html(page) for name, text in self._texts.items()}
        theme_context["social_links"] = [
            {**link, "icon": found._asdict() if (found := icon(link["icon"])) else None}
            for link in self._social
        ]
        if logo := self._values["logo_dark"]:
            theme_context["logo_dark"] = (
                logo
                if _is_elsewhere(logo)
                else context["pathto"](f"_static/{_logo_name(logo)}", resource=True)
            )
        if pagename in app.env.found_docs and app.builder.name != "singlehtml":
            source = str(app.env.doc2path(pagename, base=False)).replace("\\", "/")
            theme_context["source_links"] = source_links(self._values, self._docs_path, source)

    def _tell(self, option: str, code: Code, message: str, hint: str) -> None:
        fault = SettingFault(f"html_theme_options.{option}".rstrip("."), message, hint)
        tell(problem_in_config(self._app.config, Path(self._app.confdir), fault, code))

    def _read_logo(self, app: Sphinx) -> None:
        logo = self._values["logo_dark"]
        if logo and not _is_elsewhere(logo) and not is_file(Path(app.confdir, logo)):
            message = f"There is no file '{shorten(logo, 100)}' for the theme's option 'logo_dark'."
            self._tell("logo_dark", Code.CONFIG, message, "Its path starts at the folder of conf.py.")
            self._values["logo_dark"] = ""

    def _find_social_links(self, env: BuildEnvironment) -> None:
        asked = self._values["social_links"]
        if asked != PROFILE:
            self._social = asked
            return
        self._social = list(_links_of_profile(env)) if "academic" in env.domains else []
        if not self._social:
            message = (
                "The theme's option 'social_links' asks for those of the profile, and the data hold none."
            )
            hint = (
                'Add "sphinx_academic" to extensions, and name the files: academic_data = ["data/site.yaml"].'
            )
            self._tell("social_links", Code.CONFIG, message, hint)


def _mapping(given: object) -> Mapping[str, Any]:
    return given if isinstance(given, Mapping) else {}


def _is_elsewhere(path: str) -> bool:
    return scheme_of(path) in {"http", "https"}


def _logo_name(path: str) -> str:
    return f"academic-logo-dark{Path(path).suffix.lower()}"


def stale_pages(
    env: BuildEnvironment, outputs: Outputs, shown_on_every_page: Sequence[Any], layout: str
) -> set[str]:
    """The pages around which another menu or other titles stand than before; ``layout`` is that of the site.

    Sphinx writes a page again when it, or one in its toctree, has been read; but every page of the theme shows the menu, and
    its neighbours' titles.
    """
    # A publication's own page is none of Sphinx's, and has the layout of the site.
    if LAYOUTS[layout].has_profile:
        outputs.note_made_of(SitePart.PROFILE, _profile_digest(env, outputs))
    titles = sorted((name, str(title)) for name, title in env.titles.items())
    around = digest_of(titles, sorted(env.toctree_includes.items()), *shown_on_every_page)
    return set(env.found_docs) if outputs.note_made_of(SitePart.AROUND, around) else set()
