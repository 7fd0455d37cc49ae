"""The records of a site, each kind a file of its own, and a row here; and the schema of a data file, made from them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import cast

from sphinx_academic.data.declarations import NOTHING, Declared, OwnField
from sphinx_academic.data.fields import SHAPE_OF_TEXT, SHAPES, Shape
from sphinx_academic.data.records.award import Award
from sphinx_academic.data.records.competition import Competition
from sphinx_academic.data.records.cv_part import CvPart
from sphinx_academic.data.records.dataset import Dataset
from sphinx_academic.data.records.declaration_form import DEFINITIONS as OF_OWN_KINDS
from sphinx_academic.data.records.declaration_form import SHAPE_OF_KINDS
from sphinx_academic.data.records.education import Education
from sphinx_academic.data.records.event import EventItem
from sphinx_academic.data.records.grant import Grant
from sphinx_academic.data.records.media import MediaItem
from sphinx_academic.data.records.membership import Membership
from sphinx_academic.data.records.news import NewsItem
from sphinx_academic.data.records.occasions import ALL, OCCASIONS
from sphinx_academic.data.records.opening import Opening
from sphinx_academic.data.records.person import Person, Profile
from sphinx_academic.data.records.position import Position
from sphinx_academic.data.records.project import Project
from sphinx_academic.data.records.publication import TYPES, Publication
from sphinx_academic.data.records.record import Record
from sphinx_academic.data.records.released import ReleasedRecord
from sphinx_academic.data.records.service import Service
from sphinx_academic.data.records.software import Software
from sphinx_academic.data.records.supervision import Supervision
from sphinx_academic.data.records.talk import Talk
from sphinx_academic.data.records.teaching import Teaching
from sphinx_academic.data.records.timed import TimedRecord

__all__ = (
    "KINDS", "TYPES", "Award", "Competition", "CvPart", "Dataset", "Education", "EventItem", "Grant", "MediaItem", "Membership",
    "NewsItem", "Opening", "Person", "Position", "Profile", "Project", "Publication", "Record", "Service", "Software",
    "Supervision", "Talk", "Teaching", "TimedRecord", "json_schema",
)  # fmt: skip

# fmt: off
_KINDS: tuple[type[Record], ...] = (
    Publication, NewsItem, Competition, Education, Person, Profile, Project, Software, Dataset, Talk, Teaching, Position, Grant,
    Award, Service, Supervision, MediaItem, Membership, Opening, EventItem, CvPart,
)
# fmt: on
KINDS: Mapping[str, type[Record]] = {kind.lists[0]: kind for kind in _KINDS}
"""Every kind of record, by the name of its list in a data file; one that is not here is not read."""


def _with_fields(shape: Mapping[str, object], own: Mapping[str, OwnField]) -> Shape:
    """What an editor may expect of a record that has fields of a site's own, whatever stands in them."""
    properties = cast("Mapping[str, Shape]", shape["properties"])
    said = {name: {"description": each.label} for name, each in own.items()}
    return {**shape, "properties": {**properties, **said}} if said else shape


def json_schema(
    own: Mapping[str, type[Record]] = MappingProxyType({}), declared: Declared = NOTHING
) -> dict[str, object]:
    """What an editor may expect of a data file: every list, field and other name (JSON Schema, draft 2020-12), those of a site's
    ``own`` kinds too, and the fields that it has ``declared``."""
    definitions: dict[str, Shape] = {**SHAPES, **OF_OWN_KINDS, TimedRecord.kind: TimedRecord.shape()}
    definitions[ReleasedRecord.kind] = ReleasedRecord.shape()
    definitions["occasion"] = {"enum": [*OCCASIONS, *own, ALL]}
    properties: dict[str, Shape] = {}
    patterns: dict[str, Shape] = {}
    references: list[Shape] = []
    for name, kind in {**KINDS, **own}.items():
        for each in kind.fields.values():
            definitions.update(each.type.definitions)
        definition = f"own_{name}" if name in own else kind.kind.replace(" ", "_")
        definitions[definition] = _with_fields(kind.shape(definition), declared.own_of(name))
        one = {"$ref": f"#/$defs/{definition}"}
        references.append(one)
        items = {"type": "array", "items": one}
        properties[name] = {"anyOf": [items, *kind.shape_of_list(one)]}
        if others := "|".join(kind.lists[1:]):
            patterns[f"^({others})$"] = {"$ref": f"#/properties/{name}"}
    properties["kinds"] = SHAPE_OF_KINDS
    properties["links"] = {
        "type": ["object", "null"],
        "additionalProperties": SHAPE_OF_TEXT,
        "description": "What [words in brackets] lead to, in every text.",
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Data of a sphinx-academic site",
        "type": ["object", "array"],
        "properties": properties,
        "patternProperties": patterns,
        # A file that is named behind a directive may be a list and nothing else.
        "items": {"anyOf": references},
        "$defs": definitions,
    }
