"""A text that is edited at places, of which all else stays as it was, to the byte: line ends, a byte order mark, blanks at the end of lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import StringIO
from typing import NamedTuple

from sphinx_academic.formats.text import UNPRINTABLE

_BREAKS_OF_YAML = re.compile("[\x85\u2028\u2029]")
_MARK = "\ufeff"


class NotEditableError(Exception):
    """Why a file is not edited, with the line that says so; 0 where there is none."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


def _lines_of(text: str) -> list[str]:
    """The lines of a text with their ends, be it those of any system."""
    return [*StringIO(text, newline="")]


class _Replacement(NamedTuple):
    """What stands from ``start`` to ``end`` is to be something else; edits at one place come in their ``order``."""

    start: int
    end: int
    order: int
    text: str


class EditedText:
    """A file's text while it is edited; lines and columns count from 0, as its readers see them."""

    def __init__(self, data: bytes) -> None:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise NotEditableError("it is not UTF-8. Save it as UTF-8 in your editor.", line) from error
        self._mark = _MARK if text.startswith(_MARK) else ""
        self._text = text.removeprefix(_MARK)
        if found := UNPRINTABLE.search(self._text.replace("\r", "")):
            number = len(_lines_of(self._text[: found.start()])) or 1
            raise NotEditableError(f"it holds the control character U+{ord(found[0]):04X}.", number)
        written = _lines_of(self._text)
        self.lines: list[str] = [line.rstrip("\r\n") for line in written]
        """The lines without their ends."""
        self._starts = [0]
        for each in written:
            self._starts.append(self._starts[-1] + len(each))
        self.newline = next((each[len(each.rstrip("\r\n")) :] for each in written), "") or "\n"
        """How lines end: as the first one does."""
        self._has_end = not written or written[-1] != self.lines[-1]
        self._edits: list[_Replacement] = []

    @property
    def normal(self) -> str:
        """The text as readers see it: each sign at the same line and column."""
        return _BREAKS_OF_YAML.sub(" ", "".join(f"{line}\n" for line in self.lines))

    def replace(self, start: tuple[int, int], end: tuple[int, int], text: str) -> None:
        """Put a text in place of what stands between two places."""
        self._add(self._offset(start), self._offset(end), text)

    def insert(self, place: tuple[int, int], text: str) -> None:
        """Put a text at a place."""
        self.replace(place, place, text)

    def insert_lines(self, line: int, lines: Sequence[str]) -> None:
        """Put lines before one, or at the end of the file."""
        offset = self._starts[min(line, len(self.lines))]
        text = "".join(f"{each}\n" for each in lines)
        if offset == len(self._text) and not self._has_end:
            text = "\n" + text.removesuffix("\n")
        self._add(offset, offset, text)

    def _offset(self, place: tuple[int, int]) -> int:
        line, column = place
        return self._starts[line] + column if line < len(self.lines) else len(self._text)

    def _add(self, start: int, end: int, text: str) -> None:
        self._edits.append(_Replacement(start, end, len(self._edits), text.replace("\n", self.newline)))

    def made(self) -> bytes:
        """The file with all edits."""
        parts, last = [self._mark], 0
        for edit in sorted(self._edits):
            parts += [self._text[last : edit.start], edit.text]
            last = max(last, edit.end)
        return "".join((*parts, self._text[last:])).encode("utf-8")


def is_blank(line: str) -> bool:
    """Whether nothing stands in a line."""
    return not line.strip()
