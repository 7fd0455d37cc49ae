"""Values that lack quotation marks or have too many of them, lists without their bracket: what is meant, and how to write it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sphinx_academic.formats.yaml.mending.outline import Mistake, Outline, Parts, parts_of
from sphinx_academic.formats.yaml.oddities import quoted

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
        return " ".join(text.strip() for text in self.texts if text.strip())

    @property
    def label(self) -> str:
        """What stands before the value: ``title: `` or ``- ``."""
        return f"{self.parts.key}: " if self.parts.key is not None else "- " if self.parts.dashes else ""


def value_of(outline: Outline, number: int) -> Value | None:
    """The value that begins on this line with all its lines, or None if there is none."""
    parts = parts_of(outline.lines[number])
    if not parts.value or (parts.key is None and not parts.dashes):
        return None
    depth = parts.start if parts.key is not None else parts.indent
    last = number
    for line in range(number + 1, min(len(outline.lines), number + 200)):
        indent = outline.indent(line)
        content = outline.lines[line].strip()
        if content and (indent <= depth if indent >= 0 else not content.startswith("#")):
            break
        if indent > depth:
            below = parts_of(outline.lines[line])
            if below.dashes and below.key is not None and outline.is_known_key(below.key):
                break
            last = line
    first = outline.lines[number][parts.at :]
    if last == number and not parts.value.startswith(('"', "'")):
        # What follows ' #' is a comment, also to the author.
        first = re.split(r"[ \t]#", first)[0]
    return Value(number, last, parts, (first, *outline.lines[number + 1 : last + 1]))


def _variants(value: Value) -> Iterator[Value]:
    """The value, and the same as if it ended on its first line."""
    yield value
    if value.last > value.first:
        yield value._replace(last=value.first, texts=value.texts[:1])


def _remedy(value: Value, text: str | None = None) -> str:
    """The remedy in the author's own words, cut in the middle where it is long."""
    text = value.joined if text is None else text
    if len(text) > 80:
        text = f"{text[:55].rstrip()} … {text[-15:].lstrip()}"
    return f"Write  {value.label}{quoted(text)}"


def _in_quotes(outline: Outline, value: Value, texts: tuple[str, ...] | None = None) -> dict[int, str]:
    """The lines with the whole value in single quotation marks, where every character stands for itself."""
    texts = value.texts if texts is None else texts
    doubled = [text.replace("'", "''") for text in texts]
    rest = outline.lines[value.first][value.parts.at + len(value.texts[0]) :]
    doubled[0] = outline.lines[value.first][: value.parts.at] + "'" + doubled[0].lstrip()
    doubled[-1] = doubled[-1].rstrip() + "'"
    if rest.strip():
        doubled[0] += " " + rest.lstrip()
    return {value.first + offset: text for offset, text in enumerate(doubled)}


def unknown_escape(outline: Outline, line: int, column: int) -> Iterator[Mistake]:
    r"""``"\*"``: between double quotation marks a backslash must be doubled, unless YAML knows the escape."""
    content = outline.lines[line]
    column = content.rfind("\\", 0, max(column, 0) + 1)
    match = re.compile(r"\\(?:[a-zA-Z]{2,}|.)").match(content, max(column, 0))
    if match is None:
        return
    hint = f"Write  \\{match[0]}  with two backslashes, or put the whole text in single quotation marks."
    value = value_of(outline, line)
    if value is not None and value.first == value.last and "'" not in value.joined and len(value.joined) < 80:
        hint = f"Write  \\{match[0]}  with two backslashes, or  {value.label}'{value.joined[1:-1]}'"
    message = (
        f"'{match[0]}' means nothing inside double quotation marks: there a backslash must be written twice."
    )
    mended = _ESCAPE.sub(lambda escape: escape[0] if escape[1] else "\\\\", content)
    yield Mistake(line, column, message, hint, {line: mended})


def quotation_marks(outline: Outline, line: int) -> Iterator[Mistake]:
    """Text behind the closing mark, marks inside marks, a mark that is never closed."""
    whole = value_of(outline, line)
    if whole is None or whole.texts[0][0] not in "\"'":
        return
    mark = whole.texts[0][0]
    for value in _variants(whole):
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
            text = " ".join(part.strip() for part in raw[1:closing].split("\n"))
            yield Mistake(
                place, at + 1, message, _remedy(value, text), {place: outline.lines[place].rstrip()[:-1]}
            )
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


def _to_quote(
    outline: Outline, value: Value, place: tuple[int, int], message: str, texts: tuple[str, ...] | None = None
) -> Mistake:
    """A mistake that is none once the whole value, or these texts for it, stand in quotation marks."""
    text = None if texts is None else " ".join(part.strip() for part in texts)
    return Mistake(*place, message, _remedy(value, text), _in_quotes(outline, value, texts))


def _never_closed(outline: Outline, value: Value, mark: str) -> Iterator[Mistake]:
    place = value.first, value.parts.at
    message = f"the quotation mark {mark} that opens here is never closed"
    inner = (value.texts[0].lstrip()[1:], *value.texts[1:])
    text = " ".join(part.strip() for part in inner)
    last = outline.lines[value.last].rstrip()
    if last[-1] in "”’“‘»" and len(text) > 1:
        edits = {value.last: last[:-1] + mark}
        yield Mistake(
            *place, f"{message}: {last[-1]} is another character.", _remedy(value, text[:-1]), edits
        )
    if mark == '"' and last.endswith("\\"):
        yield _to_quote(outline, value, place, f"{message}.", inner)
    yield Mistake(*place, f"{message}.", _remedy(value, text), {value.last: last + mark})


def special_start(outline: Outline, line: int) -> Iterator[Mistake]:
    """A value that starts with a character that means something to YAML."""
    whole = value_of(outline, line)
    if whole is None:
        return
    start = whole.texts[0][0]
    if start not in _STARTS or (start == "-" and whole.texts[0][1:2] not in (" ", "")):
        return
    if re.fullmatch(r"[|>][+-]?[1-9]?[+-]?(?:[ \t]+#.*|\s*)", whole.texts[0]):
        return  # as it should be
    if start in "|>" and whole.last > whole.first and whole.texts[0][1:2] == " ":
        texts = (whole.texts[0][1:].lstrip(), *whole.texts[1:])
        message = (
            f"text stands on the same line as {start}: it announces that the text begins on the line below."
        )
        hint = f"Break the line behind  {whole.label}{start}"
        yield Mistake(line, whole.parts.at, message, hint, _in_quotes(outline, whole, texts))
    why = _STARTS[start]
    if whole.texts[0].startswith(("{{", "{%")):
        why = "to YAML it is a mapping, and templates are not filled in here"
    for value in _variants(whole):
        if start != "[" or "]" in value.joined or ("," not in value.joined and len(value.joined) > 1):
            message = f"a value that starts with {start} must be quoted: {why}."
            yield _to_quote(outline, value, (line, value.parts.at), message)


def unclosed_bracket(outline: Outline, line: int) -> Iterator[Mistake]:
    """``[a, b`` without its ``]``."""
    value = value_of(outline, line)
    if value is None or value.texts[0][0] not in "[{":
        return
    opening = value.texts[0][0]
    closing = "]" if opening == "[" else "}"
    goes_on = value.texts[0].rstrip().endswith((",", opening))
    for variant in sorted(_variants(value), key=lambda each: each.last, reverse=goes_on):
        text = variant.joined.rstrip(", ")
        hint = f"Write  {value.label}{text[:80]}{'…' if len(text) > 80 else ''}{closing}"
        edits = {variant.last: outline.lines[variant.last].rstrip().rstrip(",") + closing}
        yield Mistake(line, value.parts.at, f"the {opening} that opens here is never closed.", hint, edits)


def colon_in_text(outline: Outline, line: int) -> Iterator[Mistake]:
    """``title: Foo: a bar``, also where the second colon stands on a later line of the text."""
    value = value_of(outline, line)
    if value is None or not _COLON.search("\n".join(value.texts)):
        owner = _owner(outline, line)
        value = value_of(outline, owner) if owner != line else None
    if value is None or value.texts[0][0] in "\"'[{|>":
        return
    for variant in _variants(value):
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
            variant = variant._replace(
                parts=Parts(parts.indent, parts.dashes, None, text, parts.start, parts.start),
                texts=(text, *variant.texts[1:]),
            )
        yield _to_quote(outline, variant, place, message)


def _owner(outline: Outline, line: int) -> int:
    """The line whose value goes on, indented deeper, on this one."""
    indent = outline.indent(line)
    for above in range(line - 1, max(-1, line - 200), -1):
        parts = parts_of(outline.lines[above])
        if outline.indent(above) >= 0 and (parts.key is not None or parts.dashes) and parts.indent < indent:
            return above
    return line
