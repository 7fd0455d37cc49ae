"""The site as others on the web see it: absolute addresses of pages, files and pictures."""

from __future__ import annotations

import posixpath
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sphinx.environment import BuildEnvironment
from sphinx.locale import get_translation

from sphinx_academic.content.html import Href, Picture
from sphinx_academic.data.values.addresses import scheme_of
from sphinx_academic.pages.files import Local, find_image, find_local

_ = get_translation("sphinx_academic")


OUR_FORMATS = frozenset({"", "html", "latex", "text", "man", "texinfo", "xml", "pseudoxml"})
"""The formats of the builders (``builder.format``; those that write nothing have none) that our own nodes are written for."""


def knows_our_nodes(builder: Any) -> bool:
    """Whether our own nodes are written for a builder; a writer that is a stranger would drop them, or end the build."""
    return builder.format in OUR_FORMATS


def writes_own_pages(builder: Any) -> bool:
    """Whether a builder writes a site with one page for each document, to which further pages can be added."""
    return builder.name in {"html", "dirhtml"}


def writes_pages(builder: Any) -> bool:
    """Whether a builder writes a site that can be put on the web: ``html``, ``dirhtml``, ``singlehtml`` and their like."""
    return builder.format == "html" and not _is_embedded(builder) and builder.out_suffix == ".html"


def _is_embedded(builder: Any) -> bool:
    # An EPUB can be told to call its pages .html.
    return builder.name == "epub" or hasattr(builder, "build_epub")


def new_tab_words(builder: Any) -> str:
    """What links to other sites say where the theme opens them in new tabs; empty where it does not."""
    if builder.format != "html" or _is_embedded(builder):
        return ""
    asked = getattr(builder, "theme_options", {}).get("external_links_new_tab") is True
    return str(_("(opens in a new tab)")) if asked else ""


def base_of(builder: Any) -> str:
    """The address of the site, with a slash at its end; empty where ``html_baseurl`` is not set."""
    base = str(builder.config.html_baseurl or "").strip()
    return base.rstrip("/") + "/" if base else ""


def may_have_feeds(builder: Any) -> bool:
    """Whether feeds are written: they hold absolute addresses, and cannot do without that of the site."""
    return writes_pages(builder) and bool(base_of(builder))


def address_of(builder: Any, docname: str, fragment: str = "") -> str:
    """The absolute address of a page; where all pages are one, of its part."""
    place = str(builder.get_target_uri(docname))
    if builder.name == "singlehtml":
        root = f"{builder.config.root_doc}.html"
        place = root if fragment or docname == builder.config.root_doc else root + place
    return base_of(builder) + place + (f"#{fragment}" if fragment else "")


class AbsolutePage:
    """A page for the writer of fragments whose links and pictures are found from anywhere."""

    # No script runs in a feed reader, and no icon of ours is drawn there.
    embedded = True
    show_addresses = False

    def __init__(self, builder: Any, docname: str, data_files: tuple[str, ...]) -> None:
        self._builder = builder
        self._env: BuildEnvironment = builder.env
        self._docname = docname
        self._data_files = data_files

    def link(self, url: str) -> Href | None:
        if scheme_of(url):
            return Href(url, True)
        if url.startswith("//"):
            return Href(f"https:{url}", True)
        local = find_local(self._env, url, self._data_files)
        if local is None:
            return Href(url, True)
        if local.kind is Local.REFUSED:
            return None
        base = base_of(self._builder)
        fragment = f"#{local.fragment}" if local.fragment else ""
        if local.kind is Local.ANCHOR:
            return Href(address_of(self._builder, self._docname, local.fragment), True)
        if local.kind is Local.PAGE:
            return Href(address_of(self._builder, local.target, local.fragment), True)
        if local.kind is Local.FILE and self._builder.download_support:
            stored = Path(self._env.dlfiles.add_file(self._docname, local.target))
            return Href(f"{base}_downloads/{quote(stored.as_posix())}", True)
        return Href(base + quote(local.target) + fragment, True)

    def document(self, docname: str) -> Href | None:
        return Href(address_of(self._builder, docname), True)

    def picture(self, url: str, place: str = "") -> Picture | None:
        if scheme_of(url):
            return Picture(url, 0, 0)
        if url.startswith("//"):
            return Picture(f"https:{url}", 0, 0)
        found = find_image(self._env, url, self._data_files)
        if not found.path or found.path not in self._env.images:
            return None
        name = self._env.images[found.path][1]
        return Picture(posixpath.join(base_of(self._builder), self._builder.imagedir, quote(name)), 0, 0)

    def math(self, formula: str) -> str:
        """The formula in LaTeX, as feed readers draw none."""
        return f"<code>{escape(formula)}</code>"
