"""Files of references beside the lists that offer them: their names, what they hold, and how they are written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from docutils.nodes import make_id

from sphinx_academic.content.nodes import Request
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.located import paused_collection
from sphinx_academic.formats.table import format_named
from sphinx_academic.outputs.kept_files import Part, outputs_of
from sphinx_academic.pages.site import writes_pages
from sphinx_academic.sections.base import collection_for, markup_for
from sphinx_academic.sections.offers import DownloadRequest, Offer, formats_of
from sphinx_academic.sections.registry import SECTIONS

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

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


def offers_of(env: BuildEnvironment, docname: str, request: Request) -> Iterator[Offer]:
    """The files that a list of a page offers."""
    formats = formats_of(dict(request.options))
    if not formats:
        return
    name = _names(env).get((docname, request))
    for form in formats:
        content = _content(request, form, str(env.srcdir))
        if name and content:
            yield Offer(form, f"{FOLDER}/{name}{format_named(form).suffix}", len(content))


def _names(env: BuildEnvironment) -> dict[tuple[str, Request], str]:
    domain: Any = env.get_domain("academic")
    return names_of(domain.downloads, env.config.root_doc, env.found_docs)


_made: dict[tuple[Request, str], tuple[Collection, bytes]] = {}
_MOST_KEPT = 24


def _content(request: Request, form: str, srcdir: str) -> bytes:
    """The file; kept for when it is written, as its size is shown before."""
    collection = collection_for(request, srcdir)
    known = _made.get((request, form))
    if known is not None and known[0] is collection:
        return known[1]
    section = SECTIONS[request.section]
    chosen = section.choose(collection, dict(request.options))
    records = [record for group in chosen for record in group.records]
    with paused_collection():
        text = format_named(form).writer(records, markup=markup_for(collection)) if records else ""
    content = text.encode("utf-8")
    if len(_made) >= _MOST_KEPT:
        _made.clear()
    _made[request, form] = (collection, content)
    return content


def write_downloads(app: Sphinx) -> None:
    """Write every file that a list of the site offers."""
    if not writes_pages(app.builder):
        return
    outputs = outputs_of(app.builder)
    for (_, request), name in _names(app.env).items():
        for form in formats_of(dict(request.options)):
            content = _content(request, form, str(app.srcdir))
            if content:
                outputs.write(Part.DOWNLOADS, f"{FOLDER}/{name}{format_named(form).suffix}", content)
