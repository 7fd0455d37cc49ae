"""Reads on behind a syntax error: finds the mistake behind what libyaml says, tells it, and mends it or leaves it out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from yaml.error import MarkedYAMLError
from yaml.events import CollectionEndEvent, CollectionStartEvent, StreamEndEvent

from sphinx_academic.formats.yaml import mistakes, quoting
from sphinx_academic.formats.yaml.oddities import MAX_DEPTH, TooDeepError, events_of
from sphinx_academic.formats.yaml.outline import TOP_KEYS, USUAL_KEYS, Mistake, Outline, parts_of
from sphinx_academic.problems import MAX_EXCERPT, Code, Problem, shorten

MAX_MISTAKES = 50
"""Syntax errors told about one file; nothing is read below the last."""
MAX_LINES = 400_000
MAX_CHARACTERS = 20_000_000
"""In a larger text nothing is mended; it is read up to its first mistake."""
_MAX_WINDOW_LINES = 2_000
_MAX_WINDOW_CHARACTERS = 100_000
_MAX_CANDIDATES = 80
_MAX_FIRST_ENTRY = 60

_CONFLICT = re.compile(r"(<{7}|\|{7}|={7}|>{7})(?:[ \t].*)?")
# TeX commands that begin like an escape of YAML 1.2 (section 5.7), so that double quotation marks would swallow
# what stands there: of "\beta" the \b. Of all others YAML itself complains.
_TEX = re.compile(
    r"(?<!\\)\\(?:alpha|approx|acute|beta|bar|bf|big|bm|boldsymbol|begin|vec|varepsilon|varphi|frac|forall|textbf|"
    r"textit|text|times|theta|tau|tilde|nabla|neq|nu|rho|rm|right|rightarrow|epsilon|ell|emph|eta|end|exp|exists)"
    r"(?![a-zA-Z])"
)
_GLUED_DASH = re.compile(r"-(?<![^\n ]-)[A-Za-z_]")
_BACKSLASH = re.compile(r"(\\\\)|\\(?!x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|n[A-Z])(?=[a-zA-Z]{2})")
# Contexts whose beginning says more about the mistake than the place where the parser gave up.
_TELLING_CONTEXTS = re.compile("quoted scalar|simple key|alias|anchor|tag|block scalar|flow|directive")
_PLAIN_WORDS = (
    ("mapping values are not allowed", "a ': ' stands where no key can begin"),
    ("did not find expected key", "expected 'key: value' here"),
    ("did not find expected '-'", "expected a list item, '- …', here"),
    ("could not find expected ':'", "expected 'key: value', and there is no ': '"),
    ("cannot start any token", "no value can begin with this character"),
    ("did not find expected <document start>", "it belongs to nothing above it"),
    ("did not find expected ','", "expected ',' or the end of what the bracket above opens"),
)

_DEEP = "nested too deep"
_DEEP_FOR_LIBYAML = "exceeded maximum nesting depth"
"""From 0.2.6 on libyaml bounds the depth itself, and looks so far ahead that this comes before the events."""


class Trouble(NamedTuple):
    """What libyaml says: where it gave up, what it was doing and where that began. Lines and columns from 0."""

    line: int
    column: int
    problem: str
    context: str = ""
    context_line: int = -1
    context_column: int = -1


def first_trouble(text: str) -> Trouble | None:
    """The first thing that libyaml cannot read, or None where the text is well-formed and of a sensible depth."""
    depth = 0
    try:
        get_event = events_of(text)
        while True:
            event = get_event()
            if isinstance(event, CollectionStartEvent):
                depth += 1
                if depth > MAX_DEPTH:
                    return Trouble(event.start_mark.line, event.start_mark.column, _DEEP)
            elif isinstance(event, CollectionEndEvent):
                depth -= 1
            elif isinstance(event, StreamEndEvent):
                return None
    except Exception as error:
        if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
            return Trouble(0, 0, f"{type(error).__name__}: {error}")
        mark, context = error.problem_mark, error.context_mark
        if error.problem == _DEEP_FOR_LIBYAML:
            return Trouble(mark.line, mark.column, _DEEP)
        began = (context.line, context.column) if context else (-1, -1)
        return Trouble(mark.line, mark.column, str(error.problem or ""), str(error.context or ""), *began)


def keep_commands(text: str, path: str) -> tuple[str, list[Problem]]:
    """The text with the backslashes of TeX doubled that double quotation marks would swallow, and problems."""
    if "\\" not in text or not _TEX.search(text):
        return text, []
    lines = text.split("\n")
    problems: list[Problem] = []
    for number, line in enumerate(lines):
        match = _TEX.search(line)
        if match is None:
            continue
        parts = parts_of(line)
        if parts.value.startswith('"') and match.start() >= parts.at:
            found = match[0]
            message = (
                f"'{found}' is no TeX between double quotation marks: "
                f"YAML reads '{found[:2]}' as a control character. It is kept as written."
            )
            hint = f"Write  \\{found}  with two backslashes, or put the text in single quotation marks."
            problems.append(Problem(path, number + 1, match.start() + 1, Code.SYNTAX, message, hint, line))
            lines[number] = _BACKSLASH.sub(lambda found: found[1] or "\\\\", line)
    return "\n".join(lines), problems


def part_dashes(text: str, path: str) -> tuple[str, list[Problem]]:
    """The text with a space behind the dashes that have none (``-title: A``), which to YAML belong to a key of one entry
    for all; what stands below such an entry's first key goes with it. And the problem, once for the file."""
    if not _GLUED_DASH.search(text) or len(text) > MAX_CHARACTERS:
        return text, []
    lines = text.split("\n")
    glued: list[int] = []
    block = -1  # the column of the key whose text announces itself by | or >
    for number, line in enumerate(lines):
        parts = parts_of(line)
        if block >= 0 and (parts.indent > block or not line.strip()):
            continue
        key = parts.key or ""
        block = parts.start if key and mistakes.BLOCK.fullmatch(parts.value) else -1
        if key[:1] == "-" and key[1:] in USUAL_KEYS and not parts.dashes:
            glued.append(number)
    if not glued:
        return text, []
    mended = lines.copy()
    for number in glued:
        line = mended[number].lstrip(" ")
        indent = len(mended[number]) - len(line)
        mended[number] = f"{' ' * indent}- {line[1:]}"
        shift = 0
        for below in range(number + 1, len(mended)):
            content = mended[below].lstrip(" ")
            if not content or content[0] == "#":
                continue
            depth, parts = len(mended[below]) - len(content), parts_of(content)
            is_beside = depth == indent and parts.is_word and parts.key not in TOP_KEYS
            if depth < indent or (depth == indent and (parts.dashes or not is_beside)):
                break
            shift = shift or indent + 2 - depth
            if not -3 <= shift <= 2 or not shift:
                break
            mended[below] = mistakes.shifted(mended[below], shift)
    now = "\n".join(mended)
    before, after = first_trouble(text), first_trouble(now)
    if after is not None and (before is None or after.line < before.line):
        return text, []
    first, *others = glued
    message = "a space is missing behind the dash of the list item."
    if others:
        many = f"on {len(others)} more lines, down to line {others[-1] + 1}"
        message += f" The same {many if others[1:] else f'on line {others[0] + 1}'}."
    hint = f"Write  {shorten(mended[first].strip(), 80)}"
    column = len(lines[first]) - len(lines[first].lstrip(" ")) + 1
    return now, [Problem(path, first + 1, column, Code.SYNTAX, message, hint, lines[first])]


def recover(text: str, path: str, original: str) -> tuple[str, tuple[Problem, ...]]:
    """Mend a text that libyaml refuses, line by line; behind a mistake only what follows is parsed again.

    Problems show the lines of ``original``, where the text itself has been mended before.
    """
    if len(text) > MAX_CHARACTERS or text.count("\n") > MAX_LINES:
        return text, ()
    lines = text.split("\n")
    originals = original.split("\n")
    problems = _resolve_conflicts(lines, path)
    outline = Outline(lines)
    start = 0
    seen: set[tuple[int, str]] = set()
    for _ in range(2 * MAX_MISTAKES):
        trouble = first_trouble(outline.from_line(start))
        if trouble is None or len(problems) >= MAX_MISTAKES:
            break
        code = Code.LIMIT if trouble.problem == _DEEP else Code.SYNTAX
        line, column, message, hint, edits, _ = _diagnose(outline, trouble)
        outline.replace(edits)
        if (line, message) in seen or not edits:
            # The remedy was none: better to lose the entry than the rest of the file.
            outline.replace(dict.fromkeys(range(*outline.entry(line)), ""))
            continue
        seen.add((line, message))
        excerpt = originals[line]
        column = min(column, len(excerpt)) + 1
        shown = excerpt if len(excerpt) <= MAX_EXCERPT else ""
        problems.append(Problem(path, line + 1, column, code, message, hint, shown))
        # A line above from which parsing gives what it gives from the top: an item, or a key at the margin.
        start = outline.entry(min(edits))[0]
        if start > 0:
            start = outline.entry(outline.last_content(start - 1))[0]
        start = start if outline.is_item(start) else outline.block(start)[0]
    return outline.text, tuple(problems)


def restore(
    text: str, path: str, places: list[tuple[int, int, int]], openers: list[int]
) -> tuple[str, tuple[Problem, ...]]:
    """Mend, if that is sound, what a text says that libyaml can read: begin a list item at each of the keys in ``places``,
    ``(line, column, line of the item around)``, or at the dash above them; and indent the text below the lines
    ``openers``, which announce one."""
    if not places and not openers:
        return text, ()
    lines = text.split("\n")
    outline = Outline(lines)
    problems: list[Problem] = []

    def mend(found: Iterator[Mistake]) -> None:
        for line, column, message, hint, edits, _ in found:
            problems.append(Problem(path, line + 1, column + 1, Code.SYNTAX, message, hint, lines[line]))
            outline.replace(edits)

    for opener in openers:
        if not parts_of(lines[outline.first_below(opener - 1)]).is_word:
            mend(mistakes.unindented_text(outline, opener - 1))
    for line, column, item in places:
        first = parts_of(lines[item - 1]).key
        above = next((number for number in range(line - 2, item - 1, -1) if outline.is_item(number)), item)
        if parts_of(lines[line - 1]).key == first:
            mend(mistakes.lost_dash(outline, line - 1, column - 1, item - 1))
        elif parts_of(lines[above]).key == first:
            mend(mistakes.dash_beside_its_entry(outline, above))
    return (outline.text, tuple(problems)) if problems and first_trouble(outline.text) is None else (text, ())


def _diagnose(outline: Outline, trouble: Trouble) -> Mistake:
    """Find the mistake behind what libyaml says: the first guess that mends the lines around it.

    Where none does, the line or else its entry is left out, whichever is the least that lets the rest be read.
    """
    last = len(outline.lines) - 1
    trouble = trouble._replace(line=min(trouble.line, last), context_line=min(trouble.context_line, last))
    line, window = _window(outline, trouble)
    if trouble.problem == _DEEP:
        message = f"{TooDeepError.MESSAGE}; the entry is left out."
        edits = dict.fromkeys(range(*outline.entry(line)), "")
        return Mistake(line, trouble.column, message, TooDeepError.HINT, edits)
    is_small = sum(len(outline.lines[number]) for number in window) <= _MAX_WINDOW_CHARACTERS
    if is_small and len(window) <= _MAX_WINDOW_LINES:
        found = _first_that_mends(
            outline, window, max(line, trouble.line), _guesses(outline, trouble, line, window)
        )
        if found:
            return found
    return _left_out(outline, trouble, line, window)


def _window(outline: Outline, trouble: Trouble) -> tuple[int, range]:
    """The line to look at first, and the lines of its entry and the one before it."""
    line = outline.last_content(trouble.line)
    if trouble.context_line >= 0 and _TELLING_CONTEXTS.search(trouble.context):
        start, end = outline.entry(trouble.context_line)
        if not start <= line < end:
            return trouble.context_line, range(start, max(end, trouble.line + 1))
    start, end = outline.entry(line)
    if start > 0:
        above = outline.last_content(start - 1)
        start = outline.entry(above)[0]
        head = outline.block(above)[0]
        if outline.is_item(line) and above - head <= _MAX_FIRST_ENTRY:
            # The entry above may be the first of the list, without its dash.
            start = min(start, head)
    # One line more shows whether what comes next still fits.
    return line, range(start, min(end + 1, len(outline.lines)))


def _guesses(outline: Outline, trouble: Trouble, line: int, window: range) -> Iterator[Mistake]:
    """Everything it could be, the likeliest first."""
    if "escape" in trouble.problem or "hexdecimal" in trouble.problem:
        yield from quoting.unknown_escape(outline, trouble.line, trouble.column)
    yield from mistakes.tabs(outline, window)
    yield from mistakes.odd_spaces(outline, window)
    yield from mistakes.block_text(outline, line)
    yield from mistakes.sign(outline, line, "comment")
    yield from mistakes.pasted_bibtex(outline, line)
    upwards = [number for number in range(line, window.start - 1, -1) if outline.indents[number] >= 0]
    near = [line, *upwards[1:40]]
    for number in near[:4]:
        yield from mistakes.sign(outline, number, "dash")
    for number in near[:4]:
        yield from mistakes.dash_beside_its_entry(outline, number)
    yield from mistakes.text_and_list(outline, line)
    yield from mistakes.indented_heading(outline, window.start)
    if outline.lines[window.start].rstrip().endswith(":"):
        yield from mistakes.missing_dash(outline, outline.first_below(window.start), window)
    for number in near:
        yield from quoting.quotation_marks(outline, number)
    # A text that is never closed ends where the next one begins.
    for number in range(max(trouble.context_line, 0), min(window.start, trouble.context_line + 40)):
        yield from quoting.quotation_marks(outline, number)
    for number in near:
        yield from mistakes.sign(outline, number, "colon")
    parts = parts_of(outline.lines[line])
    if parts.key is None or parts.is_word or outline.is_known_key(parts.key):
        for number in near[:4]:
            yield from mistakes.missing_dash(outline, number, window)
        above = [number for number in near[1:] if parts_of(outline.lines[number]).key == parts.key]
        for number in (line, *above[:1], *near[1:4]):
            yield from mistakes.indentation(outline, number, window)
    for number in near[:2]:
        yield from quoting.special_start(outline, number)
        yield from quoting.unclosed_bracket(outline, number)
    yield from quoting.colon_in_text(outline, line)
    for number in near[:6]:
        yield from mistakes.sign(outline, number, "no colon")
    yield from mistakes.stray_text(outline, line)
    for number in near[:6]:
        yield from mistakes.continued_text(outline, number)
    if "simple key" in trouble.context:
        yield from mistakes.stray_line(outline, trouble.context_line)


def _first_that_mends(
    outline: Outline, window: range, reached: int, guesses: Iterator[Mistake]
) -> Mistake | None:
    """The first guess after which the lines are sound, else the first after which the next trouble comes later, or comes
    behind a mistake that is one for sure."""
    helps: Mistake | None = None
    sure: Mistake | None = None
    above = outline.ancestors(window.start)
    for count, guess in enumerate(guesses):
        if count > _MAX_CANDIDATES:
            break
        trouble = _trouble_with(outline, window, above, guess.edits)
        if trouble is None:
            return guess
        if helps is None and trouble > max(reached, guess.line, *guess.edits):
            helps = guess
        if sure is None and guess.is_sure and trouble > max(guess.edits):
            sure = guess
    return helps or sure


def _trouble_with(outline: Outline, window: range, above: list[int], edits: dict[int, str]) -> int | None:
    """The line of the first trouble in the window, and where edits begin above it, once these edits are made."""
    if (first := min(edits, default=window.start)) < window.start:
        window = range(outline.entry(first)[0], window.stop)
        above = outline.ancestors(window.start)
    numbers = [*above, *window]
    found = first_trouble("\n".join(edits.get(number, outline.lines[number]) for number in numbers) + "\n")
    return None if found is None else numbers[min(found.line, len(numbers) - 1)]


def _left_out(outline: Outline, trouble: Trouble, line: int, window: range) -> Mistake:
    column = trouble.column if line == trouble.line else max(outline.indents[line], 0)
    if line == trouble.context_line:
        column = trouble.context_column
    entry = outline.entry(line)
    above = outline.ancestors(window.start)
    edits: dict[int, str] = dict.fromkeys(window, "")
    what = "entries around it are" if entry != (window.start, window.stop) else "entry is"
    for span, name in (((line, line + 1), "line is"), (entry, "entry is")):
        attempt = dict.fromkeys(range(*span), "")
        if len(window) > _MAX_WINDOW_LINES and name != "entry is":
            continue
        trouble_line = _trouble_with(outline, window, above, attempt)
        if trouble_line is None or trouble_line >= span[1] > trouble.line:
            edits, what = attempt, name
            break
    reason = next((words for phrase, words in _PLAIN_WORDS if phrase in trouble.problem), trouble.problem)
    message = f"this line does not fit here: {reason}. The {what} left out."
    hint = "Compare it with the lines around it: indentation, quotation marks, ': ' and '- '."
    return Mistake(line, column, message, hint, edits)


def _resolve_conflicts(lines: list[str], path: str) -> list[Problem]:
    """Blank the marks and the other side of every conflict of ``git merge``; one problem for each."""
    marks = [(number, line[0]) for number, line in enumerate(lines) if _CONFLICT.fullmatch(line)]
    problems: list[Problem] = []
    while marks:
        first = marks[0][0]
        kinds = "".join(kind for _, kind in marks[:4])
        size = next((len(whole) for whole in ("<=>", "<|=>") if kinds.startswith(whole)), 1)
        if size > 1:
            message = "a merge conflict was left in the file; its first side is read, the second is left out."
            hint = "Keep the right lines, and delete the others with the lines <<<<<<<, ======= and >>>>>>>."
        else:
            message = f"a mark of a merge conflict, '{lines[first][:7]}', was left in the file."
            hint = "Delete this line, and look whether the lines around it are those you want."
        problems.append(Problem(path, first + 1, 1, Code.SYNTAX, message, hint, lines[first]))
        for number in (first, *range(marks[min(size, 2) - 1][0], marks[size - 1][0] + 1)):
            lines[number] = ""
        del marks[:size]
    return problems
