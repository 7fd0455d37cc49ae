"""CITATION.cff: the software or data set it describes, the work it asks to cite, and the works it refers to.

The format is the Citation File Format 1.2.0 (doi:10.5281/zenodo.5171937).
"""

from __future__ import annotations

from sphinx_academic.data.located import RawFile, RawList, RawMapping
from sphinx_academic.data.values.publication_status import status_named
from sphinx_academic.formats import filling
from sphinx_academic.formats.edtf import date_of, read_edtf
from sphinx_academic.formats.filling import Transcription, add_entry, list_at, mapping_at, mapping_of
from sphinx_academic.formats.rich_text import escape_markup, rich_text
from sphinx_academic.formats.text import names_of_keys, words
from sphinx_academic.formats.yaml import read_yaml
from sphinx_academic.problems import Code, Problem

TYPES = names_of_keys(
    """
    article: article magazine-article newspaper-article; conference: conference-paper conference
    book: proceedings book edited-work monograph; report: manual report standard pamphlet; thesis: thesis dissertation
    preprint: unpublished; patent: patent; dataset: data dataset database
    software: software software-code software-container software-executable software-virtual-machine
    talk: presentation slides talk
    """
)
"""CFF's types of references and ours; all others are "other"."""


_SAID_OF_ENTITIES = words("name city region country")


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
    whole = Transcription(root)
    subject = _publication(whole, "software")
    if subject.get("title"):
        add_entry(publications, subject)
    else:
        message = "this citation file has no title."
        problems = (*problems, Problem(path, root.line, root.column, Code.MISSING, message, "Add  title: …"))
    preferred = whole.inner("preferred-citation")
    if preferred.source:
        add_entry(publications, _publication(preferred, ""))
    authors = set(map(_folded, whole.each("authors")))
    for reference in whole.each("references"):
        own = not authors.isdisjoint(map(_folded, reference.each("authors")))
        place = (reference.source.line, reference.source.column)
        works = publications if own else filling.section(made, "references", *place)
        add_entry(works, _publication(reference, ""))
    return RawFile(path, made, problems, foreign=True)


def _folded(person: Transcription) -> tuple[str, str]:
    """What tells two people apart: the family name and the first letter of the given one."""
    return person.text("family-names", "name").casefold(), person.text("given-names")[:1].casefold()


def _publication(made: Transcription, default_type: str) -> RawMapping:
    kind = made.text("type")
    made.put("type", TYPES.get(kind, "other") if kind else default_type, "type")
    made.take("title: title; abstract: abstract", rich_text)
    made.put("authors", _authors(made), "authors")
    for role in ("editor", "translator"):
        made.put(role, escape_markup(_people_in_words(made, f"{role}s")), f"{role}s")
    for key in ("journal", "conference", "collection-title", "institution", "publisher"):
        # The name of an entity, or a text where the schema wants an entity; what else is said of one is kept.
        field = "publisher" if key == "publisher" else "venue"
        field = "series" if key == "collection-title" and made.entry.get("type") == "book" else field
        value = made.source.get(key)
        name = filling.as_plain(value.get("name") if isinstance(value, RawMapping) else value)
        place = ", ".join(
            filter(None, map(Transcription(mapping_of(value)).text, ("city", "region", "country")))
        )
        if (
            name
            and field not in made.entry
            and (not isinstance(value, RawMapping) or value.keys() <= _SAID_OF_ENTITIES)
        ):
            made.value(key)
        made.put(field, escape_markup(name), key)
        made.put("location", escape_markup(place), key)
    if "collection-title" in made.source and made.source.get("collection-title") != made.entry.get("venue"):
        made.take("series: collection-title", escape_markup)
    made.take("date: date-released date-published issue-date", read_edtf)
    made.take("status: status", status_named)
    year, month = made.text("year"), made.text("month")
    made.put("date", year and date_of(year, month), "year")
    conference = Transcription(mapping_of(made.source.get("conference")))
    made.put("date", conference.text("date-start"), conference.span("date-start"))
    made.take(
        "volume: volume; number: issue number; edition: edition; version: version; genre: thesis-type", str
    )
    made.take("note: notes", escape_markup)
    first, last, number = made.text("start"), made.text("end"), made.text("pages")
    if first:
        made.put("pages", f"{first}–{last}" if last and last != first else first, "start")
    else:
        made.put("number-of-pages", number, "pages")
    made.take("doi: doi; url: url", str)
    made.take("tags: keywords; license: license license-url")
    made.links("Code: repository-code; Download: repository-artifact; Repository: repository")
    # A DOI among the identifiers stands in where there is no other; the first is that of all versions.
    rest = list_at(made.span("identifiers"))
    for identifier in made.each("identifiers"):
        kind = identifier.text("type")
        if kind in {"doi", "url"} and kind not in made.entry:
            made.put(kind, identifier.text("value"), identifier.span("value"))
        else:
            add_entry(rest, identifier.source)
    made.put("identifiers", rest, "identifiers")
    return made.finished("cff", "cff-version", "preferred-citation", "references")


def _authors(made: Transcription) -> RawList:
    people = list_at(made.span("authors"))
    for person in made.each("authors"):
        given, family = person.text("given-names"), _joined(person, "name-particle", "family-names")
        values = {
            "family": family,
            "given": given,
            "suffix": person.text("name-suffix"),
            "literal": "" if family or given else person.text("name", "alias"),
            "orcid": person.text("orcid").rstrip("/").rsplit("/", 1)[-1],
            **{name: person.text(key) for name, key in (("url", "website"), ("affiliation", "affiliation"))},
        }
        if any(values.values()):
            author = mapping_at(person.source.line, person.source.column, values)
            if "affiliation" in author:
                author.places["affiliation"] = person.span("affiliation")
            add_entry(people, author)
        for key, span in person.left():
            made.put(f"author-{key}", person.source[key], span)
    return people


def _people_in_words(made: Transcription, key: str) -> str:
    parts = ("given-names", "name-particle", "family-names", "name", "name-suffix")
    return ", ".join(filter(None, (_joined(person, *parts) for person in made.each(key))))


def _joined(person: Transcription, *parts: str) -> str:
    return " ".join(filter(None, map(person.text, parts)))
