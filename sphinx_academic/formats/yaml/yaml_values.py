"""Values that lack quotation marks, or have too many of them: what is meant, and how to write it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sphinx_academic.formats.yaml.yaml_outline import Outline, Parts, parts_of
from sphinx_academic.formats.yaml.yaml_quoting import cut, quoted


class Mistake(NamedTuple):
    """A guess at what is wrong: the place (from 0), the words for it, and the lines that would be right."""

    line: int
    column: int
    message: str
    hint: str
    edits: dict[int, str]


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
    "?": "to YAML '? ' begins a key",
    ":": "to YAML ': ' divides a key from its value",
    ",": "to YAML a comma divides the items of a list",
    "]": "to YAML it ends a list",
    "}": "to YAML it ends a mapping",
}
_TYPOGRAPHIC = "“”„‟«»‘’"
_COLON = re.compile(r":(?=\s|$)")
_DOUBLE_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*(")', re.DOTALL)
_SINGLE_QUOTED = re.compile(r"'(?:[^']|'')*(')")
_KNOWN_ESCAPE = re.compile(r"""\\(?:[ 0abtnvfre"/\\N_LP]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})""")
_COMMAND = re.compile(r"\\[a-zA-Z]{2,}")


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
    texts = [outline.lines[number][parts.at :]]
    texts.extend(outline.lines[number + 1 : last + 1])
    if last == number and not parts.value.startswith(('"', "'")):
        # What follows ' #' is a comment, also to the author.
        texts[0] = re.split(r"[ \t]#", texts[0])[0]
    return Value(number, last, parts, tuple(texts))


def only_first_line(value: Value) -> Value:
    """The same value as if it ended on its first line."""
    return value._replace(last=value.first, texts=value.texts[:1])


def write(value: Value, text: str | None = None) -> str:
    """The remedy in the author's own words, cut in the middle where it is long."""
    text = value.joined if text is None else text
    if len(text) > 80:
        text = f"{text[:55].rstrip()} … {text[-15:].lstrip()}"
    return f"Write  {value.label}{quoted(text)}"


def in_quotes(outline: Outline, value: Value, texts: tuple[str, ...] | None = None) -> dict[int, str]:
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
    column = min(max(column, 0), len(content))
    column = max(content.rfind("\\", 0, column + 1), 0)
    if content[column : column + 1] != "\\":
        return

    mended = re.sub(r"\\(?:\\|[a-zA-Z]{2,}|.)", lambda match: _doubled(match.group()), content)
    shown = content[column : column + 2]
    command = _COMMAND.match(content, column)
    if command:
        shown = command.group()
    hint = f"Write  \\{shown}  with two backslashes, or put the whole text in single quotation marks."
    value = value_of(outline, line)
    if value is not None and value.first == value.last and "'" not in value.joined and len(value.joined) < 80:
        hint = f"Write  \\{shown}  with two backslashes, or  {value.label}'{value.joined[1:-1]}'"
    yield Mistake(
        line,
        column,
        f"'{shown}' means nothing inside double quotation marks: there a backslash must be written twice.",
        hint,
        {line: mended},
    )


def _doubled(escape: str) -> str:
    """A backslash that YAML would not understand, or that begins a TeX command, twice."""
    if _KNOWN_ESCAPE.fullmatch(escape[:2]) and len(escape) == 2:
        return escape
    if _KNOWN_ESCAPE.match(escape) and escape[1] in "xuU" and re.match(r"\\[xuU][0-9a-fA-F]{2}", escape):
        return escape
    if escape[1] == "n" and len(escape) > 2 and escape[2].isupper():
        return escape  # a line break before a word, rather than a TeX command
    return "\\" + escape


def quotation_marks(outline: Outline, line: int) -> Iterator[Mistake]:
    """Text behind the closing mark, marks inside marks, a mark that is never closed."""
    whole = value_of(outline, line)
    if whole is None or whole.texts[0][0] not in "\"'":
        return
    mark = whole.texts[0][0]
    for value in (whole, only_first_line(whole)) if whole.last > whole.first else (whole,):
        raw = "\n".join(value.texts).rstrip()
        closing = _closing(raw, mark)
        if closing < 0:
            yield from _never_closed(outline, value, mark)
            continue
        rest = raw[closing + 1 :]
        if not rest.strip() or re.match(r"[ \t]+#", rest) or rest.lstrip(" \t").startswith("\n"):
            continue
        at = closing if "\n" not in raw[:closing] else closing - raw.rindex("\n", 0, closing) - 1
        place = value.first + raw.count("\n", 0, closing)
        if place == value.first:
            at += value.parts.at
        if rest.rstrip() in (",", ";"):
            yield Mistake(
                place,
                at + 1,
                f"a '{rest[0]}' stands behind the closing quotation mark; in YAML a line needs "
                "none at its end.",
                write(value, " ".join(part.strip() for part in _inside(value, raw[: closing + 1]))),
                {place: outline.lines[place].rstrip()[:-1]},
            )
        if re.match(r"[ \t]*,[ \t]*[\"']", rest) and "\n" not in raw:
            lead = outline.lines[value.first][: value.parts.at]
            yield Mistake(
                place,
                at + 1,
                "several texts in quotation marks make a list, and a list needs brackets.",
                f"Write  {value.label}[{cut(raw)}]",
                {value.first: f"{lead}[{raw}]"},
            )
        if raw.endswith(mark) and len(raw) > 1 and not raw.endswith("\\" + mark):
            inner = _inside(value, raw)
            if mark == '"':
                edits = _escaped(outline, value)
                message = "quotation marks inside quotation marks: to YAML the text ends here."
            else:
                edits = in_quotes(outline, value, inner)
                message = "an apostrophe inside single quotation marks: to YAML the text ends here."
            yield Mistake(place, at, message, write(value, " ".join(part.strip() for part in inner)), edits)
        elif mark == "'" and rest[0].isalnum():
            # 'Don't panic: the closing mark is missing, and the apostrophe has been taken for it.
            inner = (*value.texts[:-1], value.texts[-1].rstrip())
            inner = (inner[0].lstrip()[1:], *inner[1:])
            yield Mistake(
                value.first,
                value.parts.at,
                "the quotation mark that opens here is never closed; the apostrophe behind it "
                "is taken for its end.",
                write(value, " ".join(part.strip() for part in inner)),
                in_quotes(outline, value, inner),
            )
        else:
            yield Mistake(
                place,
                at + 1,
                "text stands behind the closing quotation mark: to YAML the value ends with the "
                f"{mark} before it.",
                write(value),
                in_quotes(outline, value),
            )


def _never_closed(outline: Outline, value: Value, mark: str) -> Iterator[Mistake]:
    last = value.texts[-1].rstrip()
    if last[-1] in "”’“‘»" and len(value.joined) > 2:
        texts = (*value.texts[:-1], last[:-1])
        text = " ".join(part.strip() for part in texts)[1:]
        yield Mistake(
            value.first,
            value.parts.at,
            f"the quotation mark {mark} that opens here is never closed: {last[-1]} is another character.",
            write(value, text),
            {value.last: outline.lines[value.last].rstrip()[:-1] + mark},
        )
    inner = (value.texts[0].lstrip()[1:], *value.texts[1:])
    edits = {value.last: outline.lines[value.last].rstrip() + mark}
    if mark == '"' and edits[value.last].endswith('\\"'):
        edits = in_quotes(outline, value, inner)
    yield Mistake(
        value.first,
        value.parts.at,
        f"the quotation mark {mark} that opens here is never closed.",
        write(value, " ".join(part.strip() for part in inner)),
        edits,
    )


def _closing(raw: str, mark: str) -> int:
    """Where the text in quotation marks ends, or -1."""
    match = _DOUBLE_QUOTED.match(raw) if mark == '"' else _SINGLE_QUOTED.match(raw)
    return match.start(1) if match else -1


def _inside(value: Value, raw: str) -> tuple[str, ...]:
    inner = raw[1:-1]
    inner = (
        inner.replace('\\"', '"').replace("\\\\", "\\")
        if raw[0] == '"'
        else inner.replace("''", "'").replace("\\'", "'")
    )
    return tuple(inner.split("\n"))


def _escaped(outline: Outline, value: Value) -> dict[int, str]:
    raw = "\n".join(value.texts).rstrip()
    inner = re.sub(r'\\.|"', lambda found: '\\"' if found.group() == '"' else found.group(), raw[1:-1])
    lines = f'"{inner}"'.split("\n")
    lines[0] = outline.lines[value.first][: value.parts.at] + lines[0]
    return {value.first + offset: text for offset, text in enumerate(lines)}


def value_of_first_line(value: Value) -> str:
    """Its first line without a comment."""
    return re.split(r"[ \t]#", value.texts[0])[0].strip()


def special_start(outline: Outline, line: int) -> Iterator[Mistake]:
    """A value that starts with a character that means something to YAML."""
    whole = value_of(outline, line)
    if whole is None:
        return
    start = whole.texts[0][0]
    if start not in _STARTS or (start in "-?:" and whole.texts[0][1:2] not in (" ", "")):
        return
    if start in "|>" and re.fullmatch(r"[|>][+-]?[1-9]?[+-]?", value_of_first_line(whole)):
        return  # as it should be
    if start in "|>" and whole.last > whole.first and whole.texts[0][1:2] == " ":
        texts = (whole.texts[0][1:].lstrip(), *whole.texts[1:])
        yield Mistake(
            line,
            whole.parts.at,
            f"text stands on the same line as {start}: it announces that the text begins on the line below.",
            f"Break the line behind  {whole.label}{start}",
            in_quotes(outline, whole, texts),
        )
    why = _STARTS[start]
    if whole.texts[0].startswith(("{{", "{%")):
        why = "to YAML it is a mapping, and templates are not filled in here"
    for value in (whole, only_first_line(whole)) if whole.last > whole.first else (whole,):
        if start == "[" and "]" not in value.joined and ("," in value.joined or len(value.joined) == 1):
            continue
        message = f"a value that starts with {start} must be quoted: {why}."
        yield Mistake(line, value.parts.at, message, write(value), in_quotes(outline, value))


def unclosed_bracket(outline: Outline, line: int) -> Iterator[Mistake]:
    """``[a, b`` without its ``]``."""
    value = value_of(outline, line)
    if value is None or value.texts[0][0] not in "[{":
        return
    opening = value.texts[0][0]
    closing = "]" if opening == "[" else "}"
    first = only_first_line(value)
    goes_on = value.texts[0].rstrip().endswith((",", opening))
    for variant in (value, first) if goes_on else (first, value):
        text = variant.joined.rstrip(", ")
        yield Mistake(
            line,
            value.parts.at,
            f"the {opening} that opens here is never closed.",
            f"Write  {value.label}{text[:80]}{'…' if len(text) > 80 else ''}{closing}",
            {variant.last: outline.lines[variant.last].rstrip().rstrip(",") + closing},
        )


def colon_in_text(outline: Outline, line: int, column: int) -> Iterator[Mistake]:
    """``title: Foo: a bar``, also where the second colon stands on a later line of the text."""
    owner = line
    value = value_of(outline, line)
    if value is None or not _COLON.search("\n".join(value.texts)):
        owner = _owner(outline, line)
        value = value_of(outline, owner) if owner != line else None
    if value is None or value.texts[0][0] in "\"'[{|>":
        return
    for variant in (value, only_first_line(value)) if value.last > value.first else (value,):
        place = next(
            (
                (variant.first + offset, match.start() + (variant.parts.at if offset == 0 else 0))
                for offset, text in enumerate(variant.texts)
                if (match := _COLON.search(text))
            ),
            None,
        )
        if place is None:
            continue
        if variant.texts[0][0] in _TYPOGRAPHIC:
            message = (
                f"the marks {variant.texts[0][0]}…{variant.texts[0].rstrip()[-1]} do not quote in YAML, "
                "and a text with ': ' in it must be quoted."
            )
        else:
            message = "a text with ': ' in it must be quoted: YAML takes what stands before it for a key."
        if (
            variant.parts.key is not None
            and variant.parts.dashes
            and not _stands_for_a_field(outline, variant)
        ):
            text = f"{variant.parts.key}: {variant.joined}"
            lead = outline.lines[owner][: variant.parts.start]
            as_text = Value(
                owner,
                variant.last,
                Parts(variant.parts.indent, variant.parts.dashes, None, text, len(lead), len(lead)),
                (outline.lines[owner][len(lead) :].rstrip(), *variant.texts[1:]),
            )
            yield Mistake(*place, message, write(as_text), in_quotes(outline, as_text))
        yield Mistake(*place, message, write(variant), in_quotes(outline, variant))


def _stands_for_a_field(outline: Outline, value: Value) -> bool:
    """Whether ``- Foo: …`` begins a mapping: the items beside it have keys as well, or else its key is
    one word."""
    for step in (-1, 1):
        line = value.first + step
        while 0 <= line < len(outline.lines) and (
            outline.indent(line) > value.parts.indent or outline.indent(line) < 0
        ):
            line += step
        if (
            0 <= line < len(outline.lines)
            and outline.is_item(line)
            and outline.indent(line) == value.parts.indent
        ):
            beside = parts_of(outline.lines[line])
            return beside.key is not None and (value.parts.is_word or " " not in beside.key)
    return value.parts.is_word


def _owner(outline: Outline, line: int) -> int:
    """The line whose value goes on, indented deeper, on this one."""
    indent = outline.indent(line)
    for above in range(line - 1, max(-1, line - 200), -1):
        if outline.indent(above) < 0:
            continue
        parts = parts_of(outline.lines[above])
        if (parts.key is not None or parts.dashes) and parts.indent < indent:
            return above
        if outline.indent(above) < indent and parts.key is None and not parts.dashes:
            continue
    return line
