"""The public custom properties are those of the style sheets, and options set them without inline style."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

from sphinx_academic.theme.looks import LOOKS, ThemeLook
from sphinx_academic.theme.sheets import FONT_SETS, KNOBS, knob_sheet
from sphinx_academic.theme.theme_options import read_theme_options

STATIC = files("sphinx_academic") / "theme" / "static"
COMPONENTS = files("sphinx_academic") / "outputs" / "static"


def sheets() -> str:
    texts = [
        file.read_text(encoding="utf-8")
        for folder in (STATIC, COMPONENTS)
        for file in sorted(folder.iterdir(), key=lambda file: file.name)
        if file.name.endswith(".css")
    ]
    return re.sub(r"/\*.*?\*/", "", "\n".join(texts), flags=re.DOTALL)


def declared(block: str) -> dict[str, str]:
    found = re.findall(r"(--academic-[\w-]+):\s*([^;]+);", block)
    return {name: " ".join(value.split()) for name, value in found}


def page_sheet() -> str:
    return (STATIC / "academic-page.css").read_text(encoding="utf-8")


def palette(text: str = "") -> dict[str, tuple[str, str]]:
    """Each property of a sheet, or of the page's, as it is on light and on dark pages."""
    text = text or page_sheet()
    begin = text.index(":root {")
    found = {}
    for name, value in declared(text[begin : text.index("}", begin)]).items():
        both = re.fullmatch(r"light-dark\((.+), (.+)\)", value)
        found[name] = (both[1], both[2]) if both else (value, "")
    return found


def test_the_values_are_those_of_the_style_sheet_on_light_and_on_dark_pages() -> None:
    known = palette()
    for knob in KNOBS:
        if knob.name in known:
            assert known[knob.name] == (knob.light, knob.dark), knob.name
        else:
            # What the components fall back to in every theme.
            assert f"var({knob.name}, {knob.light})" in sheets(), knob.name


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_the_colours_of_a_look_are_those_of_its_sheet(look: ThemeLook) -> None:
    text = (STATIC / look.sheet).read_text(encoding="utf-8")
    if look.name == "classic":  # as the theme itself has them
        text = page_sheet()
    found = palette(text)
    expected = {**look.grounds, "--academic-accent": look.accent}
    assert {name: found[name] for name in expected} == expected
    # Browsers of before 2024 know one palette.
    block = re.search(r"@supports not [^{]+\{\s*:root \{(.+?)\}", text, re.DOTALL)
    assert block
    light = declared(block[1])
    for name, (colour, dark) in found.items():
        if dark and name != "--academic-logo-background":
            assert light[name] == colour, name


def test_a_look_changes_no_other_properties_than_the_public_ones() -> None:
    known = {knob.name for knob in KNOBS}
    for look in LOOKS.values():
        if look.name != "classic":
            assert palette((STATIC / look.sheet).read_text(encoding="utf-8")).keys() <= known


def test_every_public_property_of_the_style_sheets_is_a_knob() -> None:
    used = set(re.findall(r"--academic-[\w-]+", sheets()))
    assert used == {knob.name for knob in KNOBS}


def test_the_page_of_the_documentation_shows_every_kind_of_knob() -> None:
    page = (Path(__file__).resolve().parents[3] / "docs" / "reference" / "knobs.md").read_text(
        encoding="utf-8"
    )
    assert {knob.kind for knob in KNOBS} == set(re.findall(r"^```\{knobs\} (\w+)$", page, flags=re.MULTILINE))


def test_the_fonts_of_a_set_are_brought_by_its_sheet_alone() -> None:
    for name, fonts in FONT_SETS.items():
        first = fonts.text.split(",")[0].strip('"')
        if fonts.sheet:
            assert f'font-family: "{first}"' in (STATIC / fonts.sheet).read_text(encoding="utf-8")
        else:
            assert name == "system"
            assert f'font-family: "{first}"' not in sheets()


@pytest.mark.parametrize("sheet", [fonts.sheet for fonts in FONT_SETS.values() if fonts.sheet])
def test_the_faces_of_a_page_in_latin_letters_weigh_little(sheet: str) -> None:
    sources = re.findall(r'url\("([^"]+)"\)', (STATIC / sheet).read_text(encoding="utf-8"))
    latin = [source for source in sources if "-latin-ext-" not in source and "600-italic" not in source]
    assert len(latin) == 3
    assert sum(len((STATIC / source).read_bytes()) for source in latin) <= 90_000


def test_nothing_is_written_where_nothing_differs() -> None:
    assert knob_sheet(read_theme_options({}).values) == ""


def test_options_become_properties() -> None:
    options = read_theme_options(
        {"accent": ["#1f5f8b", "#8fc7ee"], "column_width": "50rem", "fonts": "system"}
    ).values
    sheet = knob_sheet(options)
    assert "--academic-column: 50rem;" in sheet
    assert f"--academic-font-text: {FONT_SETS['system'].text};" in sheet
    # Paper keeps its black links.
    assert "@media screen {\n  :root {\n    --academic-accent: light-dark(#1f5f8b, #8fc7ee);\n  }\n}" in sheet
    assert sheet.count("--academic-accent") == 1


def test_another_set_of_fonts_holds_for_the_languages_that_have_fonts_of_their_own() -> None:
    named = set(re.findall(r":lang\((\w+)\)[^{]*\{[^}]*--academic-font-text", page_sheet()))
    sheet = knob_sheet(read_theme_options({"fonts": "sans"}).values)
    for language in {"zh", "ja", "ko", "he"} | named:
        assert f":lang({language})" in sheet


def test_an_option_alone_says_nothing_of_the_others() -> None:
    assert knob_sheet(read_theme_options({"column_width": "50rem"}).values) == (
        ":root {\n  --academic-column: 50rem;\n}\n"
    )
