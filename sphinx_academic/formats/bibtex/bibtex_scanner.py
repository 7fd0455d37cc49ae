"""Reads broken BibTeX: says what is missing where, and goes on with the next field and the next entry."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator

from sphinx_academic.formats.bibtex.bibtex_syntax import Block, Field, end_of_text
from sphinx_academic.problems import MAX_EXCERPT, Code, Problem

MAX_TOLD = 200
"""Mistakes of syntax that are told one by one."""
MAX_FAULTS = 20
"""Mistakes in one entry after which the rest of it is left out."""

BLOCK_AT_LINE_START = re.compile(r"^[ \t]*@[ \t]*\w+\s*[{(]", re.MULTILINE)
BLOCK = re.compile(r"@[ \t]*(\w+)\s*([{(])")
_KEY = re.compile(r"\s*([^,={}\"#%\n]*)")
_FIELD = re.compile(r"[\s,]*([^\s={}\"#,%@\\()]+)\s*=")
_NEXT_FIELD = re.compile(r"\n[ \t]*(?:[A-Za-z][\w+.:-]*)[ \t]*=[ \t]*(?=[{\"\w\n])")
_BARE = re.compile(r"\d+|[^\W\d][^\s{}()\[\]=\"#,%'@\\]*")
_LOOSE = re.compile(r"[^,}\n]*")
_SPACE = re.compile(r"\s*")
_JOIN = re.compile(r"\s*#\s*")
_END_OF_LINE = re.compile(r"\n|\Z")
_BETWEEN = re.compile(r"[\s,]*")
_REST = re.compile(r"[^,}\n]*")


def scan(
    text: str, start: int, stop: int, path: str, problems: list[Problem], first_line: int = 0
) -> Iterator[Block]:
    """The blocks between two offsets of a text whose first line is ``first_line`` (from 0) of the file.

    An entry never reaches beyond a line that begins another.
    """
    scanner = _Scanner(text, path, problems, first_line)
    limits = [match.start() for match in BLOCK_AT_LINE_START.finditer(text, start, stop)]
    position = start
    while True:
        match = BLOCK.search(text, position, stop)
        if match is None:
            return
        line_start = text.rfind("\n", 0, match.start()) + 1
        position = match.end()
        if "%" in text[line_start : match.start()]:
            continue  # commented out, as biber and most editors see it
        after = bisect.bisect_right(limits, match.start())
        limit = limits[after] if after < len(limits) else stop
        if match[1].lower() in ("comment", "preamble"):
            position = end_of_text(text, match.end() - 1, limit) or position if match[2] == "{" else position
            continue
        block, position = scanner.block(match, limit)
        if block is not None:
            yield block


class _Scanner:
    """One text and what is found wrong with it."""

    def __init__(self, text: str, path: str, problems: list[Problem], first_line: int) -> None:
        self.text = text
        self.path = path
        self.problems = problems
        self.first_line = first_line
        self._line_starts: list[int] = []

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column (from 1) of an offset."""
        if not self._line_starts:
            self._line_starts = [0, *(match.end() for match in re.finditer("\n", self.text))]
        line = bisect.bisect_right(self._line_starts, offset)
        return self.first_line + line, offset - self._line_starts[line - 1] + 1

    def note(self, offset: int, message: str, hint: str) -> None:
        """Tell a mistake at an offset."""
        if len(self.problems) > MAX_TOLD:
            return
        line, column = self.place(offset)
        if len(self.problems) == MAX_TOLD:
            message = "there are more mistakes from here on; they are no longer told one by one."
            hint = "Repair those above, and build again."
        start = self._line_starts[line - self.first_line - 1]
        end = _END_OF_LINE.search(self.text, start)
        excerpt = self.text[start : end.start() if end else None]
        if len(excerpt) > MAX_EXCERPT:
            excerpt = ""
        self.problems.append(Problem(self.path, line, column, Code.SYNTAX, message, hint, excerpt))

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
        name = f"'{key}' (line {line})" if key else f"in line {line}"
        what = f"the entry {name}" if kind != "string" else f"the @string in line {line}"
        fields: list[Field] = []
        faults = 0
        last: tuple[re.Match[str], int] | None = None
        while True:
            if faults > MAX_FAULTS:
                position = limit
                break
            field = _FIELD.match(text, position, limit)
            if field is None:
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
                    if not faults and last is not None and _NEXT_FIELD.search(fields[-1].value):
                        # The brace that closes the value is the entry's own: one is missing further up.
                        faults += 1
                        unclosed, begin = last
                        position, value, _ = self._unclosed_value(unclosed, begin, begin, limit, what)
                        if value is not None:
                            fields[-1] = fields[-1]._replace(value=value)
                        continue
                    if not faults:
                        self._unclosed(what, match, position, limit, closing)
                    position = limit
                    break
                faults += 1
                following = _NEXT_FIELD.search(text, here, limit)
                word = text[here : min(limit, here + 200)].split("\n", 1)[0].split(",")[0].strip()[:40]
                self.note(
                    here,
                    f"'{word}' in {what} is no field: a field is  name = {{value}}.",
                    "Add what is missing (usually '=' or a brace), or delete it.",
                )
                if following is None:
                    close = text.find("\n" + closing, here, limit)
                    position = close + 2 if close >= 0 else limit
                    break
                position = following.start()
                continue
            position, value, sound = self._value(field, limit, what)
            faults += not sound
            if value is not None:
                at = self.place(field.start(1))
                space = _SPACE.match(text, field.end(), limit)
                begin = space.end() if space else field.end()
                fields.append(Field(field[1].lower(), value, (*at, *self.place(begin))))
                last = (field, begin) if sound and text[begin] == "{" else None
            position = self._separator(position, limit, closing, field[1], what, sound)
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
        if sign not in {",", "}", ")"} or (sign == "\n" and end < limit):
            self.note(
                end,
                f"a comma is missing behind the key '{key}'.",
                f"Write  @{match[1]}{match[2]}{key},",
            )
        return key, end

    def _value(self, field: re.Match[str], limit: int, what: str) -> tuple[int, str | None, bool]:
        """The offset behind a value, its source (None where there is nothing to read) and whether it is
        sound."""
        text = self.text
        space = _SPACE.match(text, field.end(), limit)
        begin = position = space.end() if space else field.end()
        while True:
            if position < limit and text[position] in '{"':
                end = end_of_text(text, position, limit)
                if end is None:
                    return self._unclosed_value(field, begin, position, limit, what)
                position = end
            else:
                bare = _BARE.match(text, position, limit)
                if bare is None:
                    return self._odd_value(field, begin, position, limit, what)
                position = bare.end()
            join = _JOIN.match(text, position, limit)
            if join is None:
                return position, text[begin:position], True
            position = join.end()

    def _unclosed_value(
        self, field: re.Match[str], begin: int, opening: int, limit: int, what: str
    ) -> tuple[int, str | None, bool]:
        """A brace or quote that is never closed: the value is taken to end where the next field begins."""
        text = self.text
        sign = text[opening]
        following = _NEXT_FIELD.search(text, opening, limit)
        end = following.start() if following else limit
        content = text[opening + 1 : end].rstrip()
        if following is None:
            content = re.split(r"\n[ \t]*[})][ \t]*(?:\n|\Z)", content + "\n", maxsplit=1)[0].rstrip()
        content = content.rstrip(",").rstrip()
        closes = '"' if sign == '"' else "}"
        name = "quote" if sign == '"' else "brace"
        self.note(
            opening,
            f"the {name} that opens the value of '{field[1]}' in {what} is never closed.",
            f"Write {closes} at the end of the value; each {{ in it needs its }}.",
        )
        content = re.sub(r"[{}]", "", content.removesuffix(closes))
        if begin != opening or len(content) > 20_000:
            return end, None, False
        return end, "{" + content + "}", False

    def _odd_value(
        self, field: re.Match[str], begin: int, position: int, limit: int, what: str
    ) -> tuple[int, str | None, bool]:
        """No value where one is expected, or one without braces that needs them."""
        loose = _LOOSE.match(self.text, begin, limit)
        end = loose.end() if loose else begin
        content = self.text[begin:end].strip()
        if content and position == begin and "{" not in content and '"' not in content:
            self.note(
                begin,
                f"the value of '{field[1]}' in {what} stands in neither braces nor quotes.",
                f"Write  {field[1]} = {{{content[:60]}}}",
            )
            return end, "{" + content + "}", True
        self.note(
            min(position, max(limit - 1, 0)),
            f"the value of '{field[1]}' in {what} is missing or cannot be read.",
            f"Write  {field[1]} = {{…}}, or delete the field.",
        )
        return max(end, position), None, False

    def _separator(self, position: int, limit: int, closing: str, name: str, what: str, sound: bool) -> int:
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
        rest = _REST.match(text, here, limit)
        end = rest.end() if rest else here
        self.note(
            here,
            f"'{text[here:end].strip()[:40] or text[here]}' stands behind the value of '{name}' in {what}, and belongs "
            "to no field.",
            "Put the whole value into one pair of braces, and a comma behind it.",
        )
        return max(end, here + 1) if end == here else end

    def _unclosed(self, what: str, match: re.Match[str], position: int, limit: int, closing: str) -> None:
        end = len(self.text[:limit].rstrip()) if limit - position < 100_000 else position
        self.note(
            match.start(),
            f"{what} is never closed: '{closing}' is missing at its end.",
            f"Write  {closing}  below line {self.place(max(end - 1, 0))[0]}.",
        )
