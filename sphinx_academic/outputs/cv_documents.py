"""A CV as files that stand by themselves, a PDF among them: made with the site where it changed, and linked above the CV.

What a PDF is made of is kept with it (:mod:`~sphinx_academic.pages.kept_files`), so that a build in which nothing of it changed does not
even load what sets one.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from sphinx_academic import __version__
from sphinx_academic.content import latex, typst
from sphinx_academic.content.document import Document, with_addresses
from sphinx_academic.content.fragments import Element, Fragments, elements
from sphinx_academic.content.nodes import Request
from sphinx_academic.content.typst import Look, TypesettingError, typeset
from sphinx_academic.data.career import Career, made_on
from sphinx_academic.data.located import paused_collection
from sphinx_academic.data.records.person import Highlights
from sphinx_academic.formats.latex.characters import in_characters
from sphinx_academic.formats.table import format_named
from sphinx_academic.outputs import when_pages_are_written
from sphinx_academic.outputs.offered_files import FOLDER, names_of
from sphinx_academic.pages import links
from sphinx_academic.pages.build import Local, notes_of
from sphinx_academic.pages.fill import description_for
from sphinx_academic.pages.kept_files import SitePart, digest_of, outputs_of
from sphinx_academic.pages.site import base_of, html_builder, writes_pages
from sphinx_academic.pages.site_kinds import declared_in, sections_of
from sphinx_academic.pages.typesetting import fonts_of_site, typeset_with
from sphinx_academic.pages.write import AbsolutePage, Contributor, ShownGroup, contributors_of
from sphinx_academic.problems import Code, Problem
from sphinx_academic.sections.base import collection_for, markup_for
from sphinx_academic.sections.cv import CurriculumVitae, document
from sphinx_academic.sections.cv_offers import LATEX, CvLook, career_of
from sphinx_academic.sections.description import _
from sphinx_academic.sections.offers import DocumentRequest, OfferedFile, download_line
from sphinx_academic.warnings import tell

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_academic.data.collection import Collection

_PDF = "pdf"
_TEMPLATES = Path(typst.__file__).parent


class _Documents(Contributor):
    """The documents that the pages of one site offer, each file made once."""

    def __init__(self, app: Sphinx) -> None:
        env = app.env
        self._builder: StandaloneHTMLBuilder = html_builder(app)
        self._env: BuildEnvironment = env
        asked = {docname: notes.documents for docname, notes in notes_of(env).items()}
        self._asked = {(docname, each.request): each for docname in asked for each in asked[docname]}
        self._names = names_of(asked, env.config.root_doc, env.found_docs, "cv")
        self._made: dict[tuple[str, Request], tuple[OfferedFile, ...]] = {}

    def behind(self, shown: ShownGroup) -> Fragments:
        # The first group of a CV that offers files is that of the links alone.
        if (
            shown.number
            or (shown.docname, shown.request) not in self._asked
            or not writes_pages(shown.builder)
        ):
            return ()
        return download_line(self._files(shown.docname, shown.request), shown.builder.config.language or "en")

    def write(self, app: Sphinx) -> None:
        """Write every file that a page of the site offers."""
        if writes_pages(app.builder) and outputs_of(app.builder).needs(SitePart.DOCUMENTS):
            for docname, request in self._names:
                self._files(docname, request)

    def _files(self, docname: str, request: Request) -> tuple[OfferedFile, ...]:
        if (docname, request) not in self._made:
            asked = self._asked[docname, request]
            with paused_collection():
                made = _Made(self._builder, docname, asked, self._names[docname, request])
                self._made[docname, request] = tuple(made.files())
        return self._made[docname, request]


class _Made:
    """What is made of one CV."""

    def __init__(
        self, builder: StandaloneHTMLBuilder, docname: str, asked: DocumentRequest, name: str
    ) -> None:
        self._builder, self._env = builder, builder.env
        self._docname, self._asked, self._name = docname, asked, name
        self._options = dict(asked.request.options)
        self._section = cast("CurriculumVitae", sections_of(self._env)[asked.request.section])
        self._collection: Collection = collection_for(
            asked.request, str(self._env.srcdir), declared_in(self._env)
        )

    def files(self) -> Iterator[OfferedFile]:
        """The files, each written as far as it has to be."""
        if look := self._options.get("pdf"):
            yield from self._pdf(look)
        for name in self._options.get("download", ()):
            if name == LATEX:
                text = latex.write(self._document(), *self._options.get("pdf", CvLook())[:2])
                yield self._written("LaTeX", f"{self._name}.tex", "application/x-latex", text.encode("utf-8"))
            else:
                form = format_named(name)
                text = form.career_writer(self._career(), markup=markup_for(self._collection))
                path = f"{self._name}-{name}{form.suffix}"
                yield self._written(form.label, path, form.media_type, text.encode("utf-8"))

    def _written(
        self, label: str, name: str, media_type: str, content: bytes, made_of: str = ""
    ) -> OfferedFile:
        outputs_of(self._builder).write(SitePart.DOCUMENTS, f"{FOLDER}/{name}", content, made_of)
        return OfferedFile(label, f"{FOLDER}/{name}", len(content), media_type)

    def _pdf(self, asked: CvLook) -> Iterator[OfferedFile]:
        made, label, media_type = self._document(), str(_("CV as PDF")), "application/pdf"
        look = Look(asked.design, asked.paper, self._day(), fonts_of_site(self._env))
        key = self._key(made, look)
        path = f"{FOLDER}/{self._name}.pdf"
        if outputs_of(self._builder).holds(SitePart.DOCUMENTS, path, key):
            size = Path(self._builder.outdir, path).stat().st_size
            yield OfferedFile(label, path, size, media_type)
            return
        try:
            found = typeset(made, look, self._picture, in_characters)
        except TypesettingError as error:
            self._tell(f"{error} The page has no link to a PDF.", error.hint)
            return
        for fault in found.faults:
            self._tell(fault.message, fault.hint)
        # What lacks something is made again whenever its page is written, to be told again until it is there.
        made_of = "" if found.faults else key
        yield self._written(label, f"{self._name}.pdf", media_type, found.pdf, made_of)

    def _tell(self, message: str, hint: str) -> None:
        tell(Problem(self._asked.path, self._asked.line, 0, Code.CV, message, hint))

    def _key(self, made: Document, look: Look) -> str:
        """What tells a PDF without making it: all that it is made of, and with what."""
        pictures = {
            each.attributes["url"] for fragments in (made.head, *(part.body for part in made.parts))
            for each in elements(fragments) if each.kind in {"figure", "image"} and each.attributes.get("url")
        }  # fmt: skip
        states = [(path, path.stat().st_mtime_ns) for path in map(self._picture, sorted(pictures)) if path]
        templates = [each.read_bytes() for each in sorted(_TEMPLATES.glob("*.typ"))]
        return digest_of(made, look, states, templates, __version__, typeset_with(self._env))

    def _picture(self, url: str) -> Path | None:
        path = links.find_image(self._env, url, self._asked.request.sources).path
        return Path(self._env.srcdir, path) if path else None

    def _day(self) -> datetime.date | None:
        records = (record for every in self._collection.records.values() for record in every)
        return made_on(self._env.config.academic_today, records)

    def _document(self) -> Document:
        config, collection = self._env.config, self._collection
        description = description_for(
            self._env,
            self._docname,
            markup_for(collection),
            collection.people,
            language=str(self._env.settings.get("language_code") or config.language or "en"),
            profiles=collection.profile,
        )
        page = AbsolutePage(self._builder, self._docname, self._asked.request.sources)
        made = document(collection, self._options, description, self._section)
        return with_addresses(made, partial(self._address_of, page))

    def _address_of(self, page: AbsolutePage, link: Element) -> str:
        """Where a link leads from anywhere: pages and files of the site have an address where ``html_baseurl`` says one."""
        url, docname, anchor = (link.attributes.get(name, "") for name in ("url", "page", "anchor"))
        has_address = bool(base_of(self._builder))
        if docname:
            found = page.document(docname, f"#{anchor}" if anchor else "") if has_address else None
        elif links.find_local(self._env, url, self._asked.request.sources).kind is Local.ELSEWHERE:
            return url
        else:
            found = page.link(url) if has_address else None
        return found.href if found is not None else ""

    def _career(self) -> Career:
        shown = self._section.curriculum(self._collection, self._options, [])
        config, collection = self._env.config, self._collection
        asked = config.academic_highlight
        highlights = shown.standing_out(Highlights(asked, collection.people), asked)
        return career_of(shown, collection, self._section.sections(collection), highlights)


def setup(app: Sphinx) -> None:
    """Connect what links to the files and what writes them."""
    documents = _Documents(app)
    contributors_of(app.env).append(documents)
    when_pages_are_written(app, documents.write)
