"""A document as LaTeX: every text escaped, every letter in a font that has it, and a file that XeLaTeX sets."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from sphinx_academic.content.document import Document, DocumentPart
from sphinx_academic.content.fragments import KINDS, NOTHING, Element, Fragments
from sphinx_academic.content.latex import write

HOSTILE = (
    r"""\input{/etc/passwd} $x$ & # % _ ^ ~ { } < > | ` " \write18{ls} ^^5c -- --- ?` !` '' [a] * «é»"""
    "\u00a0\u2028"
)


def document(*body: str | Element, title: str = "Ada Example") -> Document:
    return Document(title, "en", (), (DocumentPart(1, ("Papers",), body),))


def body_of(*body: str | Element) -> str:
    return write(document(*body)).partition("\\begin{document}")[2]


def entry(*lines: Element) -> Element:
    return Element(
        "entry", (Element("division", (Element("lines", lines),), "academic-body"),), "academic-entry"
    )


def line(*children: str | Element, classes: str = "") -> Element:
    return Element("line", children, classes)


def test_nothing_of_a_text_is_a_command() -> None:
    written = body_of(Element("paragraph", (HOSTILE,)))
    assert "\\input" not in written
    assert "\\write" not in written
    assert (
        "\\textbackslash{}input\\{/etc/passwd\\} \\$x\\$ \\& \\# \\% \\_ \\textasciicircum{} \\textasciitilde{}"
        in written
    )
    assert "\\textasciicircum{}\\textasciicircum{}5c" in written


def test_what_stands_out_does_so_here() -> None:
    names = (Element("strong", ("Ada",)), ", ", Element("underlined", ("Bo",)), Element("mark", ("*",)))
    assert "\\textbf{Ada}, \\underline{Bo}\\textsuperscript{*}" in body_of(entry(line(*names)))


def test_dates_and_numbers_stand_beside_an_entry() -> None:
    number = Element("span", ("[J1]",), "academic-number")
    work = entry(line(number, " ", Element("strong", ("Tides",)), classes="academic-title"), line("Annals"))
    assert "\\begin{cventry}{[J1]}\n\\textbf{Tides} \\\\*\nAnnals\\par\n\\end{cventry}" in body_of(
        work
    ).replace("[0pt]", "")
    dates = line("2019 – 2021", classes="academic-dates")
    stay = Element("entry", (dates, Element("division", (line("Reader"),))), "academic-entry")
    assert "\\begin{cventry}{2019 – 2021}\nReader\\par\n" in body_of(stay)


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("https://a.example/b_c?d=1&e=%20#f", "\\href{https://a.example/b\\_c?d=1\\&e=\\%20\\#f}{x}"),
        ("https://a.example/~ada", "\\href{https://a.example/\\string~ada}{x}"),
        ("https://a.example/}\\input{b}", "\\href{https://a.example/\\%7D\\%5Cinput\\%7Bb\\%7D}{x}"),
        ("mailto:ada@a.example", "\\href{mailto:ada@a.example}{x}"),
        ("files/cv.pdf", "x"),
        ("javascript:alert(1)", "x"),
    ],
)  # fmt: skip
def test_links_lead_where_they_do_from_anywhere(url: str, written: str) -> None:
    assert f"\n{written}\\par" in body_of(line(Element("link", ("x",), "", {"url": url})))


def test_formulas_stay_as_they_are() -> None:
    assert "of $\\frac{a}{b}$\\par" in body_of(line("of ", Element("math", ("\\frac{a}{b}",))))


def test_letters_of_other_scripts_ask_for_fonts_that_have_them() -> None:
    written = write(document(line("Имя, 海の音, שלום עולם, नमस्ते and é – 5 €"), title="Άδα"))
    for font in ("cvgreek", "cvcyrillic", "cvjapanese", "cvhebrew", "cvdevanagari"):
        assert f"\\newfontfamily\\{font}" in written
    assert "cvarabic" not in written
    # Or letters stand beside each other that are to be joined.
    assert "{FreeSerif}[Script=Devanagari]" in written
    assert "{FreeSerif}[Script=Greek]" not in written
    assert (
        "{\\cvcyrillic Имя}, {\\cvjapanese 海の音}, {\\cvhebrew \\cvfromright{שלום עולם}}, {\\cvdevanagari नमस्ते} and é – 5 €"
        in written
    )
    assert "pdftitle={Άδα}" in written


def test_emoji_are_the_signs_that_say_the_same_or_left_out() -> None:
    assert "A launch and a {\\cvsigns ✓}\\par" in body_of(line("A \N{ROCKET} launch and a ✅"))


def test_a_heading_is_its_words_alone_in_the_bookmarks() -> None:
    made = Document("A", "de", (), (DocumentPart(2, (Element("emphasis", ("Papers & more",)),), ()),))
    assert "\\subsection{\\texorpdfstring{\\emph{Papers \\& more}}{Papers \\& more}}" in write(made)
    assert "pdflang={de}" in write(made)


def test_design_and_paper_are_those_that_are_asked_for() -> None:
    assert "\\documentclass[11pt,letterpaper]" in write(document(), paper="letter")
    assert "\\setmainfont{EB Garamond}" in write(document())
    assert "\\renewcommand{\\familydefault}{\\sfdefault}" in write(document(), "sans")


def every_kind() -> Fragments:
    """An element of each kind of fragments, with a word in it."""
    found = []
    for kind, row in KINDS.items():
        inner: Fragments = (f"word{kind.replace('_', '')}",)
        if kind in {"bullets", "numbers"}:
            inner = (Element("item", inner),)
        if kind in {"lines", "table"}:
            inner = (Element("line" if kind == "lines" else "row", (Element("cell", inner),)),)
        made = Element(
            kind, inner, "", {"url": "https://a.example/", "alt": inner[0] if kind == "image" else ""}
        )  # type: ignore[dict-item]
        found.append(made if row.is_block else Element("paragraph", (made,)))
    return tuple(found)


def test_every_kind_of_fragments_is_written_but_what_screens_have_alone() -> None:
    written = body_of(*every_kind())
    for kind, row in KINDS.items():
        is_shown = f"word{kind.replace('_', '')}" in written
        assert is_shown == (row.node != NOTHING and kind not in {"figure", "break", "rule"}), kind


ENGINES = ("xelatex", "lualatex")


@pytest.mark.parametrize("engine", ENGINES)
def test_the_file_is_set_as_it_is(tmp_path: Path, engine: str) -> None:
    if not shutil.which(engine):
        pytest.skip(f"{engine} is not installed")
    if (
        engine == "lualatex"
        and subprocess.run(["kpsewhich", "luaotfload.sty"], capture_output=True, check=False).returncode
    ):
        pytest.skip("LuaLaTeX cannot load fonts here: luaotfload is not installed")
    scripts = line("Имя, Άδα, 海の音, 한글, שלום, مرحبا, नमस्ते, ✓ and é")
    made = document(
        *every_kind(),
        entry(line(HOSTILE), line("[a]"), line("*")),
        scripts,
        line(Element("math", ("x^2",))),
        title=HOSTILE,
    )
    (tmp_path / "cv.tex").write_text(write(made), encoding="utf-8")
    done = subprocess.run(
        [engine, "-interaction=nonstopmode", "-halt-on-error", "cv.tex"],
        cwd=tmp_path, capture_output=True, text=True, errors="replace", timeout=200, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:]
    assert (tmp_path / "cv.pdf").is_file()


def test_a_word_that_is_longer_than_a_line_may_break() -> None:
    written = body_of(entry(line(Element("strong", ("x" * 150,)), classes="academic-title")))
    word = "\\hspace{0pt}".join(("x" * 60, "x" * 60, "x" * 30))
    assert f"\\textbf{{{word}}}" in written
    assert "\\hspace{0pt}" not in body_of(entry(line("x" * 60 + " " + "y" * 60)))
