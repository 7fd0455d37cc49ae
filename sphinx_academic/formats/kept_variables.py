"""What CSL-JSON says of a work that no field of ours holds: kept as it was written, for citation styles and for CSL-JSON again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from sphinx_academic.formats.latex.encoding import clean
from sphinx_academic.formats.text import words

_NAMES = words(
    """
    chair collection-editor compiler composer container-author contributor curator director editorial-director executive-producer
    guest host illustrator interviewer narrator organizer original-author performer producer recipient reviewed-author
    script-writer series-creator
    """
)
_DATES = words("accessed available-date event-date original-date submitted")
_TEXTS = words(
    """
    archive archive_location archive-place authority call-number chapter-number container-title-short dimensions division
    jurisdiction medium number-of-pages number-of-volumes original-publisher original-publisher-place original-title part-number
    part-title printing-number references reviewed-genre reviewed-title scale section supplement-number title-short volume-title
    """
)
_PARTS = words("family given suffix literal dropping-particle non-dropping-particle")
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def kept_variables(extra: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """The variables of CSL (csl-data.json, CSL 1.0.2) among what is kept of a work, and when it was looked at (``urldate``)."""
    for name, value in extra.items():
        if name in _TEXTS and isinstance(value, str):
            yield name, clean(value)
        elif name in _NAMES and isinstance(value, list):
            yield name, [*filter(None, map(_name, value))]
        elif name in _DATES and isinstance(value, Mapping):
            yield name, _date(value.get("date-parts"))
        elif name == "urldate" and (day := _DAY.fullmatch(str(value))):
            yield "accessed", {"date-parts": [[int(part) for part in day.groups() if part]]}


def looked_at(extra: Mapping[str, object]) -> tuple[str, ...]:
    """Year, month and day on which somebody looked at a page, as far as they are known."""
    date = dict(kept_variables({name: extra[name] for name in ("accessed", "urldate") if name in extra})).get(
        "accessed"
    )
    parts = date["date-parts"][0] if isinstance(date, dict) and date else ()
    return tuple(f"{part:02d}" for part in parts)


def _name(value: object) -> dict[str, str]:
    written = value.items() if isinstance(value, Mapping) else ()
    return {part: clean(text) for part, text in written if part in _PARTS and isinstance(text, str) and text}


def _date(value: object) -> dict[str, object]:
    found: list[list[int]] = []
    for parts in value if isinstance(value, list) else ():
        numbers = [str(part) for part in parts] if isinstance(parts, list) else [""]
        if not all(re.fullmatch(r"-?\d{1,4}", number) for number in numbers) or len(numbers) > 3:
            return {}
        found.append([*map(int, numbers)])
    return {"date-parts": found[:2]} if found and found[0] else {}
