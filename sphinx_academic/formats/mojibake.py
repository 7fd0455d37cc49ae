"""Finding UTF-8 text that was read as Windows-1252 and saved again: ``Ã©`` where ``é`` was meant."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePath

from sphinx_academic.problems import Code, Problem

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


def find(text: str, path: str) -> Problem | None:
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
