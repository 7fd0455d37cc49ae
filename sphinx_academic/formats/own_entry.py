"""A work from somebody else's file as it would be written by hand in our own form: names as names, a date once, what follows from something
else left out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from sphinx_academic.data.fields import Entry, FileNotes
from sphinx_academic.data.located import RawFile, RawList, RawMapping, RawValue
from sphinx_academic.data.records import Publication
from sphinx_academic.data.records.record import Item, read_item
from sphinx_academic.data.values.addresses import arxiv_url, doi_url
from sphinx_academic.data.values.names import AUTHORS, AuthorList
from sphinx_academic.formats.text import words

_FIRST = (
    "key", "title", "authors", "venue", "type", "genre", "date", "year", "status", "series", "volume", "number", "pages", "eid", "edition",
    "version", "publisher", "location", "doi", "arxiv", "url", "note",
)  # fmt: skip
_LAST = ("tags", "abstract")
_OF_PROGRAMS = words(
    """
    entrytype source score prefix member indexed created deposited reference-count references-count is-referenced-by-count content-domain
    resource relation short-container-title issn-type journal-issue published-online published-print csl-published reference file
    timestamp date-added date-modified owner bdsk-url-1 bdsk-file-1 biburl bibsource csl-id
    """
)
"""What databases and programs say of their own record, and not of the work."""
_AMPERSAND = re.compile(r"&amp;(?![#\w]{1,31};)")


class OwnEntry(NamedTuple):
    """The fields of a work, in the order in which they are written, and the names of those that we have none for."""

    values: Mapping[str, Any]
    left_out: tuple[str, ...] = ()


def own_entry(raw: RawMapping, work: Publication, key: str) -> OwnEntry:
    """The entry of a work that a reader has made of ``raw``."""
    values: dict[str, Any] = {}
    left_out: list[str] = []
    for name, value in raw.items():
        field = Publication.fields.named(name)
        if field is None:
            left_out += [name] if name not in _OF_PROGRAMS else []
        elif value not in (None, "") and field not in values:
            values[field] = plain_value(value)
    values["key"] = key
    if "authors" in values:
        values["authors"] = _people(work) or values["authors"]
    for name in ("doi", "arxiv", "license"):
        if name in values and getattr(work, name):
            values[name] = getattr(work, name)
    date, year = values.get("date"), values.get("year")
    if isinstance(date, str) and date.isdigit():
        values["year"] = year or date
        del values["date"]
    elif isinstance(date, str) and isinstance(year, str) and date.startswith(year):
        del values["year"]
    address = values.get("url")
    if address and address in (doi_url(work.doi), arxiv_url(work.arxiv)):
        del values["url"]
    order = [*_FIRST, *(name for name in Publication.fields if name not in (*_FIRST, *_LAST)), *_LAST]
    return OwnEntry({name: values[name] for name in order if name in values}, tuple(left_out))


def plain_value(value: RawValue) -> Any:
    """A located value without its places and without what is empty."""
    if isinstance(value, RawMapping):
        return {key: plain_value(inner) for key, inner in value.items() if inner not in (None, "")}
    if isinstance(value, RawList):
        return [plain_value(inner) for inner in value if inner not in (None, "")]
    # Formats of HTML and XML write each of these signs so; by hand nobody does.
    return _AMPERSAND.sub("&", value) if isinstance(value, str) else value


def _people(work: Publication) -> str | list[Any] | None:
    """The authors by their names, where these are read as the same people; more is said only of those of whom more is known."""
    people = work.authors.people
    if not people:
        return None
    written: list[Any] = []
    for person in people:
        found: Any = person.name
        if not _alike(_read_people([found]), (person,)):
            parts = person.in_parts._asdict()
            names = {"dropping": "dropping_particle", "particles": "particle"}
            by_parts = {names.get(name, name): text for name, text in parts.items() if text}
            said = {
                name: getattr(person, name)
                for name in ("url", "orcid", "affiliation")
                if getattr(person, name)
            }
            marks = {name: True for name in ("equal", "corresponding", "senior") if getattr(person, name)}
            choices = ({"name": person.name, **said, **marks}, {**by_parts, **said, **marks})
            found = next((each for each in choices if _alike(_read_people([each]), (person,))), None)
            if found is None:
                return None
        written.append(found)
    written += ["et al."] if work.authors.others else []
    if all(isinstance(each, str) for each in written):
        text = ", ".join(written)
        found = _read_people(text)
        if _alike(found, people) and found.others == work.authors.others:
            return text
    return written if _alike(_read_people(written), people) else None


def _alike(found: AuthorList, people: tuple[Any, ...]) -> bool:
    """Whether the same people are read, by what is known of each."""
    return [_known(each) for each in found.people] == [_known(each) for each in people]


def _known(person: Any) -> tuple[Any, ...]:
    return person._replace(parts=None), person.in_parts


def _read_people(written: str | list[Any]) -> AuthorList:
    raw = located({"title": "…", "authors": written})
    file = RawFile("", raw)
    entry = Entry(FileNotes(file, []), Publication.fields, raw)
    value = raw["authors"]
    people: AuthorList = AUTHORS.read(value, entry, "authors")
    return people


def located(value: Any) -> Any:
    """A plain value as if a reader had given it, all of it at one place."""
    if isinstance(value, Mapping):
        made = RawMapping(1, 1)
        for key, inner in value.items():
            made[key] = located(inner)
            made.places[key] = (1, 1, 1, 1)
        return made
    if isinstance(value, list):
        items = RawList(1, 1)
        for inner in value:
            items.append(located(inner))
            items.places.append((1, 1))
        return items
    return "true" if value is True else value


def record_of(values: Mapping[str, Any]) -> Publication | None:
    """The work that an entry of ours says."""
    raw = located(values)
    found = read_item(Publication, Item(raw, raw.place_of_value("title")), FileNotes(RawFile("", raw), []))
    assert found is None or isinstance(found, Publication)
    return found
