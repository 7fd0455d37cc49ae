"""Roles of people: which are the same, in which order groups of people stand, and what asks for everybody of a role."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

EVERY = "every "
"""What asks for everybody of a role begins with it: ``every PhD student``."""
MEMBER = "member"
"""``every member`` is everybody who has a role."""
ALUMNUS = "alumnus"
"""``every alumnus`` is everybody who has left."""

_MARKUP = re.compile(r"\[([^\[\]]*)\]\([^()]*\)|[*_`]|<[^<>]*>")
_FORMER = re.compile(
    r"\b(?:alumn(?:us|a|i|ae|um|x)|ancien(?:ne)?s?|ehemalige[rn]?)\b|^(?:former|ex)\b|校友|毕业生|卒業生|修了生"
)

_HEADS, _STAFF, _POSTDOCS, _DOCTORAL, _MASTERS, _UNDERGRADUATES, _OTHERS, _VISITORS, _NONE = range(9)
"""The order of groups."""

# fmt: off
_SAID_BY: Sequence[tuple[int, str]] = (
    # Whatever else is said of them: visiting PhD students are visitors, and postdoctoral researchers no doctoral ones.
    (_VISITORS, "visit-, guest-, external-, affiliate-, gast-, invité-, invitad-, 访问-, 訪問-, 客员-, 客員-"),
    (_POSTDOCS, "postdoc-, post-doc-, post doc-, 博士后-, 博士後-, 博士研究員-, ポスドク-"),
    (_UNDERGRADUATES, "undergrad-, bachelor-, bsc, beng, ba, intern, trainee, stagiaire, 本科-, 学部-"),
    (_MASTERS, "master-, msc, meng, mphil, ma, 硕士-, 碩士-, 修士-"),
    (_DOCTORAL, "phd, dphil, doctoral, doctorand-, doctorant-, doktorand-, promovend-, graduate student, grad student, 博士-"),
    (_HEADS, ("principal investigator, pi, co-pi, professor-, professeur-, prof, head, director-, directeur, directrice, group leader, "
        "lab leader, team leader, research leader, group lead, lab lead, chair, leiter-, leitung, 教授-, 主任-, 导师-, 導師-, 組長-, 组长-")),
    (_STAFF, ("research-, scientist-, engineer-, lecturer-, fellow-, staff, technician-, administrat-, manager-, coordinator-, "
        "assistant-, secretar-, developer-, programmer-, librarian-, curator-, mitarbeiter-, wissenschaft-, chercheu-, ingénieur-, "
        "investigador-, 研究员-, 研究員-, 讲师-, 講師-, 助教-")),
)
# fmt: on


def _pattern(words: str) -> re.Pattern[str]:
    """What finds one of some words, each with an s or without; of one with a hyphen at its end, what begins so."""
    found = []
    for word in words.split(", "):
        stem = re.escape(word.removesuffix("-"))
        before = r"\b" if word[0] < "\u0300" else ""
        found.append(before + (stem if word.endswith("-") else rf"{stem}s?\b"))
    return re.compile("|".join(found))


@cache
def _patterns() -> tuple[tuple[int, re.Pattern[str]], ...]:
    return tuple((number, _pattern(words)) for number, words in _SAID_BY)


@cache
def folded(role: str) -> str:
    """What is the same for all spellings of a role: case and spaces do not matter, nor does an s at the end of a word, with an apostrophe or without."""
    words = re.sub("['’]", "", _MARKUP.sub(lambda found: found[1] or "", role)).casefold().split()
    return " ".join(word.removesuffix("s") for word in words)


@cache
def is_former(role: str) -> bool:
    """Whether a role says that somebody has left: *Alumna*, *Former PhD student*."""
    return _FORMER.search(_MARKUP.sub(lambda found: found[1] or "", role).casefold().strip()) is not None


_STUDENT = re.compile(
    r"(?i)\bstudent|\bph\.?d\b|\bdoctoral (?:candidate|researcher)|doktorand|doctorant|predoc"
)


@cache
def is_student(role: str) -> bool:
    """Whether a role, or a degree that is worked for, says that somebody is or was a student."""
    return _STUDENT.search(role) is not None or place(role) in {_DOCTORAL, _MASTERS, _UNDERGRADUATES}


@cache
def place(role: str) -> int:
    """Where a role stands among others: who leads, staff, postdocs, who works for a doctorate, for a master's degree, for a
    bachelor's, what is none of these, visitors, and last who has no role."""
    text = " ".join(role.casefold().replace(".", "").split())
    if not text:
        return _NONE
    return next((number for number, pattern in _patterns() if pattern.search(text)), _OTHERS)


def in_order(roles: Iterable[str], wanted: Sequence[str] = ()) -> list[str]:
    """Each role once, as it is written first: those that are ``wanted``, in that order and as they are called there, then the others
    by their :func:`place`, and those of one place as they come first."""
    first: dict[str, str] = {}
    for role in roles:
        first.setdefault(folded(role), role)
    called = {folded(role): role for role in reversed(wanted) if folded(role) in first}
    asked = [each for each in dict.fromkeys(map(folded, wanted)) if each in called]
    others = sorted((each for each in first if each not in called), key=lambda each: place(first[each]))
    return [*(called[each] for each in asked), *(first[each] for each in others)]


def asked_for(name: str) -> str:
    """The role, folded, that ``every PhD student`` asks for; empty where a name is that of one person."""
    name = name.strip()
    return folded(name[len(EVERY) :]) if name.casefold().startswith(EVERY) else ""


def asks_for_alumni(role: str) -> bool:
    """Whether a folded role is everybody who has left, in one of its spellings."""
    return re.fullmatch(r"alumn(?:u|a|i|ae|um|x)|former member", role) is not None
