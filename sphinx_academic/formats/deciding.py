"""Writes into data files which works are versions of one, and which are not; what comes out is read again, and compared."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from sphinx_academic.data.located import Place, RawList, RawMapping, RawValue
from sphinx_academic.data.records import Publication
from sphinx_academic.formats.adding import refusal_of, works_in, yaml_of
from sphinx_academic.formats.bibtex.entry_fields import EntryField, set_entry_fields
from sphinx_academic.formats.edited_text import EditedText, NotEditableError
from sphinx_academic.formats.yaml.field_setting import SetField, set_fields

TOGETHER, APART, KEY = "version_of", "not_version_of", "key"
_BIBTEX = (".bib", ".bibtex")


class Decision(NamedTuple):
    """What is to be said in the entry of a work: that it is a version of another one, or none, or what its key is."""

    work: Publication
    field: str
    key: str


def may_say(work: Publication) -> bool:
    """Whether something can be written into the entry of a work."""
    return not work.fetched and not refusal_of(Path(work.origin.path))


def decide(
    data: bytes, path: Path, name: str, decisions: Sequence[Decision], write: Callable[[str], str]
) -> bytes:
    """A data file in which decisions are said; ``write`` writes a word as YAML. Raises NotEditableError where something would be lost."""
    file, works = works_in(data, path, name)
    by_place = {(work.origin.line, work.origin.column): work for work in works}
    if file.fetched:
        raise NotEditableError("it is a lock, which  sphinx-academic fetch  writes.", 1)
    edited = EditedText(data)
    for each in decisions:
        if (each.work.origin.line, each.work.origin.column) not in by_place:
            raise NotEditableError("the data were changed meanwhile.", each.work.origin.line)
    if path.suffix.lower() in _BIBTEX:
        set_entry_fields(edited, [_in_bibtex(each) for each in decisions])
    else:
        fields = [
            SetField(_place(each), each.field, write(each.key), each.field != KEY) for each in decisions
        ]
        set_fields(edited, yaml_of(edited, path), fields)
    content = edited.made()
    after, found = works_in(content, path, name)
    if _without_decisions(after.root) != _without_decisions(file.root) or len(found) != len(works):
        raise NotEditableError("something that is there would not be read as before.")
    for before, now in zip(works, found, strict=True):
        asked = [each for each in decisions if _place(each) == (before.origin.line, before.origin.column)]
        for each in asked:
            is_said = now.key == each.key if each.field == KEY else each.key in getattr(now, each.field)
            if not is_said:
                raise NotEditableError(f"'{each.field}' would not be read as it is meant.", now.origin.line)
    return content


def _place(decision: Decision) -> Place:
    return Place(decision.work.origin.line, decision.work.origin.column)


def _in_bibtex(decision: Decision) -> EntryField:
    at = decision.work.origin.written.get(decision.field)
    return EntryField(_place(decision), decision.field, decision.key, Place(*at[2:]) if at else None)


def _without_decisions(value: RawValue) -> Any:
    """A value without what decisions are said in."""
    if isinstance(value, RawMapping):
        return {
            key: _without_decisions(inner)
            for key, inner in value.items()
            if Publication.fields.named(key) not in (TOGETHER, APART, KEY)
        }
    return [_without_decisions(inner) for inner in value] if isinstance(value, RawList) else value
