"""JSON Resume (https://jsonresume.org/schema, 1.0.0): its publications, education, and who it is about."""

from __future__ import annotations

from sphinx_academic.data.located import RESUME, RawFile, RawList, RawMapping, RawValue
from sphinx_academic.data.values.addresses import find_arxiv, find_doi
from sphinx_academic.formats.filling import (
    add,
    add_link,
    as_plain,
    keep,
    put,
    put_text,
    span_of,
    texts_of,
    words,
)
from sphinx_academic.formats.rich_text import escape_markup, rich_text
from sphinx_academic.problems import Code, Problem, bounded, nearest, shorten

_SECTIONS = words(
    """
    basics work volunteer education awards certificates publications skills languages interests references projects meta
    """
)
_OURS = frozenset(("basics", "education", "publications"))


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
            add(alone, items, items.line, items.column)
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
                add(read_items, read(item), item.line, item.column)
            elif item:
                message = f"an item of '{name}' is no object; it is left out."
                found.append(
                    Problem(path, *items.place_of(index), Code.TYPE, message, 'Write it as  { "name": … }.')
                )
        put(made, name, read_items, span_of(root, name))
    for name, value in root.items():
        if name not in _OURS:
            meant = nearest(name, _SECTIONS) if name not in _SECTIONS else None
            if meant in _OURS and isinstance(value, (RawList, RawMapping)):
                message = f"a résumé has no section '{shorten(name)}'; it is not shown."
                found.append(
                    Problem(
                        path, *root.place_of_key(name), Code.UNKNOWN_KEY, message, f"Did you mean '{meant}'?"
                    )
                )
            put(made, name, value, span_of(root, name))
    return RawFile(path, made, (*problems, *bounded(found)), foreign=True, notation=RESUME)


def _publication(item: RawMapping) -> RawMapping:
    entry = RawMapping(item.line, item.column)
    title = "name" if item.get("name") else "title"
    put_text(entry, "title", item, title, rich_text)
    put_text(entry, "venue", item, "publisher", rich_text)
    date = "releaseDate" if item.get("releaseDate") else "date"
    put_text(entry, "date", item, date)
    url = "url" if item.get("url") else "website"
    put_text(entry, "url", item, url)
    put_text(entry, "abstract", item, "summary", rich_text)
    # The schema has no identifiers; they tell that this is the work of another file.
    address = as_plain(item.get(url))
    put(entry, "doi", find_doi(address), span_of(item, url))
    if "arxiv.org" in address:
        put(entry, "arxiv", find_arxiv(address), span_of(item, url))
    for name in ("authors", "doi", "type"):  # not of the schema, but in many a file
        put(entry, name, item.get(name), span_of(item, name))
    used = {title, "publisher", date, url, "summary", "authors", "doi", "type"}
    keep(entry, item, used, "resume")
    return entry


def _education(item: RawMapping) -> RawMapping:
    entry = RawMapping(item.line, item.column)
    for field, name in (("institution", "institution"), ("start", "startDate"), ("end", "endDate")):
        put_text(entry, field, item, name, escape_markup)
    degree = ", ".join(filter(None, (_text(item, "studyType"), _text(item, "area"))))
    put(entry, "degree", degree, span_of(item, "studyType" if item.get("studyType") else "area"))
    put_text(entry, "comment", item, "summary", escape_markup)
    courses = ", ".join(escape_markup(course) for course in texts_of(item.get("courses")))
    put(entry, "comment", courses, span_of(item, "courses"))
    keep(
        entry,
        item,
        {"institution", "startDate", "endDate", "studyType", "area", "summary", "courses"},
        "resume",
    )
    return entry


def _profile(basics: RawMapping) -> RawMapping:
    entry = RawMapping(basics.line, basics.column)
    for field, name in (("name", "name"), ("role", "label"), ("about", "summary")):
        text = as_plain(basics.get(name))
        put(entry, field, text if field == "name" else rich_text(text), span_of(basics, name))
    for field, name in (("photo", "image"), ("photo", "picture"), ("email", "email")):
        put_text(entry, field, basics, name)
    for name in ("url", "website"):
        add_link(entry, "Website", as_plain(basics.get(name)), span_of(basics, name))
    profiles = basics.get("profiles")
    for profile in profiles if isinstance(profiles, RawList) else ():
        if isinstance(profile, RawMapping):
            name = "url" if as_plain(profile.get("url")) else "username"
            add_link(
                entry, as_plain(profile.get("network")), as_plain(profile.get(name)), span_of(profile, name)
            )
    used = {"name", "label", "summary", "image", "picture", "email", "url", "website", "profiles"}
    keep(entry, basics, used, "resume")
    return entry


def _text(item: RawMapping, name: str) -> str:
    return escape_markup(as_plain(item.get(name)))
