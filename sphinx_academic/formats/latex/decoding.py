"""From the LaTeX that stands in BibTeX values to our markup, or to plain text."""

from __future__ import annotations

import html
import re
import unicodedata

from sphinx_academic.data.values.addresses import doi_url
from sphinx_academic.formats.latex.symbols import (
    ACCENTS,
    ALONE,
    AROUND,
    CONTROL_SYMBOLS,
    IGNORED_ARGUMENTS,
    SWITCHES,
    SYMBOLS,
    TAGS,
)
from sphinx_academic.formats.rich_text import escape_markup

MAX_DEPTH = 40
"""Groups inside each other; braces deeper than that are only dropped."""

_MORE_THAN_BRACES = re.compile(r"[\\$~`]")
_COMMANDS = re.compile(r"\\[A-Za-z]+ ?|[\\{}$`]")
_AMOUNTS = re.compile(r"\$\d[^$]* \$\d")  # $5 and $6
_SPACES = re.compile(r"[ \t\n]+")
_DOUBLE_SPACES = re.compile(r" {2,}")
_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
_TOKEN = re.compile(
    r"\\([A-Za-z]+)\*?[ \t\n]*"
    r"|\\(.)"
    r"|(\$\$?)"
    r"|([{}])"
    r"|(~)"
    r"|(-{2,3})"
    r"|(``|''|`)"
    r"|([^\\${}~`'-]+|['-])",
    re.DOTALL,
)
_RAISED_OR_LOWERED = re.compile(
    r"(?:\{\})?([\^_])(?:\{(?:\\(?:mathrm|textrm|text|rm|mathsf|mbox)\s*+)?\{?([\w*+\-−, ()/†‡]{0,60}|\\[a-zA-Z]+)\}{0,2}"
    r"|(\w|[*+\-†‡]|\\[a-zA-Z]+))"
)
_NUMBER = re.compile(r"[\d.,:/+\-−±<>=≤≥~≈× ]{0,60}\d[\d.,:/+\-−±<>=≤≥~≈× ]{0,60}%?|[<>=+±%]")
_MATHS_SYMBOL = re.compile(r"\\([a-zA-Z]+)(?:\{\})?")
_TAG_MARK = re.compile("\ue000(\\d+)\ue001")
_WRAPPED_URL = re.compile(r"\\(?:url|path|nolinkurl)\s*\{(.*)\}|<(?:URL:)?(.*)>", re.DOTALL)
_BRACES_OR_QUOTE = re.compile(r'[{}"]')
_VERBATIM_ESCAPE = re.compile(r"\\(?=[_%#&$~{}^\\])|\{\}")
_CASES = {
    "uppercase": str.upper,
    "MakeUppercase": str.upper,
    "MakeTextUppercase": str.upper,
    "lowercase": str.lower,
    "MakeLowercase": str.lower,
    "MakeTextLowercase": str.lower,
}


def to_markup(text: str, *, keep_markdown: bool = False) -> str:
    """LaTeX as our markup: plain text escaped, emphasis as HTML tags, maths between dollars as written.

    With ``keep_markdown`` nothing is escaped, for fields in which their authors write Markdown or HTML.
    """
    if not has_commands(text):
        text = _one_line(_without_braces(text))
    else:
        return _Decoder(_one_line(text), as_markup=True).markup(keep_markdown)
    return text if keep_markdown else escape_markup(text)


def to_paragraphs(text: str, *, keep_markdown: bool = False) -> str:
    """Like :func:`to_markup`, with the empty lines that part paragraphs."""
    if "\n" not in text:
        return to_markup(text, keep_markdown=keep_markdown)
    parts = (
        to_markup(part, keep_markdown=keep_markdown)
        for part in _PARAGRAPHS.split(text.replace("\\par ", "\n\n"))
    )
    return "\n\n".join(part for part in parts if part)


def to_plain(text: str) -> str:
    """LaTeX as plain text without any markup; ``~`` is a common space."""
    if not has_commands(text):
        return _one_line(_without_braces(text))
    return _Decoder(_one_line(text), as_markup=False).plain()


def verbatim(text: str) -> str:
    r"""An address or identifier: ``\url{…}`` and escapes (``\_``, ``\%``, ``{\_}``) gone, nothing else changed."""
    text = text.strip()
    if "\\" not in text and "{" not in text and "<" not in text:
        return text
    wrapped = _WRAPPED_URL.fullmatch(text)
    if wrapped:
        text = (wrapped[1] or wrapped[2] or "").strip()
    text = text.replace("\\textasciitilde", "~").replace("\\textunderscore", "_").replace("\\string", "")
    text = _VERBATIM_ESCAPE.sub("", text)
    return text.replace("{", "").replace("}", "").strip()


def has_commands(text: str) -> bool:
    """Whether LaTeX shows anything else than the text without its braces; quickly answered."""
    return _MORE_THAN_BRACES.search(text) is not None or "--" in text or "''" in text


def end_of_text(text: str, start: int, stop: int | None = None) -> int | None:
    """The offset behind a text in braces or quotes that opens at ``start``; None if it is not closed before ``stop``.

    A quote inside braces does not close a text in quotes (BibTeX 0.99d, section 4 of "btxdoc").
    """
    closing = "}" if text[start] == "{" else '"'
    depth = 0
    for match in _BRACES_OR_QUOTE.finditer(
        text, start + (closing == '"'), len(text) if stop is None else stop
    ):
        sign = match[0]
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return None
        if depth == 0 and sign == closing:
            return match.end()
    return None


def without_commands(text: str) -> str:
    """The text as it is where there is no time to decode it: commands and braces simply gone."""
    return _COMMANDS.sub("", text.replace("~", " ").replace("--", "–")).replace("''", "”")


def _without_braces(text: str) -> str:
    return text.replace("{", "").replace("}", "") if "{" in text or "}" in text else text


def _one_line(text: str) -> str:
    if "\n" in text or "  " in text or "\t" in text:
        text = _SPACES.sub(" ", text)
    return text.strip(" \n\t")


class _Decoder:
    """Reads one text. Tags and maths are kept aside as marks, so that the text can be escaped as a whole."""

    def __init__(self, text: str, *, as_markup: bool) -> None:
        self._text = text.replace("\ue000", "").replace("\ue001", "") if "\ue000" in text else text
        self._at = 0
        self._as_markup = as_markup
        self._aside: list[str] = []
        self._quotes = 0
        self._never_closed: set[str] = set()

    def plain(self) -> str:
        return _DOUBLE_SPACES.sub(" ", self._everything()).strip(" ")

    def markup(self, keep_markdown: bool) -> str:
        text = _DOUBLE_SPACES.sub(" ", self._everything()).strip(" ")
        if not keep_markdown:
            text = escape_markup(text)
        return _TAG_MARK.sub(lambda match: self._aside[int(match[1])], text) if self._aside else text

    def _everything(self) -> str:
        found = self._group(0)
        while self._at < len(self._text):  # a brace too many
            found += self._group(0)
        return found

    def _raw(self, markup: str) -> str:
        """A mark that stands for finished markup."""
        self._aside.append(markup)
        return f"\ue000{len(self._aside) - 1}\ue001"

    def _tagged(self, tag: str, content: str) -> str:
        if not self._as_markup or not content:
            return content
        return f"{self._raw(f'<{tag}>')}{content}{self._raw(f'</{tag}>')}"

    def _group(self, depth: int) -> str:
        """What stands up to the brace that closes the group, or the end."""
        text = self._text
        out: list[str] = []
        switches: list[tuple[int, str]] = []
        flat = 0
        while True:
            token = _TOKEN.match(text, self._at)
            if token is None:
                self._at += 1  # a backslash at the very end
                if self._at >= len(text):
                    break
                continue
            self._at = token.end()
            kind = token.lastindex
            if kind == 8:
                out.append(token[8])
            elif kind == 4:
                if token[4] == "{":
                    if depth >= MAX_DEPTH:
                        flat += 1
                    else:
                        out.append(self._group(depth + 1))
                elif flat:
                    flat -= 1
                else:
                    break
            elif kind == 1:
                if token[1] in SWITCHES:
                    switches.append((len(out), SWITCHES[token[1]]))
                else:
                    out.append(self._command(token[1], depth))
            elif kind == 2:
                out.append(self._control(token[2], depth))
            elif kind == 3:
                out.append(self._maths_until(token[3]))
            elif kind == 5:
                out.append("\u00a0" if self._as_markup else " ")
            elif kind == 6:
                out.append("–" if len(token[6]) == 2 else "—")
            else:
                out.append({"``": "“", "''": "”", "`": "‘"}[token[7]])
            if self._at >= len(text):
                break
        for start, tag in reversed(switches):
            out[start:] = [self._tagged(tag, "".join(out[start:]))]
        return "".join(out)

    def _argument(self, depth: int) -> str:
        """The next group or token, decoded."""
        text = self._text
        while self._at < len(text) and text[self._at] in " \t\n":
            self._at += 1
        if self._at >= len(text) or text[self._at] == "}" or depth >= MAX_DEPTH:
            return ""
        if text[self._at] == "{":
            self._at += 1
            return self._group(depth + 1)
        if text[self._at] == "\\":
            token = _TOKEN.match(text, self._at)
            if token is None:
                return ""
            self._at = token.end()
            return self._command(token[1], depth + 1) if token[1] else self._control(token[2], depth + 1)
        self._at += 1
        return text[self._at - 1]

    def _source(self) -> str | None:
        """The next group as written, or None where no group follows."""
        text = self._text
        at = self._at
        while at < len(text) and text[at] in " \t\n":
            at += 1
        if text[at : at + 1] != "{":
            return None
        end = end_of_text(text, at)
        if end is None:
            return None
        self._at = end
        return text[at + 1 : end - 1]

    def _command(self, name: str, depth: int) -> str:
        if name in ACCENTS:
            return _accented(name, self._argument(depth))
        if name in SYMBOLS:
            return SYMBOLS[name]
        if name in TAGS:
            return self._tagged(TAGS[name], self._argument(depth))
        if name in AROUND:
            before, behind = AROUND[name]
            if before == "“" and self._quotes % 2:
                before, behind = "‘", "’"
            self._quotes += 1
            content = self._argument(depth)
            self._quotes -= 1
            return f"{before}{content}{behind}"
        if name in _CASES:
            return _CASES[name](self._argument(depth))
        if name in ("url", "nolinkurl", "path", "href", "doi"):
            return self._link(name, depth)
        if name == "ensuremath":
            return self._maths(self._source() or "")
        if name in IGNORED_ARGUMENTS:
            for _ in range(IGNORED_ARGUMENTS[name]):
                self._source()
        elif name.lower().startswith(("noop", "sortnoop")):
            self._source()  # {\noop{1990}}: only for sorting
        elif name == "penalty":
            while self._at < len(self._text) and self._text[self._at] in "-0123456789":
                self._at += 1
        return ""

    def _control(self, sign: str, depth: int) -> str:
        if sign in ACCENTS:
            return _accented(sign, self._argument(depth))
        if sign in "([":
            return self._maths_until("\\" + sign)
        if sign in CONTROL_SYMBOLS:
            return CONTROL_SYMBOLS[sign]
        return "" if sign in ")]" else sign

    def _link(self, name: str, depth: int) -> str:
        source = self._source()
        if source is None:
            return ""
        url = verbatim(source)
        if name == "href":
            shown = self._argument(depth)
        else:
            shown = url
        if name == "doi":
            url = doi_url(url)
        if not self._as_markup or not url or name in ("path", "nolinkurl"):
            return shown
        opening = self._raw(f'<a href="{html.escape(url)}">')
        return f"{opening}{shown}{self._raw('</a>')}"

    def _maths_until(self, opening: str) -> str:
        closing = {"\\(": "\\)", "\\[": "\\]"}.get(opening, opening)
        text = self._text
        end = -1 if closing in self._never_closed else text.find(closing, self._at)
        while end > 0 and closing[0] == "$" and text[end - 1] == "\\":
            end = text.find(closing, end + 1)
        if end >= 0 and closing == "$" and _AMOUNTS.match(text, self._at - 1):
            return "$"
        if end < 0:
            self._never_closed.add(closing)
            return opening if opening[0] == "$" else opening[1]
        content = text[self._at : end]
        self._at = end + len(closing)
        return self._maths(content)

    def _maths(self, content: str) -> str:
        """Maths as written, or as text where text says the same."""
        content = content.strip()
        if not content:
            return ""
        maths = f"${content}$"
        if len(content) > 60:
            return self._raw(maths) if self._as_markup else maths
        scripted = _RAISED_OR_LOWERED.fullmatch(content)
        if scripted:
            inner = (scripted[2] or scripted[3] or "").strip()
            if inner.startswith("\\"):
                inner = SYMBOLS.get(inner[1:], "")
            if inner in ("°", "′"):
                return inner
            if inner:
                return self._tagged("sup" if scripted[1] == "^" else "sub", inner)
        symbol = _MATHS_SYMBOL.fullmatch(content)
        if symbol and symbol[1] in SYMBOLS:
            return SYMBOLS[symbol[1]]
        number = content.replace("\\%", "%")
        if _NUMBER.fullmatch(number):
            return number
        return self._raw(maths) if self._as_markup else maths


def _accented(accent: str, base: str) -> str:
    """The first letter of ``base`` with an accent on it."""
    if not base.strip():
        return ALONE.get(accent, "")
    mark = ACCENTS[accent]
    letter, rest = base[0], base[1:]
    if accent not in "cdbk" and letter in "ıȷ":
        letter = "i" if letter == "ı" else "j"
    if not letter.isalpha():
        return base
    return unicodedata.normalize("NFC", letter + mark) + rest
