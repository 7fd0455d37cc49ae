"""HugoBlox (Wowchemy, Hugo Academic): one folder per publication or event, one page or file per author.

Front matter: https://docs.hugoblox.com/reference/page-front-matter; `publication_types` are numbers up to version 5 and
CSL types since.
"""

from __future__ import annotations

import re

from sphinx_academic.data.located import RawFile, RawList, RawMapping, RawValue
from sphinx_academic.formats.bibtex.bibtex_reading import read_bibtex
from sphinx_academic.formats.csl_json import TYPES as CSL_TYPES
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
    texts_of,
    words,
)
from sphinx_academic.formats.reports import MAX_TEXT, without_long_texts
from sphinx_academic.formats.sites.hugoblox_people import LAYOUT, author_name
from sphinx_academic.formats.sites.site_page import SitePage, date_in
from sphinx_academic.formats.text import decode, read_start
from sphinx_academic.problems import Code, Problem

NUMBERED_TYPES = (
    "other",
    "conference",
    "article",
    "preprint",
    "report",
    "book",
    "chapter",
    "thesis",
    "patent",
)
"""What the numbers 0 to 8 in ``publication_types`` stand for."""

_URLS = {
    "url_pdf": "PDF",
    "url_preprint": "Preprint",
    "url_code": "Code",
    "url_dataset": "Dataset",
    "url_poster": "Poster",
    "url_project": "Project",
    "url_slides": "Slides",
    "url_source": "Source",
    "url_video": "Video",
}
_NAMES_OF_LINKS = {"pdf": "PDF", "doi": "DOI", "bibtex": "BibTeX"}
_DONE = words(
    """
    projects title subtitle authors author_notes date publishDate publication_types publication publication_short abstract tags
    featured doi hugoblox links external_link image event event_url event_name categories type draft layout
    """
) | frozenset(_URLS)
_IN = re.compile(r"(?i)^\s*in:?\s+(?=\S)")
_AROUND = re.compile(r"^(?P<mark>\*\*|__|\*|_)(?P<inside>[^*_]+)(?P=mark)(?P<rest>.*)", re.S)

_VOLUME = re.compile(
    r"(?P<venue>[^,]+(?:,[^,\d]+)*),\s*(?!(?:19|20)\d\d\b)(?P<volume>\d{1,4})(?:\s*\((?P<number>[\w–-]+)\))?"
    r"(?:[,:]\s*(?:pp?\.\s*)?(?P<pages>[\w–.-]+))?\.?"
)


def read_publication(page: SitePage) -> RawFile:
    """A page below ``content/publication``; what it does not say is taken from the ``cite.bib`` beside it."""
    problems = list(page.problems)
    entry, root = _work(page)
    put(entry, "type", _type(root.get("publication_types")), span_of(root, "publication_types"))
    for key in ("publication", "publication_short"):
        _put_venue(entry, as_plain(root.get(key)), span_of(root, key))
    if root.get("publication"):
        put_text(entry, "publication_short", root, "publication_short")
    _fill_from_bibliography(page, entry, problems)
    return _file(page, entry, problems)


def read_event(page: SitePage) -> RawFile:
    """A page below ``content/event`` or ``content/talk``: a talk."""
    entry, root = _work(page)
    put(entry, "type", "talk", page.body_span)
    for key in ("event", "event_name"):
        put_text(entry, "venue", root, key)
    put_text(entry, "url", root, "event_url")
    return _file(page, entry, list(page.problems))


def _file(page: SitePage, entry: RawMapping, problems: list[Problem]) -> RawFile:
    made = RawMapping(1, 1)
    if entry and as_plain(page.root.get("draft")).lower() != "true":
        add(section(made, "publications"), entry, entry.line, entry.column)
    return RawFile(page.name, made, tuple(problems), page.links, foreign=True)


def _work(page: SitePage) -> tuple[RawMapping, RawMapping]:
    """What publications and events have in common."""
    root = page.root
    entry = RawMapping(root.line, root.column)
    if not root:
        return entry, root
    put(entry, "key", _key(page), (1, 1, 1, 1))
    put_text(entry, "title", root, "title")
    put(entry, "authors", _authors(page), span_of(root, "authors"))
    date, span = date_in(page, "date", "publishDate")
    put(entry, "date", date, span)
    put_text(entry, "abstract", root, "abstract")
    put(entry, "tags", root.get("tags"), span_of(root, "tags"))
    put(entry, "projects", root.get("projects"), span_of(root, "projects"))
    put_text(entry, "selected", root, "featured")
    put_text(entry, "doi", root, "doi")
    _put_identifiers(page, entry)
    _put_links(page, entry)
    _put_image(page, entry)
    put(entry, "additional", page.body, page.body_span)
    keep(entry, root, _DONE | LAYOUT, "hugo")
    return entry, root


def _key(page: SitePage) -> str:
    """The folder's name, which is the page's address on the old site."""
    own = page.path.parent.name if page.path.stem in {"index", "_index"} else page.path.stem
    return own if re.fullmatch(r"[A-Za-z0-9][\w.-]*", own, re.A) else ""


def _type(value: RawValue) -> str:
    written = as_plain(value).lower()
    if written.isdecimal():
        return NUMBERED_TYPES[int(written)] if len(written) == 1 and int(written) < 9 else "other"
    return CSL_TYPES.get(written, "other") if written else ""


def _put_venue(entry: RawMapping, text: str, span: Span) -> None:
    """``In *ICML*`` as ``ICML``, ``*Some Journal, 12*(3)`` in its parts: the venue alone, as we set it ourselves."""
    text = _IN.sub("", text).strip()
    match = _AROUND.match(text)
    if match:
        text = f"{match['inside']}{match['rest']}".strip()
    parts = _VOLUME.fullmatch(text)
    if parts and "venue" not in entry:
        for field in ("venue", "volume", "number", "pages"):
            put(entry, field, parts[field] or "", span)
    else:
        put(entry, "venue", text, span)


def _authors(page: SitePage) -> RawList | None:
    """Names, or the names of the author pages that stand for them; the notes beside them say who shares what."""
    root = page.root
    span = span_of(root, "authors")
    names = root.get("authors")
    notes = (
        texts_of(root.get("author_notes"))
        if not isinstance(root.get("author_notes"), RawList)
        else [item if isinstance(item, str) else "" for item in root.get("author_notes") or ()]
    )
    if isinstance(names, str):
        together = list_at(span)
        for part in names.split(","):
            add(together, part.strip(), span[2], span[3])
        names = together
    if not isinstance(names, RawList):
        return None
    people = list_at(span)
    for index, name in enumerate(names):
        line, column = names.places[index]
        if isinstance(name, RawMapping):
            add(people, name, line, column)
            continue
        if not isinstance(name, str) or not name.strip():
            continue
        note = notes[index].lower() if index < len(notes) else ""
        shown = author_name(page, name.strip())
        family, comma, given = shown.partition(",")
        who = {"family": family.strip(), "given": given.strip()} if comma else {"name": shown}
        marks = {
            "equal": "true" if re.search(r"equal|co-first|joint|contributed|shared", note) else "",
            "corresponding": "true" if "correspond" in note else "",
        }
        add(people, mapping_at(line, column, {**who, **marks}), line, column)
    return people


def _put_identifiers(page: SitePage, entry: RawMapping) -> None:
    own = page.root.get("hugoblox")
    identifiers = own.get("ids") if isinstance(own, RawMapping) else None
    for kind, value in identifiers.items() if isinstance(identifiers, RawMapping) else ():
        text = as_plain(value)
        span = span_of(identifiers, kind) if isinstance(identifiers, RawMapping) else page.body_span
        if kind == "osf" and text:
            add_link(entry, "OSF", text if "://" in text else f"https://osf.io/{text}", span)
        else:
            put(entry, kind, text, span)


def _put_links(page: SitePage, entry: RawMapping) -> None:
    root = page.root
    put_text(entry, "url", root, "external_link")
    for key, name in _URLS.items():
        add_link(entry, name, _file_of(page, as_plain(root.get(key))), span_of(root, key))
    links = root.get("links")
    for link in links if isinstance(links, RawList) else ():
        if not isinstance(link, RawMapping):
            continue
        kind = as_plain(link.get("type"))
        name = as_plain(link.get("label")) or as_plain(link.get("name"))
        name = name or _NAMES_OF_LINKS.get(kind, kind[:1].upper() + kind[1:])
        url = as_plain(link.get("url"))
        identifier = as_plain(link.get("id"))
        if kind == "doi" and (identifier or url):
            put(entry, "doi", identifier or url, span_of(link, "id" if identifier else "url"))
        elif kind == "preprint" and as_plain(link.get("provider")) == "arxiv" and identifier:
            put(entry, "arxiv", identifier, span_of(link, "id"))
        elif url:
            add_link(entry, name, _file_of(page, url), span_of(link, "url"))


def _file_of(page: SitePage, url: str) -> str:
    """Hugo looks for a file in the page's own folder, then in ``static`` and ``assets/media``."""
    return page.located(url, "static", "assets/media", "assets")


def _put_image(page: SitePage, entry: RawMapping) -> None:
    """The picture that lies in the page's folder as ``featured.*``."""
    image = page.root.get("image")
    told = image if isinstance(image, RawMapping) else RawMapping(1, 1)
    span: Span = span_of(page.root, "image")
    name = as_plain(image) if not isinstance(image, RawMapping) else as_plain(told.get("filename"))
    if not name and page.path.stem == "index":
        try:
            found = sorted(
                file.name
                for file in page.path.parent.glob("*featured*")
                if file.suffix.lower() in {".png", ".jpg", ".jpeg", ".webp", ".gif", ".svg"}
            )
        except OSError:
            found = []
        name = found[0] if found else ""
    if name:
        values = {
            "url": _file_of(page, name),
            "caption": as_plain(told.get("caption")),
            "alt": as_plain(told.get("alt_text")),
        }
        images = list_at(span)
        add(images, mapping_at(span[2], span[3], values), span[2], span[3])
        put(entry, "images", images, span)


def _fill_from_bibliography(page: SitePage, entry: RawMapping, problems: list[Problem]) -> None:
    """Fields that only ``cite.bib`` has; both are the same work, so the page's own word counts."""
    path = page.path.parent / "cite.bib"
    if not entry or page.path.stem != "index" or not path.is_file():
        return
    name = f"{page.name.removesuffix(page.path.name)}cite.bib"
    try:
        text, told = decode(read_start(path), name)
    except OSError:
        return
    file = read_bibtex(text, name)
    if len(text) > MAX_TEXT:
        file = without_long_texts(file, text)
    problems.extend(told)
    works = file.root.get("publications") if isinstance(file.root, RawMapping) else None
    work = works[0] if isinstance(works, RawList) and works else None
    if not isinstance(work, RawMapping):
        return
    problems.extend(problem for problem in file.problems if problem.code is not Code.FILE)
    skipped = {"key", "date", "year"} if "date" in entry else {"key"}
    for field, value in work.items():
        if field not in entry and field not in skipped and field != "type":
            # The places are those of another file; the page is where the record stands.
            put(entry, field, value, (entry.line, entry.column, entry.line, entry.column))
    if "type" in work:
        put(entry, "type", work["type"], (entry.line, entry.column, entry.line, entry.column))
