"""Reads a Markdown page: the data in its front matter, and the link definitions in its body."""

from __future__ import annotations

import re
from typing import NamedTuple

from sphinx_academic.data.located import RawFile
from sphinx_academic.formats.yaml import read_yaml
from sphinx_academic.formats.yaml.mending import first_trouble
from sphinx_academic.problems import Code, Problem

MAX_BODY = 4_000_000
"""Characters of a page's body that are searched for link definitions."""

# A line that is a whole definition, and many of them without an empty line between them, for each of which markdown-it
# before 4 joins all that follow.
_DEFINITION = r"[ ]{0,3}\[[^\]\n]+\]:[ \t]*\S+[ \t]*\n"
_MANY_DEFINITIONS = re.compile(rf"^(?:{_DEFINITION}){{10}}", re.MULTILINE)

_OPENING = re.compile(r"---[ \t]*")
_CLOSING = re.compile(r"(?:---|\.\.\.)[ \t]*")
_ALMOST_CLOSING = re.compile(r"[-\u2010-\u2015]{2,}[ \t]*|[ \t]+---[ \t]*|\u2026[ \t]*")
_KEY = re.compile(r"""(?:"[^"]+"|'[^']+'|[\w.+-]+(?: [\w.+-]+){0,2})[ \t]*:(?:\s|$)""")
_HEADING_OR_COMMENT = re.compile(r"#{1,6}\s")
_BODY_MARKUP = re.compile(
    r"#{2,6} |<[!/a-zA-Z]|!\[|\[[^\]]+\][(:]|\{%|\{\{|```|~~~|:::|\*\*|> |\* |\+ |\d+[.)] "
)


class _Block(NamedTuple):
    """The lines of the front matter (from the second line of the file up to ``end``) and where the body
    starts."""

    start: int
    end: int
    body: int
    problems: tuple[Problem, ...] = ()


def read_page(text: str, path: str) -> RawFile:
    """Give the front matter of a Markdown page as data, and the link reference definitions of its body.

    Front matter is the block between a first line ``---`` and the next ``---`` or ``...``. Definitions are
    those of CommonMark 0.31, section 4.7; of equal labels the first counts. Labels are case-folded, with
    single spaces.
    """
    lines = text.split("\n")
    block = _find_block(lines, path)
    if block is None:
        problems: tuple[Problem, ...] = () if not text.strip() else (_no_front_matter(lines, path),)
        return RawFile(path, None, problems, link_definitions(text), is_page=True)
    data = "\n".join(lines[block.start : block.end])
    root, found = read_yaml(data, path, first_line=block.start + 1)
    links = link_definitions("\n".join(lines[block.body :]))
    return RawFile(path, root, block.problems + found, links, is_page=True)


def body_of(text: str, path: str) -> tuple[int, str]:
    """The text of a page behind its front matter, and the line that it begins on.

    All of it where there is no front matter.
    """
    lines = text.split("\n")
    block = _find_block(lines, path)
    start = 0 if block is None else block.body
    while start < len(lines) and not lines[start].strip():
        start += 1
    return start + 1, "\n".join(lines[start:]).rstrip()


def link_definitions(body: str) -> dict[str, str]:
    """The link reference definitions of a Markdown text: label (case-folded) to URL, as written."""
    body = body[:MAX_BODY]
    if "]:" not in body:
        return {}
    # Imported here because most pages define no links, and the import costs as much as reading a page.
    from markdown_it import MarkdownIt

    markdown = MarkdownIt("commonmark")
    markdown.core.ruler.disable(["inline"])
    # Whether a link may be followed is decided where it is used, and told there with its place.
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]
    markdown.normalizeLink = lambda url: url  # type: ignore[method-assign]
    found: dict[str, dict[str, dict[str, str]]] = {}
    markdown.parse(_MANY_DEFINITIONS.sub(r"\g<0>\n", body), found)
    return {
        " ".join(label.casefold().split()): definition["href"]
        for label, definition in found.get("references", {}).items()
    }


def _find_block(lines: list[str], path: str) -> _Block | None:
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if not _OPENING.fullmatch(lines[first]):
        return None
    early: tuple[Problem, ...] = ()
    if first:
        early = (
            Problem(
                path,
                first + 1,
                1,
                Code.SYNTAX,
                f"front matter must begin on the first line of the file; here {first} empty "
                f"{'line comes' if first == 1 else 'lines come'} before it.",
                "Delete what is above the first '---'.",
            ),
        )
    start = first + 1
    closing = next((number for number in range(start, len(lines)) if _CLOSING.fullmatch(lines[number])), None)
    if closing is not None:
        body = _start_of_body(lines, start, closing, closed=True)
        if (
            body is None
            or _looks_like_data(lines[body:closing])
            or first_trouble("\n".join(lines[start:closing])) is None
            or first_trouble("\n".join(lines[start:body])) is not None
        ):
            return _Block(start, closing, closing + 1, early)
    else:
        body = _start_of_body(lines, start, len(lines), closed=False)
    end = len(lines) if body is None else body
    return _Block(start, end, end, (*early, _never_closed(lines, path, start, body)))


def _start_of_body(lines: list[str], start: int, stop: int, *, closed: bool) -> int | None:
    """The first line that is clearly no data: markup or prose at the left margin.

    Headings above it belong to it. Where nothing closes the front matter, ``# Welcome`` above an empty line
    is taken for a heading, elsewhere for a comment.
    """
    in_list = False
    for number in range(start, stop):
        line = lines[number]
        if not line or line[0] == "\t":
            continue
        if _ALMOST_CLOSING.fullmatch(line):
            return number
        if line[0] == " ":
            continue
        if _KEY.match(line):
            in_list = True
        elif (
            not closed
            and number > start
            and line.startswith("# ")
            and not "".join(lines[number + 1 : number + 2])
        ):
            return number
        elif (line[0] in "-?" and in_list and line[1:2] in (" ", "")) or (
            line[0] == "#" and not _BODY_MARKUP.match(line)
        ):
            continue
        elif _BODY_MARKUP.match(line) or _is_prose(line) or (line[0] in "-*" and not in_list):
            while number > start and (
                not lines[number - 1].strip() or _HEADING_OR_COMMENT.match(lines[number - 1])
            ):
                number -= 1
            while number < stop and not lines[number].strip():
                number += 1
            return number
    return None


def _is_prose(line: str) -> bool:
    """Several words, the first of which is no key."""
    return len(line.split()) >= 3 and not line.startswith(
        ("'", '"', "}", "]", "<<<<<<<", "=======", ">>>>>>>")
    )


def _looks_like_data(lines: list[str]) -> bool:
    return any(_KEY.match(line.lstrip(" -")) for line in lines)


def _never_closed(lines: list[str], path: str, start: int, body: int | None) -> Problem:
    if body is None:
        return Problem(
            path,
            start,
            1,
            Code.SYNTAX,
            "the front matter that opens here is never closed.",
            "Write a line  ---  below its last line.",
            lines[start - 1],
        )
    if _ALMOST_CLOSING.fullmatch(lines[body]):
        message = f"the front matter from line {start} on must be closed by a line of exactly '---'."
        hint = "Write  ---  (three hyphens, nothing before them) instead of this line."
    else:
        message = f"the front matter from line {start} on is never closed, and this line is no data any more."
        hint = "Write a line  ---  above it."
    return Problem(path, body + 1, 1, Code.SYNTAX, message, hint, lines[body])


def _no_front_matter(lines: list[str], path: str) -> Problem:
    number = next(number for number, line in enumerate(lines) if line.strip())
    return Problem(
        path,
        number + 1,
        1,
        Code.SYNTAX,
        "the page has no front matter: its first line is not '---', so there is no data to read.",
        "Put the data between two lines  ---  at the very top, or keep it in a .yaml file.",
        lines[number],
    )
