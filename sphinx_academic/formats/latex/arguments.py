"""Arguments of commands: where they end, and what those of some stand for (characters, dingbats, ordinals, units, chemistry)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from sphinx_academic.formats.latex import ACCENTS, ALONE, UNITS

_LENGTH = re.compile(
    r"[-+]?\s?[\d.,]{0,9}\s?(?:true\s?)?(?:em|ex|pt|pc|in|bp|cm|mm|dd|cc|sp|mu|fil{1,3}|\\[a-zA-Z]{1,30})?\s?"
)
_GLUE = re.compile(rf"{_LENGTH.pattern}(?:plus\s?{_LENGTH.pattern})?(?:minus\s?{_LENGTH.pattern})?")
_EXTRA_SPACE = re.compile(r"\*?(?:\[-?[\d.]{1,9}\s?[a-z]{2}\])?")
_BRACES = re.compile(r"[{}]")
_CHARACTER = re.compile(r"\{?(?:`\\?(.)|\"([0-9A-F]{1,2})|'([0-7]{1,3})|(\d{1,3}))\}?\s?")
_UNIT = re.compile(r"\\([A-Za-z]+)[ {}]*")
_DINGBATS = {37: "☎", 42: "☛", 43: "☞", 72: "★", 108: "●", 110: "■", 115: "▲", 116: "▼", 117: "◆", 119: "◗"}
_OF_ELEMENTS = re.compile(
    r"(?<=[A-Za-z)\]])(\d+)|\^(?:\{([^{}]*)\}|(\d*[+-]))|(?<=[A-Za-z)\]\d])([+-])(?=\s|$)|<?->"
)

CASES = {
    **dict.fromkeys(("uppercase", "MakeUppercase", "MakeTextUppercase"), str.upper),
    **dict.fromkeys(("lowercase", "MakeLowercase", "MakeTextLowercase"), str.lower),
}
"""What commands make of their argument's letters."""


def ends_of_groups(text: str) -> dict[int, int]:
    """Where each brace that opens a group is closed; looking for each by itself would take quadratic time."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for match in _BRACES.finditer(text):
        if match[0] == "{":
            opened.append(match.start())
        elif opened:
            found[opened.pop()] = match.start()
    return found


def accented(accent: str, base: str) -> str:
    """The first letter of ``base`` with an accent on it."""
    if not base.strip():
        return ALONE.get(accent, "")
    letter, rest = base[0], base[1:]
    letter = {"ı": "i", "ȷ": "j"}.get(letter, letter)
    return unicodedata.normalize("NFC", letter + ACCENTS[accent]) + rest if letter.isalnum() else base


def behind_length(text: str, at: int) -> int:
    """The offset behind a length of TeX, which may stretch and shrink."""
    match = _GLUE.match(text, at)
    return match.end() if match else at


def behind_break(text: str, at: int) -> int:
    """The offset behind what may stand behind ``\\\\``: a star, and a length in brackets."""
    match = _EXTRA_SPACE.match(text, at)
    return match.end() if match else at


def character(text: str, at: int) -> tuple[str, int]:
    """The character of ``\\char`` or ``\\symbol``, whose number stands at an offset, and the offset behind that. ASCII is the
    same in all fonts, and T1 has most of Latin-1."""
    match = _CHARACTER.match(text, at)
    if match is None:
        return "", at
    quoted, hexadecimal, octal, decimal = match.groups()
    code = int(hexadecimal or "0", 16) or int(octal or "0", 8) or int(decimal or "0")
    return quoted or (chr(code) if 31 < code < 256 else ""), match.end()


def dingbat(number: str) -> str:
    """A sign of Zapf Dingbats by its number (``pifont``): Unicode has them in the same order, but for some that it had before."""
    code = int(number) if number.isdecimal() and len(number) < 4 else 0
    return _DINGBATS.get(code) or (chr(0x2700 + code - 32) if 32 < code < 127 else number)


def ordinal(number: str) -> str:
    """A number with its ending in English (``nth``)."""
    is_teen = number[-2:-1] == "1"
    return number + ("th" if is_teen else {"1": "st", "2": "nd", "3": "rd"}.get(number[-1:], "th"))


def unit(source: str | None) -> str:
    """A unit of ``siunitx`` by its symbols."""
    symbols = _UNIT.sub(lambda match: UNITS.get(match[1], match[1]), source or "")
    return symbols.replace("~", "\u2009").strip()


def quantity(number: str, symbols: str) -> str:
    """A number with its unit, which stands apart but for signs."""
    return f"{number}{symbols}" if symbols[:1] in "°%" else f"{number}\u2009{symbols}"


def elements(source: str, tagged: Callable[[str, str], str]) -> str:
    """A formula of chemistry (``mhchem``): numbers behind letters are lowered, charges raised; ``tagged`` sets text in a tag."""

    def shown(match: re.Match[str]) -> str:
        lowered, braced, charge, sign = match.groups()
        raised = (braced or charge or sign or "").replace("-", "−")
        if lowered or raised:
            return tagged("sub" if lowered else "sup", lowered or raised)
        return " ⇌ " if match[0] == "<->" else " → "

    return _OF_ELEMENTS.sub(shown, source)
