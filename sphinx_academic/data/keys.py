"""Keys of publications: given ones are kept, missing ones are made readable, stable and unique."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from sphinx_academic.data.people import family_name
from sphinx_academic.data.records import Publication
from sphinx_academic.problems import Code, Problem

_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:+/-]*")
_IN_ASCII = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th"}
)
_SMALL_WORDS = frozenset(
    [
        "a",
        "an",
        "the",
        "on",
        "of",
        "in",
        "to",
        "for",
        "and",
        "with",
        "at",
        "by",
        "from",
        "via",
        "is",
        "are",
        "as",
        "or",
        "its",
        "into",
        "towards",
        "toward",
        "using",
        "how",
        "what",
        "why",
        "when",
        "does",
        "do",
        "can",
        "der",
        "die",
        "das",
        "ein",
        "eine",
        "le",
        "la",
        "les",
        "un",
        "une",
        "el",
        "los",
        "las",
    ]
)


def with_keys(publications: Sequence[Publication], problems: list[Problem]) -> Iterator[Publication]:
    """Give every publication a key of its own; given keys are kept, the first of two equal ones."""
    taken: dict[str, Publication] = {}
    for publication in publications:
        if not publication.key:
            continue
        first = taken.get(publication.key)
        if first is None:
            taken[publication.key] = publication
    counts: dict[str, int] = {}
    for publication in publications:
        key = publication.key
        if key and taken[key] is publication:
            if _KEY.fullmatch(key):
                yield publication
                continue
            problems.append(
                publication.origin.problem(
                    "key",
                    Code.TYPE,
                    f"The key '{key}' holds characters that an address cannot have.",
                    "Use letters a–z, digits, - and _ only.",
                )
            )
        elif key:
            first = taken[key]
            problems.append(
                publication.origin.problem(
                    "key",
                    Code.DUPLICATE,
                    f"The key '{key}' is taken by '{shorten(first.title)}' in {first.origin.path}:{first.origin.line}; "
                    "this publication gets another.",
                    "Give it a key of its own.",
                )
            )
        base = suggest_key(publication)
        key = base
        while key in taken:
            counts[base] = counts.get(base, 0) + 1
            key = f"{base}{_letters(counts[base])}"
        taken[key] = publication
        yield publication.model_copy(update={"key": key})


def shorten(text: str, length: int = 50) -> str:
    """A text cut to ``length`` characters for a message."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def _letters(number: int) -> str:
    """1 → b, 2 → c … 25 → z, 26 → aa: what is put behind a key that is taken."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(97 + rest) + letters
    return letters


def suggest_key(publication: Publication) -> str:
    """A readable ASCII key made of first author, year and first word of the title: ``liu2024learning``."""
    people = publication.authors.people
    family = _ascii(family_name(people[0].name)) if people else ""
    when = publication.when
    year = f"{when.year:04d}" if when and when.year else ""
    title = re.sub(r"<[^<>]*>|&#?\w+;", " ", publication.title)
    words = [_ascii(word) for word in re.split(r"[\s\-–—:/]+", title)]
    telling = [word for word in words if word and word not in _SMALL_WORDS]
    return f"{family}{year}{telling[0] if telling else ''}" or "untitled"


def _ascii(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.lower().translate(_IN_ASCII))
    return re.sub(r"[^a-z0-9]", "", decomposed)
