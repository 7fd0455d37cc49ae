"""Citations as Pandoc's Markdown writes them, found in a text: ``[see @key, p. 3; -@other]``, ``@key [p. 3]``, ``@{key:}``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sphinx_academic.domain.roles import Asked
from sphinx_academic.sections.entries import PARENTHETICAL, TEXTUAL, YEAR, YEAR_IN_BRACKETS


class Written(NamedTuple):
    """A citation in a text: which works, how they read, where it begins and ends, and whether it stands in brackets."""

    works: tuple[Asked, ...]
    form: str
    start: int
    end: int
    text: str
    is_bracketed: bool = False


SOMETHING_ELSE = "\x00"
"""Stands in a text for what is no text: no citation goes across it."""

# Pandoc User's Guide, "Citation syntax": a key begins with a letter, a digit or _, and has single signs of punctuation within
# alone; in braces it may be anything. A word before it makes it a mail address, an @ behind it somebody on another host.
_KEY = re.compile(
    r"(?<![\w@/\\.])(?P<minus>-?)@(?:\{(?P<braced>[^{}\s]+)\}|(?P<key>\w++(?:[:.#$%&+?<>~/-]\w++)*+))(?!@\w)"
)
_BRACKETS = re.compile(r"\[(?P<inner>[^\[\]\x00]*)\](?![\[(])")
_BEHIND = re.compile(r"\s?\[(?P<inner>[^\[\]^@;\x00][^\[\]@;\x00]*)(?:;(?P<rest>[^\[\]\x00]*))?\](?![\[(])")


_NO_TEXT = re.compile(r"(?<!`)`++[^`]*+`++|\[[^\[\]]*+\]\([^()]*+\)|<[^<>\s]*+>")
"""Code, links and addresses, as Markdown writes them."""


def citations_in(text: str, raw: str = "") -> Iterator[Written]:
    """The citations of a text, one after the other; ``raw`` is what stands in the file, in which a backslash takes an ``@`` or a
    bracket its meaning."""
    escaped = _Escapes(text, raw)
    place = 0
    while (found := _KEY.search(text, place)) is not None:
        group = _group_around(text, place, found.start())
        if group is not None and (whole := _bracketed(group)) and not (escaped(group) or escaped(found)):
            yield whole
            place = whole.end
            continue
        if escaped(found):
            place = found.end()
            continue
        key, is_suppressed = found["braced"] or found["key"], bool(found["minus"])
        form, end, behind = (YEAR_IN_BRACKETS if is_suppressed else TEXTUAL), found.end(), ""
        said, rest = found.group(), ""
        further: tuple[Asked, ...] | None = ()
        if (located := _BEHIND.match(text, end)) is not None:
            rest = located["rest"] or ""
            further = _works(rest) if rest else ()
            if further is not None:
                behind, end = _words(located["inner"]), located.end()
                said = f"{said} [{located['inner']}]"
        yield Written((Asked(key, "", behind),), form, found.start(), end, said)
        if further:
            # What is cited by the way stands in brackets of its own.
            yield Written(further, _form_of(further), end, end, f"[{rest.strip()}]", True)
        place = end


class _Escapes:
    """Knows what of a text stands behind a backslash in the file, where there is code and addresses beside the text."""

    def __init__(self, text: str, raw: str) -> None:
        self._text, self._raw = text, _NO_TEXT.sub("", raw) if "\\" in raw else ""

    def __call__(self, found: re.Match[str]) -> bool:
        """Whether this is as many times there as before it in the text, and then behind a backslash."""
        if not self._raw:
            return False
        said = found.group()
        same = re.compile(rf"(\\?){re.escape(said)}(?!\w)")
        marks = [each[1] for each in same.finditer(self._raw)]
        places = [each.start() + len(each[1]) for each in same.finditer(self._text)]
        number = places.index(found.start()) if found.start() in places else 0
        return bool(marks[number]) if len(marks) == len(places) else bool(marks) and all(marks)


def _group_around(text: str, place: int, at: int) -> re.Match[str] | None:
    """The brackets in which a key stands."""
    opening = text.rfind("[", place, at)
    group = _BRACKETS.match(text, opening) if opening >= 0 else None
    return group if group is not None and group.end() > at else None


def _bracketed(group: re.Match[str]) -> Written | None:
    works = _works(group["inner"])
    return Written(works, _form_of(works), *group.span(), group.group(), True) if works else None


def _form_of(works: tuple[Asked, ...]) -> str:
    return YEAR_IN_BRACKETS if works and all(each.form == YEAR for each in works) else PARENTHETICAL


def _works(inner: str) -> tuple[Asked, ...] | None:
    """The works between brackets; None where something else stands there."""
    found = []
    for part in inner.split(";"):
        keys = [*_KEY.finditer(part)]
        if len(keys) != 1:
            return None
        (key,) = keys
        before, behind = _words(part[: key.start()]), _words(part[key.end() :])
        found.append(Asked(key["braced"] or key["key"], before, behind, YEAR if key["minus"] else ""))
    return tuple(found)


def _words(text: str) -> str:
    """Words before or behind a key; braces show Pandoc where the place within a work ends, and nobody else."""
    return " ".join(text.replace("{", "").replace("}", "").lstrip(" \t\n,").split())
