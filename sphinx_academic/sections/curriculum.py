"""What a curriculum vitae shows: its parts, in the order of the data or a good one, and of which records each of its lists is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any, NamedTuple

from sphinx_academic.content.fragments import plain
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.declarations import DeclaredKind
from sphinx_academic.data.owner import Owner, by_owner
from sphinx_academic.data.records import CvPart, NewsItem, Profile, Record
from sphinx_academic.data.records.person import Highlights
from sphinx_academic.data.select import Chosen, once_each
from sphinx_academic.data.students import students_of
from sphinx_academic.data.values.addresses import find_orcid
from sphinx_academic.data.values.names import Author
from sphinx_academic.problems import Code, Problem, few, nearest, shorten
from sphinx_academic.sections.base import PageFacts, Section, markup_for
from sphinx_academic.sections.cv_plans import MAIN, ORDER, PLANS, in_order
from sphinx_academic.sections.description import Description, Signs, _
from sphinx_academic.sections.options import Options, read_options
from sphinx_academic.sections.registry import Sections
from sphinx_academic.setting_values import shown

_WHOSE = frozenset({"author", "person", "keys"})
"""What a part may ask for that says whose works it shows."""


class CvList(NamedTuple):
    """One list of a part: its section, with which options, and what that shows."""

    section: str
    options: Options
    groups: tuple[Chosen, ...]

    def headed(
        self, section: Section[Any], collection: Collection
    ) -> Iterator[tuple[tuple[str, ...], Chosen]]:
        """Each of its groups behind the headings above it, as plain words; ``section`` is that of the list."""
        description = Description(markup_for(collection), Highlights(()))
        for group in self.groups:
            headings = (
                plain(section.heading(level, label, self.options, description)).strip() or label
                for level, label in enumerate(group.labels)
            )
            yield tuple(headings), group


class CvSection(NamedTuple):
    """One part of a CV as it is shown: what the data say of it, its heading, and its lists."""

    part: CvPart
    title: str
    lists: tuple[CvList, ...]

    @property
    def records(self) -> tuple[Record, ...]:
        """The records of its lists, in their order."""
        return tuple(chain.from_iterable(once_each(each.groups) for each in self.lists))


class Curriculum(NamedTuple):
    """A variant of the CV: whose it is, and its parts, each with something to show; the signs of all its lists together, whose names
    stand out where the site does not say whose, and whose are underlined; and the kinds that the data declare."""

    variant: str
    owner: Profile | None
    sections: tuple[CvSection, ...]
    signs: Signs
    highlights: Highlights | None
    students: Highlights | None
    declared: tuple[DeclaredKind, ...]

    def standing_out(self, asked: Highlights, names: Sequence[str]) -> Highlights:
        """Whose names stand out: the owner's in every spelling, where the ``names`` that somebody asked for, ``asked``, are none or the
        owner's alone; else who was asked for."""
        if self.highlights is None or (names and not self._are_owner(names)):
            return asked
        return self.highlights

    def _are_owner(self, names: Sequence[str]) -> bool:
        assert self.highlights is not None
        return all(self.highlights.mean(Author(name, orcid=find_orcid(name))) for name in names)


def variants_of(collection: Collection) -> tuple[str, ...]:
    """The variants that there may be: those that are known anyway, and those that parts of the data name."""
    named = (name for part in collection.of(CvPart) for name in part.variants)
    return tuple(dict.fromkeys((*PLANS, *map(folded_variant, named))))


def curriculum(
    collection: Collection, sections: Sections, variant: str, page: PageFacts, problems: list[Problem]
) -> Curriculum:
    """The CV of a collection in one of its variants, in the usual one where there is none of the name; what is wrong with the parts
    that the data ask for is added to ``problems``.

    A record one of whose tags is a variant is in that alone; works of others than the owner are in none, unless a part asks for
    them by author or key."""
    owner = collection.owner
    known = variants_of(collection)
    variant = folded_variant(variant) if folded_variant(variant) in known else MAIN
    every = of_variant(collection, variant, known)
    person = Owner(owner, collection.people) if owner is not None and owner.all_names else None
    own = by_owner(every, person) if person is not None else every
    reading = _CvReading(collection, every, own, sections, page, problems)
    parts = parts_of(own, variant, in_order(collection.declared, reading.directives))
    found = tuple(section for part in parts if (section := reading.section(part)) is not None)
    records = once_each(group for section in found for each in section.lists for group in each.groups)
    lists = (people for record in records for _name, people in record.author_lists())
    highlights = person.in_bold(collection) if person is not None else None
    students = students_of(collection, owner)
    return Curriculum(variant, owner, found, Signs(lists), highlights, students, collection.declared)


def parts_of(collection: Collection, variant: str, lists: tuple[str, ...]) -> tuple[CvPart, ...]:
    """The parts that a variant has.

    Where the data have parts that name it, these and all that name no variant, in their order; else, of the usual one, those that
    name none, of another that is known, its own, and where there are no parts, all ``lists``."""
    asked = collection.of(CvPart)
    is_named = any(variant in map(folded_variant, part.variants) for part in asked)
    if is_named or variant == MAIN:
        found = tuple(
            part for part in asked if not part.variants or variant in map(folded_variant, part.variants)
        )
        if found:
            return found
    return PLANS.get(variant, PLANS[MAIN])(collection, lists)


def folded_variant(variant: str) -> str:
    """What is the same for all spellings of a variant's name."""
    return variant.strip().lower().replace("_", "-").replace(" ", "-")


def of_variant(collection: Collection, variant: str, known: Iterable[str]) -> Collection:
    """The collection without the records of other variants."""
    names = frozenset(known)

    def left(records: Iterable[Record]) -> tuple[Record, ...]:
        return tuple(record for record in records if is_of_variant(record, variant, names))

    records = {kind: left(every) for kind, every in collection.records.items()}
    if all(len(every) == len(collection.records[kind]) for kind, every in records.items()):
        return collection
    written = collection.as_written
    as_written = (
        tuple(record for record in written if is_of_variant(record, variant, names)) if written else written
    )
    return replace(collection, records=records, as_written=as_written)


def is_of_variant(record: Record, variant: str, known: Iterable[str]) -> bool:
    """Whether a record is in a variant: it has the variant's name among its tags, or that of none."""
    tags: tuple[str, ...] = getattr(record, "tags", ())
    named = {folded_variant(tag) for tag in tags} & set(known) if tags else ()
    return not named or variant in named


class _CvReading:
    """The reading of the parts of a CV."""

    def __init__(
        self,
        whole: Collection,
        every: Collection,
        own: Collection,
        sections: Sections,
        page: PageFacts,
        problems: list[Problem],
    ) -> None:
        self._whole, self._every, self._own = whole, every, own
        self._sections, self._page, self._problems = sections, page, problems
        self.directives = sections.of_list
        """The directive of a list, by any name that the list has."""

    def section(self, part: CvPart) -> CvSection | None:
        """What a part shows; None where that is nothing."""
        is_asked = bool(part.origin.path)
        lists: list[CvList] = []
        empty: list[tuple[Section[Record], Mapping[str, str]]] = []
        for kind in part.kinds:
            name = self.directives.get(kind.strip().lower(), "")
            section = self._sections[name] if name else None
            if section is None or section.in_cv is None:
                self._note_unknown(part, kind)
                continue
            if is_asked and not self._has_records(section):
                self._note_missing(part, kind, section)
                continue
            asked = self._asked(part, section)
            options = self._options(part, section, asked, is_asked=is_asked)
            collection = self._own if _WHOSE.isdisjoint(asked) else self._every
            groups = section.choose(collection, options)
            if "group-by" in options and "group_by" not in part.__dict__ and len(groups) == 1:
                # One group alone needs no heading below that of the part.
                options = {name: value for name, value in options.items() if name != "group-by"}
                groups = section.choose(collection, options)
            if any(group.records or group.about is not None for group in groups):
                lists.append(CvList(name, options, groups))
            else:
                empty.append((section, asked))
        if not lists and empty and is_asked:
            self._note_empty(part, *empty[0])
        if not lists and not part.text:
            return None
        return CvSection(part, part.title or self._title(part), tuple(lists))

    def _options(
        self, part: CvPart, section: Section[Record], asked: Mapping[str, str], *, is_asked: bool
    ) -> Options:
        usual = section.in_cv or {}
        wanted = {name: text for name, text in {**usual, **asked}.items() if name in section.options}
        if wanted.get("numbered", "").lower() in {"no", "none", "false", "off"}:
            del wanted["numbered"]
        reading = read_options(wanted, section.options)
        options = {**reading.values}
        for name, _message, _hint in reading.faults:
            if name in usual:
                options.update(read_options({name: usual[name]}, section.options).values)
        options.update(section.facts(options, self._page))
        if is_asked:
            for name in asked.keys() - section.options.keys():
                self._note_strange(part, section, name)
            for name, message, hint in reading.faults:
                self._note(part, name, message.replace(f"'{name}'", f"'{name.replace('-', '_')}'"), hint)
            for name, message, hint in section.faults(self._whole, options):
                self._note(part, name, message, hint)
        return options

    def _asked(self, part: CvPart, section: Section[Record]) -> dict[str, str]:
        """What is asked of a list of a part: works have no ``since`` but years."""
        asked = dict(part.options())
        if "since" in asked and "since" not in section.options and "year" in section.options:
            since = asked.pop("since").strip()
            if "year" in asked:
                message = f"The list '{section.name}' is asked for 'year' and 'since'; the former counts."
                self._note(part, "since", message, "Leave one of them out.")
            elif re.fullmatch(r"\d{4}(-\d{1,2}){0,2}", since, re.ASCII):
                asked["year"] = f"{since[:4]}-"
            else:
                message = f"{shown(since)} is no value for the option 'since'."
                self._note(part, "since", message, "Write it as 2024-05-16, 2024-05 or 2024.")
        if "author" in asked and "author" not in section.options and "person" in section.options:
            asked["person"] = asked.pop("author")
        return asked

    def _has_records(self, section: Section[Record]) -> bool:
        """Whether the data hold anything of a list, whatever the variant; of lists that are none of ours nothing is known."""
        kind, whole = self._whole.all_kinds.get(section.list_of), self._whole
        is_made = kind is NewsItem and bool(whole.auto_news)
        return kind is None or is_made or bool(whole.of(kind) or whole.unread)

    def _title(self, part: CvPart) -> str:
        """What the lists of a part are called; a part that is a text alone has no heading unless it is given one."""
        names = (self.directives.get(kind.strip().lower(), "") for kind in part.kinds)
        titles = [self._sections.title(name) for name in names if name]
        if len(titles) == 2:
            return str(_("{name} and {other}")).format(name=titles[0], other=titles[1])
        return ", ".join(titles)

    # What is wrong

    def _note(self, part: CvPart, option: str, message: str, hint: str, text: str = "") -> None:
        field = option.replace("-", "_") or "kinds"
        self._problems.append(part.origin.problem(field, Code.CV, message, hint, text))

    def _note_unknown(self, part: CvPart, kind: str) -> None:
        may_be = [
            name for name, directive in self.directives.items() if self._sections[directive].in_cv is not None
        ]
        meant = nearest(kind.strip().lower(), may_be)
        known = {self.directives[name] for name in may_be}
        names = [*filter(known.__contains__, ORDER), *(name for name in may_be if name in known - {*ORDER})]
        hint = f"Did you mean '{meant}'?" if meant else f"The lists are: {', '.join(names)}."
        message = f"There is no list {shown(kind)} that a CV could show; the rest of it is shown."
        self._note(part, "kinds", message, hint, kind)

    def _note_missing(self, part: CvPart, kind: str, section: Section[Record]) -> None:
        message = f"The CV asks for '{shorten(kind)}', of which the data have none."
        hint = f"Put  {section.list_of}:  into the data, or take the part away."
        self._note(part, "kinds", message, hint, kind)

    def _note_strange(self, part: CvPart, section: Section[Record], option: str) -> None:
        known = [name for name in CvPart.ASKED if name.replace("_", "-") in section.options]
        message = f"The list '{section.name}' cannot be told '{option.replace('-', '_')}'; it is shown without that."
        self._note(part, option, message, f"It can be told: {', '.join(known)}.")

    def _note_empty(self, part: CvPart, section: Section[Record], asked: Mapping[str, str]) -> None:
        filters = [name for name in asked if name in section.filters or name == "keys"]
        kind = self._whole.all_kinds.get(section.list_of)
        called = kind.kind if kind is not None else section.name
        if filters:
            written = ", ".join(f"{name.replace('-', '_')}: {asked[name] or 'true'}" for name in filters)
            message = (
                f"No {called} is there with {shorten(written, 200)}, so that this part of the CV is left out."
            )
            hint = "Loosen what it asks for, or take the part away."
            tags = (
                dict.fromkeys(tag for each in self._whole.of(kind) for tag in getattr(each, "tags", ()))
                if kind
                else {}
            )
            if "tag" in filters and filters == ["tag"]:
                meant = nearest(part.tag[0], tags) if part.tag else None
                known = f"The tags are: {few(tags)}." if tags else f"No {called} has a tag."
                hint = f"Did you mean '{meant}'?" if meant else known
            self._note(part, filters[0], message, hint)
        else:
            message = f"Each {called} is tagged for another variant, so that this part of the CV is left out."
            self._note(part, "kinds", message, "Name the variants of the part:  variants: …")
