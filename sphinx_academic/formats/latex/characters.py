"""A formula in characters, for where nothing draws it: ``α² + 1`` for ``\\alpha^2 + 1``."""

from __future__ import annotations

import re
import unicodedata

from sphinx_academic.content import formulas
from sphinx_academic.formats.latex import OPERATORS, SYMBOLS

_TOKEN = re.compile(r"\\(?:begin|end)\s*\{[a-zA-Z*]*\}|\\[a-zA-Z]+|\\.|.")
_RAISED = dict(zip("0123456789+-−=()in", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁱⁿ", strict=True))
_LOWERED = dict(zip("0123456789+-−=()aeijkmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑᵢⱼₖₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))
_BETWEEN = {
    "frac": "/",
    "dfrac": "/",
    "tfrac": "/",
    "cfrac": "/",
    "binom": " over ",
    "dbinom": " over ",
    "tbinom": " over ",
}
_SPACES = {
    **dict.fromkeys((",", ":", ";", ">", " ", "quad", "qquad", "enspace", "thinspace", "hspace", "mspace"), " "),
    **dict.fromkeys(("!", "negthinspace", "left", "right", "middle", "limits", "nolimits", "displaystyle", "textstyle"), ""),
    **dict.fromkeys(("big", "Big", "bigg", "Bigg", "bigl", "bigr", "Bigl", "Bigr", "biggl", "biggr", "Biggl", "Biggr"), ""),
    "\\": "; ", "cdots": "⋯", "ldots": "…", "dots": "…", "bmod": " mod ", "pmod": " mod ", "mod": " mod ", "to": "→", "colon": ":",
}  # fmt: skip
_ABOVE = {
    "hat": "\u0302",
    "widehat": "\u0302",
    "tilde": "\u0303",
    "widetilde": "\u0303",
    "bar": "\u0304",
    "vec": "\u20d7",
    "dot": "\u0307",
    "ddot": "\u0308",
}
_SPACED = re.compile("[=<>≤≥≠≈≡→←↔∈⊂⊆+∼×⇒]")


def in_characters(formula: str) -> str:
    """A formula in characters, where it is one; what is none stays as it is written."""
    if formulas.fault(formula) is not None:
        return formula
    text, _place = _group(_TOKEN.findall(formulas.written(formula)), 0, "")
    return unicodedata.normalize("NFC", " ".join(_SPACED.sub(r" \g<0> ", text).split()))


def _group(tokens: list[str], place: int, end: str) -> tuple[str, int]:
    """What stands up to a token, and the place behind that."""
    parts: list[str] = []
    while place < len(tokens) and tokens[place] != end:
        part, place = _one(tokens, place)
        # A letter must not join the name of a function: n log n.
        if (
            parts and part[:1].isalpha() and re.search(r"[A-Za-z]{2}$", parts[-1]) and parts[-1] in OPERATORS
        ) or (part in OPERATORS and parts and parts[-1][-1:].isalnum()):
            part = f" {part}"
        parts.append(part)
    return "".join(parts), place + 1


def _one(tokens: list[str], place: int) -> tuple[str, int]:
    """What one token says, with its arguments, and the place behind it."""
    token, place = tokens[place], place + 1
    if token == "{":
        return _group(tokens, place, "}")
    if token in {"^", "_"}:
        script, place = _argument(tokens, place)
        known = _RAISED if token == "^" else _LOWERED
        if script and all(sign in known for sign in script):
            return "".join(known[sign] for sign in script), place
        return (script if script == "′" else f"{token}{_kept(script)}"), place
    if token == "'":
        return "′", place
    if token in {"~", "&"}:
        return " ", place
    if not token.startswith("\\") or token.startswith(("\\begin", "\\end")):
        return ("" if token.startswith("\\") else token.replace("-", "−")), place
    name = token[1:]
    if name in _BETWEEN:
        above, place = _argument(tokens, place)
        below, place = _argument(tokens, place)
        return f"{_kept(above)}{_BETWEEN[name]}{_kept(below)}", place
    if name == "sqrt":
        root, place = _bracketed(tokens, place)
        content, place = _argument(tokens, place)
        degree = "".join(_RAISED.get(sign, sign) for sign in root)
        return f"{degree}√{_kept(content)}", place
    if name in _ABOVE:
        base, place = _argument(tokens, place)
        return (base + _ABOVE[name] if len(base) == 1 else base), place
    if name in _SPACES:
        return _SPACES[name], place
    if name in OPERATORS:
        return name, place
    # Of what is set in another font, or has something around it, the content follows; what has no sign is its name.
    takes = formulas.COMMANDS[name].takes if name in formulas.COMMANDS else ""
    return SYMBOLS.get(name, "" if takes and set(takes) <= set("mtnor") else name), place


def _argument(tokens: list[str], place: int) -> tuple[str, int]:
    while place < len(tokens) and tokens[place].isspace():
        place += 1
    return _one(tokens, place) if place < len(tokens) else ("", place)


def _bracketed(tokens: list[str], place: int) -> tuple[str, int]:
    return _group(tokens, place + 1, "]") if place < len(tokens) and tokens[place] == "[" else ("", place)


def _kept(text: str) -> str:
    """A text that is one thing beside others."""
    return text if len(text) == 1 or text.isalnum() else f"({text})"
