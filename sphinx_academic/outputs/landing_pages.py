"""Writes the landing pages: one for each publication, in whatever theme the site has."""

from __future__ import annotations

import hashlib
import os
import posixpath
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, urljoin, urlsplit

import markupsafe
import sphinx
from docutils import nodes
from sphinx.locale import _
from sphinx.util.docutils import new_document
from sphinx.util.osutil import relative_uri

from sphinx_academic import __version__
from sphinx_academic.content.fragments import plain, texts
from sphinx_academic.content.html import write
from sphinx_academic.content.markup import problems_in_texts
from sphinx_academic.content.nodes import Request, placeholder
from sphinx_academic.content.typography import without_formulas
from sphinx_academic.data.located import paused_collection
from sphinx_academic.data.values.addresses import scheme_of
from sphinx_academic.formats import scholarly_metadata as metadata
from sphinx_academic.formats.bibtex import bibtex_writing as bibtex
from sphinx_academic.formats.scholarly_metadata import Addresses, ScholarlyWork, scholarly_work
from sphinx_academic.outputs.pictures import Wanted, prepare_thumbnails
from sphinx_academic.outputs.search import further_pages_of, state_of_site
from sphinx_academic.outputs.theme_shell import PageValues, SharedTemplates
from sphinx_academic.pages.fill import description_for
from sphinx_academic.pages.kept_files import SitePart, outputs_of
from sphinx_academic.pages.links import files_of_record, find_local
from sphinx_academic.pages.mathml import has_formulas
from sphinx_academic.pages.notes import DOMAIN, Local, known_problems
from sphinx_academic.pages.paper_addresses import Paper, PaperPages, neighbours, paper_pages
from sphinx_academic.pages.site import address_of, base_of, html_builder
from sphinx_academic.pages.write import AbsolutePage, HtmlPage
from sphinx_academic.problems import Problem
from sphinx_academic.sections.base import markup_for
from sphinx_academic.sections.description import Description
from sphinx_academic.sections.publication_entry import is_bibtex
from sphinx_academic.sections.publication_page import (
    PageLink,
    Surroundings,
    page_body,
    page_title,
    pdf_links,
)
from sphinx_academic.warnings import tell

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

_TEMPLATE = "page.html"


class LandingPage(NamedTuple):
    """A landing page before a theme is put around it; ``body`` and ``head`` are HTML, the other texts plain."""

    docname: str
    title: str
    body: str
    head: str
    description: str
    words: str
    picture: str
    digest: str


def setup(app: Sphinx) -> None:
    """Have the pages written when Sphinx asks for further ones."""
    app.connect("html-collect-pages", write_landing_pages)


def write_landing_pages(app: Sphinx) -> Sequence[tuple[str, dict[str, Any], str]]:
    """Write what has changed; Sphinx is given no page to write."""
    builder = html_builder(app)
    if not outputs_of(builder).needs(SitePart.PAPERS, state_of_site(app.env)):
        return ()
    pages = paper_pages(app.env)
    for problem in pages.problems:
        tell(problem)
    with paused_collection():
        writer = _Writer(app, pages)
        further = further_pages_of(builder)
        _prepare_pictures(builder, pages)
        with _shared_templates(builder, app.config.academic_paper_pages) as templates:
            for newer, paper, older in neighbours(pages.papers):
                page = writer.page(paper, newer, older)
                if further is not None:
                    further.add(page.docname, page.title, page.words)
                writer.write(page, paper, newer, older, templates)
    return ()


def _prepare_pictures(builder: StandaloneHTMLBuilder, pages: PaperPages) -> None:
    """Make the thumbnails of all pages at once, which several threads do faster than one."""
    prepare_thumbnails(
        (
            Wanted(image.url, "page", paper.sources, (paper.publication,))
            for paper in pages.papers
            for _field, image in paper.publication.pictures()
        ),
        builder,
    )


@contextmanager
def _shared_templates(builder: StandaloneHTMLBuilder, folder: str) -> Iterator[SharedTemplates]:
    """Render what is around the pages once."""
    own = builder.templates
    builder.templates = shared = SharedTemplates(own, _TEMPLATE, folder, builder.get_relative_uri)
    try:
        yield shared
    finally:
        builder.templates = own


class _Writer:
    """Makes and writes the landing pages of one build."""

    def __init__(self, app: Sphinx, pages: PaperPages) -> None:
        builder = html_builder(app)
        self._app = app
        self._builder = builder
        self._outputs = outputs_of(builder)
        self._env = app.env
        self._pages = pages
        document = new_document("")
        document.settings = builder.docsettings
        self._translator: Any = builder.create_translator(document, builder)
        self._around = self._digest_of_what_is_around()
        self._descriptions: dict[int, Description] = {}
        self._told: set[Problem] = known_problems(app.env)

    def page(self, paper: Paper, newer: Paper | None, older: Paper | None) -> LandingPage:
        """The page of a publication."""
        builder, publication = self._builder, paper.publication
        self._register_files(paper)
        place = builder.get_target_uri(paper.docname)
        builder.imgpath = relative_uri(place, builder.imagedir)
        builder.dlpath = relative_uri(place, "_downloads")
        description = self._description(paper)
        title = page_title(publication, description)
        home = PageLink(paper.home, self._title_of(paper.home)) if paper.home else None
        fragments = page_body(
            publication,
            description,
            Surroundings(
                bibtex=bibtex.entry(publication, markup=description.markup),
                bibtex_file=f"/{paper.docname}.bib",
                cited_in=self._cited_in(publication.key),
                home=home,
            ),
        )
        html_page = HtmlPage(self._translator, paper.docname, paper.sources)
        title_html = write(title, html_page)
        body = (
            '<section class="academic academic-paper tex2jax_ignore mathjax_ignore" '
            f'id="{escape(f"publication-{publication.key}")}">\n'
            f"<h1>{title_html}</h1>\n{write(fragments, html_page)}</section>\n"
        )
        # As it was written: neither typographic quotes nor translations.
        work = scholarly_work(publication, description.markup, self._app.config.language or "")
        addresses = self._addresses(paper)
        head = "\n".join(
            (
                metadata.tags_as_html(metadata.citation_tags(work, addresses)),
                metadata.document_as_html(metadata.work_document(work, addresses)),
            )
        )
        around = [f"{each.docname} {each.publication.title}" if each else "" for each in (newer, older)]
        content = "\0".join((self._around, title_html, body, head, *around))
        return LandingPage(
            docname=paper.docname,
            title=work.title or plain(title),
            body=body,
            head=head,
            description=work.abstract or _sentence(work),
            words=" ".join(texts(tuple(each for each in fragments if not is_bibtex(each)))),
            picture=addresses.picture,
            digest=hashlib.md5(content.encode(), usedforsecurity=False).hexdigest(),
        )

    def _cited_in(self, key: str) -> tuple[PageLink, ...]:
        domain: Any = self._env.get_domain(DOMAIN)
        return tuple(PageLink(name, self._title_of(name)) for name in domain.cited_in("publication", key))

    def write(
        self,
        page: LandingPage,
        paper: Paper,
        newer: Paper | None,
        older: Paper | None,
        templates: SharedTemplates,
    ) -> None:
        """Put the theme around a page and write it, with the entry with its abstract as a file of its own."""
        file = Path(self._builder.get_outfilename(page.docname)).relative_to(self._app.outdir).as_posix()
        entry = f"{page.docname}.bib"
        if self._outputs.holds(SitePart.PAPERS, file, page.digest) and self._outputs.holds(
            SitePart.PAPERS, entry, page.digest
        ):
            return
        text = bibtex.entry(paper.publication, markup=markup_for(paper.collection), whole=True)
        self._outputs.write(SitePart.PAPERS, entry, text.encode("utf-8"), page.digest)
        relative = self._builder.get_relative_uri
        before, behind = self._neighbour(page.docname, newer), self._neighbour(page.docname, older)
        parents = []
        if paper.home:
            parents = [
                {"link": relative(page.docname, paper.home), "title": escape(self._title_of(paper.home))}
            ]
        rellinks = list(self._builder.globalcontext["rellinks"])
        for other, sign, words in ((older, "N", _("next")), (newer, "P", _("previous"))):
            if other is not None:
                rellinks.append((other.docname, _as_templates_do(self._plain_title(other)), sign, words))
        head = f'{page.head}\n<meta name="academic-digest" content="{page.digest}" />\n'
        # sphinxext-opengraph takes from here what it cannot see in the page.
        meta = {"og:type": "article"}
        if page.picture:
            meta |= {"og:image": page.picture, "og:image:alt": page.title}
        context = {
            "title": _as_templates_do(page.title),
            "body": page.body,
            "metatags": head,
            "meta": meta,
            "pageurl": address_of(self._builder, page.docname) if base_of(self._builder) else None,
            "parents": parents,
            "prev": before,
            "next": behind,
            "toc": "",
            "display_toc": False,
            "sourcename": "",
            "has_source": False,
            "show_source": False,
            "page_source_suffix": "",
            "rellinks": rellinks,
            "has_maths_elements": has_formulas(page.body),
            "academic_paper": True,
        }
        templates.values = PageValues(
            title=page.title,
            body=page.body,
            metatags=head,
            pageurl=None,
            name=_name(paper),
            prevname=_name(newer) if newer else "",
            prevtitle=before["title"] if before else "",
            nextname=_name(older) if older else "",
            nexttitle=behind["title"] if behind else "",
        )
        # Sphinx makes the page; what it writes would not be whole at once.
        templates.rendered = ""
        self._builder.handle_page(
            page.docname,
            context,
            _TEMPLATE,
            outfilename=Path(os.devnull),
            event_arg=self._doctree(page),
        )
        encoding = self._app.config.html_output_encoding
        content = templates.rendered.encode(encoding, "xmlcharrefreplace")
        self._outputs.write(SitePart.PAPERS, file, content, page.digest)

    def _doctree(self, page: LandingPage) -> nodes.document:
        """What extensions that look at a page's tree are to find: title, description, and that records are shown."""
        document = new_document(page.docname)
        section = nodes.section("", nodes.title("", "", nodes.Text(page.title)))
        section += nodes.paragraph("", "", nodes.Text(page.description))
        section += placeholder(request=Request("publications", (), "", ()), index=0)
        document += section
        return document

    def _neighbour(self, docname: str, paper: Paper | None) -> dict[str, str] | None:
        if paper is None:
            return None
        return {
            "link": self._builder.get_relative_uri(docname, paper.docname),
            "title": _as_templates_do(self._plain_title(paper)),
        }

    def _plain_title(self, paper: Paper) -> str:
        title = page_title(paper.publication, self._description(paper))
        return " ".join(plain(title).split())

    def _description(self, paper: Paper) -> Description:
        """How the publications of a collection are described; the same for all of them."""
        key = id(paper.collection)
        known = self._descriptions.get(key)
        if known is None:
            markup, people = markup_for(paper.collection), paper.collection.people
            known = self._descriptions[key] = description_for(
                self._env, paper.home or paper.docname, markup, people
            )
        return known

    def _title_of(self, docname: str) -> str:
        title = self._env.titles.get(docname)
        return title.astext() if title is not None else docname

    def _addresses(self, paper: Paper) -> Addresses:
        if not base_of(self._builder):
            return Addresses()
        absolute = AbsolutePage(self._builder, paper.docname, paper.sources)
        publication = paper.publication
        picture = absolute.picture(publication.images[0].url) if publication.images else None
        return Addresses(
            page=address_of(self._builder, paper.docname),
            pdf=self._pdf(paper),
            picture=picture.href if picture is not None else "",
        )

    def _pdf(self, paper: Paper) -> str:
        """The paper itself, where it lies on the site's own host.

        Google Scholar asks that it lies in the folder of its page, so that a file of the site is put there.
        """
        base = base_of(self._builder)
        for url in pdf_links(paper.publication):
            if scheme_of(url):
                if urlsplit(url).hostname == urlsplit(base).hostname:
                    return url
                continue
            local = find_local(self._env, url, paper.sources)
            if local is None or local.kind not in {Local.FILE, Local.COPIED}:
                continue
            if local.kind is Local.COPIED:
                return base + quote(local.target)
            file = Path(self._builder.get_outfilename(paper.docname)).relative_to(self._app.outdir)
            beside = file.with_name(f"{_name(paper)}.pdf")
            self._outputs.copy(SitePart.PAPERS, beside.as_posix(), Path(self._env.srcdir, local.target))
            return urljoin(address_of(self._builder, paper.docname), quote(beside.name))
        return ""

    def _register_files(self, paper: Paper) -> None:
        """See to it that the pictures and files of a publication are copied, also where no page of the site shows it."""
        env, builder = self._env, self._builder
        markup = markup_for(paper.collection)
        told = [*problems_in_texts(paper.publication, markup)]
        for file in files_of_record(env, paper.publication, markup, pictures=True):
            if file.path and file.is_picture:
                if file.path not in env.images:
                    env.images.add_file(paper.docname, file.path)
                builder.images[file.path] = env.images[file.path][1]
            elif file.path and Path(file.path) not in env.dlfiles:
                stored = Path(env.dlfiles.add_file(paper.docname, file.path)).as_posix()
                self._outputs.copy(SitePart.PAPERS, f"_downloads/{stored}", Path(env.srcdir, file.path))
            if file.problem:
                told.append(file.problem)
        for problem in told:
            if problem not in self._told:
                self._told.add(problem)
                tell(problem)

    def _digest_of_what_is_around(self) -> str:
        """What a page consists of besides its publication: theme, settings, menu, and the versions that wrote it."""
        builder = self._builder
        info = getattr(builder, "build_info", None)
        facts = (
            __version__,
            sphinx.__display_version__,
            builder.name,
            getattr(info, "config_hash", ""),
            getattr(info, "tags_hash", ""),
            str(builder.templates.newest_template_mtime()),
            self._outputs.around(),
            repr(sorted((name, title.astext()) for name, title in self._env.titles.items())),
            repr(sorted(self._env.toctree_includes.items())),
        )
        return hashlib.md5("\0".join(facts).encode(), usedforsecurity=False).hexdigest()


def _as_templates_do(text: str) -> str:
    """Escaped in the way of Jinja, so that a template that escapes it itself writes the same."""
    return str(markupsafe.escape(without_formulas(text)))


def _name(paper: Paper) -> str:
    return posixpath.basename(paper.docname)


def _sentence(work: ScholarlyWork) -> str:
    """What to say of a work without an abstract."""
    names = ", ".join(author.name for author in work.authors)
    year = work.date.iso[:4] if work.date else ""
    place = " ".join(part for part in (work.venue, year if year not in work.venue else "") if part)
    return ". ".join(part for part in (names, place) if part)
