"""Addresses and identifiers in BibTeX, which are no LaTeX, and in which people escape signs all the same."""

from __future__ import annotations

import re

from sphinx_academic.formats.rich_text import characters_of

_WRAPPED_URL = re.compile(r"\\(?:url|path|nolinkurl)\s*\{(.*)\}|<(?!a[\s>])(?:URL:)?(.*)>", re.DOTALL)
_MAY_BE_ESCAPED = re.compile(r"[\\{<$]|&\w+;")
_VERBATIM_SIGNS = {
    "textasciitilde": "~", "textunderscore": "_", "string": "", "textless": "<", "textgreater": ">", "less": "<", "greater": ">",
    "lt": "<", "gt": ">", "sim": "~", "slash": "/",
}  # fmt: skip
_VERBATIM_MATHS = re.compile(
    r"(?:\\ensuremath\s*\{|\$)\s?(\\?[<>_~#&%^-]|\\(?:less|greater|lt|gt|sim|slash))\s?[}$]"
)
_VERBATIM_COMMAND = re.compile(rf"\\({'|'.join(_VERBATIM_SIGNS)})(?![A-Za-z])[ \t\n]*")
_VERBATIM_ESCAPE = re.compile(r"\\(?=[_%#&$~{}^\\])|\{\}")


def verbatim(text: str) -> str:
    r"""An address or identifier: ``\url{…}``, escapes (``\_``, ``{\_}``, ``$<$``, ``&amp;``) gone, nothing else changed."""
    text = text.strip()
    if not _MAY_BE_ESCAPED.search(text):
        return text
    wrapped = _WRAPPED_URL.fullmatch(text)
    if wrapped:
        text = (wrapped[1] or wrapped[2] or "").strip()
    text = _VERBATIM_MATHS.sub(
        lambda match: _VERBATIM_SIGNS.get(match[1].strip("\\ "), match[1].strip("\\ ")), text
    )
    text = _VERBATIM_COMMAND.sub(lambda match: _VERBATIM_SIGNS[match[1]], text)
    return characters_of(without_braces(_VERBATIM_ESCAPE.sub("", text)).strip())


def without_braces(text: str) -> str:
    """A text without any brace."""
    return text.replace("{", "").replace("}", "") if "{" in text or "}" in text else text
