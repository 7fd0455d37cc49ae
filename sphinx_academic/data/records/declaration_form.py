"""How a kind of one's own is written below ``kinds:``: what can be said of it and of its fields, for reading and for editors."""

from __future__ import annotations

from collections.abc import Mapping

from sphinx_academic.data.declarations import (
    ADDRESS,
    BEHIND,
    BESIDE,
    DATE,
    LINE,
    PEOPLE,
    PICTURE,
    TEXT,
    TYPES,
    WORDS,
)
from sphinx_academic.data.fields import SHAPE_OF_TEXT, Field, Fields, Shape
from sphinx_academic.data.fields import TEXT as TEXT_VALUE

# fmt: off
TYPE_WORDS = {
    **{each: each for each in TYPES}, "string": TEXT, "markdown": TEXT, "number": TEXT, "year": DATE, "day": DATE,
    "list": WORDS, "tags": WORDS, "word": WORDS, "address": ADDRESS, "link": ADDRESS, "pictures": PICTURE,
    "image": PICTURE, "images": PICTURE, "photo": PICTURE, "authors": PEOPLE, "persons": PEOPLE, "person": PEOPLE,
}
WHERE_WORDS = {
    LINE: LINE, BESIDE: BESIDE, BEHIND: BEHIND, "below": LINE, "line below": LINE, "inline": BESIDE, "details": BEHIND,
    "hidden": BEHIND,
}
FIELD = Fields("a declared field", {
    "label": Field(TEXT_VALUE, "What readers are told before the value.", ("title", "called")),
    "is": Field(TEXT_VALUE, f"What it is: {', '.join(TYPES)}.", ("type", "kind")),
    "shown": Field(TEXT_VALUE, "Where it is shown: `line` (below the others), `beside` (in the line that says what and where) or "
        "`behind` (a disclosure).", ("where", "show")),
    "name": Field(TEXT_VALUE, "Its name, where the fields are a list."),
})
KIND = Fields("a declared kind", {
    "title": Field(TEXT_VALUE, "The field that is the title.", ("main",)),
    "label": Field(TEXT_VALUE, "What the whole list is called.", ("heading",)),
    "singular": Field(TEXT_VALUE, "What one of them is called; its role is made of it.", ("one",)),
    "date": Field(TEXT_VALUE, "The field that lists are sorted by; the first date where none is named."),
    "fields": Field(TEXT_VALUE, "The fields of one's own, by their names.", ("columns",)),
    "cv": Field(TEXT_VALUE, "Where it goes in a curriculum vitae: `first`, `last`, `before talks`, `after publications` or `no`."),
    "schema": Field(TEXT_VALUE, "Its type in schema.org, such as `CreativeWork`.", ("schema_type",)),
    "name": Field(TEXT_VALUE, "The name of the list, where the kinds are a list."),
})
# fmt: on


def _mapping(declared: Fields, **shapes: Shape) -> Shape:
    """What an editor may expect of a mapping that has no other keys."""
    others = "|".join(spelling for spelling, name in declared.spellings.items() if spelling != name)
    return {
        "type": ["object", "null"],
        "additionalProperties": False,
        "properties": {
            name: {**shapes.get(name, {}), "description": each.help} for name, each in declared.items()
        },
        "patternProperties": {f"^({others})$": {}},
    }


def _named(one: str) -> Shape:
    """A mapping from names to such things, or a list of them."""
    reference = {"$ref": f"#/$defs/{one}"}
    return {
        "type": ["object", "array", "string", "null"],
        "additionalProperties": reference,
        "items": {"anyOf": [reference, SHAPE_OF_TEXT]},
    }


DEFINITIONS: Mapping[str, Shape] = {
    "own_kind": _mapping(KIND, fields=_named("own_field")),
    "own_field": {"anyOf": [SHAPE_OF_TEXT, _mapping(FIELD)]},
}
"""What :data:`SHAPE_OF_KINDS` refers to."""
SHAPE_OF_KINDS: Shape = {
    **_named("own_kind"),
    "description": "Kinds of records of one's own, by the names of their lists.",
}
"""What an editor may expect of ``kinds:``."""
