"""The HTML-like markup in texts of reference managers (CSL-JSON, Crossref, RIS) as our markup language.

Tags: https://docs.citationstyles.org/en/stable/specification.html and citeproc-js, "HTML-like formatting";
those of abstracts are of JATS 1.3.
"""

from __future__ import annotations

import re

from sphinx_academic.formats.escaping import escape_markup

_INTERESTING = re.compile(r"[<&$]")
_TOKEN = re.compile(
    r"<(?P<close>/)?(?:jats:)?(?P<tag>[a-zA-Z][\w:-]*)(?P<rest>(?:\s[^<>]*)?)>"
    r"|(?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});)"
    r"|(?P<maths>\$\$?(?=[^\s$])(?:[^$\\\n]|\\[^\n]){1,500}(?<=[^\s])\$\$?)"
)
_KEPT = {
    "i": "i",
    "em": "i",
    "italic": "i",
    "b": "b",
    "strong": "b",
    "bold": "b",
    "sup": "sup",
    "sub": "sub",
    "code": "code",
    "tt": "code",
    "monospace": "code",
}
_DROPPED = frozenset(("span", "sc", "scp", "u", "nocase", "font", "div", "underline", "inline-formula"))
_PARAGRAPHS = frozenset(("p", "sec", "list-item", "list", "title"))
_IS_MATHS = re.compile(r"[\\^_{]|^\$+\w\$+$")


def rich_text(text: str) -> str:
    """Keep the tags that our markup knows, where they are closed; everything else is text.

    ``<span>`` and its kin, which say how a citation style sets a word, go; what they hold stays.
    Maths between dollar signs stay as they are, and so do entities.
    """
    if not _INTERESTING.search(text):
        return escape_markup(text)
    tokens: list[tuple[str, str]] = []  # the text, and the tag that it opens ("i") or closes ("/i")
    open_tags: list[tuple[str, int]] = []
    written: dict[int, str] = {}
    end = 0
    for match in _TOKEN.finditer(text):
        if match.start() > end:
            tokens.append((escape_markup(text[end : match.start()]), ""))
        end = match.end()
        if match["entity"]:
            tokens.append((match[0], ""))
        elif match["maths"]:
            tokens.append((match[0] if _IS_MATHS.search(match[0]) else escape_markup(match[0]), ""))
        else:
            _tag(match, tokens, open_tags, written)
    tokens.append((escape_markup(text[end:]), ""))
    for _, index in open_tags:
        tokens[index] = (escape_markup(written[index]), "")
    return re.sub(r"\n{3,}", "\n\n", "".join(piece for piece, _ in tokens)).strip()


def _tag(
    match: re.Match[str],
    tokens: list[tuple[str, str]],
    open_tags: list[tuple[str, int]],
    written: dict[int, str],
) -> None:
    name = match["tag"].lower()
    kept = _KEPT.get(name)
    if kept is not None and not match["rest"].endswith("/"):
        if not match["close"]:
            open_tags.append((kept, len(tokens)))
            written[len(tokens)] = match[0]
            tokens.append((f"<{kept}>", kept))
        elif open_tags and open_tags[-1][0] == kept:
            open_tags.pop()
            tokens.append((f"</{kept}>", f"/{kept}"))
        else:
            tokens.append((escape_markup(match[0]), ""))
    elif name in _PARAGRAPHS:
        tokens.append(("\n\n", ""))
    elif name in _DROPPED or name.startswith("mml:"):
        return
    elif name == "br":
        tokens.append(("<br>", ""))
    else:
        tokens.append((escape_markup(match[0]), ""))
