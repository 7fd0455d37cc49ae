"""The directive ``cv``: a curriculum vitae, made of the records that the site shows elsewhere; and the same as a document of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, ClassVar, NamedTuple

from sphinx_academic.content.document import Document, DocumentPart
from sphinx_academic.content.fragments import Element, Fragments
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.records import CvPart, Profile, Record
from sphinx_academic.data.register import with_profile
from sphinx_academic.data.select import once_each
from sphinx_academic.data.values.addresses import bare_email, find_orcid, is_email
from sphinx_academic.data.values.name_parts import fold_name
from sphinx_academic.problems import Problem, nearest
from sphinx_academic.sections import options as read
from sphinx_academic.sections.base import BEHIND_LISTS, Chosen, PageFacts, Section
from sphinx_academic.sections.curriculum import (
    Curriculum,
    CvList,
    CvSection,
    curriculum,
    folded_variant,
    variants_of,
)
from sphinx_academic.sections.cv_offers import OFFERED, CvLook
from sphinx_academic.sections.cv_plans import MAIN
from sphinx_academic.sections.description import Description, _, figures, labelled
from sphinx_academic.sections.language_words import date_words
from sphinx_academic.sections.options import Option, Options
from sphinx_academic.sections.registry import Sections, sections_with
from sphinx_academic.setting_values import shown

NOT_IN_A_CV = frozenset({"figure", "disclosure", "on_screen", "widget", "drawn"})
"""Kinds of elements that an entry has in a list of the site, and not in a CV."""

_NOT_OF_A_CV = frozenset({"academic-tags", "academic-cited"})
"""Lines that an entry has in a list of the site, and not in a CV."""


WITHOUT_PHOTO = "The profile has no photo that a PDF could show."

_FILES = Chosen((), ())
"""Where the links to the files stand that a CV is offered as."""


class CvPiece(NamedTuple):
    """What one placeholder of a CV shows: a group of a list; the text of a part where there is no list; or what signs mean, which
    stands before a list where ``is_legend``."""

    shown: Curriculum
    section: CvSection
    listed: CvList | None = None
    group: int = 0
    is_legend: bool = False


class CurriculumVitae(Section[CvPart]):
    """The parts of a CV, one below the other."""

    name = "cv"
    list_of = "cv"
    in_cv = None
    stands_alone = True
    # fmt: off
    options: ClassVar = {
        "variant": Option(read.name,
            "Which [variant](/how-to/cv.md#variants): `industry`, `two-page`, `nsf-biosketch`, or one that the data name.", MAIN),
        **OFFERED,
        "no-index": read.REFERRED["no-index"],
    }
    # fmt: on

    _known: tuple[Collection | None, Options, Curriculum | None, tuple[Problem, ...]] = (None, {}, None, ())

    def facts(self, options: Options, page: PageFacts) -> Options:
        return {"page": page}

    def problems(self, collection: Collection, options: Options) -> Iterator[Problem]:
        found: list[Problem] = []
        self.curriculum(collection, options, found)
        yield from found

    def faults(self, collection: Collection, options: Options) -> Iterator[tuple[str, str, str]]:
        asked, variants = options.get("variant", MAIN), variants_of(collection)
        if folded_variant(asked) not in variants:
            meant = nearest(asked, variants)
            known = f"Did you mean '{meant}'?" if meant else f"The variants are: {', '.join(variants)}."
            message = f"There is no variant {shown(asked)} of the CV; '{MAIN}' is shown."
            yield "variant", message, f"{known} Others are those that parts below  cv:  name as  variants:"
        if options.get("pdf", CvLook()).has_photo and not (collection.owner and collection.owner.photo):
            yield "pdf", WITHOUT_PHOTO, "Give one:  profile: {photo: images/me.jpg}"
        told: list[Problem] = []
        if not self.curriculum(collection, options, told).sections and not (told or collection.unread):
            message = "The data have nothing that this CV shows."
            yield (
                "",
                message,
                "A CV is made of positions, education, publications, talks and what else the data hold.",
            )

    def curriculum(self, collection: Collection, options: Options, problems: list[Problem]) -> Curriculum:
        """What the CV shows; what is wrong is added to ``problems``. It is asked for more than once."""
        variant, page = options.get("variant", MAIN), options["page"]
        known_of, known_as, found, told = self._known
        if found is None or known_of is not collection or known_as != {"variant": variant, "page": page}:
            new: list[Problem] = []
            found = curriculum(collection, self.sections(collection), variant, page, new)
            told = tuple(new)
            self._known = collection, {"variant": variant, "page": page}, found, told
        problems.extend(told)
        return found

    def sections(self, collection: Collection) -> Sections:
        """The sections that there are, those of kinds that the data declare among them."""
        return sections_with(collection.declared)

    def choose(self, collection: Collection, options: Options) -> tuple[Chosen, ...]:
        shown = self.curriculum(collection, options, [])
        chosen = tuple(_chosen(shown, collection, self.sections(collection)))
        is_offered = chosen and not OFFERED.keys().isdisjoint(options)
        return (_FILES, *chosen) if is_offered else chosen

    def heading(self, level: int, label: str, options: Options, description: Description) -> Fragments:
        return description.prose(label) if level == 0 else (label,)

    def shows_pictures(self, options: Options) -> bool:
        return False

    def pictured(self, collection: Collection, options: Options) -> tuple[Record, ...]:
        owner = collection.owner
        return (owner,) if owner and options.get("pdf", CvLook()).has_photo else ()

    def lists(
        self, chosen: Sequence[Chosen], options: Options
    ) -> Iterator[tuple[Section[Any], int, Sequence[Any]]]:
        lists = {
            id(piece.listed): piece
            for group in chosen
            if (piece := group.about) is not None and piece.listed is not None
        }
        for piece in lists.values():
            section = sections_with(piece.shown.declared)[piece.listed.section]
            yield section, BEHIND_LISTS, once_each(piece.listed.groups)

    def describe(
        self, chosen: tuple[Chosen, ...], index: int, options: Options, description: Description
    ) -> Fragments:
        piece: CvPiece | None = chosen[index].about
        if piece is None:
            return ()
        return (Element("division", described(piece, options, description), "academic academic-cv"),)


def _chosen(shown: Curriculum, collection: Collection, sections: Sections) -> Iterator[Chosen]:
    """The pieces of a CV under their headings; what signs mean stands once, before the first list that has some."""
    is_told = False
    for section in shown.sections:
        labels = (section.title,) if section.title else ()
        if section.part.text:
            yield Chosen(labels, (section.part,), about=CvPiece(shown, section))
        for listed in section.lists:
            if not is_told and _has_signs(shown, listed):
                is_told = True
                yield Chosen(labels, (), about=CvPiece(shown, section, listed, is_legend=True))
            for index, (within, group) in enumerate(listed.headed(sections[listed.section], collection)):
                yield Chosen((*labels, *within), group.records, about=CvPiece(shown, section, listed, index))


def _has_signs(shown: Curriculum, listed: CvList) -> bool:
    """Whether names of a list have a sign behind them, or a line below."""
    for group in listed.groups:
        for record in group.records:
            for _name, people in record.author_lists():
                for author in people.people:
                    if shown.signs.of(author) or (shown.students is not None and shown.students.mean(author)):
                        return True
    return False


def _legend(shown: Curriculum, description: Description) -> Fragments:
    students: Fragments = ()
    if _names_students(shown):
        students = labelled(
            (Element("underlined", (_("underlined"),), "academic-student"),), (_("students"),)
        )
    return shown.signs.legend(*((students,) if students else ()))


def _names_students(shown: Curriculum) -> bool:
    students = shown.students
    return students is not None and any(
        students.mean(author)
        for section in shown.sections
        for record in section.records
        for _name, people in record.author_lists()
        for author in people.people
    )


def described(piece: CvPiece, options: Options, description: Description) -> Fragments:
    """A piece of a CV as fragments, without what only lists of a site have; the names of its owner stand out where no others are to."""
    shown, part = piece.shown, piece.section.part
    if piece.is_legend:
        return _legend(shown, description)
    if piece.listed is None:
        return (Element("division", description.blocks(part.text, part, "text"), "academic-cv-text"),)
    page: PageFacts = options["page"]
    description = replace(
        description, highlights=shown.standing_out(description.highlights, page.highlighted)
    )
    if page.dates == "auto":
        description = replace(description, date_words=date_words("medium", description.language))
    if description.form == "list":
        description = replace(description, form="cv")
    is_student = shown.students.mean if shown.students is not None else None
    description = replace(description, signs=shown.signs, is_student=is_student)
    section = sections_with(shown.declared)[piece.listed.section]
    return in_a_cv(section.describe(piece.listed.groups, piece.group, piece.listed.options, description))


def in_a_cv(fragments: Fragments) -> Fragments:
    """Fragments without pictures and what opens on request; what only paper has where a screen has something that opens is there."""
    found: list[str | Element] = []
    opens = any(isinstance(each, Element) and each.kind == "on_screen" for each in fragments)
    for fragment in fragments:
        if isinstance(fragment, str):
            found.append(fragment)
        elif fragment.kind in NOT_IN_A_CV or fragment.classes in _NOT_OF_A_CV:
            continue
        elif fragment.kind == "on_paper" and opens:
            found += in_a_cv(fragment.children)
        else:
            classes = fragment.classes.replace(" academic-with-logos", "")
            found.append(fragment._replace(children=in_a_cv(fragment.children), classes=classes))
    return tuple(found)


# As a document of its own


def document(
    collection: Collection, options: Options, description: Description, section: CurriculumVitae | None = None
) -> Document:
    """A CV as a document that stands by itself.

    Above it stand lines about its owner, each an element ``line``: ``academic-other-names``, ``academic-role``,
    ``academic-affiliation``, and where the PDF is to have the photo a ``figure`` first; then for each address of e-mail an ``academic-email`` with a link (``mailto:``), ``academic-orcid`` with a
    link behind *ORCID*, and for each link an ``academic-link``.

    Its parts hold what the page has. An entry of a list of a career is an ``entry`` ``academic-entry`` with a line ``academic-dates``
    (without one, an empty ``on_paper`` of that class) and a division ``academic-body``, whose ``lines`` are ``academic-title``,
    ``academic-where``, others such as ``academic-authors``, ``academic-note`` and ``academic-links``; ``academic-dated`` is the class of
    a list that has a column of dates, ``academic-together`` is around entries below one ``academic-head``. An entry of a list of
    works has a division ``academic-body`` with the lines ``academic-title`` (in it a span ``academic-number``), ``academic-authors``,
    ``academic-venue``, ``academic-award`` and ``academic-links``, or where it is compact a paragraph ``academic-line``. The text of a
    part is a division ``academic-cv-text``; what signs mean is a paragraph ``academic-legend`` before the first list that has some.
    The owner's name is ``strong`` ``academic-highlight``, a student's ``underlined`` ``academic-student``."""
    cv = section or CurriculumVitae()
    description = replace(description, form="printed")
    chosen = [group for group in cv.choose(collection, options) if group is not _FILES]
    parts: list[DocumentPart] = []
    before: tuple[str, ...] = ()
    for group in chosen:
        shared = 0
        while shared < len(before) and group.labels[: shared + 1] == before[: shared + 1]:
            shared += 1
        for level, label in enumerate(group.labels[shared:], shared):
            parts.append(DocumentPart(level + 1, cv.heading(level, label, options, description), ()))
        is_below_heading = len(group.labels) > shared
        before = group.labels
        body = described(group.about, options, description)
        if is_below_heading:
            parts[-1] = parts[-1]._replace(body=body)
        else:
            parts.append(DocumentPart(0, (), body))
    owner = collection.owner
    head: Fragments = tuple(_head(owner, collection, description)) if owner else ()
    if owner and options.get("pdf", CvLook()).has_photo:
        head = (*figures(owner.photo[:1], owner, owner.name, description, "photo"), *head)
    name = owner.name if owner else _only_name(options["page"].highlighted)
    return Document(name, description.language, head, tuple(parts))


def _only_name(highlighted: Sequence[str]) -> str:
    """Whose CV it is where no profile says it: who alone is to stand out, by name; not by an ORCID or a role."""
    name = highlighted[0].strip() if len(highlighted) == 1 else ""
    is_name = " " in name and not find_orcid(name) and not name.lower().startswith("every ")
    return name if is_name else ""


def _head(owner: Profile, collection: Collection, description: Description) -> Iterator[Element]:
    """Who this is: position and place, where to write to, the ORCID, and links, each on a line of its own."""
    people = with_profile(collection.people, (owner,))
    known = [person for person in people if fold_name(person.name) == fold_name(owner.name)]
    links = [link for _field, link in owner.addresses()]
    links += [link for person in known for _field, link in person.addresses() if link not in links]
    emails = [bare_email(owner.email), *(bare_email(link.url) for link in links if is_email(link.url))]
    emails += [email for person in known for email in person.emails]
    orcids = [orcid for link in links if (orcid := find_orcid(link.url))]
    orcids += [person.orcid for person in known if person.orcid]
    yield from _lines([(", ".join(owner.other_names),) if owner.other_names else ()], "academic-other-names")
    yield from _lines([description.field(owner, "role")], "academic-role")
    yield from _lines([description.field(owner, "affiliation")], "academic-affiliation")
    for email in dict.fromkeys(filter(None, emails)):
        yield from _lines([_linked(email, f"mailto:{email}" if is_email(email) else "")], "academic-email")
    for orcid in tuple(dict.fromkeys(orcids))[:1]:
        yield from _lines([("ORCID ", *_linked(orcid, f"https://orcid.org/{orcid}"))], "academic-orcid")
    told: set[str] = set()
    for link in links:
        if not (is_email(link.url) or find_orcid(link.url) or (link.url or link.name) in told):
            told.add(link.url or link.name)
            yield from _lines([_linked(link.name, link.url)], "academic-link")


def _linked(words: str, url: str) -> Fragments:
    return (Element("link", (words,), "", {"url": url}) if url else words,) if words else ()


def _lines(contents: Iterable[Fragments], classes: str) -> Iterator[Element]:
    return (Element("line", content, classes) for content in contents if content)
