"""Texts of foreign formats as our markup: plain ones so that it reads them as plain, those with HTML-like tags with what it knows;
and texts of ours with the tags of foreign formats.

Tags: https://docs.citationstyles.org/en/stable/specification.html and citeproc-js, "HTML-like formatting";
those of abstracts are of JATS 1.3.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping

from sphinx_academic.content.fragments import Fragments, plain
from sphinx_academic.formats.text import apart, by_word, words

# What CommonMark 0.31 (and strikethrough, and maths between dollars) would read as markup inside a line,
# and what would begin a heading, list, quotation or rule at the start of one.
_MARKUP = re.compile(
    r"[\\*_`\[<$]|~(?=~)|(?<=~)~|&(?=[#\w]+;)|^[ \t]*(?:[-+>#=~](?=.|\Z)|\d{1,9}(?=[.)]))", re.MULTILINE
)
_PERHAPS = re.compile(r"[\\*_`\[<$~&\n]")
_FIRST = frozenset("-+>#=0123456789 \t")

_INTERESTING = re.compile(r"[<&$]")
_ENTITY = r"&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});"
_TAG_OR_ENTITY = (
    r"<(?P<close>/)?(?P<jats>jats:)?(?P<tag>[a-zA-Z][\w:-]*)(?P<rest>(?:\s[^<>]*)?)/?>"
    rf"|(?P<entity>{_ENTITY})"
)
_FORMULA = r"|(?P<maths>\$\$?(?=[^\s$])(?:[^$\\\n]|\\[^\n]){1,500}(?<=[^\s])\$\$?)"
_TOKEN = re.compile(_TAG_OR_ENTITY + _FORMULA)
_TOKEN_OF_HTML = re.compile(_TAG_OR_ENTITY)
_ENTITIES = re.compile(_ENTITY)
_ADDRESS = re.compile(r"(?i)\s(?:xlink:)?href\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"']+))")
_KEPT = by_word(
    {
        "i": "i em italic cite var dfn", "b": "b strong bold", "sup": "sup", "sub": "sub inf", "s": "s del strike",
        "code": "code tt kbd samp monospace", "a": "a ext-link uri",
    }
)  # fmt: skip
_DROPPED = words(
    """
    span sc scp u nocase font div underline overline roman sans-serif small big ins mark abbr abbrev q time center named-content
    styled-content xref email inline-formula disp-formula alternatives inline-graphic graphic abstract
    """
)
_PARAGRAPHS = words("p sec list-item list title disp-quote")
_HEADING = re.compile(
    r"(?i)\s*(?:<(?:jats:)?(?:abstract|sec)\b[^<>]*>\s*)?"
    r"<(?:jats:)?title>\s*(?:abstract|summary|zusammenfassung|r[ée]sum[ée]|resumen|riassunto|resumo)\s*+(?:[.:]\s*+)?</(?:jats:)?title>"
)
"""What an abstract is called before it."""
_IS_MATHS = re.compile(r"[\\^_{]|^\$+\w(?:\([\w ,+*/-]+\))?\$+$")
_BOLD_AS_A_WHOLE = re.compile(r"<b>((?:(?!</?b>).)*)</b>", re.DOTALL)


def characters_of(text: str) -> str:
    """A plain text with the characters that its references of HTML (``&amp;``, ``&#39;``) stand for."""
    return _ENTITIES.sub(lambda match: html.unescape(match[0]), text)


def escape_markup(text: str) -> str:
    """Put a backslash before every character of a plain text that our markup would understand."""
    # A search for one of a few characters is ten times faster than one that looks at what surrounds them.
    if not _PERHAPS.search(text) and text[:1] not in _FIRST:
        return text
    return _MARKUP.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    found = match[0]
    # "1." begins a list: there the dot, which stands behind the match, takes the backslash.
    return f"{found}\\" if found[-1].isdecimal() else f"{found[:-1]}\\{found[-1]}"


def rich_text(text: str, *, has_formulas: bool = True) -> str:
    """Keep the tags that our markup knows, where they are closed; everything else is text.

    ``<span>`` and its kin, which say how a citation style sets a word, go; what they hold stays.
    Maths between dollar signs stay as they are, where a text ``has_formulas``, and so do references to signs of ASCII.
    """
    if not _INTERESTING.search(text):
        return escape_markup(text)
    if "title>" in text and (heading := _HEADING.match(text)):
        text = text[heading.end() :]
    if "math" in text and "<" in text:
        from sphinx_academic.formats import presented_maths  # with a parser of XML, which few need

        text, formulas = presented_maths.without_mathml(text)
        shown = _rich(text, has_formulas)
        return presented_maths.with_formulas(shown, formulas)
    return _rich(text, has_formulas)


def _rich(text: str, has_formulas: bool) -> str:
    found = list((_TOKEN if has_formulas else _TOKEN_OF_HTML).finditer(text))
    ends = {match["tag"].lower() for match in found if match["close"]}
    starts = {match["tag"].lower() for match in found if match["tag"] and not match["close"]}
    pieces: list[str] = []
    unclosed: list[tuple[str, int, str]] = []  # the tag, which piece it is, and how it was written
    ended: list[str] = []
    end = 0
    for match in found:
        pieces.append(_escaped_behind(pieces, text[end : match.start()]))
        end = match.end()
        written, name = match[0], (match["tag"] or "").lower()
        kept = _KEPT.get(name) if not written.endswith("/>") else None
        is_whole = bool(match["jats"]) or written.endswith("/>") or (name in starts and name in ends)
        if match["entity"]:
            character = html.unescape(written)
            # Of ASCII a reference says that it is text and no markup.
            pieces.append(character if not character.isascii() or character in "\"'" else written)
        elif has_formulas and match["maths"] and _IS_MATHS.search(written):
            pieces.append(apart(match, written))
        elif kept and not match["close"]:
            unclosed.append((kept, len(pieces), written))
            pieces.append(f"<{kept}>" if kept != "a" else _link(match["rest"]))
        elif kept and any(tag == kept for tag, _, _ in unclosed):
            # Of tags that overlap the inner one ends with the outer one.
            while (tag := unclosed.pop()[0]) != kept:
                pieces.append(f"</{tag}>")
                ended.append(tag)
            pieces.append(f"</{kept}>")
        elif kept in ended:
            ended.remove(kept)
        elif name in _PARAGRAPHS and (is_whole or name == "p"):
            pieces.append("\n\n")
        elif name in {"br", "break"}:
            pieces.append("<br>")
        elif not (is_whole and name in _DROPPED):
            pieces.append(escape_markup(written))
    pieces.append(_escaped_behind(pieces, text[end:]))
    for _, index, written in unclosed:
        pieces[index] = escape_markup(written)
    return re.sub(r"\n{3,}", "\n\n", "".join(pieces)).strip()


def _escaped_behind(pieces: list[str], text: str) -> str:
    """A plain text that stands behind others: only at the start of a line a sign may begin a list or a heading."""
    line = next((piece for piece in reversed(pieces) if piece.strip(" \t")), "")
    if not line or line.rstrip(" \t").endswith("\n"):
        return escape_markup(text)
    return escape_markup(f"x{text}")[1:]


def _link(attributes: str) -> str:
    found = _ADDRESS.search(attributes)
    return f'<a href="{next(filter(None, found.groups()), "")}">' if found else "<a>"


def title_text(text: str) -> str:
    """:func:`rich_text` of what stands in one line."""
    return in_one_line(rich_text(text))


def in_one_line(markup: str) -> str:
    """The markup of what stands in one line, such as a title: without line ends, and without the bold type in which some databases set the whole of one."""
    if "\n" in markup:
        markup = " ".join(markup.split())
    bold = _BOLD_AS_A_WHOLE.fullmatch(markup) if markup.startswith("<b>") else None
    return bold[1] if bold else markup


def tagged(
    fragments: Fragments,
    tags: Mapping[str, tuple[str, str]],
    text: Callable[[str], str],
    formula: Callable[[str], str],
    within: Callable[[str], str] | None = None,
) -> str:
    """Fragments as one text, with what stands for each kind of emphasis before and behind it.

    ``text`` writes what is plain, ``within`` what stands in a tag, if that is written otherwise.
    """
    out: list[str] = []
    for fragment in fragments:
        if isinstance(fragment, str):
            out.append(text(fragment))
        elif fragment.kind == "math":
            out.append(formula(plain(fragment.children)))
        elif fragment.kind == "image":
            out.append(text(fragment.attributes.get("alt", "")))
        elif fragment.kind == "break":
            out.append(" ")
        elif fragment.kind in tags:
            before, behind = tags[fragment.kind]
            out.append(f"{before}{tagged(fragment.children, tags, within or text, formula)}{behind}")
        else:
            out.append(tagged(fragment.children, tags, text, formula, within))
    return "".join(out)
