"""The scripts of the world as far as a page in Latin letters may quote them: their letters, the fonts that set them, and emoji, which no book has."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple


class WritingSystem(NamedTuple):
    """Letters that belong together."""

    name: str
    """What it is called, which is a word of letters alone."""
    letters: str
    """Its letters, as they stand in a set of a regular expression."""
    fonts: tuple[str, ...]
    """Font families that have them, the best first."""
    package: str
    """The package of Debian and Ubuntu with one of these."""
    is_right_to_left: bool = False

    @property
    def has_shapes(self) -> bool:
        """Whether its letters are joined or change places, as fonts do when they know the script."""
        return self.name not in _WITHOUT_SHAPES


_WITHOUT_SHAPES = frozenset(
    ("Latin", "Greek", "Cyrillic", "CanadianAboriginal", "Chinese", "Japanese", "Korean", "Signs")
)
_GNU, _NOTO, _CJK = "fonts-freefont-otf", "fonts-noto-core", "fonts-noto-cjk"


def _of_noto(name: str, letters: str, *others: str, right_to_left: bool = False) -> WritingSystem:
    """A script of which Noto has fonts of its own."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    fonts = (f"Noto Serif {spaced}", f"Noto Sans {spaced}", *others)
    return WritingSystem(name, letters, fonts, _NOTO, right_to_left)


_EAST_ASIAN = "\u2e80-\u2fdf\u3000-\u303f\u31c0-\u31ef\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003fffd"
"""What Chinese, Japanese and Korean share."""

# fmt: off
_CHINESE = WritingSystem("Chinese", "\u3100-\u312f\u31a0-\u31bf", (
    "Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "Noto Sans CJK SC", "Source Han Sans SC", "Songti SC", "SimSun",
    "FandolSong", "AR PL UMing CN", "WenQuanYi Zen Hei", "Droid Sans Fallback",
), _CJK)
_JAPANESE = WritingSystem("Japanese", "\u3040-\u30ff\u31f0-\u31ff", (
    "Noto Serif CJK JP", "Noto Serif JP", "Source Han Serif", "Hiragino Mincho ProN", "Yu Mincho", "Noto Sans CJK JP", "MS Mincho",
    "IPAexMincho", "Droid Sans Fallback",
), _CJK)
_KOREAN = WritingSystem("Korean", "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff", (
    "Noto Serif CJK KR", "Noto Serif KR", "Source Han Serif K", "AppleMyungjo", "Batang", "Noto Sans CJK KR", "NanumMyeongjo", "UnBatang",
    "Droid Sans Fallback",
), _CJK)
_TABLE = (
    WritingSystem("Latin", "\u0180-\u024f\u1e00-\u1eff\u2c60-\u2c7f\ua720-\ua7ff", (
        "FreeSerif", "Noto Serif", "DejaVu Serif", "Times New Roman",
    ), _GNU),
    WritingSystem("Greek", "\u0370-\u03ff\u1f00-\u1fff", (
        "FreeSerif", "Noto Serif", "DejaVu Serif", "Times New Roman", "Liberation Serif",
    ), _GNU),
    WritingSystem("Cyrillic", "\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f", (
        "FreeSerif", "Noto Serif", "DejaVu Serif", "Times New Roman", "Liberation Serif",
    ), _GNU),
    WritingSystem("Hebrew", "\u0590-\u05ff\ufb1d-\ufb4f", (
        "Frank Ruehl CLM", "Noto Serif Hebrew", "FreeSerif", "Liberation Serif", "DejaVu Sans", "Times New Roman", "Noto Sans Hebrew",
    ), _GNU, is_right_to_left=True),
    WritingSystem("Arabic", "\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufeff", (
        "Amiri", "Noto Naskh Arabic", "Scheherazade New", "Noto Nastaliq Urdu", "Geeza Pro", "Times New Roman", "FreeSerif", "DejaVu Sans",
    ), "fonts-hosny-amiri", is_right_to_left=True),
    _of_noto("Syriac", "\u0700-\u074f\u0860-\u086f", "FreeSerif", right_to_left=True),
    _of_noto("Thaana", "\u0780-\u07bf", "FreeSerif", right_to_left=True),
    _of_noto("Armenian", "\u0530-\u058f\ufb13-\ufb17", "FreeSerif", "DejaVu Serif"),
    _of_noto("Georgian", "\u10a0-\u10ff\u1c90-\u1cbf\u2d00-\u2d2f", "FreeSerif", "DejaVu Serif"),
    _of_noto("Devanagari", "\u0900-\u097f\ua8e0-\ua8ff\u1cd0-\u1cff", "Kohinoor Devanagari", "Mangal", "FreeSerif"),
    _of_noto("Bengali", "\u0980-\u09ff", "Bangla MN", "Vrinda", "FreeSerif"),
    _of_noto("Gurmukhi", "\u0a00-\u0a7f", "Gurmukhi MN", "Raavi", "FreeSerif"),
    _of_noto("Gujarati", "\u0a80-\u0aff", "Gujarati MT", "Shruti", "FreeSerif"),
    _of_noto("Oriya", "\u0b00-\u0b7f", "Oriya MN", "Kalinga", "FreeSerif"),
    _of_noto("Tamil", "\u0b80-\u0bff", "Tamil MN", "Latha", "FreeSerif"),
    _of_noto("Telugu", "\u0c00-\u0c7f", "Telugu MN", "Gautami", "FreeSerif"),
    _of_noto("Kannada", "\u0c80-\u0cff", "Kannada MN", "Tunga", "FreeSerif"),
    _of_noto("Malayalam", "\u0d00-\u0d7f", "Malayalam MN", "Kartika", "FreeSerif"),
    _of_noto("Sinhala", "\u0d80-\u0dff", "Sinhala MN", "Iskoola Pota", "FreeSerif"),
    _of_noto("Thai", "\u0e00-\u0e7f", "Thonburi", "Norasi", "FreeSerif", "Waree"),
    _of_noto("Lao", "\u0e80-\u0eff", "Lao MN", "Phetsarath OT", "DejaVu Sans"),
    _of_noto("Tibetan", "\u0f00-\u0fff", "Kailasa", "Tibetan Machine Uni", "Microsoft Himalaya"),
    _of_noto("Myanmar", "\u1000-\u109f\uaa60-\uaa7f", "Myanmar MN", "Padauk", "Myanmar Text"),
    _of_noto("Ethiopic", "\u1200-\u139f\u2d80-\u2ddf\uab00-\uab2f", "Kefa", "Abyssinica SIL", "FreeSerif", "Nyala"),
    _of_noto("Khmer", "\u1780-\u17ff\u19e0-\u19ff", "Khmer MN", "Khmer OS", "Khmer UI"),
    _of_noto("Mongolian", "\u1800-\u18af", "FreeSerif"),
    _of_noto("Cherokee", "\u13a0-\u13ff\uab70-\uabbf", "Plantagenet Cherokee", "FreeSerif"),
    _of_noto("CanadianAboriginal", "\u1400-\u167f\u18b0-\u18ff", "Euphemia UCAS", "FreeSans"),
    _CHINESE,
    _JAPANESE,
    _KOREAN,
    WritingSystem("Signs", "\u02b0-\u02ff\u2010\u2011\u2032-\u2037\u2070-\u209c\u20a0-\u20cf\u2100-\u2bff\u2e00-\u2e7f\U0001d400-\U0001d7ff", (
        "FreeSerif", "DejaVu Sans", "Noto Sans Symbols 2", "Noto Sans Math", "Apple Symbols", "Segoe UI Symbol",
    ), _GNU),
)
# fmt: on
SYSTEMS = {each.name: each for each in _TABLE}

_MEANING = dict(zip("✅❌❎⭐❓❔❗❕➕➖➗", "✓✗✗★??!!+−÷", strict=True))
"""Emoji that say something, and the signs that say the same in text."""
_ALWAYS_EMOJI = (
    "⌚⌛⏩-⏬⏰⏳◽◾☔☕♈-♓♿⚓⚡⚪⚫⚽⚾⛄⛅⛎⛔⛪⛲⛳⛵⛺⛽✅✊✋✨❌❎❓-❕❗➕-➗➰➿⬛⬜⭐⭕"
    "\U0001f000-\U0001f02f\U0001f0cf\U0001f18e\U0001f191-\U0001f19a\U0001f1e6-\U0001f1ff\U0001f200-\U0001f265"
    "\U0001f300-\U0001f64f\U0001f680-\U0001f6ff\U0001f7e0-\U0001f7f0\U0001f90c-\U0001f9ff\U0001fa70-\U0001faff"
)
"""What is drawn in colours unless somebody asks for the text form (Emoji_Presentation in Unicode's emoji-data)."""
_EMOJI = re.compile(
    f"[{_ALWAYS_EMOJI}](?!\ufe0e)[\ufe0f\U0001f3fb-\U0001f3ff]*(?:\u200d[^\\s\u200d][\ufe0f\U0001f3fb-\U0001f3ff]*|[\U000e0020-\U000e007f])*"
    "|(?<=[0-9#*])\ufe0f?\u20e3|[\ufe0e\ufe0f]"
)
"""An emoji with what is joined to it; the sign of a key around a digit; what asks for the one form or the other."""


def without_emoji(text: str, is_there: Callable[[str], bool] = lambda emoji: False) -> str:
    """A text as books have it: emoji that say something are the signs for it, all others are left out with a space beside them, but for
    those that ``is_there`` says a font has."""
    if text.isascii() or not _EMOJI.search(text):
        return text
    result: list[str] = []
    behind = 0
    for found in _EMOJI.finditer(text):
        result.append(text[behind : found.start()])
        behind = found.end()
        if is_there(found[0]):
            result.append(found[0])
        elif sign := _MEANING.get(found[0][0]):
            result.append(sign)
        elif found[0].strip("\ufe0e\ufe0f\u20e3") and "".join(result)[-1:] in {"", " ", "\n"}:
            while text[behind : behind + 1] == " ":
                behind += 1
    return "".join((*result, text[behind:]))


class Run(NamedTuple):
    """A part of a text, and the system it is written in where that is not the main one."""

    text: str
    system: WritingSystem | None


_JAPANESE_OR_KOREAN = (
    (_JAPANESE, re.compile(f"[{_JAPANESE.letters}]")),
    (_KOREAN, re.compile(f"[{_KOREAN.letters}]")),
)
_EAST = f"{_EAST_ASIAN}{_CHINESE.letters}{_JAPANESE.letters}{_KOREAN.letters}"
_SETS = [("East", _EAST)] + [
    (each.name, each.letters) for each in _TABLE if each not in (_CHINESE, _JAPANESE, _KOREAN)
]
_BEHIND = "\u0300-\u036f\u200c\u200d"
"""Accents and joiners, which belong to the letter before them."""
_ONE_SCRIPT = [
    f"(?P<{name}>[{letters}][{letters}{_BEHIND}]*(?: +[{letters}][{letters}{_BEHIND}]*)*)"
    for name, letters in _SETS
]
"""Words of one script are one run, as those written from right to left must be."""
_RUNS = re.compile("|".join(_ONE_SCRIPT))


def runs(text: str) -> Iterator[Run]:
    """The parts of a text, each in one system."""
    behind = 0
    for found in () if text.isascii() else _RUNS.finditer(text):
        if found.start() > behind:
            yield Run(text[behind : found.start()], None)
        behind = found.end()
        name = str(found.lastgroup)
        yield Run(found[0], _east_asian(found[0]) if name == "East" else SYSTEMS[name])
    if behind < len(text):
        yield Run(text[behind:], None)


def _east_asian(text: str) -> WritingSystem:
    """Chinese, unless letters show that it is not."""
    return next((system for system, letters in _JAPANESE_OR_KOREAN if letters.search(text)), _CHINESE)
