"""Formulas as MathML, which browsers draw by themselves: no script, and no request to another host."""

from __future__ import annotations

import re
from html import escape

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.locale import _
from sphinx.util.math import get_node_equation_number
from sphinx.writers.html5 import HTML5Translator

from sphinx_academic.content.formulas import arguments_of
from sphinx_academic.problems import Code
from sphinx_academic.warnings import tell_at

RENDERER = "mathml"
"""What ``html_math_renderer`` is set to."""

_PRIMES = re.compile(
    r"(?P<text>\\(?:text[a-z]*|[mh]box)\s*\{[^{}]*\})|(?P<primes>'+)(?:\^(?P<more>\{[^{}]*\}|\\[A-Za-z]+|[^\s{}\\]))?"
)
_DIGITS = frozenset("0123456789")
_TOKENS = re.compile(
    r"(?P<whole>\\(?:text[a-z]*|[mh]box)\s*\{[^{}]*\})|\\(?P<command>[A-Za-z]+)"
    r"(?:(?:(?<=\\sqrt)|(?<=\\cfrac)|(?<=\\xleftarrow)|(?<=\\xrightarrow))\s*\[[^\[\]]*\])?|(?P<space>\s+)|\\?."
)


_THIN = "0.167em"
_NAME = r"<mi>[a-z]{2,}</mi>"
_APPLIED = r"\s*<mo>&ApplyFunction;</mo>"
_FUNCTION = re.compile(
    rf"<mi(?: mathvariant=\"normal\")?>[A-Za-z]{{2,}}</mi>{_APPLIED}"
    rf"|<(msub|msup|msubsup)>\s*{_NAME}(?:(?!</\1>).){{0,2000}}</\1>(?:{_APPLIED})?",
    re.DOTALL,
)
"""A function by its name, as in "log n": the converter says that it is applied, which no browser shows as a space."""
_ENDS = re.compile(r"</(?:mi|mn|msub|msup|msubsup|mfrac|msqrt|mrow)>\s*\Z")
_BEGINS = re.compile(r"\s*<(?:mi|mn|msub|msup|msubsup|mfrac|msqrt|mover)\b")
_LIMIT = re.compile(r'<mo movablelimits="true"(?=>[a-z])')
"""Max, lim and their like, around which browsers put the spaces of a relation."""


class NoMathMLError(Exception):
    """A formula that docutils' converter cannot write."""


def mathml(formula: str, *, block: bool) -> str:
    """A formula in LaTeX as an element ``math`` (MathML Core, 2.1). Raises NoMathMLError."""
    from docutils.utils.math import MathError
    from docutils.utils.math.latex2mathml import tex2mathml

    formula = _with_single_digits(_PRIMES.sub(_as_superscript, formula))
    # In TeX a script may stand behind nothing, as in "CO$_2$"; the converter wants something before it.
    base = "{}" if formula.lstrip().startswith(("_", "^")) else ""
    try:
        converted = str(tex2mathml(base + formula, as_block=block))
    except Exception as error:  # whatever it fails at: it raises IndexError, AttributeError and others
        reason = str(error) if isinstance(error, MathError) else "docutils' converter fails at it"
        raise NoMathMLError(reason) from error
    converted = _LIMIT.sub(rf'\g<0> lspace="{_THIN}" rspace="{_THIN}"', _FUNCTION.sub(_apart, converted))
    # The converter's only inline style; strict policies of a host forbid those.
    return converted.replace(' style="font-weight: bold"', ' class="academic-bold"')


def _apart(found: re.Match[str]) -> str:
    """The name of a function with thin spaces around it where TeX has some: to what is neither a sign nor a bracket."""
    space = f'<mspace width="{_THIN}"/>'
    before = space if _ENDS.search(found.string, max(0, found.start() - 60), found.start()) else ""
    after = space if _BEGINS.match(found.string, found.end()) else ""
    return f"{before}{found[0]}{after}"


def _as_superscript(found: re.Match[str]) -> str:
    """Primes as TeX reads them (The TeXbook, chapter 16); the converter would give the next index to the prime itself."""
    if found["text"]:
        return found["text"]
    return "^{" + r"\prime " * len(found["primes"]) + (found["more"] or "") + "}"


def _with_single_digits(formula: str) -> str:
    """A formula with braces around each digit that is a script or an argument; the converter would take all digits as one."""
    if not re.search(r"[0-9][0-9.,]", formula):
        return formula
    written: list[str] = []
    wanted = [0]  # how many arguments are still to come, in each group that is open
    for token in _TOKENS.finditer(formula):
        text = token[0]
        if text == "{":
            wanted.append(0)
        elif text in {"^", "_"}:
            wanted[-1] += 1
        elif not token["space"]:
            if text == "}" and len(wanted) > 1:
                wanted.pop()
            if wanted[-1]:
                wanted[-1] -= 1
                text = f"{{{text}}}" if text in _DIGITS else text
            wanted[-1] += arguments_of(token["command"] or "")
        written.append(text)
    return "".join(written)


def _written(node: nodes.Element, *, block: bool) -> str:
    try:
        return mathml(node.astext(), block=block)
    except NoMathMLError as error:
        message = f"The formula cannot be written as MathML: {error}. It is shown as it is written."
        tell_at(Code.FORMULA, message, node)
        return source(node.astext())


def has_formulas(html: str) -> bool:
    """Whether HTML of ours holds a formula: Sphinx loads a script for a page that says so (``has_maths_elements``)."""
    return "tex2jax_process" in html


def source(formula: str) -> str:
    """A formula as the code that it is."""
    return f"<code>{escape(formula)}</code>"


def visit_math(translator: HTML5Translator, node: nodes.math) -> None:
    """Write a formula within a line."""
    tag = translator.starttag(node, "span", "", CLASS="math notranslate nohighlight")
    translator.body.append(f"{tag}{_written(node, block=False)}</span>")
    raise nodes.SkipNode


def visit_displaymath(translator: HTML5Translator, node: nodes.math_block) -> None:
    """Write a formula on lines of its own, with its number where it has one."""
    translator.body.append(translator.starttag(node, "div", CLASS="math notranslate nohighlight"))
    if node["number"]:
        number = escape(str(get_node_equation_number(translator, node)))
        translator.body.append(f'<span class="eqno">({number})')
        translator.add_permalink_ref(node, _("Link to this equation"))
        translator.body.append("</span>")
    translator.body.append(f"{_written(node, block=True)}</div>\n")
    raise nodes.SkipNode


def setup_formulas(app: Sphinx) -> None:
    """Register the renderer where the site asks for it: Sphinx takes a second renderer for the one that is meant."""

    def register(app: Sphinx, config: Config) -> None:
        if config.html_math_renderer == RENDERER:
            app.add_html_math_renderer(RENDERER, (visit_math, None), (visit_displaymath, None))

    app.connect("config-inited", register)
