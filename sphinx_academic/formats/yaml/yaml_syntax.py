"""What is wrong where YAML breaks, said about the line where the mistake is, and how to go on from there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sphinx_academic.formats.yaml import yaml_layout as layout
from sphinx_academic.formats.yaml import yaml_values as values
from sphinx_academic.formats.yaml.libyaml import DEEP, Trouble, first_trouble
from sphinx_academic.formats.yaml.yaml_oddities import TOO_DEEP_HINT, TooDeepError
from sphinx_academic.formats.yaml.yaml_outline import Outline, parts_of
from sphinx_academic.formats.yaml.yaml_values import Mistake
from sphinx_academic.problems import Code

_MAX_WINDOW_LINES = 2_000
_MAX_WINDOW_CHARACTERS = 100_000
_MAX_CANDIDATES = 80
_MAX_FIRST_ENTRY = 60

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
    ("block sequence entries are not allowed", "a list item cannot begin here"),
    ("did not find expected <document start>", "it belongs to nothing above it"),
    ("did not find expected ',' or ']'", "expected ',' or ']' in the list that opens above"),
    ("did not find expected ',' or '}'", "expected ',' or '}' in the mapping that opens above"),
    ("did not find expected node content", "expected a value here"),
    ("unexpected end of stream", "the file ends before it is complete"),
)


class Diagnosis(NamedTuple):
    """What to tell, about which place (from 0), and the lines that replace the broken ones for now."""

    code: Code
    line: int
    column: int
    message: str
    hint: str
    edits: dict[int, str]


def diagnose(outline: Outline, trouble: Trouble) -> Diagnosis:
    """Find the mistake behind what libyaml says.

    Every guess is tried on the lines around it, and only one that mends them is told. Where none does, the
    line, else its field, else its entry is left out, whichever is the least that lets the rest be read.
    """
    last = len(outline.lines) - 1
    trouble = trouble._replace(line=min(trouble.line, last), context_line=min(trouble.context_line, last))
    line, window = _window(outline, trouble)
    size = sum(len(outline.lines[number]) for number in window)
    if trouble.problem == DEEP:
        return Diagnosis(
            Code.LIMIT,
            line,
            trouble.column,
            f"{TooDeepError(0, 0)}; the entry is left out.",
            TOO_DEEP_HINT,
            dict.fromkeys(range(*outline.entry(line)), ""),
        )
    if len(window) <= _MAX_WINDOW_LINES and size <= _MAX_WINDOW_CHARACTERS:
        guesses = _guesses(outline, trouble, line, window)
        found = _first_that_mends(outline, window, max(line, trouble.line), guesses)
        if found:
            return Diagnosis(Code.SYNTAX, found.line, found.column, found.message, found.hint, found.edits)
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
    problem = trouble.problem
    begun = trouble.context_line if trouble.context_line in window else line
    if "escape" in problem or "hexdecimal" in problem:
        yield from values.unknown_escape(outline, trouble.line, trouble.column)
    yield from layout.tabs(outline, window)
    yield from layout.odd_spaces(outline, window)
    yield from layout.percent_comment(outline, line)
    yield from layout.pasted_bibtex(outline, line)
    yield from layout.block_text(outline, line)
    upwards = [number for number in range(line, window.start - 1, -1) if outline.indent(number) >= 0]
    near = list(dict.fromkeys((line, begun, *upwards[1:40])))
    for number in near[:4]:
        yield from layout.dash_without_space(outline, number)
        yield from layout.stray_mark(outline, number)
    yield from layout.text_and_list(outline, line)
    yield from layout.indented_heading(outline, window)
    if outline.lines[window.start].rstrip().endswith(":"):
        yield from layout.missing_dash(outline, outline.first_below(window.start), window)
    for number in near:
        yield from values.quotation_marks(outline, number)
    columns = {
        parts_of(outline.lines[number]).start for number in upwards[1:] if not _is_margin(outline, number)
    }
    for number in near:
        yield from layout.missing_space(outline, number)
        yield from layout.other_colon(outline, number)
    for number in near[:3]:
        parts = parts_of(outline.lines[number])
        if parts.dashes or parts.start in columns:
            yield from layout.missing_colon(outline, number)
    parts = parts_of(outline.lines[line])
    if parts.key is None or outline.is_known_key(parts.key) or (parts.is_word and parts.start in columns):
        for number in near[:4]:
            yield from layout.missing_dash(outline, number, window)
        yield from _misplaced(outline, near, window)
    for number in dict.fromkeys((line, begun)):
        value = values.value_of(outline, number)
        if value is not None and value.last > value.first:
            yield from values.unclosed_bracket(outline, number)
        yield from values.special_start(outline, number)
        yield from values.unclosed_bracket(outline, number)
    yield from values.colon_in_text(outline, line, trouble.column)
    for number in near[:6]:
        yield from layout.missing_colon(outline, number)
    yield from layout.stray_text(outline, line)
    for number in near[:4]:
        yield from layout.missing_dash(outline, number, window)
    for number in near[:6]:
        yield from layout.continued_text(outline, number)
    yield from _misplaced(outline, near, window)
    for number in near[:8]:
        yield from values.special_start(outline, number)
        yield from values.unclosed_bracket(outline, number)


def _is_margin(outline: Outline, number: int) -> bool:
    return outline.indent(number) == 0 and not outline.is_item(number)


def _misplaced(outline: Outline, near: list[int], window: range) -> Iterator[Mistake]:
    """Of the last lines first those that stand where their key stands nowhere else."""

    def is_usual(number: int) -> bool:
        parts = parts_of(outline.lines[number])
        return parts.key is not None and parts.start in outline.columns_of(parts.key)

    for number in sorted(near[:4], key=is_usual):
        yield from layout.indentation(outline, number, window)
        yield from layout.first_key_of_item(outline, number, window)


def _first_that_mends(
    outline: Outline, window: range, reached: int, guesses: Iterator[Mistake]
) -> Mistake | None:
    """The first guess after which the lines are sound, else the first after which the next trouble comes
    later."""
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


def _left_out(outline: Outline, trouble: Trouble, line: int, window: range) -> Diagnosis:
    column = trouble.column if line == trouble.line else max(outline.indent(line), 0)
    if line == trouble.context_line:
        column = trouble.context_column
    field = outline.field(line)
    entry = outline.entry(line)
    above = outline.ancestors(window.start)
    edits: dict[int, str] = dict.fromkeys(range(window.start, window.stop), "")
    what = "entries around it are" if entry != (window.start, window.stop) else "entry is"
    for span, name in (((line, line + 1), "line is"), (field, "field is"), (entry, "entry is")):
        attempt = dict.fromkeys(range(*span), "")
        if len(window) > _MAX_WINDOW_LINES and name != "entry is":
            continue
        trouble_line = _trouble_with(outline, window, above, attempt)
        if trouble_line is None or trouble_line >= span[1] > trouble.line:
            edits, what = attempt, name
            break
    return Diagnosis(
        Code.SYNTAX,
        line,
        column,
        f"this line does not fit here: {in_plain_words(trouble)}. The {what} left out.",
        "Compare it with the lines around it: indentation, quotation marks, ': ' and '- '.",
        edits,
    )


def in_plain_words(trouble: Trouble) -> str:
    if "quoted scalar" in trouble.context and "end of stream" in trouble.problem:
        return "the quotation mark is never closed"
    for phrase, words in _PLAIN_WORDS:
        if phrase in trouble.problem:
            return words
    return trouble.problem
