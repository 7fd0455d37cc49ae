"""From the LaTeX that stands in BibTeX values to our markup, or to plain text."""

from __future__ import annotations

import html
import re
import unicodedata

from sphinx_academic.data.values.addresses import doi_url
from sphinx_academic.formats import latex
from sphinx_academic.formats.rich_text import escape_markup

MAX_DEPTH = 40
"""Groups inside each other; braces deeper than that are only dropped."""

_MORE_THAN_BRACES = re.compile(r"[\\$~`]")
_AMOUNTS = re.compile(r"\$\d[^$]* \$\d")  # $5 and $6
_SPACES = re.compile(r"[ \t\n]+")
_DOUBLE_SPACES = re.compile(r" {2,}")
_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
_TOKEN = re.compile(
    r"\\([A-Za-z]+)\*?[ \t\n]*"
    r"|\\(.)"
    r"|(\$\$?)"
    r"|([{}])"
    r"|(~|-{2,3}|``|''|`)"
    r"|([^\\${}~`'-]+|['-])",
    re.DOTALL,
)
_COMMAND, _CONTROL, _MATHS, _BRACE, _SIGN, _TEXT = range(1, 7)  # its groups
_SIGNS = {"~": "\u00a0", "--": "–", "---": "—", "``": "“", "''": "”", "`": "‘"}
_RAISED_OR_LOWERED = re.compile(
    r"(?:\{\})?([\^_])(?:\{(?:\\(?:mathrm|textrm|text|rm|mathsf|mbox)\s*+)?\{?([\w*+\-−, ()/†‡]{0,60}|\\[a-zA-Z]+)\}{0,2}"
    r"|(\w|[*+\-†‡]|\\[a-zA-Z]+))"
)
_NUMBER = re.compile(r"[\d.,:/+\-−±<>=≤≥~≈× ]{0,60}\d[\d.,:/+\-−±<>=≤≥~≈× ]{0,60}%?|[<>=+±%]")
_MATHS_SYMBOL = re.compile(r"\\([a-zA-Z]+)(?:\{\})?")
_TAG_MARK = re.compile("\ue000(\\d+)\ue001")
_WRAPPED_URL = re.compile(r"\\(?:url|path|nolinkurl)\s*\{(.*)\}|<(?:URL:)?(.*)>", re.DOTALL)
_BRACES_OR_QUOTE = re.compile(r'[{}"]')
_VERBATIM_SIGNS = {"textasciitilde": "~", "textunderscore": "_", "string": ""}
_VERBATIM_COMMAND = re.compile(rf"\\({'|'.join(_VERBATIM_SIGNS)})(?![A-Za-z])[ \t\n]*")
_VERBATIM_ESCAPE = re.compile(r"\\(?=[_%#&$~{}^\\])|\{\}")
_CASES = {
    **dict.fromkeys(("uppercase", "MakeUppercase", "MakeTextUppercase"), str.upper),
    **dict.fromkeys(("lowercase", "MakeLowercase", "MakeTextLowercase"), str.lower),
}


def to_markup(text: str, *, keep_markdown: bool = False) -> str:
    """LaTeX as our markup: plain text escaped, emphasis as HTML tags, maths between dollars as written.

    With ``keep_markdown`` nothing is escaped, for fields in which their authors write Markdown or HTML.
    """
    if not _has_commands(text):
        text = _one_line(_without_braces(text))
        return text if keep_markdown else escape_markup(text)
    decoder = _Decoder(text, as_markup=True)
    text = decoder.decoded()
    return decoder.with_tags(text if keep_markdown else escape_markup(text))


def to_paragraphs(text: str, *, keep_markdown: bool = False) -> str:
    """Like :func:`to_markup`, with the empty lines that part paragraphs."""
    parts = _PARAGRAPHS.split(text.replace("\\par ", "\n\n")) if "\n" in text else [text]
    return "\n\n".join(filter(None, (to_markup(part, keep_markdown=keep_markdown) for part in parts)))


def to_plain(text: str) -> str:
    """LaTeX as plain text without any markup; ``~`` is a common space."""
    if text.isalnum():
        return text
    if not _has_commands(text):
        return _one_line(_without_braces(text))
    return _Decoder(text, as_markup=False).decoded()


def verbatim(text: str) -> str:
    r"""An address or identifier: ``\url{…}`` and escapes (``\_``, ``\%``, ``{\_}``) gone, nothing else changed."""
    text = text.strip()
    if "\\" not in text and "{" not in text and "<" not in text:
        return text
    wrapped = _WRAPPED_URL.fullmatch(text)
    if wrapped:
        text = (wrapped[1] or wrapped[2] or "").strip()
    text = _VERBATIM_COMMAND.sub(lambda match: _VERBATIM_SIGNS[match[1]], text)
    return _without_braces(_VERBATIM_ESCAPE.sub("", text)).strip()


def end_of_text(text: str, start: int, stop: int | None = None) -> int | None:
    """The offset behind a text in braces or quotes that opens at ``start``; None if it is not closed before ``stop``.

    A quote inside braces does not close a text in quotes (BibTeX 0.99d, section 4 of "btxdoc").
    """
    stop = len(text) if stop is None else stop
    closing = "}" if text[start] == "{" else '"'
    depth = 0
    for match in _BRACES_OR_QUOTE.finditer(text, start + (closing == '"'), stop):
        sign = match[0]
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return None
        if depth == 0 and sign == closing:
            return match.end()
    return None


def _has_commands(text: str) -> bool:
    """Whether LaTeX shows anything else than the text without its braces; quickly answered."""
    return _MORE_THAN_BRACES.search(text) is not None or "--" in text or "''" in text


def _without_braces(text: str) -> str:
    return text.replace("{", "").replace("}", "") if "{" in text or "}" in text else text


def _one_line(text: str) -> str:
    if "\n" in text or "  " in text or "\t" in text:
        text = _SPACES.sub(" ", text)
    return text.strip(" \n\t")


class _Decoder:
    """Reads one text. Tags and maths are kept aside as marks, so that the text can be escaped as a whole."""

    def __init__(self, text: str, *, as_markup: bool) -> None:
        self._text = _one_line(text).replace("\ue000", "").replace("\ue001", "")
        self._at = 0
        self._as_markup = as_markup
        self._aside: list[str] = []
        self._quotes = 0
        self._never_closed: set[str] = set()

    def decoded(self) -> str:
        """The text with marks for tags and maths."""
        found = self._group(0)
        while self._at < len(self._text):  # a brace too many
            found += self._group(0)
        return _DOUBLE_SPACES.sub(" ", found).strip(" ")

    def with_tags(self, text: str) -> str:
        """The text with what was kept aside in the place of its marks."""
        return _TAG_MARK.sub(lambda match: self._aside[int(match[1])], text) if self._aside else text

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
        switches: dict[str, int] = {}  # a tag, and where it begins
        flat = 0
        while self._at < len(text):
            token = _TOKEN.match(text, self._at)
            if token is None:
                self._at += 1  # a backslash at the very end
                break
            self._at = token.end()
            kind = token.lastindex or 0
            found = token[kind]
            if kind == _TEXT:
                out.append(found)
            elif kind == _BRACE:
                if found == "{" and depth < MAX_DEPTH:
                    out.append(self._group(depth + 1))
                elif found == "{":
                    flat += 1
                elif flat:
                    flat -= 1
                else:
                    break
            elif kind == _COMMAND and found in latex.SWITCHES:
                switches.setdefault(latex.SWITCHES[found], len(out))
            elif kind in (_COMMAND, _CONTROL):
                out.append(self._command(found, depth))
            elif kind == _MATHS:
                out.append(self._maths_until(found))
            else:
                out.append(" " if found == "~" and not self._as_markup else _SIGNS[found])
        for tag, start in reversed(switches.items()):
            out[start:] = [self._tagged(tag, "".join(out[start:]))]
        return "".join(out)

    def _argument(self, depth: int) -> str:
        """The next group or token, decoded."""
        text = self._text
        self._at = self._behind_space()
        if self._at >= len(text) or text[self._at] == "}" or depth >= MAX_DEPTH:
            return ""
        sign = text[self._at]
        if sign != "\\":
            self._at += 1
            return self._group(depth + 1) if sign == "{" else sign
        token = _TOKEN.match(text, self._at)
        if token is None:
            return ""
        self._at = token.end()
        return self._command(token[1] or token[2], depth + 1)

    def _source(self) -> str | None:
        """The next group as written, or None where no group follows."""
        at = self._behind_space()
        end = end_of_text(self._text, at) if self._text.startswith("{", at) else None
        if end is None:
            return None
        self._at = end
        return self._text[at + 1 : end - 1]

    def _behind_space(self) -> int:
        space = _SPACES.match(self._text, self._at)
        return space.end() if space else self._at

    def _command(self, name: str, depth: int) -> str:
        if name in latex.ACCENTS:
            return _accented(name, self._argument(depth))
        if name in latex.SYMBOLS:
            return latex.SYMBOLS[name]
        if name in latex.TAGS:
            return self._tagged(latex.TAGS[name], self._argument(depth))
        if name in latex.AROUND:
            before, behind = latex.AROUND[name]
            if before == "“" and self._quotes % 2:
                before, behind = "‘", "’"
            self._quotes += 1
            content = self._argument(depth)
            self._quotes -= 1
            return f"{before}{content}{behind}"
        if name in _CASES:
            return _CASES[name](self._argument(depth))
        if name in ("(", "["):
            return self._maths_until(f"\\{name}")
        if not name.isalpha() or not name.isascii():
            return name
        if name in ("url", "nolinkurl", "path", "href", "doi"):
            return self._link(name, depth)
        if name == "ensuremath":
            return self._maths(self._source() or "")
        if name == "penalty":
            while self._text[self._at : self._at + 1] in tuple("-0123456789"):
                self._at += 1
        # {\noop{1990}}: only for sorting
        is_for_sorting = name.lower().startswith(("noop", "sortnoop"))
        for _ in range(latex.IGNORED_ARGUMENTS.get(name, is_for_sorting)):
            self._source()
        return ""

    def _link(self, name: str, depth: int) -> str:
        source = self._source()
        if source is None:
            return ""
        url = verbatim(source)
        shown = self._argument(depth) if name == "href" else url
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
        if len(content) <= 60:
            scripted = _RAISED_OR_LOWERED.fullmatch(content)
            if scripted:
                inner = (scripted[2] or scripted[3] or "").strip()
                if inner.startswith("\\"):
                    inner = latex.SYMBOLS.get(inner[1:], "")
                if inner in ("°", "′"):
                    return inner
                if inner:
                    return self._tagged("sup" if scripted[1] == "^" else "sub", inner)
            symbol = _MATHS_SYMBOL.fullmatch(content)
            if symbol and symbol[1] in latex.SYMBOLS:
                return latex.SYMBOLS[symbol[1]]
            number = content.replace("\\%", "%")
            if not content or _NUMBER.fullmatch(number):
                return number
        return self._raw(f"${content}$") if self._as_markup else f"${content}$"


def _accented(accent: str, base: str) -> str:
    """The first letter of ``base`` with an accent on it."""
    if not base.strip():
        return latex.ALONE.get(accent, "")
    letter, rest = base[0], base[1:]
    if accent not in "cdbk":
        letter = {"ı": "i", "ȷ": "j"}.get(letter, letter)
    return unicodedata.normalize("NFC", letter + latex.ACCENTS[accent]) + rest if letter.isalpha() else base
