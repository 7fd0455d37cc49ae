"""The directive ``cv``: a curriculum vitae, made of the records that the site shows elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from sphinx_academic.content.document import Document, DocumentPart
from sphinx_academic.content.fragments import Element, Fragments
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.records import CvPart
from sphinx_academic.problems import Problem
from sphinx_academic.sections import options as read
from sphinx_academic.sections.base import Chosen, PageFacts, Section
from sphinx_academic.sections.curriculum import Curriculum, CvList, CvSection, curriculum, words_of_label
from sphinx_academic.sections.description import Description
from sphinx_academic.sections.options import Option, Options
from sphinx_academic.sections.registry import SECTIONS, Sections

NOT_IN_A_CV = frozenset({"figure", "disclosure", "on_screen", "widget", "drawn"})
"""Kinds of elements that an entry has in a list of the site, and not in a CV."""


class Piece(NamedTuple):
    """What one placeholder of a CV shows: a group of a list, or the text of a part."""

    section: CvSection
    listed: CvList | None = None
    group: int = 0


class CurriculumVitae(Section[CvPart]):
    """The parts of a CV, one below the other."""

    name = "cv"
    list_of = "cv"
    # fmt: off
    options: ClassVar = {
        "variant": Option(read.name,
            "Which [variant](/how-to/cv.md#variants): one that the data name, or `academic`.", "academic"),
    }
    # fmt: on

    def facts(self, options: Options, page: PageFacts) -> Options:
        return {"page": page}

    def problems(self, collection: Collection, options: Options) -> Iterator[Problem]:
        found: list[Problem] = []
        self.curriculum(collection, options, found)
        yield from found

    def curriculum(self, collection: Collection, options: Options, problems: list[Problem]) -> Curriculum:
        """What the CV shows; what is wrong is added to ``problems``."""
        return curriculum(
            collection, self.sections(collection), options.get("variant", ""), options["page"], problems
        )

    def sections(self, collection: Collection) -> Sections:
        """The sections that there are, those of kinds that the data declare among them."""
        return SECTIONS

    def choose(self, collection: Collection, options: Options) -> tuple[Chosen, ...]:
        every = self.sections(collection)
        return tuple(
            Chosen(
                (section.title, *labels),
                listed.groups[index].records if listed else (),
                about=Piece(section, listed, index),
            )
            for section in self.curriculum(collection, options, []).sections
            for labels, listed, index in _pieces(section, collection, every)
        )

    def heading(self, level: int, label: str, options: Options, description: Description) -> Fragments:
        return description.prose(label) if level == 0 else (label,)

    def shows_pictures(self, options: Options) -> bool:
        return False

    def describe(
        self, chosen: tuple[Chosen, ...], index: int, options: Options, description: Description
    ) -> Fragments:
        piece: Piece = chosen[index].about
        return (Element("division", described(piece, SECTIONS, description), "academic academic-cv"),)


def _pieces(
    section: CvSection, collection: Collection, sections: Sections
) -> Iterator[tuple[tuple[str, ...], CvList | None, int]]:
    """The pieces of a part: its text, then the groups of its lists with their headings."""
    if section.part.text:
        yield (), None, 0
    for listed in section.lists:
        shown = sections[listed.section]
        for index, group in enumerate(listed.groups):
            labels = tuple(
                words_of_label(shown, level, label, listed.options, collection)
                for level, label in enumerate(group.labels)
            )
            yield labels, listed, index


def described(piece: Piece, sections: Sections, description: Description) -> Fragments:
    """A piece of a CV as fragments, without what only lists of a site have."""
    part = piece.section.part
    if piece.listed is None:
        return description.blocks(part.text, part, "text")
    section = sections[piece.listed.section]
    return in_a_cv(section.describe(piece.listed.groups, piece.group, piece.listed.options, description))


def in_a_cv(fragments: Fragments) -> Fragments:
    """Fragments without pictures and what opens on request."""
    return tuple(
        fragment if isinstance(fragment, str) else fragment._replace(children=in_a_cv(fragment.children))
        for fragment in fragments
        if isinstance(fragment, str) or fragment.kind not in NOT_IN_A_CV
    )


def document(
    collection: Collection, options: Options, description: Description, section: CurriculumVitae | None = None
) -> Document:
    """A CV as a document that stands by itself."""
    cv = section or CurriculumVitae()
    chosen = cv.choose(collection, options)
    parts: list[DocumentPart] = []
    before: tuple[str, ...] = ()
    for group in chosen:
        shared = 0
        while shared < len(before) and group.labels[: shared + 1] == before[: shared + 1]:
            shared += 1
        for level, label in enumerate(group.labels[shared:], shared):
            parts.append(DocumentPart(level + 1, cv.heading(level, label, options, description), ()))
        before = group.labels
        body = described(group.about, cv.sections(collection), description)
        if parts and not parts[-1].body:
            parts[-1] = parts[-1]._replace(body=body)
        else:
            parts.append(DocumentPart(0, (), body))
    owner = next(iter(collection.profile), None)
    return Document(owner.name if owner else "", description.language, (), tuple(parts))
