"""What a curriculum vitae shows: its parts, in the order of the data or a good one, and of which records each of its lists is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from sphinx_academic.content.fragments import plain
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.records import CvPart, Profile, Record
from sphinx_academic.data.records.person import Highlights
from sphinx_academic.data.select import Chosen
from sphinx_academic.problems import Code, Problem, nearest, shorten
from sphinx_academic.sections.base import PageFacts, Section, markup_for
from sphinx_academic.sections.description import Description, _
from sphinx_academic.sections.options import Options, read_options
from sphinx_academic.sections.registry import Sections

HEADINGS: Mapping[str, Callable[[], str]] = {
    "positions": lambda: _("Positions"),
    "education": lambda: _("Education"),
    "awards": lambda: _("Awards"),
    "grants": lambda: _("Grants"),
    "publications": lambda: _("Publications"),
    "talks": lambda: _("Talks"),
    "teaching": lambda: _("Teaching"),
    "supervision": lambda: _("Supervision"),
    "service": lambda: _("Service"),
    "memberships": lambda: _("Memberships"),
    "projects": lambda: _("Projects"),
    "software": lambda: _("Software"),
    "datasets": lambda: _("Datasets"),
    "competitions": lambda: _("Competitions"),
    "media": lambda: _("In the media"),
    "events": lambda: _("Events"),
}
"""The lists that a CV may have, in a good order, and what stands above each."""

_AS_IN_A_CV: Mapping[str, Mapping[str, str]] = {
    "publications": {"layout": "list", "numbered": "type", "group-by": "type"},
    "projects": {"layout": "list"},
    "software": {"layout": "list"},
    "datasets": {"layout": "list"},
}
"""How the directive of a list shows it in a CV where nothing else is said."""


class CvList(NamedTuple):
    """One list of a part: its section, with which options, and what that shows."""

    section: str
    options: Options
    groups: tuple[Chosen, ...]


class CvSection(NamedTuple):
    """One part of a CV as it is shown: what the data say of it, its heading, and its lists."""

    part: CvPart
    title: str
    lists: tuple[CvList, ...]

    @property
    def records(self) -> tuple[Record, ...]:
        """The records of its lists, in their order."""
        return tuple(record for each in self.lists for group in each.groups for record in group.records)


class Curriculum(NamedTuple):
    """A variant of the CV: whose it is, and its parts, each with something to show."""

    variant: str
    owner: Profile | None
    sections: tuple[CvSection, ...]


def variants_of(collection: Collection) -> tuple[str, ...]:
    """The variants that there may be: those that the data name, and those that are known without that."""
    named = (name for part in collection.of(CvPart) for name in part.variants)
    return tuple(dict.fromkeys((*named, *PLANS)))


def curriculum(
    collection: Collection, sections: Sections, variant: str, page: PageFacts, problems: list[Problem]
) -> Curriculum:
    """The CV of a collection in one of its variants; what is wrong with the parts that the data ask for is added to ``problems``.

    A record one of whose tags is a variant is in that alone.
    """
    owner = next(iter(collection.profile), None)
    known = frozenset(variants_of(collection))
    shown = []
    for part in parts_of(collection, variant):
        lists = tuple(_lists(part, collection, sections, variant, known, page, problems))
        if lists or part.text:
            shown.append(CvSection(part, part.title or _title(part, collection), lists))
    return Curriculum(variant, owner, tuple(shown))


def parts_of(collection: Collection, variant: str) -> tuple[CvPart, ...]:
    """The parts that a variant is to have: those of the data, else those that such a one usually has."""
    asked = collection.of(CvPart)
    of_variant = tuple(part for part in asked if not part.variants or variant in part.variants)
    if of_variant and (
        not variant or any(variant in part.variants for part in asked) or variant not in PLANS
    ):
        return of_variant
    return PLANS.get(variant, PLANS["academic"])(collection)


def _usual(collection: Collection) -> tuple[CvPart, ...]:
    """All lists of which there are records, in a good order; kinds of the site's own stand where their declaration says."""
    return tuple(CvPart(kinds=(name,)) for name in HEADINGS)


PLANS: Mapping[str, Callable[[Collection], tuple[CvPart, ...]]] = {"academic": _usual}
"""The variants that are known without the data naming them, and their parts."""


def _title(part: CvPart, collection: Collection) -> str:
    name = part.kinds[0] if part.kinds else ""
    return str(HEADINGS[name]()) if name in HEADINGS else name


def _lists(
    part: CvPart,
    collection: Collection,
    sections: Sections,
    variant: str,
    known: frozenset[str],
    page: PageFacts,
    problems: list[Problem],
) -> Iterator[CvList]:
    for kind in part.kinds:
        name = _directive(kind, collection)
        if name not in sections:
            message = f"There is no list '{shorten(kind)}' that a CV could show."
            meant = nearest(kind, HEADINGS)
            hint = f"Did you mean '{meant}'?" if meant else f"The lists are: {', '.join(HEADINGS)}."
            problems.append(part.origin.problem("kinds", Code.CV, message, hint))
            continue
        section = sections[name]
        wanted = {**_AS_IN_A_CV.get(name, {}), **part.options()}
        reading = read_options(wanted, section.options)
        for option, message, hint in reading.faults:
            problems.append(part.origin.problem(option.replace("-", "_"), Code.CV, message, hint))
        options = {**reading.values}
        options.update(section.facts(options, page))
        groups = section.choose(_of_variant(collection, section, variant, known), options)
        if any(group.records for group in groups):
            yield CvList(name, options, groups)


def _directive(kind: str, collection: Collection) -> str:
    """The directive of a list, by any name that the list has."""
    name = kind.strip().lower()
    found = next((each for each, record in collection.all_kinds.items() if name in record.lists), name)
    return "newsfeed" if found == "news" else found


def _of_variant(
    collection: Collection, section: Section[Record], variant: str, known: frozenset[str]
) -> Collection:
    """The collection without the records of other variants."""
    kind = section.record_kind
    every = collection.of(kind)
    left = tuple(record for record in every if is_of_variant(record, variant, known))
    if len(left) == len(every):
        return collection
    return Collection(
        **{**collection.__dict__, "records": {**collection.records, kind: left}, "as_written": None}
    )


def is_of_variant(record: Record, variant: str, known: Iterable[str]) -> bool:
    """Whether a record is in a variant: it has the variant's name among its tags, or that of none."""
    named = {tag.lower() for tag in getattr(record, "tags", ())} & {name.lower() for name in known}
    return not named or variant.lower() in named


def words_of_label(
    section: Section[Record], level: int, label: str, options: Options, collection: Collection
) -> str:
    """A heading within a list of a CV, as plain words."""
    description = Description(markup_for(collection), Highlights(()))
    return plain(section.heading(level, label, options, description)).strip() or label
