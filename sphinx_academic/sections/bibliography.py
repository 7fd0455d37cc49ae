"""The directive ``bibliography`` of sphinxcontrib-bibtex: works that pages refer to, or that a condition chooses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import ClassVar, NamedTuple

from roman_numerals import RomanNumeral

from sphinx_academic.content.fragments import Fragments
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.naming import letters
from sphinx_academic.sections import options as read
from sphinx_academic.sections.base import Chosen, PageFacts
from sphinx_academic.sections.bibliography_filters import Expression, expression
from sphinx_academic.sections.description import Description
from sphinx_academic.sections.entries import unknown_keys
from sphinx_academic.sections.options import Option, Options, Values
from sphinx_academic.sections.publications import References
from sphinx_academic.setting_values import number


class BibtexStyle(NamedTuple):
    """A style of pybtex: the order of the list, and by what works are cited where they are by its labels."""

    sort: str
    cited_by: str


BIBTEX_STYLES: Mapping[str, BibtexStyle] = {
    "alpha": BibtexStyle("author", "label"),
    "plain": BibtexStyle("author", "number"),
    "unsrt": BibtexStyle("cited", "number"),
    "unsrtalpha": BibtexStyle("cited", "label"),
}


def _style(text: str) -> str:
    return text.strip() if text.strip() in BIBTEX_STYLES else read.style(text)


def _start(text: str) -> int:
    """Where numbers begin; 0 is where those of the list before it ended."""
    return 0 if text.strip() == "continue" else number(1, 1_000_000)(text)


def _roman(number: int) -> str:
    """``iv``; what Romans had no numeral for stays."""
    return str(RomanNumeral(number)).lower() if number < 4_000 else str(number)


_COUNTED: Mapping[str, Callable[[int], str]] = {
    "loweralpha": lambda number: letters(number - 1),
    "upperalpha": lambda number: letters(number - 1).upper(),
    "lowerroman": _roman,
    "upperroman": lambda number: _roman(number).upper(),
}
"""How lists count that do not by digits (docutils' ``enumtype``)."""


class Bibliography(References):
    """What is cited, what is not, or what a filter chooses of both."""

    name = "bibliography"
    in_cv = None
    # fmt: off
    options: ClassVar = {
        "cited": Option(read.flag, "What pages refer to, which is the default."),
        "notcited": Option(read.flag, "What no page refers to."),
        "all": Option(read.flag, "All works of the files."),
        "filter": Option(Values(lambda text: Expression(text).text, "an expression"),
            'The works for which it holds: `cited and year >= "2019" and author % "Kettlewell"`, `docname in docnames`.'),
        "style": Option(Values(_style, f"{read.listed(BIBTEX_STYLES)}, or a citation style"),
            "The order: by author (`alpha`, `plain`) or as cited (`unsrt`, `unsrtalpha`); of a citation style, such as `apa`, the "
            "whole layout. `bibtex_default_style` counts where it is not given."),
        "list": Option(read.one_of("citation", "bullet", "enumerated"), "`enumerated` numbers the works.", "citation"),
        "enumtype": Option(read.one_of("arabic", "loweralpha", "upperalpha", "lowerroman", "upperroman"),
            "How an enumerated list counts.", "arabic"),
        "start": Option(Values(_start, "a number, `continue`"),
            "Where an enumerated list begins, or that it goes on where the one before it ended."),
        "keyprefix": Option(Values(str.strip, "a text"),
            "Lists what is cited by keys with these letters before them."),
        "labelprefix": Option(Values(str.strip, "a text"), "Stands before its labels and numbers, in text as in the list: `A` for [A1]."),
        "keys": Option(read.keys, "Further works, which may stand one on a line in the directive as well."),
    }
    # fmt: on

    def facts(self, options: Options, page: PageFacts) -> Options:
        style = options.get("style", "")
        known = BIBTEX_STYLES.get(style)
        condition = next((name for name in ("all", "notcited") if options.get(name)), "")
        condition = options.get("filter") or {"all": "True", "notcited": "not cited"}.get(condition, "cited")
        is_marked = options.get("list", "citation") == "citation"
        is_enumerated = options.get("list") == "enumerated"
        start = options.get("start", 1)
        return {
            "style": "" if known else style,
            **({"sort": known.sort} if known else {}),
            **({"cited-by": known.cited_by} if known and is_marked else {}),
            "condition": condition,
            "scope": "page" if "docname" in expression(condition).names else "project",
            **({"numbered": "continue" if start == 0 else ""} if is_enumerated else {}),
            **({"language": page.language} if known and known.sort == "author" else {}),
        }

    def describe(
        self, chosen: tuple[Chosen, ...], index: int, options: Options, description: Description
    ) -> Fragments:
        start = options.get("start", 1)
        if options.get("list", "citation") != "citation":
            description = replace(description, mark_of=lambda work: "")
        if start > 1:
            description.numbering.go_on_after(start - 1)
            options = {**options, "numbered": "continue"}
        description = replace(description, counted=_COUNTED.get(options.get("enumtype", ""), str))
        return super().describe(chosen, index, options, description)

    def faults(self, collection: Collection, options: Options) -> Iterator[tuple[str, str, str]]:
        for name in ("all", "notcited", "cited"):
            if "filter" in options and options.get(name):
                yield name, f"':filter:' says what is listed, and not ':{name}:'.", "Take one of them out."
        # Without files of its own the directive looks at those of the project.
        asked = options.get("keys", ()) if collection.publications else ()
        yield from (("keys", *told) for told in unknown_keys(asked, collection))
