"""Names as reference managers and databases write them, with the family name first: ``Example, Ada``, ``King, Martin L., Jr.``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_academic.data.located import RawMapping
from sphinx_academic.data.values.name_parts import family_in_front, is_suffix, name_of
from sphinx_academic.formats.filling import mapping_at


def names_in(text: str) -> Iterator[str]:
    """The names of a text, which may be several; no name has a semicolon in it, nor *and* between two commas."""
    for name in re.split("[;\n]", text):
        several = name.split(" and ") if " and " in name else [name]
        yield from filter(None, map(str.strip, several if all("," in each for each in several) else [name]))


def person_of(name: str, line: int, column: int) -> RawMapping | str:
    """``Family, Given, Suffix``; a name with nothing behind a comma is that of an organisation, as in EndNote."""
    if name.lower().rstrip(".") in {"et al", "others"}:
        return "et al."
    family, *rest = [part.strip() for part in name.split(",")]
    if not any(rest):
        behind = family_in_front(family)  # as PubMed has it: Wo T
        if behind is None or rest:
            return mapping_at(line, column, {"literal" if rest else "name": family})
        family, rest = behind.whole_family, [behind.given, behind.suffix]
    given, *others = sorted(rest, key=is_suffix)
    parts = {"family": family, "given": given, "suffix": ", ".join(filter(None, others))}
    return mapping_at(line, column, parts)


def in_speech(name: str) -> str:
    """A name in the order of speech."""
    family, *rest = [part.strip() for part in name.split(",")]
    given, *others = sorted(rest, key=is_suffix) or [""]
    return name_of(given, family, ", ".join(others)).in_text
