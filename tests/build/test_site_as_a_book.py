"""The PDF of a site with our theme looks like the site, whatever conf.py says of LaTeX wins, and fonts that are missing are told."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pypdf
import pytest
from sites import Told, read_warnings
from sphinx.testing.util import SphinxTestApp

from sphinx_academic.theme.book import FAMILIES

DATA = """\
profile:
  name: Ada Ash
  other_names: [Ада Эш]
  role: Reader in Steam
  affiliation: University of Lower Fenwick
  links:
    GitHub: https://github.example.org/ash
    ORCID: https://orcid.org/0000-0002-1825-0097
  photo: me.png
  about: I listen to kettles.
publications:
  - title: Steam in Cups
    key: steam
    authors: [Ada Ash*, 王小明*]
    year: 2024
    abstract: A cup steams.
  - title: Cups in Steam
    authors: [Ada Ash, משה כהן]
    year: 2023
news:
  - date: 2024-05-16
    text: 🎉 We have won ✅
    icon: 🏆
education:
  - institution: University of Lower Fenwick
    degree: PhD
    start: 2020
    end: 2023
    image: me.png
competitions:
  - title: First place
    event: Kettle Cup
    year: 2022
    image: me.png
"""
PAGES = {
    "index": """\
        Ada Ash
        =======

        .. profile::

        .. toctree::
           :hidden:

           research/index
           cv

        News 🎊
        -------

        .. newsfeed::

        Of words ``"🍵"`` is one.

        .. code-block:: python

           print("🍵")
        """,
    "research/index": """\
        Research
        ========

        Visits
        ------

        None.

        .. toctree::
           :hidden:

           cups
        """,
    "research/cups": """\
        Cups
        ====

        .. publications::
        """,
    "cv": """\
        Curriculum vitae
        ================

        Education
        ---------

        .. education::

        Prizes
        ------

        .. competitions::
        """,
}
OF_GNU = ("FreeSerif.otf", "FreeSans.otf", "FreeMono.otf")


class Book(NamedTuple):
    """The text for TeX, the folder it stands in, and what was told."""

    tex: str
    folder: Path
    told: tuple[Told, ...]

    def preamble(self) -> str:
        return self.tex.partition("\\begin{document}")[0]

    def body(self) -> str:
        return self.tex.partition("\\begin{document}")[2]


Make = Callable[..., Book]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    def run(builder: str = "latex", **settings: Any) -> Book:
        source = tmp_path / "source"
        source.mkdir(exist_ok=True)
        (source / "site.yaml").write_text(DATA, encoding="utf-8")
        shutil.copy(Path(__file__).parents[2] / "example-site" / "images" / "portrait.png", source / "me.png")
        for name, text in PAGES.items():
            path = source / f"{name}.rst"
            path.parent.mkdir(exist_ok=True)
            path.write_text(re.sub(r"^ {8}", "", text, flags=re.MULTILINE), encoding="utf-8")
        settings = {
            "project": "Ada Ash",
            "author": "Ada Ash",
            "extensions": ["sphinx_academic"],
            "academic_data": ["site.yaml"],
            "html_theme": "academic",
            "latex_engine": "xelatex",
            **settings,
        }
        lines = "".join(f"{name} = {value!r}\n" for name, value in settings.items())
        (source / "conf.py").write_text(lines, encoding="utf-8")
        app = SphinxTestApp(builder, source, tmp_path / "build")
        try:
            app.build()
            (tex, *_) = sorted(Path(app.outdir).glob("*.tex")) or [Path(app.outdir, "index.html")]
            told = tuple(each for each in read_warnings(app.warning.getvalue()) if each.code)
            return Book(tex.read_text(encoding="utf-8"), Path(app.outdir), told)
        finally:
            app.cleanup()

    return run


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Programs in place of those of TeX and of fontconfig, which know these fonts and no others."""

    def put(families: str = "", files: tuple[str, ...] = (), engine: str = "xelatex") -> None:
        folder = tmp_path / "programs"
        folder.mkdir()
        said = {"fc-list": families, "kpsewhich": "\n".join(f"/fonts/{name}" for name in files), engine: ""}
        for name, text in said.items():
            path = folder / name
            path.write_text(f"#!/bin/sh\ncat <<'END'\n{text}\nEND\n", encoding="utf-8")
            path.chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
        monkeypatch.setattr("sphinx_academic.theme.book._carried_fonts", list)

    return put


@pytest.fixture(autouse=True)
def no_fonts_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test asks for the fonts of the machine that it runs on."""
    monkeypatch.setattr("sphinx_academic.pages.latex_scripts.shutil.which", _in_programs)


def _in_programs(name: str) -> str | None:
    folder = Path(os.environ["PATH"].partition(os.pathsep)[0])
    return str(folder / name) if folder.name == "programs" and (folder / name).exists() else None


def test_a_site_with_our_theme_has_the_class_that_looks_like_it(make: Make) -> None:
    book = make()
    assert book.told == ()
    assert "{sphinxacademic}\n" in book.tex
    assert "[a4paper,11pt,english]" in book.tex
    assert (book.folder / "sphinxacademic.cls").is_file()
    # The class makes neither an index nor a list of modules.
    assert "\\providecommand\\academicindex{\\printindex}\\academicindex" in book.tex
    assert "\\providecommand\\academicmakeindex{\\makeindex}\\academicmakeindex" in book.tex
    assert "\\begin{sphinxtheindex}" not in book.tex


@pytest.mark.parametrize(
    "settings",
    [
        {"latex_theme": "howto"},
        {"latex_documents": [("index", "ada.tex", "Ada", "Ada", "howto")]},
        {"html_theme": "alabaster", "latex_theme": "howto"},
    ],
)
def test_who_has_chosen_has_what_was_chosen(make: Make, settings: dict[str, Any]) -> None:
    book = make(**settings)
    assert "{sphinxhowto}\n" in book.tex
    assert "academicfonts" not in book.tex
    assert "\n\\printindex\n" in book.tex
    assert not (book.folder / "sphinxacademic.cls").exists()


def test_any_site_can_choose_it(make: Make) -> None:
    book = make(html_theme="alabaster", latex_theme="academic")
    assert "{sphinxacademic}\n" in book.tex


def test_the_engines_of_japanese_keep_their_classes(make: Make) -> None:
    assert "{sphinxmanual}\n" in make(latex_engine="uplatex", language="ja").tex


def test_what_conf_py_says_of_latex_stays(make: Make) -> None:
    elements = {
        "fontpkg": "\\setmainfont{Kettle}",
        "printindex": "\\myindex",
        "makeindex": "\\mymakeindex",
        "papersize": "letterpaper",
        "passoptionstopackages": "\\mine",
        "preamble": "\\last",
    }
    book = make(latex_elements=elements)
    assert "academicfonts" not in book.tex
    assert "[letterpaper,11pt" in book.tex
    assert all(f"\n{text}\n" in book.tex for text in ("\\setmainfont{Kettle}", "\\myindex", "\\mymakeindex"))
    assert book.tex.index("\\def\\academictypeface") < book.tex.index("\\mine")
    assert book.tex.index("\\usepackage{sphinxmessages}") < book.tex.index("\\last")


def test_the_options_of_the_theme_hold_on_paper(make: Make) -> None:
    book = make(html_theme_options={"accent": "#1f5f8b", "fonts": "sans"})
    assert "\\def\\academictypeface{sans}\n\\def\\academicaccent{1F5F8B}" in book.preamble()


def test_fonts_are_sought_that_the_class_names() -> None:
    text = (Path(__file__).parents[2] / "sphinx_academic/theme/latex/academic/sphinxacademic.cls").read_text()
    found = {
        name: tuple(fonts.split(","))
        for name, fonts in re.findall(
            r"\\def\\academic@fonts@(\w+)\{%.*?\\academic@first\{(.*?)\}", text, re.DOTALL
        )
    }
    assert found == FAMILIES


def test_pages_stand_behind_what_the_page_that_leads_to_them_shows(make: Make) -> None:
    titles = re.findall(r"\\((?:sub)*section)\{([^}]*)", make().body())
    assert titles == [
        ("section", "News "),
        ("section", "Research"),
        ("subsection", "Visits"),
        ("subsection", "Cups"),
        ("section", "Curriculum vitae"),
        ("subsection", "Education"),
        ("subsection", "Prizes"),
    ]


def test_the_order_of_other_books_is_theirs(make: Make) -> None:
    titles = re.findall(r"\\section\{([^}]*)", make(latex_theme="howto").body())
    assert titles == ["Research", "Curriculum vitae", "News "]


def test_who_it_is_stands_beside_the_photo_with_links_in_a_row(make: Make) -> None:
    body = make().body()
    facts, photo = re.findall(r"\\begin\{minipage\}(.*?)\\end\{minipage\}", body, re.DOTALL)[:2]
    assert "\\academicCyrillic{Ада Эш}" in facts
    assert "Reader in Steam, University of Lower Fenwick" in facts
    assert re.search(r"\{GitHub\} · \\sphinxhref\{[^}]*\}\{ORCID\}", facts)
    assert "\\sphinxincludegraphics" in photo
    assert body.index("I listen to kettles.") > body.index("{me}.png")


def test_a_legend_is_kept_with_its_list_and_an_anchor_with_its_entry(make: Make) -> None:
    body = make().body()
    assert re.search(
        r"equal contribution\s+\\par\\endgroup\\nopagebreak\\csname @afterheading\\endcsname\s+\\par\\medskip\\begingroup\\interlinepenalty",
        body,
    )
    assert "publication-steam}}\\nopagebreak" in body
    # So is the label of an abstract with that.
    assert re.search(
        r"\{Abstract\}\s+\\par\\endgroup\\nopagebreak\\csname @afterheading\\endcsname\s+\\sphinxAtStartPar\s+A cup steams",
        body,
    )


def test_dates_stand_above_a_logo_and_no_bullet_beside_one(make: Make) -> None:
    body = make().body()
    degree = body[body.index("\\subsection{Education}") : body.index("\\subsection{Prizes}")]
    assert degree.index("2020 – 2023") < degree.index("\\sphinxincludegraphics") < degree.index("PhD")
    prizes = body[body.index("\\subsection{Prizes}") :]
    assert "\\item" not in prizes
    assert prizes.index("\\sphinxincludegraphics") < prizes.index("First place")


@pytest.mark.parametrize("engine", ["xelatex", "lualatex", "pdflatex"])
def test_texts_have_no_emoji(make: Make, engine: str) -> None:
    book = make(latex_engine=engine, project="Tea 🍵 Lab", suppress_warnings=["academic.output"])
    # Code is shown as it is.
    text = re.sub(r"\\begin\{sphinxVerbatim\}.*?\\end\{sphinxVerbatim\}", "", book.body(), flags=re.DOTALL)
    assert "\\title{Tea Lab}" in book.tex
    assert [sign for sign in "🎉🏆🎊🍵✅" if sign in text] == []
    assert "We have won" in text
    assert "✓" in text or "\\checkmark" in text


def test_pages_of_the_site_have_their_emoji(make: Make) -> None:
    page = make("html").tex
    assert [sign for sign in "🎉🏆🎊🍵✅" if sign not in page] == []


def test_letters_of_other_scripts_have_fonts_of_their_own(make: Make) -> None:
    book = make(project="王 Lab")
    body, preamble = book.body(), book.preamble()
    assert "\\academicChinese{王小明}" in body
    assert "\\academicHebrew{משה כהן}" in body
    assert "\\title{\\academicChinese{王} Lab}" in preamble
    assert preamble.count("\\usepackage{sphinxacademicletters}") == 1
    assert "\\academicscript{Chinese}{Noto Serif CJK SC," in preamble
    assert re.search(r"\\academicscript\{Hebrew\}\{.*\}\\academicrighttoleft\{Hebrew\}\n", preamble)
    assert (book.folder / "sphinxacademicletters.sty").is_file()


def test_who_has_seen_to_letters_is_left_alone(make: Make) -> None:
    book = make(latex_elements={"preamble": "\\usepackage{xeCJK}"})
    assert "academicChinese" not in book.tex
    assert "🎉" in book.tex


def test_documents_without_such_letters_load_nothing_for_them(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(globals(), "DATA", "profile:\n  name: Ada Ash\n")
    assert "sphinxacademicletters" not in make().tex


# Fonts that are missing


def test_nothing_is_told_where_pdfs_are_made_elsewhere(make: Make) -> None:
    assert make(html_theme="alabaster", latex_theme="manual").told == ()


def test_a_font_that_sphinx_needs_is_told_with_its_package(make: Make, programs: Callable[..., None]) -> None:
    programs("DejaVu Sans\nNoto Serif CJK SC\nNoto Serif\nNoto Serif Hebrew", ("FreeMono.otf",))
    (told,) = make(html_theme="alabaster", latex_theme="manual").told
    assert told.code == "academic.output"
    assert told.location.endswith("conf.py:6")
    assert "FreeSerif, FreeSans of GNU FreeFont" in told.message
    assert "no PDF can be made" in told.message
    assert "fonts-freefont-otf" in told.message


def test_in_our_look_it_is_told_where_no_garamond_is_there_either(
    make: Make, programs: Callable[..., None]
) -> None:
    programs("DejaVu Sans,DejaVu Sans Light\nNoto Serif CJK SC\nNoto Serif\nNoto Serif Hebrew")
    (told,) = make().told
    assert "set in Latin Modern" in told.message


def test_nothing_is_told_where_a_garamond_is(make: Make, programs: Callable[..., None]) -> None:
    programs("EB Garamond,EB Garamond Medium\nDejaVu Sans\nNoto Serif CJK SC\nNoto Serif\nNoto Serif Hebrew")
    assert make().told == ()


def test_a_script_without_a_font_is_told_once(make: Make, programs: Callable[..., None]) -> None:
    programs("FreeSerif\nDejaVu Sans", OF_GNU)
    documents = [("index", f"{name}.tex", "Ada", "Ada", "academic") for name in ("one", "two")]
    (told,) = make(latex_documents=documents).told
    assert told.code == "academic.output"
    assert "Chinese letters ('小', '明', '王')" in told.message
    assert "Noto Serif CJK SC (Debian and Ubuntu: fonts-noto-cjk)" in told.message


# The PDF


@pytest.mark.skipif(not shutil.which("xelatex"), reason="xelatex is not installed")
def test_xelatex_makes_a_pdf_of_it(make: Make) -> None:
    heights = r"\AtEndDocument{\setbox0\hbox{1}\setbox2\hbox{\academiclining 1}\typeout{Heights: \the\ht0, \the\ht2;}}"
    book = make(latex_elements={"preamble": heights})
    (tex,) = book.folder.glob("*.tex")
    for _run in range(2):
        command = ["xelatex", "-interaction=nonstopmode", "-halt-on-error", tex.name]
        done = subprocess.run(command, cwd=book.folder, capture_output=True, check=False, timeout=300)
        said = done.stdout.decode("utf-8", "replace")
        if done.returncode and ".sty' not found" in said:
            pytest.skip("xelatex lacks a package that Sphinx asks for")
        assert done.returncode == 0, said[-2000:]
    log = tex.with_suffix(".log").read_text(encoding="utf-8", errors="replace")
    missing = set(re.findall(r"There is no (\S+)", log))
    assert missing <= {"🍵", "小", "明", "王"}  # what code has, and what no font here has
    prose, lining = map(float, re.findall(r"Heights: ([\d.]+)pt, ([\d.]+)pt;", log)[0])
    if "EBGaramond" in log:
        assert prose < 0.8 * lining
    pdf = pypdf.PdfReader(tex.with_suffix(".pdf"))
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Ada Ash"
    text = "\n".join(page.extract_text() for page in pdf.pages)
    assert [word for word in ("Contents", "Release", "Index") if re.search(rf"^\W*{word}$", text, re.M)] == []
    assert re.findall(r"^(?:Research|Visits|Cups|Curriculum vitae|Education|Prizes)$", text, re.M) == [
        "Research",
        "Visits",
        "Cups",
        "Curriculum vitae",
        "Education",
        "Prizes",
    ]
