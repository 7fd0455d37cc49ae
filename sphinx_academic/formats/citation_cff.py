"""CITATION.cff: the software or data set it describes, the work it asks to cite, and the works it refers to.

The format is the Citation File Format 1.2.0 (doi:10.5281/zenodo.5171937).
"""

from __future__ import annotations

from sphinx_academic.data.located import RawFile, RawList, RawMapping
from sphinx_academic.formats import filling
from sphinx_academic.formats.edtf import date_of, read_edtf
from sphinx_academic.formats.filling import (
    as_plain,
    by_word,
    keep,
    mapping_of,
    mappings_of,
    put,
    put_text,
    span_of,
    take,
    words,
)
from sphinx_academic.formats.rich_text import escape_markup, rich_text
from sphinx_academic.formats.yaml import read_yaml
from sphinx_academic.problems import Code, Problem

TYPES = by_word(
    """
    article: article magazine-article newspaper-article; conference: conference-paper conference
    book: proceedings book edited-work monograph; report: manual report standard pamphlet; thesis: thesis dissertation
    preprint: unpublished; patent: patent; dataset: data dataset database
    software: software software-code software-container software-executable software-virtual-machine
    talk: presentation slides talk
    """
)
"""CFF's types of references and ours; all others are "other"."""

_PROSE = by_word("title: title; abstract: abstract")
_PLAIN = by_word("volume: volume; number: issue number; note: notes")
_ADDRESSES = by_word("doi: doi; url: url")
_LINKS = by_word("Code: repository-code; Download: repository-artifact; Repository: repository")
_DATES = ("date-released", "date-published", "issue-date")
_DONE = {*_PROSE, *_PLAIN, *_ADDRESSES, *_LINKS, *_DATES} | words(
    "cff-version type authors editors start end pages year month keywords identifiers preferred-citation references"
)
_VENUES = by_word("venue: journal conference collection-title institution; publisher: publisher")


def read_cff(text: str, path: str) -> RawFile:
    """Give the file's subject and its preferred citation as publications.

    References become publications where one of their authors is an author of the subject: the works of others
    are kept under ``references``.
    """
    root, problems = read_yaml(text, path)
    if not isinstance(root, RawMapping):
        if root is not None:
            message = "a citation file is a mapping with 'title', 'authors' and 'cff-version'."
            hint = "See https://citation-file-format.github.io."
            problems = (*problems, Problem(path, 1, 1, Code.TYPE, message, hint))
        return RawFile(path, None, problems, foreign=True)
    made = RawMapping(1, 1)
    publications = filling.section(made, "publications", root.line, root.column)
    subject = _publication(root, "software")
    if subject.get("title"):
        filling.add(publications, subject, root.line, root.column)
    else:
        message = "this citation file has no title."
        problems = (*problems, Problem(path, root.line, root.column, Code.MISSING, message, "Add  title: …"))
    preferred = root.get("preferred-citation")
    if isinstance(preferred, RawMapping):
        filling.add(publications, _publication(preferred, ""), preferred.line, preferred.column)
    authors = {_folded(person) for person in mappings_of(root.get("authors"))}
    for reference in mappings_of(root.get("references")):
        own = any(_folded(person) in authors for person in mappings_of(reference.get("authors")))
        place = (reference.line, reference.column)
        works = publications if own else filling.section(made, "references", *place)
        filling.add(works, _publication(reference, ""), *place)
    return RawFile(path, made, problems, foreign=True)


def _folded(person: RawMapping) -> tuple[str, str]:
    """What tells two people apart: the family name and the first letter of the given one."""
    family = as_plain(person.get("family-names")) or as_plain(person.get("name"))
    return family.casefold(), as_plain(person.get("given-names"))[:1].casefold()


def _publication(item: RawMapping, default_type: str) -> RawMapping:
    entry = RawMapping(item.line, item.column)
    kind = as_plain(item.get("type"))
    put(entry, "type", TYPES.get(kind, "other") if kind else default_type, span_of(item, "type"))
    take(entry, item, _PROSE, rich_text)
    put(entry, "authors", _authors(item), span_of(item, "authors"))
    put(entry, "editor", _editors(item), span_of(item, "editors"))
    used = set(_DONE)
    for key, field in _VENUES.items():
        value = item.get(key)
        # The name of an entity, or a text where the schema wants an entity.
        name = as_plain(value.get("name") if isinstance(value, RawMapping) else value)
        if field not in entry and name:
            put(entry, field, escape_markup(name), span_of(item, key))
            if isinstance(value, str) or len(mapping_of(value)) == 1:
                used.add(key)
    for key in _DATES:
        put_text(entry, "date", item, key, read_edtf)
    year = as_plain(item.get("year"))
    put(entry, "date", year and date_of(year, as_plain(item.get("month"))), span_of(item, "year"))
    put_text(entry, "date", mapping_of(item.get("conference")), "date-start")
    take(entry, item, _PLAIN, escape_markup)
    first, last = as_plain(item.get("start")), as_plain(item.get("end"))
    if first:
        put(entry, "pages", f"{first}–{last}" if last and last != first else first, span_of(item, "start"))
    else:  # how many there are
        put_text(entry, "number-of-pages", item, "pages")
    take(entry, item, _ADDRESSES, str)
    put(entry, "tags", item.get("keywords"), span_of(item, "keywords"))
    filling.add_links(entry, item, _LINKS)
    # A DOI among the identifiers stands in where there is no other; the first is that of all versions.
    rest = filling.list_at(span_of(item, "identifiers"))
    for identifier in mappings_of(item.get("identifiers")):
        kind = as_plain(identifier.get("type"))
        if kind in _ADDRESSES and kind not in entry:
            put_text(entry, kind, identifier, "value")
        else:
            filling.add(rest, identifier, identifier.line, identifier.column)
    put(entry, "identifiers", rest, span_of(item, "identifiers"))
    keep(entry, item, used, "cff")
    return entry


def _authors(item: RawMapping) -> RawList:
    people = filling.list_at(span_of(item, "authors"))
    for person in mappings_of(item.get("authors")):
        given = as_plain(person.get("given-names"))
        family = _joined(person, "name-particle", "family-names")
        values = {
            "family": family,
            "given": given,
            "suffix": as_plain(person.get("name-suffix")),
            "literal": ""
            if family or given
            else as_plain(person.get("name")) or as_plain(person.get("alias")),
            "orcid": as_plain(person.get("orcid")).rstrip("/").rsplit("/", 1)[-1],
            "url": as_plain(person.get("website")),
            "affiliation": as_plain(person.get("affiliation")),
        }
        made = filling.mapping_at(person.line, person.column, values)
        if made:
            filling.add(people, made, person.line, person.column)
    return people


def _editors(item: RawMapping) -> str:
    parts = ("given-names", "name-particle", "family-names", "name", "name-suffix")
    names = (_joined(person, *parts) for person in mappings_of(item.get("editors")))
    return escape_markup(", ".join(filter(None, names)))


def _joined(person: RawMapping, *parts: str) -> str:
    return " ".join(filter(None, (as_plain(person.get(part)) for part in parts)))
