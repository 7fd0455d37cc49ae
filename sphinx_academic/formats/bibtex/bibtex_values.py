"""From the source of BibTeX values to their text: @string macros, months, and what # joins."""

from __future__ import annotations

from sphinx_academic.formats.bibtex.bibtex_syntax import Block, Field, parts_of
from sphinx_academic.formats.reports import MAX_TEXT
from sphinx_academic.problems import Code, Problem, nearest

MAX_DEPTH = 30
"""Macros inside macros."""

MONTHS = {
    name[:3].lower(): name
    for name in (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    )
}


class Values:
    """The macros of one file, and the texts of values that use them."""

    def __init__(self, path: str, problems: list[Problem]) -> None:
        self._path = path
        self._problems = problems
        self._sources: dict[str, Field] = {}
        self._known: dict[str, str] = dict(MONTHS)
        self._undefined: set[str] = set()

    def define(self, block: Block) -> None:
        """Take in a ``@string``; a second one of the same name replaces the first, as in BibTeX."""
        field = block.fields[0]
        self._sources[field.name] = field
        self._known.pop(field.name, None)

    def text(self, field: Field) -> str:
        """The text of a field's value: its braces or quotes gone, its macros in their place."""
        value = field.value
        # Sound values without a # are one part.
        if "#" not in value:
            if value[0] in '{"':
                return value[1:-1]
            if value.isdigit():
                return value
        return self._text(field, ())

    def _text(self, field: Field, within: tuple[str, ...]) -> str:
        parts = parts_of(field.value) or []
        texts = []
        length = 0
        for part in parts:
            text = self._macro(part.text, field, within) if part.is_macro else part.text
            length += len(text)
            if length > MAX_TEXT and len(parts) > 1:
                self._note(
                    field,
                    Code.LIMIT,
                    f"'{field.name}' becomes longer than {MAX_TEXT:,} characters; it is cut.",
                    "Look at the @string macros in it: they repeat each other.",
                )
                break
            texts.append(text)
        return "".join(texts)

    def _macro(self, written: str, field: Field, within: tuple[str, ...]) -> str:
        name = written.lower()
        known = self._known.get(name)
        if known is not None:
            return known
        source = self._sources.get(name)
        if source is None:
            if name not in self._undefined:
                self._undefined.add(name)
                meant = nearest(name, [*self._sources, *MONTHS])
                self._note(
                    field,
                    Code.MISSING,
                    f"no @string defines '{written}'; the word itself is taken.",
                    f"Did you mean '{meant}'?"
                    if meant
                    else f"Write  {field.name} = {{{written}}}  if it is meant as text.",
                )
            return written
        if name in within or len(within) >= MAX_DEPTH:
            self._note(
                source,
                Code.LIMIT,
                f"the @string '{name}' is made of itself."
                if name in within
                else f"more than {MAX_DEPTH} @string macros inside each other.",
                "Write its text out.",
            )
            self._known[name] = ""
            return ""
        text = self._text(source, (*within, name))
        self._known[name] = text
        return text

    def _note(self, field: Field, code: Code, message: str, hint: str) -> None:
        self._problems.append(Problem(self._path, *field.places[2:], code, message, hint))
