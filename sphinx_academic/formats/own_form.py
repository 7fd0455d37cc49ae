"""Files in our own form: YAML, JSON, and Markdown pages, whose front matter holds data and whose body defines links."""

from __future__ import annotations

import re
from typing import NamedTuple

from sphinx_academic.data.collection import holds_records
from sphinx_academic.data.form_of_records import FORM, problem_of_version
from sphinx_academic.data.located import JSON, TOML, RawFile, RawMapping, RawValue
from sphinx_academic.formats.sites.liquid_text import clean_values
from sphinx_academic.formats.yaml import read_yaml
from sphinx_academic.formats.yaml.mending import first_trouble
from sphinx_academic.formats.yaml.outline import TOP_KEYS, USUAL_KEYS, parts_of
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
_BODY_MARKUP = re.compile(
    r"#{2,6} |<[!/a-zA-Z]|!\[|\[[^\]]+\][(:]|\{%|\{\{|```|~~~|:::|\*\*|> |\* |\+ |\d+[.)] "
)


def read_yaml_data(root: RawValue, name: str, problems: tuple[Problem, ...]) -> RawFile:
    """What a YAML file holds."""
    return RawFile(name, root, problems)


def is_own_form(root: RawValue) -> bool:
    """Whether a file of JSON has lists of ours."""
    return isinstance(root, RawMapping) and holds_records(root)


def read_json_data(root: RawValue, name: str, problems: tuple[Problem, ...]) -> RawFile:
    """What a JSON file with lists of ours holds, be it one that another site has published."""
    if isinstance(root, RawMapping) and FORM in root:
        newer = problem_of_version(root[FORM], name)
        problems = (*problems, newer) if newer else problems
        lists = RawMapping(root.line, root.column)
        lists.update({key: value for key, value in root.items() if key != FORM})
        lists.places = root.places
        # Of a newer form more is told than is known of it.
        return RawFile(name, lists, problems, notation=JSON, foreign=True)
    return RawFile(name, root, problems, notation=JSON)


def read_page_data(text: str, name: str) -> RawFile:
    """The front matter of a page, without what only another generator would understand."""
    file = read_page(text, name)
    if "{{" in text or "{%" in text or "{:" in text:
        file = file._replace(root=clean_values(file.root))
    return file._replace(notation=TOML) if text.startswith("+++") else file


# Markdown pages


class SplitPage(NamedTuple):
    """A page in its parts: its front matter, None where it has none, and its text, each with the line that it begins on."""

    data: str | None
    line: int
    body: str
    body_line: int
    problems: tuple[Problem, ...] = ()


def split_page(text: str, path: str) -> SplitPage:
    """Part a Markdown page into its front matter and its text.

    Front matter is the block between a first line ``---`` and the next ``---`` or ``...``; where nothing closes it, up to the
    first line that is clearly no data.
    """
    lines = text.split("\n")
    problems: list[Problem] = []

    def tell(number: int, message: str, hint: str) -> None:
        problems.append(Problem(path, number + 1, 1, Code.SYNTAX, message, hint, lines[number]))

    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    if first is None or not _OPENING.fullmatch(lines[first]):
        if first is not None:
            message = (
                "the page has no front matter: its first line is not '---', so there is no data to read."
            )
            tell(
                first,
                message,
                "Put the data between two lines  ---  at the very top, or keep it in a .yaml file.",
            )
        return page_of(lines, 0, 0, 0, *problems)
    if first:
        empty = f"{first} empty {'line comes' if first == 1 else 'lines come'}"
        message = f"front matter must begin on the first line of the file; here {empty} before it."
        tell(first, message, "Delete what is above the first '---'.")
    start = first + 1
    closing = next((number for number in range(start, len(lines)) if _CLOSING.fullmatch(lines[number])), None)
    body = _start_of_body(lines, start, closing)
    if closing is not None and (
        body is None
        or any(_KEY.match(line.lstrip(" -")) for line in lines[body:closing])
        or first_trouble("\n".join(lines[start:closing])) is None
        or first_trouble("\n".join(lines[start:body])) is not None
    ):
        page = page_of(lines, start, closing, closing + 1)
        if key := _list_at_start(page.body):
            message = f"'{key}' looks like data, but the front matter ends above it, on line {closing + 1}; it is not read."
            hint = f"Move the line  ---  from line {closing + 1} below the data, and name each list once."
            tell(page.body_line - 1, message, hint)
        return page._replace(problems=tuple(problems))
    if body is None:
        message = "the front matter that opens here is never closed."
        tell(first, message, "Write a line  ---  below its last line.")
    elif _ALMOST_CLOSING.fullmatch(lines[body]):
        message = f"the front matter from line {start} on must be closed by a line of exactly '---'."
        tell(body, message, "Write  ---  (three hyphens, nothing before them) instead of this line.")
    else:
        message = f"the front matter from line {start} on is never closed, and this line is no data any more."
        tell(body, message, "Write a line  ---  above it.")
    end = len(lines) if body is None else body
    return page_of(lines, start, end, end, *problems)


def _list_at_start(body: str) -> str:
    """The name of a list of ours that begins the text of a page, as below front matter that is closed too early."""
    said = (line for line in body.split("\n") if line.strip() and not line.startswith("#"))
    head, item = (parts_of(next(said, "")) for _ in range(2))
    is_list = head.key in TOP_KEYS and not head.start and head.value[:1] in {"", "#"}
    return head.key or "" if is_list and item.key in USUAL_KEYS and item.start else ""


def page_of(lines: list[str], start: int, end: int, body: int, *problems: Problem) -> SplitPage:
    """A page whose front matter are the lines from ``start`` on; empty lines around its text are none of it."""
    data = "\n".join(lines[start:end]) if start else None
    while body < len(lines) and not lines[body].strip():
        body += 1
    return SplitPage(data, start + 1, "\n".join(lines[body:]).rstrip(), body + 1, problems)


def read_page(text: str, path: str) -> RawFile:
    """Give the front matter of a Markdown page as data, and the link reference definitions of its body."""
    page = split_page(text, path)
    root, found = (None, ()) if page.data is None else read_yaml(page.data, path, first_line=page.line)
    return RawFile(path, root, page.problems + found, link_definitions(page.body), is_page=True)


def link_definitions(body: str) -> dict[str, str]:
    """The link reference definitions of a Markdown text (CommonMark 0.31, section 4.7): label to URL, as written.

    Of equal labels the first counts. Labels are case-folded, with single spaces.
    """
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


def _start_of_body(lines: list[str], start: int, closing: int | None) -> int | None:
    """The first line that is clearly no data: markup or prose at the left margin.

    Headings above it belong to it. Where nothing closes the front matter, ``# Welcome`` above an empty line
    is taken for a heading, elsewhere for a comment.
    """
    stop = len(lines) if closing is None else closing
    in_list = False
    for number in range(start, stop):
        line = lines[number]
        if _ALMOST_CLOSING.fullmatch(line):
            return number
        if line[:1] in {"", "\t", " "}:
            continue
        is_heading = line.startswith("# ") and number > start and not "".join(lines[number + 1 : number + 2])
        if _KEY.match(line):
            in_list = True
        elif is_heading and closing is None:
            return number
        elif (in_list and re.match(r"[-?](?: |$)", line)) or re.match(r"#(?!#{1,5} )", line):
            continue
        elif _BODY_MARKUP.match(line) or _is_prose(line) or (line[0] in "-*" and not in_list):
            while number > start and re.match(r"#{1,6}\s|\s*$", lines[number - 1]):
                number -= 1
            return next((at for at in range(number, stop) if lines[at].strip()), stop)
    return None


def _is_prose(line: str) -> bool:
    """Several words, the first of which is no key."""
    return len(line.split()) >= 3 and not line.startswith(
        ("'", '"', "}", "]", "<<<<<<<", "=======", ">>>>>>>")
    )
