"""Texts are parted into scripts, and books have no emoji."""

from __future__ import annotations

import pytest

from sphinx_academic.content.writing_systems import SYSTEMS, runs, without_emoji


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Plain text", "Plain text"),
        ("🎉 News", "News"),
        ("News 🎉 today", "News today"),
        ("✅ yes, ❌ no, ⭐ best", "✓ yes, ✗ no, ★ best"),
        ("⚠️ hot ☎︎", "⚠ hot ☎"),
        ("by 👩🏽‍🔬 and 🇩🇪", "by and "),
        ("1️⃣ first", "1 first"),
        ("🏴󠁧󠁢󠁥󠁮󠁧󠁿 home", "home"),
        ("tea☕.", "tea."),
        ("© ™ → ♥", "© ™ → ♥"),
    ],
)
def test_emoji_are_left_out_and_those_that_say_something_become_signs(text: str, shown: str) -> None:
    assert without_emoji(text) == shown


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Plain Zürich – “text”", []),
        ("Li 王小明, M.", [("王小明", "Chinese")]),
        ("やまだ 太郎", [("やまだ 太郎", "Japanese")]),
        ("漢字と", [("漢字と", "Japanese")]),
        ("김철수", [("김철수", "Korean")]),
        ("by משה כהן and Иван", [("משה כהן", "Hebrew"), ("Иван", "Cyrillic")]),
        ("محمد", [("محمد", "Arabic")]),
        ("राम", [("राम", "Devanagari")]),
        ("Viễt", [("ễ", "Latin")]),
        ("a → b", [("→", "Signs")]),
        ("Καφὲς x", [("Καφὲς", "Greek")]),
    ],
)
def test_texts_are_parted_into_scripts(text: str, found: list[tuple[str, str]]) -> None:
    parts = list(runs(text))
    assert "".join(part.text for part in parts) == text
    assert [(part.text, part.system.name) for part in parts if part.system] == found


def test_what_a_script_is_called_is_a_word_that_tex_takes_for_one() -> None:
    assert [name for name in SYSTEMS if not (name.isascii() and name.isalpha())] == []
    assert [name for name, each in SYSTEMS.items() if not each.fonts or "," in "".join(each.fonts)] == []
    assert [name for name, each in SYSTEMS.items() if each.is_right_to_left] == [
        "Hebrew",
        "Arabic",
        "Syriac",
        "Thaana",
    ]
