"""Splits BibTeX name lists: First von Last, Jr parts, corporate names, and others."""

from __future__ import annotations

import re
from typing import NamedTuple

from sphinx_academic.data.located import RawList, RawMapping
from sphinx_academic.formats.latex.decoding import to_plain

OTHERS = "et al."

_AND = re.compile(r"(?<!\s)\s+and(?=\s)\s*", re.IGNORECASE)
_TOKEN = re.compile(r"[{}]|(?<!\s)\s+and(?=\s)|,", re.IGNORECASE)
_WORD_BREAK = re.compile(r"[{}]|[\s~]+")
_MARKS = ("\\textsuperscript{*}", "$^{*}$", "$^*$", "\\*", "*", "∗")
"""Behind a name: who has contributed equally."""
_EXTENDED = re.compile(r"\s*(family|given|prefix|suffix|useprefix|id|nameorder|\w+-i)\s*=", re.IGNORECASE)
_SHARED = frozenset(("equal", "equalcontribution", "equal contribution", "cofirst", "co-first"))
_CORRESPONDING = frozenset(("corresponding", "correspondingauthor", "corresponding author", "correspondence"))


class ListedName(NamedTuple):
    """One name. A corporate author has only ``literal``; ``family`` includes particles (*van der*)."""

    family: str = ""
    given: str = ""
    suffix: str = ""
    literal: str = ""
    equal: bool = False

    @property
    def text(self) -> str:
        """The name as one text, given name first."""
        if self.literal:
            return self.literal
        name = f"{self.given} {self.family}".strip()
        return f"{name}, {self.suffix}" if self.suffix else name


class Names:
    """Reads the names of one file; the same people come again and again."""

    def __init__(self) -> None:
        self._known: dict[str, ListedName | None] = {}

    def read(self, text: str) -> tuple[list[ListedName], bool]:
        """The names of a list, and whether it ends in ``and others``."""
        people: list[ListedName] = []
        others = False
        known = self._known
        for written in split_list(text):
            if written in known:
                name = known[written]
            else:
                name = known[written] = (
                    None if written.lower() in ("others", "et al.", "et al") else read_name(written)
                )
            if name is None:
                others = True
            elif name != _NOBODY:
                people.append(name)
        return people, others

    def as_list(self, text: str, line: int, column: int, annotations: str = "") -> RawList:
        """The names as the rest of the house wants them."""
        people, others = self.read(text)
        notes = _annotations(annotations) if annotations else {}
        found = RawList(line, column)
        for number, name in enumerate(people, start=1):
            item = RawMapping(line, column)
            if name.literal:
                item["literal"] = name.literal
            else:
                item["family"] = name.family
                if name.given:
                    item["given"] = name.given
                if name.suffix:
                    item["suffix"] = name.suffix
            if name.equal:
                item["equal"] = "true"
            if number in notes:
                said = notes[number]
                if _SHARED.intersection(said):
                    item["equal"] = "true"
                if _CORRESPONDING.intersection(said):
                    item["corresponding"] = "true"
            found.append(item)
        if others:
            found.append(OTHERS)
        found.places = [(line, column)] * len(found)
        return found


_NOBODY = ListedName()


def split_list(text: str) -> list[str]:
    """The parts of a list of names: ``and`` between them, at no depth of braces."""
    parts = _AND.split(f" {text} ")
    if "{" in text and any(part.count("{") != part.count("}") for part in parts):
        parts = _split(text, " and ")  # {Kettle and Sons}
    return [part for written in parts if (part := written.strip(" \t\n,"))]


def _split(text: str, separator: str) -> list[str]:
    parts = []
    start = depth = 0
    for match in _TOKEN.finditer(text):
        sign = match.group()
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
        elif depth == 0 and (sign == ",") == (separator == ","):
            parts.append(text[start : match.start()])
            start = match.end()
    parts.append(text[start:])
    return parts


def read_name(text: str) -> ListedName:
    """One name in any of BibTeX's forms ("Tame the BeaST", section 10), or BibLaTeX's ``family=…, given=…``."""
    if text[0] == "{" and text[-1] == "}" and _is_one_group(text):
        return ListedName(literal=to_plain(text))
    equal = False
    if "*" in text or "∗" in text:
        pieces = [piece.strip() for piece in text.split(",")]
        bare = [_without_marks(piece) for piece in pieces]
        equal = bare != pieces
        text = ", ".join(bare)
    parts = _split(text, ",") if "," in text else [text]
    if "=" in text and _EXTENDED.match(parts[0]):
        return _extended(parts, equal)
    if len(parts) == 1:
        return _first_last(text, equal)
    family = to_plain(parts[0])
    if len(parts) == 2:
        return ListedName(family, to_plain(parts[1]), equal=equal)
    return ListedName(family, to_plain(" ".join(parts[2:])), to_plain(parts[1]), equal=equal)


def _without_marks(text: str) -> str:
    end = len(text)
    while mark := next((mark for mark in _MARKS if text.endswith(mark, 0, end)), ""):
        end -= len(mark)
    return text[:end]


def _is_one_group(text: str) -> bool:
    """Whether the braces at both ends belong together, and hold no mere accent (``{\\O}rsted``)."""
    depth = 0
    for position, sign in enumerate(text):
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth == 0:
                return position == len(text) - 1
    return False


def _extended(parts: list[str], equal: bool) -> ListedName:
    values: dict[str, str] = {}
    for part in parts:
        key, _, value = part.partition("=")
        values[key.strip().lower()] = to_plain(value.strip().strip('"'))
    family = f"{values.get('prefix', '')} {values.get('family', '')}".strip()
    if not family:
        return ListedName(literal=values.get("given", "") or to_plain(", ".join(parts)))
    return ListedName(family, values.get("given", ""), values.get("suffix", ""), equal=equal)


def _first_last(text: str, equal: bool) -> ListedName:
    """``First von Last``: what begins with a small letter, and all behind it, belongs to the family name."""
    words = _words(text)
    if len(words) == 1:
        return ListedName(to_plain(words[0]), equal=equal)
    start = next((number for number, word in enumerate(words[:-1]) if _is_small(word)), len(words) - 1)
    if (
        start == len(words) - 1
        and len(words) > 2
        and to_plain(words[-1]).rstrip(".") in ("Jr", "Sr", "II", "III", "IV")
    ):
        return ListedName(
            to_plain(words[-2]), to_plain(" ".join(words[:-2])), to_plain(words[-1]), equal=equal
        )
    return ListedName(to_plain(" ".join(words[start:])), to_plain(" ".join(words[:start])), equal=equal)


def _words(text: str) -> list[str]:
    if "{" not in text and "~" not in text:
        return text.split()
    words = []
    start = depth = 0
    for match in _WORD_BREAK.finditer(text):
        sign = match.group()
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
        elif depth == 0 and not text[: match.start()].endswith("\\"):
            if match.start() > start:
                words.append(text[start : match.start()])
            start = match.end()
    if start < len(text):
        words.append(text[start:])
    return words or [text]


def _is_small(word: str) -> bool:
    """Whether a word's first letter outside of braces is a small one; ``{\\o}`` counts as outside."""
    first = word[:1]
    if first.isalpha():
        return first.islower()
    if first == "{":
        if word[1:2] != "\\":
            return False
        decoded = to_plain(word)
        return decoded[:1].islower()
    if first == "\\":
        return to_plain(word)[:1].islower()
    return next((letter.islower() for letter in word if letter.isalpha()), False)


def _annotations(text: str) -> dict[int, tuple[str, ...]]:
    """BibLaTeX's ``author+an = {1=equal; 2=equal, corresponding}`` (manual, section 3.7)."""
    found: dict[int, tuple[str, ...]] = {}
    for part in text.split(";"):
        position, _, words = part.partition("=")
        number = position.split(":")[0].strip()
        if number.isascii() and number.isdigit() and len(number) < 6:
            found[int(number)] = tuple(word.strip().strip('"').lower() for word in words.split(","))
    return found
