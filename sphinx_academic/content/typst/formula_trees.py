"""Formulas as trees that Typst draws: pandoc makes MathML of their LaTeX, and its elements become lists of JSON.

Nothing of a formula is ever Typst's markup. MathML: MathML Core, chapter 3; what pandoc's ``texmath`` writes is a part of it."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Mapping
from typing import Any, TypeAlias
from xml.etree import ElementTree

from sphinx_academic.content import formulas
from sphinx_academic.content.fragments import Fragments, elements, plain
from sphinx_academic.content.pandoc_program import path_of_pandoc

FormulaTree: TypeAlias = Any
"""A text, or a list: what it is, and its parts."""

_MOST_SECONDS = 60
_DEEPEST = 14
"""Typst ends at eighty calls within one another, of which each level takes some."""
_LONGEST = 2_000
_INVISIBLE = dict.fromkeys(map(ord, "\u2061\u2062\u2063\u2064\u200b\ufe00\ufe0e\ufe0f"))
_OPERATORS = frozenset("∑∏∐∫∬∭∮⋃⋂⨁⨂⨄⋁⋀⨆")
_SCRIPTS = {"msub": ("below",), "msup": ("above",), "msubsup": ("below", "above")}
_LIMITS = {"munder": ("below",), "mover": ("above",), "munderover": ("below", "above")}
_ABOVE = {
    "⏞": "overbrace", "⎴": "overbracket", "¯": "overline", "‾": "overline", "_": "overline", "→": "arrow", "⃗": "arrow",
}  # fmt: skip
_BELOW = {
    "⏟": "underbrace",
    "⎵": "underbracket",
    "_": "underline",
    "¯": "underline",
    "‾": "underline",
    "̲": "underline",
}
_BREAKS = frozenset("=<>≤≥≠≈≃≅∼≡→←↔↦⇒⇔⟹∈∉⊂⊆∝+−±×⋅∪∩∧∨∘⊕⊗,;")
_ACCENTS = frozenset("^ˆ̂~˜̃ˇ̌˘̆´̀`́˙̇¨̈⃛⃜°̊")


class _TooDeepError(Exception):
    """A formula in which too much stands within something else."""


def formula_trees(fragments: Fragments) -> Mapping[str, FormulaTree]:
    """Formulas of fragments, by how they are written, that can be drawn: all in one call of pandoc, where it is there."""
    found = [plain(each.children) for each in elements(fragments) if each.kind == "math"]
    wanted = [each for each in dict.fromkeys(found) if len(each) <= _LONGEST and formulas.fault(each) is None]
    path = path_of_pandoc() if wanted else None
    if path is None:
        return {}
    blocks = [
        {"t": "Para", "c": [{"t": "Math", "c": [{"t": "InlineMath"}, formulas.written(each)]}]}
        for each in wanted
    ]
    given = json.dumps({"pandoc-api-version": [1, 23], "meta": {}, "blocks": blocks})
    command = [path, "--from=json", "--to=html", "--mathml", "--wrap=none"]
    try:
        done = subprocess.run(
            command, input=given, capture_output=True, check=True, encoding="utf-8", timeout=_MOST_SECONDS
        )
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return {}
    # Pandoc escapes what a formula holds, so that these are its own.
    written = done.stdout.split("<p>")[1:]
    if len(written) != len(wanted):
        return {}
    trees = {}
    for formula, html in zip(wanted, written, strict=True):
        mathml, end, _behind = html.partition("</math>")
        if end and mathml.startswith("<math"):
            try:
                trees[formula] = _tree(ElementTree.fromstring(mathml + end), 0)
            except (ElementTree.ParseError, _TooDeepError):
                continue
    return trees


def _row(parts: list[FormulaTree]) -> FormulaTree:
    parts = [part for part in parts if part not in ("", ["row", []])]
    return parts[0] if len(parts) == 1 else ["row", parts]


def _tree(element: ElementTree.Element, depth: int) -> FormulaTree:
    if depth > _DEEPEST:
        raise _TooDeepError
    name = element.tag.rpartition("}")[2]
    text = (element.text or "").translate(_INVISIBLE)
    if name in {"mi", "mn", "mo", "mtext", "ms"}:
        return _leaf(element, name, text if name in {"mtext", "ms"} else "".join(text.split()))
    children = [child for child in element if not child.tag.endswith("}annotation")]
    inner = depth if len(children) <= 1 else depth + 1
    parts = [_tree(child, inner) for child in children]
    if name in _SCRIPTS or name in _LIMITS:
        return _scripted(name, children, parts)
    match name, len(parts):
        case "mfrac", 2:
            line = element.get("linethickness", "")
            return ["binomial" if line in {"0", "0pt"} else "fraction", parts]
        case "msqrt", _:
            return ["root", [_row(parts)]]
        case "mroot", 2:
            return ["root", parts]
        case "mtable", _:
            return ["table", [part[1] if part[0] == "line" else [part] for part in parts]]
        case "mtr", _:
            return ["line", parts]
        case "mspace", _:
            return ["space", _width(element.get("width", ""))]
        case "mphantom", _:
            return ["hidden", [_row(parts)]]
        case "menclose", _:
            return ["boxed", [_row(parts)]]
    return _fenced(children, parts) if name == "mrow" else _row(parts)


def _leaf(element: ElementTree.Element, name: str, text: str) -> FormulaTree:
    if not text:
        return ""
    variant = element.get("mathvariant", "")
    if name == "mn" or (name == "mi" and len(text) == 1 and text in "−-+"):
        return ["sign", text] if len(text) == 1 and not text.isdigit() else ["number", text]
    if name in {"mtext", "ms"}:
        return ["text", text]
    if len(text) > 1:
        return ["name", text]
    if variant == "normal" and text.isalpha():
        return ["upright", text]
    return ["sign", text]


def _fenced(children: list[ElementTree.Element], parts: list[FormulaTree]) -> FormulaTree:
    """A row; between delimiters that stretch, they are as high as what they hold."""
    ends = [
        child.get("form", "") if child.tag.endswith("}mo") and child.get("stretchy") == "true" else ""
        for child in children
    ]
    if (
        len(parts) > 1
        and ends[0] == "prefix"
        and ends[-1] == "postfix"
        and "minsize" not in children[0].attrib
    ):
        return ["fenced", [parts[0], _row(parts[1:-1]), parts[-1]]]
    return _row(parts)


def _scripted(name: str, children: list[ElementTree.Element], parts: list[FormulaTree]) -> FormulaTree:
    base, *scripts = parts
    if name in _LIMITS and len(scripts) == 1:
        sign = scripts[0][1] if isinstance(scripts[0], list) and scripts[0][0] == "sign" else ""
        known = (_ABOVE if name == "mover" else _BELOW).get(sign, "")
        if known:
            return [known, [base]]
        if sign in _ACCENTS and sign and name == "mover":
            return ["accent", [base], sign]
    places = dict(zip((*_SCRIPTS.get(name, ()), *_LIMITS.get(name, ())), scripts, strict=False))
    limits = name in _LIMITS and not (isinstance(base, list) and base[0] == "sign" and base[1] in _OPERATORS)
    return ["limits" if limits else "scripts", [base], places]


def _width(width: str) -> float:
    """A length in em; nothing for what is in another unit."""
    number = re.fullmatch(r"(-?\d{0,3}(?:\.\d{1,4})?)em", width)
    return max(-1.0, min(float(number[1] or 0), 2.0)) if number and number[1] not in {"", "-"} else 0.0


def pieces(tree: FormulaTree) -> list[FormulaTree]:
    """The parts of a formula between which a line may end: behind relations and operators between two terms."""
    if not isinstance(tree, list) or tree[0] != "row":
        return [tree]
    found: list[list[FormulaTree]] = [[]]
    for part in tree[1]:
        found[-1].append(part)
        if isinstance(part, list) and part[0] == "sign" and part[1] in _BREAKS:
            found.append([])
    return [_row(piece) for piece in found if piece]
