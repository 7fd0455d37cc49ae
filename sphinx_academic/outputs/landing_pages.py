"""Writes the pages of records, such as the landing pages of publications: one for each, in whatever theme the site has.

What a page says is described by the section of its kind (:data:`~sphinx_academic.pages.page_addresses.PAGE_KINDS`), linked by
`pages.page_links`, and here put into the theme.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from html import escape
from itertools import chain, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

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
from sphinx_academic.data.records import Publication
from sphinx_academic.outputs import site_search
from sphinx_academic.outputs.pictures import Wanted, prepare_thumbnails
from sphinx_academic.outputs.search import index_of, state_of_site
from sphinx_academic.pages import fill, kept_files, mathml, page_addresses, page_links, site
from sphinx_academic.pages.build import DOMAIN, Context, later
from sphinx_academic.pages.site_kinds import sections_of
from sphinx_academic.sections.base import markup_for
from sphinx_academic.sections.description import Description
from sphinx_academic.sections.page_text import PageLink, PageText
from sphinx_academic.warnings import tell

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_academic.pages.styled import CitedOnPages

_TEMPLATE = "page.html"
_MAP = "sphinx_sitemap"


def setup(app: Sphinx) -> None:
    """Have the pages written when Sphinx asks for further ones."""
    app.connect("html-collect-pages", write_landing_pages)


def write_landing_pages(app: Sphinx) -> Sequence[tuple[str, dict[str, Any], str]]:
    """Write what has changed; Sphinx is given no page to write."""
    builder = site.html_builder(app)
    is_needed = kept_files.outputs_of(builder).needs(kept_files.SitePart.PAGES, state_of_site(app.env))
    of_kinds = page_addresses.all_pages(app.env).values() if is_needed or _MAP in app.extensions else ()
    if not is_needed:
        for page in chain.from_iterable(found.pages for found in of_kinds):
            _keep_on_map(app, page.docname)
        return ()
    for problem in chain.from_iterable(found.problems for found in of_kinds):
        tell(problem)
    with paused_collection():
        # All at once, which several threads do faster than one.
        pictures = (
            Wanted(image.url, page.kind.place_of_pictures, page.sources, (page.record,))
            for page in chain.from_iterable(found.pages for found in of_kinds)
            for _field, image in page.record.pictures()
        )
        prepare_thumbnails(pictures, builder)
        links, search = page_links.PageLinks(builder), index_of(builder)
        cited = _cited(app.env)
        for found in of_kinds:
            writer = _Writer(app, cited)
            newer: PageLink | None = None
            for here, older in pairwise(chain(writer.described(found.pages), [None])):
                assert here is not None  # which is behind the last alone
                linked = links.link(*here)
                if search is not None:
                    search.add(linked, writer.line_of(here[0]))
                writer.write(linked, newer, older[1].link if older else None)
                newer = linked.text.link
        if cited is not None:
            cited.save()
    return ()


def _keep_on_map(app: Sphinx, docname: str) -> None:
    """Tell sphinx-sitemap of a page that is there already: it knows of those alone that Sphinx makes."""
    if extension := app.extensions.get(_MAP):
        extension.module.add_html_link(app, docname, _TEMPLATE, {}, None)


# Which only sites need that have such pages.
_cited_on_pages = later("sphinx_academic.pages.styled:CitedOnPages")


def _cited(env: BuildEnvironment) -> CitedOnPages | None:
    """The forms in which pages give works to be cited; None where no page does."""
    pages = page_addresses.paper_pages(env).pages if env.config.academic_cite_forms else ()
    works = [(cast("Publication", page.record), markup_for(page.collection)) for page in pages]
    return _cited_on_pages(env, works) if works else None


class _Writer:
    """Writes the pages of one kind in one build."""

    def __init__(self, app: Sphinx, cited: CitedOnPages | None) -> None:
        self._app = app
        self._cited = cited
        self._builder = builder = site.html_builder(app)
        self._outputs = kept_files.outputs_of(builder)
        # What a page consists of besides its publication: theme, settings, menu, and the versions that wrote it.
        menu = {name: title.astext() for name, title in app.env.titles.items()}
        self._around = kept_files.digest_of(
            (__version__, sphinx.__display_version__, builder.name, self._outputs.settings),
            builder.templates.newest_template_mtime(),
            self._outputs.around(),
            (sorted(menu.items()), sorted(app.env.toctree_includes.items())),
        )
        self._templates = SharedTemplates(builder.templates, _TEMPLATE, builder.get_relative_uri)
        self._descriptions: dict[int, Description] = {}

    def described(
        self, pages: Iterable[page_addresses.RecordPage]
    ) -> Iterator[tuple[page_addresses.RecordPage, PageText]]:
        """Each page with all that it says."""
        for page in pages:
            description = self._description(page.collection, page.home or page.docname)
            home = self._link_to(page.home) if page.home else None
            yield page, page.kind.text(page.record, description, page.docname, home, page.collection)

    def line_of(self, page: page_addresses.RecordPage) -> str:
        """The line by which searches find the record of a page."""
        section = sections_of(self._app.env).of_entries(page.kind.kind)
        name = section.search_name(page.record, self._description(page.collection, page.home or page.docname))
        return name.name if name else ""

    def _description(self, collection: Collection, docname: str) -> Description:
        """How the records of a collection are described; the same for all of them."""
        if id(collection) not in self._descriptions:
            domain: Any = self._app.env.get_domain(DOMAIN)
            self._descriptions[id(collection)] = replace(
                fill.description_for(
                    self._app.env,
                    docname,
                    markup_for(collection),
                    collection.people,
                    profiles=collection.profile,
                ),
                cited_in=domain.places_of,
                page_of=page_addresses.paper_pages(self._app.env).page_of,
                forms=self._cited.forms if self._cited else (),
                styled=self._cited.in_styles(markup_for(collection)) if self._cited else {},
            )
        return self._descriptions[id(collection)]

    def _link_to(self, docname: str) -> PageLink:
        """A document of the site, and its title."""
        title = self._app.env.titles.get(docname)
        return PageLink(docname, title.astext() if title is not None else docname)

    def write(self, page: page_links.LandingPage, newer: PageLink | None, older: PageLink | None) -> None:
        """Put the theme around a page and write it, that of a publication with its entry as a file beside it."""
        builder, text, body = self._builder, page.text, page.body
        docname, title = text.link.docname, text.title_as_written
        works = [page.page.record] if isinstance(page.page.record, Publication) else []
        head = "\n".join((page.head, *site_search.filters(works)))
        digest = kept_files.digest_of(self._around, body, head, newer, older)
        file = Path(builder.get_outfilename(docname)).relative_to(builder.outdir).as_posix()
        beside = {f"{docname}.bib": text.paper.entry.encode()} if text.paper else {}
        if all(self._outputs.holds(kept_files.SitePart.PAGES, each, digest) for each in (file, *beside)):
            _keep_on_map(self._app, docname)
            return
        for name, content in beside.items():
            self._outputs.write(kept_files.SitePart.PAGES, name, content, digest)
        # sphinxext-opengraph takes from here what it cannot see in the page.
        picture = {"og:image": page.picture, "og:image:alt": title} if page.picture else {}
        context: Context = {
            "title": _as_templates_do(title),
            "body": body,
            "metatags": f'{head}\n<meta name="academic-digest" content="{digest}" />\n',
            "meta": {"og:type": page.page.kind.sort, **picture},
            "pageurl": site.address_of(builder, docname) if site.base_of(builder) else None,
            "parents": [self._related(docname, text.home, escape)] if text.home else [],
            **dict.fromkeys(("toc", "sourcename", "page_source_suffix"), ""),
            **dict.fromkeys(("display_toc", "has_source", "show_source"), False),
            "rellinks": list(builder.globalcontext["rellinks"]),
            "has_maths_elements": mathml.has_formulas(body),
            "academic_page": {},
            "academic_by_date": page.page.kind.order is not None,
        }
        sides = (("next", older, "N", _("next")), ("prev", newer, "P", _("previous")))
        for side, other, sign, words in sides:
            context["academic_page"][side] = other.docname if other else ""
            context[side] = self._related(docname, other, _as_templates_do) if other else None
            if other:
                context["rellinks"].append((other.docname, _as_templates_do(other.title), sign, words))
        # What extensions that look at a page's tree are to find: title, description, and that records are shown.
        section = nodes.section("", nodes.title("", "", nodes.Text(title)))
        section += nodes.paragraph("", "", nodes.Text(text.summary))
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
        written = self._templates.rendered.encode(self._app.config.html_output_encoding, "xmlcharrefreplace")
        self._outputs.write(kept_files.SitePart.PAGES, file, written, digest)

    def _related(self, docname: str, page: PageLink, escaped: Callable[[str], str]) -> dict[str, str]:
        """What templates are given of a page that another one leads to."""
        return {"link": self._builder.get_relative_uri(docname, page.docname), "title": escaped(page.title)}


def _as_templates_do(text: str) -> str:
    """Escaped in the way of Jinja, so that a template that escapes it itself writes the same."""
    return str(markupsafe.escape(without_formulas(text)))


# Around many pages

_MARK = re.compile(r"academicslot([a-z]{1,20})tolscimedaca")
_TRIAL = {
    "title": "a &#34;b&#34; &amp; &#39;c&#39; &lt;d&gt;",
    "body": '<h1 id="e">f &amp; "g" \\ \\1</h1>\n',
    "metatags": '<meta name="h" content="i &amp; j" />\n',
    "pageurl": "https://k.example/l.html",
    "name": "m-1.n",
    "prevname": "o",
    "prevtitle": "p &#34;q&#34; &lt;r&gt; &amp;",
    "nextname": "s_t",
    "nexttitle": "u &#39;v&#39;",
}
"""What a page has of its own, with all that a template might treat in its own way; names are those within the folder of the pages."""

_OWN = frozenset({"title", "body", "metatags", "pageurl", "pagename", "current_page_name", "meta"})
_OWN |= {"prev", "next", "rellinks", "academic_page"}
"""What a page's context has of its own."""

_MOST_SHAPES = 12
"""First, middle and last page; as many more where pages belong to several lists."""

_Shell = tuple[str, ...]
"""A rendered template, cut at its marks: every second piece is what belongs there."""


class SharedTemplates:
    """Stands in for a builder's ``templates``, and renders a theme's template once for many pages that differ in a few places.

    A template takes a millisecond or several for each page, most of it for what is the same on all of them: menu, style
    sheets, footer. Here it is rendered with marks in the places that differ, and the pages' own values are put there.
    Where a theme does more with a value than write it, which a trial shows, every page is rendered by itself.
    The context of a page names its neighbours (``academic_page``: the pages ``prev`` and ``next``).
    """

    def __init__(self, templates: Any, template: str, get_relative_uri: Callable[[str, str], str]) -> None:
        self._templates = templates
        self._template = template
        self._get_relative_uri = get_relative_uri
        self._shells: list[tuple[Context, _Shell | None]] = []
        self.rendered = ""
        """The last page."""

    def __getattr__(self, name: str) -> Any:
        return getattr(self._templates, name)

    def render(self, template: str, context: Context) -> str:
        """The page: from the shell that all pages of its shape share, if there is one."""
        # Some themes put a page together of templates that they render one by one before this.
        if template != self._template:
            return str(self._templates.render(template, context))
        shape = {name: value for name, value in context.items() if name not in _OWN and not callable(value)}
        # Extensions have read these by now.
        meta = context.get("meta") or {}
        shape["meta"] = {name: value for name, value in meta.items() if not name.startswith("og:")}
        shape["has"] = [context[name] is None for name in ("prev", "next", "pageurl")]
        found = next((each for each in self._shells if each[0] == shape), None)
        if found is None:
            # Pages that have so many shapes share none.
            has_room = len(self._shells) < _MOST_SHAPES
            found = (shape, self._shell(context) if has_room else None)
            self._shells += [found] if has_room else []
        if found[1] is None:
            self.rendered = str(self._templates.render(template, context))
        else:
            own = {name: context[name] for name in ("title", "body", "metatags", "pageurl")}
            own["name"] = posixpath.basename(context["pagename"])
            for side, docname in context["academic_page"].items():
                own[f"{side}name"] = posixpath.basename(docname)
                own[f"{side}title"] = context[side]["title"] if context[side] else ""
            self.rendered = _filled(found[1], own)
        return self.rendered

    def _shell(self, context: Context) -> _Shell | None:
        """What pages share that are of the shape of this one; None where a trial comes out differently."""
        here, neighbours = context["pagename"], context["academic_page"]
        folder = posixpath.dirname(here)

        def rendered(values: Mapping[str, str]) -> str:
            docname = f"{folder}/{values['name']}"
            changed = {**context, "pagename": docname, "current_page_name": docname}
            changed |= {name: values[name] for name in ("title", "body", "metatags")}
            if context["pageurl"] is not None:
                changed["pageurl"] = values["pageurl"]
            others = {}
            for side in ("prev", "next"):
                if context[side] is not None:
                    other, title = f"{folder}/{values[f'{side}name']}", values[f"{side}title"]
                    others[neighbours[side]] = (other, title)
                    changed[side] = {"link": self._get_relative_uri(here, other), "title": title}
            changed["rellinks"] = [
                (*others[link[0]], *link[2:]) if link[0] in others else link for link in context["rellinks"]
            ]
            return str(self._templates.render(self._template, changed))

        shell = tuple(_MARK.split(rendered({slot: f"academicslot{slot}tolscimedaca" for slot in _TRIAL})))
        if not _TRIAL.keys() >= set(shell[1::2]):
            return None
        # A theme may look for something in a page's body: the trial has one as pages have it.
        trial = {**_TRIAL, "body": _TRIAL["body"] + context["body"]}
        return shell if _filled(shell, trial) == rendered(trial) else None


def _filled(shell: _Shell, values: Mapping[str, str | None]) -> str:
    """The shell with values in its slots."""
    pieces = list(shell)
    pieces[1::2] = [values[slot] or "" for slot in pieces[1::2]]
    return "".join(pieces)
