"""Lines that stand in the wrong place or lack a sign: indentation, tabs, dashes, colons."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_academic.formats.yaml.yaml_outline import TOP_KEYS, Outline, Parts, parts_of
from sphinx_academic.formats.yaml.yaml_quoting import cut
from sphinx_academic.formats.yaml.yaml_values import Mistake

_TAB = re.compile(r"[ \t]*?\t")
_TAB_BEHIND_DASH = re.compile(r"[ \t]*(?:-[ ]*)+\t")
_STRUCTURE = re.compile(r"[ \t]*(?:-[ \t]|-$|[\w\"'.-][^:]*:(?:\s|$))")
_ODD_SPACE = re.compile("[ \t]*[\u00a0\u2000-\u200b\u3000]")
_MISSING_SPACE = re.compile(r"""(?P<head>[ ]*(?:-[ ]+)*(?P<word>[A-Za-z_][\w-]*)):(?P<rest>(?!//)\S.*)""")
_TIGHT_DASH = re.compile(
    r"""(?P<head>[ ]*-)(?P<more>["'?*]?[ ]?)(?P<word>[A-Za-z_][\w-]*)["']?:(?P<rest>(?:[ ].*)?)"""
)
_OTHER_COLON = re.compile(
    r"(?P<head>[ ]*(?:-[ ]+)*[A-Za-z_][\w-]*)[ ]*(?P<sign>[：﹕=]|;(?=[ ]))[ ]*+(?P<rest>.*)"
)
_MARK = r"""(?P<mark>["'\[\]{}*&!|>%@`,?\\])"""
_STRAY_BEFORE = re.compile(
    rf"(?P<head>[ ]*(?:-[ ]+)*){_MARK}(?P<more>[ ]*(?:-[ ]+)*)(?P<word>[A-Za-z_][\w-]*):(?P<rest>(?:[ ].*)?)"
)
_STRAY_BEHIND = re.compile(rf"(?P<head>[ ]*(?:-[ ]+)*(?P<word>[A-Za-z_][\w-]*):){_MARK}(?P<rest>[ ]+\S.*)")
_TWO_WORDS = re.compile(r"(?P<head>[ ]*(?:-[ ]+)*(?P<word>[A-Za-z_][\w-]*))(?:[ ]+(?P<rest>\S.*))?")


def tabs(outline: Outline, window: range) -> Iterator[Mistake]:
    """Tabs as indentation: one mistake for the whole file, whichever width makes sense of it."""
    first = next((line for line in window if _bad_tab(outline, line)), None)
    if first is None:
        return
    guilty = [
        number
        for number, line in enumerate(outline.lines)
        if "\t" in line and _bad_tab(outline, number) and (number in window or _STRUCTURE.match(line))
    ]
    above = outline.last_content(first - 1) if first else first
    parts = parts_of(outline.lines[above])
    nested = not parts.value or parts.value.startswith("#")
    widths = [2, 4, 8, 1, 3, 6]
    column = outline.lines[first].index("\t")
    others = [number + 1 for number in guilty if number != first]
    more = ""
    if others:
        more = (
            f" The same on line {others[0]}."
            if len(others) == 1
            else f" The same on {len(others)} more lines, down to line {others[-1]}."
        )
    message = f"a tab indents this line; YAML takes only spaces for that.{more}"
    hint = "Replace the tab by spaces, as many as the lines beside it have."
    if others:
        hint = "Replace the tabs by spaces; editors have a command for it ('Convert indentation to spaces')."
    depth = parts.start if not nested else parts.start + 2
    yield Mistake(
        first, column, message, hint, {line: _untabbed(outline.lines[line], None, depth) for line in guilty}
    )
    for width in widths:
        yield Mistake(
            first, column, message, hint, {line: _untabbed(outline.lines[line], width, 0) for line in guilty}
        )


def _bad_tab(outline: Outline, number: int) -> bool:
    line = outline.lines[number]
    return outline.indent(number) >= 0 and bool(_TAB.match(line) or _TAB_BEHIND_DASH.match(line))


def _untabbed(line: str, width: int | None, depth: int) -> str:
    content = line.lstrip(" \t")
    lead = line[: len(line) - len(content)]
    if "\t" in lead:
        lead = " " * depth if width is None else lead.expandtabs(width)
    return lead + re.sub(r"^(-[ ]*)\t[ \t]*", "- ", content)


def odd_spaces(outline: Outline, window: range) -> Iterator[Mistake]:
    """Indentation with no-break or wide spaces, as they come from web pages and word processors."""
    for line in window:
        content = outline.lines[line]
        match = _ODD_SPACE.match(content)
        if match:
            lead = len(content) - len(content.lstrip())
            wide = content[:lead].replace("\u3000", "  ").replace("\u200b", "")
            yield Mistake(
                line,
                match.end() - 1,
                f"a no-break or wide space (U+{ord(content[match.end() - 1]):04X}) indents this line; "
                "YAML takes only ordinary spaces.",
                "Delete the space in front of the text and type it again.",
                {line: re.sub(r"\s", " ", wide) + content[lead:]},
            )


def missing_space(outline: Outline, line: int) -> Iterator[Mistake]:
    """``title:Foo``."""
    match = _MISSING_SPACE.fullmatch(outline.lines[line])
    if match:
        mended = f"{match['head']}: {match['rest']}"
        yield Mistake(
            line,
            match.end("head") + 1,
            f"a space is missing behind the colon of '{match['word']}:'.",
            f"Write  {cut(mended.strip())}",
            {line: mended},
        )


def dash_without_space(outline: Outline, line: int) -> Iterator[Mistake]:
    """``-title: Foo``."""
    match = _TIGHT_DASH.fullmatch(outline.lines[line])
    if match and outline.is_known_key(match["word"]):
        mended = f"{match['head']} {match['word']}:{match['rest']}"
        yield Mistake(
            line,
            match.end("head"),
            "a space belongs behind the dash of a list item, and nothing else before the key.",
            f"Write  {cut(mended.strip())}",
            {line: mended},
        )


def other_colon(outline: Outline, line: int) -> Iterator[Mistake]:
    """``title = Foo`` or ``title：Foo``."""
    content = outline.lines[line]
    match = _OTHER_COLON.fullmatch(content)
    if match:
        mended = f"{match['head']}: {match['rest']}".rstrip()
        yield Mistake(
            line,
            match.start("sign"),
            f"a key ends with ':' and a space; here stands '{match['sign']}'.",
            f"Write  {cut(mended.strip())}",
            {line: mended},
        )


def missing_colon(outline: Outline, line: int) -> Iterator[Mistake]:
    """``title Foo`` where ``title`` is a key elsewhere, or ``media`` alone above its items."""
    content = outline.lines[line]
    match = _TWO_WORDS.fullmatch(content.rstrip(" "))
    if match and (outline.is_known_key(match["word"]) or match["rest"] is None):
        mended = f"{match['head']}: {match['rest'] or ''}".rstrip()
        yield Mistake(
            line,
            match.end("head"),
            f"a colon is missing behind '{match['word']}'.",
            f"Write  {cut(mended.strip())}",
            {line: mended},
        )


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
        mended = outline.lines[other][: head.start] + content
        yield Mistake(
            line,
            parts.start,
            "this line begins a list item, but its dash is missing.",
            f"Write  - {cut(content)}",
            {line: mended},
        )


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
    if parts.key in TOP_KEYS and not parts.dashes:
        usual |= {0}
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
        for end in dict.fromkeys((line + 1, outline.field(line)[1], run_end)):
            edits = {
                number: _shifted(outline.lines[number], shift)
                for number in range(line, min(end, window.stop))
                if outline.indent(number) >= 0
            }
            yield Mistake(line, parts.indent, message, hint, edits)


def _columns_around(
    outline: Outline, line: int, window: range, parts: Parts, usual: frozenset[int]
) -> list[tuple[int, int]]:
    """The columns where keys (for a list item: dashes) start nearby, each with a line that shows it.

    First those where the same key starts elsewhere in the file, then the nearest.
    """
    examples: dict[int, int] = {}
    above = () if parts.dashes else outline.ancestors(window.start)
    for other in (*above, *sorted(window, key=lambda number: abs(number - line))):
        near = parts_of(outline.lines[other])
        if other == line or outline.indent(other) < 0 or (near.key is None and not parts.dashes):
            continue
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


def first_key_of_item(outline: Outline, line: int, window: range) -> Iterator[Mistake]:
    """``-  title: Foo`` with the other keys one column to the left of ``title``."""
    parts = parts_of(outline.lines[line])
    if parts.key is None or parts.dashes:
        return
    for above in range(line - 1, window.start - 1, -1):
        head = parts_of(outline.lines[above])
        if head.dashes and head.key is not None and head.indent < parts.indent != head.start:
            content = outline.lines[above].lstrip()[1:].lstrip()
            mended = " " * head.indent + "-" + " " * (parts.indent - head.indent - 1) + content
            yield Mistake(
                above,
                head.start,
                f"the key '{head.key}' starts in column {head.start + 1}, the keys below it in "
                f"column {parts.indent + 1}.",
                "Let all keys of one entry start in the same column.",
                {above: mended},
            )
            return


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
    depth = parts.start if parts.key is not None else parts.indent
    label = f"'{parts.key}'" if parts.key is not None else "the list item above"
    yield Mistake(
        line,
        outline.indent(line),
        f"this line is no 'key: value'; if it goes on with the text of {label}, it must be indented deeper.",
        f"Indent it by {depth + 2} spaces or more.",
        {line: " " * (depth + 2) + outline.lines[line].lstrip()},
    )


def indented_heading(outline: Outline, window: range) -> Iterator[Mistake]:
    """`` publications:`` as the first line of a file, and its items or the next list at the margin."""
    line = window.start
    parts = parts_of(outline.lines[line])
    if parts.key in TOP_KEYS and not parts.value and parts.start > 0 and not outline.ancestors(line):
        yield Mistake(
            line,
            0,
            f"'{parts.key}' is indented: what stands above all entries begins at the left margin.",
            f"Write  {parts.key}:  without the {_spaces(parts.start)} before it.",
            {line: outline.lines[line].lstrip()},
        )


def stray_text(outline: Outline, line: int) -> Iterator[Mistake]:
    """Words at the left margin above a key, as a page has them above its text."""
    if outline.indent(line) != 0 or parts_of(outline.lines[line]).key is None:
        return
    edits: dict[int, str] = {}
    for number in range(line - 1, -1, -1):
        content = outline.lines[number]
        if outline.indent(number) > 0 or parts_of(content).key is not None or outline.is_item(number):
            break
        if content.startswith(("---", "...", "%")):
            break
        if outline.indent(number) == 0:
            edits[number] = ""
    if edits:
        yield Mistake(
            min(edits),
            0,
            "this line is no 'key: value'; it is left out.",
            "Put a # before it, or delete it.",
            edits,
        )


def percent_comment(outline: Outline, line: int) -> Iterator[Mistake]:
    """``% comment`` at the margin, as in LaTeX."""
    content = outline.lines[line]
    if content.startswith("%"):
        yield Mistake(
            line,
            0,
            "a comment begins with #, not with %.",
            f"Write  #{cut(content[1:])}",
            {line: "#" + content[1:]},
        )
    elif content.startswith("//"):
        yield Mistake(
            line,
            0,
            "a comment begins with #, not with //.",
            f"Write  #{cut(content[2:])}",
            {line: "#" + content[2:]},
        )


def stray_mark(outline: Outline, line: int) -> Iterator[Mistake]:
    """``"media:``, ``[media:`` or ``year:] 2023``."""
    content = outline.lines[line]
    match = _STRAY_BEFORE.fullmatch(content)
    if match and (outline.is_known_key(match["word"]) or not match["rest"]):
        for space in (" ", "") if match["more"] else ("",):
            mended = f"{match['head']}{space}{match['more']}{match['word']}:{match['rest']}"
            yield Mistake(
                line,
                match.start("mark"),
                f"a stray {match['mark']} stands before the key '{match['word']}'.",
                f"Write  {cut(mended.strip())}",
                {line: mended},
            )
    match = _STRAY_BEHIND.fullmatch(content)
    if match:
        mended = match["head"] + match["rest"]
        yield Mistake(
            line,
            match.start("mark"),
            f"a stray {match['mark']} stands behind '{match['word']}:'.",
            f"Write  {cut(mended.strip())}",
            {line: mended},
        )


def text_and_list(outline: Outline, line: int) -> Iterator[Mistake]:
    """``media: none`` with a list or mapping below it."""
    if outline.indent(line) < 0 or line == 0:
        return
    above = outline.last_content(line - 1)
    owner, parts = parts_of(outline.lines[above]), parts_of(outline.lines[line])
    if (
        owner.key is None
        or not owner.value
        or not parts.dashes
        or parts.key is None
        or parts.indent <= owner.start
    ):
        return
    mended = outline.lines[above][: owner.at].rstrip()
    yield Mistake(
        above,
        owner.at,
        f"'{owner.key}' has a text here and a list below; it can have one of them. The list is read.",
        f"Write  {owner.key}:  and nothing behind it, or delete the list.",
        {above: mended},
    )


def block_text(outline: Outline, line: int) -> Iterator[Mistake]:
    """A line below ``abstract: |`` that is indented less than the first line there."""
    for above in range(line - 1, max(-1, line - 300), -1):
        indent = outline.indent(above)
        parts = parts_of(outline.lines[above])
        if (
            indent < 0
            or not re.fullmatch(r"[|>][+-]?[1-9]?[+-]?", parts.value)
            or parts.indent >= outline.indent(line)
        ):
            continue
        first = next((number for number in range(above + 1, line) if outline.indent(number) >= 0), None)
        if first is None:
            return
        depth = outline.indent(first)
        yield Mistake(
            line,
            outline.indent(line),
            f"the text below '{parts.key}: {parts.value}' is indented by {_spaces(depth)}, this "
            "line of it by less.",
            f"Indent it by {_spaces(depth)}.",
            {line: " " * depth + outline.lines[line].lstrip()},
        )
        return


def pasted_bibtex(outline: Outline, line: int) -> Iterator[Mistake]:
    """A BibTeX entry in a YAML file."""
    if not re.match(r"\s*@[A-Za-z]+\s*\{", outline.lines[line]):
        return
    depth = 0
    for number in range(line, min(len(outline.lines), line + 100)):
        depth += outline.lines[number].count("{") - outline.lines[number].count("}")
        if depth <= 0:
            yield Mistake(
                line,
                outline.indent(line),
                "this is BibTeX, not YAML; the entry is left out.",
                "Keep BibTeX in a .bib file, or write the entry as  title: …, author: …, year: …",
                dict.fromkeys(range(line, number + 1), ""),
            )
            return
