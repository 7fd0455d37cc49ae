"""Names for machines: keys made of texts, in ASCII, the same as long as the text is; and names of files."""

from __future__ import annotations

import os
import re
import unicodedata
import zlib
from functools import cache

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
    """0 → a, 1 → b … 25 → z, 26 → aa: what tells a key from one that is taken, and a year from others."""
    made = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        made = chr(97 + rest) + made
    return made


_PLAIN_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:+/-]*")


@cache
def anchor(kind: str, key: str) -> str:
    """The id of a record on a page, in ASCII whatever signs its key has; other keys have other ids."""
    return f"{kind}-{key if _PLAIN_KEY.fullmatch(key) else in_ascii(key)}"


def in_ascii(key: str) -> str:
    """A key whose letters and digits are ASCII, with a number made of the key behind it: ``müller20`` is ``muller20-1e0f2a9c``."""
    return f"{slug(key)}-{zlib.crc32(key.encode('utf-8', 'replace')):08x}".lstrip("-")


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


_DEVICE = re.compile(r"(?is)(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\..*)?")
_LONGEST = 255


def fault_in(name: str) -> str:
    """Why some system cannot hold a file or folder with this name, as the end of a sentence; empty where all can.
    Microsoft, "Naming Files, Paths, and Namespaces" (`aux.html` is a device, too); 255 bytes on ext4 and APFS."""
    if _DEVICE.fullmatch(name):
        return f"Windows keeps the name '{name.partition('.')[0]}' for a device"
    if re.search(r'[<>:"/\\|?*\x00-\x1f]', name):
        return 'Windows allows none of < > : " / \\ | ? * in a name'
    if name.endswith((".", " ")):
        return "Windows drops a dot or a space at the end of a name"
    if len(name.encode("utf-8", "surrogatepass")) > _LONGEST:
        return f"a name has at most {_LONGEST} bytes"
    return ""


def as_one(name: str) -> str:
    """What a name has in common with all that Windows, or macOS, which tells no normal forms apart, take for the same."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


exists, is_file, is_folder = os.path.exists, os.path.isfile, os.path.isdir
"""Whether a path that somebody wrote leads to anything, to a file, and not to a device or a pipe without an end, or
to a folder; they never raise. Those of pathlib raise an OSError for a path that is too long, until Python 3.14."""
