"""The page of a record where it stands: where from there the links, pictures and files are that its text names."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Sequence
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast
from urllib.parse import quote, urljoin, urlsplit

from sphinx.util.docutils import new_document
from sphinx.util.osutil import relative_uri

from sphinx_academic.content.fragments import in_a_row, plain, texts
from sphinx_academic.content.html import write
from sphinx_academic.content.markup import problems_in_texts
from sphinx_academic.data.naming import anchor
from sphinx_academic.data.values.addresses import scheme_of
from sphinx_academic.formats import scholarly_metadata as metadata
from sphinx_academic.formats.scholarly_metadata import Addresses, Related
from sphinx_academic.pages.build import DOMAIN, Local, known_problems
from sphinx_academic.pages.claimed_tests import problems_of_claims
from sphinx_academic.pages.kept_files import SitePart, outputs_of
from sphinx_academic.pages.links import RecordFile, files_of_record, find_local
from sphinx_academic.pages.page_addresses import RecordPage, paper_pages
from sphinx_academic.pages.site import address_of, base_of
from sphinx_academic.pages.write import AbsolutePage, HtmlPage
from sphinx_academic.sections.base import markup_for
from sphinx_academic.sections.description import is_bibtex
from sphinx_academic.sections.entries import IMPLEMENTS, CitedPlace
from sphinx_academic.sections.page_text import PageText
from sphinx_academic.warnings import tell

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_academic.data.fields import Origin
    from sphinx_academic.data.records import Publication
    from sphinx_academic.data.values.addresses import Image
    from sphinx_academic.problems import Problem

_LONG_TITLE = 180
"""Letters: three lines of a heading."""
_MOST_NAMED = 50
"""So many objects of each kind are named to machines; the page has them all."""


class LandingPage(NamedTuple):
    """The page of a record before a theme is put around it: HTML, with every address as it is from there."""

    page: RecordPage
    text: PageText
    body: str
    head: str
    words: str
    """What searches find it by."""
    picture: str
    """The absolute address of one, where the site has an address."""


class PageLinks:
    """Links the pages of records of one build."""

    def __init__(self, builder: StandaloneHTMLBuilder) -> None:
        document = new_document("")
        document.settings = builder.docsettings
        self._builder = builder
        self._translator: Any = builder.create_translator(document, builder)
        self._outputs = outputs_of(builder)
        self._told = known_problems(builder.env)
        self._met: set[tuple[object, ...]] = set()

    def link(self, page: RecordPage, text: PageText) -> LandingPage:
        """The page of a record; what it names is copied, also where no other page of the site shows it."""
        record, docname, collection, sources, _home, kind = page
        builder, markup = self._builder, markup_for(collection)
        for each, with_pictures in ((record, True), *text.shown):
            if self._is_met_first(each.origin, with_pictures):
                files = tuple(files_of_record(builder.env, each, markup, pictures=with_pictures))
                self._copy(files, docname)
                claimed = problems_of_claims(builder.env, getattr(each, "claims", ()), each.origin)
                of_files = (file.problem for file in files)
                self._tell((*problems_in_texts(each, markup), *claimed, *of_files))
        place = builder.get_target_uri(docname)
        builder.imgpath = relative_uri(place, builder.imagedir)
        builder.dlpath = relative_uri(place, "_downloads")
        html = HtmlPage(self._translator, docname, sources)
        body = (
            f'<section class="academic academic-own-page academic-{kind.called} tex2jax_ignore mathjax_ignore" '
            f'id="{escape(anchor(kind.kind, record.key))}">\n'
            f"{_head(text, html)}{write(text.body, html)}</section>\n"
        )
        picture = self._first_of(record.pictures(), docname, sources)
        words = " ".join(texts((*text.head, *text.beside, *text.body), unread=is_bibtex))
        if text.paper is None:
            head = self._head(page, text, picture)
        else:
            work, addresses = text.paper.work, Addresses()
            if base_of(builder):
                pdf = next(filter(None, (self._pdf(url, docname, sources) for url in text.paper.pdfs)), "")
                addresses = Addresses(address_of(builder, docname), pdf, picture)
            names = ", ".join(author.bare_name for author in work.authors)
            tags = metadata.page_tags(names, work.summary) + metadata.citation_tags(work, addresses)
            document = metadata.work_document(work, addresses, self._related(docname, text.paper.places))
            head = f"{metadata.tags_as_html(tags)}\n{metadata.document_as_html(document)}"
        return LandingPage(page, text, body, head, words, picture)

    def _is_met_first(self, origin: Origin, *how: object) -> bool:
        """Whether no page so far has shown a record in this way: files and problems are the same for all."""
        asked = (origin[:3], *how)
        # Of some formats only the file is known.
        is_new = not origin.line or asked not in self._met
        self._met.add(asked)
        return is_new

    def _copy(self, files: Iterable[RecordFile], docname: str) -> None:
        builder, env = self._builder, self._builder.env
        for _url, is_picture, found, _problem in files:
            if found.path and is_picture:
                if found.path not in env.images:
                    env.images.add_file(docname, found.path)
                builder.images[found.path] = env.images[found.path][1]
            elif found.path and Path(found.path) not in env.dlfiles:
                stored = Path(env.dlfiles.add_file(docname, found.path)).as_posix()
                self._outputs.copy(SitePart.PAGES, f"_downloads/{stored}", Path(env.srcdir, found.path))

    def _tell(self, problems: Iterable[Problem | None]) -> None:
        for problem in problems:
            if problem and problem not in self._told:
                self._told.add(problem)
                tell(problem)

    def _first_of(self, pictures: Sequence[tuple[str, Image]], docname: str, sources: Sequence[str]) -> str:
        """The absolute address of the first of a record's pictures; empty where there is none, or the site has no address."""
        if not pictures or not base_of(self._builder):
            return ""
        found = AbsolutePage(self._builder, docname, sources).picture(pictures[0][1].url)
        return found.href if found else ""

    # What machines are told

    def _head(self, page: RecordPage, text: PageText, picture: str) -> str:
        """What the head of a page says that is not about a publication: what it is about, in words and for machines."""
        tags = metadata.tags_as_html(metadata.page_tags("", text.summary))
        from sphinx_academic.pages.career_facts import page_document

        document = page_document(self._builder, page, text.summary, picture)
        return "\n".join(filter(None, (tags, metadata.document_as_html(document) if document else "")))

    def _related(self, docname: str, places: Iterable[CitedPlace]) -> Related:
        """What code has to do with the paper of a page, by where it is cited, or the project's software with papers;
        nothing without an address of the site."""
        builder = self._builder
        if not base_of(builder):
            return Related()
        whole = metadata.short_document(builder.config.project, "software", "")
        if software := self._software:
            whole = self._short(software)
        found: dict[bool, list[metadata.Document]] = {True: [], False: []}
        for place in places:
            if place.relation:
                address = address_of(builder, place.docname, place.anchor)
                document = metadata.code_document(place.words, address, whole)
                found[place.relation == IMPLEMENTS].append(document)
        implementing, citing = (tuple(found[each][:_MOST_NAMED]) for each in (True, False))
        based_on, cited = self._works if software and docname == software.docname else ((), ())
        return Related(implementing, citing, based_on, cited)

    @cached_property
    def _software(self) -> RecordPage | None:
        """What the first CITATION.cff is about."""
        return next(
            (
                page
                for page in paper_pages(self._builder.env).pages
                if cast("Publication", page.record).is_software and page.record.origin.path.endswith(".cff")
            ),
            None,
        )

    @cached_property
    def _works(self) -> tuple[tuple[metadata.Document, ...], tuple[metadata.Document, ...]]:
        """The works that the project implements, and those that it uses or compares itself with alone."""
        domain: Any = self._builder.env.get_domain(DOMAIN)
        based_on: list[metadata.Document] = []
        cited: list[metadata.Document] = []
        for page in paper_pages(self._builder.env).pages:
            places = domain.places_of(page.kind.kind, page.record.key)
            if relations := {place.relation for place in places} - {""}:
                (based_on if IMPLEMENTS in relations else cited).append(self._short(page))
        return tuple(based_on), tuple(cited)

    def _short(self, page: RecordPage) -> metadata.Document:
        work, address = cast("Publication", page.record), address_of(self._builder, page.docname)
        title = in_a_row(markup_for(page.collection).inline(work.title))
        return metadata.short_document(title, work.kind_of_work, address, work.doi)

    def _pdf(self, url: str, docname: str, sources: Sequence[str]) -> str:
        """The absolute address of a paper, where it lies on the site's own host.

        Google Scholar asks that it lies in the folder of its page, so that a file of the site is put there.
        """
        builder, base = self._builder, base_of(self._builder)
        if scheme_of(url):
            return url if urlsplit(url).hostname == urlsplit(base).hostname else ""
        local = find_local(builder.env, url, sources)
        if local.kind is Local.COPIED:
            return base + quote(local.target)
        if local.kind is not Local.FILE:
            return ""
        file = Path(builder.get_outfilename(docname)).relative_to(builder.outdir)
        beside = file.with_name(f"{posixpath.basename(docname)}.pdf")
        self._outputs.copy(SitePart.PAGES, beside.as_posix(), Path(builder.srcdir, local.target))
        return urljoin(address_of(builder, docname), quote(beside.name))


def _head(text: PageText, page: HtmlPage) -> str:
    """The title, with what stands around it."""
    # One that is as long as an abstract is no larger than it has to be.
    long = ' class="academic-long"' if len(plain(text.title)) > _LONG_TITLE else ""
    head = f"<h1{long}>{write(text.title, page)}</h1>\n{write(text.head, page)}"
    if not text.beside:
        return head
    beside = write(text.beside, page)
    return f'<div class="academic-paper-head">\n<div class="academic-paper-title">\n{head}</div>\n{beside}</div>\n'
