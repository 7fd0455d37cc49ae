"""The page for contributors names all that hands a paper on until it is a landing page, in the order in which it does."""

from __future__ import annotations

import os
import re
import sys
from functools import cache
from itertools import groupby
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

from sites import MakeSite
from sphinx.events import EventManager

import sphinx_academic
from sphinx_academic.content.fragments import Element
from sphinx_academic.data.records import Publication
from sphinx_academic.formats.reference import Reference
from sphinx_academic.formats.scholarly_metadata import ScholarlyWork
from sphinx_academic.outputs.landing_pages import write_landing_pages
from sphinx_academic.outputs.pictures import prepare_thumbnails
from sphinx_academic.pages.page_addresses import RecordPage, RecordPages, _pages
from sphinx_academic.pages.page_links import LandingPage
from sphinx_academic.sections.citation_forms import cite_panel
from sphinx_academic.sections.description import is_bibtex
from sphinx_academic.sections.page_text import PageText, PaperFacts

PACKAGE = f"{Path(sphinx_academic.__file__).parent}{os.sep}"
PAGE = Path(__file__).parents[2] / "docs" / "contributing.md"
BEGIN = {_pages.__code__, write_landing_pages.__code__}
NAMED = BEGIN | {prepare_thumbnails.__code__}
"""What is handed papers within something else."""
PAPER = (Publication, RecordPage, RecordPages, PageText, PaperFacts, Reference, ScholarlyWork, LandingPage)
OF_ONE_TEXT = {"Description.field", "Description.prose", "Description.blocks", "figures", "figure"}
OF_ITSELF = {
    "AcademicDomain.letter_of", "repository_of", "swhid_of", "other_identifiers", "_nowhere", "_Writer.line_of",
    "Publications.keys", "Publications.searched",
}  # fmt: skip
"""What its record says beside its fields: the letter of its year, of software where the code lies, its line in the repository, and by
what it is found."""
WITHIN_ANOTHER = {"_write", "_walk", "_head", "within"}
"""What `write`, `texts`, `page_text` and `link` consist of."""
FORMS = {cite_panel.__code__}
"""Who hands a paper to what it can be cited in: as lists do, style by style and format by format."""


def is_paper(value: object) -> bool:
    """Whether it is the paper: its record, its description, its page, or what the templates are given of that."""
    if isinstance(value, tuple) and not isinstance(value, (*PAPER, Element)):
        return any(map(is_bibtex, value))
    return isinstance(value, PAPER) or (isinstance(value, dict) and "academic_page" in value)


@cache
def name_of(code: CodeType) -> str:
    """Module and name of a function, from the package on."""
    module = Path(code.co_filename).relative_to(PACKAGE).with_suffix("")
    return ".".join((*(part for part in module.parts if part != "__init__"), code.co_qualname))


class Way:
    """Watches a build for what a paper is handed to."""

    def __init__(self) -> None:
        self.stops: dict[str, None] = {}
        self._begun = 0
        self._events = 0
        self._forms = 0

    def watch(self, frame: FrameType, event: str, argument: Any) -> None:
        code = frame.f_code
        step = {"call": 1, "return": -1}.get(event, 0)
        self._begun += step * (code in BEGIN)
        self._events += step * (code is EventManager.emit.__code__ and self._begun > 0)
        aside = self._events or self._forms
        self._forms += step * (code in FORMS)
        if event == "call" and self._begun and not aside and code.co_filename.startswith(PACKAGE):
            name = name_of(code)
            arguments = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
            is_stop = code in NAMED or any(is_paper(frame.f_locals.get(each)) for each in arguments)
            if is_stop and "<" not in name and not name.startswith("data.records."):
                self.stops[name] = None


def test_the_way_of_a_paper_is_the_one_that_contributors_are_told(make_site: MakeSite) -> None:
    section = PAGE.read_text(encoding="utf-8").split("## One paper on its way")[1].split("\n## ")[0]
    legs = re.findall(r"(?ms)^\d+\. (.*?)(?=^\d+\. |\n\n)", section)
    told = [re.findall(r"`([a-z]+\.[a-z_]+\.[\w.]+)`", leg) for leg in legs]
    way, site = Way(), make_site("landing")
    sys.setprofile(way.watch)
    try:
        site.build()
    finally:
        sys.setprofile(None)
    found = [
        name for name in way.stops if name.split(".", 2)[-1] not in OF_ONE_TEXT | OF_ITSELF | WITHIN_ANOTHER
    ]
    went = [{*leg} for _, leg in groupby(found, lambda name: name.split(".")[0])]
    assert went == [{*leg} for leg in told]
    assert len(found) <= 27
    assert len(went) - len({name.split(".")[0] for name in found}) <= 5
