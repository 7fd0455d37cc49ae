"""Which formulas are formulas: what every output can show, and why the others are shown as they are written."""

from __future__ import annotations

import re

import pytest
from docutils.utils.math.latex2mathml import accents, fractions, functions, matrices, over, under
from hypothesis import example, given
from hypothesis import strategies as st

from sphinx_academic.content.formulas import COMMANDS, ENVIRONMENTS, fault, told, written
from sphinx_academic.content.fragments import Element, elements, plain
from sphinx_academic.content.markup import Markup

FORMULAS = [
    "x",
    "_2",
    "^{13}",
    "{}^{13}C",
    "x^2_3",
    "x_i^{(t+1)}",
    "x'^2_1",
    "f''(x)",
    "50\\%",
    "\\{a\\}",
    "O(n \\log n)",
    "E = mc^2",
    "\\frac12 + \\frac{a}{b} + \\tfrac{1}{2}",
    "\\sqrt x + \\sqrt[3]{x} + \\sqrt[\\alpha]{2}",
    "\\sqrt[{\\sqrt[3]{2}}]{x}",
    "\\sum_{i=1}^n x_i + \\sum\\limits_i + \\int\\nolimits_0^1",
    "\\lim_{x \\to 0} \\max\\limits_a",
    "\\operatorname*{arg\\,max}_\\theta L(\\theta)",
    "\\operatorname{sgn}(x)",
    "\\left( \\frac{a}{b} \\right)^2",
    "\\left\\{ x \\middle| x > 0 \\right.",
    "\\left\\lVert x \\right\\rVert_2 \\le \\bigl| y \\bigr|",
    "\\hat{\\mathbf{x}} \\bar x \\vec v \\widetilde{ab}",
    "\\mathbb R^n \\mathcal{L} \\mathfrak g \\mathsf{P}",
    "x_\\mathrm{eff} + x_\\text{in} + x^\\frac12",
    "{\\rm CO}_2 + {\\cal O}(n)",
    "\\text{if } x > 0 \\quad \\text{and \\textbf{not} else}",
    "\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}",
    "\\begin{cases} x & x > 0 \\\\[2pt] -x & \\text{else} \\end{cases}",
    "\\begin{aligned}[t] a &= b \\\\* &= c \\end{aligned}",
    "\\begin{array}{c|rl} 1 & 2 & 3 \\end{array}",
    "\\begin{alignedat}{2} a &= b & c &= d \\end{alignedat}",
    "\\sum_{\\substack{i < n \\\\ j < m}}",
    "\\overset{\\text{def}}{=} \\underbrace{a + b}_{n} \\stackrel{a}{\\to}",
    "a \\equiv b \\pmod{n} \\bmod p",
    "x \\not= y \\not\\in Z",
    "\\xrightarrow[a]{b} \\xleftarrow{}",
    "\\boldsymbol\\theta \\pmb{x}",
    "a\\hspace{1em}b\\mspace{-3mu}c\\,\\;\\!\\ d~e",
    "\\phantom{x} \\smash{y} \\boxed{z}",
    "\\alpha\\beta\\Gamma\\varepsilon\\hbar\\ell\\infty\\nabla\\partial\\aleph",
    "α + β",
]
REFUSED = [
    # commands, environments
    ("\\input{chapter}", "'\\input' is no command"),
    ("\\write18{true}", "'\\write' is no command"),
    ("\\csname input\\endcsname", "'\\csname' is no command"),
    ("\\catcode`a", "'\\catcode' is no command"),
    ("\\def\\a{b}", "'\\def' is no command"),
    ("\\let\\a=b", "'\\let' is no command"),
    ("\\openin5", "'\\openin' is no command"),
    ("\\directlua{1}", "'\\directlua' is no command"),
    ("\\href{https://example.org}{x}", "'\\href' is no command"),
    ("\\style{color:red}{x}", "'\\style' is no command"),
    ("\\class{a}{x}", "'\\class' is no command"),
    ("\\unicode{120}", "'\\unicode' is no command"),
    ("\\require{html}", "'\\require' is no command"),
    ("\\color{red}{x}", "'\\color' is no command"),
    ("\\defeq", "'\\defeq' is no command"),
    ("\\makeatletter", "'\\makeatletter' is no command"),
    ("\\end{document}", "'\\end' has no '\\begin'"),
    ("\\begin{document}\\end{document}", "'document' is no environment"),
    ("\\begin{verbatim}a\\end{verbatim}", "'verbatim' is no environment"),
    ("\\begin{split}a\\end{split}", "'split' is no environment"),
    ("a \\) b \\( c", "'\\)' is no command"),
    ("a \\] b", "'\\]' is no command"),
    # signs with a meaning of their own
    ("50%", "'%' begins a comment"),
    ("a # b", "'#' stands for an argument"),
    ("a & b", "'&' stands outside"),
    ("a \\\\ b", "'\\\\' stands outside"),
    ("\\text{a $ b}", "'$' ends a formula"),
    ("x^^41", "'^' lacks"),
    ("a\\", "'\\' is no command"),
    ("a\u200bb", "cannot be seen (U+200B)"),
    ("a\x07b", "cannot be seen (U+0007)"),
    (" ", "nothing in it"),
    # what belongs together
    ("{a", "'{' is not closed"),
    ("a}", "'}' has no '{'"),
    ("}{", "'}' has no '{'"),
    ("\\left( x", "'\\left' is not closed"),
    ("x \\right)", "'\\right' has no '\\left'"),
    ("{\\left(} x \\right)", "'\\left' is not closed"),
    ("\\left x \\right)", "'\\left' asks for a delimiter"),
    ("\\big x", "'\\big' asks for a delimiter"),
    ("\\middle|", "'\\middle' stands not directly"),
    ("\\begin{matrix} a \\end{cases}", "'\\end{cases}' ends '\\begin{matrix}'"),
    ("\\begin{matrix} a", "'\\begin' is not closed"),
    ("\\begin{matrix} {a & b} \\end{matrix}", "'&' stands outside"),
    ("\\begin{cases} a & b & c \\end{cases}", "'&' stands outside"),
    ("\\begin{array}{cc} a & b & c \\end{array}", "'&' stands outside"),
    ("\\begin{array}{p{3cm}} a \\end{array}", "asks for columns"),
    ("\\begin{matrix} a \\\\ [b] \\end{matrix}", "asks for a length"),
    ("\\substack{a & b}", "'&' stands outside"),
    # arguments and scripts
    ("x^", "'^' lacks"),
    ("x_", "'_' lacks"),
    ("x^2^3", "a second '^'"),
    ("x_1_2", "a second '_'"),
    ("x^2'", "a second '^'"),
    ("x'_1'", "a second '^'"),
    ("\\frac{1}", "'\\frac' lacks"),
    ("\\sqrt", "'\\sqrt' lacks"),
    ("{\\sqrt}", "'\\sqrt' lacks"),
    ("\\sqrt[3", "'[' is not closed"),
    ("\\sqrt[\\left[a\\right]]{x}", "']' stands within"),
    ("x_\\hat{a}", "'\\hat' behind '_' needs braces"),
    ("\\vec\\mathbf x", "'\\mathbf' behind '\\vec' needs braces"),
    ("x\\limits_2", "'\\limits' stands behind no operator"),
    ("\\text{a_b}", "'_' stands within text"),
    ("\\text{\\alpha}", "'\\alpha' stands within text"),
    ("\\text a", "'\\text' lacks its argument"),
    ("\\hspace{3mu}", "asks for a length"),
    ("\\hspace{99999em}", "asks for a length"),
    ("\\frac{\\hat{\\input{x}}}{2}", "'\\input' is no command"),
    ("{" * 40 + "x" + "}" * 40, "nested more than 30 deep"),
    ("\\pmb{" * 3 + "x" + "}" * 3, "nested too deep"),
]


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_of_a_paper_is_a_formula(formula: str) -> None:
    assert fault(formula) is None
    assert Markup({}).inline(f"a ${formula}$ b") == ("a ", Element("math", (formula,)), " b")


@pytest.mark.parametrize(("formula", "why"), REFUSED)
def test_what_is_no_formula_says_why(formula: str, why: str) -> None:
    found = fault(formula)
    assert found is not None
    assert why in found.reason


@pytest.mark.parametrize(
    "formula",
    [formula for formula, _ in REFUSED if formula.strip() and not re.search(r"\$|\\\Z|\s\Z", formula)],
)
def test_what_is_no_formula_is_shown_as_the_code_that_it_is(formula: str) -> None:
    for fragments in (Markup({}).inline(f"before ${formula}$"), Markup({}).blocks(f"before ${formula}$")):
        assert not [each for each in elements(fragments) if each.kind == "math"]
        assert plain(fragments) == f"before ${formula}$"


@pytest.mark.parametrize(
    ("formula", "hint"),
    [
        ("\\aplha", "Did you mean '\\alpha'?"),
        ("\\fracc{1}{2}", "Did you mean '\\frac'?"),
        ("\\begin{alinged}a\\end{alinged}", "Did you mean 'aligned'?"),
        ("x_\\hat{a}", "Write '_{\\hat …}'."),
    ],
)
def test_the_nearest_right_name_is_told(formula: str, hint: str) -> None:
    found = fault(formula)
    assert found is not None
    assert told(formula, found)[1] == hint


def test_a_long_formula_is_not_repeated_in_its_message() -> None:
    formula = "\\nope" + "x" * 5_000
    found = fault(formula)
    assert found is not None
    assert len(" ".join(told(formula, found))) < 200


def test_commands_of_packages_that_sphinx_does_not_load_are_written_as_what_says_the_same() -> None:
    assert written("\\bm{x} \\mathscr L \\\\bm") == "\\boldsymbol{x} \\mathcal L \\\\bm"


def test_a_formula_is_one_line() -> None:
    assert Markup({}).inline("$a\n\\ b\n+ c$") == (Element("math", ("a \\ b + c",)),)


def test_the_commands_of_docutils_that_need_no_package_are_known() -> None:
    known = {*accents, *fractions, *functions, *over, *under}
    assert known <= COMMANDS.keys()
    assert set(matrices) <= ENVIRONMENTS.keys()


def test_nothing_that_reads_writes_or_defines_is_a_command_of_formulas() -> None:
    shared = {
        *[
            "input",
            "include",
            "read",
            "readline",
            "write",
            "openin",
            "openout",
            "closein",
            "closeout",
            "immediate",
            "special",
            "shipout",
        ],
        *[
            "def",
            "edef",
            "gdef",
            "xdef",
            "let",
            "futurelet",
            "newcommand",
            "renewcommand",
            "providecommand",
            "csname",
            "expandafter",
        ],
        *[
            "catcode",
            "lccode",
            "uccode",
            "mathcode",
            "scantokens",
            "string",
            "meaning",
            "endinput",
            "end",
            "loop",
            "repeat",
            "jobname",
        ],
        *[
            "directlua",
            "latelua",
            "pdfliteral",
            "href",
            "url",
            "class",
            "style",
            "cssId",
            "data",
            "unicode",
            "require",
            "mmlToken",
            "label",
            "ref",
            "tag",
        ],
        *[
            "usepackage",
            "RequirePackage",
            "makeatletter",
            "includegraphics",
            "verb",
            "lstinputlisting",
            "par",
            "everypar",
            "output",
        ],
    } & (COMMANDS.keys() - {"end"})
    assert not shared


PIECES = st.one_of(
    st.sampled_from(sorted(f"\\{name}" for name in COMMANDS)),
    st.sampled_from([f"\\{which}{{{name}}}" for name in ENVIRONMENTS for which in ("begin", "end")]),
    st.sampled_from(
        ["{", "}", "[", "]", "^", "_", "'", "&", "\\\\", "#", "%", "$", "~", "\\", " ", "\n", "(", "|"]
    ),
    st.sampled_from(
        ["a", "2", "{a}", "{b}{c}", "\\input", "\\def", "^^4", "\\left(", "\\right)", "{cc}", "[t]"]
    ),
    st.sampled_from([*FORMULAS]),
    st.characters(),
)


@given(st.lists(PIECES, max_size=12).map("".join))
@example("\\left(x\\right)")
def test_what_is_accepted_is_balanced_and_has_known_commands_alone(formula: str) -> None:
    if fault(formula) is not None:
        return
    text = written(formula)
    bare = re.sub(r"\\[^a-zA-Z]", "", text)
    depth = 0
    for sign in bare:
        depth += (sign == "{") - (sign == "}")
        assert depth >= 0
    assert depth == 0
    found = re.findall(r"\\([a-zA-Z]+)", bare)
    assert set(found) <= COMMANDS.keys()
    assert found.count("left") == found.count("right")
    begun, ended = (re.findall(rf"\\{which}{{(\w+)}}", bare) for which in ("begin", "end"))
    assert sorted(begun) == sorted(ended)
    assert len(begun) == found.count("begin")
    assert set(begun) <= ENVIRONMENTS.keys()
    assert not re.search(r"[#$%]|\^\^|\n", bare)
    if not begun and "substack" not in found:
        assert "&" not in bare
        assert "\\\\" not in text
    assert fault(text) is None
