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
    value: str = _LENIENT.raw_decode(text, offset)[0]
    if value.isprintable():
        return value
    return _UNPRINTABLE.sub("", value.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))


# What is told where the standard library gives up

_EXPECTED = {"v": "a value", "k": 'a key in " marks', ":": "':'", ",": "',' or '{closing}'"}
# What people get wrong: a pattern, whether it is told at the last character before the place where reading ended, the
# message and the remedy. The pattern sees what was expected (a value, a key, a colon or a comma: v k : ,), the bracket
# that is open, the character before, a blank if there is space between, and the text from the place on.
_MISTAKES = (
    (r"[vk].,\s?[}\]]", True, "a comma before '{found}': JSON has none behind the last value.", "Remove this comma."),
    (r"...\s?(?://|/\*|#)", False, "a comment: JSON has none.", "Remove it."),
    (r"...\s?['‘’“”„]", False, 'a text in {mark} quotation marks; JSON has only " around texts.',
     'Write  "{bare}"  here and so in all other places.'),
    (r",\[.\s?:", True, "a key stands in a list.", "Write  {{  before it and  }}  behind its value."),
    (r"[vk,](?:\{.\s?\]|\[.\s?\})", False, "'{found}' closes the '{opening}' of line {line}; '{closing}' was expected.",
     "Write  {closing}  instead of it, or before it."),
    (r",.\w[\w.+-]", False, "'{number}' is no number in JSON.", 'Write  "{number}"  for a text.'),
    (r",.\"\s?[^\W\d]", True, "a quotation mark inside a text; JSON takes it for the text's end.",
     'Write  \\"  for it, or use “ and ”.'),
    (r",..\s?[\"{\[\w-]", True, "a comma is missing behind this value.", "Write  ,  at the end of it."),
    (r":", True, "a colon is missing behind this key.", "Write  :  between a key and its value."),
    (r"v.:\s?[,}\]]", True, "there is no value behind this colon.", "Write  null  or remove the key."),
    (r"[vk][{\[].\s?,", False, "there is no value before this comma.", "Remove this comma."),
    (r"k..\s?[^\W\d]", False, "the key {found} has no quotation marks.", 'Write  "{found}":  and so for all other keys.'),
    (r"v..\s?(?:true|false)\b", False, "'{found}' is not known to JSON.", "Write  {small}"),
    (r"v..\s?(?:null|none|undefined|nan|inf|infinity)\b", False, "'{found}' is not known to JSON.", "Write  null"),
    (r"v[{\[].\s?\w", False, "a text without quotation marks.", 'Write  "{bare}"'),
    (r"v ..?[}\]]", False, "this '{found}' closes nothing.", "Remove it, or look for a bracket too many above it."),
    (r"v ..?", False, "'{found}' stands behind the end of the data.", "Several values belong into a list:  [ …, … ]"),
)  # fmt: skip
_OTHER_FORMATS = (
    ("@", "BibTeX", ".bib"), ("TY  -", "RIS", ".ris"), ("cff-version", "CITATION.cff", ".cff"),
    ("---", "YAML", ".yaml"), ("- ", "YAML", ".yaml"), ("publications:", "YAML", ".yaml"),
    ("<", "HTML or XML", "that it had"),
)  # fmt: skip
"""How files of other formats begin, and what theirs are called."""


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
    last = len(text[:at].rstrip()) - 1
    opened = _open_bracket(text, at)
    opening = text[opened] if opened >= 0 else " "
    if at >= len(text):
        what = {"[": "list", "{": "object"}.get(opening, "text")
        hint = "The file is cut off, or a closing bracket is missing: get it again, or add the bracket."
        return max(opened, 0), f"the file ends inside the {what} that opens here.", hint
    if last < 0 and not text.startswith(("//", "/*"), at):
        return at, *_no_json(text[at : at + 100])
    beginning = text[at : at + 100]
    word = re.match(r"[\w$.+-]+|.", beginning, re.S)
    found = word[0] if word else ""
    words = {
        "found": found,
        "small": found.lower(),
        "mark": beginning[0],
        "bare": shorten(re.split(r"[][{},:\"\n]", beginning)[0].strip(" '‘’“”„")),
        "number": re.split(r"[^\w.+-]", text[max(0, at - 50) : at])[-1] + found,
        "opening": opening,
        "closing": "]" if opening == "[" else "}",
        "line": text.count("\n", 0, max(opened, 0)) + 1,
    }
    phrases = {"property": "k", "':'": ":", "','": ","}
    expected = next((sign for phrase, sign in phrases.items() if phrase in error.msg), "v")
    before = text[last] if last >= 0 else " "
    seen = f"{expected}{opening}{before}{' ' * (at > last + 1)}{beginning}"
    for pattern, is_before, message, hint in _MISTAKES:
        if re.match(pattern, seen, re.IGNORECASE):
            return (last if is_before else at), message.format(**words), hint.format(**words)
    wanted = _EXPECTED[expected].format(**words)
    hint = "Compare the line, and the end of the one before it, with the lines around them."
    return at, f"found '{found}' where {wanted} was expected.", hint


def _open_bracket(text: str, end: int) -> int:
    """Where the innermost list or object opens in which a character stands, or -1."""
    opened: list[int] = []
    for match in _TOKEN.finditer(text, 0, end):
        if match[0] in {"{", "["}:
            opened.append(match.start())
        elif match[0] in {"}", "]"}:
            opened.pop()
    return opened[-1] if opened else -1


def _no_json(beginning: str) -> tuple[str, str]:
    """The message and the hint for a text that does not begin as JSON does."""
    shown = shorten(beginning.split("\n")[0], 30)
    for sign, name, suffix in _OTHER_FORMATS:
        if beginning.startswith(sign):
            message = f"this is no JSON: it begins with '{shown}', as {name} does."
            return message, f"Give the file the suffix {suffix}."
    message = f"this is no JSON: it begins with '{shown}'; '[' or '{{' was expected."
    return message, "Check that this is the file that you meant."
