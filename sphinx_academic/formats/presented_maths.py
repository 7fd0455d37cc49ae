"""MathML within texts, as Crossref and JATS have it: as text where text says the same, else as a formula in LaTeX.

Presentation elements: MathML 3, chapter 3; ``tex-math`` and ``alternatives``: JATS 1.3.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from sphinx_academic.content import formulas
from sphinx_academic.formats.latex import OPERATORS, SYMBOLS
from sphinx_academic.formats.text import apart, names_of_keys, words

_LONGEST = 20_000
"""Characters of one formula; of a longer one the words are shown."""
_DEEPEST = 30
_OPENING = re.compile(r"<((?:[A-Za-z]+:)?(?:math|tex-math))(?:\s[^<>]*)?>")
_SPACE = re.compile(r"\s*+")
_PREFIX = re.compile(r"<(/?)[A-Za-z]+:")
_FOREIGN_ATTRIBUTE = re.compile(r"""\s(?:xmlns|[\w-]+:[\w-]+)=(?:"[^"<>]*"|'[^'<>]*')""")
_REFERENCE = re.compile(r"&(?!(?:amp|lt|gt|quot);)(?:\#?\w{1,31};)?")
_TAG = re.compile(r"<[^<>]*>")
_MARK = re.compile("\ue003(\\d+)\ue004")
_LEAVES = words("mi mn mo mtext ms")
_ROWS = words("math mrow mstyle mpadded merror maction menclose")
_SPACED = frozenset("=<>≤≥≠≈≃≅∼→←↔±×+−∈⊂⊆∪∩⇒")
_INVISIBLE = dict.fromkeys(map(ord, "\u2061\u2062\u2064\u200b"))
_NAMES = {
    **{sign: f"\\{name} " for name, sign in SYMBOLS.items() if name in formulas.COMMANDS and len(sign) == 1},
    **{sign: f"\\{sign}" for sign in "#$%&_{}"},
    "\\": "\\backslash ", "−": "-", "\u2063": ",", "\xa0": "\\ ", "∗": "*", "′": "'", "″": "''", "~": "\\sim ", "°": "^{\\circ}",
    "^": "\\hat{}",
}  # fmt: skip
_ABOVE = names_of_keys(
    "hat: ^ ˆ; tilde: ~ ˜ ∼; overline: ¯ ‾ _ -; vec: → ⃗; dot: ˙ .; ddot: ¨ ..; check: ˇ; breve: ˘"
)
_FONTS = names_of_keys(
    """
    mathbf: bold bold-italic; mathbb: double-struck; mathcal: script bold-script; mathfrak: fraktur bold-fraktur
    mathsf: sans-serif; mathtt: monospace; mathrm: normal
    """
)


def without_mathml(text: str) -> tuple[str, list[str]]:
    """The text with marks in the place of its formulas, and what those are in our markup."""
    found: list[str] = []
    out: list[str] = []
    at = 0
    while (opening := _OPENING.search(text, at)) is not None:
        end = text.find(f"</{opening[1]}>", opening.end())
        if end < 0:
            break
        content = text[opening.end() : end]
        end += len(opening[1]) + 3
        is_tex = opening[1].endswith("tex-math")
        markup = _of_tex(content) if is_tex else _of_mathml(content)
        space = _SPACE.match(text, end)
        if markup and is_tex and space and (other := _OPENING.match(text, space.end())):
            # Both are one formula, of which "alternatives" gives two forms.
            close = text.find(f"</{other[1]}>", other.end())
            end = close + len(other[1]) + 3 if close >= 0 else end
        out += [text[at : opening.start()], f"\ue003{len(found)}\ue004"]
        found.append(markup)
        at = end
    return "".join((*out, text[at:])), found


def with_formulas(markup: str, found: Sequence[str]) -> str:
    """The text with its formulas in the place of their marks."""
    return _MARK.sub(
        lambda match: apart(match, found[int(match[1])]) if int(match[1]) < len(found) else "", markup
    )


def _of_tex(source: str) -> str:
    body = html.unescape(source).partition("\\begin{document}")[2] or html.unescape(source)
    formula = body.partition("\\end{document}")[0].strip().strip("$").strip()
    return f"${formula}$" if formulas.fault(formula) is None else ""


def _of_mathml(source: str) -> str:
    text = _FOREIGN_ATTRIBUTE.sub("", _PREFIX.sub(r"<\1", source))
    text = _REFERENCE.sub(lambda match: html.escape(html.unescape(match[0])), text)
    try:
        root = ElementTree.fromstring(f"<math>{text}</math>") if len(text) <= _LONGEST else None
        if root is not None:
            shown = _line(root)
            formula = "" if shown is not None else " ".join(_latex(root, 0).split())
            if shown is not None:
                return shown.strip()
            if formulas.fault(formula) is None:
                return f"${formula}$"
    except (ElementTree.ParseError, RecursionError):
        pass
    return html.escape(" ".join(html.unescape(_TAG.sub("", text)).split()))


def _text(element: Element) -> str:
    text = (element.text or "").translate(_INVISIBLE)
    return text if element.tag in {"mtext", "ms"} else " ".join(text.split())


def _line(element: Element, *, is_script: bool = False) -> str | None:
    """A formula that is a line of text with raised and lowered parts, in our markup; None for others."""
    tag, text = element.tag, _text(element)
    if tag in _LEAVES and not len(element):
        shown = html.escape(text.replace("-", "−") if tag in {"mo", "mn"} else text)
        if tag == "mi" and element.get("mathvariant", "italic") not in {"normal", "italic"}:
            return None
        if tag == "mi" and len(text) == 1 and text.islower() and "mathvariant" not in element.attrib:
            return f"<i>{shown}</i>"
        return f" {shown} " if text in _SPACED or (shown == "−" and not is_script) else shown
    if tag in _ROWS:
        parts = [_line(child, is_script=is_script) for child in element]
        return None if None in parts else "".join(map(str, parts))
    kinds = {"msub": ("sub",), "msup": ("sup",), "msubsup": ("sub", "sup")}.get(tag, ())
    if not kinds or is_script or len(element) != len(kinds) + 1:
        return "" if tag == "mspace" else None
    base, *scripts = _line(element[0]), *(_line(each, is_script=True) for each in element[1:])
    if base is None or None in scripts:
        return None
    marked = (f"<{kind}>{str(script).strip()}</{kind}>" for kind, script in zip(kinds, scripts, strict=True))
    return f"{base}{''.join(marked)}"


def _latex(element: Element, depth: int) -> str:
    """A formula as LaTeX, which is looked at as every formula is."""
    if depth > _DEEPEST:
        raise RecursionError
    tag, text = element.tag, _text(element)
    if tag in _LEAVES:
        return _leaf(tag, text, element.get("mathvariant", ""))
    parts = [_latex(child, depth + 1) for child in element]
    number = len(parts)
    if tag == "mfrac" and number == 2:
        return f"\\frac{{{parts[0]}}}{{{parts[1]}}}"
    if tag == "msqrt":
        return f"\\sqrt{{{''.join(parts)}}}"
    if tag == "mroot" and number == 2:
        return f"\\sqrt[{{{parts[1]}}}]{{{parts[0]}}}"
    if tag in {"msub", "msup", "munder", "mover"} and number == 2:
        above = _ABOVE.get(_text(element[1])) if tag == "mover" else None
        if above:
            return f"\\{above}{{{parts[0]}}}"
        is_line = tag in {"msub", "msup"} or _is_operator(parts[0])
        sign = "_" if tag in {"msub", "munder"} else "^"
        over = "underset" if sign == "_" else "overset"
        return (
            f"{_base(parts[0])}{sign}{{{parts[1]}}}" if is_line else f"\\{over}{{{parts[1]}}}{{{parts[0]}}}"
        )
    if tag in {"msubsup", "munderover"} and number == 3:
        return f"{_base(parts[0])}_{{{parts[1]}}}^{{{parts[2]}}}"
    if tag == "mtable":
        rows = " \\\\ ".join(parts)
        return f"\\begin{{matrix}}{rows}\\end{{matrix}}"
    if tag == "mtr":
        return " & ".join(parts)
    if tag == "mfenced":
        separator = element.get("separators", ",")[:1]
        ends = (_leaf("mo", element.get(name, usual), "") for name, usual in (("open", "("), ("close", ")")))
        return separator.join(parts).join(ends)
    if tag == "semantics":
        return parts[0] if parts else ""
    if tag == "mspace":
        return "\\ "
    return "" if tag in {"mphantom", "none", "mprescripts", "annotation"} else "".join(parts)


def _base(latex: str) -> str:
    return latex if len(latex) == 1 or _is_operator(latex) else f"{{{latex}}}"


def _is_operator(latex: str) -> bool:
    known = formulas.COMMANDS.get(latex.strip().removeprefix("\\"))
    return known is not None and known.takes == "operator"


def _leaf(tag: str, text: str, font: str) -> str:
    if tag in {"mtext", "ms"}:
        shown = "".join(f"\\{sign}" if sign in "#$%&_{}" else sign for sign in text if sign not in "\\^~")
        return f"\\text{{{shown}}}"
    if tag == "mi" and text in OPERATORS:
        return f"\\{text} "
    written = "".join(_NAMES.get(sign, sign) for sign in text)
    name = _FONTS.get(font) or ("mathrm" if tag == "mi" and len(text) > 1 else "")
    return f"\\{name}{{{written}}}" if name and text.isalpha() else written
