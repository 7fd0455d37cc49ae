"""The look that all lists of a career share: dates in a column, what and where beside them, the rest behind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import ClassVar, TypeVar

from sphinx_academic.content.fragments import Element, Fragment, Fragments, joined, plain
from sphinx_academic.data import select
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.naming import anchor
from sphinx_academic.data.records import TimedRecord
from sphinx_academic.data.values.dates import PartialDate, ReadDate, is_ongoing
from sphinx_academic.sections import description as shared
from sphinx_academic.sections import options as read
from sphinx_academic.sections.base import Chosen, FilterWords, PageFacts, Section, years_of
from sphinx_academic.sections.belonging import BELONGING, belonging
from sphinx_academic.sections.description import Description, Signs, _, figures, line
from sphinx_academic.sections.offers import Syndicated
from sphinx_academic.sections.options import Option, Options
from sphinx_academic.sections.own_fields import own_behind, own_beside, own_lines

T = TypeVar("T", bound=TimedRecord)

# fmt: off
TIMED_OPTIONS: dict[str, Option] = {
    "since": Option(read.date, "Only what went on at this date or later."),
    "current": Option(read.flag, "Only what goes on today, or is still to come (see [`academic_today`](/reference/configuration.md))."),
    "tag": Option(read.words, "Only what has one of these tags."),
    **BELONGING,
    "limit": Option(read.count, "At most so many, the first in order."),
    "sort": Option(read.one_of("date", "file"), "What goes on first, then the newest; or as they are written in the file.", "date"),
    "filter": read.FILTER,
    "feed": read.FEED,
    **read.REFERRED,
}
"""The options of every such list."""
# fmt: on


class TimedSection(Section[T]):
    """Records of one kind by date. A kind says its title, what stands behind it, and what is told below."""

    options: ClassVar = TIMED_OPTIONS
    filters = frozenset({"since", "current", "role", "tag", *BELONGING})
    groups: ClassVar[Mapping[str, Callable[..., str]]] = {}
    """What ``:group-by:`` takes besides ``year`` and ``none`` → the label of a record; the option is made of it."""
    order: ClassVar[str] = "date"
    """How the list is sorted where nothing else is said."""
    facets: ClassVar = {"year": years_of, "tag": lambda record: record.tags}

    def __init_subclass__(cls) -> None:
        own = {
            name: value for name, value in vars(cls).get("options", {}).items() if name not in TIMED_OPTIONS
        }
        words = ("none", "year", *cls.groups)
        group_by = Option(read.one_of(*words), "Puts headings between the entries.", "none")
        role = Option(read.words, "Only what was done in one of these roles.")
        sort = TIMED_OPTIONS["sort"]._replace(default=cls.order)
        cls.options = {"group-by": group_by, "role": role, **TIMED_OPTIONS, "sort": sort, **own}

    # Which records, in which order

    def choose(self, collection: Collection, options: Options) -> tuple[Chosen, ...]:
        every: tuple[T, ...] = collection.of(self.record_kind)  # type: ignore[arg-type]
        records = self.chosen_of(belonging(every, collection, options), options)
        criterion = options.get("group-by", "none")
        if criterion == "none" or not records:
            return (Chosen((), tuple(records)),) if records else ()
        label = _year if criterion == "year" else self.groups[criterion]
        found: dict[str, list[T]] = {}
        for record in records:
            found.setdefault(label(record), []).append(record)
        labels = (
            sorted(found, reverse=True) if criterion == "year" else sorted(found, key=lambda each: not each)
        )
        return tuple(Chosen((label,), tuple(found[label])) for label in labels)

    def chosen_of(self, records: Iterable[T], options: Options) -> list[T]:
        """The records that the options leave, in their order."""
        found = list(records)
        if "since" in options:
            found = [record for record in found if went_on_at(record, options["since"])]
        if options.get("current"):
            found = [record for record in found if self.is_current(record, options["today"])]
        if "role" in options:
            found = select.by_words(found, options["role"], lambda record: (self.role_of(record),))
        if "tag" in options:
            found = select.by_tag(found, options["tag"], lambda record: record.tags)
        if options.get("sort", self.order) == "date":
            found.sort(key=lambda record: record.newness)
        return found[: options.get("limit")]

    def is_current(self, record: T, today: PartialDate) -> bool:
        """Whether a record goes on today, or is still to come."""
        return record.is_current(today)

    def role_of(self, record: T) -> str:
        """What was done, as ``:role:`` selects by it."""
        return getattr(record, "role", "") or record.called

    def facts(self, options: Options, page: PageFacts) -> Options:
        return {"today": page.today} if options.get("current") else {}

    def heading(self, level: int, label: str, options: Options, description: Description) -> Fragments:
        return description.prose(label) or (_("Other"),)

    def filter_words(self) -> FilterWords:
        return FilterWords(_("Filter the list"), _("%(shown)s of %(total)s entries"), _("No entry matches."))

    # What an entry says

    def title(self, record: T, description: Description) -> Fragments:
        """What it is."""
        return shared.linked(description.prose(record.called, record, record.main), url=record.url)

    def beside_title(self, record: T, description: Description) -> Iterator[Fragments]:
        """The parts of the line below the title: where it was, for whom; the place follows by itself."""
        yield from ()

    def below(self, record: T, description: Description) -> Iterator[Fragment]:
        """Further lines, before the note and the links."""
        yield from ()

    def behind(self, record: T, description: Description) -> Iterator[Fragment]:
        """What opens on request."""
        yield from ()

    def people_of(self, record: T, description: Description) -> Fragments:
        """The people whom a record names."""
        lists = [people for _name, people in record.author_lists()]
        return joined((shared.authors(people, Signs(lists), description) for people in lists), ", ")

    def describe(
        self, chosen: tuple[Chosen, ...], index: int, options: Options, description: Description
    ) -> Fragments:
        entries = tuple(self._entry(record, description) for record in chosen[index].records)
        return (Element("division", entries, f"academic academic-timed academic-{self.name}"),)

    def _entry(self, record: T, description: Description) -> Element:
        title = self.title(record, description) or (_("Untitled"),)
        where = (*self.beside_title(record, description), description.field(record, "place"))
        lines = (
            *line((Element("strong", title),), "academic-title"),
            *line(joined((*where, *own_beside(record, description)), ", "), "academic-where"),
            *self.below(record, description),
            *own_lines(record, description),
            *line(description.field(record, "note"), "academic-note"),
            *line(shared.links(link for link in record.links), "academic-links"),
        )
        logo = figures(record.images[:1], record, plain(title), description, "logo")
        dates = line(period(record, description), "academic-dates")
        cited = shared.cited_line(self.entry_kind, record.key, description) if self.entry_kind else ()
        behind = (*self.behind(record, description), *own_behind(record, description))
        body = Element("division", (Element("lines", lines), *behind, *cited), "academic-body")
        identifier = description.id_of(self.entry_kind, record.key) if self.entry_kind else {}
        return Element("entry", (*logo, *dates, body), "academic-entry", identifier)

    # What refers to it

    def said(self, record: T, description: Description) -> tuple[Fragments, str, str]:
        title = description.prose(record.called) or (_("Untitled"),)
        return title, plain(title), _year(record)

    def label_words(self, facts: object, record: T | None, description: Description) -> Fragments:
        return ()

    def tooltip_words(self, record: T, description: Description) -> Iterable[str]:
        return (*map(plain, self.beside_title(record, description)), plain(period(record, description)))

    def card_lines(self, record: T, description: Description) -> Fragments:
        where = (*self.beside_title(record, description), description.field(record, "place"))
        return (
            *line(shared.in_a_link(joined(where, ", ")), "academic-where"),
            *line(period(record, description), "academic-dates"),
            *line(shared.links(record.links), "academic-links"),
        )

    def searched(self, record: T, description: Description) -> tuple[str, ...]:
        where = (*self.beside_title(record, description), description.field(record, "place"))
        return (plain(description.prose(record.called)), plain(joined(where, ", ")), _year(record))

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
    if record.start is None and record.end is None:
        return description.dated(record.date)
    end = moment(record.end, description)
    if record.end is None and record.start is not None:
        end = (_("present"),)
    return joined((moment(record.start, description), end), " – ")


def moment(written: ReadDate | None, description: Description) -> Fragments:
    """A start or an end: a date, or a word such as *present*."""
    if written is None:
        return ()
    if written.date is None:
        return (_("present") if is_ongoing(written.before) else written.before,)
    return description.dated(written.date, written.before, written.after)


def standing_together(entries: Iterable[T], of: Callable[[T], str]) -> Iterator[tuple[str, list[T]]]:
    """Neighbours that have one thing in common, such as an employer; what has none stands alone."""
    for label, group in groupby(entries, of):
        found = list(group)
        if label:
            yield label, found
        else:
            yield from ((label, [each]) for each in found)
