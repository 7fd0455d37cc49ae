"""The directive ``people``: the members of a group and its alumni, as cards, as a list or as a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from sphinx_academic.content.fragments import Element, Fragments, plain
from sphinx_academic.data import roles_of_people as roles
from sphinx_academic.data import select
from sphinx_academic.data.collation import collation
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.records import Person
from sphinx_academic.data.values.dates import PartialDate, last_day
from sphinx_academic.data.values.name_parts import parts_of
from sphinx_academic.sections import entries
from sphinx_academic.sections import options as read
from sphinx_academic.sections.base import Chosen, PageFacts
from sphinx_academic.sections.belonging import BELONGING, belonging
from sphinx_academic.sections.description import Description, _
from sphinx_academic.sections.options import Option, Options
from sphinx_academic.sections.person_entry import SectionOfPeople, Somebody, card, item, people_in, table

_ALUMNI = "alumni"
_NO_DATE = (10_000, 0, 0)


class People(SectionOfPeople):
    """The people of the register, those who have left apart."""

    name = "people"
    list_of = "people"
    in_cv: ClassVar = {"layout": "list"}
    # fmt: off
    options: ClassVar = {
        "layout": Option(read.one_of("cards", "list", "table"), "Cards side by side with photos, a list, or a table.", "cards"),
        "group-by": Option(read.one_of("none", "role"), "Puts headings between the roles; alumni stand under one of their own in any "
            "case.", "none"),
        "roles": Option(read.words, "Groups by role in this order, under these headings: `Principal investigator, Postdocs, PhD "
            "students`. Roles that are not named [follow](#order-of-roles)."),
        "role": Option(read.words, "Only who has one of these roles; an s at the end does not matter."),
        "current": Option(read.flag, "Only who is there today (see [`academic_today`](/reference/configuration.md))."),
        "alumni": Option(read.one_of("only", "without"), "Only who has left, or nobody who has."),
        "since": Option(read.date, "Only who was there at this date or later."),
        "tag": Option(read.words, "Only who has one of these tags."),
        **BELONGING,
        "sort": Option(read.one_of("file", "name", "start"), "As they are written in the file, by family name in the [order of the "
            "language](/reference/directives/publications.md#order-of-words), or who came first.", "file"),
        "limit": Option(read.count, "At most so many, the first in order."),
        **read.REFERRED,
    }
    # fmt: on
    filters = frozenset({"role", "current", "alumni", "since", "tag", *BELONGING})

    def choose(self, collection: Collection, options: Options) -> tuple[Chosen, ...]:
        today: PartialDate | None = options.get("today")
        people = list(belonging(people_in(collection), collection, options))
        if "tag" in options:
            people = select.by_tag(people, options["tag"], select.tags_of)
        found = _in_order(self._left(people, today, options), options)[: options.get("limit")]
        if options.get("alumni") == "only":
            return _grouped(found, options)
        alumni = [person for person in found if person.has_left(today)]
        groups = _grouped([person for person in found if not person.has_left(today)], options)
        return (*groups, Chosen((_ALUMNI,), tuple(alumni))) if alumni else groups

    def _left(
        self, people: Iterable[Person], today: PartialDate | None, options: Options
    ) -> Iterator[Person]:
        """The people whom the options leave."""
        wanted = set(map(roles.folded, options.get("role", ())))
        wants_alumni = any(map(roles.asks_for_alumni, wanted))
        for person in people:
            has_left = person.has_left(today)
            has_role = not wanted.isdisjoint(person.roles) or (wants_alumni and has_left)
            is_wanted = (
                (not wanted or has_role)
                and not (options.get("current") and (has_left or _is_to_come(person, today)))
                and options.get("alumni", "") != ("without" if has_left else "only")
                and ("since" not in options or _was_there(person, options["since"], has_left=has_left))
            )
            if is_wanted:
                yield person

    def facts(self, options: Options, page: PageFacts) -> Options:
        by_name = {"language": page.language} if options.get("sort") == "name" else {}
        return {"today": page.today, **by_name}

    def faults(self, collection: Collection, options: Options) -> Iterator[tuple[str, str, str]]:
        yield from super().faults(collection, options)
        for option in ("roles", "role"):
            unknown = entries.unknown_roles(options.get(option, ()), collection.people)
            yield from ((option, *told) for told in unknown)

    def heading(self, level: int, label: str, options: Options, description: Description) -> Fragments:
        if label != _ALUMNI:
            return description.prose(label) or (_("Other"),)
        asked = (each for each in options.get("roles", ()) if roles.asks_for_alumni(roles.folded(each)))
        return (next(asked, _("Alumni")),)

    def shows_pictures(self, options: Options) -> bool:
        return bool(options.get("layout", "cards") == "cards")

    def searched(self, record: Somebody, description: Description) -> tuple[str, ...]:
        return (record.name, *(plain(description.prose(each)) for each in (record.role, record.affiliation)))

    def describe(
        self, chosen: tuple[Chosen, ...], index: int, options: Options, description: Description
    ) -> Fragments:
        group, today, layout = chosen[index], options.get("today"), options.get("layout", "cards")
        # What the heading says already need not be said of everybody.
        said = roles.folded(group.labels[0]) if group.labels else ""
        if layout == "table":
            return (table(group.records, today, said, description),)
        entry = card if layout == "cards" else item
        people = tuple(entry(each, today, said, description) for each in group.records)
        return (Element("cards", people, f"academic academic-people academic-people-{layout}"),)


def _grouped(people: Sequence[Person], options: Options) -> tuple[Chosen, ...]:
    are_grouped = options.get("group-by", "role" if "roles" in options else "none") == "role"
    found = select.grouped_by(people, lambda person: roles.folded(person.role))
    if not are_grouped or found.keys() <= {""}:
        return (Chosen((), tuple(people)),) if people else ()
    wanted = _as_shown(options.get("roles", ()), people)
    order = roles.in_order((person.role for person in people), wanted)
    return tuple(Chosen((role,), tuple(found[roles.folded(role)])) for role in order)


def _as_shown(wanted: Sequence[str], people: Sequence[Person]) -> list[str]:
    """Roles that a page names in a language that its site is not in, as they are shown."""
    shown = {role: person.role for person in reversed(people) for role in person.roles if person.in_languages}
    as_asked = {roles.folded(person.role) for person in people}
    return [
        role if roles.folded(role) in as_asked else shown.get(roles.folded(role), role) for role in wanted
    ]


def _in_order(people: Iterable[Person], options: Options) -> list[Person]:
    order = options.get("sort", "file")
    if order == "name":
        key = collation(options.get("language", "en")).key
        names = ((parts_of(person.name), person) for person in people)
        keyed = [((key(name.family or name.literal), key(name.given)), person) for name, person in names]
        return [person for _key, person in sorted(keyed, key=lambda pair: pair[0])]
    if order == "start":
        return sorted(people, key=lambda person: person.began.order if person.began else _NO_DATE)
    return list(people)


def _is_to_come(person: Person, today: PartialDate | None) -> bool:
    return today is not None and person.began is not None and person.began.order > today.order


def _was_there(person: Person, date: PartialDate, *, has_left: bool) -> bool:
    """Whether somebody was there at a date or later; of alumni without an end nothing is known."""
    return last_day(person.ended) >= date.order if person.ended else not has_left
