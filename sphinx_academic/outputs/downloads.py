"""Files of references that lists offer: their names, what they hold, how they are written, and the line below the list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from docutils.nodes import make_id
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from sphinx_academic.content.fragments import Fragments
from sphinx_academic.content.nodes import Request
from sphinx_academic.data.located import paused_collection
from sphinx_academic.formats.table import format_named
from sphinx_academic.outputs import when_pages_are_written
from sphinx_academic.pages.build import notes_of
from sphinx_academic.pages.kept_files import SitePart, outputs_of
from sphinx_academic.pages.site import writes_pages
from sphinx_academic.pages.write import Contributor, ShownGroup, contributors_of
from sphinx_academic.sections.base import collection_for, markup_for
from sphinx_academic.sections.offers import DownloadRequest, download_line
from sphinx_academic.sections.registry import SECTIONS

FOLDER = "_downloads"
"""Where Sphinx puts the files that pages offer."""

_NAME = "publications"


def names_of(
    by_page: Mapping[str, Iterable[DownloadRequest]], root: str, pages: Iterable[str]
) -> dict[tuple[str, Request], str]:
    """The name, without its end, of each list's files, by its page and its request.

    It is the page's, with the heading above the list for a second one; ``root`` is the homepage, whose files are called
    ``publications`` unless one of the ``pages`` is. Lists that would share a name are numbered.
    """
    names: dict[tuple[str, Request], str] = {}
    taken: set[str] = set()
    for docname in sorted(by_page):
        base = make_id(docname.replace("/", "-")) or _NAME
        if docname == root:
            base = f"{root}-{_NAME}" if _NAME in pages else _NAME
        for position, (request, heading) in enumerate(by_page[docname]):
            if (docname, request) in names:
                continue
            # File systems hold names of 255 bytes.
            name = (f"{base}-{make_id(heading)}" if position else base)[:150].rstrip("-")
            free, number = name, 1
            while free in taken:
                number += 1
                free = f"{name}-{number}"
            taken.add(free)
            names[docname, request] = free
    return names


class Downloads(Contributor):
    """The files of one site, each made once: its size is shown before it is written."""

    def __init__(self, env: BuildEnvironment) -> None:
        by_page = {docname: notes.downloads for docname, notes in notes_of(env).items()}
        self._names = names_of(by_page, env.config.root_doc, env.found_docs)
        self._srcdir = str(env.srcdir)
        self._made: dict[tuple[Request, str], bytes] = {}

    def behind(self, shown: ShownGroup) -> Fragments:
        if not shown.is_last or not writes_pages(shown.builder):
            return ()
        return download_line(self._files(shown.docname, shown.request), shown.builder.config.language or "en")

    def _files(self, docname: str, request: Request) -> Iterator[tuple[str, str, bytes]]:
        """The files that a list of a page offers: format, path and content."""
        name = self._names.get((docname, request))
        for form in dict(request.options).get("download", ()) if name else ():
            if content := self._content(request, form):
                yield form, f"{FOLDER}/{name}{format_named(form).suffix}", content

    def _content(self, request: Request, form: str) -> bytes:
        if (request, form) not in self._made:
            collection = collection_for(request, self._srcdir)
            chosen = SECTIONS[request.section].choose(collection, dict(request.options))
            records = [record for group in chosen for record in group.records]
            with paused_collection():
                text = format_named(form).writer(records, markup=markup_for(collection)) if records else ""
            self._made[request, form] = text.encode("utf-8")
        return self._made[request, form]

    def write(self, app: Sphinx) -> None:
        """Write every file that a list of the site offers."""
        outputs = outputs_of(app.builder)
        if outputs.needs(SitePart.DOWNLOADS) and writes_pages(app.builder):
            for place in self._names:
                for _form, path, content in self._files(*place):
                    outputs.write(SitePart.DOWNLOADS, path, content)


def setup(app: Sphinx) -> None:
    """Connect what links to the files and what writes them."""
    downloads = Downloads(app.env)
    contributors_of(app.env).append(downloads)
    when_pages_are_written(app, downloads.write)
