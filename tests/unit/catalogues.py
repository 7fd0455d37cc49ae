"""The words of the package, as the source has them and as the catalogues translate them.

Run as a script (``make catalogues``) it brings every ``.po`` up to the source: new words are added without a
translation, words that are gone are taken out.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

PACKAGE = Path(__file__).resolve().parents[2] / "sphinx_academic"
LOCALE = PACKAGE / "locale"

LANGUAGES = ("ar", "de", "es", "fr", "it", "ja", "ko", "pt", "ru", "tr", "zh_CN", "zh_TW")

_KEYWORDS = {"_": None, "translate": None}
_OF_SPHINX = frozenset({"Link to this equation", "Index", "Module Index", "Search", "%s %s documentation"})
"""What the theme takes from Sphinx's own catalogue."""


def words() -> tuple[str, ...]:
    """Every word that readers may see, in the order of the alphabet."""
    found = extract_from_dir(str(PACKAGE), method_map=[("**.py", "python")], keywords=_KEYWORDS)
    return tuple(sorted({str(word) for _path, _line, word, _comments, _context in found} - _OF_SPHINX))


def path_of(language: str) -> Path:
    """The catalogue of a language."""
    return LOCALE / language / "LC_MESSAGES" / "sphinx_academic.po"


def catalogue(language: str) -> Catalog:
    """The catalogue of a language as it stands."""
    return read_po(BytesIO(path_of(language).read_bytes()), locale=language, abort_invalid=True)


def translations(language: str) -> dict[str, str]:
    """Word → translation."""
    return {str(message.id): str(message.string) for message in catalogue(language) if message.id}


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def write(language: str, known: dict[str, str]) -> None:
    """Write a catalogue with all words of the source; no date and no line numbers, so that only words change."""
    lines = [
        'msgid ""',
        'msgstr ""',
        f'"Language: {language}\\n"',
        '"Content-Type: text/plain; charset=UTF-8\\n"',
        '"Content-Transfer-Encoding: 8bit\\n"',
    ]
    for word in words():
        lines += ["", f"msgid {_quoted(word)}", f"msgstr {_quoted(known.get(word, ''))}"]
    path_of(language).parent.mkdir(parents=True, exist_ok=True)
    path_of(language).write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Bring every catalogue up to the source."""
    for language in LANGUAGES:
        known = translations(language) if path_of(language).exists() else {}
        write(language, known)
        missing = sum(1 for word in words() if not known.get(word))
        print(f"{language}: {len(words())} words, {missing} without a translation")


if __name__ == "__main__":
    main()
