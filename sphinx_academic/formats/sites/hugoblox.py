"""HugoBlox (Wowchemy, Hugo Academic): one folder per publication, event, project or course, one page or file per author.

Front matter: https://docs.hugoblox.com/reference/page-front-matter; `publication_types` are numbers up to version 5 and
CSL types since.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from sphinx_academic.data.located import RawFile, RawList, RawMapping, RawValue
from sphinx_academic.data.naming import is_file
from sphinx_academic.data.records import Award, Education, Person, Position, Project, Talk, Teaching
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
_LAYOUT_OF_PEOPLE = _LAYOUT | words(
    "title name slug schema first_name last_name highlight_name authors superuser is_owner"
)
_LAYOUT_OF_ENTRIES = words("icon company_logo organization_logo button")
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
    made = Transcription(page.root, Talk)
    if not page.root:
        return page.holding("talks", made.entry)
    made.put("speakers", _authors(made, page), "authors")
    made.take("title: title; event: event event_name; url: event_url; place: location; type: event_type", str)
    street = made.inner("address")
    parts = [street.text(key) for key in ("street", "city", "region", "postcode", "country")]
    made.put("place", ", ".join(filter(None, parts)), "address")
    start, end = (
        without_time(made.text(*keys)) for keys in (("date", "event_start"), ("date_end", "event_end"))
    )
    if start and end and start != end:
        made.put("start", start, made.span("date", "event_start"))
        made.put("end", end, made.span("date_end", "event_end"))
    _put_shared(made, page)
    _put_note(made, page, "abstract", "summary")
    return page.holding("talks", made.finished("hugo", "all_day", "event_all_day", "publishDate", *_LAYOUT))


def read_project(page: SitePage) -> RawFile:
    """A page below ``content/project``."""
    made = Transcription(page.root, Project)
    if not page.root:
        return page.holding("projects", made.entry)
    made.put("people", _authors(made, page), "authors")
    made.take("title: title; subtitle: summary subtitle; selected: featured; status: status", str)
    made.take("start: date_start start_date; end: date_end end_date", without_time)
    _put_shared(made, page)
    made.put("description", page.body or made.text("abstract"), page.body_span if page.body else "abstract")
    return page.holding("projects", made.finished("hugo", "publishDate", "weight", *_LAYOUT))


def read_course(page: SitePage) -> RawFile:
    """A page below ``content/teaching`` or ``content/courses``: that of a course, not those of its lessons."""
    made = Transcription(page.root, Teaching)
    if not page.root:
        return page.holding("teaching", made.entry)
    made.take("title: title; role: role; institution: institution university; place: location", str)
    _put_shared(made, page)
    _put_note(made, page, "summary", "abstract")
    silent = ("publishDate", "weight", "authors", "toc", "linkTitle", "menu", "type")
    return page.holding("teaching", made.finished("hugo", *silent, *_LAYOUT))


def _put_note(made: Transcription, page: SitePage, *keys: str) -> None:
    """The note: a field of the page, else its text, which is kept beside that."""
    made.put("note", filling.as_lines(made.text(*keys)), made.span(*keys))
    is_said = "note" in made.entry
    made.put(
        "body" if is_said else "note", page.body if is_said else filling.as_lines(page.body), page.body_span
    )


def _put_shared(made: Transcription, page: SitePage) -> None:
    """What all pages have, but for their texts and those who are named."""
    made.put("key", _key(page), (1, 1, 1, 1))
    if made.entry.keys().isdisjoint(("start", "end")):
        put_date(made, page, "date", "publishDate")
    made.take("tags: tags categories; projects: projects")
    _put_links(made, page)
    _put_image(made, page)


def _work(page: SitePage) -> Transcription:
    """What stands on the page of a publication."""
    made = Transcription(page.root)
    if not page.root:
        return made
    made.put("authors", _authors(made, page), "authors")
    made.take("title: title; abstract: abstract; selected: featured; doi: doi", str)
    _put_shared(made, page)
    _put_identifiers(made)
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
    made = Transcription(page.root, Person)
    made.take("name: title", str)
    made.put("key", page.path.parent.name, (1, 1, 1, 1))
    made.put("about", page.body, page.body_span)
    return _person(page, made, "superuser")


def read_author_data(file: DataFile) -> RawFile:
    """``data/authors/*.yaml``: a person, since HugoBlox 0.9."""
    root, problems = file.values
    if not isinstance(root, RawMapping):
        return RawFile(file.name, None, problems, foreign=True)
    clean_values(root)
    made = Transcription(root, Person)
    made.put("name", _display_name(made), "name")
    made.put("pronouns", made.inner("name").text("pronouns"), "name")
    made.put("key", made.text("slug") or file.path.stem, "slug")
    return _person(SitePage(file.path, file.name, root, "", 1, problems, {}), made, "is_owner")


def _display_name(made: Transcription) -> str:
    name = made.inner("name")
    parts = filter(None, map(name.text, ("given", "middle", "family")))
    return name.text("display") or " ".join(parts) or made.text("name", "title")


def _person(page: SitePage, made: Transcription, sign_of_the_owner: str) -> RawFile:
    if "name" not in made.entry:
        return page.holding("people", RawMapping())
    made.take("line: bio" if "about" in made.entry else "about: bio", str)
    made.take("role: role; email: email", str)
    for key in ("affiliations", "organizations"):
        names = [each.text("name") for each in made.each(key)] or filling.texts_of(made.value(key))
        made.put("affiliation", ", ".join(filter(None, names)), key)
    for link in (*made.each("links"), *made.each("social"), *made.each("profiles")):
        url, icon = link.text("url", "link"), link.text("icon").split("/")[-1].replace("-", " ")
        network = network_of(icon, url)
        name = link.text("label") or (network.name if network else icon)
        made.link(name, page.located(url, "static"), link.span("url", "link"))
    made.put("photo", _portrait(page, str(made.entry.get("key", "")).lower()), (1, 1, 1, 1))
    _put_groups(made)
    if made.text(sign_of_the_owner).lower() != "true":
        # Of others there is no list of what they have studied or earned.
        return page.holding("people", made.finished("hugo", *_LAYOUT_OF_PEOPLE))
    career: dict[str, RawValue] = {
        "education": _list(made, "education", _education(made)),
        "positions": _list(made, "work", map(job, (*made.each("work"), *made.each("experience")))),
        "awards": _list(made, "awards", map(award, made.each("awards"))),
    }
    person = made.finished("hugo", *_LAYOUT_OF_PEOPLE)
    profile = RawMapping(person.line, person.column)
    for field, value in person.items():
        if field not in {"key", "tags", "pronouns", "line"}:
            filling.put(profile, field, value, person.places[field])
    return page.holding("people", person, (), profile=profile, **career)


def _put_groups(made: Transcription) -> None:
    """The groups of a lab, one of which may be its alumni, and what somebody is interested in."""
    groups, interests = made.value("user_groups"), made.value("interests")
    names = filling.texts_of(groups)
    others = [name for name in names if not re.search(r"(?i)\balum|\bformer\b|\bpast\b", name)]
    made.put("alumnus", "true" if len(others) < len(names) else "", "user_groups")
    made.put("role", next(iter(others), ""), "user_groups")
    tags = filling.list_at(made.span("interests", "user_groups"))
    for name in (*others, *filling.texts_of(interests)):
        filling.add(tags, name, tags.line, tags.column)
    made.put("tags", tags, made.span("interests", "user_groups"))
    made.take("pronouns: pronouns", str)


def _portrait(page: SitePage, slug: str) -> str:
    """``avatar.*`` beside the author's page, or ``assets/media/authors/<slug>.*``."""
    beside = _picture_in(page.path.parent, "avatar.*") if page.path.suffix == ".md" else ""
    shared = _picture_in(page.site / "assets/media/authors", f"{slug}.*") if slug and not beside else ""
    return page.located(beside or (shared and f"/assets/media/authors/{shared}"))


def _list(made: Transcription, key: str, entries: Iterable[RawMapping]) -> RawList:
    items = filling.list_at(made.span(key))
    for entry in entries:
        filling.add_entry(items, entry)
    return items


def _education(made: Transcription) -> Iterator[RawMapping]:
    for study in (*made.each("education"), *made.inner("education").each("courses")):
        yield degree(study)


def _month(text: str) -> str:
    """A date of which Hugo shows the month: its first day stands for it."""
    return re.sub(r"(\d{4}-\d\d)-01", r"\1", without_time(text))


def degree(each: Transcription) -> RawMapping:
    """A degree of an author, or of a block of a page."""
    study = Transcription(each.source, Education)
    study.take("degree: degree course area title; institution: institution organization", str)
    study.take("start: start date_start; end: end date_end year", _month)
    study.take("url: url organization_url; place: location", str)
    study.put_lines("note", "summary", "description")
    return study.finished("hugo", *_LAYOUT_OF_ENTRIES)


def job(each: Transcription) -> RawMapping:
    """A position of an author, or of a block of a page."""
    made = Transcription(each.source, Position)
    made.take("title: position role title; institution: company_name org company organization", str)
    made.take("start: start date_start; end: end date_end", _month)
    made.take("place: location; url: company_url url", str)
    made.put_lines("note", "summary", "description")
    return made.finished("hugo", *_LAYOUT_OF_ENTRIES)


def award(each: Transcription) -> RawMapping:
    """An award of an author, or an accomplishment of a block of a page."""
    made = Transcription(each.source, Award)
    made.take("title: title; organisation: awarder organization; url: url certificate_url", str)
    start, end = (_month(made.text(key)) for key in ("date_start", "date_end"))
    for field, text, key in (
        (("start", start, "date_start"), ("end", end, "date_end"))
        if start and end and start != end
        else (
            (
                "date",
                without_time(made.text("date")) or start or end,
                "date" if "date" in each.source else "date_start",
            ),
        )
    ):
        made.put(field, text, key)
    made.put_lines("note", "summary", "description")
    return made.finished("hugo", *_LAYOUT_OF_ENTRIES)
