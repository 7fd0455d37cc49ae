"""The directive ``calendar``: what is still to come, of whatever kind, and all of it as one calendar to subscribe to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, cast

from sphinx_academic.content.fragments import Element, Fragments, joined, plain
from sphinx_academic.data import select
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.naming import anchor
from sphinx_academic.data.records import NewsItem, Publication, Record, Talk, TimedRecord
from sphinx_academic.data.records.calendar_entry import (
    CLOSING,
    END,
    IN_CALENDARS,
    SESSION,
    USUAL_IN_CALENDARS,
    CalendarEntry,
    calendar_entries,
    key_of,
)
from sphinx_academic.data.records.occasions import ALL
from sphinx_academic.data.values.dates import PartialDate
from sphinx_academic.problems import nearest, shorten
from sphinx_academic.sections import description as shared
from sphinx_academic.sections import options as read
from sphinx_academic.sections.base import Chosen, PageFacts, Section
from sphinx_academic.sections.belonging import BELONGING, belonging
from sphinx_academic.sections.date_column import DATES, column_of, with_dates
from sphinx_academic.sections.description import Description, Signs, _, line, paragraph, within
from sphinx_academic.sections.language_words import number_words
from sphinx_academic.sections.offers import Syndicated
from sphinx_academic.sections.options import Option, Options
from sphinx_academic.sections.publication_entry import title_of
from sphinx_academic.sections.registry import SECTIONS
from sphinx_academic.sections.timed import TimedSection, from_to


class Calendar(Section[CalendarEntry]):
    """What is to come, the nearest first; what is over stands behind a disclosure, the newest first."""

    name = "calendar"
    list_of = "events"
    in_cv = None
    # fmt: off
    options: ClassVar = {
        "kinds": Option(read.lists_in_calendars,
            "[The lists](#what-a-calendar-shows) whose days it has, where these are not the usual ones."),
        "since": Option(read.date, "Only what ends at this date or later."),
        "tag": Option(read.words, "Only what has one of these tags."),
        **BELONGING,
        "limit": Option(read.count,
            "So much of what is to come is shown at once, the rest stands behind “Show 12 more”; files have all of it."),
        **DATES,
        "feed": read.FEED,
    }
    # fmt: on
    filters = frozenset({"kinds", "since", "tag", *BELONGING})

    def choose(self, collection: Collection, options: Options) -> tuple[Chosen, ...]:
        lists = options.get("kinds", USUAL_IN_CALENDARS)
        every = calendar_entries(collection.records, lists, collection.own_kinds)
        found = list(belonging(every, collection, options))
        if "since" in options:
            found = [entry for entry in found if not entry.is_over(options["since"])]
        if "tag" in options:
            found = select.by_tag(found, options["tag"], lambda entry: entry.tags)
        to_come, over = _parted(found, options["today"])
        return (Chosen((), (*to_come, *over)),) if found else ()

    def facts(self, options: Options, page: PageFacts) -> Options:
        return {"today": page.today}

    def faults(self, collection: Collection, options: Options) -> Iterator[tuple[str, str, str]]:
        yield from super().faults(collection, options)
        known = (*IN_CALENDARS, *collection.own_kinds, ALL)
        for word in options.get("kinds", ()):
            if word not in known:
                meant = nearest(word, known)
                hint = f"Did you mean '{meant}'?" if meant else f"Write some of: {', '.join(known)}."
                yield "kinds", f"A calendar cannot be made of '{shorten(word)}'.", hint

    def shows_pictures(self, options: Options) -> bool:
        return False

    def is_event(self, record: CalendarEntry, options: Options) -> bool:
        return True

    def syndicate(self, record: CalendarEntry, options: Options, description: Description) -> Syndicated:
        """As the list of its kind has it, so that who follows both sees it once."""
        about = record.about
        said = _section_of(about).syndicate(about, {}, description)
        said = said._replace(
            anchor=anchor(self.name, key_of(record)), date=record.when, begins=record.first, ends=record.last
        )
        if record.part == SESSION:
            title = plain(description.prose(record.text))
            said = said._replace(
                key=said.key + record.suffix,
                title=f"{said.title}: {title}" if title else said.title,
                content=paragraph(description.prose(record.text)),
            )
        elif record.part == END:
            said = said._replace(key=said.key + record.suffix, title=_("Ends: %s") % said.title)
        return said

    def describe(
        self, chosen: tuple[Chosen, ...], index: int, options: Options, description: Description
    ) -> Fragments:
        description = with_dates(description, options)
        to_come, over = _parted(chosen[index].records, options["today"])
        limit = options.get("limit", len(to_come))
        column = column_of(_days(each, description) for each in (*to_come, *over))
        more = _listed(to_come[limit:], column, description)
        words = {
            "summary": _("Show %s more") % number_words(len(to_come[limit:]), description.language),
            "opened": _("Show less"),
        }
        blocks = (
            *(
                _listed(to_come[:limit], column, description)
                or paragraph((_("Nothing is scheduled at present."),))
            ),
            *within("disclosure", more, "academic-show-more", **words),
            *within(
                "disclosure",
                _listed(over, column, description),
                "academic-past",
                summary=_("Past"),
                label="yes",
            ),
        )
        return (Element("division", blocks, "academic academic-calendar"),)


def _parted(
    entries: tuple[CalendarEntry, ...] | list[CalendarEntry], today: PartialDate
) -> tuple[tuple[CalendarEntry, ...], tuple[CalendarEntry, ...]]:
    """What is to come or goes on, the nearest first, and what is over, the newest first."""
    in_order = sorted(entries, key=lambda entry: (entry.first.order, entry.last.order))
    to_come = tuple(entry for entry in in_order if not entry.is_over(today))
    return to_come, tuple(entry for entry in reversed(in_order) if entry.is_over(today))


def _section_of(about: Record) -> Section[Record]:
    """The section of the list that a record stands in."""
    if isinstance(about, TimedRecord) and about.declaration is not None:
        from sphinx_academic.sections.own_kinds import section_of

        return cast("Section[Record]", section_of(about.declaration))
    return SECTIONS.of_entries("news" if isinstance(about, NewsItem) else about.kind)


def _listed(entries: tuple[CalendarEntry, ...], column: str, description: Description) -> Fragments:
    found = tuple(_item(entry, description) for entry in entries)
    return (Element("division", found, f"academic-timed {column}"),) if found else ()


def _item(entry: CalendarEntry, description: Description) -> Element:
    title, where = _said(entry, description)
    lines = (
        *line((Element("strong", title or (_("Untitled"),)),), "academic-title"),
        *line(joined(where, ", "), "academic-where"),
        *line(_who(entry, description), "academic-authors"),
    )
    identifier = description.claim(anchor("calendar", key_of(entry)))
    body = Element("division", (Element("lines", lines),), "academic-body")
    dates = line(_days(entry, description), "academic-dates")
    return Element("entry", (*dates, body), "academic-entry", {"id": identifier} if identifier else {})


def _who(entry: CalendarEntry, description: Description) -> Fragments:
    """Who speaks, as the list of the kind names them: in a group somebody asks which of its members that is."""
    about = entry.about
    if isinstance(about, Publication):
        return shared.authors(about.authors, Signs(()), description)
    if not isinstance(about, Talk):
        return ()
    section = _section_of(about)
    assert isinstance(section, TimedSection)
    return section.people_of(about, description)


def _days(entry: CalendarEntry, description: Description) -> Fragments:
    """The days, or until when something may be done."""
    first = description.dated(entry.first)
    if entry.part == CLOSING:
        return (_("apply by"), " ", *first)
    return from_to(first, description.dated(entry.last))


def _said(entry: CalendarEntry, description: Description) -> tuple[Fragments, tuple[Fragments, ...]]:
    """What it is, and the parts of the line below: where it is, of which course it is a day."""
    about = entry.about
    if isinstance(about, NewsItem):
        return description.field(about, "text"), ()
    if isinstance(about, Publication):
        page = description.page_of(about)
        title = title_of(about, description)
        linked = shared.linked(title, page=page) if page else shared.linked(title, url=about.url)
        return linked, (within("emphasis", description.prose(about.venue)),)
    section = _section_of(about)
    assert isinstance(about, TimedRecord)
    assert isinstance(section, TimedSection)
    title = section.title(about, description)
    place = description.field(about, "place")
    if entry.part == SESSION:
        return description.prose(entry.text) or title, ((title, place) if entry.text else (place,))
    if entry.part == END:
        ends = (_("ends"),)
        return title, (ends, *section.beside_title(about, description))
    return title, (*section.beside_title(about, description), place)
