"""JSON Resume (https://jsonresume.org/schema, 1.0.0): its publications, education, and who it is about."""

from __future__ import annotations

from sphinx_academic.data.located import RESUME, RawFile, RawList, RawMapping, RawValue
from sphinx_academic.data.values.addresses import find_arxiv, find_doi
from sphinx_academic.formats.filling import Transcription, add_entry, put, span_of, texts_of
from sphinx_academic.formats.rich_text import escape_markup, rich_text
from sphinx_academic.formats.text import words
from sphinx_academic.problems import Code, Problem, bounded, nearest, shorten

_SECTIONS = words(
    """
    basics work volunteer education awards certificates publications skills languages interests references projects meta
    """
)
_OURS = words("basics education publications")


def is_resume(root: RawValue) -> bool:
    """Whether a JSON text is a résumé: it says who it is about, or has only the sections of one."""
    if not isinstance(root, RawMapping):
        return False
    sections = root.keys() - {"$schema"}
    return isinstance(root.get("basics"), RawMapping) or (
        sections <= _SECTIONS and not sections.isdisjoint(("work", "awards", "skills"))
    )


def read_resume(root: RawMapping, path: str, problems: tuple[Problem, ...] = ()) -> RawFile:
    """Give a résumé as a profile, publications and education; the other sections are kept under their names."""
    made = RawMapping(root.line, root.column)
    found: list[Problem] = []
    basics = root.get("basics")
    if isinstance(basics, RawMapping):
        put(made, "profile", _profile(basics), span_of(root, "basics"))
    for name, read in (("publications", _publication), ("education", _education)):
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
        read_items = RawList(items.line, items.column)
        for index, item in enumerate(items):
            if isinstance(item, RawMapping):
                add_entry(read_items, read(item))
            elif item:
                place = items.place_of(index)
                message = f"an item of '{name}' is no object; it is left out."
                found.append(Problem(path, *place, Code.TYPE, message, 'Write it as  { "name": … }.'))
        put(made, name, read_items, span_of(root, name))
    for name, value in root.items():
        if name in _OURS:
            continue
        meant = None if name in _SECTIONS else nearest(name, _SECTIONS)
        if meant in _OURS and isinstance(value, (RawList, RawMapping)):
            message = f"a résumé has no section '{shorten(name)}'; it is not shown."
            hint = f"Did you mean '{meant}'?"
            found.append(Problem(path, *root.place_of_key(name), Code.UNKNOWN_KEY, message, hint))
        put(made, name, value, span_of(root, name))
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
    made = Transcription(item)
    made.take("institution: institution; start: startDate; end: endDate; note: summary", escape_markup)
    degree = ", ".join(filter(None, (made.text("studyType"), made.text("area"))))
    made.put("degree", escape_markup(degree), made.span("studyType", "area"))
    made.put("note", ", ".join(map(escape_markup, texts_of(made.value("courses")))), "courses")
    return made.finished("resume")


def _profile(basics: RawMapping) -> RawMapping:
    made = Transcription(basics)
    made.take("role: label; about: summary", rich_text)
    made.take("name: name; photo: image picture; email: email", str)
    made.links("Website: url website")
    for profile in made.each("profiles"):
        made.link(profile.text("network"), profile.text("url", "username"), profile.span("url", "username"))
    return made.finished("resume")
