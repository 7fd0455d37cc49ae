"""Reads JSON as strings, lists and mappings that know their places.

The standard library decides what is JSON (RFC 8259), and one walk over what it has accepted finds the places. Numbers
and the words true and false are the strings that were written. A file that is no JSON is told once and not read: a
guess at what was meant could join two records to one.
"""

from __future__ import annotations

import re
from json import JSONDecodeError, JSONDecoder
from sys import intern

from sphinx_academic.data.located import RawList, RawMapping, RawValue, paused_collection
from sphinx_academic.formats.text import Reports
from sphinx_academic.problems import Code, Problem, shorten

MAX_DEPTH = 60
"""Levels of lists and objects inside each other."""
MAX_CHARACTERS = 10_000_000
"""Some fifteen thousand works with abstracts; more would take longer than a build may, and half a gigabyte."""

# Numbers stay texts: Python refuses to count beyond 4,300 digits.
_STRICT = JSONDecoder(parse_int=str, parse_float=str)
_LENIENT = JSONDecoder(strict=False)
_SPACE = re.compile(r"[ \t\n\r]*+")
# A text, with the colon behind it where it is a key; a bracket; a number or a word. Commas are passed over.
_TOKEN = re.compile(r'"([^"\\]*+(?:\\.[^"\\]*+)*+)"([ \t\n\r]*+:)?+|[\[\]{}]|[^][{}",: \t\n\r]++', re.S)
_TEXT, _KEY = 1, 2  # the last group that has matched
_NO_NUMBERS = frozenset(("NaN", "Infinity", "-Infinity"))
# Everything that no text holds, should an escape (\u0000) have brought it in.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")


def read_json(text: str, path: str) -> tuple[RawValue, tuple[Problem, ...]]:
    """Give what a JSON text says, and what is wrong with it; never raises for any text.

    Several values one below the other (JSON Lines) become one list.
    """
    if len(text) > MAX_CHARACTERS:
        message = f"the file has more than {MAX_CHARACTERS:,} characters and is not read."
        hint = "Split it, or export only your own works."
        return None, (Problem(path, 0, 0, Code.LIMIT, message, hint),)
    reports = Reports(text, path)
    error = _error_in(text)
    if error:
        offset, message, hint = _mistake(text, error)
        reports.add(offset, Code.SYNTAX, message, hint)
        return None, reports.told()
    with paused_collection():
        roots = _placed(text, reports)
    if len(roots) <= 1:
        return (roots[0] if roots else None), reports.told()
    together = RawList(*roots.places[0])
    for value, place in zip(roots, roots.places, strict=True):
        together.extend(value if isinstance(value, RawList) else [value])
        together.places.extend(value.places if isinstance(value, RawList) else [place])
    return together, reports.told()


def _error_in(text: str) -> JSONDecodeError | None:
    # Tabs inside texts harm nobody, and many a file has them; a line break is where a quotation mark is missing.
    text = text.replace("\t", " ")
    position = _end_of_space(text, 0)
    try:
        while position < len(text):
            _, position = _STRICT.raw_decode(text, position)
            position = _end_of_space(text, position)
    except JSONDecodeError as error:
        return error
    except RecursionError:
        pass  # all down to there is sound, and ends further up at MAX_DEPTH
    return None


def _end_of_space(text: str, position: int) -> int:
    space = _SPACE.match(text, position)
    return space.end() if space else position


def _placed(text: str, reports: Reports) -> RawList:
    """The values of a text that is JSON; none where they are nested too deep."""
    starts = [*reports.line_starts, len(text) + 1]
    line, line_start, next_start = 1, 0, starts[1]
    roots = RawList()
    parents: list[RawMapping | RawList] = []
    mapping: RawMapping | None = None  # the open container is either this mapping
    items = roots  # or, where there is none, this list
    key = ""
    key_line = key_column = key_offset = 0
    for match in _TOKEN.finditer(text):
        offset = match.start()
        while offset >= next_start:
            line += 1
            line_start = next_start
            next_start = starts[line]
        column = offset - line_start + 1
        kind = match.lastindex
        value: RawValue
        if kind is not None:
            written = match[1]
            value = written if "\\" not in written else _unescaped(text, offset)
            if kind == _KEY:
                key = intern(value)
                key_line, key_column, key_offset = line, column, offset
                continue
        else:
            value = match[0]
            if value in {"}", "]"}:
                parent = parents.pop()
                mapping, items = (parent, items) if isinstance(parent, RawMapping) else (None, parent)
                continue
            if value == "null":
                value = None
            elif value == "{":
                value = RawMapping(line, column)
            elif value == "[":
                value = RawList(line, column)
            elif value in _NO_NUMBERS:
                message = f"'{value}' is not known to JSON; it is read as null."
                reports.add(offset, Code.SYNTAX, message, "Write  null")
                value = None
        if mapping is None:
            items.append(value)
            items.places.append((line, column))
        elif key not in mapping:
            mapping[key] = value
            mapping.places[key] = (key_line, key_column, line, column)
        else:
            first = mapping.places[key][0]
            message = f"'{key}' stands twice in the same object; the first, in line {first}, is used."
            reports.add(key_offset, Code.DUPLICATE_KEY, message, "Remove one of them, or rename it.")
        if isinstance(value, (RawMapping, RawList)):
            parents.append(items if mapping is None else mapping)
            if len(parents) > MAX_DEPTH:
                message = f"lists and objects stand inside each other more than {MAX_DEPTH} levels deep; nothing is read."
                reports.add(offset, Code.LIMIT, message, "Check the brackets.")
                return RawList()
            mapping, items = (value, items) if isinstance(value, RawMapping) else (None, value)
    return roots


def _unescaped(text: str, offset: int) -> str:
    return printable(_LENIENT.raw_decode(text, offset)[0])


def printable(value: str) -> str:
    """A text without what none holds, and without halves of characters, should escapes have brought them in."""
    if value.isprintable():
        return value
    return _UNPRINTABLE.sub("", value.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))


# What is told where the standard library gives up

_EXPECTED = {"property": 'a key in " marks', "':'": "':'", "','": "',' or '{}'"}
"""What was expected, by the standard library's words for it; everything else is a value."""


def _mistake(text: str, error: JSONDecodeError) -> tuple[int, str, str]:
    """The place where a text ceases to be JSON, what was found and expected there, and the remedy."""
    at = error.pos
    if "control character" in error.msg:
        hint = 'Write  "  where the text ends, or  \\n  for a line break inside it.'
        return at, "the line ends inside a text in quotation marks.", hint
    if "Unterminated" in error.msg:
        return at, "the quotation mark that opens here is never closed.", 'Write  "  where the text ends.'
    if "escape" in error.msg:
        at = text.rfind("\\", 0, at + 1)
        found = text[at : at + 2]
        return at, f"'{found}' means nothing in JSON.", f"Write  \\{found}  for a backslash."
    # Since Python 3.13 a comma too many is an error of its own, which stands at the comma.
    at = _end_of_space(text, at + error.msg.startswith("Illegal trailing comma"))
    opened = _open_bracket(text, at)
    opening = text[opened] if opened >= 0 else ""
    if at >= len(text):
        what = {"[": "list", "{": "object"}.get(opening, "text")
        hint = "The file is cut off, or a closing bracket is missing: get it again, or add the bracket."
        return max(opened, 0), f"the file ends inside the {what} that opens here.", hint
    beginning = text[at : at + 100]
    before = text[:at].rstrip()
    expected = next((told for word, told in _EXPECTED.items() if word in error.msg), "a value")
    if beginning.startswith(("//", "/*", "#")):
        return at, "a comment: JSON has none.", "Remove it."
    if beginning[0] in "'‘’“”„":
        message = f'a text in {beginning[0]} quotation marks; JSON has only " around texts.'
        return at, message, 'Write  "  here and in all other places.'
    if before.endswith(",") and beginning[0] in "}]":
        message = f"a comma before '{beginning[0]}': JSON has none behind the last value."
        return len(before) - 1, message, "Remove this comma."
    if beginning[0] in '"{[' and "','" in error.msg:
        return len(before) - 1, "a comma is missing behind this value.", "Write  ,  at the end of it."
    word = re.match(r"[\w$.+-]+", beginning)
    found = shorten(word[0] if word else beginning[0])
    if not before:
        message = f"this is no JSON: it begins with '{found}'; '[' or '{{' was expected."
        return at, message, "Check that this is the file that you meant."
    if found[0].isalpha() and "','" not in error.msg:
        hint = f'Write  "{found}"  for a text, and  true, false  and  null  in small letters.'
        return at, f"'{found}' stands here without quotation marks.", hint
    expected = expected.format("]" if opening == "[" else "}") if opening else "the end"
    hint = "Compare the line, and the end of the one before it, with the lines around them."
    return at, f"found '{found}' where {expected} was expected.", hint


def _open_bracket(text: str, end: int) -> int:
    """Where the innermost list or object opens in which a character stands, or -1."""
    opened: list[int] = []
    for match in _TOKEN.finditer(text, 0, end):
        if match[0] in {"{", "["}:
            opened.append(match.start())
        elif match[0] in {"}", "]"}:
            opened.pop()
    return opened[-1] if opened else -1
