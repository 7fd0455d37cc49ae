"""The look that all lists of a career share: dates in a column, what and where beside them, the rest behind."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import ClassVar, TypeVar

from sphinx_academic.content.fragments import Element, Fragment, Fragments, joined, plain
from sphinx_academic.data import select
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.naming import anchor
from sphinx_academic.data.records import TimedRecord
from sphinx_academic.data.records.timed import done_as_in_all
from sphinx_academic.data.values.dates import PartialDate, ReadDate, is_ongoing
from sphinx_academic.problems import few, nearest
from sphinx_academic.sections import description as shared
from sphinx_academic.sections import options as read
from sphinx_academic.sections.base import Chosen, FilterWords, PageFacts, Section, years_of
from sphinx_academic.sections.belonging import BELONGING, MEMBERS, belonging
from sphinx_academic.sections.date_column import DATES, NO_DATES, column_of, with_dates
from sphinx_academic.sections.description import Description, Signs, _, figures, line
from sphinx_academic.sections.offers import Syndicated
from sphinx_academic.sections.options import Option, Options
from sphinx_academic.sections.own_fields import own_behind, own_beside, own_lines
from sphinx_academic.setting_values import shown

T = TypeVar("T", bound=TimedRecord)

_CURRENT, _PAST = "current", "past"

# fmt: off
TIMED_OPTIONS: dict[str, Option] = {
    "since": Option(read.date, "Only what went on at this date or later."),
    "current": Option(read.flag, "Only what goes on today, or is still to come (see [`academic_today`](/reference/configuration.md))."),
    "tag": Option(read.words, "Only what has one of these tags."),
    **BELONGING,
    **MEMBERS,
    "limit": Option(read.count, "At most so many, the first in order."),
    "sort": Option(read.one_of("date", "file"), "What goes on first, then the newest; or as they are written in the file.", "date"),
    **DATES,
    "filter": read.FILTER,
    "feed": read.FEED,
    **read.REFERRED,
}
"""The options of every such list."""
# fmt: on


class TimedSection(Section[T]):
    """Records of one kind by date. A kind says its title, what stands behind it, and what is told below."""

    options: ClassVar = TIMED_OPTIONS
    filters = frozenset({"since", "current", "role", "tag", *BELONGING, *MEMBERS})
    groups: ClassVar[Mapping[str, Callable[..., str]]] = {}
    """What ``:group-by:`` takes besides ``year``, ``current`` and ``none`` → the label of a record; the option is made of it."""
    needs_today: ClassVar[bool] = False
    """Whether an entry says, or the order goes by, what is still to come."""
    order: ClassVar[str] = "date"
    """How the list is sorted where nothing else is said."""
    facets: ClassVar = {"year": years_of, "tag": lambda record: record.tags}

    def __init_subclass__(cls) -> None:
        own = {
            name: value for name, value in vars(cls).get("options", {}).items() if name not in TIMED_OPTIONS
        }
        words = ("none", "year", "current", *cls.groups)
        meaning = "Puts headings between the entries; `current` parts what goes on, or is still to come, from what is over."
        group_by = Option(read.one_of(*words), meaning, "none")
        role = Option(read.words, "Only what was done in one of these roles.")
        sort = TIMED_OPTIONS["sort"]._replace(default=cls.order)
        cls.options = {"group-by": group_by, "role": role, **TIMED_OPTIONS, "sort": sort, **own}

    # Which records, in which order

    def choose(self, collection: Collection, options: Options) -> tuple[Chosen, ...]:
        every: tuple[T, ...] = collection.of(self.record_kind)  # type: ignore[arg-type]
        records = self.chosen_of(belonging(every, collection, options), options)
        if options.get("group-by", "none") == "none" or not records:
            return (Chosen((), tuple(records)),) if records else ()
        found = select.grouped_by(records, lambda record: self.label(record, collection, options))
        return tuple(Chosen((label,), tuple(found[label])) for label in self.labels_in_order(found, options))

    def label(self, record: T, collection: Collection, options: Options) -> str:
        """Under which heading a record stands; empty for that of all others."""
        criterion = options["group-by"]
        if criterion == "current":
            return _CURRENT if self.is_current(record, options["today"]) else _PAST
        return _year(record) if criterion == "year" else self.groups[criterion](record)

    def labels_in_order(self, labels: Iterable[str], options: Options) -> list[str]:
        """The headings in their order: years newest first, what goes on first, all others as they come."""
        criterion = options["group-by"]
        if criterion in {"year", "current"}:
            labels = sorted(labels, reverse=criterion == "year")
        return sorted(labels, key=lambda label: not label)

    def chosen_of(self, records: Iterable[T], options: Options) -> list[T]:
        """The records that the options leave, in their order."""
        found = list(records)
        if "since" in options:
            found = [record for record in found if went_on_at(record, options["since"])]
        if options.get("current"):
            found = [record for record in found if self.is_current(record, options["today"])]
        if "role" in options:
            found = select.by_words(found, options["role"], done_as_in_all)
        if "tag" in options:
            found = select.by_tag(found, options["tag"], select.tags_of)
        if options.get("sort", self.order) == "date":
            found = self.by_date(found, options)
        return found[: options.get("limit")]

    def by_date(self, records: list[T], options: Options) -> list[T]:
        """What goes on first, then the newest."""
        return sorted(records, key=lambda record: record.newness)

    def is_current(self, record: T, today: PartialDate) -> bool:
        """Whether a record goes on today, or is still to come."""
        return record.is_current(today)

    def faults(self, collection: Collection, options: Options) -> Iterator[tuple[str, str, str]]:
        yield from super().faults(collection, options)
        records = collection.of(self.record_kind)
        roles = {role: None for record in records for role in done_as_in_all(record) if role}
        for asked in options.get("role", ()) if records else ():
            if not select.by_words(roles, [asked], lambda role: (role,)):
                meant = nearest(asked, roles)
                hint = f"Did you mean '{meant}'?" if meant else f"There are {few(roles)}." if roles else ""
                yield "role", f"No {self.record_kind.kind} has the role {shown(asked)}.", hint

    def facts(self, options: Options, page: PageFacts) -> Options:
        is_asked = self.needs_today or options.get("current") or options.get("group-by") == "current"
        return {"today": page.today} if is_asked else {}

    def heading(self, level: int, label: str, options: Options, description: Description) -> Fragments:
        if options.get("group-by") == "current":
            return (str(self.words_of_time()[label == _PAST]),)
        return description.prose(label) or (_("Other"),)

    def words_of_time(self) -> tuple[str, str]:
        """What stands above what goes on, and above what is over."""
        return _("Current"), _("Past")

    def filter_words(self) -> FilterWords:
        return FilterWords(_("Filter the list"), _("%(shown)s of %(total)s entries"), _("No entry matches."))

    # What an entry says

    def title(self, record: T, description: Description) -> Fragments:
        """What it is."""
        return shared.linked(description.prose(record.called, record, record.called_by), url=record.url)

    def beside_title(self, record: T, description: Description) -> Iterator[Fragments]:
        """The parts of the line below the title: where it was, for whom; the place follows by itself."""
        yield from ()

    def below(self, record: T, description: Description) -> Iterator[Fragment]:
        """Further lines, before the note and the links."""
        yield from ()

    def behind(self, record: T, description: Description) -> Iterator[Fragment]:
        """What opens on request."""
        yield from ()

    def fields(self, record: T, description: Description, *names: str) -> Iterator[Fragments]:
        """What is written in some fields, but for that which stands above as the title."""
        return (description.field(record, name) for name in names if name != record.called_by)

    def dates(self, record: T, options: Options, description: Description) -> Fragments:
        """What stands in the column of dates."""
        return period(record, description)

    def together(self, record: T) -> str:
        """What neighbours may have in common, which is then said once above them; empty for nothing."""
        return ""

    def above(self, record: T, description: Description) -> tuple[Fragments, Fragments]:
        """What is said once above those that stand together: what they have in common, and where that was."""
        return (), ()

    def people_of(self, record: T, description: Description) -> Fragments:
        """The people whom a record names."""
        lists = [people for _name, people in record.author_lists()]
        signs = Signs(lists) if description.signs is None else description.signs
        return joined((shared.authors(people, signs, description) for people in lists), ", ")

    def with_whom(self, record: T, description: Description, called: str = "") -> Iterator[Fragment]:
        """Who has a part in it: whom the record names besides the one whom the site is about, else everybody; nobody where it is
        that one alone. ``called`` stands before the names."""
        people = [author for _name, named in record.author_lists() for author in named.people]
        owners = list(map(description.owner.mean, people)) if description.owner else []
        if owners == [True]:
            return
        if owners and not any(owners):
            called = _("With")
        if names := self.people_of(record, description):
            yield from line((called, " ", *names) if called else names, "academic-authors")

    def describe(
        self, chosen: tuple[Chosen, ...], index: int, options: Options, description: Description
    ) -> Fragments:
        every = [record for group in chosen for record in group.records]
        description = with_dates(description, options)
        # All groups have the columns that one of them needs.
        column = column_of(self.dates(record, options, description) for record in every)
        is_dated = bool(column)
        describe = partial(self._entry, options=options, description=description, is_dated=is_dated)
        entries: list[Element] = []
        for _label, records in standing_together(chosen[index].records, self.together):
            if len(records) == 1:
                entries.append(describe(records[0]))
            else:
                parts = (describe(record, is_part=True) for record in records)
                head = self._head(records, description, is_dated)
                entries.append(Element("division", (head, *parts), "academic-together"))
        classes = ["academic", "academic-timed", f"academic-{self.name}"]
        classes += [column] if column else []
        classes += ["academic-with-logos"] if any(record.images for record in every) else []
        return (Element("division", tuple(entries), " ".join(classes)),)

    def _head(self, records: Sequence[T], description: Description, is_dated: bool) -> Element:
        """What is said once above records that stand together."""
        title, where = self.above(records[0], description)
        logos = (figures(each.images[:1], each, plain(title), description, "logo") for each in records)
        logo = next(filter(None, logos), ())
        lines = (*line((Element("strong", title),), "academic-title"), *line(where, "academic-where"))
        body = Element("division", (Element("lines", lines),), "academic-body")
        return Element("division", (*logo, *(NO_DATES if is_dated else ()), body), "academic-head")

    def _where(self, record: T, description: Description, *, is_part: bool = False) -> Fragments:
        said = self.beside_part(record, description) if is_part else self.beside_title(record, description)
        return joined((*said, description.field(record, "place"), *own_beside(record, description)), ", ")

    def beside_part(self, record: T, description: Description) -> Iterator[Fragments]:
        """The same below a line that is said once for several."""
        return self.beside_title(record, description)

    def title_of_part(self, record: T, description: Description) -> Fragments:
        """What it is, below a line that is said once for several."""
        return self.title(record, description)

    def _entry(
        self,
        record: T,
        options: Options,
        description: Description,
        is_dated: bool,
        *,
        is_part: bool = False,
    ) -> Element:
        title = (self.title_of_part if is_part else self.title)(record, description)
        dates = line(self.dates(record, options, description), "academic-dates")
        if is_part and not title:
            title, dates = self.dates(record, options, description), ()
        named = title if is_part else (Element("strong", title or (_("Untitled"),)),)
        lines = (
            *line(named, "academic-title"),
            *line(self._where(record, description, is_part=is_part), "academic-where"),
            *self.below(record, description),
            *own_lines(record, description),
            *line(description.field(record, "note"), "academic-note"),
            *line(shared.links_of(record.links, description), "academic-links"),
        )
        logo = () if is_part else figures(record.images[:1], record, plain(title), description, "logo")
        dates = dates or (NO_DATES if is_dated else ())
        cited = shared.cited_line(self.entry_kind, record.key, description) if self.entry_kind else ()
        behind = (*self.behind(record, description), *own_behind(record, description))
        body = Element("division", (Element("lines", lines), *behind, *cited), "academic-body")
        identifier = description.id_of(self.entry_kind, record.key) if self.entry_kind else {}
        entry = Element("entry", (*logo, *dates, body), "academic-entry", identifier)
        return description.dressed(record, entry)

    # What refers to it

    def said(self, record: T, description: Description) -> tuple[Fragments, str, str]:
        title = description.prose(record.called) or (_("Untitled"),)
        return title, plain(title), _year(record)

    def label_words(self, facts: object, record: T | None, description: Description) -> Fragments:
        return ()

    def tooltip_words(self, record: T, description: Description) -> Iterable[str]:
        return (*map(plain, self.beside_title(record, description)), plain(period(record, description)))

    def card_lines(self, record: T, description: Description) -> Fragments:
        return (
            *line(shared.in_a_link(self._where(record, description)), "academic-where"),
            *line(period(record, description), "academic-dates"),
            *line(shared.links(record.links), "academic-links"),
        )

    def searched(self, record: T, description: Description) -> tuple[str, ...]:
        where = plain(self._where(record, description))
        return (plain(description.prose(record.called)), where, _year(record))

    def syndicate(self, record: T, options: Options, description: Description) -> Syndicated:
        where = joined(self.beside_title(record, description), ", ")
        return Syndicated(
            kind=self.entry_kind,
            key=record.key,
            anchor=anchor(self.entry_kind, record.key) if record.key else "",
            external=record.url or next((link.url for link in record.links if link.url), ""),
            title=plain(description.prose(record.called)) or _("Untitled"),
            date=record.when,
            content=(*shared.paragraph(where), *shared.paragraph(description.field(record, "note"))),
            tags=record.tags,
            place=plain(description.field(record, "place")),
            begins=record.began,
            ends=record.ended,
        )


def _year(record: TimedRecord) -> str:
    when = record.when
    return f"{when.year:04d}" if when is not None and when.year > 0 else ""


def went_on_at(record: TimedRecord, date: PartialDate) -> bool:
    """Whether something went on at a date or later; of what has no date nothing is known."""
    last = record.ended or record.began
    return record.goes_on or (last is not None and last.order >= date.order)


def period(record: TimedRecord, description: Description) -> Fragments:
    """When it was: a date, or from when to when; what goes on says so."""
    date = record.date
    if record.start is None and record.end is None:
        if date is None or date.end is None or date.text:
            return description.dated(date)
        last = description.dated(date.end) if date.end.year else (_("present"),)
        return from_to(description.dated(date._replace(end=None)), last)
    end = moment(record.end, description)
    if record.end is None and record.start is not None:
        end = (_("present"),)
    return from_to(moment(record.start, description), end)


def from_to(start: Fragments, end: Fragments) -> Fragments:
    """A period; one date where both are written alike, as two days of a month are where days are left out."""
    return start if start and plain(start) == plain(end) else joined((start, end), " – ")


def moment(written: ReadDate | None, description: Description) -> Fragments:
    """A start or an end: a date, or a word such as *present*."""
    if written is None:
        return ()
    if written.date is None:
        return (_("present") if is_ongoing(written.before) else written.before,)
    return description.dated(written.date, written.before, written.after)


def time_left(record: TimedRecord, today: PartialDate) -> tuple[bool, tuple[tuple[int, ...], ...]]:
    """What sorts events: what is still to come first, the nearest at the top, then what is over, the newest at the top."""
    is_over = not record.is_current(today)
    return is_over, record.newness if is_over else (record.began.order if record.began else (0, 0, 0),)


def standing_together(entries: Iterable[T], of: Callable[[T], str]) -> Iterator[tuple[str, list[T]]]:
    """Neighbours that have one thing in common, such as an employer; what has none stands alone."""
    for label, group in itertools.groupby(entries, of):
        found = list(group)
        if label:
            yield label, found
        else:
            yield from ((label, [each]) for each in found)
