"""Data files of Jekyll sites (``_data/*.yml``): which of them hold records, and under what names.

The names of the lists of papers, news and people are those of allanlab, minimal-light, al-folio and Greene Lab's
template; most lab sites have grown from one of these.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from sphinx_academic.data.located import RawFile, RawList, RawMapping, RawValue
from sphinx_academic.data.records import KINDS
from sphinx_academic.formats.filling import (
    Span,
    add,
    add_link,
    as_plain,
    keep,
    list_at,
    put,
    put_text,
    section,
    span_of,
)
from sphinx_academic.formats.sites import al_folio, greenelab
from sphinx_academic.formats.sites.liquid_text import clean_values
from sphinx_academic.formats.sites.site_page import locate, locate_in_text, without_time
from sphinx_academic.formats.table import DataFile
from sphinx_academic.problems import Code, Problem, bounded

OWN_LISTS = {spelling for kind in KINDS.values() for spelling in kind.lists} - {"members", "team"} | {"links"}
"""A mapping with one of these keys is in our own form, whatever folder it lies in."""

PAPERS = frozenset(
    ("publist", "publications", "publication", "papers", "pubs", "preprints", "books", "patents", "theses")
)
TALKS = frozenset(("talks", "presentations", "posters", "invited_talks"))
NEWS = frozenset(("news", "newsfeed", "updates", "announcements"))
PEOPLE = re.compile(
    r"(?:team|lab|group|alumni|former|past|current)?[_-]?(?:members?|people|alumni|students|postdocs?|staff|team|faculty)"
    r"|alumni_\w+|visitors|collaborators"
)
OTHERS = frozenset(
    (
        "cv",
        "coauthors",
        "venues",
        "repositories",
        "socials",
        "citations",
        "sources",
        "education",
        "competitions",
    )
)
_DISPLAY = re.compile(
    r"(?P<venue>[^\d(][^(]{0,400}?)[\s,]{1,4}(?P<volume>\d{1,9})(?:\s?\((?P<number>[\w-]{1,40})\))?\s?[,:]\s{0,4}(?P<pages>[\w.–-]+)"
)
_YEAR_BEHIND = re.compile(r"(?<![\s,])[\s,]*+\(?(?P<year>(?:19|20)\d\d)\)?[\s.]*$")
_PAPER_LINKS = {
    "pdf": "PDF",
    "code": "Code",
    "page": "Project",
    "project": "Project",
    "website": "Website",
    "slides": "Slides",
    "poster": "Poster",
    "video": "Video",
    "demo": "Demo",
    "data": "Data",
    "dataset": "Dataset",
    "bibtex": "BibTeX",
    "bib": "BibTeX",
    "supp": "Supplement",
    "supplement": "Supplement",
    "blog": "Blog",
    "preprint": "Preprint",
    "talk": "Talk",
}
_PICTURE_FOLDERS = (
    "images/pubpic",
    "images/teampic",
    "images",
    "assets/img",
    "img",
    "assets/images",
    "images/newspic",
)
_PAPER_FIELDS = {
    "title": "title",
    "name": "title",
    "authors": "authors",
    "author": "authors",
    "journal": "venue",
    "venue": "venue",
    "conference": "venue",
    "booktitle": "venue",
    "event": "venue",
    "year": "year",
    "date": "date",
    "type": "type",
    "doi": "doi",
    "arxiv": "arxiv",
    "url": "url",
    "description": "abstract",
    "abstract": "abstract",
    "note": "note",
    "notes": "note",
    "tags": "tags",
    "keywords": "tags",
    "highlight": "selected",
    "selected": "selected",
    "featured": "selected",
    "award": "award",
    "volume": "volume",
    "number": "number",
    "issue": "number",
    "pages": "pages",
    "publisher": "publisher",
    "key": "key",
}
_PERSON_FIELDS = (
    ("role", ("role", "position", "info")),
    ("email", ("email",)),
    ("url", ("url", "website")),
    ("bio", ("bio", "description")),
)
_EXTRAS = ("news", "news1", "news2", "news3", "others")


def is_known(path: Path) -> bool:
    """Whether a file below ``_data`` is one that may hold records."""
    stem = path.stem.lower()
    return stem in PAPERS | TALKS | NEWS | OTHERS or PEOPLE.fullmatch(stem) is not None


def read_data_file(file: DataFile) -> RawFile:
    """Give what a data file of a Jekyll site holds, by the name of the file.

    A file in our own form is given as it is.
    """
    root, problems = file.values
    path, name = file.path, file.name
    if isinstance(root, RawMapping) and any(key.strip().lower() in OWN_LISTS for key in root):
        return RawFile(name, root, problems)
    stem = path.stem.lower()
    if root is None or not is_known(path):
        return RawFile(name, root, problems)
    if isinstance(root, str):
        message = "the file holds one text and no data."
        problem = Problem(name, 1, 1, Code.TYPE, message, "Write a list:  - title: …")
        return RawFile(name, None, (*problems, problem), foreign=True)
    clean_values(root)
    site = path.parent.parent
    clean_values(root, lambda text: locate_in_text(text, lambda url: locate(site, path, name, url)))
    if stem in {"citations", "sources"} and isinstance(root, RawList):
        return greenelab.read_citations(root, path, name, problems)
    if stem == "coauthors" and isinstance(root, RawMapping):
        return RawFile(name, al_folio.read_coauthors(root), problems, foreign=True)
    if stem == "socials" and isinstance(root, RawMapping):
        return RawFile(name, al_folio.read_socials(root, path), problems, foreign=True)
    if stem == "cv":
        is_render_cv = isinstance(root, RawMapping) and "cv" in root
        cv = (
            al_folio.read_render_cv(root)
            if is_render_cv and isinstance(root, RawMapping)
            else al_folio.read_cv(root)
        )
        return RawFile(name, cv, problems, foreign=True)
    if stem in {"venues", "repositories", "citations", "sources", "coauthors", "socials"}:
        return RawFile(name, al_folio.kept_whole(root, stem), problems, foreign=True)
    items = _items(root)
    if items is None:
        return RawFile(name, al_folio.kept_whole(root, stem), problems, foreign=True)
    made = RawMapping(1, 1)
    found: list[Problem] = []
    if stem in PAPERS | TALKS:
        kind = "talk" if stem in TALKS - {"posters"} else "poster" if stem == "posters" else ""
        _each(
            items,
            section(made, "publications", items.line, items.column),
            name,
            found,
            lambda item: _paper(item, path, name, kind),
        )
    elif stem in NEWS:
        _each(items, section(made, "news", items.line, items.column), name, found, _news)
    elif stem in {"education", "competitions"}:
        put(made, stem, items, (1, 1, items.line, items.column))
    else:
        status = "alumni" if re.search(r"alumni|former|past", stem) else ""
        _each(
            items,
            section(made, "people", items.line, items.column),
            name,
            found,
            lambda item: _person(item, path, name, status),
        )
    return RawFile(name, made, (*problems, *bounded(found)), foreign=True)


def _items(root: RawValue) -> RawList | None:
    """The list itself, or the one list that a mapping holds (minimal-light: ``main``)."""
    if isinstance(root, RawList):
        return root
    if isinstance(root, RawMapping):
        lists = [value for value in root.values() if isinstance(value, RawList)]
        if len(lists) == 1:
            return lists[0]
    return None


def _each(
    items: RawList,
    made: RawList,
    name: str,
    problems: list[Problem],
    read: Callable[[RawMapping], RawMapping],
) -> None:
    for index, item in enumerate(items):
        if isinstance(item, RawMapping):
            add(made, read(item), item.line, item.column)
        elif item is not None:
            message = "an item of this list is no mapping; it is left out."
            problems.append(Problem(name, *items.place_of(index), Code.TYPE, message, "Write  - title: …"))


def _paper(item: RawMapping, path: Path, name: str, kind: str) -> RawMapping:
    entry = RawMapping(item.line, item.column)
    site = path.parent.parent
    used = {"image", "link", "media", *_EXTRAS}
    for key, field in _PAPER_FIELDS.items():
        if key in item and field not in entry:
            value = item[key]
            if field == "authors" and isinstance(value, str) and "," in value:
                # "A One* & B Two*, C Three": the sign joins those who share the first place.
                value = re.sub(r"(?<!\s)\s+(?:&|&amp;)\s+", ", ", value)
            put(entry, field, value, span_of(item, key))
            used.add(key)
    put(entry, "type", kind, (item.line, item.column) * 2)
    image = as_plain(item.get("image"))
    if image:
        put(entry, "images", locate(site, path, name, image, *_PICTURE_FOLDERS), span_of(item, "image"))
    _put_link(entry, item)
    put(entry, "links", item.get("media"), span_of(item, "media"))
    for key, called in _PAPER_LINKS.items():
        url = as_plain(item.get(key))
        if url and not isinstance(item.get(key), RawList):
            used.add(key)
            add_link(entry, called, locate(site, path, name, url, "assets/pdf"), span_of(item, key))
    more = RawList(item.line, item.column)
    for key in _EXTRAS:
        text = as_plain(item.get(key))
        if text:
            span = span_of(item, key)
            add(more, text, span[2], span[3])
    if more:
        put(entry, "additional", more, (*more.places[0], *more.places[0]))
    keep(entry, item, used, "page")
    return entry


def _put_link(entry: RawMapping, item: RawMapping) -> None:
    """allanlab's ``link``: an address, and the venue with volume, pages and year as its text."""
    link = item.get("link")
    if not isinstance(link, RawMapping):
        put(entry, "url", as_plain(link), span_of(item, "link"))
        return
    put_text(entry, "url", link, "url")
    shown, span = as_plain(link.get("display")), span_of(link, "display")
    year = _YEAR_BEHIND.search(shown)
    if year:
        put(entry, "year", year["year"], span)
        shown = shown[: year.start()]
    arxiv = re.fullmatch(r"(?i)arxiv:\s*(\S+)", shown.strip())
    parts = _DISPLAY.fullmatch(shown.strip())
    if arxiv:
        put(entry, "arxiv", arxiv[1], span)
    elif parts and "venue" not in entry:
        for field in ("venue", "volume", "number", "pages"):
            put(entry, field, (parts[field] or "").strip(" ,"), span)
    else:
        put(entry, "venue", shown.strip(" ,"), span)


def _news(item: RawMapping) -> RawMapping:
    entry = RawMapping(item.line, item.column)
    for key in ("date", "time"):
        date = without_time(as_plain(item.get(key)))
        put(entry, "date", re.sub(r"^(\d{1,2})\.\s+(?=[^\W\d])", r"\1 ", date), span_of(item, key))
    used = {"date", "time", "tags"}
    for key in ("headline", "text", "content", "note", "title"):
        if item.get(key) and "text" not in entry:
            put(entry, "text", item[key], span_of(item, key))
            used.add(key)
    put(entry, "tags", item.get("tags"), span_of(item, "tags"))
    keep(entry, item, used, "page")
    return entry


def _person(item: RawMapping, path: Path, name: str, status: str) -> RawMapping:
    """A member: allanlab gives ``info`` (role and address), and its education in numbered lines."""
    person = RawMapping(item.line, item.column)
    site = path.parent.parent
    put_text(person, "name", item, "name")
    put(person, "status", status, (item.line, item.column) * 2)
    for key in ("photo", "image", "img"):
        photo = as_plain(item.get(key))
        if photo:
            put(person, "photo", locate(site, path, name, photo, *_PICTURE_FOLDERS), span_of(item, key))
    used = {"name", "photo", "image", "img", "number_educ"}
    for field, keys in _PERSON_FIELDS:
        for key in keys:
            if as_plain(item.get(key)) and field not in person:
                put_text(person, field, item, key)
                used.add(key)
    studies = _numbered(item)
    put(person, "education", studies, (studies.line, studies.column) * 2)
    used |= {key for key in item if re.fullmatch(r"education\d{1,3}", key)}
    keep(person, item, used, "page")
    return person


def _numbered(item: RawMapping) -> RawList:
    keys = sorted(
        (key for key in item if re.fullmatch(r"education\d{1,3}", key)), key=lambda key: int(key[9:])
    )
    first: Span = span_of(item, keys[0]) if keys else (item.line, item.column) * 2
    lines = list_at(first)
    for key in keys:
        text = as_plain(item.get(key))
        if text:
            add(lines, text, *span_of(item, key)[2:])
    return lines
