"""Finds words in records as the search of pages does: case, accents and the forms of letters do not matter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]")
"""Accents of Latin, Greek, Cyrillic, Hebrew and Arabic, as in ``academic-find.js`` and ``academic-filter.js``."""
_LETTERS = str.maketrans({
    "ß": "ss", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i",
    "‘": "'", "’": "'", "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "「": '"', "」": '"',
})  # fmt: skip
_QUERY = re.compile(r'"([^"]*)"?|[^\s"]+')
_WHOLE, _BEGINNING, _WITHIN = 3, 2, 1
"""How well a word fits: whole, at the beginning of one, or within."""


def fold(text: str) -> str:
    """A text as it is compared with others."""
    lower = text.lower()
    if not lower.isascii():
        lower = _MARKS.sub("", unicodedata.normalize("NFKD", lower)).translate(_LETTERS)
    return " ".join(lower.split())


def words_of(query: str) -> list[str]:
    """The words and "phrases" of a query, folded."""
    found = (match[1] if match[1] is not None else match[0] for match in _QUERY.finditer(fold(query)))
    return [word.strip() for word in found if word.strip()]


class Searchable(NamedTuple):
    """What is searched of a record, in the order in which it counts: title, people, keys and years, other fields, the abstract."""

    title: str
    near: str = ""
    others: str = ""
    far: str = ""

    def fit(self, words: Sequence[str]) -> int:
        """How well the words fit, all of which it must hold; 0 where it does not."""
        texts = [fold(each) for each in self]
        total = 0
        for word in words:
            best = max(_fit(text, word) * (1000, 100, 10, 1)[place] for place, text in enumerate(texts))
            if not best:
                return 0
            total += best
        return total + (500 if texts[0].startswith(" ".join(words)) else 0)


def _fit(text: str, word: str) -> int:
    at, best = text.find(word), 0
    while at >= 0 and best < _WHOLE:
        begins = not at or not (text[at - 1].isalnum() and word[0].isalnum())
        end = at + len(word)
        ends = end == len(text) or not (text[end].isalnum() and word[-1].isalnum())
        best = max(best, _WHOLE if begins and ends else _BEGINNING if begins else _WITHIN)
        at = text.find(word, at + 1)
    return best
