"""Reads BibTeX as text: each entry with its fields as written, and for what is broken, what is missing where.

A mistake costs itself alone: reading goes on with the next field and the next entry.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from sphinx_academic.formats.latex.decoding import end_of_braces
from sphinx_academic.problems import MAX_EXCERPT, Code, Problem

MAX_TOLD = 200
"""Mistakes of syntax that are told one by one."""
MAX_FAULTS = 20
"""Mistakes in one entry after which the rest of it is left out."""
MAX_SEARCHES = 50
"""How often as many characters as the file has are searched for the end of a value, before the rest is left out."""

Places = tuple[int, int, int, int]
"""Line and column of a field's name, line and column of its value."""


class WrittenField(NamedTuple):
    """A field as written: ``source`` is ``{…}``, ``"…"``, ``12`` or ``jan # "~8"``, ``name`` is in lower case."""

    name: str
    source: str
    places: Places


class Block(NamedTuple):
    """An entry, or a ``@string`` (``kind`` is ``string``, its one field the macro). ``kind`` is in lower case."""

    kind: str
    key: str
    line: int
    column: int
    fields: list[WrittenField]


class FieldText(NamedTuple):
    """The text of a field, when its macros are replaced."""

    text: str
    places: Places


class WrittenEntry(NamedTuple):
    """An entry of the file before it becomes a publication."""

    kind: str
    key: str
    line: int
    column: int
    values: dict[str, FieldText]


class ValuePart(NamedTuple):
    """One part of a value: a text, or the name of a macro."""

    text: str
    is_macro: bool = False


_BLOCK_AT_LINE_START = re.compile(r"^[ \t]*@[ \t]*\w+\s*[{(]", re.MULTILINE)
_BLOCK = re.compile(r"@[ \t]*(\w+)\s*([{(])")
_KEY = re.compile(r"\s*+([^,={}\"\n]*+)\s*+")
_NAME = r"[\s,]*+([^\s={}\"#,%@\\()]++)\s*+="
_FIELD = re.compile(_NAME)
_BARE_WORD = r"[^\W\d][^\s{}()\[\]=\"#,%'@\\]*+"
# Braces to the third depth, or quotes without any, and what ends the field: nearly all that people have.
_WHOLE_FIELD = re.compile(
    _NAME + r"\s*+(\{[^{}]*+(?:\{[^{}]*+(?:\{[^{}]*+\}[^{}]*+)*+\}[^{}]*+)*+\}"
    r'|"[^"{}]*+"|\d++|' + _BARE_WORD + r")\s*+([,})])"
)
_NEXT_FIELD = re.compile(r"\n[ \t]*(?:[A-Za-z][\w+.:-]*)[ \t]*=[ \t]*(?=[{\"\w\n])")
_BARE = re.compile(r"\d+|" + _BARE_WORD)
_LOOSE = re.compile(r"[^,}\n]*")
_SPACE = re.compile(r"\s*")
_JOIN = re.compile(r"\s*#\s*")
_END_OF_LINE = re.compile(r"\n|\Z")
_BETWEEN = re.compile(r"[\s,]*")
_CLOSING_LINE = re.compile(r"\n[ \t]*[})][ \t]*(?:\n|\Z)")
_STRAY_FIELD = re.compile(r"^[^%\n]*=[ \t]*[{\"]", re.MULTILINE)
_PART = re.compile(r"""\s*(?:([{"])|(\d+)|([^\W\d][^\s{}()\[\]="#,%'@\\]*))""")
_PART_JOIN = re.compile(r"\s*#")
_BRACES_OR_QUOTE = re.compile(r'[{}"]')


def scan(text: str, path: str, problems: list[Problem]) -> Iterator[Block]:
    """Every entry and ``@string`` of a file, in its order; problems of syntax are added to ``problems``.

    An entry never reaches beyond a line that begins another. The time it takes is in proportion to the text.
    """
    scanner = _Scanner(text, path, problems)
    limits = [match.start() for match in _BLOCK_AT_LINE_START.finditer(text)]
    limits.append(len(text))
    position = 0
    is_told = False  # what stands behind a broken entry, or one that is commented out, belongs to it
    while (match := _BLOCK.search(text, position)) is not None:
        start = match.start()
        if not is_told:
            scanner.look_for_stray_fields(position, start)
        line_start = max(scanner.line_start(start), position)
        position = match.end()
        is_told = text.find("%", line_start, start) >= 0
        if is_told:
            continue  # commented out, as biber and most editors see it
        limit = limits[bisect_right(limits, start)]
        if match[1].lower() in ("comment", "preamble"):
            position = scanner.end_of_comment(match, limit)
        else:
            before = len(problems)
            block, position = scanner.block(match, limit)
            is_told = len(problems) > before
            if block is not None:
                yield block
        if scanner.searches < 0:
            scanner.give_up(position)
            return
    if not is_told:
        scanner.look_for_stray_fields(position, len(text))


def parts_of(source: str) -> list[ValuePart] | None:
    """The parts that ``#`` joins, or None where the value is not well-formed."""
    parts = []
    position = 0
    while True:
        match = _PART.match(source, position)
        if match is None:
            return None
        opening, number, macro = match.groups()
        position = match.end()
        if opening:
            end = end_of_text(source, position - 1)
            if end is None:
                return None
            parts.append(ValuePart(source[position : end - 1]))
            position = end
        else:
            parts.append(ValuePart(number or macro, not number))
        join = _PART_JOIN.match(source, position)
        if join is None:
            return parts if not source[position:].strip() else None
        position = join.end()


def end_of_text(text: str, start: int, stop: int | None = None) -> int | None:
    """The offset behind a text in braces or quotes that opens at ``start``; None if it is not closed before ``stop``.

    A quote inside braces does not close a text in quotes (BibTeX 0.99d, section 4 of "btxdoc").
    """
    if text[start] == "{":
        return end_of_braces(text, start, stop)
    depth = 0
    for match in _BRACES_OR_QUOTE.finditer(text, start + 1, len(text) if stop is None else stop):
        sign = match.group()
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth < 0:
                return None
        elif depth == 0:
            return match.end()
    return None


class _Scanner:
    """One text and what is found wrong with it."""

    def __init__(self, text: str, path: str, problems: list[Problem]) -> None:
        self.text = text
        self.path = path
        self.problems = problems
        self.searches = MAX_SEARCHES * (len(text) + 2000)
        self._line_starts = [0, *(match.end() for match in re.finditer("\n", text)), len(text) + 1]
        self._lower: dict[str, str] = {}  # the same few dozen names come in every entry

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column (from 1) of an offset."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def line_start(self, offset: int) -> int:
        """Where the line of an offset begins."""
        return self._line_starts[bisect_right(self._line_starts, offset) - 1]

    def note(self, offset: int, message: str, hint: str) -> None:
        """Tell a mistake at an offset."""
        if len(self.problems) > MAX_TOLD:
            return
        line, column = self.place(offset)
        if len(self.problems) == MAX_TOLD:
            message = "there are more mistakes from here on; they are no longer told one by one."
            hint = "Repair those above, and build again."
        start = self._line_starts[line - 1]
        end = _END_OF_LINE.search(self.text, start)
        excerpt = self.text[start : end.start() if end else None]
        if len(excerpt) > MAX_EXCERPT:
            excerpt = ""
        self.problems.append(Problem(self.path, line, column, Code.SYNTAX, message, hint, excerpt))

    def give_up(self, offset: int) -> None:
        """Tell that there are too many ends that are not there."""
        message = "the file has too many braces or quotes that are never closed; from here on it is not read."
        place = self.place(offset)
        self.problems.append(
            Problem(self.path, *place, Code.LIMIT, message, "Repair those above, and build again.")
        )

    def end_of_comment(self, match: re.Match[str], limit: int) -> int:
        """The offset behind a comment or preamble, or behind its opening where that is never closed."""
        if match[2] != "{":
            return match.end()
        end = end_of_braces(self.text, match.end() - 1, limit)
        if end is None:
            self.searches -= limit - match.end()
        return end or match.end()

    def look_for_stray_fields(self, start: int, stop: int) -> None:
        """What stands between entries is a comment, unless it has the fields of one: then its head is damaged."""
        if self.text.find("=", start, stop) < 0 or len(self.problems) >= MAX_TOLD:
            return
        gap = self.text[start:stop]
        field = _STRAY_FIELD.search(gap)
        if field is not None:
            above = gap[: field.start()].rstrip()
            head = above.rfind("\n") + 1 if above else field.start()
            message = "fields stand here outside of any entry; all up to the next one is left out."
            hint = "An entry begins with  @article{somekey,  at the beginning of a line."
            self.note(self.line_start(start + head), message, hint)

    def block(self, match: re.Match[str], limit: int) -> tuple[Block | None, int]:
        """One entry or ``@string`` up to ``limit`` at most, and the offset behind it."""
        text = self.text
        kind = match[1].lower()
        closing = "}" if match[2] == "{" else ")"
        line, column = self.place(match.start())
        position = match.end()
        key = ""
        if kind != "string":
            key, position = self._key(match, position, limit)
        fields: list[WrittenField] = []
        last: tuple[str, int] | None = None  # name and beginning of the last value, where it stands in braces
        faults = 0
        what = ""
        lower, starts, row = self._lower, self._line_starts, line
        new = tuple.__new__  # half the time of calling the class
        while True:
            whole = _WHOLE_FIELD.match(text, position, limit)
            if whole is not None:
                name, source, sign = whole.groups()
                at, begin = whole.start(1), whole.start(2)
                while at >= starts[row]:
                    row += 1
                first = row
                while begin >= starts[row]:
                    row += 1
                places = (first, at - starts[first - 1] + 1, row, begin - starts[row - 1] + 1)
                known = lower.get(name) or lower.setdefault(name, name.lower())
                fields.append(new(WrittenField, (known, source, places)))
                last = (name, begin) if source[0] == "{" else None
                position = whole.end() if sign == "," else whole.end() - 1
                continue
            what = what or _described(kind, key, line)
            if faults > MAX_FAULTS:
                position = limit
                break
            field = _FIELD.match(text, position, limit)
            if field is not None:
                position, value, sound = self._value(field, limit, what)
                faults += not sound
                if value is not None:
                    space = _SPACE.match(text, field.end(), limit)
                    begin = space.end() if space else field.end()
                    places = (*self.place(field.start(1)), *self.place(begin))
                    fields.append(WrittenField(field[1].lower(), value, places))
                    row = places[0]
                    last = (field[1], begin) if sound and text[begin] == "{" else None
                position = self._separator(position, limit, field[1], what, sound)
                continue
            space = _BETWEEN.match(text, position, limit)
            here = space.end() if space else position
            if here < limit and text[here] in "})":
                position = here + 1
                if text[here] != closing:
                    self.note(
                        here,
                        f"{what} was opened by '{match[2]}' and is closed by '{text[here]}'.",
                        f"Write '{closing}' here, or '{'{' if text[here] == '}' else '('}' at its start.",
                    )
                break
            if here >= limit:
                if not faults and last is not None and _NEXT_FIELD.search(fields[-1].source):
                    # The brace that closes the value is the entry's own: one is missing further up.
                    faults += 1
                    row = line
                    unclosed, begin = last
                    position, value, _ = self._unclosed_value(unclosed, begin, begin, limit, what)
                    if value is not None:
                        fields[-1] = fields[-1]._replace(source=value)
                    continue
                if not faults:
                    self._unclosed(what, match, position, limit, closing)
                position = limit
                break
            faults += 1
            word = text[here : min(limit, here + 200)].split("\n", 1)[0].split(",")[0].strip()[:40]
            self.note(
                here,
                f"'{word}' in {what} is no field: a field is  name = {{value}}.",
                "Add what is missing (usually '=' or a brace), or delete it.",
            )
            following = self._next_field(here, limit)
            if following is None:
                close = text.find("\n" + closing, here, limit)
                position = close + 2 if close >= 0 else limit
                break
            position = following
        if kind == "string":
            return (Block(kind, fields[0].name, line, column, fields[:1]) if fields else None), position
        return Block(kind, key, line, column, fields), position

    def _key(self, match: re.Match[str], position: int, limit: int) -> tuple[str, int]:
        text = self.text
        found = _KEY.match(text, position, limit)
        key = found[1].strip() if found else ""
        end = found.end() if found else position
        sign = text[end : end + 1] if end < limit else ""
        if sign == "=" or not key:
            self.note(
                match.start(),
                f"this @{match[1]} has no key: the word behind '{match[2]}' that citations use.",
                f"Write  @{match[1]}{match[2]}somekey,  with a comma behind the key.",
            )
            return "", position if sign == "=" else end
        if sign not in {",", "}", ")"}:
            self.note(
                found.end(1) if found else end,
                f"a comma is missing behind the key '{key}'.",
                f"Write  @{match[1]}{match[2]}{key},",
            )
        return key, end

    def _next_field(self, position: int, limit: int) -> int | None:
        """Where the next line that begins with a field stands; what is searched for nothing counts."""
        following = _NEXT_FIELD.search(self.text, position, limit)
        if following is None:
            self.searches -= limit - position
            return None
        return following.start()

    def _value(self, field: re.Match[str], limit: int, what: str) -> tuple[int, str | None, bool]:
        """The offset behind a value, its source (None where there is nothing to read) and whether it is sound."""
        text = self.text
        space = _SPACE.match(text, field.end(), limit)
        begin = position = space.end() if space else field.end()
        while True:
            if position < limit and text[position] in '{"':
                end = end_of_text(text, position, limit)
                if end is None:
                    self.searches -= limit - position
                    return self._unclosed_value(field[1], begin, position, limit, what)
                position = end
            else:
                bare = _BARE.match(text, position, limit)
                if bare is None:
                    return self._odd_value(field[1], begin, position, limit, what)
                position = bare.end()
            join = _JOIN.match(text, position, limit)
            if join is None:
                return position, text[begin:position], True
            position = join.end()

    def _unclosed_value(
        self, name: str, begin: int, opening: int, limit: int, what: str
    ) -> tuple[int, str | None, bool]:
        """A brace or quote that is never closed: the value is taken to end where the next field begins."""
        text = self.text
        sign = text[opening]
        following = self._next_field(opening, limit)
        end = limit if following is None else following
        content = text[opening + 1 : end].rstrip()
        if following is None:
            content = _CLOSING_LINE.split(content + "\n", maxsplit=1)[0].rstrip()
        content = content.rstrip(",").rstrip()
        closes, called = ('"', "quote") if sign == '"' else ("}", "brace")
        self.note(
            opening,
            f"the {called} that opens the value of '{name}' in {what} is never closed.",
            f"Write {closes} at the end of the value; each {{ in it needs its }}.",
        )
        content = re.sub(r"[{}]", "", content.removesuffix(closes))
        if begin != opening or len(content) > 20_000:
            return end, None, False
        return end, "{" + content + "}", False

    def _odd_value(
        self, name: str, begin: int, position: int, limit: int, what: str
    ) -> tuple[int, str | None, bool]:
        """No value where one is expected, or one without braces that needs them."""
        loose = _LOOSE.match(self.text, begin, limit)
        end = loose.end() if loose else begin
        content = self.text[begin:end].strip()
        if content and position == begin and "{" not in content and '"' not in content:
            self.note(
                begin,
                f"the value of '{name}' in {what} stands in neither braces nor quotes.",
                f"Write  {name} = {{{content[:60]}}}",
            )
            return end, "{" + content + "}", True
        self.note(
            min(position, max(limit - 1, 0)),
            f"the value of '{name}' in {what} is missing or cannot be read.",
            f"Write  {name} = {{…}}, or delete the field.",
        )
        return max(end, position), None, False

    def _separator(self, position: int, limit: int, name: str, what: str, sound: bool) -> int:
        """Go beyond the comma behind a value; tell when it is missing."""
        text = self.text
        space = _SPACE.match(text, position, limit)
        here = space.end() if space else position
        if here >= limit or text[here] in "})":
            return here
        if text[here] == ",":
            return here + 1
        if not sound:
            return position
        if _FIELD.match(text, here, limit):
            self.note(
                max(position - 1, 0),
                f"a comma is missing behind the value of '{name}' in {what}.",
                "Write a comma at the end of this line.",
            )
            return here
        rest = _LOOSE.match(text, here, limit)
        end = rest.end() if rest else here
        self.note(
            here,
            f"'{text[here:end].strip()[:40] or text[here]}' stands behind the value of '{name}' in {what}, and belongs "
            "to no field.",
            "Put the whole value into one pair of braces, and a comma behind it.",
        )
        return max(end, here + 1) if end == here else end

    def _unclosed(self, what: str, match: re.Match[str], position: int, limit: int, closing: str) -> None:
        end = position + len(self.text[position:limit].rstrip()) if limit - position < 100_000 else position
        self.note(
            match.start(),
            f"{what} is never closed: '{closing}' is missing at its end.",
            f"Write  {closing}  below line {self.place(max(end - 1, 0))[0]}.",
        )


def _described(kind: str, key: str, line: int) -> str:
    if kind == "string":
        return f"the @string in line {line}"
    return f"the entry '{key}' (line {line})" if key else f"the entry in line {line}"
