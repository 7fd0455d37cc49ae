"""A formula in characters says what the drawn one says, as far as characters can."""

from __future__ import annotations

import pytest

from sphinx_academic.content import formulas
from sphinx_academic.formats.latex.characters import in_characters

SAID = {
    r"\alpha^2 + \sum_{i=1}^n x_i": "α² + ∑ᵢ₌₁ⁿ xᵢ",
    r"\mathcal{O}(n \log n)": "O(n log n)",
    r"\frac{a+b}{2}": "(a + b)/2",
    r"\sqrt[3]{x+1}": "³√(x + 1)",
    r"\mathbb{R}^d": "R^d",
    r"x^{d_k}": "x^dₖ",
    r"f'(x) \le \hat{y}": "f′(x) ≤ ŷ",
    r"10^{-3}": "10⁻³",
    r"\text{if } x \to 0": "if x → 0",
    r"\operatorname{argmax}_x": "argmaxₓ",
    r"\lim_{x\to 0} \sin x": "lim_(x → 0) sin x",
    r"\left( \begin{pmatrix} a & b \\ c & d\end{pmatrix} \right)": "( a b ; c d )",
    r"p < 0.05": "p < 0.05",
    r"CO_2": "CO₂",
    r"\binom{n}{k}": "n over k",
    r"\{a\}\%": "{a}%",
}


@pytest.mark.parametrize("formula, said", SAID.items())
def test_a_formula_is_said_in_characters(formula: str, said: str) -> None:
    assert formulas.fault(formula) is None
    assert in_characters(formula) == said


@pytest.mark.parametrize("formula", [r"\notacommand", "{", r"\frac{a}", "a^b^c", ""])
def test_what_is_no_formula_stays_as_it_is_written(formula: str) -> None:
    assert in_characters(formula) == formula


@pytest.mark.parametrize("name", [name for name, known in formulas.COMMANDS.items() if known.takes == "sign"])
def test_every_sign_is_one_or_is_named(name: str) -> None:
    assert in_characters(f"\\{name}").strip()
