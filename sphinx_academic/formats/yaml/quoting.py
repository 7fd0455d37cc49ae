"""What people write wrong in the values of YAML, which lack quotation marks or have too many of them, or lack a bracket: each
function guesses at one mistake, and says how it is right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sphinx_academic.formats.yaml.mistakes import BLOCK
from sphinx_academic.formats.yaml.oddities import quoted
from sphinx_academic.formats.yaml.outline import Mistake, Outline, Parts, parts_of

_STARTS = {
    "*": "to YAML a * here is a reference to another place, not bold text",
    "&": "to YAML an & here names the value",
    "!": "to YAML a ! here is a tag",
    "@": "YAML keeps the @ for itself",
    "`": "YAML keeps the ` for itself",
    "%": "YAML keeps the % for itself",
    "[": "to YAML it is a list, and this one does not end with its ']'",
    "{": "to YAML it is a mapping, and this one is not well-formed",
    "|": "to YAML a | here announces text on the lines below",
    ">": "to YAML a > here announces text on the lines below",
    "-": "to YAML '- ' begins a list item",
}
_TYPOGRAPHIC = "“”„‟«»‘’"
_COLON = re.compile(r":(?=\s|$)")
_DOUBLE_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"', re.S)
_SINGLE_QUOTED = re.compile(r"'(?:[^']|'')*'")
# A backslash, with what follows it in the group where YAML knows that (1.2, section 5.7) and TeX does not.
_ESCAPE = re.compile(
    r"\\(\\|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|n(?=[A-Z])|[ 0\"/_]|[abtnvfreNLP](?![a-zA-Z]))?"
)


class Value(NamedTuple):
    """A value that begins on line ``first`` at column ``parts.at`` and goes on to line ``last``."""

    first: int
    last: int
    parts: Parts
    texts: tuple[str, ...]

    @property
    def joined(self) -> str:
        """The text as one line."""
        return _joined(self.texts)

    @property
    def label(self) -> str:
        """What stands before the value: ``title: `` or ``- ``."""
        return f"{self.parts.key}: " if self.parts.key is not None else "- " if self.parts.dashes else ""

    def variants(self) -> Iterator[Value]:
        """The value, and the same as if it ended on its first line."""
        yield self
        if self.last > self.first:
            yield self._replace(last=self.first, texts=self.texts[:1])


def _joined(texts: tuple[str, ...]) -> str:
    return " ".join(text.strip() for text in texts if text.strip())


def _value_of(outline: Outline, number: int) -> Value | None:
    """The value that begins on this line with all its lines, or None if there is none."""
    parts = parts_of(outline.lines[number])
    if not parts.value or (parts.key is None and not parts.dashes):
        return None
    depth = parts.start if parts.key is not None else parts.indent
    last = number
    for line in range(number + 1, min(len(outline.lines), number + 200)):
        indent = outline.indents[line]
        content = outline.lines[line].strip()
        if content and (indent <= depth if indent >= 0 else not content.startswith("#")):
            break
        if indent > depth:
            last = line
    first = outline.lines[number][parts.at :]
    if last == number and not parts.value.startswith(('"', "'")):
        # What follows ' #' is a comment, also to the author.
        first = re.split(r"[ \t]#", first)[0]
    return Value(number, last, parts, (first, *outline.lines[number + 1 : last + 1]))


def _remedy(value: Value, text: str) -> str:
    """The remedy in the author's own words, cut in the middle where it is long."""
    if len(text) > 80:
        text = f"{text[:55].rstrip()} … {text[-15:].lstrip()}"
    return f"Write  {value.label}{quoted(text)}"


def _in_quotes(outline: Outline, value: Value, texts: tuple[str, ...]) -> dict[int, str]:
    """The lines with these texts for the value in single quotation marks, where every character stands for itself."""
    line, at = outline.lines[value.first], value.parts.at
    doubled = [text.replace("'", "''") for text in texts]
    doubled[0] = f"{line[:at]}'{doubled[0].lstrip()}"
    doubled[-1] = doubled[-1].rstrip() + "'"
    return {value.first + offset: text for offset, text in enumerate(doubled)}


def _to_quote(
    outline: Outline, value: Value, place: tuple[int, int], message: str, texts: tuple[str, ...] = ()
) -> Mistake:
    """A mistake that is none once the value, or these texts for it, stand in quotation marks."""
    texts = texts or value.texts
    return Mistake(*place, message, _remedy(value, _joined(texts)), _in_quotes(outline, value, texts))


def unknown_escape(outline: Outline, line: int, column: int) -> Iterator[Mistake]:
    r"""``"\*"``: between double quotation marks a backslash must be doubled, unless YAML knows the escape."""
    content = outline.lines[line]
    column = content.rfind("\\", 0, max(column, 0) + 1)
    match = re.compile(r"\\(?:[a-zA-Z]{2,}|.)").match(content, max(column, 0))
    if match is None:
        return
    hint = f"Write  \\{match[0]}  with two backslashes, or put the whole text in single quotation marks."
    value = _value_of(outline, line)
    if value is not None and value.first == value.last and "'" not in value.joined and len(value.joined) < 80:
        hint = f"Write  \\{match[0]}  with two backslashes, or  {value.label}'{value.joined[1:-1]}'"
    message = (
        f"'{match[0]}' means nothing inside double quotation marks: there a backslash must be written twice."
    )
    mended = _ESCAPE.sub(lambda escape: escape[0] if escape[1] else "\\\\", content)
    yield Mistake(line, column, message, hint, {line: mended})


def quotation_marks(outline: Outline, line: int) -> Iterator[Mistake]:
    """Text behind the closing mark, marks inside marks, a mark that is never closed."""
    whole = _value_of(outline, line)
    if whole is None or whole.texts[0][0] not in "\"'":
        return
    mark = whole.texts[0][0]
    for value in whole.variants():
        raw = "\n".join(value.texts).rstrip()
        match = _DOUBLE_QUOTED.match(raw) if mark == '"' else _SINGLE_QUOTED.match(raw)
        if match is None:
            yield from _never_closed(outline, value, mark)
            continue
        closing = match.end() - 1
        rest = raw[closing + 1 :]
        if re.match(r"[ \t]*(?:\n|\Z)|[ \t]+#", rest):
            continue
        place = value.first + raw.count("\n", 0, closing)
        at = closing - raw.rfind("\n", 0, closing) - 1 + (value.parts.at if place == value.first else 0)
        if rest in (",", ";"):
            message = (
                f"a '{rest}' stands behind the closing quotation mark; in YAML a line needs none at its end."
            )
            hint = _remedy(value, _joined(tuple(raw[1:closing].split("\n"))))
            yield Mistake(place, at + 1, message, hint, {place: outline.lines[place].rstrip()[:-1]})
        if re.match(r"[ \t]*,[ \t]*[\"']", rest) and "\n" not in raw:
            message = "several texts in quotation marks make a list, and a list needs brackets."
            edits = {value.first: f"{outline.lines[value.first][: value.parts.at]}[{raw}]"}
            yield Mistake(place, at + 1, message, f"Write  {value.label}[{raw[:80]}]", edits)
        is_closed = raw.endswith(mark) and not raw.endswith("\\" + mark)
        if is_closed or (mark == "'" and rest[0].isalnum()):
            inner = raw[1:-1] if is_closed else raw[1:]
            if mark == '"':
                message = "quotation marks inside quotation marks: to YAML the text ends here."
                inner = inner.replace('\\"', '"').replace("\\\\", "\\")
            else:
                message = "an apostrophe inside single quotation marks: to YAML the text ends here."
                inner = inner.replace("''", "'").replace("\\'", "'")
            yield _to_quote(outline, value, (place, at), message, tuple(inner.split("\n")))
        else:
            message = f"text stands behind the closing quotation mark: to YAML the value ends with the {mark} before it."
            yield _to_quote(outline, value, (place, at + 1), message)


def _never_closed(outline: Outline, value: Value, mark: str) -> Iterator[Mistake]:
    place = value.first, value.parts.at
    message = f"the quotation mark {mark} that opens here is never closed"
    inner = (value.texts[0].lstrip()[1:], *value.texts[1:])
    text = _joined(inner)
    last = outline.lines[value.last].rstrip()
    if last[-1] in "”’“‘»" and len(text) > 1:
        edits = {value.last: last[:-1] + mark}
        reason = f"{message}: {last[-1]} is another character."
        yield Mistake(*place, reason, _remedy(value, text[:-1]), edits, is_sure=True)
    yield Mistake(*place, f"{message}.", _remedy(value, text), {value.last: last + mark}, is_sure=True)


def special_start(outline: Outline, line: int) -> Iterator[Mistake]:
    """A value that starts with a character that means something to YAML."""
    whole = _value_of(outline, line)
    if whole is None:
        return
    text = whole.texts[0]
    start = text[0]
    if start not in _STARTS or (start == "-" and text[1:2] not in (" ", "")):
        return
    if re.fullmatch(BLOCK.pattern + r"(?:[ \t]+#.*|\s*)", text):
        return  # as it should be
    if start in "|>" and whole.last > whole.first and text[1:2] == " ":
        edits = _in_quotes(outline, whole, (text[1:].lstrip(), *whole.texts[1:]))
        message = (
            f"text stands on the same line as {start}: it announces that the text begins on the line below."
        )
        yield Mistake(line, whole.parts.at, message, f"Break the line behind  {whole.label}{start}", edits)
    why = _STARTS[start]
    if text.startswith(("{{", "{%")):
        why = "to YAML it is a mapping, and templates are not filled in here"
    for value in whole.variants():
        if start != "[" or "]" in value.joined or ("," not in value.joined and len(value.joined) > 1):
            message = f"a value that starts with {start} must be quoted: {why}."
            yield _to_quote(outline, value, (line, value.parts.at), message)


def unclosed_bracket(outline: Outline, line: int) -> Iterator[Mistake]:
    """``[a, b`` without its ``]``."""
    value = _value_of(outline, line)
    if value is None or value.texts[0][0] not in "[{":
        return
    opening = value.texts[0][0]
    closing = "]" if opening == "[" else "}"
    for variant in value.variants():
        text = variant.joined.rstrip(", ")
        hint = f"Write  {value.label}{text[:80]}{'…' if len(text) > 80 else ''}{closing}"
        edits = {variant.last: outline.lines[variant.last].rstrip().rstrip(",") + closing}
        yield Mistake(line, value.parts.at, f"the {opening} that opens here is never closed.", hint, edits)


def colon_in_text(outline: Outline, line: int) -> Iterator[Mistake]:
    """``title: Foo: a bar``, also where the second colon stands on a later line of the text."""
    value = _value_of(outline, line)
    if value is None or not _COLON.search("\n".join(value.texts)):
        owner = _owner(outline, line)
        value = _value_of(outline, owner) if owner != line else None
    if value is None or value.texts[0][0] in "\"'[{|>":
        return
    for variant in value.variants():
        colons = (
            (variant.first + offset, match.start() + (variant.parts.at if offset == 0 else 0))
            for offset, text in enumerate(variant.texts)
            if (match := _COLON.search(text))
        )
        place = next(colons, None)
        if place is None:
            continue
        message = "a text with ': ' in it must be quoted: YAML takes what stands before it for a key."
        first = variant.texts[0]
        if first[0] in _TYPOGRAPHIC:
            marks = f"{first[0]}…{first.rstrip()[-1]}"
            message = f"the marks {marks} do not quote in YAML, and a text with ': ' in it must be quoted."
        parts = variant.parts
        if parts.key is not None and parts.dashes and " " in parts.key:
            # A sentence in a list, and no field of an entry.
            text = outline.lines[value.first][parts.start :].rstrip()
            parts = parts._replace(key=None, value=text, at=parts.start)
            variant = variant._replace(parts=parts, texts=(text, *variant.texts[1:]))
        yield _to_quote(outline, variant, place, message)


def _owner(outline: Outline, line: int) -> int:
    """The line whose value goes on, indented deeper, on this one."""
    indent = outline.indents[line]
    for above in range(line - 1, max(-1, line - 200), -1):
        parts = parts_of(outline.lines[above])
        if outline.indents[above] >= 0 and (parts.key is not None or parts.dashes) and parts.indent < indent:
            return above
    return line
