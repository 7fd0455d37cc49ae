"""Writes the landing pages: one for each publication, in whatever theme the site has.

What a page says is described by `sections.publication_entry`, linked by `pages.paper_links`, and here put into the theme.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from html import escape
from itertools import chain, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import markupsafe
import sphinx
from docutils import nodes
from sphinx.locale import _
from sphinx.util.docutils import new_document

from sphinx_academic import __version__
from sphinx_academic.content.nodes import Request, placeholder
from sphinx_academic.content.typography import without_formulas
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.located import paused_collection
from sphinx_academic.outputs.pictures import Wanted, prepare_thumbnails
from sphinx_academic.outputs.search import index_of, state_of_site
from sphinx_academic.outputs.theme_shell import SharedTemplates
from sphinx_academic.pages.build import DOMAIN, Context
from sphinx_academic.pages.fill import description_for
from sphinx_academic.pages.kept_files import SitePart, digest_of, outputs_of
from sphinx_academic.pages.mathml import has_formulas
from sphinx_academic.pages.paper_addresses import Paper, paper_pages
from sphinx_academic.pages.paper_links import LandingPage, PaperLinks
from sphinx_academic.pages.site import address_of, base_of, html_builder
from sphinx_academic.sections.base import markup_for
from sphinx_academic.sections.description import Description
from sphinx_academic.sections.publication_entry import PageLink, PageText, page_text
from sphinx_academic.warnings import tell

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_TEMPLATE = "page.html"


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
        # All at once, which several threads do faster than one.
        pictures = (
            Wanted(image.url, "page", paper.sources, (paper.publication,))
            for paper in pages.papers
            for _field, image in paper.publication.pictures()
        )
        prepare_thumbnails(pictures, builder)
        links, writer, search = PaperLinks(builder), _Writer(app), index_of(builder)

        def described() -> Iterator[tuple[Paper, PageText]]:
            for paper in pages.papers:
                publication, docname, collection, _sources, home = paper
                description = writer.description(collection, home or docname)
                link = writer.link_to(home) if home else None
                yield paper, page_text(publication, description, docname, link)

        newer: PageLink | None = None
        for here, older in pairwise(chain(described(), [None])):
            assert here is not None  # which is behind the last alone
            page = links.link(*here)
            if search is not None:
                search.add(page)
            writer.write(page, newer, older[1].link if older else None)
            newer = page.text.link
    return ()


class _Writer:
    """Writes the landing pages of one build."""

    def __init__(self, app: Sphinx) -> None:
        self._app = app
        self._builder = builder = html_builder(app)
        self._outputs = outputs_of(builder)
        # What a page consists of besides its publication: theme, settings, menu, and the versions that wrote it.
        menu = {name: title.astext() for name, title in app.env.titles.items()}
        self._around = digest_of(
            (__version__, sphinx.__display_version__, builder.name, self._outputs.settings),
            builder.templates.newest_template_mtime(),
            self._outputs.around(),
            (sorted(menu.items()), sorted(app.env.toctree_includes.items())),
        )
        self._templates = SharedTemplates(builder.templates, _TEMPLATE, builder.get_relative_uri)
        self._descriptions: dict[int, Description] = {}

    def description(self, collection: Collection, docname: str) -> Description:
        """How the publications of a collection are described; the same for all of them."""
        if id(collection) not in self._descriptions:
            domain: Any = self._app.env.get_domain(DOMAIN)
            self._descriptions[id(collection)] = replace(
                description_for(self._app.env, docname, markup_for(collection), collection.people),
                cited_in=lambda kind, key: [self.link_to(name) for name in domain.cited_in(kind, key)],
            )
        return self._descriptions[id(collection)]

    def link_to(self, docname: str) -> PageLink:
        """A document of the site, and its title."""
        title = self._app.env.titles.get(docname)
        return PageLink(docname, title.astext() if title is not None else docname)

    def write(self, page: LandingPage, newer: PageLink | None, older: PageLink | None) -> None:
        """Put the theme around a page and write it, with the entry with its abstract as a file of its own."""
        builder, text, body = self._builder, page.text, page.body
        docname, title = text.link.docname, text.title_as_written
        digest = digest_of(self._around, body, page.head, newer, older)
        file = Path(builder.get_outfilename(docname)).relative_to(builder.outdir).as_posix()
        if all(self._outputs.holds(SitePart.PAPERS, each, digest) for each in (file, f"{docname}.bib")):
            return
        self._outputs.write(SitePart.PAPERS, f"{docname}.bib", text.entry.encode(), digest)
        # sphinxext-opengraph takes from here what it cannot see in the page.
        picture = {"og:image": page.picture, "og:image:alt": title} if page.picture else {}
        context: Context = {
            "title": _as_templates_do(title),
            "body": body,
            "metatags": f'{page.head}\n<meta name="academic-digest" content="{digest}" />\n',
            "meta": {"og:type": "article", **picture},
            "pageurl": address_of(builder, docname) if base_of(builder) else None,
            "parents": [self._related(docname, text.home, escape)] if text.home else [],
            **dict.fromkeys(("toc", "sourcename", "page_source_suffix"), ""),
            **dict.fromkeys(("display_toc", "has_source", "show_source"), False),
            "rellinks": list(builder.globalcontext["rellinks"]),
            "has_maths_elements": has_formulas(body),
            "academic_paper": {},
        }
        sides = (("next", older, "N", _("next")), ("prev", newer, "P", _("previous")))
        for side, other, sign, words in sides:
            context["academic_paper"][side] = other.docname if other else ""
            context[side] = self._related(docname, other, _as_templates_do) if other else None
            if other:
                context["rellinks"].append((other.docname, _as_templates_do(other.title), sign, words))
        # What extensions that look at a page's tree are to find: title, description, and that records are shown.
        section = nodes.section("", nodes.title("", "", nodes.Text(title)))
        section += nodes.paragraph("", "", nodes.Text(text.work.summary))
        section += placeholder(request=Request("publications", (), "", ()), index=0)
        doctree = new_document(docname)
        doctree += section
        # Sphinx makes the page; what it writes would not be whole at once.
        self._templates.rendered = ""
        own, builder.templates = builder.templates, self._templates
        try:
            builder.handle_page(docname, context, _TEMPLATE, outfilename=Path(os.devnull), event_arg=doctree)
        finally:
            builder.templates = own
        content = self._templates.rendered.encode(self._app.config.html_output_encoding, "xmlcharrefreplace")
        self._outputs.write(SitePart.PAPERS, file, content, digest)

    def _related(self, docname: str, page: PageLink, escaped: Callable[[str], str]) -> dict[str, str]:
        """What templates are given of a page that another one leads to."""
        return {"link": self._builder.get_relative_uri(docname, page.docname), "title": escaped(page.title)}


def _as_templates_do(text: str) -> str:
    """Escaped in the way of Jinja, so that a template that escapes it itself writes the same."""
    return str(markupsafe.escape(without_formulas(text)))
