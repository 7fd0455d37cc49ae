"""HugoBlox (Wowchemy, Hugo Academic): one folder per publication or event, one page or file per author.

Front matter: https://docs.hugoblox.com/reference/page-front-matter; `publication_types` are numbers up to version 5 and
CSL types since.
"""

from __future__ import annotations

import re
from pathlib import Path

from sphinx_academic.data.located import RawFile, RawList, RawMapping, RawValue
from sphinx_academic.data.naming import is_file
from sphinx_academic.data.values.addresses import network_of
from sphinx_academic.formats import filling, read_file
from sphinx_academic.formats.csl_json import TYPES as CSL_TYPES
from sphinx_academic.formats.filling import Transcription
from sphinx_academic.formats.sites.liquid_text import clean_values
from sphinx_academic.formats.sites.site_page import SitePage, put_date, without_time
from sphinx_academic.formats.table import DataFile
from sphinx_academic.formats.text import names_of_keys, words
from sphinx_academic.problems import Code, Problem

_NUMBERED_TYPES = names_of_keys(
    "other: 0; conference: 1; article: 2; preprint: 3; report: 4; book: 5; chapter: 6; thesis: 7; patent: 8"
)
"""What numbers in ``publication_types`` stand for."""

_LAYOUT = words("profile share commentable reading_time pager header aliases show_related lastmod")
"""Front matter that says how Hugo sets a page."""
_LAYOUT_OF_WORKS = _LAYOUT | words(
    "subtitle date publishDate publication_types publication publication_short event event_url event_name categories type draft layout"
)
_LAYOUT_OF_PEOPLE = _LAYOUT | words("title name slug")
_NAMES_OF_LINKS = {"pdf": "PDF", "doi": "DOI", "bibtex": "BibTeX"}
_PICTURES = frozenset((".png", ".jpg", ".jpeg", ".webp", ".gif", ".svg", ".avif"))
_IN = re.compile(r"(?i)^\s*in:?\s+(?=\S)")
_AROUND = re.compile(r"^(?P<mark>\*\*|__|\*|_)(?P<inside>[^*_]+)(?P=mark)(?P<rest>.*)", re.S)
_VOLUME = re.compile(
    r"(?P<venue>[^,]+(?:,[^,\d]+)*),\s*(?!(?:19|20)\d\d\b)(?P<volume>\d{1,4})(?:\s*\((?P<number>[\w–-]+)\))?"
    r"(?:[,:]\s*(?:pp?\.\s*)?(?P<pages>[\w–.-]+))?\.?"
)


# Publications and events


def read_publication(page: SitePage) -> RawFile:
    """A page below ``content/publication``; what it does not say is taken from the ``cite.bib`` beside it."""
    made = _work(page)
    if written := made.text("publication_types").lower():
        made.put("type", _NUMBERED_TYPES.get(written) or CSL_TYPES.get(written, "other"), "publication_types")
    for key in ("publication", "publication_short"):
        _put_venue(made, made.text(key), key)
    made.take("publication_short: publication_short", str)
    return page.holding("publications", made.entry, _fill_from_bibliography(page, made.entry))


def read_event(page: SitePage) -> RawFile:
    """A page below ``content/event`` or ``content/talk``: a talk."""
    made = _work(page)
    made.put("type", "talk", page.body_span)
    made.take("venue: event event_name; url: event_url", str)
    return page.holding("publications", made.entry)


def _work(page: SitePage) -> Transcription:
    """What publications and events have in common."""
    made = Transcription(page.root)
    if not page.root:
        return made
    made.put("key", _key(page), (1, 1, 1, 1))
    made.put("authors", _authors(made, page), "authors")
    put_date(made, page, "date", "publishDate")
    made.take("title: title; abstract: abstract; selected: featured; doi: doi", str)
    made.take("tags: tags; projects: projects")
    _put_identifiers(made)
    _put_links(made, page)
    _put_image(made, page)
    made.put("additional", page.body, page.body_span)
    made.finished("hugo", *_LAYOUT_OF_WORKS)
    return made


def _key(page: SitePage) -> str:
    """The folder's name, which is the page's address on the old site."""
    own = page.path.parent.name if page.path.stem in {"index", "_index"} else page.path.stem
    return own if re.fullmatch(r"[A-Za-z0-9][\w.-]*", own, re.A) else ""


def _put_venue(made: Transcription, text: str, key: str) -> None:
    """``In *ICML*`` as ``ICML``, ``*Some Journal, 12*(3)`` in its parts: the venue alone, as we set it ourselves."""
    text = _IN.sub("", text).strip()
    match = _AROUND.match(text)
    if match:
        text = f"{match['inside']}{match['rest']}".strip()
    parts = None if "venue" in made.entry else _VOLUME.fullmatch(text)
    for field, value in parts.groupdict("").items() if parts else [("venue", text)]:
        made.put(field, value, key)


def _authors(made: Transcription, page: SitePage) -> RawList | None:
    """Names, or the names of the author pages that stand for them; the notes beside them say who shares what."""
    names, written = made.value("authors"), made.value("author_notes")
    people = filling.list_at(made.span("authors"))
    named: list[tuple[RawValue, tuple[int, int]]] = []
    if isinstance(names, str):
        named = [(part, (people.line, people.column)) for part in names.split(",")]
    elif isinstance(names, RawList):
        named = list(zip(names, names.places, strict=True))
    notes: list[RawValue] = [*written] if isinstance(written, RawList) else [written]
    notes.extend([None] * len(named))
    for (name, (line, column)), note in zip(named, notes, strict=False):
        if isinstance(name, RawMapping):
            filling.add(people, name, line, column)
        elif isinstance(name, str) and name.strip():
            shown = _author_name(page, name.strip())
            family, comma, given = shown.partition(",")
            who = {"family": family.strip(), "given": given.strip()} if comma else {"name": shown}
            said = note.lower() if isinstance(note, str) else ""
            if re.search(r"equal|co-first|joint|contributed|shared", said):
                who["equal"] = "true"
            if "correspond" in said:
                who["corresponding"] = "true"
            filling.add(people, filling.mapping_at(line, column, who), line, column)
    return people


def _author_name(page: SitePage, name: str) -> str:
    """The name on the author's own page, where ``name`` is the name of such a page; else the name itself."""
    if not re.fullmatch(r"[\w.-]+", name):
        return name
    slug = name.lower()
    places = f"content/authors/{slug}/_index.md", f"data/authors/{slug}.yaml", f"data/authors/{slug}.yml"
    for path in filter(is_file, map(page.site.joinpath, places)):
        for person in filling.mappings_of(filling.mapping_of(read_file(path, path.name).root).get("people")):
            return filling.as_plain(person.get("name"))
    return name


def _put_identifiers(made: Transcription) -> None:
    identifiers = made.inner("hugoblox").inner("ids")
    for kind in identifiers.source:
        text, span = identifiers.text(kind), identifiers.span(kind)
        if kind == "osf":
            made.link("OSF", text if "://" in text or not text else f"https://osf.io/{text}", span)
        else:
            made.put(kind, text, span)


def _put_links(made: Transcription, page: SitePage) -> None:
    made.take("url: external_link", str)
    made.links(
        """
        PDF: url_pdf; Preprint: url_preprint; Code: url_code; Dataset: url_dataset; Poster: url_poster
        Project: url_project; Slides: url_slides; Source: url_source; Video: url_video
        """,
        lambda url: _file_of(page, url),
    )
    for link in made.each("links"):
        kind, url, identifier = link.text("type"), link.text("url"), link.text("id")
        if kind == "doi" and (identifier or url):
            made.put("doi", identifier or url, link.span("id", "url"))
        elif kind == "preprint" and link.text("provider") == "arxiv" and identifier:
            made.put("arxiv", identifier, link.span("id"))
        else:
            called = _NAMES_OF_LINKS.get(kind, kind[:1].upper() + kind[1:])
            made.link(link.text("label", "name") or called, _file_of(page, url), link.span("url"))


def _file_of(page: SitePage, url: str) -> str:
    """Hugo looks for a file in the page's own folder, then in ``static`` and ``assets/media``."""
    return page.located(url, "static", "assets/media", "assets")


def _put_image(made: Transcription, page: SitePage) -> None:
    """The picture that the page names, or that lies in its folder as ``featured.*``."""
    told = made.inner("image")
    name = told.text("filename") or made.text("image")
    if not name and page.path.stem == "index":
        name = _picture_in(page.path.parent, "*featured*")
    if name:
        images = filling.list_at(made.span("image"))
        values = {"url": _file_of(page, name), "caption": told.text("caption"), "alt": told.text("alt_text")}
        filling.add_entry(images, filling.mapping_at(images.line, images.column, values))
        made.put("images", images, "image")


def _picture_in(folder: Path, pattern: str) -> str:
    try:
        names = [file.name for file in folder.glob(pattern) if file.suffix.lower() in _PICTURES]
    except (OSError, ValueError):
        return ""
    return min(names, default="")


def _fill_from_bibliography(page: SitePage, entry: RawMapping) -> tuple[Problem, ...]:
    """Fields that only ``cite.bib`` has; both are the same work, so the page's own word counts."""
    path = page.path.parent / "cite.bib"
    if not entry or page.path.stem != "index" or not path.is_file():
        return ()
    file = read_file(path, f"{page.name.removesuffix(page.path.name)}cite.bib")
    told = tuple(problem for problem in file.problems if problem.code is not Code.FILE)
    work = next(filling.mappings_of(filling.mapping_of(file.root).get("publications")), None)
    if work is None:
        return told
    skipped = {"key", "date", "year", "type"} if "date" in entry else {"key", "type"}
    # The places are those of another file; the page is where the record stands.
    span = (entry.line, entry.column) * 2
    for field, value in work.items():
        if field not in skipped:
            filling.put(entry, field, value, span)
    filling.put(entry, "type", work.get("type"), span)
    return told


# People


def read_author(page: SitePage) -> RawFile:
    """``content/authors/*/_index.md``: a person; the site's owner is its profile as well."""
    made = Transcription(page.root)
    made.take("name: title", str)
    made.put("key", page.path.parent.name, (1, 1, 1, 1))
    made.put("bio", page.body, page.body_span)
    return _person(page, made, "superuser")


def read_author_data(file: DataFile) -> RawFile:
    """``data/authors/*.yaml``: a person, since HugoBlox 0.9."""
    root, problems = file.values
    if not isinstance(root, RawMapping):
        return RawFile(file.name, None, problems, foreign=True)
    clean_values(root)
    made = Transcription(root)
    made.put("name", _display_name(made), "name")
    made.put("key", made.text("slug") or file.path.stem, "slug")
    return _person(SitePage(file.path, file.name, root, "", 1, problems, {}), made, "is_owner")


def _display_name(made: Transcription) -> str:
    name = made.inner("name")
    parts = filter(None, map(name.text, ("given", "middle", "family")))
    return name.text("display") or " ".join(parts) or made.text("name", "title")


def _person(page: SitePage, made: Transcription, sign_of_the_owner: str) -> RawFile:
    if "name" not in made.entry:
        return page.holding("people", RawMapping())
    made.take("bio: bio; role: role; email: email", str)
    for key in ("affiliations", "organizations"):
        names = [each.text("name") for each in made.each(key)] or filling.texts_of(made.value(key))
        made.put("affiliation", ", ".join(filter(None, names)), key)
    for link in (*made.each("links"), *made.each("social")):
        url, icon = link.text("url", "link"), link.text("icon").split("/")[-1].replace("-", " ")
        network = network_of(icon, url)
        name = link.text("label") or (network.name if network else icon)
        made.link(name, page.located(url, "static"), link.span("url", "link"))
    made.put("photo", _portrait(page, str(made.entry.get("key", "")).lower()), (1, 1, 1, 1))
    education = _education(made)
    is_owner = made.text(sign_of_the_owner).lower() == "true"
    person = made.finished("hugo", *_LAYOUT_OF_PEOPLE)
    if not is_owner:
        return page.holding("people", person)
    profile = RawMapping(person.line, person.column)
    for field, value in person.items():
        if field != "key":
            filling.put(profile, "about" if field == "bio" else field, value, person.places[field])
    return page.holding("people", person, profile=profile, education=education)


def _portrait(page: SitePage, slug: str) -> str:
    """``avatar.*`` beside the author's page, or ``assets/media/authors/<slug>.*``."""
    beside = _picture_in(page.path.parent, "avatar.*") if page.path.suffix == ".md" else ""
    shared = _picture_in(page.site / "assets/media/authors", f"{slug}.*") if slug and not beside else ""
    return page.located(beside or (shared and f"/assets/media/authors/{shared}"))


def _education(made: Transcription) -> RawList:
    studies = filling.list_at(made.span("education"))
    for study in (*made.each("education"), *made.inner("education").each("courses")):
        study.take("degree: degree course; institution: institution; note: summary", str)
        study.take("start: start; end: end year", without_time)
        filling.add_entry(studies, study.finished("hugo"))
    return studies
