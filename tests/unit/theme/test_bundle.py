"""The sheet that pages load says what its sources say."""

from __future__ import annotations

import re
from pathlib import Path

import sphinx_academic
from sphinx_academic.outputs.assets import STATIC, tightened, tightened_script
from sphinx_academic.theme.sheets import SHEETS, bundle, corrections, sheet_of_script


def test_comments_and_white_space_go_and_texts_stay() -> None:
    sheet = """
    /* a: comment; */
    .a > .b,
    .c::after {
      content: " ( /* kept */ ; }";
      inline-size: calc(100% - 2rem);
    }
    """
    assert tightened(sheet) == '.a > .b,.c::after{content:" ( /* kept */ ; }";inline-size:calc(100% - 2rem)}'


def test_the_bundle_is_all_sheets_and_then_what_the_site_sets() -> None:
    sheet = bundle(
        "academic-fonts.css", "", "academic-look-classic.css", ":root {\n  --academic-column: 50rem;\n}\n"
    )
    assert sheet.index("@font-face") < sheet.index(".academic-theme") < sheet.index("--academic-column:50rem")
    assert "/*" not in sheet
    for name in SHEETS:
        assert name.startswith("academic-")
    assert len(re.findall("{", sheet)) == len(re.findall("}", sheet))
    assert len(sheet) < 40_000


def test_a_site_has_the_sheets_of_its_language_and_its_extensions() -> None:
    assert sheet_of_script("en") == sheet_of_script(None) == ""
    assert sheet_of_script("zh_TW") == "academic-languages.css"
    assert corrections({"myst_parser"}) == ()
    assert corrections({"sphinx_design"}) == ("academic-design.css",)
    assert ":lang(ja)" in bundle("", sheet_of_script("ja"), "academic-look-classic.css", "")


def test_what_a_site_declares_wins_over_the_theme_and_what_corrects_other_sheets_stands_in_no_layer() -> None:
    sheet = bundle(
        "",
        "",
        "academic-look-modern.css",
        ":root {\n  --academic-column: 50rem;\n}\n",
        corrections({"sphinx_design"}),
    )
    ours, look, knobs, design = sheet.splitlines()
    assert ours.startswith("@layer academic{") and ours.endswith("}}")
    # What the site sets stands behind the look's own values, in the same layer; the look's rules in one that comes later.
    assert look.startswith("@layer academic{:root{") and "@layer academic-look{" in look
    assert knobs == "@layer academic{:root{--academic-column:50rem}}"
    assert design.startswith(".academic-theme{--sd-color-primary")


def test_a_script_loses_its_comments_and_its_indentation_alone() -> None:
    script = """\
// What it does.
(() => {
  /** One
   * thing. */
  const address = "https://k.example/*"; // kept

  /* two */
  f(`a ${b}`);
})();
"""
    assert tightened_script(script) == (
        '(() => {\nconst address = "https://k.example/*"; // kept\nf(`a ${b}`);\n})();\n'
    )


def test_no_script_has_what_tightening_would_change() -> None:
    theme = Path(sphinx_academic.__file__).parent / "theme" / "static"
    scripts = [*STATIC.glob("*.js"), *theme.glob("*.js")]
    assert len(scripts) > 8
    for script in scripts:
        in_comment = False
        for line in map(str.strip, script.read_text("utf-8").splitlines()):
            if in_comment or line.startswith(("/*", "//")):
                in_comment = "*/" not in line and not line.startswith("//")
                assert in_comment or line.startswith("//") or line.endswith("*/"), (script.name, line)
            else:
                assert line.count("`") % 2 == 0, (script.name, line)
