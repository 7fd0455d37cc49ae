"""The site that is built: what its builder writes, the address and the layout of a page, and the order of pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, cast

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.locale import get_translation

from sphinx_academic.content.directions import is_right_to_left
from sphinx_academic.pages.build import Options
from sphinx_academic.settings import PAGE_SETTINGS

_ = get_translation("sphinx_academic")

_OUR_FORMATS = frozenset({"", "html", "latex", "text", "man", "texinfo", "xml", "pseudoxml"})
"""The formats of the builders (``builder.format``; those that write nothing have none) that our own nodes are written for."""


def knows_our_nodes(builder: Builder) -> bool:
    """Whether our own nodes are written for a builder; a writer that is a stranger would drop them, or end the build."""
    return builder.format in _OUR_FORMATS


def direction_of(language: str) -> str:
    """What the tag of a page says of a language that is written from right to left; nothing for others."""
    return ' dir="rtl"' if is_right_to_left(language) else ""


def html_builder(app: Sphinx) -> StandaloneHTMLBuilder:
    """The builder of a build whose format is ``html``."""
    return cast("StandaloneHTMLBuilder", app.builder)


def writes_own_pages(builder: Builder) -> bool:
    """Whether a builder writes a site with one page for each document, to which further pages can be added."""
    return builder.name in {"html", "dirhtml"}


def wants_pages(builder: Builder) -> bool:
    """Whether any records of the site are to have pages of their own, and its builder writes such."""
    # The theme alone, without the extension, has no settings.
    has_any = any(getattr(builder.config, name, "") for name in PAGE_SETTINGS.values())
    return has_any and writes_own_pages(builder)


def _may_be_on_the_web(builder: Builder) -> bool:
    # An EPUB can be told to call its pages .html.
    return builder.format == "html" and builder.name != "epub" and not hasattr(builder, "build_epub")


def writes_pages(builder: Builder) -> bool:
    """Whether a builder writes a site that can be put on the web: ``html``, ``dirhtml``, ``singlehtml`` and their like."""
    return _may_be_on_the_web(builder) and getattr(builder, "out_suffix", "") == ".html"


def new_tab_words(builder: Builder) -> str:
    """What links to other sites say where the theme opens them in new tabs; empty where it does not."""
    options: Options = getattr(builder, "theme_options", {}) if _may_be_on_the_web(builder) else {}
    return str(_("(opens in a new tab)")) if options.get("external_links_new_tab") is True else ""


def base_of(builder: Builder) -> str:
    """The address of the site, with a slash at its end; empty where ``html_baseurl`` is not set."""
    base = str(builder.config.html_baseurl or "").strip()
    return base.rstrip("/") + "/" if base else ""


def may_have_feeds(builder: Builder) -> bool:
    """Whether feeds are written: they hold absolute addresses, and cannot do without that of the site."""
    return writes_pages(builder) and bool(base_of(builder))


def address_of(builder: Builder, docname: str, fragment: str = "") -> str:
    """The absolute address of a page; where all pages are one, of its part."""
    place = builder.get_target_uri(docname)
    if builder.name == "singlehtml":
        root = f"{builder.config.root_doc}.html"
        place = root if fragment or docname == builder.config.root_doc else root + place
    return base_of(builder) + place + (f"#{fragment}" if fragment else "")


def in_reading_order(env: BuildEnvironment) -> Iterator[str]:
    """The pages as the tables of contents lead through them."""
    waiting, seen = [env.config.root_doc], set()
    while waiting:
        docname = waiting.pop()
        if docname not in seen:
            seen.add(docname)
            yield docname
            waiting += reversed(env.toctree_includes.get(docname, ()))


def chapters(env: BuildEnvironment) -> Mapping[str, str]:
    """The chapter of each page: the page below the root of the tables of contents through which one comes to it first. The root, and
    a page that no table of contents leads to, is a chapter by itself."""
    root = env.config.root_doc
    found = {root: root}
    for first in env.toctree_includes.get(root, ()):
        waiting = [first]
        while waiting:
            docname = waiting.pop()
            if docname not in found:
                found[docname] = first
                waiting += env.toctree_includes.get(docname, ())
    return found


class Layout(NamedTuple):
    """A layout of the theme ``academic``."""

    name: str
    """Beside the text stands the template ``academic/beside-NAME.html``, if there is one."""
    sheet: str = ""
    """The style sheet that its pages load."""
    has_margin: bool = False
    """Whether the margin beside the text is empty."""
    has_profile: bool = False
    """Whether pages are given the profile (``academic.side``)."""
    has_pages: bool = False
    """Whether pages are given all pages of a documentation (``academic.pages``) and their own contents."""


_TABLE = (
    Layout("homepage", has_margin=True),
    Layout("profile", "academic-side.css", has_profile=True),
    Layout("docs", "academic-side.css", has_pages=True),
)
"""The one table of layouts; the first is that of sites that name none."""

LAYOUTS: Mapping[str, Layout] = {layout.name: layout for layout in _TABLE}
"""The layouts by the names that pages and settings know them by."""

_THEME = Path(__file__).resolve().parents[1] / "theme"


def layout_of(metadata: Options, default: str) -> str:
    """The layout that a page names in its metadata (``layout: docs``), else the site's."""
    asked = str(metadata.get("layout", "")).strip().lower()
    return asked if asked in LAYOUTS else default


def uses_theme(builder: Builder) -> bool:
    """Whether a builder uses the theme, or one that inherits from it."""
    theme = getattr(builder, "theme", None)
    return theme is not None and str(_THEME) in map(str, theme.get_theme_dirs())


def has_profile_beside(builder: Builder, metadata: Options) -> bool:
    """Whether the profile stands beside the text of a page already."""
    options: Options = getattr(builder, "theme_options", {}) if uses_theme(builder) else {}
    default = str(options.get("layout", "")).strip().lower()
    return default in LAYOUTS and LAYOUTS[layout_of(metadata, default)].has_profile
