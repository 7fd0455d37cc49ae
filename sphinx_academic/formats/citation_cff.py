"""CITATION.cff: the software or data set it describes, the work it asks to cite, and the works it refers to.

The format is the Citation File Format 1.2.0 (doi:10.5281/zenodo.5171937).
"""

from __future__ import annotations

from sphinx_academic.data.located import RawFile, RawList, RawMapping, RawValue
from sphinx_academic.formats.edtf import date_of, read_edtf
from sphinx_academic.formats.filling import (
    add,
    add_link,
    as_plain,
    by_word,
    keep,
    list_at,
    mapping_at,
    put,
    put_text,
    section,
    span_of,
    words,
)
from sphinx_academic.formats.rich_text import escape_markup, rich_text
from sphinx_academic.formats.yaml import read_yaml
from sphinx_academic.problems import Code, Problem

TYPES = by_word(
    {
        "article": "article magazine-article newspaper-article",
        "conference": "conference-paper conference",
        "book": "proceedings book edited-work monograph",
        "report": "manual report standard pamphlet",
        "thesis": "thesis dissertation",
        "preprint": "unpublished",
        "patent": "patent",
        "dataset": "data dataset database",
        "software": "software software-code software-container software-executable software-virtual-machine",
        "talk": "presentation slides talk",
    }
)
"""CFF's types of references and ours; all others are "other"."""

_LINKS = (
    ("repository-code", "Code"),
    ("repository-artifact", "Download"),
    ("repository", "Repository"),
)
_DONE = words(
    """
    cff-version type title authors editors volume issue
    number start end pages year month date-released date-published issue-date doi url abstract notes keywords identifiers
    preferred-citation references
    """
) | {name for name, _ in _LINKS}


def read_cff(text: str, path: str) -> RawFile:
    """Give the file's subject and its preferred citation as publications.

    References become publications where one of their authors is an author of the subject: the works of others
    are kept under ``references``.
    """
    root, problems = read_yaml(text, path)
    if not isinstance(root, RawMapping):
        if root is not None:
            message = "a citation file is a mapping with 'title', 'authors' and 'cff-version'."
            problems = (
                *problems,
                Problem(path, 1, 1, Code.TYPE, message, "See https://citation-file-format.github.io."),
            )
        return RawFile(path, None, problems, foreign=True)
    made = RawMapping(1, 1)
    publications = section(made, "publications", root.line, root.column)
    subject = _publication(root, "software")
    if subject.get("title"):
        add(publications, subject, root.line, root.column)
    else:
        message = "this citation file has no title."
        problems = (*problems, Problem(path, root.line, root.column, Code.MISSING, message, "Add  title: …"))
    preferred = root.get("preferred-citation")
    if isinstance(preferred, RawMapping):
        add(publications, _publication(preferred, ""), preferred.line, preferred.column)
    authors = {_folded(person) for person in _people(root.get("authors"))}
    references = root.get("references")
    for reference in references if isinstance(references, RawList) else ():
        if isinstance(reference, RawMapping):
            own = any(_folded(person) in authors for person in _people(reference.get("authors")))
            works = publications if own else section(made, "references", reference.line, reference.column)
            add(works, _publication(reference, ""), reference.line, reference.column)
    return RawFile(path, made, problems, foreign=True)


def _people(value: RawValue) -> list[RawMapping]:
    return [item for item in value if isinstance(item, RawMapping)] if isinstance(value, RawList) else []


def _folded(person: RawMapping) -> tuple[str, str]:
    """What tells two people apart: the family name and the first letter of the given one."""
    family = as_plain(person.get("family-names")) or as_plain(person.get("name"))
    return family.casefold(), as_plain(person.get("given-names"))[:1].casefold()


def _publication(item: RawMapping, default_type: str) -> RawMapping:
    entry = RawMapping(item.line, item.column)
    kind = as_plain(item.get("type"))
    put(entry, "type", TYPES.get(kind, "other") if kind else default_type, span_of(item, "type"))
    put_text(entry, "title", item, "title", rich_text)
    put(entry, "authors", _authors(item, "authors"), span_of(item, "authors"))
    put(entry, "editor", _names(item.get("editors")), span_of(item, "editors"))
    used = set(_DONE)
    for name in ("journal", "conference", "collection-title", "institution", "publisher"):
        field = "publisher" if name == "publisher" else "venue"
        value = item.get(name)
        if field not in entry and _name(value):
            put(entry, field, escape_markup(_name(value)), span_of(item, name))
            if isinstance(value, str) or (isinstance(value, RawMapping) and len(value) == 1):
                used.add(name)
    _put_date(entry, item)
    for field, name in (("volume", "volume"), ("number", "issue"), ("number", "number"), ("note", "notes")):
        put_text(entry, field, item, name, escape_markup)
    _put_pages(entry, item)
    for name in ("doi", "url"):
        put_text(entry, name, item, name)
    put_text(entry, "abstract", item, "abstract", rich_text)
    put(entry, "tags", item.get("keywords"), span_of(item, "keywords"))
    for name, called in _LINKS:
        add_link(entry, called, as_plain(item.get(name)), span_of(item, name))
    _put_identifiers(entry, item)
    keep(entry, item, used, "cff")
    return entry


def _authors(item: RawMapping, key: str) -> RawList:
    span = span_of(item, key)
    people = list_at(span)
    for person in _people(item.get(key)):
        family = " ".join(
            filter(None, (as_plain(person.get("name-particle")), as_plain(person.get("family-names"))))
        )
        given = as_plain(person.get("given-names"))
        made = mapping_at(
            person.line,
            person.column,
            {
                "family": family,
                "given": given,
                "suffix": as_plain(person.get("name-suffix")),
                "literal": ""
                if family or given
                else as_plain(person.get("name")) or as_plain(person.get("alias")),
                "orcid": as_plain(person.get("orcid")).rstrip("/").rsplit("/", 1)[-1],
                "url": as_plain(person.get("website")),
                "affiliation": as_plain(person.get("affiliation")),
            },
        )
        if made:
            add(people, made, person.line, person.column)
    return people


def _names(value: RawValue) -> str:
    names = []
    for person in _people(value):
        parts = ("given-names", "name-particle", "family-names", "name", "name-suffix")
        names.append(" ".join(filter(None, (as_plain(person.get(part)) for part in parts))))
    return escape_markup(", ".join(filter(None, names)))


def _name(value: RawValue) -> str:
    """The name of an entity, or a text where the schema wants an entity."""
    return as_plain(value.get("name")) if isinstance(value, RawMapping) else as_plain(value)


def _put_date(entry: RawMapping, item: RawMapping) -> None:
    for name in ("date-released", "date-published", "issue-date"):
        put(entry, "date", read_edtf(as_plain(item.get(name))), span_of(item, name))
    year = as_plain(item.get("year"))
    if year:
        put(entry, "date", date_of(year, as_plain(item.get("month"))), span_of(item, "year"))
    conference = item.get("conference")
    if isinstance(conference, RawMapping):
        put_text(entry, "date", conference, "date-start")


def _put_pages(entry: RawMapping, item: RawMapping) -> None:
    first, last = as_plain(item.get("start")), as_plain(item.get("end"))
    if first:
        put(entry, "pages", f"{first}–{last}" if last and last != first else first, span_of(item, "start"))
    elif item.get("pages"):  # how many there are
        put_text(entry, "number-of-pages", item, "pages")


def _put_identifiers(entry: RawMapping, item: RawMapping) -> None:
    """A DOI among the identifiers stands in where there is no other; the first is that of all versions."""
    identifiers = item.get("identifiers")
    rest = list_at(span_of(item, "identifiers"))
    for identifier in _people(identifiers):
        kind, value = as_plain(identifier.get("type")), as_plain(identifier.get("value"))
        if kind == "doi" and "doi" not in entry:
            put(entry, "doi", value, span_of(identifier, "value"))
        elif kind == "url" and "url" not in entry:
            put(entry, "url", value, span_of(identifier, "value"))
        else:
            add(rest, identifier, identifier.line, identifier.column)
    put(entry, "identifiers", rest, span_of(item, "identifiers"))
