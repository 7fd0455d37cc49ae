"""The colours of code stand in one sheet, which follows the page's palette, and are read at 7:1."""

from __future__ import annotations

import re
from typing import Any

import pytest
from coloraide import Color
from pygments.lexers import get_lexer_by_name
from pygments.styles import get_style_by_name
from pygments.token import STANDARD_TYPES, Keyword

from sphinx_academic.theme.colours import AcademicDark, AcademicLight, sheet_of

CODE = {
    "python": "@a\nclass B(C):\n    def d(self, e: int = 1) -> str:  # f\n        return f'{e}\\n' if None else len('g')\n",
    "diff": "--- a\n+++ b\n@@ -1 +1 @@\n-a\n+b\n",
    "bash": "export A=1 && cd $A  # b\n",
    "yaml": "a: [1, true, 'b']  # c\n",
    "pytb": "Traceback (most recent call last):\n  File 'a', line 1, in b\nValueError: c\n",
}


def test_each_manner_is_said_once_for_light_and_dark() -> None:
    sheet = sheet_of(dict(AcademicLight), dict(AcademicDark))
    manners = re.findall(r"\{ (.*?) \}", sheet)
    assert len(manners) == len(set(manners)) > 5
    assert ".highlight { color: light-dark(#222222, #e9e5d9) }" in sheet
    assert len(sheet) < 1500


@pytest.mark.parametrize("light", ["xcode", "solarized-light", "bw", "default"])
@pytest.mark.parametrize("dark", ["monokai", "nord"])
def test_styles_that_a_site_has_chosen_keep_their_colours(light: str, dark: str) -> None:
    one, other = dict(get_style_by_name(light)), dict(get_style_by_name(dark))
    sheet = sheet_of(one, other)
    said = next(rule for rule in sheet.splitlines() if re.search(r"\.k[,)]", rule))
    for style in (one, other):
        if colour := style[Keyword]["color"]:
            assert f"#{colour}" in said


@pytest.mark.parametrize("language", CODE)
@pytest.mark.parametrize(("style", "ground"), [(AcademicLight, "#f8f6e6"), (AcademicDark, "#262420")])
def test_code_is_read_at_seven_to_one(language: str, style: Any, ground: str) -> None:
    kinds = {kind for kind, _text in get_lexer_by_name(language).get_tokens(CODE[language])}
    assert len(kinds) >= 4
    for each in kinds:
        # A kind that no style knows looks like the one it is of.
        kind = each
        while kind not in STANDARD_TYPES:
            kind = kind.parent
        colour = style.style_for_token(kind)["color"]
        assert Color(f"#{colour}").contrast(ground, method="wcag21") >= 7, kind
