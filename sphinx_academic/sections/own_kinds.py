"""The directives of kinds that data declare: the shared look of dated things, with the kind's own fields."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from typing import Any, cast

from sphinx_academic.data.declarations import BEHIND, TEXT, DeclaredKind
from sphinx_academic.data.records import TimedRecord
from sphinx_academic.data.records.declared import record_class
from sphinx_academic.sections.timed import TimedSection


class DeclaredSection(TimedSection[TimedRecord]):
    """The records of a kind that data declare, the newest first."""

    name = "declared"
    list_of = ""


@cache
def section_of(kind: DeclaredKind) -> DeclaredSection:
    """The section of a declared kind: one for equal declarations."""
    namespace: dict[str, Any] = {
        "__doc__": f"{kind.label}, the newest first.",
        "__module__": __name__,
        "name": kind.name,
        "list_of": kind.name,
        "entry_kind": kind.role,
        "record_kind": record_class(kind),
        "groups": _groups(kind),
    }
    return cast("DeclaredSection", type(f"Declared_{kind.role}", (DeclaredSection,), namespace)())


def _groups(kind: DeclaredKind) -> dict[str, Callable[[TimedRecord], str]]:
    """What the list can be grouped by: its short texts, and where it was."""
    names = [
        own.name for own in kind.fields if own.is_a == TEXT and own.where != BEHIND and own.name != kind.title
    ]
    return {
        name: partial(_value, name)
        for name in dict.fromkeys((*names, "place"))
        if name not in {"none", "year", "current"}
    }


def _value(name: str, record: TimedRecord) -> str:
    return str(getattr(record, name))
