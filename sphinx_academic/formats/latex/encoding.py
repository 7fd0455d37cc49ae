"""Texts as LaTeX: what TeX understands escaped, emphasis as commands, formulas and everything beyond ASCII kept."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, partial

from sphinx_academic.content.formulas import COMMANDS
from sphinx_academic.content.fragments import Fragments, plain
from sphinx_academic.formats.latex import ACCENTS, SYMBOLS, titles
from sphinx_academic.formats.latex.decoding import end_of_text
from sphinx_academic.formats.rich_text import tagged
from sphinx_academic.formats.text import words

_TAGS = {
    kind: (f"\\{command}{{", "}")
    for kind, command in (
        ("strong", "textbf"), ("emphasis", "emph"), ("literal", "texttt"), ("raised", "textsuperscript"),
        ("lowered", "textsubscript"),
    )
}  # fmt: skip
_SPECIAL = re.compile(r"[\\{}$&#%_^~<>|`\u00a0]|-(?=-)|'(?=')")
# BibTeX counts braces whatever stands before them, so that one without its partner may not be written as one.
_ESCAPED = {
    "\\": "\\textbackslash{}", "{": "\\textbraceleft{}", "}": "\\textbraceright{}", "^": "\\textasciicircum{}",
    "~": "\\textasciitilde{}", "<": "\\textless{}", ">": "\\textgreater{}", "|": "{$|$}",
    "`": "\\textasciigrave{}", "\u00a0": "~", "-": "-{}", "'": "'{}",
}  # fmt: skip
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ue000\ue001\ud800-\udfff\ufeff]")
_SPACES = re.compile(r"[ \t\n]+")
_WORD = re.compile(r"([^\W_]+(?:['’.][^\W_]+)*)")
_BELOW = words("c d k b textcommabelow")
OF_PACKAGES = words("textprime textcrh textschwa textesh textezh textltailn textlbrackdbl textrbrackdbl")
"""Signs that need packages, as the letters of Greek do."""
_LETTERS = "ss o O l L ae AE oe OE aa AA i j dh DH th TH dj DJ ng NG ij IJ quotedblbase quotesinglbase guillemotleft guillemotright guilsinglleft guilsinglright"
_LIKE_HTML = re.compile(r"\\textless\{\}(?=/?\{?[a-zA-Z])|\\&(?=(?:\\#)?\{?\w{1,31}\}?;)")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


def clean(text: str) -> str:
    """A text on one line, without characters that no text file should hold."""
    text = _UNPRINTABLE.sub(" ", text) if _UNPRINTABLE.search(text) else text
    return _SPACES.sub(" ", text)


def escaped(text: str) -> str:
    """A plain text as LaTeX."""
    return _SPECIAL.sub(lambda match: _ESCAPED.get(match[0], f"\\{match[0]}"), clean(text))


def inline(fragments: Fragments) -> str:
    """A text with its emphasis and formulas as LaTeX."""
    return _as_text(tagged(fragments, _TAGS, escaped, _formula).strip())


_LENGTH_BEHIND = 100


def title(fragments: Fragments, language: str = "") -> str:
    """A title, in which braces keep letters as they are where :func:`titles.is_changed` tells; ``language`` is its own, where that is known."""
    behind = ""

    def protected(part: str, is_title_case: bool = False) -> str:
        nonlocal behind
        out: list[str] = []
        for number, piece in enumerate(_WORD.split(clean(part))):
            keeps = number % 2 and titles.is_changed(piece, behind, is_title_case)
            out.append(f"{{{piece}}}" if keeps else escaped(piece))
            # What stands further in front says nothing, and would be looked at again for each word.
            behind = f"{behind}{piece}"[-_LENGTH_BEHIND:]
        return "".join(out)

    # What stands out, as names of species do, keeps its capitals in any case: BibTeX takes the braces of a command for such.
    text = partial(protected, is_title_case=titles.is_title_case(plain(fragments), language))
    return _as_text(tagged(fragments, _TAGS, text, _formula, within=protected).strip())


def _as_text(latex: str) -> str:
    """LaTeX in which an empty group parts what would be read as a tag or a reference of HTML, with ``\\{`` and ``\\}``, which all
    programs read, where its braces are balanced; Pandoc 3.9 drops the longer commands."""
    if "\\textless{}" in latex or "\\&" in latex:
        latex = _LIKE_HTML.sub(r"\g<0>{}", latex)
    if "\\textbrace" not in latex:
        return latex
    shorter = latex.replace("\\textbraceleft{}", "\\{").replace("\\textbraceright{}", "\\}")
    return shorter if is_balanced(shorter) else latex


def _formula(formula: str) -> str:
    return f"{{${clean(formula)}$}}"  # the braces keep its capitals


def in_ascii(text: str) -> str:
    """LaTeX with commands for the letters and signs beyond ASCII; what has no command stays as it is."""
    return _BEYOND_ASCII.sub(lambda match: _ascii(match[0]), text)


@cache
def _ascii(character: str) -> str:
    signs = _signs()
    if character in signs:
        return signs[character]
    # A letter with an accent, which may have another one within: ễ is ê with a tilde.
    base, _, mark = unicodedata.decomposition(character).partition(" ")
    command = _accents().get(mark, "")
    letter = _ascii(chr(int(base, 16))) if command else ""
    if not letter.isascii() or not letter.strip("{}\\'`^~=.\" ").isalpha():
        return character
    if letter in {"i", "j"} and command not in _BELOW:
        letter = f"\\{letter}"
    if len(letter) > 1 and letter[0] != "\\":
        letter = f"{{{letter[1:-1]}}}"
    return f"{{\\{command}{' ' if command.isalpha() and letter.isalpha() else ''}{letter}}}"


@cache
def _accents() -> dict[str, str]:
    """The accent command of LaTeX for the code of each combining character."""
    alone = {
        command: mark
        for command, mark in ACCENTS.items()
        if len(mark) == 1 and command not in {"f", "h", "dudot"}
    }
    return {f"{ord(mark):04X}": command for command, mark in reversed(alone.items())}


@cache
def _signs() -> dict[str, str]:
    """Letters and signs, and how LaTeX writes them in text."""
    found = {
        "–": "--", "—": "---", "“": "``", "”": "''", "’": "'", "‘": "`", "‐": "-", "‑": "\\mbox{-}", "\u2009": "\\,",
        "\u2002": "{\\enspace}", "\u2003": "{\\quad}", "ʹ": "{\\ensuremath{'}}", "ʺ": "{\\ensuremath{''}}", "ʼ": "'", "ʽ": "`",
        "℃": "{\\textdegree}C", "℠": "{\\textservicemark}",
    }  # fmt: skip
    for command in _LETTERS.split():
        found[SYMBOLS[command]] = f"{{\\{command}}}"
    signs = [(command, sign) for command, sign in SYMBOLS.items() if len(sign) == 1 and not sign.isascii()]
    for command, sign in signs:
        # \textalpha and its kin need a package.
        if (
            command.startswith("text")
            and command not in OF_PACKAGES
            and "GREEK" not in unicodedata.name(sign)
        ):
            found.setdefault(sign, f"{{\\{command}}}")
    for command, sign in signs:
        if command in COMMANDS:
            found.setdefault(sign, f"{{\\ensuremath{{\\{command}}}}}")
    return found


def is_balanced(text: str) -> bool:
    """Whether braces close in order, which is all that BibTeX asks of a value in braces."""
    return ("{" not in text and "}" not in text) or end_of_text(f"{{{text}}}", 0) == len(text) + 2
