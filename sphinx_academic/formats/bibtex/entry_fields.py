"""Sets fields of entries that stand in a BibTeX text: a new one behind the key, a word more in one that is there; all else stays, to the byte."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from sphinx_academic.data.located import Place
from sphinx_academic.formats.edited_text import EditedText, NotEditableError
from sphinx_academic.formats.latex.decoding import end_of_text

_HEAD = re.compile(r"@\s*+\w++\s*+[{(]\s*+[^,={}\n]*+,")
_NEXT = re.compile(r"[ \t]*+(?:\n([ \t]*+))?")


class EntryField(NamedTuple):
    """A field of the entry at a place is to have a word; ``value`` is where its value stands, if it is there."""

    place: Place
    name: str
    word: str
    value: Place | None = None


def set_entry_fields(edited: EditedText, fields: Sequence[EntryField]) -> None:
    """Set fields of entries; raises NotEditableError where that would touch other things."""
    text = edited.normal
    starts = [0]
    for written in edited.lines:
        starts.append(starts[-1] + len(written) + 1)
    together: dict[tuple[Place, str], list[EntryField]] = {}
    for each in fields:
        together.setdefault((each.place, each.name), []).append(each)
    for (place, name), alike in together.items():
        words = ", ".join(dict.fromkeys(each.word for each in alike))
        if (value := alike[0].value) is not None:
            start = starts[value.line - 1] + value.column - 1
            end = end_of_text(text, start) if text[start] in '{"' else None
            if end is None:
                raise NotEditableError(
                    f"'{name}' stands here in a form that no word can be added to.", value.line
                )
            line = text.count("\n", 0, end - 1)
            edited.insert((line, end - 1 - starts[line]), f", {words}")
            continue
        head = _HEAD.match(text, starts[place.line - 1] + place.column - 1)
        if head is None:
            raise NotEditableError("the entry here has no comma behind its key.", place.line)
        line = text.count("\n", 0, head.end())
        behind = _NEXT.match(text, head.end())
        between = "\n" + behind[1] if behind and behind[1] is not None else " "
        edited.insert((line, head.end() - starts[line]), f"{between}{name} = {{{words}}},")
