"""What may stand in a CITATION.cff (schema.json of CFF 1.2.0), and what is told of all that may not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_academic.data.located import Place, RawList, RawMapping, RawValue, as_text
from sphinx_academic.data.records.publication import SWHID
from sphinx_academic.data.values.addresses import find_doi
from sphinx_academic.formats.text import words
from sphinx_academic.problems import Code, Problem, nearest, shorten

_TEXTS = words(
    """
    abstract cff-version commit date-released doi license-url message repository repository-artifact repository-code title type
    url version
    """
)
_LISTS = words("authors contact identifiers references")
KEYS = _TEXTS | _LISTS | words("keywords license preferred-citation")
"""All that may stand in a file beside what ``references`` and ``preferred-citation`` hold."""
_SAID_OF_PEOPLE = words(
    """
    address affiliation alias city country date-end date-start email family-names fax given-names location name name-particle
    name-suffix orcid post-code region tel website
    """
)
_TYPES = ("software", "dataset")
ADDRESS = re.compile(r"(?:https?|s?ftp)://\S+")
DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)?/[A-Za-z0-9:/_;\-.()\[\]\\]+")
IDENTIFIERS = {"doi": DOI, "url": ADDRESS, "swh": SWHID, "other": re.compile(r".+")}
"""The types of identifiers, and the form of each."""


def mistakes(root: RawMapping, path: str) -> Iterator[Problem]:
    """Keys of the file that are none of the format and mean one, values that are of another form, and authors without a name."""
    of_file = "a citation file"
    yield from _misspelt(root, KEYS, of_file, path)
    for key, value in root.items():
        place = root.place_of_value(key)
        if key in _TEXTS and isinstance(value, RawList | RawMapping):
            yield Problem(path, *place, Code.TYPE, f"'{key}' of {of_file} is a text.", f"Write  {key}: …")
        elif key in _LISTS and key != "authors" and value is not None and not isinstance(value, RawList):
            yield Problem(
                path,
                *place,
                Code.TYPE,
                f"'{key}' of {of_file} is a list.",
                f"Write  {key}:  and below it  - …",
            )
        elif key == "preferred-citation" and not isinstance(value, RawMapping | None):
            message = f"'{key}' of {of_file} is a work with 'type', 'title' and 'authors'."
            yield Problem(path, *place, Code.TYPE, message, f"Write  {key}:  and below it  title: …")
    yield from _of_types(root, path)
    yield from _of_authors(root, path)
    works = [root.get("preferred-citation"), *_items(root, "references")]
    for work in works:
        if isinstance(work, RawMapping):
            yield from _of_people(work, path)


def _items(root: RawMapping, key: str) -> RawList:
    value = root.get(key)
    return value if isinstance(value, RawList) else RawList()


def _misspelt(mapping: RawMapping, known: frozenset[str], whole: str, path: str) -> Iterator[Problem]:
    for key in mapping:
        spelt = re.sub(r"[\s_]+", "-", key.strip().lower())
        meant = spelt if spelt in known else nearest(spelt, known)
        if key not in known and meant and meant not in mapping:
            message, place = f"'{key}' is no key of {whole}.", mapping.place_of_key(key)
            yield Problem(path, *place, Code.UNKNOWN_KEY, message, f"Did you mean '{meant}'?")


def _of_types(root: RawMapping, path: str) -> Iterator[Problem]:
    kind = root.get("type")
    if isinstance(kind, str) and kind.strip() and kind not in _TYPES:
        message = f"'{shorten(kind)}' is no type of a citation file, which is about software or data; it is read as software."
        hint = f"Write  type: {nearest(kind, _TYPES) or 'software'}"
        yield Problem(path, *root.place_of_value("type"), Code.TYPE, message, hint)
    for item, place in _placed(root, "identifiers"):
        said = item.get("type") if isinstance(item, RawMapping) else None
        if said not in IDENTIFIERS:
            message = f"an identifier of a citation file has a 'value' and a 'type', one of {', '.join(IDENTIFIERS)}."
            value = as_text(item.get("value") if isinstance(item, RawMapping) else item)
            hint = f"Write  - type: {'doi' if find_doi(value) else 'other'}  and below it  value: {shorten(value)}"
            yield Problem(path, *place, Code.TYPE, message, hint)


def _placed(mapping: RawMapping, key: str) -> Iterator[tuple[RawValue, Place]]:
    items = _items(mapping, key)
    for index, item in enumerate(items):
        yield item, items.place_of(index)


def _of_authors(root: RawMapping, path: str) -> Iterator[Problem]:
    authors = root.get("authors")
    if isinstance(authors, RawList) and authors:
        yield from _of_people(root, path)
    elif {"cff-version", "title"} <= root.keys():
        hint = "Write  authors:  and below it  - family-names: …  with  given-names: …  or  - name: …  of an organisation."
        message = "this citation file names no authors."
        if authors:
            message = "'authors' of a citation file is a list of people and organisations."
        place = root.place_of_key("authors")
        if "authors" in root or not any(nearest(key, ["authors"]) for key in root):
            yield Problem(path, *place, Code.MISSING, message, hint)


def _of_people(work: RawMapping, path: str) -> Iterator[Problem]:
    for role in ("authors", "editors", "translators"):
        for person, place in _placed(work, role):
            if not isinstance(person, RawMapping):
                message = f"'{shorten(as_text(person))}' is no mapping, as all people and organisations are; it is left out."
                hint = "Write  - family-names: …  with  given-names: …  or  - name: …  of an organisation."
                yield Problem(path, *place, Code.TYPE, message, hint)
                continue
            yield from _misspelt(person, _SAID_OF_PEOPLE, "people in a citation file", path)
            if not any(person.values()):
                message = "somebody here has no name."
                hint = "Write  family-names: …  and  given-names: …, or  name: …  of an organisation."
                yield Problem(path, *place, Code.MISSING, message, hint)
