"""Lets Sphinx's search find entries (publications, news and people) as results of their own, and landing pages.

Of its index only the objects of domains lead to a place within a page when some words of theirs are asked for; titles
and index entries ask for half of the whole text. But an object's name serves the inventory as well, where other sites
take it for the title, and the index that Sphinx writes cannot tell an anchor that begins with the object's type. And
Sphinx takes out of its index whatever is no document. So entries and landing pages are added to the index that it has written.

Until 9.0 Sphinx's search page took the titles for HTML; since then it takes them for text. Whatever is to be found passes
here, so that no title ever becomes an element of that page.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sphinx

from sphinx_academic.data.located import paused_collection
from sphinx_academic.outputs import search_names
from sphinx_academic.pages import claimed_tests, kept_files, links, site
from sphinx_academic.pages.build import DOMAIN, build_of, later, notes_of
from sphinx_academic.pages.site_kinds import sections_of
from sphinx_academic.sections.entries import SearchName, unpacked_names

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment

    from sphinx_academic.pages.page_addresses import RecordPages
    from sphinx_academic.pages.page_links import LandingPage
    from sphinx_academic.sections.registry import Row

_PRIORITY = 1
"""Before pages that hold the words, behind pages whose title does."""

_TAKES_HTML = sphinx.version_info < (9, 0)


def _written(title: str) -> str:
    """A title that is text, or was written by an earlier build, as the search page takes it."""
    return html.escape(html.unescape(title)) if _TAKES_HTML else title


def _results(env: BuildEnvironment) -> list[tuple[str, SearchName]]:
    """The results with their pages; an entry of several lists once, where it stands among the most."""
    chosen: dict[tuple[str, str], tuple[int, str, SearchName]] = {}
    own_pages: Mapping[str, RecordPages] = later("sphinx_academic.pages.page_addresses:all_pages")(env)

    def is_result(name: SearchName) -> bool:
        """Whether it is found nowhere else: what has a page of its own is found there."""
        pages = own_pages.get(name.kind)
        keys = (name.anchor.removeprefix(f"{name.kind}-"), name.name)
        return not pages or not any(map(pages.page_of_key, keys))

    for docname, notes in sorted(notes_of(env).items()):
        for text in notes.search_names:
            for name in filter(is_result, unpacked_names(text)):
                key = (name.kind, name.name if name.kind == "person" else name.anchor)
                if key not in chosen or (name.filters, docname) < chosen[key][:2]:
                    chosen[key] = (name.filters, docname, name)
    return sorted((docname, name) for _filters, docname, name in chosen.values())


_PARTS = frozenset(
    ("docnames", "filenames", "titles", "terms", "titleterms", "alltitles", "objects", "objtypes", "objnames")
)
"""What an index of Sphinx has that is read here."""


class SearchIndex:
    """The index of one build: completed, or as the build before has left it where nothing has changed.

    It keeps no builder, to whose environment it belongs.
    """

    def __init__(self, builder: StandaloneHTMLBuilder) -> None:
        assert builder.indexer is not None
        self._language = builder.indexer.lang
        # Publications of one field share most of their words.
        self._stem: Callable[[str], str] = cache(lambda word: self._language.stem(word).lower())
        self._path = Path(builder.outdir, builder.searchindex_filename)
        self._pages: list[tuple[str, str, frozenset[str], frozenset[str]]] = []
        self._names: list[search_names.FoundName] = []
        self._before: bytes | None = None
        self._is_written = False

    def add(self, page: LandingPage, words: str) -> None:
        """Let a page be found that is no document; ``words`` is the line of an entry of its kind."""
        title = page.text.title_as_written
        kind, docname = page.page.kind.kind, page.text.link.docname
        self._names.append(search_names.of_entry(kind, docname, "", words or title))
        in_title = frozenset(self._indexed(title))
        others = frozenset(self._indexed(f"{title} {page.words}")) - in_title
        self._pages.append((page.text.link.docname, title, in_title, others))

    def _indexed(self, text: str) -> Iterator[str]:
        """The words as Sphinx has them in its index: stems, but a word itself where its stem is too short."""
        for word in self._language.split(text):
            stem = self._stem(word)
            if self._language.word_filter(stem):
                yield stem
            elif self._language.word_filter(word):
                yield word

    def begin(self, builder: StandaloneHTMLBuilder) -> None:
        """Look at the index of the build before, when Sphinx is about to write its own."""
        self._is_written = True
        needs = kept_files.outputs_of(builder).needs(kept_files.SitePart.SEARCH, state_of_site(builder.env))
        if not needs and self._path.is_file():
            self._before = self._path.read_bytes()

    def finish(self, builder: StandaloneHTMLBuilder) -> None:
        """Put the whole index in the place of Sphinx's own."""
        # Builders of help collect words for their own search, and write no index.
        if self._is_written and self._path.is_file():
            content = self._before
            if content is None:
                with paused_collection():
                    content = self._completed(builder)
            kept_files.write_whole(self._path, content)

    def _completed(self, builder: StandaloneHTMLBuilder) -> bytes:
        form, is_text = builder.indexer_format, builder.indexer_dumps_unicode
        content = self._path.read_bytes()
        index = form.loads(content.decode("utf-8") if is_text else content)
        if not index.keys() >= _PARTS:
            # sphinx-immaterial writes an index in a form of its own.
            return content
        results, referred = _results(builder.env), sections_of(builder.env).referred
        if site.uses_theme(builder):
            # Before ours are among them: the line of an entry is more than one name.
            names = search_names.written(self._all_names(builder.env, index, results), referred, builder)
            kept_files.write_whole(Path(builder.outdir, "_static", search_names.FILE), names)
        self._complete(index, results, str if is_text else int, referred)
        written = form.dumps(index)
        return written.encode("utf-8") if isinstance(written, str) else bytes(written)

    def _all_names(
        self, env: BuildEnvironment, index: Mapping[str, Any], results: Iterable[tuple[str, SearchName]]
    ) -> Iterator[search_names.FoundName]:
        """All that has a name on the site."""
        yield from self._names
        for docname, name in results:
            yield search_names.of_entry(name.kind, docname, name.anchor, name.name)
        titles = {docname: title.astext() for docname, title in sorted(env.titles.items())}
        yield from search_names.of_pages(titles)
        yield from search_names.of_index(index, titles, f"{DOMAIN}:")

    def _complete(
        self,
        index: dict[str, Any],
        results: list[tuple[str, SearchName]],
        number: Callable[[int], Any],
        referred: Mapping[str, Row],
    ) -> None:
        """Add further pages and the results of pages to an index of Sphinx; ``number`` writes a key that is a number, ``referred`` says
        what a kind of result is called."""
        docnames, files, titles = map(list, (index["docnames"], index["filenames"], index["titles"]))
        terms: dict[str, dict[str, list[int]]] = {}
        for name in ("terms", "titleterms"):
            found = index[name].items()
            # Sphinx keeps every word that a page ever had.
            terms[name] = {word: [at] if isinstance(at, int) else at for word, at in found if at or at == 0}
        headings: dict[str, list[Any]] = {}
        for title, places in index["alltitles"].items():
            headings.setdefault(_written(title), []).extend(places)
        for place, (docname, title, in_title, others) in enumerate(self._pages, len(docnames)):
            docnames.append(docname)
            files.append(f"{docname}.html")
            titles.append(_written(title))
            headings.setdefault(_written(title), []).append([place, None])
            for name, words in (("titleterms", in_title), ("terms", others)):
                for word in words:
                    terms[name].setdefault(word, []).append(place)
        for name, known in terms.items():
            index[name] = {word: places[0] if len(places) == 1 else places for word, places in known.items()}
        types: dict[str, Any] = {name: key for key, name in index["objtypes"].items()}
        own = {key for name, key in types.items() if name.startswith(f"{DOMAIN}:")}
        objects = {
            prefix: kept
            for prefix, rows in index["objects"].items()
            if (kept := [row for row in rows if number(row[1]) not in own])
        }
        called = dict(index["objnames"])
        numbers = {docname: place for place, docname in enumerate(docnames)}
        for docname, result in results:
            if docname in numbers:
                key = types.setdefault(f"{DOMAIN}:{result.kind}", number(len(types)))
                called[key] = [DOMAIN, result.kind, str(referred[result.kind].called)]
                row = [numbers[docname], int(key), _PRIORITY, result.anchor, _written(result.name)]
                objects.setdefault("", []).append(row)
        kinds = {key: name for name, key in types.items()}
        index |= {"docnames": docnames, "filenames": files, "titles": titles, "alltitles": headings}
        index |= {"objects": objects, "objtypes": kinds, "objnames": called}


def index_of(builder: StandaloneHTMLBuilder) -> SearchIndex | None:
    """The index that further pages are entered into; None where there is no search."""
    if builder.indexer is None:
        return None
    return build_of(builder.env).one("search", lambda: SearchIndex(builder))


def state_of_site(env: BuildEnvironment) -> str:
    """Which pages there are, and the files of the data and the report of tests, which no page need show, with their sizes and times."""
    found = [(name, Path(env.srcdir, name)) for name in sorted(links.files_of_site(env))]
    states = [(name, path.stat().st_size, path.stat().st_mtime_ns) for name, path in found if path.is_file()]
    return kept_files.digest_of(states, claimed_tests.state_of_report(env), sorted(env.found_docs))


def setup(app: Sphinx) -> None:
    """Connect it to the last event before the index is written, and to the first after that."""

    def begin(app: Sphinx) -> list[Any]:
        if index := index_of(site.html_builder(app)):
            index.begin(site.html_builder(app))
        return []

    def finish(app: Sphinx, exception: Exception | None) -> None:
        index = index_of(site.html_builder(app)) if exception is None else None
        if index:
            index.finish(site.html_builder(app))

    app.connect("html-collect-pages", begin, priority=900)
    app.connect("build-finished", finish, priority=100)
