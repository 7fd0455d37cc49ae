"""Which publications have a landing page, and where it is."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from sphinx_academic.data import select
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.naming import as_one, fault_in, in_ascii
from sphinx_academic.data.records import Publication
from sphinx_academic.pages.build import build_of, notes_of
from sphinx_academic.pages.links import files_of_site
from sphinx_academic.pages.site import in_reading_order, writes_own_pages
from sphinx_academic.pages.site_kinds import declared_in
from sphinx_academic.problems import Code, Problem, shorten
from sphinx_academic.sections.base import collection_of

if TYPE_CHECKING:
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

    papers: tuple[Paper, ...] = ()
    problems: tuple[Problem, ...] = ()
    by_place: Mapping[_Place, str] = {}
    by_name: Mapping[tuple[_Place, str], str] = {}
    by_key: Mapping[str, str] = {}

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


_LONGEST = 150
"""Characters of a page's name: endings, and folders on the way to it, take their part of what systems allow."""

_Place = tuple[str, int, int]


def paper_pages(env: BuildEnvironment) -> PaperPages:
    """The landing pages that a builder writes, known when all pages are read: none but those that write one file for each page."""
    folder = env.config.academic_paper_pages
    if not folder or not writes_own_pages(build_of(env).builder):
        return PaperPages()
    return build_of(env).one("papers", lambda: _pages(folder, env))


def _lists(env: BuildEnvironment) -> Iterator[tuple[tuple[str, ...], Collection, str]]:
    """Every set of files whose publications the site shows, with the page that shows most of them."""
    own = files_of_site(env)
    homes: dict[tuple[tuple[str, ...], str], tuple[int, int, str]] = {}
    order = {docname: number for number, docname in enumerate(in_reading_order(env))}
    for docname, notes in sorted(notes_of(env).items()):
        for each in notes.lists:
            place = (each.filters, order.get(docname, len(order)), docname)
            wanted = (each.sources, "" if each.sources == own else each.bare)
            homes[wanted] = min(homes.get(wanted, place), place)
    for sources, bare in dict.fromkeys([(own, ""), *sorted(homes)]):
        if sources:
            home = homes.get((sources, bare), (0, 0, ""))[2]
            yield (
                sources,
                collection_of(sources, str(env.srcdir), bare or "publications", declared_in(env)),
                home,
            )


def _pages(folder: str, env: BuildEnvironment) -> PaperPages:
    papers: list[Paper] = []
    told: list[Problem] = []
    own = {as_one(name) for name in env.found_docs}
    taken: dict[str, Publication] = {}
    seen: set[tuple[_Place, str]] = set()
    for sources, collection, home in _lists(env):
        for publication in collection.publications:
            place = (publication.origin[:3], publication.key)
            if place in seen:
                continue  # the same record, of a file that two lists show
            seen.add(place)
            name = file_name(publication.key)
            if fault := _why_not(name, taken.get(as_one(name))):
                name = _numbered(name, publication.key)
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
    papers.sort(
        key=lambda paper: select.newness(paper.publication.when, is_awaited=paper.publication.is_awaited)
    )
    # Of several the first counts.
    pages = [(paper.publication, paper.docname) for paper in reversed(papers)]
    by_place = {each[:3]: name for work, name in pages for each in (work.origin, *work.origin.others)}
    by_name = {(work.origin[:3], work.key): name for work, name in pages}
    by_key = {key: name for work, name in pages for key in reversed(work.all_keys)}
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


def _numbered(name: str, key: str) -> str:
    """A name with a number of the key alone behind it, so that the address stays when other works come and go."""
    # A device is one up to its first dot.
    return f"{name[:_LONGEST].replace('.', '-').strip('-')}-{zlib.crc32(key.encode()):08x}"


def name_of_page(key: str) -> str:
    """What the page of a key is called where no other page would be one file with it."""
    name = file_name(key)
    return _numbered(name, key) if _why_not(name, None) else name


def file_name(key: str) -> str:
    """What the page of a key is called: the key, without what file systems or addresses give a meaning of their own."""
    name = re.sub(r"[^\w.-]+", "-", key if key.isascii() else in_ascii(key), flags=re.ASCII)
    return re.sub(r"\.{2,}", ".", name).strip(".-") or in_ascii(key)
