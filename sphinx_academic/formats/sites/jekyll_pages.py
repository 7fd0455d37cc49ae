"""Pages of Jekyll sites: academicpages' publications, talks and courses, al-folio's news, and the members of Greene Lab's
template; and the bibliography of al-folio, which is BibTeX."""

from __future__ import annotations

import re

from sphinx_academic.data.located import RawFile, RawMapping
from sphinx_academic.data.values.addresses import network_of
from sphinx_academic.formats import filling
from sphinx_academic.formats.bibtex.bibtex_reading import read_bibtex_file
from sphinx_academic.formats.filling import Span, Transcription, as_plain
from sphinx_academic.formats.sites.site_page import SitePage, locate, put_date
from sphinx_academic.formats.table import DataFile
from sphinx_academic.formats.text import names_of_keys, words

_CATEGORIES = names_of_keys(
    """
    article: manuscripts journals; conference: conferences workshops; book: books; chapter: chapters; preprint: preprints
    thesis: theses; report: reports; patent: patents; dataset: datasets; software: software
    """
)
_LINKS = """
    PDF: paperurl; Slides: slidesurl; Poster: posterurl; Code: codeurl; Data: dataurl; Video: videourl; BibTeX: bibtexurl
    arXiv: arxivurl
    """
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
    made = Transcription(page.root)
    made.take(
        """
        title: title; authors: authors author; venue: venue journal; doi: doi; arxiv: arxiv; abstract: abstract; tags: tags
        award: award; volume: volume; pages: pages; publisher: publisher
        """
    )
    put_date(made, page, "date", "year")
    category = _CATEGORIES.get(made.text("category").lower(), "")
    made.put("type", made.text("type") or category, "category")
    body = page.body
    download = _DOWNLOAD.search(body)
    if download:
        body = _DOWNLOAD.sub("", body)
    citation, where = made.text("citation"), made.span("citation")
    cited = _CITATION.search(body)
    if cited:
        body = _CITATION.sub("", body)
        citation, where = (citation, where) if citation else (cited["text"].strip(), page.body_span)
    if "authors" not in made.entry:
        _put_authors(made, citation, where)
    made.put("citation", citation, where)
    _put_links(made, page)
    if download:
        made.link("PDF", page.located(download["url"] or download["href"]), page.body_span)
    made.take("note: excerpt", str)
    if body.strip() != made.entry.get("note"):
        made.put("abstract", body.strip(), page.body_span)
    made.take("images: image teaser", page.located)
    return page.holding("publications", made.finished("page", *_LAYOUT))


def _put_authors(made: Transcription, citation: str, span: Span) -> None:
    """``Sample, G., & Doe, J. (2020). "Title." …`` says who wrote it."""
    match = _AUTHORS.match(citation)
    if match is None:
        return
    end = "." if re.search(r"\b\w\.?$", match["names"].rstrip(" ,")) else ""
    written = match["names"].strip(" ,.") + end
    parts = [part.strip() for part in written.split(",")]
    if len(parts) == 2 and " and " not in written and "&" not in written and " " not in parts[1].strip(". "):
        # One comma, and one word behind it: a single person, family name first.
        people = filling.list_at(span)
        person = {"family": parts[0], "given": parts[1]}
        filling.add_entry(people, filling.mapping_at(span[2], span[3], person))
        made.put("authors", people, span)
    else:
        names = re.sub(r",\s*(?=(?:&amp;|&)\s)", " ", written)
        made.put("authors", names.replace("&amp;", "&"), span)


def _put_links(made: Transcription, page: SitePage) -> None:
    made.take("url: link", page.located)
    for key, name in names_of_keys(_LINKS).items():
        url = made.text(key)
        called = "Paper" if name == "PDF" and not url.lower().split("?")[0].endswith(".pdf") else name
        made.link(called, page.located(url), key)


def read_talk(page: SitePage) -> RawFile:
    """A page of ``_talks``: a publication of type talk, or poster where it says so."""
    made = Transcription(page.root)
    kind = made.text("type")
    made.put("type", "poster" if "poster" in kind.lower() else "talk", "type")
    made.put("kind of talk", kind, "type")
    put_date(made, page, "date")
    made.take("title: title; venue: venue", str)
    made.take("authors: authors")
    _put_links(made, page)
    made.put("abstract", page.body, page.body_span)
    return page.holding("publications", made.finished("page", *_LAYOUT))


def read_course(page: SitePage) -> RawFile:
    """A page of ``_teaching``: kept under ``teaching``."""
    made = Transcription(page.root)
    for name, value in page.root.items():
        if name not in _LAYOUT and name != "date":
            made.put(name, value, name)
    put_date(made, page, "date")
    made.put("text", page.body, page.body_span)
    return page.holding("teaching", made.entry)


# al-folio


def read_news(page: SitePage) -> RawFile:
    """A page of ``_news``: its text, or its title where the text has a page of its own (``inline: false``)."""
    made = Transcription(page.root)
    put_date(made, page, "date")
    title = made.text("title")
    if made.text("inline").lower() not in {"true", "yes"}:
        made.put("text", title, "title")
    made.put("text", page.body, page.body_span)
    if page.body != made.entry.get("text"):
        made.put("body", page.body, page.body_span)
    made.take("tags: tags")
    made.finished("page", *words("layout related_posts permalink giscus_comments toc tabs redirect"))
    return page.holding("news", made.entry if "text" in made.entry else RawMapping())


def read_bibliography(data: DataFile) -> RawFile:
    """A bibliography (``_bibliography/*.bib``) whose pictures and links lead to the files of its site."""
    path = data.path
    file = read_bibtex_file(data)
    site = next(folder.parent for folder in path.parents if folder.name.lower() == "_bibliography")

    def located(url: str) -> str:
        # The reader of BibTeX writes al-folio's files as paths from the root of the site, without the slash.
        if not url.startswith("assets/"):
            return locate(site, path, file.path, url)
        found = locate(site, path, file.path, f"/{url}")
        return url if found == f"/{url}" else found

    for work in filling.mappings_of(filling.mapping_of(file.root).get("publications")):
        picture = work.get("images")
        if isinstance(picture, str):
            work["images"] = located(picture)
        for link in filling.mappings_of(work.get("links")):
            link["url"] = located(as_plain(link.get("url")))
    return file


# Greene Lab's template


def read_member(page: SitePage) -> RawFile:
    """A page of ``_members``: a person."""
    made = Transcription(page.root)
    made.take(
        "name: name; role: role; affiliation: affiliation; description: description; group: group; email: email",
        str,
    )
    made.put("key", page.path.stem, page.body_span)
    made.take("aliases: aliases")
    made.take("photo: image", page.located)
    links = made.inner("links")
    for kind in links.source:
        text, span, network = links.text(kind), links.span(kind), network_of(kind, "")
        if kind in {"home-page", "email", "orcid"}:
            made.put("url" if kind == "home-page" else kind, text, span)
        if kind != "email":
            made.link(network.name if network else kind, text, span)
    made.put("bio", page.body, page.body_span)
    made.finished("member", "layout")
    return page.holding("people", made.entry if "name" in made.entry else RawMapping())
