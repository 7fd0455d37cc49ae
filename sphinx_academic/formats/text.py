"""From the bytes of a file to its text, whatever encoding an editor left it in."""

from __future__ import annotations

import errno
import re
import stat
import unicodedata
from pathlib import Path, PurePath

from sphinx_academic.problems import Code, Problem

MAX_BYTES = 64 * 1024 * 1024
"""A larger file is not somebody's data; it is not read at all."""

_BYTE_ORDER_MARKS = (
    # UTF-32 before UTF-16: its little-endian mark begins with that of UTF-16.
    (b"\xff\xfe\x00\x00", "UTF-32", "utf-32"),
    (b"\x00\x00\xfe\xff", "UTF-32", "utf-32"),
    (b"\xff\xfe", "UTF-16", "utf-16"),
    (b"\xfe\xff", "UTF-16", "utf-16"),
)

_LINE_ENDS = re.compile("\r\n|\r|\n")
# Everything that YAML 1.2 (section 5.1) does not count as printable.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")
_SAMPLE = 4096
_MOST_UNPRINTABLE = 0.1
"""The part of a file's beginning that may be control characters; more of them stand in no text."""
_LATE_CONTROLS = re.compile("[\x80-\x84\x86-\x9f]")
# Allowed, but line breaks to YAML's parser and to no editor: they would shift every line number below them.
_INVISIBLE_BREAKS = re.compile("[\x85\u2028\u2029]")


def words(text: str) -> frozenset[str]:
    """The words of a text; how the modules beside this one write long sets of names."""
    return frozenset(text.split())


def read_start(path: Path, most: int = MAX_BYTES + 1) -> bytes:
    """The first bytes of a file. Raises OSError, also for what is no file: a pipe would keep a build waiting."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(errno.EINVAL, "it is no file")
    with path.open("rb") as file:
        return file.read(most)


def decode(data: bytes, path: str) -> tuple[str, tuple[Problem, ...]]:
    """Give the text with ``\\n`` as the only line end, and what is wrong with its encoding.

    A byte order mark is dropped. Text in another encoding than UTF-8 is read all the same, with one problem
    that names the encoding. Characters that no text holds are dropped, with one problem at the first of them.
    """
    if len(data) > MAX_BYTES:
        return "", (
            Problem(
                path,
                0,
                0,
                Code.LIMIT,
                f"the file is larger than {MAX_BYTES // 2**20} MB and is not read.",
                "Split it, or check that it is the file you meant.",
            ),
        )
    problems: list[Problem] = []
    text = _decode(data, path, problems)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = None if text.isascii() else _mojibake(text, path)
    if found:
        problems.append(found)
        # The characters U+0080 to U+009F belong to that mistake.
        text = _LATE_CONTROLS.sub("", text)
    unprintable = UNPRINTABLE.search(text)
    most = max(20, min(len(text), _SAMPLE) * _MOST_UNPRINTABLE)
    if unprintable and len(UNPRINTABLE.findall(text, 0, _SAMPLE)) > most:
        message = "this is not a text file; nothing of it is read."
        hint = "Check that it is the file you meant: an archive or a picture may have been saved under this name."
        return "", (Problem(path, 1, 1, Code.ENCODING, message, hint),)
    if unprintable:
        problems.append(_unprintable_problem(text, unprintable, path))
        text = UNPRINTABLE.sub("", text)
    if not text.isascii():
        text = _INVISIBLE_BREAKS.sub(" ", text)
    return text, tuple(problems)


def place_in(text: str, offset: int) -> tuple[int, int, str]:
    """The line and column (from 1) of a character, and that line itself."""
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    line = text[start : end if end >= 0 else len(text)]
    return text.count("\n", 0, offset) + 1, offset - start + 1, line


def _decode(data: bytes, path: str, problems: list[Problem]) -> str:
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    else:
        for mark, name, codec in _BYTE_ORDER_MARKS:
            if data.startswith(mark):
                problems.append(_encoding_problem(path, name))
                return data.decode(codec, "replace")
    silent = _without_mark(data)
    if silent:
        name, codec = silent
        problems.append(_encoding_problem(path, name))
        return data.decode(codec, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        bad = error.start
    before = _LINE_ENDS.split(data[:bad].decode("utf-8"))
    line, column = len(before), len(before[-1]) + 1
    text = data.decode("utf-8", "replace")
    if 3 * text.count("\ufffd") < sum(map(len, re.findall(r"[^\x00-\x7f]+", text))):
        # Mostly good UTF-8 with a few broken bytes: reading all of it as Latin-1 would break what is right.
        problems.append(
            Problem(
                path,
                line,
                column,
                Code.ENCODING,
                f"the byte 0x{data[bad]:02X} is not UTF-8; it is read as \ufffd.",
                "Type the character again and save the file as UTF-8.",
                _LINE_ENDS.split(text)[line - 1],
            )
        )
        return text
    windows = bool(re.search(rb"[\x80-\x9f]", data))
    name, codec = ("Windows-1252", "cp1252") if windows else ("Latin-1", "latin-1")
    text = data.decode(codec, "replace").replace("\ufffd", "")
    problems.append(_encoding_problem(path, name, line, column, _LINE_ENDS.split(text)[line - 1]))
    return text


def _without_mark(data: bytes) -> tuple[str, str] | None:
    """UTF-16 and UTF-32 without a byte order mark show in where their NUL bytes stand."""
    sample = data[:4096]
    if sample.count(0) * 4 < len(sample) or len(sample) < 4:
        return None
    sample = sample[: len(sample) // 4 * 4]
    quarter = len(sample) // 4
    empty = [sample[offset::4].count(0) for offset in range(4)]
    if empty[1] + empty[2] + empty[3] > 2.4 * quarter and empty[0] < quarter / 2:
        return "UTF-32LE", "utf-32-le"
    if empty[0] + empty[1] + empty[2] > 2.4 * quarter and empty[3] < quarter / 2:
        return "UTF-32BE", "utf-32-be"
    if empty[1] + empty[3] > quarter and empty[0] + empty[2] < quarter / 4:
        return "UTF-16LE", "utf-16-le"
    if empty[0] + empty[2] > quarter and empty[1] + empty[3] < quarter / 4:
        return "UTF-16BE", "utf-16-be"
    return None


def _encoding_problem(path: str, name: str, line: int = 1, column: int = 1, excerpt: str = "") -> Problem:
    file = PurePath(path).name
    return Problem(
        path,
        line,
        column,
        Code.ENCODING,
        f"the file is not UTF-8; it looks like {name} and is read as such.",
        f"Save it as UTF-8 in your editor, or convert it: iconv -f {name} -t utf-8 {file} > utf8-{file}",
        excerpt,
    )


def _unprintable_problem(text: str, first: re.Match[str], path: str) -> Problem:
    line, column, content = place_in(text, first.start())
    character = ord(first.group())
    name = {0: "a NUL character", 0xFEFF: "a byte order mark inside the text"}.get(
        character, f"the control character U+{character:04X}"
    )
    count = len(UNPRINTABLE.findall(text))
    others = f", and {count - 1} more below" if count > 1 else ""
    return Problem(
        path,
        line,
        column,
        Code.ENCODING,
        f"found {name}{others}; such characters are left out.",
        "Delete the invisible character; it often comes with text copied from a PDF.",
        content,
    )


# UTF-8 that was read as Windows-1252 and saved again: Ã© where é was meant

# How browsers and editors read the bytes 0x80 to 0xFF as Windows-1252 (WHATWG Encoding Standard, section 9):
# the five bytes that code page leaves open become the control characters of the same number.
_TO_BYTE = {
    **{chr(byte): byte for byte in range(0x80, 0x100)},
    **{
        bytes([byte]).decode("cp1252"): byte
        for byte in range(0x80, 0xA0)
        if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
    },
}
_LEAD = {
    size: "".join(re.escape(character) for character, byte in _TO_BYTE.items() if low <= byte <= high)
    for size, low, high in ((2, 0xC2, 0xDF), (3, 0xE0, 0xEF), (4, 0xF0, 0xF4))
}
_TRAIL = "".join(re.escape(character) for character, byte in _TO_BYTE.items() if 0x80 <= byte <= 0xBF)
_SEQUENCE = f"[{_LEAD[2]}][{_TRAIL}]|[{_LEAD[3]}][{_TRAIL}]{{2}}|[{_LEAD[4]}][{_TRAIL}]{{3}}"
# What all of them hold, and most texts in the Latin alphabet don't; six times as fast to look for.
_PAIR = re.compile("[^\x00-\x7f]{2}")
_RUN = re.compile(f"(?:{_SEQUENCE})+")

# What honest text puts right behind a letter such as É or é: quotes, dashes, superscripts, marks.
_USUAL_BEHIND_A_LETTER = frozenset("‘’“”„‚‹›«»…–—•·\xa0\xad®™©°²³¹ª±º½¼¾§†‡¡¿")
_WORD = re.compile(r"[^ \t\n]+")


def _mojibake(text: str, path: str) -> Problem | None:
    """The one problem at the first mis-decoded character, or None where the text is sound.

    A letter with an accent before a quotation mark or a raised digit (``«voilà»``, ``5 Å²``) is no evidence.
    """
    if not _PAIR.search(text):
        return None
    first: re.Match[str] | None = None
    lines: set[int] = set()
    line_start, line_number = 0, 1
    for match in _RUN.finditer(text):
        if not _is_evidence(match, text):
            continue
        line_number += text.count("\n", line_start, match.start())
        line_start = match.start()
        lines.add(line_number)
        first = first or match
    if first is None:
        return None
    start = text.rfind("\n", 0, first.start()) + 1
    end = text.find("\n", first.start())
    content = text[start : end if end >= 0 else len(text)]
    seen = _word_around(content, first.start() - start, first.end() - start)
    spread = "this line only" if len(lines) == 1 else f"{len(lines)} lines, this is the first"
    return Problem(
        path,
        text.count("\n", 0, first.start()) + 1,
        first.start() - start + 1,
        Code.MOJIBAKE,
        f"UTF-8 text was read as Windows-1252 and saved again: found '{seen}' where "
        f"'{_repaired(seen)}' was meant "
        f"({spread}).",
        _how_to_repair(text, path),
        content,
    )


def _is_evidence(match: re.Match[str], text: str) -> bool:
    run = match.group()
    decoded = _repaired(run)
    if decoded == run or not all(map(_is_plausible, decoded)):
        return False
    if len(decoded) > 1:
        return set(run[1:]) - _USUAL_BEHIND_A_LETTER != set()
    lead, trail = run[0], run[1:]
    if len(run) == 4 or (lead == "â" and run[1] in "€†‰ˆ"):
        # Emoji; quotes, dashes, arrows and mathematical signs.
        return True
    unusual = not set(trail) <= _USUAL_BEHIND_A_LETTER
    before = text[match.start() - 1 : match.start()]
    after = text[match.end() : match.end() + 1]
    if len(run) == 3:
        # Nguyá»…n: the second half is punctuation, but no word goes on behind that.
        return unusual or (before.islower() and after.islower() and decoded.isalpha())
    if lead not in "ÂÃÄÅÆÇÈ":
        return False
    if before.islower():
        # No language has such a capital behind a small letter, but JosÃ© has; only mÅ² is a unit.
        return lead != "Å" or unusual or after.islower()
    if lead == "Â" and not before.isalnum() and trail in "©®°±§":
        return True
    if lead in "ÂÃ":
        return unusual or after.islower()
    return after.islower() and decoded.isalpha()


def _is_plausible(character: str) -> bool:
    """Whether people write this character; the sequences of honest text give characters of dead or rare
    scripts."""
    code = ord(character)
    if 0x80 <= code <= 0x9F or unicodedata.category(character) in ("Cn", "Co", "Cs"):
        return False
    return not (0x0180 <= code <= 0x0217 or 0x021C <= code <= 0x02AF or 0x0700 <= code <= 0x08FF)


def _repaired(seen: str) -> str:
    try:
        return bytes(_TO_BYTE.get(character, ord(character)) for character in seen).decode("utf-8")
    except ValueError:
        return _RUN.sub(lambda run: _repaired_or_same(run.group()), seen)


def _repaired_or_same(run: str) -> str:
    try:
        return bytes(_TO_BYTE[character] for character in run).decode("utf-8")
    except ValueError:
        return run


def _word_around(content: str, start: int, end: int) -> str:
    for word in _WORD.finditer(content):
        if word.start() <= start < word.end():
            if len(word.group()) <= 30:
                return word.group().strip("\"'.,;:()[]{}")
            break
    return content[start:end][:30]


def _how_to_repair(text: str, path: str) -> str:
    file = PurePath(path).name
    try:
        text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return (
            "Take the file as it was before, or repair it: pip install ftfy, "
            f"then  ftfy -o repaired-{file} {file}  and look at the difference."
        )
    return f"Repair it with  iconv -f utf-8 -t windows-1252 {file} > repaired-{file}"
