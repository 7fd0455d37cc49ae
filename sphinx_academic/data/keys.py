"""Keys of records: given ones are kept, missing ones are made readable, stable and unique."""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterator, Sequence
from typing import TypeAlias, TypeVar, cast

from sphinx_academic.data.records import Competition, NewsItem, Person, Publication
from sphinx_academic.data.values.names import family_name
from sphinx_academic.problems import Code, Problem, shorten

Keyed: TypeAlias = Publication | NewsItem | Competition | Person
R = TypeVar("R", bound=Keyed)

_TARGET = re.compile(r"\]\([^()]*\)")
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


def with_keys(records: Sequence[R], problems: list[Problem]) -> Iterator[R]:
    """Give every record a key of its own; given keys are kept, the first of two equal ones."""
    taken: dict[str, Keyed] = {}
    for record in records:
        if record.key:
            taken.setdefault(record.key, record)
    counts: dict[str, int] = {}
    for record in records:
        key = record.key
        other_keys: tuple[str, ...] = ()
        if key and taken[key] is record:
            if _KEY.fullmatch(key):
                yield record
                continue
            other_keys = (key,)
            problems.append(
                record.origin.problem(
                    "key",
                    Code.TYPE,
                    f"The key '{key}' holds characters that an address cannot have.",
                    "Use letters a–z, digits, - and _ only.",
                )
            )
        elif key:
            first = taken[key]
            problems.append(
                record.origin.problem(
                    "key",
                    Code.DUPLICATE,
                    f"The key '{key}' is taken by '{shorten(name_of(first))}' in {first.origin.path}:{first.origin.line}; "
                    f"this {record.kind} gets another.",
                    "Give it a key of its own.",
                )
            )
        base = suggest_key(record)
        key = base
        while key in taken:
            counts[base] = counts.get(base, 0) + 1
            key = base + _behind(record, counts[base])
        taken[key] = record
        yield cast("R", record.model_copy(update={"key": key, "other_keys": other_keys}))


def _behind(record: Keyed, number: int) -> str:
    """What is put behind a key that is taken: ``liu2024learningb``, but ``ada-lovelace-2``."""
    return _letters(number) if isinstance(record, Publication) else f"-{number + 1}"


def name_of(record: Keyed) -> str:
    """What a record is called, as it was written."""
    if isinstance(record, NewsItem):
        return record.text
    return record.name if isinstance(record, Person) else record.title


def _letters(number: int) -> str:
    """1 → b, 2 → c … 25 → z, 26 → aa: what is put behind a key that is taken."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(97 + rest) + letters
    return letters


def suggest_key(record: Keyed) -> str:
    """A readable ASCII key.

    A publication's is made of first author, year and first word of the title (``liu2024learning``), that of news of day and
    first words (``2024-05-16-paper-accepted``), that of a competition of event and year (``tidy-ears-2024``), that of a
    person of the name (``ada-lovelace``).
    """
    if isinstance(record, Publication):
        return _suggest_for_publication(record)
    if isinstance(record, NewsItem):
        day = record.when.iso if record.when else ""
        return slug(f"{day} {_telling_name(record.text, 6)}") or "news"
    if isinstance(record, Competition):
        event = _telling_name(record.event or record.title, 6)
        year = f"{record.date.year:04d}" if record.date and record.date.year else ""
        return slug(event if year in event else f"{event} {year}") or "competition"
    return person_key(record.name)


def person_key(name: str) -> str:
    """The key of a person who was given none: ``ada-lovelace``."""
    return _telling_name(name, 8) or "person"


def _telling_name(text: str, most: int) -> str:
    """The first words of a text in ASCII; of a text in other scripts, a number that stays while the text does."""
    text = _TARGET.sub("]", re.sub(r"<[^<>]*>|&#?\w+;", " ", text))
    words = slug(text).split("-")[:most]
    if any(len(word) > 1 for word in words) or not re.search(r"\w", text):
        return "-".join(words)
    return f"{zlib.crc32(text.encode()):08x}"


def slug(text: str) -> str:
    """A text in ASCII, in lower case, with hyphens between its words."""
    return "-".join(word for word in map(_ascii, re.split(r"[^\w'’]+|_", text)) if word)


def _suggest_for_publication(publication: Publication) -> str:
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
