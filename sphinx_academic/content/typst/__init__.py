"""Sets a document as PDF through Typst: tagged (PDF/UA-1), in one of our designs, the same bytes each time.

Data reach Typst as JSON, never as markup: ``main.typ`` interprets the tree that :mod:`~sphinx_academic.content.typst.tree` makes of
fragments. Typst and the fonts come with the extra ``pdf`` and are imported where something is set."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from sphinx_academic.content.document import Document
from sphinx_academic.content.fragments import texts
from sphinx_academic.content.typst.fonts import FAMILIES, FontsError, Glyphs, fonts_for
from sphinx_academic.content.typst.formula_trees import formula_trees
from sphinx_academic.content.typst.photographs import Photographs
from sphinx_academic.content.typst.tree import Tree

if TYPE_CHECKING:
    import typst

DESIGNS = tuple(FAMILIES)
"""The designs that there are; each has a file of its own."""
PAPERS = ("a4", "letter")
"""The sizes of paper that there are."""

INSTALL = 'Install it:  pip install "sphinx-academic[pdf]"'
"""What to do where the extra is missing."""
_SOURCES = ("main.typ", "formulas.typ", *(f"{design}.typ" for design in DESIGNS))
_NAMES_OF_PAPERS = {"a4": "a4", "letter": "us-letter"}


class Look(NamedTuple):
    """How a document is set: one of the :data:`DESIGNS`, on one of the :data:`PAPERS`, made on a ``date`` that its metadata tell."""

    design: str = DESIGNS[0]
    paper: str = PAPERS[0]
    date: datetime.date | None = None
    fonts: tuple[Path, ...] = ()
    """Folders with further fonts, for scripts that the package's own have no letters for."""


class Fault(NamedTuple):
    """What a PDF lacks, and what to do about it."""

    message: str
    hint: str


class Typeset(NamedTuple):
    """A PDF, and what it lacks."""

    pdf: bytes
    faults: tuple[Fault, ...]


class TypesettingError(Exception):
    """Why there is no PDF; ``hint`` says what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


def typeset(
    document: Document,
    look: Look,
    picture_of: Callable[[str], Path | None] = lambda url: None,
    words_of_formula: Callable[[str], str] = str,
) -> Typeset:
    """The PDF of a document. ``picture_of`` finds the file of a picture; ``words_of_formula`` says in characters a formula that cannot be
    drawn: without pandoc (the extra ``csl``), all of them. Raises :class:`TypesettingError`."""
    try:
        import typst
    except ImportError as error:
        raise TypesettingError("A PDF needs the package typst, which is not installed.", INSTALL) from error

    for name, given, known in (("design", look.design, DESIGNS), ("paper", look.paper, PAPERS)):
        if given not in known:
            raise TypesettingError(f"There is no {name} '{given}'.", f"Take {' or '.join(known)}.")
    bodies = (*document.head, *(each for part in document.parts for each in (*part.heading, *part.body)))
    try:
        fonts = fonts_for(look.design, look.fonts, document.language)
    except FontsError as error:
        raise TypesettingError(str(error), error.hint) from error
    glyphs = Glyphs(fonts, "".join((document.title, *texts(bodies))))
    photographs = Photographs(picture_of)
    tree = Tree(document, glyphs, photographs.name_of, formula_trees(bodies), words_of_formula)
    sent = {
        "design": look.design,
        "paper": _NAMES_OF_PAPERS[look.paper],
        "fonts": fonts.families,
        "own_fonts": fonts.own,
        "date": [look.date.year, look.date.month, look.date.day] if look.date else None,
        **tree.written(),
    }
    # As numbers: what typst takes as files has to be text.
    sent["pictures"] = {name: list(data) for name, data in photographs.files.items()}
    # Several files in a mapping: what typst's documentation has and its stub has not.
    sources: Any = {name: (files(__name__) / name).read_bytes() for name in _SOURCES}
    # Each time with a compiler of its own: a second run of one looks for the files in the working directory.
    compile_with = partial(
        typst.compile_with_warnings,
        sources,
        format="pdf",
        font_paths=fonts.fonts,
        ignore_system_fonts=True,
        sys_inputs={"document": json.dumps(sent, ensure_ascii=False, separators=(",", ":"))},
        timestamp=_noon(look.date),
    )
    faults = [*fonts.faults, *glyphs.faults(), *photographs.faults]
    try:
        pdf, warnings = compile_with(pdf_standards=["ua-1"])
    except typst.TypstError as refused:
        if "PDF/UA-1" not in refused.message:
            raise _error(refused) from refused
        # Somebody's CV that not everybody can read is worth more than none.
        faults.append((f"The PDF is not accessible in all: {refused.message}.", " ".join(refused.hints)))
        try:
            pdf, warnings = compile_with(pdf_standards=[])
        except typst.TypstError as error:
            raise _error(error) from error
    faults += ((f"Typst says: {each.message}.", " ".join(each.hints)) for each in warnings)
    return Typeset(cast("bytes", pdf), tuple(Fault(*told) for told in dict.fromkeys(faults)))


def _noon(date: datetime.date | None) -> datetime.datetime:
    day = date or datetime.date(1970, 1, 1)
    return datetime.datetime(day.year, day.month, day.day, 12, tzinfo=datetime.UTC)


def _error(error: typst.TypstError) -> TypesettingError:
    return TypesettingError(f"Typst sets no PDF of it: {error.message}.", " ".join(error.hints))
