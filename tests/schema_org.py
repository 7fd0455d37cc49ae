"""Whether documents say what schema.org knows: each type, each property of it, and what stands in that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

_DATE = re.compile(r"-?\d{4}(-\d\d(-\d\d)?)?")


@cache
def _types() -> dict[str, tuple[tuple[str, ...], dict[str, tuple[str, ...]]]]:
    found = {}
    for line in Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            head, _, properties = line.partition(":")
            name, _, parents = head.partition("<")
            own = (each.partition("=") for each in properties.split())
            found[name.strip()] = (tuple(parents.split()), {key: tuple(of.split("|")) for key, _, of in own})
    return found


def _lineage(name: str) -> Iterator[str]:
    yield name
    for parent in _types()[name][0]:
        yield from _lineage(parent)


def _may_hold(kind: str, name: str) -> tuple[str, ...]:
    for each in _lineage(kind):
        if name in _types()[each][1]:
            return _types()[each][1][name]
    return ()


def faults(document: dict[str, Any], through: str = "") -> Iterator[str]:
    """What is not as schema.org has it; a role repeats the property ``through`` which one came to it."""
    kind = document.get("@type", "")
    if kind not in _types():
        yield f"{kind!r} is no type that the table has"
        return
    for name, value in document.items():
        values = value if isinstance(value, list) else [value]
        if value in ("", None, [], {}):
            yield f"{kind}.{name} says nothing"
        elif name == "@reverse":
            for to, others in value.items():
                for other in others if isinstance(others, list) else [others]:
                    is_role = "Role" in _lineage(kind)
                    if not _may_hold(other["@type"], to) or not (
                        is_role or _fits(document, _may_hold(other["@type"], to))
                    ):
                        yield f"{other['@type']}.{to} leads to no {kind}"
                    yield from faults(other)
        elif not name.startswith("@"):
            ranges = _may_hold(kind, name)
            is_role = "Role" in _lineage(kind)
            # One that begins a document, or stands in a list, was come to in reverse.
            repeated = {*document.get("@reverse", ())} or {through or name}
            if not ranges and not (is_role and name in repeated):
                yield f"{kind} has no {name}"
                continue
            for each in values:
                if ranges and not _fits(each, ranges):
                    yield f"{kind}.{name} holds no {each!r}, but {ranges}"
                if isinstance(each, dict):
                    yield from faults(each, name)


def _fits(value: object, ranges: tuple[str, ...]) -> bool:
    if isinstance(value, dict):
        line = [*_lineage(value["@type"])] if value.get("@type") in _types() else []
        return "Role" in line or not {*line}.isdisjoint(ranges)
    if isinstance(value, (int, float)):
        return not {"Number", "Integer"}.isdisjoint(ranges)
    text = str(value)
    if text.startswith("https://schema.org/"):
        return any(each.endswith("Enumeration") for each in ranges)
    if {"Date", "DateTime"} & {*ranges} and _DATE.fullmatch(text):
        return True
    if text.startswith(("https://", "http://")) and "URL" in ranges:
        return True
    return "Text" in ranges or (
        bool({"CreativeWork", "ImageObject"} & {*ranges}) and text.startswith(("https://", "http://"))
    )
