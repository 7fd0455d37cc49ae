"""What differs between two folders of output, told once for all files in which it is the same."""

from __future__ import annotations

import difflib
import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

_ZIPPED = {".epub", ".zip"}
_MARKUP = {".html", ".xhtml", ".xml", ".svg", ".opf", ".ncx", ".atom"}
# They hold addresses in memory and times.
_PICKLED = {".pickle", ".doctree", ".fpickle"}
_MOST_LINES = 40_000


class Difference(NamedTuple):
    """A change, and the files in which it is found."""

    text: str
    files: tuple[str, ...]


def read_folder(folder: Path, known_as: Mapping[str, str]) -> dict[str, bytes]:
    """Path → content of all files; books and archives are opened.

    ``known_as`` is all that is made equal: the folders of this run, each of which stands for a word; and in what is
    said of errors, addresses in memory and the random name of Sphinx's log.
    """
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix not in _PICKLED:
            name = path.relative_to(folder).as_posix()
            for inner, content in _opened(name, path.read_bytes()):
                for written, word in known_as.items():
                    content = content.replace(written.encode(), word.encode())
                if path.name == "messages.txt":
                    content = re.sub(rb"sphinx-err-\w+\.log|(?<= at )0x[0-9a-f]+(?=>)", b"...", content)
                found[inner] = content
    return found


def _opened(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    if Path(name).suffix in _ZIPPED and zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.namelist()
            yield f"{name}/(order)", "\n".join(members).encode()
            for member in members:
                yield f"{name}/{member}", archive.read(member)
    else:
        yield name, content


def compare(base: Mapping[str, bytes], other: Mapping[str, bytes]) -> tuple[Difference, ...]:
    """Every difference, that of most files first."""
    files: dict[str, list[str]] = {}
    shown: dict[str, str] = {}

    def note(key: str, text: str, name: str) -> None:
        shown.setdefault(key, text)
        files.setdefault(key, []).append(name)

    for name in sorted(base.keys() | other.keys()):
        if name not in other:
            note(f"-{Path(name).suffix}", "only in the base", name)
        elif name not in base:
            note(f"+{Path(name).suffix}", "not in the base", name)
        elif base[name] != other[name]:
            for key, text in _hunks(name, base[name], other[name]):
                note(key, text, name)
    found = (Difference(shown[key], tuple(dict.fromkeys(names))) for key, names in files.items())
    return tuple(sorted(found, key=lambda difference: -len(difference.files)))


def _hunks(name: str, base: bytes, other: bytes) -> Iterator[tuple[str, str]]:
    """The changes of a file: what tells each from others, and how it is shown."""
    before, after = _lines(name, base), _lines(name, other)
    if before is None or after is None or before == after or len(before) + len(after) > _MOST_LINES:
        told = [
            f"{len(data):,} bytes, SHA-256 {hashlib.sha256(data).hexdigest()[:16]}" for data in (base, other)
        ]
        text = f"-{told[0]}\n+{told[1]}"
        yield text, text
        return
    hunk: list[str] = []
    for line in [*difflib.unified_diff(before, after, lineterm="", n=2), "@@"][2:]:
        if not line.startswith("@@"):
            hunk.append(line)
        elif hunk:
            changed = "\n".join(line for line in hunk if line[0] in "+-")
            yield changed, "\n".join(hunk)
            hunk = []


def _lines(name: str, content: bytes) -> list[str] | None:
    """A text, one tag or one value a line where lines are long; None for what is no text."""
    if name.endswith("objects.inv"):
        head, _, packed = content.partition(b"zlib.\n")
        content = head + zlib.decompress(packed)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if "\0" in text:
        return None
    lines = text.replace("\r", "␍").splitlines()
    if Path(name).suffix in _MARKUP:
        return [part for line in lines for part in re.findall(r"<[^>]*>?|[^<]+", line) or [""]]
    return [
        part for line in lines for part in (re.split(r"(?<=[,;{}\]])", line) if len(line) > 300 else [line])
    ]
