"""What the arguments of some commands stand for: numbers of characters and dingbats, ordinals, units, formulas of chemistry."""

from __future__ import annotations

import re
from collections.abc import Callable

from sphinx_academic.formats.latex import UNITS

_CHARACTER = re.compile(r"\{?(?:`\\?(.)|\"([0-9A-F]{1,2})|'([0-7]{1,3})|(\d{1,3}))\}?\s?")
_UNIT = re.compile(r"\\([A-Za-z]+)[ {}]*")
_DINGBATS = {37: "☎", 42: "☛", 43: "☞", 72: "★", 108: "●", 110: "■", 115: "▲", 116: "▼", 117: "◆", 119: "◗"}
_OF_ELEMENTS = re.compile(
    r"(?<=[A-Za-z)\]])(\d+)|\^(?:\{([^{}]*)\}|(\d*[+-]))|(?<=[A-Za-z)\]\d])([+-])(?=\s|$)|<?->"
)


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


def unit(source: str) -> str:
    """A unit of ``siunitx`` by its symbols."""
    symbols = _UNIT.sub(lambda match: UNITS.get(match[1], match[1]), source)
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
