"""The initials of a person, to stand where there is no portrait."""

from __future__ import annotations

import re
import unicodedata

from sphinx_academic.data.values.name_parts import is_east_asian, is_particle, parts_of

_APART = "\u200c"
"""Keeps letters of scripts in which they join from becoming one word."""


def initials_of(name: str) -> str:
    """The first letters of given and family name, without particles: *JB* of Jan van der Berg. Names of one word have one letter,
    and so have those in Chinese, Japanese and Korean script, that of the family name. Nothing where there are no letters."""
    name = " ".join(re.sub(r"[(（][^()（）]*[)）]", " ", name).split())
    parts = parts_of(name)
    if is_east_asian(name):
        return _first_letter(parts.family or name)
    given = "" if is_particle(parts.given) else parts.given
    words = (given, parts.family) if parts.family else _ends(parts.literal)
    found = [letter for letter in map(_first_letter, words) if letter]
    joins = any(unicodedata.bidirectional(letter[0]) == "AL" for letter in found)
    return (_APART if joins else "").join(found)


def _ends(text: str) -> tuple[str, ...]:
    """The first word of a text, and the last where there are several."""
    words = [word for word in text.split() if _first_letter(word)]
    return (words[0], words[-1]) if len(words) > 1 else tuple(words)


def _first_letter(text: str) -> str:
    """The first letter of a text in upper case, with the marks above and below it."""
    text = unicodedata.normalize("NFC", text)
    start = next((at for at, sign in enumerate(text) if sign.isalpha()), None)
    if start is None:
        return ""
    end = start + 1
    while end < len(text) and unicodedata.category(text[end]) in {"Mn", "Mc"}:
        end += 1
    letter = text[start:end]
    upper = letter.upper()
    return upper if len(upper) == len(letter) else letter
