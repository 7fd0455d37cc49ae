"""JSON Resume (https://jsonresume.org/schema, 1.0.0): a career, and whose it is."""

from __future__ import annotations

from collections.abc import Callable

from sphinx_academic.data.located import RESUME, RawFile, RawList, RawMapping, RawValue
from sphinx_academic.data.records import Award, Education, Position, Project, Service, Talk
from sphinx_academic.data.values.addresses import find_arxiv, find_doi
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

_SECTIONS = words(
    """
    basics work volunteer education awards certificates publications skills languages interests references projects meta
    """
)
_OF_A_RESUME_ALONE = words("certificates skills languages interests references meta")
_KEYS = words("studyType startDate endDate releaseDate highlights awarder")
"""Keys of entries that only a résumé has."""
_TALKS = ("talk", "presentation")
"""Types of projects that are none here."""


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
                is_talk = name == "projects" and str(item.get("type")).lower() in _TALKS
                entry = _talk(item) if is_talk else read(item)
                add_entry(section(made, "talks" if is_talk else list_name, entry.line, entry.column), entry)
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


def _project(item: RawMapping) -> RawMapping:
    made = Transcription(item, Project)
    made.take("title: name title", escape_markup)
    made.take("tags: keywords")
    made.put_lines("description", "description", "summary", "highlights", write=rich_text)
    _put_rest(made)
    return made.finished("resume")


def _talk(item: RawMapping) -> RawMapping:
    """A project of type talk: the schema has no other place for one."""
    made = Transcription(item, Talk)
    made.take("title: name title; event: entity", escape_markup)
    made.take("tags: keywords")
    made.take("date: startDate", str)
    _put_rest(made, "description", "summary", "highlights")
    return made.finished("resume", "type")


def _put_rest(made: Transcription, *texts: str) -> None:
    """What the entries of all sections have: when, where on the web, and a text."""
    if "date" not in made.entry:
        made.take("start: startDate; end: endDate", str)
    made.take("url: url website", str)
    if texts:
        made.put_lines("note", *texts, write=rich_text)


_READERS: dict[str, tuple[str, Callable[[RawMapping], RawMapping]]] = {
    "publications": ("publications", _publication),
    "education": ("education", _education),
    "work": ("positions", _position),
    "volunteer": ("service", _service),
    "awards": ("awards", _award),
    "projects": ("projects", _project),
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
