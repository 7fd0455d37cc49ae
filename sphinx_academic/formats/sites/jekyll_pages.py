"""Pages of Jekyll sites: academicpages' publications, talks and courses, al-folio's news, and the members of Greene Lab's
template; and the bibliography of al-folio, which is BibTeX."""

from __future__ import annotations

import re

from sphinx_academic.data.located import RawFile, RawMapping
from sphinx_academic.data.values.addresses import network_of
from sphinx_academic.formats import filling
from sphinx_academic.formats.bibtex.bibtex_reading import read_bibtex
from sphinx_academic.formats.filling import (
    Span,
    add_link,
    as_plain,
    by_word,
    keep,
    mapping_of,
    mappings_of,
    put,
    span_of,
    words,
)
from sphinx_academic.formats.sites.site_page import SitePage, date_in, locate
from sphinx_academic.formats.table import DataFile

_CATEGORIES = by_word(
    """
    article: manuscripts journals; conference: conferences workshops; book: books; chapter: chapters; preprint: preprints
    thesis: theses; report: reports; patent: patents; dataset: datasets; software: software
    """
)
_WORK = by_word(
    """
    title: title; authors: authors author; venue: venue journal; doi: doi; arxiv: arxiv; abstract: abstract; tags: tags
    award: award; volume: volume; pages: pages; publisher: publisher
    """
)
_LINKS = by_word(
    """
    PDF: paperurl; Slides: slidesurl; Poster: posterurl; Code: codeurl; Data: dataurl; Video: videourl; BibTeX: bibtexurl
    arXiv: arxivurl
    """
)
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


# academicpages


def read_publication(page: SitePage) -> RawFile:
    """A page of ``_publications``; its authors are those of the citation where it names none."""
    root = page.root
    entry = RawMapping(root.line, root.column)
    filling.take(entry, root, _WORK)
    put(entry, "date", *date_in(page, "date", "year"))
    kind = as_plain(root.get("type")) or _CATEGORIES.get(as_plain(root.get("category")).lower(), "")
    put(entry, "type", kind, span_of(root, "category"))
    body = page.body
    download = _DOWNLOAD.search(body)
    if download:
        body = _DOWNLOAD.sub("", body)
    citation, where = as_plain(root.get("citation")), span_of(root, "citation")
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
    if body.strip() != excerpt:
        put(entry, "abstract", body.strip(), page.body_span)
    filling.take(entry, root, by_word("images: image teaser"), page.located)
    keep(
        entry,
        root,
        {*_WORK, *_LINKS, *_LAYOUT, *words("date year category type citation excerpt image teaser link")},
        "page",
    )
    return page.holding("publications", entry)


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
        people = filling.list_at(span)
        person = filling.mapping_at(span[2], span[3], {"family": parts[0], "given": parts[1]})
        filling.add(people, person, span[2], span[3])
        put(entry, "authors", people, span)
    else:
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
    kind = as_plain(root.get("type"))
    put(entry, "type", "poster" if "poster" in kind.lower() else "talk", span_of(root, "type"))
    put(entry, "kind of talk", kind, span_of(root, "type"))
    put(entry, "date", *date_in(page, "date"))
    filling.take(entry, root, by_word("title: title; venue: venue"), str)
    put(entry, "authors", root.get("authors"), span_of(root, "authors"))
    _put_links(page, entry)
    put(entry, "abstract", page.body, page.body_span)
    keep(entry, root, {*_LINKS, *_LAYOUT, *words("title type authors venue date link")}, "page")
    return page.holding("publications", entry)


def read_course(page: SitePage) -> RawFile:
    """A page of ``_teaching``: kept under ``teaching``."""
    root = page.root
    entry = RawMapping(root.line, root.column)
    for name, value in root.items():
        if name not in _LAYOUT and name != "date":
            put(entry, name, value, span_of(root, name))
    put(entry, "date", *date_in(page, "date"))
    put(entry, "text", page.body, page.body_span)
    return page.holding("teaching", entry)


# al-folio


def read_news(page: SitePage) -> RawFile:
    """A page of ``_news``: its text, or its title where the text has a page of its own (``inline: false``)."""
    root = page.root
    entry = RawMapping(root.line if root else page.body_line, 1)
    put(entry, "date", *date_in(page, "date"))
    title = as_plain(root.get("title"))
    is_inline = as_plain(root.get("inline")).lower() in {"true", "yes"}
    if title and not is_inline:
        put(entry, "text", title, span_of(root, "title"))
        put(entry, "body", page.body if page.body != title else "", page.body_span)
    put(entry, "text", page.body, page.body_span)
    put(entry, "tags", root.get("tags"), span_of(root, "tags"))
    layout = words("layout inline related_posts permalink giscus_comments toc tabs redirect")
    keep(entry, root, layout | {"title", "date", "tags"}, "page")
    return page.holding("news", entry if entry.get("text") else None)


def read_bibliography(data: DataFile) -> RawFile:
    """A bibliography (``_bibliography/*.bib``) whose pictures and links lead to the files of its site."""
    path = data.path
    file = read_bibtex(data.text, data.name)
    site = next(folder.parent for folder in path.parents if folder.name.lower() == "_bibliography")

    def located(url: str) -> str:
        # The reader of BibTeX writes al-folio's files as paths from the root of the site, without the slash.
        if not url.startswith("assets/"):
            return locate(site, path, file.path, url)
        found = locate(site, path, file.path, f"/{url}")
        return url if found == f"/{url}" else found

    for work in mappings_of(mapping_of(file.root).get("publications")):
        picture = work.get("images")
        if isinstance(picture, str):
            work["images"] = located(picture)
        for link in mappings_of(work.get("links")):
            link["url"] = located(as_plain(link.get("url")))
    return file


# Greene Lab's template


def read_member(page: SitePage) -> RawFile:
    """A page of ``_members``: a person."""
    root = page.root
    person = RawMapping(root.line, root.column)
    texts = by_word(
        "name: name; role: role; affiliation: affiliation; description: description; group: group; email: email"
    )
    filling.take(person, root, texts, str)
    put(person, "key", page.path.stem, page.body_span)
    put(person, "aliases", root.get("aliases"), span_of(root, "aliases"))
    put(person, "photo", page.located(as_plain(root.get("image"))), span_of(root, "image"))
    links = mapping_of(root.get("links"))
    filling.take(person, links, by_word("email: email; orcid: orcid; url: home-page"), str)
    for kind, value in links.items():
        if kind != "email":
            network = network_of(kind, "")
            add_link(person, network.name if network else kind, as_plain(value), span_of(links, kind))
    put(person, "bio", page.body, page.body_span)
    keep(person, root, {*texts, "aliases", "image", "links", "layout"}, "member")
    return page.holding("people", person if person.get("name") else None)
