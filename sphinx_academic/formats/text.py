"""From the bytes of a file to its text, whatever encoding an editor left it in."""

from __future__ import annotations

import errno
import re
import stat
from pathlib import Path, PurePath

from sphinx_academic.formats import mojibake
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
    found = None if text.isascii() else mojibake.find(text, path)
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
