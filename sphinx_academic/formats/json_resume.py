"""JSON Resume (https://jsonresume.org/schema, 1.0.0): a career, and whose it is."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from sphinx_academic.data.fields import TEXT
from sphinx_academic.data.located import RESUME, RawFile, RawList, RawMapping, RawValue
from sphinx_academic.data.records import (
    Award,
    Dataset,
    Education,
    EventItem,
    Grant,
    MediaItem,
    Membership,
    Position,
    Profile,
    Project,
    Publication,
    Record,
    Service,
    Software,
    Supervision,
    Talk,
    Teaching,
    TimedRecord,
)
from sphinx_academic.data.values.addresses import (
    arxiv_url,
    bare_email,
    doi_url,
    find_arxiv,
    find_doi,
    is_email,
    is_whole_address,
    network_of,
)
from sphinx_academic.data.values.names import AUTHORS
from sphinx_academic.formats.career_entries import (
    CareerEntry,
    degree_of,
    entry_of,
    names_of,
    own_kind,
    period_of,
    plain_text,
)
from sphinx_academic.formats.cv_sections import WHAT_AND_WHERE, called_by_title
from sphinx_academic.formats.filling import (
    Transcription,
    add_entry,
    as_lines,
    put,
    section,
    span_of,
    texts_of,
)
from sphinx_academic.formats.rich_text import escape_markup, rich_text
from sphinx_academic.formats.text import words
from sphinx_academic.problems import Code, Problem, bounded, nearest, shorten

if TYPE_CHECKING:
    from sphinx_academic.content.markup import Markup
    from sphinx_academic.data.career import Career

_SECTIONS = words(
    """
    basics work volunteer education awards certificates publications skills languages interests references projects meta
    """
)
_OF_A_RESUME_ALONE = words("certificates skills languages interests references meta")
_KEYS = words("studyType startDate endDate releaseDate highlights awarder")
"""Keys of entries that only a résumé has."""
_TYPED: Mapping[str, Mapping[str, type[Record]]] = {
    "projects": {
        "presentation": Talk,
        **{kind.kind: kind for kind in (Talk, Grant, Software, Dataset, Supervision, MediaItem, EventItem)},
    },
    "volunteer": {Membership.kind: Membership},
    "work": {Teaching.kind: Teaching},
}
"""What is no project, service or position where its ``type`` says so: the schema has no other place for these."""


def is_resume(root: RawValue) -> bool:
    """Whether a JSON text is a résumé: it says who it is about, or has only sections of one, and what only one has."""
    if not isinstance(root, RawMapping):
        return False
    sections = root.keys() - {"$schema"}
    entries = (item for part in root.values() if isinstance(part, RawList) for item in part)
    return isinstance(root.get("basics"), RawMapping) or (
        sections <= _SECTIONS
        and (
            not sections.isdisjoint(_OF_A_RESUME_ALONE)
            or any(isinstance(item, RawMapping) and not _KEYS.isdisjoint(item) for item in entries)
        )
    )


def read_resume(root: RawMapping, path: str, problems: tuple[Problem, ...] = ()) -> RawFile:
    """Give a résumé as a profile and lists of records; the sections that are none are kept under their names."""
    made = RawMapping(root.line, root.column)
    found: list[Problem] = []
    basics = root.get("basics")
    if isinstance(basics, RawMapping):
        put(made, "profile", _profile(basics), span_of(root, "basics"))
    for name, (list_name, read) in _READERS.items():
        items = root.get(name)
        if isinstance(items, RawMapping):
            alone = RawList(items.line, items.column)
            add_entry(alone, items)
            items = alone
        if not isinstance(items, RawList):
            if items:
                place = root.place_of_value(name)
                message = f"'{name}' is a text; a list was expected."
                found.append(Problem(path, *place, Code.TYPE, message, "Write it as  [ { … } ]."))
            continue
        made[list_name], made.places[list_name] = RawList(items.line, items.column), span_of(root, name)
        for index, item in enumerate(items):
            if isinstance(item, RawMapping):
                kind = _TYPED.get(name, {}).get(str(item.get("type")).lower())
                entry = _of_kind(item, kind) if kind else read(item)
                where = kind.lists[0] if kind else list_name
                add_entry(section(made, where, entry.line, entry.column), entry)
            elif item:
                place = items.place_of(index)
                message = f"an item of '{name}' is no object; it is left out."
                found.append(Problem(path, *place, Code.TYPE, message, 'Write it as  { "name": … }.'))
    for name, value in root.items():
        if name == "basics" or name in _READERS:
            continue
        meant = None if name in _SECTIONS else nearest(name, _SECTIONS)
        if (meant == "basics" or meant in _READERS) and isinstance(value, (RawList, RawMapping)):
            message = f"a résumé has no section '{shorten(name)}'; it is not shown."
            hint = f"Did you mean '{meant}'?"
            found.append(Problem(path, *root.place_of_key(name), Code.UNKNOWN_KEY, message, hint))
        put(made, f"resume {name}" if name in made else name, value, span_of(root, name))
    return RawFile(path, made, (*problems, *bounded(found)), foreign=True, notation=RESUME)


def _publication(item: RawMapping) -> RawMapping:
    made = Transcription(item)
    made.take("title: name title; venue: publisher; abstract: summary", rich_text)
    made.take("date: releaseDate date; url: url website", str)
    # The schema has no identifiers; they tell that this is the work of another file.
    address, span = made.text("url", "website"), made.span("url", "website")
    made.put("doi", find_doi(address), span)
    made.put("arxiv", find_arxiv(address) if "arxiv.org" in address else "", span)
    made.take("authors: authors; doi: doi; type: type")  # not of the schema, but in many a file
    return made.finished("resume")


def _education(item: RawMapping) -> RawMapping:
    made = Transcription(item, Education)
    made.take("institution: institution", escape_markup)
    degree = ", ".join(filter(None, (made.text("studyType"), made.text("area"))))
    made.put("degree", escape_markup(degree), made.span("studyType", "area"))
    called_by_title(made)
    courses = ", ".join(map(escape_markup, texts_of(made.value("courses"))))
    _put_rest(made)
    said = filter(None, (rich_text(made.text("summary")), courses))
    made.put("note", as_lines("\n\n".join(said)), made.span("summary", "courses"))
    return made.finished("resume")


def _position(item: RawMapping) -> RawMapping:
    """A job; ``name`` is the employer, ``description`` says what that does."""
    made = Transcription(item, Position)
    made.take("title: position; institution: name company; place: location", escape_markup)
    made.put("title", made.entry.get("institution"), "name")  # a stay of which no more is said
    _put_rest(made, "summary", "highlights")
    return made.finished("resume")


def _service(item: RawMapping) -> RawMapping:
    made = Transcription(item, Service)
    made.take("title: position; organisation: organization", escape_markup)
    made.put("title", made.entry.get("organisation"), "organization")
    _put_rest(made, "summary", "highlights")
    return made.finished("resume")


def _award(item: RawMapping) -> RawMapping:
    made = Transcription(item, Award)
    made.take("title: title name; organisation: awarder", escape_markup)
    made.take("date: date awardDate", str)
    _put_rest(made, "summary")
    return made.finished("resume")


def _of_kind(item: RawMapping, kind: type[Record]) -> RawMapping:
    """What its ``type`` says that it is: name and entity of a project, position and employer or organisation elsewhere."""
    made = Transcription(item, kind)
    what, where = WHAT_AND_WHERE[kind]
    if kind in (Teaching, Membership):
        made.take(f"{what}: position; {where}: name organization", escape_markup)
    else:
        made.take(f"{what}: name title", escape_markup)
    for name, declared in kind.fields.items():
        if declared.type is TEXT and name not in TimedRecord.fields and name not in ("type", "description"):
            made.take(f"{name}: {name}", escape_markup if name in kind.fields.prose else str)
        elif declared.type is AUTHORS:
            made.take(f"{name}: {name}")
    if where and kind is not Project:  # for whom that was is not who pays
        made.take(f"{where}: entity", escape_markup)
    if "role" in kind.fields and kind is not Project:
        made.put("role", escape_markup(", ".join(texts_of(made.value("roles")))), "roles")
    made.take("place: location", escape_markup)
    made.take("tags: keywords; terms: terms" if kind is Teaching else "tags: keywords")
    is_day = bool(item.get("startDate")) and item.get("startDate") == item.get("endDate")
    if is_day or (kind is Talk and not item.get("endDate")):
        made.take("date: startDate endDate", str)
    text = "description" if "description" in kind.fields else "note"
    said = [key for key in ("description", "summary") if not made.says_again(key, text)]
    _put_rest(made)
    made.put_lines(text, *said, "highlights", write=rich_text)
    known = () if kind is Project else ("type",)
    return made.finished("resume", *known, "description", "summary")


def _put_rest(made: Transcription, *texts: str) -> None:
    """What the entries of all sections have: when, where on the web, and a text."""
    start, end = (made.source.get(key) for key in ("startDate", "endDate"))
    if "date" not in made.entry:
        made.take(
            "date: startDate endDate" if start and start == end else "start: startDate; end: endDate", str
        )
    made.take("url: url website", str)
    if texts:
        made.put_lines("note", *texts, write=rich_text)


_READERS: dict[str, tuple[str, Callable[[RawMapping], RawMapping]]] = {
    "publications": ("publications", _publication),
    "education": ("education", _education),
    "work": ("positions", _position),
    "volunteer": ("service", _service),
    "awards": ("awards", _award),
    "projects": ("projects", partial(_of_kind, kind=Project)),
}
"""Our lists by the sections that they are made of."""


def _profile(basics: RawMapping) -> RawMapping:
    made = Transcription(basics)
    made.take("role: label; about: summary", rich_text)
    made.take("name: name; photo: image picture; email: email", str)
    made.links("Website: url website")
    for profile in made.each("profiles"):
        made.link(profile.text("network"), profile.text("url", "username"), profile.span("url", "username"))
    return made.finished("resume")


# Writing

_SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"
_OF_THEIR_OWN = {
    "skills": "level",
    "languages": "fluency",
    "interests": "",
    "certificates": "issuer",
    "references": "reference",
}
"""Sections of the schema for which the data may declare a kind, and where what is said of an entry stands."""
_DATE = re.compile(r"[12]\d{3}(?:-\d\d(?:-\d\d)?)?")
"""A date as the schema has it."""


def career(career: Career, *, markup: Markup) -> str:
    """A career as a résumé. What the schema has no section for stands in the nearest, with a ``type`` that says what it is."""
    text = partial(_plain, markup=markup)
    made: dict[str, object] = {"$schema": _SCHEMA, "basics": _basics(career.owner, text)}
    sections: dict[str, list[object]] = {}
    for part in career.parts:
        for record in part.records:
            name, entry = _entry(record, text)
            kept = {key: value for key, value in entry.items() if value}
            if kept not in sections.setdefault(name, []):
                sections[name].append(kept)
    made.update({name: sections[name] for name in (*_READERS, *_OF_THEIR_OWN) if name in sections})
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def _plain(text: str, markup: Markup) -> str:
    return plain_text(markup.inline(text)) if text else ""


def _address(url: str) -> str:
    """An address as the schema wants it: one that is found from anywhere."""
    return url if is_whole_address(url) else ""


def _basics(owner: Profile | None, text: Callable[[str], str]) -> Mapping[str, object]:
    if owner is None:
        return {}
    website, profiles = "", []
    for _field, link in owner.addresses():
        network, url = network_of(link.name, link.url), _address(link.url)
        if url and not website and network and network.icon == "globe":
            website = url
        elif url:
            profiles.append({"network": link.name or url, "url": url})
    made = {
        "name": owner.name,
        "label": ", ".join(filter(None, (text(owner.role), text(owner.affiliation)))),
        "image": next((url for image in owner.photo if (url := _address(image.url))), ""),
        "email": bare_email(owner.email) if is_email(owner.email) else "",
        "url": website,
        "summary": text(as_lines(owner.about)) if owner.about else "",
        "profiles": profiles,
    }
    return {name: value for name, value in made.items() if value}


def _entry(record: Record, text: Callable[[str], str]) -> tuple[str, Mapping[str, object]]:
    """The section of a record, and its entry there."""
    if isinstance(record, Publication):
        return "publications", _work(record, text)
    entry = entry_of(record)
    what, where, lines = text(entry.what), text(entry.where), [text(line) for line in entry.lines]
    own = {name: text(said) for name, said in entry.said.items()}
    rest = {**_dates(entry), "url": _address(entry.url), "highlights": lines}
    match record:
        case Position():
            place = {"name": where or what, "position": what, "location": text(entry.place)}
            return "work", {**place, **rest, "summary": own.get("department", "")}
        case Education():
            short, subject = map(text, degree_of(record))
            degree = {"institution": text(record.institution), "studyType": short, "area": subject}
            return "education", {**degree, **rest, "highlights": [], "summary": " ".join(lines)}
        case Award():
            said = " ".join(filter(None, (own.get("amount", ""), *lines)))
            day = entry.period.date or entry.period.end or entry.period.start
            when = {"date": day if _DATE.fullmatch(day) else "", "awarder": where}
            return "awards", {"title": what, **when, "summary": said, "url": _address(entry.url)}
        case Service():
            return "volunteer", {"organization": where, "position": what, **rest}
    more: dict[str, object] = {**own}
    more |= {name: names_of(people) for name, people in entry.people.items()}
    summary = ", ".join(said for name, said in own.items() if said != where)
    match record:
        case Membership():
            place = {"organization": where, "position": what, "type": record.kind}
            return "volunteer", {**more, **place, **rest, "summary": summary}
        case Teaching():
            place = {"name": where, "position": what, "type": record.kind, "location": text(entry.place)}
            return "work", {**more, **place, **rest, "summary": summary}
    name = own_kind(record)
    if name in _OF_THEIR_OWN:
        said = ", ".join(filter(None, (text(entry.details), *lines)))
        return name, {
            "language" if name == "languages" else "name": what,
            _OF_THEIR_OWN[name] or "summary": said,
        }
    kind = {"type": "" if isinstance(record, Project) else record.kind, "entity": where}
    tags = {"description": summary, "keywords": [*getattr(record, "tags", ())], "location": text(entry.place)}
    return "projects", {**more, "name": what, **kind, **rest, **tags}


def _dates(entry: CareerEntry) -> Mapping[str, str]:
    """Start and end, which are one for what has a date alone; dates in words have no place."""
    start, end, date = entry.period
    found = {"startDate": start or date, "endDate": end or date}
    return {name: day for name, day in found.items() if _DATE.fullmatch(day)}


def _work(work: Publication, text: Callable[[str], str]) -> Mapping[str, object]:
    """A publication, with authors, DOI and type besides what the schema has."""
    day = period_of(work).date
    return {
        "name": text(work.title),
        "publisher": text(work.venue),
        "releaseDate": day if _DATE.fullmatch(day) else "",
        "url": doi_url(work.doi) or _address(work.url) or arxiv_url(work.arxiv),
        "authors": names_of(work.authors),
        "doi": work.doi,
        "type": work.kind_of_work,
    }
