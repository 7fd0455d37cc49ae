"""A curriculum vitae as files: which ones its page offers, and the career that files of other programs are made of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sphinx_academic.content.typst import DESIGNS, PAPERS
from sphinx_academic.data.career import Career, CareerPart
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.records import Record
from sphinx_academic.data.records.person import Highlights
from sphinx_academic.formats.table import FORMATS, career_formats
from sphinx_academic.sections.curriculum import Curriculum, CvSection
from sphinx_academic.sections.options import Option, Values, listed, some_of, values, words_or_none
from sphinx_academic.sections.registry import Sections
from sphinx_academic.setting_values import choice

LATEX = "latex"
"""The word for the file of LaTeX."""


PHOTO = "photo"
"""The word for a PDF that shows the photo of the profile."""


class CvLook(NamedTuple):
    """How a CV is set as PDF: in which design, on which paper, and whether with the photo of the profile."""

    design: str = DESIGNS[0]
    paper: str = PAPERS[0]
    has_photo: bool = False


def _read_look(text: str) -> CvLook:
    one = choice(*DESIGNS, *PAPERS, PHOTO)
    given = [one(word) for word in words_or_none(text)]
    found = []
    for called, known in (("design", DESIGNS), ("paper", PAPERS)):
        named = dict.fromkeys(word for word in given if word in known)
        if len(named) > 1:
            raise ValueError(f"A PDF has one {called}: {' or '.join(named)}.")
        found.append(next(iter(named), known[0]))
    return CvLook(found[0], found[1], PHOTO in given)


@values(listed((LATEX, *(form.name for form in FORMATS if form.write_career))))
def _read_files(text: str) -> tuple[str, ...]:
    known = (LATEX, *(name for name, form in career_formats().items() if form.media_type))
    return tuple(dict.fromkeys(some_of(*known)(text)))


# fmt: off
OFFERED = {
    "pdf": Option(Values(_read_look, f"no value, {listed(DESIGNS)}, {listed(PAPERS)}, `{PHOTO}`"),
        "Makes a [PDF](/how-to/cv-as-pdf.md) with the site, and links to it above the CV: in which design, on which paper, with the photo; "
        f"`{DESIGNS[0]}, {PAPERS[0]}` where nothing is said."),
    "download": Option(_read_files, "Offers it as [further files](/how-to/cv-as-pdf.md#other-files): for LaTeX, RenderCV, JSON Resume."),
}
# fmt: on
"""The options of a CV for the files that its page offers."""


def career_of(
    shown: Curriculum, collection: Collection, sections: Sections, highlights: Highlights
) -> Career:
    """The career that a CV shows; what stands under headings of its own within a part is one of its own."""
    parts = (part for section in shown.sections for part in _parts(section, collection, sections))
    return Career(shown.owner, highlights, tuple(parts))


def _parts(section: CvSection, collection: Collection, sections: Sections) -> Iterator[CareerPart]:
    found: dict[str, dict[int, Record]] = {}
    for each in section.lists:
        for labels, group in each.headed(sections[each.section], collection):
            title = ": ".join(filter(None, (section.title, *labels)))
            found.setdefault(title, {}).update({id(record): record for record in group.records})
    if section.part.text:
        yield CareerPart(section.title, section.part.text, ())
    for title, records in found.items():
        yield CareerPart(title, "", tuple(records.values()))
