"""Liquid within a page: parted from its text, from code and from comments, so that loops become lists and the rest is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_OPENING = re.compile(r"<!--|^ {0,3}(?:`{3,}|~{3,})|`+|\{%|\{\{|<(?:script|style)\b", re.M | re.I)
_LOOP = re.compile(r"(?P<item>\w+)\s+in\s+(?P<list>\S.*)", re.S)
_PATH = re.compile(r"[A-Za-z_][\w-]*(?:(?:\.[A-Za-z_][\w-]*)|(?:\[\s*[\"'][^\"'\]]*[\"']\s*\]))*")
_LONGEST = 5000
"""Characters of a tag."""
_WHOLE = {"comment": "comment", "raw": "code", "highlight": "code"}
"""Tags of which all up to their end is one part."""


class Part(NamedTuple):
    """A part of a page: ``text``, ``code`` (fenced, within backticks or ``raw``), ``comment``, ``tag`` or ``output``.

    A tag has its ``word``, and what is ``said`` behind it; the output what stands between the braces.
    """

    kind: str
    text: str
    start: int
    word: str = ""
    said: str = ""


def parts_of(text: str) -> Iterator[Part]:
    """The parts of a page in their order; joined they are the page."""
    at = text_from = 0
    while match := _OPENING.search(text, at):
        found = _part_at(text, match.start(), match[0])
        if found is None:
            at = match.end()
            continue
        if text_from < found.start:
            yield Part("text", text[text_from : found.start], text_from)
        yield found
        at = text_from = found.start + len(found.text)
    if text_from < len(text):
        yield Part("text", text[text_from:], text_from)


def _part_at(text: str, start: int, opening: str) -> Part | None:
    """The part that begins at a sign; None where nothing ends it, so that the sign is one of the text."""
    bare = opening.strip()
    if opening == "<!--":
        end = text.find("-->", start)
        end = len(text) if end < 0 else end + 3
        return Part("comment", text[start:end], start, said=text[start + 4 : end].removesuffix("-->"))
    if opening[0] == "<":
        return _whole_element(text, start, opening[1:])
    if opening == "{{":
        end = text.find("}}", start, start + _LONGEST)
        if end < 0 or "\n\n" in text[start:end]:
            return None
        return Part("output", text[start : end + 2], start, said=text[start + 2 : end].strip("- \t\n"))
    if opening == "{%":
        return _tag(text, start)
    if bare[:3] in {"```", "~~~"} and (start == 0 or text[start - 1] == "\n"):
        closing = re.compile(rf"^ {{0,3}}{re.escape(bare)}[`~]*[ \t]*$", re.M).search(
            text, start + len(opening)
        )
        end = closing.end() if closing else len(text)
        return Part("code", text[start:end], start)
    paragraph = text.find("\n\n", start)
    closing = re.compile(rf"(?<!`){bare}(?!`)").search(
        text, start + len(bare), len(text) if paragraph < 0 else paragraph
    )
    if closing is None:
        return None
    return Part("code", text[start : closing.end()], start)


def _whole_element(text: str, start: int, name: str) -> Part:
    """A script or a style sheet, the braces of which are its own."""
    closing = re.compile(rf"</{name}\s*>", re.I).search(text, start)
    end = closing.end() if closing else len(text)
    return Part("text", text[start:end], start)


def _tag(text: str, start: int) -> Part | None:
    end = text.find("%}", start, start + _LONGEST)
    if end < 0:
        return None
    inner = text[start + 2 : end].strip("-").strip()
    found = re.match(r"\w*", inner)
    word = found[0] if found else ""
    said = inner[len(word) :].strip()
    if word not in _WHOLE:
        return Part("tag", text[start : end + 2], start, word, said)
    closing = re.compile(rf"\{{%-?\s*end{word}\s*-?%\}}").search(text, end)
    stop, last = (closing.end(), closing.start()) if closing else (len(text), len(text))
    return Part(_WHOLE[word], text[start:stop], start, word, f"{said}\n{text[end + 2 : last]}")


class Assigned(dict[str, str]):
    """What names that a page assigns stand for."""

    def take(self, said: str) -> None:
        """``news = page.news.shown | sort: "date"``."""
        name, _equals, value = said.partition("=")
        if path := path_in(value):
            self[name.strip()] = self.meant_by(path)

    def meant_by(self, path: str) -> str:
        """A path with the name that it begins with as what that stands for."""
        first, *rest = path.split(".")
        return ".".join((self[first], *rest)) if first in self else path


def path_in(said: str) -> str:
    """The path that an expression begins with: ``site.data.papers`` of ``site.data.papers | sort: "year"``."""
    match = _PATH.match(said.strip())
    return re.sub(r"\[\s*[\"']([^\"'\]]*)[\"']\s*\]", r".\1", match[0]) if match else ""


def looped_over(said: str) -> tuple[str, str]:
    """The name of an item, and the path of the list, of a loop."""
    match = _LOOP.match(said)
    return (match["item"], path_in(match["list"])) if match else ("", "")
