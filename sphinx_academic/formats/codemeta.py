"""CodeMeta (``codemeta.json``): a piece of software in the words of schema.org, and the publications on it.

Versions 2.0 (doi:10.5063/schema/codemeta-2.0) and 3.0 (https://w3id.org/codemeta/3.0).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_academic.data.located import JSON, RawFile, RawList, RawMapping, RawValue
from sphinx_academic.data.values.addresses import find_doi, find_orcid, page_of_clone
from sphinx_academic.formats import filling
from sphinx_academic.formats.edtf import read_edtf
from sphinx_academic.formats.filling import (
    Transcription,
    add_entry,
    as_plain,
    list_at,
    mapping_at,
    mapping_of,
    texts_of,
)
from sphinx_academic.formats.rich_text import escape_markup, rich_text
from sphinx_academic.formats.text import by_word
from sphinx_academic.problems import Code, Problem

_TYPES = by_word({
    "software": "softwaresourcecode softwareapplication softwaresystem mobileapplication webapplication", "dataset": "dataset",
    "article": "scholarlyarticle article", "book": "book", "thesis": "thesis", "report": "report", "chapter": "chapter",
})  # fmt: skip
"""The types of schema.org, by their small letters; all others are "other"."""


def is_codemeta(root: RawValue) -> bool:
    """Whether a JSON text describes software in these words."""
    if not isinstance(root, RawMapping):
        return False
    context = root.get("@context")
    contexts = context if isinstance(context, RawList) else [context]
    return any(isinstance(each, str) and "codemeta" in each.lower() for each in contexts)


def read_codemeta(root: RawMapping, path: str, problems: tuple[Problem, ...] = ()) -> RawFile:
    """Give the software, and the publications on it (``referencePublication``), as publications."""
    made = RawMapping(root.line, root.column)
    publications = filling.section(made, "publications", root.line, root.column)
    software = Transcription(root)
    papers = [*_each(software, "referencePublication")]
    subject = _work(software, "software")
    if subject.get("title"):
        add_entry(publications, subject)
    else:
        message = "this description of software has no name."
        place = (root.line, root.column)
        problems = (*problems, Problem(path, *place, Code.MISSING, message, 'Add  "name": "…".'))
    for paper in papers:
        add_entry(publications, _work(paper, "article"))
    return RawFile(path, made, problems, foreign=True, notation=JSON)


def _each(made: Transcription, key: str) -> Iterator[Transcription]:
    """The things under a key, of which one may stand without a list."""
    value = made.value(key)
    for each in value if isinstance(value, RawList) else (value,):
        if isinstance(each, RawMapping):
            yield Transcription(each)


def _work(made: Transcription, usual: str) -> RawMapping:
    type_ = made.text("@type", "type")
    made.put("type", _TYPES.get(type_.lower(), "other") if type_ else usual, "@type")
    made.take("title: name headline; abstract: description abstract", rich_text)
    made.put("authors", _authors(made), "author")
    made.take("date: datePublished", read_edtf)
    made.take("version: softwareVersion version", str)
    made.put("license", _licenses(made), "license")
    made.links("Code: codeRepository; Download: downloadUrl", page_of_clone)
    made.take("url: url", str)
    for key in ("identifier", "@id", "id", "sameAs"):
        value = made.source.get(key)
        for each in value if isinstance(value, RawList) else (value,):
            known = mapping_of(each)
            text = as_plain(each) or as_plain(known.get("value")) or as_plain(known.get("@id"))
            if doi := find_doi(text):
                made.put("doi", doi, key)
                made.value(key)
    made.put("tags", _tags(made), "keywords")
    if isinstance(made.source.get("isPartOf"), RawMapping):
        made.put("venue", escape_markup(made.inner("isPartOf").text("name")), "isPartOf")
    return made.finished("codemeta", "@context", "@type", "@id", "id")


def _authors(made: Transcription) -> RawList:
    people = list_at(made.span("author"))
    for person in _each(made, "author"):
        # R's codemetar has each of several given names by itself.
        given, family = (" ".join(texts_of(person.value(name))) for name in ("givenName", "familyName"))
        works_at = person.source.get("affiliation")
        orcid = next(filter(None, (find_orcid(person.text(key)) for key in ("@id", "id", "identifier"))), "")
        values = {
            "family": family,
            "given": given,
            "suffix": person.text("honorificSuffix"),
            "name": "" if family or given else person.text("name"),
            "orcid": orcid,
            "affiliation": as_plain(works_at) or as_plain(mapping_of(works_at).get("name")),
            "url": person.text("url"),
        }
        if person.text("@type", "type") == "Organization" and values["name"]:
            values["literal"] = values.pop("name")
        if any(values.values()):
            add_entry(people, mapping_at(person.source.line, person.source.column, values))
    return people


def _licenses(made: Transcription) -> RawList:
    """Addresses or names of licences, of which one may be chosen."""
    value, found = made.value("license"), list_at(made.span("license"))
    for each in value if isinstance(value, RawList) else (value,):
        known = mapping_of(each)
        names = (as_plain(known.get(name)) for name in ("url", "@id", "identifier", "name"))
        if text := as_plain(each) or next(filter(None, names), ""):
            filling.add(found, text, found.line, found.column)
    return found


def _tags(made: Transcription) -> RawList:
    value, tags = made.value("keywords"), list_at(made.span("keywords"))
    for tag in re.split(r"[,;]", value) if isinstance(value, str) else texts_of(value):
        if tag.strip():
            filling.add(tags, tag.strip(), tags.line, tags.column)
    return tags
