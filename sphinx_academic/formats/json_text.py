"""Reads JSON as strings, lists and mappings that know their places, and reads on behind a mistake.

The format is RFC 8259. Numbers and the words true and false are the strings that were written.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from json import JSONDecodeError, decoder
from sys import intern

from sphinx_academic.data.collecting import paused_collection
from sphinx_academic.data.located import RawList, RawMapping, RawValue
from sphinx_academic.formats.json_mistakes import Mistakes, Token, no_json
from sphinx_academic.formats.reports import Reports
from sphinx_academic.problems import Code, Problem

MAX_DEPTH = 60
"""Levels of lists and objects inside each other."""
MAX_SLOW = 1_000_000
"""Tokens that may be unusual in one file: comments, single quotes, texts with escapes."""

# The usual case in one match: a key with its colon, a text or a word with what follows it, or a bracket.
_TOKEN = re.compile(
    r'[ \t\n]*(?:"([^"\\\n]*)"[ \t\n]*(?:(:)|(,)|(?=[}\]]))'
    r"|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)[ \t\n]*(?:(,)|(?=[}\]]))"
    r"|([{\[}\],]))"
)
# The standard library's own reader of one text, in C; it has no stub.
_scan_string: Callable[[str, int, bool], tuple[str, int]] = decoder.scanstring  # type: ignore[attr-defined]
# The groups of the pattern; the last one that matched says what was found.
_TEXT, _KEY, _TEXT_COMMA, _WORD, _WORD_COMMA, _BRACKET = range(1, 7)
_GROUP = (0, _TEXT, _TEXT, _TEXT, _WORD, _WORD, _BRACKET)
_SPACE = re.compile(r"[ \t\n]*")
_BEGINNING = re.compile(r"""[\[{"'“}\],]|//|/\*|\#|[-\d.\w]+[ \t\n]*\Z""")
_SKIPPED = re.compile(r'"(?:[^"\\]|\\.)*"?|[\[\]{}]', re.S)
_FOLLOWING = re.compile(r'[ \t\n]*,[ \t\n]*(?:("[^"\n]{0,1000}"[ \t]*:)|["{\[\d])')
_CLOSED_BY = {"{": "}", "[": "]"}
# Everything that no text holds, should an escape (\u0000) have brought it in.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")

MAX_CHARACTERS = 10_000_000
"""Some fifteen thousand works with abstracts; more would take longer than a build may, and half a gigabyte."""


def read_json(text: str, path: str) -> tuple[RawValue, tuple[Problem, ...]]:
    """Give what a JSON text says, and all that is wrong with it; never raises for any text.

    Several values one below the other (JSON Lines) become one list.
    """
    if len(text) > MAX_CHARACTERS:
        message = f"the file has more than {MAX_CHARACTERS:,} characters and is not read."
        hint = "Split it, or export only your own works."
        return None, (Problem(path, 0, 0, Code.LIMIT, message, hint),)
    reports = Reports(text, path)
    start = _SPACE.match(text)
    if start and start.end() < len(text) and not _BEGINNING.match(text, start.end()):
        reports.add(start.end(), Code.SYNTAX, *no_json(text[start.end() : start.end() + 100]))
        return None, reports.told()
    with paused_collection():
        roots = _Parser(text, reports).parse()
    if len(roots) <= 1:
        return (roots[0][0] if roots else None), reports.told()
    together = RawList(roots[0][1], roots[0][2])
    for value, line, column in roots:
        if isinstance(value, RawList):
            together.extend(value)
            together.places.extend(value.places)
        else:
            together.append(value)
            together.places.append((line, column))
    return together, reports.told()


class _Parser:
    """One pass from left to right; where the text is not as it should be, :class:`Mistakes` says how to go on."""

    def __init__(self, text: str, reports: Reports) -> None:
        self.text = text
        self.reports = reports
        self.mistakes = Mistakes(text, reports)
        self.roots: list[tuple[RawValue, int, int]] = []
        # Each open container with the bracket's offset, and the key that waits for a value in it.
        self.mapping: RawMapping | None = None
        self.items: RawList | None = None
        self.opened = -1
        self.key: str | None = None
        self.key_place = (0, 0)
        self.key_offset = 0
        self.parents: list[tuple[RawMapping | RawList | None, str | None, tuple[int, int], int]] = []
        self.comma = -1  # offset of a comma that nothing has followed yet
        self.needs_comma = False
        self.slow = 0  # tokens that were not read by the pattern

    def parse(self) -> list[tuple[RawValue, int, int]]:
        text = self.text
        match_token = _TOKEN.match
        starts = self.reports.line_starts
        line = 1
        next_start = starts[1] if len(starts) > 1 else len(text) + 1
        line_start = 0
        position = 0
        while not self.mistakes.given_up:
            match = match_token(text, position)
            if match is None:
                position = self._unusual(position)
                if position < 0:
                    break
                continue
            kind = match.lastindex or 0
            group = _GROUP[kind]
            offset = match.start(group)
            position = match.end()
            while offset >= next_start:
                line += 1
                line_start = next_start
                next_start = starts[line] if line < len(starts) else len(text) + 1
            if kind == _BRACKET:
                position = self._bracket(match[_BRACKET], offset, line, offset - line_start + 1, position)
                continue
            word: str | None = match[group]
            column = offset - line_start + 1
            if group == _TEXT:
                offset -= 1
                column -= 1
            elif word == "null":
                word = None
            mapping = self.mapping
            if kind == _KEY:
                if mapping is not None and self.key is None and not self.needs_comma:
                    self.comma = -1
                    self.key = intern(match[_TEXT])
                    self.key_place = (line, column)
                    self.key_offset = offset
                else:
                    self._take_key(match[_TEXT], offset, line, column)
                continue
            key = self.key
            if key is None or mapping is None or key in mapping:
                self._take_value(word, offset, line, column)
            else:  # what _take_value does, for all but every value
                mapping[key] = word
                mapping.places[key] = (*self.key_place, line, column)
                self.key = None
                self.comma = -1
                self.needs_comma = True
            if kind in (_TEXT_COMMA, _WORD_COMMA):
                self.needs_comma = False
                self.comma = position - 1
        return self.roots

    # What a token means where it stands

    def _take_key(self, key: str, offset: int, line: int, column: int) -> None:
        if self.needs_comma:
            self.mistakes.no_comma(offset)
        self.needs_comma = False
        self.comma = -1
        if self.mapping is None:
            self.mistakes.key_outside(key, offset, in_list=self.items is not None)
            return
        if self.key is not None:
            self._end_of_key()
        self.key = intern(key)
        self.key_place = (line, column)
        self.key_offset = offset

    def _take_value(self, value: RawValue, offset: int, line: int, column: int) -> None:
        if self.needs_comma:
            self.mistakes.no_comma(offset)
        self.needs_comma = True
        self.comma = -1
        mapping = self.mapping
        if mapping is not None:
            key = self.key
            if key is None:
                self._lone_value(value, offset, line, column)
            elif key in mapping:
                self.key = None
                self.reports.add(
                    self.key_offset,
                    Code.DUPLICATE_KEY,
                    f"'{key}' stands twice in the same object; the first, in line {mapping.places[key][0]}, is used.",
                    "Remove one of them, or rename it.",
                )
            else:
                mapping[key] = value
                mapping.places[key] = (*self.key_place, line, column)
                self.key = None
        elif self.items is not None:
            self.items.append(value)
            self.items.places.append((line, column))
        else:
            self.needs_comma = False
            self.roots.append((value, line, column))

    def _lone_value(self, value: RawValue, offset: int, line: int, column: int) -> None:
        """A value where a key belongs: a key whose colon is missing, or something lost."""
        if isinstance(value, str) and self.mistakes.is_key_without_colon(value, offset):
            self.needs_comma = False
            self.key, self.key_place, self.key_offset = intern(value), (line, column), offset
        else:
            self.mistakes.no_key(offset)

    def _end_of_key(self) -> None:
        """A key that gets no value."""
        if self.key is not None and self.mapping is not None:
            self.mistakes.no_value(self.key, self.key_offset)
            self.mapping.setdefault(self.key, None)
            self.mapping.places.setdefault(self.key, self.key_place * 2)
            self.key = None

    def _bracket(self, bracket: str, offset: int, line: int, column: int, position: int) -> int:
        if bracket == ",":
            if self.key is not None:
                self._end_of_key()
            elif not self.needs_comma:
                self.mistakes.lone_comma(offset)
            self.needs_comma = False
            self.comma = offset
            return position
        if bracket in "}]":
            self._close(bracket, offset)
            return position
        if len(self.parents) >= MAX_DEPTH:
            return self._too_deep(offset, line, column)
        child: RawMapping | RawList = RawMapping(line, column) if bracket == "{" else RawList(line, column)
        if self.mapping is not None and self.key is None:
            self.mistakes.no_key(offset)
            parent: RawMapping | RawList | None = self.mapping
        else:
            self._take_value(child, offset, line, column)
            parent = self.mapping if self.mapping is not None else self.items
        self.parents.append((parent, self.key, self.key_place, self.opened))
        self.opened = offset
        self.key = None
        self.needs_comma = False
        self.comma = -1
        if isinstance(child, RawMapping):
            self.mapping, self.items = child, None
        else:
            self.mapping, self.items = None, child
        return position

    def _close(self, bracket: str, offset: int) -> None:
        if not self.parents:
            self.mistakes.nothing_open(bracket, offset)
            return
        expected = _CLOSED_BY[self.text[self.opened]]
        if bracket != expected:
            if self._is_misspelt(bracket, offset):
                self.mistakes.wrong_bracket(bracket, self.opened, offset)
                self._end()
                return
            others = [_CLOSED_BY[self.text[parent[3]]] for parent in self.parents[1:]]
            if bracket in others:
                # What was opened inside has lost its own bracket; it ends where the outer one ends.
                self.mistakes.not_closed(self.opened, offset)
                self._end()
                while _CLOSED_BY[self.text[self.opened]] != bracket:
                    self._end()
            else:
                self.mistakes.wrong_bracket(bracket, self.opened, offset)
        if self.comma >= 0:
            self.mistakes.trailing_comma(self.comma, bracket)
        self._end()

    def _is_misspelt(self, bracket: str, offset: int) -> bool:
        """Whether the wrong bracket stands for the right one: what follows it goes on with the container that it
        would otherwise end, and has no place outside of that."""
        following = _FOLLOWING.match(self.text, offset + 1)
        if following is None:
            return False
        kind = "{" if following[1] else "["
        outer = self.text[self.parents[-1][3]] if len(self.parents) > 1 else ""
        beyond = self.text[self.parents[-2][3]] if len(self.parents) > 2 else ""
        return _CLOSED_BY.get(outer) == bracket and outer == kind != beyond

    def _end(self) -> None:
        self._end_of_key()
        parent, _, _, self.opened = self.parents.pop()
        self.mapping = parent if isinstance(parent, RawMapping) else None
        self.items = parent if isinstance(parent, RawList) else None
        self.key = None
        self.comma = -1
        self.needs_comma = bool(self.parents)

    def _too_deep(self, offset: int, line: int, column: int) -> int:
        """Leave out what is nested too deep, and read on behind it."""
        self.mistakes.too_deep(offset, MAX_DEPTH)
        depth = 0
        for match in _SKIPPED.finditer(self.text, offset):
            if match[0] in "[{":
                depth += 1
            elif match[0] in "]}":
                depth -= 1
                if not depth:
                    self._take_value(None, offset, line, column)
                    return match.end()
        self._take_value(None, offset, line, column)
        return len(self.text)

    # Tokens that are rare or wrong

    def _unusual(self, position: int) -> int:
        """Read one token that the pattern for sound ones does not match; gives -1 at the end of the text."""
        self.slow += 1
        if self.slow > MAX_SLOW:
            self.mistakes.too_many(position)
            return -1
        found = _SPACE.match(self.text, position)
        offset = found.end() if found else position
        if offset >= len(self.text):
            if self.parents:
                self.mistakes.ended_inside(self.opened)
                self.comma = -1
                while self.parents:
                    self._end()
            return -1
        if self.text[offset] == '"':
            token = self._text_with_escapes(offset) or self.mistakes.broken_text(offset, bool(self.parents))
        else:
            token = self.mistakes.strange(offset)
        place = self.reports.place(offset)
        if token.kind == "key":
            self._take_key(token.text, offset, *place)
        elif token.kind == "value":
            self._take_value(None if token.text == "" and not token.quoted else token.text, offset, *place)
            if self.text.startswith(",", token.end):
                self.needs_comma = False
                self.comma = token.end
                return token.end + 1
        return token.end

    def _text_with_escapes(self, offset: int) -> Token | None:
        """A text with sound escapes, or a sound one that the fast pattern left; None for any other."""
        try:
            value, end = _scan_string(self.text, offset + 1, True)
        except (JSONDecodeError, ValueError):
            return None
        behind = _SPACE.match(self.text, end)
        after = behind.end() if behind else end
        following = self.text[after : after + 1]
        is_key = self.mapping is not None and self.key is None
        if following and following not in ",:}]/#" and not (is_key or "\n" in self.text[end:after]):
            return None  # a quotation mark inside the text ended it early
        if not value.isprintable():
            value = _UNPRINTABLE.sub("", value.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
        if following == ":":
            return Token("key", value, after + 1)
        return Token("value", value, after if following == "," else end, True)
