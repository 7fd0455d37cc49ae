"""Which fonts a PDF is set in, and which characters none of them has: Typst itself is asked."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx_academic.content.writing_systems import runs, without_emoji
from sphinx_academic.problems import few

if TYPE_CHECKING:
    import typst

Told = tuple[str, str]
"""What is wrong, and what to do."""

FAMILIES = {"garamond": "EB Garamond", "sans": "Source Sans 3"}
"""The font of each design."""
_FOLDERS = ("EB Garamond", "Source Sans 3", "Noto Sans", "Font Awesome 7")
_OF_LANGUAGES = {"ja": "Noto Sans JP", "ko": "Noto Sans KR", "zh": "Noto Sans SC"}
# The last ones are Typst's own: letters of Hebrew, and of Arabic where nothing else has them.
_OTHERS = ("Libertinus Serif", "Font Awesome 7 Free", "DejaVu Sans Mono")
_FILES_OF_FONTS = "Name one with files .ttf or .otf; those of web pages (.woff2) are not read."
_INSTALL = 'Install it:  pip install "sphinx-academic[pdf]"'


class FontsError(Exception):
    """Why nothing can be set."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


class FontsOfDesign(NamedTuple):
    """The fonts that Typst has, and the families in the order in which a character is looked for."""

    fonts: typst.Fonts
    families: list[str]
    own: list[str]
    """Those of somebody's folders."""
    faults: list[Told]


def fonts_for(design: str, folders: Sequence[Path], language: str) -> FontsOfDesign:
    """The fonts of a design, with those of somebody's ``folders``. Raises :class:`FontsError`."""
    import typst

    try:
        from rendercv_fonts import package_folder_path
    except ImportError as error:
        raise FontsError(
            "A PDF needs the package rendercv-fonts, which is not installed.", _INSTALL
        ) from error
    faults = []
    theirs: list[str] = []
    own: list[Path] = []
    for folder in folders:
        found = typst.Fonts(False, False, [folder]).families() if folder.is_dir() else []
        theirs += [family for family in found if family not in theirs]
        own += [folder] if found else []
        if not folder.is_dir():
            faults.append((f"There is no folder of fonts '{folder}'.", _FILES_OF_FONTS))
        elif not found:
            faults.append((f"The folder '{folder}' holds no font that can be read.", _FILES_OF_FONTS))
    paths = [*own, *(package_folder_path / name for name in _FOLDERS)]
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=paths)
    known = set(fonts.families())
    wanted = FAMILIES[design]
    if wanted not in known:
        # Typst would take another font, and say so in a warning alone.
        message = f"The font {wanted} of the design '{design}' is not in the package rendercv-fonts."
        raise FontsError(message, 'Update it:  pip install --upgrade "sphinx-academic[pdf]"')
    east_asian = sorted(_OF_LANGUAGES.values(), key=lambda name: name != _OF_LANGUAGES.get(language[:2]))
    if language[:2] not in _OF_LANGUAGES:
        east_asian.sort(key=lambda name: name != _OF_LANGUAGES["zh"])
    families = [wanted, *theirs, "Noto Sans", *east_asian, *_OTHERS]
    return FontsOfDesign(fonts, [name for name in families if name in known], theirs, faults)


_SURE = re.compile("[\t\n\r -~\xa0-\u017f\u2010-\u2015\u2018-\u201e\u2020-\u2022\u2026\u20ac]+")
"""What both fonts have, so that most documents ask for nothing."""
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufe00-\ufe0f\ufff9-\uffff]"
    "|[\ud800-\udfff\ue000-\uf8ff\U000e0000-\U0010ffff]"
)
"""What is no sign: controls, marks of direction (which are set anew), variations, private use."""
_REFUSED = re.compile(r'the text `"((?:\\.|[^"\\])*)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-fA-F]+)\}|\\(.)")
_EACH = b"""#set document(title: "Letters")
#set text(font: json(bytes(sys.inputs.fonts)))
#for each in json(bytes(sys.inputs.letters)) [#each#parbreak()]
"""
_INSTEAD = "?"
_JOINED = "\u200d"


class Glyphs:
    """The characters of a document, and those for which no font has a letter."""

    def __init__(self, fonts: FontsOfDesign, text: str) -> None:
        asked = sorted(set(_UNSEEN.sub("", _SURE.sub("", text))) - {_JOINED})
        self._missing = _missing(fonts, asked) if asked else frozenset()
        held = f"[{''.join(map(re.escape, sorted(self._missing)))}]" if self._missing else "(?!)"
        self._missing_in = re.compile(f"{held}+")

    def shown(self, text: str) -> str:
        """A text as it can be set: emoji that no font has are left out, for other letters a sign stands."""
        text = _UNSEEN.sub("", text)
        if not self._missing or not self._missing_in.search(text):
            return text
        text = without_emoji(text, lambda emoji: self._missing.isdisjoint(emoji))
        return self._missing_in.sub(_INSTEAD, text).replace(_JOINED, "")

    def faults(self) -> Iterator[Told]:
        """What is told of the missing ones, by script."""
        scripts: dict[tuple[str, str], list[str]] = defaultdict(list)
        for letter in sorted(self._missing):
            scripts[_script_and_font(letter)].append(letter)
        for (script, font), letters in scripts.items():
            shown = few(letters)
            if not script:
                yield f"No font has the signs {shown}; they are left out.", "Write words in their place."
            else:
                message = (
                    f"No font has the letters {shown} of the script {script}; the PDF shows '{_INSTEAD}'."
                )
                yield (
                    message,
                    f'Put a font for it into a folder, such as {font}, and name that:  academic_cv_fonts = ["fonts"]  (or --fonts)',
                )


def _missing(fonts: FontsOfDesign, letters: list[str]) -> frozenset[str]:
    """The characters that no font has. PDF/UA-1 forbids to set what cannot be shown: Typst lists all of them."""
    import json

    import typst

    inputs = {"fonts": json.dumps(fonts.families), "letters": json.dumps(letters)}
    compiler = typst.Compiler(_EACH, font_paths=fonts.fonts, ignore_system_fonts=True, sys_inputs=inputs)
    try:
        compiler.compile(format="pdf", pdf_standards=["ua-1"])
    except typst.TypstError as error:
        said = "".join(_REFUSED.findall(error.diagnostic))
        found = set(_ESCAPED.sub(lambda each: chr(int(each[1], 16)) if each[1] else each[2], said))
        return frozenset(found.intersection(letters))
    return frozenset()


def _script_and_font(letter: str) -> tuple[str, str]:
    """What a letter's script is called, and a font that has it; empty for a sign."""
    system = next(runs(letter)).system
    if not without_emoji(letter) or unicodedata.category(letter)[0] not in "LMN":
        return "", ""
    if system is not None and system.name != "Signs":
        return system.name, next(font for font in system.fonts if font.startswith("Noto"))
    name = unicodedata.name(letter, "unknown").split()[0].title()
    return name, f"Noto Sans {name}"
