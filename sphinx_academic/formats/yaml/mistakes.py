"""What people write wrong in the lines of YAML, which stand in the wrong place or lack a sign: each function guesses at one
mistake, and says how it is right."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_academic.formats.yaml.outline import TOP_KEYS, USUAL_KEYS, Mistake, Outline, Parts, parts_of
from sphinx_academic.problems import shorten

_LEAD = r"(?P<head>[ ]*(?:-[ ]+)*"
_WORD = r"[A-Za-z_][\w-]*"
# A whole line, what is told of it (at the group "sign") and how it is right; the word "known" must be a key elsewhere.
_SIGNS = {
    "comment": [(r"(?P<sign>%|//)(?P<rest>.*)", "a comment begins with #, not with {sign}.", r"#\g<rest>")],
    "dash": [(
        rf"(?P<head>[ ]*-)(?P<sign>)[\"'?*]?[ ]?(?P<known>{_WORD})[\"']?:(?P<rest>(?:[ ].*)?)",
        "a space belongs behind the dash of a list item, and nothing else before the key.",
        r"\g<head> \g<known>:\g<rest>",
    )],
    "colon": [
        (
            rf"{_LEAD}(?P<word>{_WORD}):)(?P<sign>)(?P<rest>(?!//)\S.*)",
            "a space is missing behind the colon of '{word}:'.", r"\g<head> \g<rest>",
        ),
        (
            rf"{_LEAD}{_WORD})[ ]*(?P<sign>[：﹕=]|;(?=[ ]))[ ]*+(?P<rest>.*)",
            "a key ends with ':' and a space; here stands '{sign}'.", r"\g<head>: \g<rest>",
        ),
    ],
    "no colon": [
        (
            rf"{_LEAD}(?P<known>{_WORD}))(?P<sign>)[ ]+(?P<rest>\S.*)",
            "a colon is missing behind '{known}'.", r"\g<head>: \g<rest>",
        ),
        (rf"{_LEAD}(?P<word>{_WORD}))(?P<sign>)[ ]*", "a colon is missing behind '{word}'.", r"\g<head>:"),
    ],
}  # fmt: skip
_KEY = re.compile(_WORD)
_TAB = re.compile(r"[ \t]*?\t|[ \t]*(?:-[ ]*)+\t")
_ODD_SPACE = re.compile("[ \t]*[\u00a0\u2000-\u200b\u3000]")
_FARTHEST = 3
"""Columns that a dash stands beside its place."""
BLOCK = re.compile(r"[|>][+-]?[1-9]?[+-]?")


def sign(outline: Outline, line: int, what: str) -> Iterator[Mistake]:
    """One sign that is missing or another one: ``title:Foo``, ``title = Foo``, ``-title: Foo``, ``% comment``."""
    content = outline.lines[line].rstrip(" ")
    for pattern, message, right in _SIGNS[what]:
        match = re.fullmatch(pattern, content)
        if match and outline.is_known_key(match.groupdict().get("known", "title")):
            mended = match.expand(right).rstrip()
            if mended == content:
                continue
            hint = f"Write  {shorten(mended.strip(), 80)}"
            yield Mistake(
                line, match.start("sign"), message.format(**match.groupdict()), hint, {line: mended}
            )


def tabs(outline: Outline, window: range) -> Iterator[Mistake]:
    """Tabs as indentation: one mistake for the whole file, whichever width makes sense of it."""

    def is_guilty(line: int) -> bool:
        return outline.indents[line] >= 0 and _TAB.match(outline.lines[line]) is not None

    first = next(filter(is_guilty, window), None)
    if first is None:
        return
    guilty = [number for number, line in enumerate(outline.lines) if "\t" in line and is_guilty(number)]
    message = "a tab indents this line; YAML takes only spaces for that."
    hint = "Replace the tab by spaces, as many as the lines beside it have."
    others = [number + 1 for number in guilty if number != first]
    if others:
        many = f"on {len(others)} more lines, down to line {others[-1]}"
        message += f" The same {many if others[1:] else f'on line {others[0]}'}."
        hint = "Replace the tabs by spaces; editors have a command for it ('Convert indentation to spaces')."
    parts = parts_of(outline.lines[outline.last_content(first - 1) if first else first])
    depth = parts.start + (2 if not parts.value or parts.value.startswith("#") else 0)

    def untabbed(line: str, width: int) -> str:
        content = line.lstrip(" \t")
        lead = line[: len(line) - len(content)]
        if "\t" in lead:
            lead = lead.expandtabs(width) if width else " " * depth
        return lead + re.sub(r"^(-[ ]*)\t[ \t]*", "- ", content)

    for width in (0, 2, 4, 8, 1, 3, 6):  # first as deep as the line above says
        edits = {line: untabbed(outline.lines[line], width) for line in guilty}
        yield Mistake(first, outline.lines[first].index("\t"), message, hint, edits)


def odd_spaces(outline: Outline, window: range) -> Iterator[Mistake]:
    """Indentation with no-break or wide spaces, as they come from web pages and word processors."""
    for line in window:
        content = outline.lines[line]
        match = _ODD_SPACE.match(content)
        if match:
            text = content.lstrip()
            lead = content[: len(content) - len(text)].replace("\u3000", "  ").replace("\u200b", "")
            found = f"U+{ord(match[0][-1]):04X}"
            message = (
                f"a no-break or wide space ({found}) indents this line; YAML takes only ordinary spaces."
            )
            hint = "Delete the space in front of the text and type it again."
            yield Mistake(line, match.end() - 1, message, hint, {line: re.sub(r"\s", " ", lead) + text})


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
            if decided or parts.key not in {parts_of(text).key for text in outline.lines[other:line]}:
                decided = True
                continue
        elif parts.key != head.key:
            continue
        content = outline.lines[line].lstrip()
        edits = {line: outline.lines[other][: head.start] + content}
        message = "this line begins a list item, but its dash is missing."
        yield Mistake(line, parts.start, message, f"Write  - {shorten(content, 80)}", edits)


def dash_beside_its_entry(outline: Outline, line: int) -> Iterator[Mistake]:
    """A dash whose key does not stand in the column of the keys below it, which belong to the same entry."""
    item, number = parts_of(outline.lines[line]), outline.first_below(line)
    below = parts_of(outline.lines[number])
    shift = below.start - item.start
    is_entry = item.dashes and item.is_word and item.value and below.is_word and not below.dashes
    if (
        not is_entry
        or not 0 < abs(shift) <= _FARTHEST
        or item.indent + shift < 0
        or outline.indents[number] < 0
    ):
        return
    here, there = (
        sum(_is_aligned(outline, other, item) for other in outline.items_beside(line, column))
        for column in (item.indent, item.indent + shift)
    )
    if here > there:
        return  # it is the key below that stands beside its column
    message = (
        f"the list item is indented too {'far' if shift < 0 else 'little'}: its '{item.key}' starts in column {item.start + 1}, "
        f"'{below.key}' below it in column {below.start + 1}."
    )
    target = item.indent + shift
    edits = {line: shifted(outline.lines[line], shift)}
    if others := _entries_below_empty_keys(outline, line, item.key, target, edits):
        message += f" The same on line {', '.join(str(other + 1) for other in others)}."
    hint = f"Indent the dash by {_spaces(target)}." if target else "Begin the line with the dash."
    yield Mistake(line, item.indent, message, hint, edits)


def _is_aligned(outline: Outline, line: int, like: Parts) -> bool:
    """Whether an item begins with the same key as another, and the key below stands in the column of that."""
    item, below = parts_of(outline.lines[line]), parts_of(outline.lines[outline.first_below(line)])
    return item.key == like.key and below.is_word and not below.dashes and below.start == item.start


def _entries_below_empty_keys(
    outline: Outline, line: int, key: str | None, target: int, edits: dict[int, str]
) -> list[int]:
    """Further entries that would be swallowed by an empty key above them; ``edits`` are made to them, too."""
    found = []
    for number in range(line + 1, min(line + 100, len(outline.lines))):
        item = parts_of(outline.lines[number])
        if not item.dashes or item.key != key or not 0 < abs(item.indent - target) <= _FARTHEST:
            continue
        above = parts_of(outline.lines[outline.last_content(number - 1)])
        if above.is_word and not above.value and not above.dashes and item.indent >= above.start:
            found.append(number)
            for other in range(number, len(outline.lines)):
                if other > number and 0 <= outline.indents[other] <= item.indent:
                    break
                if outline.indents[other] >= 0:
                    edits[other] = shifted(outline.lines[other], target - item.indent)
    return found


def lost_dash(outline: Outline, line: int, column: int, item: int) -> Iterator[Mistake]:
    """A key that comes a second time in an item, where the next one begins."""
    content, lead = outline.lines[line], outline.lines[item][:column]
    if content[:column].strip() or not lead.rstrip().endswith("-"):
        return
    key = content[column:].split(":")[0]
    message = (
        f"'{key}' stands a second time in the entry that begins on line {item + 1}, and so do other keys: "
        "the dash of a new entry is missing here. It is read as one."
    )
    hint = f"Write  - {shorten(content.strip(), 80)}"
    yield Mistake(line, column, message, hint, {line: lead + content[column:]})


def indentation(outline: Outline, line: int, window: range) -> Iterator[Mistake]:
    """A key or list item too far to the left or right: tried at the columns of the lines around it."""
    parts = parts_of(outline.lines[line])
    if outline.indents[line] < 0 or (parts.key is None and not parts.dashes):
        return
    if parts.indent == 0 and not parts.value:
        return  # a heading like ``news:`` belongs at the margin
    if parts.dashes and any(
        parts_of(outline.lines[other]).key == parts.key for other in outline.items_beside(line, parts.indent)
    ):
        return  # the items beside it say that it stands where it should
    what = "list item" if parts.dashes else f"key '{parts.key}'"
    hint = f"Indent all {'items of one list' if parts.dashes else 'keys of one entry'} by the same number of spaces."
    run_end = line + 1  # the line and what belongs to it
    while run_end < window.stop and (
        outline.indents[run_end] < 0
        or outline.indents[run_end] > parts.indent
        or (outline.indents[run_end] == parts.indent and not outline.is_item(run_end))
    ):
        if parts.dashes and outline.is_item(run_end) and parts_of(outline.lines[run_end]).key == parts.key:
            break  # the next entry
        run_end += 1
    is_field = not parts.dashes and parts.key in USUAL_KEYS - TOP_KEYS
    for column, example in _columns_around(outline, line, window, parts):
        if column == 0 and is_field and outline.has_items(line):
            continue  # it would be no field of anything
        shift = column - parts.indent
        message = f"the {what} is indented too {'far' if shift < 0 else 'little'}: "
        if outline.indents[example] == column:
            message += f"by {_spaces(parts.indent)}, not by {column} as line {example + 1}."
        else:
            starts = f"it starts in column {parts.indent + 1}"
            message += f"{starts}, the one on line {example + 1} in column {column + 1}."
        # Keys in the column of the one behind the dash belong to it.
        below = parts_of(outline.lines[outline.first_below(line)])
        ends = (run_end, line + 1) if parts.dashes and below.start == parts.start else (line + 1, run_end)
        for end in dict.fromkeys(ends):
            edits = {
                number: shifted(outline.lines[number], shift)
                for number in range(line, end)
                if outline.indents[number] >= 0
            }
            yield Mistake(line, parts.indent, message, hint, edits)


def _columns_around(outline: Outline, line: int, window: range, parts: Parts) -> list[tuple[int, int]]:
    """The columns where keys (for a list item: dashes) start nearby, the nearest first, each with a line that shows it."""
    examples: dict[int, int] = {}
    alike: set[int] = set()
    above = () if parts.dashes else outline.ancestors(window.start)
    for other in (*above, *sorted(window, key=lambda number: abs(number - line))):
        near = parts_of(outline.lines[other])
        is_alike = near.dashes if parts.dashes else near.key is not None
        if is_alike and other != line and outline.indents[other] >= 0:
            column = near.indent if parts.dashes else near.start
            examples.setdefault(column, other)
            if near.key == parts.key:
                alike.add(column)
    examples.pop(parts.indent, None)
    # Entries of one list begin with the same key, most of them.
    return sorted(
        examples.items(),
        key=lambda item: (bool(parts.dashes) and item[0] not in alike, abs(item[0] - parts.indent), -item[0]),
    )


def _spaces(count: int) -> str:
    return "1 space" if count == 1 else f"{count} spaces"


def shifted(line: str, shift: int) -> str:
    """A line further to the right, or to the left as far as it has spaces in front."""
    lead = len(line) - len(line.lstrip(" "))
    return " " * shift + line[min(max(-shift, 0), lead) :]


def continued_text(outline: Outline, line: int) -> Iterator[Mistake]:
    """A text that goes on at the margin of its key."""
    if outline.indents[line] < 0 or line == 0 or parts_of(outline.lines[line]).is_word:
        return
    above = outline.last_content(line - 1)
    while (parts := parts_of(outline.lines[above])).key is None and not parts.dashes and above > 0:
        above = outline.last_content(above - 1)
    if not parts.value or parts.value[0] in "|>[{" or parts.start < outline.indents[line]:
        return
    depth = 2 + (parts.start if parts.key is not None else parts.indent)
    label = f"'{parts.key}'" if parts.key is not None else "the list item above"
    message = (
        f"this line is no 'key: value'; if it goes on with the text of {label}, it must be indented deeper."
    )
    edits = {line: " " * depth + outline.lines[line].lstrip()}
    yield Mistake(line, outline.indents[line], message, f"Indent it by {depth} spaces or more.", edits)


def text_and_list(outline: Outline, line: int) -> Iterator[Mistake]:
    """``media: none`` with a list below it."""
    above = outline.last_content(line - 1)
    owner, parts = parts_of(outline.lines[above]), parts_of(outline.lines[line])
    has_list = parts.dashes and parts.key is not None and parts.indent > owner.start
    if owner.key is not None and owner.value and has_list:
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
    if outline.indents[line] != 0 or parts_of(outline.lines[line]).key is None:
        return
    edits: dict[int, str] = {}
    for number in range(line - 1, -1, -1):
        content = outline.lines[number]
        if re.match(r"\s|- |---|\.\.\.", content) or parts_of(content).key is not None:
            break
        if outline.indents[number] == 0:
            edits[number] = ""
    if edits:
        message = "this line is no 'key: value'; it is left out."
        yield Mistake(min(edits), 0, message, "Put a # before it, or delete it.", edits)


def stray_line(outline: Outline, line: int) -> Iterator[Mistake]:
    """A line between the keys of an entry that is none."""
    parts = parts_of(outline.lines[line])
    if parts.key is None and not parts.dashes and outline.indents[line] >= 0:
        message = "this line is no 'key: value'; it is left out."
        hint = "Put it into the value above, or delete it."
        yield Mistake(line, outline.indents[line], message, hint, {line: ""})


def block_text(outline: Outline, line: int) -> Iterator[Mistake]:
    """Text below ``abstract: |`` that is indented less than its first line, or not deeper than its key."""
    if _begins_field(outline, line):
        line = outline.last_content(line - 1)  # the parser looks for the colon of the line above
    if _begins_field(outline, line):
        return
    for above in range(line - 1, max(-1, line - 300), -1):
        parts = parts_of(outline.lines[above])
        if BLOCK.fullmatch(parts.value):
            yield from _text_below(outline, above, parts, line)
            return
        if _begins_field(outline, above):
            return


def _text_below(outline: Outline, opener: int, parts: Parts, line: int) -> Iterator[Mistake]:
    first, least = outline.first_below(opener), outline.indents[line]
    if first < line and least < outline.indents[first] and outline.indents[first] > parts.start:
        depth = _spaces(outline.indents[first])
        edits = {line: " " * outline.indents[first] + outline.lines[line].lstrip()}
        message = (
            f"the text below '{parts.key}: {parts.value}' is indented by {depth}, this line of it by less."
        )
        yield Mistake(line, least, message, f"Indent it by {depth}.", edits)
    else:
        yield from unindented_text(outline, opener)


def unindented_text(outline: Outline, opener: int) -> Iterator[Mistake]:
    """The text below ``abstract: |`` in the column of the key, or further to the left."""
    parts, first = parts_of(outline.lines[opener]), outline.first_below(opener)
    last = len(outline.lines)
    end = next((number for number in range(first, last) if _begins_field(outline, number)), last)
    indents = [indent for indent in outline.indents[first:end] if indent >= 0]
    if first <= opener or not indents or min(indents) > parts.start:
        return
    lines = enumerate(outline.lines[first:end], first)
    edits = {opener: outline.lines[opener]}  # without it nobody sees that this is a text
    edits |= {number: " " * (parts.start + 2 - min(indents)) + text for number, text in lines if text.strip()}
    message = f"the text below '{parts.key}: {parts.value}' is not indented deeper than '{parts.key}'."
    hint = f"Indent all of it by {_spaces(parts.start + 2)} or more."
    yield Mistake(first, outline.indents[first], message, hint, edits)


def _begins_field(outline: Outline, number: int) -> bool:
    """Whether an entry, or a field that data have, begins on a line."""
    parts = parts_of(outline.lines[number])
    key = (parts.key or "").removeprefix("-")  # -title: has a mistake of its own
    return _KEY.fullmatch(key) is not None and outline.indents[number] >= 0 and outline.is_known_key(key)


def pasted_bibtex(outline: Outline, line: int) -> Iterator[Mistake]:
    """A BibTeX entry in a YAML file."""
    if not re.match(r"\s*@[A-Za-z]+\s*\{", outline.lines[line]):
        return
    depth = 0
    for number, content in enumerate(outline.lines[line : line + 100], line):
        depth += content.count("{") - content.count("}")
        if depth <= 0:
            message = "this is BibTeX, not YAML; the entry is left out."
            hint = "Keep BibTeX in a .bib file, or write the entry as  title: …, author: …, year: …"
            edits = dict.fromkeys(range(line, number + 1), "")
            yield Mistake(line, outline.indents[line], message, hint, edits)
            return
