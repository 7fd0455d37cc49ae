"""Sets fields of entries that stand in a YAML text: a new one at their end, a word more in one that is there; all else stays, to the byte."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sphinx_academic.data.located import Place
from sphinx_academic.data.records import Publication
from sphinx_academic.formats.edited_text import EditedText, NotEditableError
from sphinx_academic.formats.yaml.node_tree import Node, line_behind, roots_of, spots_in
from sphinx_academic.formats.yaml.oddities import NULLS


class SetField(NamedTuple):
    """A field of the publication at a place is to be a text, or a list that has it; the text is written as YAML."""

    place: Place
    name: str
    text: str
    is_list: bool = True


def set_fields(edited: EditedText, text: str, fields: Sequence[SetField]) -> None:
    """Set fields of entries; raises NotEditableError where that would touch other things. ``text`` is that of the file, or of a part of it."""
    entries = {spot.node.start: spot.node for root in roots_of(text) for spot in spots_in(root)}
    lines = min(text.count("\n"), len(edited.lines))
    together: dict[tuple[Place, str], list[SetField]] = {}
    for each in fields:
        together.setdefault((each.place, each.name), []).append(each)
    for (place, _name), alike in together.items():
        entry = entries.get((place.line - 1, place.column - 1))
        if entry is None:
            raise NotEditableError(
                "the entry here stands in a form in which no field can be set.", place.line
            )
        _set(edited, entry, alike, lines)


def _set(edited: EditedText, entry: Node, alike: Sequence[SetField], lines: int) -> None:
    first = alike[0]
    words = ", ".join(dict.fromkeys(each.text for each in alike))
    pairs = zip(entry.children[::2], entry.children[1::2], strict=False)
    value = next((value for key, value in pairs if Publication.fields.named(key.value) == first.name), None)
    written = f"[{words}]" if first.is_list else words
    if value is not None:
        _add_to(edited, value, first, words, written)
    elif entry.is_flow:
        at = (entry.end[0], entry.end[1] - 1)
        before = ", " if entry.children else ""
        last = entry.children[-1].end if entry.children else at
        edited.insert(last, f"{before}{first.name}: {written}")
    else:
        key = entry.children[0]
        line = line_behind(edited, entry, key.start[1] - 1, lines)
        edited.insert_lines(line, [f"{' ' * key.start[1]}{first.name}: {written}"])


def _add_to(edited: EditedText, value: Node, field: SetField, words: str, written: str) -> None:
    """Add words to the value of a field."""
    is_nothing = value.kind == "scalar" and not value.is_flow and value.value in NULLS
    if is_nothing:
        edited.replace(value.start, value.end, written if value.end > value.start else f" {written}")
    elif not field.is_list:
        raise NotEditableError(f"'{field.name}' says something else here.", value.start[0] + 1)
    elif value.kind == "list" and value.is_flow:
        last = value.children[-1].end if value.children else (value.end[0], value.end[1] - 1)
        edited.insert(last, f", {words}" if value.children else words)
    elif value.kind == "list":
        dash = edited.lines[value.start[0]].index("-", value.start[1])
        at = value.children[-1].end[0] + 1
        edited.insert_lines(at, [f"{' ' * dash}- {word}" for word in words.split(", ")])
    elif value.kind == "scalar" and not value.is_block_text and value.start[0] == value.end[0]:
        edited.insert(value.start, "[")
        edited.insert(value.end, f", {words}]")
    else:
        raise NotEditableError(
            f"'{field.name}' stands here in a form that no word can be added to.", value.start[0] + 1
        )
