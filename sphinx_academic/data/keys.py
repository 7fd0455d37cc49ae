"""Keys made of texts: readable, in ASCII, and the same as long as the text is."""

from __future__ import annotations

import re
import unicodedata
import zlib

_TARGET = re.compile(r"\]\([^()]*\)")
_TAG = re.compile(r"<[^<>]*>|&#?\w+;")
_IN_ASCII = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th"}
)
_SMALL_WORDS = frozenset([
    "a", "an", "the", "on", "of", "in", "to", "for", "and", "with", "at", "by", "from", "via", "is", "are", "as", "or", "its",
    "into", "towards", "toward", "using", "how", "what", "why", "when", "does", "do", "can",
    "der", "die", "das", "ein", "eine", "le", "la", "les", "un", "une", "el", "los", "las",
])  # fmt: skip


def letters(number: int) -> str:
    """1 → b, 2 → c … 25 → z, 26 → aa: what is put behind a key that is taken."""
    made = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        made = chr(97 + rest) + made
    return made


def person_key(name: str) -> str:
    """The key of a person who was given none: ``ada-lovelace``."""
    return telling_name(name, 8) or "person"


def telling_name(text: str, most: int) -> str:
    """The first words of a text in ASCII; of a text in other scripts, a number that stays while the text does."""
    text = _TARGET.sub("]", _TAG.sub(" ", text))
    words = slug(text).split("-")[:most]
    if any(len(word) > 1 for word in words) or not re.search(r"\w", text):
        return "-".join(words)
    return f"{zlib.crc32(text.encode()):08x}"


def slug(text: str) -> str:
    """A text in ASCII, in lower case, with hyphens between its words."""
    return "-".join(word for word in map(ascii_of, re.split(r"[^\w'’]+|_", text)) if word)


def first_telling_word(title: str) -> str:
    """The first word of a title that says what it is about, in ASCII; else the empty text."""
    words = map(ascii_of, re.split(r"[\s\-–—:/]+", _TAG.sub(" ", title)))
    return next((word for word in words if word and word not in _SMALL_WORDS), "")


def ascii_of(text: str) -> str:
    """The letters and digits of a text in ASCII, in lower case."""
    decomposed = unicodedata.normalize("NFKD", text.lower().translate(_IN_ASCII))
    return re.sub(r"[^a-z0-9]", "", decomposed)
