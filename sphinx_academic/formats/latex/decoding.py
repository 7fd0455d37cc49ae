"""From the LaTeX that stands in BibTeX values to our markup, or to plain text."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Mapping

from sphinx_academic.content.formulas import COMMANDS, arguments_of
from sphinx_academic.data.values.addresses import doi_url
from sphinx_academic.formats import latex
from sphinx_academic.formats.latex import arguments
from sphinx_academic.formats.latex.verbatim import verbatim, without_braces
from sphinx_academic.formats.rich_text import characters_of, escape_markup, in_one_line, rich_text
from sphinx_academic.formats.text import apart, words

MAX_DEPTH = 40
"""Groups inside each other; braces deeper than that are only dropped."""

_MORE_THAN_BRACES = re.compile(r"[\\$~`]")
_IN_AMOUNTS = re.compile(r"\s[A-Za-z]{2}")
_IN_FORMULAS = re.compile(r"[\\^_{}=<>]")
_QUOTE = re.compile(r"(?<!\\)`")
_SPACES = re.compile(r"[ \t\n]+")
_DOUBLE_SPACES = re.compile(r" {2,}")
_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
_TOKEN = re.compile(
    r"\\([A-Za-z]+)\*?[ \t\n]*"
    r"|\\(.)"
    r"|(\$\$?)"
    r"|(\{'?\})"
    r"|([{}])"
    r"|(~|-{2,3}|``|''|`|')"
    r"|([^\\${}~`'-]+|-)",
    re.DOTALL,
)
_COMMAND, _CONTROL, _MATHS, _LITERAL, _BRACE, _SIGN, _TEXT = range(1, 8)  # its groups
_SIGNS = {"~": "\u00a0", "--": "–", "---": "—", "``": "“", "''": "”", "`": "‘", "'": "'", "{'}": "’"}
_SCRIPT = (
    r"([\^_])(?:\{(?:\\(?:mathrm|textrm|text|rm|mathsf|mbox)(?![a-zA-Z])\s*+)?\{?([\w*+\-−, ()/†‡]{0,60}|\\[a-zA-Z]+)\}{0,2}"
    r"|(\w|[*+\-†‡]|\\[a-zA-Z]+))"
)
_SCRIPTS = re.compile(rf"(?:\{{\}})?{_SCRIPT}(?:{_SCRIPT})?")
_NUMBER = re.compile(r"[\d.,:/+\-−±<>=≤≥~≈× ]{0,60}\d[\d.,:/+\-−±<>=≤≥~≈× ]{0,60}%?|[<>=+±%]")
_MATHS_SYMBOL = re.compile(r"\\([a-zA-Z]+)(?:\{\})?")
_SIGNS_OF_TEXT = re.compile(r"\\?[&#_$%{}]|[.,:;/|()\[\]!?*]|</?[a-z]+>")
_MINUS_AND_PRIMES = {"-": "−", "'": "′", "''": "″"}
_ACCENTED_LETTER = re.compile(
    rf"\\({'|'.join(latex.ACCENTS_OF_MATHS)})\s*+\{{?(?:\\(?:rm|mathrm|text)\b\s*+)?\{{?([A-Za-z]|\\[ij](?:math)?)\}}{{0,2}}"
)
_WIDTH_OF_A_SPACE = re.compile(
    r"(?:0?\.[2-9]\d*|[1-9]\d*(?:\.\d*)?) ?(?:em|ex|cm|mm|in|pc)|(?:[3-9]\d*|[12]\d+)(?:\.\d*)? ?(?:pt|bp)"
)
_NO_FORMULA = re.compile(r"(?:\\[ ,;:!>]|~|\\q?quad\b|\s)*\\?")
_MAY_BE_SCRIPT = frozenset("^_{")
_COMMAND_NAME = re.compile(r"\\([A-Za-z]+)")
_DIGITS = re.compile(r"\d{2,3}")
_MONEY = re.compile(r"\$\d")
_TAG_MARK = re.compile("\ue000(\\d+)\ue001")
_BRACES_OR_QUOTE = re.compile(r'[{}"]')
_OUR_MARKS = re.compile("[\ue000-\ue002]")
_REFERENCE_OF_REFERENCE = re.compile(r"&amp;(?=#?\w{1,31};)")
_NO_TAG = "\ue002"
_SIGNS_OF_MATHS = frozenset(
    name for name in latex.SYMBOLS if name in COMMANDS and COMMANDS[name].takes != "delimiter"
) - words("ldots dots quad qquad enspace enskip thinspace")
_KNOWN_ALONE = latex.KNOWN.union(COMMANDS)


def to_markup(text: str, *, keep_markdown: bool = False) -> str:
    """LaTeX as our markup: plain text escaped, emphasis as HTML tags, maths between dollars as written; HTML as CSL has it.

    With ``keep_markdown`` nothing is escaped, for fields in which their authors write Markdown or HTML.
    """
    found = _paragraph(text, keep_markdown)
    return in_one_line(found) if "\n" in found or found.startswith("<b>") else found


def to_paragraphs(text: str, *, keep_markdown: bool = False) -> str:
    """Like :func:`to_markup`, with the empty lines that part paragraphs, and those of JATS."""
    parts = _PARAGRAPHS.split(text.replace("\\par ", "\n\n")) if "\n" in text else [text]
    return "\n\n".join(filter(None, (_paragraph(part, keep_markdown) for part in parts)))


def _paragraph(text: str, keep_markdown: bool) -> str:
    if not _has_commands(text):
        text = _one_line(without_braces(text))
        return text if keep_markdown else _escaped(text)
    decoder = _Decoder(text, as_markup=True)
    text = decoder.decoded()
    return decoder.with_tags(text if keep_markdown else _escaped(text))


def _escaped(text: str) -> str:
    if "<" not in text and ("&" not in text or ";" not in text):
        return escape_markup(text)
    return rich_text(_REFERENCE_OF_REFERENCE.sub("&", text), has_formulas=False)


def to_plain(text: str) -> str:
    """LaTeX as plain text without any markup; ``~`` is a common space."""
    if text.isalnum():
        return text
    if _has_commands(text):
        text = _Decoder(text, as_markup=False).decoded()
    else:
        text = _one_line(without_braces(text))
    text = characters_of(_REFERENCE_OF_REFERENCE.sub("&", text)) if "&" in text else text
    return text.replace(_NO_TAG, "") if _NO_TAG in text else text


def may_be_doubtful(text: str) -> bool:
    """Whether a text, which may be a file, may hold what :func:`doubts` finds; quickly answered."""
    return not _KNOWN_ALONE.issuperset(_COMMAND_NAME.findall(text)) or _MONEY.search(text) is not None


def doubts(text: str) -> dict[str, str]:
    """What of a text is a guess, and what is shown for it: commands that are not known (``\\…``), and sums of money."""
    if not may_be_doubtful(text):
        return {}
    decoder = _Decoder(text, as_markup=True)
    decoder.decoded()
    return decoder.doubts


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
    has_marks = "--" in text or ("'" in text and ("''" in text or "{'}" in text))
    return has_marks or _MORE_THAN_BRACES.search(text) is not None


def _one_line(text: str) -> str:
    if "\n" in text or "  " in text or "\t" in text:
        text = _SPACES.sub(" ", text)
    return text.strip(" \n\t")


class _Decoder:
    """Reads one text. Tags and maths are kept aside as marks, so that the text can be escaped as a whole."""

    def __init__(self, text: str, *, as_markup: bool) -> None:
        text = _one_line(text)
        self._has_quotes = "`" in text and _QUOTE.search(text) is not None
        if self._has_quotes:
            text = text.replace(",,", "„").replace("?`", "¿").replace("!`", "¡")
        self._text = _OUR_MARKS.sub("", text) if not text.isascii() else text
        self._at = 0
        self._as_markup = as_markup
        self._aside: list[str] = []
        self._quotes = 0
        self._never_closed: set[str] = set()
        self._ends: dict[int, int] | None = None
        self.doubts: dict[str, str] = {}

    def decoded(self) -> str:
        """The text with marks for tags and maths."""
        found = self._group(0)
        while self._at < len(self._text):  # a brace too many
            found += self._group(0)
        found = unicodedata.normalize("NFC", found) if "\\llap" in self._text else found
        return _DOUBLE_SPACES.sub(" ", found).strip(" ")

    def with_tags(self, text: str) -> str:
        """The text with what was kept aside in the place of its marks."""
        if self._aside:
            aside = self._aside
            text = _TAG_MARK.sub(lambda match: apart(match, aside[int(match[1])]), text)
        return text.replace(f"&{_NO_TAG}", "\\&").replace(_NO_TAG, "") if _NO_TAG in text else text

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
        flat = before = 0
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
            elif found != "{}":
                out.append(self._sign(found, token.start()))
            elif before != _COMMAND and out and out[-1] in {"<", "&"}:
                out.append(_NO_TAG)
            before = kind
        for tag, start in reversed(switches.items()):
            out[start:] = [self._tagged(tag, "".join(out[start:]))]
        return "".join(out)

    def _sign(self, found: str, at: int) -> str:
        """Quotation marks, dashes and spaces, of which some depend on what stands around them."""
        text = self._text
        if found == "~":
            # https://example.org/~me
            is_home = text[at - 1] == "/" and text[at + 1 : at + 2].isalpha()
            return "~" if is_home else "\u00a0" if self._as_markup else " "
        is_closing = found == "'" and self._has_quotes and text[at - 1] != " "
        return "’" if is_closing else _SIGNS[found]

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
        if not self._text.startswith("{", at):
            return None
        if self._ends is None:
            self._ends = arguments.ends_of_groups(self._text)
        end = self._ends.get(at)
        if end is None:
            return None
        self._at = end + 1
        return self._text[at + 1 : end]

    def _behind_space(self) -> int:
        space = _SPACES.match(self._text, self._at)
        return space.end() if space else self._at

    def _command(self, name: str, depth: int) -> str:
        if name in latex.ACCENTS:
            base = self._argument(depth)
            if not base and self._text.startswith(("\\i", "\\j"), self._at):
                base = self._argument(depth)  # \`{}\i
            return arguments.accented(name, base)
        if name in latex.SYMBOLS:
            if name == "\\":
                self._at = arguments.behind_break(self._text, self._at)
            # In text a command of mathematics is a mistake, behind which TeX would set no space.
            is_apart = name in _SIGNS_OF_MATHS and self._text[self._at - 1] == " " and self._starts_word()
            return f"{latex.SYMBOLS[name]} " if is_apart else latex.SYMBOLS[name]
        if name in latex.ACCENTS_OF_MATHS:
            return arguments.accented(latex.ACCENTS_OF_MATHS[name], self._argument(depth))
        if not name.isalpha() or not name.isascii():
            return self._maths_until(f"\\{name}") if name in ("(", "[") else name
        if name in _OWN_READERS:
            return _OWN_READERS[name](self, depth)
        self._pass_over_options()
        if name in latex.TAGS:
            before, behind = latex.AROUND.get(name, ("", ""))
            return self._tagged(latex.TAGS[name], f"{before}{self._argument(depth)}{behind}")
        if name in latex.AROUND:
            return self._between(*latex.AROUND[name], depth)
        if name in arguments.CASES:
            return arguments.CASES[name](self._argument(depth))
        if name in ("url", "nolinkurl", "path", "href", "doi"):
            return self._link(name, depth)
        if name in latex.LENGTHS:
            start, self._at = self._at, arguments.behind_length(self._text, self._at)
            return " " if name == "hskip" and not self._text.startswith(("-", "0"), start) else ""
        if name == "hspace":
            return " " if _WIDTH_OF_A_SPACE.match((self._source() or "").strip()) else ""
        # {\noop{1990}}: only for sorting
        is_for_sorting = name.lower().startswith(("noop", "sortnoop"))
        for _ in range(latex.IGNORED_ARGUMENTS.get(name, is_for_sorting)):
            self._source()
            self._pass_over_options()
        if name in latex.SILENT or name in latex.IGNORED_ARGUMENTS or is_for_sorting:
            return ""
        return self._word(name, depth)

    def _word(self, name: str, depth: int) -> str:
        """What a command that is not known stands for: its argument, else its name; and the name of a function."""
        text, at = self._text, self._at
        if name in latex.OPERATORS:
            before = "" if self._starts_word() else " "
            return f"{before}{name}{' ' if text[at - 1] == ' ' or text.startswith('{', at) else ''}"
        if name in COMMANDS:
            sources = [self._source() for _ in range(arguments_of(name))]
            return self._maths(
                "".join((f"\\{name}", *(f"{{{source}}}" for source in sources if source is not None)))
            )
        if text.startswith("{", at) and not text.startswith("{}", at) and depth < MAX_DEPTH:
            self._at += 1
            shown = self._group(depth + 1)
            self.doubts.setdefault(f"\\{name}", _TAG_MARK.sub("", shown).replace(_NO_TAG, ""))
            return shown
        self.doubts.setdefault(f"\\{name}", name)
        return f"{name} " if text[at - 1] == " " else name

    def _starts_word(self) -> bool:
        """Whether no letter or digit stands before the command that is read."""
        start = self._text.rfind("\\", 0, self._at)
        return not self._text[start - 1 : start].isalnum()

    def _pass_over_options(self) -> None:
        """Go beyond what stands in brackets before an argument."""
        while self._text.startswith("[", self._at):
            end = self._text.find("]", self._at, self._at + 200) + 1
            if not end or self._text[end : end + 1] not in ("{", "["):
                return
            self._at = end

    def _between(self, before: str, behind: str, depth: int) -> str:
        if before == "“" and self._quotes % 2:
            before, behind = "‘", "’"
        self._quotes += 1
        content = self._argument(depth)
        self._quotes -= 1
        return f"{before}{content}{behind}"

    def _character(self, depth: int) -> str:
        start = self._at
        shown, self._at = arguments.character(self._text, start)
        if not shown.isascii() or not shown:
            self.doubts.setdefault(f"\\char{self._text[start : self._at].strip()}", shown)
        return shown

    def _verbatim(self, depth: int) -> str:
        """``\\verb|x|``"""
        delimiter = self._text[self._at : self._at + 1]
        end = self._text.find(delimiter, self._at + 1) if delimiter else -1
        if end < 0:
            return ""
        content, self._at = self._text[self._at + 1 : end], end + 1
        return self._tagged("code", content)

    def _dingbat(self, depth: int) -> str:
        digits = _DIGITS.match(self._text, self._at)
        if digits:
            self._at = digits.end()
        number = digits[0] if digits else self._argument(depth)
        if (shown := arguments.dingbat(number)) == number:
            self.doubts.setdefault("\\ding", shown)
        return shown

    def _penalty(self, depth: int) -> str:
        while self._text[self._at : self._at + 1] in tuple("-0123456789"):
            self._at += 1
        return ""

    def _overlaid(self, depth: int) -> str:
        """``Th\\^e\\llap{\\'{}}``: an accent that is put over the letter before it."""
        content = self._argument(depth)
        accent = next((accent for accent, alone in latex.ALONE.items() if alone == content.strip()), "")
        return latex.ACCENTS[accent] if accent else content

    def _first_of_two(self, depth: int) -> str:
        first = self._argument(depth)
        self._source()
        return first

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
        text, start = self._text, self._at
        end = -1 if closing in self._never_closed else text.find(closing, start)
        while end > 0 and closing[0] == "$" and text[end - 1] == "\\":
            end = text.find(closing, end + 1)
        if end < 0:
            self._never_closed.add(closing)
            return opening if opening[0] == "$" else opening[1]
        content, behind = text[start:end], text[end + len(closing) : end + len(closing) + 1]
        if content[:1].isdecimal() and closing == "$" and _is_money(content, behind):
            found = f"${content}${behind}" if behind.isdecimal() else f"${content.strip()}"
            self.doubts.setdefault(found, found)
            return "$"
        self._at = end + len(closing)
        before = text[start - len(opening) - 1 : start - len(opening)]
        return self._maths(content, f"{before}{behind}")

    def _maths(self, content: str, around: str = "") -> str:
        """Maths as written, or as text where text says the same; ``around`` are the characters at its ends."""
        content = content.strip()
        if content[:1] in _MAY_BE_SCRIPT and len(content) <= 130 and (scripts := _SCRIPTS.fullmatch(content)):
            found = (self._script(*scripts.groups()[at : at + 3]) for at in (0, 3) if scripts[at + 1])
            if all(shown := [*found]):
                return "".join(shown)
        if not content:
            return ""
        if content[0] in "\\~":
            symbol = _MATHS_SYMBOL.fullmatch(content)
            if symbol and symbol[1] in latex.SYMBOLS:
                return latex.SYMBOLS[symbol[1]]
            letter = _ACCENTED_LETTER.fullmatch(content)
            if letter and (not self._as_markup or any(map(str.isalpha, around))):
                base = {"\\i": "ı", "\\j": "ȷ"}.get(letter[2][:2], letter[2])
                return arguments.accented(latex.ACCENTS_OF_MATHS[letter[1]], base)
            if _NO_FORMULA.fullmatch(content):
                return " "
        if len(content) <= 2 or content[0] == "<":
            if content in _MINUS_AND_PRIMES:
                return _MINUS_AND_PRIMES[content]
            if _SIGNS_OF_TEXT.fullmatch(content):
                return content.removeprefix("\\")
        if len(content) <= 60 and _NUMBER.fullmatch(number := content.replace("\\%", "%")):
            return f"−{number[1:]}" if number[0] == "-" and number[1:2].isdecimal() else number
        if content.endswith("\\") and not content.endswith("\\\\"):
            content = content[:-1].rstrip()  # "\\ "
        return self._raw(f"${content}$") if self._as_markup else f"${content}$"

    def _script(self, sign: str, braced: str | None, single: str | None) -> str:
        """What stands behind ``^`` or ``_``, or nothing where it is no text."""
        inner = (braced or single or "").strip()
        if inner.startswith("\\"):
            inner = latex.SYMBOLS.get(inner[1:], "")
        if not inner or inner in ("°", "′"):
            return inner
        return self._tagged("sup" if sign == "^" else "sub", inner)


_OWN_READERS: Mapping[str, Callable[[_Decoder, int], str]] = {
    **dict.fromkeys(("char", "symbol"), _Decoder._character),
    "verb": _Decoder._verbatim,
    # What stands before and behind a break is not what stands where none is.
    "discretionary": lambda decoder, depth: [decoder._argument(depth) for _ in range(3)][2],
    "ding": _Decoder._dingbat,
    "nth": lambda decoder, depth: arguments.ordinal(decoder._argument(depth)),
    "ce": lambda decoder, depth: arguments.elements(decoder._source() or "", decoder._tagged),
    **dict.fromkeys(
        ("SI", "qty"),
        lambda decoder, depth: arguments.quantity(
            decoder._argument(depth), arguments.unit(decoder._source())
        ),
    ),
    **dict.fromkeys(("si", "unit"), lambda decoder, depth: arguments.unit(decoder._source())),
    "penalty": _Decoder._penalty,
    "ensuremath": lambda decoder, depth: decoder._maths(decoder._source() or ""),
    **dict.fromkeys(
        ("sfrac", "nicefrac", "textfrac"),
        lambda decoder, depth: f"{decoder._argument(depth)}/{decoder._argument(depth)}",
    ),
    "llap": _Decoder._overlaid,
    "texorpdfstring": _Decoder._first_of_two,
}
"""What reads the arguments of commands that have rules of their own."""


def _is_money(content: str, behind: str) -> bool:
    """Whether what begins with a digit and stands between two dollar signs is a sum of money and words, of which the second sign is none: *$5 and $6*,
    *$5 for $n$ of them*."""
    return (
        _IN_AMOUNTS.search(content) is not None
        and (behind.isdecimal() or content.endswith(" "))
        and not _IN_FORMULAS.search(content.replace("\\$", ""))
    )
