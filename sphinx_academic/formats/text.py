"""From the bytes of a file to its text, whatever encoding an editor left it in; and what is wrong with a text, told by
character offsets and never without end."""

from __future__ import annotations

import errno
import math
import re
import stat
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import Path, PurePath
from typing import NamedTuple

from sphinx_academic.data.located import Place, RawFile, RawList, RawMapping, RawValue
from sphinx_academic.problems import MAX_ALIKE, MAX_EXCERPT, Code, Problem, bounded

MAX_BYTES = 64 * 1024 * 1024
"""A larger file is not somebody's data; it is not read at all."""
MAX_TEXT = 200_000
"""Characters of one text, in whatever format: the authors of the largest collaborations with their markup are half of it."""

_UTF8_MARK = b"\xef\xbb\xbf"
_BYTE_ORDER_MARKS = (
    # UTF-32 before UTF-16: its little-endian mark begins with that of UTF-16.
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
# Everything that YAML 1.2 (section 5.1) does not count as printable.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")
_SAMPLE = 4096
_MOST_UNPRINTABLE = 0.1
"""The part of a file's beginning that may be control characters; more of them stand in no text."""
_LATE_CONTROLS = re.compile("[\x80-\x84\x86-\x9f]")
# Allowed, but line breaks to YAML's parser and to no editor: they would shift every line number below them.
INVISIBLE_BREAKS = re.compile("[\x85\u2028\u2029]")


def words(text: str) -> frozenset[str]:
    """The words of a text; how the modules beside this one write long sets of names."""
    return frozenset(text.split())


def by_word(table: Mapping[str, str]) -> dict[str, str]:
    """For each word of the texts in a table, the name that its text stands under."""
    return {word: name for name, text in table.items() for word in text.split()}


@cache
def names_of_keys(table: str) -> Mapping[str, str]:
    """A table for :func:`by_word` that is written as one text: ``name: keys; name: keys``; lines end rows too."""
    return by_word(dict(row.strip().split(": ", 1) for row in re.split(r"[;\n]", table) if row.strip()))


def apart(match: re.Match[str], markup: str) -> str:
    """Markup for the place of a match: beside a digit a formula's dollar sign would be one of money, and two of them one sign."""
    if not markup.startswith("$"):
        return markup
    before, behind = (
        match.string[match.start() - 1 : match.start()],
        match.string[match.end() : match.end() + 1],
    )
    # A mark of a formula or tag is a character of the private area.
    is_beside = behind.isdigit() or "\ue000" <= behind <= "\ue004"
    return f"{'<!-- -->' if before.isdigit() else ''}{markup}{'<!-- -->' if is_beside else ''}"


def read_start(path: Path, most: int = MAX_BYTES + 1) -> bytes:
    """The first bytes of a file. Raises OSError, also for what is no file: a pipe would keep a build waiting."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(errno.EINVAL, "it is no file")
    with path.open("rb") as file:
        return file.read(most)


class Reports:
    """Collects the problems of one text."""

    def __init__(self, text: str, path: str) -> None:
        self.text = text
        self.path = path
        self.counts: Counter[Code] = Counter()
        self._problems: list[Problem] = []

    @cached_property
    def line_starts(self) -> list[int]:
        """The offset at which each line begins."""
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def place(self, offset: int) -> Place:
        """Line and column of a character, both from 1."""
        line = bisect_right(self.line_starts, offset)
        return Place(line, offset - self.line_starts[line - 1] + 1)

    def add(self, offset: int, code: Code, message: str, hint: str = "") -> None:
        """Tell a problem at a character of the text."""
        self.counts[code] += 1
        if self.counts[code] <= MAX_ALIKE:
            place = self.place(min(offset, max(len(self.text) - 1, 0)))
            excerpt = self.line(place.line) if place.column <= MAX_EXCERPT else ""
            self._problems.append(Problem(self.path, *place, code, message, hint, excerpt))

    def line(self, number: int) -> str:
        """A line of the text, or the beginning of a long one."""
        start, *following = self.line_starts[number - 1 : number + 1]
        end = following[0] - 1 if following else len(self.text)
        return self.text[start : min(end, start + MAX_EXCERPT)]

    def told(self) -> tuple[Problem, ...]:
        """All problems in the order of the file; of too many alike the last says how many more there are."""
        return bounded(self._problems, self.counts)


def decode(data: bytes, path: str) -> tuple[str, tuple[Problem, ...]]:
    """Give the text with ``\\n`` as the only line end, and what is wrong with its encoding.

    A byte order mark is dropped. Text in another encoding than UTF-8 is read all the same, with one problem
    that names the encoding. Characters that no text holds are dropped, with one problem at the first of them.
    """
    if len(data) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES // 2**20} MB and is not read."
        hint = "Split it, or check that it is the file you meant."
        return "", (Problem(path, 0, 0, Code.LIMIT, message, hint),)
    file = PurePath(path).name
    found = _decoded(data, file)
    text = _with_line_ends(found.text)
    reports = Reports(text, path)
    if found.words:
        reports.add(len(_with_line_ends(found.text[: found.offset])), Code.ENCODING, *found.words)
    if not text.isascii() and _tell_mojibake(reports, file):
        # The characters U+0080 to U+009F belong to that mistake.
        text = _LATE_CONTROLS.sub("", text)
    problems = reports.told()
    first = UNPRINTABLE.search(text)
    if first:
        if len(UNPRINTABLE.findall(text, 0, _SAMPLE)) > _most_unprintable(text):
            message = "this is not a text file; nothing of it is read."
            hint = "Check that it is the file you meant: an archive or a picture may have been saved under this name."
            return "", (Problem(path, 1, 1, Code.ENCODING, message, hint),)
        reports = Reports(text, path)
        names = {"\0": "a NUL character", "\ufeff": "a byte order mark inside the text"}
        name = names.get(first[0], f"the control character U+{ord(first[0]):04X}")
        count = len(UNPRINTABLE.findall(text))
        others = f", and {count - 1} more below" if count > 1 else ""
        message = f"found {name}{others}; such characters are left out."
        hint = "Delete the invisible character; it often comes with text copied from a PDF."
        reports.add(first.start(), Code.ENCODING, message, hint)
        problems += reports.told()
        text = UNPRINTABLE.sub("", text)
    return text if text.isascii() else INVISIBLE_BREAKS.sub(" ", text), problems


class _Decoded(NamedTuple):
    """The text, with the ends of lines that it has; and where it is no UTF-8 the place of that, the words for it with the remedy, and in
    which encoding all of it was read."""

    text: str
    offset: int = 0
    words: tuple[str, str] | None = None
    encoding: str = ""


def _decoded(data: bytes, file: str) -> _Decoded:
    def read_as(text: str, offset: int, name: str) -> _Decoded:
        command = f"iconv -f {name} -t utf-8 {file} > utf8-{file}"
        message = f"the file is not UTF-8; it looks like {name} and is read as such."
        hint = f"Save it as UTF-8 in your editor, or convert it: {command}"
        return _Decoded(text, offset, (message, hint), name)

    data = data.removeprefix(_UTF8_MARK)
    marked = [name for mark, name in _BYTE_ORDER_MARKS if data.startswith(mark)]
    name = marked[0] if marked else _without_mark(data)
    if name:
        return read_as(data.decode(name, "replace"), 0, name)
    try:
        return _Decoded(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        bad = error.start
    text = data.decode("utf-8", "replace")
    if 3 * text.count("\ufffd") < sum(map(len, re.findall(r"[^\x00-\x7f]+", text))):
        # Mostly good UTF-8 with a few broken bytes: reading all of it as Latin-1 would break what is right.
        message = f"the byte 0x{data[bad]:02X} is not UTF-8; it is read as \ufffd."
        words = message, "Type the character again and save the file as UTF-8."
        return _Decoded(text, len(data[:bad].decode()), words)
    name = "Windows-1252" if re.search(rb"[\x80-\x9f]", data) else "Latin-1"
    before, behind = (
        data[part].decode(name, "replace").replace("\ufffd", "") for part in (slice(bad), slice(bad, None))
    )
    return read_as(before + behind, len(before), name)


# What is mended for sure

_ALIKE_IN = ("cp1252", "cp1250", "cp1254")
"""The code pages of Western, Central European and Turkish systems."""
_HIGH_BYTES = re.compile(rb"[\x80-\xff]+")


class SureText(NamedTuple):
    """The text of a file as it was meant for sure, with the ends of lines that it has; and what is another than in the file, in words.
    ``mark`` is the byte order mark of its UTF-8."""

    text: str
    changes: tuple[str, ...] = ()
    mark: bytes = b""

    @property
    def data(self) -> bytes:
        """The file in UTF-8."""
        return self.mark + self.text.encode()


def meant_for_sure(data: bytes) -> SureText | None:
    """The text of a file in another encoding, or that was read in another and saved again, or with characters that no text holds; None
    where it is not sure what the bytes mean."""
    found = _decoded(data, "")
    changes: list[str] = []
    if found.words:
        if not found.encoding or not _is_sure(data, found):
            return None
        changes.append(f"it was {found.encoding} and is UTF-8")
    text, changed = _without_mojibake(found.text)
    if changed:
        changes.append("UTF-8 that was read as Windows-1252")
    if UNPRINTABLE.search(text):
        if len(UNPRINTABLE.findall(text, 0, _SAMPLE)) > _most_unprintable(text):
            return None
        text = UNPRINTABLE.sub("", text)
        changes.append("characters that no text holds")
    return SureText(text, tuple(changes), _UTF8_MARK if data.startswith(_UTF8_MARK) else b"")


def _is_sure(data: bytes, found: _Decoded) -> bool:
    """Whether a text in another encoding can be no other one."""
    if "\ufffd" in found.text:
        return False
    if found.encoding.startswith("UTF"):
        return True
    if len(found.text) != len(data):
        return False  # a byte that means nothing was left out
    # Single letters among those of ASCII are of no other script, and the same in all that such files are written in.
    return all(
        len(run[0]) < 3 and len({run[0].decode(name, "replace") for name in _ALIKE_IN}) == 1
        for run in _HIGH_BYTES.finditer(data)
    )


def _without_mojibake(text: str) -> tuple[str, bool]:
    if text.isascii() or not _PAIR.search(text) or not any(map(_is_evidence, _RUN.finditer(text))):
        return text, False
    try:
        return text.encode("cp1252").decode("utf-8"), True
    except UnicodeError:
        mended = _RUN.sub(lambda run: _repaired(run) if _is_evidence(run) else run[0], text)
        # Of a sequence that has lost a byte nobody knows what it was, and the rest would no longer be told.
        return (text, False) if _TORN.search(mended) else (mended, mended != text)


def _most_unprintable(text: str) -> float:
    return max(20, min(len(text), _SAMPLE) * _MOST_UNPRINTABLE)


def _with_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _without_mark(data: bytes) -> str:
    """Which of UTF-16 and UTF-32 it is without a byte order mark, where many NUL bytes say that it is one."""
    sample = data[:_SAMPLE]
    if sample.count(0) * 4 < len(sample) or len(sample) < 4:
        return ""

    def letters(name: str) -> int:
        return len(re.findall("[\t\n\r -~]", sample.decode(name, "replace")))

    return max(("UTF-32LE", "UTF-32BE", "UTF-16LE", "UTF-16BE"), key=letters)


# UTF-8 that was read as Windows-1252 and saved again: Ã© where é was meant

# How browsers and editors read the bytes 0x80 to 0xFF as Windows-1252 (WHATWG Encoding Standard, section 9):
# the five bytes that code page leaves open become the control characters of the same number.
_TO_BYTE = {chr(byte): byte for byte in range(0x80, 0x100)}
_TO_BYTE |= {
    bytes([byte]).decode("cp1252"): byte
    for byte in range(0x80, 0xA0)
    if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}


def _read_from(low: int, high: int) -> str:
    """A pattern for the characters that bytes in a range are read as."""
    return f"[{''.join(re.escape(sign) for sign, byte in _TO_BYTE.items() if low <= byte <= high)}]"


_TRAIL = _read_from(0x80, 0xBF)
_SEQUENCE = f"{_read_from(0xC2, 0xDF)}{_TRAIL}|{_read_from(0xE0, 0xEF)}{_TRAIL}{{2}}|{_read_from(0xF0, 0xF4)}{_TRAIL}{{3}}"
# What all of them hold, and most texts in the Latin alphabet don't; six times as fast to look for.
_PAIR = re.compile("[^\x00-\x7f]{2}")
_RUN = re.compile(f"(?:{_SEQUENCE})+")

# What honest text puts right behind a letter such as É or é: quotes, dashes, superscripts, marks.
_USUAL_BEHIND_A_LETTER = frozenset("‘’“”„‚‹›«»…–—•·\xa0\xad®™©°²³¹ª±º½¼¾§†‡¡¿")
_TRAIL_OF_NO_TEXT = "".join(
    re.escape(sign) for sign, byte in _TO_BYTE.items() if byte < 0xC0 and sign not in _USUAL_BEHIND_A_LETTER
)
_TORN = re.compile(f"{_read_from(0xC2, 0xF4)}[{_TRAIL_OF_NO_TEXT}]")
"""What is left of a sequence that has lost a byte."""
_WORD = re.compile(r"[^ \t\n]+")


def _tell_mojibake(reports: Reports, file: str) -> bool:
    """Tell of the first mis-decoded character, and say whether there is one.

    A letter with an accent before a quotation mark or a raised digit (``«voilà»``, ``5 Å²``) is no evidence.
    """
    text = reports.text
    found = [run for run in _RUN.finditer(text) if _is_evidence(run)] if _PAIR.search(text) else []
    if not found:
        return False
    first = found[0]
    start = max(text.rfind(space, 0, first.start()) for space in " \t\n") + 1
    word = next(_WORD.finditer(text, start))[0]
    seen = word.strip("\"'.,;:()[]{}") if len(word) <= 30 else first[0][:30]
    lines = {reports.place(run.start()).line for run in found}
    spread = "this line only" if len(lines) == 1 else f"{len(lines)} lines, this is the first"
    message = (
        f"UTF-8 text was read as Windows-1252 and saved again: found '{seen}' where '{_RUN.sub(_repaired, seen)}' was "
        f"meant ({spread})."
    )
    try:
        text.encode("cp1252").decode("utf-8")
        hint = f"Repair it with  iconv -f utf-8 -t windows-1252 {file} > repaired-{file}"
    except UnicodeError:
        repair = f"pip install ftfy, then  ftfy -o repaired-{file} {file}  and look at the difference."
        hint = f"Take the file as it was before, or repair it: {repair}"
    reports.add(first.start(), Code.MOJIBAKE, message, hint)
    return True


def _repaired(match: re.Match[str]) -> str:
    try:
        return bytes(_TO_BYTE[character] for character in match[0]).decode("utf-8")
    except ValueError:
        return match[0]


def _is_evidence(match: re.Match[str]) -> bool:
    run, decoded = match[0], _repaired(match)
    if decoded == run or not all(map(_is_plausible, decoded)):
        return False
    unusual = not set(run[1:]) <= _USUAL_BEHIND_A_LETTER
    if len(decoded) > 1:
        return unusual
    lead = run[0]
    if len(run) == 4 or (lead == "â" and run[1] in "€†‰ˆ"):
        # Emoji; quotes, dashes, arrows and mathematical signs.
        return True
    before = match.string[match.start() - 1 : match.start()]
    after = match.string[match.end() : match.end() + 1]
    goes_on = after.islower() and decoded.isalpha()
    if len(run) == 3:
        # Nguyá»…n: the second half is punctuation, but no word goes on behind that.
        return unusual or (before.islower() and goes_on)
    if lead not in "ÂÃÄÅÆÇÈ":
        return False
    if before.islower():
        # No language has such a capital behind a small letter, but JosÃ© has; only mÅ² is a unit.
        return lead != "Å" or unusual or after.islower()
    if lead in "ÂÃ":
        is_sign = lead == "Â" and not before.isalnum() and run[1] in "©®°±§"
        return is_sign or unusual or after.islower()
    return goes_on


def _is_plausible(character: str) -> bool:
    """Whether people write this character; the sequences of honest text give characters of dead or rare scripts."""
    code = ord(character)
    if 0x80 <= code <= 0x9F or unicodedata.category(character) in ("Cn", "Co", "Cs"):
        return False
    return not (0x0180 <= code <= 0x0217 or 0x021C <= code <= 0x02AF or 0x0700 <= code <= 0x08FF)


def without_long_texts(file: RawFile, text: str) -> RawFile:
    """The file without values of more than :data:`MAX_TEXT` characters, each of which is told; ``text`` is its source."""
    reports = Reports(text, file.path)

    def is_long(value: RawValue, place: Place) -> bool:
        if not isinstance(value, str) or len(value) <= MAX_TEXT:
            return False
        message = f"this text has {len(value):,} characters, more than {MAX_TEXT:,}; it is left out."
        hint = "Probably what should end it is missing: a quotation mark, a brace or a line."
        reports.add(reports.line_starts[place.line - 1] + place.column - 1, Code.LIMIT, message, hint)
        return True

    # Most files have short lines, and an entry that few of them make needs no look: a look at all takes a tenth of reading.
    most_lines = MAX_TEXT // (max(map(len, text.splitlines()), default=0) or 1)
    entries = {id(file.root), *map(id, file.root.values() if isinstance(file.root, RawMapping) else ())}
    seen: set[int] = set()

    def look_at(holder: RawValue) -> None:
        if not isinstance(holder, (RawMapping, RawList)) or id(holder) in seen:
            return  # YAML's aliases share what they stand for
        seen.add(id(holder))
        if isinstance(holder, RawMapping):
            for key, value in holder.items():
                if is_long(value, holder.place_of_value(key)):
                    holder[key] = None
                look_at(value)
            return
        ends = [*(line for line, _ in holder.places[1:]), math.inf]
        for index, (value, (line, _), end) in enumerate(zip(holder, holder.places, ends, strict=False)):
            if is_long(value, holder.place_of(index)):
                holder[index] = None
            if id(holder) not in entries or not 0 <= end - line < most_lines:
                look_at(value)

    look_at(file.root)
    root = None if is_long(file.root, Place(1, 1)) else file.root
    return file._replace(root=root, problems=(*file.problems, *reports.told()))
