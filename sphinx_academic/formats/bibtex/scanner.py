"""Reads BibTeX as text: each entry with its fields as written, and for what is broken, what is missing where.

A mistake costs itself alone: reading goes on with the next field and the next entry.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from sphinx_academic.formats.latex.decoding import end_of_text
from sphinx_academic.formats.text import Reports
from sphinx_academic.problems import Code

MAX_FAULTS = 20
"""Mistakes in one entry after which the rest of it is left out."""
MAX_SEARCHES = 50
"""How often as many characters as the file has are searched for the end of a value, before the rest is left out."""

Places = tuple[int, int, int, int]
"""Line and column of a field's name, line and column of its value."""


class WrittenField(NamedTuple):
    """A field: ``name`` is in lower case, ``text`` is ``{…}``, ``"…"``, ``12`` or ``jan # "~8"`` as the scanner finds it,
    and what stands in the braces or is joined by them once macros are replaced."""

    name: str
    text: str
    places: Places


Fields = dict[str, WrittenField]
"""Fields by their names."""


class WrittenEntry(NamedTuple):
    """An entry, a ``@string`` (``kind`` is ``string``, its one field the macro), or a ``@preamble`` with commands, which is its
    one field. ``kind`` is in lower case."""

    kind: str
    key: str
    line: int
    column: int
    fields: list[WrittenField]


_BLOCK_AT_LINE_START = re.compile(r"^[ \t]*@[ \t]*\w+\s*[{(]", re.MULTILINE)
_BLOCK = re.compile(r"@\s*+(\w++)\s*+([{(])")
_KEY = re.compile(r"\s*+([^,={}\n]*+)\s*+")
_NAME = r"[\s,]*+([^\s={}\"#,%@\\()]++)\s*+="
_FIELD = re.compile(_NAME + r"\s*")
_BARE_WORD = r"[^\W\d][^\s{}()\[\]=\"#,%'@\\]*+"
# Braces to the third depth, or quotes without any, and what ends the field: nearly all that people have.
_WHOLE_FIELD = re.compile(
    _NAME + r"\s*+(\{[^{}]*+(?:\{[^{}]*+(?:\{[^{}]*+\}[^{}]*+)*+\}[^{}]*+)*+\}"
    r'|"[^"{}]*+"|\d++|' + _BARE_WORD + r")\s*+([,})])"
)
_SWALLOWED_FIELD = re.compile(r"(?<=[,}]) ?[A-Za-z][\w-]{2,30} ?= ?[{\"\d]")
"""A field in the line of the value that holds it, as its brace is missing: ``title = {Tea, year = 2004}``."""
_NEXT_FIELD = re.compile(r"\n[ \t]*(?:[A-Za-z][\w+.:-]*)[ \t]*=[ \t]*(?=[{\"\w\n])")
_NEXT_OF_ANY = re.compile(_NEXT_FIELD.pattern.replace(r"\n", r"[\n,]", 1))
_BARE = re.compile(r"\d+|" + _BARE_WORD)
_LOOSE = re.compile(r"[^,}\n]*")
_SPACE = re.compile(r"\s*")
_BETWEEN = re.compile(r"[\s,]*")
_JOIN = re.compile(r"\s*#\s*")
_CLOSING_LINE = re.compile(r"\n[ \t]*[})][ \t]*(?:\n|\Z)")
_STRAY_FIELD = re.compile(r"^[^%\n]*=[ \t]*[{\"]", re.MULTILINE)
_PART = re.compile(r"[\s#]*(?:([{\"])|(\d+)|(" + _BARE_WORD + "))")


def scan(reports: Reports) -> Iterator[WrittenEntry]:
    """Every entry and ``@string`` of a text, in its order; what is wrong with its syntax is told to its ``reports``.

    An entry never reaches beyond a line that begins another. The time it takes is in proportion to the text.
    """
    text = reports.text
    scanner = _Scanner(reports)
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
            if match[2] == "{":
                end = scanner.end_of_text(position - 1, limit) or position
                if match[1].lower() == "preamble" and text.find("\\", position, end) >= 0:
                    place = reports.place(position)
                    written = WrittenField("preamble", text[position : end - 1].strip(), (*place, *place))
                    yield WrittenEntry("preamble", "", *place, [written])
                position = end
        else:
            before = scanner.told
            block, position = scanner.block(match, limit)
            is_told = scanner.told > before
            if block is not None:
                yield block
        if scanner.searches < 0:
            message = (
                "the file has too many braces or quotes that are never closed; from here on it is not read."
            )
            reports.add(position, Code.LIMIT, message, "Repair those above, and build again.")
            return
    if not is_told:
        scanner.look_for_stray_fields(position, len(text))


def parts_of(source: str) -> Iterator[tuple[str, bool]]:
    """The parts of a value that ``#`` joins: each a text, or the name of a macro, and whether it is one."""
    position = 0
    while match := _PART.match(source, position):
        position = match.end()
        if match[1]:
            start = position
            position = end_of_text(source, start - 1) or len(source)
            yield source[start : position - 1], False
        else:
            yield match[2] or match[3], not match[2]


class _Scanner:
    """Finds the fields of entries in one text, and tells what is wrong with them."""

    def __init__(self, reports: Reports) -> None:
        self.text = reports.text
        self.place = reports.place
        self.searches = MAX_SEARCHES * (len(self.text) + 2000)
        self.told = 0
        self._reports = reports
        self._line_starts = [*reports.line_starts, len(self.text) + 1]
        self._lower: dict[str, str] = {}  # the same few dozen names come in every entry

    def line_start(self, offset: int) -> int:
        """Where the line of an offset begins."""
        return self._line_starts[bisect_right(self._line_starts, offset) - 1]

    def note(self, offset: int, message: str, hint: str) -> None:
        """Tell a mistake at an offset."""
        self.told += 1
        self._reports.add(offset, Code.SYNTAX, message, hint)

    def end_of_text(self, start: int, limit: int) -> int | None:
        """The offset behind a text in braces or quotes, or None; what is searched for nothing counts."""
        end = end_of_text(self.text, start, limit)
        if end is None:
            self.searches -= limit - start
        return end

    def _behind(self, pattern: re.Pattern[str], position: int, limit: int) -> int:
        """The offset behind what a pattern matches here."""
        match = pattern.match(self.text, position, limit)
        return match.end() if match else position

    def look_for_stray_fields(self, start: int, stop: int) -> None:
        """What stands between entries is a comment, unless it has the fields of one: then its head is damaged."""
        if self.text.find("=", start, stop) < 0:
            return
        gap = self.text[start:stop]
        field = _STRAY_FIELD.search(gap)
        if field is not None:
            above = gap[: field.start()].rstrip()
            head = above.rfind("\n") + 1 if above else field.start()
            message = "fields stand here outside of any entry; all up to the next one is left out."
            hint = "An entry begins with  @article{somekey,  at the beginning of a line."
            self.note(self.line_start(start + head), message, hint)

    def block(self, match: re.Match[str], limit: int) -> tuple[WrittenEntry | None, int]:
        """One entry or ``@string`` up to ``limit`` at most, and the offset behind it."""
        text = self.text
        kind = match[1].lower()
        closing = "}" if match[2] == "{" else ")"
        starts = self._line_starts
        line = bisect_right(starts, match.start())
        column = match.start() - starts[line - 1] + 1
        position = match.end()
        key = what = ""
        if kind != "string":
            key, position = self._key(match, position, limit)
        fields: list[WrittenField] = []
        last: tuple[str, int] | None = None  # name and beginning of the last value, where it stands in braces
        faults = 0
        lower, row = self._lower, line
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
            if not what:
                what = f"the entry '{key}' (line {line})" if key else f"the entry in line {line}"
                what = f"the @string in line {line}" if kind == "string" else what
            if faults > MAX_FAULTS:
                position = limit
                break
            field = _FIELD.match(text, position, limit)
            if field is not None:
                name, begin = field[1], field.end()
                position, value, sound = self._value(name, begin, limit, what)
                faults += not sound
                if value is not None:
                    places = (*self.place(field.start(1)), *self.place(begin))
                    fields.append(WrittenField(name.lower(), value, places))
                    row = places[0]
                    last = (name, begin) if sound and text[begin] == "{" else None
                position = self._separator(position, limit, name, what, sound)
                continue
            here = self._behind(_BETWEEN, position, limit)
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
                swallowed = None
                if not faults and last is not None:
                    value = fields[-1].text
                    swallowed = _NEXT_FIELD.search(value) or _SWALLOWED_FIELD.search(value)
                if last is not None and swallowed is not None:
                    # The brace that closes the value is the entry's own: one is missing further up.
                    faults += 1
                    row = line
                    end = last[1] + swallowed.start()
                    position, value, _ = self._unclosed_value(*last, last[1], limit, what, end)
                    if value is not None:
                        fields[-1] = fields[-1]._replace(text=value)
                    continue
                if not faults:
                    read = text[position : min(limit, position + 100_000)].rstrip()
                    end = position + len(read)
                    self.note(
                        match.start(),
                        f"{what} is never closed: '{closing}' is missing at its end.",
                        f"Write  {closing}  below line {self.place(max(end - 1, 0)).line}.",
                    )
                position = limit
                break
            faults += 1
            word = text[here : min(limit, here + 200)].split("\n", 1)[0].split(",")[0].strip()[:40]
            self.note(
                here,
                f"'{word}' in {what} is no field: a field is  name = {{value}}.",
                "Add what is missing (usually '=' or a brace), or delete it.",
            )
            following = self._next_field(here, limit, _NEXT_OF_ANY)
            if following is None:
                close = text.find("\n" + closing, here, limit)
                position = close + 2 if close >= 0 else limit
                break
            position = following
        if kind == "string":
            key = fields[0].name if fields else ""
        is_something = bool(fields) or kind != "string"
        return (WrittenEntry(kind, key, line, column, fields) if is_something else None), position

    def _key(self, match: re.Match[str], position: int, limit: int) -> tuple[str, int]:
        found = _KEY.match(self.text, position, limit)
        if found is None:
            return "", position
        key, end = found[1].strip(), found.end()
        sign = self.text[end : end + 1] if end < limit else ""
        if sign == "=" or not key:
            self.note(
                match.start(),
                f"this @{match[1]} has no key: the word behind '{match[2]}' that citations use.",
                f"Write  @{match[1]}{match[2]}somekey,  with a comma behind the key.",
            )
            return "", position if sign == "=" else end
        if sign not in {",", "}", ")"}:
            hint = f"Write  @{match[1]}{match[2]}{key},"
            self.note(found.end(1), f"a comma is missing behind the key '{key}'.", hint)
        return key, end

    def _next_field(self, position: int, limit: int, pattern: re.Pattern[str] = _NEXT_FIELD) -> int | None:
        """Where the next line that begins with a field stands; what is searched for nothing counts."""
        following = pattern.search(self.text, position, limit)
        if following is None:
            self.searches -= limit - position
            return None
        return following.start()

    def _value(self, name: str, begin: int, limit: int, what: str) -> tuple[int, str | None, bool]:
        """The offset behind a value, its source (None where there is nothing to read) and whether it is sound."""
        text = self.text
        position = begin
        while True:
            if position < limit and text[position] in '{"':
                end = self.end_of_text(position, limit)
                if end is None:
                    return self._unclosed_value(name, begin, position, limit, what)
                position = end
            else:
                bare = _BARE.match(text, position, limit)
                if bare is None:
                    return self._odd_value(name, begin, position, limit, what)
                position = bare.end()
            join = _JOIN.match(text, position, limit)
            if join is None:
                return position, text[begin:position], True
            position = join.end()

    def _unclosed_value(
        self, name: str, begin: int, opening: int, limit: int, what: str, following: int | None = None
    ) -> tuple[int, str | None, bool]:
        """A brace or quote that is never closed: the value is taken to end where the next field begins."""
        if following is None:
            following = self._next_field(opening, limit)
        end = limit if following is None else following
        content = self.text[opening + 1 : end].rstrip()
        if following is None:
            content = _CLOSING_LINE.split(content + "\n", maxsplit=1)[0].rstrip()
        closes, called = ('"', "quote") if self.text[opening] == '"' else ("}", "brace")
        self.note(
            opening,
            f"the {called} that opens the value of '{name}' in {what} is never closed.",
            f"Write {closes} at the end of the value; each {{ in it needs its }}.",
        )
        content = re.sub(r"[{}]", "", content.rstrip(",").rstrip().removesuffix(closes))
        if begin != opening or len(content) > 20_000:
            return end, None, False
        return end, "{" + content + "}", False

    def _odd_value(
        self, name: str, begin: int, position: int, limit: int, what: str
    ) -> tuple[int, str | None, bool]:
        """No value where one is expected, or one without braces that needs them."""
        end = self._behind(_LOOSE, begin, limit)
        content = self.text[begin:end].strip()
        if content and position == begin and "{" not in content and '"' not in content:
            message = f"the value of '{name}' in {what} stands in neither braces nor quotes."
            self.note(begin, message, f"Write  {name} = {{{content[:60]}}}")
            return end, "{" + content + "}", True
        message = f"the value of '{name}' in {what} is missing or cannot be read."
        hint = f"Write  {name} = {{…}}, or delete the field."
        self.note(min(position, max(limit - 1, 0)), message, hint)
        return max(end, position), None, False

    def _separator(self, position: int, limit: int, name: str, what: str, sound: bool) -> int:
        """Go beyond the comma behind a value; tell when it is missing."""
        text = self.text
        here = self._behind(_SPACE, position, limit)
        if here >= limit or text[here] in "})":
            return here
        if text[here] == ",":
            return here + 1
        if not sound:
            return position
        if _FIELD.match(text, here, limit):
            message = f"a comma is missing behind the value of '{name}' in {what}."
            self.note(max(position - 1, 0), message, "Write a comma at the end of this line.")
            return here
        end = self._behind(_LOOSE, here, limit)
        self.note(
            here,
            f"'{text[here:end].strip()[:40] or text[here]}' stands behind the value of '{name}' in {what}, and belongs "
            "to no field.",
            "Put the whole value into one pair of braces, and a comma behind it.",
        )
        return max(end, here + 1)
