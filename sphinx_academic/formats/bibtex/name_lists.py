"""Reads the names of BibTeX: First von Last, Jr parts, corporate names, the signs that people put behind them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sphinx_academic.data.located import RawList, RawMapping
from sphinx_academic.data.values.name_parts import (
    is_east_asian,
    is_particle,
    is_suffix,
    parts_of,
    without_maths,
)
from sphinx_academic.data.values.names import explicit_name
from sphinx_academic.formats.bibtex.name_separators import (
    EXTENDED,
    MARK,
    MARKED,
    split_at_depth_0,
    split_list,
)
from sphinx_academic.formats.bibtex.scanner import Places, WrittenField
from sphinx_academic.formats.latex.decoding import end_of_text, to_plain

OTHERS = "et al."

_BRACES_OR_COMMA = re.compile(r"[{}]|,")
_BRACES_OR_SPACE = re.compile(r"[{}]|(?<![\\\s~])[\s~]+")
_SIGN = re.compile(r"\\(?:text\w*(?=\s*\{)|inst|fn\w+|corref|IEEE\w+)|[$^{}]")
_STAR = re.compile(r"\\(?:text)?ast(?:eriskcentered)?(?![A-Za-z])|\\\*|∗")
_NOTE = re.compile(r"\s*\\(?:thanks|footnote|orcid)")
_ENDS_IN_COMMAND = re.compile(r"\\[A-Za-z]+$")
_SHARED = frozenset(("equal", "equalcontribution", "equal contribution", "cofirst", "co-first"))
_CORRESPONDING = frozenset(("corresponding", "correspondingauthor", "corresponding author", "correspondence"))


Name = dict[str, str]
"""The fields of a name in our own data. A corporate author has only ``literal``; ``family`` includes particles (*van der*)."""


class Told(NamedTuple):
    """What had to be guessed of a list of names, and how to write it."""

    places: Places
    message: str
    hint: str


class Names:
    """Reads the names of one file; the same people come again and again. ``told`` is what had to be guessed."""

    def __init__(self) -> None:
        self.told: list[Told] = []
        self._known: dict[str, Name] = {}

    def read(self, field: WrittenField, key: str, annotations: str = "") -> tuple[RawList, str]:
        """The names of an entry as the rest of the house wants them; and as BibTeX wants them, where they are not written so."""
        line, column = field.places[2:]
        known, notes = self._known, _annotations(annotations) if annotations else {}
        people = RawList(line, column)
        said = split_list(field.text)
        for written in said.names:
            if written not in known:
                known[written] = read_name(written) if said.is_usual else _read_marked(written)
            name = known[written]
            if not name:
                continue  # a sign alone
            item = RawMapping(line, column)
            item.update(name)
            people.append(item)
            if len(people) in notes:
                if not _SHARED.isdisjoint(notes[len(people)]):
                    item["equal"] = "true"
                if not _CORRESPONDING.isdisjoint(notes[len(people)]):
                    item["corresponding"] = "true"
        if said.others:
            people.append(OTHERS)
        people.places = [(line, column)] * len(people)
        if said.is_usual:
            return people, ""
        clean = tuple([_with_suffix_apart(_without_marks(written)[0]) for written in said.names])
        as_bibtex = " and ".join([*clean, *(["others"] if said.others else [])])
        if said.found:
            understood = "; ".join(explicit_name(known[written])[0].shown for written in said.names)
            end = " et al." if said.others else "" if understood.endswith(".") else "."
            message = f"in '{field.name}' of '{key}', {said.found}; read as: {understood}{end}"
            hint = said.remedy or f"Write  {field.name} = {{{as_bibtex}}}"
            self.told.append(Told(field.places, message, hint))
        return people, as_bibtex if said.is_mended or clean != said.names else ""

    def as_text(self, field: WrittenField, key: str) -> str:
        """The names of a list as one text."""
        people, _ = self.read(field, key)
        names = [explicit_name(person)[0].in_text for person in people if isinstance(person, RawMapping)]
        if people and people[-1] == OTHERS:
            return f"{', '.join(names)} et al.".strip()
        return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _with_suffix_apart(text: str) -> str:
    """``Fielding W. Kettle Jr.`` and ``Kettle Jr., Fielding W.`` as ``Kettle, Jr., Fielding W.``: to BibTeX what stands
    behind a family name without a comma is one."""
    parts = split_at_depth_0(text, _BRACES_OR_COMMA)
    if (len(parts) == 1 and text[:1] == "{" and end_of_text(text, 0) == len(text)) or "=" in text:
        return text
    if len(parts) == 1 and not is_east_asian(text):
        parts = _first_last(text)
    if len(parts) == 2:
        family, given = (part.strip() for part in parts)
        is_group = family[:1] == "{" and end_of_text(family, 0) == len(family)
        name, _, suffix = (family[1:-1] if is_group else family).rpartition(" ")
        if not name or not is_suffix(to_plain(suffix)):
            return text
        parts = [f"{{{name}}}" if is_group and " " in name else name, suffix, given]
    return ", ".join(part.strip() for part in parts if part.strip()) if len(parts) == 3 else text


def _read_marked(text: str) -> Name:
    """One name with the signs behind it."""
    clean, marks = _without_marks(text)
    return read_name(clean) | ({"marks": marks} if marks else {}) if clean else {}


def _without_marks(text: str) -> tuple[str, str]:
    """A name as LaTeX has it without the signs behind it, and these; accents in mathematics are accents."""
    if "$" in text:
        text = without_maths(text)
    if MARKED.search(text) is None:
        return text, ""
    marks: list[str] = []

    def keep(found: re.Match[str]) -> str:
        if _NOTE.match(found[0]) is None:
            marks.append(to_plain(_SIGN.sub("", _STAR.sub("*", found[0]))))
        return ""

    return MARK.sub(keep, text).strip(), "".join(marks)


def read_name(text: str) -> Name:
    """One name in any of BibTeX's forms ("Tame the BeaST", section 10), or BibLaTeX's ``family=…, given=…``."""
    if text[0] == "{" and end_of_text(text, 0) == len(text):
        return _name(literal=to_plain(text))
    if "\\," in text:
        text = text.replace("\\,", " ")  # the thin space of H.\,P.
    parts = split_at_depth_0(text, _BRACES_OR_COMMA) if "," in text else [text]
    if "=" in text and EXTENDED.match(parts[0]):
        return _extended(parts)
    if len(parts) == 1:
        if is_east_asian(text):
            return _east_asian(to_plain(text))
        parts = _first_last(text)
    suffix, given = ("", parts[1]) if len(parts) == 2 else (parts[1], " ".join(parts[2:]))
    return _name(to_plain(parts[0]), to_plain(given), to_plain(suffix))


def _name(family: str = "", given: str = "", suffix: str = "", literal: str = "") -> Name:
    fields = {"literal": literal, "family": family, "given": given, "suffix": suffix}
    return {field: text for field, text in fields.items() if text}


def _east_asian(text: str) -> Name:
    """A name that is written as people speak it: family name first."""
    parts = parts_of(text)
    return _name(parts.family, parts.given, literal=parts.literal)


def _extended(parts: list[str]) -> Name:
    values: dict[str, str] = {}
    for part in parts:
        key, _, value = part.partition("=")
        values[key.strip().lower()] = to_plain(value.strip().strip('"'))
    family = f"{values.get('prefix', '')} {values.get('family', '')}".strip()
    given = f"{values.get('given', '')} {values.get('middle', '')}".strip()
    if not family:
        return _name(literal=given)  # or an option of the whole list: useprefix=true and …
    return _name(family, given, values.get("suffix", ""))


def _first_last(text: str) -> list[str]:
    """``First von Last`` in the order of the other forms: what begins with a small letter, and all behind it, belongs to
    the family name."""
    simple = "{" not in text and "~" not in text
    words = text.split() if simple else [*filter(None, split_at_depth_0(text, _BRACES_OR_SPACE))] or [text]
    if "\\" in text:  # the space behind a command belongs to it: Dezs\H o
        words = [*_with_commands_whole(words)]
    last = len(words) - 1
    start = next((number for number, word in enumerate(words[:-1]) if _is_small(word)), last)
    if start == 0 and _is_small(words[last]) and not is_particle(words[0]):
        start = next(
            (number for number, word in enumerate(words[1:-1], start=1) if _is_small(word)), last
        )  # bell hooks
    behind: list[str] = []
    while start == last > 1 and is_suffix(to_plain(words[-1])):
        behind.insert(0, words.pop())
        start = last = last - 1
    suffix = [" ".join(behind)] if behind else []
    return [" ".join(words[start:]), *suffix, " ".join(words[:start])]


def _with_commands_whole(words: Iterable[str]) -> Iterator[str]:
    before = ""
    for word in words:
        before += word
        if _ENDS_IN_COMMAND.search(before) is None:
            yield before
            before = ""
        else:
            before += " "
    if before:
        yield before.rstrip()


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
