"""JSON Resume (https://jsonresume.org/schema, 1.0.0): its publications, education, and who it is about."""

from __future__ import annotations

from sphinx_academic.data.located import RESUME, RawFile, RawList, RawMapping, RawValue
from sphinx_academic.data.values.addresses import find_arxiv, find_doi
from sphinx_academic.formats import filling
from sphinx_academic.formats.filling import as_plain, by_word, keep, put, span_of, take, words
from sphinx_academic.formats.rich_text import escape_markup, rich_text
from sphinx_academic.problems import Code, Problem, bounded, nearest, shorten

_SECTIONS = words(
    """
    basics work volunteer education awards certificates publications skills languages interests references projects meta
    """
)
_OURS = words("basics education publications")
_WORK_PROSE = by_word("title: name title; venue: publisher; abstract: summary")
_WORK = by_word("date: releaseDate date; url: url website")
_WORK_BESIDE = by_word("authors: authors; doi: doi; type: type")
"""Not of the schema, but in many a file."""
_STUDY = by_word("institution: institution; start: startDate; end: endDate; comment: summary")
_PROFILE_PROSE = by_word("role: label; about: summary")
_PROFILE = by_word("name: name; photo: image picture; email: email")
_WEBSITES = by_word("Website: url website")


def is_resume(root: RawValue) -> bool:
    """Whether a JSON text is a résumé: it says who it is about, or has only the sections of one."""
    if not isinstance(root, RawMapping):
        return False
    if isinstance(root.get("basics"), RawMapping):
        return True
    own = [key for key in root if key != "$schema"]
    return (
        bool(own)
        and all(key in _SECTIONS for key in own)
        and any(key in {"work", "awards", "skills"} for key in own)
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
            filling.add(alone, items, items.line, items.column)
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
                filling.add(read_items, read(item), item.line, item.column)
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
    entry = RawMapping(item.line, item.column)
    take(entry, item, _WORK_PROSE, rich_text)
    take(entry, item, _WORK, str)
    # The schema has no identifiers; they tell that this is the work of another file.
    address, span = as_plain(entry.get("url")), span_of(entry, "url")
    put(entry, "doi", find_doi(address), span)
    put(entry, "arxiv", find_arxiv(address) if "arxiv.org" in address else "", span)
    take(entry, item, _WORK_BESIDE)
    keep(entry, item, {*_WORK_PROSE, *_WORK, *_WORK_BESIDE}, "resume")
    return entry


def _education(item: RawMapping) -> RawMapping:
    entry = RawMapping(item.line, item.column)
    take(entry, item, _STUDY, escape_markup)
    degree = ", ".join(filter(None, (as_plain(item.get(name)) for name in ("studyType", "area"))))
    put(
        entry,
        "degree",
        escape_markup(degree),
        span_of(item, "studyType" if item.get("studyType") else "area"),
    )
    courses = ", ".join(map(escape_markup, filling.texts_of(item.get("courses"))))
    put(entry, "comment", courses, span_of(item, "courses"))
    keep(entry, item, {*_STUDY, "studyType", "area", "courses"}, "resume")
    return entry


def _profile(basics: RawMapping) -> RawMapping:
    entry = RawMapping(basics.line, basics.column)
    take(entry, basics, _PROFILE_PROSE, rich_text)
    take(entry, basics, _PROFILE, str)
    filling.add_links(entry, basics, _WEBSITES)
    for profile in filling.mappings_of(basics.get("profiles")):
        key = "url" if as_plain(profile.get("url")) else "username"
        network = as_plain(profile.get("network"))
        filling.add_link(entry, network, as_plain(profile.get(key)), span_of(profile, key))
    keep(entry, basics, {*_PROFILE_PROSE, *_PROFILE, *_WEBSITES, "profiles"}, "resume")
    return entry
