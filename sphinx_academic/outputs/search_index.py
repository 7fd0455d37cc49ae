"""Lets Sphinx's search find entries: publications, news and people as results of their own.

Of its index only the objects of domains lead to a place within a page when some words of theirs are asked for; titles
and index entries ask for half of the whole text. But an object's name serves the inventory as well, where other sites
take it for the title, and the index that Sphinx writes cannot tell an anchor that begins with the object's type. So
the entries are added when the index is written.

Until 9.0 Sphinx's search page took the titles for HTML; since then it takes them for text. Whatever is to be found passes
here, so that no title ever becomes an element of that page.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import sphinx
from docutils import nodes
from sphinx.locale import get_translation

from sphinx_academic.data.located import paused_collection
from sphinx_academic.sections.entries import SearchName, unpacked_names

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_ = get_translation("sphinx_academic")

_PRIORITY = 1
"""Before pages that hold the words, behind pages whose title does."""

_TAKES_HTML = sphinx.version_info < (9, 0)
_written = html.escape if _TAKES_HTML else str


def enter(indexer: Any, docname: str, filename: str, title: str, document: nodes.document) -> None:
    """Let a page be found; its title is text."""
    indexer.feed(docname, filename, _written(title), document)
    _write_titles(indexer, docname)


def _write_titles(indexer: Any, docname: str) -> None:
    """Have the headings that were collected from a page (text in every version of Sphinx) be what the search page takes."""
    titles = indexer._all_titles
    titles[docname] = [(_written(title), identifier) for title, identifier in titles.get(docname, ())]


def watch_headings(app: Sphinx) -> None:
    """Where titles are taken for HTML: the headings of all pages, as those of groups come from data."""
    builder: Any = app.builder
    enter_page = getattr(builder, "index_page", None)
    if enter_page is None or not _TAKES_HTML:
        return

    def index_page(docname: str, *page: Any) -> None:
        enter_page(docname, *page)
        if builder.indexer is not None:
            _write_titles(builder.indexer, docname)

    builder.index_page = index_page


def kinds() -> Mapping[str, str]:
    """What a result is → what readers are told that it is."""
    return {"publication": _("publication"), "news": _("news"), "person": _("person")}


def results_of(names: Mapping[str, Sequence[SearchName]]) -> Iterator[tuple[str, SearchName]]:
    """The results by page; an entry of several lists once, where it stands among the most."""
    chosen: dict[tuple[str, str], tuple[int, str, SearchName]] = {}
    for docname in sorted(names):
        for name in names[docname]:
            place = (name.filters, docname, name)
            key = (name.kind, name.name if name.kind == "person" else name.anchor)
            if key not in chosen or place[:2] < chosen[key][:2]:
                chosen[key] = place
    for _filters, docname, name in sorted(chosen.values(), key=lambda each: (each[1], each[2])):
        yield docname, name


def add_to_index(app: Sphinx) -> list[Any]:
    """Have the index that is about to be written hold the entries; no page is added."""
    indexer: Any = getattr(app.builder, "indexer", None)
    if indexer is None:
        return []
    domain: Any = app.env.get_domain("academic")
    objects_of_domains = indexer.get_objects

    def get_objects(numbers: dict[str, int]) -> dict[str, list[tuple[Any, ...]]]:
        with paused_collection():
            return with_entries(numbers)

    def with_entries(numbers: dict[str, int]) -> dict[str, list[tuple[Any, ...]]]:
        objects: dict[str, list[tuple[Any, ...]]] = objects_of_domains(numbers)
        types: dict[tuple[str, str], int] = indexer._objtypes
        own = {number for (name, _type), number in types.items() if name == "academic"}
        for prefix in list(objects):
            objects[prefix] = [row for row in objects[prefix] if row[1] not in own]
            if not objects[prefix]:
                del objects[prefix]
        labels = kinds()
        names = {
            docname: [name for text in texts for name in unpacked_names(text)]
            for docname, texts in domain.search_names.items()
            if docname in numbers
        }
        for docname, result in results_of(names):
            kind = types.setdefault(("academic", result.kind), len(types))
            indexer._objnames[kind] = ("academic", result.kind, labels[result.kind])
            row = (numbers[docname], kind, _PRIORITY, result.anchor, _written(result.name))
            objects.setdefault("", []).append(row)
        return objects

    terms_of_pages = indexer.get_terms

    # Sphinx keeps every word that a page ever had.
    def get_terms(numbers: dict[str, int]) -> tuple[dict[str, Any], ...]:
        return tuple(
            {word: pages for word, pages in terms.items() if pages != []} for terms in terms_of_pages(numbers)
        )

    indexer.get_objects = get_objects
    indexer.get_terms = get_terms
    return []


def setup_search_index(app: Sphinx) -> None:
    """Connect it to the first event that knows the builder, and to the last before the index is written."""
    app.connect("builder-inited", watch_headings)
    app.connect("html-collect-pages", add_to_index)
