"""Reads on behind a syntax error: finds the mistake behind what libyaml says, tells it, and mends it or leaves it out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_academic.formats.yaml.libyaml import DEEP, TooDeepError, Trouble, first_trouble, is_sound
from sphinx_academic.formats.yaml.mending import indentation, quotation
from sphinx_academic.formats.yaml.mending.outline import Mistake, Outline, parts_of
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

# Contexts whose beginning says more about the mistake than the place where the parser gave up.
_TELLING_CONTEXTS = (
    "quoted scalar",
    "simple key",
    "alias",
    "anchor",
    "tag",
    "block scalar",
    "flow",
    "directive",
)

_PLAIN_WORDS = (
    ("mapping values are not allowed", "a ': ' stands where no key can begin"),
    ("did not find expected key", "expected 'key: value' here"),
    ("did not find expected '-'", "expected a list item, '- …', here"),
    ("could not find expected ':'", "expected 'key: value', and there is no ': '"),
    ("cannot start any token", "no value can begin with this character"),
    ("did not find expected <document start>", "it belongs to nothing above it"),
    ("did not find expected ','", "expected ',' or the end of what the bracket above opens"),
)


def recover(text: str, path: str, original: str | None = None) -> tuple[str, tuple[Problem, ...]]:
    """Mend a text that libyaml refuses, line by line; each mistake is told with its place and its remedy.

    The time grows with the length of the text: behind a mistake only what follows is parsed again. Problems
    show the lines of ``original``, where the text itself has been mended before.
    """
    if len(text) > MAX_CHARACTERS or text.count("\n") > MAX_LINES:
        return text, ()
    lines = text.split("\n")
    originals = list(lines) if original is None else original.split("\n")
    problems = _resolve_conflicts(lines, path)
    outline = Outline(lines)
    start = 0
    seen: set[tuple[int, str]] = set()
    for _ in range(2 * MAX_MISTAKES):
        trouble = first_trouble(outline.from_line(start))
        if trouble is None or len(problems) >= MAX_MISTAKES:
            break
        code = Code.LIMIT if trouble.problem == DEEP else Code.SYNTAX
        line, column, message, hint, edits = diagnose(outline, trouble)
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
        start = _safe_start(outline, min(edits))
    return outline.text, tuple(problems)


def _safe_start(outline: Outline, line: int) -> int:
    """A line above from which parsing gives what it gives from the top: an item, or a key at the margin."""
    start = outline.entry(line)[0]
    if start > 0:
        start = outline.entry(outline.last_content(start - 1))[0]
    return start if outline.is_item(start) else outline.block(start)[0]


def restore_dashes(
    text: str, path: str, places: list[tuple[int, int, int]]
) -> tuple[str, tuple[Problem, ...]]:
    """Begin a list item of its own at each of these keys: ``(line, column, line of the item that holds them)``.

    The text is left as it is where that does not give well-formed YAML.
    """
    lines = text.split("\n")
    problems: list[Problem] = []
    for line, column, item in places:
        content = lines[line - 1]
        lead = lines[item - 1][: column - 1]
        if content[: column - 1].strip() or not lead.rstrip().endswith("-"):
            continue
        key = content[column - 1 :].split(":")[0]
        message = (
            f"'{key}' stands a second time in the entry that begins on line {item}, and so do other keys: "
            "the dash of a new entry is missing here. It is read as one."
        )
        hint = f"Write  - {shorten(content.strip(), 80)}"
        problems.append(Problem(path, line, column, Code.SYNTAX, message, hint, content))
        lines[line - 1] = lead + content[column - 1 :]
    mended = "\n".join(lines)
    return (mended, tuple(problems)) if is_sound(mended) else (text, ())


def diagnose(outline: Outline, trouble: Trouble) -> Mistake:
    """Find the mistake behind what libyaml says.

    Every guess is tried on the lines around it, and only one that mends them is told. Where none does, the
    line, else its field, else its entry is left out, whichever is the least that lets the rest be read.
    """
    last = len(outline.lines) - 1
    trouble = trouble._replace(line=min(trouble.line, last), context_line=min(trouble.context_line, last))
    line, window = _window(outline, trouble)
    size = sum(len(outline.lines[number]) for number in window)
    if trouble.problem == DEEP:
        message = f"{TooDeepError(0, 0)}; the entry is left out."
        edits = dict.fromkeys(range(*outline.entry(line)), "")
        return Mistake(line, trouble.column, message, TooDeepError.HINT, edits)
    if len(window) <= _MAX_WINDOW_LINES and size <= _MAX_WINDOW_CHARACTERS:
        guesses = _guesses(outline, trouble, line, window)
        found = _first_that_mends(outline, window, max(line, trouble.line), guesses)
        if found:
            return found
    return _left_out(outline, trouble, line, window)


def _window(outline: Outline, trouble: Trouble) -> tuple[int, range]:
    """The line to look at first, and the lines of its entry and the one before it."""
    line = outline.last_content(trouble.line)
    telling = trouble.context_line >= 0 and any(word in trouble.context for word in _TELLING_CONTEXTS)
    if telling:
        start, end = outline.entry(trouble.context_line)
        if not start <= line < end:
            return trouble.context_line, range(start, end)
    start, end = outline.entry(line)
    if "simple key" in trouble.context:
        line = trouble.context_line
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
    begun = trouble.context_line if trouble.context_line in window else line
    if "escape" in trouble.problem or "hexdecimal" in trouble.problem:
        yield from quotation.unknown_escape(outline, trouble.line, trouble.column)
    yield from indentation.tabs(outline, window)
    yield from indentation.odd_spaces(outline, window)
    yield from indentation.sign(outline, line, "comment")
    yield from indentation.pasted_bibtex(outline, line)
    yield from indentation.block_text(outline, line)
    upwards = [number for number in range(line, window.start - 1, -1) if outline.indent(number) >= 0]
    near = list(dict.fromkeys((line, begun, *upwards[1:40])))
    for number in near[:4]:
        yield from indentation.sign(outline, number, "dash")
    yield from indentation.text_and_list(outline, line)
    yield from indentation.indented_heading(outline, window.start)
    if outline.lines[window.start].rstrip().endswith(":"):
        yield from indentation.missing_dash(outline, outline.first_below(window.start), window)
    for number in near:
        yield from quotation.quotation_marks(outline, number)
    for number in near:
        yield from indentation.sign(outline, number, "colon")
    columns = {
        parts_of(outline.lines[number]).start
        for number in upwards[1:]
        if outline.indent(number) > 0 or outline.is_item(number)
    }
    for number in near[:3]:
        parts = parts_of(outline.lines[number])
        if parts.dashes or parts.start in columns:
            yield from indentation.sign(outline, number, "no colon")
    parts = parts_of(outline.lines[line])
    if parts.key is None or outline.is_known_key(parts.key) or (parts.is_word and parts.start in columns):
        yield from _misplaced(outline, near, window)
    for number in near[:2]:
        yield from quotation.special_start(outline, number)
        yield from quotation.unclosed_bracket(outline, number)
    yield from quotation.colon_in_text(outline, line)
    for number in near[:6]:
        yield from indentation.sign(outline, number, "no colon")
    yield from indentation.stray_text(outline, line)
    yield from _misplaced(outline, near, window)
    for number in near[:6]:
        yield from indentation.continued_text(outline, number)


def _misplaced(outline: Outline, near: list[int], window: range) -> Iterator[Mistake]:
    """Dashes that are missing, and lines too far to the left or right: first those that stand there nowhere else."""
    for number in near[:4]:
        yield from indentation.missing_dash(outline, number, window)

    def is_usual(number: int) -> bool:
        parts = parts_of(outline.lines[number])
        return parts.key is not None and parts.start in outline.columns_of(parts.key)

    for number in sorted(near[:4], key=is_usual):
        yield from indentation.indentation(outline, number, window)


def _first_that_mends(
    outline: Outline, window: range, reached: int, guesses: Iterator[Mistake]
) -> Mistake | None:
    """The first guess after which the lines are sound, else the first after which the next trouble comes later."""
    helps: Mistake | None = None
    above = outline.ancestors(window.start)
    for count, guess in enumerate(guesses):
        if count > _MAX_CANDIDATES:
            break
        if all(outline.lines[number] == text for number, text in guess.edits.items()):
            continue
        trouble = _trouble_with(outline, window, above, guess.edits)
        if trouble is None:
            return guess
        if helps is None and trouble > max(reached, guess.line, *guess.edits):
            helps = guess
    return helps


def _trouble_with(outline: Outline, window: range, above: list[int], edits: dict[int, str]) -> int | None:
    """The line of the first trouble in the window once these edits are made."""
    numbers = [*above, *window]
    found = first_trouble("\n".join(edits.get(number, outline.lines[number]) for number in numbers) + "\n")
    return None if found is None else numbers[min(found.line, len(numbers) - 1)]


def _left_out(outline: Outline, trouble: Trouble, line: int, window: range) -> Mistake:
    column = trouble.column if line == trouble.line else max(outline.indent(line), 0)
    if line == trouble.context_line:
        column = trouble.context_column
    entry = outline.entry(line)
    above = outline.ancestors(window.start)
    edits: dict[int, str] = dict.fromkeys(range(window.start, window.stop), "")
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
    """Blank the marks and the other side of every conflict in ``lines``; one problem per conflict.

    The marks are those of ``git merge``, with or without the common ancestor (``|||||||``).
    """
    marks = [(number, line[0]) for number, line in enumerate(lines) if _CONFLICT.fullmatch(line)]
    problems: list[Problem] = []
    while marks:
        kinds = "".join(kind for _, kind in marks[:4])
        size = next((len(whole) for whole in ("<=>", "<|=>") if kinds.startswith(whole)), 0)
        first = marks[0][0]
        if size:
            problems.append(
                _conflict(
                    path,
                    first,
                    lines[first],
                    "a merge conflict was left in the file; its first side is read, the second is left out.",
                    "Keep the right lines, and delete the others with the lines <<<<<<<, "
                    "======= and >>>>>>>.",
                )
            )
            for number in (first, *range(marks[1][0], marks[size - 1][0] + 1)):
                lines[number] = ""
            del marks[:size]
        else:
            problems.append(
                _conflict(
                    path,
                    first,
                    lines[first],
                    f"a mark of a merge conflict, '{lines[first][:7]}', was left in the file.",
                    "Delete this line, and look whether the lines around it are those you want.",
                )
            )
            lines[first] = ""
            del marks[0]
    return problems


def _conflict(path: str, number: int, line: str, message: str, hint: str) -> Problem:
    return Problem(path, number + 1, 1, Code.SYNTAX, message, hint, line)
