"""Writes what is filled: each kind of page turns addresses, pictures and formulas into what is right where it stands."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import docutils
from docutils import nodes
from sphinx.environment import BuildEnvironment
from sphinx.errors import NoUri

from sphinx_academic.content.html import Href, Picture, write
from sphinx_academic.content.nodes import Destination, filter_form, placeholder, unsupported_in_latex
from sphinx_academic.data.values.addresses import scheme_of
from sphinx_academic.pages.contributors import contributors_of
from sphinx_academic.pages.kept_files import SitePart
from sphinx_academic.pages.links import find_image, find_local, picture_size
from sphinx_academic.pages.notes import Local
from sphinx_academic.pages.site import address_of, base_of, knows_our_nodes, new_tab_words

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator


def docname_of(node: nodes.Element, env: BuildEnvironment) -> str:
    """The page that a placeholder was written in; in single-file output the document holds many pages."""
    parent = node.parent
    while parent is not None:
        if "docname" in parent.attributes:
            return str(parent["docname"])
        parent = parent.parent
    return env.docname


class HtmlPage:
    """A page while it is being written by an HTML builder."""

    def __init__(
        self, translator: HTML5Translator, env: BuildEnvironment, docname: str, data_files: Sequence[str]
    ) -> None:
        self._translator = translator
        builder: Any = translator.builder
        self._builder = builder
        self._env = env
        self.docname = docname
        self._data_files = data_files
        self.embedded = bool(builder.name == "epub")
        self.show_addresses = self.embedded and env.config.epub_show_urls == "inline"
        self._new_tab = new_tab_words(builder)

    def link(self, url: str) -> Href | None:
        if scheme := scheme_of(url):
            return Href(url, True, self._new_tab if scheme in {"http", "https"} else "")
        if url.startswith("//"):
            return Href(url, True, self._new_tab)
        local = find_local(self._env, url, self._data_files)
        if local is None:
            return Href(url, True)
        if local.kind is Local.REFUSED:
            return None
        fragment = f"#{local.fragment}" if local.fragment else ""
        if local.kind is Local.ANCHOR:
            return Href(fragment, False)
        if local.kind is Local.PAGE:
            return Href(self._page(local.target, fragment), False)
        if local.kind is Local.FILE and self._builder.download_support:
            # The file is known since its page was read; this gives the place that it was given then.
            stored = self._env.dlfiles.add_file(self.docname, local.target)
            return Href(posixpath.join(self._builder.dlpath, quote(Path(stored).as_posix())), False)
        if self.embedded:
            return None
        target = quote(local.target) if local.kind is Local.COPIED else local.target
        return Href(self.from_the_root(target) + fragment, False)

    def from_the_root(self, path: str) -> str:
        """A path from the folder that the site is written to, seen from this page."""
        up = str(self._builder.get_relative_uri(self.docname, "index")).rpartition("/")[0]
        return posixpath.join(up, path)

    def document(self, docname: str) -> Href | None:
        return Href(self._page(docname, ""), False)

    def _page(self, docname: str, fragment: str) -> str:
        address = str(self._builder.get_relative_uri(self.docname, docname))
        # Where all pages are one, a page's address is an anchor itself, and the first page has none.
        if address.startswith("#") and (fragment or docname == self._env.config.root_doc):
            return fragment or "#"
        return address + fragment

    def math(self, formula: str) -> str:
        """What the project's renderer of formulas (``html_math_renderer``) writes."""
        node = nodes.math(formula, formula)
        node.source = str(self._env.doc2path(self.docname))
        body = self._translator.body
        before = len(body)
        try:
            self._translator.dispatch_visit(node)
            body.append(escape(formula))
            self._translator.dispatch_departure(node)
        except nodes.SkipNode:
            pass
        written = "".join(body[before:])
        del body[before:]
        return written

    def picture(self, url: str, place: str = "") -> Picture | None:
        if scheme_of(url) or url.startswith("//"):
            return None if self.embedded else Picture(url, 0, 0)
        found = find_image(self._env, url, self._data_files)
        name = self._builder.images.get(found.path)
        if not name:
            return None
        path = Path(self._env.srcdir, found.path)
        href = posixpath.join(self._builder.imgpath, quote(name))
        owner = self.docname if self.docname in self._env.found_docs else SitePart.PAPERS
        for contributor in contributors_of(self._env) if place else ():
            small = contributor.picture(path, place, lambda: href, self._builder.imgpath, owner)
            if small is not None:
                return small._replace(href=href)
        return Picture(href, *picture_size(path))


_WRONG = frozenset({("confluence_storage", "math"), ("markdown", "superscript")})
"""What the builder of a format writes otherwise than it is meant: one draws formulas before it asks for a page's content, and then
leaves out any other; one lowers powers."""
_QUOTES = re.compile(r'(?<![^\s([{–—-])"')


class NodeHost:
    """A page for a builder that is given nodes."""

    def __init__(self, builder: Any, env: BuildEnvironment, docname: str, data_files: Sequence[str]) -> None:
        self._builder = builder
        self._env = env
        self._docname = docname
        self._data_files = data_files
        # From docutils 0.22 on the manual page writer shows the addresses itself.
        man_is_silent = not env.config.man_show_urls and docutils.__version_info__ < (0, 22)
        self.show_addresses = builder.format == "text" or (builder.format == "man" and man_is_silent)
        self.breaks_lines = builder.format == "latex"
        self.parts_paragraphs = builder.format != "typst"
        self.knows_our_nodes = knows_our_nodes(builder)
        self.pictures_as_words = builder.format in {"text", "man"}

    def destination(self, url: str) -> Destination | None:
        if scheme_of(url) or url.startswith("//"):
            return Destination(url, True)
        local = find_local(self._env, url, self._data_files)
        if local is None or local.kind not in {Local.FILE, Local.PAGE}:
            return None
        if local.kind is Local.FILE:
            return self._file(local.target)
        return self.document(local.target)

    def knows(self, name: str) -> bool:
        if (self._builder.format, name) in _WRONG:
            return False
        translator = getattr(self._builder, "default_translator_class", None)
        return self.knows_our_nodes or hasattr(translator, f"visit_{name}")

    def _file(self, target: str) -> Destination | None:
        """A file that the page offers; a stranger may have no way to offer one."""
        if self.knows_our_nodes:
            return Destination(target, False, posixpath.basename(target))
        if self.knows("download_reference"):
            # The file is known since its page was read; this gives the place that it was given then.
            return Destination(target, False, str(self._env.dlfiles.add_file(self._docname, target)))
        return None

    def document(self, docname: str) -> Destination | None:
        try:
            uri = self._builder.get_relative_uri(self._docname, docname)
        except NoUri:  # a page that this document leaves out
            return None
        return Destination(uri, False) if uri else None

    def image(self, url: str, alt: str) -> nodes.image | None:
        found = find_image(self._env, url, self._data_files)
        if not found.path:
            return None
        if self._builder.format == "latex" and unsupported_in_latex(found.path):
            return None
        if not self.knows_our_nodes:
            # Not every builder escapes what ends a string in its format.
            alt = _QUOTES.sub("“", alt).replace('"', "”").replace("\\", "∖")
        return nodes.image(uri=found.path, candidates={"*": found.path}, alt=alt)


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


def write_html(node: placeholder | filter_form, translator: HTML5Translator) -> str:
    """The HTML of a list, or of the form above one."""
    builder: Any = translator.builder
    docname = getattr(builder, "current_docname", "") or docname_of(node, builder.env)
    page = HtmlPage(translator, builder.env, docname, node.get("data_files", ()))
    anchors = "".join(f'<span id="{identifier}"></span>' for identifier in node["ids"])
    for contributor in contributors_of(builder.env):
        written = contributor.html(node, page, builder)
        if written is not None:
            return anchors + written
    return anchors + write(node.get("fragments", ()), page)
