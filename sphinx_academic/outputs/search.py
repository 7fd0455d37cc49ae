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
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import sphinx

from sphinx_academic.data.located import paused_collection
from sphinx_academic.pages.build import build_of
from sphinx_academic.pages.kept_files import SitePart, digest_of, outputs_of, write_whole
from sphinx_academic.pages.links import files_of_site
from sphinx_academic.pages.notes import DOMAIN, notes_of
from sphinx_academic.pages.site import html_builder
from sphinx_academic.sections.entries import SearchName, unpacked_names
from sphinx_academic.sections.registry import REFERRED

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment

    from sphinx_academic.pages.paper_addresses import LandingPage

_PRIORITY = 1
"""Before pages that hold the words, behind pages whose title does."""

_TAKES_HTML = sphinx.version_info < (9, 0)


def _written(title: str) -> str:
    """A title that is text, or was written by an earlier build, as the search page takes it."""
    return html.escape(html.unescape(title)) if _TAKES_HTML else title


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


class FurtherPage(NamedTuple):
    """A page that is no document: its name, title, and stemmed words."""

    docname: str
    title: str
    words_of_title: frozenset[str]
    words: frozenset[str]


class FurtherPages:
    """Pages of one build that are to be found, though they are no documents."""

    def __init__(self, language: Any) -> None:
        self._language = language
        # Publications of one field share most of their words.
        self._stem: Callable[[str], str] = cache(lambda word: language.stem(word).lower())
        self.pages: list[FurtherPage] = []

    def add(self, page: LandingPage) -> None:
        """Let a page be found."""
        title = page.text.title_as_written
        in_title = frozenset(self._indexed(title))
        others = frozenset(self._indexed(f"{title} {page.words}")) - in_title
        self.pages.append(FurtherPage(page.text.link.docname, title, in_title, others))

    def _indexed(self, text: str) -> Iterator[str]:
        """The words as Sphinx has them in its index: stems, but a word itself where its stem is too short."""
        for word in self._language.split(text):
            stem = self._stem(word)
            if self._language.word_filter(stem):
                yield stem
            elif self._language.word_filter(word):
                yield word


def further_pages_of(builder: StandaloneHTMLBuilder) -> FurtherPages | None:
    """What further pages are entered into; None where there is no search."""
    indexer = builder.indexer
    if indexer is None:
        return None
    return build_of(builder.env).one("further pages", lambda: FurtherPages(indexer.lang))


def completed(
    index: Mapping[str, Any],
    pages: Iterable[FurtherPage],
    names: Mapping[str, Sequence[SearchName]],
    number: Callable[[int], Any],
) -> dict[str, Any]:
    """An index of Sphinx with further pages and with the results of pages; ``number`` writes a key that is a number."""
    docnames, filenames, titles = (list(index[name]) for name in ("docnames", "filenames", "titles"))
    # Sphinx keeps every word that a page ever had.
    terms, title_terms = (
        {
            word: [where] if isinstance(where, int) else list(where)
            for word, where in index[name].items()
            if where != []
        }
        for name in ("terms", "titleterms")
    )
    headings: dict[str, list[Any]] = {}
    for title, places in index["alltitles"].items():
        headings.setdefault(_written(title), []).extend(places)
    for page in pages:
        place = len(docnames)
        docnames.append(page.docname)
        filenames.append(f"{page.docname}.html")
        titles.append(_written(page.title))
        headings.setdefault(_written(page.title), []).append([place, None])
        for words, found in ((page.words_of_title, title_terms), (page.words, terms)):
            for word in words:
                found.setdefault(word, []).append(place)
    own = {key for key, name in index["objtypes"].items() if name.startswith(f"{DOMAIN}:")}
    objects = {
        prefix: kept
        for prefix, rows in index["objects"].items()
        if (kept := [row for row in rows if number(row[1]) not in own])
    }
    types: dict[str, Any] = {name: key for key, name in index["objtypes"].items()}
    called = dict(index["objnames"])
    numbers = {docname: place for place, docname in enumerate(docnames)}
    for docname, result in results_of(names):
        if docname in numbers:
            key = types.setdefault(f"{DOMAIN}:{result.kind}", number(len(types)))
            called[key] = [DOMAIN, result.kind, str(REFERRED[result.kind].called)]
            row = [numbers[docname], int(key), _PRIORITY, result.anchor, _written(result.name)]
            objects.setdefault("", []).append(row)
    return {
        **index,
        "docnames": docnames,
        "filenames": filenames,
        "titles": titles,
        "terms": {word: where[0] if len(where) == 1 else where for word, where in terms.items()},
        "titleterms": {word: where[0] if len(where) == 1 else where for word, where in title_terms.items()},
        "alltitles": headings,
        "objects": objects,
        "objtypes": {key: name for name, key in types.items()},
        "objnames": called,
    }


def state_of_site(env: BuildEnvironment) -> str:
    """Which pages there are, and the files of the data, which no page need show, with their sizes and times."""
    found = [(name, Path(env.srcdir, name)) for name in sorted(files_of_site(env))]
    states = [(name, path.stat().st_size, path.stat().st_mtime_ns) for name, path in found if path.is_file()]
    return digest_of(states, sorted(env.found_docs))


class _Index:
    """The index of one build: completed, or as the build before has left it where nothing has changed."""

    def __init__(self) -> None:
        self._before: bytes | None = None
        self._is_written = False

    def begin(self, app: Sphinx) -> list[Any]:
        """Look at the index of the build before, when Sphinx is about to write its own; no page is added."""
        builder = html_builder(app)
        if builder.indexer is not None:
            self._is_written = True
            path = Path(builder.outdir, builder.searchindex_filename)
            if not outputs_of(builder).needs(SitePart.SEARCH, state_of_site(app.env)) and path.is_file():
                self._before = path.read_bytes()
        return []

    def finish(self, app: Sphinx, exception: Exception | None) -> None:
        """Put the whole index in the place of Sphinx's own."""
        builder = html_builder(app)
        if exception is not None or not self._is_written:
            return
        path = Path(builder.outdir, builder.searchindex_filename)
        if not path.is_file():
            return  # builders of help collect words for their own search, and write no index
        content = self._before
        if content is None:
            with paused_collection():
                content = self._completed(path, builder)
        write_whole(path, content)

    def _completed(self, path: Path, builder: StandaloneHTMLBuilder) -> bytes:
        form, is_text = builder.indexer_format, builder.indexer_dumps_unicode
        written = path.read_bytes()
        further = further_pages_of(builder)
        names = {
            docname: [name for text in notes.search_names for name in unpacked_names(text)]
            for docname, notes in notes_of(builder.env).items()
        }
        index = completed(
            form.loads(written.decode("utf-8") if is_text else written),
            further.pages if further else (),
            names,
            str if is_text else int,
        )
        content = form.dumps(index)
        return content.encode("utf-8") if is_text else bytes(content)


def setup(app: Sphinx) -> None:
    """Connect it to the last event before the index is written, and to the first after that."""
    index = _Index()
    app.connect("html-collect-pages", index.begin, priority=900)
    app.connect("build-finished", index.finish, priority=100)
