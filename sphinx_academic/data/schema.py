"""The JSON Schema of a data file, made from the records, for completion in editors (JSON Schema, draft 2020-12)."""

from __future__ import annotations

from sphinx_academic.data.fields import Shape
from sphinx_academic.data.records import KINDS
from sphinx_academic.data.value_types import SHAPE_OF_TEXT

_EMPTY: Shape = {"type": "null"}


def json_schema() -> dict[str, object]:
    """The schema of a data file: every list, every field, every other spelling."""
    definitions: dict[str, Shape] = {}
    properties: dict[str, Shape] = {}
    references: list[Shape] = []
    for name, kind in KINDS.items():
        for declared in kind.fields.values():
            definitions.update(declared.type.definitions)
        definition = kind.kind.replace(" ", "_")
        definitions[definition] = kind.shape()
        one = {"$ref": f"#/$defs/{definition}"}
        references.append(one)
        items = {"type": "array", "items": {"anyOf": [one, _EMPTY]}}
        properties[name] = {"anyOf": [_EMPTY, items, *kind.shape_of_list(one)]}
        properties.update({other: {"$ref": f"#/properties/{name}"} for other in kind.lists[1:]})
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
        # A file that is named behind a directive may be a list and nothing else.
        "items": {"anyOf": references},
        "$defs": definitions,
    }
