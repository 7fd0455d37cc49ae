"""Which publications have a landing page, where it is, and where from there the links, pictures and files are that it names."""

from __future__ import annotations

import posixpath
import re
import zlib
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from sphinx.util.docutils import new_document
from sphinx.util.osutil import relative_uri

from sphinx_academic.content.fragments import texts
from sphinx_academic.content.html import write
from sphinx_academic.content.markup import problems_in_texts
from sphinx_academic.content.nodes import Request
from sphinx_academic.data import select
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.naming import as_one, fault_in
from sphinx_academic.data.records import Publication
from sphinx_academic.data.values.addresses import scheme_of
from sphinx_academic.formats import scholarly_metadata as metadata
from sphinx_academic.formats.scholarly_metadata import Addresses
from sphinx_academic.pages.build import build_of
from sphinx_academic.pages.kept_files import SitePart, outputs_of
from sphinx_academic.pages.links import files_of, files_of_record, find_local
from sphinx_academic.pages.notes import Local, known_problems, notes_of
from sphinx_academic.pages.site import address_of, base_of, in_reading_order, writes_own_pages
from sphinx_academic.pages.write import AbsolutePage, HtmlPage
from sphinx_academic.problems import Code, Problem, shorten
from sphinx_academic.sections.base import collection_for, markup_for
from sphinx_academic.sections.publication_entry import PageText, is_bibtex
from sphinx_academic.warnings import tell

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment


class Paper(NamedTuple):
    """A publication with a landing page; ``docname`` is how Sphinx would call that page (``papers/liu2024learning``).

    ``home`` is the page whose list shows the publication, empty where none does.
    """

    publication: Publication
    docname: str
    collection: Collection
    sources: tuple[str, ...]
    home: str


class PaperPages(NamedTuple):
    """The landing pages of a site, newest publication first, and their names by what publications are known by."""

    papers: tuple[Paper, ...]
    problems: tuple[Problem, ...]
    by_place: Mapping[_Place, str]
    by_name: Mapping[tuple[_Place, str], str]
    by_key: Mapping[str, str]

    def __bool__(self) -> bool:
        return bool(self.papers)

    def places(self) -> list[tuple[str, ...]]:
        """Which publications have which pages, and which have none, in order."""
        pages = [(paper.publication.key, paper.docname) for paper in self.papers]
        return sorted([*pages, *((each.path, each.text) for each in self.problems)])

    def page_of(self, publication: Publication) -> str:
        """The page of a publication, or of the work that it is a version of; empty where there is none."""
        place = publication.origin[:3]
        # Of some formats only the file is known; of a version of a work only its place.
        return self.by_name.get((place, publication.key)) or self.by_place.get(place, "")

    def page_of_key(self, key: str) -> str:
        """The page of the publication with a key; empty where there is none."""
        return self.by_key.get(key, "")


NO_PAGES = PaperPages((), (), {}, {}, {})

_LONGEST = 150
"""Characters of a page's name: endings, and folders on the way to it, take their part of what systems allow."""

_Place = tuple[str, int, int]
_Lists = dict[tuple[tuple[str, ...], str], tuple[tuple[str, ...], Collection, str]]


def paper_pages(env: BuildEnvironment) -> PaperPages:
    """The landing pages that a builder writes, known when all pages are read: none but those that write one file for each page."""
    folder = env.config.academic_paper_pages
    if not folder or not writes_own_pages(build_of(env).builder):
        return NO_PAGES
    return build_of(env).one("papers", lambda: _pages(_lists(env), folder, env))


def _lists(env: BuildEnvironment) -> _Lists:
    """Every set of files whose publications the site shows, with the page that shows most of them."""
    own = tuple(
        dict.fromkeys(file for name in env.config.academic_data for file in files_of(env.srcdir, name))
    )
    homes: dict[tuple[tuple[str, ...], str], tuple[int, int, str]] = {}
    order = {docname: number for number, docname in enumerate(in_reading_order(env))}
    for docname, notes in sorted(notes_of(env).items()):
        for each in notes.lists:
            place = (each.filters, order.get(docname, len(order)), docname)
            wanted = (each.sources, "" if each.sources == own else each.bare)
            homes[wanted] = min(homes.get(wanted, place), place)
    result: _Lists = {}
    for sources, bare in ((own, ""), *sorted(homes)):
        if sources and (sources, bare) not in result:
            request = Request("publications", sources, bare or "publications", ())
            home = homes.get((sources, bare), (0, 0, ""))[2]
            result[sources, bare] = (sources, collection_for(request, str(env.srcdir)), home)
    return result


def _pages(lists: _Lists, folder: str, env: BuildEnvironment) -> PaperPages:
    papers: list[Paper] = []
    told: list[Problem] = []
    own = {as_one(name) for name in env.found_docs}
    taken: dict[str, Publication] = {}
    seen: set[tuple[_Place, str]] = set()
    for sources, collection, home in lists.values():
        for publication in collection.publications:
            place = (publication.origin[:3], publication.key)
            if place in seen:
                continue  # the same record, of a file that two lists show
            seen.add(place)
            name = file_name(publication.key)
            first = taken.get(as_one(name))
            fault = _why_not(name, first)
            if fault:
                # Of the key alone, so that the address stays when other works come and go. A device is one up to its first dot.
                name = f"{name[:_LONGEST].replace('.', '-').strip('-')}-{zlib.crc32(publication.key.encode()):08x}"
            docname = f"{folder}/{name}"
            if as_one(name) in taken or as_one(docname) in own:
                message = f"The page '{docname}' is another one of the site; this publication gets none."
                hint = "Give it another key, or name another folder in academic_paper_pages."
                told.append(publication.origin.problem("key", Code.OUTPUT, message, hint))
                continue
            if fault:
                message = f"{fault}; the page of this publication is '{docname}'."
                told.append(publication.origin.problem("key", Code.OUTPUT, message, "Give it another key."))
            taken[as_one(name)] = publication
            papers.append(Paper(publication, docname, collection, sources, home))
    papers.sort(key=lambda paper: select.newness(paper.publication.when))
    by_place: dict[_Place, str] = {}
    by_name: dict[tuple[_Place, str], str] = {}
    by_key: dict[str, str] = {}
    for publication, docname, *_ in papers:
        for origin in (publication.origin, *publication.origin.others):
            by_place.setdefault(origin[:3], docname)
        by_name[publication.origin[:3], publication.key] = docname
        for key in (publication.key, *publication.keys_of_versions):
            by_key.setdefault(key, docname)
    return PaperPages(tuple(papers), tuple(told), by_place, by_name, by_key)


def _why_not(name: str, first: Publication | None) -> str:
    """Why a page cannot have the name that its key gives it; ``first`` is the publication that has it."""
    if first is not None:
        where = f"{first.origin.path}:{first.origin.line}"
        return f"The page '{name}' would be one file with that of '{shorten(first.title)}' ({where})"
    if name == "index":
        return "The page 'index' is that of the folder"
    if len(name) > _LONGEST:
        return f"The page would have a name of {len(name):,} characters"
    fault = fault_in(name)
    return f"No page can be called '{name}' on every system: {fault}" if fault else ""


def file_name(key: str) -> str:
    """What the page of a key is called: the key, without what file systems or addresses give a meaning of their own."""
    return re.sub(r"\.{2,}", ".", re.sub(r"[^\w.-]+", "-", key, flags=re.ASCII)).strip(".-") or "untitled"


class LandingPage(NamedTuple):
    """A landing page before a theme is put around it.

    ``body`` and ``head`` are HTML, with every address as it is from there; ``words`` are what searches find it by, and
    ``picture`` has the absolute address of one, where the site has an address.
    """

    text: PageText
    body: str
    head: str
    words: str
    picture: str


class PaperLinks:
    """Links the landing pages of one build."""

    def __init__(self, builder: StandaloneHTMLBuilder) -> None:
        document = new_document("")
        document.settings = builder.docsettings
        self._builder = builder
        self._translator: Any = builder.create_translator(document, builder)
        self._outputs = outputs_of(builder)
        self._told = known_problems(builder.env)

    def link(self, paper: Paper, text: PageText) -> LandingPage:
        """The page of a publication; what it names is copied, also where no other page of the site shows it."""
        publication, docname, collection, sources, _home = paper
        builder, env, markup = self._builder, self._builder.env, markup_for(collection)
        files = tuple(files_of_record(env, publication, markup, pictures=True))
        told = [*problems_in_texts(publication, markup), *(file.problem for file in files if file.problem)]
        for file in files:
            if file.path and file.is_picture:
                if file.path not in env.images:
                    env.images.add_file(docname, file.path)
                builder.images[file.path] = env.images[file.path][1]
            elif file.path and Path(file.path) not in env.dlfiles:
                stored = Path(env.dlfiles.add_file(docname, file.path)).as_posix()
                self._outputs.copy(SitePart.PAPERS, f"_downloads/{stored}", Path(env.srcdir, file.path))
        for problem in told:
            if problem not in self._told:
                self._told.add(problem)
                tell(problem)
        place = builder.get_target_uri(docname)
        builder.imgpath = relative_uri(place, builder.imagedir)
        builder.dlpath = relative_uri(place, "_downloads")
        page = HtmlPage(self._translator, docname, sources)
        body = (
            '<section class="academic academic-paper tex2jax_ignore mathjax_ignore" '
            f'id="{escape(f"publication-{publication.key}")}">\n'
            f"<h1>{write(text.title, page)}</h1>\n{write(text.body, page)}</section>\n"
        )
        addresses = Addresses()
        if base_of(builder):
            images, absolute = publication.images, AbsolutePage(builder, docname, sources)
            picture = absolute.picture(images[0].url) if images else None
            pdf = next(filter(None, (self._pdf(url, docname, sources) for url in text.pdfs)), "")
            addresses = Addresses(address_of(builder, docname), pdf, picture.href if picture else "")
        words = " ".join(texts(text.body, unread=is_bibtex))
        head = (
            f"{metadata.tags_as_html(metadata.citation_tags(text.work, addresses))}\n"
            f"{metadata.document_as_html(metadata.work_document(text.work, addresses))}"
        )
        return LandingPage(text, body, head, words, addresses.picture)

    def _pdf(self, url: str, docname: str, sources: Sequence[str]) -> str:
        """The absolute address of a paper, where it lies on the site's own host.

        Google Scholar asks that it lies in the folder of its page, so that a file of the site is put there.
        """
        builder, base = self._builder, base_of(self._builder)
        if scheme_of(url):
            return url if urlsplit(url).hostname == urlsplit(base).hostname else ""
        local = find_local(builder.env, url, sources)
        if local.kind not in {Local.FILE, Local.COPIED}:
            return ""
        if local.kind is Local.COPIED:
            return base + quote(local.target)
        file = Path(builder.get_outfilename(docname)).relative_to(builder.outdir)
        beside = file.with_name(f"{posixpath.basename(docname)}.pdf")
        self._outputs.copy(SitePart.PAPERS, beside.as_posix(), Path(builder.srcdir, local.target))
        return urljoin(address_of(builder, docname), quote(beside.name))
