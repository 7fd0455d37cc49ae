"""The JSON Schema of a data file, made from the records, for completion in editors (JSON Schema, draft 2020-12)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sphinx_academic.data.collection import KINDS
from sphinx_academic.data.derived_news import OCCASIONS
from sphinx_academic.data.fields import AUTHOR_ALIASES, CONTENT_KEYS, IMAGE_KEYS, LINK_KEYS
from sphinx_academic.data.records import TYPES, Publication, Record
from sphinx_academic.data.values.identifiers import SCHEMES

_IDENTIFIERS = ("arxiv", *(scheme.field for scheme in SCHEMES), "isbn", "issn")

# An editor takes what a file holds as YAML does (2024 is a number), and knows no dates (YAML 1.2.2, 10.3).
_TEXT: Mapping[str, Any] = {"type": ["string", "number", "null"]}
_FLAG: Mapping[str, Any] = {"type": ["boolean", "string", "number", "null"]}
_WORDS: Mapping[str, Any] = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}

_EMPTY: Mapping[str, Any] = {"type": "null"}
_FLAGS_OF_AUTHORS = {
    "equal": "Contributed equally; a word instead of true for each of several sets of equals.",
    "corresponding": "Who to write to.",
    "senior": "Who led the work.",
}

_SHAPES: Mapping[str, Mapping[str, Any]] = {
    "authors": {"$ref": "#/$defs/authors"},
    "images": {"$ref": "#/$defs/images"},
    "photo": {"$ref": "#/$defs/images"},
    "links": {"$ref": "#/$defs/links"},
    "additional": {"$ref": "#/$defs/contents"},
    "tags": _WORDS,
    "projects": _WORDS,
    "huggingface": {"anyOf": [*_WORDS["anyOf"], {"type": "object", "additionalProperties": _TEXT}]},
    "github": _WORDS,
    "isbn": _WORDS,
    "issn": _WORDS,
    "citations": {
        "anyOf": [
            {"type": ["integer", "string", "null"]},
            {"type": "object", "properties": {"count": _TEXT, "date": _TEXT, "source": _TEXT}},
        ]
    },
    "aliases": _WORDS,
    "other_names": _WORDS,
    "selected": _FLAG,
    "hidden": _FLAG,
    "type": {"type": ["string", "null"], "examples": list(TYPES)},
}

DESCRIPTIONS: Mapping[str, str] = {
    "title": "What it is called; for a competition the placing. Markdown and a little HTML are understood.",
    "authors": "One text (`Ada B., **Me**, C. D.`), or a list of names or of mappings with name, url, orcid, equal, corresponding, senior.",
    "venue": "Journal, conference, publisher's series, or where else it appeared.",
    "year": "The year; words around it are kept.",
    "date": "2024-05-16, 2024-05 or 2024; for news an icon may stand behind it.",
    "type": "What kind of work it is; found out from the venue where it is not given.",
    "doi": "The DOI, with or without https://doi.org/.",
    "arxiv": "The arXiv identifier, such as 2308.05734.",
    "url": "Where it is on the web.",
    "note": "Shown in brackets behind the venue, or as a line of its own.",
    "abstract": "Markdown; it opens on request.",
    "tags": "Words to select by.",
    "projects": "Projects to select by.",
    "selected": "Whether `:selected:` shows it.",
    "award": "What it won.",
    "key": "A name for links and selections; one is made where none is given.",
    "images": "Paths from the source folder, with url, caption and alt.",
    "photo": "A picture of the person, with url, caption and alt.",
    "links": "Name and url of each; without url the name alone is shown.",
    "additional": "Further information that opens on request.",
    "volume": "The volume.",
    "number": "The issue.",
    "pages": "The pages, such as 1-19.",
    "publisher": "The publisher.",
    "editor": "The editors, as text.",
    "pmid": "The number at PubMed, such as 30446548.",
    "pmcid": "The number at PubMed Central, such as PMC3531190.",
    "acl": "The identifier in the ACL Anthology, such as 2020.acl-main.1.",
    "openreview": "The identifier at OpenReview, such as rJXMpikCZ.",
    "hal": "The identifier in HAL, such as hal-01234567.",
    "dblp": "The key in DBLP, such as conf/icml/LiuCYMLM0P23.",
    "openalex": "The identifier of the work in OpenAlex, such as W2741809807.",
    "semanticscholar": "The identifier at Semantic Scholar: CorpusID:13756489, or forty hexadecimal digits.",
    "zenodo": "The number of the record at Zenodo, such as 5171937.",
    "huggingface": "What lies at Hugging Face: org/model, datasets/org/name or spaces/org/name; several as a list.",
    "github": "The repository at GitHub, such as owner/repository; several as a list.",
    "isbn": "The ISBN; several as a list.",
    "issn": "The ISSN; several as a list.",
    "citations": "How often it is cited: a number, or count, date and source.",
    "text": "The news itself, in Markdown.",
    "hidden": "Whether it stands behind Show more.",
    "icon": "An icon beside the date.",
    "event": "The competition that was held.",
    "comment": "Free text below the title; <br/> breaks the line.",
    "institution": "Where it was.",
    "degree": "What was earned.",
    "start": "When it began.",
    "end": "When it ended; `present` while it goes on.",
    "advisor": "Who advised.",
    "name": "The full name.",
    "aliases": "Other spellings under which the person publishes.",
    "other_names": "Names in other scripts or languages.",
    "orcid": "The ORCID, such as 0000-0002-1825-0097.",
    "role": "The position, such as PhD student.",
    "affiliation": "Where the person works.",
    "email": "Shown so that people can read it and harvesters cannot.",
    "about": "A text about the person, in Markdown.",
}


def json_schema() -> dict[str, Any]:
    """The schema of a data file: every list, every field, every other spelling."""
    definitions: dict[str, Any] = {
        "person": {
            "type": "object",
            "properties": {
                **dict.fromkeys(AUTHOR_ALIASES, _TEXT),
                **{key: _FLAG for key, field in AUTHOR_ALIASES.items() if field in _FLAGS_OF_AUTHORS},
                **{key: {**_FLAG, "description": what} for key, what in _FLAGS_OF_AUTHORS.items()},
            },
        },
        "authors": _one_or_many({"anyOf": [_TEXT, {"$ref": "#/$defs/person"}]}),
        "image": {"type": "object", "properties": dict.fromkeys(IMAGE_KEYS, _TEXT)},
        "images": _one_or_many({"anyOf": [_TEXT, {"$ref": "#/$defs/image"}]}),
        "link": {
            "type": "object",
            "properties": dict.fromkeys(LINK_KEYS, _TEXT),
            "additionalProperties": _TEXT,
        },
        "links": _one_or_many({"anyOf": [_TEXT, {"$ref": "#/$defs/link"}]}),
        "contents": _one_or_many(
            {"anyOf": [_TEXT, {"type": "object", "properties": dict.fromkeys(CONTENT_KEYS, _TEXT)}]}
        ),
    }
    properties: dict[str, Any] = {}
    references: list[dict[str, str]] = []
    for name, (model, spellings) in KINDS.items():
        definition = name.rstrip("s") if name != "news" else "news_item"
        definition = {"profile": "owner", "people": "member"}.get(name, definition)
        definitions[definition] = _record_schema(model)
        reference = {"$ref": f"#/$defs/{definition}"}
        references.append(reference)
        shape: dict[str, Any] = {
            "anyOf": [{"type": "null"}, {"type": "array", "items": {"anyOf": [reference, _EMPTY]}}, reference]
        }
        if name == "news":
            part = {"type": ["array", "null"], "items": reference}
            shape["anyOf"][2] = {
                "type": "object",
                "properties": {
                    "shown": part,
                    "hidden": part,
                    "auto": {
                        "anyOf": [_FLAG, {"type": "array", "items": {"enum": list(OCCASIONS)}}],
                        "description": "News made of publications, awards and competitions.",
                    },
                },
            }
            shape["anyOf"].append({"const": "auto"})
        for index, spelling in enumerate(spellings):
            properties[spelling] = dict(shape) if not index else {"$ref": f"#/properties/{name}"}
    properties["links"] = {
        "type": ["object", "null"],
        "additionalProperties": _TEXT,
        "description": "What [words in brackets] lead to, in every text.",
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Data of a sphinx-academic site",
        "type": ["object", "array"],
        "properties": properties,
        # A file that is named behind a directive may be a list and nothing else.
        "items": {"anyOf": references},
        "$defs": definitions,
    }


def _one_or_many(one: Mapping[str, Any]) -> dict[str, Any]:
    return {"anyOf": [{"type": "null"}, *one["anyOf"], {"type": "array", "items": one}]}


def _record_schema(model: type[Record]) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    for field in model.fields():
        properties[field] = {**_SHAPES.get(field, _TEXT), "description": DESCRIPTIONS[field]}
    for spelling, field in model.spellings().items():
        if spelling != field:
            properties[spelling] = {**_SHAPES.get(field, _TEXT), "description": f"Another name of `{field}`."}
    if model is Publication:
        inner = {field: properties[field] for field in ("doi", *_IDENTIFIERS)}
        properties["ids"] = {
            "type": ["object", "null"],
            "properties": inner,
            "description": "The identifiers, where they are to stand together.",
        }
    return {"type": "object", "properties": properties}
