"""Every word that readers may see is translated, with its places for names and numbers intact."""

from __future__ import annotations

import ast
import gettext
import re
import subprocess
import sys
from pathlib import Path

import catalogues
import pytest
from babel.messages.pofile import read_po
from descriptions import description
from inline_data import read_clean
from sphinx.locale import translators

from sphinx_academic.content.fragments import plain
from sphinx_academic.formats.reference import GENRES
from sphinx_academic.sections.description import _, labelled
from sphinx_academic.sections.publication_entry import genres, venue_line

CHECKOUT = Path(__file__).resolve().parents[2]

PLACES = re.compile(r"%[sd]|%\(\w+\)[sd]|\{\w*\}")


def test_the_languages_are_those_that_have_a_catalogue() -> None:
    assert (
        tuple(sorted(path.name for path in catalogues.LOCALE.iterdir() if path.is_dir()))
        == catalogues.LANGUAGES
    )


def test_no_word_stands_within_a_formatted_string_where_babel_cannot_see_it() -> None:
    """Before Python 3.12 such a string is one token."""
    hidden = [
        f"{path.name}:{call.lineno}"
        for path in sorted(catalogues.PACKAGE.rglob("*.py"))
        for text in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in {"_", "translate"}
    ]
    assert hidden == []


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_every_word_is_translated_and_none_is_left_over(language: str) -> None:
    known = catalogues.translations(language)
    assert sorted(known) == sorted(catalogues.words())
    assert [word for word, translation in known.items() if not translation.strip()] == []
    assert not any(message.fuzzy for message in catalogues.catalogue(language) if message.id)


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_translations_keep_the_places_for_names_and_numbers(language: str) -> None:
    for word, translation in catalogues.translations(language).items():
        assert sorted(PLACES.findall(word)) == sorted(PLACES.findall(translation)), word


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_translations_begin_and_end_as_the_word_does(language: str) -> None:
    for word, translation in catalogues.translations(language).items():
        assert translation == translation.strip(), word
        assert word.endswith("…") == translation.endswith("…"), word


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_the_catalogue_is_written_as_make_catalogues_writes_it(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = catalogues.path_of(language).read_text(encoding="utf-8")
    known = catalogues.translations(language)
    monkeypatch.setattr(catalogues, "LOCALE", tmp_path)
    catalogues.write(language, known)
    assert catalogues.path_of(language).read_text(encoding="utf-8") == before


def test_building_the_package_compiles_every_catalogue(tmp_path: Path) -> None:
    for language in catalogues.LANGUAGES:
        target = tmp_path / language / "LC_MESSAGES"
        target.mkdir(parents=True)
        (target / "sphinx_academic.po").write_bytes(catalogues.path_of(language).read_bytes())
    pytest.importorskip("hatchling")
    command = "from hatch_build import compile_catalogues; from pathlib import Path; import sys; compile_catalogues(Path(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", command, str(tmp_path)], cwd=CHECKOUT, check=True)
    for language in catalogues.LANGUAGES:
        compiled = gettext.translation("sphinx_academic", tmp_path, [language])
        for word, translation in catalogues.translations(language).items():
            assert compiled.gettext(word) == translation


def test_no_translation_is_the_english_word_by_oversight() -> None:
    for language in ("ja", "ko", "zh_CN", "zh_TW", "ru", "ar"):
        for word, translation in catalogues.translations(language).items():
            if re.search(r"[a-z]{4}", re.sub(r"\{\w*\}", "", word)):
                assert translation != word, (language, word)


class _Translations(gettext.NullTranslations):
    """The translations of a catalogue that is not compiled."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.known = catalogues.translations(language)

    def gettext(self, message: str) -> str:
        return self.known[message]


@pytest.mark.parametrize(
    ("language", "expected"),
    [("de", "Beginn: 2024"), ("fr", "Début\u00a0: 2024"), ("ja", "開始：2024"), ("zh_CN", "开始时间：2024")],
)
def test_a_label_has_the_colon_of_the_language(
    language: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(translators, ("general", "sphinx_academic"), _Translations(language))
    assert labelled(str(_("Starts")), ("2024",)) == (expected,)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("type: phdthesis, venue: Fog College", "Dissertation, Fog College, 2024"),
        ("type: techreport, venue: Fog College, number: TR-1", "Technischer Bericht TR-1, Fog College, 2024"),
        ("type: thesis, genre: PhD thesis, venue: Fog College", "PhD thesis, Fog College, 2024"),
    ],
)
def test_what_a_type_of_thesis_or_report_is_called_is_in_the_language_and_what_the_data_call_it_is_not(
    written: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(translators, ("general", "sphinx_academic"), _Translations("de"))
    (work,) = read_clean(f"publications: [{{title: On fog, date: 2024, {written}}}]").publications
    assert plain(venue_line(work, description())) == expected


def test_every_type_of_thesis_and_report_has_words() -> None:
    assert set(genres()) == {name for name in GENRES.values() if "CD" not in name and "atent" not in name}


def test_a_label_without_anything_behind_it_is_left_out() -> None:
    assert labelled("Starts", ()) == ()


def test_a_catalogue_is_read_as_utf_8() -> None:
    with catalogues.path_of("de").open("rb") as lines:
        assert read_po(lines).charset == "utf-8"
