"""The order of words in a language: what texts are sorted by, with ICU or without it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import TypeAlias

from sphinx_academic.data import alphabets

Key: TypeAlias = tuple[str, ...] | tuple[bytes, str]
"""What one text is sorted by; those of one collation can be compared."""

_DIGITS = re.compile(r"\d+")
_STEP = re.compile(r"(<<?|=)")
_LOWER, _TITLE, _UPPER = "2", "3", "4"
_UPPER_FIRST = str.maketrans("234", "420")
_DOTLESS = {"ı": "I", "i": "İ"}


class Collation:
    """The order of words for readers of a language, by its code (``de``, ``pt_BR``, ``sr@latin``).

    Letters count before accents, and these before capitals (Unicode Technical Standard 10); an alphabet has letters of its
    own where Unicode CLDR says so. A number counts by its value. Signs between words are spaces, those within and around
    them nothing. What holds neither letters nor digits stands first.
    """

    def __init__(self, language: str, *, with_icu: bool | None = None) -> None:
        self.language = code_of(language)
        weigh = None if with_icu is False else _weigh_with_icu(self.language)
        self.is_whole = weigh is not None or not {self.language, _base(self.language)} & {
            *alphabets.ONLY_WITH_ICU.split()
        }
        """Whether it is the order of the language, and not one that serves others."""
        self._weigh = weigh or _alphabet_of(self.language).weigh
        # Lists are sorted when their page is read and again when it is written.
        self.key, self.title_key = cache(self._key), cache(self._title_key)

    def _key(self, text: str) -> Key:
        """What a name or another text is sorted by."""
        return self._weigh(_words_of(text), text)

    def _title_key(self, title: str, language: str = "") -> Key:
        """What a title is sorted by: its article is passed over, which is that of its own language where that is given."""
        return self._key(without_article(title, language or self.language))


@cache
def collation(language: str) -> Collation:
    """The order of words in a language, with ICU if that is installed."""
    return Collation(language)


@cache
def code_of(language: str) -> str:
    """A language as ICU has it: ``sr@latin`` is ``sr_Latn``; ``ngerman``, as BibLaTeX has it, and ``ger``, as libraries do, are ``de``."""
    code = language.strip().replace("-", "_").replace("@latin", "_Latn")
    known = code.casefold()
    return alphabets.LANGUAGE_NAMES.get(known) or alphabets.CODES_OF_LIBRARIES.get(known, code)


def language_name(language: str) -> str:
    """A language as babel and BibLaTeX have it: *ngerman* for ``de-AT``; empty where it is none of those that we know."""
    if language.strip().casefold() in alphabets.LANGUAGE_NAMES:
        return language.strip().casefold()
    base = _base(code_of(language)).casefold()
    return next((name for name, code in alphabets.LANGUAGE_NAMES.items() if code == base), "")


def _base(code: str) -> str:
    return code.partition("_")[0]


def without_article(title: str, language: str) -> str:
    """A title without the article before it, unless nothing else is there (*Initial Definite and Indefinite Articles*,
    MARC 21, appendix F)."""
    pattern = _article_in(_base(code_of(language)))
    found = pattern.match(title) if pattern else None
    rest = title[found.end() :] if found else ""
    return rest if re.search(r"\w", rest) else title


@cache
def _article_in(language: str) -> re.Pattern[str] | None:
    words = alphabets.ARTICLES.get(language, "").split()
    whole = "|".join(word for word in words if not word.endswith("'"))
    elided = "|".join(word[:-1] for word in words if word.endswith("'"))
    parts = [rf"(?:{whole})\s", *([rf"(?:{elided})['’ʼ]"] if elided else [])]
    return re.compile(rf"\A[\W_]*+(?:{'|'.join(parts)})", re.I) if words else None


class _Signs(dict[int, str]):
    """What is left of a character that may be a sign: of one within words nothing, of one between them a space."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        kind = unicodedata.category(sign)
        if sign in "'’‘ʼ`´′″·" or kind in {"Cf", "Sk"} or "ʰ" <= sign <= "˿":
            self[code] = ""
        else:
            self[code] = sign if kind[0] in "LMN" else " "
        return self[code]


_SIGNS = _Signs()


def _words_of(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).translate(_SIGNS).split())


def _weigh_with_icu(language: str) -> Callable[[str, str], Key] | None:
    try:
        import icu
    except ImportError:
        return None
    collator = icu.Collator.createInstance(icu.Locale(language))
    collator.setAttribute(icu.UCollAttribute.NUMERIC_COLLATION, icu.UCollAttributeValue.ON)
    of_words: Callable[[str], bytes] = collator.getSortKey
    return lambda words, text: (of_words(words), text)


class _Level(dict[int, str]):
    """The weights of characters on one level, found when they are first asked for."""

    def __init__(self, weights: Callable[[str], tuple[str, ...]], level: int) -> None:
        self._weights, self._level = weights, level

    def __missing__(self, code: int) -> str:
        self[code] = self._weights(chr(code))[self._level]
        return self[code]


class _Alphabet:
    """The order of letters by a row of :data:`~sphinx_academic.data.alphabets.ALPHABETS`.

    On the first level a letter weighs itself; one that stands behind another weighs that and a character that no text has, so
    that it follows all words with the former.
    """

    def __init__(self, row: str) -> None:
        self._letters: dict[str, tuple[str, ...]] = {}
        self._spelt: dict[str, str] = {}
        rules = row.split()
        self._script = "".join(alphabets.SCRIPTS.get(rule, "") for rule in rules)
        self._is_dotless, self._capitals_first = "dotless" in rules, "capitals-first" in rules
        # A letter of the language stands before those that others have behind the same one.
        for behind, of in ((0x10FF80, alphabets.ALPHABETS["root"].split()), (0x10FF00, rules)):
            for rule in filter(_STEP.search, of):
                self._read_rule(rule, behind)
        self._groups = self._pattern()
        self._levels = [_Level(self._weights, level) for level in range(3)]

    def weigh(self, words: str, text: str) -> Key:
        words = _DIGITS.sub(_number, self._as_letters(words, self._groups))
        first, second, third = (words.translate(level) for level in self._levels)
        return first, second, third.translate(_UPPER_FIRST) if self._capitals_first else third, text

    def _read_rule(self, rule: str, behind: int) -> None:
        """``c<č`` is a letter of its own behind all c, ``y<<ü`` an y with an accent, ``þ=th`` another spelling."""
        anchor, *steps = _STEP.split(rule)
        if steps[:1] == ["="]:
            for change in (str.lower, str.title, str.upper):
                self._spelt[change(anchor)] = self._as_letters(change(steps[1]), self._pattern())
            return
        root, second, third = self._weights(self._as_letters(anchor, self._pattern()))
        letters = accents = 0
        first, base = root, second
        for step, letter in zip(steps[::2], steps[1::2], strict=True):
            letters, accents = (letters + 1, 0) if step == "<" else (letters, accents + 1)
            if step == "<":
                first, base = root + chr(behind + letters), " "
            second = base[:-1] + chr(ord(base[-1]) + accents)
            for spelling, case in self._spellings(letter).items():
                weights = (first, second, case if third else "")
                if len(spelling) == 1:
                    self._letters[spelling] = weights
                else:
                    # One character, which no text has, for all of them.
                    one = self._spelt.setdefault(spelling, chr(0x100000 + len(self._spelt)))
                    self._letters[one] = weights

    def _spellings(self, letter: str) -> dict[str, str]:
        """A letter in small and capital letters, with what that weighs."""
        if letter in _DOTLESS:
            return {letter: _LOWER, **({_DOTLESS[letter]: _UPPER} if self._is_dotless else {})}
        return {letter.upper(): _UPPER, letter.title(): _TITLE if len(letter) > 1 else _UPPER, letter: _LOWER}

    def _pattern(self) -> re.Pattern[str] | None:
        longest_first = sorted(self._spelt, key=len, reverse=True)
        return re.compile("|".join(longest_first)) if longest_first else None

    def _as_letters(self, text: str, pattern: re.Pattern[str] | None) -> str:
        """A text in which one character stands for letters that are one."""
        return pattern.sub(lambda found: self._spelt[found[0]], text) if pattern else text

    def _weights(self, character: str) -> tuple[str, ...]:
        """What a character weighs: as a letter, as one with accents, as a small or a capital one."""
        if known := self._letters.get(character):
            return known
        if unicodedata.combining(character):
            place = alphabets.MARKS.find(character)
            return "", chr(0x1000 + 16 * place if place >= 0 else 0x2000 + (ord(character) & 0xFFF)), ""
        if (small := character.lower()) != character:
            first, second, third = self._sum(small)
            return first, second, _UPPER * len(third)
        if spelt := alphabets.SPELT.get(character):
            return self._sum(spelt)
        if unicodedata.decomposition(character):
            letter, *marks = list(unicodedata.normalize("NFKD", character))
            for mark in marks:  # "ệ" is made of "ẹ", and a letter is "ê"
                whole = unicodedata.normalize("NFC", letter + mark)
                if whole in self._letters:
                    marks.remove(mark)
                    letter = whole
                    break
            return self._sum([letter, *marks])
        return f":{character}" if self._is_first(character) else character, " ", _LOWER

    def _is_first(self, character: str) -> bool:
        """Whether the character is of the script that stands before all others."""
        return any(
            self._script[at] <= character <= self._script[at + 1] for at in range(0, len(self._script), 2)
        )

    def _sum(self, characters: str | list[str]) -> tuple[str, ...]:
        return tuple(map("".join, zip(*map(self._weights, characters), strict=True)))


def _number(found: re.Match[str]) -> str:
    """A number so that its digits are sorted by its value."""
    digits = found[0]
    if not digits.isascii():
        digits = "".join(str(unicodedata.decimal(digit)) for digit in digits)
    digits = digits.lstrip("0")
    return f"0{chr(0x10E000 + min(len(digits), 0xFFF))}{digits}"


@cache
def _alphabet_of(language: str) -> _Alphabet:
    rows = alphabets.ALPHABETS
    row = rows.get(language, rows.get(_base(language), ""))
    return _Alphabet(rows.get(row, row))
