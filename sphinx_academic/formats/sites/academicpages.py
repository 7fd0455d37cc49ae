"""academicpages (and other Jekyll sites with its collections): one page per publication, talk and course."""

from __future__ import annotations

import re

from sphinx_academic.data.located import RawFile, RawList, RawMapping
from sphinx_academic.formats.filling import (
    Span,
    add,
    add_link,
    as_plain,
    keep,
    list_at,
    mapping_at,
    put,
    put_text,
    section,
    span_of,
    words,
)
from sphinx_academic.formats.sites.site_page import SitePage, date_in

_CATEGORIES = {
    "manuscripts": "article",
    "journals": "article",
    "conferences": "conference",
    "workshops": "conference",
    "books": "book",
    "chapters": "chapter",
    "preprints": "preprint",
    "theses": "thesis",
    "reports": "report",
    "patents": "patent",
    "datasets": "dataset",
    "software": "software",
}
_LINKS = {
    "paperurl": "PDF",
    "slidesurl": "Slides",
    "posterurl": "Poster",
    "codeurl": "Code",
    "dataurl": "Data",
    "videourl": "Video",
    "bibtexurl": "BibTeX",
    "arxivurl": "arXiv",
}
_TAKEN_OVER = (
    "venue",
    "journal",
    "doi",
    "arxiv",
    "abstract",
    "tags",
    "award",
    "volume",
    "pages",
    "publisher",
)
"""What a page of a publication says in our own words, or nearly so."""
_READ = words("title authors author date year category type citation excerpt image teaser link")
"""What else is read of such a page."""
_LAYOUT = words(
    """
    collection permalink layout redirect_from author_profile classes header toc toc_sticky share comments related
    read_time published sitemap excerpt_separator
    """
)
_AUTHORS = re.compile(
    r"\s*+(?P<names>[^(]{2,1999}?[^\s(])[.,]?\s*+\((?P<year>(?:19|20)\d\d)[a-z]?[^)]{0,40}\)"
)
_DOWNLOAD = re.compile(
    r"(?im)^[ \t]*(?:\[(?:download|access|read)[^\]\n]{0,80}\]\((?P<url>[^)\s]+)\)|<a href=[\"'](?P<href>[^\"'>\n]+)[\"'][^>\n]*>(?:download|access|read)[^<\n]{0,80}</a>)[ \t.]*$"
)
_CITATION = re.compile(r"(?im)^[ \t]*recommended citation:[ \t]*+(?P<text>.+)$")


def read_publication(page: SitePage) -> RawFile:
    """A page of ``_publications``; its authors are those of the citation where it names none."""
    root = page.root
    entry = RawMapping(root.line, root.column)
    body = page.body
    citation, where = as_plain(root.get("citation")), span_of(root, "citation")
    put_text(entry, "title", root, "title")
    for name in ("authors", "author"):
        put(entry, "authors", root.get(name), span_of(root, name))
    date, span = date_in(page, "date", "year")
    put(entry, "date", date, span)
    category = as_plain(root.get("category")).lower()
    put(entry, "type", as_plain(root.get("type")) or _CATEGORIES.get(category, ""), span_of(root, "category"))
    for name in _TAKEN_OVER:
        put(entry, "venue" if name == "journal" else name, root.get(name), span_of(root, name))
    download = _DOWNLOAD.search(body)
    if download:
        body = _DOWNLOAD.sub("", body)
    cited = _CITATION.search(body)
    if cited:
        body = _CITATION.sub("", body)
        citation, where = (citation, where) if citation else (cited["text"].strip(), page.body_span)
    _authors_of_citation(entry, citation, where)
    put(entry, "citation", citation, where)
    _put_links(page, entry)
    if download:
        add_link(entry, "PDF", page.located(download["url"] or download["href"]), page.body_span)
    excerpt = as_plain(root.get("excerpt"))
    put(entry, "note", excerpt, span_of(root, "excerpt"))
    if body.strip() and body.strip() != excerpt:
        put(entry, "abstract", body.strip(), page.body_span)
    for name in ("image", "teaser"):
        if as_plain(root.get(name)):
            put(entry, "images", page.located(as_plain(root.get(name))), span_of(root, name))
    done = {*_TAKEN_OVER, *_READ}
    keep(entry, root, done | set(_LINKS) | _LAYOUT, "page")
    return _file(page, "publications", entry)


def _authors_of_citation(entry: RawMapping, citation: str, span: Span) -> None:
    """``Sample, G., & Doe, J. (2020). "Title." …`` says who wrote it."""
    match = _AUTHORS.match(citation) if "authors" not in entry else None
    if match is None:
        return
    written = match["names"].strip(" ,.") + (
        "." if re.search(r"\b\w\.?$", match["names"].rstrip(" ,")) else ""
    )
    parts = [part.strip() for part in written.split(",")]
    if len(parts) == 2 and " and " not in written and "&" not in written and " " not in parts[1].strip(". "):
        # One comma, and one word behind it: a single person, family name first.
        people = list_at(span)
        add(people, mapping_at(span[2], span[3], {"family": parts[0], "given": parts[1]}), span[2], span[3])
        put(entry, "authors", people, span)
        return
    put(entry, "authors", re.sub(r",\s*(?=(?:&amp;|&)\s)", " ", written).replace("&amp;", "&"), span)


def _put_links(page: SitePage, entry: RawMapping) -> None:
    root = page.root
    put(entry, "url", page.located(as_plain(root.get("link"))), span_of(root, "link"))
    for key, name in _LINKS.items():
        url = as_plain(root.get(key))
        called = "Paper" if name == "PDF" and not url.lower().split("?")[0].endswith(".pdf") else name
        add_link(entry, called, page.located(url), span_of(root, key))


def read_talk(page: SitePage) -> RawFile:
    """A page of ``_talks``: a publication of type talk, or poster where it says so."""
    root = page.root
    entry = RawMapping(root.line, root.column)
    put_text(entry, "title", root, "title")
    kind = as_plain(root.get("type"))
    put(entry, "type", "poster" if "poster" in kind.lower() else "talk", span_of(root, "type"))
    put(entry, "kind of talk", kind, span_of(root, "type"))
    put(entry, "authors", root.get("authors"), span_of(root, "authors"))
    put_text(entry, "venue", root, "venue")
    date, span = date_in(page, "date")
    put(entry, "date", date, span)
    _put_links(page, entry)
    put(entry, "abstract", page.body, page.body_span)
    done = {"title", "type", "authors", "venue", "date", "link"}
    keep(entry, root, done | set(_LINKS) | _LAYOUT, "page")
    return _file(page, "publications", entry)


def read_course(page: SitePage) -> RawFile:
    """A page of ``_teaching``: kept under ``teaching``."""
    root = page.root
    entry = RawMapping(root.line, root.column)
    date, span = date_in(page, "date")
    for name, value in root.items():
        if name not in _LAYOUT and name != "date":
            put(entry, name, value, span_of(root, name))
    put(entry, "date", date, span)
    put(entry, "text", page.body, page.body_span)
    return _file(page, "teaching", entry)


def _file(page: SitePage, name: str, entry: RawMapping) -> RawFile:
    made = RawMapping(1, 1)
    told = as_plain(page.root.get("published")).lower()
    if page.root and told != "false":
        items: RawList = section(made, name, entry.line, entry.column)
        add(items, entry, entry.line, entry.column)
    return RawFile(page.name, made, page.problems, page.links, foreign=True)
