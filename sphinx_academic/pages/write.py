"""Writes what is filled: each kind of page turns addresses, pictures and formulas into what is right where it stands."""

from __future__ import annotations

import posixpath
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

import docutils
from docutils import nodes
from sphinx.environment import BuildEnvironment
from sphinx.errors import NoUri
from sphinx.util.osutil import relative_uri

from sphinx_academic.content.fragments import Element, Fragments
from sphinx_academic.content.html import Href, Picture, write
from sphinx_academic.content.nodes import Request, above_list, filter_form, placeholder, unsupported_in_latex
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.values.addresses import scheme_of
from sphinx_academic.pages import kept_files, links, mathml, site
from sphinx_academic.pages.build import Local, Options, build_of, later

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.writers.html5 import HTML5Translator

    # Builds with nothing changed write no list, and need not wait for what describes one.
    from sphinx_academic.sections.base import Chosen, Section


_with_template = later("sphinx_academic.pages.templates:written_with_template")


def docname_of(node: nodes.Element, env: BuildEnvironment) -> str:
    """The page that a placeholder was written in; in single-file output the document holds many pages."""
    parent = node.parent
    while parent is not None and "docname" not in parent.attributes:
        parent = parent.parent
    return env.docname if parent is None else str(parent["docname"])


class LinkedPage(ABC):
    """A page for the writer of fragments: where an address leads is the same for all, how it is written differs.

    ``docname`` is the page that offers the files that are linked, ``data_files`` are those that the addresses stand in.
    """

    embedded = False
    show_addresses = False
    shares_icons = True
    is_absolute = False
    """Whether its addresses are found from anywhere."""

    def __init__(self, builder: StandaloneHTMLBuilder, docname: str, data_files: Sequence[str]) -> None:
        self.builder = builder
        self._env = builder.env
        self.docname = docname
        self._data_files = data_files

    @abstractmethod
    def address(self, path: str) -> str:
        """The address of what is written to a path of the site."""

    @abstractmethod
    def document(self, docname: str, fragment: str = "") -> Href | None:
        """Where another page of the site is, or the ``fragment`` of it (``#…``)."""

    @abstractmethod
    def math(self, formula: str) -> str:
        """The HTML of a formula."""

    @abstractmethod
    def _picture(self, path: str, place: str) -> Picture | None:
        """A picture of the source folder."""

    def templated(self, entry: Element) -> str | None:
        """What stands beside the pages of the site is written as we would."""
        return None

    def _elsewhere(self, url: str) -> Href:
        return Href(url, True)

    def link(self, url: str) -> Href | None:
        """Where a link leads, or None where it leads nowhere."""
        local = links.find_local(self._env, url, self._data_files)
        kind, target, fragment = local.kind, local.target, f"#{local.fragment}" if local.fragment else ""
        if kind is Local.ELSEWHERE:
            return self._elsewhere(url)
        if kind is Local.PAGE or (kind is Local.ANCHOR and self.is_absolute):
            return self.document(target or self.docname, fragment)
        if kind is Local.ANCHOR:
            return Href(fragment, False)
        if kind is Local.FILE and self.builder.download_support:
            # The file is known since its page was read; this gives the place that it was given then.
            stored = Path(self._env.dlfiles.add_file(self.docname, target)).as_posix()
            target, fragment = f"_downloads/{quote(stored)}", ""
        elif kind is Local.REFUSED or self.builder.name == "epub":
            return None
        elif kind is Local.COPIED:
            target = quote(target)
        # What is missing is kept as it is written.
        return Href(self.address(target) + fragment, self.is_absolute)

    def picture(self, url: str, place: str = "") -> Picture | None:
        """A picture in its place, or None where there is none."""
        found = links.find_image(self._env, url, self._data_files)
        if found.kind is Local.ELSEWHERE:
            return None if self.builder.name == "epub" else Picture(self._elsewhere(url).href, 0, 0)
        return self._picture(found.path, place) if found.path else None


class ShownGroup(NamedTuple):
    """A group of a list that a page of HTML shows: ``groups[number]``, of the records of a ``collection``."""

    builder: StandaloneHTMLBuilder
    docname: str
    request: Request
    section: Section[Any]
    options: Options
    groups: tuple[Chosen, ...]
    number: int
    sources: tuple[str, ...]
    collection: Collection

    @property
    def is_last(self) -> bool:
        """Whether the list ends here."""
        return self.number == len(self.groups) - 1


class Contributor:
    """An output that takes part in pages of HTML while these are filled and written; pages know of no output."""

    def behind(self, shown: ShownGroup) -> Fragments:
        """What stands below a list."""
        return ()

    def form(self, node: filter_form, shown: ShownGroup) -> str:
        """Take over a form above a list; gives the class of its entries, empty where the form is nobody's."""
        return ""

    def html(self, node: nodes.Element, page: LinkedPage) -> str | None:
        """The HTML of a list or a form that is not written as others are; else None."""

    def picture(
        self, path: Path, place: str, itself: Callable[[], str], folder: str, owner: str
    ) -> Picture | None:
        """What stands in a place for a picture whose own address is ``itself``; ``folder`` is that of all pictures."""


def contributors_of(env: BuildEnvironment) -> list[Contributor]:
    """The outputs that take part in the pages of a build."""
    build = build_of(env)
    come, build.come = build.come, list
    come()
    return build.one("contributors", list[Contributor])


class HtmlPage(LinkedPage):
    """A page while it is being written by an HTML builder."""

    def __init__(self, translator: HTML5Translator, docname: str, data_files: Sequence[str]) -> None:
        builder = translator.builder
        super().__init__(builder, docname, data_files)
        self._translator = translator
        self.embedded = builder.name == "epub"
        self.show_addresses = self.embedded and builder.config.epub_show_urls == "inline"
        self._new_tab = site.new_tab_words(builder)

    def _elsewhere(self, url: str) -> Href:
        is_page = self._new_tab and scheme_of(url) in {"", "http", "https"}
        return Href(url, True, self._new_tab if is_page else "")

    def address(self, path: str) -> str:
        return relative_uri(self.builder.get_target_uri(self.docname), path)

    def document(self, docname: str, fragment: str = "") -> Href | None:
        address = self.builder.get_relative_uri(self.docname, docname)
        # Where all pages are one, a page's address is an anchor itself, and the first page has none.
        if address.startswith("#") and (fragment or docname == self._env.config.root_doc):
            return Href(fragment or "#", False)
        return Href(address + fragment, False)

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

    def templated(self, entry: Element) -> str | None:
        made: str | None = _with_template(self._env, entry.attributes, entry.children, self)
        return made

    def _picture(self, path: str, place: str) -> Picture | None:
        name, folder = self.builder.images.get(path), self.builder.imgpath
        if not name:
            return None
        file = Path(self._env.srcdir, path)
        href = posixpath.join(folder, quote(name))
        owner = self.docname if self.docname in self._env.found_docs else kept_files.SitePart.PAGES
        for each in contributors_of(self._env) if place else ():
            if small := each.picture(file, place, lambda: href, folder, owner):
                return small._replace(href=href)
        return Picture(href, *links.picture_size(file))


class AbsolutePage(LinkedPage):
    """A page whose links and pictures are found from anywhere."""

    # No script runs in a feed reader, and no icon of ours is drawn there.
    embedded = True
    is_absolute = True

    def _elsewhere(self, url: str) -> Href:
        return Href(f"https:{url}" if url.startswith("//") else url, True)

    def address(self, path: str) -> str:
        return site.base_of(self.builder) + path

    def document(self, docname: str, fragment: str = "") -> Href | None:
        return Href(site.address_of(self.builder, docname, fragment.removeprefix("#")), True)

    def _picture(self, path: str, place: str) -> Picture | None:
        if path not in self._env.images:
            return None
        name = self._env.images[path][1]
        return Picture(self.address(f"{self.builder.imagedir}/{quote(name)}"), 0, 0)

    def math(self, formula: str) -> str:
        """The formula in LaTeX, as feed readers draw none."""
        return mathml.source(formula)


_WRONG = frozenset({("confluence_storage", "math"), ("markdown", "superscript")})
"""What the builder of a format writes otherwise than it is meant: one draws formulas before it asks for a page's content, and then
leaves out any other; one lowers powers."""
_QUOTES = re.compile(r'(?<![^\s([{–—-])"')


class NodeHost:
    """A page for a builder that is given nodes."""

    def __init__(self, builder: Builder, docname: str, data_files: Sequence[str]) -> None:
        self._builder = builder
        self._env = builder.env
        self._docname = docname
        self._data_files = data_files
        # From docutils 0.22 on the manual page writer shows the addresses itself.
        man_is_silent = not self._env.config.man_show_urls and docutils.__version_info__ < (0, 22)
        self.show_addresses = builder.format == "text" or (builder.format == "man" and man_is_silent)
        self.breaks_lines = builder.format == "latex"
        self.parts_paragraphs = builder.format != "typst"
        self.knows_our_nodes = site.knows_our_nodes(builder)
        self.pictures_as_words = builder.format in {"text", "man"}
        self.sets_code = builder.format not in {"text", "man"}

    def link(self, url: str) -> Href | None:
        local = links.find_local(self._env, url, self._data_files)
        if local.kind is Local.ELSEWHERE:
            return Href(url, True)
        if local.kind is Local.PAGE:
            return self.document(local.target)
        # A stranger may have no way to offer a file.
        if not local.path or not self.knows("download_reference"):
            return None
        if self.knows_our_nodes:
            return Href(local.path, False, download=posixpath.basename(local.path))
        # The file is known since its page was read; this gives the place that it was given then.
        return Href(local.path, False, download=str(self._env.dlfiles.add_file(self._docname, local.path)))

    def knows(self, name: str) -> bool:
        if (self._builder.format, name) in _WRONG:
            return False
        translator = getattr(self._builder, "default_translator_class", None)
        return self.knows_our_nodes or hasattr(translator, f"visit_{name}")

    def document(self, docname: str, anchor: str = "") -> Href | None:
        if anchor and docname == self._docname:
            return Href(f"#{anchor}", False)
        try:
            uri = self._builder.get_relative_uri(self._docname, docname)
        except NoUri:  # a page that this document leaves out
            return None
        uri += f"#{anchor}" if anchor else ""
        return Href(uri, False) if uri else None

    def image(self, url: str, alt: str) -> nodes.image | None:
        path = links.find_image(self._env, url, self._data_files).path
        if not path or (self._builder.format == "latex" and unsupported_in_latex(path)):
            return None
        if not self.knows_our_nodes:
            # Not every builder escapes what ends a string in its format.
            alt = _QUOTES.sub("“", alt).replace('"', "”").replace("\\", "∖")
        return nodes.image(uri=path, candidates={"*": path}, alt=alt)


def write_html(node: placeholder | filter_form | above_list, translator: HTML5Translator) -> str:
    """The HTML of a list, or of what stands above one."""
    builder = translator.builder
    docname = getattr(builder, "current_docname", "") or docname_of(node, builder.env)
    page = HtmlPage(translator, docname, node.get("data_files", ()))
    anchors = "".join(f'<span id="{identifier}"></span>' for identifier in node["ids"])
    for contributor in contributors_of(builder.env):
        written = contributor.html(node, page)
        if written is not None:
            return anchors + written
    return anchors + write(node.get("fragments", ()), page)
