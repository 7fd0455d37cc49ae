"""The forms in which readers are given a work to cite: a reference in a citation style, or an entry as files have it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePath

from sphinx_academic.content.fragments import Element, Fragments
from sphinx_academic.content.typography import educate
from sphinx_academic.data.records import Publication
from sphinx_academic.formats.table import format_named
from sphinx_academic.sections.description import Description, _, line, within
from sphinx_academic.sections.options import style, values, words_or_none

PANEL = "cite"
"""The id of the forms on the page of a work, and how addresses end that lead to them."""

OTHER_NAMES: Mapping[str, str] = {"bibtex": "bib", "csl-json": "csl", "citation.cff": "cff"}
"""What formats are called besides."""

_ENTRIES = ("bib", "biblatex", "ris", "csl")
"""The formats in which one work by itself is cited."""


@values("no value, or some of `bibtex`, `biblatex`, `ris`, `csl-json` and names of styles")
def forms(text: str) -> tuple[str, ...]:
    """The forms that are asked for; BibTeX without a value."""
    return tuple(dict.fromkeys(map(form_named, words_or_none(text)))) or ("bib",)


def form_named(name: str) -> str:
    """A form by what people call it. Raises ValueError for what can be neither a format nor a style."""
    name = OTHER_NAMES.get(name.lower(), name)
    return name.lower() if name.lower() in _ENTRIES else style.read(name)


def styles_among(names: Iterable[str]) -> tuple[str, ...]:
    """The forms that are citation styles."""
    return tuple(name for name in names if name not in _ENTRIES)


def style_label(name: str) -> str:
    """``APA``, ``Chicago author date``."""
    name = PurePath(name).stem if name.endswith(".csl") else name
    return name.upper() if len(name) <= 5 else name.replace("-", " ").capitalize()


def cite_panel(
    work: Publication,
    names: Iterable[str],
    description: Description,
    bib: str = "",
    behind_bib: Fragments = (),
    **attributes: str,
) -> Fragments:
    """A work in each of the forms that there are, to be copied; ``bib`` is its entry in BibTeX where that is made already, and
    ``behind_bib`` stands behind that."""
    rows: Fragments = ()
    for name in names:
        if name in _ENTRIES:
            label = format_named(name).label
            entry = ((bib if name == "bib" else "") or _entry(work, name, description)).rstrip("\n")
            said: Fragments = (Element("copied_text", (entry,), "academic-form-text"),)
            said += behind_bib if name == "bib" else ()
        else:
            label = style_label(name)
            made = description.styled[name](work, tuple) if name in description.styled else ()
            made = educate(made, description.quotes, description.action) if description.quotes else made
            said = line(_without_emphasis_of_people(made), "academic-form-text")
        rows += within(
            "division", (*line((label,), "academic-form-name"), *said) if said else (), "academic-cite-as"
        )
    return within("division", rows, "academic-cite-forms", **attributes)


def cite_disclosure(panel: Fragments) -> Fragments:
    """The forms, which open on request, for screens: what copies them is there alone."""
    opened = within("disclosure", panel, "academic-cite", summary=_("Cite"))
    return within("on_screen", opened)


def _entry(work: Publication, name: str, description: Description) -> str:
    # What is copied has neither abstract nor tags, which files have.
    short = work.changed(abstract="", tags=()) if work.abstract or work.tags else work
    return format_named(name).writer((short,), markup=description.markup)


def _without_emphasis_of_people(reference: Fragments) -> Fragments:
    """A reference in which nobody stands out: it is copied into somebody else's list."""
    found: Fragments = ()
    for each in reference:
        if isinstance(each, str):
            found += (each,)
        else:
            inner = _without_emphasis_of_people(each.children)
            is_out = each.classes == "academic-highlight"
            found += inner if is_out else (each._replace(children=inner),)
    return found
