"""Names in their parts, as bibliographies sort and print them (BibTeX's First von Last, CSL's name variables)."""

from __future__ import annotations

import re
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from sphinx_academic.data.values.names import Author, is_east_asian
from sphinx_academic.formats.filling import words

_PARTICLES = words(
    """
    von van de der den del della di da dos das do du la le ten ter te zu zum zur vom af av bin ibn al el dal degli delle
    """
)
_SUFFIX = re.compile(r"(?:Jr|Sr|II|III|IV|PhD|Ph\.D|MD|M\.D)\.?", re.I)
_ORGANISATION = re.compile(
    r"\b(?:Collaborations?|Consortium|Teams?|Group|Universit\w+|Institute?|Instituto|Committee|Project|Network|Initiative|"
    r"Organi[sz]ation|Society|Association|Foundation|Laborator(?:y|ies)|Cent(?:er|re)|Department|Agency|Ministry|"
    r"Council|Corporation|Task Force|Investigators|Alliance|Commission|Federation|Inc|Ltd|LLC|GmbH|AG)\b\.?"
)


class Name(NamedTuple):
    """A name: of a person its parts, of an organisation or where there are no parts ``literal`` alone.

    ``particles`` are the words in small letters before the family name (*von*, *de la*).
    """

    given: str = ""
    particles: str = ""
    family: str = ""
    suffix: str = ""
    literal: str = ""


@cache
def parts_of(name: str, family: str = "") -> Name:
    """The parts of a name that is written given name first.

    ``family`` is the family name where the data gives it by itself; one that is the whole name belongs to an
    organisation.
    """
    name = " ".join(name.split())
    if not name or family == name or _ORGANISATION.search(name):
        return Name(literal=name)
    if family and name.endswith(f" {family}"):
        return Name(name.removesuffix(family).strip(), *_without_particles(family))
    name, _, suffix = (part.strip() for part in name.partition(","))
    if suffix and not _SUFFIX.fullmatch(suffix):
        return Name(literal=f"{name}, {suffix}")
    parts = name.split()
    if not suffix and len(parts) > 2 and _SUFFIX.fullmatch(parts[-1]):
        suffix = parts.pop()
        name = " ".join(parts)
    if family and name.endswith(f" {family}"):
        given = name.removesuffix(family).strip()
        return Name(given, *_without_particles(family), suffix)
    if len(parts) == 1:
        return Name(literal=name) if is_east_asian(name) else Name(family=name, suffix=suffix)
    at = next((i for i, word in enumerate(parts) if 0 < i < len(parts) - 1 and word in _PARTICLES), 0)
    at = at or len(parts) - 1
    return Name(" ".join(parts[:at]), *_without_particles(" ".join(parts[at:])), suffix)


def of_author(author: Author) -> Name:
    """The parts of an author's name."""
    return parts_of(author.name, author.family)


def _without_particles(family: str) -> tuple[str, str]:
    """The particles before a family name, and the name."""
    parts = family.split()
    count = len([*takewhile(_PARTICLES.__contains__, parts[:-1])])
    return " ".join(parts[:count]), " ".join(parts[count:])
