"""The one table of what can be imported: how a folder of another generator is told from others, and what makes a site of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from pkgutil import resolve_name
from typing import NamedTuple

from sphinx_academic.problems import Code, Problem
from sphinx_academic.starting.site_files import NewFile


class Imported(NamedTuple):
    """A whole site made of another one, and what could not be carried over, each with its file and line."""

    files: tuple[NewFile, ...]
    problems: tuple[Problem, ...] = ()
    data: tuple[str, ...] = ()
    """The data files among them; those below ``data`` where nothing is said."""


class Importer(NamedTuple):
    """One kind of source. Functions are named, as ``module:function`` beside this file, and imported when a source needs them.

    ``recognise`` gets the sources and says whether they are of this kind, without reading more than a few small files; ``carry`` makes the
    site. The first that recognises the sources carries them.
    """

    name: str
    label: str
    recognise: str
    carry: str

    def takes(self, sources: Sequence[Path]) -> bool:
        """Whether the sources are of this kind."""
        recognise: Callable[[Sequence[Path]], bool] = resolve_name(f"{__package__}.{self.recognise}")
        return recognise(sources)

    def site_of(self, sources: Sequence[Path]) -> Imported:
        """The site that is made of the sources."""
        carry: Callable[[Sequence[Path]], Imported] = resolve_name(f"{__package__}.{self.carry}")
        return carry(sources)


IMPORTERS: tuple[Importer, ...] = (
    Importer(
        "jekyll-lists", "pages of Jekyll with lists in their front matter", "jekyll:has_lists", "jekyll:carry"
    ),
    Importer(
        "sphinxcontrib-bibtex",
        "a project of Sphinx with sphinxcontrib-bibtex",
        "bibtex_projects:recognise",
        "bibtex_projects:carry",
    ),
    Importer("mystmd", "a site of mystmd", "mystmd:recognise", "mystmd:carry"),
    Importer("quarto", "a site of Quarto", "quarto:recognise", "quarto:carry"),
    Importer("hugoblox", "a site of HugoBlox", "hugo_sites:is_hugoblox", "hugo_sites:carry_hugoblox"),
    Importer("al-folio", "a site of al-folio", "jekyll_labs:is_al_folio", "jekyll_labs:carry_jekyll"),
    Importer(
        "academicpages", "a site of academicpages", "jekyll_labs:is_academicpages", "jekyll_labs:carry_jekyll"
    ),
    Importer(
        "lab",
        "a site of lab-website-template, or of Jekyll with lists",
        "jekyll_labs:is_lab_site",
        "jekyll_labs:carry_jekyll",
    ),
    Importer("jekyll", "a homepage of Jekyll", "jekyll:recognise", "jekyll:carry"),
    Importer(
        "data",
        "data files: BibTeX, CSL-JSON, RIS, RenderCV, JSON Resume …",
        "data_files:recognise",
        "data_files:carry",
    ),
)
"""Our importers; what is particular comes before what is general."""


def importer_of(sources: Sequence[Path]) -> Importer | None:
    """The importer that takes the sources, if there is one."""
    return next((each for each in IMPORTERS if each.takes(sources)), None)


_OF_ANY_FOLDER = ("jekyll:carry", "data_files:carry")
"""What carries whatever folder has pages or data, so that it would take most that are something else."""


def told_of_others(sources: Sequence[Path], chosen: Importer) -> tuple[Problem, ...]:
    """What else the sources are, and is left out, where a folder is two things at once."""
    others = dict.fromkeys(
        each.label
        for each in IMPORTERS
        if each.carry not in {chosen.carry, *_OF_ANY_FOLDER}
        and chosen.carry not in _OF_ANY_FOLDER
        and each.takes(sources)
    )
    hint = "To import that, copy its files into a folder of their own."
    return tuple(
        Problem(
            sources[0].as_posix(),
            0,
            0,
            Code.NOT_CARRIED,
            f"this is {chosen.label}, and {label}; the latter is left out.",
            hint,
        )
        for label in others
    )
