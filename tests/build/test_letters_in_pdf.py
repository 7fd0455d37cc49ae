"""Sphinx's default engine for PDF makes one whatever letters titles have; what it has no letters for is told once."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from sites import Told, read_warnings
from sphinx.testing.util import SphinxTestApp

from sphinx_academic.formats.latex import SYMBOLS
from sphinx_academic.formats.latex.encoding import in_ascii

CASES = Path(__file__).parents[1] / "unit" / "truth" / "cases" / "text"
OTHERS = "@article{z, title={Vi\\cftil{e}t \\d{h} $\\leadsto$ %s}, author={Ash, R.}, year=2000}\n"
NAMES = ("greek", "crossref", "mathscinet", "dollars")

Build = Callable[..., tuple[Path, tuple[Told, ...]]]
"""Builds with further words in a title and settings of ``conf.py``: the file for TeX, and what is told of letters."""


@pytest.fixture
def build(tmp_path: Path) -> Build:
    def run(words: str = "", engine: str = "pdflatex", **elements: str) -> tuple[Path, tuple[Told, ...]]:
        source = tmp_path / "source"
        source.mkdir()
        for name in NAMES:
            shutil.copy(CASES / f"{name}.bib", source)
        (source / "others.bib").write_text(OTHERS % words, encoding="utf-8")
        lists = [f".. publications:: {name}.bib\n\n" for name in (*NAMES, "others")]
        lists.append("On α-kettles of Viễt\n--------------------\n")
        (source / "index.rst").write_text("Works\n=====\n\n" + "".join(lists), encoding="utf-8")
        (source / "conf.py").write_text(
            "extensions = ['sphinx_academic']\nproject = 'Odd'\n", encoding="utf-8"
        )
        settings = {
            "latex_engine": engine,
            "latex_elements": elements,
            "latex_documents": [("index", f"{name}.tex", "Odd", "", "manual") for name in ("odd", "again")],
            "source_suffix": {".rst": "restructuredtext"},
        }
        app = SphinxTestApp("latex", source, tmp_path / "build", confoverrides=settings)
        try:
            app.build()
            told = read_warnings(app.warning.getvalue())
            return Path(app.outdir, "odd.tex"), tuple(each for each in told if each.code == "academic.output")
        finally:
            app.cleanup()

    return run


def declared(tex: Path) -> str:
    """What stands in the preamble about letters."""
    lines = tex.read_text(encoding="utf-8").splitlines()
    return "".join(line for line in lines if "\\DeclareUnicodeCharacter{" in line)


def test_letters_and_signs_are_declared_as_latex_writes_them(build: Build) -> None:
    tex, told = build()
    assert told == ()
    found = declared(tex)
    commands = {
        "03B1": r"{\ensuremath{\alpha}}",
        "1E25": r"{\d h}",
        "1EC5": r"{\~{\^e}}",
        "02B9": r"{\ensuremath{'}}",
    }
    for code, command in commands.items():
        assert f"\\DeclareUnicodeCharacter{{{code}}}{{{command}}}\\fi" in found
    # Heads of pages have capitals.
    assert "{0391}{A}" in found
    assert r"{1EC4}{{\~{\^E}}}" in found
    # T1 has the one, and Sphinx writes the other in its own way.
    assert "{016F}" not in found
    assert "{00B2}" not in found


@pytest.mark.parametrize(
    ("words", "elements", "is_told"),
    [
        ("王小明", {}, True),
        ("王小明", {"preamble": r"\usepackage{CJKutf8}"}, False),
        ("Иван", {}, True),
        ("Иван", {"fontenc": r"\usepackage[T2A,T1]{fontenc}"}, False),
    ],
)
def test_what_needs_another_engine_is_told_once(
    build: Build, words: str, elements: dict[str, str], is_told: bool
) -> None:
    tex, told = build(words, **elements)
    assert len(told) == is_told
    assert all('latex_engine = "xelatex"' in each.message for each in told)
    assert declared(tex).count("\\fbox") == len(set(words))


def test_other_engines_are_told_nothing(build: Build) -> None:
    tex, told = build("王小明", "xelatex")
    assert (declared(tex), told) == ("", ())


def compile_tex(tex: Path) -> None:
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", tex.name]
    done = subprocess.run(command, cwd=tex.parent, capture_output=True, check=False)
    said = done.stdout.decode("utf-8", "replace")
    if done.returncode and ".sty' not found" in said:
        pytest.skip("pdflatex lacks a package that Sphinx asks for")
    assert done.returncode == 0, said[-2000:]
    assert tex.with_suffix(".pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.skipif(not shutil.which("pdflatex"), reason="pdflatex is not installed")
def test_pdflatex_makes_a_pdf_of_it(build: Build) -> None:
    compile_tex(build("王小明")[0])


@pytest.mark.skipif(not shutil.which("pdflatex"), reason="pdflatex is not installed")
def test_pdflatex_knows_every_command_that_stands_for_a_letter_or_sign(tmp_path: Path) -> None:
    letters = [chr(code) for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)) if chr(code).isalpha()]
    written = [found for each in (*set(SYMBOLS.values()), *letters) if (found := in_ascii(each)) != each]
    assert len(written) > 500
    packages = "\\usepackage[T1]{fontenc}\\usepackage{amsmath,amssymb}"
    lines = "\n\n".join(written)
    tex = tmp_path / "signs.tex"
    tex.write_text(
        f"\\documentclass{{article}}{packages}\\begin{{document}}\n{lines}\n\\end{{document}}\n",
        encoding="utf-8",
    )
    compile_tex(tex)
