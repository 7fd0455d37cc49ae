"""HugoBlox (Wowchemy, Hugo Academic): one folder per publication or event, one page or file per author.

Front matter: https://docs.hugoblox.com/reference/page-front-matter; `publication_types` are numbers up to version 5 and
CSL types since.
"""

from __future__ import annotations

import re
from pathlib import Path

from sphinx_academic.data.located import RawFile, RawList, RawMapping, RawValue
from sphinx_academic.data.values.addresses import network_of
from sphinx_academic.formats import filling
from sphinx_academic.formats.bibtex.bibtex_reading import read_bibtex
from sphinx_academic.formats.csl_json import TYPES as CSL_TYPES
from sphinx_academic.formats.filling import Span, add, add_link, as_plain, by_word, keep, put, span_of, words
from sphinx_academic.formats.sites.liquid_text import clean_values
from sphinx_academic.formats.sites.site_page import SitePage, date_in, read_site_page, without_time
from sphinx_academic.formats.table import DataFile
from sphinx_academic.formats.text import MAX_TEXT, decode, read_start, without_long_texts
from sphinx_academic.formats.yaml import read_yaml
from sphinx_academic.problems import Code, Problem

_NUMBERED_TYPES = by_word(
    "other: 0; conference: 1; article: 2; preprint: 3; report: 4; book: 5; chapter: 6; thesis: 7; patent: 8"
)
"""What numbers in ``publication_types`` stand for."""

_LAYOUT = words(
    "profile share commentable reading_time pager header aliases show_related lastmod type draft layout"
)
"""Front matter that says how Hugo sets a page."""
_TEXTS = by_word("title: title; abstract: abstract; selected: featured; doi: doi")
_FIELDS = by_word("tags: tags; projects: projects")
_LINKS = by_word(
    """
    PDF: url_pdf; Preprint: url_preprint; Code: url_code; Dataset: url_dataset; Poster: url_poster
    Project: url_project; Slides: url_slides; Source: url_source; Video: url_video
    """
)
_WORK = _LAYOUT | _TEXTS.keys() | _FIELDS.keys() | _LINKS.keys() | words(
    """
    subtitle authors author_notes date publishDate publication_types publication publication_short hugoblox links
    external_link image event event_url event_name categories
    """
)  # fmt: skip
_PERSON = _LAYOUT - {"type", "draft", "layout"} | words(
    "title name slug bio role affiliations organizations email links social education"
)
_STUDY_TEXTS = by_word("degree: degree course; institution: institution; comment: summary")
_STUDY_DATES = by_word("start: start; end: end year")
_NAMES_OF_LINKS = {"pdf": "PDF", "doi": "DOI", "bibtex": "BibTeX"}
_PICTURES = frozenset((".png", ".jpg", ".jpeg", ".webp", ".gif", ".svg"))
_IN = re.compile(r"(?i)^\s*in:?\s+(?=\S)")
_AROUND = re.compile(r"^(?P<mark>\*\*|__|\*|_)(?P<inside>[^*_]+)(?P=mark)(?P<rest>.*)", re.S)
_VOLUME = re.compile(
    r"(?P<venue>[^,]+(?:,[^,\d]+)*),\s*(?!(?:19|20)\d\d\b)(?P<volume>\d{1,4})(?:\s*\((?P<number>[\w–-]+)\))?"
    r"(?:[,:]\s*(?:pp?\.\s*)?(?P<pages>[\w–.-]+))?\.?"
)


# Publications and events


def read_publication(page: SitePage) -> RawFile:
    """A page below ``content/publication``; what it does not say is taken from the ``cite.bib`` beside it."""
    root = page.root
    entry = _work(page)
    put(entry, "type", _type(root.get("publication_types")), span_of(root, "publication_types"))
    for key in ("publication", "publication_short"):
        _put_venue(entry, as_plain(root.get(key)), span_of(root, key))
    if root.get("publication"):
        filling.put_text(entry, "publication_short", root, "publication_short")
    return page.holding("publications", entry, _fill_from_bibliography(page, entry))


def read_event(page: SitePage) -> RawFile:
    """A page below ``content/event`` or ``content/talk``: a talk."""
    entry = _work(page)
    put(entry, "type", "talk", page.body_span)
    filling.take(entry, page.root, by_word("venue: event event_name; url: event_url"), str)
    return page.holding("publications", entry)


def _work(page: SitePage) -> RawMapping:
    """What publications and events have in common."""
    root = page.root
    entry = RawMapping(root.line, root.column)
    if not root:
        return entry
    put(entry, "key", _key(page), (1, 1, 1, 1))
    put(entry, "authors", _authors(page), span_of(root, "authors"))
    put(entry, "date", *date_in(page, "date", "publishDate"))
    filling.take(entry, root, _TEXTS, str)
    filling.take(entry, root, _FIELDS)
    _put_identifiers(page, entry)
    _put_links(page, entry)
    _put_image(page, entry)
    put(entry, "additional", page.body, page.body_span)
    keep(entry, root, _WORK, "hugo")
    return entry


def _key(page: SitePage) -> str:
    """The folder's name, which is the page's address on the old site."""
    own = page.path.parent.name if page.path.stem in {"index", "_index"} else page.path.stem
    return own if re.fullmatch(r"[A-Za-z0-9][\w.-]*", own, re.A) else ""


def _type(value: RawValue) -> str:
    written = as_plain(value).lower()
    return _NUMBERED_TYPES.get(written) or CSL_TYPES.get(written, "other") if written else ""


def _put_venue(entry: RawMapping, text: str, span: Span) -> None:
    """``In *ICML*`` as ``ICML``, ``*Some Journal, 12*(3)`` in its parts: the venue alone, as we set it ourselves."""
    text = _IN.sub("", text).strip()
    match = _AROUND.match(text)
    if match:
        text = f"{match['inside']}{match['rest']}".strip()
    parts = None if "venue" in entry else _VOLUME.fullmatch(text)
    for field, value in parts.groupdict("").items() if parts else [("venue", text)]:
        put(entry, field, value, span)


def _authors(page: SitePage) -> RawList | None:
    """Names, or the names of the author pages that stand for them; the notes beside them say who shares what."""
    span = span_of(page.root, "authors")
    names, written = page.root.get("authors"), page.root.get("author_notes")
    notes = (
        [each if isinstance(each, str) else "" for each in written]
        if isinstance(written, RawList)
        else [as_plain(written)]
    )
    people = filling.list_at(span)
    if isinstance(names, str):
        named: list[tuple[RawValue, tuple[int, int]]] = [
            (part, (span[2], span[3])) for part in names.split(",")
        ]
    elif isinstance(names, RawList):
        named = list(zip(names, names.places, strict=True))
    else:
        return None
    for index, (name, (line, column)) in enumerate(named):
        if isinstance(name, RawMapping):
            add(people, name, line, column)
            continue
        if not isinstance(name, str) or not name.strip():
            continue
        note = notes[index].lower() if index < len(notes) else ""
        shown = _author_name(page, name.strip())
        family, comma, given = shown.partition(",")
        who = {"family": family.strip(), "given": given.strip()} if comma else {"name": shown}
        marks = {
            "equal": "true" if re.search(r"equal|co-first|joint|contributed|shared", note) else "",
            "corresponding": "true" if "correspond" in note else "",
        }
        add(people, filling.mapping_at(line, column, {**who, **marks}), line, column)
    return people


def _author_name(page: SitePage, name: str) -> str:
    """The name on the author's own page, where ``name`` is the name of such a page; else the name itself."""
    if not re.fullmatch(r"[\w.-]+", name):
        return name
    slug = name.lower()
    for place in (
        f"content/authors/{slug}/_index.md",
        f"data/authors/{slug}.yaml",
        f"data/authors/{slug}.yml",
    ):
        path = page.site / place
        try:
            text, _ = decode(read_start(path, 200_000), path.name)
        except (OSError, ValueError):
            continue
        if path.suffix == ".md":
            found = as_plain(read_site_page(text, path, path.name).root.get("title"))
        else:
            found = _display_name(filling.mapping_of(read_yaml(text, path.name)[0]))
        if found:
            return found
    return name


def _put_identifiers(page: SitePage, entry: RawMapping) -> None:
    identifiers = filling.mapping_of(filling.mapping_of(page.root.get("hugoblox")).get("ids"))
    for kind, value in identifiers.items():
        text = as_plain(value)
        if kind == "osf":
            url = text if "://" in text or not text else f"https://osf.io/{text}"
            add_link(entry, "OSF", url, span_of(identifiers, kind))
        else:
            put(entry, kind, text, span_of(identifiers, kind))


def _put_links(page: SitePage, entry: RawMapping) -> None:
    filling.put_text(entry, "url", page.root, "external_link")
    filling.add_links(entry, page.root, _LINKS, lambda url: _file_of(page, url))
    for link in filling.mappings_of(page.root.get("links")):
        kind, url, identifier = (as_plain(link.get(key)) for key in ("type", "url", "id"))
        name = as_plain(link.get("label")) or as_plain(link.get("name"))
        if kind == "doi" and (identifier or url):
            put(entry, "doi", identifier or url, span_of(link, "id" if identifier else "url"))
        elif kind == "preprint" and as_plain(link.get("provider")) == "arxiv" and identifier:
            put(entry, "arxiv", identifier, span_of(link, "id"))
        else:
            name = name or _NAMES_OF_LINKS.get(kind, kind[:1].upper() + kind[1:])
            add_link(entry, name, _file_of(page, url), span_of(link, "url"))


def _file_of(page: SitePage, url: str) -> str:
    """Hugo looks for a file in the page's own folder, then in ``static`` and ``assets/media``."""
    return page.located(url, "static", "assets/media", "assets")


def _put_image(page: SitePage, entry: RawMapping) -> None:
    """The picture that the page names, or that lies in its folder as ``featured.*``."""
    image = page.root.get("image")
    told = filling.mapping_of(image)
    name = as_plain(told.get("filename")) or as_plain(image)
    if not name and page.path.stem == "index":
        name = _first_file(page.path.parent, "*featured*", _PICTURES)
    if name:
        span = span_of(page.root, "image")
        values = {
            "url": _file_of(page, name),
            "caption": as_plain(told.get("caption")),
            "alt": as_plain(told.get("alt_text")),
        }
        images = filling.list_at(span)
        add(images, filling.mapping_at(span[2], span[3], values), span[2], span[3])
        put(entry, "images", images, span)


def _first_file(folder: Path, pattern: str, suffixes: frozenset[str] = frozenset()) -> str:
    try:
        names = [
            file.name for file in folder.glob(pattern) if not suffixes or file.suffix.lower() in suffixes
        ]
    except (OSError, ValueError):
        return ""
    return min(names, default="")


def _fill_from_bibliography(page: SitePage, entry: RawMapping) -> tuple[Problem, ...]:
    """Fields that only ``cite.bib`` has; both are the same work, so the page's own word counts."""
    path = page.path.parent / "cite.bib"
    if not entry or page.path.stem != "index" or not path.is_file():
        return ()
    name = f"{page.name.removesuffix(page.path.name)}cite.bib"
    try:
        text, told = decode(read_start(path), name)
    except OSError:
        return ()
    file = read_bibtex(text, name)
    if len(text) > MAX_TEXT:
        file = without_long_texts(file, text)
    work = next(filling.mappings_of(filling.mapping_of(file.root).get("publications")), None)
    if work is None:
        return told
    skipped = {"key", "date", "year", "type"} if "date" in entry else {"key", "type"}
    # The places are those of another file; the page is where the record stands.
    span = (entry.line, entry.column) * 2
    for field, value in work.items():
        if field not in skipped:
            put(entry, field, value, span)
    put(entry, "type", work.get("type"), span)
    return (*told, *(problem for problem in file.problems if problem.code is not Code.FILE))


# People


def read_author(page: SitePage) -> RawFile:
    """``content/authors/*/_index.md``: a person; the site's owner is its profile as well."""
    root = page.root
    person = RawMapping(root.line, root.column)
    filling.put_text(person, "name", root, "title")
    put(person, "key", page.path.parent.name, (1, 1, 1, 1))
    put(person, "bio", page.body, page.body_span)
    return _person(page, person, "superuser")


def read_author_data(file: DataFile) -> RawFile:
    """``data/authors/*.yaml``: a person, since HugoBlox 0.9."""
    root, problems = file.values
    if not isinstance(root, RawMapping):
        return RawFile(file.name, None, problems, foreign=True)
    clean_values(root)
    person = RawMapping(root.line, root.column)
    put(person, "name", _display_name(root), span_of(root, "name"))
    put(person, "key", as_plain(root.get("slug")) or file.path.stem, span_of(root, "slug"))
    return _person(SitePage(file.path, file.name, root, "", 1, problems, {}), person, "is_owner")


def _display_name(root: RawMapping) -> str:
    name = root.get("name")
    if isinstance(name, RawMapping):
        parts = (as_plain(name.get(part)) for part in ("given", "middle", "family"))
        return as_plain(name.get("display")) or " ".join(filter(None, parts))
    return as_plain(name) or as_plain(root.get("title"))


def _person(page: SitePage, person: RawMapping, sign_of_the_owner: str) -> RawFile:
    root = page.root
    if not person.get("name"):
        return page.holding("people", None)
    filling.take(person, root, by_word("bio: bio; role: role; email: email"), str)
    key = "affiliations" if root.get("affiliations") else "organizations"
    written = root.get(key)
    names = [
        as_plain(each.get("name") if isinstance(each, RawMapping) else each)
        for each in (written if isinstance(written, RawList) else ())
    ]
    put(person, "affiliation", ", ".join(filter(None, names)), span_of(root, key))
    for key in ("links", "social"):
        for link in filling.mappings_of(root.get(key)):
            place = "url" if as_plain(link.get("url")) else "link"
            url = as_plain(link.get(place))
            icon = as_plain(link.get("icon")).split("/")[-1].replace("-", " ")
            network = network_of(icon, url)
            name = as_plain(link.get("label")) or (network.name if network else icon)
            add_link(person, name, page.located(url, "static"), span_of(link, place))
    put(person, "photo", _portrait(page, as_plain(person.get("key")).lower()), (1, 1, 1, 1))
    keep(person, root, _PERSON, "hugo")
    file = page.holding("people", person)
    if as_plain(root.get(sign_of_the_owner)).lower() == "true":
        made = filling.mapping_of(file.root)
        profile = RawMapping(person.line, person.column)
        for field, value in person.items():
            if field != "key":
                put(profile, "about" if field == "bio" else field, value, person.places[field])
        put(made, "profile", profile, (profile.line, profile.column) * 2)
        put(made, "education", _education(root.get("education")), span_of(root, "education"))
    return file


def _portrait(page: SitePage, slug: str) -> str:
    """``avatar.*`` beside the author's page, or ``assets/media/authors/<slug>.*``."""
    beside = _first_file(page.path.parent, "avatar.*") if page.path.suffix == ".md" else ""
    shared = _first_file(page.site / "assets/media/authors", f"{slug}.*") if slug and not beside else ""
    return page.located(beside or (shared and f"/assets/media/authors/{shared}"))


def _education(value: RawValue) -> RawList | None:
    items = value.get("courses") if isinstance(value, RawMapping) else value
    if not isinstance(items, RawList):
        return None
    made = RawList(items.line, items.column)
    for item in filling.mappings_of(items):
        entry = RawMapping(item.line, item.column)
        filling.take(entry, item, _STUDY_TEXTS, str)
        filling.take(entry, item, _STUDY_DATES, without_time)
        keep(entry, item, _STUDY_TEXTS.keys() | _STUDY_DATES.keys(), "hugo")
        add(made, entry, item.line, item.column)
    return made
