"""Splits BibTeX name lists: First von Last, Jr parts, corporate names, and others."""

from __future__ import annotations

import re

from sphinx_academic.data.located import RawList, RawMapping
from sphinx_academic.formats.latex.decoding import end_of_text, to_plain

OTHERS = "et al."

_AND = re.compile(r"(?<!\s)\s+and(?=\s)\s*", re.IGNORECASE)
_BRACES_OR_AND = re.compile(r"[{}]|(?<!\s)\s+and(?=\s)", re.IGNORECASE)
_BRACES_OR_COMMA = re.compile(r"[{}]|,")
_BRACES_OR_SPACE = re.compile(r"[{}]|(?<![\\\s~])[\s~]+")
_MARKS = ("\\textsuperscript{*}", "$^{*}$", "$^*$", "\\*", "*", "∗")
"""Behind a name: who has contributed equally."""
_EXTENDED = re.compile(r"\s*(family|given|prefix|suffix|useprefix|id|nameorder|\w+-i)\s*=", re.IGNORECASE)
_SHARED = frozenset(("equal", "equalcontribution", "equal contribution", "cofirst", "co-first"))
_CORRESPONDING = frozenset(("corresponding", "correspondingauthor", "corresponding author", "correspondence"))


Name = dict[str, str]
"""The fields of a name in our own data. A corporate author has only ``literal``; ``family`` includes particles (*van der*)."""


class Names:
    """Reads the names of one file; the same people come again and again."""

    def __init__(self) -> None:
        self._known: dict[str, Name | None] = {}

    def as_list(self, text: str, line: int, column: int, annotations: str = "") -> RawList:
        """The names as the rest of the house wants them."""
        known, notes = self._known, _annotations(annotations) if annotations else {}
        found = RawList(line, column)
        others = False
        for written in split_list(text):
            if written not in known:
                known[written] = None if _is_others(written) else read_name(written)
            fields = known[written]
            if fields is None:
                others = True
            elif fields:
                item = RawMapping(line, column)
                item.update(fields)
                found.append(item)
                if len(found) in notes:
                    if not _SHARED.isdisjoint(notes[len(found)]):
                        item["equal"] = "true"
                    if not _CORRESPONDING.isdisjoint(notes[len(found)]):
                        item["corresponding"] = "true"
        if others:
            found.append(OTHERS)
        found.places = [(line, column)] * len(found)
        return found


def as_text(text: str) -> str:
    """The names of a list as one text."""
    names = split_list(text)
    shown = [name for written in names if not _is_others(written) and (name := _in_words(read_name(written)))]
    if any(map(_is_others, names)):
        return f"{', '.join(shown)} et al.".strip()
    return " and ".join(filter(None, (", ".join(shown[:-1]), *shown[-1:])))


def _is_others(written: str) -> bool:
    return written.lower() in ("others", "et al.", "et al")


def _in_words(name: Name) -> str:
    shown = name.get("literal") or " ".join(name[part] for part in ("given", "family") if part in name)
    return f"{shown}, {name['suffix']}" if "suffix" in name else shown


def split_list(text: str) -> list[str]:
    """The parts of a list of names: ``and`` between them, at no depth of braces."""
    parts = _AND.split(f" {text} ")
    if "{" in text and any(part.count("{") != part.count("}") for part in parts):
        parts = _split(text, _BRACES_OR_AND)  # {Kettle and Sons}
    return [part for written in parts if (part := written.strip(" \t\n,"))]


def _split(text: str, separator: re.Pattern[str]) -> list[str]:
    """What stands between separators at no depth of braces."""
    parts = []
    start = depth = 0
    for match in separator.finditer(text):
        sign = match[0]
        if sign in ("{", "}"):
            depth += 1 if sign == "{" else -1
        elif depth == 0:
            parts.append(text[start : match.start()])
            start = match.end()
    return [*parts, text[start:]]


def read_name(text: str) -> Name:
    """One name in any of BibTeX's forms ("Tame the BeaST", section 10), or BibLaTeX's ``family=…, given=…``."""
    if text[0] == "{" and end_of_text(text, 0) == len(text):
        return _name(literal=to_plain(text))
    equal = False
    if "*" in text or "∗" in text:
        pieces = [piece.strip() for piece in text.split(",")]
        bare = [_without_marks(piece) for piece in pieces]
        equal = bare != pieces
        text = ", ".join(bare)
    parts = _split(text, _BRACES_OR_COMMA) if "," in text else [text]
    if "=" in text and _EXTENDED.match(parts[0]):
        return _extended(parts, equal)
    if len(parts) == 1:
        parts = _first_last(text)
    suffix, given = ("", parts[1]) if len(parts) == 2 else (parts[1], " ".join(parts[2:]))
    return _name(to_plain(parts[0]), to_plain(given), to_plain(suffix), equal=equal)


def _name(
    family: str = "", given: str = "", suffix: str = "", literal: str = "", equal: bool = False
) -> Name:
    fields = {"literal": literal, "family": family, "given": given, "suffix": suffix}
    fields["equal"] = "true" if equal else ""
    return {field: text for field, text in fields.items() if text}


def _without_marks(text: str) -> str:
    end = len(text)
    while mark := next((mark for mark in _MARKS if text.endswith(mark, 0, end)), ""):
        end -= len(mark)
    return text[:end]


def _extended(parts: list[str], equal: bool) -> Name:
    values: dict[str, str] = {}
    for part in parts:
        key, _, value = part.partition("=")
        values[key.strip().lower()] = to_plain(value.strip().strip('"'))
    family = f"{values.get('prefix', '')} {values.get('family', '')}".strip()
    given = values.get("given", "")
    if not family:
        return _name(literal=given or to_plain(", ".join(parts)))
    return _name(family, given, values.get("suffix", ""), equal=equal)


def _first_last(text: str) -> list[str]:
    """``First von Last`` in the order of the other forms: what begins with a small letter, and all behind it, belongs to
    the family name."""
    simple = "{" not in text and "~" not in text
    words = text.split() if simple else [*filter(None, _split(text, _BRACES_OR_SPACE))] or [text]
    last = len(words) - 1
    start = next((number for number, word in enumerate(words[:-1]) if _is_small(word)), last)
    suffix = []
    if start == last > 1 and to_plain(words[-1]).rstrip(".") in ("Jr", "Sr", "II", "III", "IV"):
        suffix = [words.pop()]
        start = last - 1
    return [" ".join(words[start:]), *suffix, " ".join(words[:start])]


def _is_small(word: str) -> bool:
    """Whether a word's first letter outside of braces is a small one; ``{\\o}`` counts as outside."""
    if word.startswith(("\\", "{\\")):
        word = to_plain(word)[:1]
    elif word.startswith("{"):
        return False
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
