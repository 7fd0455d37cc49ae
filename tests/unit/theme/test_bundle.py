"""The sheet that pages load says what its sources say."""

from __future__ import annotations

import re

from sphinx_academic.outputs.assets import tightened
from sphinx_academic.theme.sheets import SHEETS, bundle, further_sheets


def test_comments_and_white_space_go_and_texts_stay() -> None:
    sheet = """
    /* a: comment; */
    .a > .b,
    .c::after {
      content: " ( /* kept */ ; }";
      inline-size: calc(100% - 2rem);
    }
    """
    assert (
        tightened(sheet) == '.a > .b,.c::after{content: " ( /* kept */ ; }";inline-size: calc(100% - 2rem)}'
    )


def test_the_bundle_is_all_sheets_and_then_what_the_site_sets() -> None:
    sheet = bundle("academic-fonts.css", ":root {\n  --academic-column: 50rem;\n}\n")
    assert (
        sheet.index("@font-face") < sheet.index(".academic-theme") < sheet.index("--academic-column: 50rem")
    )
    assert "/*" not in sheet
    for name in SHEETS:
        assert name.startswith("academic-")
    assert len(re.findall("{", sheet)) == len(re.findall("}", sheet))
    assert len(sheet) < 40_000


def test_a_site_has_the_sheets_of_its_language_and_its_extensions() -> None:
    assert further_sheets("en", set()) == further_sheets(None, {"myst_parser"}) == ()
    assert further_sheets("zh_TW", set()) == ("academic-languages.css",)
    assert further_sheets("de", {"sphinx_design"}) == ("academic-design.css",)
    assert ":lang(ja)" in bundle("", "", further_sheets("ja", set()))


def test_from_a_file_the_fonts_may_come_late() -> None:
    from sphinx_academic.theme.sheets import late_fonts

    sheet = late_fonts("academic-fonts.css")
    assert sheet.count("font-display: swap") == 8
    assert "optional" not in sheet
    assert late_fonts("") == ""
