"""What people get wrong in JSON: what to tell them, and where to read on."""

from __future__ import annotations

import re
from typing import NamedTuple

from sphinx_academic.formats.reports import Reports
from sphinx_academic.problems import Code

MAX_MISTAKES = 1_000
"""After so many, the file is no JSON at all and nothing further is read."""

_MAX_LINE = 100_000
_SINGLE_QUOTED = re.compile(r"'((?:[^'\\\n]|\\.){0,100000})'")
_CURLY_QUOTED = re.compile(r"[“”„]([^“”\n\"]{0,100000})[“”\"]")
_COMMENT = re.compile(r"(?://|#)[^\n]*|/\*(?:[^*]|\*(?!/))*(?:\*/)?")
_WORD = re.compile(r"[^\W\d][\w$.\-]*|\$[\w$.\-]+")
_BARE = re.compile(r"[^,}\]\[{\n\"]+")
_BROKEN = re.compile(r'"((?:[^"\\\n]|\\[^\n])*)"')
_BROKEN_LINES = re.compile(r'"((?:[^"\\]|\\.){0,100000}?)"(?=[ \t]*(?:[,:}\]\n]|$))', re.S)
_ESCAPE = re.compile(r'\\(?:u([0-9a-fA-F]{4})|(["\\/bfnrt])|(.?))', re.S)
_SOUND_ESCAPE = re.compile(r'\\(?:u[0-9a-fA-F]{4}|["\\/bfnrt])')
_ESCAPED = {'"': '"', "\\": "\\", "/": "/", "b": "", "f": "", "n": "\n", "r": "\n", "t": "\t"}
_NEXT_MEMBER = re.compile(r'[ \t\n]*(?:"[^"\n]{0,1000}"[ \t]*:|[}\]]|\Z)')
_COLON = re.compile(r"[ \t\n]*:")
_OTHER_FORMATS = (
    ("@", "BibTeX", ".bib"),
    ("TY  -", "RIS", ".ris"),
    ("cff-version", "CITATION.cff", ".cff"),
    ("---", "YAML", ".yaml"),
    ("- ", "YAML", ".yaml"),
    ("publications:", "YAML", ".yaml"),
    ("<", "HTML or XML", "that it had"),
)
_CONSTANTS = {
    "True": "true",
    "False": "false",
    "TRUE": "true",
    "FALSE": "false",
    "None": "",
    "NULL": "",
    "Null": "",
    "undefined": "",
    "NaN": "",
    "Infinity": "",
}


class Token(NamedTuple):
    """A key or a value that was read all the same; ``kind`` is empty for what is left out."""

    kind: str
    text: str
    end: int
    quoted: bool = False


class Mistakes:
    """Tells each mistake in its place."""

    def __init__(self, text: str, reports: Reports) -> None:
        self._text = text
        self._reports = reports
        self._count = 0
        self._comment_told = False
        self._quotes_told = 0
        self._keys_told = 0
        self.given_up = False

    def _tell(self, offset: int, message: str, hint: str = "", code: Code = Code.SYNTAX) -> None:
        self._count += 1
        if self._count > MAX_MISTAKES and not self.given_up:
            self.given_up = True
            self._reports.add(
                offset,
                Code.LIMIT,
                f"more than {MAX_MISTAKES:,} mistakes were found; nothing is read from here on.",
                "Check that this is the JSON file that you meant.",
            )
            return
        self._reports.add(offset, code, message, hint)

    def _line_of(self, offset: int) -> int:
        return self._reports.place(offset).line

    # Commas, colons and brackets

    def no_comma(self, offset: int) -> None:
        """Two values with nothing between them."""
        before = len(self._text[max(0, offset - _MAX_LINE) : offset].rstrip())
        end = max(0, offset - _MAX_LINE) + before - 1
        self._tell(end, "a comma is missing behind this value.", "Write  ,  at the end of it.")

    def trailing_comma(self, offset: int, bracket: str) -> None:
        """A comma behind the last value."""
        self._tell(
            offset,
            f"a comma before '{bracket}': JSON has none behind the last value.",
            "Remove this comma.",
        )

    def lone_comma(self, offset: int) -> None:
        """A comma where a value belongs."""
        self._tell(offset, "there is no value before this comma.", "Remove this comma.")

    def key_outside(self, key: str, offset: int, *, in_list: bool) -> None:
        """``"key":`` with no object around it."""
        where = "in a list" if in_list else "outside of any object"
        self._tell(
            offset,
            f"the key '{_cut(key)}' stands {where}; it is left out.",
            "Write  {  before it and  }  behind its value.",
        )

    def no_key(self, offset: int) -> None:
        """A value in an object, without a key."""
        self._tell(offset, "this value has no key; it is left out.", 'Write  "name":  before it.')

    def is_key_without_colon(self, value: str, offset: int) -> bool:
        """Whether a text where a key belongs is a key whose colon was forgotten; tells so."""
        end = offset + len(value) + 2
        behind = self._text[end : end + 50].lstrip()
        if behind[:1] not in ('"', "{", "[") and not re.match(r"-?\d|true|false|null", behind):
            return False
        self._tell(end - 1, f"the colon behind '{_cut(value)}' is missing.", f'Write  "{_cut(value)}": …')
        return True

    def no_value(self, key: str, offset: int) -> None:
        """A key with nothing behind its colon."""
        self._tell(offset, f"'{_cut(key)}' has no value.", f'Write  "{_cut(key)}": null  or remove it.')

    def nothing_open(self, bracket: str, offset: int) -> None:
        """A closing bracket too many."""
        self._tell(offset, f"this '{bracket}' closes nothing.", "Remove it.")

    def wrong_bracket(self, bracket: str, opened: int, offset: int) -> None:
        """``]`` where ``}`` belongs."""
        opening = self._text[opened]
        expected = "}" if opening == "{" else "]"
        self._tell(
            offset,
            f"'{bracket}' closes the '{opening}' of line {self._line_of(opened)}; '{expected}' was expected.",
            f"Write  {expected}  instead.",
        )

    def not_closed(self, opened: int, offset: int) -> None:
        """A bracket whose partner is missing inside another pair."""
        opening = self._text[opened]
        closing = "}" if opening == "{" else "]"
        self._tell(
            opened,
            f"the '{opening}' that opens here is not closed before the '{self._text[offset]}' "
            f"in line {self._line_of(offset)}.",
            f"Write  {closing}  where it ends.",
        )

    def ended_inside(self, opened: int) -> None:
        """The text ends before everything is closed."""
        opening = self._text[opened]
        what = "object" if opening == "{" else "list"
        self._tell(
            opened,
            f"the file ends inside the {what} that opens here; what was read so far is kept.",
            "The file is cut off, or a closing bracket is missing: get it again, or add the bracket.",
        )

    # Bounds

    def too_deep(self, offset: int, depth: int) -> None:
        """Nested deeper than anybody's data."""
        self._tell(
            offset,
            f"lists and objects stand inside each other more than {depth} levels deep; what is deeper is left out.",
            "Check the brackets.",
            Code.LIMIT,
        )

    def too_many(self, offset: int) -> None:
        """More oddities than any file has."""
        self._tell(offset, "so much here is no JSON that nothing is read from here on.", code=Code.LIMIT)

    # Texts

    def broken_text(self, offset: int, is_inside: bool) -> Token:
        """A text with a wrong escape, with quotation marks or a line break inside, or without an end."""
        text = self._text
        end_of_line = text.find("\n", offset, offset + _MAX_LINE)
        if end_of_line < 0:
            end_of_line = min(len(text), offset + _MAX_LINE)
        line = text[offset:end_of_line]
        closed = _BROKEN.match(line)
        if closed:
            behind = line[closed.end() :].lstrip()
            if not behind or behind[0] in ",:}]/#":
                return self._wrong_escapes(offset, closed[1], offset + closed.end())
            last = _last_quote(line, closed.end())
            if last > 0:
                self._tell(
                    offset + closed.end() - 1,
                    "a quotation mark inside a text; JSON takes it for the text's end.",
                    'Write  \\"  for it, or use “ and ”.',
                )
                return self._token(_unescaped(line[1:last]), offset + last + 1)
            return self._token(_unescaped(closed[1]), offset + closed.end())
        if (
            end_of_line >= len(text)
            or line.rstrip().endswith((",", "{", "["))
            or _NEXT_MEMBER.match(text, end_of_line)
        ):
            if end_of_line < len(text) or not is_inside:  # else it is told that the file ends here
                self._tell(
                    offset,
                    "the quotation mark that opens here is never closed.",
                    f'Write  "  behind  {_cut(line[1:].rstrip().rstrip(",")[-30:])}',
                )
            value = line[1:].rstrip()
            trimmed = value.rstrip(",")
            return Token("value", _unescaped(trimmed), offset + 1 + len(trimmed), True)
        several = _BROKEN_LINES.match(text, offset)
        if several is None:
            self._tell(
                offset,
                "the quotation mark that opens here is never closed.",
                'Write  "  where the text ends.',
            )
            return Token("value", _unescaped(line[1:].rstrip(" ,")), end_of_line, True)
        self._tell(
            end_of_line - 1, "a line break inside a text.", "Write  \\n  for it, or put the text in one line."
        )
        return self._token(_unescaped(several[1]), several.end())

    def _wrong_escapes(self, offset: int, content: str, end: int) -> Token:
        for found in re.finditer(r"\\.", content, re.S):
            if not _SOUND_ESCAPE.match(content, found.start()):
                self._tell(
                    offset + 1 + found.start(),
                    f"'{found[0]}' means nothing in JSON; it is read as written.",
                    f"Write  \\{found[0]}  for a backslash.",
                )
                break
        return self._token(_unescaped(content), end)

    def _token(self, value: str, end: int) -> Token:
        colon = _COLON.match(self._text, end)
        return Token("key", value, colon.end()) if colon else Token("value", value, end, True)

    # What JSON does not have

    def strange(self, offset: int) -> Token:
        """Comments, single quotes, bare words and anything else."""
        text = self._text
        comment = _COMMENT.match(text, offset)
        if comment:
            if not self._comment_told:
                self._comment_told = True
                self._tell(offset, "a comment: JSON has none; it is passed over.", "Remove it.")
            return Token("", "", comment.end())
        quoted = _SINGLE_QUOTED.match(text, offset) or _CURLY_QUOTED.match(text, offset)
        if quoted:
            self._quotes_told += 1
            if self._quotes_told == 1:
                mark = quoted[0][0]
                self._tell(
                    offset,
                    f'a text in {mark} quotation marks; JSON has only " around texts.',
                    f'Write  "{_cut(quoted[1])}"  here and in all other places.',
                )
            return self._token(_unescaped(quoted[1]), quoted.end())
        word = _WORD.match(text, offset)
        if word:
            return self._bare_word(offset, word)
        if text[offset] == ":":
            self._tell(offset, "there is no key before this colon.", 'Write  "name"  before it.')
            return Token("", "", offset + 1)
        bare = _BARE.match(text, offset)
        end = bare.end() if bare else offset + 1
        value = text[offset:end].strip()
        if re.fullmatch(r"[-+]?[\d.][\w.+-]*", value):
            number = re.fullmatch(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?", value)
            if not number:
                self._tell(
                    offset,
                    f"'{_cut(value)}' is no number in JSON; it is read as a text.",
                    f'Write  "{_cut(value)}"',
                )
            return Token("value", value, end)
        self._tell(
            offset,
            f"'{_cut(value or text[offset:end])}' is no JSON; it is left out.",
            'Put texts in " marks, or remove it.',
        )
        return Token("", "", end)

    def _bare_word(self, offset: int, word: re.Match[str]) -> Token:
        colon = _COLON.match(self._text, word.end())
        if colon:
            self._keys_told += 1
            if self._keys_told == 1:
                self._tell(
                    offset,
                    f"the key {word[0]} has no quotation marks.",
                    f'Write  "{_cut(word[0])}":  here, and so for all other keys.',
                )
            return Token("key", word[0], colon.end())
        if word[0] in {"true", "false"}:
            return Token("value", word[0], word.end())
        if word[0] == "null":
            return Token("value", "", word.end())
        if word[0] in _CONSTANTS:
            right = _CONSTANTS[word[0]] or "null"
            self._tell(offset, f"'{word[0]}' is not known to JSON; it is read as {right}.", f"Write  {right}")
            return Token("value", _CONSTANTS[word[0]], word.end())
        bare = _BARE.match(self._text, offset)
        value = (bare[0] if bare else word[0]).strip()
        self._tell(offset, "a text without quotation marks.", f'Write  "{_cut(value)}"')
        return Token("value", value, offset + len(value), True)


def no_json(beginning: str) -> tuple[str, str]:
    """The message and the hint for a text that does not begin as JSON does."""
    shown = _cut(beginning.split("\n")[0], 30)
    for sign, name, suffix in _OTHER_FORMATS:
        if beginning.startswith(sign):
            return (
                f"this is no JSON: it begins with '{shown}', as {name} does.",
                f"Give the file the suffix {suffix}.",
            )
    return (
        f"this is no JSON: it begins with '{shown}'; '[' or '{{' was expected.",
        "Check that this is the file that you meant.",
    )


def _last_quote(line: str, start: int) -> int:
    """The quotation mark that ends a text which has others inside: the one before the next key, or the last."""
    for match in re.finditer(r'"[ \t]*+(?:,[ \t]*+(?="[^"]*"[ \t]*:)|,?[ \t]*+$|[}\]])', line[start:]):
        return start + match.start()
    return -1


def _unescaped(content: str) -> str:
    if "\\" not in content:
        return content
    return _ESCAPE.sub(_character, content)


def _character(match: re.Match[str]) -> str:
    if match[1]:
        code = int(match[1], 16)
        return chr(code) if code >= 32 and not 0xD800 <= code <= 0xDFFF else ""
    return _ESCAPED[match[2]] if match[2] else match[0]


def _cut(text: str, length: int = 40) -> str:
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1] + "…"
