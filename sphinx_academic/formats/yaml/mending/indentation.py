"""Lines that stand in the wrong place or lack a sign: indentation, tabs, dashes, colons, comments."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_academic.formats.yaml.mending.outline import TOP_KEYS, Mistake, Outline, Parts, parts_of
from sphinx_academic.problems import shorten

_LEAD = r"(?P<head>[ ]*(?:-[ ]+)*"
_WORD = r"[A-Za-z_][\w-]*"
# A whole line, what is told of it (at the group "sign") and how it is right; the word "known" must be a key elsewhere.
_SIGNS = {
    "comment": ((r"(?P<sign>%|//)(?P<rest>.*)", "a comment begins with #, not with {sign}.", r"#\g<rest>"),),
    "dash": (
        (
            rf"(?P<head>[ ]*-)(?P<sign>)[\"'?*]?[ ]?(?P<known>{_WORD})[\"']?:(?P<rest>(?:[ ].*)?)",
            "a space belongs behind the dash of a list item, and nothing else before the key.",
            r"\g<head> \g<known>:\g<rest>",
        ),
    ),
    "colon": (
        (
            rf"{_LEAD}(?P<word>{_WORD}):)(?P<sign>)(?P<rest>(?!//)\S.*)",
            "a space is missing behind the colon of '{word}:'.",
            r"\g<head> \g<rest>",
        ),
        (
            rf"{_LEAD}{_WORD})[ ]*(?P<sign>[：﹕=]|;(?=[ ]))[ ]*+(?P<rest>.*)",
            "a key ends with ':' and a space; here stands '{sign}'.",
            r"\g<head>: \g<rest>",
        ),
    ),
    "no colon": (
        (
            rf"{_LEAD}(?P<known>{_WORD}))(?P<sign>)[ ]+(?P<rest>\S.*)",
            "a colon is missing behind '{known}'.",
            r"\g<head>: \g<rest>",
        ),
        (rf"{_LEAD}(?P<word>{_WORD}))(?P<sign>)[ ]*", "a colon is missing behind '{word}'.", r"\g<head>:"),
    ),
}
_TAB = re.compile(r"[ \t]*?\t|[ \t]*(?:-[ ]*)+\t")
_ODD_SPACE = re.compile("[ \t]*[\u00a0\u2000-\u200b\u3000]")


def sign(outline: Outline, line: int, what: str) -> Iterator[Mistake]:
    """One sign that is missing or another one: ``title:Foo``, ``title = Foo``, ``-title: Foo``, ``% comment``."""
    content = outline.lines[line].rstrip(" ")
    for pattern, message, right in _SIGNS[what]:
        match = re.fullmatch(pattern, content)
        if match is None or not outline.is_known_key(match.groupdict().get("known", "title")):
            continue
        mended = match.expand(right).rstrip()
        hint = f"Write  {shorten(mended.strip(), 80)}"
        yield Mistake(line, match.start("sign"), message.format(**match.groupdict()), hint, {line: mended})


def tabs(outline: Outline, window: range) -> Iterator[Mistake]:
    """Tabs as indentation: one mistake for the whole file, whichever width makes sense of it."""
    first = next((line for line in window if _has_bad_tab(outline, line)), None)
    if first is None:
        return
    guilty = [
        number for number, line in enumerate(outline.lines) if "\t" in line and _has_bad_tab(outline, number)
    ]
    message = "a tab indents this line; YAML takes only spaces for that."
    hint = "Replace the tab by spaces, as many as the lines beside it have."
    others = [number + 1 for number in guilty if number != first]
    if others:
        where = (
            f"on {len(others)} more lines, down to line {others[-1]}"
            if others[1:]
            else f"on line {others[0]}"
        )
        message += f" The same {where}."
        hint = "Replace the tabs by spaces; editors have a command for it ('Convert indentation to spaces')."
    parts = parts_of(outline.lines[outline.last_content(first - 1) if first else first])
    is_nested = not parts.value or parts.value.startswith("#")
    depth = parts.start + 2 * is_nested
    column = outline.lines[first].index("\t")
    for width in (0, 2, 4, 8, 1, 3, 6):  # first as deep as the line above says
        edits = {line: _untabbed(outline.lines[line], width, depth) for line in guilty}
        yield Mistake(first, column, message, hint, edits)


def _has_bad_tab(outline: Outline, number: int) -> bool:
    return outline.indent(number) >= 0 and _TAB.match(outline.lines[number]) is not None


def _untabbed(line: str, width: int, depth: int) -> str:
    content = line.lstrip(" \t")
    lead = line[: len(line) - len(content)]
    if "\t" in lead:
        lead = lead.expandtabs(width) if width else " " * depth
    return lead + re.sub(r"^(-[ ]*)\t[ \t]*", "- ", content)


def odd_spaces(outline: Outline, window: range) -> Iterator[Mistake]:
    """Indentation with no-break or wide spaces, as they come from web pages and word processors."""
    for line in window:
        content = outline.lines[line]
        match = _ODD_SPACE.match(content)
        if match:
            lead = content[: len(content) - len(content.lstrip())]
            wide = lead.replace("\u3000", "  ").replace("\u200b", "")
            found = f"U+{ord(content[match.end() - 1]):04X}"
            message = (
                f"a no-break or wide space ({found}) indents this line; YAML takes only ordinary spaces."
            )
            hint = "Delete the space in front of the text and type it again."
            edits = {line: re.sub(r"\s", " ", wide) + content[len(lead) :]}
            yield Mistake(line, match.end() - 1, message, hint, edits)


def missing_dash(outline: Outline, line: int, window: range) -> Iterator[Mistake]:
    """A key in the column of the dashes, or of the keys behind them, of the list around it."""
    parts = parts_of(outline.lines[line])
    if parts.key is None or parts.dashes:
        return
    decided = False
    for other in sorted(window, key=lambda number: (number > line, abs(number - line))):
        head = parts_of(outline.lines[other])
        if not head.dashes or head.key is None or not head.indent <= parts.start <= head.start:
            continue
        if other < line and parts.start == head.indent:
            # Only the nearest item above tells: a key it lacks is one of its own, indented too little.
            lacks = parts.key not in _keys_of_item(outline, other, line)
            if decided or lacks:
                decided = True
                continue
        elif parts.key != head.key:
            continue
        content = outline.lines[line].lstrip()
        message = "this line begins a list item, but its dash is missing."
        edits = {line: outline.lines[other][: head.start] + content}
        yield Mistake(line, parts.start, message, f"Write  - {shorten(content, 80)}", edits)


def _keys_of_item(outline: Outline, start: int, end: int) -> set[str]:
    return {key for line in range(start, end) if (key := parts_of(outline.lines[line]).key) is not None}


def indentation(outline: Outline, line: int, window: range) -> Iterator[Mistake]:
    """A key or list item too far to the left or right: tried at the columns of the lines around it."""
    parts = parts_of(outline.lines[line])
    if outline.indent(line) < 0 or (parts.key is None and not parts.dashes):
        return
    if parts.indent == 0 and not parts.value:
        return  # a heading like ``news:`` belongs at the margin
    what = "list item" if parts.dashes else f"key '{parts.key}'"
    alike = "items of one list" if parts.dashes else "keys of one entry"
    hint = f"Indent all {alike} by the same number of spaces."
    run_end = line + 1
    while run_end < window.stop and (
        outline.indent(run_end) < 0
        or outline.indent(run_end) > parts.indent
        or (outline.indent(run_end) == parts.indent and not outline.is_item(run_end))
    ):
        run_end += 1
    usual = outline.columns_of(parts.key) if parts.key is not None else frozenset()
    for column, example in _columns_around(outline, line, window, parts, usual):
        shift = column - parts.indent
        if parts.start in usual and parts.start + shift not in usual:
            continue  # elsewhere in the file it stands where it stands here
        message = f"the {what} is indented too {'far' if shift < 0 else 'little'}: "
        if outline.indent(example) == column:
            message += f"by {_spaces(parts.indent)}, not by {column} as line {example + 1}."
        else:
            starts = f"it starts in column {parts.indent + 1}"
            message += f"{starts}, the one on line {example + 1} in column {column + 1}."
        for end in dict.fromkeys((line + 1, run_end)):
            edits = {
                number: _shifted(outline.lines[number], shift)
                for number in range(line, min(end, window.stop))
                if outline.indent(number) >= 0
            }
            yield Mistake(line, parts.indent, message, hint, edits)


def _columns_around(
    outline: Outline, line: int, window: range, parts: Parts, usual: frozenset[int]
) -> list[tuple[int, int]]:
    """The columns where keys (for a list item: dashes) start nearby, the nearest first, each with a line that shows it."""
    examples: dict[int, int] = {}
    above = () if parts.dashes else outline.ancestors(window.start)
    for other in (*above, *sorted(window, key=lambda number: abs(number - line))):
        near = parts_of(outline.lines[other])
        is_alike = near.dashes if parts.dashes else near.key is not None
        if is_alike and other != line and outline.indent(other) >= 0:
            examples.setdefault(near.indent if parts.dashes else near.start, other)
    examples.pop(parts.indent, None)
    behind = parts.start - parts.indent
    return sorted(
        examples.items(),
        key=lambda item: (item[0] + behind not in usual, abs(item[0] - parts.indent), -item[0]),
    )


def _spaces(count: int) -> str:
    return "1 space" if count == 1 else f"{count} spaces"


def _shifted(line: str, shift: int) -> str:
    if shift >= 0:
        return " " * shift + line
    lead = len(line) - len(line.lstrip(" "))
    return line[min(-shift, lead) :]


def continued_text(outline: Outline, line: int) -> Iterator[Mistake]:
    """A text that goes on at the margin of its key."""
    if outline.indent(line) < 0 or line == 0 or parts_of(outline.lines[line]).is_word:
        return
    above = outline.last_content(line - 1)
    while above > 0:
        parts = parts_of(outline.lines[above])
        if parts.key is not None or parts.dashes:
            break
        above = outline.last_content(above - 1)
    parts = parts_of(outline.lines[above])
    if not parts.value or parts.value[0] in "|>[{" or parts.start < outline.indent(line):
        return
    depth = 2 + (parts.start if parts.key is not None else parts.indent)
    label = f"'{parts.key}'" if parts.key is not None else "the list item above"
    message = (
        f"this line is no 'key: value'; if it goes on with the text of {label}, it must be indented deeper."
    )
    edits = {line: " " * depth + outline.lines[line].lstrip()}
    yield Mistake(line, outline.indent(line), message, f"Indent it by {depth} spaces or more.", edits)


def text_and_list(outline: Outline, line: int) -> Iterator[Mistake]:
    """``media: none`` with a list below it."""
    above = outline.last_content(max(line - 1, 0))
    owner, parts = parts_of(outline.lines[above]), parts_of(outline.lines[line])
    if (
        owner.key is not None
        and owner.value
        and parts.dashes
        and parts.key is not None
        and parts.indent > owner.start
    ):
        message = (
            f"'{owner.key}' has a text here and a list below; it can have one of them. The list is read."
        )
        hint = f"Write  {owner.key}:  and nothing behind it, or delete the list."
        yield Mistake(above, owner.at, message, hint, {above: outline.lines[above][: owner.at].rstrip()})


def indented_heading(outline: Outline, line: int) -> Iterator[Mistake]:
    """`` publications:`` with its items, or the next list, at the margin."""
    parts = parts_of(outline.lines[line])
    if parts.key in TOP_KEYS and not parts.value and parts.start > 0 and not outline.ancestors(line):
        message = f"'{parts.key}' is indented: what stands above all entries begins at the left margin."
        hint = f"Write  {parts.key}:  without the {_spaces(parts.start)} before it."
        yield Mistake(line, 0, message, hint, {line: outline.lines[line].lstrip()})


def stray_text(outline: Outline, line: int) -> Iterator[Mistake]:
    """Words at the left margin above a key, as a page has them above its text."""
    if outline.indent(line) != 0 or parts_of(outline.lines[line]).key is None:
        return
    edits: dict[int, str] = {}
    for number in range(line - 1, -1, -1):
        content = outline.lines[number]
        if re.match(r"\s|- |---|\.\.\.", content) or parts_of(content).key is not None:
            break
        if outline.indent(number) == 0:
            edits[number] = ""
    if edits:
        message = "this line is no 'key: value'; it is left out."
        yield Mistake(min(edits), 0, message, "Put a # before it, or delete it.", edits)


def block_text(outline: Outline, line: int) -> Iterator[Mistake]:
    """A line below ``abstract: |`` that is indented less than the first line there."""
    for above in range(line - 1, max(-1, line - 300), -1):
        parts = parts_of(outline.lines[above])
        if not re.fullmatch(r"[|>][+-]?[1-9]?[+-]?", parts.value) or parts.indent >= outline.indent(line):
            continue
        first = next((number for number in range(above + 1, line) if outline.indent(number) >= 0), None)
        if first is not None:
            depth = outline.indent(first)
            text = f"the text below '{parts.key}: {parts.value}' is indented by {_spaces(depth)}"
            edits = {line: " " * depth + outline.lines[line].lstrip()}
            message = f"{text}, this line of it by less."
            yield Mistake(line, outline.indent(line), message, f"Indent it by {_spaces(depth)}.", edits)
        return


def pasted_bibtex(outline: Outline, line: int) -> Iterator[Mistake]:
    """A BibTeX entry in a YAML file."""
    if not re.match(r"\s*@[A-Za-z]+\s*\{", outline.lines[line]):
        return
    depth = 0
    for number in range(line, min(len(outline.lines), line + 100)):
        depth += outline.lines[number].count("{") - outline.lines[number].count("}")
        if depth <= 0:
            message = "this is BibTeX, not YAML; the entry is left out."
            hint = "Keep BibTeX in a .bib file, or write the entry as  title: …, author: …, year: …"
            yield Mistake(
                line, outline.indent(line), message, hint, dict.fromkeys(range(line, number + 1), "")
            )
            return
