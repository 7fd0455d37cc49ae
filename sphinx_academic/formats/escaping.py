"""Plain text from a foreign format, written so that our markup reads it as the plain text it is."""

from __future__ import annotations

import re

# What CommonMark 0.31 (and strikethrough, and maths between dollars) would read as markup inside a line,
# and what would begin a heading, list, quotation or rule at the start of one.
_MARKUP = re.compile(
    r"[\\*_`\[<$]|~(?=~)|(?<=~)~|&(?=[#\w]+;)|^[ \t]*(?:[-+>#=~](?=.|\Z)|\d{1,9}(?=[.)]))", re.MULTILINE
)
_PERHAPS = re.compile(r"[\\*_`\[<$~&\n]")
_FIRST = frozenset("-+>#=0123456789 \t")
_DIGIT = re.compile(r"\d\Z")


def escape_markup(text: str) -> str:
    """Put a backslash before every character of a plain text that our markup would understand.

    Text without such characters is returned as it is.
    """
    # A search for one of a few characters is ten times faster than one that looks at what surrounds them.
    if not _PERHAPS.search(text) and text[:1] not in _FIRST:
        return text
    return _MARKUP.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    found = match.group()
    # "1." begins a list: there the dot, which stands behind the match, takes the backslash.
    return found + "\\" if _DIGIT.search(found) else f"{found[:-1]}\\{found[-1]}"
