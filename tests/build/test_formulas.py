"""Formulas in data are shown as the project shows formulas."""

from __future__ import annotations

import json
import re
import shutil
import subprocess

import pytest
from sites import Built, MakeSite, words

from sphinx_academic.content.formulas import COMMANDS, ENVIRONMENTS, fault
from sphinx_academic.pages.mathml import mathml

DATA = """\
publications:
- title: On $O(n^2)$ sorting
  author: Ann Bee
  abstract: It costs $5 at most, as $a < b$.
"""


def test_formulas_go_through_the_renderer_of_the_project(make_site: MakeSite) -> None:
    site = make_site("sections")
    site.write("data/site.yaml", DATA)
    site.write("plain.rst", "Home\n====\n\n.. publications:: /data/site.yaml\n   :layout: list\n")
    built = site.build(warnings=None)
    page = built.page("plain.html")
    (entry,) = page.find_class("academic-entry")
    assert [words(formula) for formula in entry.find_class("math")] == [r"\(O(n^2)\)", r"\(a < b\)"]
    assert "It costs $5 at most" in words(entry)
    assert any("mathjax" in str(script.get("src")) for script in page.iter("script"))


def loads_mathjax(built: Built, name: str) -> bool:
    return any("mathjax" in str(script.get("src")) for script in built.page(name).iter("script"))


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml"])
def test_the_renderer_is_loaded_where_a_formula_is_and_nowhere_else(
    make_site: MakeSite, builder: str
) -> None:
    site = make_site("sections")
    site.write("data/site.yaml", f"{DATA}  key: sorting\n- title: Without\n  key: without\n  year: 2020\n")
    site.write("plain.rst", "Home\n====\n\n.. publications:: /data/site.yaml\n   :layout: list\n")
    site.write("citing.rst", ":orphan:\n\nCiting\n======\n\n:pub:`as cited <sorting>`\n")
    built = site.build(builder, academic_paper_pages=True, warnings=None)
    if builder == "singlehtml":
        assert loads_mathjax(built, "index.html")
        return
    name = "{}.html" if builder == "html" else "{}/index.html"
    # What a card shows of a work, which is beside the reference, holds the formula of its title.
    pages = ("plain", "papers/sorting", "citing", "papers/without", "index")
    assert [
        loads_mathjax(built, name.format(page) if page != "index" else "index.html") for page in pages
    ] == [
        *(True, True, True),
        *(False, False),
    ]


def test_formulas_are_formulas_in_latex(make_site: MakeSite) -> None:
    site = make_site("sections")
    site.write("data/site.yaml", DATA)
    site.write("plain.rst", "Home\n====\n\n.. publications:: /data/site.yaml\n")
    built = site.build("latex", warnings=None)
    (tex,) = (path.read_text(encoding="utf-8") for path in built.folder.glob("*.tex"))
    assert r"On \(O(n^2)\) sorting" in tex
    assert r"\$5 at most" in tex


def test_formulas_may_be_mathml_that_needs_no_script_and_no_other_host(make_site: MakeSite) -> None:
    site = make_site("sections")
    site.write("data/site.yaml", DATA)
    site.write(
        "plain.rst",
        "Home\n====\n\n.. publications:: /data/site.yaml\n   :layout: list\n\n"
        ".. math::\n   :label: sum\n\n   a &= b \\\\\n   c &= \\boldsymbol{+} d\n\nSee :eq:`sum`.\n",
    )
    built = site.build(html_math_renderer="mathml", warnings=None)
    page = built.page("plain.html")
    (entry,) = page.find_class("academic-entry")
    assert [math.get("display") for math in entry.iter("math")] == [None, None]
    assert words(entry.find_class("math")[1]) == "a < b"
    (block,) = (math for math in page.iter("math") if math.get("display") == "block")
    assert len(list(block.iter("mtr"))) == 2
    (number,) = page.find_class("eqno")
    assert words(number).startswith("(1)")
    assert not [element for element in page.iter() if element.get("style")]
    assert not [script for script in page.iter("script") if "://" in str(script.get("src"))]


def test_primes_belong_to_the_letter_before_them_as_in_tex(make_site: MakeSite) -> None:
    site = make_site("sections")
    site.write(
        "data/site.yaml", "publications:\n- title: Of $f'_i$, $x'^2$ and $\\text{it's}$\n  author: Ann Bee\n"
    )
    site.write("plain.rst", "Home\n====\n\n.. publications:: /data/site.yaml\n")
    page = site.build(html_math_renderer="mathml", warnings=None).page("plain.html")
    (entry,) = page.find_class("academic-entry")
    index, power, text = entry.iter("math")
    (scripts,) = index
    assert scripts.tag == "msubsup"
    assert [words(part) for part in scripts] == ["f", "i", "′"]
    (script,) = power
    assert script.tag == "msup"
    assert words(script).split() == ["x", "′", "2"]
    assert words(text) == "it's"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("x^10", "x^{1}0"),
        ("x_1,2", "x_{1},2"),
        ("x^{10}_12", "x^{10}_{1}2"),
        (r"\frac12", r"\frac{1}{2}"),
        (r"\frac123", r"\frac{1}{2}3"),
        (r"\frac{a_12}34", r"\frac{a_{1}2}{3}4"),
        (r"\frac a12", r"\frac{a}{1}2"),
        (r"2^\frac12", r"2^{\frac{1}{2}}"),
        (r"\sqrt[3]12 + \hat 12", r"\sqrt[3]{1}2 + \hat{1}2"),
        (r"\text{at 10} x^\text{a 10}10", r"\text{at 10} x^{\text{a 10}}10"),
        (r"\left[x^10\right] \rightarrow [x_10]", r"\left[x^{1}0\right] \rightarrow [x_{1}0]"),
        ("a_\\{10", "a_{\\{}10"),
    ],
)
def test_a_digit_without_braces_is_an_argument_by_itself_as_in_tex(written: str, meant: str) -> None:
    def one(formula: str) -> str:
        # Braces around a whole argument may become a group of their own, which changes nothing.
        return re.sub(r"</?mrow>|\s", "", mathml(formula, block=False))

    assert one(written) == one(meant)


def test_a_formula_that_cannot_be_converted_is_told_and_shown_as_written(make_site: MakeSite) -> None:
    site = make_site("sections")
    site.write("plain.rst", "Home\n====\n\nSee :math:`a \\unheardof b < c`.\n")
    built = site.build(html_math_renderer="mathml", warnings=None)
    (told,) = (told for told in built.warnings if told.code == "academic.formula")
    assert "unheardof" in told.message
    assert told.location.endswith("plain.rst:4")
    assert words(built.page("plain.html").find_class("math")[0]) == r"a \unheardof b < c"


PLACES = (
    "a \\{0} b",
    "\\{0}^2_3",
    "x_\\{0} y",
    "\\frac\\{0} 2",
    "\\hat\\{0}",
    "\\hat{{\\{0}}}",
    "\\mathbf{{\\{0}}}",
    "\\not\\{0}",
    "\\{0}\\limits_3",
    "\\left\\{0} x \\middle\\{0} y \\right\\{0}",
    "\\bigl\\{0} x",
    "\\text{{a \\{0} b}}",
    "\\{0}{{a}}",
    "\\{0}{{a}}{{b}}^2_3",
    "\\{0} a b",
    "\\{0}\\alpha\\beta",
    "x^\\{0}{{a}}{{b}}",
    "\\frac\\{0}{{a}}{{b}}",
    "\\{0}{{a}}\\limits_2",
    "\\{0}{{x_1^2\\frac{{1}}{{2}}\\left(\\sum\\limits_a b\\right)}}{{\\text{{a}}}}",
    "\\{0}[a]{{b}}",
    "\\{0}(",
    "\\{0}{{1em}}",
    "\\{0}{{-3mu}}",
)
"""Where a command may stand; which of them a command may stand in, the decision says."""
TABLES = (
    "\\begin{{{0}}}{1}\\end{{{0}}}",
    "\\begin{{{0}}}{1}a & b \\\\ c & d\\end{{{0}}}",
    "\\left(\\begin{{{0}}}{1}\\bf a \\\\[2pt] \\frac12 \\\\* _2 \\\\\\end{{{0}}}\\right)^2",
    "\\begin{{{0}}}{1}a & b & c & d & e & f & g & h & i & j\\end{{{0}}}",
    "\\begin{{{0}}}{1}\\begin{{cases}}a & b\\end{{cases}}\\end{{{0}}}",
    "x_{{\\begin{{{0}}}[t]{1}a\\end{{{0}}}}}",
)
DEEP = (
    "{",
    "x^{",
    "\\frac12{",
    "\\left(",
    "\\mathrm{",
    "\\hat{",
    "\\begin{matrix}",
    "\\boldsymbol{",
    "\\text{",
)
ENDS = {"\\left(": "\\right)", "\\begin{matrix}": "\\end{matrix}"}


def accepted_formulas() -> list[str]:
    """Each command and environment in every place where it may stand, and as deep as it may."""
    candidates = [place.format(name) for place in PLACES for name in sorted(COMMANDS)]
    for name in sorted(ENVIRONMENTS):
        columns = {"array": "{l|cr}", "alignedat": "{3}", "subarray": "{c}"}.get(name, "")
        candidates += [table.format(name, columns) for table in TABLES]
    candidates += [
        start * deep + "x" + ENDS.get(start, "}") * deep for start in DEEP for deep in range(1, 40)
    ]
    return [formula for formula in candidates if fault(formula) is None]


@pytest.mark.skipif(not shutil.which("xelatex"), reason="xelatex is not installed")
def test_every_command_of_formulas_compiles_wherever_it_may_stand(make_site: MakeSite) -> None:
    formulas = accepted_formulas()
    structure = {"begin", "end", "left", "middle", "right", "limits", "nolimits", "mspace", "hspace"}
    used = {name for formula in formulas for name in re.findall(r"\\([a-zA-Z]+)", formula)}
    assert used | structure == COMMANDS.keys()
    site = make_site("sections")
    news = [
        {"date": "2024-01-01", "text": ", ".join(f"${formula}$" for formula in formulas[start : start + 50])}
        for start in range(0, len(formulas), 50)
    ]
    site.write("data/formulas.yaml", json.dumps({"news": news}))
    site.write("plain.rst", "Home\n====\n\n.. newsfeed:: /data/formulas.yaml\n")
    built = site.build("latex", warnings=None, latex_engine="xelatex")
    assert not [told for told in built.warnings if told.code == "academic.formula"]
    (tex,) = built.folder.glob("*.tex")
    assert tex.read_text(encoding="utf-8").count("\\(") == len(formulas)
    done = subprocess.run(
        ["xelatex", "-interaction=nonstopmode", "-halt-on-error", "-file-line-error", tex.name],
        cwd=built.folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2_000:]
    assert tex.with_suffix(".pdf").read_bytes().startswith(b"%PDF")


REFUSED = """\
publications:
- title: On $\\input{chapter}$ and $x^$
  abstract: Let $a & b$ be.
  key: refused
  date: 2024-01-01
"""


def test_what_is_no_formula_is_told_where_it_stands_and_shown_as_code_by_every_builder(
    make_site: MakeSite,
) -> None:
    site = make_site("sections")
    site.write("data/site.yaml", REFUSED)
    site.write(
        "plain.rst", "Home\n====\n\n.. publications:: /data/site.yaml\n   :layout: list\n   :feed: all.xml\n"
    )
    settings = {"html_baseurl": "https://example.org/", "academic_paper_pages": True}
    built = site.build(warnings=None, **settings)
    told = [told for told in built.warnings if told.code == "academic.formula"]
    assert [(each.location, each.message.split("written: ")[1]) for each in told] == [
        ("data/site.yaml:2:10", "'\\input' is no command of formulas."),
        ("data/site.yaml:2:10", "'^' lacks what belongs to it."),
        (
            "data/site.yaml:3:13",
            "'&' stands outside of a matrix or an alignment, or in a column too many; an ampersand is '\\&'.",
        ),
    ]
    for name in ("plain.html", "papers/refused.html"):
        page = built.page(name)
        codes = {words(code) for code in page.iter("code")}
        assert {"$\\input{chapter}$", "$x^$"} <= codes
        assert not page.find_class("math")
    assert "&lt;code" in built.text("all.xml")
    bib = built.text("papers/refused.bib")
    assert r"\texttt{\$x\textasciicircum{}\$}" in bib
    assert r"\input" not in bib
    for builder in ("text", "man", "epub", "texinfo"):
        files = site.build(builder, warnings=None).files().items()
        assert any(b"$x^$" in content for name, content in files if not name.endswith(".epub")), builder
    latex = site.build("latex", warnings=None)
    (tex,) = latex.folder.glob("*.tex")
    assert r"\input{chapter}" not in tex.read_text(encoding="utf-8")
    assert r"\textasciicircum{}" in tex.read_text(encoding="utf-8")


def test_a_formula_that_the_converter_to_mathml_fails_at_is_told_and_shown_as_written(
    make_site: MakeSite,
) -> None:
    site = make_site("sections")
    site.write(
        "data/site.yaml", "publications:\n- title: CO$_2$ and ${_2}$ and $\\mathop{x}$\n  key: carbon\n"
    )
    site.write("plain.rst", "Home\n====\n\n.. publications:: /data/site.yaml\n   :layout: list\n")
    built = site.build(html_math_renderer="mathml", warnings=None)
    told = [
        told.message
        for told in built.warnings
        if told.code == "academic.formula" and "plain.rst" in told.location
    ]
    assert ["fails at it" in message for message in told] == [True, False]
    (title,) = built.page("plain.html").find_class("academic-title")
    assert words(title).replace(" ", "") == r"CO2and{_2}and\mathop{x}"
    assert len(list(title.iter("math"))) == 1
    assert [code.text for code in title.iter("code")] == ["{_2}", r"\mathop{x}"]


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        (r"\log n", "log|n"),
        (r"\log(n)", "log(n)"),
        (r"x \log^2 n", "x|log2|n"),
        (r"a + \ln\ln x", "a+ln|ln|x"),
        (r"5\,\mathrm{kHz}", "5|kHz"),
    ],
)
def test_names_of_functions_stand_apart_as_in_tex(formula: str, shown: str) -> None:
    written = re.sub(r"<mspace[^>]*>", "|", mathml(formula, block=False).replace("&ApplyFunction;", ""))
    assert re.sub(r"<[^<>]*>|\s", "", written) == shown


def test_limits_have_thin_spaces() -> None:
    assert '<mo movablelimits="true" lspace="0.167em" rspace="0.167em">max</mo>' in mathml(
        r"\max_x f", block=False
    )
